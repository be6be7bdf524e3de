/* The buttons that carry a session away, as files (exports.js writes them) or on paper. A button that has no use stays where
   the focus may be, greyed, with the reason below: one that is switched off could not be reached, nor its reason read. */
(function () {
  'use strict';

  var casebook = window.casebook;
  if (!casebook.ui) return;
  var element = casebook.ui.element;
  var GROUPS = [
    { key: 'carry_trainer', papers: ['guide', 'answers', 'signin'], learners: false },
    { key: 'carry_learner', papers: ['handout', 'case', 'quiz'], learners: true }
  ];

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

  /* One file as it is, several as an archive called `name`. */
  function save(files, name) {
    if (files.length === 1) return Promise.resolve(download(files[0]));
    return casebook.exports.zip(files).then(function (blob) { return download({ name: name, blob: blob }); });
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

  /* What Chromium 85 brought stands for what 90 can do. */
  function old() { return !('replaceAll' in String.prototype); }

  /* ---- buttons ---- */

  function buttons(place, session, words) {
    var status = element('p', 'cb-carry__status'), all = [], busy = false, turn = 0, latest;

    function word(key, values) { return casebook.ui.fill(words[key], values || {}); }

    /* `paper` is the name of the paper that a button makes, if it makes one; `make` resolves to what is said then. */
    function button(parent, name, make, paper) {
      var made = { node: element('button', 'cb-button', name), name: name, paper: paper, why: '' };
      made.node.type = 'button';
      made.node.addEventListener('click', function () { begin(made, make); });
      parent.appendChild(made.node);
      all.push(made);
    }

    function begin(made, make) {
      if (busy) return;
      busy = true;
      place.setAttribute('aria-busy', 'true');
      status.textContent = word('carry_busy', { name: made.name });
      refresh().then(function () { return made.why || make(session()); }).then(function (said) { status.textContent = said; }, function (error) {
        status.textContent = error.absent ? word('carry_absent') : error.old || old() ? word('carry_old') : word('carry_failed', { reason: error.message });
      }).then(function () { busy = false; place.removeAttribute('aria-busy'); });
    }

    /* Shows of each button whether it has a use for the session as it is; promises that this is shown. */
    function refresh() {
      var mine = ++turn, empty = !session().items.length;
      latest = (empty ? Promise.resolve({}) : casebook.assembly.lacking(session())).then(function (lacks) {
        if (mine !== turn) return latest;
        all.forEach(function (made) {
          var lack = lacks[made.paper];
          idle(made, empty ? word('carry_empty') : lack ? word(lack, { name: word('paper_' + made.paper) }) : '', lack);
        });
      });
      return latest;
    }

    /* Why a button has no use, nothing where it has one; `beside` says whether that is to be read beside it too. */
    function idle(made, why, beside) {
      made.why = why;
      if (why) made.node.setAttribute('aria-disabled', 'true');
      else made.node.removeAttribute('aria-disabled');
      made.node.title = why;
      if (!made.paper) return;
      if (!made.beside) {
        made.beside = made.node.parentNode.appendChild(element('p', 'cb-carry__why'));
        made.beside.id = 'cb-carry-' + made.paper;
      }
      made.beside.textContent = beside ? why : '';
      made.beside.hidden = !beside;
      if (beside) made.node.setAttribute('aria-describedby', made.beside.id);
      else made.node.removeAttribute('aria-describedby');
    }

    /* ---- what they make ---- */

    function deckFiles(session) {
      return casebook.assembly.deck(session).then(function (deck) {
        return casebook.exports.pptx(deck).then(function (blob) { return [{ name: called(deck.title, word('carry_slides'), 'pptx'), blob: blob }]; });
      });
    }

    /* One after the other: a phone has little memory. */
    function paperFiles(papers, before) {
      return papers.reduce(function (done, paper) {
        return done.then(function (files) {
          var name = called(paper.about, word('paper_' + paper.name), 'docx');
          return casebook.exports.docx(paper).then(function (blob) { return joined(files, { name: name, blob: blob }); });
        });
      }, Promise.resolve(before));
    }

    function saved(files, name) {
      return save(files, name).then(function (file) { return word('carry_done', { files: file }); });
    }

    function papersSaved(session, fits, kind, before) {
      return chosen(session, fits).then(function (papers) {
        return paperFiles(papers, before).then(function (files) { return saved(files, called(papers[0].session, word(kind), 'zip')); });
      });
    }

    function chosen(session, fits) {
      return casebook.assembly.papers(session).then(function (papers) { return papers.filter(fits); });
    }

    GROUPS.forEach(function (group) {
      var box = element('fieldset', 'cb-carry');
      box.appendChild(element('legend', '', word(group.key)));
      if (!group.learners) button(box, word('carry_format', { name: word('carry_slides'), format: 'PPTX' }), function (session) {
        return deckFiles(session).then(function (files) { return saved(files); });
      });
      group.papers.forEach(function (name) {
        button(box, word('carry_format', { name: word('paper_' + name), format: 'DOCX' }), function (session) {
          return papersSaved(session, function (paper) { return paper.name === name; }, 'paper_' + name, []);
        }, name);
      });
      button(box, word('carry_print'), function (session) {
        return chosen(session, function (paper) { return paper.learners === group.learners; }).then(casebook.exports.print).then(function () { return ''; });
      });
      place.appendChild(box);
    });
    button(place, word('carry_format', { name: word('carry_all'), format: 'ZIP' }), function (session) {
      return deckFiles(session).then(function (slides) { return papersSaved(session, function () { return true; }, 'carry_all', slides); });
    });
    status.setAttribute('role', 'status');
    place.appendChild(status);
    place.appendChild(element('p', 'cb-carry__hint', word('carry_hint')));
    return refresh;
  }

  /* Fills `place` with buttons that carry away what `session()` gives at that moment. Resolves to a function to call when
     that has changed. */
  casebook.carry = function (place, session) {
    var needed = [casebook.load('kits/' + casebook.lang + '/setting'), casebook.run('assets/casebook/assembly.js')];
    return Promise.all(needed).then(function (loaded) {
      var refresh = buttons(place, session, loaded[0].words);
      function told() { refresh().catch(function () { /* a press says it in words */ }); }
      told();
      return told;
    });
  };
})();
