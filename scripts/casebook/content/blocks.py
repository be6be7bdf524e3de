"""The few kinds of block that pages are written in, typed. What is not known is a paragraph; nothing is refused."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TypeAlias

from casebook.content.markdown import HEADING, Heading, cells, prose

_ITEM = re.compile(r"^(-|\*|\d+\.) +")
_FOLD = re.compile(r'^(?:\?\?\?\+?|!!!) *[\w-]+(?: +"([^"]*)")? *$')
TABLE_LINE = re.compile(r"\|[\s:|-]*-[\s:|-]*")
"""The line below the head of a table, however it is spaced."""


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together, joined; inline Markdown as written."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list; what is indented below an item is part of it."""

    ordered: bool
    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table: cells as written, every row as long as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Quote:
    """A quotation set off from the text."""

    text: str


@dataclass(frozen=True)
class Fold:
    """A block behind or under a title of its own: an answer that opens, a note."""

    title: str
    opens: bool
    blocks: tuple[Block, ...]


Block: TypeAlias = Heading | Paragraph | Items | Table | Quote | Fold


@lru_cache(maxsize=64)
def blocks(text: str) -> tuple[Block, ...]:
    """A text read block by block; what it does not know it takes for a paragraph. Fenced code is left out.

    Kept for the few texts that are being looked at.
    """
    shown = dict(prose(text))
    lines = [shown.get(number, "") for number in range(text.count("\n") + 1)]
    found: list[Block] = []
    at = 0
    while at < len(lines):
        if lines[at].strip():
            block, used = _block(lines[at:], at)
            found.append(block)
            at += used
        else:
            at += 1
    return tuple(found)


def _block(lines: list[str], number: int) -> tuple[Block, int]:
    """The block that begins on the first of ``lines`` (line ``number``), and how many lines it takes."""
    first = lines[0]
    if first.startswith("#") and (heading := HEADING.match(first)):
        return Heading(number, len(heading[1]), heading[2], heading[3]), 1
    if first.startswith("|"):
        rows = _run(lines, lambda line: line.startswith("|"))
        written = [cells(row) for row in rows if not TABLE_LINE.fullmatch(row)]
        head = written[0] if written else ()
        return Table(head, tuple((*row, *[""] * len(head))[: len(head)] for row in written[1:])), len(rows)
    if fold := _FOLD.match(first):
        inner = _run(lines[1:], lambda line: not line.strip() or line.startswith("    "))
        return Fold(fold[1] or "", first.startswith("?"), blocks(textwrap.dedent("\n".join(inner)))), 1 + len(inner)
    if item := _ITEM.match(first):
        return _items(lines, ordered=item[1] not in "-*")
    if first.startswith(">"):
        rows = _run(lines, lambda line: line.startswith(">"))
        return Quote(_joined([row.removeprefix(">").strip() for row in rows])), len(rows)
    rows = [
        first,
        *_run(lines[1:], lambda line: bool(line.strip()) and line[0] not in "|>" and not _heads(line)),
    ]
    return Paragraph(_joined([row.strip() for row in rows])), len(rows)


def _heads(line: str) -> bool:
    return line.startswith("#") and bool(HEADING.match(line))


def _items(lines: list[str], *, ordered: bool) -> tuple[Items, int]:
    """A list to its end: a line that is neither empty nor indented nor an item of the same kind."""
    found: list[str] = []
    used = 0
    for line in lines:
        item = _ITEM.match(line)
        if item and (item[1] not in "-*") == ordered:
            found.append(line[item.end() :].strip())
        elif line.startswith(" ") and line.strip():
            found[-1] = _joined([found[-1], _ITEM.sub("", line.strip())])
        elif line.strip():
            break
        used += 1
    return Items(ordered, tuple(found)), used


def _run(lines: list[str], belongs: Callable[[str], bool]) -> list[str]:
    return list(takewhile(belongs, lines))


def _joined(lines: list[str]) -> str:
    """Lines of one paragraph as one: Chinese needs no space where a line was broken."""
    text = lines[0] if lines else ""
    for line in lines[1:]:
        near = text[-1:] + line[:1]
        text += ("" if not near.isascii() else " ") + line
    return text
