"""Rules on ready sessions: the agenda that a trainer reads on the page is the one in the front matter."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from casebook.base.problems import Problem
from casebook.checks.place import in_body
from casebook.content import markdown
from casebook.content.corpus import Corpus, Page
from casebook.content.field_groups import SessionItem
from casebook.content.teaching import numbers

_SPAN = re.compile(r"^\| *(\d+)[—–-](\d+) *\|")
_QUIZ = re.compile(r"\]\([^)\s]*#(?:quiz|q\d)\)")
_LEAD, _SPOKEN = re.compile(r"^\*\*"), re.compile(r"^\*\*(\d+)[—–-]")


@dataclass(frozen=True)
class _Row:
    """A row of the agenda's table: its line in the body counting from 0, its first and last minute, its text."""

    line: int
    first: int
    last: int
    text: str


def agenda_minutes(corpus: Corpus) -> Iterator[Problem]:
    """The agenda's table has the items of the front matter: as many, in their order, each as long, from minute 0."""
    for page, head, pairs in _agendas(corpus):
        clock = 0
        for number, (item, row) in enumerate(pairs, 1):
            end = clock + item.minutes if item else clock
            if row is None:
                message = f"流程表缺第 {number} 项（{clock}—{end} 分钟），页面信息的 agenda 里有这一项"
                yield in_body(page, head, "agenda-minutes", message)
            elif item is None:
                message = f"流程表多出第 {number} 行，页面信息的 agenda 里没有这一项，请补上或删去"
                yield in_body(page, row.line, "agenda-minutes", message)
            elif (row.first, row.last) != (clock, end):
                message = f"这一行写的是 {row.first}—{row.last}，按页面信息 agenda 第 {number} 项应为 {clock}—{end}"
                yield in_body(page, row.line, "agenda-minutes", message)
            clock = end


def agenda_page(corpus: Corpus) -> Iterator[Problem]:
    """A row whose item is a page of the site links to that page."""
    for page, _, pairs in _agendas(corpus):
        for item, row in pairs:
            if item and row and item.page in corpus.by_path:
                target = posixpath.relpath(item.page, posixpath.dirname(page.base))
                if not re.search(rf"\]\({re.escape(target)}[)#]", row.text):
                    message = f"这一行没有链接到 agenda 里写的页面，应有：[页面名]({target})"
                    yield in_body(page, row.line, "agenda-page", message)


def agenda_question(corpus: Corpus) -> Iterator[Problem]:
    """Where a session asks quiz questions nothing calls them by the numbers that they have on the page of their case."""
    for page, _, pairs in _agendas(corpus):
        asking = {row.first: row.line for _, row in pairs if row and _QUIZ.search(row.text)}
        for line in (*asking.values(), *_spoken(page, set(asking))):
            if said := numbers(markdown.plain(markdown.lines(page.body)[line])):
                listed = "、".join(f"第{number}题" for number in sorted(said))
                message = (
                    f"这里写了“{listed}”，那是案例页上的题号；幻灯、题卷和答案按这堂课从第1题起重新编号。"
                    "请不写题号，写这道题问什么，如“[测一测：有几家买了招标文件](……#q2)”"
                )
                yield in_body(page, line, "agenda-question", message)


def _spoken(page: Page, first: set[int]) -> Iterator[int]:
    """The lines of the trainer's notes on the parts that begin at these minutes."""
    marks = [heading for heading in page.headings if heading.level <= 2]
    head = next((number for number, heading in enumerate(marks) if heading.id == "notes"), None)
    if head is None:
        return
    end = marks[head + 1].line if head + 1 < len(marks) else None
    inside = False
    for number, text in page.prose:
        if number > marks[head].line and (end is None or number < end):
            if _LEAD.match(text):
                span = _SPOKEN.match(text)
                inside = bool(span and int(span[1]) in first)
            if inside:
                yield number


def _agendas(corpus: Corpus) -> Iterator[tuple[Page, int, list[tuple[SessionItem | None, _Row | None]]]]:
    """Each session in each language: the line of its agenda's heading, and the items beside the rows of the table."""
    for page in corpus.pages:
        original = corpus.by_path.get(page.base)
        session = original and original.kind == "session"
        head = next((heading.line for heading in page.headings if heading.id == "agenda"), None) if session else None
        if original and head is not None:
            yield page, head, list(zip_longest(original.meta.agenda, _rows(page, head)))


def _rows(page: Page, head: int) -> Iterator[_Row]:
    """The rows under the heading on line ``head`` that begin with a span of minutes."""
    end = next((heading.line for heading in page.headings if heading.line > head and heading.level <= 2), None)
    for number, text in page.prose:
        if number > head and (end is None or number < end) and (span := _SPAN.match(text)):
            yield _Row(number, int(span[1]), int(span[2]), text)


RULES = (agenda_minutes, agenda_page, agenda_question)
