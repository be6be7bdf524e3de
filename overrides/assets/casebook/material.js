/* What the builder's items are chosen from: pages of the catalogue by kind, wish and words in the title, whole or in
   parts, and the trainer's own items. Where nothing is found, what a wider look would find is offered. The summary of a
   case is read from its card of the search when the case is shown. */
(function () {
  'use strict';

  var casebook = window.casebook;
  if (!casebook.ui) return;
  var element = casebook.ui.element, clear = casebook.ui.clear;
  var sessions = casebook.session;
  var api = casebook.builder = casebook.builder || {};
  var PAGES = ['case', 'rule', 'culture', 'priority'], ALL = 'all', KINDS = PAGES.concat(ALL, 'own'), WINDOW = 20, FEW = 8;
  var look = anew(), shown = FEW, asked, results, status, wider, more, order, show;

  /* What is looked for: pages of a kind with words in their titles; `wide` whatever the wishes are. */
  function anew() { return { kind: PAGES[0], query: '', wide: false }; }

  function label(key, values) { return api.label(key, values); }

  /* ---- which pages ---- */

  /* The form of accountability is asked of cases only; the other pages have none. */
  function found(look) {
    var kinds = look.kind === ALL ? PAGES : [look.kind], answers = asked(look.query);
    return api.catalogue().pages.filter(function (page) {
      var facets = page.kind === 'case' ? undefined : ['audience', 'priority', 'issue'];
      return kinds.indexOf(page.kind) >= 0 && (look.wide || casebook.propose.meets(page, api.wish(), facets)) && answers(page);
    });
  }

  function wishing() {
    var wish = api.wish();
    return wish.audience.length > 0 || api.FACETS.some(function (facet) { return wish[facet]; });
  }

  /* Where nothing is found: a press for all kinds, and one for all pages whatever the wishes are where that finds more. */
  function offer() {
    var most = 0;
    clear(wider);
    [{ name: 'builder_wider_kinds', wide: look.wide }, { name: 'builder_wider_all', wide: true }].forEach(function (way) {
      var next = { kind: ALL, query: look.query, wide: way.wide }, count = found(next).length;
      if (count <= most) return;
      most = count;
      wider.appendChild(api.button(label(way.name, { n: count }), function () {
        look = next;
        again();
        results.querySelector('a').focus();
      }));
    });
    wider.hidden = !most;
    return most;
  }

  /* ---- a page ---- */

  function card(page) {
    var made = element('li', 'cb-choice'), title = element('a', 'cb-choice__title', page.title), text = element('p', 'cb-choice__text');
    title.href = casebook.base + (casebook.lang === 'zh' ? '' : casebook.lang + '/') + page.path + '.html';
    title.target = '_blank';
    title.rel = 'noopener';
    if (page.lang) made.lang = page.lang;
    if (look.kind === ALL) made.appendChild(element('span', 'cb-choice__month', label('kind_' + page.kind)));
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
    more.hidden = wider.hidden = true;
    show();
    if (look.kind === 'own') {
      status.textContent = '';
      return ownItems();
    }
    var pages = found(look);
    status.textContent = pages.length ? label('builder_count', { n: pages.length }) : label(offer() ? 'builder_none_here' : 'builder_none');
    pages.slice(0, shown).forEach(function (page) { results.appendChild(card(page)); });
    more.hidden = pages.length <= shown;
    more.textContent = label('builder_more', { n: Math.min(FEW, pages.length - shown) });
  }

  function again() {
    shown = FEW;
    draw();
  }

  api.lookAnew = function () {
    look = anew();
    again();
  };

  /* A small control with its words, which calls `act` when it is changed. */
  function tick(type, text, act) {
    var line = element('label'), made = element('input');
    made.type = type;
    made.addEventListener('change', act);
    line.appendChild(made);
    line.appendChild(element('span', '', text));
    return line;
  }

  function kinds() {
    var box = element('fieldset', 'cb-lengths');
    box.appendChild(element('legend', '', label('builder_kind')));
    KINDS.forEach(function (name) {
      var text = label(PAGES.indexOf(name) < 0 ? 'builder_kind_' + name : 'kind_' + name);
      var line = box.appendChild(tick('radio', text, function () { look.kind = name; again(); }));
      line.firstChild.name = 'cb-kind';
      line.firstChild.value = name;
    });
    return box;
  }

  api.material = function () {
    var box = api.group(label('builder_material'), 'material'), search = element('input'), wish = '', kind = kinds();
    var fit = tick('checkbox', label('builder_fitting'), function () { look.wide = !fit.firstChild.checked; again(); });
    show = function () {
      kind.querySelector('input[value="' + look.kind + '"]').checked = true;
      if (search.value !== look.query) search.value = look.query;
      fit.firstChild.checked = !look.wide;
      fit.hidden = look.kind === 'own' || !wishing();
    };
    fit.className = 'cb-builder__fitting';
    asked = casebook.titles(api.catalogue());
    order = new Map(api.catalogue().pages.filter(function (page) { return page.kind === 'case'; }).map(function (page, at) { return [page.path, at]; }));
    search.type = 'search';
    search.addEventListener('input', function () { look.query = search.value; again(); });
    status = element('p', 'cb-builder__found');
    status.setAttribute('role', 'status');
    wider = element('div', 'cb-row');
    results = element('ul', 'cb-choices');
    more = api.button('', function () {
      var first = shown;
      shown += FEW;
      draw();
      results.children[first].querySelector('a').focus();
    });
    box.appendChild(api.skip('agenda'));
    box.appendChild(kind);
    box.appendChild(api.field(label('builder_query'), search, 'cb-field--wide'));
    [fit, status, wider, results, more].forEach(function (part) { box.appendChild(part); });
    api.listen(function () {
      var now = JSON.stringify(api.wish());
      if (now !== wish || !results.children.length) again();
      wish = now;
    });
    return box;
  };
})();
