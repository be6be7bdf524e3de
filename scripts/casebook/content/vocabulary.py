"""The site's shared words, typed: taxonomy, rule registry, article map, glossary, interface labels, synonyms.

Everything comes from ``docs/_data``; nobody else knows those files. The constructors take parsed YAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from string import Formatter
from typing import Any, Literal, TypeAlias, TypeVar

from casebook.base.problems import BadDataError, Problem, closest

Lang: TypeAlias = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
Part = TypeVar("Part")
_SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_MARKUP = re.compile(r'[<>&"\x00-\x1f]')


@dataclass(frozen=True)
class Text:
    """One short text in each language of the site."""

    zh: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Term:
    """A value of a facet, such as ``gifts-and-cash`` of ``issue``."""

    slug: str
    name: Text
    group: str | None = None
    number: int | None = None
    part: int | None = None


@dataclass(frozen=True)
class Facet:
    """A dimension by which pages are tagged. ``many`` says whether a page may carry several values."""

    id: str
    name: Text
    many: bool
    terms: Mapping[str, Term]


@dataclass(frozen=True)
class Edition:
    """One edition of a rule and what may be said of it.

    ``effective`` and ``until`` bound the days it was in force, ``None`` where unverified or still open;
    ``superseded_by`` is the id of the edition that took its place, where one is known.
    ``articles`` are the article numbers whose text was seen; an article outside is not cited by number.
    """

    id: str
    family: str
    edition: str
    name: Text
    short: Text
    effective: date | None
    until: date | None
    status: Literal["in_force", "superseded", "unknown"]
    superseded_by: str | None
    articles: frozenset[str]

    def in_force(self, first: str, last: str) -> bool:
        """Whether the edition was in force at some time between two months (``2022-03``), as far as is known."""
        begins = self.effective.isoformat()[:7] if self.effective else ""
        ends = self.until.isoformat()[:7] if self.until else "9999-12"
        return begins <= last and first <= ends


@dataclass(frozen=True)
class Entry:
    """A glossary entry. ``local`` marks a local term whose meaning the deploying office fills in."""

    id: str
    term: Text
    definition: Text
    local: bool
    priority: tuple[int, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """All shared words of the site."""

    facets: Mapping[str, Facet]
    editions: Mapping[str, Edition]
    present: Mapping[str, Mapping[str, str | None]]
    """Edition id → article → number in the edition that replaced it."""
    moved_to: Mapping[str, str]
    """Edition id → id of the edition whose numbers ``present`` gives."""
    glossary: tuple[Entry, ...]
    labels: Mapping[str, Text]
    synonyms: Mapping[str, tuple[str, ...]]
    synonym_lines: Mapping[str, int]
    """Key of the synonyms → the line of its entry."""
    """``facet:slug``, ``topic:id`` or ``page:id`` → the everyday words that stand for it.

    ``filler:lang`` → words that ask nothing; ``elsewhere:lang`` → words that show a question to be for another site.
    """

    def name(self, facet: str, slug: str, lang: Lang) -> str:
        """The label of a term."""
        return self.facets[facet].terms[slug].name[lang]

    def meant(self, facet: str, word: str) -> str:
        """The slug that somebody may have meant who wrote a label, an everyday word or a slip; empty where none is close."""
        named = {
            name: term.slug
            for term in self.facets[facet].terms.values()
            for name in (*self.synonyms.get(f"{facet}:{term.slug}", ()), term.name.en, term.name.zh, term.slug)
        }
        return named.get(closest(word, named), "")

    def label(self, key: str, lang: Lang, **values: object) -> str:
        """An interface label with its blanks filled in."""
        return self.labels[key][lang].format(**values)

    @cached_property
    def current(self) -> Mapping[str, Edition]:
        """Rule family → its edition in force, or the newest known."""
        ranked = sorted(self.editions.values(), key=lambda e: (e.status != "superseded", e.edition))
        return {edition.family: edition for edition in ranked}


def _text(raw: Mapping[str, Any]) -> Text:
    return Text(_plain(raw["zh"]), _plain(raw.get("en") or raw["zh"]))


def _plain(raw: Any) -> str:
    """A text as it may stand in HTML, Markdown and data alike: no mark-up, nothing but text."""
    if not isinstance(raw, str):
        raise TypeError(f"{raw!r} 不是文字，请放进英文双引号")
    if _MARKUP.search(raw):
        raise ValueError(f"“{raw[:40]}”里有 < > & 或英文双引号，请改成纯文字")
    return raw


def _facet(key: str, raw: Mapping[str, Any]) -> Facet:
    slugs = [value["slug"] for value in raw["values"]]
    if twice := {slug for slug in slugs if slugs.count(slug) > 1}:
        raise ValueError(f"{key} 里的 {'、'.join(sorted(twice))} 写了两遍")
    terms = {
        value["slug"]: Term(value["slug"], _text(value), value.get("group"), value.get("number"), value.get("part"))
        for value in raw["values"]
    }
    return Facet(key, _text(raw), raw["cardinality"] == "many", terms)


def _edition(raw: Mapping[str, Any]) -> Edition:
    seen = raw["articles"]
    numbers = [str(n) for n in range(1, seen + 1)] if isinstance(seen, int) else [str(n) for n in seen]
    name = _text(raw)
    return Edition(
        id=raw["id"],
        family=raw["family"],
        edition=str(raw["edition"]),
        name=name,
        short=Text(_plain(raw["short"]), _plain(raw.get("short_en") or name.en)),
        effective=_day(raw["effective"]),
        until=_day(raw["until"]),
        status=raw["status"],
        superseded_by=raw["superseded_by"],
        articles=frozenset([*numbers, *raw.get("also", ())]),
    )


def _day(raw: str | date | None) -> date | None:
    return date.fromisoformat(raw) if isinstance(raw, str) else raw


def _entry(raw: Mapping[str, Any]) -> Entry:
    if not _SLUG.match(raw["id"]):
        raise ValueError(f"{raw['id']!r} 应为小写字母、数字和连字符")
    return Entry(
        id=raw["id"],
        term=_text(raw),
        definition=Text("", "") if raw.get("local") else _text(raw["definition"]),
        local=raw.get("local", False),
        priority=tuple(raw.get("priority", ())),
        aliases=tuple(raw.get("aliases", ())),
    )


def _facets(raw: Any) -> Mapping[str, Facet]:
    return {key: _facet(key, facet) for key, facet in raw["dimensions"].items()}


def _editions(raw: Any) -> Mapping[str, Edition]:
    return {edition["id"]: _edition(edition) for edition in raw["rules"]}


def _labels(raw: Any) -> Mapping[str, Text]:
    labels = {key: _text(text) for key, text in raw.items()}
    for text in labels.values():
        list(Formatter().parse(text.zh + text.en))  # a stray brace fails here, not in the middle of a build
    return labels


def _synonyms(raw: Mapping[str, Any], lines: Mapping[str, int]) -> Mapping[str, tuple[str, ...]]:
    """The everyday words by key; whether a key stands for something is a rule of content."""

    def words(key: str, given: Any) -> tuple[str, ...]:
        try:
            if not isinstance(given, list):
                raise TypeError(f"{key} 后面应为列表，如 [红包, 礼金]")
            return tuple(_plain(word) for word in given)
        except (TypeError, ValueError) as error:
            raise BadDataError(Problem("docs/_data/synonyms.yml", lines.get(key, 1), "data", str(error))) from error

    return {key: words(key, given) for key, given in raw.items()}


def build(data: Mapping[str, Any]) -> Vocabulary:
    """Types the parsed files of ``docs/_data``, keyed by file name without its ending.

    Raises :class:`BadDataError` for a file that lacks something or holds something of the wrong kind.
    """

    def part(name: str, make: Callable[[Any], Part]) -> Part:
        try:
            return make(data[name])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            message = f"文件内容不合要求：{type(error).__name__} {error}；请对照 Git 里上一版的写法"
            raise BadDataError(Problem(f"docs/_data/{name}.yml", 1, "data", message)) from error

    return Vocabulary(
        facets=part("taxonomy", _facets),
        editions=part("rules", _editions),
        present=part("article-map", lambda raw: {each["from"]: each["articles"] for each in raw["maps"]}),
        moved_to=part("article-map", lambda raw: {each["from"]: each["to"] for each in raw["maps"]}),
        glossary=part("glossary", lambda raw: tuple(_entry(entry) for entry in raw["terms"])),
        labels=part("labels", _labels),
        synonyms=part("synonyms", lambda raw: _synonyms(raw, data["lines"])),
        synonym_lines=data["lines"],
    )
