"""Checks the content: every page, every rule, all problems in one run.

python scripts/check_content.py [--format text|github]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casebook.problems import github
from commands import ROOT, examine


def main() -> int:
    parser = argparse.ArgumentParser(description="检查全部内容，一次列出所有问题。")
    parser.add_argument("--format", choices=("text", "github"), default="text", help="输出格式")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    options = parser.parse_args()
    corpus, problems = examine(options.root)
    for problem in problems:
        print(github(problem) if options.format == "github" else problem)
    errors = sum(problem.severity == "error" for problem in problems)
    pages = len(corpus.pages) if corpus else 0
    print(f"{pages} 页，{errors} 处问题，{len(problems) - errors} 处提醒", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
