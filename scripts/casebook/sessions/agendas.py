"""The agenda of a session or a case: its entries, the rows and pages behind them, what it is made from."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from casebook.content.corpus import Corpus, Page
from casebook.content.field_groups import SessionItem
from casebook.content.markdown import section
from casebook.content.teaching import QUESTION, Step, run_sheets, steps
from casebook.content.vocabulary import Lang
from casebook.sessions import asking
from casebook.sessions.asking import Asked, Quiz

PARTS: dict[str, str] = {
    "案情": "facts", "处理结果": "outcome", "条规": "rules", "点评": "analysis", "测试": "quiz", "自查": "self-check", "导入": "opening",
    "收束": "closing", "一问": "discussion", "分组": "discussion", "分组研讨": "discussion", "研讨": "discussion",
    "讨论": "discussion", "Facts": "facts", "Outcome": "outcome", "Rules": "rules", "Comment": "analysis", "Comments": "analysis",
    "Quiz": "quiz", "Self-check": "self-check", "Opening": "opening", "Close": "closing",
    "One question": "discussion", "Groups": "discussion", "Group work": "discussion",
    "Group discussion": "discussion", "Discussion": "discussion",
}  # fmt: skip
"""What a run sheet calls a part → what is shown in it. A part by another name has its name shown."""
_FIRST: Mapping[str, tuple[str, ...]] = MappingProxyType({"rules": ("outcome",), "analysis": ("outcome", "rules")})
"""Part of a case → what is told before it where a run sheet has no row for that: how it ended, and by which rules."""


@dataclass(frozen=True)
class Part:
    """An entry of the agenda: from minute ``first`` to ``last``, and what it is called."""

    first: int
    last: int
    title: str


def sources(corpus: Corpus, page: Page) -> list[Page]:
    """A page (an original) and, where it is a session, the pages that its agenda names."""
    if page.kind != "session":
        return [page]
    linked = [path for row in table(corpus, page, "zh") for path, anchor in targets(page, row) if anchor]
    paths = dict.fromkeys([page.base, *(item.page for item in page.meta.agenda), *linked])
    return [corpus.by_path[path] for path in paths if path in corpus.by_path]


def cases(corpus: Corpus, page: Page) -> tuple[Page, ...]:
    """The cases (originals) that are items of a session, each once."""
    items = (corpus.by_path.get(path) for path in dict.fromkeys(item.page for item in page.meta.agenda))
    return tuple(found for found in items if found and found.kind == "case")


def named(corpus: Corpus, page: Page, lang: Lang) -> Iterator[Part]:
    """The agenda of a session with the names of its pages, or of its own items as the table in ``lang`` has them."""
    rows = table(corpus, page, lang)
    clock = 0
    for number, item in enumerate(page.meta.agenda):
        row = rows[number] if number < len(rows) else None
        target = corpus.by_path.get(item.page)
        title = item.title if lang == "zh" or not row else row.lead or row.cell(0)
        if item.page:
            title = corpus.title(target, lang) if target else corpus.vocabulary.label("deck_lost", lang)
        yield Part(clock, clock + item.minutes, title)
        clock += item.minutes


def table(corpus: Corpus, page: Page, lang: Lang) -> tuple[Step, ...]:
    """The rows of a session's agenda as the page in ``lang`` has them."""
    return steps(section(corpus.in_lang(page, lang).body, "agenda"))


def targets(page: Page, row: Step) -> Iterator[tuple[str, str]]:
    """Path of the original and anchor of each page that a row links to."""
    for _, target in row.links:
        path, _, anchor = target.partition("#")
        yield posixpath.normpath(posixpath.join(posixpath.dirname(page.base), path)), anchor


def place(corpus: Corpus, page: Page, item: SessionItem, row: Step) -> tuple[Page | None, str]:
    """The page (an original) that an entry of a session shows, and the place in it.

    It is the entry's own page, or the first place to which the row of an entry without a page links.
    """
    linked = [(corpus.by_path.get(path), anchor) for path, anchor in targets(page, row)]
    if item.page:
        target = corpus.by_path.get(item.page)
        return target, next((anchor for found, anchor in linked if target and found is target), "")
    there = ((found, anchor) for found, anchor in linked if found and anchor and found.kind != "session")
    return next(there, (None, ""))


def endings(corpus: Corpus, page: Page, lang: Lang) -> Iterator[Page | None]:
    """For each entry of a session (an original) the case whose outcome it shows."""
    rows = table(corpus, page, lang)
    for number, item in enumerate(page.meta.agenda):
        target, anchor = place(corpus, page, item, rows[number]) if number < len(rows) else (None, "")
        yield target if target and target.kind == "case" and anchor == "outcome" else None


def is_quiz(target: Page, anchor: str) -> bool:
    """Whether a place is the quiz of a case, or a question of it."""
    return target.kind == "case" and bool(anchor == "quiz" or QUESTION.fullmatch(anchor))


def quizzes(corpus: Corpus, page: Page, lang: Lang) -> Iterator[Quiz | None]:
    """For each entry of a session (an original) the quiz that it has."""
    rows = table(corpus, page, lang)
    for number, item in enumerate(page.meta.agenda):
        yield _quiz(corpus, page, item, rows[number], lang) if number < len(rows) else None


def _quiz(corpus: Corpus, page: Page, item: SessionItem, row: Step, lang: Lang) -> Quiz | None:
    """The quiz of a row: of the questions that it links to, or of as many as its minutes allow."""
    target, anchor = place(corpus, page, item, row)
    if target is None or not is_quiz(target, anchor) or "quiz" in page.meta.withhold:
        return None
    if item.page and "facts" in page.meta.withhold:
        return None
    linked = (found for path, found in targets(page, row) if path == target.path and QUESTION.fullmatch(found))
    return Quiz(corpus.in_lang(target, lang), item.minutes, frozenset(linked))


def asked(corpus: Corpus, page: Page, lang: Lang, minutes: int = 0) -> tuple[tuple[Asked, ...], ...]:
    """The quiz questions that each entry of a session or of a case's run sheet asks; ``minutes`` chooses the sheet."""
    if page.kind == "session":
        return asking.plan(quizzes(corpus, page, lang))
    shown = corpus.in_lang(page, lang)
    rows = sheet(page, shown, minutes)
    return asking.plan(Quiz(shown, row.minutes) if part_of(row) == "quiz" else None for row in rows)


def part_of(row: Step) -> str:
    """The part of a case that a row of its run sheet is about, or what else it is; empty where that is unknown."""
    return PARTS.get(row.cell(0), "")


def shown(rows: Sequence[Step]) -> Iterator[tuple[str, ...]]:
    """For each row of a run sheet the parts that are shown in it: its own, after those that are told first, each once."""
    told = set(map(part_of, rows))
    for part in map(part_of, rows):
        first = [name for name in _FIRST.get(part, ()) if name not in told]
        told.update(first)
        yield *first, part


def sheet(page: Page, shown: Page, minutes: int) -> tuple[Step, ...]:
    """The run sheet of ``minutes``, else the longest; one entry for the whole where a case has none."""
    sheets = run_sheets(shown.body) or run_sheets(page.body)
    if not sheets:
        return (Step(0, max(page.meta.minutes.session, default=page.meta.minutes.read), (shown.meta.title,)),)
    return sheets.get(minutes) or sheets[max(sheets)]
