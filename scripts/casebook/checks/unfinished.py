"""What a template left to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from casebook.base.problems import Problem
from casebook.checks.place import in_body, in_front
from casebook.content.blocks import TABLE_LINE
from casebook.content.corpus import Corpus, Page
from casebook.content.field_types import UNFILLED
from casebook.content.fields import meaning
from casebook.content.frontmatter import said
from casebook.content.reader import model_of

_KNOWN = 8
"""Characters of a prompt that nobody writes by chance."""


def fill_in(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Every value and every line that the template left to the editor has been written: to take the mark away is not enough."""
    model = model_of(page.kind, page.lang)
    may = UNFILLED in page.front.block or "\\" in page.front.block  # an escape may hide it
    for at, value in _leaves(page.front.data, ()) if may else ():
        if UNFILLED in value:
            yield in_front(page, at, "fill-in", f"{said(at)} 待填：{meaning(model, at, corpus.vocabulary)}")
    prompts, endings = _prompts(corpus.templates.get(page.lang, "") if page.kind == "case" else "")
    if UNFILLED not in page.body and not prompts:
        return
    section = "正文"
    headings = {heading.line: heading.text.replace(UNFILLED, "") for heading in page.headings}
    lines = page.body.split("\n")
    for number, line in enumerate(lines):
        section = headings.get(number, section)
        for piece in () if _is_head(lines, number) else _pieces(line):
            if UNFILLED in piece:
                wanted = piece[piece.index(UNFILLED) :].replace(UNFILLED, "").strip(" *　") or "请写上"
            elif piece in prompts or piece.endswith(endings):
                wanted = f"{piece}（模板里的提示还在）"
            else:
                continue
            column = line.index(piece) + max(piece.find(UNFILLED), 0) + 1
            yield in_body(page, number, "fill-in", f"“{section}”待填：{wanted}", column)


@lru_cache
def _prompts(template: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """What the template asks for, without its marks: whole lines and cells, and how those end that are long enough to know."""
    pieces = [
        piece for line in template.split("\n") if UNFILLED in line for piece in _pieces(line) if UNFILLED in piece
    ]
    asked = (piece.rpartition(UNFILLED)[2].strip() for piece in pieces)
    return frozenset(piece.replace(UNFILLED, "").strip() for piece in pieces) - {""}, tuple(
        text for text in asked if len(text) >= _KNOWN
    )


def _pieces(line: str) -> list[str]:
    """The cells of a row, or the line itself."""
    return [cell.strip() for cell in line.split("|")] if line.startswith("|") else [line.strip()]


def _is_head(lines: Sequence[str], number: int) -> bool:
    """Whether a line is the head of a table, whose words may be those of a prompt."""
    below = lines[number + 1] if number + 1 < len(lines) else ""
    return lines[number].startswith("|") and TABLE_LINE.fullmatch(below) is not None


def _leaves(value: object, at: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The texts of the front matter with their places."""
    items: Iterator[tuple[str | int, object]] = iter(())
    if isinstance(value, dict):
        items = iter(value.items())
    elif isinstance(value, list):
        items = iter(enumerate(value))
    elif isinstance(value, str):
        yield at, value
    for key, child in items:
        yield from _leaves(child, (*at, key))


RULES = (fill_in,)
