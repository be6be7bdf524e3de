"""Makes Python-Markdown quicker at running text, most of which holds no mark of Markdown: same pages, less time."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor as _Whole

_MARK = re.compile(r"[`\\\[<&*_\n]")
"""Characters with which the inline patterns of our extensions begin; a line end may be a hard one."""
_PRIORITY = 20


class InlineProcessor(_Whole):  # type: ignore[misc]  # Markdown has no types
    """Looks for inline patterns only in text that holds one of their marks.

    Bears the name of its base, or the method would not take the place of the base's, which is private to that name;
    a test sees that it does.
    """

    def __handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - the names of the base
        handle = _Whole._InlineProcessor__handleInline
        return str(handle(self, data, patternIndex)) if _MARK.search(data) else data


class QuickInline(Extension):  # type: ignore[misc]
    """Puts the quicker processor in the place of the one that is there."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name of the base
        md.treeprocessors.register(InlineProcessor(md), "inline", _PRIORITY)
