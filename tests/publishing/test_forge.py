"""What a job sends to the code platform, seen by a real server on this machine and a real git repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from casebook.publishing import forge
from casebook.publishing.forge import ForgeError

from tests.conftest import ROOT
from tests.publishing.test_guard import commit, git

GITHUB = {
    "GITHUB_API_URL": "https://forge.invalid/api/v1",
    "GITHUB_SERVER_URL": "https://forge.invalid",
    "GITHUB_REPOSITORY": "org/casebook",
    "FORGE_TOKEN": "s3cret",
}
GITLAB = {
    "CI_API_V4_URL": "https://forge.invalid/api/v4",
    "CI_SERVER_URL": "https://forge.invalid",
    "CI_PROJECT_PATH": "org/casebook",
    "FORGE_TOKEN": "s3cret",
}


@dataclass
class Platform:
    """A small code platform: remembers what it was sent, knows a few open issues."""

    url: str = ""
    titles: list[str] = field(default_factory=list)
    calls: list[tuple[str, str, Any]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    status: int = 200


@pytest.fixture
def platform() -> Iterator[Platform]:
    state = Platform()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer([{"title": title} for title in state.titles], None)

        def do_POST(self) -> None:
            self.answer({}, json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def answer(self, content: Any, sent: Any) -> None:
            state.calls.append((self.command, self.path, sent))
            state.tokens.add(self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN") or "")
            self.send_response(state.status)
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    state.url = f"http://127.0.0.1:{server.server_port}"
    yield state
    server.shutdown()
    server.server_close()


def speak(platform: Platform, *arguments: str | Path, gitlab: bool = False, **more: str) -> Any:
    given = {key: value.replace("https://forge.invalid", platform.url) for key, value in _of(gitlab).items()}
    bare = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "CI_", "FORGE_"))}
    command = [sys.executable, str(ROOT / "scripts" / "forge.py"), *map(str, arguments)]
    return subprocess.run(command, env={**bare, **given, **more}, capture_output=True, text=True, check=False)


def _of(gitlab: bool) -> dict[str, str]:
    return GITLAB if gitlab else GITHUB


@pytest.mark.parametrize("gitlab", [False, True])
def test_an_issue_is_opened_with_title_and_text(platform: Platform, tmp_path: Path, gitlab: bool) -> None:
    (tmp_path / "m.md").write_text("# 本月没有案例\n\n请安排。\n", "utf-8")
    done = speak(platform, "issue", tmp_path / "m.md", gitlab=gitlab)
    assert done.returncode == 0, done.stderr
    method, path, sent = platform.calls[-1]
    wanted = "/api/v4/projects/org%2Fcasebook/issues" if gitlab else "/api/v1/repos/org/casebook/issues"
    assert (method, path) == ("POST", wanted)
    assert sent == {"title": "本月没有案例", "description" if gitlab else "body": "请安排。"}
    assert platform.tokens == {"s3cret" if gitlab else "token s3cret"}


def test_an_issue_that_is_open_already_is_not_opened_again(platform: Platform, tmp_path: Path) -> None:
    platform.titles = ["别的", "本月没有案例"]
    (tmp_path / "m.md").write_text("# 本月没有案例\n\n请安排。\n", "utf-8")
    assert speak(platform, "issue", tmp_path / "m.md").returncode == 0
    assert [method for method, _, _ in platform.calls] == ["GET"]


def test_nothing_to_say_sends_nothing(platform: Platform, tmp_path: Path) -> None:
    assert speak(platform, "issue", tmp_path / "none.md").returncode == 0
    assert platform.calls == []


def test_a_reply_goes_to_the_issue_of_the_event(platform: Platform, tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text("缺少月份", "utf-8")
    (tmp_path / "event.json").write_text('{"issue": {"number": 7}}', "utf-8")
    done = speak(platform, "reply", tmp_path / "r.md", GITHUB_EVENT_PATH=str(tmp_path / "event.json"))
    assert done.returncode == 0, done.stderr
    assert platform.calls == [("POST", "/api/v1/repos/org/casebook/issues/7/comments", {"body": "缺少月份"})]


def test_a_refusal_is_told_without_the_token(platform: Platform, tmp_path: Path) -> None:
    platform.status = 403
    (tmp_path / "m.md").write_text("# 题\n", "utf-8")
    done = speak(platform, "issue", tmp_path / "m.md")
    assert done.returncode == 1
    assert "403" in done.stderr
    assert "s3cret" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_outside_a_job_the_command_says_so(tmp_path: Path) -> None:
    with pytest.raises(ForgeError, match="FORGE_TOKEN"):
        forge.of({})
    with pytest.raises(ForgeError, match="http"):
        forge.of({**GITHUB, "GITHUB_API_URL": "file:///etc"})
    with pytest.raises(ForgeError, match="空"):
        forge.of({**GITHUB, "FORGE_TOKEN": ""})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository, and beside it a bare one that stands for the platform's."""
    root = tmp_path / "work"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("x", "utf-8")
    commit(root)
    git(root, "clone", "-q", "--bare", ".", str(tmp_path / "remote.git"))
    return root


def push(root: Path) -> Any:
    """The command as in a job; git is told to find the platform's address on this disc."""
    remote = "https://forge.invalid/org/casebook.git"
    settings = root / ".git" / "config"
    if remote not in settings.read_text("utf-8"):
        git(root, "config", f"url.{root.parent / 'remote.git'}.pushInsteadOf", remote)
    command = [
        sys.executable,
        str(ROOT / "scripts" / "forge.py"),
        "--root",
        str(root),
        "branch",
        str(root.parent / "reply.md"),
    ]
    return subprocess.run(command, env={**os.environ, **GITHUB}, capture_output=True, text=True, check=False)


def add_page(root: Path, path: str = "docs/cases/2023/2023-01-parking-fee.md") -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("x", "utf-8")


def test_the_new_page_travels_on_a_branch_of_its_own(repository: Path) -> None:
    add_page(repository)
    (repository.parent / "reply.md").write_text("写好了。", "utf-8")
    done = push(repository)
    assert done.returncode == 0, done.stderr
    answer = (repository.parent / "reply.md").read_text("utf-8")
    assert answer.startswith("写好了。\n页面在分支 `case/2023-01-parking-fee`")
    show = ["git", "show", "--name-only", "--format=%s", "case/2023-01-parking-fee"]
    shown = subprocess.run(show, cwd=repository.parent / "remote.git", capture_output=True, text=True, check=True)
    assert shown.stdout.split("\n\n")[1].split() == ["docs/cases/2023/2023-01-parking-fee.md"]


def test_a_branch_that_is_there_is_not_overwritten(repository: Path) -> None:
    add_page(repository)
    assert push(repository).returncode == 0
    git(repository, "switch", "-q", "main")
    git(repository, "branch", "-qD", "case/2023-01-parking-fee")
    add_page(repository)
    (repository / "docs" / "cases" / "2023" / "2023-01-parking-fee.md").write_text("y", "utf-8")
    done = push(repository)
    assert done.returncode == 1
    assert "git push 没有成功" in done.stderr
    answer = (repository.parent / "reply.md").read_text("utf-8")
    assert answer.startswith("页面写好了，但没有推送成功")
    assert "s3cret" not in done.stderr + answer


@pytest.mark.parametrize("paths", [[], ["docs/x.md"], ["docs/cases/2023/2023-01-a.md", "docs/cases/2023/2023-02-b.md"]])
def test_only_one_new_case_page_is_pushed(repository: Path, paths: list[str]) -> None:
    for path in paths:
        add_page(repository, path)
    done = push(repository)
    assert done.returncode == 1
    assert "应恰好有一个新的案例页面" in done.stderr


def test_the_token_reaches_git_by_the_environment_alone() -> None:
    settings = forge.push_settings(forge.of(GITHUB))
    assert settings["GIT_CONFIG_KEY_0"] == "http.https://forge.invalid/org/casebook.git.extraheader"
    assert "s3cret" not in json.dumps(settings)
