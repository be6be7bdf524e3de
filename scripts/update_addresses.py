"""Adds the site's present addresses to the list of those that must never die.

python scripts/update_addresses.py
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casebook.base.output import write
from casebook.content.data_files import DATA
from casebook.pages.addresses import LIST, current
from commands import ROOT, released, selected, selecting


def main() -> int:
    parser = argparse.ArgumentParser(description="把网站现有的地址补进 docs/_data/addresses.txt；已有的地址只增不减。")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    selecting(parser)
    options = parser.parse_args()
    root: Path = options.root
    corpus = released(root, "清单", selected(options))
    if corpus is None:
        return 1
    file = root / "docs" / DATA / LIST
    known = set(corpus.addresses)
    added = current(corpus) - known
    write(file, "".join(f"{address}\n" for address in sorted(known | added)).encode())
    print(f"{file.relative_to(root)}：新增 {len(added)} 个地址，共 {len(known | added)} 个")
    return 0


if __name__ == "__main__":
    sys.exit(main())
