"""The groups of fields that front matter holds: citations, the record of a review, sources, spans, agenda entries."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from casebook.content.field_types import Article, Blank, Closed, Day, Minutes, Month, Plain, Role, Rule


class Citation(Closed):
    """An article of one edition of a rule.

    ``present`` is its number in the edition now in force, where it moved. ``use`` says what it is cited for:
    judging the conduct, the handling (procedure, range of sanctions), or contrast with a neighbouring article.
    """

    rule: Rule
    """规则的一个版本，代号见规则登记册（docs/_data/rules.yml）"""
    edition: Annotated[str, StringConstraints(pattern=r"^(19|20)\d\d$")]
    """版本年份，与代号一致"""
    article: Article
    """条号，用数字，如 106、133之一"""
    clause: Blank = ""
    """款、项，如 第一款第（二）项；没有就不写"""
    present: Article | None = None
    """现行条号，只在旧版条文换了条号时写，以条号对照表（docs/_data/article-map.yml）为准"""
    use: Literal["conduct", "handling", "contrast"] = "conduct"
    """引来做什么：conduct 评价行为，handling 处理程序和幅度，contrast 划界对照"""
    checked: Day
    """对照文本核对的日期，年-月-日"""


class Drafting(Closed):
    """That a page was drafted."""

    role: Role
    """岗位，如 机关纪委副书记；不写姓名"""
    date: Day
    """日期，年-月-日"""


class Step(Drafting):
    """That a page was looked at, and what came of it."""

    result: Literal["pass", "return"]
    """结论：pass 通过（保密审查：可以公开），return 退回修改"""


class Review(Closed):
    """The steps between a draft and a page that may be published; a step that was not taken is absent."""

    draft: Drafting | None = None
    """起草"""
    first: Step | None = None
    """初审"""
    second: Step | None = None
    """复审"""
    final: Step | None = None
    """终审"""
    proof1: Step | None = None
    """初校"""
    proof2: Step | None = None
    """二校"""
    proof3: Step | None = None
    """三校"""
    secrecy: Step | None = None
    """保密审查"""


class Withdrawal(Closed):
    """That a page was taken down. What stands here is shown in its place."""

    role: Role
    """决定撤下的岗位，不写姓名"""
    date: Day
    """撤下的日期，年-月-日"""
    reason: Annotated[Plain, StringConstraints(min_length=6, max_length=120, pattern="。$")]
    """理由，一句话，以句号结束，会显示在网页上"""


class Source(Closed):
    title: Plain
    """来源的名称；合成案例写“教学虚构，如有雷同纯属巧合”"""
    url: Blank = ""
    """地址，没有就空着"""
    date: Annotated[str, StringConstraints(pattern=r"^$|^(19|20)\d\d(-\d\d){0,2}$")] = ""
    """来源的日期，没有就空着"""


class Span(Closed):
    """First and last month of the conduct."""

    first: Month
    """开始的月份，年-月"""
    last: Month
    """结束的月份，年-月"""


class CaseMinutes(Closed):
    read: Minutes
    """读完要几分钟"""
    session: list[Minutes]
    """有哪几种时长的流程单"""


class PrimarySource(Closed):
    book: Plain
    juan: Blank
    edition: Plain


class SessionItem(Closed):
    """One entry of an agenda: a page of the site (``page``) or the trainer's own item (``title``)."""

    minutes: Minutes
    page: Blank = ""
    title: Blank = ""
