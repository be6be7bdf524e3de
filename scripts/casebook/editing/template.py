"""A new page: front matter with the meaning and the choices of every field beside it, and a body to fill in.

Everything comes from the models, the taxonomy and the bodies in ``docs/_data/templates``: a new field, tag or section
shows up by itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from pydantic import BaseModel

from casebook.content.field_types import UNFILLED
from casebook.content.fields import Field, fields_of
from casebook.content.markdown import headings
from casebook.content.provenance import COMPOSITE
from casebook.content.vocabulary import Vocabulary

Answers: TypeAlias = Mapping[str, Any]
"""Name of a field → its value, as the model takes it."""
Notes: TypeAlias = Mapping[str, Iterable[str]]
"""Name of a field → lines to put beside it as comments."""

FICTION = "教学虚构，如有雷同纯属巧合"
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
"""What YAML does not take for text."""
_LENGTH = re.compile(r"^(\d+) ?(?:分钟|minutes)$")
_WIDTH = 96


def page(
    model: type[BaseModel], answers: Answers, body: str, vocabulary: Vocabulary, notes: Notes | None = None
) -> str:
    """A whole page of ``model``.

    Fields without an answer get the mark that they are to be filled in; those that may be left out stand there as a
    comment.
    """
    lines: list[str] = []
    for field in fields_of(model):
        lines += (f"# {line}" for line in _comments(field, vocabulary))
        lines += (f"# {' '.join(line.split())}" for line in (notes or {}).get(field.name, ()))
        if field.name in answers or field.required:
            lines += _entry(field, answers.get(field.name, field.blank))
        else:
            lines += (f"# {line}" for line in _left_out(field))
    return "\n".join(["---", *lines, "---", "", body.strip("\n"), ""])


def case_answers(answers: Answers, body: str) -> dict[str, Any]:
    """The answers with what follows from them and from the template: source of a composite case, lengths, status."""
    defaults: dict[str, Any] = {"status": "draft"}
    if answers.get("provenance") == COMPOSITE:
        defaults["source"] = {"title": FICTION}
    if lengths := sorted({int(m[1]) for h in headings(body) if (m := _LENGTH.match(h.text))}):
        defaults["minutes"] = {"read": UNFILLED, "session": lengths}
    return {**defaults, **answers}


def _comments(field: Field, vocabulary: Vocabulary) -> Iterator[str]:
    """Meaning and choices of a field, then those of its parts."""
    yield field.meaning
    yield from _choices(field, vocabulary)
    for part in () if _of_groups(field) else field.fields:
        yield f"  {part.name}{'' if part.required else '（可不写）'}：{part.meaning}"
        yield from _choices(part, vocabulary)


def _choices(field: Field, vocabulary: Vocabulary) -> Iterator[str]:
    """The values a field takes, a few on a line."""
    line = ""
    for slug, name in field.choices(vocabulary).items():
        item = f"{slug}＝{name}；"
        if line and len(line) + len(item) > _WIDTH:
            yield f"  {line}"
            line = ""
        line += item
    if line:
        yield f"  {line.removesuffix('；')}"


def _entry(field: Field, value: Any) -> list[str]:
    """A field and its value as lines of YAML: groups and sentences of a list on a line each."""
    sentences = isinstance(value, list) and not field.facet and any(not _is_word(item) for item in value)
    if sentences:
        return [f"{field.name}:", *(f"  - {_yaml(item)}" for item in value)]
    return [f"{field.name}: {_yaml(value)}"]


def _left_out(field: Field) -> list[str]:
    """A field that may be left out: with its default, or where it has none, with the places of its values empty."""
    if field.default is not None or not field.fields:
        return _entry(field, "" if field.default is None else field.default)
    if _of_groups(field):
        parts = (f"  {part.name}: {_yaml(_empty(part))}  # {part.meaning}" for part in field.fields)
        return [f"{field.name}:", *parts]
    return [f"{field.name}: {_yaml(_empty(field))}"]


def _of_groups(field: Field) -> bool:
    return bool(field.fields) and all(part.fields for part in field.fields)


def _empty(field: Field) -> dict[str, str]:
    return {part.name: "" for part in field.fields}


def _yaml(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_yaml(child)}" for key, child in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    return str(value) if _is_word(value) else json.dumps(value, ensure_ascii=False)


def _is_word(value: Any) -> bool:
    """Whether a value can stand without quotes."""
    return isinstance(value, str) and bool(_SLUG.fullmatch(value)) and value not in _WORDS
