/* The search engine: a query in, the pages that answer it out. Needs terms.js and index.js. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var MOST_TERMS = 40;
  var MOST_CHARACTERS = 200;
  var NAMED = 10;           // what being named by a whole question adds to a score
  var MOST = 0.51, MOST_LATIN = 0.76; // shares of a question that a page must have,
  var QUARTER = 0.25, HALF = 0.5;     // or that its own name must make up
  var FEW = 3;              // documents with all of a run of characters, below which those with most of it follow
  var TOLD = 20;            // the level of 63 from which a page tells about a term
  var YEAR = /((?:19|20)[0-9]{2}) ?(?:年修订|年版|年|版|修订)/g;
  var NEW_OR_OLD = /([新旧])(?=(?:纪律|处分)*条例|规定|准则|党章)/;
  var CLAUSE = /(条(?:之[一二三四五])?) ?(?:第? ?\(?[一二三四五六七八九十0-9]+\)? ?[款项] ?)+/g;

  /* ---- query ---- */

  /* A query taken apart: terms that must occur, phrases to be checked in the text, words that must not occur, the edition
     (a year, `new` or `old`) whose article is asked for, and whether the reader set words apart. */
  function parse(query, head) {
    var text = casebook.text.fold(query.slice(0, MOST_CHARACTERS)).replace(/[“”]/g, '"').replace(/\s+/g, ' ');
    var parsed = { required: [], phrases: [], excluded: [], text: '', edition: '', apart: false };
    text = text.replace(/(^|\s)-("[^"]+"|[^\s"]+)/g, function (all, gap, word) {
      parsed.excluded.push(word.replace(/"/g, ''));
      return ' ';
    });
    parsed.apart = /\s/.test(text.trim());
    text = text.replace(/"([^"]+)"/g, function (all, phrase) {
      parsed.phrases.push(phrase.trim());
      return ' ' + phrase + ' ';
    });
    text = withEdition(text.replace(YEAR, '$1 ').replace(CLAUSE, '$1 '), parsed);
    parsed.text = withoutFiller(text, head);
    parsed.required = limited(parsed.text);
    if (!parsed.required.length) parsed.required = limited(text);
    return parsed;
  }

  function limited(text) { return casebook.text.unique(casebook.terms(text)).slice(0, MOST_TERMS); }

  function isArticle(term) { return term[0] === '§'; }

  /* Takes the edition out of a text that asks for an article: 旧条例第88条, 2018 第88条. */
  function withEdition(text, parsed) {
    var years = text.match(/\b(?:19|20)[0-9]{2}\b/g) || [], word = NEW_OR_OLD.exec(text);
    if (!casebook.terms(text).some(isArticle)) return text;
    if (years.length === 1) parsed.edition = years[0];
    else if (word) {
      parsed.edition = word[1] === '新' ? 'new' : 'old';
      return text.replace(NEW_OR_OLD, '');
    }
    return text;
  }

  /* Function words ask for nothing. Single Han characters stay: they are parts of words. */
  function withoutFiller(text, head) {
    head.filler.forEach(function (word) {
      if (casebook.text.isHan(word) && word.length > 1) text = text.split(word).join(' ');
    });
    return text.replace(/[a-z]+/g, function (word) { return head.filler.indexOf(word) < 0 ? word : ' '; });
  }

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

  /* For a question in everyday words: documents that cover most of what it asks, or that words in it name. */
  function relaxed(text, lists, head, names) {
    if (head.elsewhere.some(function (word) { return holds(text, word) >= 0; })) return [];
    var asked = pieces(text, head), latin = /[a-z]/.test(text);
    var articles = lists.filter(function (entry) { return isArticle(entry.term); }).length;
    function size(list) { return list.reduce(function (total, piece) { return total + asked.sizes[piece]; }, 0); }
    var whole = size(Object.keys(asked.sizes));
    return add(lists, head.documents).filter(function (hit) {
      var found = hit.terms.map(function (at) { return lists[at]; }), name = names.get(hit.id) || 0;
      var covered = found.reduce(function (all, entry) { return all.concat(asked.of[entry.asked] || []); }, []);
      var share = size(casebook.text.unique(covered)) / whole;
      if (found.filter(function (entry) { return isArticle(entry.term); }).length < articles) return false;
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
      var parsed = parse(query, head);
      return casebook.index.filtered(lang, filters).then(function (allowed) {
        if (!parsed.required.length) {
          var all = allowed && !query.trim() ? Array.from(allowed).sort(function (a, b) { return a - b; }) : [];
          return { hits: all.map(function (id) { return { id: id, score: 0 }; }), marks: [], phrases: [], relaxed: false };
        }
        return answer(parsed, lang, head, allowed).then(function (found) { return without(parsed.excluded, lang, found); });
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
      return named(lang, parsed.text, head).then(function (names) { return keep(relaxed(parsed.text, lists, head, names)); });
    }
    var written;
    return attempt(dated(parsed)).then(orElse(function (found) {
      return parsed.edition ? attempt(parsed.required) : found;
    })).then(orElse(function (found) {
      return simplified(parsed, lang).then(function (changed) { return changed ? attempt(parsed.required) : found; });
    })).then(orElse(function (found) {
      written = found.lists;
      return parsed.phrases.length ? found : sounded(parsed, lang).then(function (syllables) { return attempt(syllables, true); });
    })).then(orElse(function (found) {
      if (parsed.phrases.length) return found;
      return loosely(written).then(function (hits) { return { lists: written, hits: hits, relaxed: true }; });
    })).then(function (found) {
      found.hits.sort(best);
      if (found.hits.length >= FEW || found.relaxed || parsed.phrases.length || parsed.apart) return found;
      return loosely(found.lists).then(function (hits) {
        return { lists: found.lists, hits: found.hits.concat(hits.sort(best)) };
      });
    }).then(function (found) {
      return { hits: onePerPage(found.hits, head), marks: marks(parsed, found.lists), phrases: parsed.phrases, relaxed: found.relaxed };
    });
  }

  function best(a, b) { return b.score - a.score || a.id - b.id; }

  /* One hit of a page is enough: the page, or the entry on it that fits better. */
  function onePerPage(hits, head) {
    var seen = new Set();
    return hits.filter(function (hit) {
      var run = head.entries.find(function (run) { return hit.id >= run[1] && hit.id < run[1] + run[2]; });
      var page = run ? run[0] : hit.id;
      return !seen.has(page) && seen.add(page);
    });
  }

  /* The terms of a query that names an edition: that edition's article is one term, ``a2018x88``. */
  function dated(parsed) {
    if (!parsed.edition) return parsed.required;
    return parsed.required.filter(function (term) { return term !== parsed.edition; }).map(function (term) {
      return isArticle(term) ? 'a' + parsed.edition + 'x' + term.slice(1) : term;
    });
  }

  /* Puts the query into simplified characters; promises whether that changed it. */
  function simplified(parsed, lang) {
    return casebook.index.simplified(lang, [parsed.text].concat(parsed.phrases).join('\n')).then(function (joined) {
      var parts = joined.split('\n'), changed = parts[0] !== parsed.text;
      parsed.text = parts[0];
      parsed.phrases = parts.slice(1);
      parsed.required = limited(parsed.text);
      return changed;
    });
  }

  /* The terms of a query with its Han runs as they sound. */
  function sounded(parsed, lang) {
    return casebook.index.syllables(lang).then(function (of) {
      var terms = [];
      casebook.text.runs(casebook.text.articles(parsed.text, function (term) { terms.push(term); })).forEach(function (run) {
        if (!casebook.text.isHan(run)) terms.push(run);
        else if (run.length > 1) terms.push(Array.from(run).map(function (c) { return of[c] || ''; }).join(''));
      });
      return terms;
    });
  }

  function without(words, lang, found) {
    return words.reduce(function (before, word) {
      return before.then(function () {
        return casebook.index.simplified(lang, word).then(function (text) { return withLists(lang, casebook.terms(text)); }).then(function (lists) {
          var gone = new Set(strict(lists, 1).map(function (hit) { return hit.id; }));
          if (lists.length) found.hits = found.hits.filter(function (hit) { return !gone.has(hit.id); });
        });
      });
    }, Promise.resolve()).then(function () { return found; });
  }

  /* ---- what is shown ---- */

  /* The strings to highlight: whole runs first, then the pairs and words found, then articles. */
  function marks(parsed, lists) {
    var runs = casebook.text.runs(parsed.text).filter(function (run) { return run.length > 1; });
    var found = lists.filter(function (entry) { return entry.list.ids.length; }).map(function (entry) {
      return entry.term.replace(/^a(?:[0-9]{4}|new|old)x(?=[0-9]+$)/, '§');
    });
    return casebook.text.unique(runs.concat(found.filter(function (term) { return !isArticle(term); }), found.filter(isArticle)));
  }

  /* The stretch of a document that shows most of what was asked. */
  function excerpt(shown, list, length) {
    var best = { section: shown.s[0] || ['', '', ''], start: 0, worth: -1 };
    shown.s.forEach(function (section) {
      var found = casebook.ranges(section[2], list);
      for (var i = 0; i < found.length; i++) {
        var seen = {}, j = i;
        while (j < found.length && found[j][1] - found[i][0] <= length) {
          seen[section[2].slice(found[j][0], found[j][1]).toLowerCase()] = found[j][1] - found[j][0];
          j++;
        }
        var worth = Object.keys(seen).reduce(function (sum, key) { return sum + seen[key]; }, 0);
        if (worth > best.worth) best = { section: section, start: found[i][0], worth: worth };
      }
    });
    var text = best.section[2];
    var from = Math.max(0, best.worth < 0 ? 0 : best.start - Math.round(length / 4));
    var cut = text.slice(from, from + length);
    return { text: (from ? '…' : '') + cut + (from + length < text.length ? '…' : ''), id: best.worth < 0 ? '' : best.section[0] };
  }

  function quoted(shown, phrases) {
    return phrases.every(function (phrase) {
      function holds(text) { return casebook.text.fold(text).indexOf(phrase) >= 0; }
      return holds(shown.t) || shown.s.some(function (section) { return holds(section[2]); });
    });
  }

  function result(shown, hit, found, length) {
    var part = excerpt(shown, found.marks, length);
    return {
      url: casebook.base + shown.u,
      title: shown.t,
      excerpt: part.text,
      score: Math.round(hit.score * 1000) / 1000,
      kind: shown.k,
      month: shown.m,
      section: shown.u.indexOf('#') < 0 ? part.id : ''
    };
  }

  /* The first results with their texts, read a few at a time until there are enough. */
  function shown(lang, found, limit) {
    var results = [], length = lang === 'zh' ? 90 : 200;
    function step(from) {
      results.complete = from >= found.hits.length;
      if (results.complete || results.length >= limit) return results;
      var batch = found.hits.slice(from, from + Math.max(4, limit - results.length));
      return Promise.all(batch.map(function (hit) {
        return casebook.load(lang + '/d/' + hit.id).catch(function () { return null; });
      })).then(function (texts) {
        texts.forEach(function (text, at) {
          if (!text) results.partial = true;
          if (!text || results.length >= limit || !quoted(text, found.phrases)) return;
          results.push(result(text, batch[at], found, length));
        });
        return step(from + batch.length);
      });
    }
    return Promise.resolve(step(0));
  }

  /* Resolves to [{url, title, excerpt, score, …}], best first; see page.js for the options. */
  function search(query, given) {
    var lang = given.lang || casebook.lang;
    return find(query, lang, given.filters).then(function (found) {
      if (given.sort === 'new') found.hits.sort(function (a, b) { return a.id - b.id; });
      return shown(lang, found, given.limit || 10).then(function (results) {
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
