"""Every content rule: a bad page that only this rule rejects, beside a site that none rejects."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from casebook import checks, corpus
from casebook.problems import Problem

from tests.conftest import ROOT
from tests.test_files import CODES as FILE_CODES

BAD: list[dict[str, Any]] = [
    bad
    for file in sorted((Path(__file__).parent / "fixtures").glob("bad*.yml"))
    for bad in yaml.safe_load(file.read_text("utf-8"))
]


def problems(root: Path) -> list[Problem]:
    read, found = corpus.read(root)
    return sorted([*found, *checks.problems_of(read, root)])


def spoil(root: Path, bad: dict[str, Any]) -> None:
    """Applies one change of ``bad.yml`` to the small site."""
    docs = root / "docs"
    if "create" in bad:
        (docs / bad["create"]).parent.mkdir(exist_ok=True)
        (docs / bad["create"]).write_text(bad.get("text", "x"), "utf-8")
        return
    if "link" in bad:
        (docs / bad["link"]).symlink_to(docs / "index.md")
        return
    if "data" in bad:
        (docs / "_data" / bad["data"]).write_text(bad["text"], "utf-8")
        return
    file = docs / bad["file"]
    if "copy" in bad:
        (docs / bad["copy"]).parent.mkdir(exist_ok=True)
        shutil.copy(file, docs / bad["copy"])
        return
    text = file.read_text("utf-8")
    if "append" in bad:
        text += "\n" + re.sub(r"(?s)(.+)\{(\d+)\}$", lambda m: m[1] * int(m[2]), bad["append"]) + "\n"
    else:
        assert text.count(bad["find"]) == 1, "the fixture no longer finds its place"
        text = text.replace(bad["find"], bad["replace"])
    file.write_bytes(text.encode(bad.get("encoding", "utf-8")))


def expected_line(root: Path, bad: dict[str, Any]) -> int | None:
    """The line on which the problem stands, from the text named in the fixture; ``None`` for the empty text."""
    if "create" in bad or "link" in bad:
        return 1
    wanted = bad.get("line", bad.get("append", bad.get("replace", ""))).split("\n")[0]
    wanted = re.sub(r"\{\d+\}$", "", wanted)
    if not wanted:
        return None
    text = (root / "docs" / (bad.get("at") or bad["file"])).read_bytes().decode(bad.get("encoding", "utf-8"))
    return next(number for number, line in enumerate(text.split("\n"), 1) if wanted in line)


def test_clean_site_has_no_problem(small: Path) -> None:
    assert problems(small) == []


@pytest.mark.parametrize("bad", BAD, ids=[f"{number}-{bad['code']}" for number, bad in enumerate(BAD)])
def test_bad_page_is_rejected_for_its_fault_alone(small: Path, bad: dict[str, Any]) -> None:
    spoil(small, bad)
    found = problems(small)
    assert {problem.code for problem in found} == {bad["code"], *bad.get("also", ())}
    first = next(problem for problem in found if problem.code == bad["code"])
    assert first.path == f"docs/{bad.get('at', bad.get('file'))}"
    line = expected_line(small, bad)
    assert line is None or first.line == line
    assert re.search("[\u4e00-\u9fff]", first.message)


def test_every_rule_has_a_bad_fixture() -> None:
    """Codes that appear in the sources of the rules, against those that the fixtures provoke."""
    folder = ROOT / "scripts" / "casebook"
    sources = [*(folder / "checks").glob("*.py"), folder / "schema.py", folder / "frontmatter.py", folder / "corpus.py"]
    codes = {code for file in sources for code in _codes(ast.parse(file.read_text("utf-8")))}
    assert len(codes) > 60
    elsewhere = {"data"} | FILE_CODES  # a broken data file stops everything: tests/test_build.py
    assert codes - {bad["code"] for bad in BAD} == elsewhere


def _codes(tree: ast.AST) -> Iterator[str]:
    """The codes in a module: third argument of a problem, or first value of a pair that ``_message`` returns."""
    found: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Problem", "in_body", "in_front", "_found"):
            found.append(node.args[2])
        if isinstance(node, ast.FunctionDef) and node.name == "_message":
            pairs = (child.value for child in ast.walk(node) if isinstance(child, ast.Return))
            found += [pair.elts[0] for pair in pairs if isinstance(pair, ast.Tuple)]
    for code in found:
        if isinstance(code, ast.Constant) and isinstance(code.value, str):
            yield code.value


def test_every_rule_states_itself() -> None:
    rules = [*checks.PAGE_RULES, *checks.CORPUS_RULES, *checks.FILE_RULES]
    assert len(rules) >= 25
    assert all(rule.__doc__ for rule in rules)


def test_the_repository_itself_is_clean() -> None:
    assert problems(ROOT) == []


def test_all_problems_come_in_one_run_sorted(small: Path) -> None:
    for code in ("term", "broken-link", "identity-number"):
        spoil(small, next(bad for bad in BAD if bad["code"] == code))
    found = problems(small)
    assert [p.path for p in found] == sorted(p.path for p in found)
    assert {p.code for p in found} >= {"term", "broken-link", "identity-number"}


def test_wrong_front_matter_does_not_hide_an_identity_number(small: Path) -> None:
    for code in ("term", "raw-html"):
        spoil(small, next(bad for bad in BAD if bad["code"] == code))
    case = small / "docs" / "cases" / "2022" / "2022-05-two-letters.md"
    case.write_text(case.read_text("utf-8") + "\n证号 11010519491231002X\n", "utf-8")
    assert {"term", "identity-number"} <= {p.code for p in problems(small) if p.path.endswith("two-letters.md")}
