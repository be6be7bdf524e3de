/* Text as the search sees it: folded, taken apart into terms, and marked where they stand.
   Matches scripts/casebook/search/terms.py; a test holds the two together. */
(function () {
  'use strict';

  var casebook = window.casebook;
  var HAN = '\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff';
  var RUN = new RegExp('[' + HAN + ']+|[a-z0-9]+', 'g');
  var ARTICLE = /第 ?([一二三四五六七八九十]) ?条|第? ?([零一二三四五六七八九十百]{2,}|[0-9]+) ?条(?!例)|\b(?:article|art\.?) ?([0-9]+)/g;
  var ENDING = /(?:ing|ed|es|s|e|y|ies)$/;

  function fold(text) { return text.normalize('NFKC').toLowerCase(); }

  function isHan(run) { return run.charCodeAt(0) > 127; }

  function isArticle(term) { return term[0] === '§'; }

  function runs(text) { return text.match(RUN) || []; }

  function unique(list) { return Array.from(new Set(list)); }

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

  /* Each article number of a folded text to `see` as ``§106``, with its place and length; gives the text without them. */
  function articles(text, see) {
    return text.replace(ARTICLE, function (all, one, many, latin, at) {
      see('§' + numeral(one || many || latin), at, all.length);
      return ' ';
    });
  }

  /* The terms of a folded text: article numbers, then pairs of Han characters and words. */
  function terms(text) {
    var found = [];
    runs(articles(text, function (term) { found.push(term); })).forEach(function (run) {
      if (!isHan(run) || run.length === 1) found.push(run);
      else for (var i = 0; i + 1 < run.length; i++) found.push(run.substr(i, 2));
    });
    return found;
  }

  /* Where the marks stand in a text: ranges that do not overlap, in order. */
  function ranges(text, marks) {
    var low = text.toLowerCase(), found = [];
    function put(start, end) {
      if (!found.some(function (r) { return start < r[1] && r[0] < end; })) found.push([start, end]);
    }
    marks.forEach(function (mark) {
      if (isArticle(mark)) {
        articles(low, function (term, at, length) { if (term === mark) put(at, at + length); });
      } else if (isHan(mark)) {
        for (var at = low.indexOf(mark); at >= 0; at = low.indexOf(mark, at + mark.length)) put(at, at + mark.length);
      } else {
        var stem = mark.length > 4 ? mark.replace(ENDING, '') : mark;
        var word = new RegExp('\\b' + stem + '[a-z]*', 'g'), match;
        while ((match = word.exec(low)) && match[0]) put(match.index, match.index + match[0].length);
      }
    });
    return found.sort(function (a, b) { return a[0] - b[0]; });
  }

  casebook.text = { fold: fold, isHan: isHan, isArticle: isArticle, runs: runs, unique: unique, articles: articles, ranges: ranges };
  casebook.terms = function (text) { return terms(fold(text)); };
  casebook.ranges = ranges;

  /* Text with its marks, as nodes: nothing of a page or a query is ever read as HTML. */
  casebook.highlight = function (element, text, marks) {
    var at = 0;
    ranges(text, marks).forEach(function (range) {
      element.appendChild(document.createTextNode(text.slice(at, range[0])));
      var mark = document.createElement('mark');
      mark.textContent = text.slice(range[0], range[1]);
      element.appendChild(mark);
      at = range[1];
    });
    element.appendChild(document.createTextNode(text.slice(at)));
  };
})();
