"""Rules on what a page of each kind contains, and in what order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from casebook.base.problems import Problem, nearest
from casebook.checks.place import in_body, in_front
from casebook.content import markdown
from casebook.content.corpus import Corpus, Page
from casebook.content.markdown import Heading, section
from casebook.content.provenance import COMPOSITE

SECTIONS = {
    "case": {
        "facts": "案情",
        "outcome": "处理结果",
        "rules": "纪法链接",
        "analysis": "以案四说",
        "controls": "风险点与防控",
        "self-check": "对照自查",
        "discussion": "讨论题",
        "quiz": "测一测",
        "trainer": "授课包",
        "more": "延伸",
        "source": "来源与审核",
    },
    "rule": {
        "scope": "适用谁",
        "points": "条文要点",
        "do-dont": "能、不能、拿不准",
        "myths": "常见误区",
        "scenarios": "情景判断",
        "consequences": "后果",
        "history": "变化沿革",
        "source": "依据与核对",
    },
    "culture": {
        "original": "原文",
        "plain": "白话",
        "evidence": "史料说明",
        "today": "今天怎么用",
        "discussion": "讨论一问",
        "source": "出处",
    },
    "priority": {
        "text": "要点原文",
        "ask": "要求什么",
        "unit": "单位怎么做",
        "person": "个人怎么做",
        "problems": "常见问题",
        "self-check": "对照自查",
        "more": "去哪里学",
    },
    "session": {
        "purpose": "目的",
        "preparation": "准备",
        "agenda": "流程",
        "notes": "讲授要点",
        "handouts": "讲义",
        "questions": "提问",
        "follow-up": "收尾与跟进",
        "source": "来源",
    },
    "tool": {
        "purpose": "用途",
        "how": "怎样填",
        "form": "表",
        "mistakes": "常见毛病",
        "more": "相关",
        "source": "来源",
    },
}
"""Kind of page → its sections in order: id → Chinese heading."""
_SPAN = re.compile(r"^\| *(\d+)[—–-](\d+) *\|")
_ITEM = re.compile(r"^\d+\. ")
_CELL = re.compile(r"(?<!\\)\|")


def sections(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A page has the sections of its kind, by their ids, in their order."""
    names = SECTIONS.get(page.kind)
    if names is None:
        return
    listed = "、".join(f"{name} {{#{key}}}" for key, name in names.items())
    found = [(_key(heading, names), heading) for heading in page.headings if heading.level == 2]
    for key, name in names.items():
        if key not in (other for other, _ in found):
            line = max((heading.line for other, heading in found if _precedes(other, key, names)), default=0)
            message = f"缺少小节“## {name} {{#{key}}}”，应依次有：{listed}"
            yield in_body(page, line, "section-missing", message)
    for key, heading in found:
        if key not in names:
            message = f"没有“{heading.text}”（{key}）这一小节{nearest(key, names)}；应依次有：{listed}"
            yield in_body(page, heading.line, "section-unknown", message)
        elif heading.id != key:
            given = f"{{#{heading.id}}}" if heading.id else "空的"
            message = f"“{heading.text}”的编号是{given}，应为 {{#{key}}}，即“## {heading.text} {{#{key}}}”"
            yield in_body(page, heading.line, "section-id", message)
    for before, (key, heading) in pairwise((key, heading) for key, heading in found if key in names):
        if not _precedes(before[0], key, names):
            message = f"“{heading.text}”不应在“{before[1].text}”之后，应依次有：{listed}"
            yield in_body(page, heading.line, "section-order", message)


def _key(heading: Heading, names: Mapping[str, str]) -> str:
    """The id of a section; where it lacks the right one, the id that belongs to its words."""
    if heading.id is not None and heading.id in names:
        return heading.id
    return next((key for key, name in names.items() if name == heading.text), heading.id or heading.text)


def _precedes(one: str, other: str, names: Mapping[str, str]) -> bool:
    order = list(names)
    return one in names and order.index(one) < order.index(other)


def empty_section(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No heading stands over nothing."""
    marks = list(page.headings)
    lines = markdown.lines(page.body)
    for index, mark in enumerate(marks):
        following = marks[index + 1] if index + 1 < len(marks) else None
        end = following.line if following else len(lines)
        deeper = following is not None and following.level > mark.level
        if not deeper and not "".join(lines[mark.line + 1 : end]).strip():
            yield in_body(page, mark.line, "section-empty", f"“{mark.text}”下面没有内容")


def run_sheet(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """The minutes of a run sheet follow each other from 0 to the length its heading names."""
    if page.kind != "case":
        return
    lines = markdown.lines(page.body)
    for mark in page.headings:
        length = re.match(r"^(\d+) ?(?:分钟|minutes)", mark.text)
        if mark.level != 4 or not length:
            continue
        clock = 0
        for number in range(mark.line + 1, len(lines)):
            if lines[number].startswith("#"):
                break
            if span := _SPAN.match(lines[number]):
                if int(span[1]) != clock or int(span[2]) <= clock:
                    yield in_body(page, number, "run-sheet", f"这一行从 {span[1]} 到 {span[2]}，应从 {clock} 开始")
                clock = int(span[2])
        if clock != int(length[1]):
            yield in_body(page, mark.line, "run-sheet", f"流程合计 {clock} 分钟，标题写的是 {length[1]} 分钟")


def self_check(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A self-check asks five questions, each on a line that ends with a question mark."""
    start = next((h.line for h in page.headings if h.id == "self-check"), None)
    if page.kind not in ("case", "priority") or start is None:
        return
    lines = enumerate(section(page.body, "self-check").split("\n"), start + 1)
    items = [(number, line) for number, line in lines if _ITEM.match(line)]
    if len(items) != 5:
        yield in_body(page, start, "self-check", f"自查题有 {len(items)} 道，应为 5 道（1. ……吗？）")
    for number, line in items:
        if not line.rstrip().endswith(("？", "?")):
            yield in_body(page, number, "self-check", f"自查题应是问句，以问号结束，现在是“{line[-10:]}”")


def controls(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """The table of controls names at least one risk; each row has a stage, a risk, an action and who carries it out."""
    start = next((h.line for h in page.headings if h.id == "controls"), None)
    if page.kind != "case" or start is None:
        return
    lines = enumerate(section(page.body, "controls").split("\n"), start + 1)
    rows = [(number, line) for number, line in lines if line.startswith("|")][2:]
    if not rows:
        yield in_body(page, start, "controls", "没有防控表，应为四栏：环节｜风险｜防控动作｜谁负责")
    for number, row in rows:
        cells = [cell.strip() for cell in _CELL.split(row.strip())[1:-1]]
        if len(cells) != 4 or not all(cells):
            yield in_body(page, number, "controls", "每行应有四格：环节｜风险｜防控动作｜谁负责，都不能空")


def composite_label(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A composite case says so where its source is named."""
    composite = page.kind == "case" and page.lang == "zh" and page.meta.provenance == COMPOSITE
    if composite and "合成教学案例" not in section(page.body, "source"):
        line = next((h.line for h in page.headings if h.id == "source"), 0)
        yield in_body(page, line, "composite-label", "合成教学案例要在“来源与审核”里写明“合成教学案例”")


def quotation(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A quotation names the volume it stands in; a page that may tell no more than facts quotes nothing."""
    if page.kind != "culture" or page.lang != "zh":
        return
    meta = page.meta
    if meta.quote and not meta.source.juan:
        yield in_front(page, ("source", "juan"), "quotation", "有原文就要写明卷次或篇名（source.juan）")
    if meta.quote and meta.rights == "facts-only":
        yield in_front(page, ("quote",), "quotation", "rights 为 facts-only 的不引原文，quote 应为空")


RULES = (sections, empty_section, run_sheet, self_check, controls, composite_label, quotation)
