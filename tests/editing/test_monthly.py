"""The monthly reminder speaks when the month has no case or a rule page is due, and is silent otherwise."""

from __future__ import annotations

from pathlib import Path

from casebook.content import corpus, reader
from casebook.editing.monthly import notice

from tests.conftest import ROOT, run

DUE = "docs/rules/reception.md"


def read(root: Path) -> corpus.Corpus:
    content, problems = reader.read(root)
    assert problems == []
    return content


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / "docs" / path).read_text("utf-8")
    assert old in text
    (root / "docs" / path).write_text(text.replace(old, new), "utf-8")


def test_a_month_with_its_case_and_nothing_due_is_silent(small: Path) -> None:
    assert notice(read(small), "2022-05-05") == ""


def test_a_month_without_a_case_is_told(small: Path) -> None:
    text = notice(read(small), "2022-06-05", "长报告")
    assert text.startswith("# 2022-06 还没有案例\n")
    assert text.endswith("长报告\n")


def test_a_long_report_is_cut_at_a_line_and_says_so(small: Path) -> None:
    text = notice(read(small), "2022-06-05", "一行\n" * 30_000)
    assert len(text) < 65_536
    assert "一行\n\n……报告太长" in text


def test_the_report_of_make_report_is_carried_below_the_heading(small: Path) -> None:
    report = small / "dist" / "report.md"
    assert run("report.py", "--root", small, "--date", "2022-06-05", "--output", report).returncode == 0
    assert run("monthly.py", "--root", small, "--date", "2022-06-05", "--report", report).returncode == 0
    text = (small / "dist" / "monthly.md").read_text("utf-8")
    assert [line for line in text.split("\n") if line.startswith("# ")] == ["# 2022-06 还没有案例"]
    assert "\n## 内容报告 2022-06-05\n" in text


def test_make_monthly_carries_the_report() -> None:
    recipe = (ROOT / "Makefile").read_text("utf-8").partition("\nmonthly:")[2].partition("\n\n")[0]
    assert recipe.index("scripts/report.py") < recipe.index("scripts/monthly.py")
    assert recipe.count("dist/report.md") == 2


def test_a_draft_does_not_count_as_a_case_and_is_named(small: Path) -> None:
    edit(small, "cases/2022/2022-05-two-letters.md", "status: sample", "status: draft")
    text = notice(read(small), "2022-05-05")
    assert text.startswith("# 2022-05 还没有案例\n")
    assert "`docs/cases/2022/2022-05-two-letters.md`（draft）" in text


def test_a_rule_page_is_due_from_its_day_on(small: Path) -> None:
    next_check = read(small).of("rule")[0].meta.next_check
    edit(small, "cases/2022/2022-05-two-letters.md", 'month: "2022-05"', f'month: "{next_check[:7]}"')
    text = notice(reader.read(small)[0], next_check)
    assert text.startswith(f"# {next_check[:7]} 有 1 页条规解读到期核对\n")
    assert f"- [ ] `{DUE}`：应于 {next_check} 前核对" in text


def test_the_command_writes_the_file_and_takes_it_back(small: Path) -> None:
    assert run("monthly.py", "--root", small, "--date", "2022-06-05").returncode == 0
    assert (small / "dist" / "monthly.md").read_text("utf-8").startswith("# 2022-06")
    assert run("monthly.py", "--root", small, "--date", "2022-05-05").returncode == 0
    assert not (small / "dist" / "monthly.md").exists()


def test_a_day_that_is_none_is_refused(small: Path) -> None:
    done = run("monthly.py", "--root", small, "--date", "2022-13-05")
    assert done.returncode == 2
    assert done.stderr == "--date 写的是“2022-13-05”，应为日历上有的一天，如 2026-12-01\n"
