"""Refuses a change of system files that the system's owner has not approved.

    python scripts/check_system.py --base REVISION [--format text|github]

Approval comes from the code platform: a label set by someone with that right, passed on as SYSTEM_APPROVED=true, or
found among the labels that GitLab hands to its jobs. This check points the change out; what enforces it is the platform's protection of the main branch.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from casebook.base.findings import annotation
from casebook.base.problems import Problem
from casebook.publishing.guard import system_files
from commands import ROOT

LABEL = "system-approved"
MESSAGE = f"这是系统文件，改动会影响生成网站的机器；请系统负责人审阅后加标签 {LABEL}，或撤回这个文件的改动"


def changed(root: Path, base: str) -> list[str]:
    """Paths that differ between the current revision and where it left ``base``; both names of a renamed file."""
    command = ["git", "diff", "--name-only", "--no-renames", "-z", "--end-of-options", f"{base}...HEAD"]
    done = subprocess.run(command, cwd=root, capture_output=True, check=True)
    return [os.fsdecode(path) for path in done.stdout.split(b"\0") if path]


def is_approved(environment: Mapping[str, str]) -> bool:
    """Whether the platform says that the owner approved."""
    labels = environment.get("CI_MERGE_REQUEST_LABELS", "").split(",")
    return environment.get("SYSTEM_APPROVED") == "true" or LABEL in labels


def main() -> int:
    parser = argparse.ArgumentParser(description="列出改动里的系统文件；没有负责人批准就报错。")
    parser.add_argument("--base", required=True, help="与哪个版本比较，如 origin/main")
    parser.add_argument("--format", choices=("text", "github"), default="text", help="输出格式")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    options = parser.parse_args()
    try:
        files = system_files(changed(options.root, options.base))
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode("utf-8", "replace").strip()
        print(f"不能与 {options.base} 比较（{reason}）；请先取回这个版本：git fetch", file=sys.stderr)
        return 1
    approved = is_approved(os.environ)
    for path in files:
        problem = Problem(path, 1, "system-file", MESSAGE, severity="warning" if approved else "error")
        print(annotation(problem) if options.format == "github" else problem)
    print(f"{len(files)} 个系统文件" + ("，已批准" if files and approved else ""), file=sys.stderr)
    return 1 if files and not approved else 0


if __name__ == "__main__":
    sys.exit(main())
