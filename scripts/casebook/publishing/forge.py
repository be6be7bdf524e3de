"""The code platform a job runs on, GitHub, Gitea or GitLab: where to open an issue, answer one and push a branch.

Nothing is sent from here. The functions say what to send; Gitea speaks GitHub's dialect and sets its variables.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote, urlsplit

_PAGE = re.compile(r"^docs/cases/(\d{4})/(\1-\d{2}-[a-z0-9]+(?:-[a-z0-9]+)*)\.md$")


class ForgeError(Exception):
    """The platform cannot be reached as asked, with the reason in Chinese."""


@dataclass(frozen=True)
class Request:
    """One call of the platform's interface. ``body`` is ``None`` for a question."""

    method: Literal["GET", "POST"]
    url: str
    headers: Mapping[str, str]
    body: bytes | None = None


@dataclass(frozen=True)
class Forge:
    """A repository on a platform. ``issues`` is the address of its issues in the platform's interface."""

    kind: Literal["github", "gitlab"]
    issues: str
    remote: str
    token: str


def of(environment: Mapping[str, str]) -> Forge:
    """The platform, from the variables that it sets for every job, and ``FORGE_TOKEN``.

    Raises :class:`ForgeError` outside a job, or where an address is not http or https.
    """
    try:
        token = environment["FORGE_TOKEN"]
        if "CI_API_V4_URL" in environment:
            project = quote(environment["CI_PROJECT_PATH"], safe="")
            remote = f"{environment['CI_SERVER_URL']}/{environment['CI_PROJECT_PATH']}.git"
            forge = Forge("gitlab", f"{environment['CI_API_V4_URL']}/projects/{project}/issues", remote, token)
        else:
            repository = environment["GITHUB_REPOSITORY"]
            remote = f"{environment['GITHUB_SERVER_URL']}/{repository}.git"
            forge = Forge("github", f"{environment['GITHUB_API_URL']}/repos/{repository}/issues", remote, token)
    except KeyError as error:
        raise ForgeError(f"没有变量 {error.args[0]}；这条命令由代码平台的流水线运行，本机不需要") from error
    if not token or {urlsplit(forge.issues).scheme, urlsplit(forge.remote).scheme} - {"http", "https"}:
        raise ForgeError("变量 FORGE_TOKEN 是空的，或者平台地址不是 http、https")
    return forge


def open_issues(forge: Forge) -> Request:
    """Asks for the open issues, newest first: a list of objects with a ``title``."""
    query = "state=opened&per_page=100" if forge.kind == "gitlab" else "state=open&per_page=100&limit=50"
    return Request("GET", f"{forge.issues}?{query}", _headers(forge))


def open_issue(forge: Forge, title: str, text: str) -> Request:
    """Opens an issue."""
    key = "description" if forge.kind == "gitlab" else "body"
    return _post(forge, forge.issues, {"title": title, key: text})


def reply(forge: Forge, number: int, text: str) -> Request:
    """Answers an issue."""
    kind = "notes" if forge.kind == "gitlab" else "comments"
    return _post(forge, f"{forge.issues}/{number}/{kind}", {"body": text})


def _post(forge: Forge, url: str, content: Mapping[str, Any]) -> Request:
    headers = {**_headers(forge), "Content-Type": "application/json"}
    return Request("POST", url, headers, json.dumps(content, ensure_ascii=False).encode())


def _headers(forge: Forge) -> dict[str, str]:
    if forge.kind == "gitlab":
        return {"PRIVATE-TOKEN": forge.token}
    return {"Authorization": f"token {forge.token}", "Accept": "application/json"}


def push_settings(forge: Forge) -> dict[str, str]:
    """Variables that let git push, and keep the token out of command lines, files and logs."""
    user = "oauth2" if forge.kind == "gitlab" else "x-access-token"
    secret = base64.b64encode(f"{user}:{forge.token}".encode()).decode()
    return {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"http.{forge.remote}.extraheader",
        "GIT_CONFIG_VALUE_0": f"Authorization: Basic {secret}",
    }


def branch_for(paths: list[str]) -> str:
    """The branch on which new case pages travel, named after the page: ``case/2023-01-parking-fee``.

    ``paths`` are the files that are new in the working tree: one case page. Raises :class:`ForgeError` for others.
    """
    matches = [match for path in paths if (match := _PAGE.match(path))]
    if len(matches) != 1 or len(paths) != 1:
        raise ForgeError(f"应恰好有一个新的案例页面，现在是：{'、'.join(paths) or '没有'}")
    return f"case/{matches[0][2]}"
