"""The place of a new case: its month, the short name in its address, its file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from pypinyin import lazy_pinyin

from casebook.content.corpus import Corpus

_NAMED = re.compile(r"^cases/\d{4}/(\d{4}-\d\d)-[^/]*\.md$")
_MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
_LOOSE = re.compile(r"((?:19|20)\d\d)\D{0,2}?(1[0-2]|0?[1-9])\D?")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 40
"""Characters of a short name: with its month the file name stays within the 48 that pages may have."""


def taken(corpus: Corpus) -> dict[str, str]:
    """Month → path of the case that has it, by front matter or by file name, finished or not."""
    paths = sorted({page.path for page in (*corpus.pages, *corpus.untyped)} | corpus.unread)
    named = {match[1]: path for path in paths if not path.endswith(".en.md") and (match := _NAMED.match(path))}
    return {**named, **{case.meta.month: case.path for case in corpus.cases}}


def next_free(months: Mapping[str, str]) -> str | None:
    """The month after the newest case; ``None`` where there is no case yet."""
    if not months:
        return None
    year, month = map(int, max(months).split("-"))
    return f"{year + 1}-01" if month == 12 else f"{year}-{month + 1:02}"


def path_of(month: str, slug: str) -> str:
    """Where a case lies, relative to ``docs/``."""
    return f"cases/{month[:4]}/{month}-{slug}.md"


def slug_of(text: str) -> str:
    """A short name made of ``text``: lower-case words joined by hyphens, Chinese as it sounds; may come out empty."""
    plain = unicodedata.normalize("NFKC", text).lower()
    words = re.findall("[a-z0-9]+", " ".join(lazy_pinyin(plain)))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > LONGEST:
            break
        slug = longer
    return slug


def month_faults(month: str, months: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with a month for a new case."""
    if not _MONTH.fullmatch(month):
        loose = _LOOSE.fullmatch(month.strip())
        hint = f"；您是不是想写 {loose[1]}-{int(loose[2]):02}？" if loose else ""
        yield f"月份写的是“{month}”，应为年-月，如 2022-05{hint}"
    elif month in months:
        yield f"{month} 已有案例 docs/{months[month]}；下一个空着的月份是 {next_free(months)}"


def slug_faults(slug: str, month: str) -> Iterator[str]:
    """What is wrong with a short name, and the nearest that is right."""
    bare = slug.removeprefix(f"{month}-")
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST or bare != slug:
        near = slug_of(bare)
        hint = f"；您是不是想写 {near}？" if near else ""
        yield f"短名写的是“{slug}”，应为小写英文字母、数字和连字符，不含月份，不超过 {LONGEST} 个字符{hint}"
