"""The archive in figures: counts the corpus and lays out the statistics page, charts and tables from the same rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from casebook import charts, markdown
from casebook.charts import Chart
from casebook.compose import MONTHS, Composer, archive_path
from casebook.corpus import GENERATED, Corpus
from casebook.vocabulary import Lang

AT = f"{GENERATED}/statistics.md"
COVERED = ("case", "rule", "culture")
"""The kinds of page whose number is drawn for each priority."""
_YEARS = 2
"""Years shown month by month; an archive of more is also shown by year."""
_PERIODS = 10
"""Columns that the map by year may have: more would be too narrow for a number."""
_NAMED = 3
"""Of items that share first place, how many are still named."""


@dataclass(frozen=True)
class Row:
    """One line of a table of counts: its name, the page its name links to, one count per column."""

    name: str
    target: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """A table of counts. ``short`` are its column names in a chart, ``head`` in the table, the rows' own first."""

    short: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def most(self) -> int:
        return max((count for row in self.rows for count in row.counts), default=0)

    def chart(self, name: str, title: str, text: str, most: int | None = None, caption: str = "") -> Chart:
        """The table as a chart, on its own scale or on that of a larger ``most``."""
        rows = tuple((row.name, row.counts) for row in self.rows)
        return Chart(name, title, text, self.short, rows, self.most if most is None else most, caption)

    def markdown(self) -> str:
        links = ([markdown.link(row.name, row.target, page=AT), *map(str, row.counts)] for row in self.rows)
        return markdown.table(self.head, links)


class Figures:
    """Counts a corpus; its sections are those of the statistics page."""

    def __init__(self, corpus: Corpus, composer: Composer) -> None:
        self.corpus = corpus
        self.words = corpus.vocabulary
        self.composer = composer
        self.years = sorted({case.meta.month[:4] for case in corpus.cases})

    def sections(self, lang: Lang) -> Iterator[str]:
        """The page's sections as Markdown. Without cases a sentence that says so, and what else can be counted."""
        if self.corpus.cases:
            yield self._by_month(lang)
            if len(self.years) > _YEARS:
                yield self._by_year(lang)
            for facet in ("issue", "measure"):
                yield self._ranked(facet, lang)
        else:
            yield self._label("stats_empty", lang)
        if (covered := self.coverage(lang)).most:
            yield self._covered(covered, lang)

    def months(self, year: str, lang: Lang) -> Table:
        """Disciplines × the twelve months of ``year``."""
        months = [f"{year}-{number:02}" for number in range(1, 13)]
        head = [self._label("month_short", lang, month=number, name=name) for number, name in enumerate(MONTHS, 1)]
        known = self.composer.by_month
        linked = [
            markdown.link(name, f"{GENERATED}/{month.replace('-', '/')}.md", page=AT) if month in known else name
            for name, month in zip(head, months, strict=True)
        ]
        rows = self._disciplines(months, lambda month: month, lang)
        return Table(tuple(str(number) for number in range(1, 13)), (year, *linked), rows)

    def periods(self, lang: Lang) -> Table:
        """Disciplines × years, or × spans of several years where there would be too many columns."""
        first, last = int(self.years[0]), int(self.years[-1])
        step = next(step for step in (1, 2, 5, 10, 20, 50) if last - first < _PERIODS * step)
        starts = [str(year) for year in range(first, last + 1, step)]
        ends = [str(min(int(start) + step - 1, last)) for start in starts]
        short = [start if start == end else f"{start}\n–{end}" for start, end in zip(starts, ends, strict=True)]
        rows = self._disciplines(starts, lambda month: starts[(int(month[:4]) - first) // step], lang)
        head = [self.words.facets["discipline"].name[lang], *(name.replace("\n", "") for name in short)]
        return Table(tuple(short), tuple(head), rows)

    def ranked(self, facet: str, lang: Lang) -> Table:
        """The tags of a facet that cases carry, most frequent first."""
        counts = Counter(slug for case in self.corpus.cases for slug in getattr(case.meta, facet))
        terms = sorted(self.words.facets[facet].terms.values(), key=lambda term: -counts[term.slug])
        rows = [Row(t.name[lang], archive_path(facet, t.slug), (counts[t.slug],)) for t in terms if counts[t.slug]]
        head = self._label("kind_cases", lang)
        return Table((head,), (self.words.facets[facet].name[lang], head), tuple(rows))

    def coverage(self, lang: Lang) -> Table:
        """Priorities × kinds of page."""
        served = Counter(
            (slug, kind) for kind in COVERED for page in self.corpus.of(kind) for slug in page.meta.priority
        )
        rows = [
            Row(
                f"{page.meta.number}. {self.corpus.title(page, lang)}",
                page.base,
                tuple(served[page.id, kind] for kind in COVERED),
            )
            for page in self.corpus.of("priority")
        ]
        kinds = tuple(self._label(f"kind_{kind}", lang) for kind in COVERED)
        return Table(kinds, (self._label("coverage_priority", lang), *kinds), tuple(rows))

    def _disciplines(self, columns: Sequence[str], column: Callable[[str], str], lang: Lang) -> tuple[Row, ...]:
        """A row of counts for each discipline; ``column`` gives the column that a month belongs to."""
        counts = Counter((slug, column(case.meta.month)) for case in self.corpus.cases for slug in case.meta.discipline)
        return tuple(
            Row(term.name[lang], archive_path("discipline", slug), tuple(counts[slug, name] for name in columns))
            for slug, term in self.words.facets["discipline"].terms.items()
        )

    def _by_month(self, lang: Lang) -> str:
        tables = {year: self.months(year, lang) for year in self.years[-_YEARS:]}
        most = max(table.most for table in tables.values())
        title, text, scale = (self._label(key, lang) for key in ("stats_month", "stats_month_desc", "stats_scale"))
        drawn = [
            charts.heat(table.chart(f"stats-{year}", f"{title} · {year}", text, most, year), scale)
            for year, table in tables.items()
        ]
        shown = [case for case in self.corpus.cases if case.meta.month[:4] in tables]
        said = self._label("stats_month_text", lang, n=len(shown), first=shown[-1].meta.month, last=shown[0].meta.month)
        return self._section(
            "by-month", title, drawn, self._say(lang, said, self._label("stats_many", lang)), [*tables.values()], lang
        )

    def _by_year(self, lang: Lang) -> str:
        table = self.periods(lang)
        title = self._label("stats_year", lang)
        chart = table.chart("stats-years", title, self._label("stats_year_desc", lang))
        values = {"n": len(self.corpus.cases), "first": self.years[0], "last": self.years[-1]}
        said = self._say(lang, self._label("stats_year_text", lang, **values), self._label("stats_many", lang))
        drawn = [charts.heat(chart, self._label("stats_scale", lang))]
        return self._section("by-year", title, drawn, said, [table], lang)

    def _ranked(self, facet: str, lang: Lang) -> str:
        table = self.ranked(facet, lang)
        title = self._label(f"stats_{facet}", lang)
        chart = table.chart(f"stats-{facet}", title, self._label("stats_bars_desc", lang))
        total = len(self.words.facets[facet].terms)
        said = self._label(f"stats_{facet}_text", lang, n=total, used=len(table.rows), unused=total - len(table.rows))
        drawn = [charts.bars(part) for part in charts.halves(chart)]
        return self._section(facet, title, drawn, self._say(lang, said, self._first(table, lang)), [table], lang)

    def _first(self, table: Table, lang: Lang) -> str:
        """Which rows come first; very many that share the place are only counted."""
        names = [row.name for row in table.rows if row.counts[0] == table.most]
        if len(names) > _NAMED:
            return self._label("stats_tied", lang, k=len(names), n=table.most)
        joined = ("、" if lang == "zh" else "; ").join(map(markdown.escape, names))
        return self._label("stats_first", lang, names=joined, n=table.most)

    def _covered(self, table: Table, lang: Lang) -> str:
        title = self._label("coverage_title", lang)
        chart = table.chart("stats-priority", title, self._label("stats_coverage_desc", lang))
        gaps = {kind: sum(not row.counts[place] for row in table.rows) for place, kind in enumerate(COVERED)}
        full = sum(all(row.counts) for row in table.rows)
        said = self._label("stats_coverage_text", lang, n=len(table.rows), full=full, **gaps)
        return self._section(
            "priority", title, [charts.bars(part) for part in charts.halves(chart)], said, [table], lang
        )

    def _section(
        self, name: str, title: str, drawn: Sequence[str], said: str, tables: Sequence[Table], lang: Lang
    ) -> str:
        """A heading, the charts side by side, what they say, and their figures in tables that fold."""
        block = '<div class="cb-chart">\n' + "\n".join(drawn) + "\n</div>"
        fold = markdown.fold(self._label("stats_table", lang), "\n".join(table.markdown() for table in tables))
        return "\n\n".join([f"## {title} {{#{name}}}", block, said, fold])

    def _say(self, lang: Lang, *sentences: str) -> str:
        """Sentences as one paragraph; Chinese has no space between them."""
        return ("" if lang == "zh" else " ").join(sentences)

    def _label(self, key: str, lang: Lang, **values: object) -> str:
        return self.words.label(key, lang, **values)
