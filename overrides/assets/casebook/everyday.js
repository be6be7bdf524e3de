/* Questions in everyday words, where no page has all of them. Needs terms.js and index.js. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var NAMED = 10;           // what being named by a whole question adds to a score
  var MOST = 0.51, MOST_LATIN = 0.76; // shares of a question that a page must have,
  var QUARTER = 0.25, HALF = 0.5;     // or that its own name must make up
  var TOLD = 20;            // the level of 63 from which a page tells about a term

  /* The pieces of what is asked (a Han character that is no function word, a word, an article) and the pieces of each term. */
  function pieces(text, head) {
    var sizes = [], of = Object.create(null); // a reader may ask for “constructor”
    function put(term, size) { of[term] = (of[term] || []).concat(sizes.push(size) - 1); }
    casebook.text.runs(casebook.text.articles(text, function (term) { put(term, 2); })).forEach(function (run) {
      if (!casebook.text.isHan(run)) { put(run, 2); return; }
      var at = Array.from(run).map(function (c) { return head.filler.indexOf(c) < 0 ? sizes.push(1) - 1 : -1; });
      for (var i = 0; i + 1 < run.length; i++) {
        var pair = run.substr(i, 2);
        of[pair] = (of[pair] || []).concat(at.slice(i, i + 2).filter(function (piece) { return piece >= 0; }));
      }
    });
    return { sizes: sizes, of: of };
  }

  /* Of the documents that have some of the terms: those that cover most of what is asked, or that words in it name. */
  function relaxed(text, lists, hits, head, names) {
    if (head.elsewhere.some(function (word) { return holds(text, word) >= 0; })) return [];
    var asked = pieces(text, head), latin = /[a-z]/.test(text);
    var articles = lists.filter(function (entry) { return casebook.text.isArticle(entry.term); }).length;
    function size(list) { return list.reduce(function (total, piece) { return total + asked.sizes[piece]; }, 0); }
    var whole = size(Object.keys(asked.sizes));
    return hits.filter(function (hit) {
      var found = hit.terms.map(function (at) { return lists[at]; }), name = names.get(hit.id) || 0;
      var covered = found.reduce(function (all, entry) { return all.concat(asked.of[entry.asked] || []); }, []);
      var share = size(casebook.text.unique(covered)) / whole;
      if (found.filter(function (entry) { return casebook.text.isArticle(entry.term); }).length < articles) return false;
      hit.score = hit.score * share * share + NAMED * name;
      return share >= (latin ? MOST_LATIN : MOST) && hit.top >= TOLD || name >= (latin ? HALF : QUARTER);
    });
  }

  /* Where a text holds a phrase: Han anywhere, Latin as whole words. */
  function holds(text, phrase) {
    return casebook.text.isHan(phrase) ? text.indexOf(phrase) : (' ' + text + ' ').indexOf(' ' + phrase + ' ');
  }

  /* Documents named by everyday words that a question holds whole, or that sound so → the share of it they make up.
     Words for an issue name the cases and rules about it, not the stories that touch on it. */
  function named(lang, text, head) {
    var wanted = ['said', 'f'].map(function (name) { return casebook.load(lang + '/' + name); });
    return Promise.all(wanted.concat(casebook.index.syllables(lang))).then(function (loaded) {
      var said = loaded[0], lists = loaded[1], find = finder(text, loaded[2]), found = new Map(), size = 0;
      var spots = Array.from(text).map(function (c) {
        return casebook.text.runs(c).length && !(casebook.text.isHan(c) && head.filler.indexOf(c) >= 0) ? size++ : -1;
      });
      function documents(tag) { return casebook.decode(casebook.index.own(lists, tag) || '').ids; }
      var about = new Set(documents('kind:case').concat(documents('kind:rule')));
      Object.keys(said).forEach(function (tag) {
        var at = said[tag].reduce(function (all, phrase) {
          var from = find(phrase);
          return from < 0 ? all : all.concat(spots.slice(from, from + phrase.length));
        }, []);
        if (at.length) documents(tag).forEach(function (id) {
          if (tag.indexOf('issue:') !== 0 || about.has(id)) found.set(id, (found.get(id) || []).concat(at));
        });
      });
      found.forEach(function (at, id) {
        found.set(id, casebook.text.unique(at).filter(function (spot) { return spot >= 0; }).length / size);
      });
      return found;
    });
  }

  /* Finds phrases in a text as they are written, Han also as they sound. */
  function finder(text, syllables) {
    function aloud(words) { return Array.from(words).map(function (c) { return (syllables[c] || c) + "'"; }).join(''); }
    var spoken = "'" + aloud(text);
    return function (phrase) {
      var at = holds(text, phrase);
      if (at >= 0 || !casebook.text.isHan(phrase)) return at;
      at = spoken.indexOf("'" + aloud(phrase));
      return at < 0 ? at : spoken.slice(0, at).split("'").length - 1;
    };
  }

  casebook.everyday = function (text, lists, hits, lang, head) {
    return named(lang, text, head).then(function (names) { return relaxed(text, lists, hits, head, names); });
  };
})();
