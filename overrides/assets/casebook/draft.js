/* The builder's draft, kept in this browser, where another window may change it as well: from then on nothing is written
   until the trainer has chosen. Windows of a folder may not hear of each other, so it is also looked at before writing. */
(function () {
  'use strict';

  var casebook = window.casebook;
  if (!casebook.ui) return;
  var element = casebook.ui.element, clear = casebook.ui.clear, sessions = casebook.session;
  var api = casebook.builder = casebook.builder || {};
  var known, box, waiting = false, unsaved = false;

  function label(key, values) { return api.label(key, values); }

  function stored() { return JSON.stringify(casebook.recall('session')); }

  /* The session that another window left; null where it is none, or the same as here. */
  function other() {
    var found = api.adopt(sessions.restore()).session;
    return found && sessions.file(found) !== sessions.file(api.session()) ? found : null;
  }

  function look() {
    var now = stored(), found = now === known ? null : other();
    if (!found) settle(now);
    else if (!waiting) ask(found);
  }

  function settle(now) {
    known = now;
    api.hide(box);
    waiting = unsaved = false;
  }

  function ask(found) {
    waiting = true;
    clear(box);
    box.appendChild(element('p', '', label('builder_other', {
      title: found.title || label('builder_untitled'), n: found.items.length, m: sessions.total(found)
    })));
    box.appendChild(api.button(label('builder_other_take'), take));
    box.appendChild(document.createTextNode(' '));
    box.appendChild(api.button(label('builder_other_keep'), keep));
    box.hidden = false;
  }

  /* As it is by now: the other window may have gone on. */
  function take() {
    var found = other();
    settle(stored());
    if (found) api.replace(found);
    api.say(label('builder_other_taken', { n: api.session().items.length, m: sessions.total(api.session()) }));
  }

  function keep() {
    settle(stored());
    save();
    api.say(label('builder_other_kept'));
  }

  function save() {
    look();
    unsaved = waiting;
    if (waiting) return;
    sessions.save(api.session());
    known = stored();
  }

  /* Begins to keep the draft; what is asked stands in `place`. Gives what was kept, as session.js reads it. */
  function restore(place) {
    box = place;
    known = stored();
    window.addEventListener('storage', look);
    window.addEventListener('focus', look);
    window.addEventListener('beforeunload', function (event) {
      if (!unsaved) return;
      event.preventDefault();
      event.returnValue = true; // for browsers before 119
    });
    return api.adopt(sessions.restore());
  }

  api.draft = { restore: restore, save: save };
})();
