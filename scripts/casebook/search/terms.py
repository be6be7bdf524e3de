"""Text to search terms. ``overrides/assets/casebook/terms.js`` does the same to a query; a test holds the two together.

Han runs become overlapping pairs of characters, Latin letters and digits become words, and an article number becomes
``§106`` however it is written. Everything is folded first: full-width forms, case, traditional characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from operator import add

from opencc import OpenCC
from pypinyin import lazy_pinyin, load_phrases_dict

from casebook.base.numerals import to_int

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{HAN}]+")
_WORD = re.compile(r"[a-z0-9]+")
_ARTICLES = (
    ("条", re.compile(r"第 ?([一二三四五六七八九十]) ?条|第? ?([零一二三四五六七八九十百]{2,}|[0-9]+) ?条(?!例)")),
    ("art", re.compile(r"art(?<!\wart)(?:icle|\.)? ?([0-9]+)")),
)
"""How articles are written, and what tells at once that a text names none.

A lone numeral needs its 第: 一条线索 is no article; neither is 2018条例.
"""

load_phrases_dict({"三重一大": [["sān"], ["zhòng"], ["yī"], ["dà"]]})  # major matters, not 重复: it has no other entry


@cache
def traditional() -> Mapping[str, str]:
    """Traditional character → simplified, one character each, from OpenCC's table."""
    converter = OpenCC("t2s")
    pairs = ((chr(code), converter.convert(chr(code))) for code in range(0x4E00, 0xA000))
    return {source: target for source, target in pairs if source != target and len(target) == 1}


@cache
def _table() -> dict[int, str]:
    return {ord(source): target for source, target in traditional().items()}


@cache
def _any_traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(traditional())}]")


def fold(text: str) -> str:
    """One form for all spellings of a text: NFKC, lower case, simplified characters."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return plain.translate(_table()) if not plain.isascii() and _any_traditional().search(plain) else plain


def terms(text: str) -> list[str]:
    """The search terms of a folded text, repeated as often as they occur: article numbers, words, pairs of characters."""
    found: list[str] = []

    def take(article: re.Match[str]) -> str:
        written = next(filter(None, article.groups()))
        number = str(int(written) if written.isdigit() else to_int(written))
        found.extend((f"§{number}", number))
        return " "

    for sign, article in _ARTICLES:
        text = article.sub(take, text) if sign in text else text
    found += _WORD.findall(text)
    for run in _RUN.findall(text):
        found += map(add, run, run[1:])
    return found


def pinyin(words: str) -> Iterator[str]:
    """For each Han run of a folded text: its pinyin in one piece, its initials, its syllables one by one and in pairs.

    Pairs are what is typed for a word within a longer name: gongcheng for 工程建设.
    """
    for run in _RUN.findall(words):
        yield from _spoken(run)


def readings(words: str) -> Iterator[tuple[str, str]]:
    """Each Han character of a text and the syllable as which it is read where it stands: 行 is hang in 银行."""
    for run in _RUN.findall(words):
        yield from zip(run, lazy_pinyin(run), strict=True)


def sound(words: str) -> Iterator[str]:
    """For each Han run of a folded text its pinyin in one piece: among English words 津贴 must not answer to “tie”."""
    for run in _RUN.findall(words):
        yield _spoken(run)[0]


@lru_cache(maxsize=20_000)
def _spoken(run: str) -> tuple[str, ...]:
    """A Han run by its sound. Kept, for tags and their synonyms come with every page that carries them."""
    syllables = [syllable for _, syllable in readings(run)]
    pairs = map(add, syllables, syllables[1:]) if len(run) > 2 else ()
    return ("".join(syllables), "".join(syllable[0] for syllable in syllables), *syllables, *pairs)


@cache
def homophones() -> Mapping[str, str]:
    """Syllable → the characters of GB 2312 read so, for telling a slip by its sound."""
    found: dict[str, str] = {}
    for code in range(0x4E00, 0xA000):
        character = chr(code)
        try:
            character.encode("gb2312")
        except UnicodeEncodeError:
            continue
        (syllable,) = lazy_pinyin(character)
        found[syllable] = found.get(syllable, "") + character
    return found


def single_characters(text: str) -> Iterator[str]:
    """The Han characters of a folded text, one by one; only short fields are indexed by them."""
    return chain.from_iterable(_RUN.findall(text))
