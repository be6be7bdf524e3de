"""Rendered pages: the text of each section, as a reader sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from lxml import etree, html
from lxml.html import HtmlElement

_SKIPPED = {"script", "style", "nav", "svg", "button", "details"}
"""Elements whose text is not read. Folded answers stay out of excerpts: a search must not give them away."""
_SILENT = {
    "headerlink",
    "cb-facts",
    "cb-tags",
    "cb-related",
    "cb-steps",
    "cb-months",
    "cb-notice",
    "cb-noindex",
    "cb-sides",
    "cb-answer",
}
_BLOCKS = "p li td th h1 h2 h3 h4 h5 h6 div summary blockquote tr dt dd"
_READ = etree.XPath(
    "descendant::text() | " + " | ".join(f"descendant::{name}" for name in _BLOCKS.split()), smart_strings=False
)
"""Text, and where it starts anew, in reading order."""
_WITH_CLASS = etree.XPath("descendant::*[@class]")


@dataclass(frozen=True)
class Section:
    """The text under a heading of level 2 or 3. The first section of a page, before any heading, has neither id nor heading."""

    id: str
    heading: str
    level: int
    text: str


def sections(file: Path) -> tuple[str, list[Section]]:
    """Title and sections of a rendered page."""
    page = file.read_text("utf-8")
    start, end = page.find("<article"), page.rfind("</article>")
    if start < 0:
        return "", []
    article = html.fragment_fromstring(page[start:end])  # the head, the menus and the foot need not be taken apart
    etree.strip_elements(article, *_SKIPPED, with_tail=False)
    for element in cast(list[HtmlElement], _WITH_CLASS(article)):
        if not _SILENT.isdisjoint(element.get("class").split()):
            element.drop_tree()
    title = next((_taken(element) for element in article.iter("h1")), "")
    marks = {element: _mark(element) for element in article.iter("h2", "h3") if element.get("id")}
    found, texts = [Section("", "", 1, "")], [[""]]
    for node in cast(list[HtmlElement | str], _READ(article)):
        if isinstance(node, str):
            texts[-1].append(node)
        elif node in marks:
            found.append(marks[node])
            texts.append([])
        else:
            texts[-1].append(" ")
    return title, [replace(each, text=_joined(parts)) for each, parts in zip(found, texts, strict=True)]


def _mark(heading: HtmlElement) -> Section:
    return Section(heading.get("id"), _taken(heading), int(heading.tag[1]), "")


def _taken(heading: HtmlElement) -> str:
    """The text of a heading, which it has no longer: it is no part of what stands below it."""
    text = _joined(heading.itertext())
    del heading[:]
    heading.text = None
    return text


def _joined(parts: Iterable[str]) -> str:
    return " ".join("".join(parts).split())
