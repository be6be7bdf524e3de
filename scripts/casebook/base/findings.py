"""Problems in the forms that people and machines read: text, annotations of GitHub and GitLab, JSON, SARIF."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias
from urllib.parse import quote

from casebook.base.problems import Problem, printable

Form: TypeAlias = Callable[[Sequence[Problem]], str]
"""Writes problems as one text that ends with a line end, or as nothing."""
_TOOL = "check_content"
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
_GITLAB = {"error": "major", "warning": "minor"}


def text(problems: Sequence[Problem]) -> str:
    """One line each: ``path:line:column: message [code]``."""
    return "".join(f"{problem}\n" for problem in problems)


def github(problems: Sequence[Problem]) -> str:
    """Annotations of a GitHub or Gitea workflow, one line each."""
    return "".join(f"{annotation(problem)}\n" for problem in problems)


def annotation(problem: Problem) -> str:
    """One annotation: ``::error file=…,line=…,col=…,title=code::message``."""
    column = f",col={problem.column}" if problem.column else ""
    place = f"file={_property(problem.path)},line={problem.line}{column},title={_property(problem.code)}"
    return f"::{problem.severity} {place}::{_data(problem.message)}"


def gitlab(problems: Sequence[Problem]) -> str:
    """A GitLab code quality report: a list whose fingerprints stay the same while lines above move."""
    twins: Counter[tuple[str, str, str]] = Counter()
    return _json([_quality(problem, twins) for problem in problems])


def as_json(problems: Sequence[Problem]) -> str:
    """A list of ``{path, line, column, code, severity, message}``; column 0 is unknown."""
    return _json([_fields(problem) for problem in problems])


def sarif(problems: Sequence[Problem]) -> str:
    """A SARIF 2.1.0 log with one run; paths are relative to the repository."""
    codes = sorted({problem.code for problem in problems})
    driver = {"name": _TOOL, "rules": [{"id": code} for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    return _json({"$schema": _SARIF, "version": "2.1.0", "runs": [run]})


FORMATS: Mapping[str, Form] = {"text": text, "github": github, "gitlab": gitlab, "json": as_json, "sarif": sarif}
"""Name on the command line → how problems are written."""


def _fields(problem: Problem) -> dict[str, Any]:
    return {
        "path": printable(problem.path),
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": problem.severity,
        "message": printable(problem.message),
    }


def _quality(problem: Problem, twins: Counter[tuple[str, str, str]]) -> dict[str, Any]:
    same = (problem.path, problem.code, problem.message)
    twins[same] += 1
    identity = "\0".join((*map(printable, same), str(twins[same])))
    return {
        "description": printable(problem.message),
        "check_name": problem.code,
        "fingerprint": hashlib.sha256(identity.encode()).hexdigest(),
        "severity": _GITLAB[problem.severity],
        "location": {"path": printable(problem.path), "lines": {"begin": problem.line}},
    }


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    region = {"startLine": problem.line} | ({"startColumn": problem.column} if problem.column else {})
    file = {"uri": quote(problem.path, errors="surrogateescape")}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": printable(problem.message)},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
    }


def _data(value: str) -> str:
    """A message as the workflow command reads it: per cent signs and line ends are escaped."""
    return _escaped(printable(value), "%")


def _property(value: str) -> str:
    """A property as the workflow command reads it: its own separators are escaped too."""
    return _escaped(printable(value), "%:,")


def _escaped(value: str, characters: Iterable[str]) -> str:
    for character in characters:
        value = value.replace(character, f"%{ord(character):02X}")
    return value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
