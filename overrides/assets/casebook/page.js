/* What every page does: the menu button, large text, light and dark, and opening the search. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var root = document.documentElement;

  function all(selector) { return Array.from(document.querySelectorAll(selector)); }
  var one = casebook.ui.one;

  /* ---- large text, scheme, language, menu ---- */

  function toggle(button, on, key, apply) {
    function show() {
      button.setAttribute('aria-pressed', String(on));
      apply(on);
    }
    show();
    button.addEventListener('click', function () {
      on = !on;
      casebook.remember(key, on);
      show();
    });
  }

  all('[data-cb-text]').forEach(function (button) {
    toggle(button, root.classList.contains('cb-large'), 'large', function (on) { root.classList.toggle('cb-large', on); });
  });

  all('[data-cb-scheme]').forEach(function (button) {
    var dark = document.body.getAttribute('data-md-color-scheme') === 'slate';
    toggle(button, dark, 'dark', function (on) {
      document.body.setAttribute('data-md-color-scheme', on ? 'slate' : 'default');
    });
  });

  /* The other language opens at the same place, with the same filters. */
  all('.cb-language').forEach(function (link) {
    link.addEventListener('click', function () { link.hash = location.hash; });
  });

  all('[data-cb-menu]').forEach(function (button) {
    var drawer = document.getElementById('__drawer');
    function show() { button.setAttribute('aria-expanded', String(drawer.checked)); }
    drawer.tabIndex = -1;
    drawer.setAttribute('aria-hidden', 'true');
    drawer.addEventListener('change', show);
    button.addEventListener('click', function () {
      drawer.click();
      show();
      var first = drawer.checked && one('.md-sidebar--primary a[href]');
      if (first) setTimeout(function () { first.focus(); }, 250);
    });
    document.addEventListener('keydown', function (event) {
      if (event.key === 'Escape' && drawer.checked) { drawer.click(); show(); button.focus(); }
    });
  });

  /* A wide table scrolls in a box of its own; the keyboard must reach it. */
  function reach() {
    all('.md-typeset__scrollwrap, .cb-chart').forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    });
  }
  window.addEventListener('load', reach);
  document.addEventListener('toggle', reach, true); // a fold's table has no width in some browsers before it opens

  /* ---- search: its scripts and data come when it is first needed ---- */

  var PARTS = ['terms', 'index', 'query', 'results', 'search'];

  casebook.engine = function () {
    return Promise.all(PARTS.map(function (name) { return casebook.run('assets/casebook/' + name + '.js'); })
      .concat(casebook.load(casebook.lang + '/boot').then(function (head) {
        if (!head || !head.labels) throw new Error('no labels in boot'); // damaged: nothing could be said in words
      })));
  };

  /* Resolves to [{url, title, excerpt, score, kind, month, section}], best first. Never rejects: where data is missing the
     list is empty or shorter and carries `failed` or `partial`. Options: lang, filters {facet: [slug]}, limit, sort ('new'). */
  window.casebookSearch = function (query, options) {
    return casebook.engine().then(function () {
      return casebook.search(String(query === undefined || query === null ? '' : query), options || {});
    }).catch(function () {
      return Object.assign([], { failed: true, total: 0, marks: [] });
    });
  };

  var dialog = document.getElementById('cb-search'), input = one('[data-cb-search-input]');
  var opener = null, ready = false, entered = false;

  function open(from) {
    if (!dialog.hidden) { input.focus(); return; }
    opener = from || document.activeElement;
    dialog.hidden = false;
    root.classList.add('cb-searching');
    input.focus();
    input.select();
    Promise.all([casebook.run('assets/casebook/dialog.js'), casebook.engine()]).then(function () {
      if (!ready) casebook.dialog(close, entered);
      ready = true;
    }, function () {
      var status = one('[data-cb-search-status]');
      status.textContent = status.getAttribute('data-cb-failed');
    });
  }

  function close() {
    if (dialog.hidden) return;
    dialog.hidden = true;
    root.classList.remove('cb-searching');
    if (opener && opener.focus) opener.focus();
  }

  one('[data-cb-search-close]').addEventListener('click', close);
  one('[data-cb-search-form]').addEventListener('submit', function (event) {
    event.preventDefault();
    entered = true; // typed faster than the scripts come
  });
  dialog.addEventListener('click', function (event) { if (event.target === dialog) close(); });
  all('[data-cb-search-open]').forEach(function (button) {
    button.addEventListener('click', function () { open(button); });
  });
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && !dialog.hidden && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    var slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    var k = (event.key === 'k' || event.key === 'K') && (event.ctrlKey || event.metaKey);
    if (slash || k) { event.preventDefault(); open(); }
  });
})();
