/* Carries a session away: slides and papers as files to edit, papers on paper. What writes files is large and is loaded
   when the first file is wanted; where the site was built without it, printing still works. Chromium 90. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var FOLDER = 'assets/casebook/';

  function element(tag, className, text) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function setting(lang) { return casebook.load('kits/' + lang + '/setting'); }

  /* What Chromium 85 brought stands for what 90 can do. */
  function old() { return !('replaceAll' in String.prototype); }

  /* The writer of a format, from its bundle. Rejects with `absent` where the bundle is not there, with `old` where the browser
     could not read it. */
  function writer(format, name) {
    return casebook.run(FOLDER + 'export/' + format + '.js').then(null, function (error) {
      throw Object.assign(error, { absent: true });
    }).then(function () {
      if (!casebook.writers || !casebook.writers[name || format]) throw Object.assign(new Error(format), { old: true });
      return casebook.writers[name || format];
    });
  }

  function written(format, value) {
    return Promise.all([writer(format), setting(value.lang)]).then(function (found) { return found[0](value, found[1]); });
  }

  function pptx(deck) { return written('pptx', deck); }
  function docx(paper) { return written('docx', paper); }

  /* ---- printing ---- */

  var TAGS = { paragraph: 'p', quote: 'blockquote' };

  function put(node, text) {
    [].concat(text).forEach(function (part, at) { if (part) node.appendChild(at % 2 ? element('strong', '', part) : document.createTextNode(part)); });
    return node;
  }

  function table(rows, className) {
    var made = element('table', className), head = element('thead'), body = element('tbody');
    rows.forEach(function (row, at) {
      var line = element('tr');
      row.forEach(function (cell) {
        var made = put(element(at ? 'td' : 'th'), cell);
        if (!at) made.scope = 'col';
        line.appendChild(made);
      });
      (at ? body : head).appendChild(line);
    });
    made.appendChild(head);
    made.appendChild(body);
    return made;
  }

  function numbered(piece) {
    var rows = [piece.head];
    for (var number = 1; number <= piece.count; number++) rows.push([String(number)].concat(piece.head.slice(1).map(function () { return ''; })));
    return rows;
  }

  function leads(piece) { return piece.type === 'paragraph' && /[：:]$/.test([].concat(piece.text).join('')); }

  function nodes(piece) {
    if (TAGS[piece.type]) return [put(element(TAGS[piece.type], leads(piece) ? 'cb-print__leads' : ''), piece.text)];
    if (piece.type === 'heading') return [element('h' + Math.min(piece.level, 4), '', piece.text)];
    if (piece.type === 'table') return [table(piece.rows)];
    if (piece.type === 'register') return [table(numbered(piece), 'cb-print__register')];
    if (piece.type === 'fold') return [element('h4', '', piece.title)].concat([].concat.apply([], piece.pieces.map(nodes)));
    if (piece.type === 'writing') return Array.from({ length: piece.count }, function () { return element('p', 'cb-print__write'); });
    var list = element(piece.ordered ? 'ol' : 'ul');
    piece.items.forEach(function (item) { list.appendChild(put(element('li'), item)); });
    return [list];
  }

  /* A group of pieces stands in a section of its own, which is not divided between pages. */
  function article(paper) {
    var made = element('article', paper.name === 'case' ? 'cb-print__one' : paper.asks ? 'cb-print__asks' : '');
    made.lang = paper.lang === 'zh' ? 'zh-Hans' : 'en';
    if (paper.name === 'case') made.classList.add('cb-print__size-' + String(paper.size * 10));
    made.appendChild(element('h1', '', paper.title));
    made.appendChild(element('p', 'cb-print__notice', paper.notice));
    paper.groups.forEach(function (group) {
      var place = group.length > 1 ? made.appendChild(element('section')) : made;
      group.forEach(function (piece) { nodes(piece).forEach(function (node) { place.appendChild(node); }); });
    });
    made.appendChild(element('p', 'cb-print__foot', paper.footer));
    return made;
  }

  function sheet() {
    var link = element('link');
    link.rel = 'stylesheet';
    link.href = casebook.base + FOLDER + 'print.css';
    return new Promise(function (resolve, reject) {
      link.onload = function () { resolve(link); };
      link.onerror = function () { reject(new Error(link.href)); };
      document.head.appendChild(link);
    });
  }

  /* Prints papers, each from a page of its own; the page's title, which names a PDF, is theirs meanwhile. */
  function print(papers) {
    return sheet().then(function (link) {
      var place = element('div', 'cb-print'), title = document.title;
      papers.forEach(function (paper) { place.appendChild(article(paper)); });
      document.body.appendChild(place);
      document.title = papers[0].title;
      window.addEventListener('afterprint', function end() {
        window.removeEventListener('afterprint', end);
        document.title = title;
        place.remove();
        link.remove();
      });
      window.print();
    });
  }

  /* ---- files ---- */

  /* What a file is called: by its title and by what it is, in the words of the session's language. */
  function called(title, kind, format) {
    return [title, kind].map(casebook.ui.fileName).filter(Boolean).join('-') + '.' + format;
  }

  /* `files` and one more, whose name is another one where it was taken. */
  function joined(files, file) {
    var name = file.name, taken = files.map(function (other) { return other.name; });
    for (var n = 2; taken.indexOf(name) >= 0; n++) name = file.name.replace(/\.\w+$/, '-' + n + '$&');
    return files.concat({ name: name, blob: file.blob });
  }

  function deckFiles(session) {
    return Promise.all([casebook.assembly.deck(session), setting(session.lang)]).then(function (found) {
      var name = called(found[0].title, found[1].words.carry_slides, 'pptx');
      return pptx(found[0]).then(function (blob) { return [{ name: name, blob: blob }]; });
    });
  }

  /* One after the other: a phone has little memory. */
  function paperFiles(papers) {
    return setting(papers[0].lang).then(function (setting) {
      return papers.reduce(function (before, paper) {
        return before.then(function (files) {
          var name = called(paper.about, setting.words['paper_' + paper.name], 'docx');
          return docx(paper).then(function (blob) { return joined(files, { name: name, blob: blob }); });
        });
      }, Promise.resolve([]));
    });
  }

  /* One file as it is, several as an archive called `name`. */
  function save(files, name) {
    if (files.length === 1) return download(files[0]);
    return writer('docx', 'zip').then(function (zip) { return zip(files); }).then(function (blob) { return download({ name: name, blob: blob }); });
  }

  function download(file) {
    var link = element('a'), address = URL.createObjectURL(file.blob);
    link.href = address;
    link.download = file.name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(address); }, 60000);
    return file.name + ' (' + Math.ceil(file.blob.size / 1024) + ' kB)';
  }

  /* ---- buttons ---- */

  var GROUPS = [
    { key: 'carry_trainer', papers: ['guide', 'answers', 'signin'], learners: false },
    { key: 'carry_learner', papers: ['handout', 'case', 'quiz'], learners: true }
  ];

  /* Fills `place` with buttons that carry away what `session()` gives at that moment. */
  function mount(place, session) {
    return Promise.all([setting(casebook.lang), casebook.run(FOLDER + 'assembly.js')]).then(function (loaded) {
      var words = loaded[0].words, status = element('p', 'cb-carry__status'), busy = false;
      status.setAttribute('role', 'status');
      function word(key, values) { return casebook.ui.fill(words[key], values || {}); }

      function button(parent, name, make) {
        var made = element('button', 'cb-button', name);
        made.type = 'button';
        made.addEventListener('click', function () { begin(name, make); });
        parent.appendChild(made);
      }

      function begin(name, make) {
        if (busy) return;
        if (!session().items.length) { status.textContent = word('carry_empty'); return; }
        busy = true;
        place.setAttribute('aria-busy', 'true');
        status.textContent = word('carry_busy', { name: name });
        make(session()).then(function (done) { status.textContent = done; }, function (error) {
          status.textContent = error.absent ? word('carry_absent') : error.none ? word('carry_none', { name: name })
            : error.old || old() ? word('carry_old') : word('carry_failed', { reason: error.message });
        }).then(function () { busy = false; place.removeAttribute('aria-busy'); });
      }

      function saved(files, name) {
        return Promise.resolve(save(files, name)).then(function (file) { return word('carry_done', { files: file }); });
      }

      function papersSaved(session, fits, kind, before) {
        return chosen(session, fits).then(function (papers) {
          return paperFiles(papers).then(function (files) { return saved((before || []).concat(files), called(papers[0].session, word(kind), 'zip')); });
        });
      }

      function chosen(session, fits) {
        return casebook.assembly.papers(session).then(function (papers) {
          var found = papers.filter(fits);
          if (!found.length) throw Object.assign(new Error('none'), { none: true });
          return found;
        });
      }

      GROUPS.forEach(function (group) {
        var box = element('fieldset', 'cb-carry');
        box.appendChild(element('legend', '', word(group.key)));
        if (!group.learners) button(box, word('carry_format', { name: word('carry_slides'), format: 'PPTX' }), function (session) {
          return deckFiles(session).then(function (files) { return saved(files); });
        });
        group.papers.forEach(function (name) {
          button(box, word('carry_format', { name: word('paper_' + name), format: 'DOCX' }), function (session) {
            return papersSaved(session, function (paper) { return paper.name === name; }, 'paper_' + name);
          });
        });
        button(box, word('carry_print'), function (session) {
          return chosen(session, function (paper) { return paper.learners === group.learners; }).then(print).then(function () { return ''; });
        });
        place.appendChild(box);
      });
      button(place, word('carry_format', { name: word('carry_all'), format: 'ZIP' }), function (session) {
        return deckFiles(session).then(function (slides) { return papersSaved(session, function () { return true; }, 'carry_all', slides); });
      });
      place.appendChild(status);
      place.appendChild(element('p', 'cb-carry__hint', word('carry_hint')));
    });
  }

  casebook.exports = { pptx: pptx, docx: docx, print: print, mount: mount };
})();
