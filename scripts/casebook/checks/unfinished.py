"""What a template left to be filled in."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base.problems import Problem
from casebook.checks.place import in_body, in_front
from casebook.content.corpus import Corpus, Page
from casebook.content.field_types import UNFILLED
from casebook.content.fields import meaning
from casebook.content.reader import model_of


def fill_in(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Every value and every line that the template left to the editor has been written."""
    model = model_of(page.kind, page.lang)
    may = UNFILLED in page.front.block or "\\" in page.front.block  # an escape may hide it
    for at, value in _leaves(page.front.data, ()) if may else ():
        if UNFILLED in value:
            name = ".".join(map(str, at))
            yield in_front(page, at, "fill-in", f"{name} 待填：{meaning(model, at, corpus.vocabulary)}")
    if UNFILLED not in page.body:
        return
    section = "正文"
    headings = {heading.line: heading.text.replace(UNFILLED, "") for heading in page.headings}
    for number, line in enumerate(page.body.split("\n")):
        section = headings.get(number, section)
        if UNFILLED in line:
            column = line.index(UNFILLED) + 1
            wanted = line[column - 1 :].split("|")[0].replace(UNFILLED, "").strip(" *　") or "请写上"
            yield in_body(page, number, "fill-in", f"“{section}”待填：{wanted}", column)


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
