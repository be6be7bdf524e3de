"""The draft of a new case: where it goes, the page written from the template, and what is wrong with what was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook.content.corpus import Corpus
from casebook.content.field_types import UNFILLED
from casebook.content.reader import page_of
from casebook.content.schema import Case, Translation
from casebook.content.vocabulary import Lang
from casebook.editing import slots, template
from casebook.editing.renewal import sealed
from casebook.editing.template import Answers, Notes


@dataclass(frozen=True)
class Place:
    """Where a new case goes: its month and its short name."""

    month: str
    slug: str

    @property
    def path(self) -> str:
        """Its file, relative to ``docs/``."""
        return slots.path_of(self.month, self.slug)

    def faults(self, corpus: Corpus) -> Iterator[str]:
        """Why no new case can go there."""
        yield from slots.month_faults(self.month, slots.taken(corpus))
        yield from slots.slug_faults(self.slug, self.month)


def write(place: Place, answers: Answers, body: str, corpus: Corpus, notes: Notes | None = None) -> str:
    """The text of the case's page."""
    known = template.case_answers({"month": place.month, **answers}, body)
    return template.page(Case, known, body, corpus.vocabulary, notes)


def write_english(answers: Answers, body: str, corpus: Corpus) -> str:
    """The text of the English page beside it."""
    aims = answers.get("objectives") or [UNFILLED, UNFILLED]
    known = {"objectives": [UNFILLED] * len(aims), "translation": "unreviewed", "updated": answers["updated"]}
    return template.page(Translation, known, body, corpus.vocabulary)


def pages(
    place: Place, answers: Answers, bodies: Mapping[Lang, str], corpus: Corpus, *, english: bool, notes: Notes | None
) -> dict[str, str]:
    """Path relative to ``docs/`` → text, for each language wanted."""
    found = {place.path: write(place, answers, bodies["zh"], corpus, notes)}
    if english:
        english_text = write_english(answers, bodies["en"], corpus)
        found[place.path.replace(".md", ".en.md")] = sealed(found[place.path], english_text)
    return found


def faults(texts: Mapping[str, str], corpus: Corpus) -> Iterator[str]:
    """What keeps the values given from standing on a page; those still to be filled in are none of it."""
    for path, text in texts.items():
        found = page_of(path, text, corpus.vocabulary)[1]
        yield from (problem.message for problem in found if problem.severity == "error")
