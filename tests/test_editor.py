"""The editor's set-up: snippets that give valid text, a matcher that reads our problems, schemas for the right pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from casebook.base.problems import Problem
from casebook.checks import rules
from casebook.content import corpus, reader, schema
from casebook.content.field_groups import Citation
from casebook.content.field_types import UNFILLED
from casebook.content.reader import classify
from export_snippets import PLACE, rendered

from tests.conftest import ROOT

SNIPPETS: dict[str, Any] = json.loads((ROOT / PLACE).read_text("utf-8"))
CASE = "cases/2022/2022-05-two-letters.md"


def expand(name: str, *, first: bool = True) -> str:
    """The text an editor inserts when every place is left as it stands and the first (or last) choice is taken."""
    text = "\n".join(SNIPPETS[name]["body"])
    text = re.sub(r"\$\{\d+\|([^|]*)\|\}", lambda m: m[1].split(",")[0 if first else -1], text)
    text = re.sub(r"\$\{\d+:((?:\\.|[^\\}])*)\}", r"\1", text)
    return re.sub(r"\\([\\$}])", r"\1", text.replace("$0", ""))


def codes(root: Path) -> set[str]:
    content, found = reader.read(root)
    return {problem.code for problem in [*found, *rules.problems_of(content, root)]}


def insert(root: Path, before: str, text: str) -> None:
    file = root / "docs" / CASE
    page = file.read_text("utf-8")
    assert page.count(before) == 1
    file.write_text(page.replace(before, f"{text}\n\n{before}"), "utf-8")


def test_the_snippets_in_the_repository_are_those_the_template_gives() -> None:
    assert (ROOT / PLACE).read_bytes() == rendered(ROOT), "make forms 重新生成"


def test_a_quiz_question_is_complete_but_for_its_blanks(small: Path) -> None:
    text = expand("测试题").replace("第1题", "第4题").replace("#q1", "#q4")
    insert(small, "## 授课包 {#trainer}", text)
    assert codes(small) == {"fill-in"}


def test_a_run_sheet_adds_up(small: Path) -> None:
    text = expand("流程单").replace("#### 15分钟", "#### 15分钟（另一种）")
    insert(small, "## 延伸 {#more}", text)
    assert codes(small) == {"fill-in"}


@pytest.mark.parametrize("first", [True, False])
def test_a_citation_fits_the_model(real: corpus.Corpus, first: bool) -> None:
    text = (
        expand("引用一条", first=first).replace("年份", "2018").replace("条号", "1").replace("年-月-日", "2026-11-23")
    )
    (citation,) = yaml.safe_load(text)
    assert Citation.model_validate(citation, context={"vocabulary": real.vocabulary}, strict=True)


def test_a_citation_offers_every_rule(real: corpus.Corpus) -> None:
    offered = re.search(r"\$\{1\|([^|]*)\|\}", SNIPPETS["引用一条"]["body"][0])
    assert offered
    assert offered[1].split(",") == list(real.vocabulary.editions)


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("name", [name for name in SNIPPETS if name.startswith("标签：")])
def test_a_tag_is_one_of_the_taxonomy(real: corpus.Corpus, name: str, first: bool) -> None:
    ((key, value),) = yaml.safe_load(expand(name, first=first)).items()
    values = value if isinstance(value, list) else [value]
    assert set(values) <= set(real.vocabulary.facets[key].terms)
    assert isinstance(value, list) == (getattr(schema.Case.model_fields[key].annotation, "__origin__", None) is list)


def test_every_blank_of_the_template_became_a_place() -> None:
    for name in ("测试题", "流程单"):
        body = "\n".join(SNIPPETS[name]["body"])
        assert body.count(UNFILLED) == len(re.findall(r"\$\{\d+:" + UNFILLED, body)) > 0


@pytest.mark.parametrize(
    "problem",
    [
        Problem("docs/cases/2022/2022-05-x.md", 7, "term", "issue 写的是“收礼”：可选 a、b"),
        Problem("docs/index.md", 3, "raw-html", "正文里有 HTML “<b>”", 5),
        Problem("docs/index.md", 3, "full-name", "疑似姓名", 5, "warning"),
        Problem("docs/index.md", 3, "full-name", "疑似姓名", 0, "warning"),
        Problem("docs/_data/rules.yml", 1, "yaml", "不是正确的 YAML"),
    ],
)
def test_the_editor_finds_path_line_and_kind_in_a_problem(problem: Problem) -> None:
    tasks = json.loads((ROOT / ".vscode" / "tasks.json").read_text("utf-8"))["tasks"]
    matchers = tasks[0]["problemMatcher"]
    found = [(m["severity"], re.match(m["pattern"]["regexp"], str(problem))) for m in matchers]
    ((severity, match),) = [(kind, match) for kind, match in found if match]
    assert severity == problem.severity
    assert (match[1], int(match[2]), int(match[3] or 0)) == (problem.path, problem.line, problem.column)
    assert (match[4], match[5]) == (problem.message, problem.code)


def test_a_schema_is_for_pages_of_its_kind_only() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    assert settings["yaml.schemaStore.enable"] is False
    for name, pattern in settings["yaml.schemas"].items():
        kind = Path(name).name.split(".")[0]
        pages = [file.relative_to(ROOT / "docs").as_posix() for file in ROOT.glob(pattern)]
        assert pages, pattern
        assert {path.endswith(".en.md") for path in pages} == {kind == "translation"}
        if kind != "translation":
            assert {classify(path)[0] for path in pages} == {kind}
