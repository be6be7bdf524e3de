"""Links between pages of the site, and the tags by which they are listed."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from casebook.content.corpus import Corpus, Page, url
from casebook.content.vocabulary import Lang
from casebook.pages import hypertext

_TAGGED = ("provenance", "theme", "issue", "form", "discipline", "domain", "measure", "audience")


def archive_path(facet: str, slug: str) -> str:
    """The page that lists everything with a tag, relative to ``docs/``."""
    return f"archive/{facet}/{slug}.md"


def tags_of(page: Page) -> Iterable[tuple[str, str]]:
    """The tags of a page as facet and slug."""
    for facet in _TAGGED:
        value = getattr(page.meta, "applies_to" if facet == "audience" and page.kind == "rule" else facet, ())
        yield from ((facet, slug) for slug in ([value] if isinstance(value, str) else value))


def link(page: Page, corpus: Corpus, lang: Lang, *, at: str) -> str:
    """A link to a page by its title, from the page at path ``at``."""
    return link_to(corpus.title(page, lang), page.base, lang, at=at)


def link_to(text: str, path: str, lang: Lang, *, at: str) -> str:
    """A link to the page written in ``path``, from the one written in ``at``, in one language."""
    return hypertext.link(text, url(path, lang), at=url(at, lang))


def entry(page: Page, corpus: Corpus, lang: Lang, *, at: str) -> str:
    """A page in a list: its link and summary."""
    return f"{link(page, corpus, lang, at=at)} <span>{escape(corpus.summary(page, lang))}</span>"
