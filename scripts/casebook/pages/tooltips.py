"""Glossary terms in running text: the first use of each becomes a link that shows its meaning."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from html import escape

from casebook.content.corpus import url
from casebook.content.vocabulary import LANGS, Entry, Lang, Vocabulary

_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
_UNTOUCHED = {"a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "summary", "th", "svg"}
_LONGEST = 90
"""Characters of a meaning that a tip shows; the link leads to the rest."""


class Tooltips:
    """Marks terms in rendered pages. A local term of unknown meaning is left alone."""

    def __init__(self, words: Vocabulary) -> None:
        self._terms = {lang: _terms(words, lang) for lang in LANGS}

    def mark(self, html: str, lang: Lang, at: str) -> str:
        """``html`` of the page at address ``at``, with the first use of each term marked."""
        terms, lowered = self._terms[lang], html.lower()
        names = tuple(name for name in terms if name in lowered)
        if not names:
            return html
        pattern = _pattern(names, lang)
        glossary = posixpath.relpath(url("glossary.md", lang), posixpath.dirname(at) or ".")
        seen: set[str] = set()
        depth = 0

        def replace(match: re.Match[str]) -> str:
            entry = terms[match[0].lower()]
            if entry.id in seen:
                return match[0]
            seen.add(entry.id)
            tip = escape(_short(entry.definition[lang]), quote=True)
            return f'<a class="cb-term" href="{glossary}#{entry.id}" data-tip="{tip}">{match[0]}</a>'

        out = []
        for piece in _TAG.split(html):
            if piece.startswith("<"):
                name = _NAME.match(piece)
                if name and name[1] in _UNTOUCHED:
                    depth += -1 if piece.startswith("</") else 1
                out.append(piece)
            else:
                out.append(pattern.sub(replace, piece) if depth == 0 else piece)
        return "".join(out)


def _terms(words: Vocabulary, lang: Lang) -> dict[str, Entry]:
    return {
        name.lower(): entry
        for entry in words.glossary
        if not entry.local
        for name in (entry.term[lang], *(entry.aliases if lang == "zh" else ()))
    }


@lru_cache(maxsize=2_000)
def _pattern(names: tuple[str, ...], lang: Lang) -> re.Pattern[str]:
    """Finds the names that a page holds: with all of them, a pattern would try eighty at every character."""
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(either if lang == "zh" else rf"\b(?:{either})\b", re.IGNORECASE)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
