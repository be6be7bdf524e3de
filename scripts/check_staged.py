"""Checks what is about to be committed: the staged pages and notes as they are staged, whatever else lies in the folder.

python scripts/check_staged.py
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from casebook.base.problems import Problem
from casebook.privacy import leaks
from check_text import problems as words
from commands import ROOT, examine

NOTES = (".md", ".txt", ".csv")
"""Files outside ``docs`` that hold people's words; the others are the system's, with the invented numbers of its tests."""


def main() -> int:
    parser = argparse.ArgumentParser(description="提交前检查：只看暂存的页面和说明文字，按暂存的内容看。")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    root: Path = parser.parse_args().root
    problems = [*pages(root), *notes(root)]
    for problem in problems:
        print(problem)
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        print(f"要提交的内容有 {errors} 处问题，没有提交。改好后再 git add、git commit。", file=sys.stderr)
    return 1 if errors else 0


def pages(root: Path) -> list[Problem]:
    """What is wrong with the staged files below ``docs``."""
    paths, gone = staged(root, "docs"), staged(root, "docs", "D")
    if not paths:
        return []
    with tempfile.TemporaryDirectory(prefix="casebook-") as folder:
        listed = git(root, "ls-files", "-z", "--", "docs")
        git(root, "checkout-index", "-z", "--stdin", f"--prefix={folder}/", given=listed)
        found = examine(Path(folder))[1]
    return [problem for problem in found if everything(paths, gone) or concerns(problem, paths)]


def concerns(problem: Problem, paths: set[str]) -> bool:
    """Whether a problem is about one of ``paths``. One about a name shows only the name's ends, and is about any."""
    return problem.path in paths or problem.code == "private-name"


def notes(root: Path) -> Iterator[Problem]:
    """What the other staged files give away, in their names and in people's words."""
    for path in sorted(staged(root, ".", "d")):
        if path.startswith("docs/"):
            continue
        if found := leaks.scan(path):
            yield Problem(leaks.masked(path), 1, "private-name", f"文件名里{leaks.message(found[0])}")
        elif path.endswith(NOTES):
            yield from words(path, git(root, "show", f":{path}").decode("utf-8-sig", "replace"))


def staged(root: Path, below: str, kinds: str = "") -> set[str]:
    """Paths ``below`` a folder that the commit changes; ``kinds`` are the letters that ``git diff`` filters by."""
    filtered = [f"--diff-filter={kinds}"] if kinds else []
    listed = git(root, "diff", "--cached", "--name-only", "--no-renames", "-z", *filtered, "--", below)
    return {os.fsdecode(path) for path in listed.split(b"\0") if path}


def everything(paths: set[str], gone: set[str]) -> bool:
    """Whether the commit answers for all pages: it takes some away, or changes the words that all of them use."""
    return bool(gone) or any(path.startswith("docs/_data/") for path in paths)


def git(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """Runs git; gives what it prints."""
    return subprocess.run(["git", *arguments], cwd=root, input=given, capture_output=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main())
