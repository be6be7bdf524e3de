"""Exports the review sheet of pages: what the gate and the front matter know filled in, the steps left for people.

python scripts/export_review.py docs/cases/2022/x.md [--format docx,html] [--out dist/]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from casebook.base.output import write
from casebook.base.problems import Problem, nearest
from casebook.content.corpus import Page
from casebook.editing.review_sheet import paper
from casebook.sessions import guides, print_pages
from casebook.sessions.papers import Paper
from commands import ROOT, examine, page_at


def _print_page(sheet: Paper) -> bytes:
    return print_pages.write(sheet.title, [sheet])


FORMATS: Mapping[str, Callable[[Paper], bytes]] = {"docx": guides.write, "html": _print_page}


def main() -> int:
    parser = argparse.ArgumentParser(description="导出审核单：已知的填好，没有做的空着，由各环节的人填写签名。")
    parser.add_argument("pages", nargs="+", metavar="页面", help="docs/ 下的 .md 文件")
    parser.add_argument("--format", choices=(*FORMATS, "all"), default="docx", help="格式，默认 docx；html 用来打印")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="放导出文件的文件夹，默认为 dist")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    options = parser.parse_args()
    corpus, problems = examine(options.root)
    if corpus is None:
        print(*problems, sep="\n")
        return 1
    found = [(given, page_at(corpus, options.root, given)) for given in options.pages]
    wrong = [_missing(given, [page.path for page in corpus.originals]) for given, page in found if page is None]
    if wrong:
        print(*wrong, *_about(problems, options.pages), sep="\n")
        print(f"{len(wrong)} 处问题，什么也没有写。", file=sys.stderr)
        return 1
    for page in {page.path: page for _, page in found if page}.values():
        _export(paper(corpus, page, _of(problems, page)), options.format, options.out)
    return 0


def _missing(given: str, known: Sequence[str]) -> Problem:
    hint = nearest(given, [f"docs/{path}" for path in known])
    return Problem(given, 1, "page", f"没有这一页，或者它的页面信息还读不出来，应为 docs/ 下的 .md 文件{hint}")


def _about(problems: Sequence[Problem], given: Sequence[str]) -> list[Problem]:
    """What the gate says of pages that cannot be read."""
    return [problem for problem in problems if any(path.endswith(problem.path) for path in given)]


def _of(problems: Sequence[Problem], page: Page) -> list[Problem]:
    """The findings about a page and its translation."""
    paths = {f"docs/{page.path}", f"docs/{page.path.removesuffix('.md')}.en.md"}
    return [problem for problem in problems if problem.path in paths]


def _export(sheet: Paper, form: str, folder: Path) -> None:
    for name, make in FORMATS.items():
        if form in (name, "all"):
            target = folder / f"{sheet.id}.{name}"
            write(target, make(sheet))
            print(target)


if __name__ == "__main__":
    sys.exit(main())
