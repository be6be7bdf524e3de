"""Checks the content: every page, every rule, all problems in one run; repairs what is mechanical when asked.

python scripts/check_content.py [--fix] [--format text|github|gitlab|json|sarif] [--output FILE] [path …]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from os.path import normpath
from pathlib import Path

from casebook.base.findings import FORMATS
from casebook.base.fixes import mend
from casebook.base.output import write
from casebook.base.problems import Problem, nearest
from casebook.content.corpus import GENERATED
from casebook.content.data_files import DATA
from commands import ROOT, examine


def main(arguments: Sequence[str] | None = None) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    wanted = [_place(parser, root, given) for given in options.paths]
    if options.fix:
        _fix(root, wanted)
    corpus, problems = examine(root)
    shown = [problem for problem in problems if corpus is None or _within(problem.path, wanted)]
    report = FORMATS[options.format](shown)
    if options.output:
        write(options.output, report.encode())
    else:
        sys.stdout.write(report)
    return _count(len(corpus.pages) if corpus else 0, shown, len(problems) - len(shown))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="检查全部内容，一次列出所有问题。")
    parser.add_argument(
        "paths", nargs="*", metavar="文件或文件夹", help="只列出这些文件的问题（其余照样读，规则要看全局）"
    )
    parser.add_argument(
        "--fix", action="store_true", help="先修好不用人判断的问题，如编码、零宽字符、全角数字、行末空格"
    )
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="输出格式")
    parser.add_argument("--output", type=Path, metavar="文件", help="把结果写进文件")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    return parser


def _place(parser: argparse.ArgumentParser, root: Path, given: str) -> str:
    """A file or folder named on the command line, relative to ``root``; one that is not there ends the command."""
    for base in (Path.cwd(), root, root / "docs"):
        path = Path(normpath(base / given))
        if path.exists() and path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    known = [file.relative_to(root).as_posix() for file in sorted((root / "docs").rglob("*"))]
    parser.error(f"没有“{given}”这个文件或文件夹{nearest(given, known)}")
    return ""  # the parser has ended the command


def _within(path: str, wanted: Sequence[str]) -> bool:
    return not wanted or any(place in (".", path) or path.startswith(f"{place}/") for place in wanted)


def _fix(root: Path, wanted: Sequence[str]) -> None:
    """Mends the pages asked for, each written whole or not at all, and says what was done."""
    for file in sorted((root / "docs").rglob("*.md")):
        path = file.relative_to(root).as_posix()
        ours = not path.startswith((f"docs/{DATA}/", f"docs/{GENERATED}/")) and not file.is_symlink()
        if ours and file.is_file() and _within(path, wanted):
            raw = file.read_bytes()
            mended, done = mend(path, raw)
            for repair in done:
                print(f"已修复 {_said(repair)}", file=sys.stderr)
            if mended != raw:
                write(file, mended)


def _said(repair: Problem) -> str:
    return str(repair).replace("提醒：", "")


def _count(pages: int, shown: Sequence[Problem], hidden: int) -> int:
    """Says how much was found, on the side of the errors; gives the exit code."""
    errors = sum(problem.severity == "error" for problem in shown)
    others = f"；别的文件还有 {hidden} 处没有列出" if hidden else ""
    print(f"{pages} 页，{errors} 处问题，{len(shown) - errors} 处提醒{others}", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
