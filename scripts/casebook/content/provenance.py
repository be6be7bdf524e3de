"""Where cases come from, in the words in which pages, slides and papers say it."""

from __future__ import annotations

from collections.abc import Collection

from casebook.content.corpus import Corpus, Page
from casebook.content.vocabulary import Lang

COMPOSITE = "composite-teaching"
"""The provenance of a case that is fictional."""


def names(corpus: Corpus, cases: Collection[Page], lang: Lang) -> tuple[str, ...]:
    """What the cases (originals) are by their provenance, each once, in the order of the taxonomy."""
    found = {case.meta.provenance for case in cases}
    terms = corpus.vocabulary.facets["provenance"].terms
    return tuple(term.name[lang] for slug, term in terms.items() if slug in found)


def fiction(corpus: Corpus, cases: Collection[Page], lang: Lang) -> str:
    """That composite cases are fictional, named where others stand beside them; empty where none is composite."""
    label = corpus.vocabulary.label
    composite = [case for case in cases if case.meta.provenance == COMPOSITE]
    if len(composite) == len(cases):
        return label("composite_note", lang) if cases else ""
    titles = (label("composite_title", lang, title=corpus.title(case, lang)) for case in composite)
    return label("composite_some", lang, titles=label("deck_comma", lang).join(titles)) if composite else ""
