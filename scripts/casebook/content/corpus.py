"""The corpus: every hand-written page and the shared words, typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from casebook.content import drift, markdown, mentions, vocabulary
from casebook.content.allowed import Allowed
from casebook.content.drift import Drift, Marks
from casebook.content.frontmatter import FrontMatter
from casebook.content.vocabulary import Lang, Vocabulary

GENERATED = "archive"


@dataclass(frozen=True)
class Page:
    """A hand-written page in one language.

    ``path`` is relative to ``docs/`` and names the file (``rules/gifts.en.md``); ``base`` is the path of the original
    (``rules/gifts.md``), shared by all languages. ``meta`` is the front matter, typed by kind; a translation's is
    :class:`casebook.content.schema.Translation`.
    """

    path: str
    kind: str
    id: str
    lang: Lang
    meta: Any
    front: FrontMatter

    @property
    def base(self) -> str:
        return self.path.replace(".en.md", ".md")

    @property
    def frame(self) -> bool:
        """Whether the site hangs on the page: the home page, the first page of a section, the glossary."""
        return self.kind == "glossary" or self.base.rpartition("/")[2] == "index.md"

    @property
    def body(self) -> str:
        return self.front.body

    @property
    def prose(self) -> tuple[tuple[int, str], ...]:
        """The lines of the body outside fenced code, with their number counting from 0."""
        return _prose(self.front)

    @property
    def headings(self) -> tuple[markdown.Heading, ...]:
        """The headings of the body, in order."""
        return markdown.headings(self.front.body)

    @property
    def text(self) -> str:
        """The whole file, head and body, its lines ending with LF."""
        return f"---\n{self.front.block}\n---\n{self.body}"

    @cached_property
    def marks(self) -> Marks:
        """The marks of the page's sections, by which a later change of one is known."""
        return drift.marks(self.front)

    def url(self, lang: Lang) -> str:
        """The address of the page in ``lang``, relative to the site's root."""
        return url(self.base, lang)


@lru_cache(maxsize=8)
def _prose(front: FrontMatter) -> tuple[tuple[int, str], ...]:
    """Kept for the few pages that are being looked at, not for all ten thousand."""
    return tuple(markdown.prose(front.body))


def url(path: str, lang: Lang) -> str:
    """The address of the page written in ``path`` (of the original), relative to the site's root."""
    return ("" if lang == "zh" else f"{lang}/") + re.sub(r"\.md$", ".html", path)


@dataclass(frozen=True)
class Corpus:
    """All hand-written pages and the shared words."""

    pages: tuple[Page, ...]
    vocabulary: Vocabulary
    addresses: tuple[str, ...] = ()
    """Addresses once published, which must live on."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Old address of a page that moved → its new one."""
    files: frozenset[str] = frozenset()
    """Paths of the files beside the pages: pictures."""
    untyped: tuple[Page, ...] = ()
    """Pages whose front matter is wrong: without ``meta``, but their text is there to be checked."""
    allowed: Allowed = field(default_factory=Allowed)
    """Doubtful findings that somebody decided may stand."""
    unread: frozenset[str] = frozenset()
    """Paths of pages that exist but could not be typed; links to them are not broken."""
    templates: Mapping[Lang, str] = field(default_factory=dict)
    """The body of a new case in each language: what of it still stands on a page is to be filled in."""
    hidden: frozenset[str] = frozenset()
    """Paths of pages and pictures that lie in ``docs/`` and are not published."""
    withdrawn: tuple[Page, ...] = ()
    """Pages taken down, in every language and without their text: a notice stands at their addresses."""
    early: frozenset[str] = frozenset()
    """Paths of originals that only a preview shows: they are not published yet."""
    written: Corpus | None = None
    """The corpus as it was written, where this one is what of it is published."""
    redirect_lines: Mapping[str, int] = field(default_factory=dict)
    """Old address → the line of ``redirects.yml`` that moves it."""

    @cached_property
    def originals(self) -> tuple[Page, ...]:
        return tuple(page for page in self.pages if page.lang == "zh")

    @cached_property
    def translations(self) -> Mapping[str, Page]:
        """Path of the original → its English page."""
        return {page.base: page for page in self.pages if page.lang == "en"}

    @cached_property
    def drifts(self) -> Mapping[str, Drift]:
        """Path of the original → how far its translation has drifted from it; translations that agree are left out.

        Told from the texts as written: what publishing takes from them is no change of theirs.
        """
        if self.written:
            return self.written.drifts
        pairs = ((self.by_path[path], page) for path, page in self.translations.items() if path in self.by_path)
        found = (
            (one.path, drift.drift(one.marks, other.marks, other.meta.sections, other.meta.confirmed))
            for one, other in pairs
        )
        return {path: state for path, state in found if state}

    @cached_property
    def by_path(self) -> Mapping[str, Page]:
        return {page.path: page for page in self.pages}

    @cached_property
    def rule_names(self) -> Mapping[Lang, mentions.Names]:
        """In each language, every name of every registered rule → the families that bear it."""
        return {lang: mentions.names(self.vocabulary, lang) for lang in vocabulary.LANGS}

    def of(self, kind: str) -> list[Page]:
        """The originals of a kind, by id."""
        return list(self._kinds.get(kind, ()))

    @cached_property
    def _kinds(self) -> Mapping[str, tuple[Page, ...]]:
        found: dict[str, list[Page]] = {}
        for page in self.originals:
            found.setdefault(page.kind, []).append(page)
        return {kind: tuple(pages) for kind, pages in found.items()}

    @cached_property
    def cases(self) -> tuple[Page, ...]:
        """The cases, newest first."""
        return tuple(sorted(self.of("case"), key=lambda page: (page.meta.month, page.id), reverse=True))

    def title(self, page: Page, lang: Lang) -> str:
        return str(self.in_lang(page, lang).meta.title)

    def summary(self, page: Page, lang: Lang) -> str:
        return str(self.in_lang(page, lang).meta.summary)

    def in_lang(self, page: Page, lang: Lang) -> Page:
        """The page in ``lang``, or the original where there is no translation."""
        return self.translations.get(page.base, page) if lang == "en" else page
