"""Template pages read as forms. The page's own Markdown is the only source.

Under the page's heading ``form`` each heading of level 3 begins a sheet (without one, the section is one sheet): text
to be printed, a list of blanks to fill above its table, the table, a list of blanks below it for signatures. Under the
heading ``how`` a table says how each column is filled and, in its third column, from which choices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from casebook.content import markdown
from casebook.content.corpus import Corpus, Page
from casebook.content.vocabulary import Lang
from casebook.media.flowchart import LEVELS, Level, Step
from casebook.toolkit.forms import FLOW, Form, Hint, Row, Sheet

FLOW_COLUMNS = 6
_MORE_STEPS = 3
RISKS: dict[str, Level | None] = {
    **dict(zip(("高", "中", "低"), LEVELS, strict=True)),
    **dict(zip(("High", "Medium", "Low"), LEVELS, strict=True)),
    "无": None,
    "None": None,
}
"""The words that a step's level of risk is written in."""
_RULE = re.compile(r"^:?-+:?$")
_BULLET = re.compile(r"^[-*] +")
_CHOICE = re.compile(r"[、;；] *")


def form(page: Page, corpus: Corpus, lang: Lang) -> Form:
    """The form of a template page (an original) as it is offered on the site in ``lang``."""
    shown = corpus.in_lang(page, lang)
    label = corpus.vocabulary.label
    return Form(
        title=shown.meta.title,
        notice=label("form_notice", shown.lang),
        footer=label("form_page", shown.lang, page="{page}", pages="{pages}"),
        lang=shown.lang,
        landscape=page.meta.orientation == "landscape",
        day=shown.meta.updated,
        sheets=tuple(_padded(sheet, page.meta.rows) for sheet in sheets(shown)),
        guide=guide(shown),
        hints=hints(shown),
    )


def file_name(page: Page, ending: str) -> str:
    """The name of a file to download, relative to :data:`casebook.toolkit.forms.FILES`."""
    return f"{page.id}.{ending}"


def sheets(page: Page) -> tuple[Sheet, ...]:
    """The sheets of a template page in one language."""
    lines = list(_region(page, "form"))
    marks = [h for h in page.headings if h.level == 3 and lines and lines[0][0] <= h.line <= lines[-1][0]]
    if not marks:
        return (_sheet("form", page.meta.title, lines[0][0] if lines else 0, lines),)
    ends = [mark.line for mark in marks[1:]] + [lines[-1][0] + 1]
    return tuple(
        _sheet(mark.id or "", mark.text, mark.line, [entry for entry in lines if mark.line < entry[0] < end])
        for mark, end in zip(marks, ends, strict=True)
    )


def guide(page: Page) -> Sheet:
    """How to fill in the form: the text of that section as notes, and its table."""
    lines = list(_region(page, "how"))
    title, line = next(((h.text, h.line) for h in page.headings if h.id == "how"), ("", 0))
    made = _sheet("how", title, line, lines)
    notes = tuple(markdown.plain(_BULLET.sub("", line)) for _, line in lines if line and not line.startswith("|"))
    return replace(made, notes=notes, fields=(), signatures=())


def hints(page: Page) -> tuple[Hint, ...]:
    """What the table under ``how`` says of each column."""
    return tuple(
        Hint(row.cells[0], row.cells[1], tuple(filter(None, _CHOICE.split(row.cells[2])))) for row in guide(page).rows
    )


def steps(sheet: Sheet) -> tuple[Step, ...]:
    """The rows of a flow sheet as steps: name, who, papers and time, level of risk, risk point, control."""
    return tuple(
        Step(name, who, papers, RISKS[risk], risk, point, control)
        for name, who, papers, risk, point, control in (row.cells for row in sheet.rows)
    )


def _padded(sheet: Sheet, count: int) -> Sheet:
    """A list with room for ``count`` more entries; a flow, which is short, with a few."""
    return sheet.padded(min(count, _MORE_STEPS if sheet.id == FLOW else count)) if sheet.register else sheet


def _region(page: Page, name: str) -> Iterator[tuple[int, str]]:
    """The numbered lines under the level 2 heading with id ``name``."""
    starts = {h.line: h.id for h in page.headings if h.level == 2}
    inside = False
    for number, line in page.prose:
        if number in starts:
            inside = starts[number] == name
        elif inside:
            yield number, line.strip()


def _sheet(name: str, title: str, line: int, lines: list[tuple[int, str]]) -> Sheet:
    tables = list(_tables(lines))
    head, *rows = tables[0] if tables else [Row(line, ())]
    first = head.line if tables else line
    blanks = [(number, markdown.plain(_BULLET.sub("", text))) for number, text in lines if _BULLET.match(text)]
    notes = (text for _, text in lines if text and not text.startswith("|") and not _BULLET.match(text))
    return Sheet(
        name,
        title,
        line,
        notes=tuple(map(markdown.plain, notes)),
        fields=tuple(text for number, text in blanks if number < first),
        head=head.cells,
        rows=tuple(rows),
        signatures=tuple(text for number, text in blanks if number > first),
        tables=len(tables),
    )


def _tables(lines: list[tuple[int, str]]) -> Iterator[list[Row]]:
    """The tables among the lines, their head first, without the line that only draws the rule."""
    table: list[Row] = []
    for number, line in lines:
        if not line.startswith("|"):
            if table:
                yield table
            table = []
        elif not all(map(_RULE.match, markdown.cells(line))):
            table.append(Row(number, tuple(map(markdown.plain, markdown.cells(line)))))
    if table:
        yield table
