"""Makes Python-Markdown quicker at what most of our pages are, running text under headings: same pages, less time."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.toc import TocTreeprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor as _Whole
from markdown.treeprocessors import Treeprocessor

_MARK = re.compile(r"[`\\\[<&*_\n]")
"""Characters with which the inline patterns of our extensions begin; a line end may be a hard one."""
_RUNNING = re.compile(r"[A-Za-z\u4e00-\u9fff“‘《][^\n]*\Z")
"""A block of one line that no block processor of our extensions but the last, for paragraphs, could take."""
_FENCE = re.compile("```|~~~")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class InlineProcessor(_Whole):  # type: ignore[misc]  # Markdown has no types
    """Looks for inline patterns only in text that holds one of their marks.

    Bears the name of its base, or the method would not take the place of the base's, which is private to that name;
    a test sees that it does.
    """

    def __handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - the names of the base
        handle = _Whole._InlineProcessor__handleInline
        return str(handle(self, data, patternIndex)) if _MARK.search(data) else data


class _Paragraph(ParagraphProcessor):  # type: ignore[misc]
    """Takes what can be nothing but a paragraph, before all others are asked."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - as the base has it
        return _RUNNING.match(block) is not None


class _Fences(Preprocessor):  # type: ignore[misc]
    """Looks for fenced code only in a page that holds a fence."""

    def __init__(self, md: Markdown, whole: Preprocessor) -> None:
        super().__init__(md)
        self._whole = whole

    def run(self, lines: list[str]) -> list[str]:
        found: list[str] = self._whole.run(lines) if _FENCE.search("\n".join(lines)) else lines
        return found

    def __getattr__(self, name: str) -> Any:
        """What the extension asks of its own preprocessor."""
        return getattr(self._whole, name)


class _Anchors(Treeprocessor):  # type: ignore[misc]
    """Links headings to themselves; leaves out the table of contents, which the page outlines anew with what surrounds it."""

    def __init__(self, md: Markdown, whole: TocTreeprocessor) -> None:
        super().__init__(md)
        self._whole = whole

    def run(self, root: Element) -> None:
        headings = [element for element in root.iter() if element.tag in _HEADINGS]
        if not (self._whole.use_permalinks and all("id" in heading.attrib for heading in headings)):
            self._whole.run(root)
            return
        for heading in headings:
            self._whole.add_permalink(heading, heading.attrib["id"])


class QuickMarkdown(Extension):  # type: ignore[misc]
    """Puts the quicker processors in the place of, or before, those that are there; comes after all other extensions."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name of the base
        md.treeprocessors.register(InlineProcessor(md), "inline", 20)
        md.treeprocessors.register(_Anchors(md, md.treeprocessors["toc"]), "toc", 5)
        md.preprocessors.register(_Fences(md, md.preprocessors["fenced_code_block"]), "fenced_code_block", 25)
        md.parser.blockprocessors.register(_Paragraph(md.parser), "running_text", 1_000)
