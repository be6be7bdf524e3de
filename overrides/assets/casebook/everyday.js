/* Questions in everyday words, where no page has all of them. Needs terms.js and index.js. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var NAMED = 10;           // what being named by a whole question adds to a score
  var MOST = 0.51, MOST_LATIN = 0.76; // shares of a question that a page must have, what names it counting twice
  var QUARTER = 0.25, HALF = 0.5;
  var TOLD = 20, ABOUT = 56; // the levels of 63 from which a page tells about a term, and is about it by its title
  var WORD = 3;              // characters that are one word: two of them are another word, which a page must be about

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

  /* Of the documents that have some of the terms: those that cover most of what is asked, or that words in it name.
     English has many words for which any page will do: half of them must be there, and a name be a quarter. */
  function relaxed(text, lists, hits, head, names) {
    if (head.elsewhere.some(function (word) { return holds(text, word); })) return [];
    var asked = pieces(text, head), latin = /[a-z]/.test(text);
    var articles = lists.filter(function (entry) { return casebook.text.isArticle(entry.term); }).length;
    function size(list) { return list.reduce(function (total, piece) { return total + asked.sizes[piece]; }, 0); }
    var whole = size(Object.keys(asked.sizes)), told = !latin && whole <= WORD ? ABOUT : TOLD;
    return hits.filter(function (hit) {
      var found = hit.terms.map(function (at) { return lists[at]; }), name = names.get(hit.id) || 0;
      var covered = found.reduce(function (all, entry) { return all.concat(asked.of[entry.asked] || []); }, []);
      var share = size(casebook.text.unique(covered)) / whole;
      if (found.filter(function (entry) { return casebook.text.isArticle(entry.term); }).length < articles) return false;
      hit.score = hit.score * share * share + NAMED * name;
      if (latin) return share >= HALF && share + (name >= QUARTER ? name : 0) >= MOST_LATIN && hit.top >= told;
      return share + name >= MOST && hit.top >= told || name >= QUARTER;
    });
  }

  /* Where a text holds a phrase, start and end, or null: Han anywhere, Latin as whole words in any of their forms. */
  function holds(text, phrase) {
    var at = text.indexOf(phrase);
    if (/[^\x00-\x7f]/.test(phrase)) return at < 0 ? null : [at, at + phrase.length];
    var forms = phrase.split(/[^a-z0-9]+/).map(function (word) { return word.replace(/([^s])s$/, '$1') + '(?:s|es|d|ed|ing)?'; });
    var match = new RegExp('\\b' + forms.join('[^a-z0-9]+') + '\\b').exec(text);
    return match && [match.index, match.index + match[0].length];
  }

  /* Documents named by everyday words that a question holds, its function words read or left out, or that sound so → the
     share of it they make up. Words for an issue name the cases and rules about it, not the stories that touch on it. */
  function named(lang, text, whole, head) {
    var wanted = ['said', 'f'].map(function (name) { return casebook.load(lang + '/' + name); });
    return Promise.all(wanted.concat(casebook.index.syllables(lang))).then(function (loaded) {
      var said = loaded[0], lists = loaded[1], find = finder(text, whole, loaded[2]), found = new Map(), size = 0;
      var spots = Array.from(text).map(function (c) {
        return casebook.text.runs(c).length && !(casebook.text.isHan(c) && head.filler.indexOf(c) >= 0) ? size++ : -1;
      });
      function documents(tag) { return casebook.decode(casebook.index.own(lists, tag) || '').ids; }
      var about = new Set(documents('kind:case').concat(documents('kind:rule')));
      Object.keys(said).forEach(function (tag) {
        var at = said[tag].reduce(function (all, phrase) {
          var place = find(phrase);
          return place ? all.concat(spots.slice(place[0], place[1])) : all;
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
  function finder(text, whole, syllables) {
    function aloud(words) { return Array.from(words).map(function (c) { return (syllables[c] || c) + "'"; }).join(''); }
    var spoken = "'" + aloud(text);
    return function (phrase) {
      var place = holds(text, phrase) || holds(whole, phrase);
      if (place || !casebook.text.isHan(phrase)) return place;
      var at = spoken.indexOf("'" + aloud(phrase)), from = spoken.slice(0, at).split("'").length - 1;
      return at < 0 ? null : [from, from + phrase.length];
    };
  }

  casebook.everyday = function (parsed, lists, hits, lang, head) {
    return named(lang, parsed.text, parsed.whole, head).then(function (names) { return relaxed(parsed.text, lists, hits, head, names); });
  };
})();
