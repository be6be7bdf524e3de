"""A problem: one thing that is wrong, where it stands and what is expected instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning"]
"""An error stops the build; a warning asks a person to look and is shown only."""
FIXABLE = "，可用 --fix 修复"
"""Ends the message of a problem that :mod:`casebook.base.fixes` mends."""


@dataclass(frozen=True, order=True)
class Problem:
    """One finding about one file. Sorts by file and line; ``line`` and ``column`` count from 1, column 0 is unknown."""

    path: str
    line: int
    code: str
    message: str
    column: int = 0
    severity: Severity = "error"

    def __str__(self) -> str:
        path = printable(self.path)
        place = f"{path}:{self.line}:{self.column}" if self.column else f"{path}:{self.line}"
        kind = "提醒：" if self.severity == "warning" else ""
        return f"{place}: {kind}{printable(self.message)} [{self.code}]"


class BadDataError(Exception):
    """A file of ``docs/_data`` that cannot be used; nothing can be read without it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def printable(text: str) -> str:
    """The text on one line that every terminal and format can carry.

    Bytes that are no text, line ends and controls become escapes, so that a file name cannot forge a finding.
    """
    return "".join(c if c.isprintable() or c == "\u3000" else c.encode("unicode_escape").decode() for c in text)


def nearest(value: str, choices: Iterable[str]) -> str:
    """A hint that names the choice closest to ``value``, or nothing when none is close."""
    return suggesting(closest(value, choices))


def closest(value: str, choices: Iterable[str]) -> str:
    """The choice closest to ``value``, or nothing when none is close."""
    return next(iter(get_close_matches(value, list(choices), n=1, cutoff=0.5)), "")


def suggesting(choice: str) -> str:
    """A hint that names what somebody may have meant, or nothing."""
    return f"；您是不是想写 {choice}？" if choice else ""
