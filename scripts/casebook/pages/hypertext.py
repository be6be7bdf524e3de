"""Small pieces of HTML, for what the site itself puts on its pages: links, lists, notes, tables, and their outline.

Written pages are Markdown; what is derived from them is HTML at once, for converting it would take longer than all
written text together. Text comes in plain and is escaped here; ``content`` is HTML already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from casebook.content.vocabulary import Lang

_HEADING = re.compile(r'<h([23])[^>]* id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ID = re.compile(r'<[a-z][^>]* id="([^"]+)"')


def href(address: str, *, at: str) -> str:
    """The way from the page at address ``at`` to ``address``, both relative to the site's root."""
    return escape("../" * at.count("/") + address)


def link(text: str, address: str, *, at: str) -> str:
    return f'<a href="{href(address, at=at)}">{escape(text)}</a>'


def items(contents: Iterable[str]) -> str:
    """An unordered list."""
    return "<ul>\n" + "".join(f"<li>{content}</li>\n" for content in contents) + "</ul>"


def block(name: str, content: str) -> str:
    return f'<div class="{name}">\n{content}\n</div>'


def paragraph(content: str) -> str:
    return f"<p>{content}</p>"


def heading(level: int, content: str, name: str, title: str = "本节链接") -> str:
    """A heading that can be linked to, as the Markdown of written pages makes it."""
    anchor = f'<a class="headerlink" href="#{name}" title="{title}">&para;</a>'
    return f'<h{level} id="{name}">{content}{anchor}</h{level}>'


def note(kind: str, title: str, text: str, content: str = "") -> str:
    """An admonition; ``content`` follows its text in the same paragraph, after Chinese without a space."""
    said = escape(text) + (f"{'' if text.endswith('。') else ' '}{content}" if content else "")
    return f'<div class="admonition {kind}">\n<p class="admonition-title">{escape(title)}</p>\n<p>{said}</p>\n</div>'


def fold(kind: str, title: str, content: str) -> str:
    """``content`` behind a title that opens it, without a script."""
    return f'<details class="{kind}">\n<summary>{escape(title)}</summary>\n{content}\n</details>'


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of HTML cells."""
    top = "".join(f"<th>{cell}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"<table>\n<thead><tr>{top}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>"


def language(text: Lang, page: Lang) -> str:
    """A ``lang`` attribute for text in another language than its page's."""
    return "" if text == page else f' lang="{"zh-Hans" if text == "zh" else text}"'


def joined(parts: Iterable[str]) -> str:
    """Pieces one below the other, those that are empty left out."""
    return "\n".join(part for part in parts if part)


@dataclass
class Entry:
    """A heading of level 2 or 3 in a page's outline, with those below it."""

    level: int
    id: str
    text: str
    children: list[Entry] = field(default_factory=list)


def outline(html: str) -> list[Entry]:
    """The headings of a page, those of level 3 below the one of level 2 that they follow."""
    found: list[Entry] = []
    for entry in _headings(html):
        (found[-1].children if entry.level > 2 and found else found).append(entry)
    return found


def _headings(html: str) -> Iterator[Entry]:
    for level, name, content in _HEADING.findall(html):
        yield Entry(int(level), name, _TAG.sub("", _PERMALINK.sub("", content)).strip())


def ids(html: str) -> set[str]:
    """Every place of a page that a link can lead to."""
    return set(_ID.findall(html))
