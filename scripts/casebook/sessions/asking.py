"""Which quiz questions a session asks: as many as its minutes allow, numbered right through it.

``overrides/assets/casebook/asking.js`` does the same for a session put together in the browser; a test holds the two
together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casebook.content.corpus import Page
from casebook.content.teaching import Question, questions

PACE = 1.25
"""Minutes that a question takes: it is read, answered by each person, and its answer looked at."""


@dataclass(frozen=True)
class Quiz:
    """A quiz that an agenda has: the case, in the language of the talk, and the minutes.

    ``named`` are the ids of the questions that the agenda names; the minutes choose where it names none.
    """

    case: Page
    minutes: int
    named: frozenset[str] = frozenset()

    @property
    def planned(self) -> dict[str, str | list[str]]:
        """As the browser gets it: the path of the case, and the questions that are named."""
        return {"page": self.case.base.removesuffix(".md"), "named": sorted(self.named)}


@dataclass(frozen=True)
class Asked:
    """A question that is asked, and its number in the session, from 1."""

    number: int
    case: Page
    question: Question


def plan(quizzes: Iterable[Quiz | None]) -> tuple[tuple[Asked, ...], ...]:
    """The questions of each entry of an agenda, in order; none for an entry that has no quiz.

    A case asked once more goes on where it stopped; when all of it was asked, it is gone over again under its numbers.
    """
    numbers: dict[tuple[str, str], int] = {}
    return tuple(tuple(_asked(quiz, numbers)) if quiz else () for quiz in quizzes)


def _asked(quiz: Quiz, numbers: dict[tuple[str, str], int]) -> Iterator[Asked]:
    """The questions of a quiz; those that had no number in the session get one."""
    for question in _chosen(quiz, numbers):
        number = numbers.setdefault((quiz.case.base, question.id), len(numbers) + 1)
        yield Asked(number, quiz.case, question)


def _chosen(quiz: Quiz, numbers: Mapping[tuple[str, str], int]) -> Sequence[Question]:
    there = questions(quiz.case.body)
    if named := [question for question in there if question.id in quiz.named]:
        return named
    fresh = [question for question in there if (quiz.case.base, question.id) not in numbers]
    return (fresh or there)[: max(1, round(quiz.minutes / PACE))]


def once(entries: Iterable[Iterable[Asked]]) -> tuple[Asked, ...]:
    """The questions of all entries by number, each once."""
    return tuple({asked.number: asked for entry in entries for asked in entry}.values())
