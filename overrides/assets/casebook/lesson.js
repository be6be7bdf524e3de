/* The time of a lesson: how long it has run, what is left of the present item, how far ahead or behind the plan; and the
   timer of a discussion. All times in milliseconds; what time it is now is handed in. */
(function () {
  'use strict';

  var MINUTE = 60000;

  /* A stopwatch: runs, pauses, keeps what has passed. `kept` is what `keep` gave before. */
  function watch(kept) {
    var passed = kept && kept.passed >= 0 ? kept.passed : 0, since = kept && typeof kept.since === 'number' ? kept.since : null;
    return {
      running: function () { return since !== null; },
      start: function (now) { if (since === null) since = now; },
      pause: function (now) { if (since !== null) { passed += now - since; since = null; } },
      reset: function () { passed = 0; since = null; },
      passed: function (now) { return passed + (since === null ? 0 : Math.max(0, now - since)); },
      keep: function () { return { passed: passed, since: since }; }
    };
  }

  /* `agenda` holds the first and last minute of each item; items count from 1, 0 is outside. */
  function lesson(agenda, kept) {
    var clock = watch(kept && kept.clock), item = kept && kept.item >= 0 ? kept.item : 0, entered = kept && kept.entered >= 0 ? kept.entered : 0;
    return {
      clock: clock,
      enter: function (next, now) {
        if (next === item) return;
        item = next;
        entered = clock.passed(now);
      },
      reset: function () { clock.reset(); entered = 0; },
      /* `left` of the present item, null outside; `drift` is above 0 when behind the plan, below when ahead. */
      state: function (now) {
        var passed = clock.passed(now), part = agenda[item - 1];
        if (!part) return { passed: passed, left: null, drift: 0, total: total(agenda) };
        var first = part.first * MINUTE, last = part.last * MINUTE;
        return {
          passed: passed, total: total(agenda), left: last - first - (passed - entered),
          drift: passed > last ? passed - last : passed < first ? passed - first : 0
        };
      },
      keep: function () { return { clock: clock.keep(), item: item, entered: entered }; }
    };
  }

  function total(agenda) { return agenda.length ? agenda[agenda.length - 1].last * MINUTE : 0; }

  /* Counts down from a number of minutes. */
  function timer(minutes) {
    var clock = watch(), length = minutes * MINUTE;
    return {
      running: clock.running,
      minutes: function () { return length / MINUTE; },
      toggle: function (now) { if (clock.running()) clock.pause(now); else clock.start(now); },
      set: function (next) { clock.reset(); length = next * MINUTE; },
      left: function (now) { return length - clock.passed(now); },
      begun: function (now) { return clock.passed(now) > 0 || clock.running(); },
      reset: function () { clock.reset(); }
    };
  }

  /* 7:05, 1:02:03; below nothing with a minus sign. */
  function shown(time) {
    var sign = time < 0 ? '−' : '', seconds = Math.abs(time < 0 ? Math.floor(time / 1000) : Math.ceil(time / 1000));
    var hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60, rest = ('0' + seconds % 60).slice(-2);
    return sign + (hours ? hours + ':' + ('0' + minutes).slice(-2) : minutes) + ':' + rest;
  }

  window.casebook.lesson = { lesson: lesson, timer: timer, shown: shown };
})();
