"""Front matter held against the model of its page: a typed value, or problems in words that editors understand."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel, ValidationError

from casebook.base.problems import Problem, nearest, suggesting
from casebook.content.field_types import UNFILLED
from casebook.content.frontmatter import FrontMatter, said
from casebook.content.vocabulary import Vocabulary


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
    code, message = _message(item, said(at), model)
    return Problem(path, front.line(at), code, re.sub(r"( 第 [0-9]+ 项) ", r"\1", message))


def _message(item: dict[str, Any], key: str, model: type[BaseModel]) -> tuple[str, str]:
    """Code and Chinese wording for one pydantic error."""
    kind, given, context = item["type"], item.get("input"), item.get("ctx", {})
    if kind == "missing":
        return "missing-field", f"缺少 {key}，请补上"
    if kind == "extra_forbidden":
        return "unknown-key", f"没有 {key} 这一项{nearest(key, model.model_fields)}"
    if kind == "term":
        known = f"{_few(context['choices'])}（全部见 docs/_data/taxonomy.yml 的 {context['facet']}）"
        return "term", f"{key} 写的是“{given}”，没有这个代号，可选：{known}{suggesting(context['meant'])}"
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
