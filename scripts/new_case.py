"""Starts a case: a complete page from the template, with every field explained and every section in its place.

python scripts/new_case.py [--month 2023-01 --slug parking-fee --title "…"] [--issue …] [--english] [--yes]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from asking import agreed, ask, choose
from casebook.base.output import create
from casebook.base.problems import BadDataError
from casebook.content.corpus import Corpus
from casebook.content.data_files import DATA, load_templates
from casebook.content.field_types import UNFILLED
from casebook.content.fields import Field, fields_of, value_of
from casebook.content.reader import read
from casebook.content.schema import Case
from casebook.editing import drafts, slots
from casebook.editing.drafts import Place
from casebook.privacy import leaks
from commands import ROOT

FLAGS = tuple(field for field in fields_of(Case) if not field.fields and field.name not in ("month", "status"))
"""The fields that can be given as flags; groups of values are filled in on the page."""


def main() -> int:
    options = _parser().parse_args()
    docs: Path = options.root / "docs"
    try:
        corpus, _ = read(options.root)
        answers = _answers(options, corpus)
        place = _place(options, corpus, answers)
        bodies = load_templates(docs / DATA)
        texts = drafts.pages(place, answers, bodies, corpus, english=options.english, notes=None)
        _stop_at([*drafts.faults(texts, corpus), *_private(texts)])
        create(docs, {path: text.encode() for path, text in texts.items()})
    except BadDataError as error:
        return refuse(str(error))
    except ValueError as error:
        return refuse(str(error))
    except FileExistsError as error:
        return refuse(f"docs/{error} 已经有了，没有覆盖；请换一个短名，或者直接改那一页")
    except OSError as error:
        return refuse(f"不能写入 {docs}：{error.strerror or error}")
    except (EOFError, KeyboardInterrupt):
        return refuse("\n已取消，什么也没有写")
    for path, text in texts.items():
        print(f"写好了 docs/{path}，待填 {text.count(UNFILLED)} 处")
    print("照每一项上面的说明填写；make check（或 .venv/bin/python scripts/check_content.py）会列出还没有填的。")
    return 0


def refuse(message: str) -> int:
    """Says why nothing was written."""
    print(message, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="起一个案例：按模板写出完整的一页。月份、短名、标题都给出就不问；在终端上缺什么问什么。"
    )
    parser.add_argument("--month", help="刊出的月份，如 2023-01；建议取最新案例之后的一个月")
    parser.add_argument("--slug", help="地址里的英文短名，如 parking-fee")
    for field in FLAGS:
        name = "date" if field.name == "updated" else field.name.replace("_", "-")
        help_ = field.meaning.replace("%", "%%") + ("；写代号或中文名，多项用逗号分开" if field.facet else "")
        parser.add_argument(f"--{name}", dest=field.name, action="append" if field.many else "store", help=help_)
    parser.add_argument("--english", action="store_true", help="同时写出英文页 .en.md")
    parser.add_argument("--yes", action="store_true", help="不问；没有给出的月份和短名取建议的")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    return parser


def _answers(options: argparse.Namespace, corpus: Corpus) -> dict[str, Any]:
    """What the flags say. The day comes in here and nowhere else: today, unless ``--date`` names another."""
    given = [(field, getattr(options, field.name)) for field in FLAGS]
    answers = {f.name: value_of(f, value, corpus.vocabulary) for f, value in given if value is not None}
    return {"updated": date.today().isoformat(), **answers}


def _place(options: argparse.Namespace, corpus: Corpus, answers: dict[str, Any]) -> Place:
    """Month and short name, given, proposed or asked for; what else is asked for goes into ``answers``."""
    asking = sys.stdin.isatty() and not options.yes
    month, slug = options.month, options.slug
    if asking and not (month and slug and "title" in answers):
        place = _ask(month or "", slug or "", corpus, answers)
    else:
        if options.yes:
            month = month or slots.next_free(slots.taken(corpus))
            slug = slug or slots.slug_of(answers.get("title", ""))
        _stop_at(_missing(month, slug, corpus, answers))
        place = Place(month, slug)
    _stop_at(place.faults(corpus))
    return place


def _missing(month: str | None, slug: str | None, corpus: Corpus, answers: dict[str, Any]) -> list[str]:
    """What is needed and was not given, where nobody can be asked."""
    near = slots.slug_of(answers.get("title", ""))
    wanted = {
        f"--month 月份（下一个空着的是 {slots.next_free(slots.taken(corpus)) or '年-月'}）": month,
        f"--slug 英文短名（如 {near or 'parking-fee'}）": slug,
        "--title 标题": answers.get("title"),
    }
    return [f"还缺 {name}" for name, value in wanted.items() if not value]


def _ask(month: str, slug: str, corpus: Corpus, answers: dict[str, Any]) -> Place:
    """Asks for what was not given: month, title, short name, then the tags."""
    months = slots.taken(corpus)
    month = month or ask("刊出的月份", slots.next_free(months) or "", lambda text: slots.month_faults(text, months))
    if "title" not in answers:
        answers["title"] = ask("标题", "", lambda text: _title_faults(month, text, corpus))
    if not slug:
        slug = ask("英文短名", slots.slug_of(answers["title"]), lambda text: slots.slug_faults(text, month))
    for field in FLAGS:
        if field.facet and field.name not in answers:
            _ask_tags(field, corpus, answers)
    if not agreed(f"写入 docs/{slots.path_of(month, slug)}？"):
        raise KeyboardInterrupt
    return Place(month, slug)


def _ask_tags(field: Field, corpus: Corpus, answers: dict[str, Any]) -> None:
    print(field.meaning)
    if chosen := choose(field.meaning.partition("，")[0], field.choices(corpus.vocabulary), many=field.many):
        answers[field.name] = chosen if field.many else chosen[0]


def _title_faults(month: str, title: str, corpus: Corpus) -> list[str]:
    text = drafts.write(Place(month, "x"), {"title": title, "updated": UNFILLED}, "", corpus)
    return list(drafts.faults({slots.path_of(month, "x"): text}, corpus))


def _private(texts: Mapping[str, str]) -> list[str]:
    """What the name and the text of a page give away."""
    words = (f"{Path(path).name}\n{text}" for path, text in texts.items())
    return list(dict.fromkeys(leaks.message(leak) for each in words for leak in leaks.scan(each)))


def _stop_at(faults: Any) -> None:
    """Raises all the faults together, if there are any."""
    if found := list(faults):
        raise ValueError("\n".join([*found, "什么也没有写。"]))


if __name__ == "__main__":
    sys.exit(main())
