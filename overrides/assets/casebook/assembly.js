/* A session put together: its deck and its papers, from the kits that Python wrote (kits.py in scripts/casebook/sessions).
   Same words and order as deck.py and handouts.py there give. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var STALE = 'paper_stale';

  function fill(template, values) {
    return template.replace(/\{(\w+)\}/g, function (all, key) { return key in values ? values[key] : all; });
  }

  function unique(values) { return values.filter(function (value, at) { return value && values.indexOf(value) === at; }); }
  function flat(lists) { return [].concat.apply([], lists); }
  function line(text, lead, marked) { return { lead: lead || '', text: text, marked: !!marked }; }

  function kit(lang, path) {
    return path ? casebook.load('kits/' + lang + '/' + path).catch(function () { return null; }) : Promise.resolve(null);
  }

  /* What a session is made of: {session, word, setting, entries, sources, pages}. `sources` are the kits that its items
     name, `pages` those that a ready session uses besides. A kit that cannot be read is null. */
  function gather(session) {
    var lang = session.lang;
    var needed = [casebook.load('kits/' + lang + '/setting')].concat(['frames', 'groups'].map(function (name) {
      return casebook.run('assets/casebook/' + name + '.js');
    }));
    return Promise.all(needed).then(function (loaded) {
      var setting = loaded[0];
      return Promise.all(session.items.map(function (item) { return kit(lang, item.path); })).then(function (kits) {
        var used = kits.map(function (found, at) {
          var part = found && found.parts[session.items[at].part];
          return found && found.kind === 'session' ? part && kit(lang, part.page) : found;
        });
        return Promise.all(used).then(function (pages) { return material(session, setting, kits, pages); });
      });
    });
  }

  function material(session, setting, kits, pages) {
    var made = {
      session: session,
      setting: setting,
      sources: unique(kits),
      pages: unique(pages),
      frames: casebook.frames(setting.slides),
      word: function (key, values) { return fill(setting.words[key], values || {}); }
    };
    made.single = made.sources.length === 1 ? made.sources[0] : null;
    made.withhold = flat(made.sources.map(function (found) { return found.withhold; }));
    made.title = session.title || (made.single ? made.single.title : made.word('deck_untitled'));
    made.day = made.sources.map(function (found) { return found.updated; }).sort().pop() || '';
    var clock = 0;
    made.entries = session.items.map(function (item, at) {
      var entry = { item: item, kit: kits[at], page: pages[at], number: at + 1, first: clock, last: clock += item.minutes };
      entry.part = entry.kit && partOf(entry.kit, item.part, item.note);
      return entry;
    });
    made.minutes = clock;
    made.entries.forEach(function (entry) { entry.title = titled(made, entry); });
    return made;
  }

  /* A part of a kit, its remarks noted where the trainer has none; all parts together where an item names none. */
  function partOf(found, name, note) {
    if (name) return found.parts[name] && noting(found.parts[name], note);
    return { title: '', slides: flat(Object.keys(found.parts).map(function (key) { return noting(found.parts[key]).slides; })) };
  }

  function noting(part, note) {
    if (note || !part.remarks) return part;
    return Object.assign({}, part, { slides: part.slides.map(function (found, at) {
      return at ? found : Object.assign({}, found, { notes: part.remarks.concat(found.notes || []) });
    }) });
  }

  /* What an entry is called on the agenda: by its page; by page and part where the page comes more than once. */
  function titled(made, entry) {
    var item = entry.item, part = entry.part;
    if (item.title) return item.title;
    if (!item.path) return made.word('deck_' + item.kind);
    if (!part) return item.path;
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

  function span(made, entry) { return made.word('deck_span', { first: moment(made, entry.first), last: moment(made, entry.last) }); }

  /* ---- slides ---- */

  function slide(kind, title, lines, notes) {
    return { kind: kind, title: title, lines: lines, grid: null, notes: notes || [] };
  }

  /* A slide of a kit in full, without its page's title where the session is about that page alone. */
  function opened(made, found) {
    var whole = Object.assign({ lines: [], grid: null, notes: [] }, found);
    whole.lines = whole.lines.map(function (each) { return line(each.text, each.lead, each.marked); });
    var before = made.single ? made.single.named + made.word('deck_colon') : '';
    if (before && whole.title.startsWith(before)) {
      whole.title = whole.title.slice(before.length);
      whole.titleSize = made.frames.titleSize(whole.title);
    }
    return whole;
  }

  function slidesOf(made, entry) {
    var item = entry.item, length = made.word('deck_minutes', { n: item.minutes });
    if (!item.path) return ownSlides(made, entry, length);
    if (!entry.part) {
      var gone = item.path + (entry.kit && item.part ? '#' + item.part : '');
      return made.frames.spread(slide('item', entry.title, [line(made.word('deck_gone', { page: gone }))]));
    }
    var planned = entry.part.minutes && made.word('deck_minutes', { n: entry.part.minutes });
    return entry.part.slides.map(function (found, at) {
      var whole = opened(made, found);
      if (planned && whole.kind === 'item') whole.lines.forEach(function (each) { if (each.text === planned) each.text = length; });
      return whole;
    });
  }

  function ownSlides(made, entry, length) {
    var item = entry.item;
    if (item.kind === 'closing') return [closing(made, closings(made), item.title)];
    var lines = item.kind === 'opening' ? [line(made.word('composite_note')), line(length)] : [line(length)];
    return made.frames.spread(slide('item', entry.title, lines));
  }

  function closings(made) { return flat(made.sources.map(function (found) { return found.closing; })); }

  function closing(made, notes, title) {
    var lines = [line('＿'.repeat(8), made.word('deck_change')), line(made.word('deck_channels')), line(made.word('composite_note'))];
    return made.frames.spread(slide('closing', title || made.word('deck_closing'), lines, notes))[0];
  }

  function length(made) { return made.word('session_minutes', { n: made.minutes }); }

  function audience(made) {
    var names = made.session.audience.map(function (slug) { return made.setting.audience[slug]; }).filter(Boolean);
    return names.length ? '　' + made.word('session_audience', { names: names.join(made.word('deck_comma')) }) : '';
  }

  function cover(made) {
    var lines = (made.single ? [line(made.single.summary)] : []).concat(line(length(made) + audience(made)));
    var look = made.setting.slides;
    return Object.assign(slide('title', made.title, lines, [made.word('composite_note')].concat(states(made.sources, made).map(function (state) {
        return made.word(state === 'deck_sample' ? 'sample_text' : state);
      }))),
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
    var rows = made.entries.map(function (entry) { return [span(made, entry), entry.title]; });
    var found = slide('agenda', made.word('deck_agenda'), [], [length(made)]);
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
    var reserve = flat(made.sources.map(function (found) { return found.reserve; })).map(function (found) { return opened(made, found); });
    var ended = parts.some(function (found) { return found.kind === 'closing'; });
    var slides = [cover(made)].concat(aims(made), agenda(made), parts, reserve, ended ? [] : closing(made, closings(made)));
    return {
      id: fileName(made), title: made.title, lang: made.session.lang, day: made.day, footer: footer(made), minutes: made.minutes,
      agenda: made.entries.map(function (entry) {
        return { first: entry.first, last: entry.last, from: moment(made, entry.first), to: moment(made, entry.last), title: entry.title };
      }),
      slides: noted(slides)
    };
  }

  /* What readers have to know of how the pages stand, as names of words in their order. */
  function states(kits, made) {
    return made.setting.states.filter(function (state) { return kits.some(function (found) { return found.states.includes(state); }); });
  }

  function marks(kits, made) {
    return states(kits, made).filter(function (state) { return state !== STALE; }).map(function (state) { return made.word(state); });
  }

  function footer(made, page) {
    return marks(page ? [page] : made.sources, made).concat(made.word('deck_composite'), made.word('site_name')).join('　');
  }

  /* By which its files are named: the id of the page that it is about, else its title. */
  function fileName(made) {
    return made.single ? made.single.id : casebook.ui.fileName(made.title) || 'session';
  }

  /* ---- papers ---- */

  function heading(level, text) { return { type: 'heading', level: level, text: text }; }
  function paragraph(text) { return { type: 'paragraph', text: text }; }

  /* Sections of a kit with their headings at `level`, deeper ones below it. */
  function sections(found, names, level) {
    return flat(names.filter(function (name) { return found.sections[name]; }).map(function (name) {
      var section = found.sections[name];
      return [heading(level, section.title)].concat(section.pieces.map(function (piece) {
        return piece.type === 'heading' ? Object.assign({}, piece, { level: level + piece.level }) : piece;
      }));
    }));
  }

  function cases(made) { return made.pages.filter(function (page) { return page.kind === 'case'; }); }
  function ready(made) { return made.sources.filter(function (found) { return found.kind === 'session'; }); }

  function opening(made) {
    return [paragraph(made.single ? made.single.summary : length(made) + audience(made))];
  }

  function aimed(made) {
    var pieces = flat(made.sources.map(function (found) { return (found.sections.aims || found.sections.purpose || { pieces: [] }).pieces; }));
    return pieces.length ? [heading(2, made.word('deck_aims'))].concat(pieces) : [];
  }

  function points(entry) {
    if (entry.item.note || !entry.part || entry.kit.kind !== 'session') return entry.item.note || '';
    return (entry.part.slides[0].notes || [])[0] || '';
  }

  function planned(made) {
    var head = [made.word(made.session.start ? 'deck_hours' : 'deck_time'), made.word('deck_what'), made.word('deck_points')];
    var rows = [head].concat(made.entries.map(function (entry) { return [span(made, entry), entry.title, points(entry)]; }));
    if (made.entries.every(function (entry) { return !points(entry); })) rows = rows.map(function (row) { return row.slice(0, 2); });
    var wanted = made.frames.columns(rows), all = wanted.reduce(function (sum, width) { return sum + width; });
    var widths = wanted.map(function (width) { return made.setting.papers.width * width / all; });
    var named = made.single && made.single.sections.agenda, title = named ? named.title : made.word('deck_agenda');
    return made.entries.length ? [heading(2, title), { type: 'table', widths: widths, rows: rows }] : [];
  }

  /* What ready sessions say stands around the agenda as in them; they prepare for their cases too. */
  function guide(made) {
    var own = ready(made);
    function said(after) {
      return flat(own.map(function (found) {
        var names = found.papers.guide, at = names.indexOf('agenda');
        return sections(found, after ? names.slice(at + 1) : names.slice(0, at), 2);
      }));
    }
    var kits = flat(cases(made).map(function (page) {
      var names = page.papers.guide.filter(function (name) { return !own.length || name !== 'trainer-prep'; });
      return [heading(2, made.word('paper_pages', { title: page.title }))].concat(sections(page, names, 3));
    }));
    return opening(made).concat(own.length ? said(false) : aimed(made), planned(made), said(true), kits);
  }

  function handout(made) {
    var given = flat(ready(made).map(function (found) {
      var pieces = found.sections.given.pieces;
      return pieces.length ? [heading(2, found.sections.handouts.title)].concat(pieces) : [];
    }));
    return opening(made).concat(aimed(made), flat(made.pages.map(function (page) { return forLearners(made, page); })), given, [
      heading(2, made.word('paper_write')), paragraph(['', made.word('deck_change')]), { type: 'writing', count: 3 },
      paragraph(made.word('deck_channels'))
    ]);
  }

  function forLearners(made, page) {
    var used = made.entries.filter(function (entry) { return entry.kit === page; }).map(function (entry) { return entry.item.part; });
    var names = page.papers.handout.filter(function (name) {
      if (page.kind === 'case' && made.withhold.includes('facts')) return false;
      if (page.kind === 'rule' && made.withhold.includes('rules')) return name === 'do-dont';
      return page === made.single || page.papers.given.includes(name) || used.includes(name);
    });
    var found = sections(page, names, 3);
    return found.length ? [heading(2, page.named)].concat(found) : [];
  }

  function quiz(made, name) {
    var found = made.withhold.includes('quiz') ? [] : cases(made), several = found.length > 1;
    return flat(found.map(function (page) {
      return page.papers[name].map(function (piece) {
        if (!several || piece.type !== 'heading') return piece;
        return heading(piece.level, made.word('paper_titled', { title: page.title, kind: piece.text }));
      });
    }));
  }

  function signin(made) {
    var comma = made.word('deck_comma');
    var fields = made.word('paper_signin_fields').split(comma).map(function (name) { return name + '＿'.repeat(7); });
    return [paragraph(fields.join('　')),
      { type: 'register', head: made.word('paper_signin_head').split(comma), count: made.setting.papers.signed }];
  }

  function paper(made, name, notice, pieces, page) {
    var day = page ? page.updated : made.day, kits = page ? [page] : made.sources;
    var more = states(kits, made).includes(STALE) ? [made.word(STALE)] : [];
    var found = {
      name: name, id: (page ? page.id : fileName(made)) + '-' + name, asks: ['quiz', 'answers'].includes(name), learners: ['handout', 'case', 'quiz'].includes(name),
      title: made.word('paper_titled', { title: page ? page.title : made.title, kind: made.word('paper_' + name) }),
      notice: marks(kits, made).concat(day ? made.word('paper_day', { day: day }) : [], made.word(notice), more).join('　'),
      footer: footer(made, page), page: made.word('paper_page'), lang: made.session.lang, day: day, pieces: pieces,
      size: page ? page.papers.sheet.size : made.setting.papers.size
    };
    found.groups = casebook.groups(made.setting.papers, made.frames)(found);
    return found;
  }

  function sheet(made, page) {
    return paper(made, 'case', 'composite_note', [paragraph(page.summary)].concat(sections(page, page.papers.sheet.sections, 2)), page);
  }

  function papers(made) {
    var sheets = made.withhold.includes('facts') ? [] : cases(made).map(function (page) { return sheet(made, page); });
    return [
      paper(made, 'guide', 'paper_trainer', guide(made)),
      paper(made, 'handout', 'composite_note', handout(made))
    ].concat(sheets, [
      paper(made, 'quiz', 'paper_quiz_notice', quiz(made, 'quiz')),
      paper(made, 'answers', 'paper_trainer', quiz(made, 'answers')),
      paper(made, 'signin', 'paper_signin_notice', signin(made))
    ]).filter(function (found) { return found.pieces.length; });
  }

  /* Both take a session as session.js gives it: {lang, title, start, audience, items}. */
  casebook.assembly = {
    deck: function (session) { return gather(session).then(deck); },
    papers: function (session) { return gather(session).then(papers); }
  };
})();
