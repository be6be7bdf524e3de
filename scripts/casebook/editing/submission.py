"""A filled-in case form: from the text of an issue to the text of a page.

The text comes from outside. It is only ever split at the labels of the form and put into typed values, never
interpreted; what is not fit to be published is refused by the same rules that check every page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from casebook.base.problems import Problem
from casebook.checks.rules import PAGE_RULES, TEXT_RULES
from casebook.content.corpus import Corpus, Page
from casebook.content.field_types import UNFILLED
from casebook.content.fields import Field, fields_of
from casebook.content.reader import page_of
from casebook.content.schema import Case
from casebook.content.vocabulary import Vocabulary
from casebook.editing import drafts
from casebook.editing.caseform import ACCEPTED, DECLARED, Entry, entries, sections
from casebook.editing.drafts import Place

MAX_EVENT = 5_000_000
MAX_BODY = 200_000
"""Bytes that an event, and the text of an issue, may have."""
_NOTHING = ("", "_No response_", "None")
_CHOSEN = re.compile(r"^([a-z0-9-]+)（.*）$")
_NUMBERS = ("minutes",)
"""Groups whose parts are numbers."""
_UNFINISHED = ("fill-in",)
_KEY = re.compile(r"（([a-z_.]+)）$")
_NAMED = re.compile(r"^(缺少 )?([a-z_]+(?:\.[a-z_]+)*)(?=[ ，])")
"""The name of a field at the beginning of a message, and the end of the entry's label that holds it."""


class RefusedError(Exception):
    """A form that no page is written from, with the reasons in Chinese."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Submission:
    """A page that can be written: its place, its text, and what the editor still has to do."""

    place: Place
    text: str
    left: tuple[str, ...]


def issue_text(event: bytes) -> tuple[str, str]:
    """Text and day (``2026-12-05``) of the accepted issue in an event as the platform records it."""
    if len(event) > MAX_EVENT:
        raise RefusedError(f"事件文件有 {len(event):,} 字节，至多 {MAX_EVENT:,}")
    try:
        issue = json.loads(event)["issue"]
        body, day, labels = issue["body"], issue["updated_at"], [label["name"] for label in issue["labels"]]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise RefusedError("这不是议题事件：没有 issue 的 body、updated_at、labels") from error
    if not isinstance(body, str) or not isinstance(day, str):
        raise RefusedError("议题没有正文，请用“案例”表单填写")
    if ACCEPTED not in labels:
        raise RefusedError(f"议题没有标签 {ACCEPTED}；负责人看过内容再加")
    if len(body.encode("utf-8", "replace")) > MAX_BODY:
        raise RefusedError(f"表单内容超过 {MAX_BODY // 1000} kB，请删减；图片和附件不要放在表单里")
    return body.replace("\r\n", "\n").replace("\r", "\n"), day[:10]


def answers(text: str, form: Iterable[Entry]) -> dict[str, str]:
    """Id of each entry → what was typed; refuses a text that has an entry twice or lacks a required one."""
    labels = {entry.label: entry for entry in form}
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.split("\n"):
        entry = labels.get(line.removeprefix("### ").strip()) if line.startswith("### ") else None
        if entry and entry.id in found:
            raise RefusedError(f"“{entry.label}”出现两次；正文里不要写与栏目同名的标题")
        if entry:
            current = found[entry.id] = []
        else:
            current.append(line)
    values = {name: "\n".join(lines).strip() for name, lines in found.items()}
    values = {name: "" if value in _NOTHING else value for name, value in values.items()}
    if lacking := [entry.label for entry in labels.values() if entry.required and not values.get(entry.id)]:
        raise RefusedError(*(f"缺少“{label}”" for label in lacking))
    if len(re.findall(r"(?mi)^- \[x\] ", values["declared"])) < len(DECLARED):
        raise RefusedError("“提交前”的各项没有全部勾选")
    return values


def front(given: Mapping[str, str], day: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """Name of each field → its value, as the model takes it; what was left empty is left out."""
    result: dict[str, Any] = {"updated": day}
    for field in fields_of(Case):
        if field.fields and not field.many:
            value: Any = _group(field, given)
        elif field.fields:
            value = [_citation(line, given["checked"], vocabulary) for line in _lines(given.get(field.name, ""))]
        elif field.many:
            value = _choices(given.get(field.name, "")) if field.facet else _lines(given.get(field.name, ""))
        else:
            value = _CHOSEN.sub(r"\1", given.get(field.name, ""))
        if value or (field.many and field.required):
            result[field.name] = value
    return result


def _lines(text: str) -> list[str]:
    return [line.strip().removeprefix("- ") for line in text.split("\n") if line.strip()]


def _choices(text: str) -> list[str]:
    """The tags chosen: the platform joins them by a comma and a space."""
    return [_CHOSEN.sub(r"\1", part.strip()) for part in re.split(r", |\n", text) if part.strip()]


def _group(field: Field, given: Mapping[str, str]) -> dict[str, Any]:
    """The parts of a group that were filled in."""
    texts = {part: given.get(f"{field.name}-{part.name}", "") for part in field.fields}
    if field.name in _NUMBERS:
        return {part.name: _numbers(text, part.many) for part, text in texts.items() if text}
    return {part.name: text for part, text in texts.items() if text}


def _numbers(text: str, many: bool) -> Any:
    """A number, or a list of numbers; what is neither stays as it is, for the schema to name."""
    parts = re.split(r"\s*[,，、]\s*", text)
    if not all(re.fullmatch("[0-9]{1,4}", part) for part in parts):
        return text
    return [int(part) for part in parts] if many else int(text) if len(parts) == 1 else text


def _citation(line: str, checked: str, vocabulary: Vocabulary) -> dict[str, str]:
    """One citation: the edition and the present number of the article follow from the rule."""
    rule, article, clause, use = ([part.strip() for part in re.split("[|｜]", line)] + [""] * 4)[:4]
    edition = vocabulary.editions.get(rule)
    found = {
        "rule": rule,
        "edition": edition.edition if edition else UNFILLED,  # of a rule unknown, only that is said
        "article": article,
        "clause": clause,
        "present": vocabulary.present.get(rule, {}).get(article) or "",
        "use": use or "conduct",
    }
    return {**{key: value for key, value in found.items() if value}, "checked": checked}


def body(given: Mapping[str, str], template: str) -> str:
    """The body of the page: each section as typed, or as the template has it."""
    parts = []
    for name, title, text in sections(template):
        parts.append(f"## {title} {{#{name}}}\n\n{given.get(f'section-{name}') or text}\n")
    return "\n".join(parts)


def read(event: bytes, corpus: Corpus, template: str) -> Submission:
    """The page that an event hands in. Raises :class:`RefusedError` with every reason why none can be written."""
    text, day = issue_text(event)
    form = entries(corpus.vocabulary, template)
    given = answers(text, form)
    values = front(given, day, corpus.vocabulary)
    place = Place(str(values.get("month", "")), given["slug"])
    if faults := list(place.faults(corpus)):
        raise RefusedError(*faults)
    page = drafts.write(place, values, body(given, template), corpus)
    bad, left = _judge(place, page, corpus, form)
    if bad:
        raise RefusedError(*bad)
    return Submission(place, page, left)


def _judge(place: Place, text: str, corpus: Corpus, form: Iterable[Entry]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What keeps the page from being written (schema, mark-up, personal data), and what is left to the editor."""
    page, problems = page_of(place.path, text, corpus.vocabulary)
    if page is None:
        return tuple(f"{problem.message} [{problem.code}]" for problem in problems), ()
    problems += [problem for rule in TEXT_RULES for problem in rule(page, corpus)]
    told = partial(_told, page, {key[1]: entry.label for entry in form if (key := _KEY.search(entry.label))})
    if bad := [problem for problem in problems if problem.severity == "error" and problem.code not in _UNFINISHED]:
        return tuple(map(told, sorted(bad))), ()
    if page.meta:
        problems += [problem for rule in PAGE_RULES if rule not in TEXT_RULES for problem in rule(page, corpus)]
    rest = [told(problem) for problem in sorted(problems) if problem.code not in _UNFINISHED]
    unfilled = text.count(UNFILLED)
    return (), (*([f"还有 {unfilled} 处待填"] if unfilled else []), *rest)


def _told(page: Page, labels: Mapping[str, str], problem: Problem) -> str:
    """A problem for a reader of the form, who sees no lines: with the entry or the section that it stands in."""
    line = problem.line - page.front.body_line
    titles = [heading.text for heading in page.headings if heading.level == 2 and heading.line <= line]
    message = _NAMED.sub(lambda match: (match[1] or "") + labels.get(match[2], match[2]), problem.message)
    return f"{f'“{titles[-1]}”一节：' if titles else ''}{message} [{problem.code}]"
