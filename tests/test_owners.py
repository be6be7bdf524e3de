"""The owners' files, the approval form and the guard tell one story about who looks at what."""

from __future__ import annotations

import fnmatch
import re
import subprocess
from collections.abc import Callable

import pytest
import yaml
from casebook.publishing.guard import is_system

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
        if _inside(pattern, path):
            owners = named
    return owners


def gitea_owners(path: str) -> set[str]:
    """As Gitea reads it: every line that fits counts, ``!`` turns a line round."""
    fitting = (named for pattern, named in rules(".gitea/CODEOWNERS") if _fits(pattern, path))
    return set().union(*fitting)


def gitlab_owners(path: str) -> set[str]:
    """As GitLab reads it: each section asks for its own approval; within one the last line counts, ``!`` takes out."""
    sections: dict[str, set[str]] = {}
    title, out = "", False
    for pattern, named in rules(".gitlab/CODEOWNERS"):
        if pattern.startswith("["):
            title, out = pattern, False
        elif _inside(pattern.removeprefix("!"), path):
            out = out or pattern.startswith("!")
            sections[title] = set() if out else named
    return set().union(*sections.values())


def _inside(pattern: str, path: str) -> bool:
    return pattern == "*" or fnmatch.fnmatchcase(path, f"{pattern[1:]}{'*' if pattern.endswith('/') else ''}")


def _fits(pattern: str, path: str) -> bool:
    return (re.fullmatch(pattern.removeprefix("!"), path) is None) == pattern.startswith("!")


PLATFORMS = [github_owners, gitea_owners, gitlab_owners]


@pytest.mark.parametrize("owners", PLATFORMS)
def test_every_file_has_an_owner(owners: Callable[[str], set[str]]) -> None:
    assert [path for path in FILES if not owners(path)] == []


def test_system_files_belong_to_the_systems_owner_alone() -> None:
    system = [path for path in FILES if is_system(path)]
    assert len(system) > 100
    for owners in PLATFORMS:
        assert {frozenset(owners(path)) for path in system} == {frozenset({"@org/code"})}


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
    for owners in PLATFORMS:
        assert owner in owners(path)


def test_nothing_in_the_approval_form_is_ticked_or_filled_in_beforehand() -> None:
    text = (ROOT / ".github" / "pull_request_template.md").read_text("utf-8")
    assert text.count("- [ ] ") >= 10
    assert not re.search(r"- \[[^ ]\]", text)
    rows = [line for line in text.splitlines() if re.match(r"\| (初审|复审|终审|初校|二校|三校) ", line)]
    assert [row.split("|")[1].strip() for row in rows] == ["初审", "复审", "终审", "初校", "二校", "三校"]
    assert all(cell.strip() == "" for row in rows for cell in row.split("|")[4:])
    assert "## 保密审查" in text


def test_the_correction_form_warns_before_it_asks() -> None:
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "correction.yml").read_text("utf-8"))
    assert "不要在这里写出来" in form["body"][0]["attributes"]["value"]
    assert form["body"][-1]["attributes"]["options"][0]["required"] is True
