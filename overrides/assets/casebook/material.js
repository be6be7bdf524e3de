/* What the builder's items are chosen from: pages of the catalogue by kind, wish and words in the title, whole or in
   parts, and the trainer's own items. The summary of a case is read from its card of the search when the case is shown. */
(function () {
  'use strict';

  var casebook = window.casebook;
  if (!casebook.ui) return;
  var element = casebook.ui.element, clear = casebook.ui.clear;
  var sessions = casebook.session;
  var api = casebook.builder = casebook.builder || {};
  var KINDS = ['case', 'rule', 'culture', 'priority', 'own'], WINDOW = 20, FEW = 8;
  var kind = 'case', query = '', shown = FEW, asked, results, status, more, order;

  function label(key, values) { return api.label(key, values); }

  /* ---- which pages ---- */

  /* The form of accountability is asked of cases only; the other pages have none. */
  function found() {
    var facets = kind === 'case' ? undefined : ['audience', 'priority', 'issue'];
    var answers = asked(query);
    return api.catalogue().pages.filter(function (page) {
      return page.kind === kind && casebook.propose.meets(page, api.wish(), facets) && answers(page);
    });
  }

  /* ---- a page ---- */

  function card(page) {
    var made = element('li', 'cb-choice'), title = element('a', 'cb-choice__title', page.title), text = element('p', 'cb-choice__text');
    title.href = casebook.base + (casebook.lang === 'zh' ? '' : casebook.lang + '/') + page.path + '.html';
    title.target = '_blank';
    title.rel = 'noopener';
    if (page.lang) made.lang = page.lang;
    if (page.month) made.appendChild(element('span', 'cb-choice__month', page.month));
    made.appendChild(title);
    made.appendChild(text);
    summary(page).then(function (said) { text.textContent = said; });
    made.appendChild(acts(page));
    return made;
  }

  function summary(page) {
    if (page.kind !== 'case') return Promise.resolve(page.summary || '');
    var at = order.get(page.path);
    return casebook.load(casebook.lang + '/c/' + Math.floor(at / WINDOW)).then(function (cards) { return cards[at % WINDOW].s; }, function () { return ''; });
  }

  function acts(page) {
    var box = element('div', 'cb-choice__acts');
    if (casebook.lang !== page.lang) box.lang = document.documentElement.lang;
    function put(text, items, said) {
      var made = api.button(text, function () { items().then(api.add); });
      made.setAttribute('aria-label', (said || text) + ' — ' + page.title);
      box.appendChild(made);
    }
    if (page.sheets) box.appendChild(element('span', '', label('builder_add_sheets') + ' '));
    Object.keys(page.sheets || {}).forEach(function (length) {
      put(label('builder_preset', { n: length }), function () { return sessions.of(page, length).then(function (made) { return made.items; }); }, label('builder_add_sheet', { n: length }));
    });
    if (page.parts.length === 1) {
      var only = page.parts[0];
      put(label('builder_add_part', { part: partName(only), n: only[1] }), function () { return Promise.resolve([sessions.page(page.path, only[0], only[1])]); });
      return box;
    }
    if (!page.sheets) {
      var sum = page.parts.reduce(function (all, part) { return all + part[1]; }, 0);
      put(label('builder_add_whole', { n: sum }), function () { return Promise.resolve(all(page)); });
    }
    box.appendChild(pieces(page));
    return box;
  }

  function all(page) { return page.parts.map(function (part) { return sessions.page(page.path, part[0], part[1]); }); }

  function named(made, page) {
    made.setAttribute('aria-label', made.textContent + ' — ' + page.title);
    return made;
  }

  function partName(part) { return part[2] || api.catalogue().names.part[part[0]]; }

  function pieces(page) {
    var box = element('details', 'cb-choice__parts'), list = element('ul');
    box.appendChild(named(element('summary', '', label('builder_parts')), page));
    list.setAttribute('aria-label', label('builder_parts_of', { title: page.title }));
    page.parts.forEach(function (part) {
      var line = element('li'), name = partName(part);
      if (part[0] === 'quiz' && page.questions) name += ' · ' + label('builder_questions', { n: page.questions });
      line.appendChild(named(api.button(label('builder_add_part', { part: name, n: part[1] }), function () {
        api.add([sessions.page(page.path, part[0], part[1])]);
      }), page));
      list.appendChild(line);
    });
    box.appendChild(list);
    return box;
  }

  /* ---- the trainer's own items ---- */

  function ownItems() {
    var all = api.own();
    Object.keys(all).forEach(function (name) {
      var made = element('li', 'cb-choice'), own = all[name];
      made.appendChild(element('span', 'cb-choice__title', own.title));
      if (own.note) made.appendChild(element('p', 'cb-choice__text', own.note));
      var add = api.button(label('builder_add_part', { part: own.title, n: own.minutes }), function () {
        api.add([Object.assign({}, own, { title: name === 'own' ? '' : own.title })]);
      });
      made.appendChild(add);
      results.appendChild(made);
    });
  }

  /* ---- the whole ---- */

  function draw() {
    clear(results);
    more.hidden = true;
    if (kind === 'own') {
      status.textContent = '';
      return ownItems();
    }
    var pages = found();
    status.textContent = pages.length ? label('builder_count', { n: pages.length }) : label('builder_none');
    pages.slice(0, shown).forEach(function (page) { results.appendChild(card(page)); });
    more.hidden = pages.length <= shown;
    more.textContent = label('builder_more', { n: Math.min(FEW, pages.length - shown) });
  }

  function again() {
    shown = FEW;
    draw();
  }

  function kinds() {
    var box = element('fieldset', 'cb-lengths');
    box.appendChild(element('legend', '', label('builder_kind')));
    KINDS.forEach(function (name) {
      var line = element('label'), tick = element('input');
      tick.type = 'radio';
      tick.name = 'cb-kind';
      tick.value = name;
      tick.checked = name === kind;
      tick.addEventListener('change', function () { kind = name; again(); });
      line.appendChild(tick);
      line.appendChild(element('span', '', label(name === 'own' ? 'builder_kind_own' : 'kind_' + name)));
      box.appendChild(line);
    });
    return box;
  }

  api.material = function () {
    var box = api.group(label('builder_material'), 'material'), search = element('input'), wish = '';
    asked = casebook.titles(api.catalogue());
    order = new Map(api.catalogue().pages.filter(function (page) { return page.kind === 'case'; }).map(function (page, at) { return [page.path, at]; }));
    search.type = 'search';
    search.addEventListener('input', function () { query = search.value; again(); });
    status = element('p', 'cb-builder__found');
    status.setAttribute('role', 'status');
    results = element('ul', 'cb-choices');
    more = api.button('', function () {
      var first = shown;
      shown += FEW;
      draw();
      results.children[first].querySelector('a').focus();
    });
    box.appendChild(api.skip('agenda'));
    box.appendChild(kinds());
    box.appendChild(api.field(label('builder_query'), search, 'cb-field--wide'));
    [status, results, more].forEach(function (part) { box.appendChild(part); });
    api.listen(function () {
      var now = JSON.stringify(api.wish());
      if (now !== wish || !results.children.length) again();
      wish = now;
    });
    return box;
  };
})();
