"""What the search knows: the rendered pages with the corpus's tags, as documents of the index."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from casebook import rendered
from casebook.compose import Composer, archive_path
from casebook.corpus import Corpus, Page, url
from casebook.memo import Memo, stamp
from casebook.rendered import Section
from casebook.search_index import Document
from casebook.terms import fold, pinyin
from casebook.vocabulary import Lang

_FACETS = ("discipline", "issue", "domain", "measure", "form", "audience", "provenance", "priority", "theme")
_BOOST = {"case": 1.0, "rule": 1.0, "glossary": 0.95, "culture": 0.9, "priority": 0.9, "other": 0.7}
_ARTICLE_ID = re.compile(r"^(.*?)-(\d{1,3}(?:-\d+)?)$")
_TRAINER = frozenset({"trainer"})
_JS_LABELS = ("search", "filter_", "sort_", "kind_", "tag_all", "text_size", "menu")


class Documents:
    """Makes the documents of a corpus from the built site."""

    def __init__(self, corpus: Corpus, site: Path, memo: Memo | None = None) -> None:
        self._memo = memo or Memo.none()
        self.corpus = corpus
        self.words = corpus.vocabulary
        self.composer = Composer(corpus)
        self.site = site

    def of(self, lang: Lang) -> Iterator[Document]:
        """The documents in ``lang``: cases newest first, then the other pages and their entries."""
        others = [page for page in self.corpus.originals if page.kind != "case"]
        yield from (self._page(page, lang) for page in (*self.corpus.cases, *others))
        for page in others:
            yield from self._entries(page, lang)
        yield from self._generated(lang)

    def boot(self, lang: Lang) -> Mapping[str, Any]:
        """What every page needs before a search: the interface's words and the words that ask for nothing."""
        labels = {key: text[lang] for key, text in self.words.labels.items() if key.startswith(_JS_LABELS)}
        filler = list(self.words.synonyms.get(f"filler:{lang}", ()))
        return {"lang": lang, "labels": labels, "filler": filler}

    def facets(self, lang: Lang) -> Mapping[str, Any]:
        """The facets and their terms by label, for the archive page."""
        return {
            name: {"name": facet.name[lang], "terms": {slug: term.name[lang] for slug, term in facet.terms.items()}}
            for name, facet in self.words.facets.items()
            if name in _FACETS
        }

    def _read(self, path: str, lang: Lang) -> tuple[str, list[Section]]:
        file = self.site / url(path, lang)
        return self._memo.get(file, stamp(file), lambda: rendered.sections(file, _TRAINER))

    def _page(self, page: Page, lang: Lang) -> Document:
        title, sections = self._read(page.base, lang)
        tags = list(self.composer.tags(page)) + [("priority", slug) for slug in getattr(page.meta, "priority", ())]
        entries = {section.id for section in sections if self._is_entry(page, section)}
        own = [section for section in sections if section.id not in entries or page.kind == "rule"]
        return Document(
            url=page.url(lang),
            title=title,
            kind=page.kind,
            month=getattr(page.meta, "month", ""),
            fields={
                "title": f"{title} {self._person(page)}",
                "tags": " ".join(self._names(tags, lang)),
                "words": " ".join(self._synonyms(page, tags)),
                "headings": " ".join(section.heading for section in own if section.level > 2),
                "summary": self.corpus.summary(page, lang),
                "text": " ".join(section.text for section in own),
                "pinyin": " ".join([*self._names(tags, "zh"), *self._synonyms(page, tags)]),
            },
            facets=[f"{facet}:{slug}" for facet, slug in tags]
            + ([f"year:{page.meta.month[:4]}"] if page.kind == "case" else []),
            sections=[(section.id, section.heading, section.text) for section in own if section.text],
            card=self._card(page, lang) if page.kind == "case" else None,
            boost=_BOOST.get(page.kind, 0.8),
        )

    def _names(self, tags: list[tuple[str, str]], lang: Lang) -> Iterator[str]:
        for facet, slug in tags:
            if facet not in ("form", "provenance", "audience"):
                yield self.words.name(facet, slug, lang)

    def _synonyms(self, page: Page, tags: list[tuple[str, str]]) -> Iterator[str]:
        """The everyday words for what the page is about."""
        keys = [f"{facet}:{slug}" for facet, slug in tags] + [
            f"topic:{topic}" for topic in getattr(page.meta, "topics", ())
        ]
        keys += [f"page:{page.id}"]
        for key in keys:
            yield from self.words.synonyms.get(key, ())

    def _person(self, page: Page) -> str:
        """The person of a culture page, in characters and as the name sounds: 杨震 Yang Zhen."""
        name = getattr(page.meta, "person", "")
        return f"{name} {' '.join(pinyin(fold(name)))}"

    def _rule_names(self, rule: str, lang: Lang) -> str:
        edition = self.words.editions[rule]
        return f"{edition.name[lang]} {edition.short[lang]} {edition.edition}"

    def _card(self, page: Page, lang: Lang) -> dict[str, Any]:
        tags = [
            [slug, self.words.name("issue", slug, lang), url(archive_path("issue", slug), lang)]
            for slug in page.meta.issue
        ]
        return {
            "u": page.url(lang),
            "t": self.corpus.title(page, lang),
            "s": self.corpus.summary(page, lang),
            "m": page.meta.month,
            "i": tags,
        }

    def _is_entry(self, page: Page, section: Section) -> bool:
        """Whether a section can be found by itself: a glossary term, an article of a rule page."""
        if page.kind == "glossary":
            return section.level == 3
        return page.kind == "rule" and self._article(section.id) is not None

    def _article(self, anchor: str) -> tuple[str, str] | None:
        """Rule and article that the anchor of a rule page's section names: ``xingfa-2023-133-1``."""
        match = _ARTICLE_ID.match(anchor)
        return (match[1], match[2]) if match and match[1] in self.words.editions else None

    def _entries(self, page: Page, lang: Lang) -> Iterator[Document]:
        if page.kind not in ("glossary", "rule"):
            return
        _, sections = self._read(page.base, lang)
        known = {entry.id: entry for entry in self.words.glossary}
        for section in sections:
            if not self._is_entry(page, section):
                continue
            entry = known.get(section.id)
            cited = self._article(section.id)
            aliases = " ".join(entry.aliases) if entry else ""
            if cited:
                aliases = f"{self._rule_names(cited[0], lang)} article {cited[1]}"
            title = section.heading if entry else f"{section.heading} · {self.corpus.title(page, lang)}"
            yield Document(
                url=f"{page.url(lang)}#{section.id}",
                title=title,
                kind=page.kind,
                fields={
                    "title": section.heading,
                    "words": aliases,
                    "text": section.text,
                    "pinyin": entry.term.zh if entry else "",
                },
                sections=[("", "", section.text)],
                boost=_BOOST["glossary"],
            )

    def _generated(self, lang: Lang) -> Iterator[Document]:
        for name, label in (("index", "archive"), ("coverage", "coverage"), ("statistics", "stats")):
            path = f"archive/{name}.md"
            title, _ = self._read(path, lang)
            summary = self.words.label(f"{label}_summary", lang)
            yield Document(
                url=url(path, lang),
                title=title,
                kind="other",
                fields={"title": title, "summary": summary},
                sections=[("", "", summary)],
                boost=_BOOST["other"],
            )
