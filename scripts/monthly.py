"""Writes the monthly reminder when there is something to do: no case for the month, or rule pages due for a check.

python scripts/monthly.py --date 2026-12-05 [--report FILE] [--output dist/monthly.md]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casebook.base.output import write
from casebook.editing.monthly import notice
from commands import ROOT, day, sound


def main() -> int:
    parser = argparse.ArgumentParser(description="每月提醒：当月有没有案例，哪些条规解读到期核对。")
    parser.add_argument("--date", required=True, help="今天，如 2026-12-05")
    parser.add_argument("--report", type=Path, help="附在后面的报告（Markdown 文件），没有就不附")
    parser.add_argument("--output", type=Path, help="提醒写到哪里，默认为仓库里的 dist/monthly.md")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    options = parser.parse_args()
    today = day("--date", options.date)
    target: Path = options.output or options.root / "dist" / "monthly.md"
    corpus = sound(options.root, "提醒")
    if corpus is None:
        return 1
    report = options.report.read_text("utf-8") if options.report and options.report.is_file() else ""
    text = notice(corpus, today.isoformat(), report)
    target.unlink(missing_ok=True)
    if text:
        write(target, text.encode())
    print(text or "这个月有案例，没有到期核对的页面。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
