"""Writes docs/archive: timeline, years, months, tags, coverage, JSON, CSV and feeds.

python scripts/build_archive.py
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casebook.base.output import sync
from casebook.content.corpus import GENERATED
from casebook.publishing import site
from commands import ROOT, released, selected, selecting


def main() -> int:
    parser = argparse.ArgumentParser(description="生成每月一案归档（docs/archive）。内容有问题时什么也不写。")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    selecting(parser)
    options = parser.parse_args()
    root = options.root
    corpus = released(root, "归档", selected(options))
    if corpus is None:
        return 1
    files = site.archive(corpus)
    written = sync(root / "docs" / GENERATED, files.items())
    print(f"docs/{GENERATED}：{len(files)} 个文件，改写 {written} 个")
    return 0


if __name__ == "__main__":
    sys.exit(main())
