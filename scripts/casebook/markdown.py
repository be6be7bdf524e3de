"""Small pieces of Markdown, and the sections of a page written in it."""

from __future__ import annotations

import posixpath
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SPECIAL = re.compile(r"([\\`*_\[\]{}|<>#])")
_HEADING = re.compile(r"^(#{1,6}) +(.*?)(?: *\{#([\w-]+)[^}]*\})? *$")
FENCE = re.compile(r"^(?P<indent>[> \t]*)(?P<mark>`{3,}|~{3,})(?P<rest>.*)$")


def escape(text: str) -> str:
    """Plain text as Markdown that shows it unchanged."""
    return _SPECIAL.sub(r"\\\1", text)


def link(text: str, target: str, *, page: str) -> str:
    """A link from ``page`` to ``target``, both paths relative to ``docs/``."""
    path, _, anchor = target.partition("#")
    href = posixpath.relpath(path, posixpath.dirname(page) or ".")
    return f"[{escape(text)}]({href}{'#' + anchor if anchor else ''})"


def bullets(items: Iterable[str]) -> str:
    return "".join(f"- {item}\n" for item in items)


def block(name: str, content: str, tag: str = "div") -> str:
    """``content`` inside an element of class ``name``, still read as Markdown."""
    return f'<{tag} class="{name}" markdown="1">\n\n{content.strip()}\n\n</{tag}>\n'


def note(kind: str, title: str, text: str) -> str:
    """An admonition."""
    return f'!!! {kind} "{title}"\n    {text}\n'


def fold(kind: str, title: str, content: str) -> str:
    """``content`` behind a title that opens it, without a script."""
    return f'??? {kind} "{title}"\n{textwrap.indent(content, "    ")}'


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


@dataclass(frozen=True)
class Heading:
    """A heading of a page: its line in the body counting from 0, its level, text and explicit id."""

    line: int
    level: int
    text: str
    id: str | None


def headings(body: str) -> Iterator[Heading]:
    """The headings outside fenced code, in order."""
    for number, line in prose(body):
        if match := _HEADING.match(line):
            yield Heading(number, len(match[1]), match[2], match[3])


def prose(body: str) -> Iterator[tuple[int, str]]:
    """The lines outside fenced code, with their number counting from 0."""
    opened = None
    for number, line in enumerate(body.split("\n")):
        match = FENCE.match(line)
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
    lines = body.split("\n")
    for index, heading in enumerate(marks):
        if heading.id == name:
            end = marks[index + 1].line if index + 1 < len(marks) else len(lines)
            return "\n".join(lines[heading.line + 1 : end])
    return ""
