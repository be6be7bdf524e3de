"""The deck of a session or of a single case: every slide of the talk, once, for all the formats it is written in."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from casebook.content.blocks import blocks
from casebook.content.corpus import Corpus, Page
from casebook.content.field_groups import SessionItem
from casebook.content.markdown import section, section_at
from casebook.content.teaching import Step, numbers, run_sheets, spoken, steps
from casebook.content.vocabulary import Lang
from casebook.sessions.frames import Line, Slide, grid, lines, spread, told
from casebook.sessions.pieces import Pieces

PARTS: dict[str, str] = {
    "案情": "facts", "条规": "rules", "点评": "comments", "测试": "quiz", "自查": "self-check", "导入": "opening",
    "收束": "closing", "一问": "discussion", "分组": "discussion", "分组研讨": "discussion", "研讨": "discussion",
    "讨论": "discussion", "Facts": "facts", "Rules": "rules", "Comment": "comments", "Comments": "comments",
    "Quiz": "quiz", "Self-check": "self-check", "Opening": "opening", "Close": "closing",
    "One question": "discussion", "Groups": "discussion", "Group work": "discussion",
    "Group discussion": "discussion", "Discussion": "discussion",
}  # fmt: skip
"""What a run sheet calls a part → what is shown in it. A part by another name has its name shown."""
STALE = "paper_stale"
STATES = ("deck_sample", "deck_early", STALE)
"""Labels that say how the pages of a talk stand: not reviewed yet, not published yet, older than the Chinese text."""
COVER_NOTES = {"deck_sample": "sample_text"}
"""State → the label of what the notes of the first slide say of it, where it is another."""


@dataclass(frozen=True)
class Part:
    """An entry of the agenda: from minute ``first`` to ``last``, and what it is called."""

    first: int
    last: int
    title: str


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
    if page.kind == "session":
        agenda = tuple(named(corpus, page, lang))
        parts = list(session(made, page, agenda))
        last = (*made.reserve(shown), _closing(made, follow_up(shown)))
    else:
        sheet = _sheet(page, shown, minutes)
        agenda = tuple(Part(step.first, step.last, step.cell(0)) for step in sheet)
        parts = [_case(made, shown, step) for step in sheet]
        ended = any(slide.kind == "closing" for slides in parts for slide in slides)
        last = () if ended else (_closing(made, follow_up(shown)),)
    slides = [
        _title(made, page, agenda, states(corpus, page, lang)),
        *_aims(made, page, shown),
        *_agenda(made, agenda),
        *_timed(made, agenda, parts),
        *last,
    ]
    kind: Literal["session", "case"] = "session" if page.kind == "session" else "case"
    title = corpus.title(page, lang)
    foot = footer(made, states(corpus, page, lang))
    return Deck(page.id, kind, title, lang, shown.meta.updated, foot, agenda, tuple(_noted(slides)))


def footer(made: Pieces, found: tuple[str, ...]) -> str:
    """What stands at the foot of everything that is handed on, by the ``states`` of what it is made from."""
    marks = (state for state in found if state != STALE)
    return "　".join(map(made.label, (*marks, "deck_composite", "site_name")))


def states(corpus: Corpus, page: Page, lang: Lang) -> tuple[str, ...]:
    """What readers have to know of a page (an original) and of those it uses, as labels in the order of ``STATES``."""
    pages = sources(corpus, page)
    drifts = (corpus.drifts.get(found.base) for found in pages)
    holds = {
        "deck_sample": any(found.meta.status == "sample" for found in pages),
        "deck_early": any(found.base in corpus.early for found in pages),
        STALE: lang != "zh" and any(drift and drift.stale for drift in drifts),
    }
    return tuple(state for state in STATES if holds[state])


def sources(corpus: Corpus, page: Page) -> list[Page]:
    """A page (an original) and, where it is a session, the pages that its agenda names."""
    if page.kind != "session":
        return [page]
    linked = [path for row in _table(corpus, page, "zh") for path, anchor in _targets(page, row) if anchor]
    paths = dict.fromkeys([page.base, *(item.page for item in page.meta.agenda), *linked])
    return [corpus.by_path[path] for path in paths if path in corpus.by_path]


def named(corpus: Corpus, page: Page, lang: Lang) -> Iterator[Part]:
    """The agenda of a session with the names of its pages, or of its own items as the table in ``lang`` has them."""
    table = _table(corpus, page, lang)
    clock = 0
    for number, item in enumerate(page.meta.agenda):
        row = table[number] if number < len(table) else None
        target = corpus.by_path.get(item.page)
        title = item.title if lang == "zh" or not row else row.lead or row.cell(0)
        if item.page:
            title = corpus.title(target, lang) if target else item.page
        yield Part(clock, clock + item.minutes, title)
        clock += item.minutes


def _table(corpus: Corpus, page: Page, lang: Lang) -> tuple[Step, ...]:
    return steps(section(corpus.in_lang(page, lang).body, "agenda"))


def session(made: Pieces, page: Page, agenda: tuple[Part, ...]) -> Iterator[tuple[Slide, ...]]:
    """The slides of each entry of the agenda of a session (an original), with what the trainer says in their notes."""
    shown = made.corpus.in_lang(page, made.lang)
    table = steps(section(shown.body, "agenda"))
    said, _ = spoken(shown.body)
    for number, (item, part) in enumerate(zip(page.meta.agenda, agenda, strict=True)):
        row = table[number] if number < len(table) else Step(part.first, part.last, ())
        slides = _item(made, page, item, part, row)
        notes = (row.cell(2), *told(said.get(part.first, ())))
        yield (replace(slides[0], notes=(*notes, *slides[0].notes)), *slides[1:])


def _item(made: Pieces, page: Page, item: SessionItem, part: Part, row: Step) -> tuple[Slide, ...]:
    """The slides of one entry: its page's, or what its row in the table says and links to."""
    linked = [(made.corpus.by_path.get(path), anchor) for path, anchor in _targets(page, row)]
    if item.page:
        target = made.corpus.by_path.get(item.page)
        if target is None:
            return (Slide("item", part.title, (Line(made.label("deck_gone", page=item.page)),)),)
        if target.kind == "case" and "facts" in made.withheld:
            return (_own(made, part, row, told(blocks(section(made.corpus.in_lang(target, made.lang).body, "facts")))),)
        anchor = next((anchor for found, anchor in linked if found is target), "")
        return made.of(target, "" if anchor == "facts" else anchor, numbers(row.cell(0)))
    for target, anchor in linked:
        if target and anchor and target.kind != "session":
            shown = made.corpus.in_lang(target, made.lang)
            if made.private(shown, anchor):
                return (_own(made, part, row, told(blocks(section_at(shown.body, anchor)))),)
            return (_own(made, part, row), *made.of(target, anchor, numbers(row.cell(0))))
    return (_own(made, part, row),)


def _targets(page: Page, row: Step) -> Iterator[tuple[str, str]]:
    """Path of the original and anchor of each page that a row links to."""
    for _, target in row.links:
        path, _, anchor = target.partition("#")
        yield posixpath.normpath(posixpath.join(posixpath.dirname(page.base), path)), anchor


def _own(made: Pieces, part: Part, row: Step, notes: tuple[str, ...] = ()) -> Slide:
    """An entry shown by its name, what the group does, and how long that takes."""
    text = row.cell(0).removeprefix(f"{row.lead}.").strip() if row.lead else row.cell(0)
    length = Line(made.label("deck_minutes", n=part.last - part.first))
    return Slide("item", part.title, (*((Line(text),) if text not in ("", part.title) else ()), length), notes=notes)


def _sheet(page: Page, shown: Page, minutes: int) -> tuple[Step, ...]:
    """The run sheet of ``minutes``, else the longest; one entry for the whole where a case has none."""
    sheets = run_sheets(shown.body) or run_sheets(page.body)
    if not sheets:
        return (Step(0, max(page.meta.minutes.session, default=page.meta.minutes.read), (shown.meta.title,)),)
    return sheets.get(minutes) or sheets[max(sheets)]


def _case(made: Pieces, page: Page, step: Step) -> tuple[Slide, ...]:
    """The slides of one part of a case's run sheet; what is done is noted, and shown where there is nothing else."""
    name, does = step.cell(0), step.cell(1)
    shown = (*((Line(does),) if does else ()), Line(made.label("deck_minutes", n=step.minutes)))
    found = tuple(_shown(made, page, PARTS.get(name, ""), does)) or (Slide("item", name, shown),)
    return (replace(found[0], notes=(does, *found[0].notes)), *found[1:])


def _shown(made: Pieces, page: Page, part: str, does: str) -> Iterator[Slide]:
    if part == "quiz":
        yield from made.quiz(page)
    elif part == "discussion":
        yield from made.discussion(page, numbers(does))
    elif part in ("rules", "comments"):
        notes = told(blocks(section_at(page.body, "trainer-notes")))
        found = [slide for name in ("outcome", "rules") for slide in made.section(page, name)]
        found += made.section(page, "analysis") if part == "comments" else ()
        yield from (replace(slide, notes=notes if not at else slide.notes) for at, slide in enumerate(found))
    elif part == "closing":
        yield _closing(made, follow_up(page))
    elif part in ("facts", "self-check"):
        yield from made.section(page, part)


def _title(made: Pieces, page: Page, agenda: tuple[Part, ...], found: tuple[str, ...]) -> Slide:
    corpus, words = made.corpus, made.corpus.vocabulary
    audience = made.label("deck_comma").join(words.name("audience", slug, made.lang) for slug in page.meta.audience)
    length = made.label("session_minutes", n=agenda[-1].last if agenda else 0)
    under = (corpus.summary(page, made.lang), f"{length}　{made.label('session_audience', names=audience)}")
    notes = (made.label("composite_note"), *(made.label(COVER_NOTES.get(state, state)) for state in found))
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


def _closing(made: Pieces, notes: tuple[str, ...]) -> Slide:
    found = (
        Line("＿" * 8, made.label("deck_change")),
        Line(made.label("deck_channels")),
        Line(made.label("composite_note")),
    )
    return Slide("closing", made.label("deck_closing"), found, notes=notes)


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
