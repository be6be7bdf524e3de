"""Forms: what people fill in, typed — what the files for spreadsheet and word processor are made from."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, replace

from casebook.content.vocabulary import Lang

FILES = "toolkit/files"
"""Where the files to download lie, below the site's root or a language's folder."""
FLOW = "flow"
"""Id of the sheet whose rows are the steps of a flow chart."""
_EXAMPLE = ("示例", "Example")
_NUMBER = ("序号", "No.")
_BRACKET = re.compile(r" ?(?=[（(])")
_LATIN = re.compile(r"[!-~]+")
"""What is not broken at the end of a line."""
_PADDING = 1.5
"""What the edges of a cell take beside a word, in ems."""
_NUMBER_WIDTH = 4.0
_NARROW, _WIDE = 3.0, 16.0
"""Least and greatest natural width of a column, in ems."""
_LINES = 4
"""Lines into which the longest cell of a list is broken; a fixed sheet, which is read, takes half as many."""
_RECORD = 2
_SHORT = 3.0
"""Width of a text, in ems, that is set in the middle of its column."""
_WRITTEN, _LEAST = 24.0, 6.0
"""Room for all columns of a sheet that are written in by hand, and the least for one of them, in ems."""


@dataclass(frozen=True)
class Row:
    """A row of a form: its cells as plain text, and its line in the body counted from 0, -1 for a row added."""

    line: int
    cells: tuple[str, ...]

    @property
    def example(self) -> bool:
        """Whether it only shows how to fill in: its first cell says so."""
        return self.cells[0].startswith(_EXAMPLE)

    @property
    def added(self) -> bool:
        """Whether it is an empty row that the page does not have."""
        return self.line < 0


@dataclass(frozen=True)
class Sheet:
    """One table with what stands around it.

    ``fields`` are blanks above the table, ``signatures`` blanks below it. ``tables`` counts the tables that were
    written; more or fewer than one is a fault that the checks name.
    """

    id: str
    title: str
    line: int
    notes: tuple[str, ...]
    fields: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    signatures: tuple[str, ...]
    tables: int = 1

    @property
    def register(self) -> bool:
        """Whether it is a list that grows, rather than a fixed set of questions: all its rows are examples."""
        return self.id == FLOW or all(row.example or row.added for row in self.rows)

    def padded(self, count: int) -> Sheet:
        """The sheet with ``count`` empty rows at its end, numbered where its first column is a number."""
        numbered = bool(self.head) and self.head[0] in _NUMBER
        blank = ("",) * (len(self.head) - 1)
        added = (Row(-1, (str(n) if numbered else "", *blank)) for n in range(1, count + 1))
        return replace(self, rows=(*self.rows, *added))

    @property
    def record(self) -> bool:
        """Whether it asks for accounts rather than entries: two columns, a label and room to write."""
        return not self.register and len(self.head) == _RECORD

    @property
    def centred(self) -> tuple[bool, ...]:
        """For each column whether all it holds is as short as a number, a mark or a grade."""
        kept = [row.cells for row in self.rows if not row.example]
        columns = zip(self.head, *kept, strict=True)
        return tuple(
            head in _NUMBER or 0 < max((ems(cell) for cell in cells), default=0) <= _SHORT for head, *cells in columns
        )

    def widths(self, room: float) -> tuple[float, ...]:
        """The width of each column in ems: its natural width, and a share of what is left of ``room``."""
        natural = self._natural()
        numbers = sum(width for head, width in zip(self.head, natural, strict=True) if head in _NUMBER)
        stretch = max(1.0, (room - numbers) / (sum(natural) - numbers or 1))
        return tuple(
            width * (1 if head in _NUMBER else stretch) for head, width in zip(self.head, natural, strict=True)
        )

    def _natural(self) -> tuple[float, ...]:
        """Columns that are empty throughout a fixed sheet are for writing and share what room there is."""
        columns = [(head, cells) for head, *cells in zip(self.head, *(row.cells for row in self.rows), strict=True)]
        empty = [not self.register and not any(cells) for _, cells in columns]
        hand = max(_WRITTEN / max(sum(empty), 1), _LEAST)
        lines = _LINES if self.register else _LINES / 2
        return tuple(
            max(hand, _natural(*column, lines)) if free else _natural(*column, lines)
            for column, free in zip(columns, empty, strict=True)
        )


@dataclass(frozen=True)
class Hint:
    """How a column is filled, and the choices it has, if any."""

    column: str
    text: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """A form ready to be written as a file. ``day`` (``2026-11-23``) is the only date that goes into the file."""

    title: str
    notice: str
    footer: str
    """With ``{page}`` and ``{pages}`` where the numbers stand."""
    lang: Lang
    landscape: bool
    day: str
    sheets: tuple[Sheet, ...]
    guide: Sheet
    hints: tuple[Hint, ...]


def broken(text: str) -> str:
    """What a cell says, an example's mark in two rows: it is not to be broken within its brackets."""
    return _BRACKET.sub("\n", text, count=1) if text.startswith(_EXAMPLE) else text


def wrapped(text: str, room: float) -> int:
    """About how many rows a cell of ``room`` ems breaks its text into."""
    return sum(max(math.ceil(ems(part) / room), 1) for part in broken(text).split("\n"))


def ems(text: str) -> float:
    """About how wide a text is, in ems."""
    return sum(1 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)


def _natural(head: str, cells: list[str], lines: float) -> float:
    """Wide enough for the column's name in two lines, its longest word, and its longest cell in ``lines``."""
    word = max((ems(word) for text in (head, *cells) for word in _LATIN.findall(text)), default=0) + _PADDING
    if head in _NUMBER:
        marks = (ems(part) for cell in cells if cell.startswith(_EXAMPLE) for part in broken(cell).split("\n"))
        return max(_NUMBER_WIDTH, word, max(marks, default=0) + _PADDING)
    longest = max((ems(cell) for cell in cells), default=0)
    wanted = max(ems(head) / (1 if ems(head) <= 4 else 2) + 1, min(longest, max(longest / lines, 7)))
    return max(min(wanted, _WIDE), _NARROW, word)
