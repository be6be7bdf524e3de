"""The two sides of a page: what learners read, and the trainer's page beside it, both cut from one rendering.

A case and a session are rendered once, whole. What only one side has stands between marks (HTML comments, which written
pages cannot hold); the learner's page leaves out the trainer's parts, the trainer's page has everything.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import escape
from typing import Literal, TypeAlias

Side: TypeAlias = Literal["learner", "trainer"]
KINDS = frozenset({"case", "session"})
"""The kinds of page that have two sides."""
TRAINERS = frozenset({"trainer", "notes", "questions", "handouts", "preparation"})
"""Sections that only the trainer sees, by id; headings inside them count too."""
_POINTS = 4
"""The column of a session's agenda that says what to make of an item: the trainer's."""
_SECTION = re.compile(r'(?=<h2 id=")')
_ID = re.compile(r'<h2 id="([^"]+)"')
_MANY = re.compile(r"<strong>(?:答案|Answer)[：:] ?[A-H][、, ]+[A-H]")
_FOLD = re.compile(r"(<details\b[^>]*>|</details>)")
_ROW = re.compile(rf"(<tr>(?:\s*<t[hd]\b[^>]*>.*?</t[hd]>){{{_POINTS - 1}}})(.*?)(\s*</tr>)", re.DOTALL)
_LINK = re.compile(rf'href="([^"#:]*)#((?:{"|".join(sorted(TRAINERS))})(?:-[\w-]+)?)"')
_PLACES = re.compile(r"(?:en/)?(?:cases/.+|training/sessions/[^/]+)\.html")
_OTHERS: dict[Side, Side] = {"learner": "trainer", "trainer": "learner"}
_CUT = {
    side: re.compile(rf"<!--{other}-->.*?<!--/{other}-->|<!--/?{side}-->", re.DOTALL) for side, other in _OTHERS.items()
}


def only(side: Side, html: str) -> str:
    """``html`` for one side. What is marked for one side holds nothing marked again."""
    return f"<!--{side}-->{html}<!--/{side}-->"


def cut(html: str, side: Side) -> str:
    """One side of a page that was rendered whole."""
    return _CUT[side].sub("", html)


def address(path: str) -> str:
    """The trainer's page beside the page at ``path``: ``x.html`` → ``x.trainer.html``."""
    return path.removesuffix(".html") + ".trainer.html"


def mark(body: str, page: str, answer: str) -> str:
    """A rendered body with what is the trainer's marked: sections, points to make, and what opens only on a click.

    ``page`` is the trainer's page as a link finds it, ``answer`` the words that lead there from a question.
    """
    return "".join(_marked(part, page, answer) for part in _SECTION.split(body))


def _marked(section: str, page: str, answer: str) -> str:
    name = found[1] if (found := _ID.match(section)) else ""
    if name in TRAINERS:
        return only("trainer", section)
    if name == "agenda":
        return _ROW.sub(lambda row: row[1] + only("trainer", row[2]) + row[3], section)
    return "".join(_folds(section, page, answer)) if "<details" in section else section


def _folds(section: str, page: str, answer: str) -> Iterator[str]:
    """A section whose folds stand open on the trainer's page, and are a link to it on the learner's."""
    at, depth, fold = "", 0, ""
    for piece in _FOLD.split(section):
        opens, closes = piece.startswith("<details"), piece == "</details>"
        depth += opens
        if depth:
            fold += piece.replace("<details", "<details open", 1) if opens else piece
        else:
            at = _last_heading(piece) or at
            yield piece
        depth -= closes
        if closes and not depth:
            yield only("trainer", fold) + only(
                "learner", elsewhere(f"{page}#{at}", answer, many=bool(_MANY.search(fold)))
            )
            fold = ""


def elsewhere(href: str, answer: str, *, many: bool) -> str:
    """What learners have in the place of an answer: the way to it, and whether several options may be chosen."""
    several = " data-cb-many" if many else ""
    return f'<p class="cb-answer"{several}><a href="{href}">{escape(answer)}</a></p>'


def _last_heading(html: str) -> str:
    found = re.findall(r'<h[23] id="([^"]+)"', html)
    return str(found[-1]) if found else ""


def led(html: str, at: str) -> str:
    """``html`` of the page at address ``at``: its links to places that only the trainer's page has lead there."""

    def replace(match: re.Match[str]) -> str:
        path, anchor = match.groups()
        target = posixpath.normpath(posixpath.join(posixpath.dirname(at), path)) if path else at
        if not _PLACES.fullmatch(target):
            return match[0]
        return f'href="{address(path or posixpath.basename(at))}#{anchor}"'

    return _LINK.sub(replace, html) if "#" in html else html
