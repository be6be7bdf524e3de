"""Rules about the quiz of a case: its questions, their numbers, options, answers and feedback."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.base.problems import Problem
from casebook.checks.place import in_body
from casebook.content.corpus import Corpus, Page
from casebook.content.markdown import section
from casebook.content.teaching import Question, numbers, questions

_OPTION = re.compile(r"^[-*] *([A-H]) ?[.．。、,，:：)）] *(.*)")
"""An option as people write it."""


def quiz(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A case has 3 to 5 quiz questions; each has options, an answer among them, feedback for each and its article."""
    if page.kind != "case":
        return
    found = list(questions(page.body))
    if not 3 <= len(found) <= 5:
        line = next((h.line for h in page.headings if h.id == "quiz"), 0)
        yield in_body(page, line, "quiz-count", f"测试题有 {len(found)} 道，应为 3—5 道（### 第1题（单选） {{#q1}}）")
    yield from _quiz_numbers(page, found)
    for question in found:
        yield from _quiz_question(page, question)
    start = next((h.line for h in page.headings if h.id == "quiz"), 0)
    for number, text in enumerate(section(page.body, "quiz").split("\n"), start + 1):
        if (option := _OPTION.match(text)) and not text.startswith(right := f"- {option[1]}. "):
            message = f"选项写的是“{text[:12]}”，应写“{right}{option[2][:6]}”（英文句点加一个空格）"
            yield in_body(page, number, "quiz-option", message)


def _quiz_numbers(page: Page, found: list[Question]) -> Iterator[Problem]:
    """The questions count from 1 without a gap, in anchor and heading: slides, papers and run sheets go by their place."""
    for number, question in enumerate(found, 1):
        if question.id != f"q{number}" or numbers(question.title) - {number}:
            right = re.sub(r"\d+", str(number), question.title, count=1)
            message = (
                f"这是第 {number} 道题，写的是“{question.title} {{#{question.id}}}”，应为“{right} {{#q{number}}}”："
                "题号从1起，不跳号、不重号，流程单和组课都按题号找题"
            )
            yield in_body(page, question.line, "quiz-number", message)
            return


def _quiz_question(page: Page, question: Question) -> Iterator[Problem]:
    line, letters = question.line, "".join(option.letter for option in question.options)
    if not question.answers:
        yield in_body(page, line, "quiz-answer", "没有写出答案，应为“**答案：B**”，多选“**答案：B、D**”")
    elif not set(question.answers) <= set(letters):
        yield in_body(page, line, "quiz-answer", f"答案 {'、'.join(question.answers)} 不在选项 {letters} 之中")
    if len(letters) < 2:
        message = f"认得出的选项有 {len(letters)} 个，应至少两个，写作“- A. 选项”（英文句点加一个空格）"
        yield in_body(page, line, "quiz-feedback", message)
    elif "".join(question.heard) != letters:
        heard = "、".join(question.heard) or "没有"
        message = f"选项是 {'、'.join(letters)}，反馈是 {heard}，应逐项对应，写作“    - A 错。……”"
        yield in_body(page, line, "quiz-feedback", message)
    if not question.settled:
        yield in_body(page, line, "quiz-article", "没有写“**定题条款**”，请写明由哪一条定题")


RULES = (quiz,)
