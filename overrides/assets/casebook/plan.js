/* The plan of the session that is built: its title, start and length, for whom it is and about what; and what begins from
   it, the choice for the trainer and the ready sessions. The audience and the length are the session's own, as the files
   print them; the other wishes only narrow what is offered. */
(function () {
  'use strict';

  var casebook = window.casebook;
  if (!casebook.ui) return;
  var element = casebook.ui.element, sessions = casebook.session;
  var api = casebook.builder = casebook.builder || {};
  var PRESETS = [15, 30, 60, 90, 120], SEVERAL = '*';
  var OWN = { opening: 5, 'break': 10, notice: 5, report: 8, closing: 5, own: 10 }; // the trainer's items and their usual minutes
  var NOTED = ['opening', 'report', 'closing']; // those that come with a note
  var turn = 0; // how often a choice was made for the same wish

  function label(key, values) { return api.label(key, values); }

  /* ---- title, start, length ---- */

  api.plan = function () {
    var box = api.group(label('builder_plan'), 'plan');
    var title = element('input'), start = element('input');
    title.type = 'text';
    title.maxLength = sessions.TEXT;
    title.addEventListener('change', function () { api.change(function (session) { session.title = title.value.trim(); }); });
    start.type = 'time';
    start.addEventListener('change', function () { api.change(function (session) { session.start = start.value.slice(0, 5); }); });
    box.appendChild(api.field(label('builder_title'), title, 'cb-field--wide'));
    box.appendChild(api.field(label('builder_start'), start));
    box.appendChild(lengths());
    api.listen(function () {
      title.value = api.session().title;
      start.value = api.session().start;
    });
    return box;
  };

  function last(minutes, on) { api.change(function (session) { session.minutes = minutes; }, false, on); }

  function lengths() {
    var box = element('fieldset', 'cb-lengths');
    box.appendChild(element('legend', '', label('builder_length')));
    var ticks = PRESETS.map(function (minutes) {
      var line = element('label'), tick = element('input');
      tick.type = 'radio';
      tick.name = 'cb-length';
      tick.value = String(minutes);
      tick.addEventListener('change', function () { last(minutes); });
      line.appendChild(tick);
      line.appendChild(element('span', '', label('builder_preset', { n: minutes })));
      box.appendChild(line);
      return tick;
    });
    otherLength(box);
    api.listen(function () {
      ticks.forEach(function (tick) { tick.checked = Number(tick.value) === api.session().minutes; });
    });
    return box;
  }

  /* What is typed until the field is left is one change; what turns out to be no length takes its beginning back: 70 of 700. */
  function otherLength(box) {
    var other = element('input'), wrong = element('span', 'cb-item__wrong'), before, typing;
    other.type = 'number';
    other.min = sessions.LEAST;
    other.max = sessions.MOST;
    other.setAttribute('aria-label', label('builder_length_other'));
    other.placeholder = label('builder_length_other');
    wrong.id = 'cb-wrong-length';
    wrong.setAttribute('role', 'alert');
    other.setAttribute('aria-describedby', wrong.id);
    other.addEventListener('focus', function () {
      before = api.session().minutes;
      typing = false;
    });
    other.addEventListener('input', function () {
      var next = fits() ? Number(other.value) : before;
      if (next === api.session().minutes) return;
      last(next, typing);
      typing = true;
    });
    other.addEventListener('blur', function () {
      wrong.textContent = fits() || !other.value && !other.validity.badInput ? '' : label('builder_length_bad', { least: sessions.LEAST });
      if (wrong.textContent) other.value = String(api.session().minutes);
    });
    box.appendChild(other);
    box.appendChild(wrong);

    function fits() { return sessions.lasting(Number(other.value)); }

    api.listen(function () {
      if (document.activeElement === other) return;
      var minutes = api.session().minutes;
      other.value = PRESETS.indexOf(minutes) >= 0 ? '' : String(minutes);
    });
  }

  /* ---- for whom, about what ---- */

  api.wishes = function () {
    var box = api.group(label('builder_wish'), 'wish'), row = element('div', 'cb-row'), acts = element('div', 'cb-row');
    row.appendChild(audience());
    api.FACETS.forEach(function (facet) {
      var select = choice(facet, function (value) { api.want(facet, value); });
      api.listen(function () { select.value = api.wish()[facet]; });
      row.appendChild(api.field(label('builder_facet_' + facet), select));
    });
    acts.appendChild(chooser());
    acts.appendChild(ready());
    box.appendChild(row);
    box.appendChild(acts);
    return box;
  };

  function choice(facet, act) {
    var select = element('select'), names = api.catalogue().names[facet];
    select.appendChild(option('', label('builder_any')));
    Object.keys(names).forEach(function (slug) { select.appendChild(option(slug, names[slug])); });
    select.addEventListener('change', function () { act(select.value); });
    return select;
  }

  function option(value, text) {
    var made = element('option', '', text);
    made.value = value;
    return made;
  }

  /* Where a session is for several audiences, as ready ones are, all of them together are one more choice. */
  function audience() {
    var several = option(SEVERAL, ''), select = choice('audience', function (value) {
      api.change(function (session) { session.audience = value ? [value] : []; });
    });
    api.listen(function () {
      var slugs = api.session().audience;
      if (slugs.length > 1) {
        several.textContent = slugs.map(function (slug) { return api.catalogue().names.audience[slug]; }).join(label('builder_comma'));
        select.appendChild(several);
      } else several.remove();
      select.value = slugs.length > 1 ? SEVERAL : slugs[0] || '';
    });
    return api.field(label('builder_facet_audience'), select);
  }

  /* ---- choosing for the trainer ---- */

  function chooser() {
    var choose = api.button('', propose, 'cb-button cb-button--main'), known;
    api.listen(function () {
      var wish = JSON.stringify(api.wish());
      if (wish !== known || !api.session().items.length) turn = 0;
      known = wish;
      choose.textContent = label(turn ? 'builder_propose_again' : 'builder_propose');
    });
    return choose;
  }

  /* The trainer's items by name; one that a session has no kind for is of the kind `own`. */
  api.own = function () {
    var made = {};
    Object.keys(OWN).forEach(function (name) {
      var kind = sessions.KINDS.indexOf(name) < 0 ? 'own' : name;
      made[name] = { minutes: OWN[name], kind: kind, title: label('builder_own_' + name), note: NOTED.indexOf(name) < 0 ? '' : label('builder_note_' + name) };
    });
    return made;
  };

  function propose() {
    var before = api.session(), found = casebook.propose(api.catalogue(), api.wish(), turn, api.own());
    if (!found.items.length) return api.say(label('builder_no_case'));
    turn++;
    api.replace(Object.assign({}, before, { title: found.title, items: found.items }));
    var missed = found.missed.map(function (facet) { return label('builder_facet_' + facet); });
    api.say([
      label('builder_proposed', { n: found.items.length, m: sessions.total(api.session()), title: found.title }),
      missed.length ? label('builder_missed', { names: missed.join(label('builder_comma')) }) : '',
      before.items.length ? label('builder_former') : ''
    ].filter(Boolean).join(casebook.lang === 'zh' ? '' : ' '));
  }

  /* ---- ready sessions and the run sheets of cases, as starting points ---- */

  function ready() {
    var box = element('div', 'cb-ready'), select = element('select');
    [['session', 'builder_ready_sessions'], ['case', 'builder_ready_cases']].forEach(function (kind) {
      var options = element('optgroup');
      options.label = label(kind[1]);
      api.catalogue().pages.forEach(function (page) {
        if (page.kind !== kind[0]) return;
        if (page.kind === 'session') options.appendChild(option(page.path, page.title));
        else Object.keys(page.sheets || {}).forEach(function (length) {
          options.appendChild(option(page.path + '#' + length, page.month + ' ' + page.title + ' · ' + label('builder_preset', { n: length })));
        });
      });
      select.appendChild(options);
    });
    box.appendChild(api.field(label('builder_ready'), select));
    box.appendChild(api.button(label('builder_ready_use'), function () { if (select.value) api.start(select.value); }));
    return box;
  }

  /* `from` is the path of a ready session, or of a case with # and the length of its run sheet. */
  api.start = function (from) {
    var at = from.split('#'), page = api.head(at[0]);
    (page ? sessions.of(page, at[1]) : Promise.resolve(null)).then(function (next) {
      if (!next) return api.receive({ session: null, problems: [{ code: 'gone', found: at[0].slice(0, 80) }] });
      next.start = api.session().start;
      api.replace(next);
      api.say(label('builder_ready_used', { title: next.title, n: next.items.length, m: sessions.total(next) }));
    });
  };
})();
