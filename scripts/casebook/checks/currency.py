"""Rules on whether what a rule page explains is still in force, and on the registry that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise

from casebook.base.problems import Problem, nearest
from casebook.checks.place import in_front
from casebook.content.corpus import Corpus, Page
from casebook.content.data_files import DATA
from casebook.content.graph import citations
from casebook.content.vocabulary import Edition

_REGISTRY = f"docs/{DATA}/rules.yml"
_MAP = f"docs/{DATA}/article-map.yml"


def currency(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A rule page is superseded when all editions it cites are, and current while one of them is not."""
    if page.kind != "rule" or page.lang != "zh":
        return
    cited = {citation.rule: corpus.vocabulary.editions[citation.rule] for citation in citations(page)}
    living = [edition for edition in cited.values() if edition.status != "superseded"]
    if cited and not living and page.meta.currency == "current":
        yield in_front(page, ("currency",), "citation-current", "引用的版本都已被取代，currency 应为 superseded")
    if living and page.meta.currency == "superseded":
        still = f"{living[0].name.zh}（{living[0].edition}）"
        yield in_front(
            page,
            ("currency",),
            "citation-current",
            f"还引用着没有被取代的{still}，currency 应为 current；或删去这条引用",
        )


def successor(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A superseded rule page names the current page that took its place; a current one names none."""
    if page.kind != "rule" or page.lang != "zh":
        return
    named = page.meta.superseded_by
    if page.meta.currency == "current":
        if named:
            message = "currency 是 current，不写 superseded_by；请删去这一项，或把 currency 改为 superseded"
            yield in_front(page, ("superseded_by",), "successor", message)
        return
    pages = {other.id for other in corpus.of("rule") if other.meta.currency == "current"}
    if not named:
        message = "已被取代的页面要写 superseded_by，即取代它的条规解读页的文件名，如 superseded_by: gifts"
        yield in_front(page, ("currency",), "successor", message)
    elif named not in pages and f"rules/{named}.md" not in corpus.unread:
        message = f"superseded_by 写的是“{named}”，没有这个现行的条规解读页{nearest(named, pages)}"
        yield in_front(page, ("superseded_by",), "successor", message)


def registry(corpus: Corpus) -> Iterator[Problem]:
    """Of the editions of a rule one at most is in force on any day, and one that was superseded leads to a later one."""
    editions = corpus.vocabulary.editions
    dated = sorted((each for each in editions.values() if each.effective), key=lambda each: str(each.effective))
    for _, group in groupby(sorted(dated, key=lambda each: each.family), key=lambda each: each.family):
        for older, newer in pairwise(group):
            if older.until is None or str(older.until) >= str(newer.effective):
                message = f"{older.id} 的 until 是 {older.until or '空的'}，{newer.id} 自 {newer.effective} 施行：两版不能同时有效"
                yield Problem(_REGISTRY, 1, "registry-overlap", message)
    for edition in editions.values():
        if (edition.status == "superseded") != (edition.superseded_by in editions):
            message = f"{edition.id} 的 status 是 {edition.status}，superseded_by 是 {edition.superseded_by or '空的'}：已被取代的写明由登记册里哪一版取代，其余的留空"
            yield Problem(_REGISTRY, 1, "registry-successor", message)


def article_map(corpus: Corpus) -> Iterator[Problem]:
    """A table of article numbers leads from an edition to the one in force, each number to one that exists."""
    words = corpus.vocabulary
    for old, new in words.moved_to.items():
        if old not in words.editions or words.editions[old].superseded_by != new:
            message = f"{old} → {new} 与登记册不符：from 应为已登记的版本，to 应为它的 superseded_by"
            yield Problem(_MAP, 1, "article-map", message)
            continue
        for article, today in _astray(words.present[old], words.editions[old], words.editions[new]):
            message = f"{old} 第 {article} 条 → {new} 第 {today} 条：这个条号不在登记的条数之内"
            yield Problem(_MAP, 1, "article-map", message)


def _astray(table: Mapping[str, str | None], old: Edition, new: Edition) -> Iterator[tuple[str, str | None]]:
    """The lines of a table of which one number or the other does not exist."""
    for article, today in table.items():
        if article not in old.articles or (today is not None and today not in new.articles):
            yield article, today


RULES = (currency, successor)
CORPUS_RULES = (registry, article_map)
