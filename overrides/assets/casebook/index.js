/* Reading the search index, which scripts/casebook/search/search_index.py describes: lists of documents by term and by
   tag, and the tables for slips, traditional characters and everyday words. Each promises its answer. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
  var NOTHING = { ids: [], levels: [] };
  var digits = {};
  for (var i = 0; i < ALPHABET.length; i++) digits[ALPHABET[i]] = i;

  function own(object, key) { return Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined; }

  function hash(text, count) {
    var bare = text.replace(/^~/, '');
    var key = /^[a-z]+$/.test(bare) ? bare.slice(0, 3) : text;
    var value = 0x811c9dc5;
    for (var i = 0; i < key.length; i++) value = Math.imul(value ^ key.charCodeAt(i), 0x01000193) >>> 0;
    return value % count;
  }

  /* Documents and levels of a list: distances in base 32, least digit first, each followed by its level. */
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

  /* Of a list, the documents on which a reader sees the term: their levels are odd. */
  function seen(list) {
    var odd = function (all, at) { return list.levels[at] % 2 === 1; };
    return { ids: list.ids.filter(odd), levels: list.levels.filter(odd) };
  }

  function shard(lang, term) {
    return casebook.load(lang + '/boot').then(function (head) {
      return casebook.load(lang + '/t/' + hash(term, head.shards).toString(16));
    });
  }

  /* The documents of a term; a word's stand under its stem. */
  function postings(lang, term) {
    return shard(lang, term).then(function (words) {
      var found = own(words, term);
      if (found && found.slice(0, 2) === '=~' && term[0] !== '~') return postings(lang, found.slice(1));
      return found ? decode(found) : NOTHING;
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
          decode(own(lists, facet + ':' + slug) || '').ids.forEach(function (id) {
            if (!kept || kept.has(id)) found.add(id);
          });
        });
        return found;
      }, null);
    });
  }

  /* ---- slips ---- */

  /* The word nearest to a Latin one that the index does not have: among those kept beside it, then the everyday words.
     What differs more begins and ends alike, for developer is no slip of development, nor vacation of action. */
  function nearest(lang, word) {
    if (!/^[a-z]{6,}$/.test(word)) return Promise.resolve(null);
    function among(words) {
      var best = null, least = Math.min(4, Math.max(2, word.length - 5));
      words.forEach(function (known) {
        if (!/^[a-z]+$/.test(known) || Math.abs(known.length - word.length) >= least) return;
        var distance = edits(word, known, least);
        if (distance < least && (distance < 2 || known[0] === word[0] && known.slice(-2) === word.slice(-2))) { least = distance; best = known; }
      });
      return best;
    }
    return shard(lang, word).then(function (words) {
      return among(Object.keys(words)) || casebook.load(lang + '/said').then(function (said) {
        return among([].concat.apply([], Object.keys(said).map(function (facet) { return said[facet].join(' ').split(' '); })));
      });
    });
  }

  /* How many letters differ between two words, counted up to `most`. */
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

  function simplified(lang, text) {
    return casebook.load(lang + '/fold').then(function (pair) {
      var from = Array.from(pair[0]), to = Array.from(pair[1]), table = {};
      from.forEach(function (c, at) { table[c] = to[at]; });
      return Array.from(text).map(function (c) { return own(table, c) || c; }).join('');
    });
  }

  /* Character → its syllable, for slips such as 玩乎职守. */
  function syllables(lang) {
    return casebook.load(lang + '/sound').then(function (table) {
      var of = {};
      Object.keys(table).forEach(function (syllable) {
        Array.from(table[syllable]).forEach(function (c) { of[c] = syllable; });
      });
      return of;
    });
  }

  casebook.decode = decode;
  casebook.index = {
    own: own, postings: postings, seen: seen, filtered: filtered, nearest: nearest, simplified: simplified, syllables: syllables
  };
})();
