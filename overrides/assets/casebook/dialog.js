/* What happens in the search dialog: results as one types, arrow keys, suggestions where nothing is found. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var element = casebook.ui.element, clear = casebook.ui.clear, fill = casebook.ui.fill, one = casebook.ui.one;
  var STEP = 10;
  var SUGGESTED = 12;
  var dialog = document.getElementById('cb-search');
  var input = one('[data-cb-search-input]');
  var list = one('[data-cb-search-list]');
  var status = one('[data-cb-search-status]');
  var help = one('[data-cb-search-help]');
  var current = -1, turn = 0, answered = 0, entered = false, limit = STEP;

  function label(key, values) { return fill(casebook.values[casebook.lang + '/boot'].labels[key], values || {}); }

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

  /* Issue types that have cases, as ways on. */
  function suggestions() {
    var links = element('ul');
    clear(help);
    help.hidden = false;
    help.appendChild(element('p', '', label('search_none_help')));
    help.appendChild(links);
    Promise.all(['f', 'names'].map(function (name) { return casebook.load(casebook.lang + '/' + name); })).then(function (loaded) {
      var lists = loaded[0], terms = loaded[1].issue.terms;
      var cases = new Set(casebook.decode(lists['kind:case'] || '').ids);
      Object.keys(terms).filter(function (slug) {
        return casebook.decode(lists['issue:' + slug] || '').ids.some(function (id) { return cases.has(id); });
      }).slice(0, SUGGESTED).forEach(function (slug) {
        var item = element('li'), link = element('a', '', terms[slug]);
        link.href = casebook.base + (casebook.lang === 'zh' ? '' : casebook.lang + '/') + 'archive/issue/' + slug + '.html';
        item.appendChild(link);
        links.appendChild(item);
      });
    }).catch(function () { /* the message above stands by itself */ });
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
      if (results.failed || results.partial && !results.length) { status.textContent = label('search_failed'); return; }
      results.forEach(function (result, at) { list.appendChild(option(result, at, results.marks)); });
      if (!results.length) {
        status.textContent = label('search_none', { q: query.trim().slice(0, 40) });
        suggestions();
        return;
      }
      status.textContent = results.partial ? label('search_partial')
        : results.relaxed ? label('search_relaxed')
        : label('search_count', { n: results.least ? results.length + '+' : results.total });
      if (entered) { entered = false; location.href = list.firstChild.href; return; }
      if (!results.complete) {
        var more = element('button', 'cb-search__more', label('search_more'));
        more.type = 'button';
        more.addEventListener('click', function () { limit += STEP; run(); input.focus(); });
        help.hidden = false;
        clear(help);
        help.appendChild(more);
      }
    });
  }

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

  function pressed(event) {
    if (dialog.hidden || event.isComposing || event.keyCode === 229) return;
    var count = list.children.length;
    if (event.key === 'ArrowDown' && count) { event.preventDefault(); select((current + 1) % count); }
    else if (event.key === 'ArrowUp' && count) { event.preventDefault(); select((current + count * 2 - 1) % count); }
    else if (event.key === 'Tab') { keepInside(event); }
  }

  function typed() {
    limit = STEP;
    entered = false;
    run();
  }

  /* Begins to answer; `close` closes the dialog, `early` says that Enter was pressed before this script was there. */
  casebook.dialog = function (close, early) {
    input.addEventListener('input', function (event) { if (!event.isComposing) typed(); });
    input.addEventListener('compositionend', typed);
    one('[data-cb-search-form]').addEventListener('submit', function () {
      if (answered !== turn) { entered = true; return; } // the answer to what is typed is still on its way
      var chosen = list.children[current < 0 ? 0 : current];
      if (chosen) { location.href = chosen.href; close(); }
    });
    document.addEventListener('keydown', pressed);
    entered = early;
    run();
  };
})();
