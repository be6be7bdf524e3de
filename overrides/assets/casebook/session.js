/* A session as plain data: reading it from a file, an address or storage, whatever that holds, and writing it again.

   {v: 1, lang, title, start: "14:30", minutes, audience: [slug], items: [   its minutes are what it should last
     {minutes, path, part, title, note}                                  a page of the site, or one part of it
     {minutes, kind: "opening|break|notice|closing|own", title, note}]}  the trainer's own

   The schema is closed. What does not fit is named as a problem {code, item, key, found} and left out or mended; the rest
   is kept. Nothing is parsed that is longer than LIMIT. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var VERSION = 1, LIMIT = 300000, ITEMS = 60, TEXT = 300, LEAST = 10, MOST = 600, DEFAULT = 5, USUAL = 60;
  var KINDS = ['opening', 'break', 'notice', 'closing', 'own'];
  var KEYS = ['v', 'lang', 'title', 'start', 'minutes', 'audience', 'items'];
  var PAGE_KEYS = ['minutes', 'path', 'part', 'title', 'note'], OWN_KEYS = ['minutes', 'kind', 'title', 'note'];
  var PATH = /^[a-z0-9]+(?:[-_/][a-z0-9]+)*$/, PART = /^[a-z0-9]+(?:-[a-z0-9]+)*$/, START = /^([01]\d|2[0-3]):[0-5]\d$/;

  function empty(lang) { return { v: VERSION, lang: lang || casebook.lang, title: '', start: '', minutes: USUAL, audience: [], items: [] }; }

  /* A name that can be looked up: none of those that every object has. */
  function named(value) { return typeof value === 'string' && value.length <= TEXT && PART.test(value) && !(value in {}); }

  function plain(value) { return typeof value === 'object' && value !== null && !Array.isArray(value); }

  /* A value as a person may be shown it. */
  function shown(value) {
    var text = typeof value === 'string' ? value : typeof value === 'object' ? (value ? '…' : 'null') : String(value);
    return text.length > 40 ? text.slice(0, 40) + '…' : text;
  }

  /* ---- reading ---- */

  /* {session, problems}; the session is null where nothing of it can be used. What cannot be read at all is named after where
     it is `from`: a file, an address or the draft of this browser. */
  function parse(input, from) {
    var problems = [], value = input;
    function problem(code, more) { problems.push(Object.assign({ code: code }, more)); }
    if (typeof input === 'string') {
      if (input.length > LIMIT) problem('long', { found: Math.round(input.length / 1000) + ' kB' });
      else try { value = JSON.parse(input); } catch (e) { problem(from); }
    }
    if (!problems.length && !plain(value)) problem(from);
    if (!problems.length && value.v !== VERSION) problem('version', { found: shown(value.v) });
    if (!problems.length && !Array.isArray(value.items)) problem('items');
    return problems.length ? { session: null, problems: problems } : { session: whole(value, problem), problems: problems };
  }

  function whole(value, problem) {
    var made = empty(value.lang === 'en' || value.lang === 'zh' ? value.lang : undefined);
    closed(value, KEYS, problem);
    made.title = text(value, 'title', problem);
    if (value.start) {
      if (START.test(value.start)) made.start = value.start;
      else problem('start', { found: shown(value.start) });
    }
    if (Array.isArray(value.audience)) made.audience = value.audience.filter(named).slice(0, 20);
    if (value.items.length > ITEMS) problem('many', { found: String(value.items.length) });
    value.items.slice(0, ITEMS).forEach(function (raw, at) {
      var item = one(raw, function (code, more) { problem(code, Object.assign({ item: at + 1 }, more)); });
      if (item) made.items.push(item);
    });
    made.minutes = lasting(value.minutes) ? value.minutes : length(made);
    if (value.minutes !== undefined && !lasting(value.minutes)) problem('length', { found: shown(value.minutes) });
    return made;
  }

  function one(raw, problem) {
    if (!plain(raw)) return problem('item');
    var own = raw.kind !== undefined, item;
    if (own && KINDS.indexOf(raw.kind) < 0) return problem('kind', { found: shown(raw.kind) });
    if (!own && !(typeof raw.path === 'string' && raw.path.length <= TEXT && PATH.test(raw.path))) return problem('path', { found: shown(raw.path) });
    closed(raw, own ? OWN_KEYS : PAGE_KEYS, problem);
    if (own) item = { minutes: DEFAULT, kind: raw.kind, title: '', note: '' };
    else {
      item = { minutes: DEFAULT, path: raw.path, part: '', title: '', note: '' };
      if (raw.part) {
        if (named(raw.part)) item.part = raw.part;
        else problem('part', { found: shown(raw.part) });
      }
    }
    if (minutes(raw.minutes)) item.minutes = raw.minutes;
    else problem('minutes', { found: shown(raw.minutes) });
    item.title = text(raw, 'title', problem);
    item.note = text(raw, 'note', problem);
    return item;
  }

  function minutes(value) { return Number.isInteger(value) && value >= 1 && value <= MOST; }

  /* Whether a whole session can last so long. */
  function lasting(value) { return minutes(value) && value >= LEAST; }

  /* How long a session should last that does not say it: as long as its items. */
  function length(session) { return lasting(total(session)) ? total(session) : USUAL; }

  function text(value, key, problem) {
    var found = value[key];
    if (found === undefined || found === '') return '';
    if (typeof found !== 'string') { problem('text', { key: key, found: shown(found) }); return ''; }
    if (found.length > TEXT) problem('text', { key: key, found: shown(found) });
    return found.slice(0, TEXT);
  }

  function closed(value, known, problem) {
    Object.keys(value).forEach(function (key) {
      if (known.indexOf(key) < 0) problem('key', { key: shown(key) });
    });
  }

  /* What a problem says, from the interface's words. */
  function tell(problem, labels) {
    var values = { found: problem.found, key: labels['session_key_' + problem.key] || problem.key, limit: TEXT, minutes: DEFAULT, items: ITEMS, least: LEAST };
    var said = casebook.ui.fill(labels['session_bad_' + problem.code], values);
    return problem.item ? casebook.ui.fill(labels.session_bad_at, { n: problem.item, said: said }) : said;
  }

  /* ---- writing ---- */

  /* Without what is empty: the address stays short. */
  function bare(session) {
    return Object.assign({}, session, { items: session.items.map(function (item) {
      var kept = {};
      Object.keys(item).forEach(function (key) { if (item[key] !== '') kept[key] = item[key]; });
      return kept;
    }) });
  }

  function file(session) { return JSON.stringify(bare(session), null, 1) + '\n'; }

  /* Letters, digits, - and _ only: chat programs cut addresses at anything else. */
  function encode(session) {
    var bytes = new TextEncoder().encode(JSON.stringify(bare(session))), text = '';
    bytes.forEach(function (byte) { text += String.fromCharCode(byte); });
    return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }

  function decode(code) {
    var text;
    if (code.length > LIMIT) return { session: null, problems: [{ code: 'address_long', found: Math.round(code.length / 1000) + ' kB' }] };
    try {
      var raw = atob(code.replace(/-/g, '+').replace(/_/g, '/'));
      text = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(raw, function (c) { return c.charCodeAt(0); }));
    } catch (e) {
      return { session: null, problems: [{ code: 'address' }] };
    }
    return parse(text, 'address');
  }

  /* ---- the trainer's draft, kept in this browser ---- */

  function save(session) { casebook.remember('session', bare(session)); }

  function restore() {
    var kept = casebook.recall('session');
    return kept === null ? { session: null, problems: [] } : parse(kept, 'draft');
  }

  /* ---- time ---- */

  function total(session) { return session.items.reduce(function (sum, item) { return sum + item.minutes; }, 0); }

  /* From when to when each item lasts: by the clock where the session says when it starts, else in minutes. */
  function clock(session) {
    var begin = session.start ? session.start.split(':').reduce(function (sum, part) { return sum * 60 + Number(part); }, 0) : null;
    var at = 0;
    return session.items.map(function (item) {
      var from = at;
      at += item.minutes;
      return { from: hour(begin, from), to: hour(begin, at) };
    });
  }

  function hour(begin, passed) {
    if (begin === null) return String(passed);
    var minute = (begin + passed) % 1440;
    return ('0' + Math.floor(minute / 60)).slice(-2) + ':' + ('0' + minute % 60).slice(-2);
  }

  /* ---- agendas that pages bring along ---- */

  /* Promises the session that a page is: a ready session as a whole, a case by its run sheet of so many minutes, else its
     longest, with what the facilitator does as notes. Null for a page that is neither. */
  function of(head, wanted) {
    var made = empty(), sheets = head.sheets || {}, lengths = Object.keys(sheets);
    made.title = head.title.slice(0, TEXT);
    made.audience = (head.audience || []).slice();
    if (head.kind === 'session') made.items = head.parts.map(function (part) { return page(head.path, part[0], part[1]); });
    made.minutes = length(made);
    if (head.kind === 'session' || !lengths.length) return Promise.resolve(made.items.length ? made : null);
    if (lengths.indexOf(String(wanted)) < 0) wanted = lengths[lengths.length - 1];
    made.items = sheets[wanted].map(function (row) {
      return row.length > 2 ? { minutes: row[0], kind: row[1], title: row[2], note: '' } : page(head.path, row[1], row[0]);
    });
    made.minutes = length(made);
    return casebook.load('kits/' + casebook.lang + '/' + head.path).then(function (kit) {
      made.items.forEach(function (item, at) { item.note = ((kit.runs[wanted] || [])[at] || '').slice(0, TEXT); });
      return made;
    }, function () { return made; });
  }

  function page(path, part, count) { return { minutes: count, path: path, part: part || '', title: '', note: '' }; }

  casebook.session = {
    LIMIT: LIMIT, ITEMS: ITEMS, TEXT: TEXT, KINDS: KINDS, LEAST: LEAST, MOST: MOST,
    empty: empty, parse: parse, tell: tell, file: file, encode: encode, decode: decode, save: save, restore: restore,
    total: total, clock: clock, of: of, page: page, minutes: minutes, lasting: lasting
  };
})();
