"""Numbers taken apart: a piece of one in each cell of a row or column of a table, or in each point of a list.

A piece is all that the cell or point says, but for a label with a colon. Pieces belong together that stand side by side
or one below the other, with nothing left out between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from casebook.privacy.digits import Number, number

_PIECE = re.compile(
    r"[|\n:](?<![0-9]:)[ \t*`_~'\"“”>+\-]*+(?=[0-9xX×])(?:[0-9]{1,2}[.)、][ \t]++)?+([0-9xX×][0-9xX× \-]*+)[ \t*`_~'\"“”,;.。、]*+(?![^|\n])"
)
_LINE = re.compile(r"\n(?![> \t]*+\n)")
"""The end of a line that something stands after: lines with nothing in them, in a quotation or not, part no pieces."""
_GROUP = re.compile(r"[0-9]+|[xX×]")
_DATE = r"(?:19|20)[0-9]{2}-?[0-9]{1,2}(?:-?[0-9]{1,2})?"
_DATES = re.compile(rf"{_DATE}(?: ?-+ ?{_DATE})* *")
_MOBILE, _IDENTITY = 11, 18
"""How long the numbers are that are looked for."""
_Place: TypeAlias = tuple[int, int]
"""Line, not counting blank ones, and column."""


class _Piece(NamedTuple):
    length: int
    start: int
    end: int


@lru_cache(maxsize=2)
def numbers(text: str) -> tuple[Number, ...]:
    """What neighbouring pieces of the folded ``text`` make, where it is as long as a number looked for."""
    matches = list(_PIECE.finditer(f"\n{text}"))  # so that the first line begins like any other
    pieces = _pieces(matches) if len(matches) > 1 else {}
    rows = (row for step in ((0, 1), (1, 0)) for row in _rows(pieces, *step))
    return tuple(found for row in rows for found in _of(row, text))


def _pieces(matches: Sequence[re.Match[str]]) -> Mapping[_Place, _Piece]:
    """The pieces found in a text with one more line end before it, which their starts and ends do not count."""
    found: dict[_Place, _Piece] = {}
    text, line, at = matches[0].string, 0, 0
    for match in matches:
        start, end = match.span(1)
        line += len(_LINE.findall(text, at, start))
        column = text.count("|", text.rfind("\n", 0, start), start)
        length = end - start - match[1].count(" ") - match[1].count("-")
        found[line, column] = _Piece(length, start - 1, end - 1)
        at = start
    return found


def _rows(pieces: Mapping[_Place, _Piece], down: int, right: int) -> Iterator[list[_Piece]]:
    """The pieces that follow one another in a direction: two or more, each row as long as it goes on."""
    for line, column in pieces:
        if (line + down, column + right) in pieces and (line - down, column - right) not in pieces:
            row: list[_Piece] = []
            while piece := pieces.get((line + down * len(row), column + right * len(row))):
                row.append(piece)
            yield row


def _of(row: Sequence[_Piece], text: str) -> Iterator[Number]:
    for first in range(len(row)):
        total = row[first].length
        for last in range(first + 1, len(row)):
            total += row[last].length
            if total in (_MOBILE, _IDENTITY) and not _dates(parts := row[first : last + 1], text):
                groups = [g.span() for piece in parts for g in _GROUP.finditer(text, *piece[1:])]
                before = text[row[first - 1].end : row[first].start] if first else ""
                after = text[row[last].end : row[last + 1].start] if last + 1 < len(row) else ""
                yield number(text, groups, before, after)
            if total >= _IDENTITY:
                break


def _dates(parts: Sequence[_Piece], text: str) -> bool:
    """Whether all parts are months, days or spans of them: of three months below each other, every eleventh would pass for an identity."""
    return all(_DATES.fullmatch(text, piece.start, piece.end) for piece in parts)
