"""The tables of the coverage page: what each priority has and lacks, and how much of the site is translated."""

from __future__ import annotations

from functools import partial

from casebook.content import coverage
from casebook.content.corpus import Corpus
from casebook.content.graph import Graph
from casebook.content.vocabulary import Lang
from casebook.pages import hypertext
from casebook.pages.linking import link

_COVERED = ("case", "rule", "culture", "session")
_COUNTED = ("pages", "translated", "unreviewed", "stale", "missing")


def priorities(corpus: Corpus, graph: Graph, lang: Lang, *, at: str) -> str:
    """How many pages of each kind every priority has, and which kinds it lacks; linked from the page ``at``."""
    label = partial(corpus.vocabulary.label, lang=lang)
    rows = []
    for page in corpus.of("priority"):
        counts = {kind: len(graph.of_priority(page.id, kind)) for kind in _COVERED}
        missing = [label(f"kind_{kind}") for kind in _COVERED if not counts[kind]]
        said = ("、" if lang == "zh" else ", ").join(missing) or label("coverage_none")
        rows.append([f"{page.meta.number}. {link(page, corpus, lang, at=at)}", *map(str, counts.values()), said])
    kinds = [label(f"kind_{kind}") for kind in _COVERED]
    return hypertext.table([label("coverage_priority"), *kinds, label("coverage_missing")], rows)


def translations(corpus: Corpus, lang: Lang) -> str:
    """How many pages of each kind have a translation, and how many of those are to be looked at again."""
    label = partial(corpus.vocabulary.label, lang=lang)
    head = [label(f"translated_{name}") for name in ("kind", *_COUNTED)]
    rows = [
        [label(f"kind_{row.kind}"), *(str(getattr(row, name)) for name in _COUNTED)] for row in coverage.english(corpus)
    ]
    return hypertext.table(head, rows)
