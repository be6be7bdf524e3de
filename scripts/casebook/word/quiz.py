"""The questions of a draft in the grammar of the site's quiz: options, one answer, feedback for each, its article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from casebook.content.field_types import UNFILLED
from casebook.word.blocks import Block
from casebook.word.inline import bare_words

_QUESTION = re.compile(
    r"^第?([一二三四五六七八九1-9])[题、.．]\s*(?:[（(【]?(单选|多选|判断)题?[）)】]?)?\s*[：:]?\s*(.*)$"
)
_KIND = re.compile(r"[（(【](单选|多选|判断)题?[）)】]")
_OPTION = re.compile(r"^([A-H])[.．、:：]\s*(.+)$")
_SPLIT = re.compile(r"\s+(?=[B-H][.．、])")
_ANSWER = re.compile(r"^(?:正确|参考)?答案[：:]\s*([A-H](?:[、,，\s]*[A-H])*)\s*[。.]?$")
_VERDICT = re.compile(r"^(?:正确|参考)?答案[：:]\s*(?:(对|正确|√|✓|是)|(错|错误|不对|不正确|×|✗|否))\s*[。.]?$")
_FEEDBACK = re.compile(r"^([A-H])(?:项|[ \u3000.．、：:])+(.+)$")
_SETTLES = re.compile(r"^(?:定题条款|条款依据|依据条款|依据)[：:\s\u3000]*(.*)$")
_FOLD = "看答案和逐项反馈"
_TRUE_OR_FALSE = [("A", "正确"), ("B", "错误")]
"""The options of a statement to be judged, which a draft leaves out."""
_FEWEST = 3


@dataclass
class _Question:
    kind: str = ""
    text: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    answer: str = ""
    feedback: dict[str, str] = field(default_factory=dict)
    settles: str = ""
    more: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        """One line of the draft, in Markdown."""
        if match := _ANSWER.match(bare_words(line)):
            self.answer = "、".join(re.findall("[A-H]", match[1]))
        elif not self.options and (match := _VERDICT.match(bare_words(line))):
            self.options, self.answer = list(_TRUE_OR_FALSE), "A" if match[1] else "B"
        elif self.answer and (match := _SETTLES.match(re.sub(r"^\*\*([^*]*)\*\*", r"\1", line))):
            self.settles = match[1]
        elif self.answer and (match := _FEEDBACK.match(line)) and match[1] not in self.feedback:
            self.feedback[match[1]] = match[2]
        elif not self.answer and _OPTION.match(line):
            self.options += [(m[1], m[2]) for part in _SPLIT.split(line) if (m := _OPTION.match(part))]
        elif line != _FOLD:
            (self.more if self.answer else self.text).append(line)

    def written(self, number: int) -> str:
        """The question as Markdown; what the draft lacks is marked to be filled in."""
        several = self.kind == "多选" or (not self.kind and "、" in self.answer)
        answer = f"**答案：{self.answer}**" if self.answer else f"**答案：A**　{UNFILLED}稿子里没有找到答案"
        feedback = [f"- {letter} {self.feedback.get(letter, UNFILLED)}" for letter, _ in self.options]
        inside = [[answer], feedback, [f"**定题条款**　{self.settles or UNFILLED}"], *([line] for line in self.more)]
        fold = "\n\n".join("\n".join(f"    {line}" for line in part) for part in inside if part)
        parts = [
            f"### 第{number}题（{'多选' if several else '单选'}） {{#q{number}}}",
            *self.text,
            "\n".join(f"- {letter}. {text}" for letter, text in self.options) or f"- A. {UNFILLED}\n- B. {UNFILLED}",
            f'??? success "{_FOLD}"\n{fold}',
        ]
        return "\n\n".join(parts)


def quiz(blocks: Iterable[Block], template: str) -> tuple[str, list[str]]:
    """The section as Markdown and what to say about it; too few questions are made up by those of the template."""
    before: list[str] = []
    questions: list[_Question] = []
    for block in blocks:
        if opened := _opened(block):
            questions.append(opened)
        elif questions:
            for line in _lines(block, questions[-1]):
                questions[-1].take(line)
        else:
            before.append(block.markdown)
    written = [question.written(number) for number, question in enumerate(questions, 1)]
    blank = re.split(r"(?m)^(?=### )", template)[1:]
    written += [question.strip("\n") for question in blank[len(written) : _FEWEST]]
    notes = [f"测一测：第 {n} 题没有找到{what}" for n, q in enumerate(questions, 1) for what in _lacking(q)]
    if not questions:
        notes.append("测一测：没有认出题目（应为“第1题（单选）”、选项“A. ……”、“答案：B”），请照模板改写")
    return "\n\n".join([*before, *written]), notes


def _lacking(question: _Question) -> Iterator[str]:
    if len(question.options) < 2:
        yield "选项"
    if not question.answer:
        yield "答案"
    elif missing := [letter for letter, _ in question.options if letter not in question.feedback]:
        yield f"选项 {'、'.join(missing)} 的反馈"
    if not question.settles:
        yield "定题条款"


def _opened(block: Block) -> _Question | None:
    """The question that a block begins, if it does."""
    words = re.sub(r"^#+ ", "", block.markdown) if block.kind == "heading" else block.markdown
    match = _QUESTION.match(words if block.kind in ("heading", "list") else bare_words(words))
    if not match or "\n" in block.markdown:
        return None
    marked = match[2] or (kind[1] if (kind := _KIND.search(words)) else "")
    is_heading = block.kind == "heading" or words.startswith("第") or block.bold
    if not (is_heading or marked):
        return None
    rest = _KIND.sub("", match[3]).strip()
    return _Question(kind=marked, text=[rest] if rest else [])


def _lines(block: Block, question: _Question) -> Iterator[str]:
    """The lines of a block; the items of a numbered list are options where none have been seen."""
    lines = [line for line in block.markdown.split("\n") if line.strip()]
    if block.kind != "list":
        yield from lines
        return
    bare = [re.sub(r"^\s*(?:- |\d+\. )", "", line) for line in lines]
    lettered = all(_OPTION.match(line) or _FEEDBACK.match(line) for line in bare)
    if not question.options and not question.answer and len(bare) > 1 and not lettered:
        bare = [f"{letter}. {line}" for letter, line in zip("ABCDEFGH", bare, strict=False)]
    yield from bare
