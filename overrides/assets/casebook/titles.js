/* Finding a page by words of its title or the names of its issues: as they are written, by month, or as they sound. How characters sound comes with the
   catalogue: syllable → characters. Needs terms.js. */
(function () {
  'use strict';

  var casebook = window.casebook;

  /* What tells for `words`, as somebody types them, whether a page answers them all. */
  casebook.titles = function (catalogue) {
    var syllables = new Map();
    Object.keys(catalogue.sounds).forEach(function (syllable) {
      Array.from(catalogue.sounds[syllable]).forEach(function (c) { syllables.set(c, (syllables.get(c) || []).concat(syllable)); });
    });

    function some(c, test) { return (syllables.get(c) || []).some(test); }

    /* Whether characters from a place on are read as `rest`: each in full, the last one as far as it is typed. */
    function spelled(run, at, rest) {
      return at < run.length && some(run[at], function (syllable) {
        return syllable.indexOf(rest) === 0 || rest.indexOf(syllable) === 0 && spelled(run, at + 1, rest.slice(syllable.length));
      });
    }

    /* Whether characters from a place on begin with the letters of `word`, one each. */
    function initials(run, at, word) {
      return word.length > 1 && word.length <= run.length - at && Array.from(word).every(function (letter, place) {
        return some(run[at + place], function (syllable) { return syllable[0] === letter; });
      });
    }

    function heard(text, word) {
      return /^[a-z]+$/.test(word) && casebook.text.runs(text).some(function (run) {
        return casebook.text.isHan(run) && Array.from(run).some(function (c, at) { return spelled(run, at, word) || initials(run, at, word); });
      });
    }

    return function (words) {
      var wanted = casebook.text.fold(words).trim().split(/\s+/).filter(Boolean);
      return function (page) {
        var issues = (page.issue || []).map(function (slug) { return catalogue.names.issue[slug]; });
        var text = casebook.text.fold([page.title].concat(issues).join(' '));
        return wanted.every(function (word) {
          return text.indexOf(word) >= 0 || (page.month || '').indexOf(word) === 0 || heard(text, word);
        });
      };
    };
  };
})();
