"""The report on the content: what is due to be checked, who cites what, what has fallen behind. Pure: a day comes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from casebook.checks.place import line_of
from casebook.content.corpus import Corpus, Page
from casebook.content.coverage import Row, english
from casebook.content.field_groups import Citation
from casebook.content.graph import citations
from casebook.content.vocabulary import Edition
from casebook.editing.monthly import missing

_NEVER = "9999-12-31"


@dataclass(frozen=True)
class Due:
    """Something to be looked at again: where it stands, what it is, the day since which it is due."""

    path: str
    line: int
    what: str
    since: str


@dataclass(frozen=True)
class Cited:
    """One citation of one page. ``present`` is today's number of the article, where the edition is an old one."""

    rule: str
    edition: str
    article: str
    present: str
    use: str
    checked: str
    path: str
    line: int


@dataclass(frozen=True)
class Touched:
    """A citation that a new edition would touch, and what is to be done about it."""

    article: str
    path: str
    line: int
    keeps: bool
    """Whether the page goes on citing the old edition, because of the time it tells of."""
    action: str


@dataclass(frozen=True)
class Stale:
    """A section of a translation that is older than its original, with the line of each."""

    path: str
    line: int
    section: str
    original: str


@dataclass(frozen=True)
class Report:
    """Everything an editor goes through once a month."""

    day: str
    pages_due: tuple[Due, ...]
    citations_due: tuple[Due, ...]
    stale: tuple[Stale, ...]
    coverage: tuple[Row, ...]
    months_missing: tuple[str, ...]
    cited: tuple[Cited, ...]


def report(corpus: Corpus, day: str) -> Report:
    """The report as of ``day`` (``2026-12-05``)."""
    found = tuple(cited(corpus))
    return Report(
        day,
        tuple(sorted(_pages_due(corpus, day), key=lambda due: (due.since, due.path))),
        tuple(_citations_due(found, day)),
        tuple(_stale(corpus)),
        english(corpus),
        tuple(_months_missing(corpus, day[:7])),
        found,
    )


def _year_after(day: str) -> str:
    return f"{int(day[:4]) + 1}{day[4:]}"


def _pages_due(corpus: Corpus, day: str) -> Iterator[Due]:
    """Rule pages whose next check has come, and pages that nobody has looked at for twelve months."""
    for page in corpus.originals:
        name = "last_checked" if page.kind == "rule" else "updated"
        last = getattr(page.meta, name)
        since = min(getattr(page.meta, "next_check", _NEVER), _year_after(last))
        if since <= day:
            what = f"最近{'核对' if page.kind == 'rule' else '修改'} {last}"
            yield Due(f"docs/{page.path}", page.front.line((name,)), what, since)


def cited(corpus: Corpus) -> list[Cited]:
    """Every citation, sorted by rule, article and page."""
    order = {rule: number for number, rule in enumerate(corpus.vocabulary.editions)}
    found = [_cited(page, index, each) for page in corpus.originals for index, each in enumerate(citations(page))]
    return sorted(found, key=lambda each: (order[each.rule], article_order(each.article), each.path, each.line))


def article_order(article: str) -> tuple[int, str]:
    """Sorts 9 before 10 and 133 before 133之一."""
    number = article.partition("之")[0]
    return int(number), article


def numbered(article: str) -> str:
    """An article as a list names it: 第133条之一."""
    number, _, after = article.partition("之")
    return f"第{number}条" + (f"之{after}" if after else "")


def _cited(page: Page, index: int, each: Citation) -> Cited:
    key = "legal_basis" if page.kind == "case" else "cites"
    line = page.front.line((key, index))
    present = each.present or ""
    return Cited(each.rule, each.edition, each.article, present, each.use, each.checked, f"docs/{page.path}", line)


def _citations_due(found: Sequence[Cited], day: str) -> Iterator[Due]:
    """Citations that were checked more than twelve months before the day."""
    for each in sorted(found, key=lambda each: (each.checked, each.path, each.line)):
        if _year_after(each.checked) < day:
            yield Due(
                each.path,
                each.line,
                f"{each.rule} {numbered(each.article)}，核对于 {each.checked}",
                _year_after(each.checked),
            )


def _stale(corpus: Corpus) -> Iterator[Stale]:
    for path, drift in corpus.drifts.items():
        page, source = corpus.translations[path], corpus.by_path[path]
        for section in drift.stale:
            place = f"docs/{source.path}:{line_of(source, section)}"
            yield Stale(f"docs/{page.path}", line_of(page, section), section, place)


def _months_missing(corpus: Corpus, until: str) -> Iterator[str]:
    """The months without a case, from the first case to the month given."""
    first = min((case.meta.month for case in corpus.cases), default=until)
    for year in range(int(first[:4]), int(until[:4]) + 1):
        for month in (f"{year}-{number:02}" for number in range(1, 13)):
            if first <= month <= until and missing(corpus, month):
                yield month


def touched(corpus: Corpus, rule: str, start: str) -> list[Touched]:
    """What an edition that takes the place of ``rule`` on the day ``start`` would touch, by article.

    That is every citation of the edition, and those of older editions that give today's number of the article in it.
    """
    edition = corpus.vocabulary.editions[rule]
    older = {old for old, new in corpus.vocabulary.moved_to.items() if new == rule}
    found = [
        _touched(corpus.by_path[each.path[5:]], each, edition, start) for each in cited(corpus) if each.rule == rule
    ]
    for each in cited(corpus):
        if each.rule in older and each.present:
            action = f"引的是 {each.edition} 年版{numbered(each.article)}，不变；换 present（现行条号）"
            found.append(Touched(each.present, each.path, each.line, True, action))
    return sorted(found, key=lambda each: (article_order(each.article), each.path, each.line))


def _touched(page: Page, each: Cited, edition: Edition, start: str) -> Touched:
    """A case keeps the edition of its time; a page that explains what is in force follows the new one."""
    if page.kind != "case":
        action = "讲的是现行规定：改引新版的条号，旧版留作对照；改正文"
        return Touched(each.article, each.path, each.line, False, action)
    times = {
        "conduct": ("行为止于", page.meta.conduct.last),
        "handling": ("处理于", page.meta.handled),
        "contrast": ("行为始于", page.meta.conduct.first),
    }
    what, month = times[each.use]
    keeps = month < start[:7]
    action = f"{what} {month}，" + (
        f"仍引 {edition.edition} 年版；加 present（现行条号）" if keeps else "核对新版是否适用"
    )
    return Touched(each.article, each.path, each.line, keeps, action)


def by_rule(found: Sequence[Cited]) -> Iterator[tuple[str, list[tuple[str, list[Cited]]]]]:
    """The citations grouped by rule, then by article."""
    for rule, group in groupby(found, key=lambda each: each.rule):
        yield rule, [(article, list(pages)) for article, pages in groupby(group, key=lambda each: each.article)]
