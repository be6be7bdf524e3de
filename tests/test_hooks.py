"""A commit with a fault in it does not happen; what is checked is what is staged."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.publishing.test_guard import commit, git

CASE = "docs/cases/2022/2022-05-two-letters.md"
HOOKS = sorted((ROOT / ".githooks").iterdir())


@pytest.fixture
def repository(small: Path) -> Path:
    """The small site as a repository with the hooks in place and this Python as its environment."""
    (small / ".venv" / "bin").mkdir(parents=True)
    (small / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
    (small / ".venv" / "bin" / "python").chmod(0o755)
    (small / ".gitignore").write_text("/.venv/\n", "utf-8")
    (small / ".githooks").symlink_to(ROOT / ".githooks")
    git(small, "init", "-q", "-b", "main")
    commit(small)
    git(small, "config", "core.hooksPath", ".githooks")
    git(small, "config", "user.name", "t")
    git(small, "config", "user.email", "t@example.invalid")
    return small


def spoil(root: Path, text: str = "\n<script>alert(1)</script>\n", path: str = CASE) -> None:
    (root / path).write_text((root / path).read_text("utf-8") + text, "utf-8")


def try_commit(root: Path) -> subprocess.CompletedProcess[str]:
    command = [str(root / ".githooks" / "pre-commit")]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_commit_with_a_fault_does_not_happen(repository: Path) -> None:
    spoil(repository)
    git(repository, "add", CASE)
    done = try_commit(repository)
    assert done.returncode == 1
    assert f"{CASE}:" in done.stdout
    assert "[raw-html]" in done.stdout


def test_a_sound_commit_passes(repository: Path) -> None:
    (repository / CASE).write_text((repository / CASE).read_text("utf-8").replace("柯某受", "柯某被给予"), "utf-8")
    git(repository, "add", CASE)
    assert try_commit(repository).returncode == 0


def test_what_is_not_staged_is_not_looked_at(repository: Path) -> None:
    spoil(repository)
    assert try_commit(repository).returncode == 0
    git(repository, "add", CASE)
    git(repository, "checkout-index", "--force", "--", CASE)
    (repository / CASE).write_bytes(
        subprocess.run(["git", "show", f"HEAD:{CASE}"], cwd=repository, capture_output=True, check=True).stdout
    )
    assert try_commit(repository).returncode == 1


def test_faults_of_other_pages_do_not_hold_a_commit(repository: Path) -> None:
    spoil(repository)
    git(repository, "commit", "-qam", "x", "--no-verify")
    spoil(repository, "\n一段文字。\n", "docs/index.md")
    git(repository, "add", "docs/index.md")
    assert try_commit(repository).returncode == 0


def test_taking_a_page_away_answers_for_those_that_link_to_it(repository: Path) -> None:
    git(repository, "rm", "-q", "docs/rules/reception.md")
    done = try_commit(repository)
    assert done.returncode == 1
    assert "[broken-link]" in done.stdout


def test_git_itself_calls_the_hook(repository: Path) -> None:
    spoil(repository)
    done = subprocess.run(["git", "commit", "-qam", "x"], cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "[raw-html]" in done.stdout + done.stderr
    log = subprocess.run(["git", "log", "--oneline"], cwd=repository, capture_output=True, text=True, check=True)
    assert len(log.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    "path",
    ["docs/cases/2022/2022-06-13800138000.md", "docs/13800138000/a.md", "docs/_data/13800138000.yml", "13800138000.sh"],
)
def test_a_number_in_the_name_of_a_file_stops_the_commit(repository: Path, path: str) -> None:
    (repository / path).parent.mkdir(exist_ok=True)
    (repository / path).write_text("x", "utf-8")
    git(repository, "add", path)
    done = try_commit(repository)
    assert done.returncode == 1
    assert "[private-name]" in done.stdout


def test_notes_beside_the_pages_are_read_and_programs_are_not(repository: Path) -> None:
    for path in ("笔记.md", "check.py"):
        (repository / path).write_text("电话 13800138000", "utf-8")
    git(repository, "add", "check.py")
    assert try_commit(repository).returncode == 0
    git(repository, "add", "笔记.md")
    done = try_commit(repository)
    assert (done.returncode, done.stdout.startswith("笔记.md:1:")) == (1, True)


@pytest.mark.parametrize("message", ["证号 11010519491231002X", "机密★一年"])
def test_a_message_that_gives_something_away_stops_the_commit(repository: Path, message: str) -> None:
    (repository / "note.txt").write_text("x", "utf-8")
    git(repository, "add", "note.txt")
    commit_with = ["git", "commit", "-q", "-m"]
    done = subprocess.run([*commit_with, message], cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert message.split()[-1] not in done.stdout + done.stderr
    done = subprocess.run([*commit_with, "改正条号"], cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_hooks_can_be_run() -> None:
    assert [hook.name for hook in HOOKS] == ["commit-msg", "pre-commit"]
    for hook in HOOKS:
        assert hook.stat().st_mode & 0o111
        script = hook.read_text("utf-8").split("scripts/")[1].split()[0]
        assert (ROOT / "scripts" / script).is_file()


def test_pre_commit_runs_the_same_scripts_and_fetches_nothing() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    hooks = config["repos"][0]["hooks"]
    assert {hook["language"] for hook in hooks} == {"system"}
    called = {hook.read_text("utf-8").rsplit("exec ", 1)[1].removesuffix(' "$1"\n').strip() for hook in HOOKS}
    assert {hook["entry"] for hook in hooks} == called
