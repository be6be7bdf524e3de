"""The workflows, the forms and their like: schemas, an audit, and what neither sees; each rule shown failing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.workflows import faults

GITHUB = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITEA = sorted((ROOT / ".gitea" / "workflows").glob("*.yml"))
WORKFLOWS = [*GITHUB, *GITEA]
FORMS = [file for file in sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")) if file.stem != "config"]
TARGETS = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8")))
SCHEMAS: dict[str, list[Path]] = {
    "vendor.github-workflows": WORKFLOWS,
    "vendor.github-issue-forms": FORMS,
    "vendor.github-issue-config": [ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml"],
    "vendor.dependabot": [ROOT / ".github" / "dependabot.yml"],
    "vendor.gitlab-ci": [ROOT / ".gitlab-ci.yml"],
}
GOOD = """
on: {pull_request: {}}
permissions: {}
jobs:
  one:
    timeout-minutes: 5
    permissions: {contents: read}
    outputs: {page: "${{ steps.make.outputs.page }}"}
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with: {persist-credentials: false}
      - id: make
        run: make check FORMAT=github
        env: {BASE: "${{ github.event.pull_request.base.sha }}"}
  two:
    needs: one
    timeout-minutes: 5
    permissions: {}
    steps:
      - run: make test
        env: {PAGE: "${{ needs.one.outputs.page }}"}
"""
BAD = {
    "trigger": ("{pull_request: {}}", "{pull_request_target: {}}", "trigger pull_request_target"),
    "permissions above": ("\npermissions: {}", "\npermissions: {contents: write}", "permissions: expected {}"),
    "no permissions above": ("\npermissions: {}", "", "permissions: expected {}"),
    "job permissions": ("    permissions: {contents: read}\n", "", "one: permissions"),
    "job permissions in bulk": ("{contents: read}", "write-all", "one: permissions"),
    "timeout": ("    timeout-minutes: 5\n    permissions: {contents", "    permissions: {contents", "one: timeout"),
    "tag": ("@11bd71901bbe5b1630ceea73d27597364c9af683", "@v4", "expected a 40-digit SHA"),
    "short SHA": ("97364c9af683", "97364c9a", "expected a 40-digit SHA"),
    "SHA without its version": (" # v4.2.2", "", "expected a 40-digit SHA"),
    "credentials kept": ("persist-credentials: false", "persist-credentials: true", "expected persist-credentials"),
    "expression": ("make test", '"make test T=${{ github.event.issue.title }}"', "an expression in a command"),
    "shell": ("make test", "make test && curl x", "expected one make target"),
    "shell in a variable": ("FORMAT=github", "FORMAT=$(id)", "expected one make target"),
    "several lines": ("run: make test", "run: |\n          make site\n          make test", "expected one make target"),
    "unknown target": ("make test", "make tests", "no such target"),
    "needs": ("needs: one", "needs: three", "needs three: no such job"),
    "output of a job": ("needs.one.outputs.page", "needs.one.outputs.pages", "no such output"),
    "output of a job not needed": ("    needs: one\n", "", "not needed"),
    "output of a step": ("steps.make.outputs", "steps.maker.outputs", "steps.maker: no step"),
}  # fmt: skip


def read(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: f"{file.parts[-3]}-{file.stem}")
def test_a_workflow_keeps_the_rules(file: Path) -> None:
    assert list(faults(file.read_text("utf-8"), read(file), TARGETS)) == []


def test_the_example_keeps_the_rules() -> None:
    assert list(faults(GOOD, yaml.safe_load(GOOD), TARGETS)) == []


@pytest.mark.parametrize("kind", BAD)
def test_each_rule_can_fail(kind: str) -> None:
    old, new, message = BAD[kind]
    assert GOOD.count(old) == 1
    text = GOOD.replace(old, new)
    found = list(faults(text, yaml.safe_load(text), TARGETS))
    assert any(message in fault for fault in found), found


@pytest.mark.parametrize("schema", SCHEMAS)
def test_the_schemas_accept_them(schema: str) -> None:
    assert SCHEMAS[schema]
    transform = ["--data-transform", "gitlab-ci"] if schema == "vendor.gitlab-ci" else []
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *transform]
    done = subprocess.run([*command, *map(str, SCHEMAS[schema])], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_audit_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    command = [
        str(zizmor),
        "--offline",
        "--no-progress",
        "--persona",
        "pedantic",
        str(ROOT / ".github"),
        *map(str, GITEA),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "No findings" in done.stdout + done.stderr
    for file in WORKFLOWS:
        assert f"{file.parts[-3]}/workflows/{file.name}" in done.stderr


def test_the_audit_can_find_something(tmp_path: Path) -> None:
    bad = (
        (ROOT / ".github" / "workflows" / "check.yml")
        .read_text("utf-8")
        .replace("pull_request:", "pull_request_target:")
    )
    (tmp_path / "check.yml").write_text(bad, "utf-8")
    zizmor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run([zizmor, "--offline", tmp_path / "check.yml"], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "dangerous-triggers" in done.stdout


def test_gitea_runs_what_github_runs() -> None:
    """Every command of GitHub's jobs is one of Gitea's too, so that neither platform checks less."""

    def commands(files: list[Path]) -> set[str]:
        jobs = [job for file in files for job in read(file)["jobs"].values()]
        return {step["run"] for job in jobs for step in job["steps"] if "run" in step}

    assert commands(GITEA) == commands(GITHUB)


def test_gitlab_runs_make_targets_alone() -> None:
    jobs = {
        name: job for name, job in read(ROOT / ".gitlab-ci.yml").items() if isinstance(job, dict) and "script" in job
    }
    lines = [line for job in jobs.values() for line in job["script"]]
    assert all(re.fullmatch(r"make [a-z-]+( [A-Z]+=[\w./-]+)*", line) for line in lines)
    assert {line.split()[1] for line in lines} == {"check", "system", "site", "test", "release", "monthly", "remind"}
    assert {line.split()[1] for line in lines} <= TARGETS


def test_no_pull_request_sees_a_secret() -> None:
    for file in WORKFLOWS:
        triggers = read(file).get("on", read(file).get(True))
        if "pull_request" in triggers:
            text = file.read_text("utf-8")
            assert "secrets." not in text
            assert "github.token" not in text
            assert ": write" not in text
