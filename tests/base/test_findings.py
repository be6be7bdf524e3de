"""Findings in every form: what machines rely on, and that nothing in a name or a message breaks out of it."""

from __future__ import annotations

import json
from pathlib import Path

import check_content
import jsonschema
import pytest
from casebook.base import findings
from casebook.base.problems import Problem

pytestmark = pytest.mark.usefixtures("untranslated")

FOUND = [
    Problem("docs/a.md", 7, "term", "没有“收礼”这一项：a,b", 3),
    Problem("docs/a.md", 7, "spacing", "在 2022 年", severity="warning"),
    Problem("docs/b:c,d%\n.md", 1, "file-name", "第一行\n::error::假的"),
    Problem("docs/\udcffe.md", 1, "file-name", "名称不是 UTF-8"),
]


def test_text_is_one_line_each() -> None:
    lines = findings.text(FOUND).splitlines()
    assert lines[0] == "docs/a.md:7:3: 没有“收礼”这一项：a,b [term]"
    assert lines[1] == "docs/a.md:7: 提醒：在 2022 年 [spacing]"
    assert len(lines) == len(FOUND)


def test_annotations_escape_what_would_end_them() -> None:
    lines = findings.github(FOUND).splitlines()
    assert lines[0] == "::error file=docs/a.md,line=7,col=3,title=term::没有“收礼”这一项：a,b"
    assert lines[1] == "::warning file=docs/a.md,line=7,title=spacing::在 2022 年"
    assert lines[2] == "::error file=docs/b%3Ac%2Cd%25\\n.md,line=1,title=file-name::第一行\\n::error::假的"
    assert len(lines) == len(FOUND)


def test_json_is_a_list_of_six_fields() -> None:
    parsed = json.loads(findings.as_json(FOUND))
    assert [list(each) for each in parsed] == [["path", "line", "column", "code", "severity", "message"]] * len(FOUND)
    assert parsed[1] == {
        "path": "docs/a.md",
        "line": 7,
        "column": 0,
        "code": "spacing",
        "severity": "warning",
        "message": "在 2022 年",
    }
    assert json.loads(findings.as_json([])) == []


def test_gitlab_fingerprints_differ_and_outlive_moved_lines() -> None:
    twice = [Problem("a.md", 3, "term", "甲"), Problem("a.md", 9, "term", "甲"), Problem("a.md", 9, "term", "乙")]
    report = json.loads(findings.gitlab(twice))
    prints = [each["fingerprint"] for each in report]
    assert len(set(prints)) == 3
    moved = [Problem(each.path, each.line + 5, each.code, each.message) for each in twice]
    assert [each["fingerprint"] for each in json.loads(findings.gitlab(moved))] == prints
    assert report[0]["location"] == {"path": "a.md", "lines": {"begin": 3}}
    assert {each["severity"] for each in json.loads(findings.gitlab(FOUND))} == {"major", "minor"}


SHAPE = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string", "minLength": 1},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {"type": "object", "required": ["id"]},
                                    },
                                },
                            }
                        },
                    },
                    "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
                },
            },
        },
    },
    "$defs": {
        "result": {
            "type": "object",
            "required": ["message", "ruleId", "level", "locations"],
            "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": {
                    "type": "object",
                    "required": ["text"],
                    "properties": {"text": {"type": "string", "minLength": 1}},
                },
                "locations": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["physicalLocation"],
                        "properties": {
                            "physicalLocation": {
                                "type": "object",
                                "required": ["artifactLocation", "region"],
                                "properties": {
                                    "artifactLocation": {
                                        "type": "object",
                                        "required": ["uri"],
                                        "properties": {"uri": {"type": "string", "pattern": "^[A-Za-z0-9/._~%-]+$"}},
                                    },
                                    "region": {
                                        "type": "object",
                                        "additionalProperties": False,
                                        "required": ["startLine"],
                                        "properties": {
                                            "startLine": {"type": "integer", "minimum": 1},
                                            "startColumn": {"type": "integer", "minimum": 1},
                                        },
                                    },
                                },
                            }
                        },
                    },
                },
            },
        }
    },
}
"""What SARIF 2.1.0 asks of the parts that are written here."""


@pytest.mark.parametrize("found", [FOUND, []], ids=["some", "none"])
def test_sarif_has_the_shape_of_its_standard(found: list[Problem]) -> None:
    log = json.loads(findings.sarif(found))
    jsonschema.validate(log, SHAPE)
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [problem.code for problem in found]
    if found:
        region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
        assert region == {"startLine": 7, "startColumn": 3}


def spoil_two(root: Path) -> None:
    for file in ("index.md", "rules/reception.md"):
        page = root / "docs" / file
        page.write_text(page.read_text("utf-8") + "\n<b>粗</b>\n", "utf-8")


def test_paths_limit_what_is_shown_and_the_exit_code(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil_two(small)
    for given, shown in (
        ([], 2),
        (["docs/rules"], 1),
        (["docs/rules/reception.md", "docs/index.md"], 2),
        (["culture"], 0),
    ):
        exit_code = check_content.main(["--root", str(small), *given])
        out, err = capsys.readouterr()
        assert len({line.partition(":")[0] for line in out.splitlines()}) == shown
        assert exit_code == (1 if shown else 0)
        assert ("没有列出" in err) == (shown < 2)


def test_a_path_that_does_not_exist_is_named_with_the_nearest(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        check_content.main(["--root", str(small), "docs/rules/receptoin.md"])
    assert ended.value.code == 2
    assert "您是不是想写 docs/rules/reception.md？" in capsys.readouterr().err


@pytest.mark.parametrize("form", list(findings.FORMATS))
def test_the_report_goes_into_a_file(small: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    spoil_two(small)
    report = small / "reports" / "content.txt"
    assert check_content.main(["--root", str(small), "--format", form, "--output", str(report)]) == 1
    assert "raw-html" in report.read_text("utf-8")
    assert capsys.readouterr().out == ""


def test_a_broken_data_file_is_shown_whatever_was_asked_for(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "docs" / "_data" / "rules.yml").write_text("rules: [", "utf-8")
    assert check_content.main(["--root", str(small), "docs/index.md"]) == 1
    assert "docs/_data/rules.yml" in capsys.readouterr().out
