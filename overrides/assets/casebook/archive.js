/* The archive page: several facets at once, counts per value, sorting, search among cases, state in the address.
   Without this script the page still lists every month and tag. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var place = document.getElementById('cb-archive');
  if (!place || !casebook.ui) return;
  var element = casebook.ui.element, clear = casebook.ui.clear, fill = casebook.ui.fill;
  var lang = casebook.lang;
  var FACETS = ['issue', 'discipline', 'domain', 'measure', 'form', 'audience', 'priority', 'provenance'];
  var FEW = 6;
  var PRINTED = 500; // cases that are printed at most
  var ORDERS = ['new', 'old', 'relevance'];
  var wide = matchMedia('(min-width: 60.0625em)');
  var state = nothing();
  var head, lists, named, decoded = {}, expanded = {}, turn = 0;
  var found = { ids: [], marks: [] }, shownCount = 0;

  /* No filter. Without an order of one's own, hits of a query come by relevance, cases by month. */
  function nothing() { return { q: '', sort: '', filters: {} }; }

  function order() { return state.sort || (state.q.trim() ? 'relevance' : 'new'); }

  function label(key, values) { return fill(head.labels[key], values || {}); }

  /* ---- state and address: #issue=a,b&year=2022&q=…&sort=old ---- */

  function readAddress() {
    state = nothing();
    var hash = location.hash.slice(1);
    if (hash.indexOf('=') < 0) return;
    hash.split('&').forEach(function (pair) {
      var at = pair.indexOf('='), key = pair.slice(0, at), value;
      try { value = decodeURIComponent(pair.slice(at + 1)); } catch (e) { return; }
      if (key === 'q') state.q = value;
      else if (key === 'sort') state.sort = ORDERS.indexOf(value) < 0 ? '' : value;
      else if (key === 'year' || FACETS.indexOf(key) >= 0) {
        var known = value.split(',').filter(function (slug) { return lists[key + ':' + slug]; });
        if (known.length) state.filters[key] = known;
      }
    });
  }

  function writeAddress() {
    var parts = [];
    if (state.q) parts.push('q=' + encodeURIComponent(state.q));
    if (state.sort) parts.push('sort=' + state.sort);
    Object.keys(state.filters).forEach(function (key) {
      if (state.filters[key].length) parts.push(key + '=' + state.filters[key].join(','));
    });
    var wanted = parts.length ? '#' + parts.join('&') : '';
    if (!wanted && location.hash.indexOf('=') < 0) return; // an anchor of the page stays
    if (location.hash !== wanted) history.replaceState(null, '', wanted || '#');
  }

  /* ---- selection ---- */

  function members(key) {
    if (!decoded[key]) decoded[key] = new Set(lists[key] ? casebook.decode(lists[key]).ids : []);
    return decoded[key];
  }

  /* The cases among `ids` that carry the chosen values of every facet but `except`. */
  function narrowed(ids, except) {
    return Object.keys(state.filters).reduce(function (kept, facet) {
      var chosen = state.filters[facet];
      if (facet === except || !chosen.length) return kept;
      return kept.filter(function (id) { return chosen.some(function (slug) { return members(facet + ':' + slug).has(id); }); });
    }, ids);
  }

  function candidates() {
    if (!state.q.trim()) {
      return Promise.resolve({ ids: Array.from({ length: head.cases }, function (_, at) { return at; }), marks: [] });
    }
    return casebook.find(state.q, lang, { kind: ['case'] }).then(function (found) {
      return { ids: found.hits.map(function (hit) { return hit.id; }), marks: found.marks };
    });
  }

  /* ---- view ---- */

  var query, sort, fold, facets, results, status, more, printed;

  function layout() {
    clear(place);
    place.className = 'cb-browse';
    var side = element('div', 'cb-browse__filters');
    side.setAttribute('role', 'group');
    side.setAttribute('aria-label', label('filter_heading'));
    query = element('input', 'cb-browse__query');
    query.type = 'search';
    query.setAttribute('aria-label', label('filter_query'));
    query.placeholder = label('filter_query');
    query.addEventListener('input', function () { state.q = query.value; update(); });
    fold = element('details', 'cb-browse__fold');
    fold.appendChild(element('summary'));
    function unfold() { fold.open = wide.matches; }
    wide.addListener(unfold);
    unfold();
    facets = element('div');
    var reset = element('button', 'cb-browse__clear', label('filter_clear'));
    reset.type = 'button';
    reset.addEventListener('click', function () { state = nothing(); update(); });
    fold.appendChild(facets);
    fold.appendChild(reset);
    side.appendChild(query);
    side.appendChild(fold);

    var main = element('div', 'cb-browse__main');
    var bar = element('div', 'cb-browse__bar');
    status = element('p', 'cb-browse__status');
    status.setAttribute('role', 'status');
    var sorter = element('label', 'cb-browse__sort', label('filter_sort') + ' ');
    sort = element('select');
    ORDERS.forEach(function (value) {
      var choice = element('option', '', label('sort_' + value));
      choice.value = value;
      sort.appendChild(choice);
    });
    sort.addEventListener('change', function () { state.sort = sort.value; update(); });
    sorter.appendChild(sort);
    var press = element('button', 'cb-browse__print', label('filter_print'));
    press.type = 'button';
    press.addEventListener('click', print);
    bar.appendChild(status);
    bar.appendChild(sorter);
    bar.appendChild(press);
    printed = element('p', 'cb-browse__printed');
    results = element('ol', 'cb-browse__results');
    more = element('button', 'cb-browse__more', label('search_more'));
    more.type = 'button';
    more.addEventListener('click', function () { extend(head.window); });
    main.appendChild(bar);
    main.appendChild(printed);
    main.appendChild(results);
    main.appendChild(more);
    place.appendChild(side);
    place.appendChild(main);
  }

  function names(facet) {
    if (facet !== 'year') return named[facet].terms;
    var years = {};
    Object.keys(lists).forEach(function (key) { if (key.indexOf('year:') === 0) years[key.slice(5)] = key.slice(5); });
    return years;
  }

  function facetBox(facet, ids, wasOpen) {
    var terms = names(facet), chosen = state.filters[facet] || [];
    var base = narrowed(ids, facet);
    var rows = Object.keys(terms).map(function (slug, at) {
      var own = members(facet + ':' + slug);
      return { slug: slug, at: at, count: base.filter(function (id) { return own.has(id); }).length };
    }).filter(function (row) { return row.count || chosen.indexOf(row.slug) >= 0; });
    rows.sort(function (a, b) { return facet === 'year' ? (a.slug < b.slug ? 1 : -1) : b.count - a.count || a.at - b.at; });
    if (!rows.length) return null;
    var box = element('details', 'cb-facet');
    box.open = wasOpen === undefined ? chosen.length > 0 || facet === 'issue' || facet === 'year' : wasOpen;
    box.setAttribute('data-facet', facet);
    box.appendChild(element('summary', '', facet === 'year' ? label('filter_year') : named[facet].name));
    var list = element('ul');
    rows.forEach(function (row, at) {
      var item = element('li'), line = element('label'), tick = element('input');
      tick.type = 'checkbox';
      tick.name = facet;
      tick.value = row.slug;
      tick.checked = chosen.indexOf(row.slug) >= 0;
      tick.addEventListener('change', function () { flip(facet, row.slug, tick.checked); });
      line.appendChild(tick);
      line.appendChild(element('span', '', terms[row.slug]));
      line.appendChild(element('small', '', String(row.count)));
      item.appendChild(line);
      if (at >= FEW && !tick.checked && !expanded[facet]) item.hidden = true;
      list.appendChild(item);
    });
    box.appendChild(list);
    var hidden = list.querySelectorAll('li[hidden]').length;
    if (hidden) {
      var rest = element('button', 'cb-facet__more', label('filter_show_more', { n: hidden }));
      rest.type = 'button';
      rest.addEventListener('click', function () {
        expanded[facet] = true;
        Array.from(list.children).forEach(function (item) { item.hidden = false; });
        rest.remove();
      });
      box.appendChild(rest);
    }
    return box;
  }

  function flip(facet, slug, on) {
    if (!on) expanded[facet] = true; // the box that was unticked keeps the focus, so it must not vanish
    var chosen = (state.filters[facet] || []).filter(function (other) { return other !== slug; });
    state.filters[facet] = on ? chosen.concat(slug) : chosen;
    update({ facet: facet, slug: slug });
  }

  function update(focus) {
    var mine = ++turn;
    query.value = state.q;
    sort.value = order();
    writeAddress();
    candidates().then(function (answer) {
      if (mine !== turn) return;
      var open = {};
      Array.from(facets.children).forEach(function (box) { open[box.getAttribute('data-facet')] = box.open; });
      clear(facets);
      ['year'].concat(FACETS).forEach(function (facet) {
        var box = facetBox(facet, answer.ids, open[facet]);
        if (box) facets.appendChild(box);
      });
      if (focus) {
        var tick = Array.from(facets.querySelectorAll('input')).find(function (i) { return i.name === focus.facet && i.value === focus.slug; });
        if (tick) tick.focus();
      }
      show(narrowed(answer.ids), answer.marks);
    }).catch(failed);
  }

  function failed() { status.textContent = label('search_failed'); }

  function show(ids, marks) {
    var chosen = Object.keys(state.filters).reduce(function (sum, facet) { return sum + state.filters[facet].length; }, 0);
    if (order() !== 'relevance' || !state.q.trim()) ids = ids.slice().sort(function (a, b) { return a - b; });
    if (order() === 'old') ids.reverse();
    found = { ids: ids, marks: marks };
    place.classList.toggle('cb-browse--narrowed', Boolean(chosen || state.q.trim())); // on paper the list is all there is
    fold.firstChild.textContent = label('filter_heading') + (chosen ? ' (' + chosen + ')' : '');
    status.textContent = ids.length ? label('filter_count', { n: ids.length }) : label('filter_none');
    clear(results);
    shownCount = 0;
    extend(head.window).then(function () { setTimeout(ahead, 500); });
  }

  function file(id) { return lang + '/c/' + Math.floor(id / head.window); }

  function card(id) {
    return casebook.load(file(id)).then(function (cards) { return cards[id % head.window]; });
  }

  /* Shows the next cases of the list; promises that they stand there. */
  function extend(count) {
    var mine = turn, next = found.ids.slice(shownCount, shownCount + count);
    shownCount += next.length;
    more.hidden = true;
    return Promise.all(next.map(card)).then(function (cards) {
      if (mine === turn) put(cards);
    }).catch(failed);
  }

  function put(cards) {
    cards.forEach(function (entry) { results.appendChild(row(entry, found.marks)); });
    more.hidden = shownCount >= found.ids.length;
  }

  /* ---- print: every case that is found, not only those shown ---- */

  /* Reads beforehand what printing would need, unless it lies scattered over very many files. */
  function ahead() {
    var files = Array.from(new Set(found.ids.slice(0, PRINTED).map(file)));
    if (files.length <= PRINTED / head.window) files.forEach(function (name) { casebook.load(name).catch(function () { /* told when wanted */ }); });
  }

  function print() {
    extend(PRINTED - shownCount).then(function () { window.print(); });
  }

  /* Printing does not wait: whatever has been read by now is put there, and a note says where it ends. */
  function complete() {
    var ready = [];
    while (shownCount < Math.min(found.ids.length, PRINTED)) {
      var id = found.ids[shownCount], cards = casebook.values[file(id)];
      if (!cards) break;
      ready.push(cards[id % head.window]);
      shownCount++;
    }
    put(ready);
    var whole = results.children.length === found.ids.length, said = asked();
    if (!whole) said.push(label('filter_printed', { n: found.ids.length, m: results.children.length }));
    printed.textContent = said.join(label('filter_apart'));
  }

  /* What the list is narrowed to, facet by facet, in words. */
  function asked() {
    return Object.keys(state.filters).filter(function (facet) { return state.filters[facet].length; }).map(function (facet) {
      var terms = names(facet), values = state.filters[facet].map(function (slug) { return terms[slug]; });
      return label('filter_said', { name: facet === 'year' ? label('filter_year') : named[facet].name, values: values.join(label('filter_or')) });
    }).concat(state.q.trim() ? label('filter_said', { name: label('filter_query'), values: state.q.trim() }) : []);
  }

  function row(entry, marks) {
    var item = element('li', 'cb-card'), title = element('a', 'cb-card__title'), text = element('p');
    item.appendChild(element('span', 'cb-card__month', entry.m));
    title.href = casebook.base + entry.u;
    casebook.highlight(title, entry.t, marks);
    casebook.highlight(text, entry.s, marks);
    item.appendChild(title);
    item.appendChild(text);
    var tags = element('p', 'cb-card__tags');
    entry.i.forEach(function (tag) {
      var link = element('a', '', tag[1]);
      link.href = casebook.base + tag[2];
      tags.appendChild(link);
    });
    item.appendChild(tags);
    return item;
  }

  /* ---- start ---- */

  var data = ['boot', 'f', 'names'].map(function (name) { return casebook.load(lang + '/' + name); });
  Promise.all(data.concat(casebook.engine())).then(function (loaded) {
    head = loaded[0];
    lists = loaded[1];
    named = loaded[2];
    readAddress();
    layout();
    update();
    window.addEventListener('beforeprint', complete);
    document.addEventListener('keydown', function (event) {
      if ((event.ctrlKey || event.metaKey) && event.key === 'p') { event.preventDefault(); print(); }
    });
    window.addEventListener('hashchange', function () {
      if (location.hash.indexOf('=') >= 0 || !location.hash) { readAddress(); update(); }
    });
  }).catch(function () { /* the lists below serve without us */ });
})();
