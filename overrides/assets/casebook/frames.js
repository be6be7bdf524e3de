/* How much room text takes on a slide, and slides that are shared out so that none overflows: what
   scripts/casebook/sessions/measure.py and frames.py do, for what is only known here, such as an agenda. Sizes in points. */
(function () {
  'use strict';

  var WORD = /[^\s\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]+|[^]/gu;
  var HAN = /[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]/;
  /* Wide, full and ambiguous characters of Unicode's East Asian Width, but the curly quotation marks. */
  var FULL = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\ue000-\uf8ff\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}\u00a1\u00a4\u00a7\u00a8\u00aa\u00ad\u00ae\u00b0-\u00b4\u00b6-\u00ba\u00bc-\u00bf\u00c6\u00d0\u00d7\u00d8\u00de-\u00e1\u00e6\u00e8-\u00ea\u00ec\u00ed\u00f0\u00f2\u00f3\u00f7-\u00fa\u00fc\u00fe\u0391-\u03a9\u03b1-\u03c9\u0401\u0410-\u0451\u2010\u2013-\u2016\u2020-\u2022\u2024-\u2027\u2030\u2032\u2033\u2035\u203b\u203e\u2103\u2109\u2116\u2121\u2122\u2126\u2153\u2154\u215b-\u215e\u2160-\u216b\u2170-\u2179\u2190-\u2199\u21d2\u21d4\u2200-\u22ff\u2460-\u2595\u25a0\u25a1\u25b2\u25b3\u25bc\u25bd\u25c6\u25c7\u25cb\u25ce\u25cf\u2605\u2606\u260e\u260f\u2776-\u277f]/u;
  var NARROW = 'iljftrI.,:;\'|!()[]/ "‘’', BROAD = 'mwMW@%—…＿';
  var RESERVE = 1.2, LATIN = 1.04, CELL_SIDES = 14, AIRY = 0.85, TITLE_ROWS = 2;

  function em(character) {
    if (FULL.test(character)) return 1;
    if (NARROW.includes(character)) return 0.31;
    if (BROAD.includes(character)) return 0.9;
    return /\p{Lu}/u.test(character) ? 0.7 : 0.56;
  }

  function sum(numbers) { return numbers.reduce(function (all, number) { return all + number; }, 0); }
  function ems(text) { return sum(Array.from(text, em)); }
  function chinese(text) { return HAN.test(text); }
  function leading(text) { return chinese(text) ? 1.4 : 1.15; }

  function rows(text, width) {
    return sum(text.split('\n').map(function (part) {
      var count = 1, used = 0;
      (part.match(WORD) || []).forEach(function (word) {
        var size = ems(word);
        if (used + size > width && word.trim()) {
          count += size > width ? Math.ceil(size / width) : 1;
          used = size % width;
        } else used += size;
      });
      return count;
    }));
  }

  /* How wide the columns of a table would be, in ems. */
  function columns(table) {
    return table[0].map(function (cell, column) {
      var longest = Math.max.apply(null, table.map(function (row) { return ems(row[column]); }));
      return 1.5 + Math.min(Math.max(4, longest < 8 ? longest : 8 + (longest - 8) * 0.35), 44);
    });
  }

  function filled(heights, room) {
    var pages = [[]], used = 0;
    heights.forEach(function (size, at) {
      if (pages[pages.length - 1].length && used + size > room) { pages.push([]); used = 0; }
      pages[pages.length - 1].push(at);
      used += size;
    });
    return pages;
  }

  /* Pieces on as few pages of `room` as hold them, the pages about equally full. */
  function share(pieces, height, room) {
    if (!pieces.length) return [];
    var heights = pieces.map(height), least = Math.max.apply(null, heights), most = room;
    var wanted = filled(heights, room).length;
    while (wanted > 1 && most - least > 1) {
      var middle = (least + most) / 2;
      if (filled(heights, middle).length > wanted) least = middle; else most = middle;
    }
    return filled(heights, most).map(function (page) { return page.map(function (at) { return pieces[at]; }); });
  }

  /* Makes slides in a given look (see scripts/casebook/sessions/appearance.py). */
  window.casebook.frames = function (look) {
    var texts = look.texts, cells = look.cells;

    function lineHeight(line, size) {
      var text = (line.lead || '') + line.text, room = (look.bodyWidth - (line.marked ? look.indent : 0)) / size;
      room = HAN.test(text) ? room - RESERVE : room * LATIN;
      return rows(text, room) * size * leading(text) + look.gap;
    }

    function rowHeight(row, widths, size) {
      return size * Math.max.apply(null, row.map(function (cell, at) {
        return rows(cell, (widths[at] - CELL_SIDES) / size - (HAN.test(cell) ? RESERVE / 2 : 0)) * leading(cell);
      })) + look.margin;
    }

    function heights(slide, size) {
      return slide.grid ? slide.grid.rows.map(function (row) { return rowHeight(row, slide.grid.widths, size); })
        : slide.lines.map(function (line) { return lineHeight(line, size); });
    }

    function titleSize(title) {
      for (var count = 1; count <= TITLE_ROWS; count++) {
        for (var size of look.titles) if (rows(title, look.titleWidth / size - RESERVE) <= count) return size;
      }
      return look.titles[look.titles.length - 1];
    }

    /* The slide with the sizes of its texts; one that `shared` a text with others has the smallest, to look like them. */
    function sized(slide, shared) {
      var sizes = slide.grid ? cells : texts, least = sizes[sizes.length - 1];
      var size = shared ? least : sizes.find(function (size) { return sum(heights(slide, size)) <= look.bodyHeight * AIRY; }) || least;
      var grid = slide.grid && Object.assign({}, slide.grid, { heights: heights(slide, size) });
      return Object.assign({}, slide, { size: size, titleSize: titleSize(slide.title), grid: grid || null });
    }

    /* A slide as one or several that fit; notes stay on the first. */
    function spread(slide) {
      var parts = slide.grid ? gridParts(slide) : share(slide.lines, function (line) {
        return lineHeight(line, texts[texts.length - 1]);
      }, look.bodyHeight).map(function (lines) { return Object.assign({}, slide, { lines: lines }); });
      if (parts.length < 2) return [sized(parts[0] || slide)];
      var marks = chinese(slide.title) ? ['（', '）'] : [' (', ')'];
      return parts.map(function (part, at) {
        var title = slide.title + marks[0] + (at + 1) + '/' + parts.length + marks[1];
        return sized(Object.assign({}, part, { title: title, notes: at ? [] : slide.notes }), true);
      });
    }

    function gridParts(slide) {
      var least = cells[cells.length - 1], head = slide.grid.rows[0], widths = slide.grid.widths;
      var room = look.bodyHeight - rowHeight(head, widths, least);
      return share(slide.grid.rows.slice(1), function (row) { return rowHeight(row, widths, least); }, room).map(function (rows) {
        return Object.assign({}, slide, { grid: { rows: [head].concat(rows), widths: widths } });
      });
    }

    /* A table as wide as the body; what is left over goes to the widest column. */
    function grid(found) {
      var wanted = columns(found), spare = look.bodyWidth / cells[0] - sum(wanted);
      if (spare > 0) wanted[wanted.lastIndexOf(Math.max.apply(null, wanted))] += spare;
      var all = sum(wanted);
      return { rows: found, widths: wanted.map(function (width) { return look.bodyWidth * width / all; }) };
    }

    return { spread: spread, grid: grid, titleSize: titleSize, columns: columns, rows: rows, leading: leading, chinese: chinese };
  };
})();
