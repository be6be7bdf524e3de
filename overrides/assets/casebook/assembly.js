/* A session put together: its deck, and what its papers are made of, from the kits that Python wrote (kits.py in
   scripts/casebook/sessions). Same words and order as deck.py there gives; papers.js makes the papers. */
(function () {
  'use strict';

  var casebook = window.casebook, fill = casebook.ui.fill;

  function unique(values) { return values.filter(function (value, at) { return value && values.indexOf(value) === at; }); }
  function flat(lists) { return [].concat.apply([], lists); }
  function line(text, lead, marked) { return { lead: lead || '', text: text, marked: !!marked }; }

  function kit(lang, path) {
    return path ? casebook.load('kits/' + lang + '/' + path).catch(function () { return null; }) : Promise.resolve(null);
  }

  /* What a session is made of: {session, word, setting, entries, sources, pages}. `sources` are the kits that its items
     name; `pages`, where these are ready sessions, those that they use. A kit that cannot be read is null. */
  function gather(session) {
    var lang = session.lang;
    var needed = [casebook.load('kits/' + lang + '/setting')].concat(['frames', 'asking', 'marks', 'groups', 'said', 'papers'].map(function (name) {
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
    made.span = function (entry) { return made.word('deck_span', { first: moment(made, entry.first), last: moment(made, entry.last) }); };
    made.hours = function () { return made.word('deck_span', { first: moment(made, 0), last: moment(made, made.minutes) }); };
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
      return telling(noting(found.parts[key]).slides, found.parts[key].notes);
    })) };
  }

  function noting(part, note) { return note ? part : Object.assign({}, part, { slides: telling(part.slides, part.remarks) }); }

  /* Slides with notes before those of the first one. */
  function telling(slides, notes) {
    return slides.map(function (found, at) {
      return at || !notes ? found : Object.assign({}, found, { notes: notes.concat(found.notes || []) });
    });
  }

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

  /* ---- slides ---- */

  function slide(kind, title, lines, notes) {
    return { kind: kind, title: title, lines: lines, grid: null, notes: notes || [] };
  }

  /* A slide of a kit in full, without its page's title where the session is about that page alone, or is a question about the
     only case. */
  function opened(made, found) {
    var whole = Object.assign({ lines: [], grid: null, notes: [] }, found);
    whole.lines = whole.lines.map(function (each) { return line(each.text, each.lead, each.marked); });
    var page = made.single || whole.kind === 'questions' && made.onlyCase, before = page ? page.named + made.word('deck_colon') : '';
    if (before && whole.title.startsWith(before)) {
      whole.title = whole.title.slice(before.length);
      whole.titleSize = made.frames.titleSize(whole.title);
    }
    return whole;
  }

  function slidesOf(made, entry) {
    var item = entry.item, length = made.word('deck_minutes', { n: item.minutes });
    if (!item.path) return ownSlides(made, entry, length);
    if (entry.lost) return made.frames.spread(slide('item', entry.title, [line(length)], [entry.lost]));
    var planned = entry.part.minutes && made.word('deck_minutes', { n: entry.part.minutes });
    var shown = entry.part.slides.map(function (found) {
      var whole = opened(made, found);
      if (planned && whole.kind === 'item') whole.lines.forEach(function (each) { if (each.text === planned) each.text = length; });
      return whole;
    }).concat(questions(made, entry));
    if (!shown.length) shown = made.frames.spread(slide('item', entry.title, [line(length)]));
    return telling(shown, entry.part.notes);
  }

  /* The questions of an entry under their numbers. */
  function questions(made, entry) {
    return flat(entry.asked.map(function (asked, at) {
      return asked.question.slides.map(function (found, part) {
        var whole = opened(made, found), foreign = !at && !part && asked.from.foreign;
        whole.title = fill(whole.title, { n: asked.number });
        whole.titleSize = made.frames.titleSize(whole.title);
        if (foreign) whole.notes = [made.word('deck_untranslated_note')].concat(whole.notes);
        return whole;
      });
    }));
  }

  function ownSlides(made, entry, length) {
    var item = entry.item;
    if (item.kind === 'closing') return [closing(made, closings(made), item.title)];
    var fiction = item.kind === 'opening' && made.marks.fiction(made.sources);
    return made.frames.spread(slide('item', entry.title, (fiction ? [line(fiction)] : []).concat(line(length))));
  }

  function closings(made) { return flat(made.sources.map(function (found) { return found.closing; })); }

  function closing(made, notes, title) {
    var lines = [line('＿'.repeat(8), made.word('deck_change')), line(made.word('deck_channels'))], fiction = made.marks.fiction(made.sources);
    if (fiction) lines.push(line(fiction));
    return made.frames.spread(slide('closing', title || made.word('deck_closing'), lines, notes))[0];
  }

  function audience(made) {
    var names = made.session.audience.map(function (slug) { return made.setting.audience[slug]; }).filter(Boolean);
    return names.length ? '　' + made.word('session_audience', { names: names.join(made.word('deck_comma')) }) : '';
  }

  /* In reserve, how those cases ended that the agenda leaves open. */
  function endings(made) {
    if (made.withhold.includes('facts')) return [];
    return flat(made.pages.filter(function (page) { return page.kind === 'case'; }).filter(function (page) {
      return !made.entries.some(function (entry) {
        return entry.kit === page ? ['', 'outcome'].includes(entry.item.part || '') : entry.part && entry.part.ends === page.path;
      });
    }).map(function (page) { return page.ending; }));
  }

  function cover(made) {
    var about = made.single && made.single.kind !== 'case'; // the summary of a case tells how it ended
    var lines = (about ? [line(made.single.summary)] : []).concat(line(made.length() + audience(made)));
    var look = made.setting.slides;
    var notes = made.marks.cover(made.sources);
    return Object.assign(slide('title', made.title, lines, notes.length ? notes : [made.length()]),
      { titleSize: look.coverSize, size: look.texts[look.texts.length - 1] });
  }

  function aims(made) {
    var lines = flat(made.sources.map(function (found) { return found.aims; }));
    var notes = flat(made.sources.map(function (found) { return found.preparation; }));
    return lines.length ? made.frames.spread(slide('aims', made.word('deck_aims'), lines.map(function (each) {
      return line(each.text, each.lead, each.marked);
    }), notes)) : [];
  }

  function agenda(made) {
    if (!made.entries.length) return [];
    var head = [made.word(made.session.start ? 'deck_hours' : 'deck_time'), made.word('deck_what')];
    var rows = made.entries.map(function (entry) { return [made.span(entry), entry.title]; });
    var found = slide('agenda', made.word('deck_agenda'), [], [made.length()]);
    found.grid = made.frames.grid([head].concat(rows));
    return made.frames.spread(found);
  }

  /* The slides of an entry, each knowing its part and when it is; the first has its minutes. */
  function timed(made, entry) {
    var clock = made.word(made.session.start ? 'deck_clock_at' : 'deck_clock',
      { n: entry.number, first: moment(made, entry.first), last: moment(made, entry.last) });
    return slidesOf(made, entry).map(function (found, at) {
      if (entry.item.note && !at) found.notes = [entry.item.note].concat(found.notes);
      return Object.assign(found, { minutes: at ? 0 : entry.item.minutes, part: entry.number, clock: clock });
    });
  }

  /* Every slide with notes: when it is, and what is said; without words of its own, those of its part before it. A slide
     outside the agenda that has none has those of the cover. */
  function noted(slides) {
    var place = '', said = [];
    return slides.map(function (found) {
      var own = unique(found.notes), before = place;
      place = found.part || found.kind;
      said = own.length ? own : place === before ? said : found.part ? [] : slides[0].notes;
      return Object.assign({ minutes: 0, part: 0, clock: '' }, found, { notes: found.clock ? [found.clock].concat(said) : said });
    });
  }

  function deck(made) {
    var parts = flat(made.entries.map(function (entry) { return timed(made, entry); }));
    var reserve = endings(made).concat(flat(made.sources.map(function (found) { return found.reserve; }))).map(function (found) { return opened(made, found); });
    var ended = parts.some(function (found) { return found.kind === 'closing'; });
    var slides = [cover(made)].concat(aims(made), agenda(made), parts, reserve, ended ? [] : closing(made, closings(made)));
    return {
      id: made.fileName(), title: made.title, lang: made.session.lang, day: made.day, footer: made.marks.footer(made.sources), minutes: made.minutes,
      agenda: made.entries.map(function (entry) {
        return { first: entry.first, last: entry.last, from: moment(made, entry.first), to: moment(made, entry.last), title: entry.title };
      }),
      slides: noted(slides)
    };
  }

  /* Both take a session as session.js gives it: {lang, title, start, audience, items}. */
  casebook.assembly = {
    deck: function (session) { return gather(session).then(deck); },
    papers: function (session) { return gather(session).then(function (made) { return casebook.papers(made); }); },
    lacking: function (session) { return gather(session).then(function (made) { return casebook.papers.lacking(made); }); }
  };
})();
