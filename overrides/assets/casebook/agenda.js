/* The agenda of the builder: a list whose items are moved by buttons or dragged, timed, named, removed. */
(function () {
  'use strict';

  var casebook = window.casebook;
  if (!casebook.ui) return;
  var element = casebook.ui.element, clear = casebook.ui.clear;
  var sessions = casebook.session;
  var api = casebook.builder = casebook.builder || {};
  var MARK = Symbol('item'), marks = 0;
  var list, total, empty, help, printed;

  function label(key, values) { return api.label(key, values); }

  function items() { return api.session().items; }

  /* ---- an item ---- */

  function row(item, at) {
    var made = element('li', 'cb-item' + (item.kind ? ' cb-item--own' : ''));
    var handle = element('span', 'cb-item__handle', '⠿'), main = element('div', 'cb-item__main');
    handle.setAttribute('aria-hidden', 'true');
    handle.addEventListener('pointerdown', function (event) { casebook.drag(event, list, made, drop); });
    made.appendChild(handle);
    main.appendChild(element('span', 'cb-item__clock'));
    main.appendChild(element('span', 'cb-item__title'));
    var page = item.path && api.head(item.path), note = fault(item, page);
    if (page && page.lang) main.lastChild.lang = page.lang;
    main.appendChild(element('span', 'cb-item__asked'));
    if (note) main.appendChild(element('span', 'cb-item__fault', note));
    main.appendChild(details(item, at, page));
    made.appendChild(main);
    made.appendChild(minutes(item, at));
    var acts = element('div', 'cb-item__acts');
    acts.appendChild(act('up', '↑', function () { move(at, at - 1); }, at === 0));
    acts.appendChild(act('down', '↓', function () { move(at, at + 1); }, at === items().length - 1));
    acts.appendChild(act('remove', '×', function () { remove(at); }));
    made.appendChild(acts);
    name(made, item, at);
    return made;
  }

  /* Writes the item's name, also where only a screen reader says it: at its minutes and its buttons. */
  function name(made, item, at) {
    var title = api.name(item);
    made.querySelector('.cb-item__title').textContent = title;
    made.querySelector('.cb-item__minutes input').setAttribute('aria-label', label('builder_minutes_of', { n: at + 1, title: title }));
    Array.from(made.querySelectorAll('.cb-item__act')).forEach(function (button) {
      button.setAttribute('aria-label', label('builder_action_of', { action: button.title, n: at + 1, title: title }));
    });
  }

  function fault(item, page) {
    if (item.kind) return '';
    if (!page) return label('builder_gone', { path: item.path });
    if (page.kind === 'session' && !item.part) return label('builder_no_whole');
    return item.part && !api.partOf(page, item.part) ? label('builder_no_part', { part: item.part }) : '';
  }

  /* At an end the button stays, so that the focus does; it says why nothing moves. */
  function act(name, sign, run, off) {
    var made = api.button(sign, run, 'cb-item__act');
    made.title = label('builder_' + name);
    if (off) made.setAttribute('aria-disabled', 'true');
    return made;
  }

  function minutes(item, at) {
    var box = element('div', 'cb-item__minutes'), input = element('input'), wrong = element('span', 'cb-item__wrong'), typing = false, before = item.minutes;
    input.type = 'number';
    input.min = 1;
    input.max = 600;
    input.step = 1;
    input.value = String(item.minutes);
    wrong.id = 'cb-wrong-' + at;
    wrong.setAttribute('role', 'alert');
    input.addEventListener('focus', function () { before = item.minutes; });
    /* What is typed until the field is left is one change; what turns out to be no number takes its beginning back: 70 of 700. */
    input.addEventListener('input', function () {
      var wanted = Number(input.value), fits = input.value !== '' && sessions.minutes(wanted);
      input.setAttribute('aria-invalid', String(!fits));
      wrong.textContent = fits ? '' : label('builder_minutes_bad');
      if (fits) input.removeAttribute('aria-describedby');
      else input.setAttribute('aria-describedby', wrong.id);
      if (!fits && item.minutes === before) return;
      api.change(function () { item.minutes = fits ? wanted : before; }, true, typing);
      typing = true;
    });
    input.addEventListener('blur', function () {
      typing = false;
      if (input.getAttribute('aria-invalid') !== 'true') return;
      input.value = String(item.minutes);
      input.removeAttribute('aria-invalid');
      input.removeAttribute('aria-describedby');
      wrong.textContent = '';
      api.say(label('builder_minutes_back', { m: item.minutes }));
    });
    box.appendChild(input);
    box.appendChild(element('span', '', label('builder_minutes')));
    box.appendChild(wrong);
    return box;
  }

  /* Name and note of an item, and the page it comes from. */
  function details(item, at, page) {
    var box = element('details', 'cb-item__details'), title = element('input'), note = element('textarea');
    box.appendChild(element('summary', '', label('builder_details')));
    title.type = 'text';
    title.value = item.title;
    title.maxLength = note.maxLength = sessions.TEXT;
    if (!item.title) title.placeholder = api.name(item);
    title.addEventListener('change', function () {
      api.change(function () { item.title = title.value.trim(); }, true);
      name(list.children[at], item, at);
    });
    note.rows = 2;
    note.value = item.note;
    note.addEventListener('change', function () {
      api.change(function () { item.note = note.value.trim(); }, true);
    });
    box.appendChild(api.field(label('builder_item_title', { n: at + 1 }), title, 'cb-field--wide'));
    box.appendChild(api.field(label('builder_item_note', { n: at + 1 }), note, 'cb-field--wide'));
    if (page) {
      var link = element('a', '', label('builder_open_page'));
      link.href = address(page);
      link.target = '_blank';
      link.rel = 'noopener';
      box.appendChild(link);
    }
    return box;
  }

  function address(page) { return casebook.base + (casebook.lang === 'zh' ? '' : casebook.lang + '/') + page.path + '.html'; }

  /* ---- moving and removing: the focus stays with the item, and what happened is said ---- */

  function move(from, to) {
    var count = items().length, item = items()[from];
    if (to < 0) return api.say(label('builder_first'));
    if (to >= count) return api.say(label('builder_last'));
    api.change(function (session) { session.items.splice(to, 0, session.items.splice(from, 1)[0]); });
    var begin = sessions.clock(api.session())[to].from;
    if (!api.session().start) begin = label('builder_minute', { n: begin });
    api.say(label('builder_moved', { title: api.name(item), n: to + 1, all: count, from: begin }));
  }

  function remove(at) {
    var title = api.name(items()[at]);
    api.change(function (session) { session.items.splice(at, 1); });
    api.say(label('builder_removed', { title: title }) + ' ' + label('builder_undo') + ': Ctrl+Z');
  }

  function drop(from, to) {
    if (to === from) api.tell();
    else move(from, to);
  }

  /* ---- the whole ---- */

  function draw() {
    var open = Array.from(list.querySelectorAll('details[open]')).map(function (box) { return box.closest('li')[MARK]; });
    var focus = focused();
    clear(list);
    items().forEach(function (item, at) {
      var made = list.appendChild(row(item, at));
      made[MARK] = item[MARK] = item[MARK] || ++marks;
      made.querySelector('details').open = open.indexOf(item[MARK]) >= 0;
    });
    empty.hidden = items().length > 0;
    help.hidden = items().length < 2;
    if (focus) restore(focus);
  }

  /* Which control of which item has the focus; null where none has it. */
  function focused() {
    var at = Array.from(list.children).findIndex(function (made) { return made.contains(document.activeElement); });
    return at < 0 ? null : { at: at, mark: list.children[at][MARK], control: controls(list.children[at]).indexOf(document.activeElement) };
  }

  /* To the same control of the same item; where that is gone, of the item in its place. */
  function restore(focus) {
    var same = Array.from(list.children).find(function (made) { return made[MARK] === focus.mark; });
    var made = same || list.children[Math.min(focus.at, items().length - 1)];
    (made ? controls(made)[focus.control] || controls(made)[0] : undoing).focus();
  }

  /* The last one first: there all items have the same. */
  function controls(made) { return Array.from(made.querySelectorAll('summary, input, textarea, a, button')).reverse(); }

  function ids(path) {
    var page = api.head(path);
    return page && page.questions ? Array.from({ length: page.questions }, function (none, at) { return 'q' + (at + 1); }) : null;
  }

  /* How many questions each item asks; 0 where it is no quiz. */
  function asked() {
    return casebook.asking(items().map(function (item) {
      var page = item.path && api.head(item.path), part = page && api.partOf(page, item.part);
      return casebook.asking.of(item, page && page.kind, part && part[3], ids);
    }), api.catalogue().pace).map(function (found) { return found.length; });
  }

  /* What follows from the minutes: clock, questions, total, print. */
  function refresh() {
    var session = api.session(), clock = sessions.clock(session), sum = sessions.total(session);
    var questions = asked();
    items().forEach(function (item, at) {
      list.children[at].querySelector('.cb-item__clock').textContent = api.span(clock[at]);
      list.children[at].querySelector('.cb-item__asked').textContent = questions[at] ? label('builder_asked', { n: questions[at] }) : '';
    });
    var end = session.start && clock.length ? clock[clock.length - 1].to : '';
    var said = label(end ? 'builder_total_ends' : 'builder_total', { n: items().length, m: sum, end: end });
    var off = sum - session.minutes;
    total.textContent = said + (items().length ? label('builder_semicolon') + label(off > 0 ? 'builder_over' : off < 0 ? 'builder_under' : 'builder_fits', { n: Math.abs(off) }) : '');
    total.className = 'cb-builder__total' + (items().length && off > 0 ? ' cb-builder__total--over' : items().length && off < 0 ? ' cb-builder__total--under' : '');
    api.printout(printed, said, questions, refresh);
  }

  function nothing() { if (!items().length) api.say(label('carry_empty')); }

  var undoing;

  api.agenda = function () {
    var box = api.group(label('builder_agenda'), 'agenda');
    box.appendChild(api.skip('share'));
    total = element('p', 'cb-builder__total');
    total.setAttribute('aria-live', 'polite');
    undoing = api.button(label('builder_undo'), api.undo);
    var acts = element('div', 'cb-row'), run = element('a', 'cb-button cb-button--main', label('builder_run'));
    run.setAttribute('role', 'link'); // also without an address, where Enter is not a click
    run.tabIndex = 0;
    run.addEventListener('click', nothing);
    run.addEventListener('keydown', function (event) { if (event.key === 'Enter') nothing(); });
    api.follow(function () {
      api.idle(run);
      if (items().length) run.href = 'present.html#s=' + sessions.encode(api.session());
      else run.removeAttribute('href');
    });
    acts.appendChild(run);
    acts.appendChild(undoing);
    empty = element('p', 'cb-builder__empty', label('builder_agenda_empty'));
    help = element('p', 'cb-builder__help', label('builder_agenda_help'));
    list = element('ol', 'cb-items');
    list.setAttribute('aria-labelledby', 'cb-agenda');
    printed = element('div', 'cb-plan');
    [total, acts, help, empty, list, printed].forEach(function (part) { box.appendChild(part); });
    api.listen(draw);
    api.follow(refresh);
    return box;
  };
})();
