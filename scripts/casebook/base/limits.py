"""Limits of a page, looked at before anything is parsed: beyond them a parser takes minutes or breaks off.

Each is a small generator of problems whose docstring is the rule; it goes over the text once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.base.problems import Problem
from casebook.base.source import Source

MAX_BYTES = 200_000
MAX_LINE = 2_000
MAX_DEPTH, MAX_BRACKETS = 6, 60
MAX_HEADINGS = 300
MAX_CELLS, MAX_ROWS = 20, 300
MAX_MARKS = 400
_INDENT = re.compile(r"[ \t]*")
_MARKERS = re.compile(r"[> \t]*(?:(?:[-*+]|[0-9]+[.)])[ \t]+[> \t]*)*")
_NESTS = re.compile(r"[> \t\-*+0-9]")
_DEEP = re.compile(r"\n[> \t\-*+0-9.)]{7}")
"""How every line begins that is nested more than six levels deep: each level takes a character at least."""
_MARKER = re.compile(r">|[-*+]|[0-9]+[.)]")
_BAR = re.compile(r"(?<!\\)\|")
_MARK = re.compile(r"[*_`<\\!&\[]")
_HEADING = re.compile(r"[> \t]*#")


def too_large(source: Source) -> Iterator[Problem]:
    """A page stays under 200 kB."""
    if len(source.text) > MAX_BYTES // 4 and len(source.text.encode()) > MAX_BYTES:  # a character is 4 bytes at most
        yield Problem(source.path, 1, "too-large", f"文件超过 {MAX_BYTES // 1000} kB，请拆成几页")


def long_line(source: Source) -> Iterator[Problem]:
    """A line stays within 2,000 characters."""
    for number, line in enumerate(source.lines, 1) if max(map(len, source.lines)) > MAX_LINE else ():
        if len(line) > MAX_LINE:
            yield Problem(source.path, number, "long-line", f"这一行有 {len(line)} 个字符，至多 {MAX_LINE} 个")


def nesting(source: Source) -> Iterator[Problem]:
    """Lists and quotations go at most six levels deep, and brackets do not pile up on a line."""
    looked_at = _DEEP.search(f"\n{source.text}") or source.text.count("[") > MAX_BRACKETS
    for number, line in enumerate(source.lines, 1) if looked_at else ():
        depth = _depth(line) if _NESTS.match(line) else 0
        if depth > MAX_DEPTH and line.strip():
            message = f"列表或引用嵌套了 {depth} 层，至多 {MAX_DEPTH} 层"
            yield Problem(source.path, number, "nesting", message)
        elif line.count("[") > MAX_BRACKETS:
            message = f"这一行有 {line.count('[')} 个方括号，至多 {MAX_BRACKETS} 个"
            yield Problem(source.path, number, "nesting", message)


def _depth(line: str) -> int:
    indent = len(_INDENT.match(line)[0].expandtabs(4)) // 4  # type: ignore[index]
    return max(indent, len(_MARKER.findall(_MARKERS.match(line)[0])))  # type: ignore[index]


def many_headings(source: Source) -> Iterator[Problem]:
    """A page has at most 300 headings."""
    lines = enumerate(source.lines, 1) if source.text.count("#") > MAX_HEADINGS else ()
    marks = [number for number, line in lines if _HEADING.match(line)]
    if len(marks) > MAX_HEADINGS:
        message = f"这一页有 {len(marks)} 个标题，至多 {MAX_HEADINGS} 个，请拆成几页"
        yield Problem(source.path, marks[MAX_HEADINGS], "many-headings", message)


def many_marks(source: Source) -> Iterator[Problem]:
    """A paragraph holds at most 400 of the characters that a parser of Markdown pairs with each other."""
    marks = 0
    for number, line in enumerate(source.lines, 1) if _marks(source.text) > MAX_MARKS else ():
        before, marks = marks, marks + len(_MARK.findall(line)) if line.strip() else 0
        if before <= MAX_MARKS < marks:
            message = f"这一段里的 * _ ` < \\ ! & [ 超过 {MAX_MARKS} 个，请拆成几段"
            yield Problem(source.path, number, "many-marks", message)


def _marks(text: str) -> int:
    """How many of the characters a text holds: told from its bytes, where leaving them out is quick."""
    bare = text.encode("ascii", "ignore")
    return len(bare) - len(bare.translate(None, b"*_`<\\!&["))


def large_table(source: Source) -> Iterator[Problem]:
    """A table has at most 20 columns and 300 rows."""
    rows = 0
    for number, line in enumerate(source.lines, 1):
        cells = len(_BAR.findall(line.strip().removeprefix("|").removesuffix("|"))) + 1 if "|" in line else 0
        rows = rows + 1 if cells > 0 else 0
        if cells > MAX_CELLS:
            yield Problem(source.path, number, "large-table", f"这一行有 {cells} 格，表格至多 {MAX_CELLS} 栏")
        elif rows == MAX_ROWS + 3:  # a head and a line of dashes are no rows
            yield Problem(source.path, number, "large-table", f"表格超过 {MAX_ROWS} 行，请拆成几个")


RULES = (too_large, long_line, nesting, many_headings, many_marks, large_table)
