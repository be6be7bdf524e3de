"""Speaks to the code platform from inside a job: opens an issue, answers one, or pushes the branch of a new case.

python scripts/forge.py issue FILE       first line "# title"; not opened twice while one of that title is open
python scripts/forge.py reply FILE       answers the issue of the event that started the job
python scripts/forge.py branch           commits the one new case page to a branch of its own and pushes it
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request as Call
from urllib.request import urlopen

from casebook.base.output import write
from casebook.publishing import forge
from casebook.publishing.forge import Forge, ForgeError, Request
from commands import ROOT

_IDENTITY = ("-c", "user.name=casebook", "-c", "user.email=casebook@localhost")
_SECONDS = 30


def main() -> int:
    parser = argparse.ArgumentParser(description="流水线里与代码平台往来：提出议题、答复议题、推送案例分支。")
    commands = parser.add_subparsers(dest="command", required=True, metavar="{issue,reply,branch}")
    helps = {"issue": "提出议题", "reply": "答复触发流水线的议题", "branch": "把新的案例页面推到它自己的分支，记入答复"}
    for name, text in helps.items():
        commands.add_parser(name, help=text).add_argument("file", type=Path, help="正文所在的 Markdown 文件")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    options = parser.parse_args()
    try:
        here = forge.of(os.environ)
        if options.command == "branch":
            print(push(here, options.root, options.file))
        elif not options.file.is_file():
            print(f"没有 {options.file.name}，不需要发出。")
        elif options.command == "issue":
            print(post_issue(here, options.file.read_text("utf-8")))
        else:
            send(forge.reply(here, issue_number(), options.file.read_text("utf-8")))
    except ForgeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def send(request: Request) -> Any:
    """Makes the call and gives the parsed answer."""
    call = Call(request.url, request.body, dict(request.headers), method=request.method)
    try:
        with urlopen(call, timeout=_SECONDS) as answer:
            return json.load(answer)
    except HTTPError as error:
        raise ForgeError(f"平台回答 {error.code}，请核对令牌的权限（议题写入、分支写入）") from error
    except (URLError, TimeoutError, ValueError) as error:
        raise ForgeError(f"不能与平台往来（{error}）") from error


def post_issue(here: Forge, text: str) -> str:
    """Opens an issue unless one of the same title is open."""
    first, _, rest = text.partition("\n")
    title = first.removeprefix("# ").strip()
    if any(issue.get("title") == title for issue in send(forge.open_issues(here))):
        return f"议题“{title}”已经在，没有再提。"
    send(forge.open_issue(here, title, rest.strip()))
    return f"已提出议题“{title}”。"


def issue_number() -> int:
    """The number of the issue in the event that started the job."""
    try:
        event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))
        return int(event["issue"]["number"])
    except (KeyError, OSError, ValueError, TypeError) as error:
        raise ForgeError("触发流水线的不是议题，没有可答复的") from error


def push(here: Forge, root: Path, answer: Path) -> str:
    """Pushes the new page and says in ``answer`` how it went."""
    try:
        said = f"页面在分支 `{push_page(here, root)}`。请打开合并请求，检查会接着说还缺什么。"
    except ForgeError as error:
        write(answer, f"页面写好了，但没有推送成功：\n\n```\n{error}\n```\n".encode())
        raise
    write(answer, f"{answer.read_text('utf-8') if answer.is_file() else ''}\n{said}\n".encode())
    return said


def push_page(here: Forge, root: Path) -> str:
    """Commits the new page and pushes it; gives the branch. One of that name that is there is never overwritten."""
    new = git(root, "ls-files", "--others", "--exclude-standard", "-z", "docs").split("\0")
    branch = forge.branch_for([path for path in new if path])
    git(root, "switch", "--quiet", "--create", branch)
    git(root, "add", "docs")
    git(
        root, *_IDENTITY, "commit", "--quiet", "--message", f"Add the case {branch.removeprefix('case/')} from its form"
    )
    git(root, "push", "--quiet", here.remote, f"HEAD:refs/heads/{branch}", environment=forge.push_settings(here))
    return branch


def git(root: Path, *arguments: str, environment: dict[str, str] | None = None) -> str:
    """Runs git; gives what it prints."""
    full = {**os.environ, **(environment or {})}
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, env=full, check=False)
    if done.returncode:
        raise ForgeError(f"git {arguments[0]} 没有成功：{done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
