"""Rendered pages: the text of each section, as a reader sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

_SPACE = re.compile(r"\s+")
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
_BLOCKS = {"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "div", "summary", "blockquote", "tr", "dt", "dd"}


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
    title = article.find(".//h1")
    marks = [Section("", "", 1, "")]
    texts: list[list[str]] = [[]]
    for element, text in _walk(article):
        if element.tag in ("h2", "h3") and element.get("id"):
            if text is None:
                marks.append(Section(element.get("id", ""), _plain(element), int(element.tag[1]), ""))
                texts.append([])
        elif text and element.tag != "h1":
            texts[-1].append(text)
    found = [
        Section(mark.id, mark.heading, mark.level, _SPACE.sub(" ", "".join(parts)).strip())
        for mark, parts in zip(marks, texts, strict=True)
    ]
    return (_plain(title) if title is not None else ""), found


def _walk(element: HtmlElement) -> list[tuple[HtmlElement, str | None]]:
    """Each element as it opens (text ``None``), then the pieces of text in it, in reading order."""
    found: list[tuple[HtmlElement, str | None]] = []
    _collect(element, found)
    return found


def _collect(element: HtmlElement, found: list[tuple[HtmlElement, str | None]]) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED or not _SILENT.isdisjoint(element.get("class", "").split()):
        return
    found.append((element, None))
    if tag in _BLOCKS:
        found.append((element, " "))
    if element.text:
        found.append((element, element.text))
    for child in element:
        _collect(child, found)
        if child.tail:
            found.append((element, child.tail))


def _plain(element: HtmlElement) -> str:
    return _SPACE.sub(" ", "".join(text for _, text in _walk(element) if text)).strip()
