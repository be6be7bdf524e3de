/* A quiz question to answer on the page. The answers come from a file of their own when somebody checks one; nothing is
   kept. On a case the questions stand on the page already; casebook.quiz.form builds others alike. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var element = casebook.ui.element, fill = casebook.ui.fill;
  var lang = casebook.lang;
  var LABELS = 'kits/' + lang + '/quiz/labels';
  var count = 0;

  function label(key, values) { return fill(casebook.values[LABELS]['quiz_' + key], values || {}); }

  function button(text, kind) {
    var made = element('button', 'md-button' + (kind ? ' md-button--' + kind : ''), text);
    made.type = 'button';
    return made;
  }

  function hidden(node, away) { node.hidden = away; return node; }

  /* An option to choose, and the place of what is said to whoever chose it. */
  function choice(question, letter, text, group) {
    var row = element('div', 'cb-quiz__option'), line = element('label'), input = element('input');
    input.type = question.many ? 'checkbox' : 'radio';
    input.name = group;
    input.value = letter;
    line.appendChild(input);
    line.appendChild(element('span', '', letter + '. ' + text));
    row.appendChild(line);
    var said = hidden(element('p', 'cb-quiz__said'), true);
    said.id = group + letter;
    row.appendChild(said);
    return { row: row, input: input, said: said, letter: letter };
  }

  /* A question {id, title, many, options: [[letter, text]]} of the case at `path` as a form. `way` leads to the trainer's
     page; `told(right)` hears whether an answer was right, `told(null)` that it is asked anew. */
  function form(question, path, way, told) {
    var group = 'cb-q' + (++count) + '-';
    var made = element('form', 'cb-quiz'), field = element('fieldset');
    var legend = element('legend', 'cb-quiz__legend', label(question.many ? 'many' : 'one', { title: question.title }));
    var choices = question.options.map(function (option) { return choice(question, option[0], option[1], group); });
    var settled = hidden(element('p', 'cb-quiz__settled'), true);
    var row = element('p', 'cb-quiz__row'), check = button(label('check'), 'primary'), again = button(label('again'));
    var status = element('span', 'cb-quiz__status');
    check.type = 'submit';
    status.setAttribute('role', 'status');
    field.appendChild(legend);
    choices.forEach(function (each) { field.appendChild(each.row); });
    [check, hidden(again, true), status].forEach(function (part) { row.appendChild(part); });
    [field, row, settled].forEach(function (part) { made.appendChild(part); });

    function show(answer) {
      var wanted = answer.answers, right = true;
      choices.forEach(function (each) {
        var fits = wanted.indexOf(each.letter) >= 0, chosen = each.input.checked;
        right = right && fits === chosen;
        each.row.classList.toggle('cb-quiz__option--right', fits);
        each.row.classList.toggle('cb-quiz__option--wrong', chosen && !fits);
        each.said.textContent = label(fits ? 'mark_right' : 'mark_wrong') + (chosen ? label('mark_chosen') : '') + ' ' + (answer.feedback[each.letter] || '');
        each.said.hidden = false;
        each.input.setAttribute('aria-describedby', each.said.id);
        each.input.disabled = true;
      });
      settled.textContent = label('settled', { text: answer.settled });
      settled.hidden = false;
      status.textContent = label(right ? 'right' : 'wrong', { letters: wanted.join(label('comma')) });
      check.hidden = true;
      again.hidden = false;
      again.focus();
      told(right);
    }

    made.addEventListener('submit', function (event) {
      event.preventDefault();
      if (check.hidden) return;
      if (!choices.some(function (each) { return each.input.checked; })) { status.textContent = label('choose'); return; }
      casebook.load('kits/' + lang + '/quiz/' + path).then(function (answers) { show(answers[question.id]); }).catch(function () {
        status.textContent = label('failed') + ' ';
        var link = element('a', '', label('trainer'));
        link.href = way;
        status.appendChild(link);
      });
    });
    again.addEventListener('click', function () {
      choices.forEach(function (each) {
        each.input.checked = each.input.disabled = false;
        each.input.removeAttribute('aria-describedby');
        each.said.hidden = true;
        each.row.className = 'cb-quiz__option';
      });
      settled.hidden = again.hidden = true;
      check.hidden = false;
      status.textContent = '';
      choices[0].input.focus();
      told(null);
    });
    return made;
  }

  /* The line below several questions that says how many were answered and how many rightly. */
  function score(total) {
    var line = element('p', 'cb-quiz__score'), results = [];
    line.setAttribute('role', 'status');
    return {
      line: line,
      hear: function (at, right) {
        results[at] = right;
        var done = results.filter(function (result) { return result === true || result === false; });
        var good = done.filter(Boolean).length;
        line.textContent = done.length ? label('score', { done: done.length, total: total, right: good }) : '';
      }
    };
  }

  /* ---- the questions that stand on the page ---- */

  function before(node, selector) {
    while (node && !node.matches(selector)) node = node.previousElementSibling;
    return node;
  }

  /* Path of the case to whose trainer's page a link leads. */
  function pathOf(link) {
    var root = new URL(casebook.base || '.', location).href;
    return decodeURIComponent(link.href.slice(root.length)).replace(/^en\//, '').replace(/\.trainer\.html.*$/, '');
  }

  function read(place) {
    var list = before(place, 'ul'), title = before(place, 'h3');
    var options = Array.from(list ? list.children : []).map(function (item) { return /^([A-H])\. *([^]*)/.exec(item.textContent.trim()); });
    if (!title || !options.length || options.indexOf(null) >= 0) return null; // not a question: it stays as it is
    return {
      list: list,
      question: {
        id: title.id,
        title: (title.firstChild || title).textContent,
        many: place.hasAttribute('data-cb-many'),
        options: options.map(function (found) { return [found[1], found[2]]; })
      }
    };
  }

  function enhance(places) {
    var found = places.map(function (place) { return { place: place, read: read(place) }; }).filter(function (each) { return each.read; });
    if (!found.length) return;
    var total = score(found.length);
    found.forEach(function (each, at) {
      var way = each.place.querySelector('a');
      var made = form(each.read.question, pathOf(way), way.href, function (right) { total.hear(at, right); });
      each.read.list.parentNode.replaceChild(made, each.read.list);
      each.place.hidden = true;
      if (at === found.length - 1) made.parentNode.insertBefore(total.line, made.nextSibling);
    });
  }

  casebook.quiz = { form: form, score: score, label: label, enhance: enhance, ready: function () { return casebook.load(LABELS); } };

  var places = Array.from(document.querySelectorAll('.cb-answer'));
  if (places.length) casebook.quiz.ready().then(function () { enhance(places); }, function () { /* they can be read as they are */ });
})();
