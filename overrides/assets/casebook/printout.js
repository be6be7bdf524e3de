/* The agenda of the builder as it is printed: a table that is shown on paper only. */
(function () {
  'use strict';

  var casebook = window.casebook;
  if (!casebook.ui) return;
  var element = casebook.ui.element;
  var api = casebook.builder = casebook.builder || {};
  var HEAD = ['builder_print_time', 'builder_minutes', 'builder_print_what', 'builder_print_note'];
  var kits = {};

  /* Fills `place` with the agenda under its title and `said`, its length; calls `again` when there is more to print. */
  api.printout = function (place, said, again) {
    var session = api.session(), clock = casebook.session.clock(session);
    var table = element('table', 'cb-plan__table'), head = element('tr'), body = element('tbody');
    HEAD.forEach(function (key) { head.appendChild(element('th', '', api.label(key))); });
    table.appendChild(element('thead')).appendChild(head);
    session.items.forEach(function (item, at) {
      var line = element('tr');
      [api.span(clock[at]), String(item.minutes), api.name(item), point(item, again)].forEach(function (text) {
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

  /* What is said at an item: the trainer's own note, else what a ready session has there, from its kit. */
  function point(item, again) {
    var page = item.path && api.head(item.path);
    if (item.note || !page || page.kind !== 'session') return item.note;
    if (!kits[page.path]) {
      kits[page.path] = {};
      casebook.load('kits/' + casebook.lang + '/' + page.path).then(function (kit) {
        kits[page.path] = kit.parts;
        again();
      }, function () { /* the agenda is printed without */ });
    }
    var part = kits[page.path][item.part];
    return part && part.notes[0] || '';
  }
})();
