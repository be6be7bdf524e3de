"""Checks any text for personal data and secrecy marks: a commit message, a form, a draft.

python scripts/check_text.py FILE… (- reads standard input)
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import commands  # noqa: F401 - lets the output hold Chinese on every system
from casebook.base.problems import Problem
from casebook.privacy import leaks


def problems(name: str, text: str) -> list[Problem]:
    """What must not be in ``text``, and as warnings what is doubtful in any text."""
    found = []
    for leak in leaks.scan(text, (*leaks.BLOCKING, *leaks.ANYWHERE)):
        line, column = leaks.place(text, leak.start)
        severity = leaks.severity(leak.code)
        found.append(Problem(name, line, leak.code, leaks.message(leak), column, severity))
    return sorted(found)


def read(name: str) -> str:
    """The text of a file, or of standard input for ``-``; what is not UTF-8 shows as replaced characters."""
    content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    return content.decode("utf-8-sig", "replace")


def main() -> int:
    parser = argparse.ArgumentParser(description="检查文字里的个人信息和密级标志，如提交说明、表单、草稿。")
    parser.add_argument("files", nargs="+", metavar="文件", help="文本文件；- 表示从标准输入读")
    names = parser.parse_args().files
    if missing := [name for name in names if name != "-" and not Path(name).is_file()]:
        print(f"没有文件 {'、'.join(missing)}", file=sys.stderr)
        return 1
    found = [problem for name in names for problem in problems(name, read(name))]
    for problem in found:
        print(problem)
    errors = sum(problem.severity == "error" for problem in found)
    print(f"{len(names)} 个文件，{errors} 处问题，{len(found) - errors} 处提醒", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
