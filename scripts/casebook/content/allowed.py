"""Recorded decisions: doubtful findings that somebody with the role looked at and let stand.

``docs/_data/allowed.yml`` is a list; each entry names the page, the kind, the text (or its SHA-256, where it must not be
repeated), the role that decided, why, and the day. It starts empty: nothing is recorded that nobody decided.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from casebook.base.problems import nearest
from casebook.content import frontmatter
from casebook.content.field_types import Day
from casebook.privacy.leaks import BLOCKING, DOUBTFUL, Leak

FILE = "docs/_data/allowed.yml"
ROLES = ("初审", "复审", "终审", "保密审查")
_DIGEST = "sha256:"
_SHIFT = 2
"""Lines that stand before the list when it is read as a page's front matter."""


def _doubtful(code: str) -> str:
    if code in BLOCKING:
        raise PydanticCustomError("blocking", "{name}", {"name": BLOCKING[code].name})
    if code not in DOUBTFUL:
        raise PydanticCustomError("kind", "kind")
    return code


def _role(role: str) -> str:
    if role not in ROLES:
        raise PydanticCustomError("role", "role")
    return role


class _Entry(BaseModel):
    """One entry of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: Annotated[str, StringConstraints(pattern=r"^docs/.+\.md$")]
    code: Annotated[str, AfterValidator(_doubtful)]
    text: Annotated[str, StringConstraints(min_length=1)]
    decided_by: Annotated[str, AfterValidator(_role)]
    reason: Annotated[str, Field(min_length=6)]
    date: Day


@dataclass(frozen=True)
class Decision:
    """A doubtful finding that may stand, and the line of the file that says so."""

    path: str
    code: str
    text: str
    decided_by: str
    reason: str
    date: str
    line: int

    def covers(self, path: str, leak: Leak) -> bool:
        """Whether the decision is about this finding."""
        return (path, leak.code) == (self.path, self.code) and self.text in (leak.text, digest(leak.text))


@dataclass(frozen=True)
class Allowed:
    """The decisions, and line and message for each entry that does not count."""

    decisions: tuple[Decision, ...] = ()
    wrong: tuple[tuple[int, str], ...] = ()

    def covers(self, path: str, leak: Leak) -> bool:
        """Whether somebody decided that this finding may stand. Never so for a kind that blocks."""
        return leak.code in DOUBTFUL and any(decision.covers(path, leak) for decision in self.decisions)


def digest(text: str) -> str:
    """What to write instead of a text that must not be repeated."""
    return _DIGEST + hashlib.sha256(text.encode()).hexdigest()


def parse(text: str) -> Allowed:
    """The decisions in the text of the file. Wrong entries do not count; nothing is raised for them."""
    front, problems = frontmatter.parse(FILE, f"---\nallowed:\n{text.rstrip()}\n---\n")
    if problems:
        return Allowed(wrong=tuple((max(1, problem.line - _SHIFT), problem.message) for problem in problems))
    entries = front.data.get("allowed") or []
    if not isinstance(entries, list) or len(front.data) > 1:
        return Allowed(wrong=((1, "应为一个列表，每项以“- path: docs/…”起头"),))
    read = [_read(entry, front.line(("allowed", index)) - _SHIFT) for index, entry in enumerate(entries)]
    decisions = tuple(item for item in read if isinstance(item, Decision))
    return Allowed(decisions, tuple(item for item in read if not isinstance(item, Decision)))


def _read(entry: object, line: int) -> Decision | tuple[int, str]:
    try:
        valid = _Entry.model_validate(entry, strict=True)
    except ValidationError as error:
        return line, _message(dict(error.errors(include_url=False)[0]))
    return Decision(**valid.model_dump(), line=line)


def _message(item: Mapping[str, object]) -> str:
    key, given = ".".join(str(part) for part in item["loc"]), str(item["input"])  # type: ignore[attr-defined]
    if item["type"] == "blocking":
        return f"{BLOCKING[given].name}（{given}）必须从页面里删去，不能放行"
    if item["type"] == "missing":
        return f"缺少 {key}，请补上：path、code、text、decided_by、reason、date 都要写"
    if item["type"] == "extra_forbidden":
        return f"没有 {key} 这一项{nearest(key, _Entry.model_fields)}"
    expected = {
        "path": "页面的路径，如 docs/cases/2022/2022-05-x.md",
        "code": f"检查给出的代号：{'、'.join(DOUBTFUL)}",
        "text": f"检查指出的原文，或 {_DIGEST} 加它的 SHA-256",
        "decided_by": f"作决定的角色，不写人名：{'、'.join(ROLES)}",
        "reason": "保留的理由，不少于6个字",
        "date": "作决定的日期，如 2026-11-23",
    }
    hint = nearest(given, DOUBTFUL) if key == "code" else ""
    return f"{key} 写的是“{given[:30]}”，应为{expected.get(key, '“键: 值”的一组')}{hint}"
