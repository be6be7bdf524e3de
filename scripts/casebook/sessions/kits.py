"""Kits: what each page gives to a session that a trainer puts together in the browser, made here once, as plain data.

A kit holds the slides of each part with the sizes of their text, the sections that papers print, and which paper prints
which. The browser only chooses, orders and writes them. Answers and notes are in it: it is for the trainer's pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from casebook.base.data_script import data_script
from casebook.base.memo import Memo
from casebook.content.blocks import blocks
from casebook.content.corpus import Corpus, Page
from casebook.content.markdown import plain, section, section_at
from casebook.content.provenance import COMPOSITE
from casebook.content.teaching import Step, questions, run_sheets
from casebook.content.vocabulary import Lang
from casebook.sessions import agendas, asking, deck, marks
from casebook.sessions.appearance import PAPERS, SLIDES
from casebook.sessions.catalogue import PARTS, sheet_items
from casebook.sessions.frames import Slide, told
from casebook.sessions.handouts import CASE, GIVEN, SIGNED, Papers, aims, handed_out
from casebook.sessions.pieces import Pieces
from casebook.sessions.plain_data import line, piece, slide

KINDS = (*PARTS, "session")
_HANDOUT: Mapping[str, tuple[str, ...]] = MappingProxyType({**GIVEN, "case": CASE})
"""Kind of a page → its sections that learners may take home, in order. Those not in ``GIVEN`` need a reason."""
_GUIDE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "case": ("outcome", "trainer-prep", "trainer-guide", "trainer-notes", "trainer-cautions"),
        "session": ("purpose", "preparation", "agenda", "notes", "handouts", "questions", "follow-up", "source"),
    }
)
"""Kind of a page → its sections that the trainer's guide prints."""


_SPOKEN: Mapping[str, str] = MappingProxyType({"rule": "myths", "priority": "problems"})
"""Kind of a page → its section that a trainer may speak from."""
_WORDS = re.compile(r"(?:deck|paper|carry|composite)_\w+|site_name|sample_text|session_minutes|session_audience")
"""Interface words that decks and papers made in the browser are written with."""


def files(corpus: Corpus, lang: Lang, memo: Memo) -> Iterator[tuple[str, bytes]]:
    """Path and content of each kit in ``lang``, as it is wanted, and of what all of them share."""
    yield "setting.js", data_script(f"kits/{lang}/setting", setting(corpus, lang))
    for page in corpus.originals:
        if page.kind in KINDS:
            path = page.base.removesuffix(".md")
            whole = corpus if page.kind == "session" else None
            made_from = (page, corpus.in_lang(page, lang), corpus.vocabulary, page.base in corpus.early, whole)
            make = partial(_file, corpus, page, lang, f"kits/{lang}/{path}")
            yield f"{path}.js", memo.get(("kit", path, lang), made_from, make)


def _file(corpus: Corpus, page: Page, lang: Lang, name: str) -> bytes:
    return data_script(name, kit(corpus, page, lang))


def setting(corpus: Corpus, lang: Lang) -> dict[str, Any]:
    """What decks and papers share: words, names of audiences, sizes and faces."""
    words = corpus.vocabulary
    return {
        "words": {key: text[lang] for key, text in words.labels.items() if _WORDS.fullmatch(key)},
        "audience": {slug: term.name[lang] for slug, term in words.facets["audience"].terms.items()},
        "slides": SLIDES,
        "papers": {**PAPERS, "signed": SIGNED},
        "states": marks.STATES,
        "provenance": {slug: term.name[lang] for slug, term in words.facets["provenance"].terms.items()},
        "composite": COMPOSITE,
        "pace": asking.PACE,
    }


def kit(corpus: Corpus, page: Page, lang: Lang) -> dict[str, Any]:
    """The kit of a page (an original): its ``parts``, its ``sections``, and what its ``papers`` print.

    ``named`` is the title as slides and papers show it, ``ending`` the slides of the outcome of a case for
    a session that does not tell it, ``runs`` what the facilitator does in each item of each run
    sheet of a case; the ``remarks`` of a part are for the notes of its first slide, ``under`` is
    the section of the trainer's kit that they are, if so. Quiz questions stand apart from the other slides, for the session
    says which are asked and under which numbers: ``{n}`` in their titles.
    """
    made = Pieces(corpus, lang, frozenset(getattr(page.meta, "withhold", ())))
    shown = corpus.in_lang(page, lang)
    papers = Papers(corpus, page, lang)
    return {
        "path": page.base.removesuffix(".md"),
        "kind": page.kind,
        "id": page.id,
        "title": shown.meta.title,
        "named": made.name(shown),
        "summary": shown.meta.summary,
        "updated": shown.meta.updated,
        "states": marks.states(corpus, page, lang),
        "foreign": shown.lang != lang,
        "cases": [_origin(corpus, case, lang) for case in marks.cases(corpus, page)],
        "aims": [line(each) for each in deck.aims(page, shown)],
        "preparation": deck.preparation(shown),
        "closing": deck.follow_up(shown),
        "reserve": [slide(each) for each in made.reserve(shown)],
        "ending": [slide(each) for each in made.ending(shown)] if page.kind == "case" else [],
        "withhold": sorted(made.withheld),
        "runs": {str(length): list(_done(shown, sheet)) for length, sheet in run_sheets(shown.body).items()},
        "parts": dict(_agenda(made, page) if page.kind == "session" else _parts(made, page, shown)),
        "questions": _questions(made, papers, shown) if page.kind == "case" else [],
        "sections": dict(_sections(papers, page, shown)),
        "papers": _papers(papers, shown),
    }


def _origin(corpus: Corpus, case: Page, lang: Lang) -> dict[str, str]:
    """What slides and papers say a case is by."""
    path = case.base.removesuffix(".md")
    return {"path": path, "title": corpus.title(case, lang), "provenance": case.meta.provenance}


def _questions(made: Pieces, papers: Papers, shown: Page) -> list[dict[str, Any]]:
    """The quiz questions of a case, each with its slides and what papers print of it and of its answer."""
    found = []
    for question in questions(shown.body):
        title = made.numbered(question, "{n}")
        found.append(
            {
                "id": question.id,
                "slides": [slide(each) for each in made.question(question, "{n}")],
                "quiz": [piece(each) for each in papers.question(question, title)],
                "answers": [piece(each) for each in papers.solution(question, title)],
            }
        )
    return found


def _parts(made: Pieces, page: Page, shown: Page) -> Iterator[tuple[str, dict[str, Any]]]:
    """The parts of a page that have anything to show, under their headings."""
    names = {heading.id: plain(heading.text) for heading in shown.headings} | {"whole": ""}
    for name in PARTS[page.kind]:
        if name in names:
            slides = [slide(each) for each in _shown(made, page, shown, name)] if name != "quiz" else []
            found = {"title": names[name], "remarks": _remarks(shown, name), "slides": slides}
            if page.kind == "case" and name == "outcome" and not _row(shown, name) and "trainer-notes" in names:
                found["under"] = names["trainer-notes"]
            yield name, found


def _done(shown: Page, sheet: tuple[Step, ...]) -> Iterator[str]:
    """What the facilitator does in each item of a run sheet.

    Nothing in what is told before a row, for its words are about its own part; nor in a quiz, which a session may number
    otherwise.
    """
    for _, part, step in sheet_items(shown, sheet):
        yield step.cell(1) if part != "quiz" and part == agendas.part_of(step) else ""


def _remarks(shown: Page, part: str) -> tuple[str, ...]:
    """What a trainer may say with a part of a page: what its run sheet does, common misunderstandings or problems.

    Nothing with a quiz: what its run sheet says is about all questions.
    """
    if part == "quiz":
        return ()
    if shown.kind != "case":
        return told(blocks(section(shown.body, _SPOKEN.get(shown.kind, ""))))
    done = _row(shown, part)
    return (done,) if done else told(blocks(section_at(shown.body, "trainer-notes"))) if part == "outcome" else ()


def _row(case: Page, part: str) -> str:
    """What the facilitator does in a part of a case, by the longest of its run sheets that has it."""
    sheets = run_sheets(case.body)
    rows = (step for length in sorted(sheets, reverse=True) for step in sheets[length])
    return next((step.cell(1) for step in rows if agendas.part_of(step) == part), "")


def _shown(made: Pieces, page: Page, shown: Page, name: str) -> Iterator[Slide]:
    if name == "discussion":
        yield from made.discussion(shown)
    elif name == "rules":
        notes = told(blocks(section_at(shown.body, "trainer-notes")))
        for at, slide in enumerate(made.section(shown, name)):
            yield slide if at else replace(slide, notes=(*slide.notes, *notes))
    else:
        yield from made.of(page, "" if name == "whole" else name)


def _agenda(made: Pieces, page: Page) -> Iterator[tuple[str, dict[str, Any]]]:
    """The entries of a ready session, numbered: the page of each, its minutes as planned, its quiz, the case it ends."""
    quizzes = agendas.quizzes(made.corpus, page, made.lang)
    endings = agendas.endings(made.corpus, page, made.lang)
    entries = zip(page.meta.agenda, deck.session(made, page), quizzes, endings, strict=True)
    for number, (item, entry, quiz, ended) in enumerate(entries, 1):
        found = {
            "title": entry.part.title,
            "minutes": entry.part.last - entry.part.first,
            "page": item.page.removesuffix(".md"),
            "notes": [note for note in entry.notes if note],
            "slides": [slide(each) for each in entry.slides],
        }
        if quiz:
            found["quiz"] = quiz.planned
        if ended:
            found["ends"] = ended.base.removesuffix(".md")
        yield str(number), found


def _sections(papers: Papers, page: Page, shown: Page) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every section that a paper prints: its heading, and its pieces with deeper headings at level 1."""
    known = {heading.id for heading in shown.headings}
    for name in (*_HANDOUT.get(page.kind, ()), *_GUIDE.get(page.kind, ())):
        if name in known and (found := papers.sections(shown, (name,), level=0)):
            inside = () if name == "agenda" else found[1:]  # the browser makes a table of its own
            yield name, {"title": found[0].text, "pieces": [piece(each) for each in inside]}  # type: ignore[union-attr]
    if page.kind == "case" and (found := list(aims(page, shown))):
        yield "aims", {"title": "", "pieces": [piece(each) for each in found]}
    if page.kind == "session":
        yield "given", {"title": "", "pieces": [piece(each) for each in handed_out(shown)]}


def _papers(papers: Papers, shown: Page) -> dict[str, Any]:
    """Which sections each paper prints, those of a handout that are ``given`` in any case."""
    kind = shown.kind
    found: dict[str, Any] = {
        "handout": _HANDOUT.get(kind, ()),
        "given": GIVEN.get(kind, ()),
        "guide": _GUIDE.get(kind, ()),
    }
    if shown.kind == "case":
        names, size = papers.fitting(shown)
        found["sheet"] = {"sections": names, "size": size}
    return found
