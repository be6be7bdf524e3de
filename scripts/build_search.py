"""Indexes a built site: writes site/search from the rendered pages, or the same documents for a search cluster.

python scripts/build_search.py [--site site]
python scripts/build_search.py --export opensearch --output dist
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from casebook.base.output import sync, write
from casebook.content.corpus import Corpus
from casebook.content.vocabulary import LANGS
from casebook.publishing import site
from casebook.search import opensearch
from casebook.search.documents import Documents
from commands import ROOT, released, selected, selecting


def main() -> int:
    parser = argparse.ArgumentParser(description="为已生成的网站建立搜索索引，或导出给搜索集群。")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    parser.add_argument("--site", type=Path, help="网站所在的文件夹，默认为仓库里的 site")
    parser.add_argument("--export", choices=("opensearch",), help="导出给搜索集群的格式")
    parser.add_argument("--output", type=Path, default=Path("dist"), help="放导出文件的文件夹")
    selecting(parser)
    options = parser.parse_args()
    folder: Path = options.site or options.root / "site"
    if not (folder / "index.html").is_file():
        print(f"{folder} 里没有生成好的网站，请先运行 make site。", file=sys.stderr)
        return 1
    corpus = released(options.root, "索引", selected(options))
    if corpus is None:
        return 1
    if options.export:
        _export(corpus, folder, options.output)
    else:
        _index(corpus, folder)
    return 0


def _index(corpus: Corpus, folder: Path) -> None:
    for lang in LANGS:
        target = folder / "search" / lang
        written = sync(target, site.search(corpus, folder, lang))
        print(f"{target}：{sum(file.is_file() for file in target.rglob('*'))} 个文件，改写 {written} 个")


def _export(corpus: Corpus, folder: Path, output: Path) -> None:
    mapping = json.dumps(opensearch.mapping(), ensure_ascii=False, indent=2).encode() + b"\n"
    write(output / "opensearch-index.json", mapping)
    for lang in LANGS:
        lines = list(opensearch.bulk(f"casebook-{lang}", lang, list(Documents(corpus, folder).of(lang))))
        write(output / f"opensearch-{lang}.ndjson", b"".join(lines))
        print(f"{output / f'opensearch-{lang}.ndjson'}：{len(lines) // 2} 篇")


if __name__ == "__main__":
    sys.exit(main())
