"""How much of the site each translation covers, and how much of that is still true."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.content.corpus import Corpus, Page

KINDS = ("case", "rule", "culture", "priority", "session", "tool", "glossary", "other")


@dataclass(frozen=True)
class Row:
    """The pages of a kind: how many there are, have a translation, have one unreviewed or stale, or have none."""

    kind: str
    pages: int
    translated: int
    unreviewed: int
    stale: int
    missing: int


def english(corpus: Corpus) -> tuple[Row, ...]:
    """The coverage of the English pages, kind by kind; kinds without a page are left out."""
    return tuple(_row(corpus, kind) for kind in KINDS if corpus.of(kind))


def _row(corpus: Corpus, kind: str) -> Row:
    pages = corpus.of(kind)
    twins = [corpus.translations[page.base] for page in pages if page.base in corpus.translations]
    unreviewed = sum(twin.meta.translation == "unreviewed" for twin in twins)
    stale = sum(_is_stale(twin, corpus) for twin in twins)
    return Row(kind, len(pages), len(twins), unreviewed, stale, len(pages) - len(twins))


def _is_stale(twin: Page, corpus: Corpus) -> bool:
    return twin.base in corpus.drifts and bool(corpus.drifts[twin.base].stale)
