"""The headings and sections of a page written in Markdown, and its inline marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

HEADING = re.compile(r"^(#{1,6}) +(.*?)(?: *\{#([\w-]+)[^}]*\})? *$")
FENCE = re.compile(r"^(?P<indent>[> \t]*)(?P<mark>`{3,}|~{3,})(?P<rest>.*)$")
_BAR = re.compile(r"(?<!\\)\|")
_INLINE = re.compile(r"(?<!\\)(?:!?\[((?:[^\[\]\\]|\\.)*)\]\([^)]*\)|\*\*|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|`)")
_MARK = re.compile(r"[\[*`\\]")
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(([^)]*)\)")
_INLINE_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(\s*<?([^)\s>]*)>?(?:\s+\"[^\"]*\")?\s*\)")
_CODE = re.compile(r"`[^`\n]*`")
_ESCAPED = re.compile(r"\\([\\`*_\[\]{}|<>#])")


class Heading(NamedTuple):
    """A heading of a page: its line in the body counting from 0, its level, text and explicit id."""

    line: int
    level: int
    text: str
    id: str | None


class Link(NamedTuple):
    """An inline link or image: from ``start`` to ``end`` of the body, whether it is an image, its text and target."""

    start: int
    end: int
    image: bool
    text: str
    target: str


def inline_links(body: str) -> tuple[Link, ...]:
    """The inline links and images outside code. Their text may run over a line."""
    if "](" not in body:
        return ()
    text = body
    if "`" in body or "~~~" in body:
        shown = dict(prose(body))
        lines = (line if number in shown else " " * len(line) for number, line in enumerate(body.split("\n")))
        text = _CODE.sub(lambda code: " " * len(code[0]), "\n".join(lines))
    return tuple(_link(match) for match in _INLINE_LINK.finditer(text))


def _link(match: re.Match[str]) -> Link:
    """The mark of an image is looked for before the bracket: a pattern that begins with the bracket is quick."""
    start, end = match.span()
    image = match.string[start - 1 : start] == "!"
    return Link(start - image, end, image, match[1], match[2])


@lru_cache(maxsize=4_000)
def headings(body: str) -> tuple[Heading, ...]:
    """The headings outside fenced code, in order. Kept: rules ask again and again, and links lead to other pages'."""
    marks = ((number, _heading(line)) for number, line in prose(body) if line.startswith("#"))
    return tuple(Heading(number, *mark) for number, mark in marks if mark)


@lru_cache(maxsize=4_000)
def _heading(line: str) -> tuple[int, str, str | None] | None:
    """Level, text and id. Kept: most headings of a page are those of all pages of its kind."""
    mark = HEADING.match(line)
    return (len(mark[1]), mark[2], mark[3]) if mark else None


@lru_cache(maxsize=8)
def lines(body: str) -> tuple[str, ...]:
    """The lines of a body. Kept for the few pages that are being looked at: rule after rule asks for them."""
    return tuple(body.split("\n"))


def prose(body: str) -> Iterator[tuple[int, str]]:
    """The lines outside fenced code, with their number counting from 0."""
    numbered = enumerate(lines(body))
    return _unfenced(numbered) if "```" in body or "~~~" in body else numbered


def _unfenced(numbered: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    opened = None
    for number, line in numbered:
        match = FENCE.match(line) if "```" in line or "~~~" in line else None
        if match and opened is None:
            opened = match
        elif opened and match and closes(match, opened):
            opened = None
        elif opened is None:
            yield number, line


def closes(fence: re.Match[str], opened: re.Match[str]) -> bool:
    """Whether a line of backticks or tildes ends the code that ``opened`` began: the same marks, and no more."""
    same = fence["mark"] == opened["mark"] and fence["indent"] == opened["indent"]
    return same and not fence["rest"].strip()


def section(body: str, name: str) -> str:
    """The text under the level-2 heading with id ``name``; empty where there is none."""
    marks = [h for h in headings(body) if h.level <= 2]
    for index, heading in enumerate(marks):
        if heading.id == name:
            end = marks[index + 1].line if index + 1 < len(marks) else None
            return "\n".join(lines(body)[heading.line + 1 : end])
    return ""


def section_at(body: str, name: str) -> str:
    """The text under the heading of any level with id ``name``, deeper headings included; empty where there is none."""
    marks = headings(body)
    for index, heading in enumerate(marks):
        if heading.id == name:
            end = next((mark.line for mark in marks[index + 1 :] if mark.level <= heading.level), None)
            return "\n".join(lines(body)[heading.line + 1 : end])
    return ""


def cells(line: str) -> tuple[str, ...]:
    """The cells of a line of a table, as written."""
    inner = line.strip().removeprefix("|").removesuffix("|")
    return tuple(cell.strip() for cell in _BAR.split(inner))


def plain(text: str) -> str:
    """Inline Markdown as a reader sees it: a link is its words, marks of emphasis and code are gone."""
    if not _MARK.search(text):
        return text.strip()
    return _shown(text).strip()


def _shown(text: str) -> str:
    return _ESCAPED.sub(r"\1", _INLINE.sub(lambda found: found[1] or "", text))


def links(text: str) -> tuple[tuple[str, str], ...]:
    """Words and target of each link."""
    return tuple((found[1], found[2]) for found in _LINK.finditer(text))


def spans(text: str) -> tuple[tuple[str, bool], ...]:
    """Inline Markdown as runs of plain text, each with whether it is strong."""
    if not _MARK.search(text):
        return ((text, False),) if text else ()
    parts = _LINK.sub(r"\1", text).split("**")
    found = ((_shown(part), index % 2 == 1) for index, part in enumerate(parts))
    return tuple(part for part in found if part[0])
