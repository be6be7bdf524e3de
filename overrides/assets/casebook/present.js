/* The presenter: which session is shown, and in which of the two windows this is: the trainer's or the audience's. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var place = document.getElementById('cb-present');
  var element = casebook.ui.element, lang = casebook.lang, sessions = casebook.session;
  var words;

  function label(key, values) { return casebook.ui.fill(words[key], values || {}); }

  /* The session: in the address (#s=…), a page's own (#from=path&minutes=30), or the builder's draft. */
  function wanted() {
    var hash = location.hash.slice(1);
    if (hash.slice(0, 2) === 's=') return Promise.resolve(sessions.decode(hash.slice(2)));
    if (hash.slice(0, 5) !== 'from=') return Promise.resolve(sessions.restore());
    var asked = hash.slice(5).split('&minutes=');
    return casebook.load('kits/' + lang + '/catalogue').then(function (catalogue) {
      var page = catalogue.pages.find(function (head) { return head.path === asked[0]; });
      return (page ? sessions.of(page, asked[1]) : Promise.resolve(null)).then(function (made) {
        return { session: made, problems: made ? [] : [{ code: 'gone', found: asked[0].slice(0, 80) }] };
      });
    });
  }

  function refuse(texts) {
    var box = element('div', 'cb-present__refused');
    box.setAttribute('role', 'alert');
    texts.forEach(function (text) { box.appendChild(element('p', '', text)); });
    var link = element('a', 'cb-present__button', label('presenter_leave'));
    link.href = 'builder.html';
    box.appendChild(link);
    place.appendChild(box);
  }

  casebook.load('kits/' + lang + '/labels').then(function (loaded) {
    words = loaded;
    if (location.hash.slice(0, 9) === '#audience') return casebook.audience.follow(place, label);
    return wanted().then(function (found) {
      if (!found.session || !found.session.items.length) {
        return refuse(found.problems.map(function (problem) { return sessions.tell(problem, words); }).concat(label('presenter_empty')));
      }
      found.session.lang = lang;
      return casebook.assembly.deck(found.session).then(function (deck) { casebook.trainer(deck, window.__md_hash(sessions.encode(found.session)), label); });
    });
  }).catch(function () { place.textContent = place.getAttribute('data-cb-failed'); });
})();
