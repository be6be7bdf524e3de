"""The owners' files, the approval form and the guard tell one story about who looks at what."""

from __future__ import annotations

import fnmatch
import re
import subprocess

import pytest
import yaml
from casebook.guard import is_system

from tests.conftest import ROOT

FILES = [
    path
    for path in subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    if path and '"' not in path
]


def rules(path: str) -> list[tuple[str, set[str]]]:
    lines = (line.split("#")[0].split() for line in (ROOT / path).read_text("utf-8").splitlines())
    return [(first, set(owners)) for first, *owners in filter(None, lines)]


def github_owners(path: str) -> set[str]:
    """As GitHub reads it: the last line that fits counts."""
    owners: set[str] = set()
    for pattern, named in rules(".github/CODEOWNERS"):
        inside = pattern.startswith("/") and fnmatch.fnmatchcase(
            path, f"{pattern[1:]}{'*' if pattern.endswith('/') else ''}"
        )
        if pattern == "*" or inside:
            owners = named
    return owners


def gitea_owners(path: str) -> set[str]:
    """As Gitea reads it: every line that fits counts, ``!`` turns a line round."""
    fitting = (named for pattern, named in rules(".gitea/CODEOWNERS") if _fits(pattern, path))
    return set().union(*fitting)


def _fits(pattern: str, path: str) -> bool:
    return (re.fullmatch(pattern.removeprefix("!"), path) is None) == pattern.startswith("!")


def test_every_file_has_an_owner_on_both_platforms() -> None:
    assert [path for path in FILES if not github_owners(path) or not gitea_owners(path)] == []


def test_system_files_belong_to_the_systems_owner_alone() -> None:
    system = [path for path in FILES if is_system(path)]
    assert len(system) > 100
    assert {frozenset(github_owners(path)) for path in system} == {frozenset({"@org/code"})}
    assert {frozenset(gitea_owners(path)) for path in system} == {frozenset({"@org/code"})}


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("docs/cases/2022/2022-01-a.md", "@org/secrecy"),
        ("docs/cases/2022/2022-01-a.md", "@org/editors-in-chief"),
        ("docs/rules/gifts.en.md", "@org/rules"),
        ("docs/_data/rules.yml", "@org/rules"),
        ("docs/culture/x.md", "@org/secrecy"),
    ],
)
def test_content_goes_to_those_who_answer_for_it(path: str, owner: str) -> None:
    assert owner in github_owners(path)
    assert owner in gitea_owners(path)


def test_nothing_in_the_approval_form_is_ticked_or_filled_in_beforehand() -> None:
    text = (ROOT / ".github" / "pull_request_template.md").read_text("utf-8")
    assert text.count("- [ ] ") >= 10
    assert not re.search(r"- \[[^ ]\]", text)
    rows = [line for line in text.splitlines() if re.match(r"\| (初审|复审|终审|初校|二校|三校) ", line)]
    assert [row.split("|")[1].strip() for row in rows] == ["初审", "复审", "终审", "初校", "二校", "三校"]
    assert all(cell.strip() == "" for row in rows for cell in row.split("|")[3:])
    assert "## 保密审查" in text


def test_the_correction_form_warns_before_it_asks() -> None:
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "correction.yml").read_text("utf-8"))
    assert "不要在这里写出来" in form["body"][0]["attributes"]["value"]
    assert form["body"][-1]["attributes"]["options"][0]["required"] is True
