"""The pages that belong to a page, below its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casebook.base.numerals import article_en, article_zh
from casebook.content.corpus import Corpus, Page
from casebook.content.graph import Graph, Related
from casebook.content.vocabulary import Lang
from casebook.pages import hypertext
from casebook.pages.hypertext import joined
from casebook.pages.linking import link

_LISTED = 12
"""How many of the cases that cite an article are named."""


def shown(page: Page, corpus: Corpus, graph: Graph, lang: Lang) -> str:
    """Who cites a page, and the pages of each kind that belong to it."""
    related = graph.related(page)
    groups = [
        ("cited_by", _cited(related, corpus, lang, page.base)),
        ("related_cases", _links(related.cases, corpus, lang, page.base)),
        ("related_rules", _links(related.rules, corpus, lang, page.base)),
        ("related_culture", _links(related.culture, corpus, lang, page.base)),
        ("related_priorities", _links(related.priorities, corpus, lang, page.base)),
        ("related_sessions", _links(related.sessions, corpus, lang, page.base)),
        ("related_tools", _links(related.tools, corpus, lang, page.base)),
    ]
    parts = [
        f"{hypertext.heading(3, corpus.vocabulary.label(key, lang), key.replace('_', '-'))}\n{items}"
        for key, items in groups
        if items
    ]
    title = hypertext.heading(2, corpus.vocabulary.label("related", lang), "related")
    return joined([title, hypertext.block("cb-related", "\n".join(parts))]) if parts else ""


def _links(pages: Sequence[Page], corpus: Corpus, lang: Lang, at: str) -> str:
    return hypertext.items(link(page, corpus, lang, at=at) for page in pages) if pages else ""


def _cited(related: Related, corpus: Corpus, lang: Lang, at: str) -> str:
    """For a rule page: by article, the cases that rest on it."""
    number: Callable[[str], str] = article_zh if lang == "zh" else article_en
    lines = []
    for (family, article), cases in related.cited_by.items():
        rule = corpus.vocabulary.current.get(family) or corpus.vocabulary.editions[family]
        name = f"《{rule.short.zh}》" if lang == "zh" else f"{rule.short.en}, "
        links = [link(case, corpus, lang, at=at) for case in cases[:_LISTED]]
        if len(cases) > _LISTED:
            links.append(corpus.vocabulary.label("and_more", lang, n=len(cases) - _LISTED))
        lines.append(f"{name}{number(article)}: " + " · ".join(links))
    return hypertext.items(lines) if lines else ""
