"""A problem: one thing that is wrong, where it stands and what is expected instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One finding about one file. Sorts by file and line; ``line`` counts from 1."""

    path: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} [{self.code}]"


class BadDataError(Exception):
    """A file of ``docs/_data`` that cannot be used; nothing can be read without it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def github(problem: Problem) -> str:
    """The problem as an annotation of a GitHub or Gitea workflow."""
    message = str(problem.message).replace("%", "%25").replace("\n", "%0A")
    return f"::error file={problem.path},line={problem.line},title={problem.code}::{message}"


def nearest(value: str, choices: Iterable[str]) -> str:
    """A hint that names the choice closest to ``value``, or nothing when none is close."""
    close = get_close_matches(value, list(choices), n=1, cutoff=0.5)
    return f"；您是不是想写 {close[0]}？" if close else ""
