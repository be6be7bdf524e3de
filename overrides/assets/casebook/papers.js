/* The papers of a session put together: the trainer's guide, the learners' handout, its cases on one page each, the quiz and
   its answers, the sign-in sheet. Same pieces and order as handouts.py in scripts/casebook/sessions gives. */
(function () {
  'use strict';

  var casebook = window.casebook, flat = casebook.lists.flat;

  function heading(level, text) { return { type: 'heading', level: level, text: text }; }
  function paragraph(text) { return { type: 'paragraph', text: text }; }

  /* A strong paragraph that leads to what stands below it. */
  function leading(text) { return Object.assign(paragraph(['', text]), { leads: true }); }

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
    return [paragraph(made.single ? made.single.summary : made.length() + made.audience())];
  }

  function aimed(made) {
    var pieces = flat(made.sources.map(function (found) { return (found.sections.aims || found.sections.purpose || { pieces: [] }).pieces; }));
    return pieces.length ? [heading(2, made.word('deck_aims'))].concat(pieces) : [];
  }

  function said(entry) { return entry.part ? casebook.said(entry.kit, entry.item.part) : []; }

  /* What is said at an entry, in short: the trainer's own note, else its first paragraph, else the answers to its questions; of
     one that has nothing to show, why. */
  function points(entry) {
    if (entry.lost) return [entry.item.note, entry.lost].filter(Boolean).join('　');
    return entry.item.note || said(entry)[0] || entry.asked.map(function (each) {
      return each.question.answers.slice(0, 2).map(function (piece) { return numbered(each, [].concat(piece.text).join('')); }).join(' ');
    }).join('　');
  }

  function numbered(asked, text) { return casebook.ui.fill(text, { n: asked.number }); }

  /* In full what the agenda has no room for, where several entries say the same at the first of them. */
  function remarks(made) {
    var long = made.entries.filter(function (entry) { return said(entry).length > 1; });
    var texts = long.map(function (entry) { return said(entry).join('\n'); });
    var pieces = flat(long.filter(function (entry, at) { return texts.indexOf(texts[at]) === at; }).map(function (entry) {
      return [heading(3, made.span(entry) + '　' + entry.title)].concat(said(entry).map(paragraph));
    }));
    return pieces.length ? [heading(2, made.word('paper_said'))].concat(pieces) : [];
  }

  function planned(made) {
    var head = [made.word(made.session.start ? 'deck_hours' : 'deck_time'), made.word('deck_what'), made.word('deck_points')];
    var rows = [head].concat(made.entries.map(function (entry) { return [made.span(entry), entry.title, points(entry)]; }));
    if (made.entries.every(function (entry) { return !points(entry); })) rows = rows.map(function (row) { return row.slice(0, 2); });
    var wanted = made.frames.columns(rows), all = wanted.reduce(function (sum, width) { return sum + width; });
    var widths = wanted.map(function (width) { return made.setting.papers.width * width / all; });
    var named = made.single && made.single.sections.agenda, title = named ? named.title : made.word('deck_agenda');
    return made.entries.length ? [heading(2, title), { type: 'table', widths: widths, rows: rows }] : [];
  }

  /* What ready sessions say stands around the agenda as in them; they prepare for their cases too. */
  function guide(made) {
    var own = ready(made);
    function around(after) {
      return flat(own.map(function (found) {
        var names = found.papers.guide, at = names.indexOf('agenda');
        return sections(found, after ? names.slice(at + 1) : names.slice(0, at), 2);
      }));
    }
    var kits = flat(cases(made).map(function (page) {
      var names = page.papers.guide.filter(function (name) { return !own.length || name !== 'trainer-prep'; });
      return [heading(2, made.word('paper_pages', { title: page.title }))].concat(sections(page, names, 3));
    }));
    return opening(made).concat(own.length ? around(false) : aimed(made), planned(made), remarks(made), around(true), kits);
  }

  function handout(made) {
    var given = flat(ready(made).map(function (found) {
      var pieces = found.sections.given.pieces;
      return pieces.length ? [heading(2, found.sections.handouts.title)].concat(pieces) : [];
    }));
    var lead = made.single && made.single.kind === 'case' ? [] : opening(made); // the summary of a case tells how it ended
    return lead.concat(aimed(made), flat(made.pages.map(function (page) { return forLearners(made, page); })), given, [
      heading(2, made.word('paper_write')), leading(made.word('deck_change')), { type: 'writing', count: 3 },
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

  /* The quiz paper or its answers: what the slides ask, each question once, with its case where several are asked about. */
  function asked(made, name) {
    var found = new Map();
    made.entries.forEach(function (entry) { entry.asked.forEach(function (each) { found.set(each.number, each); }); });
    var all = Array.from(found.values()), several = all.some(function (each) { return each.from !== all[0].from; });
    return flat(all.map(function (each) {
      return each.question[name].map(function (piece) {
        if (piece.type !== 'heading') return piece;
        var text = numbered(each, piece.text);
        return heading(piece.level, several ? made.word('paper_titled', { title: each.from.title, kind: text }) : text);
      });
    }));
  }

  function signin(made) {
    var comma = made.word('deck_comma'), hours = made.session.start ? '　' + made.hours() : '';
    var fields = made.word('paper_signin_fields').split(comma).map(function (name, at) { return name + (at || !hours ? '＿'.repeat(7) : '＿'.repeat(5) + hours); });
    return [paragraph(fields.join('　')),
      { type: 'register', head: made.word('paper_signin_head').split(comma), count: made.setting.papers.signed }];
  }

  function paper(made, name, notice, pieces, page) {
    var day = page ? page.updated : made.day, kits = page ? [page] : made.sources;
    var said = made.marks.standing(kits).concat(day ? made.word('paper_day', { day: day }) : '', notice, made.marks.stale(kits));
    var found = {
      name: name, id: (page ? page.id : made.fileName()) + '-' + name, asks: ['quiz', 'answers'].includes(name), learners: ['handout', 'case', 'quiz'].includes(name),
      session: made.title, about: page ? page.title : made.title,
      title: made.word('paper_titled', { title: page ? page.title : made.title, kind: made.word('paper_' + name) }),
      notice: said.filter(Boolean).join('　'), footer: made.marks.footer(kits), page: made.word('paper_page'), lang: made.session.lang, day: day, pieces: pieces,
      size: page ? page.papers.sheet.size : made.setting.papers.size
    };
    found.groups = casebook.groups(made.setting.papers, made.frames)(found);
    return found;
  }

  function sheet(made, page) {
    return paper(made, 'case', made.marks.fiction([page]), sections(page, page.papers.sheet.sections, 2), page);
  }

  /* Which papers a session does not have, by name: the key of the words that say why. */
  function lacking(made) {
    var found = {};
    if (!cases(made).length) found['case'] = 'carry_no_case';
    else if (made.withhold.includes('facts')) found['case'] = 'carry_withheld';
    if (made.entries.every(function (entry) { return !entry.asked.length; })) found.quiz = found.answers = 'carry_no_quiz';
    return found;
  }

  /* `made` is what assembly.js gathers for a session. */
  casebook.papers = function (made) {
    var lacks = lacking(made);
    return [
      paper(made, 'guide', made.word('paper_trainer'), guide(made)),
      paper(made, 'handout', made.marks.fiction(made.sources), handout(made))
    ].concat(cases(made).map(function (page) { return sheet(made, page); }), [
      paper(made, 'quiz', made.word('paper_quiz_notice'), asked(made, 'quiz')),
      paper(made, 'answers', made.word('paper_trainer'), asked(made, 'answers')),
      paper(made, 'signin', made.word('paper_signin_notice'), signin(made))
    ]).filter(function (found) { return !lacks[found.name]; });
  };
  casebook.papers.lacking = lacking;
})();
