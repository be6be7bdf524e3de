"""The catalogue that the session builder chooses from: a head for every page that gives something to a session.

A head says who a page is for, what it is about, which parts it has and how long each takes; the slides and papers are
in the kits. A thousand cases must stay small: the names of tags and parts stand once, how characters sound stands once
for all titles, and the summaries of cases are those on the cards of the search, which has the cases in the same order.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any

from casebook.content.corpus import Corpus, Page
from casebook.content.graph import Graph
from casebook.content.markdown import links, section
from casebook.content.teaching import Step, questions, run_sheets
from casebook.content.vocabulary import Lang
from casebook.search.terms import readings
from casebook.sessions import agendas, asking

PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "case": ("facts", "outcome", "rules", "analysis", "discussion", "self-check", "quiz"),
        "rule": ("points", "do-dont"),
        "culture": ("whole",),
        "priority": ("ask",),
    }
)
"""Kind of a page → the parts that a session can take from it. A ready session has one for each entry of its agenda."""
FACETS = ("audience", "priority", "issue", "form")
"""What a trainer chooses by."""
_OWN = ("opening", "closing")
"""Parts of a run sheet that belong to no section of the case."""
_USUAL = 30
"""Minutes of the run sheet whose parts are taken as a page's own; where it has none, the next longer one."""
_PACE: Mapping[Lang, float] = MappingProxyType({"zh": 220, "en": 700})
"""Characters of a page that a trainer goes through in a minute."""
_LONGEST = 10
_RULES = 3
"""How many rule pages a case names at most."""


def catalogue(corpus: Corpus, lang: Lang) -> dict[str, Any]:
    """The ``pages`` in ``lang``, cases newest first, and what is the same for all of them.

    These are the ``names`` of tags and parts, how titles and issues sound, and the ``pace`` of a quiz.
    """
    words = corpus.vocabulary
    names: dict[str, dict[str, str]] = {
        facet: {slug: term.name[lang] for slug, term in words.facets[facet].terms.items()} for facet in FACETS
    }
    names["part"] = _part_names(corpus, lang)
    graph = Graph(corpus)
    pages = [_head(corpus, page, lang, graph) for page in _pages(corpus)]
    sounds = _sounds([*(head["title"] for head in pages if head["kind"] in PARTS), *names["issue"].values()])
    return {"names": names, "sounds": sounds, "pace": asking.PACE, "pages": pages}


def _pages(corpus: Corpus) -> Iterator[Page]:
    yield from corpus.cases
    for kind in ("rule", "culture", "priority", "session"):
        yield from corpus.of(kind)


def _sounds(texts: Iterable[str]) -> dict[str, str]:
    """Syllable → the characters of all texts that are read so, by which pages are found in pinyin."""
    found: dict[str, str] = {}
    for character, syllable in sorted(set(chain.from_iterable(map(readings, texts)))):
        found[syllable] = found.get(syllable, "") + character
    return dict(sorted(found.items()))


def _part_names(corpus: Corpus, lang: Lang) -> dict[str, str]:
    """Part → its heading on the first page that has it; the whole of a page by a word of the interface."""
    found = {"whole": corpus.vocabulary.label("builder_whole", lang)}
    for kind, parts in PARTS.items():
        for page in corpus.of(kind):
            headings = {heading.id: heading.text for heading in corpus.in_lang(page, lang).headings}
            found |= {part: headings[part] for part in parts if part in headings and part not in found}
            if all(part in found for part in parts):
                break
    return found


def _head(corpus: Corpus, page: Page, lang: Lang, graph: Graph) -> dict[str, Any]:
    """What is told of one page; what is empty is left out."""
    shown, meta = corpus.in_lang(page, lang), page.meta
    head: dict[str, Any] = {
        "path": page.base.removesuffix(".md"),
        "kind": page.kind,
        "title": shown.meta.title,
        "summary": "" if page.kind == "case" else shown.meta.summary,
        "lang": "" if shown.lang == lang else "zh-Hans",
        "audience": getattr(meta, "audience", None) or getattr(meta, "applies_to", None),
        "priority": [page.id] if page.kind == "priority" else meta.priority,
        "issue": meta.issue,
    }
    if page.kind == "case":
        head |= _case(corpus, page, lang, graph)
    elif page.kind == "session":
        head["parts"] = list(_entries(corpus, page, lang))
    else:
        head["parts"] = [(part, _minutes(shown, part)) for part in _present(shown)]
    return {key: value for key, value in head.items() if value}


def _entries(corpus: Corpus, page: Page, lang: Lang) -> Iterator[tuple[Any, ...]]:
    """The entries of a ready session: number, minutes, name and, where one has a quiz, what it asks about."""
    agenda, quizzes = agendas.named(corpus, page, lang), agendas.quizzes(corpus, page, lang)
    for at, (part, quiz) in enumerate(zip(agenda, quizzes, strict=True), 1):
        yield str(at), part.last - part.first, part.title, *([quiz.planned] if quiz else [])


def _case(corpus: Corpus, page: Page, lang: Lang, graph: Graph) -> dict[str, Any]:
    """What a case tells beyond the others: its run sheets as agendas, and the pages that go with it."""
    shown = corpus.in_lang(page, lang)
    sheets = {length: list(_agenda(shown, sheet)) for length, sheet in sorted(run_sheets(shown.body).items())}
    usual = sorted(sheets, key=lambda length: (length < _USUAL, length))
    told = {part: minutes for length in reversed(usual) for minutes, part, _ in sheets[length] if part}
    return {
        "form": page.meta.form,
        "month": page.meta.month,
        "rules": [path.removesuffix(".md") for path in _rules(corpus, page, graph)],
        "culture": [f"culture/{name}" for name in page.meta.culture],
        "parts": [(part, told.get(part) or _minutes(shown, part)) for part in _present(shown)],
        "questions": sum(1 for _ in questions(shown.body)),
        "sheets": {str(length): [row if row[2] else row[:2] for row in sheet] for length, sheet in sheets.items()},
    }


def _agenda(shown: Page, sheet: tuple[Step, ...]) -> Iterator[tuple[int, str, str]]:
    """A run sheet as minutes, part and name of each item; the name only where it is no part of the case."""
    for minutes, part, step in sheet_items(shown, sheet):
        named = part in PARTS["case"]
        yield minutes, part if named or part in _OWN else "own", "" if named else step.cell(0)


def sheet_items(shown: Page, sheet: tuple[Step, ...]) -> Iterator[tuple[int, str, Step]]:
    """A run sheet as items of a session: minutes, part and row. What a row tells first is an item of a minute before it."""
    present = _present(shown)
    for step, parts in zip(sheet, agendas.shown(sheet), strict=True):
        first = [part for part in parts[:-1] if part in present][: step.minutes - 1]
        yield from ((1, part, step) for part in first)
        yield step.minutes - len(first), parts[-1], step


def _rules(corpus: Corpus, page: Page, graph: Graph) -> list[str]:
    """The rule pages on which a case turns: those that its section on rules links to, else the closest ones."""
    folder = posixpath.dirname(page.base)
    written = (target.partition("#")[0] for _, target in links(section(page.body, "rules")))
    linked = dict.fromkeys(posixpath.normpath(posixpath.join(folder, target)) for target in written)
    found = [path for path in linked if path in corpus.by_path and corpus.by_path[path].kind == "rule"]
    return (found or [other.base for other in graph.best(page, "rule", _RULES)])[:_RULES]


def _present(shown: Page) -> list[str]:
    """The parts that a page has."""
    known = {heading.id for heading in shown.headings} | {"whole"}
    return [part for part in PARTS[shown.kind] if part in known]


def _minutes(shown: Page, part: str) -> int:
    """How long a part takes by the length of its text."""
    text = section(shown.body, part) if part != "whole" else shown.body
    return max(1, min(_LONGEST, round(len(text) / _PACE[shown.lang])))
