"""What the search knows: the rendered pages with the corpus's tags, as documents of the index."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from casebook.base.memo import Memo, stamp
from casebook.base.numerals import article_en, article_slug, article_zh
from casebook.content.corpus import Corpus, Page, url
from casebook.content.vocabulary import Lang
from casebook.pages.linking import archive_path, tags_of
from casebook.search import rendered
from casebook.search.rendered import Section
from casebook.search.search_index import Document
from casebook.search.terms import fold, pinyin

_FACETS = ("discipline", "issue", "domain", "measure", "form", "audience", "provenance", "priority", "theme")
_BOOST = {"case": 1.0, "rule": 1.0, "glossary": 0.95, "culture": 0.9, "priority": 0.9, "other": 0.7}
_ARTICLE_ID = re.compile(r"^(.*?)-(\d{1,3}(?:-\d+)?)$")
_SOUND = {"zh": "pinyin", "en": "sound"}
"""The field for Chinese words as they sound: in the English index only whole, lest syllables pass for English words."""
_IN_HTML = ("search_placeholder", "search_open", "search_close", "search_results")
_JS_LABELS = ("search_", "filter_", "sort_", "kind_")
_PARTS = re.compile(r"[^\w ]+")
_LEAST = 0.8
"""What is left of the boost of an article that its page sets out last."""


class Documents:
    """Makes the documents of a corpus from the built site."""

    def __init__(self, corpus: Corpus, site: Path, memo: Memo | None = None) -> None:
        self._memo = memo or Memo.none()
        self.corpus = corpus
        self.words = corpus.vocabulary
        self.site = site
        families = Counter(edition.family for edition in self.words.editions.values())
        self._revised = {family for family, editions in families.items() if editions > 1}
        self._former: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        """Rule and article → the earlier rules and articles that became it."""
        for old, table in self.words.present.items():
            for article, today in table.items():
                if today:
                    self._former[self.words.moved_to[old], article_slug(today)].append((old, article))

    def of(self, lang: Lang) -> Iterator[Document]:
        """The documents in ``lang``: cases newest first, then the other pages and their entries."""
        others = [page for page in self.corpus.originals if page.kind != "case"]
        yield from (self._page(page, lang) for page in (*self.corpus.cases, *others))
        for page in others:
            yield from self._entries(page, lang)
        yield from self._generated(lang)

    def boot(self, lang: Lang) -> Mapping[str, Any]:
        """What every page needs before a search: the interface's words and the words that ask for nothing."""

        def wanted(key: str) -> bool:
            return key.startswith(_JS_LABELS) and key not in _IN_HTML

        labels = {key: text[lang] for key, text in self.words.labels.items() if wanted(key)}
        asking = {name: self.words.synonyms.get(f"{name}:{lang}", ()) for name in ("filler", "elsewhere")}
        return {"lang": lang, "labels": labels, **asking}

    def facets(self, lang: Lang) -> Mapping[str, Any]:
        """The facets and their terms by label, for the archive page."""
        return {
            name: {"name": facet.name[lang], "terms": {slug: term.name[lang] for slug, term in facet.terms.items()}}
            for name, facet in self.words.facets.items()
            if name in _FACETS
        }

    def said(self, lang: Lang) -> Mapping[str, list[str]]:
        """Tag → the words by which a question may name it: its label in parts and its synonyms, folded."""
        found = {key: [fold(word) for word in words] for key, words in self.words.synonyms.items()}
        for name in ("issue", "topic", "theme"):
            for slug, term in self.words.facets[name].terms.items():
                found.setdefault(f"{name}:{slug}", []).extend(_PARTS.split(fold(term.name[lang])))
        return {
            key: sorted({word.strip() for word in words if len(word) > 1})
            for key, words in sorted(found.items())
            if not key.startswith(("filler:", "elsewhere:"))
        }

    def _read(self, path: str, lang: Lang) -> tuple[str, list[Section]]:
        file = self.site / url(path, lang)
        return self._memo.get(file, stamp(file), lambda: rendered.sections(file))

    def _page(self, page: Page, lang: Lang) -> Document:
        title, sections = self._read(page.base, lang)
        tags = [*tags_of(page), *(("priority", slug) for slug in getattr(page.meta, "priority", ()))]
        # Everyday words for a matter bring the pages about it, not the stories and priorities that touch on it.
        about = [tag for tag in tags if page.kind in ("case", "rule") or tag[0] != "issue"]
        words = [*self._synonyms(page, about)]
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
                "words": " ".join([*words, *self._cited(page)]),
                "headings": " ".join(section.heading for section in own if section.level > 2),
                "summary": self.corpus.summary(page, lang),
                "text": " ".join(section.text for section in own),
                _SOUND[lang]: " ".join([self.corpus.title(page, "zh"), *self._names(about, "zh"), *words]),
            },
            facets=[f"{facet}:{slug}" for facet, slug in tags]
            + self._keys(page)
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
        for key in (*(f"{facet}:{slug}" for facet, slug in tags), *self._keys(page)):
            yield from self.words.synonyms.get(key, ())

    def _keys(self, page: Page) -> list[str]:
        """What everyday words name the page by beside its tags: its topics, and itself where it has words of its own."""
        keys = [f"topic:{topic}" for topic in getattr(page.meta, "topics", ())]
        return [*keys, *(key for key in (f"page:{page.id}",) if key in self.words.synonyms)]

    def _cited(self, page: Page) -> Iterator[str]:
        """The articles that a case or a rule page rests on, each with its edition as one term."""
        if page.kind in ("case", "rule"):
            for cite in getattr(page.meta, "legal_basis", ()) or getattr(page.meta, "cites", ()):
                yield from self._dated(cite.rule, cite.article)

    def _dated(self, rule: str, article: str) -> Iterator[str]:
        """An article of one edition as single terms: ``a2018x88``, and ``aoldx88`` where newer editions are known."""
        edition = self.words.editions[rule]
        number = re.split("[之-]", article)[0]
        yield f"a{edition.edition}x{number}"
        if edition.family in self._revised:
            yield f"a{'old' if edition.status == 'superseded' else 'new'}x{number}"

    def _was(self, rule: str, article: str, lang: Lang) -> str:
        """What an excerpt says of the number that an article had: why it answers to it."""
        number = article_zh(article) if lang == "zh" else article_en(article)
        return self.words.label("article_was", lang, edition=self.words.editions[rule].edition, article=number)

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
        for place, section in enumerate(section for section in sections if self._is_entry(page, section)):
            entry = known.get(section.id)
            cited = self._article(section.id)
            aliases, text = " ".join(entry.aliases) if entry else "", section.text
            if cited:
                former = self._former.get(cited, [])
                dated = " ".join(term for each in (cited, *former) for term in self._dated(*each))
                aliases = f"{self._rule_names(cited[0], lang)} article {cited[1]} {dated}"
                text = " ".join([text, *(self._was(*each, lang) for each in former)])
            title = section.heading if entry else f"{section.heading} · {self.corpus.title(page, lang)}"
            yield Document(
                url=f"{page.url(lang)}#{section.id}",
                title=title,
                kind=page.kind,
                fields={
                    "title": section.heading,
                    "words": aliases,
                    "text": section.text,
                    _SOUND[lang]: entry.term.zh if entry else "",
                },
                sections=[("", "", text)],
                # A page sets out first the articles it is most about.
                boost=_BOOST["glossary"] * (1 if entry else max(_LEAST, 1 - place / 50)),
                part_of="" if entry else page.url(lang),
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
