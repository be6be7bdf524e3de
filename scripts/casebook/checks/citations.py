"""Rules on what is cited: the edition, the article, the time they were in force, and the number of today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from casebook.base.numerals import article_zh
from casebook.base.problems import Problem
from casebook.checks.place import in_body, in_front
from casebook.content.corpus import Corpus, Page
from casebook.content.field_groups import Citation
from casebook.content.graph import citations
from casebook.content.mentions import WORD, Mention, mentions
from casebook.content.vocabulary import Edition

_Cited = tuple[tuple[str | int, ...], Citation, Edition]


def edition(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """The edition written beside a rule is the edition of that rule: two keys that must agree."""
    for at, citation, registered in _cited(page, corpus):
        if citation.edition != registered.edition:
            message = f"{citation.rule} 是 {registered.edition} 年版，这里写的是 {citation.edition}"
            yield in_front(page, (*at, "edition"), "citation-edition", message)


def article(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A cited article exists in the cited edition, in a text that was seen."""
    for at, citation, registered in _cited(page, corpus):
        if citation.article in registered.articles:
            continue
        place = (*at, "article")
        if not registered.articles:
            message = f"没有见过 {registered.name.zh}（{registered.edition}）的文本，不写条号，只写规则名称"
        else:
            numbers = sorted((n for n in registered.articles if n.isdigit()), key=int)
            message = f"{registered.name.zh}（{registered.edition}）没有核对过{article_zh(citation.article)}，可引的是第 {numbers[0]}—{numbers[-1]} 条之内"
        yield in_front(page, place, "citation-article", message)


def in_force(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """The edition was in force for what it is cited for: during the conduct, at the handling, or in between."""
    if page.kind != "case" or page.lang != "zh":
        return
    meta = page.meta
    spans = {
        "conduct": (meta.conduct.first, meta.conduct.last, "行为期间"),
        "handling": (meta.handled, meta.handled, "处理时"),
        "contrast": (meta.conduct.first, meta.handled, "行为至处理期间"),
    }
    for at, citation, registered in _cited(page, corpus):
        first, last, what = spans[citation.use]
        if registered.effective is None or not registered.in_force(first, last):
            time = first if first == last else f"{first}—{last}"
            message = f"{_said(registered)}，{what}（{time}）不适用{_instead(registered, last, corpus)}"
            yield in_front(page, at, "citation-time", message)


def span(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Where the edition changed during the conduct, the one at its end is cited for it, and the one before beside it."""
    if page.kind != "case" or page.lang != "zh":
        return
    conduct = page.meta.conduct
    uses = {citation.rule: citation.use for _, citation, _ in _cited(page, corpus)}
    judging = {citation.rule for _, citation, _ in _cited(page, corpus) if citation.use == "conduct"}
    for at, citation, registered in _cited(page, corpus):
        editions = _editions_during(registered.family, conduct.first, conduct.last, corpus)
        if citation.use != "conduct" or registered not in editions or len(editions) == 1:
            continue
        changed = f"行为 {conduct.first}—{conduct.last} 跨过两个版本：{'；'.join(map(_said, editions))}。"
        if editions[-1].id not in judging:
            message = f"{changed}行为结束时适用的是 {editions[-1].edition} 年版，请用 use: conduct 登记它的条文"
            yield in_front(page, at, "citation-span", message)
        elif missing := [each for each in editions if each.id not in uses and each.articles]:
            message = f"{changed}请核对 {missing[0].edition} 年版的相应条文：分段适用的也登记为 conduct，只作对照的登记为 contrast"
            yield in_front(page, at, "citation-span", message, severity="warning")


def _editions_during(family: str, first: str, last: str, corpus: Corpus) -> list[Edition]:
    """The editions of a rule in force at some time between two months, oldest first; undated ones are left out."""
    editions = (each for each in corpus.vocabulary.editions.values() if each.family == family and each.effective)
    return sorted((each for each in editions if each.in_force(first, last)), key=lambda each: str(each.effective))


def _said(edition: Edition) -> str:
    """Name, edition and the days between which it was in force."""
    since = f"{edition.effective} 施行" if edition.effective else "施行日期未核实"
    until = f"，至 {edition.until} 止" if edition.until else ""
    return f"{edition.name.zh}（{edition.edition}）{since}{until}"


def _instead(edition: Edition, month: str, corpus: Corpus) -> str:
    """The edition of the same rule that was in force in a month, as a hint."""
    others = _editions_during(edition.family, month, month, corpus)
    return f"；当时有效的是 {others[-1].id}" if others and others[-1] is not edition else ""


def present(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Where an article moved, its present number is given, and it is the one in the table of article numbers."""
    for at, citation, registered in _cited(page, corpus):
        moved = corpus.vocabulary.present.get(citation.rule)
        expected = moved.get(citation.article) if moved else None
        if citation.article in registered.articles and citation.present != expected:
            wanted = f"应为 {expected}" if expected else "没有对应条号，应删去 present"
            given = citation.present or "没有写"
            message = f"{registered.edition} 年版{article_zh(citation.article)}的现行条号：{given}，{wanted}"
            yield in_front(page, (*at, "present") if citation.present else at, "citation-present", message)


def uncited(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Every article in the text is among the page's citations, under its old or its present number.

    It belongs to the rule and the edition named beside it, or to any cited rule where none is named. Where a citation of the rule is wrong itself, that is said there and not once more here.
    """
    word, names = WORD[page.lang], corpus.rule_names[page.lang]
    if word not in page.body:
        return
    original = corpus.by_path.get(page.base, page)
    cited = _numbers(original, corpus)
    wrong = _wrong(original, corpus)
    for number, line in page.prose:
        for mention in mentions(line, page.lang, names) if word in line else ():
            doubtful = wrong & mention.families if mention.families else wrong
            if not doubtful and not _is_cited(mention, cited):
                rule = f"《{mention.rule}》" if mention.rule else ""
                edition = f"（{mention.edition}）" if mention.edition else ""
                what = f"{rule}{edition}{article_zh(mention.article)}"
                message = f"正文写了{what}，页面信息的引用表里没有登记，请核对后登记或删去"
                yield in_body(page, number, "citation-missing", message, mention.start + 1)


def _numbers(original: Page, corpus: Corpus) -> Mapping[tuple[str, str | None], set[str]]:
    """Family and edition of a rule (``None`` for any) → the article numbers that a page cites of it."""
    found: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    words = corpus.vocabulary
    for citation in citations(original) if original.kind in ("case", "rule", "priority") else ():
        family = words.editions[citation.rule].family
        numbers = {(citation.edition, citation.article), (words.current[family].edition, citation.present)}
        for edition, number in numbers:
            if number:
                found[family, edition].add(number)
                found[family, None].add(number)
    return found


def _is_cited(mention: Mention, cited: Mapping[tuple[str, str | None], set[str]]) -> bool:
    if not mention.families:
        return any(mention.article in numbers for numbers in cited.values())
    return any(mention.article in cited.get((family, mention.edition), ()) for family in mention.families)


def _wrong(original: Page, corpus: Corpus) -> set[str]:
    """The families of rules of which a citation is wrong in its edition, its article or its present number."""
    found = set()
    for _, citation, registered in _cited(original, corpus):
        moved = corpus.vocabulary.present.get(citation.rule)
        right = citation.edition == registered.edition and citation.article in registered.articles
        if not right or citation.present != (moved.get(citation.article) if moved else None):
            found.add(registered.family)
    return found


def _cited(page: Page, corpus: Corpus) -> Iterator[_Cited]:
    """Each citation of an original page: its place in the front matter, itself, its edition."""
    key = "legal_basis" if page.kind == "case" else "cites"
    for index, citation in enumerate(citations(page) if page.lang == "zh" else ()):
        yield (key, index), citation, corpus.vocabulary.editions[citation.rule]


RULES = (edition, article, in_force, span, present, uncited)
