"""The form in which a case can be handed in on the web: one entry for each field of a case and each of its sections.

The entries come from the model, the taxonomy and the template, so a new tag or section shows up by itself. Both the
form and the reading of what was filled in (:mod:`submission`) go by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casebook.content.fields import Field, fields_of
from casebook.content.markdown import headings
from casebook.content.schema import Case
from casebook.content.vocabulary import Vocabulary

ACCEPTED = "accepted"
"""The label by which somebody in charge accepts a form."""
_LEFT_OUT = ("status", "updated", "review", "reviewed", "publish_on", "withdrawn")
"""What nobody types: a new case is a draft, its day is that of the form, and its review is still to come."""
_KNOWN = ("source", "minutes")
"""What the template knows where nothing is typed."""
_CITED = "一条一行：规则代号 | 条号 | 款、项（没有就空着）| 用途（conduct 评价行为、handling 处理、contrast 对照）"
_EXAMPLE = "jilv-chufen-tiaoli-2018 | 106 | 第一款 | conduct"
_NOTICE = """\
**先看两条。** 案例只写合成的或者已经脱敏、批准公开的；人物写“姓+某”，单位写“某市某局”，不写证件号、电话、账号、具体日期。**这里的内容所有能看到本库的人都看得见。**

提交之后，负责人看过、加上标签 `accepted`，几分钟内会生成一页草稿；有不合要求的地方，会在下面逐条说明，改好表单再加一次标签。"""
DECLARED = (
    "这是合成教学案例，或者已经脱敏并经有权机关同意使用",
    "没有个人信息、国家秘密、工作秘密和未公开的案件情况",
)
"""What whoever hands in a form declares."""


@dataclass(frozen=True)
class Entry:
    """One entry of the form.

    ``id`` is the field's name, with the part of a group after a hyphen, or ``section-`` and the section's id.
    ``options`` are the choices of a list; ``value`` is what already stands in a large box.
    """

    id: str
    label: str
    help: str
    kind: str
    required: bool
    options: tuple[str, ...] = ()
    many: bool = False
    value: str = ""
    example: str = ""


def entries(vocabulary: Vocabulary, template: str) -> tuple[Entry, ...]:
    """All entries, in the order of the page; ``template`` is the body of a new case."""
    return (
        Entry("slug", "英文短名（slug）", "地址里用，小写英文字母、数字、连字符", "input", True, example="parking-fee"),
        *(entry for field in fields_of(Case) for entry in _of_field(field, vocabulary)),
        *_of_sections(template),
        Entry("declared", "提交前", "", "checkboxes", True, DECLARED),
    )


def _of_field(field: Field, vocabulary: Vocabulary) -> Iterator[Entry]:
    required = field.required and field.name not in _KNOWN and not (field.many and not field.fewest)
    if field.name in _LEFT_OUT:
        return
    if field.facet:
        options = tuple(f"{slug}（{name}）" for slug, name in field.choices(vocabulary).items())
        yield Entry(field.name, _label(field), field.meaning, "dropdown", required, options, field.many)
    elif field.fields and field.many:
        yield Entry(field.name, _label(field), _CITED, "textarea", required, example=_EXAMPLE)
        yield Entry("checked", "条文核对日期（checked）", "对照文本核对这些条文的日期，年-月-日", "input", required)
    elif field.fields:
        for part in field.fields:
            name, label = f"{field.name}-{part.name}", f"{_short(field)}：{_short(part)}（{field.name}.{part.name}）"
            yield Entry(name, label, part.meaning, "input", required and part.required)
    else:
        lines = "；一行一条" if field.many else ""
        yield Entry(field.name, _label(field), field.meaning + lines, "textarea" if field.many else "input", required)


def _label(field: Field) -> str:
    return f"{_short(field)}（{field.name}）"


def _short(field: Field) -> str:
    return re.split("[，；：]", field.meaning)[0]


def _of_sections(template: str) -> Iterator[Entry]:
    for name, title, text in sections(template):
        yield Entry(
            f"section-{name}",
            f"正文：{title}",
            "在原有的提示上改；留着的【待填】以后再填",
            "textarea",
            False,
            value=text,
        )


def sections(body: str) -> Iterator[tuple[str, str, str]]:
    """Id, title and text of each section of a page's body."""
    lines = body.split("\n")
    marks = [heading for heading in headings(body) if heading.level == 2]
    for mark, end in zip(marks, [*(m.line for m in marks[1:]), len(lines)], strict=True):
        yield mark.id or "", mark.text, "\n".join(lines[mark.line + 1 : end]).strip("\n")


def form(vocabulary: Vocabulary, template: str) -> dict[str, Any]:
    """The issue form, in the shape that GitHub and Gitea read."""
    return {
        "name": "案例",
        "description": "在网页上写一个每月一案，不用装任何东西",
        "title": "案例：",
        "labels": ["case"],
        "body": [
            {"type": "markdown", "attributes": {"value": _NOTICE}},
            *(_shape(entry) for entry in entries(vocabulary, template)),
        ],
    }


def _shape(entry: Entry) -> dict[str, Any]:
    if entry.kind == "checkboxes":
        boxes = [{"label": text, "required": True} for text in entry.options]
        return {"type": entry.kind, "id": entry.id, "attributes": {"label": entry.label, "options": boxes}}
    attributes: dict[str, Any] = {"label": entry.label, "description": entry.help}
    if entry.kind == "dropdown":
        attributes |= {"multiple": entry.many, "options": list(entry.options)}
    attributes |= {"placeholder": entry.example} if entry.example else {}
    attributes |= {"value": entry.value} if entry.value else {}
    return {"type": entry.kind, "id": entry.id, "attributes": attributes, "validations": {"required": entry.required}}
