/* The search engine: a query in, the pages that answer it out. Needs the other parts that page.js lists;
   everyday.js comes when no page has all that is asked. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var FEW = 3; // documents with all of a run of characters, below which those with most of it follow

  /* ---- scores ---- */

  /* What a term tells: much when few documents have it. */
  function rarity(list, count) { return Math.log(1 + (count - list.ids.length + 0.5) / (list.ids.length + 0.5)); }

  /* Adds up the lists: documents with their score and the places of their lists. */
  function add(lists, count) {
    var sum = new Map();
    lists.forEach(function (entry, at) {
      var weight = rarity(entry.list, count);
      entry.list.ids.forEach(function (id, k) {
        var hit = sum.get(id);
        if (!hit) sum.set(id, hit = { id: id, score: 0, top: 0, terms: [] });
        hit.score += weight * entry.list.levels[k] / 63;
        hit.terms.push(at);
        hit.top = Math.max(hit.top, entry.list.levels[k]);
      });
    });
    return Array.from(sum.values());
  }

  function strict(lists, count) {
    return add(lists, count).filter(function (hit) { return hit.terms.length === lists.length; });
  }

  /* ---- answer ---- */

  /* `exact` leaves a Latin word that no document has as it is: it is not the slip of another. */
  function withLists(lang, wanted, exact) {
    return Promise.all(wanted.map(function (term) {
      return casebook.index.postings(lang, term).then(function (list) {
        if (list.ids.length || casebook.text.isHan(term) || exact) return { term: term, list: list };
        return casebook.index.nearest(lang, term).then(function (near) {
          if (!near) return { term: term, list: list };
          return casebook.index.postings(lang, near).then(function (found) { return { term: near, list: found }; });
        });
      });
    })).then(function (lists) {
      lists.forEach(function (entry, at) { entry.asked = wanted[at]; });
      return lists;
    });
  }

  /* Every document that answers, best first: {hits, marks, phrases, relaxed}. */
  function find(query, lang, filters) {
    return casebook.load(lang + '/boot').then(function (head) {
      var parsed = casebook.query.parse(query, head);
      return casebook.index.filtered(lang, filters).then(function (allowed) {
        if (!parsed.required.length) {
          var all = allowed && !query.trim() ? Array.from(allowed).sort(function (a, b) { return a - b; }) : [];
          return { hits: all.map(function (id) { return { id: id, score: 0 }; }), marks: [], phrases: [], relaxed: false };
        }
        return answer(parsed, lang, head, allowed).then(function (found) { return without(parsed.excluded, lang, head, found); });
      });
    });
  }

  /* Tries one reading of the query after the other until documents answer it: as written, in simplified characters, as it
     sounds, and at last with less than all of its words. */
  function answer(parsed, lang, head, allowed) {
    function keep(hits) { return allowed ? hits.filter(function (hit) { return allowed.has(hit.id); }) : hits; }
    function attempt(required, exact) {
      return withLists(lang, required, exact).then(function (lists) {
        return { lists: lists, hits: keep(strict(lists, head.documents)) };
      });
    }
    function orElse(next) { return function (found) { return found.hits.length ? found : next(found); }; }
    function loosely(lists) {
      return casebook.run('assets/casebook/everyday.js').then(function () {
        return casebook.everyday(parsed, lists, add(lists, head.documents), lang, head);
      }).then(keep);
    }
    var written;
    return attempt(casebook.query.dated(parsed)).then(orElse(function (found) {
      return parsed.edition ? attempt(parsed.required) : found;
    })).then(orElse(function (found) {
      return casebook.query.simplified(parsed, lang).then(function (changed) { return changed ? attempt(parsed.required) : found; });
    })).then(orElse(function (found) {
      written = found.lists;
      return parsed.phrases.length ? found : casebook.query.sounded(parsed, lang).then(function (syllables) { return attempt(syllables, true); });
    })).then(orElse(function (found) {
      if (parsed.phrases.length) return found;
      return loosely(written).then(function (hits) { return { lists: written, hits: hits, relaxed: true }; });
    })).then(function (found) {
      found.hits.sort(best);
      if (found.hits.length >= FEW || found.relaxed || parsed.phrases.length || parsed.apart) return found;
      return loosely(found.lists).then(function (hits) {
        return { lists: found.lists, hits: found.hits.concat(hits).sort(best) };
      });
    }).then(function (found) {
      return {
        hits: onePerPage(found.hits, head), marks: casebook.results.marks(parsed, found.lists), phrases: parsed.phrases, relaxed: found.relaxed
      };
    });
  }

  function best(a, b) { return b.score - a.score || a.id - b.id; }

  /* The page of which a hit is an entry, or the hit itself. */
  function pageOf(hit, head) {
    var run = head.entries.find(function (run) { return hit.id >= run[1] && hit.id < run[1] + run[2]; });
    return run ? run[0] : hit.id;
  }

  /* One hit of a page is enough: the page, or the entry on it that fits better. */
  function onePerPage(hits, head) {
    var seen = new Set();
    return hits.filter(function (hit) {
      var page = pageOf(hit, head);
      return !seen.has(page) && seen.add(page);
    });
  }

  /* Takes away the pages on which a reader sees one of the words, and the entries on them. */
  function without(words, lang, head, found) {
    return Promise.all(words.map(function (word) {
      return casebook.index.simplified(lang, word).then(function (text) { return withLists(lang, casebook.terms(text), true); });
    })).then(function (taken) {
      var gone = new Set();
      taken.forEach(function (lists) {
        var seen = lists.map(function (entry) { return { list: casebook.index.seen(entry.list) }; });
        strict(seen, 1).forEach(function (hit) { gone.add(hit.id); });
      });
      found.hits = found.hits.filter(function (hit) { return !gone.has(hit.id) && !gone.has(pageOf(hit, head)); });
      return found;
    });
  }

  /* Resolves to [{url, title, excerpt, score, …}], best first; see page.js for the options. */
  function search(query, given) {
    var lang = given.lang || casebook.lang;
    return find(query, lang, given.filters).then(function (found) {
      if (given.sort === 'new') found.hits.sort(function (a, b) { return a.id - b.id; });
      return casebook.results.shown(lang, found, given.limit || 10).then(function (results) {
        results.total = results.complete ? results.length : found.hits.length;
        results.least = !results.complete && found.phrases.length > 0;
        results.marks = found.marks;
        results.relaxed = Boolean(found.relaxed && results.length);
        return results;
      });
    });
  }

  casebook.find = find;
  casebook.search = search;
})();
