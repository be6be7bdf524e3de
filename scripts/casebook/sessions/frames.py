"""A slide as a value, and the room that one has. Text is shared out over more slides, never set too small to fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal, TypeAlias

from casebook.content.blocks import Block, Fold, Items, Paragraph, Quote, Table
from casebook.content.markdown import Heading, plain, spans
from casebook.sessions.measure import columns, is_chinese, leading, rows, sentences, share

Kind: TypeAlias = Literal["title", "aims", "agenda", "case", "questions", "rule", "quiz", "culture", "item", "closing"]

WIDTH, HEIGHT = 960, 540
"""A slide of 16:9 in points."""
LEFT, TOP, BODY_WIDTH, BODY_HEIGHT = 48, 114, 864, 380
"""Where the body stands on a slide, in points."""
TITLES, TEXTS, CELLS = (30, 26, 22), (32, 28, 24), (24, 20, 18)
"""Sizes of titles, of the body's text and of a table's, in points, the wanted one first. The last one can be read from
the last row of a meeting room; what does not fit then goes on another slide."""
GAP, MARGIN = 9, 4
"""Space after a line, and above and below a cell's text together, in points."""
TITLE_WIDTH, TITLE_ROWS = 714, 2
INDENT = 24
_RESERVE = 1.2
"""Ems of each row left free: estimates err, and punctuation may not begin a row."""
_LATIN = 1.04
"""How much more Latin text a row takes than its estimate, which is on the safe side, says."""
_CELL_SIDES = 14
_AIRY = 0.85
"""How much of a slide the larger sizes may fill."""


@dataclass(frozen=True)
class Line:
    """A paragraph of a slide's body: bold words it opens with, the rest, and whether a mark stands before it."""

    text: str
    lead: str = ""
    marked: bool = False

    def height(self, size: int) -> float:
        """In points, with the space below it, when set in ``size`` points."""
        text = self.lead + self.text
        room = (BODY_WIDTH - (INDENT if self.marked else 0)) / size
        room = room - _RESERVE if is_chinese(text) else room * _LATIN
        return rows(text, room) * size * leading(text) + GAP


@dataclass(frozen=True)
class Grid:
    """A table of plain text, its head in the first row, and the width of each column in points."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]

    def row_height(self, row: Sequence[str], size: int) -> float:
        """The height of a row in points."""
        rooms = [(width - _CELL_SIDES) / size for width in self.widths]
        counts = (
            rows(cell, room - (_RESERVE / 2 if is_chinese(cell) else 0)) * leading(cell)
            for cell, room in zip(row, rooms, strict=True)
        )
        return max(counts) * size + MARGIN

    def height(self, size: int) -> float:
        return sum(self.row_height(row, size) for row in self.rows)


def grid(found: Sequence[tuple[str, ...]]) -> Grid:
    """A table as wide as the body, its columns by what stands in them; what is left over goes to the widest."""
    wanted = columns(found)
    if (spare := BODY_WIDTH / CELLS[0] - sum(wanted)) > 0:
        wanted[max(range(len(wanted)), key=lambda at: (wanted[at], at))] += spare
    return Grid(tuple(found), tuple(BODY_WIDTH * width / sum(wanted) for width in wanted))


@dataclass(frozen=True)
class Slide:
    """A slide: either lines or a table, notes in paragraphs, and its minutes.

    The minutes of a part of the agenda stand on its first slide; the slides that follow have 0. ``part`` counts the
    parts from 1; 0 is outside the agenda. ``clock`` says in words which part it is and when.
    """

    kind: Kind
    title: str
    lines: tuple[Line, ...] = ()
    grid: Grid | None = None
    notes: tuple[str, ...] = ()
    minutes: int = 0
    part: int = 0
    clock: str = ""
    shared: bool = False
    """Whether it is one of several that hold one text, which all have the smallest size, to look alike."""

    def height(self, size: int) -> float:
        """The height of the body in points when its text is set in ``size``."""
        return self.grid.height(size) if self.grid else sum(line.height(size) for line in self.lines)

    @property
    def size(self) -> int:
        """The size of the body's text in points: the largest that leaves some room, else the smallest."""
        wanted = CELLS if self.grid else TEXTS
        if self.shared:
            return wanted[-1]
        return next((size for size in wanted if self.height(size) <= BODY_HEIGHT * _AIRY), wanted[-1])

    @property
    def title_size(self) -> int:
        """The size of the title in points: the largest in which it takes one row, else two."""
        fitting = (size for count in range(1, TITLE_ROWS + 1) for size in TITLES if self.title_rows(size) <= count)
        return next(fitting, TITLES[-1])

    def title_rows(self, size: int) -> int:
        return rows(self.title, TITLE_WIDTH / size - _RESERVE)

    @property
    def fits(self) -> bool:
        return self.height(self.size) <= BODY_HEIGHT and self.title_rows(self.title_size) <= TITLE_ROWS


def spread(slide: Slide) -> tuple[Slide, ...]:
    """The slide as one or several that fit, numbered in their titles when there are several; notes stay on the first."""
    parts = [replace(slide, grid=part) for part in _grids(slide.grid)] if slide.grid else _texts(slide)
    if len(parts) == 1:
        return (parts[0],)
    left, right = ("（", "）") if is_chinese(slide.title) else (" (", ")")
    return tuple(
        replace(
            part, title=f"{slide.title}{left}{at}/{len(parts)}{right}", notes=() if at > 1 else slide.notes, shared=True
        )
        for at, part in enumerate(parts, 1)
    )


def _texts(slide: Slide) -> list[Slide]:
    pieces = list(chain.from_iterable(_cut(line) for line in slide.lines))
    pages = share(pieces, lambda line: line.height(TEXTS[-1]), BODY_HEIGHT)
    return [replace(slide, lines=tuple(page)) for page in pages] or [slide]


def _cut(line: Line) -> list[Line]:
    """A line higher than a slide, in sentences put together to lines that fit."""
    if line.height(TEXTS[-1]) <= BODY_HEIGHT:
        return [line]
    found = [replace(line, text="")]
    for sentence in sentences(line.text):
        longer = replace(found[-1], text=found[-1].text + sentence)
        found = [*found[:-1], longer] if longer.height(TEXTS[-1]) <= BODY_HEIGHT else [*found, Line(sentence)]
    return found


def _grids(whole: Grid) -> list[Grid]:
    """A table whose rows are shared out, its head on each part, the columns as wide as before."""
    head, body = whole.rows[0], whole.rows[1:]
    pages = share(body, lambda row: whole.row_height(row, CELLS[-1]), BODY_HEIGHT - whole.row_height(head, CELLS[-1]))
    return [replace(whole, rows=(head, *page)) for page in pages] or [whole]


def lines(found: Iterable[Block]) -> tuple[Line, ...]:
    """Blocks as lines of a slide. A heading leads the paragraph below it; what opens only on a click is left out."""
    result: list[Line] = []
    lead = ""
    for block in found:
        if isinstance(block, Heading):
            result += [Line("", lead)] if lead else []
            lead = plain(block.text) + ("　" if is_chinese(block.text) else "  ")
        elif new := _lines(block):
            result += [Line(new[0].lead + new[0].text, lead) if lead else new[0], *new[1:]]
            lead = ""
    return (*result, *([Line("", lead)] if lead else []))


def _lines(block: Block) -> list[Line]:
    if isinstance(block, Items):
        marks = [f"{number}. " if block.ordered else "" for number in range(1, len(block.items) + 1)]
        return [_line(item, mark, marked=not block.ordered) for item, mark in zip(block.items, marks, strict=True)]
    if isinstance(block, Fold):
        return [] if block.opens else list(lines(block.blocks))
    if isinstance(block, Table):
        return [Line("　".join(plain(cell) for cell in row)) for row in block.rows]
    return [_line(block.text)] if isinstance(block, Paragraph | Quote) else []


def _line(text: str, mark: str = "", *, marked: bool = False) -> Line:
    parts = spans(text)
    lead = parts[0][0] if parts and parts[0][1] else ""
    rest = "".join(part for part, _ in parts)[len(lead) :]
    return Line(rest if lead else mark + rest, mark + lead if lead else "", marked)


def told(found: Iterable[Block]) -> tuple[str, ...]:
    """Blocks as the paragraphs of a slide's notes, answers included."""
    result: list[str] = []
    for block in found:
        if isinstance(block, Fold):
            result += [f"{block.title}：{text}" if not at else text for at, text in enumerate(told(block.blocks))]
        elif isinstance(block, Heading):
            result.append(plain(block.text))
        else:
            result += [line.lead + line.text for line in _lines(block)]
    return tuple(result)
