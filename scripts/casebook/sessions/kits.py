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
from casebook.content.blocks import Fold, Items, Paragraph, Quote, Table, blocks
from casebook.content.corpus import Corpus, Page
from casebook.content.markdown import Heading, plain, section, section_at, spans
from casebook.content.teaching import run_sheets
from casebook.content.vocabulary import Lang
from casebook.sessions import deck
from casebook.sessions.appearance import PAPERS, SLIDES
from casebook.sessions.catalogue import PARTS, run_part
from casebook.sessions.frames import Line, Slide, told
from casebook.sessions.handouts import GIVEN, SIGNED, Papers, aims, handed_out
from casebook.sessions.measure import columns
from casebook.sessions.papers import WIDTH, Piece, Register
from casebook.sessions.pieces import Pieces

KINDS = (*PARTS, "session")
_HANDOUT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {**GIVEN, "case": ("facts", "outcome", "rules", "discussion", "self-check")}
)
"""Kind of a page → its sections that learners may take home, in order. Those not in ``GIVEN`` need a reason."""
_GUIDE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "case": ("trainer-prep", "trainer-guide", "trainer-notes", "trainer-cautions"),
        "session": ("purpose", "preparation", "agenda", "notes", "handouts", "questions", "follow-up", "source"),
    }
)
"""Kind of a page → its sections that the trainer's guide prints."""


_SPOKEN: Mapping[str, str] = MappingProxyType({"rule": "myths", "priority": "problems"})
"""Kind of a page → its section that a trainer may speak from."""
_WORDS = re.compile(r"(?:deck|paper|carry)_\w+|site_name|composite_note|sample_text|session_minutes|session_audience")
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
        "states": deck.STATES,
    }


def kit(corpus: Corpus, page: Page, lang: Lang) -> dict[str, Any]:
    """The kit of a page (an original): its ``parts``, its ``sections``, and what its ``papers`` print.

    ``named`` is the title as slides and papers show it, ``runs`` what the facilitator does in each row of each run sheet
    of a case; the ``remarks`` of a part are for the notes of its first slide.
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
        "states": deck.states(corpus, page, lang),
        "aims": [_line(line) for line in deck.aims(page, shown)],
        "preparation": deck.preparation(shown),
        "closing": deck.follow_up(shown),
        "reserve": [slide(each) for each in made.reserve(shown)],
        "withhold": sorted(made.withheld),
        "runs": {str(length): [step.cell(1) for step in sheet] for length, sheet in run_sheets(shown.body).items()},
        "parts": dict(_agenda(made, page) if page.kind == "session" else _parts(made, page, shown)),
        "sections": dict(_sections(papers, page, shown)),
        "papers": _papers(papers, shown),
    }


def _parts(made: Pieces, page: Page, shown: Page) -> Iterator[tuple[str, dict[str, Any]]]:
    """The parts of a page that have anything to show, under their headings."""
    names = {heading.id: plain(heading.text) for heading in shown.headings} | {"whole": ""}
    for name in PARTS[page.kind]:
        if name in names:
            slides = [slide(each) for each in _shown(made, page, shown, name)]
            yield name, {"title": names[name], "remarks": _remarks(shown, name), "slides": slides}


def _remarks(shown: Page, part: str) -> tuple[str, ...]:
    """What a trainer may say with a part of a page: what its run sheet does, common misunderstandings or problems."""
    if shown.kind != "case":
        return told(blocks(section(shown.body, _SPOKEN.get(shown.kind, ""))))
    sheets = run_sheets(shown.body)
    rows = (step for length in sorted(sheets, reverse=True) for step in sheets[length])
    done = next((step.cell(1) for step in rows if run_part(step) == part), "")
    return (done,) if done else told(blocks(section_at(shown.body, "trainer-notes"))) if part == "outcome" else ()


def _shown(made: Pieces, page: Page, shown: Page, name: str) -> Iterator[Slide]:
    if name == "discussion":
        yield from made.discussion(shown)
    elif name == "quiz":
        yield from made.quiz(shown)
    elif name == "rules":
        notes = told(blocks(section_at(shown.body, "trainer-notes")))
        for at, slide in enumerate(made.section(shown, name)):
            yield slide if at else replace(slide, notes=(*slide.notes, *notes))
    else:
        yield from made.of(page, "" if name == "whole" else name)


def _agenda(made: Pieces, page: Page) -> Iterator[tuple[str, dict[str, Any]]]:
    """The entries of a ready session, numbered, with the page that each one uses and its minutes as planned."""
    agenda = tuple(deck.named(made.corpus, page, made.lang))
    for number, slides in enumerate(deck.session(made, page, agenda)):
        part = agenda[number]
        yield (
            str(number + 1),
            {
                "title": part.title,
                "minutes": part.last - part.first,
                "page": page.meta.agenda[number].page.removesuffix(".md"),
                "slides": [slide(each) for each in slides],
            },
        )


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
    """Which sections each paper prints, those of a handout that are ``given`` in any case; the quiz in full."""
    kind = shown.kind
    found: dict[str, Any] = {
        "handout": _HANDOUT.get(kind, ()),
        "given": GIVEN.get(kind, ()),
        "guide": _GUIDE.get(kind, ()),
    }
    if shown.kind == "case":
        names, size = papers.fitting(shown)
        found["sheet"] = {"sections": names, "size": size}
        found["quiz"] = [piece(each) for each in papers.asked(shown)]
        found["answers"] = [piece(each) for each in papers.solved(shown)]
    return found


def slide(found: Slide) -> dict[str, Any]:
    """A slide with the sizes that its text has, in points; without lines, notes and table where there are none."""
    size = found.size
    made: dict[str, Any] = {"kind": found.kind, "title": found.title, "titleSize": found.title_size, "size": size}
    if found.grid:
        heights = [round(found.grid.row_height(row, size), 1) for row in found.grid.rows]
        widths = [round(width, 1) for width in found.grid.widths]
        made["grid"] = {"rows": found.grid.rows, "widths": widths, "heights": heights}
    else:
        made["lines"] = [_line(line) for line in found.lines]
    return made | {"notes": [note for note in found.notes if note]} if found.notes else made


def _line(line: Line) -> dict[str, Any]:
    found: dict[str, Any] = {"text": line.text}
    if line.lead:
        found["lead"] = line.lead
    if line.marked:
        found["marked"] = True
    return found


def piece(found: Piece) -> dict[str, Any]:
    """A piece of a paper; its texts as :func:`_runs`."""
    if isinstance(found, Heading):
        return {"type": "heading", "level": found.level, "text": plain(found.text)}
    if isinstance(found, Paragraph | Quote):
        return {"type": "quote" if isinstance(found, Quote) else "paragraph", "text": _runs(found.text)}
    if isinstance(found, Items):
        return {"type": "items", "ordered": found.ordered, "items": [_runs(item) for item in found.items]}
    if isinstance(found, Table):
        return _table(found)
    if isinstance(found, Fold):
        return {"type": "fold", "title": found.title, "pieces": [piece(block) for block in found.blocks]}
    if isinstance(found, Register):
        return {"type": "register", "head": found.head, "count": found.count}
    return {"type": "writing", "count": found.count}


def _table(table: Table) -> dict[str, Any]:
    """A table and the width of each column in points."""
    rows = (table.head, *table.rows)
    wanted = columns([[plain(cell) for cell in row] for row in rows])
    return {
        "type": "table",
        "widths": [round(WIDTH * width / sum(wanted), 1) for width in wanted],
        "rows": [[_runs(cell) for cell in row] for row in rows],
    }


def _runs(text: str) -> str | list[str]:
    """Inline Markdown as plain text; with strong words in it, as a list of runs, every second one strong."""
    found: list[str] = []
    for part, strong in spans(text):
        if strong != bool(len(found) % 2):
            found.append("")
        found.append(part)
    return found if len(found) > 1 else "".join(found)
