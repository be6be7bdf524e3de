"""Indexes a built site: writes site/search from the rendered pages.

python scripts/build_search.py [--site site]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casebook import site
from casebook.corpus import read
from casebook.output import sync
from casebook.vocabulary import LANGS

ROOT = Path(__file__).parent.parent


def main() -> int:
    parser = argparse.ArgumentParser(description="为已生成的网站建立搜索索引。")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    parser.add_argument("--site", type=Path, help="网站所在的文件夹，默认为仓库里的 site")
    options = parser.parse_args()
    folder = options.site or options.root / "site"
    if not (folder / "index.html").is_file():
        print(f"{folder} 里没有生成好的网站，请先运行 make site。", file=sys.stderr)
        return 1
    corpus, problems = read(options.root)
    for problem in problems:
        print(problem)
    if problems:
        return 1
    for lang in LANGS:
        files = site.search(corpus, folder, lang)
        sync(folder / "search" / lang, files)
        print(f"{folder / 'search' / lang}：{len(files)} 个文件，{sum(map(len, files.values())) // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
