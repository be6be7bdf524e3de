"""What a page becomes: its body is converted as the site converts it, and every tag and attribute is looked at.

Rules on the source can be walked around (an escaped backtick hides a tag); what comes out of the converter cannot.
Converting every page takes long, so only bodies with anything in them that could become mark-up are converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from html.parser import HTMLParser

from markdown import Markdown

from casebook.base.problems import Problem
from casebook.checks.place import in_body
from casebook.content.corpus import Corpus, Page

_SUSPECT = re.compile(
    r"<|://|script:|data:|\{:?\s*[^#.}\s]|^\s*\[[^\]]+\]:|//[\w.]+/|\(\s*<?\s*(?://|\\\\)", re.IGNORECASE | re.MULTILINE
)
_BRACE = re.compile(r"\{:?\s*[^#.}\s]")
_SCHEME = re.compile(r":(?:(?<=script:)|(?<=data:))", re.IGNORECASE)
_EXTENSIONS = ("admonition", "attr_list", "tables", "toc", "pymdownx.details", "pymdownx.superfences")
_TAGS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "hr", "br", "img", "div", "details", "summary", "span"}  # fmt: skip
_ATTRIBUTES = {"id", "class", "href", "src", "alt", "title", "start", "open"}
_OUTSIDE = re.compile(r"^\s*([a-z][a-z0-9+.\-]*:|//|\\\\)", re.IGNORECASE)


class _Reader(HTMLParser):
    """Collects what should not be there, as words for the message."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attributes:
            outside = name in ("href", "src") and _OUTSIDE.match(re.sub(r"[\x00-\x20]", "", value or ""))
            if name not in _ATTRIBUTES or outside:
                self.found.append(f"{name}={(value or '')[:40]}")
            elif name == "id" and (value or "").startswith(("__", "cb-")):
                self.found.append(f"id={value}")


@cache
def _converter() -> Markdown:
    return Markdown(extensions=list(_EXTENSIONS))


def markup(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """The page, converted, holds only the elements and attributes of plain Markdown, and leads nowhere outside."""
    if not _suspect(page.body):
        return
    reader = _Reader()
    reader.feed(_converter().reset().convert(page.body))
    for found in dict.fromkeys(reader.found):
        name, _, value = found.strip("<>").partition("=")
        lines = [unescape(line.expandtabs(4)) for line in page.body.split("\n")]
        line = next((n for word in (value, name) if word for n, text in enumerate(lines) if word in text), 0)
        yield in_body(page, line, "markup", f"正文生成的网页里有“{found}”，只能用 Markdown 的普通写法，链接只到站内")


def _suspect(body: str) -> bool:
    """Whether a body has to be converted.

    Most have nothing of what the pattern's alternatives hold, which searches that begin with a fixed text tell sooner.
    """
    may = any(text in body for text in ("<", "//", "\\\\", "]:")) or _BRACE.search(body) or _SCHEME.search(body)
    return bool(may and _SUSPECT.search(body))


RULES = (markup,)
