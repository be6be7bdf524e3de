/* Papers of several questions: the test of a month, and practice papers by issue, priority and number. The conditions live
   in the address, so that a link gives everybody the same paper; questions are printed without, answers on their own. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var place = document.getElementById('cb-test');
  if (!place || !casebook.ui || !casebook.quiz) return;
  var element = casebook.ui.element, clear = casebook.ui.clear, label = casebook.quiz.label;
  var root = document.documentElement;
  var DATA = 'kits/' + casebook.lang + '/quiz/';
  var monthly = place.getAttribute('data-cb-test') === 'month';
  var SIZES = ['5', '10', '20', '40'];
  var LARGEST = 99999;
  var heads, state, fields = {}, list, about, key, shown = [], turn = 0;

  /* ---- state and address: #month=2022-11, or #issue=…&priority=…&n=10&paper=7 ---- */

  function known(field, value) {
    if (field === 'month') return heads.cases.some(function (head) { return head.month === value; });
    if (field === 'n') return SIZES.indexOf(value) >= 0;
    if (field === 'paper') return /^\d{1,5}$/.test(value);
    return heads.names[field].some(function (pair) { return pair[0] === value; });
  }

  function readAddress() {
    state = monthly ? { month: heads.cases[0].month } : { issue: '', priority: '', n: '10', paper: '0' };
    location.hash.slice(1).split('&').forEach(function (pair) {
      var at = pair.indexOf('='), field = pair.slice(0, at), value = pair.slice(at + 1);
      if (at > 0 && field in state && known(field, value)) state[field] = value;
    });
  }

  function writeAddress() {
    var wanted = '#' + Object.keys(state).filter(function (field) { return state[field]; }).map(function (field) {
      return field + '=' + state[field];
    }).join('&');
    if (location.hash !== wanted) history.replaceState(null, '', wanted);
  }

  /* ---- choosing ---- */

  /* The list in an order that depends on the number and on nothing else (Fisher–Yates with mulberry32). */
  function drawn(found, number) {
    var mixed = found.slice(), seed = number;
    function next() {
      seed = (seed + 0x6D2B79F5) | 0;
      var t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    }
    for (var at = mixed.length - 1; at > 0; at--) {
      var other = Math.floor(next() * (at + 1)), kept = mixed[at];
      mixed[at] = mixed[other];
      mixed[other] = kept;
    }
    return mixed;
  }

  function fits(head) {
    if (monthly) return head.month === state.month;
    return ['issue', 'priority'].every(function (facet) { return !state[facet] || head[facet].indexOf(state[facet]) >= 0; });
  }

  function chosen() {
    var found = [];
    heads.cases.filter(fits).forEach(function (head) {
      head.questions.forEach(function (id) { found.push({ head: head, id: id }); });
    });
    var total = found.length, number = Number(state.paper || 0);
    if (number) found = drawn(found, number);
    return { total: total, items: monthly ? found : found.slice(0, Number(state.n)) };
  }

  /* ---- showing ---- */

  function link(head) {
    var made = element('a', '', head.title);
    made.href = casebook.base + head.url;
    return made;
  }

  function block(item, question, at, total) {
    var made = element('section', 'cb-test__question');
    made.appendChild(element('h3', '', question.title));
    if (!monthly) {
      var from = element('p', 'cb-test__from', item.head.month + ' ');
      from.appendChild(link(item.head));
      made.appendChild(from);
    }
    question.stem.forEach(function (text) { made.appendChild(element('p', '', text)); });
    var way = casebook.base + item.head.trainer + '#' + item.id;
    made.appendChild(casebook.quiz.form(question, item.head.path, way, function (right) { total.hear(at, right); }));
    return made;
  }

  /* A question of one case under its number on a paper of many. */
  function renumbered(question, n) {
    return Object.assign({}, question, { title: label(question.many ? 'item_many' : 'item_one', { n: n }) });
  }

  function name(field) {
    var pair = heads.names[field].filter(function (each) { return each[0] === state[field]; })[0];
    return pair ? pair[1] : '';
  }

  function describe(found) {
    clear(about);
    if (monthly) {
      about.textContent = state.month + ' ';
      heads.cases.filter(fits).forEach(function (head) { about.appendChild(link(head)); about.appendChild(document.createTextNode(' ')); });
      return;
    }
    if (!found.items.length) { about.textContent = label('none'); return; }
    var parts = [name('issue'), name('priority'), label('paper') + ' ' + state.paper].filter(Boolean);
    about.textContent = parts.join(' · ') + ' · ' + label('found', { total: found.total, n: found.items.length });
  }

  function show() {
    var mine = ++turn, found = chosen();
    var months = found.items.map(function (item) { return item.head.month; }).filter(function (month, at, all) { return all.indexOf(month) === at; });
    return Promise.all(months.map(function (month) { return casebook.load(DATA + 'asked/' + month); })).then(function () {
      if (mine !== turn) return;
      shown = found.items.map(function (item) {
        var asked = casebook.values[DATA + 'asked/' + item.head.month][item.head.path];
        return { head: item.head, question: asked.filter(function (question) { return question.id === item.id; })[0], id: item.id };
      });
      if (!monthly) shown.forEach(function (item, at) { item.question = renumbered(item.question, at + 1); });
      var total = casebook.quiz.score(shown.length);
      describe(found);
      clear(list);
      shown.forEach(function (item, at) { list.appendChild(block(item, item.question, at, total)); });
      list.appendChild(total.line);
    }).catch(function () {
      if (mine === turn) about.textContent = label('lost');
    });
  }

  /* ---- printing ---- */

  function sheet() {
    return Promise.all(shown.map(function (item) { return casebook.load(DATA + item.head.path); })).then(function () {
      clear(key);
      key.appendChild(element('h3', '', label('key')));
      key.appendChild(element('p', '', about.textContent));
      shown.forEach(function (item) {
        var answer = casebook.values[DATA + item.head.path][item.id], said = element('ul');
        key.appendChild(element('h4', '', item.question.title + ' · ' + item.head.title));
        key.appendChild(element('p', '', label('answer', { letters: answer.answers.join(label('comma')) })));
        Object.keys(answer.feedback).forEach(function (letter) { said.appendChild(element('li', '', letter + '. ' + answer.feedback[letter])); });
        key.appendChild(said);
        key.appendChild(element('p', '', label('settled', { text: answer.settled })));
      });
      root.classList.add('cb-print-key');
      window.print();
    }).catch(function () { about.textContent = label('lost'); });
  }

  window.addEventListener('afterprint', function () { root.classList.remove('cb-print-key'); });

  /* ---- the conditions ---- */

  function choice(field, pairs) {
    var made = element('select');
    pairs.forEach(function (pair) {
      var option = element('option', '', pair[1]);
      option.value = pair[0];
      made.appendChild(option);
    });
    return labelled(field, made);
  }

  function labelled(field, input) {
    var made = element('label', 'cb-test__field');
    made.appendChild(element('span', '', label(field === 'n' ? 'number' : field)));
    made.appendChild(input);
    input.name = field;
    fields[field] = input;
    input.addEventListener('change', function () {
      var value = String(input.value).trim();
      state[field] = value === '' && !(field === 'n' || field === 'paper') || known(field, value) ? value : state[field];
      input.value = state[field];
      writeAddress();
      show();
    });
    return made;
  }

  function number() {
    var input = element('input');
    input.type = 'number';
    input.min = 0;
    input.max = LARGEST;
    return labelled('paper', input);
  }

  function button(name, act) {
    var made = element('button', 'md-button', label(name));
    made.type = 'button';
    made.addEventListener('click', act);
    return made;
  }

  function controls() {
    var made = element('div', 'cb-test__controls');
    var any = [['', label('all')]];
    if (monthly) {
      made.appendChild(choice('month', heads.cases.map(function (head) { return head.month; }).filter(function (month, at, all) {
        return all.indexOf(month) === at;
      }).map(function (month) { return [month, month]; })));
    } else {
      ['issue', 'priority'].forEach(function (facet) { made.appendChild(choice(facet, any.concat(heads.names[facet]))); });
      made.appendChild(choice('n', SIZES.map(function (size) { return [size, size]; })));
      made.appendChild(number());
    }
    var row = element('p', 'cb-test__print');
    row.appendChild(button('print', function () { window.print(); }));
    row.appendChild(button('print_key', sheet));
    made.appendChild(row);
    if (!monthly) made.appendChild(element('p', 'cb-test__help', label('paper_help')));
    return made;
  }

  function fill() { Object.keys(fields).forEach(function (field) { fields[field].value = state[field]; }); }

  Promise.all([casebook.quiz.ready(), casebook.load(DATA + 'heads')]).then(function (loaded) {
    heads = loaded[1];
    if (!heads.cases.length) return;
    readAddress();
    root.classList.add('cb-tested');
    clear(place);
    list = element('div', 'cb-test__list');
    about = element('p', 'cb-test__about');
    about.setAttribute('role', 'status');
    key = element('div', 'cb-test__key');
    [controls(), about, list, key].forEach(function (part) { place.appendChild(part); });
    fill();
    window.addEventListener('hashchange', function () {
      if (location.hash.indexOf('=') < 0) return; // an anchor of the page
      readAddress();
      fill();
      show();
    });
    show();
  }, function () { /* what stands on the page without a script stays */ });
})();
