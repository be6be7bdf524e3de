/* The session builder: what is being built, and its changes. plan.js asks what is wished, material.js shows what the items
   are chosen from, agenda.js the items, exchange.js hands it on. Without this script the page still explains how to build a
   session by hand. */
(function () {
  'use strict';

  var casebook = window.casebook, api = casebook.builder = casebook.builder || {};
  var place = document.getElementById('cb-builder');
  if (!place || !casebook.ui) return;
  var element = casebook.ui.element, clear = casebook.ui.clear, fill = casebook.ui.fill;
  var lang = casebook.lang, sessions = casebook.session;
  var FACETS = ['priority', 'issue', 'form'], STEPS = 50, SAID = 20000;

  var words, catalogue, heads, session = sessions.empty();
  var wish = { priority: '', issue: '', form: '' }; // beside the audience and the length, which are the session's
  var undone = [], listeners = [], followers = [];
  var status, problems, other, fading, parts = {};

  function label(key, values) { return fill(words[key], values || {}); }

  /* What was said is put away; the focus that was in it goes on to the agenda. */
  function hide(box) {
    if (box.contains(document.activeElement)) api.goTo('agenda');
    box.hidden = true;
  }

  function quiet() {
    clearTimeout(fading);
    status.textContent = '';
  }

  /* Said at the lower edge of the window, wherever the trainer is on the page; it leaves that after a while. */
  function say(text) {
    quiet();
    fading = setTimeout(function () {
      status.textContent = text;
      fading = setTimeout(quiet, SAID);
    }, 30); // the same words twice are said twice
  }

  /* ---- the session and its changes ---- */

  function head(path) { return heads.get(path); }

  /* The name of an item: the trainer's own, else the page's with the part. */
  function name(item) {
    if (item.title) return item.title;
    if (item.kind) return label('builder_own_' + item.kind);
    var page = head(item.path), part = page && partOf(page, item.part);
    if (!page) return label('deck_lost');
    if (part && part[2]) return part[2];
    return part && part[0] !== 'whole' ? page.title + label('builder_colon') + catalogue.names.part[part[0]] : page.title;
  }

  function partOf(page, id) { return page.parts.find(function (part) { return part[0] === id; }); }

  /* Changes the session by `act`; what it was before can be brought back. A quiet change is one that shows already where it
     was made: only followers hear of it. `on` says that it goes on with the change before, as in typing. */
  function change(act, quiet, on) {
    if (!on) undone = undone.concat({ session: copy(), wish: null }).slice(-STEPS);
    act(session);
    api.draft.save();
    if (quiet) follow();
    else tell();
  }

  /* Items keep what the agenda knows them by: a symbol, which is not written anywhere. */
  function copy() {
    return Object.assign({}, session, { items: session.items.map(function (item) { return Object.assign({}, item); }) });
  }

  function call(one) { one(); }
  function follow() { followers.forEach(call); }

  function tell() {
    listeners.forEach(call);
    follow();
  }

  function replace(next) { change(function () { session = next; }); }

  function wished() { return Object.assign({ minutes: session.minutes, audience: session.audience }, wish); }

  function want(facet, slug) {
    wish[facet] = slug;
    casebook.remember('builder', wish);
    tell();
  }

  /* Everything as it was at first, the wishes and what is looked for as well. */
  function restart() {
    var before = wish;
    wish = { priority: '', issue: '', form: '' };
    casebook.remember('builder', wish);
    casebook.remember('lesson', null);
    hide(problems);
    api.lookAnew();
    replace(sessions.empty());
    undone[undone.length - 1].wish = before;
    say(label('builder_emptied'));
  }

  function undo() {
    if (!undone.length) return say(label('builder_undo_none'));
    var before = undone.pop();
    session = before.session;
    if (before.wish) {
      wish = before.wish;
      casebook.remember('builder', wish);
    }
    api.draft.save();
    tell();
    say(label('builder_undone', { n: session.items.length, m: sessions.total(session) }));
  }

  /* Adds items at the end, or before the close where there is one. */
  function add(items) {
    if (session.items.length + items.length > sessions.ITEMS) return say(label('builder_full', { n: sessions.ITEMS }));
    var last = session.items[session.items.length - 1];
    var at = last && last.kind === 'closing' && items.every(function (item) { return item.kind !== 'closing'; }) ? session.items.length - 1 : session.items.length;
    change(function () { session.items.splice.apply(session.items, [at, 0].concat(items)); });
    var minutes = items.reduce(function (sum, item) { return sum + item.minutes; }, 0);
    say(items.length === 1 ? label('builder_added', { n: at + 1, title: name(items[0]), m: minutes }) : label('builder_added_many', { n: items.length, m: minutes }));
  }

  /* ---- what a session from elsewhere brings: the valid part, and a list of what was wrong ---- */

  function receive(read, opened) {
    var found = adopt(read);
    clear(problems);
    problems.hidden = !found.problems.length;
    if (found.problems.length) {
      problems.appendChild(element('p', '', found.session ? label('builder_problems', { n: found.problems.length }) : sessions.tell(found.problems[0], words)));
      if (found.session) problems.appendChild(api.list(found.problems.map(function (problem) { return sessions.tell(problem, words); })));
      problems.appendChild(api.button(label('presenter_help_close'), function () { hide(problems); }));
    }
    quiet();
    if (!found.session) return;
    replace(found.session);
    if (opened) say(label('builder_opened', { title: session.title || label('builder_untitled'), n: session.items.length, m: sessions.total(session) }));
  }

  /* What session.js read, as it is here: in this language, since pages are named by their paths, and for audiences that are
     known, since only those are printed. */
  function adopt(read) {
    if (!read.session) return read;
    function known(slug) { return Object.prototype.hasOwnProperty.call(catalogue.names.audience, slug); }
    var audience = read.session.audience, problems = audience.filter(function (slug) { return !known(slug); }).map(function (slug) {
      return { code: 'audience', found: slug };
    });
    return { session: Object.assign(read.session, { lang: lang, audience: audience.filter(known) }), problems: read.problems.concat(problems) };
  }

  /* ---- the address: #s=… brings a session, #from=… a ready one; what was there before can be brought back ---- */

  function readAddress() {
    var hash = location.hash.slice(1), mark = hash.indexOf('='), key = hash.slice(0, mark), value = hash.slice(mark + 1);
    if (key !== 's' && key !== 'from') return false;
    history.replaceState(null, '', location.href.split('#')[0]);
    if (key === 's') receive(sessions.decode(value), true);
    else {
      try { api.start(decodeURIComponent(value).replace('&minutes=', '#')); } catch (e) { receive({ session: null, problems: [{ code: 'address' }] }); }
    }
    return true;
  }

  function remembered() {
    var kept = casebook.recall('builder');
    if (!kept || typeof kept !== 'object') return;
    FACETS.forEach(function (facet) {
      if (typeof kept[facet] === 'string' && Object.prototype.hasOwnProperty.call(catalogue.names[facet], kept[facet])) wish[facet] = kept[facet];
    });
  }

  /* ---- layout and start ---- */

  function layout() {
    clear(place);
    place.className = 'cb-builder';
    var told = element('div', 'cb-builder__told');
    problems = told.appendChild(api.alert('problems'));
    other = told.appendChild(api.alert('other'));
    status = told.appendChild(element('p', 'cb-builder__status'));
    status.setAttribute('role', 'status');
    parts.top = element('div', 'cb-builder__top');
    parts.top.appendChild(api.plan());
    parts.top.appendChild(api.wishes());
    parts.work = element('div', 'cb-builder__work');
    parts.work.appendChild(api.material());
    parts.work.appendChild(api.agenda());
    place.appendChild(parts.top);
    place.appendChild(parts.work);
    place.appendChild(api.exchange());
    place.appendChild(told);
  }

  Object.assign(api, {
    FACETS: FACETS, label: label, say: say, hide: hide, name: name, head: head, partOf: partOf,
    change: change, replace: replace, restart: restart, receive: receive, adopt: adopt, want: want, tell: tell, undo: undo, add: add,
    listen: function (listener) { listeners.push(listener); }, follow: function (follower) { followers.push(follower); },
    session: function () { return session; }, wish: wished, catalogue: function () { return catalogue; }
  });

  function begin(loaded) {
    words = loaded[0];
    catalogue = loaded[1];
    heads = new Map(catalogue.pages.map(function (page) { return [page.path, page]; }));
    remembered();
    layout();
    casebook.carry(document.getElementById('cb-export'), function () { return session; }).then(api.follow);
    var kept = api.draft.restore(other);
    if (kept.session) session = kept.session;
    tell();
    if (!readAddress() && kept.problems.length) receive({ session: kept.session, problems: kept.problems });
    window.addEventListener('hashchange', readAddress);
    document.addEventListener('keydown', function (event) {
      if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
        event.preventDefault();
        undo();
      }
    });
    document.dispatchEvent(new CustomEvent('casebook:builder'));
  }

  Promise.all([casebook.load('kits/' + lang + '/labels'), casebook.load('kits/' + lang + '/catalogue')]).then(begin, function () {
    place.className = 'cb-builder cb-builder--failed';
    place.textContent = place.getAttribute('data-cb-failed');
  });
})();
