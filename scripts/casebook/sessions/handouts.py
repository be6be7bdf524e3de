"""The papers of a session or a case: guide, handout, quiz, answers, sign-in sheet, and a case on one page.

Papers of learners hold no answer, no note of the trainer and nothing that opens only on a click.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType

from casebook.content.blocks import Block, Fold, Items, Paragraph, blocks
from casebook.content.corpus import Corpus, Page
from casebook.content.markdown import Heading, plain, section, section_at
from casebook.content.teaching import Question
from casebook.content.vocabulary import Lang
from casebook.sessions import agendas, asking, marks
from casebook.sessions.asking import Asked
from casebook.sessions.papers import HEIGHT, Name, Paper, Piece, Register, Writing, height
from casebook.sessions.pieces import Pieces

_SIZES = (10.5, 10.0, 9.5, 9.0)
"""Sizes in which a case on one page may be set, in points, the wanted one first."""
_ALWAYS, _WHERE_ROOM = ("facts", "outcome"), ("discussion", "self-check", "rules")
"""Sections of a case that stand on its page, and those that do if they fit."""
SIGNED = 26
"""Rows of a sign-in sheet."""
_DISTRIBUTION = ("每人", "发给", "不发", "For each", "Not handed out", "Each person")
"""How a paragraph on handouts begins that tells the trainer what to hand out."""
GIVEN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "case": ("facts", "discussion", "self-check"),
        "rule": ("points", "do-dont"),
        "culture": ("original", "plain", "discussion"),
        "priority": ("ask", "person"),
    }
)
"""Kind of a page → its sections that learners take home when a session uses it."""
CASE = ("facts", "discussion", "self-check", "outcome", "rules")
"""Sections of a case that learners get where they get all of it: how it ended after the questions, as it is told."""


def of(corpus: Corpus, page: Page, lang: Lang, minutes: int = 0) -> tuple[Paper, ...]:
    """The papers of a session or a case (an original): the trainer's first; none of a kind that would be empty.

    ``minutes`` chooses the run sheet of a case, the longest without it: the quiz is what it asks.
    """
    made = Papers(corpus, page, lang, minutes)
    found = [
        made.guide(),
        made.handout(),
        *map(made.sheet, made.shown_cases),
        made.quiz(),
        made.answers(),
        made.signin(),
    ]
    return tuple(paper for paper in found if paper.pieces)


class Papers:
    """Makes the papers of one page."""

    def __init__(self, corpus: Corpus, page: Page, lang: Lang, minutes: int = 0) -> None:
        self.corpus, self.page, self.lang = corpus, page, lang
        self.withheld = frozenset(getattr(page.meta, "withhold", ()))
        self.made = Pieces(corpus, lang, self.withheld)
        self.shown = corpus.in_lang(page, lang)
        used = [corpus.by_path.get(item.page) for item in getattr(page.meta, "agenda", ())]
        pages = [found for found in used if found] if page.kind == "session" else [page]
        self.minutes = minutes
        self.pages = [corpus.in_lang(found, lang) for found in {found.path: found for found in pages}.values()]

    @property
    def cases(self) -> list[Page]:
        return [page for page in self.pages if page.kind == "case"]

    @property
    def shown_cases(self) -> list[Page]:
        """The cases whose facts learners get."""
        return [] if "facts" in self.withheld else self.cases

    def guide(self) -> Paper:
        """All that the trainer needs: the session itself, and of each case how it ended and the trainer's kit."""
        found: list[Piece] = [Paragraph(self.corpus.summary(self.page, self.lang))]
        if self.page.kind == "session":
            names = ("purpose", "preparation", "agenda", "notes", "handouts", "questions", "follow-up", "source")
            found += self.sections(self.shown, names)
        for case in self.cases:
            if self.page.kind == "session":
                found.append(_heading(2, self._label("paper_pages", title=case.meta.title)))
                found += self.sections(case, ("outcome", "trainer-guide", "trainer-notes", "trainer-cautions"), level=3)
            else:
                found += self.sections(case, ("outcome", "trainer"), level=2)
        return self._paper("guide", found, self._label("paper_trainer"))

    def handout(self) -> Paper:
        """What learners keep: aims, the cases' facts, the rules, the piece of culture, forms, a place to write.

        The summary of a case would tell them how it ended.
        """
        lead = () if self.page.kind == "case" else (Paragraph(self.corpus.summary(self.page, self.lang)),)
        found: list[Piece] = [*lead, *self._aims()]
        for page in self.pages:
            found += self._for_learners(page)
        if self.page.kind == "session":
            given = handed_out(self.shown)
            found += [_heading(2, self._named(self.shown, "handouts")), *given] if given else []
        found += [_heading(2, self._label("paper_write")), Paragraph(f"**{self._label('deck_change')}**"), Writing(3)]
        found.append(Paragraph(self._label("deck_channels")))
        return self._paper("handout", found, marks.fiction(self.corpus, self.page, self.lang))

    def _for_learners(self, page: Page) -> list[Piece]:
        names = GIVEN.get(page.kind, ())
        if page.kind == "rule" and "rules" in self.withheld:
            names = ("do-dont",)
        if page.kind == "case" and page.base == self.page.base:
            names = CASE
        if page.kind == "case" and "facts" in self.withheld:
            return []
        found = self.sections(page, names, level=3)
        return [_heading(2, self.made.name(page)), *found] if found else []

    def sheet(self, case: Page) -> Paper:
        """A case on one page of A4: facts and outcome, and of the rest as much as the page holds, as large as it can."""
        names, size = self.fitting(case)
        notice = marks.fiction(self.corpus, self.corpus.by_path[case.base], self.lang)
        paper = self._paper("case", self.sections(case, names), notice, case)
        return replace(paper, size=size)

    def fitting(self, case: Page) -> tuple[tuple[str, ...], float]:
        """The sections of a case that one page holds, and the largest size in which it holds them."""
        names: tuple[str, ...] = _ALWAYS
        tall = height(self.sections(case, names), _SIZES[-1])
        for name in _WHERE_ROOM:
            more = height(self.sections(case, (name,)), _SIZES[-1])
            if more and tall + more <= HEIGHT:
                names, tall = (*names, name), tall + more
        names = tuple(name for name in CASE if name in names)
        kept = self.sections(case, names)
        larger = (size for size in _SIZES[:-1] if height(kept, size) <= HEIGHT)
        return names, next(larger, _SIZES[-1])

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """The quiz questions that the slides ask, in their order."""
        if self.page.kind not in ("session", "case"):
            return ()
        return asking.once(agendas.asked(self.corpus, self.page, self.lang, self.minutes))

    def quiz(self) -> Paper:
        """The questions without answers."""
        found = [piece for asked in self.asked for piece in self.question(asked.question, self._title(asked))]
        return self._paper("quiz", found, self._label("paper_quiz_notice"))

    def question(self, question: Question, title: str) -> Iterator[Piece]:
        yield _heading(2, title)
        yield from (Paragraph(text) for text in question.stem.split("\n") if text)
        yield from (Paragraph(f"□ {option.letter}. {option.text}") for option in question.options)

    def answers(self) -> Paper:
        """For each question its answer, what is said to each option, and the provision that settles it."""
        found = [piece for asked in self.asked for piece in self.solution(asked.question, self._title(asked))]
        return self._paper("answers", found, self._label("paper_trainer"))

    def solution(self, question: Question, title: str) -> Iterator[Piece]:
        answer, *said = self.made.solution(question)
        yield _heading(2, title)
        yield Paragraph(f"**{answer}**")
        yield from map(Paragraph, said)

    def _title(self, asked: Asked) -> str:
        """The question's name, with its case where several are asked about."""
        name = self.made.numbered(asked.question, asked.number)
        if len({other.case.base for other in self.asked}) == 1:
            return name
        return self._label("paper_titled", title=asked.case.meta.title, kind=name)

    def signin(self) -> Paper:
        """A table of names and signatures."""
        blank = "＿" * 7
        mark = self._label("deck_comma")
        fields = "　".join(f"{name}{blank}" for name in self._label("paper_signin_fields").split(mark))
        head = tuple(self._label("paper_signin_head").split(mark))
        return self._paper("signin", [Paragraph(fields), Register(head, SIGNED)], self._label("paper_signin_notice"))

    def _aims(self) -> list[Piece]:
        found = aims(self.page, self.shown)
        return [_heading(2, self._label("deck_aims")), *found] if found else []

    def sections(self, page: Page, names: tuple[str, ...], level: int = 2) -> list[Piece]:
        """Sections with their headings set at ``level``, deeper ones below it; what opens on a click is left out."""
        found: list[Piece] = []
        for name in names:
            content = [
                block for block in blocks(section_at(page.body, name)) if not (isinstance(block, Fold) and block.opens)
            ]
            if content:
                found += [_heading(level, self._named(page, name)), *(_lowered(block, level) for block in content)]
        return found

    def _named(self, page: Page, name: str) -> str:
        return next((heading.text for heading in page.headings if heading.id == name), "")

    def _label(self, key: str, **values: object) -> str:
        return self.made.label(key, **values)

    def _paper(self, name: Name, pieces: Iterable[Piece], notice: str, page: Page | None = None) -> Paper:
        """A paper on ``page``, by default that for which all are made."""
        about = page or self.shown
        original = self.corpus.by_path[about.base]
        how = marks.standing(self.corpus, original, self.lang)
        more, day = marks.stale(self.corpus, original, self.lang), self._label("paper_day", day=about.meta.updated)
        return Paper(
            name=name,
            id=f"{about.id}-{name}",
            title=self._label("paper_titled", title=about.meta.title, kind=self._label(f"paper_{name}")),
            notice="　".join(filter(None, (*how, day, notice, more))),
            footer=marks.footer(self.corpus, original, self.lang),
            page=self._label("paper_page", page="{page}", pages="{pages}"),
            lang=self.lang,
            day=about.meta.updated,
            pieces=tuple(pieces),
        )


def _heading(level: int, text: str) -> Heading:
    return Heading(0, level, plain(text), None)


def _lowered(block: Block, level: int) -> Block:
    """A heading kept below the one it stands under."""
    return block._replace(level=level + 1) if isinstance(block, Heading) else block


def aims(page: Page, shown: Page) -> tuple[Block, ...]:
    """What participants can do afterwards: the purpose of a session, the objectives of a case."""
    objectives = getattr(shown.meta, "objectives", ()) or getattr(page.meta, "objectives", ())
    return blocks(section(shown.body, "purpose")) or ((Items(False, tuple(objectives)),) if objectives else ())


def handed_out(session: Page) -> tuple[Block, ...]:
    """What a session's page has for learners to take home."""
    return tuple(block for block in blocks(section(session.body, "handouts")) if not _distribution(block))


def _distribution(block: Block) -> bool:
    """Whether a block on handouts only tells the trainer who gets what."""
    return isinstance(block, Paragraph) and block.text.startswith(_DISTRIBUTION)
