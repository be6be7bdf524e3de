"""What is printed, as values: a paper and its pieces, and how much room they take on a page of A4."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Literal, TypeAlias

from casebook.content.blocks import Block, Fold, Items, Paragraph, Quote, Table
from casebook.content.markdown import Heading, plain, spans
from casebook.content.vocabulary import Lang
from casebook.sessions.measure import columns, is_chinese, leading, rows

Name: TypeAlias = Literal["guide", "handout", "quiz", "answers", "signin", "case", "review"]
LEARNERS: tuple[Name, ...] = ("handout", "case", "quiz")
"""The papers that learners get; the others are the trainer's."""
WIDTH, HEIGHT = 510.0, 690.0
"""What a page of A4 holds between its margins, in points, without title and notice."""
NORMAL = 10.5


@dataclass(frozen=True)
class Writing:
    """Rows to write on."""

    count: int


@dataclass(frozen=True)
class Register:
    """A table to fill in by hand: its head and how many numbered rows it has."""

    head: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Blanks(Table):
    """A table of which some cells are filled in by hand, with room for it."""


Piece: TypeAlias = Block | Writing | Register
SHORT, LAST = 0.22, 0.35
"""How much of a page what is kept whole below a heading takes at most, and below the last one."""
_REMARK = re.compile(r"\s*(?:（[^（）]*）|\([^()]*\))?\s*")
LATIN = 1.12
"""How much more text a row of the Latin face of papers, which is narrow, takes than its estimate says."""
HEAD, FOLD, WRITE, LEADING = 2.6, 2.0, 2.4, 1.25
"""Heights of a heading, of the title of a fold and of a row to write on, and the least of a row of text, as multiples of
the size of the text."""
SPACE, BORDERS, SIDES = 4.0, 3.0, 12.0
"""What stands below a paragraph, around the rows of a table and beside the text of its cells, in points."""


@dataclass(frozen=True)
class Paper:
    """A paper ready to be written in any format. ``size`` is that of its text in points; ``day`` the only date in it."""

    name: Name
    id: str
    """By which its file is named."""
    title: str
    notice: str
    footer: str
    page: str
    """How a page is numbered, with ``{page}`` and ``{pages}``."""
    lang: Lang
    day: str
    pieces: tuple[Piece, ...]
    size: float = NORMAL

    @property
    def asks(self) -> bool:
        """Whether it consists of questions, each with what belongs to it."""
        return self.name in ("quiz", "answers")

    @property
    def groups(self) -> tuple[tuple[Piece, ...], ...]:
        """The pieces that stay on one page together, all others by themselves.

        Together are each question of a quiz, what is about rows to write on, and what is short below a heading.
        """
        *parts, last = self._parts()
        return (*chain.from_iterable(self._whole(part, SHORT) for part in parts), *self._whole(last, LAST))

    def _parts(self) -> list[list[Piece]]:
        """The pieces from each heading to the next one; one that has nothing below it goes with the next."""
        parts: list[list[Piece]] = [[]]
        for piece in self.pieces:
            if isinstance(piece, Heading) and not all(isinstance(each, Heading) for each in parts[-1]):
                parts.append([])
            parts[-1].append(piece)
        return parts

    def _whole(self, part: list[Piece], most: float) -> list[tuple[Piece, ...]]:
        """A part as one group where it is to stay whole, taking ``most`` of a page; else piece by piece."""
        written = any(isinstance(piece, Writing) for piece in part)
        headed = isinstance(part[0], Heading) if part else False
        if headed and (self.asks or written or height(part, self.size) <= HEIGHT * most):
            return [tuple(part)]
        return [(piece,) for piece in part]


def leads(piece: Paragraph) -> bool:
    """Whether a paragraph leads to what stands below it: it ends with a colon, or is a strong name with a remark at most."""
    first, *rest = spans(piece.text) or (("", False),)
    named = first[1] and _REMARK.fullmatch("".join(text for text, _ in rest))
    return plain(piece.text).endswith(("：", ":")) or bool(named)


def height(pieces: Iterable[Piece], size: float) -> float:
    """About how high pieces stand on a page when set in ``size`` points, in points."""
    return sum(_piece(piece, size) for piece in pieces)


def _piece(piece: Piece, size: float) -> float:
    if isinstance(piece, Heading):
        return size * HEAD
    if isinstance(piece, Paragraph | Quote):
        return _text(piece.text, size, WIDTH)
    if isinstance(piece, Items):
        return sum(_text(item, size, WIDTH - 2 * size) for item in piece.items)
    if isinstance(piece, Table):
        return _table(piece, size)
    if isinstance(piece, Fold):
        return size * FOLD + height(piece.blocks, size)
    return piece.count * size * WRITE


def _table(table: Table, size: float) -> float:
    cells = [[plain(cell) for cell in row] for row in (table.head, *table.rows)]
    wanted = columns(cells)
    widths = [WIDTH * width / sum(wanted) - SIDES for width in wanted]
    return sum(
        max(_text(cell, size, width) for cell, width in zip(row, widths, strict=True)) + BORDERS for row in cells
    )


def _text(text: str, size: float, width: float) -> float:
    shown = plain(text)
    room = width / size - 1 if is_chinese(shown) else width / size * LATIN
    return rows(shown, room) * size * max(leading(shown), LEADING) + SPACE
