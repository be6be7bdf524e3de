/* What every page does: the search dialog, the menu button, large text, light and dark. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var root = document.documentElement;

  function all(selector) { return Array.from(document.querySelectorAll(selector)); }
  function one(selector) { return document.querySelector(selector); }

  function element(tag, className, text) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function fill(template, values) {
    return template.replace(/\{(\w+)\}/g, function (all, key) { return values[key]; });
  }

  function clear(node) { while (node.firstChild) node.removeChild(node.firstChild); }

  casebook.ui = { element: element, fill: fill, clear: clear };

  /* ---- large text, scheme, menu ---- */

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

  /* ---- search dialog ---- */

  var dialog = document.getElementById('cb-search');
  if (!dialog) return;
  var input = one('[data-cb-search-input]');
  var list = one('[data-cb-search-list]');
  var status = one('[data-cb-search-status]');
  var help = one('[data-cb-search-help]');
  var opener = null, current = -1, turn = 0, answered = 0, entered = false, limit = 10;

  function head() { return casebook.values[casebook.lang + '/boot']; }
  function label(key, values) { return head() ? fill(head().labels[key], values || {}) : ''; }

  function open(from) {
    if (!dialog.hidden) { input.focus(); return; }
    opener = from || document.activeElement;
    dialog.hidden = false;
    root.classList.add('cb-searching');
    input.focus();
    input.select();
    if (!head()) { status.textContent = casebook.lang === 'zh' ? '搜索数据没有读到，请检查文件是否完整后刷新。' : 'Search data could not be read.'; }
  }

  function close() {
    if (dialog.hidden) return;
    dialog.hidden = true;
    root.classList.remove('cb-searching');
    if (opener && opener.focus) opener.focus();
  }

  function select(at) {
    var options = list.children;
    if (current >= 0 && options[current]) options[current].setAttribute('aria-selected', 'false');
    current = at;
    if (at < 0) { input.removeAttribute('aria-activedescendant'); return; }
    options[at].setAttribute('aria-selected', 'true');
    options[at].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', options[at].id);
  }

  function href(result) { return result.url + (result.section ? '#' + result.section : ''); }

  function option(result, at, marks) {
    var link = element('a', 'cb-hit');
    link.id = 'cb-hit-' + at;
    link.href = href(result);
    link.tabIndex = -1;
    link.setAttribute('role', 'option');
    link.setAttribute('aria-selected', 'false');
    var title = element('span', 'cb-hit__title');
    casebook.highlight(title, result.title, marks);
    link.appendChild(title);
    link.appendChild(element('span', 'cb-hit__kind', label('kind_' + result.kind) + (result.month ? ' · ' + result.month : '')));
    var text = element('span', 'cb-hit__text');
    casebook.highlight(text, result.excerpt, marks);
    link.appendChild(text);
    return link;
  }

  function suggestions(query) {
    clear(help);
    help.hidden = false;
    help.appendChild(element('p', '', label('search_none_help')));
    var links = element('ul');
    Promise.all([casebook.load(casebook.lang + '/f'), casebook.load(casebook.lang + '/names')]).then(function (loaded) {
      var lists = loaded[0], terms = loaded[1].issue.terms;
      Object.keys(terms).filter(function (slug) { return lists['issue:' + slug]; }).slice(0, 12).forEach(function (slug) {
        var item = element('li'), link = element('a', '', terms[slug]);
        link.href = casebook.base + (casebook.lang === 'zh' ? '' : casebook.lang + '/') + 'archive/issue/' + slug + '.html';
        item.appendChild(link);
        links.appendChild(item);
      });
    }).catch(function () { /* the message above stands by itself */ });
    help.appendChild(links);
  }

  function run() {
    var query = input.value, mine = ++turn;
    if (!query.trim()) {
      clear(list);
      select(-1);
      help.hidden = true;
      status.textContent = label('search_hint');
      input.setAttribute('aria-expanded', 'false');
      return;
    }
    window.casebookSearch(query, { limit: limit }).then(function (results) {
      if (mine !== turn) return;
      answered = mine;
      clear(list);
      current = -1;
      input.removeAttribute('aria-activedescendant');
      help.hidden = true;
      input.setAttribute('aria-expanded', String(results.length > 0));
      if (results.failed) { status.textContent = label('search_failed'); return; }
      results.forEach(function (result, at) { list.appendChild(option(result, at, results.marks)); });
      if (!results.length) {
        status.textContent = label('search_none', { q: query.trim().slice(0, 40) });
        suggestions(query);
        return;
      }
      status.textContent = results.partial ? label('search_partial')
        : results.relaxed ? label('search_relaxed')
        : label('search_count', { n: results.length + (results.complete ? '' : '+') });
      if (entered) { entered = false; location.href = list.firstChild.href; return; }
      if (!results.complete) {
        var more = element('button', 'cb-search__more', label('search_more'));
        more.type = 'button';
        more.addEventListener('click', function () { limit += 10; run(); input.focus(); });
        help.hidden = false;
        clear(help);
        help.appendChild(more);
      }
    });
  }

  all('[data-cb-search-open]').forEach(function (button) {
    button.addEventListener('click', function () { open(button); });
  });
  one('[data-cb-search-close]').addEventListener('click', close);
  dialog.addEventListener('click', function (event) { if (event.target === dialog) close(); });
  input.addEventListener('input', function (event) { if (!event.isComposing) { limit = 10; entered = false; run(); } });
  input.addEventListener('compositionend', function () { limit = 10; run(); });
  one('[data-cb-search-form]').addEventListener('submit', function (event) {
    event.preventDefault();
    if (answered !== turn) { entered = true; return; } // the answer to what is typed is still on its way
    var chosen = list.children[current < 0 ? 0 : current];
    if (chosen) { location.href = chosen.href; close(); }
  });
  document.addEventListener('keydown', function (event) {
    if (dialog.hidden || event.isComposing || event.keyCode === 229) return;
    var count = list.children.length;
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); close(); }
    else if (event.key === 'ArrowDown' && count) { event.preventDefault(); select((current + 1) % count); }
    else if (event.key === 'ArrowUp' && count) { event.preventDefault(); select((current + count * 2 - 1) % count); }
    else if (event.key === 'Tab') { keepInside(event); }
  });

  function keepInside(event) {
    var stops = Array.from(dialog.querySelectorAll('input, button, a[href]')).filter(function (node) {
      return node.tabIndex >= 0 && node.offsetParent;
    });
    var edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (document.activeElement === edge || !dialog.contains(document.activeElement)) {
      event.preventDefault();
      (event.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
    }
  }

  document.addEventListener('keydown', function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    var slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    var k = (event.key === 'k' || event.key === 'K') && (event.ctrlKey || event.metaKey);
    if (slash || k) { event.preventDefault(); open(); }
  });
})();
