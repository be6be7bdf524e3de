"""Rules on what a page of each kind contains, and in what order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.checks.place import in_body, in_front
from casebook.corpus import Corpus, Page
from casebook.markdown import section
from casebook.problems import Problem
from casebook.teaching import Question, questions

SECTIONS = {
    "case": "facts outcome rules analysis controls self-check discussion quiz trainer more source",
    "rule": "scope points do-dont myths scenarios consequences history source",
    "culture": "original plain evidence today discussion source",
    "priority": "text ask unit person problems self-check more",
    "session": "purpose preparation agenda notes handouts questions follow-up source",
}
_SPAN = re.compile(r"^\| *(\d+)[—–-](\d+) *\|")
_ITEM = re.compile(r"^\d+\. ")


def sections(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A page has the sections of its kind, by their ids, in their order."""
    if page.kind not in SECTIONS:
        return
    wanted = SECTIONS[page.kind].split()
    found = [(h.id or h.text, h.line) for h in page.headings if h.level == 2]
    for name in wanted:
        if name not in (found_id for found_id, _ in found):
            yield in_body(page, 0, "section-missing", f"缺少小节 {{#{name}}}，应有：{'、'.join(wanted)}")
    for name, line in found:
        if name not in wanted:
            yield in_body(page, line, "section-unknown", f"小节编号 {name} 不在规定之列，应为：{'、'.join(wanted)}")
    order = [name for name, _ in found if name in wanted]
    if order != [name for name in wanted if name in order]:
        yield in_body(page, found[0][1], "section-order", f"小节次序应为：{'、'.join(wanted)}")


def empty_section(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No heading stands over nothing."""
    marks = list(page.headings)
    lines = page.body.split("\n")
    for index, mark in enumerate(marks):
        following = marks[index + 1] if index + 1 < len(marks) else None
        end = following.line if following else len(lines)
        deeper = following is not None and following.level > mark.level
        if not deeper and not "".join(lines[mark.line + 1 : end]).strip():
            yield in_body(page, mark.line, "section-empty", f"“{mark.text}”下面没有内容")


def quiz(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A case has 3 to 5 quiz questions; each has options, an answer among them, feedback for each and its article."""
    if page.kind != "case":
        return
    found = list(questions(page.body))
    if not 3 <= len(found) <= 5:
        line = next((h.line for h in page.headings if h.id == "quiz"), 0)
        yield in_body(page, line, "quiz-count", f"测试题有 {len(found)} 道，应为 3—5 道（### 第1题（单选） {{#q1}}）")
    for question in found:
        yield from _quiz_question(page, question)


def _quiz_question(page: Page, question: Question) -> Iterator[Problem]:
    line, letters = question.line, "".join(option.letter for option in question.options)
    if not question.answers:
        yield in_body(page, line, "quiz-answer", "没有写出答案，应为“**答案：B**”，多选“**答案：B、D**”")
    elif not set(question.answers) <= set(letters):
        yield in_body(page, line, "quiz-answer", f"答案 {'、'.join(question.answers)} 不在选项 {letters} 之中")
    if "".join(question.heard) != letters or len(letters) < 2:
        heard = "".join(question.heard)
        yield in_body(page, line, "quiz-feedback", f"选项是 {letters}，反馈只有 {heard}，应逐项对应")
    if not question.settled:
        yield in_body(page, line, "quiz-article", "没有写“**定题条款**”，请写明由哪一条定题")


def run_sheet(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """The minutes of a run sheet follow each other from 0 to the length its heading names."""
    if page.kind != "case":
        return
    lines = page.body.split("\n")
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
    """A self-check asks five questions that can be answered with yes or no."""
    if page.kind in ("case", "priority"):
        items = [line for line in section(page.body, "self-check").split("\n") if _ITEM.match(line)]
        if items and len(items) != 5:
            line = next(h.line for h in page.headings if h.id == "self-check")
            yield in_body(page, line, "self-check", f"自查题有 {len(items)} 道，应为 5 道")


def controls(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Every risk in the table of controls has an action and somebody who carries it out."""
    if page.kind != "case":
        return
    start = next((h.line for h in page.headings if h.id == "controls"), 0)
    rows = [(i, row) for i, row in enumerate(section(page.body, "controls").split("\n")) if row.startswith("|")]
    for offset, row in rows[2:]:
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        if len(cells) != 4 or not all(cells):
            yield in_body(page, start + 1 + offset, "controls", "每行应有四格：环节｜风险｜防控动作｜谁负责，都不能空")


def composite_label(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A composite case says so where its source is named."""
    composite = page.kind == "case" and page.lang == "zh" and page.meta.provenance == "composite-teaching"
    if composite and "合成教学案例" not in section(page.body, "source"):
        line = next((h.line for h in page.headings if h.id == "source"), 0)
        yield in_body(page, line, "composite-label", "合成教学案例要在“来源与审核”里写明“合成教学案例”")


def quotation(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A quotation names the volume it stands in; a doubtful story says what is doubtful."""
    if page.kind != "culture" or page.lang != "zh":
        return
    meta = page.meta
    if meta.quote and not meta.source.juan:
        yield in_front(page, ("source", "juan"), "quotation", "有原文就要写明卷次或篇名（source.juan）")
    if meta.quote and meta.rights == "facts-only":
        yield in_front(page, ("quote",), "quotation", "rights 为 facts-only 的不引原文，quote 应为空")


RULES = (sections, empty_section, quiz, run_sheet, self_check, controls, composite_label, quotation)
