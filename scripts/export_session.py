"""Exports sessions and cases as files to carry away: slides, guide, handout, quiz, and pages to print.

python scripts/export_session.py docs/training/sessions/x.md --format pptx,docx,pdf,html --lang zh --out dist/
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import chromium
from casebook.base.output import write
from casebook.base.problems import Problem, nearest
from casebook.content.corpus import Corpus, Page
from casebook.content.teaching import lengths
from casebook.content.vocabulary import LANGS, Lang
from casebook.sessions.exports import FORMATS, pages
from commands import ROOT, page_at, released, selected, selecting

_KNOWN = ("pptx", "docx", "pdf", "html")
_WHERE = "应为 docs/training/sessions/ 下的课程或者 docs/cases/ 下的案例"


def main() -> int:
    parser = _parser()
    options = parser.parse_args()
    selection = selected(options)
    if not options.format:
        print(f"--format 是空的，应为 {'、'.join(_KNOWN)} 中的一种或者几种，用逗号隔开。", file=sys.stderr)
        return 1
    if unknown := [name for name in options.format if name not in _KNOWN]:
        hints = "；".join(f"没有 {name} 这种格式{nearest(name.lower(), _KNOWN)}" for name in unknown)
        print(f"--format 可选 {'、'.join(_KNOWN)}，用逗号隔开。{hints}", file=sys.stderr)
        return 1
    if options.out.exists() and not options.out.is_dir():
        print(f"{options.out} 是一个文件，应为放导出文件的文件夹。什么也没有写。", file=sys.stderr)
        return 1
    corpus = released(options.root, "导出文件", selection)
    if corpus is None:
        return 1
    found = [(given, page_at(corpus, options.root, given)) for given in options.pages]
    problems = [problem for given, page in found for problem in _wrong(corpus, options, given, page)]
    if problems:
        print(*problems, sep="\n")
        print(f"{len(problems)} 处问题，什么也没有写。", file=sys.stderr)
        return 1
    return _export(corpus, list({page.path: page for _, page in found if page}.values()), options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="把课程或案例导出成课件、讲义和测试卷。")
    parser.add_argument("pages", nargs="+", metavar="页面", help="docs/training/sessions/ 或 docs/cases/ 下的 .md 文件")
    parser.add_argument("--format", type=_list, default=list(_KNOWN), help="格式，用逗号隔开：pptx,docx,pdf,html")
    parser.add_argument("--lang", choices=LANGS, default="zh", help="语言")
    parser.add_argument("--minutes", type=int, default=0, help="案例用多长的流程单，默认为最长的一种")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="放导出文件的文件夹，默认为 dist")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    selecting(parser)
    return parser


def _list(text: str) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


def _wrong(corpus: Corpus, options: argparse.Namespace, given: str, page: Page | None) -> Iterator[Problem]:
    if page is None:
        fit = [f"docs/{found.path}" for kind in ("session", "case") for found in corpus.of(kind)]
        yield Problem(given, 1, "page", f"没有这一页，或者它还没有发布、已经撤下，{_WHERE}{nearest(given, fit)}")
    elif page.kind not in ("session", "case"):
        yield Problem(given, 1, "page-kind", f"这一页不是课程，也不是案例，{_WHERE}")
    elif page.kind == "case" and options.minutes and options.minutes not in lengths(page.body):
        choices = "、".join(map(str, lengths(page.body)))
        yield Problem(given, 1, "minutes", f"没有 {options.minutes} 分钟的流程单，可选：{choices}")


def _export(corpus: Corpus, found: list[Page], options: argparse.Namespace) -> int:
    """Makes and writes the files page by page; a page's files are written once all of them are made."""
    browser = chromium.find() if "pdf" in options.format else None
    lacking = "pdf" in options.format and browser is None
    failed = False
    for number, page in enumerate(found, 1):
        print(f"{number}/{len(found)} {corpus.title(page, options.lang)}", flush=True)
        files: dict[str, bytes] = {}
        for name in options.format:
            if name != "pdf":
                files |= _made(name, FORMATS[name](corpus, page, options.lang, options.minutes))
            elif browser:
                try:
                    files |= _made(name, _printed(browser, corpus, page, options.lang, options.minutes))
                except chromium.PrintError as error:
                    print(f"  pdf：{error}；其他格式照常。", file=sys.stderr)
                    failed = True
        for name, content in files.items():
            write(options.out / name, content)
        print(f"  写在 {options.out}：{len(files)} 个文件", flush=True)
    if lacking:
        print(chromium.HELP, file=sys.stderr)
    return 1 if lacking or failed else 0


def _made(name: str, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Says what was made."""
    print(f"  {name}：{'、'.join(files)}", flush=True)
    return files


def _printed(browser: Path, corpus: Corpus, page: Page, lang: Lang, minutes: int) -> dict[str, bytes]:
    day = corpus.in_lang(page, lang).meta.updated
    made = pages(corpus, page, lang, minutes)
    return {name.removesuffix(".html") + ".pdf": chromium.pdf(browser, html, day) for name, html in made.items()}


if __name__ == "__main__":
    sys.exit(main())
