"""Every content rule: a bad input that only this rule answers, beside the same thing done rightly."""

from __future__ import annotations

import ast
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import check_content
import pytest
from casebook.base.problems import Problem, printable
from casebook.checks import rules
from casebook.content import reader
from casebook.privacy import leaks

from tests.bad_inputs import BAD, Bad, counted, line_of, name, rows, spoil, use_rightly
from tests.conftest import ROOT

ELSEWHERE = {50, 51, 52, 53, 54, 55, 56, 57, 66, 67, 68}
"""Rows of the list of bad inputs that are tested with the files, the personal data and the workflows."""
SECONDS = 2.0
"""Within this every bad input is answered."""


def problems(root: Path) -> list[Problem]:
    read, found = reader.read(root)
    return sorted([*found, *rules.problems_of(read, root)])


def found(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and findings of the command, as a machine reads them."""
    code = check_content.main(["--root", str(root), "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_words_of_a_table_head_are_no_leftover_prompt_however_the_line_below_is_spaced(small: Path) -> None:
    page = small / "docs" / "cases/2022/2022-05-two-letters.md"
    text = page.read_text("utf-8")
    assert "| 环节 |" in text
    page.write_text(re.sub(r"(?m)^\|[-|]+\|$", lambda line: line[0].replace("---", " :--- "), text), "utf-8")
    assert problems(small) == []


def test_clean_site_has_no_problem(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(small, capsys) == (0, [])


@pytest.mark.parametrize("bad", BAD, ids=map(name, BAD))
def test_bad_input_is_answered_for_its_fault_alone(small: Path, bad: Bad, capsys: pytest.CaptureFixture[str]) -> None:
    file = spoil(small, bad)
    started = time.process_time()
    exit_code, answer = found(small, capsys)
    assert time.process_time() - started < SECONDS
    severity = bad.get("severity", "error")
    assert exit_code == (1 if severity == "error" else 0)
    assert {each["code"] for each in answer if counted(each["code"], bad)} == {bad["code"], *bad.get("also", ())}
    first = next(each for each in answer if each["code"] == bad["code"])
    assert first["path"] == printable(file.relative_to(small).as_posix())
    assert first["severity"] == severity
    line = line_of(file, bad)
    assert line is None or first["line"] == line
    assert re.search("[\u4e00-\u9fff]", first["message"])


RIGHT = [bad for bad in BAD if "clean" in bad]


@pytest.mark.parametrize("bad", RIGHT, ids=map(name, RIGHT))
def test_the_same_done_rightly_is_no_problem(small: Path, bad: Bad, capsys: pytest.CaptureFixture[str]) -> None:
    use_rightly(small, bad)
    code, answer = found(small, capsys)
    assert (code, [each for each in answer if counted(each["code"], bad)]) == (0, [])


def test_every_bad_input_stands_beside_a_good_one() -> None:
    """What is changed was right before; what is added has its right form in ``clean``."""
    added = [bad for bad in BAD if {"append", "bytes"} & bad.keys() and not ELSEWHERE & set(rows(bad))]
    without = {bad["code"] for bad in added if "clean" not in bad and "encoding" not in bad}
    assert without <= set(leaks.KINDS)  # their right forms: tests/fixtures/privacy.yml


def test_every_row_of_bad_inputs_has_a_fixture() -> None:
    covered = {row for bad in BAD for row in rows(bad)}
    assert set(range(1, 69)) - covered <= ELSEWHERE


def test_every_rule_has_a_bad_fixture() -> None:
    """Codes that appear in the sources of the rules, against those that the fixtures provoke."""
    assert len(codes()) > 90
    elsewhere = {"data"}  # a broken data file stops everything: tests/test_build.py
    assert codes() - {bad["code"] for bad in BAD} == elsewhere


def codes() -> set[str]:
    folder = ROOT / "scripts" / "casebook"
    sources = [file for room in ("base", "content", "checks") for file in (folder / room).glob("*.py")]
    return {code for file in sources for code in _codes(ast.parse(file.read_text("utf-8")))}


def _codes(tree: ast.AST) -> Iterator[str]:
    """The codes in a module: third argument of a problem, or first value of a pair that ``_message`` returns."""
    found: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MAKERS:
            found.append(node.args[2])
        if isinstance(node, ast.FunctionDef) and node.name == "_message":
            pairs = (child.value for child in ast.walk(node) if isinstance(child, ast.Return))
            found += [pair.elts[0] for pair in pairs if isinstance(pair, ast.Tuple)]
    for code in found:
        if isinstance(code, ast.Constant) and isinstance(code.value, str):
            yield code.value


MAKERS = ("Problem", "in_body", "in_front", "_found", "_at")
"""What makes a problem; its third argument is the code."""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("收礼", "gifts-and-cash"),
        ("违规收送礼品礼金", "gifts-and-cash"),
        ("improper-dinning", "improper-dining"),
        ("违规公款吃喝", "improper-dining"),
    ],
)
def test_a_tag_in_words_is_answered_with_its_slug(small: Path, written: str, meant: str) -> None:
    file = small / "docs/cases/2022/2022-05-two-letters.md"
    file.write_text(file.read_text("utf-8").replace("issue: [improper-dining]", f"issue: [{written}]"), "utf-8")
    (problem,) = (problem for problem in problems(small) if problem.code == "term")
    assert problem.message.startswith(f"issue 第 1 项写的是“{written}”")
    assert problem.message.endswith(f"您是不是想写 {meant}？")
    if written == "收礼":
        assert f": {problem.message} [term]\n" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_every_rule_states_itself() -> None:
    listed = [*rules.PAGE_RULES, *rules.CORPUS_RULES, *rules.FILE_RULES]
    assert len(listed) >= 25
    assert all(rule.__doc__ for rule in listed)


def test_the_repository_itself_is_clean() -> None:
    assert problems(ROOT) == []


def test_all_problems_come_in_one_run_sorted(small: Path) -> None:
    for code in ("term", "broken-link", "identity-number"):
        spoil(small, next(bad for bad in BAD if bad["code"] == code))
    found = problems(small)
    assert [p.path for p in found] == sorted(p.path for p in found)
    assert {p.code for p in found} >= {"term", "broken-link", "identity-number"}


@pytest.mark.parametrize("code", ["term", "yaml", "front-matter", "colon", "raw-html"])
def test_wrong_front_matter_does_not_hide_an_identity_number(small: Path, code: str) -> None:
    bad = next(bad for bad in BAD if bad["code"] == code)
    file = spoil(small, bad)
    file.write_text(file.read_text("utf-8") + "\n证号 11010519491231002X\n", "utf-8")
    assert {code, "identity-number"} <= {p.code for p in problems(small) if small / p.path == file}
