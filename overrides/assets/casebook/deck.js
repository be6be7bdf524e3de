/* The deck of a session: every slide of the talk, from what assembly.js gathers. Same slides and order as deck.py in
   scripts/casebook/sessions gives. */
(function () {
  'use strict';

  var casebook = window.casebook, fill = casebook.ui.fill, flat = casebook.lists.flat, unique = casebook.lists.unique;

  function line(text, lead, marked) { return { lead: lead || '', text: text, marked: !!marked }; }

  /* Slides with notes before those of the first one. */
  function telling(slides, notes) {
    return slides.map(function (found, at) {
      return at || !notes ? found : Object.assign({}, found, { notes: notes.concat(found.notes || []) });
    });
  }

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
    var lines = (about ? [line(made.single.summary)] : []).concat(line(made.length() + made.audience()));
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
      { n: entry.number, first: made.moment(entry.first), last: made.moment(entry.last) });
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

  casebook.deck = function (made) {
    var parts = flat(made.entries.map(function (entry) { return timed(made, entry); }));
    var reserve = endings(made).concat(flat(made.sources.map(function (found) { return found.reserve; }))).map(function (found) { return opened(made, found); });
    var ended = parts.some(function (found) { return found.kind === 'closing'; });
    var slides = [cover(made)].concat(aims(made), agenda(made), parts, reserve, ended ? [] : closing(made, closings(made)));
    return {
      id: made.fileName(), title: made.title, lang: made.session.lang, day: made.day, footer: made.marks.footer(made.sources), minutes: made.minutes,
      agenda: made.entries.map(function (entry) {
        return { first: entry.first, last: entry.last, from: made.moment(entry.first), to: made.moment(entry.last), title: entry.title };
      }),
      slides: noted(slides)
    };
  };
  casebook.deck.telling = telling;
})();
