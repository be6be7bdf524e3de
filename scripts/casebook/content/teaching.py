"""What pages hold for teaching, typed: quiz questions, tables of minutes, what the trainer says at which minute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from casebook.content.blocks import Block, Items, Paragraph, Table, blocks
from casebook.content.markdown import headings, lines, links, plain, section, spans

QUESTION = re.compile(r"q\d")
"""Anchor of a quiz question."""
_OPTION = re.compile(r"^- ([A-H])\. *(.*)")
_ANSWER = re.compile(r"\*\*(?:答案|Answer)[：:] ?([A-H](?:[、, ]+[A-H])*)\*\*")
_FEEDBACK = re.compile(r"^ {4}- ([A-H])[ .：:] *(.*)")
_SETTLED = re.compile(r"\*\*(?:定题条款|Settled by|Provision that settles it)\*\*[\s:：]*(.*)")
_FOLDS = ("???", "!!!")
_SPAN = re.compile(r"^(\d+)[—–-](\d+)(?!\d)")
_LENGTH = re.compile(r"^(\d+) ?(?:分钟|minutes)")
_NUMBERS = re.compile(r"题 *(\d)(?!\d)|第(\d)题|[Qq]uestions? (\d(?:(?:, | and |, and )\d)*)")


@dataclass(frozen=True)
class Option:
    """A choice of a question, and what is said to whoever chose it."""

    letter: str
    text: str
    feedback: str


@dataclass(frozen=True)
class Question:
    """A quiz question. ``line`` is that of its heading in the body, from 0; ``settled`` the provision that decides it.

    ``answers`` and ``settled`` are empty where the page does not give them; ``heard`` are the letters that have feedback.
    """

    line: int
    id: str
    title: str
    stem: str
    options: tuple[Option, ...]
    answers: tuple[str, ...]
    settled: str
    heard: tuple[str, ...]

    @property
    def many(self) -> bool:
        """Whether several options are right."""
        return len(self.answers) > 1


@dataclass(frozen=True)
class Step:
    """A row of a table of minutes: from minute ``first`` to ``last``, and its other cells as written."""

    first: int
    last: int
    cells: tuple[str, ...]

    @property
    def minutes(self) -> int:
        return self.last - self.first

    def cell(self, index: int) -> str:
        """The cell as plain text; empty where the row is shorter."""
        return plain(self.cells[index]) if index < len(self.cells) else ""

    @property
    def lead(self) -> str:
        """The bold words that the first cell opens with, without their full stop: the name of what is done."""
        first = spans(self.cells[0])[:1] if self.cells else ()
        return first[0][0].strip().removesuffix(".") if first and first[0][1] else ""

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        return tuple(link for cell in self.cells for link in links(cell))


@lru_cache(maxsize=4_000)
def questions(body: str) -> tuple[Question, ...]:
    """The quiz questions of a page, in order. Kept: the page, its kit and its quiz are made at different times."""
    return tuple(_questions(body))


def _questions(body: str) -> Iterator[Question]:
    marks = [heading for heading in headings(body) if heading.level <= 3]
    for index, mark in enumerate(marks):
        if mark.id and QUESTION.fullmatch(mark.id):
            end = marks[index + 1].line if index + 1 < len(marks) else None
            yield _question(mark.line, mark.id, mark.text, lines(body)[mark.line + 1 : end])


def _question(line: int, name: str, title: str, rows: Sequence[str]) -> Question:
    text = "\n".join(rows)
    heard = [found for row in rows if (found := _FEEDBACK.match(row))]
    feedback = {found[1]: plain(found[2]) for found in heard}
    options = [found for row in rows if (found := _OPTION.match(row))]
    answer, settled = _ANSWER.search(text), _SETTLED.search(text)
    shown = "\n".join(takewhile(lambda row: not row.startswith(_FOLDS), rows))
    stem = [plain(block.text) for block in blocks(shown) if isinstance(block, Paragraph)]
    return Question(
        line=line,
        id=name,
        title=title,
        stem="\n".join(stem),
        options=tuple(Option(found[1], plain(found[2]), feedback.get(found[1], "")) for found in options),
        answers=tuple(re.findall("[A-H]", answer[1])) if answer else (),
        settled=plain(settled[1]) if settled else "",
        heard=tuple(found[1] for found in heard),
    )


def steps(text: str) -> tuple[Step, ...]:
    """The rows of the text's tables that begin with a span of minutes."""
    rows = [row for block in blocks(text) if isinstance(block, Table) for row in (block.head, *block.rows)]
    found = ((_SPAN.match(row[0]), row) for row in rows if row)
    return tuple(Step(int(span[1]), int(span[2]), row[1:]) for span, row in found if span)


def run_sheets(body: str) -> dict[int, tuple[Step, ...]]:
    """Length in minutes → the run sheet of that length."""
    marks = headings(body)
    found = {}
    for index, mark in enumerate(marks):
        if mark.level == 4 and (length := _LENGTH.match(mark.text)):
            end = marks[index + 1].line if index + 1 < len(marks) else None
            found[int(length[1])] = steps("\n".join(lines(body)[mark.line + 1 : end]))
    return found


def lengths(body: str) -> tuple[int, ...]:
    """The lengths for which a case has a run sheet, in minutes."""
    return tuple(sorted(run_sheets(body)))


def spoken(body: str) -> tuple[dict[int, tuple[Block, ...]], tuple[Block, ...]]:
    """What the trainer says: first minute of a part → its blocks, and the blocks that belong to no part.

    A part begins with a paragraph that opens in bold with its minutes (``**7—16 分句**``); another paragraph that
    opens in bold ends it.
    """
    parts: dict[int, list[Block]] = {}
    rest: list[Block] = []
    at = rest
    for block in blocks(section(body, "notes")):
        lead = _lead(block)
        if span := _SPAN.match(lead):
            at = parts.setdefault(int(span[1]), [])
        elif lead:
            at = rest
        at.append(block)
    return {first: tuple(found) for first, found in parts.items()}, tuple(rest)


def _lead(block: Block) -> str:
    """The bold words that a paragraph opens with."""
    first = spans(block.text)[:1] if isinstance(block, Paragraph) else ()
    return first[0][0] if first and first[0][1] else ""


def numbers(text: str) -> frozenset[int]:
    """The questions that a text names: ``做第1题、第3题`` → 1 and 3."""
    return frozenset(int(digit) for found in _NUMBERS.findall(text) for digit in re.findall(r"\d", "".join(found)))


def asked(text: str) -> tuple[tuple[str, str], ...]:
    """Questions listed for discussion: what is asked aloud, and what is for the trainer only, as plain text.

    In a session what follows the bold question is for the trainer; in a case it is the question itself.
    """
    items = [item for block in blocks(text) if isinstance(block, Items) and block.ordered for item in block.items]
    return tuple((_head(item), plain(" ".join(part for part, _ in spans(item)[1:])).strip()) for item in items)


def _head(item: str) -> str:
    return spans(item)[0][0].strip() if spans(item) else ""
