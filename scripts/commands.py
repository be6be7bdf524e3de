"""What the commands share: reading the content and saying what is wrong with it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from casebook.checks import problems_of
from casebook.corpus import Corpus, read
from casebook.problems import BadDataError, Problem

sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
ROOT = Path(__file__).parent.parent


def examine(root: Path) -> tuple[Corpus | None, list[Problem]]:
    """The content of ``root`` and every problem in it, sorted; no content where its data files cannot be used."""
    try:
        corpus, problems = read(root)
    except BadDataError as error:
        return None, [error.problem]
    return corpus, sorted([*problems, *problems_of(corpus, root)])


def sound(root: Path, kept: str, form: Callable[[Problem], str] = str) -> Corpus | None:
    """The content of ``root`` unless it has errors; prints every problem, and that ``kept`` is as before if it has."""
    corpus, problems = examine(root)
    for problem in problems:
        print(form(problem))
    if errors := [problem for problem in problems if problem.severity == "error"]:
        print(f"内容有 {len(errors)} 处问题，{kept}没有改动。", file=sys.stderr)
        return None
    return corpus
