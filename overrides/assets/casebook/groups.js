/* Which pieces of a paper stay on one page together: as papers.py in scripts/casebook/sessions says, for papers that are put
   together here. Sizes in points. */
(function () {
  'use strict';

  function sum(numbers) { return numbers.reduce(function (all, number) { return all + number; }, 0); }
  function plain(text) { return [].concat(text).join(''); }
  function heading(piece) { return piece.type === 'heading'; }

  /* `look` is what the setting of the kits says of papers, `measure` the measures of frames.js. Gives a function from a paper
     to its groups of pieces, in their order. */
  window.casebook.groups = function (look, measure) {
    var whole = look.whole;

    function text(found, size, width) {
      var shown = plain(found), han = measure.chinese(shown);
      var room = han ? width / size - 1 : width / size * whole.latin;
      return measure.rows(shown, room) * size * Math.max(measure.leading(shown), whole.leading) + whole.space;
    }

    function table(piece, size) {
      return sum(piece.rows.map(function (row) {
        return Math.max.apply(null, row.map(function (cell, at) { return text(cell, size, piece.widths[at] - whole.sides); })) + whole.borders;
      }));
    }

    function height(piece, size) {
      switch (piece.type) {
        case 'heading': return size * whole.head;
        case 'paragraph': case 'quote': return text(piece.text, size, look.width);
        case 'items': return sum(piece.items.map(function (item) { return text(item, size, look.width - 2 * size); }));
        case 'table': return table(piece, size);
        case 'fold': return size * whole.fold + sum(piece.pieces.map(function (each) { return height(each, size); }));
        default: return piece.count * size * whole.write;
      }
    }

    /* From each heading to the next one; one that has nothing below it goes with the next. */
    function parts(pieces) {
      return pieces.reduce(function (found, piece) {
        if (heading(piece) && !found[found.length - 1].every(heading)) found.push([]);
        found[found.length - 1].push(piece);
        return found;
      }, [[]]);
    }

    function kept(paper, part, most) {
      if (!part.length || !heading(part[0])) return false;
      if (paper.asks || part.some(function (piece) { return piece.type === 'writing'; })) return true;
      return sum(part.map(function (piece) { return height(piece, paper.size); })) <= whole.height * most;
    }

    return function (paper) {
      return parts(paper.pieces).reduce(function (found, part, at, all) {
        var most = at < all.length - 1 ? whole.short : whole.last;
        return found.concat(kept(paper, part, most) ? [part] : part.map(function (piece) { return [piece]; }));
      }, []);
    };
  };
})();
