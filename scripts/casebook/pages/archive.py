"""The archive of monthly cases as pages, front matter and HTML: timeline, years, months, tags, coverage.

Pure: a corpus in, a mapping from path (relative to ``docs/archive``) to content out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from casebook.content.corpus import GENERATED, Corpus, Page, url
from casebook.content.graph import Graph
from casebook.content.vocabulary import LANGS, Facet, Lang, Term
from casebook.pages import coverage_tables, hypertext
from casebook.pages.figures import Figures
from casebook.pages.linking import archive_path, entry, link_to, tags_of
from casebook.pages.months import MONTHS, Months

FACETS = ("discipline", "issue", "domain", "measure", "form", "audience", "provenance", "priority", "theme")
"""The facets that have a page for each of their tags."""
_KINDS = ("case", "rule", "culture", "priority", "tool")
_YEARS_SHOWN = 3
"""Years that the archive's first page lists month by month; earlier ones are links."""
_CASES_A_MONTH = 20
"""Cases of one month that a timeline names."""
_LISTED = 200
"""Pages that a list names: with more it would weigh over 300 kB."""


class Archive:
    """Writes the archive pages of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.words = corpus.vocabulary
        self.graph = Graph(corpus)
        self.months = Months(corpus)
        self.tagged = _by_tag(corpus)

    def pages(self) -> Mapping[str, str]:
        """Every archive page in every language."""
        files: dict[str, str] = {}
        for lang in LANGS:
            end = ".md" if lang == "zh" else f".{lang}.md"
            for name, text in self._pages(lang):
                files[name + end] = text
        return files

    @property
    def years(self) -> list[str]:
        """The years from the first case to the last, newest first."""
        months = [case.meta.month for case in self.corpus.cases]
        return [str(year) for year in range(int(max(months)[:4]), int(min(months)[:4]) - 1, -1)] if months else []

    def _pages(self, lang: Lang) -> Iterable[tuple[str, str]]:
        yield "index", self._index(lang)
        yield "coverage", self._coverage(lang)
        yield "statistics", self._statistics(lang)
        for year in self.years:
            yield f"{year}/index", self._year(year, lang)
        for month in sorted({case.meta.month for case in self.corpus.cases}):
            yield f"{month[:4]}/{month[5:]}", self._month(month, lang)
        for facet in (self.words.facets[name] for name in FACETS):
            for term in facet.terms.values():
                yield f"{facet.id}/{term.slug}", self._tag(facet, term, lang)

    def _page(self, title: str, summary: str, *parts: str) -> str:
        head = f'---\ntitle: "{title}"\nsummary: "{summary}"\n---\n'
        return head + "\n" + "\n".join(part for part in parts if part) + "\n"

    def _label(self, key: str, lang: Lang, **values: object) -> str:
        return self.words.label(key, lang, **values)

    def _index(self, lang: Lang) -> str:
        at = f"{GENERATED}/index.md"
        years = [
            hypertext.heading(3, link_to(year, f"{GENERATED}/{year}/index.md", lang, at=at), f"y{year}")
            + self._timeline(year, lang, at)
            for year in self.years[:_YEARS_SHOWN]
        ]
        earlier = [link_to(year, f"{GENERATED}/{year}/index.md", lang, at=at) for year in self.years[_YEARS_SHOWN:]]
        tags = [
            hypertext.heading(3, self.words.facets[name].name[lang], f"facet-{name}")
            + self._tag_links(self.words.facets[name], lang, at)
            for name in FACETS
        ]
        return self._page(
            self._label("archive_title", lang),
            self._label("archive_summary", lang),
            '<div id="cb-archive"></div>',
            hypertext.heading(2, self._label("archive_by_month", lang), "by-month"),
            *years,
            hypertext.block("cb-tags", hypertext.items(earlier)) if earlier else "",
            hypertext.heading(2, self._label("archive_by_tag", lang), "by-tag"),
            *tags,
            hypertext.heading(2, self._label("archive_feed", lang), "feeds"),
            hypertext.items(self._downloads(lang, at)),
        )

    def _downloads(self, lang: Lang, at: str) -> Iterator[str]:
        """The archive as data, and in figures."""
        for key, address in (
            ("download_feed", url(f"{GENERATED}/feed.xml", lang)),
            ("download_csv", f"{GENERATED}/cases.csv"),
            ("download_json", f"{GENERATED}/cases.json"),
        ):
            yield hypertext.link(self._label(key, lang), address, at=url(at, lang))
        for key, name in (("stats_title", "statistics"), ("coverage_title", "coverage")):
            yield link_to(self._label(key, lang), f"{GENERATED}/{name}.md", lang, at=at)

    def _timeline(self, year: str, lang: Lang, at: str) -> str:
        """The months of a year, newest first, within the span of the archive; missing ones said to be missing."""
        by_month = self.months.cases
        first, last = min(by_month), max(by_month)
        lines = []
        for number in range(12, 0, -1):
            month = f"{year}-{number:02}"
            if not first <= month <= last:
                continue
            short = self._label("month_short", lang, month=number, name=MONTHS[number - 1])
            cases = by_month.get(month)
            if not cases:
                lines.append(f'<span class="cb-missing">{short} {self._label("month_missing", lang)}</span>')
                continue
            named = link_to(short, f"{GENERATED}/{year}/{month[5:]}.md", lang, at=at)
            lines += [f"{named} {entry(case, self.corpus, lang, at=at)}" for case in cases[:_CASES_A_MONTH]]
            if len(cases) > _CASES_A_MONTH:
                lines.append(f"{named} {self._label('and_more_month', lang, n=len(cases) - _CASES_A_MONTH)}")
        return hypertext.block("cb-timeline", hypertext.items(lines))

    def _tag_links(self, facet: Facet, lang: Lang, at: str) -> str:
        """The tags of a facet that cases carry, with their number; the others follow behind."""
        counts = {
            term.slug: len(self.tagged.get((facet.id, term.slug), {}).get("case", ())) for term in facet.terms.values()
        }
        terms = sorted(facet.terms.values(), key=lambda term: -counts[term.slug])
        links = [
            link_to(term.name[lang], archive_path(facet.id, term.slug), lang, at=at)
            + (f" <small>{self._label('cases_count', lang, n=counts[term.slug])}</small>" if counts[term.slug] else "")
            for term in terms
        ]
        return hypertext.block("cb-tags", hypertext.items(links))

    def _year(self, year: str, lang: Lang) -> str:
        at = f"{GENERATED}/{year}/index.md"
        count = sum(case.meta.month.startswith(year) for case in self.corpus.cases)
        return self._page(
            self._label("year_title", lang, year=year),
            self._label("year_summary", lang, year=year, n=count),
            hypertext.paragraph(self._label("year_summary", lang, year=year, n=count)),
            self._timeline(year, lang, at),
            self._back(lang, at),
        )

    def _month(self, month: str, lang: Lang) -> str:
        year, number = month[:4], int(month[5:])
        at = f"{GENERATED}/{year}/{month[5:]}.md"
        cases = self.months.cases[month]
        values = {"year": year, "month": number if lang == "zh" else f"{number:02}"}
        return self._page(
            self._label("month_title", lang, **values),
            self._label("month_summary", lang, **values),
            self._list(cases, lang, at, f"year={year}"),
            self.months.strip(year, lang, at=at),
            self._back(lang, at),
        )

    def _tag(self, facet: Facet, term: Term, lang: Lang) -> str:
        at = archive_path(facet.id, term.slug)
        name = term.name[lang]
        found = self.tagged.get((facet.id, term.slug), {})
        parts = []
        for kind in _KINDS:
            if pages := found.get(kind):
                listed = self._list(pages, lang, at, f"{facet.id}={term.slug}" if kind == "case" else "")
                parts += [hypertext.heading(2, self._label(f"kind_{kind}", lang), kind), listed]
            elif kind == "case" and facet.id != "theme":
                parts.append(hypertext.paragraph(self._label("tag_empty", lang)))
        title = self._label("tag_title", lang, facet=facet.name[lang], name=name)
        return self._page(title, self._label("tag_summary", lang, name=name), *parts, self._back(lang, at))

    def _list(self, pages: Sequence[Page], lang: Lang, at: str, state: str) -> str:
        """Pages as a list; ``state`` is the archive page's address that filters for them, where there is one.

        Of very many only the newest are listed: the filter shows them all, and each stands on its month's page.
        """
        entries = (entry(page, self.corpus, lang, at=at) for page in pages[:_LISTED])
        listed = hypertext.block("cb-list", hypertext.items(entries))
        if not state:
            return listed
        filtered = f"{url(f'{GENERATED}/index.md', lang)}#{state}"
        more = hypertext.link(self._label("filter_these", lang, n=len(pages)), filtered, at=url(at, lang))
        return f"{listed}\n{hypertext.paragraph(more)}"

    def _back(self, lang: Lang, at: str) -> str:
        title = self._label("archive_title", lang)
        return hypertext.paragraph(link_to(title, f"{GENERATED}/index.md", lang, at=at))

    def _coverage(self, lang: Lang) -> str:
        at = f"{GENERATED}/coverage.md"
        summary = self._label("coverage_summary", lang)
        return self._page(
            self._label("coverage_title", lang),
            summary,
            hypertext.paragraph(summary),
            coverage_tables.priorities(self.corpus, self.graph, lang, at=at),
            hypertext.heading(2, self._label("translated_title", lang), "translations"),
            hypertext.paragraph(self._label("translated_text", lang)),
            coverage_tables.translations(self.corpus, lang),
            self._back(lang, at),
        )

    def _statistics(self, lang: Lang) -> str:
        summary = self._label("stats_summary", lang)
        sections = Figures(self.corpus, self.months, lang).sections()
        back = self._back(lang, f"{GENERATED}/statistics.md")
        return self._page(self._label("stats_title", lang), summary, hypertext.paragraph(summary), *sections, back)


def page_names(corpus: Corpus) -> Iterator[str]:
    """The archive's pages, relative to its folder and without ending, from what the corpus holds."""
    yield from ("index", "coverage", "statistics")
    months = {case.meta.month for case in corpus.cases}
    yield from (f"{month[:4]}/{month[5:]}" for month in months)
    if months:
        yield from (f"{year}/index" for year in range(int(min(months)[:4]), int(max(months)[:4]) + 1))
    for facet in FACETS:
        yield from (f"{facet}/{slug}" for slug in corpus.vocabulary.facets[facet].terms)


def _by_tag(corpus: Corpus) -> Mapping[tuple[str, str], Mapping[str, list[Page]]]:
    """Facet and slug → kind → the pages with the tag."""
    found: dict[tuple[str, str], dict[str, list[Page]]] = {}
    pages = [*corpus.cases, *(page for kind in _KINDS[1:] for page in corpus.of(kind))]
    for page in pages:
        tags = [*tags_of(page), *(("priority", slug) for slug in getattr(page.meta, "priority", ()))]
        if page.kind == "priority":
            tags.append(("priority", page.id))
        for tag in tags:
            found.setdefault(tag, {}).setdefault(page.kind, []).append(page)
    return found
