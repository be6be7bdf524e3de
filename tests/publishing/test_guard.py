"""A change of the system itself is pointed out and refused until its owner approves; a change of content is not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from casebook.publishing.guard import is_system

from tests.conftest import ROOT

SYSTEM = [
    ".github/workflows/check.yml",
    ".github/CODEOWNERS",
    ".gitea/workflows/check.yml",
    ".gitlab-ci.yml",
    "mkdocs.yml",
    "Makefile",
    "scripts/mkdocs_hooks.py",
    "scripts/casebook/base/output.py",
    "overrides/main.html",
    "overrides/assets/casebook/page.js",
    "requirements.txt",
    "requirements-dev.in",
    "pyproject.toml",
    "tests/checks/test_checks.py",
    ".pre-commit-config.yaml",
    ".githooks/pre-commit",
    ".gitmodules",
    "sitecustomize.py",
    "docsx/a.md",
    "DOCS/a.md",
    ".vscode/tasks.json",
]
CONTENT = ["docs/cases/2022/2022-01-a.md", "docs/_data/taxonomy.yml", "docs/index.md", "README.md", "CHANGELOG.md"]


@pytest.mark.parametrize("path", SYSTEM)
def test_system_files_are_known(path: str) -> None:
    assert is_system(path)


@pytest.mark.parametrize("path", CONTENT)
def test_content_is_not_taken_for_system(path: str) -> None:
    assert not is_system(path)


def test_every_file_of_the_repository_outside_docs_is_guarded() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    free = {path for path in listed if path and not path.startswith("docs/") and not is_system(path)}
    assert free == {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose branch ``work`` starts at ``main``."""
    git(tmp_path, "init", "-q", "-b", "main")
    for path in ("docs/a.md", "mkdocs.yml", "scripts/hook.py"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("x", "utf-8")
    commit(tmp_path)
    git(tmp_path, "switch", "-q", "-c", "work")
    return tmp_path


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.invalid"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")


def check(root: Path, *arguments: str, approved: str = "", labels: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "check_system.py"), "--root", str(root), *arguments]
    environment = {**os.environ, "SYSTEM_APPROVED": approved, "CI_MERGE_REQUEST_LABELS": labels}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)


def test_a_content_change_passes(repository: Path) -> None:
    (repository / "docs" / "a.md").write_text("y", "utf-8")
    (repository / "docs" / "新 页.md").write_text("y", "utf-8")
    commit(repository)
    assert check(repository, "--base", "main").returncode == 0


@pytest.mark.parametrize("how", ["edit", "add", "delete", "move away", "move in"])
def test_a_system_change_is_refused_and_named(repository: Path, how: str) -> None:
    file = repository / "mkdocs.yml"
    if how == "edit":
        file.write_text("y", "utf-8")
    elif how == "add":
        file = repository / "sitecustomize.py"
        file.write_text("y", "utf-8")
    elif how == "delete":
        file.unlink()
    elif how == "move away":
        file.rename(repository / "docs" / "mkdocs.yml")
    else:
        (repository / "docs" / "a.md").rename(repository / "tool.py")
        file = repository / "tool.py"
    commit(repository)
    done = check(repository, "--base", "main")
    assert done.returncode == 1
    assert f"{file.name}:1: " in done.stdout
    assert "[system-file]" in done.stdout


def test_the_owners_approval_lets_it_pass_but_still_names_it(repository: Path) -> None:
    (repository / "mkdocs.yml").write_text("y", "utf-8")
    commit(repository)
    done = check(repository, "--base", "main", "--format", "github", approved="true")
    assert done.returncode == 0
    assert done.stdout.startswith("::warning file=mkdocs.yml,line=1")
    assert check(repository, "--base", "main", approved="false").returncode == 1
    assert check(repository, "--base", "main", labels="案例,system-approved").returncode == 0
    assert check(repository, "--base", "main", labels="not-system-approved").returncode == 1


def test_what_came_in_from_main_meanwhile_is_not_blamed_on_the_branch(repository: Path) -> None:
    (repository / "docs" / "a.md").write_text("y", "utf-8")
    commit(repository)
    git(repository, "switch", "-q", "main")
    (repository / "mkdocs.yml").write_text("z", "utf-8")
    commit(repository)
    git(repository, "switch", "-q", "work")
    assert check(repository, "--base", "main").returncode == 0


@pytest.mark.parametrize("base", ["no-such", "--output=/tmp/x"])
def test_an_unknown_base_is_an_error_not_a_pass(repository: Path, base: str) -> None:
    done = check(repository, f"--base={base}")
    assert done.returncode == 1
    assert "git fetch" in done.stderr
    assert "Traceback" not in done.stderr
