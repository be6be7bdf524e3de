"""What the tests of the workflows look for beyond the schemas: each finding names the job and what is expected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

Workflow: TypeAlias = dict[Any, Any]

_PINNED = re.compile(r"^\s*(?:- )?uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+\b")
_MAKE = re.compile(r"^make [a-z-]+( [A-Z]+=[\w./-]+)*$")
_STEP = re.compile(r"\bsteps\.([\w-]+)\.(outputs|outcome|conclusion)\b")
_NEED = re.compile(r"\bneeds\.([\w-]+)\.(?:outputs\.([\w-]+)|result)")
_TRIGGERS = {"pull_request", "push", "schedule", "workflow_dispatch", "issues"}


def faults(text: str, workflow: Workflow, targets: set[str]) -> Iterator[str]:
    """Everything wrong in a workflow; ``text`` is its source, ``targets`` the targets of the Makefile."""
    triggers: Any = workflow.get("on") or workflow[True]  # YAML 1.1 reads a bare on as true
    for name in [triggers] if isinstance(triggers, str) else triggers:
        if name not in _TRIGGERS:
            yield f"trigger {name}: expected one of {sorted(_TRIGGERS)}"
    if workflow.get("permissions") != {}:
        yield "permissions: expected {} on top"
    for line in text.splitlines():
        if re.match(r"\s*(- )?uses:", line) and not _PINNED.match(line):
            yield f"{line.strip()}: expected a 40-digit SHA and its version as a comment"
    for name, job in workflow["jobs"].items():
        yield from (f"{name}: {fault}" for fault in _job(job, workflow["jobs"], targets))


def _job(job: Workflow, jobs: Workflow, targets: set[str]) -> Iterator[str]:
    if not isinstance(job.get("timeout-minutes"), int):
        yield "timeout-minutes: expected a number"
    if not isinstance(job.get("permissions"), dict):
        yield "permissions: expected the least that the job needs"
    needs = job.get("needs", [])
    needs = [needs] if isinstance(needs, str) else needs
    for need in needs:
        if need not in jobs:
            yield f"needs {need}: no such job"
    for need, output in _NEED.findall(str(job)):
        if need not in needs or (output and output not in jobs.get(need, {}).get("outputs", {})):
            yield f"needs.{need}.{output}: not needed, or no such output"
    yield from _steps(job, targets)


def _steps(job: Workflow, targets: set[str]) -> Iterator[str]:
    known: set[str] = set()
    for step in job["steps"]:
        yield from _run(step.get("run"), targets)
        if (
            str(step.get("uses", "")).startswith("actions/checkout@")
            and step["with"]["persist-credentials"] is not False
        ):
            yield "checkout: expected persist-credentials: false"
        for name, _ in _STEP.findall(str(step)):
            if name not in known:
                yield f"steps.{name}: no step before has this id"
        known.add(step.get("id", ""))
    for name, _ in _STEP.findall(str({key: value for key, value in job.items() if key != "steps"})):
        if name not in known:
            yield f"steps.{name}: no step has this id"


def _run(command: str | None, targets: set[str]) -> Iterator[str]:
    if command is None:
        return
    if "${{" in command:
        yield f"run {command!r}: an expression in a command; pass it by env"
    elif not _MAKE.match(command):
        yield f"run {command!r}: expected one make target"
    elif command.split()[1] not in targets:
        yield f"run {command!r}: the Makefile has no such target"
