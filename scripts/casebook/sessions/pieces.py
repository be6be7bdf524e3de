"""What each kind of page gives to a talk: its slides, with what the trainer needs in their notes. Nothing is refused.

What stands on a slide is for everyone in the room. Likely answers, answers of the quiz and notes on characterization
are the trainer's and go into the notes only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from casebook.content.blocks import Block, Fold, Quote, Table, blocks
from casebook.content.corpus import Corpus, Page
from casebook.content.markdown import Heading, plain, section, section_at
from casebook.content.teaching import Question, asked
from casebook.content.vocabulary import Lang
from casebook.pages.sides import TRAINERS
from casebook.sessions.asking import Asked
from casebook.sessions.frames import Kind, Line, Slide, grid, lines, spread, told

_KINDS: dict[str, Kind] = {"case": "case", "rule": "rule", "culture": "culture"}


@dataclass(frozen=True)
class Pieces:
    """Makes the slides of pages in one language."""

    corpus: Corpus
    lang: Lang
    withheld: frozenset[str] = frozenset()
    """What is not shown: see :class:`casebook.content.schema.SessionPage`."""
    alone: str = ""
    """Path of the page that the whole talk is about, whose title need not stand on every slide."""

    def label(self, key: str, **values: object) -> str:
        return self.corpus.vocabulary.label(key, self.lang, **values)

    def name(self, page: Page) -> str:
        """The title of a page as it is shown, marked where it is in another language than the talk."""
        return str(page.meta.title) + (self.label("deck_untranslated") if page.lang != self.lang else "")

    def of(self, page: Page, anchor: str = "") -> tuple[Slide, ...]:
        """The slides of a page (an original): of the section that ``anchor`` names, or of what its kind is about.

        There is always at least one slide.
        """
        shown = self.corpus.in_lang(page, self.lang)
        makers: dict[str, Callable[[Page], Iterator[Slide]]] = {
            "case": self._case,
            "rule": self._rule,
            "culture": self._culture,
            "priority": self._priority,
        }
        if anchor and not self.private(shown, anchor):
            cited = (
                self._cited(shown)
                if page.kind == "rule" and anchor != "points" and "rules" not in self.withheld
                else ()
            )
            found = [*self.section(shown, anchor), *cited]
        elif page.kind in makers:
            found = list(makers[page.kind](shown))
        else:
            found = []
        return self._marked(shown, found or [self.entry(page)])

    def _marked(self, shown: Page, slides: Iterable[Slide]) -> tuple[Slide, ...]:
        """Slides of a page, the first of which notes where the page is in another language than the talk."""
        first, *rest = slides
        foreign = (self.label("deck_untranslated_note"),) if shown.lang != self.lang else ()
        return replace(first, notes=(*foreign, *first.notes)), *rest

    def private(self, page: Page, anchor: str) -> bool:
        """Whether the place ``anchor`` of a page is the trainer's."""
        above = ""
        for heading in page.headings:
            above = heading.id or "" if heading.level <= 2 else above
            if heading.id == anchor:
                return above in TRAINERS
        return False

    def entry(self, page: Page) -> Slide:
        """One slide for a page that has nothing to teach with: its title and what it is about."""
        lead = self.corpus.summary(page, self.lang)
        note = self.label("deck_no_data", page=f"docs/{page.path}")
        return Slide("item", self.name(self.corpus.in_lang(page, self.lang)), (Line(lead),), notes=(note,))

    def section(self, page: Page, name: str, kind: Kind | None = None) -> Iterator[Slide]:
        """The slides of a section; what opens only on a click is in the notes."""
        heading = next((heading.text for heading in page.headings if heading.id == name), "")
        found = blocks(section_at(page.body, name))
        yield from self._slides(kind or _KINDS.get(page.kind, "item"), self._titled(page, plain(heading)), found)

    def _titled(self, page: Page, heading: str) -> str:
        """A heading with the page's title before it: ``党费：条文要点``."""
        return heading if page.base == self.alone else f"{self.name(page)}{self.label('deck_colon')}{heading}"

    def _slides(self, kind: Kind, title: str, found: tuple[Block, ...]) -> Iterator[Slide]:
        """Blocks as slides, each table on its own; the answers that open are noted on the first."""
        answers = told(block for block in found if isinstance(block, Fold) and block.opens)
        for table, group in groupby(found, lambda block: isinstance(block, Table)):
            for slide in self._grids(kind, title, group) if table else self._texts(kind, title, group):
                yield replace(slide, notes=answers) if answers else slide
                answers = ()

    def _grids(self, kind: Kind, title: str, group: Iterator[Block]) -> Iterator[Slide]:
        for block in group:
            if isinstance(block, Table) and block.head:
                cells = [tuple(plain(cell) for cell in row) for row in (block.head, *block.rows)]
                yield from spread(Slide(kind, title, grid=grid(cells)))

    def _texts(self, kind: Kind, title: str, group: Iterator[Block]) -> tuple[Slide, ...]:
        found = lines(group)
        return spread(Slide(kind, title, found)) if found else ()

    def _case(self, page: Page) -> Iterator[Slide]:
        yield from self.section(page, "facts")

    def _rule(self, page: Page) -> Iterator[Slide]:
        """The question a reader has, the articles as the page states them, and where the line runs."""
        question = getattr(page.meta, "question", "")
        opening = (Line(question),) if question else ()
        points = blocks(section(page.body, "points"))
        yield from spread(Slide("rule", self.name(page), (*opening, *lines(points))))
        yield from self.section(page, "do-dont")

    def _cited(self, page: Page) -> Iterator[Slide]:
        """The articles that a rule page explains, by edition and number as its headings state them."""
        found = blocks(section(page.body, "points"))
        names = [Line(plain(block.text), marked=True) for block in found if isinstance(block, Heading)]
        if names:
            title = self._titled(page, self.label("deck_articles"))
            yield from spread(Slide("rule", title, tuple(names), notes=told(found)))

    def _culture(self, page: Page) -> Iterator[Slide]:
        """The original with its source, the story in plain words, the question to think over; the rest is noted."""
        source = self.corpus.by_path[page.base].meta.source
        notes = told((*blocks(section(page.body, "evidence")), *blocks(section(page.body, "today"))))
        quoted = [
            Line(plain(block.text)) for block in blocks(section(page.body, "original")) if isinstance(block, Quote)
        ]
        if quoted:
            from_ = Line(f"——{source.book}{source.juan}")
            yield from spread(Slide("culture", self.name(page), (*quoted, from_), notes=notes))
            notes = ()
        text = blocks(section(page.body, "plain"))
        asked_last = lines(blocks(section(page.body, "discussion")))
        yield from spread(Slide("culture", self.name(page), (*lines(text), *asked_last), notes=notes))

    def _priority(self, page: Page) -> Iterator[Slide]:
        yield from self.section(page, "ask")

    def quiz(self, found: tuple[Asked, ...]) -> tuple[Slide, ...]:
        """The questions that an entry of the agenda asks."""
        slides = [slide for asked in found for slide in self.question(asked.question, asked.number)]
        return self._marked(found[0].case, slides) if found else ()

    def question(self, question: Question, number: object) -> tuple[Slide, ...]:
        """A question under its number; answer, feedback and provision in the notes."""
        options = [Line(option.text, f"{option.letter}. ") for option in question.options]
        stem = [Line(text) for text in question.stem.split("\n") if text]
        title = self.numbered(question, number)
        return spread(Slide("quiz", title, (*stem, *options), notes=self.solution(question)))

    def numbered(self, question: Question, number: object) -> str:
        """What a question is called under its number in the session."""
        return self.label("quiz_item_many" if question.many else "quiz_item_one", n=number)

    def solution(self, question: Question) -> tuple[str, ...]:
        """Answer, feedback for each option and the provision, as the trainer's paragraphs."""
        feedback = (f"{option.letter}. {option.feedback}" for option in question.options)
        answer = self.label("deck_answer", letters=self.label("deck_comma").join(question.answers))
        return (answer, *feedback, self.label("deck_settled", text=question.settled))

    def discussion(self, page: Page, numbers: frozenset[int] = frozenset()) -> Iterator[Slide]:
        """The discussion questions of a case, each on a slide; likely answers and the way back in the notes."""
        guide = _guide(page)
        heading = next((heading.text for heading in page.headings if heading.id == "discussion"), "")
        for number, (lead, text) in enumerate(asked(section(page.body, "discussion")), 1):
            if not numbers or number in numbers:
                notes = guide[number - 1] if number <= len(guide) else ()
                title = self._titled(page, f"{heading} {number}")
                yield from spread(Slide("questions", title, (Line(text, f"{lead} "),), notes=notes))

    def ending(self, page: Page) -> tuple[Slide, ...]:
        """How a case ended, for a talk that does not tell it: a group asks at once. Its characterization is in the notes."""
        heading = next((heading.text for heading in page.headings if heading.id == "outcome"), "")
        title = self.label("deck_spare", title=f"{self.name(page)}{self.label('deck_colon')}{plain(heading)}")
        found = tuple(self._slides("case", title, blocks(section(page.body, "outcome"))))
        notes = told(blocks(section_at(page.body, "trainer-notes")))
        return self._marked(page, (replace(found[0], notes=notes), *found[1:])) if found else ()

    def reserve(self, page: Page) -> Iterator[Slide]:
        """The questions of a session, which the trainer may draw on; likely answers in the notes."""
        found = asked(section(page.body, "questions"))
        posed = tuple(Line(lead, f"{number}. ") for number, (lead, _) in enumerate(found, 1))
        notes = tuple(f"{number}. {lead} {rest}" for number, (lead, rest) in enumerate(found, 1))
        if posed:
            yield from spread(Slide("questions", self.label("deck_reserve"), posed, notes=notes))


def _guide(page: Page) -> list[tuple[str, ...]]:
    """The entries of the discussion guide, one for each discussion question."""
    entries: list[list[Block]] = []
    for block in blocks(section_at(page.body, "trainer-guide")):
        if isinstance(block, Heading):
            entries.append([])
        if entries:
            entries[-1].append(block)
    return [told(entry) for entry in entries]
