"""Charts: the same figures in picture, table and corpus; plain, well-formed, accessible SVG in colours that show."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from casebook.content.corpus import Corpus
from casebook.content.graph import Graph
from casebook.content.reader import read
from casebook.content.vocabulary import LANGS, Lang
from casebook.media import charts
from casebook.media.charts import Chart
from casebook.pages.archive import Archive
from casebook.pages.figures import AT, COVERED, Figures
from casebook.pages.months import Months

from tests.conftest import ROOT

_ATTRIBUTES = {"class", "role", "id", "aria-labelledby", "aria-describedby", "x", "y", "width", "height"}
_CSS = (ROOT / "overrides" / "assets" / "casebook" / "casebook.css").read_text("utf-8")
Rows = list[tuple[str, list[str]]]


@pytest.fixture(scope="module")
def decades(real: Corpus) -> Corpus:
    """The real cases, spread over 37 years."""
    cases = [
        replace(
            case, id=f"{year}-{case.id}", meta=case.meta.model_copy(update={"month": f"{year}{case.meta.month[4:]}"})
        )
        for year in range(1990, 2027)
        for case in real.cases
    ]
    return Corpus((*cases, *(page for page in real.originals if page.kind != "case")), real.vocabulary)


def page(corpus: Corpus, lang: Lang) -> str:
    return Archive(corpus).pages()["statistics.md" if lang == "zh" else f"statistics.{lang}.md"]


def sections(text: str) -> dict[str, str]:
    """Id of each section → its text."""
    parts = re.split(r'<h2 id="([\w-]+)">.*</h2>', text)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def pictures(text: str) -> list[ET.Element]:
    return [ET.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL)]


def drawn(text: str) -> Rows:
    """Label and printed numbers of every row of a section's charts, spaces and the scale left out."""
    rows: Rows = []
    for picture in pictures(text):
        for element in picture:
            kind, words = element.get("class", "").split(" ")[0], (element.text or "").replace(" ", "")
            if kind == "cb-chart__label" and (not rows or rows[-1][1]):
                rows.append((words, []))
            elif kind == "cb-chart__label":
                rows[-1] = (rows[-1][0] + words, [])
            elif kind == "cb-chart__cell":
                rows[-1][1].append("0")
            elif kind == "cb-chart__count":
                rows[-1][1][-1] = words
            elif kind == "cb-chart__value":
                rows[-1][1].append(words)
    return [row for row in rows if not row[0].startswith(("图例", "Key:"))]


def tabled(text: str) -> list[tuple[str, str, list[str]]]:
    """Label, link and numbers of every row of a section's tables, spaces left out."""
    tables = [ET.fromstring(table) for table in re.findall(r"<table>.*?</table>", text, re.DOTALL)]
    rows = [row.findall("td") for table in tables for row in table.iterfind("tbody/tr")]
    links = [cells[0][0] for cells in rows]
    return [
        ((link.text or "").replace(" ", ""), link.attrib["href"], [n for cell in cells[1:] if (n := cell.text or "")])
        for link, cells in zip(links, rows, strict=True)
    ]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["real", "decades"])
def test_picture_and_table_hold_the_same_figures(name: str, lang: Lang, request: pytest.FixtureRequest) -> None:
    found = sections(page(request.getfixturevalue(name), lang))
    assert list(found) == ["by-month", *(["by-year"] if name == "decades" else []), "issue", "measure", "priority"]
    for text in found.values():
        assert drawn(text) == [(label, numbers) for label, _, numbers in tabled(text)] != []


@pytest.mark.parametrize("facet", ["issue", "measure"])
def test_ranked_figures_are_those_of_the_corpus_and_link_to_the_tag(real: Corpus, facet: str) -> None:
    rows = tabled(sections(page(real, "zh"))[facet])
    links = {link: int(numbers[0]) for _, link, numbers in rows}
    terms = real.vocabulary.facets[facet].terms
    counts = {
        f"../archive/{facet}/{slug}.html": sum(slug in getattr(c.meta, facet) for c in real.cases) for slug in terms
    }
    assert links == {link: count for link, count in counts.items() if count}
    assert list(links.values()) == sorted(links.values(), reverse=True)


def test_each_month_counts_the_cases_of_a_discipline(real: Corpus) -> None:
    months = Figures(real, Months(real), "zh").months("2022")
    for row, slug in zip(months.rows, real.vocabulary.facets["discipline"].terms, strict=True):
        for number, count in enumerate(row.counts, 1):
            cases = [case for case in real.cases if case.meta.month == f"2022-{number:02}"]
            assert count == sum(slug in case.meta.discipline for case in cases)


def test_coverage_agrees_with_the_coverage_page(real: Corpus) -> None:
    graph = Graph(real)
    for row, priority in zip(Figures(real, Months(real), "zh").coverage().rows, real.of("priority"), strict=True):
        assert row.counts == tuple(len(graph.of_priority(priority.id, kind)) for kind in COVERED)


def test_many_years_are_put_together_and_none_is_lost(decades: Corpus) -> None:
    periods = Figures(decades, Months(decades), "zh").periods()
    assert periods.short[0] == "1990\n–1994"
    assert periods.short[-1] == "2025\n–2026"
    tags = sum(len(case.meta.discipline) for case in decades.cases)
    assert sum(count for row in periods.rows for count in row.counts) == tags
    assert len(page(decades, "en").encode()) < 100_000


@pytest.mark.parametrize("lang", LANGS)
def test_pictures_are_named_plain_and_alone_with_their_ids(decades: Corpus, lang: Lang) -> None:
    found = pictures(page(decades, lang))
    ids = [element.get("id") for picture in found for element in picture.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for picture in found:
        named = {element.get("id"): element for element in picture if element.tag in ("title", "desc")}
        assert picture.get("role") == "img"
        assert [named[picture.get(name, "")].tag for name in ("aria-labelledby", "aria-describedby")] == [
            "title",
            "desc",
        ]
        assert all(element.text for element in named.values())
        for element in picture.iter():
            assert element.tag in ("svg", "title", "desc", "text", "rect")
            assert set(element.keys()) <= _ATTRIBUTES


def test_what_a_label_says_is_never_markup() -> None:
    nasty = "<script>alert(\"1\")</script> & 'x'"
    chart = Chart("x", nasty, nasty, ("a",), ((nasty, (3,)),), 3)
    for svg in (charts.bars(chart), charts.heat(chart, nasty)):
        assert "<script" not in svg
        root = ET.fromstring(svg)
        assert root.findtext("title") == nasty
        assert "".join(e.text or "" for e in root.findall("text")).count("<script>") >= 1


def test_no_cases_no_charts(small: Path, real: Corpus) -> None:
    for path in (small / "docs" / "cases").rglob("*.md"):
        path.unlink()
    for corpus in (Corpus((), real.vocabulary), read(small)[0]):
        text = page(corpus, "zh")
        assert "还没有案例" in text
        assert list(sections(text)) == (["priority"] if corpus.pages else [])


def test_without_figures_there_is_nothing_to_divide_by() -> None:
    chart = Chart("x", "x", "x", ("a", "b"), (("nothing", (0, 0)),), 0)
    assert drawn(charts.bars(chart)) == [("nothing", ["0", "0"])]
    assert drawn(charts.heat(chart, "Key: x")) == [("nothing", ["0", "0"])]


@pytest.mark.parametrize("most", [1, 3, 4, 5, 7, 8, 21, 706])
def test_the_scale_says_what_the_ground_of_a_cell_means(most: int) -> None:
    root = ET.fromstring(charts.heat(Chart("x", "x", "x", ("a",), (), most), "Key"))
    ranges = [(e.text or "").split("–") for e in root.findall("text") if "cb-chart__count" in e.get("class", "")]
    for count in range(1, most + 1):
        low, high = ranges[charts.level(count, most) - 1][0], ranges[charts.level(count, most) - 1][-1]
        assert int(low) <= count <= int(high)


def test_long_labels_break_where_one_breathes() -> None:
    words = "6. 持续推进标本兼治（以案促改、每月一案、廉洁文化）"
    root = ET.fromstring(charts.bars(Chart("x", "x", "x", ("a",), ((words, (1,)), ("一" * 45, (1,))), 1)))
    lines = [e.text for e in root.findall("text") if e.get("class") == "cb-chart__label"]
    assert lines == ["6. 持续推进标本兼治（以案促改、", "每月一案、廉洁文化）", "一" * 19, "一" * 19, "一" * 7]


def variables(selector: str) -> dict[str, str]:
    """The colours given to a selector, in all its blocks; a name of six figures or three."""
    blocks = re.findall(rf"^ *{re.escape(selector)} \{{([^}}]*)\}}", _CSS, re.MULTILINE)
    return dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", "".join(blocks)))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours after WCAG 2."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_marks_and_numbers_stand_out_in_both_schemes(scheme: str) -> None:
    colours = variables("[data-md-color-scheme]") | variables(f'[data-md-color-scheme="{scheme}"]')
    ground = colours["--md-default-bg-color"]
    for mark in ("--cb-bar", "--cb-heat-line"):
        assert contrast(colours[mark], ground) >= 3, mark
    for step in range(1, charts.LEVELS + 1):
        text = colours["--cb-heat-low-text" if step <= 2 else "--cb-heat-high-text"]
        assert contrast(colours[f"--cb-heat-{step}"], text) >= 4.5, step


def test_the_page_is_linked_from_the_archive(real: Corpus) -> None:
    assert 'href="../archive/statistics.html"' in Archive(real).pages()["index.md"]
    assert AT in (ROOT / "mkdocs.yml").read_text("utf-8")
