"""Writes the working templates as office files, without building the site.

python scripts/export_toolkit.py [--output dist]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casebook.base.output import write
from casebook.content.vocabulary import LANGS
from casebook.publishing import site
from commands import ROOT, released, selected, selecting


def main() -> int:
    parser = argparse.ArgumentParser(description="把工作模板导出为 XLSX、DOCX 文件。内容有问题时什么也不写。")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    parser.add_argument("--output", type=Path, default=Path("dist"), help="放导出文件的文件夹，默认为 dist")
    selecting(parser)
    options = parser.parse_args()
    corpus = released(options.root, "模板", selected(options))
    if corpus is None:
        return 1
    for lang in LANGS:
        folder = options.output / "toolkit" / lang
        files = site.downloads(corpus, lang)
        for name, content in files.items():
            write(folder / name, content)
        print(f"{folder}：{len(files)} 个文件")
    return 0


if __name__ == "__main__":
    sys.exit(main())
