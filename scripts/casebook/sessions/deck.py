"""The deck of a session or of a single case: every slide of the talk, once, for all the formats it is written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from casebook.content.blocks import blocks
from casebook.content.corpus import Corpus, Page
from casebook.content.field_groups import SessionItem
from casebook.content.markdown import section, section_at
from casebook.content.teaching import Step, numbers, spoken
from casebook.content.vocabulary import Lang
from casebook.sessions import agendas, marks
from casebook.sessions.agendas import Part
from casebook.sessions.asking import Asked
from casebook.sessions.frames import Line, Slide, grid, lines, spread, told
from casebook.sessions.pieces import Pieces


@dataclass(frozen=True)
class Entry:
    """What an entry of a session's agenda shows beside its quiz questions, and what the trainer says first in it."""

    part: Part
    notes: tuple[str, ...]
    slides: tuple[Slide, ...]


@dataclass(frozen=True)
class Deck:
    """A talk. ``day`` is that of the page's last change, the only date that goes into a file."""

    id: str
    kind: Literal["session", "case"]
    title: str
    lang: Lang
    day: str
    footer: str
    agenda: tuple[Part, ...]
    slides: tuple[Slide, ...]

    @property
    def minutes(self) -> int:
        return self.agenda[-1].last if self.agenda else 0


def of(corpus: Corpus, page: Page, lang: Lang, minutes: int = 0) -> Deck:
    """The deck of a session or a case (an original). ``minutes`` chooses a case's run sheet, the longest without it."""
    made = Pieces(corpus, lang, frozenset(getattr(page.meta, "withhold", ())), page.base)
    shown = corpus.in_lang(page, lang)
    asked = agendas.asked(corpus, page, lang, minutes)
    if page.kind == "session":
        entries = session(made, page)
        agenda = tuple(entry.part for entry in entries)
        parts = [_whole(made, entry, questions) for entry, questions in zip(entries, asked, strict=True)]
        last = (*_endings(made, page), *made.reserve(shown), _closing(made, page, follow_up(shown)))
    else:
        sheet = agendas.sheet(page, shown, minutes)
        agenda = tuple(Part(step.first, step.last, step.cell(0)) for step in sheet)
        rows = zip(sheet, agendas.shown(sheet), asked, strict=True)
        parts = [_case(made, page, step, names, questions) for step, names, questions in rows]
        ended = any(slide.kind == "closing" for slides in parts for slide in slides)
        told = any("outcome" in names for names in agendas.shown(sheet))
        last = (*(() if told else made.ending(shown)), *(() if ended else (_closing(made, page, follow_up(shown)),)))
    slides = [
        _title(made, page, agenda),
        *_aims(made, page, shown),
        *_agenda(made, agenda),
        *_timed(made, agenda, parts),
        *last,
    ]
    kind: Literal["session", "case"] = "session" if page.kind == "session" else "case"
    title = corpus.title(page, lang)
    foot = marks.footer(corpus, page, lang)
    return Deck(page.id, kind, title, lang, shown.meta.updated, foot, agenda, tuple(_noted(slides)))


def session(made: Pieces, page: Page) -> tuple[Entry, ...]:
    """The entries of the agenda of a session (an original)."""
    shown, rows = made.corpus.in_lang(page, made.lang), agendas.table(made.corpus, page, made.lang)
    said, _ = spoken(shown.body)
    found = []
    for number, part in enumerate(agendas.named(made.corpus, page, made.lang)):
        row = rows[number] if number < len(rows) else Step(part.first, part.last, ())
        slides = tuple(_item(made, page, page.meta.agenda[number], part, row))
        found.append(Entry(part, (row.cell(2), *told(said.get(part.first, ()))), slides))
    return tuple(found)


def _endings(made: Pieces, page: Page) -> Iterator[Slide]:
    """In reserve, how those cases of a session (an original) ended that its agenda leaves open."""
    told = set(filter(None, (case and case.base for case in agendas.endings(made.corpus, page, made.lang))))
    for case in agendas.cases(made.corpus, page):
        if case.base not in told and "facts" not in made.withheld:
            yield from made.ending(made.corpus.in_lang(case, made.lang))


def _whole(made: Pieces, entry: Entry, asked: tuple[Asked, ...]) -> tuple[Slide, ...]:
    """The slides of an entry with its questions, and with what the trainer says in their notes; one at least."""
    length = Line(made.label("deck_minutes", n=entry.part.last - entry.part.first))
    first, *rest = (*entry.slides, *made.quiz(asked)) or (Slide("item", entry.part.title, (length,)),)
    return replace(first, notes=(*entry.notes, *first.notes)), *rest


def _item(made: Pieces, page: Page, item: SessionItem, part: Part, row: Step) -> Iterator[Slide]:
    """The slides of one entry: its page's, or what its row in the table says and links to, but for quiz questions."""
    target, anchor = agendas.place(made.corpus, page, item, row)
    if item.page and target is None:
        yield _own(made, part, row, (made.label("deck_gone", page=item.page),))
    elif item.page and target and target.kind == "case" and "facts" in made.withheld:
        yield _own(made, part, row, told(blocks(section(made.corpus.in_lang(target, made.lang).body, "facts"))))
    elif item.page and target:
        yield from () if agendas.is_quiz(target, anchor) else made.of(target, "" if anchor == "facts" else anchor)
    elif target and made.private(shown := made.corpus.in_lang(target, made.lang), anchor):
        yield _own(made, part, row, told(blocks(section_at(shown.body, anchor))))
    else:
        yield _own(made, part, row)
        yield from made.of(target, anchor) if target and not agendas.is_quiz(target, anchor) else ()


def _own(made: Pieces, part: Part, row: Step, notes: tuple[str, ...] = ()) -> Slide:
    """An entry shown by its name, what the group does, and how long that takes."""
    text = row.cell(0).removeprefix(f"{row.lead}.").strip() if row.lead else row.cell(0)
    length = Line(made.label("deck_minutes", n=part.last - part.first))
    return Slide("item", part.title, (*((Line(text),) if text not in ("", part.title) else ()), length), notes=notes)


def _case(made: Pieces, page: Page, step: Step, parts: tuple[str, ...], asked: tuple[Asked, ...]) -> tuple[Slide, ...]:
    """The slides of one row of the run sheet of a case (an original): those of its ``parts``.

    What is done is noted, and shown where there is nothing else.
    """
    name, does = step.cell(0), step.cell(1)
    shown = (*((Line(does),) if does else ()), Line(made.label("deck_minutes", n=step.minutes)))
    found = (*_shown(made, page, parts, does), *made.quiz(asked)) or (Slide("item", name, shown),)
    return (replace(found[0], notes=(does, *found[0].notes)), *found[1:])


def _shown(made: Pieces, page: Page, parts: tuple[str, ...], does: str) -> Iterator[Slide]:
    shown, part = made.corpus.in_lang(page, made.lang), parts[-1]
    if part == "discussion":
        yield from made.discussion(shown, numbers(does))
    elif part in ("outcome", "rules", "analysis"):
        notes = told(blocks(section_at(shown.body, "trainer-notes")))
        found = [slide for name in parts for slide in made.section(shown, name)]
        yield from (replace(slide, notes=notes if not at else slide.notes) for at, slide in enumerate(found))
    elif part == "closing":
        yield _closing(made, page, follow_up(shown))
    elif part in ("facts", "self-check"):
        yield from made.section(shown, part)


def _title(made: Pieces, page: Page, agenda: tuple[Part, ...]) -> Slide:
    """The cover; without the summary of a case, which tells how it ended before the room has thought about it."""
    corpus, words = made.corpus, made.corpus.vocabulary
    audience = made.label("deck_comma").join(words.name("audience", slug, made.lang) for slug in page.meta.audience)
    length = made.label("session_minutes", n=agenda[-1].last if agenda else 0)
    about = () if page.kind == "case" else (corpus.summary(page, made.lang),)
    under = (*about, f"{length}　{made.label('session_audience', names=audience)}")
    notes = marks.cover(corpus, page, made.lang) or (length,)
    return Slide("title", corpus.title(page, made.lang), tuple(map(Line, under)), notes=notes)


def _aims(made: Pieces, page: Page, shown: Page) -> tuple[Slide, ...]:
    found = aims(page, shown)
    return spread(Slide("aims", made.label("deck_aims"), found, notes=preparation(shown))) if found else ()


def aims(page: Page, shown: Page) -> tuple[Line, ...]:
    """What participants can do afterwards: the purpose of a session, the objectives of a case."""
    objectives = getattr(shown.meta, "objectives", ()) or getattr(page.meta, "objectives", ())
    return lines(blocks(section(shown.body, "purpose"))) or tuple(Line(aim, marked=True) for aim in objectives)


def preparation(shown: Page) -> tuple[str, ...]:
    """What the trainer does beforehand."""
    return told(blocks(section(shown.body, "preparation") or section_at(shown.body, "trainer-prep")))


def follow_up(shown: Page) -> tuple[str, ...]:
    """What the trainer keeps in mind at the end: what follows a session, the cautions of a case."""
    return told(blocks(section(shown.body, "follow-up") or section_at(shown.body, "trainer-cautions")))


def _agenda(made: Pieces, agenda: tuple[Part, ...]) -> tuple[Slide, ...]:
    head = (made.label("deck_time"), made.label("deck_what"))
    spans = (made.label("deck_span", first=part.first, last=part.last) for part in agenda)
    found = [head, *((span, part.title) for span, part in zip(spans, agenda, strict=True))]
    notes = (made.label("session_minutes", n=agenda[-1].last if agenda else 0),)
    return spread(Slide("agenda", made.label("deck_agenda"), grid=grid(found), notes=notes))


def _timed(made: Pieces, agenda: tuple[Part, ...], parts: list[tuple[Slide, ...]]) -> Iterator[Slide]:
    """The slides of all parts, each knowing its part and when it is; the first of a part has its minutes."""
    for number, (part, slides) in enumerate(zip(agenda, parts, strict=True), 1):
        clock = made.label("deck_clock", n=number, first=part.first, last=part.last)
        for at, slide in enumerate(slides):
            yield replace(slide, minutes=0 if at else part.last - part.first, part=number, clock=clock)


def _closing(made: Pieces, page: Page, notes: tuple[str, ...]) -> Slide:
    fiction = marks.fiction(made.corpus, page, made.lang)
    found = (Line("＿" * 8, made.label("deck_change")), Line(made.label("deck_channels")))
    return Slide("closing", made.label("deck_closing"), (*found, *((Line(fiction),) if fiction else ())), notes=notes)


def _noted(slides: list[Slide]) -> Iterator[Slide]:
    """Every slide with notes: when it is, and what is said; without words of its own, those of its part before it.

    A slide outside the agenda that has none has those of the cover.
    """
    place: int | str = ""
    said: tuple[str, ...] = ()
    for slide in slides:
        own = tuple(dict.fromkeys(note for note in slide.notes if note))
        before, place = place, slide.part or slide.kind
        said = own or (said if place == before else () if slide.part else slides[0].notes)
        yield replace(slide, notes=(slide.clock, *said) if slide.clock else said)
