"""Checks what is about to be committed: the staged pages as they are staged, whatever else lies in the folder.

python scripts/check_staged.py
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from commands import ROOT, examine


def main() -> int:
    parser = argparse.ArgumentParser(description="提交前检查：只看暂存的页面，按暂存的内容看。")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    root: Path = parser.parse_args().root
    paths, gone = staged(root), staged(root, "D")
    if not paths:
        return 0
    with tempfile.TemporaryDirectory(prefix="casebook-") as folder:
        listed = git(root, "ls-files", "-z", "--", "docs")
        git(root, "checkout-index", "-z", "--stdin", f"--prefix={folder}/", given=listed)
        problems = [problem for problem in examine(Path(folder))[1] if everything(paths, gone) or problem.path in paths]
    for problem in problems:
        print(problem)
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        print(f"要提交的内容有 {errors} 处问题，没有提交。改好后再 git add、git commit。", file=sys.stderr)
    return 1 if errors else 0


def staged(root: Path, kinds: str = "") -> set[str]:
    """Paths below ``docs`` that the commit changes; ``kinds`` are the letters that ``git diff`` filters by."""
    filtered = [f"--diff-filter={kinds}"] if kinds else []
    listed = git(root, "diff", "--cached", "--name-only", "--no-renames", "-z", *filtered, "--", "docs")
    return {os.fsdecode(path) for path in listed.split(b"\0") if path}


def everything(paths: set[str], gone: set[str]) -> bool:
    """Whether the commit answers for all pages: it takes some away, or changes the words that all of them use."""
    return bool(gone) or any(path.startswith("docs/_data/") for path in paths)


def git(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """Runs git; gives what it prints."""
    return subprocess.run(["git", *arguments], cwd=root, input=given, capture_output=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main())
