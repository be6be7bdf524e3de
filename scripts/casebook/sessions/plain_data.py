"""Slides and papers as plain data, as the browser gets them."""

from __future__ import annotations

from typing import Any

from casebook.content.blocks import Fold, Items, Paragraph, Quote, Table
from casebook.content.markdown import Heading, plain, spans
from casebook.sessions.frames import Line, Slide
from casebook.sessions.measure import columns
from casebook.sessions.papers import WIDTH, Piece, Register, leads


def slide(found: Slide) -> dict[str, Any]:
    """A slide with the sizes that its text has, in points; without lines, notes and table where there are none."""
    size = found.size
    made: dict[str, Any] = {"kind": found.kind, "title": found.title, "titleSize": found.title_size, "size": size}
    if found.grid:
        heights = [round(found.grid.row_height(row, size), 1) for row in found.grid.rows]
        widths = [round(width, 1) for width in found.grid.widths]
        made["grid"] = {"rows": found.grid.rows, "widths": widths, "heights": heights}
    else:
        made["lines"] = [line(each) for each in found.lines]
    return made | {"notes": [note for note in found.notes if note]} if found.notes else made


def line(found: Line) -> dict[str, Any]:
    """A line of a slide; without what it does not have."""
    made: dict[str, Any] = {"text": found.text}
    if found.lead:
        made["lead"] = found.lead
    if found.marked:
        made["marked"] = True
    return made


def piece(found: Piece) -> dict[str, Any]:
    """A piece of a paper; its texts as :func:`_runs`, and of a paragraph that ``leads`` to what stands below it just that."""
    if isinstance(found, Heading):
        return {"type": "heading", "level": found.level, "text": plain(found.text)}
    if isinstance(found, Quote):
        return {"type": "quote", "text": _runs(found.text)}
    if isinstance(found, Paragraph):
        return {"type": "paragraph", "text": _runs(found.text), **({"leads": True} if leads(found) else {})}
    if isinstance(found, Items):
        return {"type": "items", "ordered": found.ordered, "items": [_runs(item) for item in found.items]}
    if isinstance(found, Table):
        return _table(found)
    if isinstance(found, Fold):
        return {"type": "fold", "title": found.title, "pieces": [piece(block) for block in found.blocks]}
    if isinstance(found, Register):
        return {"type": "register", "head": found.head, "count": found.count}
    return {"type": "writing", "count": found.count}


def _table(table: Table) -> dict[str, Any]:
    """A table and the width of each column in points."""
    rows = (table.head, *table.rows)
    wanted = columns([[plain(cell) for cell in row] for row in rows])
    return {
        "type": "table",
        "widths": [round(WIDTH * width / sum(wanted), 1) for width in wanted],
        "rows": [[_runs(cell) for cell in row] for row in rows],
    }


def _runs(text: str) -> str | list[str]:
    """Inline Markdown as plain text; with strong words in it, as a list of runs, every second one strong."""
    found: list[str] = []
    for part, strong in spans(text):
        if strong != bool(len(found) % 2):
            found.append("")
        found.append(part)
    return found if len(found) > 1 else "".join(found)
