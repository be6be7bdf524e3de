"""A page as it is shown: the written body with what the site knows about it put around.

Before the body stand its tags, the notices and the summary; after it the review and the related pages. The body stays
Markdown; what is put around it is derived from the corpus, cannot dangle, and is HTML at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casebook.content.corpus import Corpus, Page
from casebook.content.graph import Graph
from casebook.content.vocabulary import Lang
from casebook.pages import brief, hypertext, listings, notices, related, review_record, standing
from casebook.pages.hypertext import joined
from casebook.pages.linking import archive_path, link_to, tags_of
from casebook.pages.months import Months
from casebook.toolkit import tool_pages

_FIRST = ("provenance", "theme", "issue", "form")
"""The tags that stand at the head of a page; the others follow at its end."""


@dataclass(frozen=True)
class Composed:
    """A page in one language: the HTML before its body, the body in Markdown, the HTML after it."""

    before: str
    body: str
    after: str


class Composer:
    """Composes the pages of a corpus."""

    def __init__(self, corpus: Corpus, files: Callable[[Page, Lang], str] | None = None) -> None:
        """``files`` gives the list of the files of a session."""
        self.corpus = corpus
        self._files = files
        self._graph = Graph(corpus)
        self._months = Months(corpus)

    def compose(self, page: Page, lang: Lang) -> Composed:
        """``page`` (an original) on the site in ``lang``."""
        shown = self.corpus.in_lang(page, lang)
        foreign = shown.lang != lang
        before = [
            _tags(page, self.corpus, lang, first=True),
            notices.shown(page, self.corpus, lang),
            brief.shown(page, self.corpus, lang),
            tool_pages.downloads(page, self.corpus, lang) if page.kind == "tool" else "",
            self._files(page, lang) if self._files and page.kind == "session" else "",
            brief.builder(page, self.corpus, lang),
            '<div lang="zh-Hans">' if foreign else "",
        ]
        after = [
            "</div>" if foreign else "",
            listings.shown(page, self.corpus, lang),
            review_record.shown(page, self.corpus, lang),
            self._months.neighbours(page, lang),
            related.shown(page, self.corpus, self._graph, lang),
            _tags(page, self.corpus, lang, first=False),
        ]
        body = tool_pages.drawn(shown, self.corpus) if page.kind == "tool" else shown.body
        return Composed(joined(before), standing.marked(body, page, self.corpus, lang), joined(after))


def _tags(page: Page, corpus: Corpus, lang: Lang, *, first: bool) -> str:
    links = [
        link_to(corpus.vocabulary.name(facet, slug, lang), archive_path(facet, slug), lang, at=page.base)
        for facet, slug in tags_of(page)
        if (facet in _FIRST) == first
    ]
    return hypertext.block("cb-tags", hypertext.items(links)) if links else ""
