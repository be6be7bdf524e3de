/* What a trainer says at an item of a session, from the kit of its page: for the printed agenda and the trainer's guide. */
(function () {
  'use strict';

  var flat = window.casebook.lists.flat;

  /* The paragraphs of a part: its remarks, or the section of the trainer's kit that holds them; of a page without remarks what it
     is about and what its slides note. What slides of a case note stands in the trainer's kit. */
  function remarks(kit, part) {
    if (part.under) return [part.under];
    if (part.remarks.length || kit.kind === 'case') return part.remarks;
    return [kit.summary].concat(flat(part.slides.map(function (slide) { return slide.notes || []; })));
  }

  /* Of a whole page, each paragraph once; those of a case after the part that they are about. */
  function whole(kit) {
    var seen = [];
    return flat(Object.keys(kit.parts).map(function (name) {
      var part = kit.parts[name], fresh = remarks(kit, part).filter(function (text) { return seen.indexOf(text) < 0; });
      seen = seen.concat(fresh);
      return fresh.map(function (text, at) { return kit.kind === 'case' && !at ? part.title + '　' + text : text; });
    }));
  }

  /* What is said at the part `name` of a kit, at all of it where there is no name, paragraph by paragraph. A ready session has
     its point in the agenda; the rest of what it says there is in its notes. */
  window.casebook.said = function (kit, name) {
    var part = kit.parts[name];
    if (kit.kind === 'session') return part ? part.notes.slice(0, 1) : [];
    return part ? remarks(kit, part) : name ? [] : whole(kit);
  };
})();
