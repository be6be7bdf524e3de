/* How much room text takes on a slide, and slides that are shared out so that none overflows: what
   scripts/casebook/sessions/measure.py and frames.py do, for what is only known here, such as an agenda. Sizes in points. */
(function () {
  'use strict';

  /* A word is not divided at a space that does not break; of a row that is full, spaces hang over the end. */
  var WORD = /[!-\u2e7f]+|[^]/gu, HANGING = ' \t\u3000', NEARLY = 1e-6;
  var HAN = /[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]/;
  /* Wide, full and ambiguous characters of Unicode's East Asian Width up to U+3000, but the curly quotation marks. */
  var FULL = /[\u00a1\u00a4\u00a7\u00a8\u00aa\u00ad\u00ae\u00b0-\u00b4\u00b6-\u00ba\u00bc-\u00bf\u00c6\u00d0\u00d7\u00d8\u00de-\u00e1\u00e6\u00e8-\u00ea\u00ec\u00ed\u00f0\u00f2\u00f3\u00f7-\u00fa\u00fc\u00fe\u0101\u0111\u0113\u011b\u0126\u0127\u012b\u0131-\u0133\u0138\u013f-\u0142\u0144\u0148-\u014b\u014d\u0152\u0153\u0166\u0167\u016b\u01ce\u01d0\u01d2\u01d4\u01d6\u01d8\u01da\u01dc\u0251\u0261\u02c4\u02c7\u02c9-\u02cb\u02cd\u02d0\u02d8-\u02db\u02dd\u02df\u0300-\u036f\u0378\u0379\u0380-\u0383\u038b\u038d\u0391-\u03a9\u03b1-\u03c1\u03c3-\u03c9\u0401\u0410-\u044f\u0451\u0530\u0557\u0558\u058b\u058c\u0590\u05c8-\u05cf\u05eb-\u05ee\u05f5-\u05ff\u070e\u074b\u074c\u07b2-\u07bf\u07fb\u07fc\u082e\u082f\u083f\u085c\u085d\u085f\u086b-\u086f\u088f\u0892-\u0897\u0984\u098d\u098e\u0991\u0992\u09a9\u09b1\u09b3-\u09b5\u09ba\u09bb\u09c5\u09c6\u09c9\u09ca\u09cf-\u09d6\u09d8-\u09db\u09de\u09e4\u09e5\u09ff\u0a00\u0a04\u0a0b-\u0a0e\u0a11\u0a12\u0a29\u0a31\u0a34\u0a37\u0a3a\u0a3b\u0a3d\u0a43-\u0a46\u0a49\u0a4a\u0a4e-\u0a50\u0a52-\u0a58\u0a5d\u0a5f-\u0a65\u0a77-\u0a80\u0a84\u0a8e\u0a92\u0aa9\u0ab1\u0ab4\u0aba\u0abb\u0ac6\u0aca\u0ace\u0acf\u0ad1-\u0adf\u0ae4\u0ae5\u0af2-\u0af8\u0b00\u0b04\u0b0d\u0b0e\u0b11\u0b12\u0b29\u0b31\u0b34\u0b3a\u0b3b\u0b45\u0b46\u0b49\u0b4a\u0b4e-\u0b54\u0b58-\u0b5b\u0b5e\u0b64\u0b65\u0b78-\u0b81\u0b84\u0b8b-\u0b8d\u0b91\u0b96-\u0b98\u0b9b\u0b9d\u0ba0-\u0ba2\u0ba5-\u0ba7\u0bab-\u0bad\u0bba-\u0bbd\u0bc3-\u0bc5\u0bc9\u0bce\u0bcf\u0bd1-\u0bd6\u0bd8-\u0be5\u0bfb-\u0bff\u0c0d\u0c11\u0c29\u0c3a\u0c3b\u0c45\u0c49\u0c4e-\u0c54\u0c57\u0c5b\u0c5c\u0c5e\u0c5f\u0c64\u0c65\u0c70-\u0c76\u0c8d\u0c91\u0ca9\u0cb4\u0cba\u0cbb\u0cc5\u0cc9\u0cce-\u0cd4\u0cd7-\u0cdc\u0cdf\u0ce4\u0ce5\u0cf0\u0cf3-\u0cff\u0d0d\u0d11\u0d45\u0d49\u0d50-\u0d53\u0d64\u0d65\u0d80\u0d84\u0d97-\u0d99\u0db2\u0dbc\u0dbe\u0dbf\u0dc7-\u0dc9\u0dcb-\u0dce\u0dd5\u0dd7\u0de0-\u0de5\u0df0\u0df1\u0df5-\u0e00\u0e3b-\u0e3e\u0e5c-\u0e80\u0e83\u0e85\u0e8b\u0ea4\u0ea6\u0ebe\u0ebf\u0ec5\u0ec7\u0ece\u0ecf\u0eda\u0edb\u0ee0-\u0eff\u0f48\u0f6d-\u0f70\u0f98\u0fbd\u0fcd\u0fdb-\u0fff\u10c6\u10c8-\u10cc\u10ce\u10cf\u1100-\u115f\u1249\u124e\u124f\u1257\u1259\u125e\u125f\u1289\u128e\u128f\u12b1\u12b6\u12b7\u12bf\u12c1\u12c6\u12c7\u12d7\u1311\u1316\u1317\u135b\u135c\u137d-\u137f\u139a-\u139f\u13f6\u13f7\u13fe\u13ff\u169d-\u169f\u16f9-\u16ff\u1716-\u171e\u1737-\u173f\u1754-\u175f\u176d\u1771\u1774-\u177f\u17de\u17df\u17ea-\u17ef\u17fa-\u17ff\u181a-\u181f\u1879-\u187f\u18ab-\u18af\u18f6-\u18ff\u191f\u192c-\u192f\u193c-\u193f\u1941-\u1943\u196e\u196f\u1975-\u197f\u19ac-\u19af\u19ca-\u19cf\u19db-\u19dd\u1a1c\u1a1d\u1a5f\u1a7d\u1a7e\u1a8a-\u1a8f\u1a9a-\u1a9f\u1aae\u1aaf\u1acf-\u1aff\u1b4d-\u1b4f\u1b7f\u1bf4-\u1bfb\u1c38-\u1c3a\u1c4a-\u1c4c\u1c89-\u1c8f\u1cbb\u1cbc\u1cc8-\u1ccf\u1cfb-\u1cff\u1f16\u1f17\u1f1e\u1f1f\u1f46\u1f47\u1f4e\u1f4f\u1f58\u1f5a\u1f5c\u1f5e\u1f7e\u1f7f\u1fb5\u1fc5\u1fd4\u1fd5\u1fdc\u1ff0\u1ff1\u1ff5\u1fff\u2010\u2013-\u2016\u2020-\u2022\u2024-\u2027\u2030\u2032\u2033\u2035\u203b\u203e\u2065\u2072-\u2074\u207f\u2081-\u2084\u208f\u209d-\u209f\u20ac\u20c1-\u20cf\u20f1-\u20ff\u2103\u2105\u2109\u2113\u2116\u2121\u2122\u2126\u212b\u2153\u2154\u215b-\u215e\u2160-\u216b\u2170-\u2179\u2189\u218c-\u2199\u21b8\u21b9\u21d2\u21d4\u21e7\u2200\u2202\u2203\u2207\u2208\u220b\u220f\u2211\u2215\u221a\u221d-\u2220\u2223\u2225\u2227-\u222c\u222e\u2234-\u2237\u223c\u223d\u2248\u224c\u2252\u2260\u2261\u2264-\u2267\u226a\u226b\u226e\u226f\u2282\u2283\u2286\u2287\u2295\u2299\u22a5\u22bf\u2312\u231a\u231b\u2329\u232a\u23e9-\u23ec\u23f0\u23f3\u2427-\u243f\u244b-\u24e9\u24eb-\u254b\u2550-\u2573\u2580-\u258f\u2592-\u2595\u25a0\u25a1\u25a3-\u25a9\u25b2\u25b3\u25b6\u25b7\u25bc\u25bd\u25c0\u25c1\u25c6-\u25c8\u25cb\u25ce-\u25d1\u25e2-\u25e5\u25ef\u25fd\u25fe\u2605\u2606\u2609\u260e\u260f\u2614\u2615\u261c\u261e\u2640\u2642\u2648-\u2653\u2660\u2661\u2663-\u2665\u2667-\u266a\u266c\u266d\u266f\u267f\u2693\u269e\u269f\u26a1\u26aa\u26ab\u26bd-\u26bf\u26c4-\u26e1\u26e3\u26e8-\u26ff\u2705\u270a\u270b\u2728\u273d\u274c\u274e\u2753-\u2755\u2757\u2776-\u277f\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55-\u2b59\u2b74\u2b75\u2b96\u2cf4-\u2cf8\u2d26\u2d28-\u2d2c\u2d2e\u2d2f\u2d68-\u2d6e\u2d71-\u2d7e\u2d97-\u2d9f\u2da7\u2daf\u2db7\u2dbf\u2dc7\u2dcf\u2dd7\u2ddf\u2e5e-\u3000]/;
  var NARROW = 'iljftrI.,:;\'|!()[]/ "‘’', BROAD = 'mwMW@%—…＿';
  var RESERVE = 1.2, LATIN = 1.04, CELL_SIDES = 14, AIRY = 0.85, TITLE_ROWS = 2;

  /* In hundredths of an em: sums are exact, here and in Python. */
  function width(character) {
    if (character > '\u3000' || FULL.test(character)) return 100;
    if (NARROW.includes(character)) return 31;
    if (BROAD.includes(character)) return 90;
    return /\p{Uppercase}/u.test(character) ? 70 : 56;
  }

  function sum(numbers) { return numbers.reduce(function (all, number) { return all + number; }, 0); }
  function size(text) { return sum(Array.from(text, width)); }
  function ems(text) { return size(text) / 100; }
  function chinese(text) { return HAN.test(text); }
  function leading(text) { return chinese(text) ? 1.4 : 1.15; }

  function rows(text, width) {
    var room = Math.floor(width * 100 + NEARLY);
    return sum(text.split('\n').map(function (part) {
      var count = 1, used = 0;
      (part.match(WORD) || []).forEach(function (word) {
        var wide = size(word), over = wide > room;
        if (used + wide > room && !HANGING.includes(word)) {
          count += over ? Math.ceil(wide / room) : 1;
          used = over ? wide % room : wide;
        } else used += wide;
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
