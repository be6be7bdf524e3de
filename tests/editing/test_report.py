"""The report: what is due on a day, who cites what, what a new edition would touch, how far the translation reaches."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from casebook.content import corpus, coverage, reader
from casebook.editing.report import report, touched

from tests.conftest import run

CASE, RULE = "docs/cases/2022/2022-05-two-letters.md", "docs/rules/reception.md"


def read(root: Path) -> corpus.Corpus:
    content, problems = reader.read(root)
    assert problems == []
    return content


def line(root: Path, path: str, text: str) -> int:
    lines = (root / path).read_text("utf-8").split("\n")
    return next(number for number, each in enumerate(lines, 1) if text in each)


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), "utf-8")


def written(root: Path, *arguments: str) -> Any:
    """What the command writes as JSON."""
    target = root / "report.json"
    done = run("report.py", "--root", root, "--format", "json", "--output", target, *arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(target.read_text("utf-8"))


def test_a_citation_is_due_once_its_check_is_more_than_a_year_old(small: Path) -> None:
    assert report(read(small), "2027-01-01").citations_due == ()
    due = report(read(small), "2027-01-02").citations_due
    assert {(each.path, each.line) for each in due} == {
        (CASE, line(small, CASE, "rule: jilv-chufen-tiaoli-2018")),
        (CASE, line(small, CASE, "rule: zhengwu-chufenfa-2020")),
        (RULE, line(small, RULE, "rule: jilv-chufen-tiaoli-2023")),
        (RULE, line(small, RULE, "rule: jilv-chufen-tiaoli-2018")),
    }


def test_a_page_is_due_by_its_next_check_or_after_a_year(small: Path) -> None:
    edit(small, RULE, 'next_check: "2027-01-01"', 'next_check: "2026-06-01"')
    assert report(read(small), "2026-05-31").pages_due == ()
    (due,) = report(read(small), "2026-06-01").pages_due
    assert (due.path, due.line, due.since) == (RULE, line(small, RULE, "last_checked"), "2026-06-01")
    pages = {each.path for each in report(read(small), "2027-01-02").pages_due}
    assert pages == {f"docs/{page.path}" for page in read(small).originals}


def test_the_index_leads_from_rule_and_article_to_lines(small: Path) -> None:
    found = [
        each for each in written(small, "--date", "2026-06-01")["cited"] if each["rule"] == "jilv-chufen-tiaoli-2018"
    ]
    assert [(each["article"], each["present"], each["path"], each["line"]) for each in found] == [
        ("106", "116", CASE, line(small, CASE, "rule: jilv-chufen-tiaoli-2018")),
        ("106", "116", RULE, line(small, RULE, "rule: jilv-chufen-tiaoli-2018")),
    ]


def test_a_new_edition_leaves_old_cases_their_edition_and_asks_for_rule_pages(small: Path) -> None:
    content = read(small)
    case, rule = touched(content, "jilv-chufen-tiaoli-2018", "2024-01-01")
    assert (case.article, case.path, case.keeps) == ("106", CASE, True)
    assert case.action == "行为止于 2022-02，仍引 2018 年版；加 present（现行条号）"
    assert (rule.article, rule.path, rule.keeps) == ("106", RULE, False)
    found = touched(content, "jilv-chufen-tiaoli-2023", "2028-01-01")
    older = [each for each in found if "引的是 2018 年版第106条" in each.action]
    assert [(each.article, each.path, each.keeps) for each in older] == [("116", CASE, True), ("116", RULE, True)]
    assert [(each.path, each.keeps) for each in found if each not in older] == [(RULE, False)]


def test_a_case_of_the_time_of_the_new_edition_does_not_keep_the_old_one(small: Path) -> None:
    found = written(small, "--date", "2026-06-01", "--edition", "jilv-chufen-tiaoli-2018", "--from", "2022-01-15")[
        "touched"
    ]
    assert {each["path"]: each["keeps"] for each in found} == {CASE: False, RULE: False}


def test_months_without_a_case_are_listed_up_to_the_day(small: Path) -> None:
    assert report(read(small), "2022-05-31").months_missing == ()
    assert report(read(small), "2022-07-01").months_missing == ("2022-06", "2022-07")


def test_stale_sections_stand_in_report_and_coverage(small: Path) -> None:
    assert report(read(small), "2026-06-01").stale == ()
    edit(small, "docs/toolkit/letter-ledger.md", "先吃后补。", "先吃饭，后补函。")
    (stale,) = report(read(small), "2026-06-01").stale
    assert (stale.path, stale.section) == ("docs/toolkit/letter-ledger.en.md", "mistakes")
    assert stale.line == line(small, stale.path, "{#mistakes}")
    assert (
        stale.original == f"docs/toolkit/letter-ledger.md:{line(small, 'docs/toolkit/letter-ledger.md', '{#mistakes}')}"
    )
    rows = {row.kind: row for row in coverage.english(read(small))}
    assert rows["tool"] == coverage.Row("tool", 1, 1, 1, 1, 0)
    assert rows["case"] == coverage.Row("case", 1, 0, 0, 0, 1)


def test_the_command_writes_markdown_that_names_what_is_to_be_done(small: Path) -> None:
    done = run("report.py", "--root", small, "--date", "2027-02-01")
    assert done.returncode == 0
    text = (small / "dist" / "report.md").read_text("utf-8")
    assert text.startswith("# 内容报告 2027-02-01\n")
    assert f"- [ ] `{RULE}:" in text
    assert "| 工作模板 | 1 | 1 | 1 | 0 | 0 |" in text
    assert "- 第106条（现行第116条）：" in text


@pytest.mark.parametrize("days", [("--date", "明天"), ("--date", "2026-11-01", "--from", "2027-2-30")])
def test_a_day_that_is_none_is_refused_in_plain_words(small: Path, days: tuple[str, ...]) -> None:
    done = run("report.py", "--root", small, *days)
    assert done.returncode == 2
    assert f"{days[-2]} 写的是“{days[-1]}”，应为日历上有的一天" in done.stderr
    assert "usage" not in done.stderr


def test_an_edition_that_is_not_registered_is_refused_with_the_nearest(small: Path) -> None:
    done = run("report.py", "--root", small, "--date", "2026-06-01", "--edition", "jilv-chufen-2018")
    assert done.returncode == 1
    assert "您是不是想写" in done.stderr
