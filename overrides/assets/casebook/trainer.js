/* The trainer's window: the slide, the next one, notes, clock and timer, and what the keys and buttons do. */
(function () {
  'use strict';

  var casebook = window.casebook, keys = casebook.keys;
  var place = document.getElementById('cb-present'), help = document.getElementById('cb-help');
  var element = casebook.ui.element, clear = casebook.ui.clear, sessions = casebook.session, shown = casebook.lesson.shown;
  var TICK = 250, STALE = 12 * 3600 * 1000;

  /* Presents a deck; `key` is of its session, whose clock goes on when the window was loaded anew; `label` gives words. */
  casebook.trainer = function (deck, key, label) {
    var kept = casebook.recall('lesson'), mine = kept && kept.key === key && Date.now() - kept.at < STALE ? kept : null;
    var lesson = casebook.lesson.lesson(deck.agenda, mine && mine.lesson);
    var at = mine && deck.slides[mine.at_slide] ? mine.at_slide : 0;
    var timers = {}, timer, black = false, over = false;
    var follower = casebook.audience.lead(run, tick);
    var parts = {}, stage = casebook.stage(), next = casebook.stage();

    function make(tag, name, text, to) {
      var made = element(tag, 'cb-present__' + name, text);
      parts[name] = made;
      (to || place).appendChild(made);
      return made;
    }

    function button(key, run, to) {
      var made = element('button', 'cb-present__button', label('presenter_' + key));
      made.type = 'button';
      made.addEventListener('click', function (event) {
        if (event.detail) made.blur(); // a press of the mouse: space and Enter go on turning slides
        run();
      });
      to.appendChild(made);
      return made;
    }

    function layout() {
      document.title = deck.title + ' · ' + document.title;
      document.body.classList.add('cb-present--trainer');
      make('p', 'said').setAttribute('role', 'status');
      var column = make('div', 'column'), side = make('div', 'side');
      make('div', 'room', undefined, column).appendChild(stage.frame);
      stage.frame.lang = next.frame.lang = deck.lang === 'en' ? 'en' : 'zh-Hans';
      bar(make('div', 'bar', undefined, column));
      var coming = make('div', 'coming', undefined, column);
      make('div', 'next', undefined, coming).appendChild(next.frame);
      next.frame.setAttribute('aria-hidden', 'true');
      coming = coming.appendChild(element('div'));
      coming.appendChild(element('h2', 'cb-present__heading', label('presenter_next')));
      make('p', 'after', undefined, coming);
      clocks(make('section', 'clocks', undefined, side));
      discussion(make('section', 'timer', undefined, side));
      var head = make('div', 'noteshead', undefined, side);
      head.appendChild(element('h2', 'cb-present__heading', label('presenter_notes')));
      [['smaller', -2], ['larger', 2]].forEach(function (step) { button(step[0], function () { sizeNotes(step[1]); }, head); });
      make('div', 'notes', undefined, side).tabIndex = 0;
      parts.notes.setAttribute('role', 'region');
      parts.notes.setAttribute('aria-label', label('presenter_notes'));
      sizeNotes(0);
      help.tabIndex = -1;
      button('help_close', function () { toggleHelp(false); }, help);
      help.hidden = true;
    }

    function bar(box) {
      button('back', function () { run('back'); }, box);
      button('forward', function () { run('next'); }, box);
      parts.jump = element('select', 'cb-present__jump');
      parts.jump.setAttribute('aria-label', label('presenter_jump'));
      deck.slides.forEach(function (slide, number) {
        var choice = element('option', '', (number + 1) + '. ' + slide.title);
        choice.value = String(number);
        parts.jump.appendChild(choice);
      });
      parts.jump.addEventListener('change', function () { go(Number(parts.jump.value)); });
      box.appendChild(parts.jump);
      button('audience', openAudience, box);
      parts.alone = button('alone', function () { run('alone'); }, box);
      parts.black = button('black', function () { run('black'); }, box);
      button('full', keys.full, box);
      button('help', function () { toggleHelp(help.hidden); }, box);
      var back = element('a', 'cb-present__button', label('presenter_leave'));
      back.href = 'builder.html' + (/^#(from|s)=/.test(location.hash) ? location.hash : ''); // what is shown, not another draft
      box.appendChild(back);
    }

    function clocks(box) {
      var list = element('dl');
      ['passed', 'left', 'drift'].forEach(function (name) {
        var pair = element('div');
        pair.appendChild(element('dt', '', label('presenter_' + name)));
        parts[name] = pair.appendChild(element('dd', 'cb-present__' + name));
        list.appendChild(pair);
      });
      make('p', 'item', undefined, box);
      box.appendChild(list);
      parts.pause = button('clock_start', function () {
        var now = Date.now();
        if (lesson.clock.running()) lesson.clock.pause(now); else lesson.clock.start(now);
        tick();
      }, box);
      button('clock_reset', function () { lesson.reset(); tick(); }, box);
    }

    function discussion(box) {
      var minutes = element('input'), line = element('label', '', label('presenter_timer') + ' ');
      minutes.type = 'number';
      minutes.min = 1;
      minutes.max = 600;
      minutes.value = '5';
      line.appendChild(minutes);
      line.appendChild(document.createTextNode(' ' + label('presenter_minutes')));
      minutes.addEventListener('change', function () {
        var wanted = Number(minutes.value);
        if (!sessions.minutes(wanted)) minutes.value = String(wanted = 5);
        timer.set(wanted);
        tick();
      });
      parts.minutes = minutes;
      box.appendChild(line);
      make('p', 'count', undefined, box).setAttribute('role', 'timer');
      parts.toggle = button('timer_start', function () { run('timer'); }, box);
      button('timer_reset', function () { timer.reset(); over = false; tick(); }, box);
    }

    /* ---- what the keys and buttons do ---- */

    function run(asked) {
      if (asked === 'next') go(at + 1);
      if (asked === 'back') go(at - 1);
      if (asked === 'first') go(0);
      if (asked === 'last') go(deck.slides.length - 1);
      if (asked === 'full') keys.full();
      if (asked === 'timer') { timer.toggle(Date.now()); over = false; tick(); }
      if (asked === 'alone') alone(!document.body.classList.contains('cb-present--alone'));
      if (asked === 'black') { black = !black; show(); }
      if (asked === 'close') {
        if (!help.hidden) toggleHelp(false);
        else if (black) run('black');
        else alone(false);
      }
    }

    function alone(on) {
      document.body.classList.toggle('cb-present--alone', on);
      parts.alone.setAttribute('aria-pressed', String(on));
      fit();
    }

    function go(to) {
      if (to < 0 || to >= deck.slides.length) return;
      var now = Date.now();
      if (to !== at && to > 0) lesson.clock.start(now);
      at = to;
      black = false;
      enter(deck.slides[at].part || 0, now);
      show();
    }

    /* Each item has a timer of its own: that of an item that was left goes on unseen. */
    function enter(number, now) {
      var part = deck.agenda[number - 1];
      lesson.enter(number, now);
      if (timer && timer === timers[number]) return;
      timer = timers[number] = timers[number] || casebook.lesson.timer(part ? part.last - part.first : 5);
      parts.minutes.value = String(timer.minutes());
      over = false;
    }

    function toggleHelp(on) {
      help.hidden = !on;
      if (on) help.focus();
    }

    function sizeNotes(step) {
      var size = Math.max(12, Math.min(40, (Number(casebook.recall('notes')) || 18) + step));
      parts.notes.style.fontSize = size + 'px';
      casebook.remember('notes', size);
    }

    function openAudience() {
      var opened = follower.open();
      parts.said.textContent = label(opened ? 'presenter_audience_opened' : 'presenter_audience_blocked');
      parts.said.classList.toggle('cb-present__said--shown', !opened);
    }

    /* ---- showing ---- */

    function number(index) { return index + 1 + ' / ' + deck.slides.length; }

    function show() {
      var slide = deck.slides[at], after = deck.slides[at + 1], part = deck.agenda[(slide.part || 0) - 1];
      stage.show(slide, deck.footer, number(at));
      stage.frame.classList.toggle('cb-stage--black', black);
      parts.black.setAttribute('aria-pressed', String(black));
      parts.next.hidden = !after;
      if (after) next.show(after, deck.footer, number(at + 1));
      parts.after.textContent = after ? after.title : label('presenter_end');
      clear(parts.notes);
      (slide.notes || []).forEach(function (note) { parts.notes.appendChild(element('p', '', note)); });
      parts.notes.scrollTop = 0;
      parts.jump.value = String(at);
      parts.item.textContent = part ? label('presenter_item', { n: slide.part, all: deck.agenda.length, title: part.title, m: part.last - part.first }) : deck.title;
      parts.said.textContent = label('presenter_slide', { n: at + 1, all: deck.slides.length, title: slide.title });
      parts.said.classList.remove('cb-present__said--shown');
      tick();
    }

    function tick() {
      var now = Date.now(), state = lesson.state(now), left = timer.left(now), counting = timer.begun(now);
      parts.passed.textContent = shown(state.passed) + ' / ' + shown(state.total);
      parts.left.textContent = state.left === null ? '—' : shown(state.left);
      parts.left.classList.toggle('cb-present__late', state.left !== null && state.left < 0);
      parts.drift.textContent = Math.abs(state.drift) < 30000 ? label('presenter_on_time') : label(state.drift > 0 ? 'presenter_behind' : 'presenter_ahead', { time: shown(Math.abs(state.drift)) });
      parts.drift.classList.toggle('cb-present__late', state.drift > 60000);
      parts.pause.textContent = label(lesson.clock.running() ? 'presenter_clock_pause' : 'presenter_clock_start');
      parts.count.textContent = shown(left);
      parts.count.classList.toggle('cb-present__count--over', left <= 0);
      parts.toggle.textContent = label(timer.running() ? 'presenter_timer_pause' : 'presenter_timer_start');
      if (left <= 0 && counting && !over) {
        over = true;
        parts.said.textContent = label('presenter_timer_over');
      }
      follower.send(deck.slides[at], {
        footer: deck.footer, number: number(at), lang: deck.lang, black: black, timer: counting ? shown(left) : '', over: left <= 0 && counting
      });
      casebook.remember('lesson', { key: key, at: now, at_slide: at, lesson: lesson.keep() });
    }

    function fit() {
      var lonely = document.body.classList.contains('cb-present--alone');
      stage.fit(lonely ? window.innerWidth : parts.room.clientWidth, lonely ? window.innerHeight : parts.room.clientHeight);
      next.fit(parts.coming.clientWidth / 2, parts.coming.clientHeight);
    }

    layout();
    fit();
    go(at);
    fit();
    window.addEventListener('resize', fit);
    document.addEventListener('keydown', function (event) {
      var asked = keys.command(event);
      if (!asked) return;
      if (asked !== 'close') event.preventDefault();
      run(asked);
    });
    setInterval(tick, TICK);
  };
})();
