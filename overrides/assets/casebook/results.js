/* What is shown of the pages found: title, the stretch that answers best, and what to mark in it. Needs terms.js. */
(function () {
  'use strict';

  var casebook = window.casebook;

  /* The strings to highlight: whole runs first, then the pairs and words found, then articles. */
  function marks(parsed, lists) {
    var runs = casebook.text.runs(parsed.text).filter(function (run) { return run.length > 1; });
    var found = lists.filter(function (entry) { return entry.list.ids.length; }).map(function (entry) {
      return entry.term.replace(/^a(?:[0-9]{4}|new|old)x(?=[0-9]+$)/, '§');
    });
    return casebook.text.unique(runs.concat(found.filter(function (term) { return !casebook.text.isArticle(term); }), found.filter(casebook.text.isArticle)));
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

  casebook.results = { marks: marks, shown: shown };
})();
