"""Sentences of the real pages, drawn by chance: what made-up cases are written with.

A sentence is taken only where it can stand alone: no link, no table, no article number, nothing a content rule forbids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from casebook.base.numerals import articles_in
from casebook.content.corpus import Corpus, Page
from casebook.content.markdown import prose
from casebook.content.vocabulary import LANGS, Lang

_KINDS = ("case", "rule", "culture")
_MARKUP = re.compile(r"[|*\[\]<>#`{}_！★&\\/@]|^\s*[-?!]{3}|\d{6}|条|\bArticle")
_LEAD = re.compile(r"^\s*(?:\d+\.\s|[-*]\s(?:[A-H][.：:]?\s)?)?\s*")
_END = {"zh": re.compile(r"(?<=[。？])"), "en": re.compile(r"(?<=[.?])\s+(?=[A-Z“])")}
_CLAUSE = {"zh": re.compile(r"[，。；：？、（）“”—]"), "en": re.compile(r"[,.;:?()“”—]")}
_LENGTH = {"zh": (8, 90), "en": (30, 400)}
_CLAUSE_LENGTH = {"zh": (5, 13), "en": (15, 42)}
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤齐池康安"
_PINYIN = [
    "Wang",
    "Li",
    "Zhang",
    "Liu",
    "Chen",
    "Yang",
    "Huang",
    "Zhao",
    "Wu",
    "Zhou",
    "Xu",
    "Sun",
    "Ma",
    "Zhu",
    "Hu",
    "Guo",
    "He",
    "Gao",
    "Lin",
    "Luo",
    "Zheng",
    "Liang",
    "Xie",
    "Song",
    "Tang",
    "Han",
    "Feng",
    "Deng",
    "Cao",
    "Peng",
    "Zeng",
    "Xiao",
    "Tian",
    "Dong",
    "Yuan",
    "Pan",
    "Jiang",
    "Cai",
    "Yu",
    "Du",
    "Ye",
    "Cheng",
    "Su",
    "Wei",
    "Lu",
    "Ding",
]


@dataclass(frozen=True)
class Pool:
    """What can be drawn, by language: whole sentences, clauses short enough for a title or a cell, and surnames."""

    sentences: dict[Lang, list[str]]
    clauses: dict[Lang, list[str]]
    named: dict[Lang, re.Pattern[str]]


def gather(corpus: Corpus) -> Pool:
    """The pool of a corpus; the same pages give the same pool."""
    sentences = {lang: list(dict.fromkeys(_sentences(corpus, lang))) for lang in LANGS}
    clauses = {lang: list(dict.fromkeys(_clauses(sentences[lang], lang))) for lang in LANGS}
    romans = sorted({name for page in corpus.pages for name in re.findall(r"surnamed ([A-Z][a-z]+)", page.body)})
    english = rf"\b(?:{'|'.join(romans)})\b" if romans else r"(?!)"
    return Pool(sentences, clauses, {"zh": re.compile(rf"[{_SURNAMES}](?=某)"), "en": re.compile(english)})


def _sentences(corpus: Corpus, lang: Lang) -> Iterator[str]:
    low, high = _LENGTH[lang]
    for page in corpus.pages:
        if page.lang == lang and corpus.by_path.get(page.base, page).kind in _KINDS:
            for line in _lines(page):
                for sentence in _END[lang].split(line):
                    whole = sentence.strip()
                    if low <= len(whole) <= high and whole[-1] in "。？.?" and whole.count("“") == whole.count("”"):
                        yield whole


def _lines(page: Page) -> Iterator[str]:
    for _, line in prose(page.body):
        bare = _LEAD.sub("", line).replace("**", "").replace("　", "")
        if not _MARKUP.search(bare) and not any(articles_in(bare)):
            yield bare


def _clauses(sentences: list[str], lang: Lang) -> Iterator[str]:
    low, high = _CLAUSE_LENGTH[lang]
    for sentence in sentences:
        for clause in _CLAUSE[lang].split(sentence):
            if low <= len(clause.strip()) <= high:
                yield clause.strip()


class Writer:
    """Draws text in one language, with surnames of its own."""

    def __init__(self, pool: Pool, lang: Lang, chance: Random) -> None:
        self.pool, self.lang, self.chance = pool, lang, chance

    def sentence(self) -> str:
        names = _SURNAMES if self.lang == "zh" else _PINYIN
        drawn = self.chance.choice(self.pool.sentences[self.lang])
        return self.pool.named[self.lang].sub(lambda _: self.chance.choice(names), drawn)

    def clause(self) -> str:
        return self.chance.choice(self.pool.clauses[self.lang])

    def text(self, length: int) -> str:
        """Sentences of about ``length`` Chinese characters, or as much English as says the same."""
        wanted = length if self.lang == "zh" else 4 * length
        drawn: list[str] = []
        while sum(map(len, drawn)) < wanted:
            drawn.append(self.sentence())
        return ("" if self.lang == "zh" else " ").join(drawn)
