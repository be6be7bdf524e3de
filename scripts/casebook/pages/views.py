"""What the templates see: plain values, words already in the page's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casebook.content.corpus import Corpus, Page, url
from casebook.content.vocabulary import Lang
from casebook.pages import sides


class Labels:
    """Interface words for one language, by attribute: ``cb.label.search``."""

    def __init__(self, corpus: Corpus, lang: Lang) -> None:
        self._words, self._lang = corpus.vocabulary, lang

    def __getattr__(self, key: str) -> str:
        return self._words.label(key, self._lang)

    __getitem__ = __getattr__


@dataclass(frozen=True)
class View:
    """One page as its template needs it."""

    lang: Lang
    label: Labels
    kind: str
    title: str
    summary: str
    content_lang: str
    home: dict[str, Any] | None
    footer: str
    """What stands at the foot: whether the site holds sample pages."""
    trainer: str = ""
    """The trainer's page of a page with two sides, relative to the site's root."""
    private: frozenset[str] = frozenset()
    """The sections that only the trainer's page has, by id."""


class Views:
    """Makes the views of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        samples = any(
            page.meta.status == "sample" and page.kind not in ("other", "glossary") for page in corpus.originals
        )
        self.footer = "footer" if samples else "footer_reviewed"

    def page(self, page: Page | None, lang: Lang, summary: str = "") -> View:
        """The view of a page; ``None`` stands for a generated one, which brings its ``summary``."""
        label = Labels(self.corpus, lang)
        if page is None:
            return View(lang, label, "generated", "", summary, "", None, label[self.footer])
        shown = self.corpus.in_lang(page, lang)
        foreign = "" if shown.lang == lang else "zh-Hans"
        home = self._home(lang) if page.base == "index.md" else None
        both = page.kind in sides.KINDS
        trainer, private = (sides.address(page.url(lang)), sides.TRAINERS) if both else ("", frozenset())
        foot = label[self.footer]
        return View(lang, label, page.kind, shown.meta.title, shown.meta.summary, foreign, home, foot, trainer, private)

    def _home(self, lang: Lang) -> dict[str, Any]:
        """The newest case, the fifteen priorities by part, the culture piece that goes with the case, issues in use."""
        words = self.corpus.vocabulary
        case = self.corpus.cases[0] if self.corpus.cases else None
        parts: dict[int, list[dict[str, Any]]] = {}
        for page in self.corpus.of("priority"):
            parts.setdefault(page.meta.part, []).append({"number": page.meta.number, **self._card(page, lang)})
        used = {slug for item in self.corpus.cases for slug in item.meta.issue}
        issues = [
            {"name": term.name[lang], "url": url(f"archive/issue/{term.slug}.md", lang)}
            for term in words.facets["issue"].terms.values()
            if term.slug in used
        ]
        return {
            "case": {**self._card(case, lang), "month": case.meta.month} if case else None,
            "culture": self._culture(case, lang),
            "parts": [{"number": part, "pages": pages} for part, pages in sorted(parts.items())],
            "issues": issues,
        }

    def _culture(self, case: Page | None, lang: Lang) -> dict[str, Any] | None:
        """The culture page last changed; among equals, the one the newest case names."""
        named = case.meta.culture if case else ()
        pages = sorted(self.corpus.of("culture"), key=lambda page: (page.meta.updated, page.id in named, page.id))
        return {**self._card(pages[-1], lang), "quote": pages[-1].meta.quote} if pages else None

    def _card(self, page: Page, lang: Lang) -> dict[str, Any]:
        shown = self.corpus.in_lang(page, lang)
        return {
            "title": shown.meta.title,
            "summary": shown.meta.summary,
            "url": page.url(lang),
            "lang": "" if shown.lang == lang else "zh-Hans",
        }
