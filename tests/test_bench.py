"""The bench's made-up corpus: the same bytes every time, and content that the rules accept."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from casebook.checks.rules import problems_of
from casebook.content.corpus import Corpus
from casebook.content.reader import read

from bench import pages, report
from bench.__main__ import FIGURES
from bench.generate import generate
from bench.plot import plot
from bench.quality import composed
from tests.browser.quality import Outcome
from tests.conftest import ROOT

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


RESULTS = [
    {"cases": 100, "systems": {"casebook": {"build_s": 12.34}, "plain": {"build_s": None}}},
    {"cases": 1_000, "systems": {"casebook": {"build_s": 123.4}, "plain": {"build_s": 617.0}}},
]


def test_the_report_has_a_dash_and_a_gap_where_nothing_was_measured() -> None:
    assert "| 100 | Material + jieba | — |" in report.table(RESULTS, "zh", report.BUILD)
    assert "casebook：100 案 12 秒，1,000 案 123 秒" in plot(RESULTS, "zh")
    assert "mkdocs + Pagefind: no figures" in plot(RESULTS, "en")


def test_a_target_is_met_missed_or_not_measured() -> None:
    lines = report.target_table(RESULTS, "zh").split("\n")
    assert [line for line in lines if line.endswith("| 达到 |")] == [
        "| 1,000案：比Material + jieba快几倍 | ≥ 5 | 5.00 | 达到 |"
    ]
    assert sum(line.endswith("| 没有量 |") for line in lines) == len(report.TARGETS) - 1
    slow = [{"cases": 1_000, "systems": {"casebook": {"build_s": 2}, "lean_pagefind": {"build_s": 1}}}]
    assert "| ≤ 1 | 2.00 | missed |" in report.target_table(slow, "en")


def test_the_table_of_quality_has_a_row_for_each_kind_and_one_for_all() -> None:
    ours = [Outcome("收礼", "exact", True, 1.0, True), Outcome("天气", "none", True, 1.0, True)]
    theirs = [Outcome("收礼", "exact", False, 0.25, True), Outcome("天气", "none", True, 1.0, True)]
    table = report.quality_table(report.quality({"casebook": ours, "plain": theirs}), "zh")
    assert "| exact | 1 | 1.000 / 1.000 | 0.000 / 0.250 |" in table
    assert "| 全部 | 2 | 1.000 / 1.000 | 0.500 / 0.625 |" in table


def test_the_page_shows_the_figures_that_were_measured(tmp_path: Path) -> None:
    copied = [pages.RESULTS, pages.QUALITY, pages.MACHINE]
    for name in copied:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("archive", "cases", "rules"))
    before = texts(tmp_path / "docs" / "about")
    pages.refresh(tmp_path)
    assert texts(tmp_path / "docs" / "about") == before


def test_results_have_the_form_that_others_read() -> None:
    results = json.loads((ROOT / pages.RESULTS).read_text("utf-8"))
    assert [entry["cases"] for entry in results] == sorted(entry["cases"] for entry in results)
    for entry in results:
        assert list(entry["systems"]) == ["casebook", "plain", "lean_pagefind"]
        assert all(list(figures) == list(FIGURES) for figures in entry["systems"].values())


def test_only_the_tables_of_the_page_change() -> None:
    page = "## 甲 {#build}\n\n话\n\n| a |\n| --- |\n| 1 |\n\n## 乙 {#search}\n\n| b |\n| --- |\n\n尾\n"
    made = pages.filled(page, {"search": "| c |\n| --- |\n| 2 |"})
    assert made == page.replace("| b |\n| --- |", "| c |\n| --- |\n| 2 |")


def test_the_others_get_the_pages_as_casebook_shows_them(real: Corpus) -> None:
    pages = composed(real)
    assert {"glossary.md", "glossary.en.md", "archive/index.md", "archive/statistics.en.md"} <= pages.keys()
    assert 'id="four-forms"' in pages["glossary.md"]
    text = pages["cases/2022/2022-01-gift-cards.md"]
    assert text.startswith("# ")
    assert "违规收送礼品礼金" in text
    assert len(pages) == 2 * len(real.originals) + 6


def test_a_preview_ends_when_it_was_measured_even_in_the_background(made: Path, tmp_path: Path) -> None:
    """A shell starts its background commands with the interrupt ignored, and they hand that on."""
    code = (
        "import signal, sys; from pathlib import Path; from bench.preview import preview_s;"
        "signal.signal(signal.SIGINT, signal.SIG_IGN); print(preview_s(*map(Path, sys.argv[1:])))"
    )
    before = texts(made)
    command = [sys.executable, "-c", code, str(made), str(tmp_path / "log")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "scripts", ROOT)))}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    assert 0 < float(done.stdout) < 60
    assert before.items() <= texts(made).items()  # the preview adds its archive
