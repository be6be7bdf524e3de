/* A session put together: what its deck and its papers are made of, from the kits that Python wrote (kits.py in
   scripts/casebook/sessions). deck.js makes the slides, papers.js the papers. */
(function () {
  'use strict';

  var casebook = window.casebook, fill = casebook.ui.fill, flat = casebook.lists.flat, unique = casebook.lists.unique;

  /* The kit of a page, or null. Where the catalogue is there, as in the builder, a page that it does not know is not asked for. */
  function kit(lang, path) {
    var known = casebook.values['kits/' + lang + '/catalogue'];
    if (!path || known && known.pages.every(function (page) { return page.path !== path; })) return Promise.resolve(null);
    return casebook.load('kits/' + lang + '/' + path).catch(function () { return null; });
  }

  /* What a session is made of: {session, word, setting, entries, sources, pages}. `sources` are the kits that its items
     name; `pages`, where these are ready sessions, those that they use. A kit that cannot be read is null. */
  function gather(session) {
    var lang = session.lang;
    var needed = [casebook.load('kits/' + lang + '/setting')].concat(['frames', 'asking', 'marks', 'groups', 'said', 'deck', 'papers'].map(function (name) {
      return casebook.run('assets/casebook/' + name + '.js');
    }));
    return Promise.all(needed).then(function (loaded) {
      var setting = loaded[0];
      return Promise.all(session.items.map(function (item) { return kit(lang, item.path); })).then(function (kits) {
        /* Item by item the kit itself, or of a ready session the one that `path` gives for its part. */
        function used(path) {
          return Promise.all(kits.map(function (found, at) {
            var part = found && found.parts[session.items[at].part];
            return found && found.kind === 'session' ? part && kit(lang, path(part)) : found;
          }));
        }
        var wanted = [used(function (part) { return part.page; }), used(function (part) { return part.quiz && part.quiz.page; })];
        return Promise.all(wanted).then(function (found) { return material(session, setting, kits, found[0], found[1]); });
      });
    });
  }

  /* `quizzed` are, item by item, the kits of the cases that may be asked about. */
  function material(session, setting, kits, pages, quizzed) {
    var made = {
      session: session,
      setting: setting,
      sources: unique(kits),
      pages: unique(pages),
      frames: casebook.frames(setting.slides),
      word: function (key, values) { return fill(setting.words[key], values || {}); }
    };
    made.marks = casebook.marks(setting, made.word);
    made.single = made.sources.length === 1 ? made.sources[0] : null;
    var cases = made.pages.filter(function (page) { return page.kind === 'case'; });
    made.onlyCase = cases.length === 1 ? cases[0] : null; // whose questions need not say of which case they are
    made.withhold = flat(made.sources.map(function (found) { return found.withhold; }));
    made.title = session.title || (made.single ? made.single.title : made.word('deck_untitled'));
    made.day = made.sources.map(function (found) { return found.updated; }).sort().pop() || '';
    var clock = 0;
    made.entries = session.items.map(function (item, at) {
      var entry = { item: item, kit: kits[at], page: pages[at], number: at + 1, first: clock, last: clock += item.minutes };
      entry.part = entry.kit && partOf(entry.kit, item.part, item.note);
      entry.lost = item.path && !entry.part ? lost(made, entry) : '';
      return entry;
    });
    made.minutes = clock;
    put(made, quizzed);
    made.entries.forEach(function (entry) { entry.title = titled(made, entry); });
    made.moment = function (minute) { return moment(made, minute); };
    made.span = function (entry) { return made.word('deck_span', { first: made.moment(entry.first), last: made.moment(entry.last) }); };
    made.hours = function () { return made.word('deck_span', { first: made.moment(0), last: made.moment(made.minutes) }); };
    made.length = function () { return made.word('session_minutes', { n: made.minutes }); };
    made.audience = function () { return audience(made); };
    made.fileName = function () { return made.single ? made.single.id : casebook.ui.fileName(made.title) || 'session'; };
    return made;
  }

  /* Gives each entry the questions that are asked in it: {number, from, question}, where `from` is the kit of the case. */
  function put(made, quizzed) {
    var asked = casebook.asking(made.entries.map(function (entry, at) { return quiz(entry, quizzed[at]); }), made.setting.pace);
    made.entries.forEach(function (entry, at) {
      entry.asked = asked[at].map(function (each) {
        var found = quizzed[at].questions.find(function (question) { return question.id === each.id; });
        return { number: each.number, from: quizzed[at], question: found };
      });
    });
  }

  /* The quiz of an entry, which is of the case `from`. */
  function quiz(entry, from) {
    return casebook.asking.of(entry.item, entry.kit && entry.kit.kind, entry.part && entry.part.quiz, function () {
      return from && from.questions.map(function (question) { return question.id; });
    });
  }

  /* A part of a kit, its remarks noted where the trainer has none; all parts together where an item names none. A ready session
     is taken part by part: each has its own minutes. */
  function partOf(found, name, note) {
    if (name || found.kind === 'session') return found.parts[name] && noting(found.parts[name], note);
    return { title: '', slides: flat(Object.keys(found.parts).map(function (key) {
      return casebook.deck.telling(noting(found.parts[key]).slides, found.parts[key].notes);
    })) };
  }

  function noting(part, note) { return note ? part : Object.assign({}, part, { slides: casebook.deck.telling(part.slides, part.remarks) }); }

  /* Why an entry has nothing to show, for the trainer: only notes and the guide say it. */
  function lost(made, entry) {
    var item = entry.item;
    if (!entry.kit) return made.word('deck_gone', { page: item.path });
    return made.word(item.part ? 'deck_no_part' : 'deck_no_whole', { page: entry.kit.title, part: item.part });
  }

  /* What an entry is called on the agenda: by its page; by page and part where the page comes more than once. */
  function titled(made, entry) {
    var item = entry.item, part = entry.part;
    if (item.title) return item.title;
    if (!item.path) return made.word('deck_' + item.kind);
    if (!part) return entry.kit ? entry.kit.title : made.word('deck_lost');
    if (entry.kit.kind === 'session') return part.title;
    if (!part.title) return entry.kit.title;
    if (made.single) return part.title;
    var often = made.entries.filter(function (other) { return other.item.path === item.path; }).length > 1;
    return often ? entry.kit.title + made.word('deck_colon') + part.title : entry.kit.title;
  }

  /* A minute of the session as it is shown: counted, or by the clock where the session has a beginning. */
  function moment(made, minute) {
    if (!made.session.start) return String(minute);
    var start = made.session.start.split(':'), all = Number(start[0]) * 60 + Number(start[1]) + minute;
    return Math.floor(all / 60) % 24 + ':' + String(all % 60).padStart(2, '0');
  }

  function audience(made) {
    var names = made.session.audience.map(function (slug) { return made.setting.audience[slug]; }).filter(Boolean);
    return names.length ? '　' + made.word('session_audience', { names: names.join(made.word('deck_comma')) }) : '';
  }

  /* Both take a session as session.js gives it: {lang, title, start, audience, items}. */
  casebook.assembly = {
    deck: function (session) { return gather(session).then(function (made) { return casebook.deck(made); }); },
    papers: function (session) { return gather(session).then(function (made) { return casebook.papers(made); }); },
    lacking: function (session) { return gather(session).then(function (made) { return casebook.papers.lacking(made); }); }
  };
})();
