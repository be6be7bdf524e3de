"""Writes docs/archive: timeline, years, months, tags, coverage, JSON, CSV and feeds.

python scripts/build_archive.py
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casebook import site
from casebook.checks import problems_of
from casebook.corpus import GENERATED, read
from casebook.output import sync

ROOT = Path(__file__).parent.parent


def main() -> int:
    parser = argparse.ArgumentParser(description="生成每月一案归档（docs/archive）。内容有问题时什么也不写。")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    root = parser.parse_args().root
    corpus, problems = read(root)
    problems = sorted([*problems, *problems_of(corpus, root)])
    for problem in problems:
        print(problem)
    if problems:
        print(f"内容有 {len(problems)} 处问题，归档没有改动。", file=sys.stderr)
        return 1
    files = site.archive(corpus)
    written = sync(root / "docs" / GENERATED, files)
    print(f"docs/{GENERATED}：{len(files)} 个文件，改写 {written} 个")
    return 0


if __name__ == "__main__":
    sys.exit(main())
