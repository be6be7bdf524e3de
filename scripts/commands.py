"""What the commands share: reading the content and saying what is wrong with it."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import chain, zip_longest
from pathlib import Path
from typing import TypeVar

from casebook.base.problems import BadDataError, Problem
from casebook.checks.rules import of_pages, of_whole
from casebook.content import checked, publication
from casebook.content.corpus import Corpus, Page
from casebook.content.publication import Selection
from casebook.content.reader import read

sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
ROOT = Path(__file__).parent.parent
Item = TypeVar("Item")
Result = TypeVar("Result")


def examine(root: Path) -> tuple[Corpus | None, list[Problem]]:
    """The content of ``root`` and every problem in it, sorted; no content where its data files cannot be used."""
    try:
        corpus, problems = read(root, each=on_two_cores)
    except BadDataError as error:
        return None, [error.problem]
    # Both halves in processes of their own, so that what looks at the whole is nobody's last piece of work.
    halves = [_beside(partial(of_pages, corpus, corpus.pages[at::2])) for at in (0, 1)]
    return corpus, sorted([*problems, *of_whole(corpus, root), *chain.from_iterable(half() for half in halves)])


def on_two_cores(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """The result of ``work`` for each item, every other one from a process of its own."""
    others = _beside(lambda: list(map(work, items[1::2])))
    mine = list(map(work, items[::2]))
    pairs = zip_longest(mine, others())
    return [found for pair in pairs for found in pair][: len(items)]


def _beside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begins ``work`` in a process of its own where the system can fork one; what comes back waits for its result."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return work
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=lambda: sender.send(work()))
    process.start()
    sender.close()  # so that a process that died is an error here, not a wait without end

    def result() -> Result:
        found: Result = receiver.recv()
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


def selecting(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments that say which pages are published; each stands in for one of the environment's."""
    environment = checked.selection(os.environ)
    parser.add_argument(
        "--date", default=environment.date, help="为哪一天生成，如 2026-12-01；不写，定了发布日期的页面都不生成"
    )
    parser.add_argument(
        "--without-sample",
        action="store_true",
        default=not environment.samples,
        help="不生成示范页面（status: sample）",
    )
    parser.add_argument(
        "--preview", action="store_true", default=environment.preview, help="连同草稿和未发布的一起生成，都有标签"
    )


def day(name: str, given: str) -> date:
    """The day that the argument ``name`` gives; one that is none ends the command in plain words."""
    try:
        return date.fromisoformat(given)
    except ValueError:
        print(f"{name} 写的是“{given}”，应为日历上有的一天，如 2026-12-01", file=sys.stderr)
        raise SystemExit(2) from None


def selected(options: argparse.Namespace) -> Selection:
    """What the arguments ask for; a day that is none ends the command."""
    chosen = day("--date", options.date).isoformat() if options.date else ""
    return Selection(date=chosen, samples=not options.without_sample, preview=options.preview)


def released(root: Path, kept: str, selection: Selection) -> Corpus | None:
    """What of the content of ``root`` is published, unless it has errors; prints what is left out."""
    corpus = sound(root, kept)
    if corpus is None:
        return None
    if lost := list(publication.lost(corpus, selection)):
        print(*lost, sep="\n")
        print(f"有 {len(lost)} 个发布过的地址会打不开，{kept}没有改动。", file=sys.stderr)
        return None
    for page in publication.held(corpus, selection):
        if page.meta.status != "sample":
            day = f"，定于 {page.meta.publish_on} 发布" if page.meta.publish_on else ""
            print(f"不发布：docs/{page.path}（{page.meta.status}{day}）")
    return publication.published(corpus, selection)


def page_at(corpus: Corpus, root: Path, given: str) -> Page | None:
    """The original that a path names, written from here, from the repository or from ``docs``, in either language."""
    docs = (root / "docs").resolve()
    for path in (Path(given), root / given, docs / given):
        near = Path(os.path.abspath(path))  # noqa: PTH100 - a link out of docs must not be followed
        if near.is_relative_to(docs):
            name = near.relative_to(docs).as_posix().replace(".en.md", ".md")
            if page := corpus.by_path.get(name):
                return page
    return None
