"""The menu: the sections that mkdocs.yml names, filled with the pages that exist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casebook.content.corpus import Corpus

_FILLED = {
    "rules/index.md": "rule",
    "culture/index.md": "culture",
    "priorities/index.md": "priority",
    "training/index.md": "session",
    "toolkit/index.md": "tool",
}


def expand(nav: Sequence[Any], corpus: Corpus) -> list[Any]:
    """``nav`` with the pages of a section added behind its index page, and without pages that are not published."""
    return [_section(item, corpus) for item in nav if not _hidden(item, corpus)]


def _section(item: Any, corpus: Corpus) -> Any:
    if not isinstance(item, dict):
        return item
    ((title, content),) = item.items()
    if not isinstance(content, list):
        return item
    shown = (path for path in content if path not in corpus.hidden)
    return {title: [entry for path in shown for entry in _with_pages(path, corpus)]}


def _hidden(item: Any, corpus: Corpus) -> bool:
    """Whether an entry is a single page that is not published."""
    return isinstance(item, dict) and any(path in corpus.hidden for path in item.values() if isinstance(path, str))


def _with_pages(path: Any, corpus: Corpus) -> list[Any]:
    kind = _FILLED.get(path) if isinstance(path, str) else None
    return [path, *(page.base for page in corpus.of(kind))] if kind else [path]
