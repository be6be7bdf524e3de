"""Snippets for an editor: pieces of a page with the places to fill in, and the tags of the taxonomy to choose from.

The texts are cut from the template and the choices come from the taxonomy, so both stay right by themselves. The
syntax is that of Visual Studio Code, which other editors read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from casebook.content.field_groups import Citation
from casebook.content.field_types import UNFILLED
from casebook.content.fields import Field, fields_of
from casebook.content.markdown import Heading, headings
from casebook.content.schema import Case
from casebook.content.vocabulary import Vocabulary

_BLANK = re.compile(rf"{UNFILLED}[^|\n]*")


def snippets(vocabulary: Vocabulary, template: str) -> dict[str, Any]:
    """Name → snippet; ``template`` is the body of a new case."""
    found = {
        "引用一条": _snippet("cite", [_citation(vocabulary)], "页首信息 legal_basis 里的一条引用"),
        "测试题": _snippet("quiz", _cut(template, lambda mark: mark.id == "q1"), "测一测里的一题，逐项反馈"),
        "流程单": _snippet("runsheet", _cut(template, lambda mark: mark.text == "15分钟"), "一张授课流程单"),
    }
    for field in fields_of(Case):
        if field.facet:
            found[f"标签：{field.name}"] = _snippet(field.name, [_tags(field, vocabulary)], field.meaning)
    return found


def _snippet(prefix: str, body: Iterable[str], meaning: str) -> dict[str, Any]:
    return {"prefix": prefix, "scope": "markdown", "body": list(body), "description": meaning}


def _tags(field: Field, vocabulary: Vocabulary) -> str:
    choice = _choice(1, field.choices(vocabulary))
    return f"{field.name}: [{choice}$0]" if field.many else f"{field.name}: {choice}$0"


def _citation(vocabulary: Vocabulary) -> str:
    uses = next(field.values for field in fields_of(Citation) if field.name == "use")
    return (
        f'  - {{rule: {_choice(1, vocabulary.editions)}, edition: "${{2:年份}}", article: "${{3:条号}}", '
        f'use: {_choice(4, uses)}, checked: "${{5:年-月-日}}"\\}}$0'
    )


def _choice(number: int, values: Iterable[str]) -> str:
    return f"${{{number}|{','.join(values)}|}}"


def _cut(template: str, wanted: Any) -> Iterator[str]:
    """The lines from the heading that is ``wanted`` to the next of its level or above, each blank a place to fill in."""
    lines, marks = template.split("\n"), list(headings(template))
    start = next(number for number, mark in enumerate(marks) if wanted(mark))
    end = next((mark.line for mark in marks[start + 1 :] if mark.level <= marks[start].level), len(lines))
    numbers = iter(range(1, len(lines) * 4))
    yield from _heading(marks[start], lines)
    for line in "\n".join(lines[marks[start].line + 1 : end]).strip("\n").split("\n"):
        yield _BLANK.sub(lambda match: _place(next(numbers), match[0]), _escape(line))


def _heading(mark: Heading, lines: list[str]) -> Iterator[str]:
    yield from (_escape(lines[mark.line]), "")


def _place(number: int, text: str) -> str:
    return f"${{{number}:{text.rstrip()}}}{' ' * (len(text) - len(text.rstrip()))}"


def _escape(line: str) -> str:
    return re.sub(r"([\\$}])", r"\\\1", line)
