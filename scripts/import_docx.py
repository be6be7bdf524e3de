"""Brings a Word file in as the draft of a case, and says what became of everything in it.

python scripts/import_docx.py case.docx [--month 2023-01] [--slug parking-fee]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from casebook.base.output import create
from casebook.base.problems import BadDataError
from casebook.content.corpus import Corpus
from casebook.content.data_files import DATA, load_headings, load_templates
from casebook.content.reader import read
from casebook.editing import slots
from casebook.editing.drafts import Place
from casebook.word import case_draft, sections
from casebook.word.case_draft import Draft, Manuscript
from commands import ROOT


def main() -> int:
    options = _parser().parse_args()
    source: Path = options.file
    try:
        draft = _draft(options)
        create(options.root / "docs", draft.files)
    except FileNotFoundError:
        return _refuse(f"没有 {source} 这个文件")
    except FileExistsError as error:
        return _refuse(f"docs/{error} 已经有了，没有覆盖；请用 --slug 换一个短名")
    except BadDataError as error:
        return _refuse(str(error))
    except ValueError as error:
        return _refuse(f"{source.name}：{error}")
    except OSError as error:
        return _refuse(f"读写 {error.filename or source} 时出错：{error.strerror or error}")
    print(report(draft))
    return 0


def _refuse(message: str) -> int:
    print(f"{message}\n什么也没有写。", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="把 Word 稿（.docx）变成一个案例的初稿。原文件只读，不改动。")
    parser.add_argument("file", type=Path, help="Word 文件，.docx")
    parser.add_argument("--month", help="刊出的月份，如 2023-01；默认是最新案例之后的一个月")
    parser.add_argument("--slug", help="地址里的英文短名，如 parking-fee；默认取自文件名或标题的拼音")
    parser.add_argument("--date", help="写稿的日期，年-月-日；默认今天")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    return parser


def _draft(options: argparse.Namespace) -> Draft:
    """The draft asked for. The day comes in here and nowhere else: today, unless ``--date`` names another."""
    corpus, _ = read(options.root)
    data = options.root / "docs" / DATA
    template = load_templates(data)["zh"]
    known = sections.names(template, load_headings(data))
    manuscript = case_draft.read(options.file.name, options.file.read_bytes(), known)
    place = _place(options, manuscript, corpus)
    updated = options.date or date.today().isoformat()
    return case_draft.draft(manuscript, place, updated, template, known, corpus)


def _place(options: argparse.Namespace, manuscript: Manuscript, corpus: Corpus) -> Place:
    month = options.month or slots.next_free(slots.taken(corpus)) or ""
    place = Place(month, options.slug or case_draft.slug_for(options.file.name, manuscript))
    if faults := list(place.faults(corpus)):
        raise ValueError("\n".join(faults))
    return place


def report(draft: Draft) -> str:
    """What was brought over, what was not, and what the editor does next."""
    page = f"docs/{draft.place.path}"
    parts = {
        "对上的": draft.mapped,
        "稿子里没有、按模板补上的小节": draft.missing,
        "没有带过来的（原文件里都还在，请逐项看要不要写进正文）": draft.unmapped,
        "改了写法、请核对的": draft.notes,
        "从正文看可能合适的（已写成页首的注释）": draft.suggested,
        "可能有个人信息，请先改掉": [str(problem) for problem in draft.findings],
        "待填的": _unfilled(draft),
    }
    shown = [f"{head}：\n" + "\n".join(f"  - {item}" for item in items) for head, items in parts.items() if items]
    ends = f"写好了 {page}，还有 {len(draft.unfilled)} 处待填；make check（或 .venv/bin/python scripts/check_content.py）会逐处列出。"
    return "\n".join([*shown, ends])


def _unfilled(draft: Draft) -> list[str]:
    """What is to be filled in: the fields one by one, the body by its sections."""
    said = [problem.message.partition(" 待填：")[0] for problem in draft.unfilled if not problem.column]
    body = Counter(problem.message.partition("待填：")[0] for problem in draft.unfilled if problem.column)
    return [f"页首：{'、'.join(said)}"] * bool(said) + [f"正文{section}：{count} 处" for section, count in body.items()]


if __name__ == "__main__":
    sys.exit(main())
