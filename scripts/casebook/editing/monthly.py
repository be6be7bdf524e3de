"""The monthly reminder: is there a case for the month, and which pages are due to be checked again."""

from __future__ import annotations

import re

from casebook.content.corpus import Corpus, Page

_SHOWN = ("sample", "published")
_HEADING = re.compile(r"^(#+ )", re.MULTILINE)
_LONGEST = 50_000
"""Characters of a report that an issue can carry: platforms stop at 65,536."""


def missing(corpus: Corpus, month: str) -> bool:
    """Whether no case of ``month`` (``2026-12``) is there to be read."""
    return not any(case.meta.month == month and case.meta.status in _SHOWN for case in corpus.cases)


def underway(corpus: Corpus, month: str) -> list[Page]:
    """Cases of the month that are not published yet."""
    return [case for case in corpus.cases if case.meta.month == month and case.meta.status in ("draft", "approved")]


def due(corpus: Corpus, day: str) -> list[Page]:
    """Rule pages whose next check has come by ``day`` (``2026-12-05``), the longest overdue first."""
    return sorted(
        (page for page in corpus.of("rule") if page.meta.next_check <= day),
        key=lambda page: (page.meta.next_check, page.path),
    )


def notice(corpus: Corpus, day: str, report: str = "") -> str:
    """The reminder as Markdown, its first line a heading; empty when nothing is to be done.

    ``report`` is a longer report in Markdown to carry along.
    """
    month, absent, pages = day[:7], missing(corpus, day[:7]), due(corpus, day)
    if not (absent or pages):
        return ""
    title = f"# {month} 还没有案例" if absent else f"# {month} 有 {len(pages)} 页条规解读到期核对"
    parts = [title]
    if absent:
        parts += [
            f"{month} 还没有可以刊出的案例。新写一个：网页上填“案例”表单，或运行 `.venv/bin/python scripts/new_case.py`。"
        ]
        parts += [f"- 正在写：`docs/{page.path}`（{page.meta.status}）" for page in underway(corpus, month)]
    if pages:
        parts += ["## 到期核对"]
        parts += ["\n".join(f"- [ ] `docs/{page.path}`：应于 {page.meta.next_check} 前核对" for page in pages)]
    carried = _HEADING.sub(r"#\1", _shortened(report.strip()))
    return "\n\n".join([*parts, carried]).strip() + "\n"


def _shortened(report: str) -> str:
    """The report, cut at the end of a line where a platform would refuse the whole issue as too long."""
    if len(report) <= _LONGEST:
        return report
    return report[: report.rfind("\n", 0, _LONGEST)] + "\n\n……报告太长，全文运行 `make report`。"
