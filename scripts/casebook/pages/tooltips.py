"""Glossary terms in running text: the first use of each becomes a link that shows its meaning."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from operator import itemgetter

from casebook.content.corpus import url
from casebook.content.vocabulary import LANGS, Entry, Lang, Vocabulary

_UNTOUCHED = re.compile(r"<(a|h[1-6]|code|pre|summary|th|svg)\b.*?</\1>", re.DOTALL)
"""What holds no terms to mark. None of it holds another of its kind."""
_LONGEST = 90
"""Characters of a meaning that a tip shows; the link leads to the rest."""


class Tooltips:
    """Marks terms in rendered pages. A local term of unknown meaning is left alone."""

    def __init__(self, words: Vocabulary) -> None:
        self._terms = {lang: _terms(words, lang) for lang in LANGS}

    def mark(self, html: str, lang: Lang, at: str, written: str) -> str:
        """``html`` of the page at address ``at``, with the first use of each term marked.

        ``written`` is the Markdown that it was made from, which is shorter to look through.
        """
        terms, lowered = self._terms[lang], written.lower()
        names = tuple(name for name in terms if name in lowered)
        if not names:
            return html
        pattern = _pattern(names, lang)
        glossary = posixpath.relpath(url("glossary.md", lang), posixpath.dirname(at) or ".")
        untouched = [found.span() for found in _UNTOUCHED.finditer(html)]
        seen: set[str] = set()
        out, done = [], 0
        for match in pattern.finditer(html):
            entry, (start, end) = terms[match[0].lower()], match.span()
            if entry.id in seen or _inside(untouched, start) or html.rfind("<", 0, start) > html.rfind(">", 0, start):
                continue
            seen.add(entry.id)
            tip = escape(_short(entry.definition[lang]), quote=True)
            link = f'<a class="cb-term" href="{glossary}#{entry.id}" data-tip="{tip}">{match[0]}</a>'
            out += [html[done:start], link]
            done = end
        return "".join([*out, html[done:]])


def _inside(spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a place lies in one of the spans, which are in order."""
    at = bisect_right(spans, place, key=itemgetter(0))
    return at > 0 and place < spans[at - 1][1]


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
