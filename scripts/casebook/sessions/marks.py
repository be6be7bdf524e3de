"""What everything that is handed on says of the pages it is made from: how they stand, and where their cases come from."""

from __future__ import annotations

from casebook.content import provenance
from casebook.content.corpus import Corpus, Page
from casebook.content.vocabulary import Lang
from casebook.sessions.agendas import sources

STALE = "paper_stale"
STATES = ("deck_sample", "deck_early", STALE)
"""Labels that say how the pages of a talk stand: not reviewed yet, not published yet, older than the Chinese text."""
_COVER = {"deck_sample": "sample_text"}
"""State → the label of what the notes of the first slide say of it, where it is another."""


def states(corpus: Corpus, page: Page, lang: Lang) -> tuple[str, ...]:
    """What readers have to know of a page (an original) and of those it uses, as labels in the order of ``STATES``."""
    pages = sources(corpus, page)
    drifts = (corpus.drifts.get(found.base) for found in pages)
    holds = {
        "deck_sample": any(found.meta.status == "sample" for found in pages),
        "deck_early": any(found.base in corpus.early for found in pages),
        STALE: lang != "zh" and any(drift and drift.stale for drift in drifts),
    }
    return tuple(state for state in STATES if holds[state])


def cases(corpus: Corpus, page: Page) -> list[Page]:
    """The cases (originals) that a page (an original) is or uses."""
    return [found for found in sources(corpus, page) if found.kind == "case"]


def standing(corpus: Corpus, page: Page, lang: Lang) -> tuple[str, ...]:
    """How the pages stand, in words that fit a line; what only a translation lacks is said at another place."""
    found = (state for state in states(corpus, page, lang) if state != STALE)
    return tuple(corpus.vocabulary.label(state, lang) for state in found)


def stale(corpus: Corpus, page: Page, lang: Lang) -> str:
    """That a translation is older than its Chinese text; empty where it is not."""
    return corpus.vocabulary.label(STALE, lang) if STALE in states(corpus, page, lang) else ""


def fiction(corpus: Corpus, page: Page, lang: Lang) -> str:
    """What is said of the composite cases among those that a page uses; empty where there are none."""
    return provenance.fiction(corpus, cases(corpus, page), lang)


def cover(corpus: Corpus, page: Page, lang: Lang) -> tuple[str, ...]:
    """What the trainer is to know before the talk begins."""
    found = (corpus.vocabulary.label(_COVER.get(state, state), lang) for state in states(corpus, page, lang))
    return tuple(filter(None, (fiction(corpus, page, lang), *found)))


def footer(corpus: Corpus, page: Page, lang: Lang) -> str:
    """What stands at the foot of every slide and paper about a page (an original)."""
    origins = provenance.names(corpus, cases(corpus, page), lang)
    return "　".join((*standing(corpus, page, lang), *origins, corpus.vocabulary.label("site_name", lang)))
