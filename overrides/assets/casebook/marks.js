/* What slides and papers say of the pages they are made from: how these stand, and where their cases come from. Does what
   scripts/casebook/sessions/marks.py and scripts/casebook/content/provenance.py do, for kits. */
(function () {
  'use strict';

  var STALE = 'paper_stale';

  /* `setting` is that of the kits, `word(key, values)` gives its words. */
  window.casebook.marks = function (setting, word) {
    function states(kits) {
      return setting.states.filter(function (state) { return kits.some(function (kit) { return kit.states.includes(state); }); });
    }

    function standing(kits) { return states(kits).filter(function (state) { return state !== STALE; }).map(function (state) { return word(state); }); }

    /* The cases that kits are or use, each once. */
    function cases(kits) {
      var found = new Map();
      kits.forEach(function (kit) { kit.cases.forEach(function (each) { if (!found.has(each.path)) found.set(each.path, each); }); });
      return Array.from(found.values());
    }

    /* That composite cases are fictional, named where others stand beside them; empty where none is composite. */
    function fiction(kits) {
      var all = cases(kits), composite = all.filter(function (each) { return each.provenance === setting.composite; });
      if (!composite.length) return '';
      if (composite.length === all.length) return word('composite_note');
      return word('composite_some', { titles: composite.map(function (each) {
        return word('composite_title', { title: each.title });
      }).join(word('deck_comma')) });
    }

    function origins(kits) {
      var found = cases(kits).map(function (each) { return each.provenance; });
      return Object.keys(setting.provenance).filter(function (slug) { return found.includes(slug); })
        .map(function (slug) { return setting.provenance[slug]; });
    }

    return {
      standing: standing,
      stale: function (kits) { return states(kits).includes(STALE) ? word(STALE) : ''; },
      fiction: fiction,
      cover: function (kits) {
        return [fiction(kits)].concat(states(kits).map(function (state) { return word(state === 'deck_sample' ? 'sample_text' : state); })).filter(Boolean);
      },
      footer: function (kits) { return standing(kits).concat(origins(kits), word('site_name')).join('　'); }
    };
  };
})();
