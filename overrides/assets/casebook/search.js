/* The search engine of a page: a query in, the pages that answer it out.
   The index is described in scripts/casebook/search_index.py; folding and terms match scripts/casebook/terms.py. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
  var HAN = '\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff';
  var RUN = new RegExp('[' + HAN + ']+|[a-z0-9]+', 'g');
  var ARTICLE = /第([一二三四五六七八九十])条|第?([零一二三四五六七八九十百]{2,}|[0-9]+)条|\b(?:article|art\.?) ?([0-9]+)/g;
  var MOST_TERMS = 40;
  var MOST_CHARACTERS = 200;
  var digits = {};
  for (var i = 0; i < ALPHABET.length; i++) digits[ALPHABET[i]] = i;

  /* ---- text ---- */

  function fold(text) { return text.normalize('NFKC').toLowerCase(); }

  function isHan(run) { return run.charCodeAt(0) > 127; }

  function numeral(text) {
    if (/^[0-9]+$/.test(text)) return String(Number(text));
    var total = 0, current = 0;
    Array.from(text).forEach(function (c) {
      if (c === '百') { total += (current || 1) * 100; current = 0; }
      else if (c === '十') { total += (current || 1) * 10; current = 0; }
      else current = '零一二三四五六七八九'.indexOf(c);
    });
    return String(total + current);
  }

  /* The terms of a folded text: article numbers, then pairs of Han characters and words. */
  function terms(text) {
    var found = [];
    var rest = text.replace(ARTICLE, function (all, a, b, c) { found.push('§' + numeral(a || b || c)); return ' '; });
    (rest.match(RUN) || []).forEach(function (run) {
      if (!isHan(run)) found.push(run);
      else if (run.length === 1) found.push(run);
      else for (var i = 0; i + 1 < run.length; i++) found.push(run.substr(i, 2));
    });
    return found;
  }

  /* ---- index ---- */

  function hash(text, count) {
    var bare = text.replace(/^~/, '');
    var key = /^[a-z]+$/.test(bare) ? bare.slice(0, 3) : text;
    var value = 0x811c9dc5;
    for (var i = 0; i < key.length; i++) value = Math.imul(value ^ key.charCodeAt(i), 0x01000193) >>> 0;
    return value % count;
  }

  function decode(text) {
    var ids = [], levels = [], id = -1, distance = 0, scale = 1;
    for (var i = 0; i < text.length; i++) {
      var digit = digits[text[i]];
      distance += (digit % 32) * scale;
      scale *= 32;
      if (digit < 32) {
        id += distance;
        ids.push(id);
        levels.push(digits[text[++i]]);
        distance = 0;
        scale = 1;
      }
    }
    return { ids: ids, levels: levels };
  }

  function boot(lang) { return casebook.load(lang + '/boot'); }

  function shard(lang, term) {
    return boot(lang).then(function (head) {
      return casebook.load(lang + '/t/' + hash(term, head.shards).toString(16));
    });
  }

  function own(object, key) { return Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined; }

  /* The postings of a term, following a word to its stem. */
  function postings(lang, term) {
    return shard(lang, term).then(function (words) {
      var found = own(words, term);
      if (found && found[0] === '=') return postings(lang, found.slice(1));
      return found ? decode(found) : { ids: [], levels: [] };
    });
  }

  /* The word nearest to a Latin one that the index does not have, among those that begin alike. */
  function nearest(lang, word) {
    if (!/^[a-z]{4,}$/.test(word)) return Promise.resolve(null);
    return shard(lang, word).then(function (words) {
      var best = null, least = word.length > 7 ? 3 : 2;
      Object.keys(words).forEach(function (known) {
        if (!/^[a-z]+$/.test(known) || Math.abs(known.length - word.length) >= least) return;
        var distance = edits(word, known, least);
        if (distance < least) { least = distance; best = known; }
      });
      return best;
    });
  }

  function edits(a, b, most) {
    var row = [];
    for (var j = 0; j <= b.length; j++) row.push(j);
    for (var i = 1; i <= a.length; i++) {
      var before = row[0], low = row[0] = i;
      for (j = 1; j <= b.length; j++) {
        var above = row[j];
        row[j] = Math.min(row[j] + 1, row[j - 1] + 1, before + (a[i - 1] === b[j - 1] ? 0 : 1));
        before = above;
        low = Math.min(low, row[j]);
      }
      if (low >= most) return most;
    }
    return row[b.length];
  }

  /* ---- query ---- */

  /* A query taken apart: terms that must occur, phrases to be checked in the text, terms that must not. */
  function parse(query, head) {
    var text = fold(query.slice(0, MOST_CHARACTERS)).replace(/[“”]/g, '"');
    var parsed = { required: [], phrases: [], excluded: [], text: '' };
    text = text.replace(/(^|\s)-("[^"]+"|[^\s"]+)/g, function (all, gap, word) {
      parsed.excluded.push(word.replace(/"/g, ''));
      return ' ';
    });
    text = text.replace(/"([^"]+)"/g, function (all, phrase) {
      parsed.phrases.push(phrase.trim());
      return ' ' + phrase + ' ';
    });
    parsed.text = withoutFiller(text, head);
    parsed.required = unique(terms(parsed.text)).slice(0, MOST_TERMS);
    if (!parsed.required.length) parsed.required = unique(terms(text)).slice(0, MOST_TERMS);
    return parsed;
  }

  /* Function words ask for nothing. Single Han characters stay: they are parts of words. */
  function withoutFiller(text, head) {
    var long = head.filler.filter(function (w) { return isHan(w) && w.length > 1; });
    long.forEach(function (word) { text = text.split(word).join(' '); });
    return text.replace(/[a-z]+/g, function (word) { return head.filler.indexOf(word) < 0 ? word : ' '; });
  }

  function unique(list) { return list.filter(function (item, at) { return list.indexOf(item) === at; }); }

  function withLists(lang, wanted) {
    return Promise.all(wanted.map(function (term) {
      return postings(lang, term).then(function (list) {
        if (list.ids.length || isHan(term)) return { term: term, list: list };
        return nearest(lang, term).then(function (near) {
          if (!near) return { term: term, list: list };
          return postings(lang, near).then(function (found) { return { term: near, list: found }; });
        });
      });
    }));
  }

  function rarity(list, count) { return Math.log(1 + (count - list.ids.length + 0.5) / (list.ids.length + 0.5)); }

  /* Adds up the lists: document → score, and what of the query it covers. */
  function add(lists, count) {
    var sum = new Map();
    lists.forEach(function (entry, at) {
      var weight = rarity(entry.list, count);
      entry.list.ids.forEach(function (id, k) {
        var hit = sum.get(id);
        if (!hit) sum.set(id, hit = { id: id, score: 0, terms: [] });
        hit.score += weight * entry.list.levels[k] / 63;
        hit.terms.push(at);
      });
    });
    return Array.from(sum.values());
  }

  function strict(lists, count) {
    return add(lists, count).filter(function (hit) { return hit.terms.length === lists.length; });
  }

  /* For a question in everyday words: a document counts when it covers more than half of what is asked. */
  function relaxed(text, lists, head) {
    var filler = head.filler.filter(function (w) { return w.length === 1; });
    var units = [], of = {};
    (text.match(RUN) || []).forEach(function (run) {
      if (!isHan(run)) { (of[run] = of[run] || []).push(units.push(2) - 1); return; }
      var at = Array.from(run).map(function (c) { return filler.indexOf(c) < 0 ? units.push(1) - 1 : -1; });
      for (var i = 0; i + 1 < run.length; i++) {
        var pair = run.substr(i, 2);
        of[pair] = (of[pair] || []).concat(at.slice(i, i + 2).filter(function (u) { return u >= 0; }));
      }
    });
    var total = units.reduce(function (a, b) { return a + b; }, 0);
    var latin = units.some(function (size) { return size === 2; });
    return add(lists, head.documents).filter(function (hit) {
      var covered = {};
      hit.terms.forEach(function (at) {
        (of[lists[at].asked] || of[lists[at].term] || []).forEach(function (unit) { covered[unit] = units[unit]; });
      });
      var share = Object.keys(covered).reduce(function (sum, unit) { return sum + covered[unit]; }, 0) / total;
      hit.score *= share * share;
      return latin ? share >= 0.75 : share > 0.5;
    });
  }

  /* Documents that carry the tags: any value within a facet, every facet. Null when nothing is filtered. */
  function filtered(lang, filters) {
    var facets = Object.keys(filters || {}).filter(function (f) { return filters[f] && filters[f].length; });
    if (!facets.length) return Promise.resolve(null);
    return casebook.load(lang + '/f').then(function (lists) {
      return facets.reduce(function (kept, facet) {
        var found = new Set();
        [].concat(filters[facet]).forEach(function (slug) {
          var list = own(lists, facet + ':' + slug);
          if (list) decode(list).ids.forEach(function (id) { if (!kept || kept.has(id)) found.add(id); });
        });
        return found;
      }, null);
    });
  }

  function simplified(lang, text) {
    return casebook.load(lang + '/fold').then(function (pair) {
      var from = Array.from(pair[0]), to = Array.from(pair[1]), table = {};
      from.forEach(function (c, at) { table[c] = to[at]; });
      return Array.from(text).map(function (c) { return own(table, c) || c; }).join('');
    });
  }

  /* The words of a query as they sound, for slips such as 玩乎职守. */
  function sounded(lang, text) {
    return casebook.load(lang + '/sound').then(function (syllables) {
      var of = {};
      Object.keys(syllables).forEach(function (syllable) {
        Array.from(syllables[syllable]).forEach(function (c) { of[c] = syllable; });
      });
      return (text.match(RUN) || []).map(function (run) {
        return isHan(run) && run.length > 1 ? Array.from(run).map(function (c) { return of[c] || ''; }).join('') : run;
      });
    });
  }

  /* Every document that answers, best first: {hits, marks, relaxed}. */
  function find(query, lang, filters) {
    return boot(lang).then(function (head) {
      var parsed = parse(query, head);
      return filtered(lang, filters).then(function (allowed) {
        if (!parsed.required.length) {
          var all = allowed && !query.trim() ? Array.from(allowed).sort(function (a, b) { return a - b; }) : [];
          return { hits: all.map(function (id) { return { id: id, score: 0 }; }), marks: [], phrases: [], relaxed: false };
        }
        return answer(parsed, lang, head, allowed);
      });
    });
  }

  function answer(parsed, lang, head, allowed) {
    function keep(hits) {
      return hits.filter(function (hit) { return !allowed || allowed.has(hit.id); });
    }
    function result(lists, hits, isRelaxed) {
      hits.sort(function (a, b) { return b.score - a.score || a.id - b.id; });
      return { hits: hits, marks: marks(parsed, lists), phrases: parsed.phrases, relaxed: isRelaxed };
    }
    function attempt(required) {
      return withLists(lang, required).then(function (lists) {
        lists.forEach(function (entry, at) { entry.asked = required[at]; });
        return { lists: lists, hits: keep(strict(lists, head.documents)) };
      });
    }
    return attempt(parsed.required).then(function (first) {
      if (first.hits.length) return result(first.lists, first.hits, false);
      return simplified(lang, parsed.text).then(function (text) {
        if (text === parsed.text) return first;
        parsed.text = text;
        return simplified(lang, parsed.phrases.join('\n')).then(function (joined) {
          parsed.phrases = joined ? joined.split('\n') : [];
          return attempt(unique(terms(text)).slice(0, MOST_TERMS));
        });
      }).then(function (second) {
        if (second.hits.length) return result(second.lists, second.hits, false);
        if (parsed.phrases.length) return result([], [], false);
        return sounded(lang, parsed.text).then(function (words) { return attempt(words.filter(function (w) { return !isHan(w); })); }).then(function (third) {
          if (third.hits.length) return result(third.lists, third.hits, false);
          return result(second.lists, keep(relaxed(parsed.text, second.lists, head)), true);
        });
      });
    }).then(function (found) {
      return without(parsed.excluded, lang, found);
    });
  }

  function without(words, lang, found) {
    return words.reduce(function (before, word) {
      return before.then(function () {
        return simplified(lang, word).then(function (text) { return withLists(lang, terms(text)); }).then(function (lists) {
          var gone = new Set(strict(lists, 1).map(function (hit) { return hit.id; }));
          if (lists.length) found.hits = found.hits.filter(function (hit) { return !gone.has(hit.id); });
        });
      });
    }, Promise.resolve()).then(function () { return found; });
  }

  /* ---- what is shown ---- */

  /* The strings to highlight: whole runs first, then the pairs and words found. */
  function marks(parsed, lists) {
    var runs = (parsed.text.match(RUN) || []).filter(function (run) { return run.length > 1; });
    var found = lists.filter(function (entry) { return entry.list.ids.length && entry.term[0] !== '§'; });
    var articles = lists.filter(function (entry) { return entry.term[0] === '§'; }).map(function (entry) { return entry.term; });
    return unique(runs.concat(found.map(function (entry) { return entry.term; }))).concat(articles);
  }

  /* Where the marks stand in a text: ranges that do not overlap, in order. */
  function ranges(text, list) {
    var low = text.toLowerCase(), found = [];
    function put(start, end) {
      if (!found.some(function (r) { return start < r[1] && r[0] < end; })) found.push([start, end]);
    }
    list.forEach(function (mark) {
      if (mark[0] === '§') {
        text.replace(ARTICLE, function (all, a, b, c, at) { if (numeral(a || b || c) === mark.slice(1)) put(at, at + all.length); return all; });
      } else if (isHan(mark)) {
        for (var at = low.indexOf(mark); at >= 0; at = low.indexOf(mark, at + mark.length)) put(at, at + mark.length);
      } else {
        var stem = mark.length > 4 ? mark.replace(/(?:ing|ed|es|s|e|y|ies)$/, '') : mark;
        var word = new RegExp('\\b' + stem + '[a-z]*', 'g'), match;
        while ((match = word.exec(low)) && match[0]) put(match.index, match.index + match[0].length);
      }
    });
    return found.sort(function (a, b) { return a[0] - b[0]; });
  }

  /* The stretch of a document that shows most of what was asked. */
  function excerpt(documents, list, length) {
    var best = { section: documents.s[0] || ['', '', ''], start: 0, worth: -1, found: [] };
    documents.s.forEach(function (section) {
      var found = ranges(section[2], list);
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

  /* One hit of a page is enough: the page, or the entry on it that fits better. */
  function onePerPage() {
    var seen = new Set();
    return function (document) {
      var key = document.k === 'glossary' ? document.u : document.u.split('#')[0];
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    };
  }

  function shown(lang, found, limit) {
    var results = [], fresh = onePerPage(), length = lang === 'zh' ? 90 : 200;
    function step(from) {
      results.complete = from >= found.hits.length;
      if (results.complete || results.length >= limit) return results;
      var batch = found.hits.slice(from, from + Math.max(4, limit - results.length));
      return Promise.all(batch.map(function (hit) {
        return casebook.load(lang + '/d/' + hit.id).catch(function () { results.partial = true; return null; });
      })).then(function (documents) {
        documents.forEach(function (document, at) {
          if (!document || results.length >= limit) return;
          var quoted = found.phrases.every(function (phrase) {
            return fold(document.t).indexOf(phrase) >= 0 || document.s.some(function (s) { return fold(s[2]).indexOf(phrase) >= 0; });
          });
          if (!quoted || !fresh(document)) return;
          var part = excerpt(document, found.marks, length);
          results.push({
            url: casebook.base + document.u,
            title: document.t,
            excerpt: part.text,
            score: Math.round(batch[at].score * 1000) / 1000,
            kind: document.k,
            month: document.m,
            section: document.u.indexOf('#') < 0 ? part.id : ''
          });
        });
        return step(from + batch.length);
      });
    }
    return Promise.resolve(step(0));
  }

  /* Resolves to [{url, title, excerpt, score, …}], best first. Never rejects: where data is missing the list is empty or
     shorter and carries `failed` or `partial`. Options: lang, filters {facet: [slug]}, limit, sort ('new'). */
  window.casebookSearch = function (query, options) {
    var given = options || {}, lang = given.lang || casebook.lang, limit = given.limit || 10;
    return find(String(query === undefined || query === null ? '' : query), lang, given.filters).then(function (found) {
      if (given.sort === 'new') found.hits.sort(function (a, b) { return a.id - b.id; });
      return shown(lang, found, limit).then(function (results) {
        results.total = found.hits.length;
        results.marks = found.marks;
        results.relaxed = found.relaxed && results.length > 0;
        return results;
      });
    }).catch(function () {
      var nothing = [];
      nothing.failed = true;
      nothing.total = 0;
      nothing.marks = [];
      return nothing;
    });
  };

  casebook.find = find;
  casebook.decode = decode;
  casebook.ranges = ranges;
  casebook.terms = function (text) { return terms(fold(text)); };

  /* Text with its marks, as nodes: nothing of a page or a query is ever read as HTML. */
  casebook.highlight = function (element, text, list) {
    var at = 0;
    ranges(text, list).forEach(function (range) {
      element.appendChild(document.createTextNode(text.slice(at, range[0])));
      var mark = document.createElement('mark');
      mark.textContent = text.slice(range[0], range[1]);
      element.appendChild(mark);
      at = range[1];
    });
    element.appendChild(document.createTextNode(text.slice(at)));
  };
})();
