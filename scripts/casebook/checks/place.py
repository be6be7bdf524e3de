"""Where a problem stands: helpers that turn an offset of a page into a line of its file."""

from __future__ import annotations

from casebook.base.problems import Problem, Severity
from casebook.content.corpus import Page
from casebook.content.drift import HEAD


def in_body(page: Page, line: int, code: str, message: str, column: int = 0, severity: Severity = "error") -> Problem:
    """A problem on a line of the body, counted from 0."""
    return Problem(f"docs/{page.path}", page.front.body_line + line, code, message, column, severity)


def in_front(page: Page, at: tuple[str | int, ...], code: str, message: str, severity: Severity = "error") -> Problem:
    """A problem with the front matter's value at ``at``."""
    return Problem(f"docs/{page.path}", page.front.line(at), code, message, severity=severity)


def line_of(page: Page, section: str) -> int:
    """The line of the file on which a section begins, as :mod:`casebook.content.drift` names sections."""
    if section == HEAD:
        return page.front.line(("title",))
    first = next((number for number, line in enumerate(page.body.split("\n")) if line.strip()), 0)
    return page.front.body_line + next((h.line for h in page.headings if h.id == section), first)
