"""The archive in figures: counts the corpus and lays out the statistics page, charts and tables from the same rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from casebook.content.corpus import GENERATED, Corpus, url
from casebook.content.vocabulary import Lang
from casebook.media import charts
from casebook.media.charts import Chart
from casebook.pages import hypertext
from casebook.pages.linking import archive_path, link_to
from casebook.pages.months import MONTHS, Months

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

    def html(self, lang: Lang) -> str:
        return hypertext.table(self.head, ([_link(row, lang), *map(str, row.counts)] for row in self.rows))


class Figures:
    """Counts a corpus; its sections are those of the statistics page in one language."""

    def __init__(self, corpus: Corpus, months: Months, lang: Lang) -> None:
        self.corpus = corpus
        self.words = corpus.vocabulary
        self._known = months.cases
        self.lang = lang
        self.years = sorted({case.meta.month[:4] for case in corpus.cases})

    def sections(self) -> Iterator[str]:
        """The page's sections. Without cases a sentence that says so, and what else can be counted."""
        if self.corpus.cases:
            yield self._by_month()
            if len(self.years) > _YEARS:
                yield self._by_year()
            for facet in ("issue", "measure"):
                yield self._ranked(facet)
        else:
            yield hypertext.paragraph(self._label("stats_empty"))
        if (covered := self.coverage()).most:
            yield self._covered(covered)

    def months(self, year: str) -> Table:
        """Disciplines × the twelve months of ``year``."""
        months = [f"{year}-{number:02}" for number in range(1, 13)]
        head = [self._label("month_short", month=number, name=name) for number, name in enumerate(MONTHS, 1)]
        linked = [
            link_to(name, f"{GENERATED}/{month.replace('-', '/')}.md", self.lang, at=AT)
            if month in self._known
            else name
            for name, month in zip(head, months, strict=True)
        ]
        rows = self._disciplines(months, lambda month: month)
        return Table(tuple(str(number) for number in range(1, 13)), (year, *linked), rows)

    def periods(self) -> Table:
        """Disciplines × years, or × spans of several years where there would be too many columns."""
        first, last = int(self.years[0]), int(self.years[-1])
        step = next(step for step in (1, 2, 5, 10, 20, 50) if last - first < _PERIODS * step)
        starts = [str(year) for year in range(first, last + 1, step)]
        ends = [str(min(int(start) + step - 1, last)) for start in starts]
        short = [start if start == end else f"{start}\n–{end}" for start, end in zip(starts, ends, strict=True)]
        rows = self._disciplines(starts, lambda month: starts[(int(month[:4]) - first) // step])
        head = [self.words.facets["discipline"].name[self.lang], *(name.replace("\n", "") for name in short)]
        return Table(tuple(short), tuple(head), rows)

    def ranked(self, facet: str) -> Table:
        """The tags of a facet that cases carry, most frequent first."""
        counts = Counter(slug for case in self.corpus.cases for slug in getattr(case.meta, facet))
        terms = sorted(self.words.facets[facet].terms.values(), key=lambda term: -counts[term.slug])
        rows = [Row(t.name[self.lang], archive_path(facet, t.slug), (counts[t.slug],)) for t in terms if counts[t.slug]]
        head = self._label("kind_cases")
        return Table((head,), (self.words.facets[facet].name[self.lang], head), tuple(rows))

    def coverage(self) -> Table:
        """Priorities × kinds of page."""
        served = Counter(
            (slug, kind) for kind in COVERED for page in self.corpus.of(kind) for slug in page.meta.priority
        )
        rows = []
        for page in self.corpus.of("priority"):
            name = f"{page.meta.number}. {self.corpus.title(page, self.lang)}"
            rows.append(Row(name, page.base, tuple(served[page.id, kind] for kind in COVERED)))
        kinds = tuple(self._label(f"kind_{kind}") for kind in COVERED)
        return Table(kinds, (self._label("coverage_priority"), *kinds), tuple(rows))

    def _disciplines(self, columns: Sequence[str], column: Callable[[str], str]) -> tuple[Row, ...]:
        """A row of counts for each discipline; ``column`` gives the column that a month belongs to."""
        counts = Counter((slug, column(case.meta.month)) for case in self.corpus.cases for slug in case.meta.discipline)
        return tuple(
            Row(term.name[self.lang], archive_path("discipline", slug), tuple(counts[slug, name] for name in columns))
            for slug, term in self.words.facets["discipline"].terms.items()
        )

    def _by_month(self) -> str:
        tables = {year: self.months(year) for year in self.years[-_YEARS:]}
        most = max(table.most for table in tables.values())
        title, text, scale = map(self._label, ("stats_month", "stats_month_desc", "stats_scale"))
        drawn = [
            charts.heat(table.chart(f"stats-{year}", f"{title} · {year}", text, most, year), scale)
            for year, table in tables.items()
        ]
        months = [case.meta.month for case in self.corpus.cases if case.meta.month[:4] in tables]
        said = self._label("stats_month_text", n=len(months), first=months[-1], last=months[0])
        return self._section("by-month", title, drawn, [said, self._label("stats_many")], *tables.values())

    def _by_year(self) -> str:
        table = self.periods()
        title, text, scale = map(self._label, ("stats_year", "stats_year_desc", "stats_scale"))
        drawn = [charts.heat(table.chart("stats-years", title, text), scale)]
        said = self._label("stats_year_text", n=len(self.corpus.cases), first=self.years[0], last=self.years[-1])
        return self._section("by-year", title, drawn, [said, self._label("stats_many")], table)

    def _ranked(self, facet: str) -> str:
        table = self.ranked(facet)
        title = self._label(f"stats_{facet}")
        chart = table.chart(f"stats-{facet}", title, self._label("stats_bars_desc"))
        total, used = len(self.words.facets[facet].terms), len(table.rows)
        said = self._label(f"stats_{facet}_text", n=total, used=used, unused=total - used)
        return self._section(facet, title, _bars(chart), [said, self._first(table)], table)

    def _first(self, table: Table) -> str:
        """Which rows come first; very many that share the place are only counted."""
        names = [row.name for row in table.rows if row.counts[0] == table.most]
        if len(names) > _NAMED:
            return self._label("stats_tied", k=len(names), n=table.most)
        joined = ("、" if self.lang == "zh" else "; ").join(map(escape, names))
        return self._label("stats_first", names=joined, n=table.most)

    def _covered(self, table: Table) -> str:
        title = self._label("coverage_title")
        chart = table.chart("stats-priority", title, self._label("stats_coverage_desc"))
        gaps = {kind: sum(not row.counts[place] for row in table.rows) for place, kind in enumerate(COVERED)}
        full = sum(all(row.counts) for row in table.rows)
        said = self._label("stats_coverage_text", n=len(table.rows), full=full, **gaps)
        return self._section("priority", title, _bars(chart), [said], table)

    def _section(self, name: str, title: str, drawn: Sequence[str], said: Sequence[str], *tables: Table) -> str:
        """A heading, the charts side by side, sentences on what they show, and their figures in tables that fold."""
        block = hypertext.block("cb-chart", "\n".join(drawn))
        text = hypertext.paragraph(("" if self.lang == "zh" else " ").join(said))
        fold = hypertext.fold(
            "figures", self._label("stats_table"), "\n".join(table.html(self.lang) for table in tables)
        )
        return "\n".join([hypertext.heading(2, title, name), block, text, fold])

    def _label(self, key: str, **values: object) -> str:
        return self.words.label(key, self.lang, **values)


def _bars(chart: Chart) -> list[str]:
    return [charts.bars(part) for part in charts.halves(chart)]


def _link(row: Row, lang: Lang) -> str:
    return hypertext.link(row.name, url(row.target, lang), at=url(AT, lang))
