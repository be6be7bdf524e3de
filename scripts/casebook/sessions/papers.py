"""What is printed, as values: a paper and its pieces, and how much room they take on a page of A4."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from casebook.content.blocks import Block, Fold, Items, Paragraph, Quote, Table
from casebook.content.markdown import Heading, plain
from casebook.content.vocabulary import Lang
from casebook.sessions.measure import columns, leading, rows

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
_WHOLE: tuple[Name, ...] = ("quiz", "answers")


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
    def groups(self) -> tuple[tuple[Piece, ...], ...]:
        """The pieces that stay on one page together: each question of a quiz, and what is about rows to write on."""
        starts = [at for at, piece in enumerate(self.pieces) if isinstance(piece, Heading)] or [0]
        if self.name not in _WHOLE:
            rows = next((at for at, piece in enumerate(self.pieces) if isinstance(piece, Writing)), len(self.pieces))
            last = max((at for at in starts if at < rows < len(self.pieces)), default=len(self.pieces))
            alone = tuple((piece,) for piece in self.pieces[:last])
            return (*alone, self.pieces[last:]) if last < len(self.pieces) else alone
        ends = [*starts[1:], len(self.pieces)]
        return tuple(self.pieces[start:end] for start, end in zip(starts, ends, strict=True))


def height(pieces: Iterable[Piece], size: float) -> float:
    """About how high pieces stand on a page when set in ``size`` points, in points."""
    return sum(_piece(piece, size) for piece in pieces)


def _piece(piece: Piece, size: float) -> float:
    if isinstance(piece, Heading):
        return size * 2.6
    if isinstance(piece, Paragraph | Quote):
        return _text(piece.text, size, WIDTH)
    if isinstance(piece, Items):
        return sum(_text(item, size, WIDTH - 2 * size) for item in piece.items)
    if isinstance(piece, Table):
        return _table(piece, size)
    if isinstance(piece, Fold):
        return size * 2 + height(piece.blocks, size)
    return piece.count * size * 2.4


def _table(table: Table, size: float) -> float:
    cells = [[plain(cell) for cell in row] for row in (table.head, *table.rows)]
    wanted = columns(cells)
    widths = [WIDTH * width / sum(wanted) - 12 for width in wanted]
    return sum(max(_text(cell, size, width) for cell, width in zip(row, widths, strict=True)) + 3 for row in cells)


def _text(text: str, size: float, width: float) -> float:
    shown = plain(text)
    return rows(shown, width / size - 1) * size * max(leading(shown), 1.25) + 4
