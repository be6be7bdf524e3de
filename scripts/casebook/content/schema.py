"""What a page's front matter may say: one closed model for each kind of page."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from casebook.content.field_groups import (
    CaseMinutes,
    Citation,
    PrimarySource,
    Review,
    SessionItem,
    Source,
    Span,
    Withdrawal,
)
from casebook.content.field_types import (
    Audience,
    Blank,
    Closed,
    Day,
    Issue,
    Minutes,
    Month,
    Plain,
    Priority,
    Slug,
    Status,
    Title,
)


class _Page(Closed):
    title: Title
    """标题"""
    summary: Plain
    """一句话概括"""
    status: Status
    """状态：sample 示范，draft 起草，approved 审定，published 发布，withdrawn 撤下；没有审过的不填 approved、published"""
    updated: Day
    """正文最后修改的日期，年-月-日；只补填审核记录不算修改"""
    review: Review | None = None
    """审核记录，做过一步填一步：role 岗位（不写姓名），date 日期，result 结论（pass 通过，return 退回）；没有做的不填"""
    reviewed: Blank = ""
    """审的是哪一版：终审通过后，照签过的审核单写上面的文字编号；之后文字再改，就要重审"""
    publish_on: Day | None = None
    """定时发布的日期，年-月-日，到这一天才生成；不定时就不写"""
    withdrawn: Withdrawal | None = None
    """撤下的记录，只在已撤下（withdrawn）时写"""


class Case(_Page):
    """A monthly case. ``month`` is the month in which it appears."""

    title: Annotated[Plain, StringConstraints(max_length=30)]
    """标题，不超过30个字，具体，不含真实人名、单位"""
    summary: Annotated[Plain, StringConstraints(max_length=64)]
    """一句话案情，不超过64个字：谁、做了什么、怎样处理"""
    month: Month
    """刊出的月份，年-月；一个月只有一个案例，文件名以它开头"""
    provenance: Annotated[str, Slug("provenance")]
    """案例来源性质"""
    source: Source
    """来源"""
    discipline: list[Annotated[str, Slug("discipline")]]
    """违纪违法类型，可多项，正面案例可空"""
    issue: Annotated[list[Issue], Field(min_length=1)]
    """问题类型，可多项"""
    domain: Annotated[list[Annotated[str, Slug("domain")]], Field(min_length=1)]
    """领域，可多项"""
    measure: Annotated[list[Annotated[str, Slug("measure")]], Field(min_length=1)]
    """处理措施，可多项，与“处理结果”一节一致"""
    form: Annotated[str, Slug("form")]
    """四种形态，与处理措施相符"""
    audience: Annotated[list[Audience], Field(min_length=1)]
    """受众，可多项"""
    priority: Annotated[list[Priority], Field(min_length=1)]
    """对应的工作要点，可多项"""
    conduct: Span
    """行为的起止月份"""
    handled: Month
    """处理的月份，年-月"""
    legal_basis: Annotated[list[Citation], Field(min_length=1)]
    """引用的条文，一条一行；版本要在当时有效，正文里的条号都要登记在这里"""
    culture: list[str] = []
    """一同阅读的廉洁文化页，写文件名，如 yang-xu-hanging-fish"""
    objectives: Annotated[list[Plain], Field(min_length=2, max_length=4)]
    """学习目标 2—4条，动词开头：说出、识别、判断、拒绝、报告"""
    minutes: CaseMinutes
    """时长，分钟"""


class RulePage(_Page):
    """A plain explanation of one or more rule topics."""

    title: Annotated[Plain, StringConstraints(max_length=30)]
    question: Plain
    topics: Annotated[list[Annotated[str, Slug("topic")]], Field(min_length=1)]
    cites: list[Citation]
    applies_to: Annotated[list[Audience], Field(min_length=1)]
    issue: list[Issue]
    priority: Annotated[list[Priority], Field(min_length=1)]
    last_checked: Day
    next_check: Day
    currency: Literal["current", "superseded"]
    superseded_by: Blank = ""
    """取代本页的条规解读页，写文件名，如 gifts；只在 currency 为 superseded 时写"""


class CulturePage(_Page):
    """A piece of integrity culture, with its source and how sure we are of it."""

    person: Blank
    era: Blank
    source: PrimarySource
    quote: Annotated[Blank, StringConstraints(max_length=100)]
    attestation: Plain
    certainty: Literal["high", "medium", "low"]
    rights: Literal["public-domain", "quote-only", "facts-only"]
    theme: Annotated[list[Annotated[str, Slug("theme")]], Field(min_length=1)]
    issue: list[Issue]
    audience: Annotated[list[Audience], Field(min_length=1)]
    priority: Annotated[list[Priority], Field(min_length=1)]


class PriorityPage(_Page):
    """One of the fifteen priorities of the work plan."""

    number: Annotated[int, Field(ge=1, le=15)]
    part: Annotated[int, Field(ge=1, le=5)]
    issue: list[Issue]
    audience: Annotated[list[Audience], Field(min_length=1)]
    cites: list[Citation] = []


class SessionPage(_Page):
    """A ready-made training session.

    ``withhold`` names what of its pages is neither shown nor handed out, because it is not for this audience: the facts of
    the cases, the articles of the rule pages, the quiz.
    """

    minutes: Minutes
    audience: Annotated[list[Audience], Field(min_length=1)]
    priority: Annotated[list[Priority], Field(min_length=1)]
    issue: list[Issue]
    agenda: Annotated[list[SessionItem], Field(min_length=1)]
    withhold: list[Literal["facts", "rules", "quiz"]] = []


class ToolPage(_Page):
    """A working template. Its form stands in the body; here stands how the files made from it are laid out.

    ``rows`` is the number of empty rows added below the examples of a list.
    """

    audience: Annotated[list[Audience], Field(min_length=1)]
    priority: Annotated[list[Priority], Field(min_length=1)]
    issue: list[Issue]
    formats: Annotated[list[Literal["xlsx", "docx"]], Field(min_length=1)]
    orientation: Literal["portrait", "landscape"]
    rows: Annotated[int, Field(ge=0, le=60)] = 0


class OtherPage(_Page):
    """An ordinary page: home, section index, about."""

    hide: list[Literal["navigation", "toc"]] = []


class Translation(Closed):
    """The head of an ``.en.md`` page. Month, tags and citations come from the original."""

    title: Title
    """英文标题"""
    summary: Plain
    """英文的一句话概括"""
    question: Blank = ""
    """条规解读页：读者常问的英文"""
    person: Blank = ""
    """廉洁文化页：人物的英文"""
    era: Blank = ""
    """廉洁文化页：时代的英文"""
    objectives: list[Plain] = []
    """学习目标的英文，条数与原文相同"""
    translation: Literal["unreviewed", "reviewed"]
    """译文情况：unreviewed 未经审校，reviewed 已经审校"""
    updated: Day
    """最后修改的日期，年-月-日"""
    hide: list[Literal["navigation", "toc"]] = []
    """不显示的部分"""
    sections: dict[str, Plain] = {}
    """每一节译文对照的是哪一版原文；由 scripts/renew_translation.py 写，不手改"""
    confirmed: dict[str, Plain] = {}
    """原文改过而译文不必改的小节和理由；由 scripts/renew_translation.py --confirm 写，不手改"""


MODELS: dict[str, type[BaseModel]] = {
    "case": Case,
    "rule": RulePage,
    "culture": CulturePage,
    "priority": PriorityPage,
    "session": SessionPage,
    "tool": ToolPage,
    "other": OtherPage,
    "translation": Translation,
}
