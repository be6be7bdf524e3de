"""Checks a built site before it is handed on: personal data and secrecy marks, leftovers, addresses outside.

python scripts/check_site.py [--site site]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casebook.publishing.published import problems
from commands import ROOT


def main() -> int:
    parser = argparse.ArgumentParser(description="检查生成好的网站：个人信息、密级标志、多余的文件、站外地址。")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="网站所在的文件夹，默认为仓库里的 site")
    site: Path = parser.parse_args().site
    if not (site / "index.html").is_file():
        print(f"{site} 里没有 index.html，不是生成的网站；请先运行 make site。", file=sys.stderr)
        return 1
    found = problems(site)
    for problem in found:
        print(problem)
    files = sum(file.is_file() for file in site.rglob("*"))
    print(f"{files} 个文件，{len(found)} 处问题", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
