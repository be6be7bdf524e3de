/* What a reader types, taken apart. Needs terms.js and index.js. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var MOST_TERMS = 40;
  var MOST_CHARACTERS = 200;
  var YEAR = /((?:19|20)[0-9]{2}) ?(?:年修订|年版|年|版|修订)/g;
  var NEW_OR_OLD = /([新旧])(?=(?:纪律|处分)*条例|规定|准则|党章)/;
  var CLAUSE = /(条(?:之[一二三四五])?) ?(?:第? ?\(?[一二三四五六七八九十0-9]+\)? ?[款项] ?)+/g;

  /* A query taken apart: terms that must occur, phrases to be checked in the text, words that must not occur, the edition
     (a year, `new` or `old`) whose article is asked for, and whether the reader set words apart, as nobody does in a sentence.
     The text has blanks where the `whole` has function words, so that the places in both are the same. */
  function parse(query, head) {
    var text = casebook.text.fold(query.slice(0, MOST_CHARACTERS)).replace(/[“”]/g, '"').replace(/\s+/g, ' ');
    var parsed = { required: [], phrases: [], excluded: [], text: '', whole: '', edition: '', apart: false };
    text = text.replace(/(^|\s)-("[^"]+"|[^\s"]+)/g, function (all, gap, word) {
      parsed.excluded.push(word.replace(/"/g, ''));
      return ' ';
    });
    text = text.replace(/"([^"]+)"/g, function (all, phrase) {
      parsed.phrases.push(phrase.trim());
      return ' ' + phrase + ' ';
    });
    text = withEdition(text.replace(YEAR, '$1 ').replace(CLAUSE, '$1 '), parsed);
    parsed.whole = text;
    parsed.text = withoutFiller(text, head);
    parsed.apart = /\s/.test(text.trim()) && parsed.text === text;
    parsed.required = limited(parsed.text);
    if (!parsed.required.length) parsed.required = limited(text);
    return parsed;
  }

  function limited(text) { return casebook.text.unique(casebook.terms(text)).slice(0, MOST_TERMS); }

  /* Takes the edition out of a text that asks for an article: 旧条例第88条, 2018 第88条. */
  function withEdition(text, parsed) {
    var years = text.match(/\b(?:19|20)[0-9]{2}\b/g) || [], word = NEW_OR_OLD.exec(text);
    if (!casebook.terms(text).some(casebook.text.isArticle)) return text;
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
      if (casebook.text.isHan(word) && word.length > 1) text = text.split(word).join(blanks(word));
    });
    return text.replace(/[a-z]+/g, function (word) { return head.filler.indexOf(word) < 0 ? word : blanks(word); });
  }

  function blanks(word) { return word.replace(/./g, ' '); }

  /* The terms of a query that names an edition: that edition's article is one term, ``a2018x88``. */
  function dated(parsed) {
    if (!parsed.edition) return parsed.required;
    return parsed.required.filter(function (term) { return term !== parsed.edition; }).map(function (term) {
      return casebook.text.isArticle(term) ? 'a' + parsed.edition + 'x' + term.slice(1) : term;
    });
  }

  /* Puts the query into simplified characters; promises whether that changed it. */
  function simplified(parsed, lang) {
    return casebook.index.simplified(lang, [parsed.text, parsed.whole].concat(parsed.phrases).join('\n')).then(function (joined) {
      var parts = joined.split('\n'), changed = parts[0] !== parsed.text;
      parsed.text = parts[0];
      parsed.whole = parts[1];
      parsed.phrases = parts.slice(2);
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

  casebook.query = { parse: parse, dated: dated, simplified: simplified, sounded: sounded };
})();
