/* Which quiz questions a session asks: as many as its minutes allow, numbered right through it. Does what
   scripts/casebook/sessions/asking.py does; a test holds the two together. */
(function () {
  'use strict';

  /* For each entry of an agenda its questions as {id, number}. An entry is {path, ids, minutes, named}: a case, the ids of its
     questions, and of those the ones that the agenda names, where the minutes do not choose; or null, which has no quiz. A
     case asked once more goes on where it stopped; when all of it was asked, it is gone over again under its numbers. */
  window.casebook.asking = function (entries, pace) {
    var numbers = new Map();

    function chosen(quiz) {
      var named = quiz.ids.filter(function (id) { return quiz.named.indexOf(id) >= 0; });
      var fresh = quiz.ids.filter(function (id) { return !numbers.has(quiz.path + '#' + id); });
      return named.length ? named : (fresh.length ? fresh : quiz.ids).slice(0, Math.max(1, Math.round(quiz.minutes / pace)));
    }

    return entries.map(function (quiz) {
      return quiz ? chosen(quiz).map(function (id) {
        var key = quiz.path + '#' + id;
        if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
        return { id: id, number: numbers.get(key) };
      }) : [];
    });
  };

  /* What an item of a session asks, as an entry for the above. `kind` is that of the item's page; `planned`, {page, named}, the
     quiz of its part in a ready session; `ids` gives those of the questions of a case by its path, null where it is not there. */
  window.casebook.asking.of = function (item, kind, planned, ids) {
    var own = kind === 'case' && ['', 'quiz'].indexOf(item.part || '') >= 0;
    var quiz = own ? { page: item.path, named: [] } : kind === 'session' && planned, found = quiz && ids(quiz.page);
    return found ? { path: quiz.page, ids: found, minutes: item.minutes, named: quiz.named } : null;
  };
})();
