"""What a page's front matter may say: one closed model for each kind of page.

Slugs are checked against the vocabulary handed in as validation context. ``json_schema`` exports the same models, with
the allowed slugs spelled out, so that an editor's tool completes and checks the fields while they are typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationError,
    ValidationInfo,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from casebook.base.problems import Problem, nearest
from casebook.content.frontmatter import FrontMatter
from casebook.content.vocabulary import Vocabulary

Plain = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r'^[^<>&"\x00-\x1f]*$')
]
Blank = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300, pattern=r'^[^<>&"\x00-\x1f]*$')]
Title = Annotated[Plain, StringConstraints(max_length=90)]
Month = Annotated[str, StringConstraints(pattern=r"^(19|20)\d\d-(0[1-9]|1[0-2])$")]


def _real(day: str) -> str:
    """A day that the calendar has."""
    try:
        date.fromisoformat(day)
    except ValueError:
        raise PydanticCustomError("day", "day") from None
    return day


Day = Annotated[
    str, StringConstraints(pattern=r"^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"), AfterValidator(_real)
]
Article = Annotated[str, StringConstraints(pattern=r"^[1-9]\d{0,2}(之[一二三四五六七八九十])?$")]
Role = Annotated[Plain, StringConstraints(max_length=30)]
Status = Literal["sample", "draft", "approved", "published", "withdrawn"]
Minutes = Annotated[int, Field(ge=1, le=600)]
UNFILLED = "【待填】"
"""What a template leaves where an editor still has to write; `checks.unfinished` finds it wherever it stands."""


@dataclass(frozen=True)
class _Slug:
    """Marks a text as a slug of ``facet``; the choices also go into the exported JSON Schema."""

    facet: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "x-facet": self.facet}

    def _check(self, slug: str, info: ValidationInfo) -> str:
        terms = info.context["vocabulary"].facets[self.facet].terms if info.context else {}
        if slug not in terms:
            raise PydanticCustomError("term", "{facet}", {"facet": self.facet, "choices": list(terms)})
        return slug


def _edition(rule: str, info: ValidationInfo) -> str:
    editions = info.context["vocabulary"].editions if info.context else {}
    if rule not in editions:
        raise PydanticCustomError("rule", "rule", {"choices": list(editions)})
    return rule


Rule = Annotated[str, AfterValidator(_edition), Field(json_schema_extra={"x-facet": "rule"})]
Issue: TypeAlias = Annotated[str, _Slug("issue")]
Audience: TypeAlias = Annotated[str, _Slug("audience")]
Priority: TypeAlias = Annotated[str, _Slug("priority")]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)
    """A field's docstring is its meaning, for the template of a new page and for editors' tools."""


class Citation(_Closed):
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


class Drafting(_Closed):
    """That a page was drafted."""

    role: Role
    """岗位，如 机关纪委副书记；不写姓名"""
    date: Day
    """日期，年-月-日"""


class Step(Drafting):
    """That a page was looked at, and what came of it."""

    result: Literal["pass", "return"]
    """结论：pass 通过（保密审查：可以公开），return 退回修改"""


class Review(_Closed):
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


class Withdrawal(_Closed):
    """That a page was taken down. What stands here is shown in its place."""

    role: Role
    """决定撤下的岗位，不写姓名"""
    date: Day
    """撤下的日期，年-月-日"""
    reason: Annotated[Plain, StringConstraints(min_length=6, max_length=120, pattern="。$")]
    """理由，一句话，以句号结束，会显示在网页上"""


class _Page(_Closed):
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
    publish_on: Day | None = None
    """定时发布的日期，年-月-日，到这一天才生成；不定时就不写"""
    withdrawn: Withdrawal | None = None
    """撤下的记录，只在已撤下（withdrawn）时写"""


class Source(_Closed):
    title: Plain
    """来源的名称；合成案例写“教学虚构，如有雷同纯属巧合”"""
    url: Blank = ""
    """地址，没有就空着"""
    date: Annotated[str, StringConstraints(pattern=r"^$|^(19|20)\d\d(-\d\d){0,2}$")] = ""
    """来源的日期，没有就空着"""


class Span(_Closed):
    """First and last month of the conduct."""

    first: Month
    """开始的月份，年-月"""
    last: Month
    """结束的月份，年-月"""


class CaseMinutes(_Closed):
    read: Minutes
    """读完要几分钟"""
    session: list[Minutes]
    """有哪几种时长的流程单"""


class Case(_Page):
    """A monthly case. ``month`` is the month in which it appears."""

    title: Annotated[Plain, StringConstraints(max_length=30)]
    """标题，不超过30个字，具体，不含真实人名、单位"""
    summary: Annotated[Plain, StringConstraints(max_length=64)]
    """一句话案情，不超过64个字：谁、做了什么、怎样处理"""
    month: Month
    """刊出的月份，年-月；一个月只有一个案例，文件名以它开头"""
    provenance: Annotated[str, _Slug("provenance")]
    """案例来源性质"""
    source: Source
    """来源"""
    discipline: list[Annotated[str, _Slug("discipline")]]
    """违纪违法类型，可多项，正面案例可空"""
    issue: Annotated[list[Issue], Field(min_length=1)]
    """问题类型，可多项"""
    domain: Annotated[list[Annotated[str, _Slug("domain")]], Field(min_length=1)]
    """领域，可多项"""
    measure: Annotated[list[Annotated[str, _Slug("measure")]], Field(min_length=1)]
    """处理措施，可多项，与“处理结果”一节一致"""
    form: Annotated[str, _Slug("form")]
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
    topics: Annotated[list[Annotated[str, _Slug("topic")]], Field(min_length=1)]
    cites: list[Citation]
    applies_to: Annotated[list[Audience], Field(min_length=1)]
    issue: list[Issue]
    priority: Annotated[list[Priority], Field(min_length=1)]
    last_checked: Day
    next_check: Day
    currency: Literal["current", "superseded"]
    superseded_by: Blank = ""
    """取代本页的条规解读页，写文件名，如 gifts；只在 currency 为 superseded 时写"""


class PrimarySource(_Closed):
    book: Plain
    juan: Blank
    edition: Plain


class CulturePage(_Page):
    """A piece of integrity culture, with its source and how sure we are of it."""

    person: Blank
    era: Blank
    source: PrimarySource
    quote: Annotated[Blank, StringConstraints(max_length=100)]
    attestation: Plain
    certainty: Literal["high", "medium", "low"]
    rights: Literal["public-domain", "quote-only", "facts-only"]
    theme: Annotated[list[Annotated[str, _Slug("theme")]], Field(min_length=1)]
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


class SessionItem(_Closed):
    """One entry of an agenda: a page of the site (``page``) or the trainer's own item (``title``)."""

    minutes: Minutes
    page: Blank = ""
    title: Blank = ""


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


class Translation(_Closed):
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


def validate(
    model: type[BaseModel], front: FrontMatter, path: str, vocabulary: Vocabulary
) -> tuple[Any, list[Problem]]:
    """The front matter as a value of ``model``, or ``None`` and every problem found in it.

    A value still to be filled in gives no value and no problem here: one rule says so wherever the mark stands.
    """
    try:
        return model.model_validate(front.data, context={"vocabulary": vocabulary}, strict=True), []
    except ValidationError as error:
        found = [dict(item) for item in error.errors(include_url=False)]
        return None, [_problem(item, front, path, model) for item in found if not _unfilled(item["input"])]


def _unfilled(value: object) -> bool:
    """Whether a value, or an item of a list, still has to be filled in."""
    return any(UNFILLED in item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str))


def _problem(item: dict[str, Any], front: FrontMatter, path: str, model: type[BaseModel]) -> Problem:
    at: tuple[str | int, ...] = tuple(item["loc"])
    code, message = _message(item, ".".join(str(part) for part in at), model)
    return Problem(path, front.line(at), code, message)


def _message(item: dict[str, Any], key: str, model: type[BaseModel]) -> tuple[str, str]:
    """Code and Chinese wording for one pydantic error."""
    kind, given, context = item["type"], item.get("input"), item.get("ctx", {})
    if kind == "missing":
        return "missing-field", f"缺少 {key}，请补上"
    if kind == "extra_forbidden":
        return "unknown-key", f"没有 {key} 这一项{nearest(key, model.model_fields)}"
    if kind == "term":
        return (
            "term",
            f"{key} 没有“{given}”这一项，可选：{_few(context['choices'])}（全部见 docs/_data/taxonomy.yml 的 {context['facet']}）"
            + nearest(str(given), context["choices"]),
        )
    if kind == "rule":
        return (
            "rule",
            f"{key} 里的“{given}”不在规则登记册（docs/_data/rules.yml）中{nearest(str(given), context['choices'])}",
        )
    if kind == "literal_error":
        choices = re.findall(r"'([^']+)'", str(context.get("expected", "")))
        return "choice", f"{key} 写的是“{given}”，应为：{_few(choices)}{nearest(str(given), choices)}"
    if kind in ("string_pattern_mismatch", "day"):
        return "format", f"{key} 写的是“{given}”，应为{_FORMS.get(context.get('pattern', kind), '规定的格式')}"
    if kind in ("string_too_long", "too_long"):
        return "too-long", f"{key} 太长，至多 {context['max_length']} {'个字' if kind == 'string_too_long' else '项'}"
    if kind in ("string_too_short", "too_short"):
        least, unit = context["min_length"], "项" if kind == "too_short" else "个字"
        return "too-short", f"{key} 不能空着，至少 {least} {unit}" if least > 1 or unit == "项" else f"{key} 不能空着"
    if kind in ("greater_than_equal", "less_than_equal"):
        return "range", f"{key} 写的是 {given}，应在规定范围内（{context}）"
    expected = {
        "string_type": "文字",
        "int_type": "整数",
        "list_type": "列表，如 [a, b]",
        "model_type": "“键: 值”的一组",
    }
    return "type", f"{key} 写的是“{given}”，应为{expected.get(kind, kind)}"


_FORMS = {
    "day": "日历上有的一天，如 2026-11-23",
    r"^(19|20)\d\d-(0[1-9]|1[0-2])$": "年-月，如 2022-05",
    r"^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$": "年-月-日，如 2026-11-23",
    r"^(19|20)\d\d$": "四位年份",
    "。$": "一句完整的话，以句号结束",
    r"^[1-9]\d{0,2}(之[一二三四五六七八九十])?$": "条号数字，如 106、133之一",
    r'^[^<>&"\x00-\x1f]*$': "纯文字，不含 < > & 和英文双引号",
}


def _few(choices: list[str], limit: int = 6) -> str:
    return "、".join(choices[:limit]) + ("……" if len(choices) > limit else "")


def json_schema(kind: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """The JSON Schema of a page kind, slugs spelled out as ``enum`` with their Chinese names."""
    schema = MODELS[kind].model_json_schema()
    for node in _nodes(schema):
        if facet := node.pop("x-facet", None):
            names = _choices(facet, vocabulary)
            node["enum"], node["markdownEnumDescriptions"] = list(names), list(names.values())
    return schema


def _choices(facet: str, vocabulary: Vocabulary) -> dict[str, str]:
    if facet == "rule":
        return {edition.id: f"{edition.name.zh}（{edition.edition}）" for edition in vocabulary.editions.values()}
    return {slug: term.name.zh for slug, term in vocabulary.facets[facet].terms.items()}


def _nodes(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from _nodes(child)
    elif isinstance(node, list):
        for child in node:
            yield from _nodes(child)
