/* Slides and papers as files to edit, and papers on paper. What writes files is large and is loaded when the first file is
   wanted; where the site was built without it, printing still works. Chromium 90. */
(function () {
  'use strict';

  var casebook = window.casebook, element = casebook.ui.element;
  var FOLDER = 'assets/casebook/';

  function setting(lang) { return casebook.load('kits/' + lang + '/setting'); }

  /* The writer of a format, from its bundle. Rejects with `absent` where the bundle is not there, with `old` where the browser
     could not read it. */
  function writer(format, name) {
    return casebook.run(FOLDER + 'export/' + format + '.js').then(null, function (error) {
      throw Object.assign(error, { absent: true });
    }).then(function () {
      if (!casebook.writers || !casebook.writers[name || format]) throw Object.assign(new Error(format), { old: true });
      return casebook.writers[name || format];
    });
  }

  function written(format, value) {
    return Promise.all([writer(format), setting(value.lang)]).then(function (found) { return found[0](value, found[1]); });
  }

  function pptx(deck) { return written('pptx', deck); }
  function docx(paper) { return written('docx', paper); }

  /* Files, {name, blob}, in one archive. */
  function zip(files) { return writer('docx', 'zip').then(function (zip) { return zip(files); }); }

  /* ---- printing ---- */

  var TAGS = { paragraph: 'p', quote: 'blockquote' };

  function put(node, text) {
    [].concat(text).forEach(function (part, at) { if (part) node.appendChild(at % 2 ? element('strong', '', part) : document.createTextNode(part)); });
    return node;
  }

  function table(rows, className) {
    var made = element('table', className), head = element('thead'), body = element('tbody');
    rows.forEach(function (row, at) {
      var line = element('tr');
      row.forEach(function (cell) {
        var made = put(element(at ? 'td' : 'th'), cell);
        if (!at) made.scope = 'col';
        line.appendChild(made);
      });
      (at ? body : head).appendChild(line);
    });
    made.appendChild(head);
    made.appendChild(body);
    return made;
  }

  function numbered(piece) {
    var rows = [piece.head];
    for (var number = 1; number <= piece.count; number++) rows.push([String(number)].concat(piece.head.slice(1).map(function () { return ''; })));
    return rows;
  }

  function nodes(piece) {
    if (TAGS[piece.type]) return [put(element(TAGS[piece.type], piece.leads ? 'cb-print__leads' : ''), piece.text)];
    if (piece.type === 'heading') return [element('h' + Math.min(piece.level, 4), '', piece.text)];
    if (piece.type === 'table') return [table(piece.rows)];
    if (piece.type === 'register') return [table(numbered(piece), 'cb-print__register')];
    if (piece.type === 'fold') return [element('h4', '', piece.title)].concat([].concat.apply([], piece.pieces.map(nodes)));
    if (piece.type === 'writing') return Array.from({ length: piece.count }, function () { return element('p', 'cb-print__write'); });
    var list = element(piece.ordered ? 'ol' : 'ul');
    piece.items.forEach(function (item) { list.appendChild(put(element('li'), item)); });
    return [list];
  }

  /* A group of pieces stands in a section of its own, which is not divided between pages. */
  function article(paper) {
    var made = element('article', paper.name === 'case' ? 'cb-print__one' : paper.asks ? 'cb-print__asks' : '');
    made.lang = paper.lang === 'zh' ? 'zh-Hans' : 'en';
    if (paper.name === 'case') made.classList.add('cb-print__size-' + String(paper.size * 10));
    made.appendChild(element('h1', '', paper.title));
    made.appendChild(element('p', 'cb-print__notice', paper.notice));
    paper.groups.forEach(function (group) {
      var place = group.length > 1 ? made.appendChild(element('section')) : made;
      group.forEach(function (piece) { nodes(piece).forEach(function (node) { place.appendChild(node); }); });
    });
    made.appendChild(element('p', 'cb-print__foot', paper.footer));
    return made;
  }

  function sheet() {
    var link = element('link');
    link.rel = 'stylesheet';
    link.href = casebook.base + FOLDER + 'print.css';
    return new Promise(function (resolve, reject) {
      link.onload = function () { resolve(link); };
      link.onerror = function () { reject(new Error(link.href)); };
      document.head.appendChild(link);
    });
  }

  /* Prints papers, each from a page of its own; the page's title, which names a PDF, is theirs meanwhile. */
  function print(papers) {
    return sheet().then(function (link) {
      var place = element('div', 'cb-print'), title = document.title;
      papers.forEach(function (paper) { place.appendChild(article(paper)); });
      document.body.appendChild(place);
      document.title = papers[0].title;
      window.addEventListener('afterprint', function end() {
        window.removeEventListener('afterprint', end);
        document.title = title;
        place.remove();
        link.remove();
      });
      window.print();
    });
  }

  casebook.exports = { pptx: pptx, docx: docx, zip: zip, print: print };
})();
