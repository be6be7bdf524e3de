/* The agenda of the builder as it is printed: a table that is shown on paper only. */
(function () {
  'use strict';

  var casebook = window.casebook;
  if (!casebook.ui) return;
  var element = casebook.ui.element;
  var api = casebook.builder = casebook.builder || {};
  var HEAD = ['builder_print_time', 'builder_minutes', 'builder_print_what', 'builder_print_note'];
  var kits = {};

  /* Fills `place` with the agenda under its title and `said`, its length; `questions` are how many each item asks. Calls `again`
     when there is more to print. */
  api.printout = function (place, said, questions, again) {
    var session = api.session(), clock = casebook.session.clock(session);
    var table = element('table', 'cb-plan__table'), head = element('tr'), body = element('tbody');
    HEAD.forEach(function (key) { head.appendChild(element('th', '', api.label(key))); });
    table.appendChild(element('thead')).appendChild(head);
    session.items.forEach(function (item, at) {
      var line = element('tr');
      [api.span(clock[at]), String(item.minutes), api.name(item), point(item, questions[at], again)].forEach(function (text) {
        line.appendChild(element('td', '', text));
      });
      body.appendChild(line);
    });
    table.appendChild(body);
    casebook.ui.clear(place);
    place.appendChild(element('h2', '', session.title || api.label('builder_untitled')));
    place.appendChild(element('p', '', said));
    place.appendChild(table);
  };

  /* What is said at an item, in short: the trainer's own note, else what the kit of its page begins with, else how many questions
     are asked. No answers: others may see an agenda. */
  function point(item, count, again) {
    var page = item.path && api.head(item.path), kit = page && kits[page.path];
    if (item.note || !page) return item.note;
    if (kit === undefined) {
      kits[page.path] = null;
      casebook.load('kits/' + casebook.lang + '/' + page.path).then(function (found) {
        kits[page.path] = found;
        again();
      }, function () { /* the agenda is printed without */ });
    }
    return kit && casebook.said(kit, item.part)[0] || (count ? api.label('builder_asked', { n: count }) : '');
  }
})();
