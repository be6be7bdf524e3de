"""Writes the report on the content: what is due, who cites what, what has fallen behind; or what a new edition would touch.

python scripts/report.py --date 2026-12-05 [--format markdown|json] [--edition RULE-ID [--from 2027-01-01]] [--output FILE]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from casebook.base.output import write
from casebook.base.problems import nearest
from casebook.content.corpus import Corpus
from casebook.editing import report_pages
from casebook.editing.report import report, touched
from commands import ROOT, day, sound

_ENDINGS = {"markdown": "md", "json": "json"}


def main() -> int:
    options = _parser().parse_args()
    options.date = day("--date", options.date)
    options.start = day("--from", options.start) if options.start else options.date
    corpus = sound(options.root, "报告")
    if corpus is None:
        return 1
    editions = corpus.vocabulary.editions
    if options.edition and options.edition not in editions:
        print(f"登记册里没有 {options.edition} 这一版{nearest(options.edition, editions)}", file=sys.stderr)
        return 1
    name = f"report-{options.edition}" if options.edition else "report"
    target: Path = options.output or options.root / "dist" / f"{name}.{_ENDINGS[options.format]}"
    make: Callable[[Corpus, argparse.Namespace], tuple[str, str]] = _edition if options.edition else _whole
    text, said = make(corpus, options)
    write(target, text.encode())
    print(f"{said}；全文在 {target.relative_to(Path.cwd()) if target.is_relative_to(Path.cwd()) else target}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="内容报告：到期核对的页面和引用、落后的译文、覆盖情况、缺的月份、引用索引；或某一版规则换版会影响哪些页面。"
    )
    parser.add_argument("--date", required=True, help="今天，如 2026-12-05")
    parser.add_argument("--edition", metavar="规则代号", help="只看这一版换版会影响什么，如 jilv-chufen-tiaoli-2023")
    parser.add_argument("--from", dest="start", help="设新版自哪天施行，默认 --date 的那天")
    parser.add_argument("--format", choices=tuple(_ENDINGS), default="markdown", help="输出格式")
    parser.add_argument("--output", type=Path, help="写到哪里，默认为仓库里的 dist/report.md（或 .json）")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    return parser


def _whole(corpus: Corpus, options: argparse.Namespace) -> tuple[str, str]:
    """The report, and what it comes to in one line."""
    found = report(corpus, options.date.isoformat())
    text = report_pages.data(found) if options.format == "json" else report_pages.markdown(found, corpus.vocabulary)
    counts = {
        "页到期": found.pages_due,
        "处引用到期": found.citations_due,
        "节译文落后": found.stale,
        "个月没有案例": found.months_missing,
    }
    return text, "，".join(f"{len(each)} {name}" for name, each in counts.items())


def _edition(corpus: Corpus, options: argparse.Namespace) -> tuple[str, str]:
    rule, start = options.edition, options.start.isoformat()
    found = touched(corpus, rule, start)
    if options.format == "json":
        text = report_pages.edition_data(rule, start, found)
    else:
        text = report_pages.edition_markdown(rule, start, found, corpus.vocabulary)
    return text, f"{len(found)} 处引用，{len({each.path for each in found})} 页"


if __name__ == "__main__":
    sys.exit(main())
