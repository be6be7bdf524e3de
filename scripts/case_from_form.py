"""Turns a filled-in and accepted case form into a page, or says what is missing and writes nothing.

python scripts/case_from_form.py EVENT.json [--reply FILE]
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from casebook.base.output import create, write
from casebook.base.problems import BadDataError
from casebook.content.data_files import DATA, load_templates
from casebook.content.reader import read
from casebook.editing.submission import RefusedError, Submission
from casebook.editing.submission import read as read_submission
from commands import ROOT

_NUMBER = re.compile(r"(?:\d[ -]?){9,}[\dXx]")
_LONGEST = 300


def main() -> int:
    parser = argparse.ArgumentParser(description="把填好、已经接受的案例表单写成页面；不合要求就说明，什么也不写。")
    parser.add_argument("event", type=Path, help="平台记录的事件（JSON 文件）")
    parser.add_argument("--reply", type=Path, help="把给提交人的答复写到这个文件（Markdown）")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    options = parser.parse_args()
    docs: Path = options.root / "docs"
    try:
        corpus, _ = read(options.root)
        submission = read_submission(options.event.read_bytes(), corpus, load_templates(docs / DATA)["zh"])
        create(docs, {submission.place.path: submission.text.encode()})
    except RefusedError as error:
        answer = refusal(error.reasons)
    except BadDataError as error:
        answer = refusal([str(error)])
    except FileExistsError as error:
        answer = refusal([f"docs/{error} 已经有了，没有覆盖；请换一个英文短名"])
    except OSError as error:
        answer = refusal([f"读写 {error.filename} 出错（没有这个文件、没有权限或磁盘已满），请告诉维护系统的人"])
    else:
        answer = acceptance(submission)
    print(answer)
    if options.reply:
        write(options.reply, answer.encode())
    return 0 if answer.startswith("写好了") else 1


def acceptance(submission: Submission) -> str:
    """What the person who handed in the form is told when the page stands."""
    left = f"接着要做的：\n\n{quoted(submission.left)}" if submission.left else "检查没有发现问题。"
    return f"写好了 `docs/{submission.place.path}`，状态是草稿。{left}\n"


def refusal(reasons: Iterable[str]) -> str:
    """What that person is told when nothing was written."""
    return f"没有写成页面，请照下面改好表单，再加一次标签：\n\n{quoted(reasons)}\n"


def quoted(lines: Iterable[str]) -> str:
    """Lines as a block of code: a platform shows them as they are, whatever somebody typed into the form.

    Long numbers are masked, because a number in the wrong entry may be somebody's.
    """
    plain = (_NUMBER.sub("＊＊＊", " ".join(line.split())) for line in lines)
    return "".join(f"    · {line if len(line) <= _LONGEST else line[:_LONGEST] + '……'}\n" for line in plain)


if __name__ == "__main__":
    sys.exit(main())
