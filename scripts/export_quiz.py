"""Exports quiz questions in forms that learning platforms import: GIFT and QTI 2.1.

python scripts/export_quiz.py [docs/cases/2022/x.md ...] [--issue 代号] [--priority 代号] --format gift,qti --lang zh --out dist/
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casebook.base.output import write
from casebook.base.problems import nearest
from casebook.content.corpus import Corpus, Page
from casebook.content.vocabulary import LANGS
from casebook.pages.quiz_pages import file_name
from casebook.sessions.quiz_exports import WRITERS
from casebook.sessions.quizzes import FACETS, quiz
from commands import ROOT, released, selected, selecting


def main() -> int:
    parser = _parser()
    options = parser.parse_args()
    if wrong := [_unknown(name, WRITERS, "格式") for name in options.format if name not in WRITERS] or _empty(options):
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    corpus = released(options.root, "导出文件", selected(options))
    if corpus is None:
        return 1
    if wrong := _wrong(corpus, options):
        print(*wrong, f"{len(wrong)} 处问题，什么也没有写。", sep="\n", file=sys.stderr)
        return 1
    cases = [case for case in corpus.cases if _wanted(case, options)]
    if not cases:
        print("没有同时符合这些条件的案例，什么也没有写；请放宽一个条件。", file=sys.stderr)
        return 1
    found = [quiz(corpus, case, options.lang) for case in cases]
    settled = corpus.vocabulary.labels["quiz_settled"][options.lang]
    for name in options.format:
        target = options.out / file_name(name, options.lang)
        write(target, WRITERS[name](found, settled))
        print(f"{target}：{len(found)} 个案例，{sum(len(each.questions) for each in found)} 道题")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="把测试题导出成学习平台能导入的格式；不写明案例就是全部。")
    parser.add_argument("pages", nargs="*", metavar="案例", help="docs/cases/ 下的 .md 文件")
    parser.add_argument("--issue", default="", help="只要这一问题类型（taxonomy.yml 的代号）")
    parser.add_argument("--priority", default="", help="只要这一工作要点（页面的代号，如 p08-four-winds）")
    parser.add_argument("--format", type=_list, default=list(WRITERS), help="格式，用逗号隔开：gift,qti")
    parser.add_argument("--lang", choices=LANGS, default="zh", help="语言")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="放导出文件的文件夹，默认为 dist")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    selecting(parser)
    return parser


def _list(text: str) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


def _empty(options: argparse.Namespace) -> list[str]:
    return [] if options.format else [f"--format 是空的，应为 {'、'.join(WRITERS)} 中的一种或者几种，用逗号隔开。"]


def _unknown(given: str, known: object, what: str) -> str:
    choices = list(known)  # type: ignore[call-overload]
    return f"{what} {given} 没有，可选：{'、'.join(choices)}{nearest(given, choices)}"


def _wrong(corpus: Corpus, options: argparse.Namespace) -> list[str]:
    """What is asked for and not there: pages, tags."""
    paths = {f"docs/{case.path}" for case in corpus.cases}
    wrong = [
        _unknown(given, sorted(paths), "案例") for given in options.pages if _path(given, options.root) not in paths
    ]
    for facet in FACETS:
        used = sorted({slug for case in corpus.cases for slug in getattr(case.meta, facet)})
        given = getattr(options, facet)
        if given and given not in used:
            wrong.append(_unknown(given, used, f"--{facet}"))
    return wrong


def _path(given: str, root: Path) -> str:
    """A path as the repository writes it, whether it is given from here or from the repository."""
    for file in (Path(given), root / given):
        if file.is_file() and file.resolve().is_relative_to(root.resolve()):
            return file.resolve().relative_to(root.resolve()).as_posix().replace(".en.md", ".md")
    return given


def _wanted(case: Page, options: argparse.Namespace) -> bool:
    named = not options.pages or f"docs/{case.path}" in {_path(given, options.root) for given in options.pages}
    return named and all(not (slug := getattr(options, facet)) or slug in getattr(case.meta, facet) for facet in FACETS)


if __name__ == "__main__":
    sys.exit(main())
