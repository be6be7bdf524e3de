"""Mechanical repairs of a page: what :mod:`casebook.base.characters` finds and no person need decide.

A repair never changes words: quotations of originals stay as they are, and a page without findings keeps its bytes.
Mending a mended page changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casebook.base.characters import INVISIBLE, composed, half, trails, unspaced
from casebook.base.problems import Problem
from casebook.base.source import BOM, Source, decode, masked, quoted, recode


@dataclass(frozen=True)
class Repair:
    """What is done to one line, under the code of the problem it answers."""

    code: str
    done: str
    mend: Callable[[str], str]
    in_prose: bool = False
    """Only where Chinese prose stands: neither code nor link targets, nor English pages."""


REPAIRS = (
    Repair("invisible", "删去看不见的字符", lambda line: INVISIBLE.sub("", line)),
    Repair("decomposed", "合成一个字符", composed),
    Repair("full-width", "全角改半角", half),
    Repair("spacing", "删去汉字与数字、字母之间的空格", unspaced, in_prose=True),
)
"""In this order: each sees the line that the one before left."""


def mend(path: str, raw: bytes) -> tuple[bytes, list[Problem]]:
    """The page's bytes after every repair, and each repair as a warning that says what was done.

    A page whose encoding is in doubt is given back as it is.
    """
    text, done = decode(raw), []
    if text is None:
        text = recode(raw)
        if text is None:
            return raw, []
        done = [_done(path, 1, "encoding", "改存为 UTF-8")]
    source = Source(path, text)
    done += _whole(source)
    lines = list(source.lines)
    for repair in REPAIRS:
        done += _apply(repair, path, lines)
    done += _ends(path, lines)
    return ("\n".join(lines).rstrip("\n") + "\n").encode(), sorted(done)


def _whole(source: Source) -> Iterator[Problem]:
    """The repairs that reading the source has made already."""
    if source.raw.startswith(BOM):
        yield _done(source.path, 1, "byte-order-mark", "删去文件开头的 BOM 记号")
    if "\r" in source.raw:
        yield _done(source.path, 1, "line-ends", "换行改为 LF")
    if not source.text.endswith("\n") or source.text.endswith("\n\n"):
        yield _done(source.path, len(source.text.rstrip("\n").split("\n")), "last-line", "文件末尾留一个换行")


def _apply(repair: Repair, path: str, lines: list[str]) -> list[Problem]:
    """Mends ``lines`` in place; gives what was done."""
    done = []
    numbers = _prose(path, lines) if repair.in_prose else [i for i, line in enumerate(lines) if not quoted(line)]
    for index in numbers:
        mended = _outside_code(repair.mend, lines[index]) if repair.in_prose else repair.mend(lines[index])
        if mended != lines[index]:
            lines[index] = mended
            done.append(_done(path, index + 1, repair.code, repair.done))
    return done


def _prose(path: str, lines: list[str]) -> list[int]:
    return [] if path.endswith(".en.md") else [number - 1 for number, _ in Source(path, "\n".join(lines)).prose()]


def _outside_code(change: Callable[[str], str], line: str) -> str:
    """The line changed around its code and link targets, which are put back as they were."""
    blotted = masked(line)
    kept = iter([line[i] for i, character in enumerate(blotted) if character == "\0"])
    return "".join(next(kept) if character == "\0" else character for character in change(blotted))


def _ends(path: str, lines: list[str]) -> list[Problem]:
    """Takes the spaces that mean nothing from the ends of ``lines``, from the last to the first."""
    done = []
    for index in reversed(range(len(lines))):
        if trails(tuple(lines[index : index + 2]), 0):
            lines[index] = lines[index].rstrip(" \t")
            done.append(_done(path, index + 1, "trailing-space", "删去行末空格"))
    return done


def _done(path: str, line: int, code: str, what: str) -> Problem:
    return Problem(path, line, code, what, severity="warning")
