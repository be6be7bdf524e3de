"""The bench's made-up corpus: the same bytes every time, and content that the rules accept."""

from __future__ import annotations

from pathlib import Path

import pytest
from casebook.checks import problems_of
from casebook.corpus import Corpus, read

from bench import report
from bench.generate import generate
from bench.quality import composed
from tests.browser.quality import Outcome

COUNT = 30


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "made"
    generate(COUNT, folder)
    return folder


def texts(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in folder.rglob("*.md")}


def test_every_rule_of_content_holds(made: Path) -> None:
    corpus, problems = read(made)
    found = [*problems, *problems_of(corpus, made)]
    assert [problem for problem in found if problem.severity == "error"] == []  # days come with real sentences
    assert len(corpus.cases) == COUNT
    assert all(case.base in corpus.translations for case in corpus.cases)


def test_same_seed_same_bytes_and_another_seed_others(made: Path, tmp_path: Path) -> None:
    generate(COUNT, tmp_path / "again")
    generate(COUNT, tmp_path / "other", seed=1)
    assert texts(tmp_path / "again") == texts(made)
    assert texts(tmp_path / "other") != texts(made)


def test_a_larger_corpus_only_adds_cases(made: Path, tmp_path: Path) -> None:
    generate(COUNT + 3, tmp_path / "larger")
    assert texts(made).items() <= texts(tmp_path / "larger").items()


def test_cases_are_as_long_as_meant(made: Path) -> None:
    corpus, _ = read(made)
    lengths = [sum("一" <= c <= "鿿" for c in case.body) for case in corpus.cases if "-sample-" in case.id]
    assert 1_000 < sum(lengths) / len(lengths) < 1_500


def test_the_report_has_a_dash_and_a_gap_where_nothing_was_measured() -> None:
    results = [
        {"cases": 100, "systems": {"casebook": {"build_s": 12.34}, "plain": {"build_s": None}}},
        {"cases": 1_000, "systems": {"casebook": {"build_s": 123.4}}},
    ]
    assert "| 100 | Material + jieba | — |" in report.table(results)
    assert "100 案 12 秒，1,000 案 123 秒" in report.plot(results)
    assert "Material + jieba：没有数据" in report.plot(results)


def test_the_table_of_quality_has_a_row_for_each_kind_and_one_for_all() -> None:
    ours = [Outcome("收礼", "exact", True, 1.0, True), Outcome("天气", "none", True, 1.0, True)]
    theirs = [Outcome("收礼", "exact", False, 0.25, True), Outcome("天气", "none", True, 1.0, True)]
    table = report.quality_table({"casebook": ours, "plain": theirs})
    assert "| exact | 1 | 1.000 | 1.000 | 0.000 | 0.250 |" in table
    assert "| 全部 | 2 | 1.000 | 1.000 | 0.500 | 0.625 |" in table


def test_the_others_get_the_pages_as_casebook_shows_them(real: Corpus) -> None:
    pages = composed(real)
    assert {"glossary.md", "glossary.en.md", "archive/index.md", "archive/statistics.en.md"} <= pages.keys()
    assert 'id="four-forms"' in pages["glossary.md"]
    text = pages["cases/2022/2022-01-gift-cards.md"]
    assert text.startswith("# ")
    assert "违规收送礼品礼金" in text
    assert len(pages) == 2 * len(real.originals) + 6
