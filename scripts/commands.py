"""What the commands share: reading the content and saying what is wrong with it."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from pathlib import Path

from casebook.checks import of_pages, of_whole
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
    half = _beside(lambda: of_pages(corpus, corpus.pages[::2]))
    found = [*of_pages(corpus, corpus.pages[1::2]), *of_whole(corpus, root)]
    return corpus, sorted([*problems, *found, *half()])


def _beside(work: Callable[[], list[Problem]]) -> Callable[[], list[Problem]]:
    """Begins ``work`` in a process of its own where the system can fork one; what comes back waits for its result."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return work
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=lambda: sender.send(work()))
    process.start()
    sender.close()  # so that a process that died is an error here, not a wait without end

    def result() -> list[Problem]:
        found: list[Problem] = receiver.recv()
        process.join()
        return found

    return result


def sound(root: Path, kept: str, form: Callable[[Problem], str] = str) -> Corpus | None:
    """The content of ``root`` unless it has errors; prints every problem, and that ``kept`` is as before if it has."""
    corpus, problems = examine(root)
    for problem in problems:
        print(form(problem))
    if errors := [problem for problem in problems if problem.severity == "error"]:
        print(f"内容有 {len(errors)} 处问题，{kept}没有改动。", file=sys.stderr)
        return None
    return corpus
