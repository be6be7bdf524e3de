"""The report as Markdown and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

from casebook.content.coverage import Row
from casebook.content.vocabulary import Vocabulary
from casebook.editing.report import Cited, Report, Touched, by_rule, numbered

_USES = {"conduct": "", "handling": "（处理）", "contrast": "（对照）"}


def markdown(report: Report, words: Vocabulary) -> str:
    """What is to be done first, then the coverage, at the end the long index of citations."""
    parts = [
        f"# 内容报告 {report.day}",
        *_section(
            "到期核对的页面",
            (f"- [ ] `{due.path}:{due.line}`：{due.what}，{due.since} 到期" for due in report.pages_due),
        ),
        *_section("到期核对的引用", (f"- [ ] `{due.path}:{due.line}`：{due.what}" for due in report.citations_due)),
        *_section(
            "落后于中文的译文",
            (f"- [ ] `{each.path}:{each.line}`：{each.section}，中文在 `{each.original}`" for each in report.stale),
        ),
        *_section("还没有案例的月份", [f"{'、'.join(report.months_missing)}"] if report.months_missing else []),
        "## 英文译文的覆盖",
        _table(report.coverage, words),
        "## 引用索引",
        *_index(report.cited, words),
    ]
    return "\n\n".join(parts) + "\n"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    listed = list(lines)
    yield f"## {title}" + (f"（{len(listed)}）" if len(listed) > 1 else "")
    yield "\n".join(listed) or "没有。"


def _table(rows: Sequence[Row], words: Vocabulary) -> str:
    lines = [
        f"| {words.label(f'kind_{row.kind}', 'zh')} | {row.pages} | {row.translated} | {row.unreviewed} | {row.stale} | {row.missing} |"
        for row in rows
    ]
    return "\n".join(["| 类别 | 页数 | 有译文 | 未审校 | 落后 | 没有译文 |", "|---|---|---|---|---|---|", *lines])


def _index(found: Sequence[Cited], words: Vocabulary) -> Iterator[str]:
    """Rule → article → the pages that cite it."""
    for rule, articles in by_rule(found):
        edition = words.editions[rule]
        yield f"### {edition.name.zh}（{edition.edition}）`{rule}`"
        yield "\n".join(f"- {_numbered(pages[0])}：{'、'.join(map(_place, pages))}" for _, pages in articles)


def _numbered(each: Cited) -> str:
    return numbered(each.article) + (f"（现行{numbered(each.present)}）" if each.present else "")


def _place(each: Cited) -> str:
    return f"`{each.path}:{each.line}`{_USES[each.use]}"


def data(report: Report) -> str:
    """The report as JSON."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n"


def edition_markdown(rule: str, start: str, found: Sequence[Touched], words: Vocabulary) -> str:
    """What a new edition would touch, article by article."""
    edition = words.editions[rule]
    keep = sum(each.keeps for each in found)
    parts = [
        f"# 《{edition.name.zh}》（{edition.edition}）换版会影响什么",
        f"设新版自 {start} 施行。引用 {len(found)} 处：按时间仍用旧版的 {keep} 处，要改的 {len(found) - keep} 处。",
    ]
    for article, group in groupby(found, key=lambda each: each.article):
        parts += [f"## {numbered(article)}"]
        parts += ["\n".join(f"- [ ] `{each.path}:{each.line}`：{each.action}" for each in group)]
    return "\n\n".join(parts) + "\n"


def edition_data(rule: str, start: str, found: Sequence[Touched]) -> str:
    """The same as JSON."""
    content = {"rule": rule, "start": start, "touched": [asdict(each) for each in found]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
