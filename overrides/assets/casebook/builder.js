/* The session builder: what is being built, and the wishes. agenda.js shows the items, material.js what they are chosen
   from, exchange.js hands it on. Without this script the page still explains how to build a session by hand. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var place = document.getElementById('cb-builder');
  if (!place || !casebook.ui) return;
  var element = casebook.ui.element, clear = casebook.ui.clear, fill = casebook.ui.fill;
  var lang = casebook.lang, sessions = casebook.session;
  var PRESETS = [15, 30, 60, 90, 120], FACETS = ['audience', 'priority', 'issue', 'form'];
  var SHORTEST = 10, STEPS = 50, SAID = 20000;
  var OWN = { opening: 5, 'break': 10, notice: 5, report: 8, closing: 5, own: 10 }; // the trainer's items and their usual minutes

  var words, catalogue, heads, session = sessions.empty();
  var wish = { minutes: 60, audience: '', priority: '', issue: '', form: '' }, turn = 0;
  var undone = [], listeners = [], followers = [];
  var status, problems, other, fading, parts = {};

  function label(key, values) { return fill(words[key], values || {}); }

  /* ---- small parts ---- */

  function button(text, act, className) {
    var made = element('button', className || 'cb-button', text);
    made.type = 'button';
    made.addEventListener('click', act);
    return made;
  }

  function field(text, control, className) {
    var made = element('label', 'cb-field' + (className ? ' ' + className : ''));
    made.appendChild(element('span', '', text));
    made.appendChild(control);
    return made;
  }

  function option(value, text) {
    var made = element('option', '', text);
    made.value = value;
    return made;
  }

  function group(title, className) {
    var made = element('section', 'cb-builder__' + className), heading = element('h2', '', title);
    heading.id = 'cb-' + className;
    heading.tabIndex = -1; // a place to go to
    made.setAttribute('aria-labelledby', heading.id);
    made.appendChild(heading);
    return made;
  }

  /* A way past a long section for those who press Tab, to the section that `name` names. */
  function skip(name) {
    return button(label('builder_skip', { name: label('builder_' + name) }), function () { goTo(name); }, 'cb-button cb-skip');
  }

  function goTo(name) { document.getElementById('cb-' + name).focus(); }

  /* What was said is put away; the focus that was in it goes on to the agenda. */
  function hide(box) {
    if (box.contains(document.activeElement)) goTo('agenda');
    box.hidden = true;
  }

  /* Said at the lower edge of the window, wherever the trainer is on the page; it leaves that after a while. */
  function say(text) {
    status.textContent = '';
    setTimeout(function () { status.textContent = text; }, 30); // the same words twice are said twice
    clearTimeout(fading);
    fading = setTimeout(function () { status.textContent = ''; }, SAID);
  }

  /* ---- the session and its changes ---- */

  function head(path) { return heads.get(path); }

  /* The name of an item: the trainer's own, else the page's with the part. */
  function name(item) {
    if (item.title) return item.title;
    if (item.kind) return label('builder_own_' + item.kind);
    var page = head(item.path), part = page && partOf(page, item.part);
    if (!page) return item.path;
    if (part && part[2]) return part[2];
    return part && part[0] !== 'whole' ? page.title + label('builder_colon') + catalogue.names.part[part[0]] : page.title;
  }

  function partOf(page, id) { return page.parts.find(function (part) { return part[0] === id; }); }

  /* Changes the session by `act`; what it was before can be brought back. A quiet change is one that shows already where it
     was made: only followers hear of it. `on` says that it goes on with the change before, as in typing. */
  function change(act, quiet, on) {
    if (!on) undone = undone.concat({ session: copy(), minutes: 0 }).slice(-STEPS);
    act(session);
    casebook.builder.draft.save();
    if (quiet) follow();
    else tell();
  }

  /* Items keep what the agenda knows them by: a symbol, which is not written anywhere. */
  function copy() {
    return Object.assign({}, session, { items: session.items.map(function (item) { return Object.assign({}, item); }) });
  }

  function call(one) { one(); }
  function follow() { followers.forEach(call); }

  function tell() {
    listeners.forEach(call);
    follow();
  }

  function replace(next) { change(function () { session = next; }); }

  /* A session that comes with a length of its own is measured by that. */
  function take(next) {
    var sum = sessions.total(next), before = wish.minutes;
    if (sessions.minutes(sum) && sum >= SHORTEST) measure(sum);
    replace(next);
    undone[undone.length - 1].minutes = before;
  }

  function measure(minutes) {
    wish.minutes = minutes;
    casebook.remember('builder', wish);
  }

  function undo() {
    if (!undone.length) return say(label('builder_undo_none'));
    var before = undone.pop();
    session = before.session;
    if (before.minutes) measure(before.minutes);
    casebook.builder.draft.save();
    tell();
    say(label('builder_undone', { n: session.items.length, m: sessions.total(session) }));
  }

  /* Adds items at the end, or before the close where there is one. */
  function add(items) {
    if (session.items.length + items.length > sessions.ITEMS) return say(label('builder_full', { n: sessions.ITEMS }));
    var last = session.items[session.items.length - 1];
    var at = last && last.kind === 'closing' && items.every(function (item) { return item.kind !== 'closing'; }) ? session.items.length - 1 : session.items.length;
    change(function () { session.items.splice.apply(session.items, [at, 0].concat(items)); });
    var minutes = items.reduce(function (sum, item) { return sum + item.minutes; }, 0);
    say(items.length === 1 ? label('builder_added', { n: at + 1, title: name(items[0]), m: minutes }) : label('builder_added_many', { n: items.length, m: minutes }));
  }

  /* ---- what a session from elsewhere brings: the valid part, and a list of what was wrong ---- */

  function receive(found, opened) {
    clear(problems);
    problems.hidden = !found.problems.length;
    if (found.problems.length) {
      problems.appendChild(element('p', '', found.session ? label('builder_problems', { n: found.problems.length }) : sessions.tell(found.problems[0], words)));
      if (found.session) problems.appendChild(list(found.problems.map(function (problem) { return sessions.tell(problem, words); })));
      problems.appendChild(button(label('presenter_help_close'), function () { hide(problems); }));
    }
    if (!found.session) return;
    found.session.lang = lang; // pages are named by their paths, so a session speaks the language it is opened in
    (opened ? take : replace)(found.session);
    if (opened) say(label('builder_opened', { title: session.title || label('builder_untitled'), n: session.items.length, m: sessions.total(session) }));
  }

  function list(texts) {
    var made = element('ul');
    texts.slice(0, 20).forEach(function (text) { made.appendChild(element('li', '', text)); });
    if (texts.length > 20) made.appendChild(element('li', '', '…'));
    return made;
  }

  /* ---- title, start, length ---- */

  function plan() {
    var box = group(label('builder_plan'), 'plan');
    var title = element('input'), start = element('input');
    title.type = 'text';
    title.maxLength = sessions.TEXT;
    title.addEventListener('change', function () { change(function () { session.title = title.value.trim(); }); });
    start.type = 'time';
    start.addEventListener('change', function () { change(function () { session.start = start.value.slice(0, 5); }); });
    box.appendChild(field(label('builder_title'), title, 'cb-field--wide'));
    box.appendChild(field(label('builder_start'), start));
    box.appendChild(lengths());
    listeners.push(function () {
      title.value = session.title;
      start.value = session.start;
    });
    return box;
  }

  function lengths() {
    var box = element('fieldset', 'cb-lengths'), other = element('input');
    box.appendChild(element('legend', '', label('builder_length')));
    var ticks = PRESETS.map(function (minutes) {
      var line = element('label'), tick = element('input');
      tick.type = 'radio';
      tick.name = 'cb-length';
      tick.value = String(minutes);
      tick.addEventListener('change', function () { wanted('minutes', minutes); });
      line.appendChild(tick);
      line.appendChild(element('span', '', label('builder_preset', { n: minutes })));
      box.appendChild(line);
      return tick;
    });
    other.type = 'number';
    other.min = SHORTEST;
    other.max = 600;
    other.setAttribute('aria-label', label('builder_length_other'));
    other.placeholder = label('builder_length_other');
    var wrong = element('span', 'cb-item__wrong'), before = wish.minutes;
    wrong.id = 'cb-wrong-length';
    wrong.setAttribute('role', 'alert');
    other.setAttribute('aria-describedby', wrong.id);
    other.addEventListener('focus', function () { before = wish.minutes; });
    other.addEventListener('input', function () { // what turns out to be no length takes its beginning back: 70 of 700
      wanted('minutes', fits() ? Number(other.value) : before);
    });
    other.addEventListener('blur', function () {
      wrong.textContent = fits() || !other.value && !other.validity.badInput ? '' : label('builder_length_bad', { least: SHORTEST });
      if (wrong.textContent) other.value = String(wish.minutes);
    });
    box.appendChild(other);
    box.appendChild(wrong);

    function fits() { return sessions.minutes(Number(other.value)) && Number(other.value) >= SHORTEST; }

    listeners.push(function () {
      ticks.forEach(function (tick) { tick.checked = Number(tick.value) === wish.minutes; });
      if (PRESETS.indexOf(wish.minutes) >= 0 && document.activeElement !== other) other.value = '';
      else if (document.activeElement !== other) other.value = String(wish.minutes);
    });
    return box;
  }

  function wanted(key, value) {
    wish[key] = value;
    turn = 0;
    casebook.remember('builder', wish);
    tell();
  }

  /* ---- wishes ---- */

  function wishes() {
    var box = group(label('builder_wish'), 'wish'), row = element('div', 'cb-row');
    FACETS.forEach(function (facet) {
      var select = element('select'), names = catalogue.names[facet];
      select.appendChild(option('', label('builder_any')));
      Object.keys(names).forEach(function (slug) { select.appendChild(option(slug, names[slug])); });
      select.addEventListener('change', function () { wanted(facet, select.value); });
      listeners.push(function () { select.value = wish[facet]; });
      row.appendChild(field(label('builder_facet_' + facet), select));
    });
    box.appendChild(row);
    var acts = element('div', 'cb-row');
    var choose = button(label('builder_propose'), propose, 'cb-button cb-button--main');
    listeners.push(function () { choose.textContent = label(turn ? 'builder_propose_again' : 'builder_propose'); });
    acts.appendChild(choose);
    acts.appendChild(ready());
    box.appendChild(acts);
    return box;
  }

  /* The trainer's items by name; one that a session has no kind for is of the kind `own`. */
  function own() {
    var made = {};
    Object.keys(OWN).forEach(function (name) {
      var kind = sessions.KINDS.indexOf(name) < 0 ? 'own' : name;
      made[name] = { minutes: OWN[name], kind: kind, title: label('builder_own_' + name), note: words['builder_note_' + name] || '' };
    });
    return made;
  }

  function propose() {
    var found = casebook.propose(catalogue, wish, turn, own());
    if (!found.items.length) return say(label('builder_no_case'));
    turn++;
    var next = sessions.empty(lang);
    next.title = found.title;
    next.start = session.start;
    next.audience = wish.audience ? [wish.audience] : [];
    next.items = found.items;
    replace(next);
    say([label('builder_proposed', { n: found.items.length, m: sessions.total(next), title: found.title })].concat(
      gave('builder_missed', found.missed.map(function (facet) { return label('builder_facet_' + facet); })),
      gave('builder_unfit', found.unfit.map(function (page) { return label('builder_titled', { title: page.title }); }))).join(' '));
  }

  function gave(key, names) { return names.length ? [label(key, { names: names.join(label('builder_comma')) })] : []; }

  /* Ready sessions and the run sheets of cases, as starting points. */
  function ready() {
    var box = element('div', 'cb-ready'), select = element('select');
    [['session', 'builder_ready_sessions'], ['case', 'builder_ready_cases']].forEach(function (kind) {
      var options = element('optgroup');
      options.label = label(kind[1]);
      catalogue.pages.forEach(function (page) {
        if (page.kind !== kind[0]) return;
        if (page.kind === 'session') options.appendChild(option(page.path, page.title));
        else Object.keys(page.sheets || {}).forEach(function (length) {
          options.appendChild(option(page.path + '#' + length, page.month + ' ' + page.title + ' · ' + label('builder_preset', { n: length })));
        });
      });
      select.appendChild(options);
    });
    box.appendChild(field(label('builder_ready'), select));
    box.appendChild(button(label('builder_ready_use'), function () { if (select.value) start(select.value); }));
    return box;
  }

  /* `from` is the path of a ready session, or of a case with # and the length of its run sheet. */
  function start(from) {
    var at = from.split('#'), page = head(at[0]);
    (page ? sessions.of(page, at[1]) : Promise.resolve(null)).then(function (next) {
      if (!next) return receive({ session: null, problems: [{ code: 'gone', found: at[0].slice(0, 80) }] });
      next.start = session.start;
      take(next);
      say(label('builder_ready_used', { title: next.title, n: next.items.length, m: sessions.total(next) }));
    });
  }

  /* ---- the address: #s=… brings a session, #from=… a ready one; what was there before can be brought back ---- */

  function readAddress() {
    var hash = location.hash.slice(1), mark = hash.indexOf('='), key = hash.slice(0, mark), value = hash.slice(mark + 1);
    if (key !== 's' && key !== 'from') return false;
    history.replaceState(null, '', location.href.split('#')[0]);
    if (key === 's') receive(sessions.decode(value), true);
    else {
      try { start(decodeURIComponent(value).replace('&minutes=', '#')); } catch (e) { receive({ session: null, problems: [{ code: 'address' }] }); }
    }
    return true;
  }

  function remembered() {
    var kept = casebook.recall('builder');
    if (!kept || typeof kept !== 'object') return;
    FACETS.forEach(function (facet) {
      if (typeof kept[facet] === 'string' && Object.prototype.hasOwnProperty.call(catalogue.names[facet], kept[facet])) wish[facet] = kept[facet];
    });
    if (sessions.minutes(kept.minutes) && kept.minutes >= SHORTEST) wish.minutes = kept.minutes;
  }

  /* ---- layout and start ---- */

  function layout() {
    clear(place);
    place.className = 'cb-builder';
    var told = element('div', 'cb-builder__told');
    problems = told.appendChild(alert('problems'));
    other = told.appendChild(alert('other'));
    status = told.appendChild(element('p', 'cb-builder__status'));
    status.setAttribute('role', 'status');
    parts.top = element('div', 'cb-builder__top');
    parts.top.appendChild(plan());
    parts.top.appendChild(wishes());
    parts.work = element('div', 'cb-builder__work');
    parts.work.appendChild(casebook.builder.material());
    parts.work.appendChild(casebook.builder.agenda());
    place.appendChild(parts.top);
    place.appendChild(parts.work);
    place.appendChild(casebook.builder.exchange());
    place.appendChild(told);
  }

  function alert(name) {
    var made = element('div', 'cb-builder__' + name);
    made.setAttribute('role', 'alert');
    made.tabIndex = 0; // it may scroll
    made.hidden = true;
    return made;
  }

  Object.assign(casebook.builder = casebook.builder || {}, {
    label: label, button: button, field: field, group: group, option: option, say: say, skip: skip, hide: hide, name: name, head: head, partOf: partOf,
    change: change, replace: replace, receive: receive, tell: tell, undo: undo, add: add, own: own, listen: function (listener) { listeners.push(listener); },
    follow: function (follower) { followers.push(follower); },
    session: function () { return session; }, wish: function () { return wish; }, catalogue: function () { return catalogue; }
  });

  function begin(loaded) {
    words = loaded[0];
    catalogue = loaded[1];
    heads = new Map(catalogue.pages.map(function (page) { return [page.path, page]; }));
    remembered();
    layout();
    casebook.exports.mount(document.getElementById('cb-export'), function () { return session; });
    var kept = casebook.builder.draft.restore(other);
    if (kept.session) session = Object.assign(kept.session, { lang: lang });
    tell();
    if (!readAddress() && kept.problems.length) receive({ session: kept.session, problems: kept.problems });
    window.addEventListener('hashchange', readAddress);
    document.addEventListener('keydown', function (event) {
      if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
        event.preventDefault();
        undo();
      }
    });
    document.dispatchEvent(new CustomEvent('casebook:builder'));
  }

  Promise.all([casebook.load('kits/' + lang + '/labels'), casebook.load('kits/' + lang + '/catalogue')]).then(begin, function () {
    place.className = 'cb-builder cb-builder--failed';
    place.textContent = place.getAttribute('data-cb-failed');
  });
})();
