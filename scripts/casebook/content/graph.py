"""How pages belong together: cases, rules, culture and priorities, derived in both directions.

A case names its priorities, issues, articles and culture pages; everything else follows. Articles meet across editions
by the number they bear today: a case that cites Article 88 of 2018 belongs to the rule page on Article 97 of 2023.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from casebook.content.corpus import Corpus, Page
from casebook.content.field_groups import Citation
from casebook.content.vocabulary import Vocabulary

Article = tuple[str, str]
"""Rule family and present article number; of an old edition without a table of numbers, the edition and its number."""
Mark = tuple[str, object]
"""Something that pages share: ``("issue", "usury")``."""
_WEIGHED = 40
"""Of the pages that share one mark, how many are weighed: keeps ten thousand cases from being compared in pairs."""


@dataclass(frozen=True)
class Related:
    """The pages that belong to a page, best first."""

    cases: tuple[Page, ...] = ()
    rules: tuple[Page, ...] = ()
    culture: tuple[Page, ...] = ()
    priorities: tuple[Page, ...] = ()
    sessions: tuple[Page, ...] = ()
    tools: tuple[Page, ...] = ()
    cited_by: Mapping[Article, tuple[Page, ...]] = field(default_factory=dict)
    """For a rule page: each of its articles that cases cite, and those cases, newest first."""


def article_key(citation: Citation, words: Vocabulary) -> Article:
    """What a citation is about, whatever the edition."""
    edition = words.editions[citation.rule]
    today = citation.present or words.present.get(citation.rule, {}).get(citation.article)
    if edition.status == "superseded" and today is None:
        return edition.id, citation.article  # what became of it is not known: it meets only itself
    return edition.family, today or citation.article


class Graph:
    """The relations of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    @cached_property
    def _articles(self) -> Mapping[str, tuple[Article, ...]]:
        """Path → the articles its page cites, contrast left out for cases."""
        return {page.path: self._keys(page, ("conduct", "handling")) for page in self.corpus.originals}

    @cached_property
    def _conduct(self) -> Mapping[str, tuple[Article, ...]]:
        """Path → the articles its page is about; how a case was handled does not make it like another."""
        return {page.path: self._keys(page, ("conduct",)) for page in self.corpus.originals}

    def _keys(self, page: Page, uses: Sequence[str]) -> tuple[Article, ...]:
        words = self.corpus.vocabulary
        return tuple(dict.fromkeys(article_key(c, words) for c in citations(page) if c.use in uses))

    @cached_property
    def _citing(self) -> Mapping[Article, tuple[Page, ...]]:
        """Article → the cases that rest on it, newest first."""
        found: dict[Article, list[Page]] = defaultdict(list)
        for case in self.corpus.cases:
            for article in self._articles[case.path]:
                found[article].append(case)
        return {article: tuple(cases) for article, cases in found.items()}

    def related(self, page: Page, limit: int = 6) -> Related:
        """The neighbours of an original page, at most ``limit`` of a kind."""
        if page.kind not in _SCORES:
            return Related()
        pages = {kind: self.best(page, kind, limit) for kind in ("case", "rule", "culture", "session", "tool")}
        cited = (
            {a: self._citing[a] for a in self._articles[page.path] if a in self._citing} if page.kind == "rule" else {}
        )
        return Related(
            pages["case"],
            pages["rule"],
            pages["culture"],
            self._priorities(page),
            pages["session"],
            pages["tool"],
            cited,
        )

    def of_priority(self, slug: str, kind: str) -> list[Page]:
        """The pages of a kind that serve a priority."""
        return [page for page in self.corpus.of(kind) if slug in page.meta.priority]

    def _priorities(self, page: Page) -> tuple[Page, ...]:
        wanted = set(getattr(page.meta, "priority", ()))
        return tuple(other for other in self.corpus.of("priority") if other.id in wanted)

    @cached_property
    def _ordered(self) -> tuple[Page, ...]:
        """The originals, cases first and newest first: their places decide between equals."""
        return (*self.corpus.cases, *(page for page in self.corpus.originals if page.kind != "case"))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Path → place among the originals."""
        return {page.path: place for place, page in enumerate(self._ordered)}

    @cached_property
    def _marked(self) -> Mapping[str, Mapping[Mark, tuple[int, ...]]]:
        """Kind → mark → places of the pages to be weighed. Pages can belong together only if they share a mark."""
        found: dict[str, dict[Mark, list[int]]] = defaultdict(lambda: defaultdict(list))
        for place, page in enumerate(self._ordered):
            for mark in self._marks[page.path]:
                found[page.kind][mark].append(place)
        return {
            kind: {mark: tuple(places[:_WEIGHED]) for mark, places in marks.items()} for kind, marks in found.items()
        }

    @cached_property
    def _marks(self) -> Mapping[str, frozenset[Mark]]:
        """Path → what the page can share with others: issues, themes, articles, priorities, culture pages it names or is."""

        def of(page: Page) -> Iterator[Mark]:
            yield page.kind, page.id
            yield from (("article", article) for article in self._conduct[page.path])
            yield from (
                (name, value) for name in ("issue", "theme", "culture", "priority") for value in _values(page, name)
            )

        return {page.path: frozenset(of(page)) for page in self.corpus.originals}

    def best(self, page: Page, kind: str, limit: int) -> tuple[Page, ...]:
        """The pages of a kind that belong closest; of many with one mark only the newest are weighed."""
        marked, here = self._marked.get(kind, {}), self._places[page.path]
        near = {place for mark in self._marks[page.path] for place in marked.get(mark, ())} - {here}
        mine, carried = self._carried[here], self._carried
        scored = [(-score, place) for place in near if (score := _score(mine, carried[place]))]
        return tuple(self._ordered[place] for _, place in sorted(scored)[:limit])

    @cached_property
    def _carried(self) -> Sequence[_Carried]:
        """What each page carries, by place, ready to be compared."""
        bits: dict[Mark, int] = {}

        def mask(marks: Iterable[Mark]) -> int:
            return sum(bits.setdefault(mark, 1 << len(bits)) for mark in set(marks))

        def of(page: Page) -> _Carried:
            tags = (mask((name, value) for value in _values(page, name)) for name in _TAGS)
            articles = mask(("article", article) for article in self._conduct[page.path])
            return _Carried(mask([(page.kind, page.id)] if page.kind in _TAGS else ()), articles, *tags)

        return [of(page) for page in self._ordered]


def _score(mine: _Carried, theirs: _Carried) -> float:
    """How strongly two pages belong together; 0 when they do not."""
    close = 3 * (mine.issue & theirs.issue).bit_count() + min((mine.article & theirs.article).bit_count(), 5)
    close += 2 * (mine.theme & theirs.theme).bit_count()
    close += 10 * bool(mine.itself & theirs.culture or theirs.itself & mine.culture)
    close += 4 * bool(mine.itself & theirs.priority or theirs.itself & mine.priority)
    if not close:
        return 0
    near = 0.5 * (mine.domain & theirs.domain).bit_count() + 0.3 * (mine.priority & theirs.priority).bit_count()
    return close + near + 0.2 * (mine.audience & theirs.audience).bit_count()


class _Carried(NamedTuple):
    """A page as a tag, its articles and its tags, each a set of bits: ten thousand cases make millions of comparisons."""

    itself: int
    article: int
    issue: int
    theme: int
    domain: int
    priority: int
    audience: int
    culture: int


_TAGS = _Carried._fields[2:]
_SCORES = ("case", "rule", "culture", "priority", "session", "tool")


def citations(page: Page) -> Iterable[Citation]:
    """The citations of an original page."""
    found: Iterable[Citation] = getattr(page.meta, "legal_basis", None) or getattr(page.meta, "cites", None) or ()
    return found


def _values(page: Page, name: str) -> set[str]:
    return set(getattr(page.meta, name, ()))
