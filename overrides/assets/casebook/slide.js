/* A slide of a deck on a stage of 960 by 540, the measure in which its text was laid out, scaled to the room there is. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var element = casebook.ui.element, clear = casebook.ui.clear;
  var WIDTH = 960, HEIGHT = 540, LEAST = 14;
  var HAN = /[\u2e80-\u9fff]/;

  /* An empty stage; `show` puts a slide on it, `fit` scales it to the width and height given. */
  casebook.stage = function () {
    var frame = element('div', 'cb-stage'), sheet = element('div', 'cb-slide');
    frame.appendChild(sheet);
    return {
      frame: frame,
      show: function (slide, footer, number) { draw(sheet, slide, footer, number); },
      fit: function (width, height) {
        var scale = Math.min(width / WIDTH, height / HEIGHT);
        sheet.style.transform = 'scale(' + scale + ')';
        frame.style.width = Math.floor(WIDTH * scale) + 'px';
        frame.style.height = Math.floor(HEIGHT * scale) + 'px';
      }
    };
  };

  function draw(sheet, slide, footer, number) {
    clear(sheet);
    sheet.className = 'cb-slide cb-slide--' + String(slide.kind).replace(/[^a-z]/g, '');
    var title = element('h2', 'cb-slide__title', slide.title), body = element('div', 'cb-slide__body');
    sheet.appendChild(title);
    if (slide.clock) sheet.appendChild(element('p', 'cb-slide__clock', slide.clock));
    if (slide.grid) body.appendChild(table(slide.grid));
    else (slide.lines || []).forEach(function (line) { body.appendChild(paragraph(line)); });
    sheet.appendChild(body);
    sheet.appendChild(element('p', 'cb-slide__footer', footer));
    sheet.appendChild(element('p', 'cb-slide__number', number));
    set(title, slide.titleSize || 30);
    set(body, slide.size || 24);
  }

  /* The size that was computed, or smaller where this computer's fonts need more room. */
  function set(box, size) {
    do box.style.fontSize = size + 'px';
    while ((box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1) && --size >= LEAST);
  }

  /* Rows of Latin text stand closer together than rows of Chinese, as the room was computed. */
  function spacing(text) { return HAN.test(text) ? '' : 'cb-slide__latin'; }

  function paragraph(line) {
    var made = element('p', (line.marked ? 'cb-slide__marked ' : '') + spacing(line.lead + line.text));
    if (line.lead) made.appendChild(element('strong', '', line.lead));
    made.appendChild(document.createTextNode(line.text));
    return made;
  }

  function table(grid) {
    var made = element('table'), columns = element('colgroup'), all = grid.widths.reduce(function (sum, width) { return sum + width; }, 0);
    grid.widths.forEach(function (width) { columns.appendChild(element('col')).style.width = 100 * width / all + '%'; });
    made.appendChild(columns);
    grid.rows.forEach(function (cells, at) {
      var row = element('tr');
      cells.forEach(function (text) { row.appendChild(element(at ? 'td' : 'th', spacing(text), text)); });
      made.appendChild(row);
    });
    return made;
  }
})();
