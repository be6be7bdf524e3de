"""The blocks of a draft sorted into the sections of a case, by what people call them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from casebook.content.markdown import Heading, headings
from casebook.word.blocks import Block

SUMMARY = "summary"
"""What stands under this name goes into the front matter."""
_STORY, _QUESTIONS = "facts", "quiz"
"""Where stray text goes, and where it cannot stay: questions are read apart."""
_NUMERAL = "[一二三四五六七八九十]"
_PREFIX = re.compile(
    rf"^(?:第(?:{_NUMERAL}+|\d+)(?:部分|章|节)[：:、.．\s]*|[（(](?:{_NUMERAL}+|\d+)[)）]\s*"
    rf"|{_NUMERAL}+[、.．：:\s]\s*|\d+(?:[.．]\d+)*[、.．\s]\s*|[①-⑩]\s*)"
)
_REMARK = re.compile(r"[（(【\[].*?[）)】\]]")
_LENGTH = re.compile(r"^(\d+) ?分钟(?:流程单?|版|课)?$")
_LONGEST_NAME = 20
_SENTENCE_ENDS = "。！？；，.!?;,"


@dataclass(frozen=True)
class Names:
    """What the sections of a case are called: by the template, and by people."""

    headings: Mapping[str, Heading]
    known: Mapping[str, str]
    """Name without numbers and signs → id of the section or part."""

    def find(self, text: str) -> str:
        """Id of the section or part that a heading means; empty for none."""
        bare = _PREFIX.sub("", text.strip())
        return self.known.get(_bare(bare)) or self.known.get(_bare(_REMARK.sub("", bare)), "")

    def level(self, name: str) -> int:
        return self.headings[name].level if name in self.headings else 2

    def written(self, name: str) -> str:
        """The heading of a section or part as it stands on a page."""
        heading = self.headings[name]
        return f"{'#' * heading.level} {heading.text} {{#{name}}}"

    def near(self, text: str) -> str:
        """The id whose name is most like ``text``, or nothing."""
        close = get_close_matches(_bare(_PREFIX.sub("", text)), list(self.known), n=1, cutoff=0.5)
        return self.known[close[0]] if close else ""


def names(template: str, aliases: Mapping[str, Iterable[str]]) -> Names:
    """The names of the sections in the body of a template, with the others they go by."""
    marks = {heading.id: heading for heading in headings(template) if heading.id and not re.match(r"q\d", heading.id)}
    own = {_bare(heading.text): name for name, heading in marks.items()}
    return Names(marks, {**{_bare(alias): name for name, many in aliases.items() for alias in many}, **own})


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


@dataclass
class Sorted:
    """A draft sorted out: its title, what goes where, and what was decided about headings."""

    title: str = ""
    summary: str = ""
    sections: dict[str, list[Block]] = field(default_factory=dict)
    mapped: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _Sorter:
    """Goes through the blocks and remembers under which section and how deep it stands."""

    def __init__(self, known: Names) -> None:
        self.names, self.found = known, Sorted()
        self.section, self.depth, self.written = "", 1, 2

    def add(self, block: Block) -> None:
        if block.kind == "title" or (block.kind == "heading" and self._is_title(block)):
            self._title(block)
        elif name := self._name(block):
            self._open(name, block)
        elif block.kind == "heading" or self._looks_like_one(block):
            self._subheading(block)
        elif self.section == SUMMARY:
            self.found.summary += block.text
        else:
            self._put(block)

    def _is_title(self, block: Block) -> bool:
        return not (self.found.title or self.found.mapped or self.names.find(block.text))

    def _title(self, block: Block) -> None:
        if self.found.title:
            self.found.notes.append(f"又一个标题“{block.text}”没有采用")
        self.found.title = self.found.title or block.text

    def _name(self, block: Block) -> str:
        """The section or part that a block opens; empty where it is no heading, or none that is known."""
        name = self.names.find(block.text) if len(block.text) <= _LONGEST_NAME else ""
        level = self.names.level(name)
        inside = self.section == "trainer"
        if not name or block.kind in ("table", "picture") or "\n" in block.markdown or (level == 3 and not inside):
            return ""
        if block.kind == "heading":
            return "" if level == 2 and inside and block.level > self.depth else name
        if block.text[-1] in _SENTENCE_ENDS:
            return ""
        numbered, own = bool(_PREFIX.match(block.text)), name in self.names.headings
        return name if level == 3 or not inside or numbered or own else ""

    def _looks_like_one(self, block: Block) -> bool:
        """Whether a bold line is numbered as headings are; in the questions and the trainer's part other lines are, too."""
        named = bool(_PREFIX.match(block.text)) and block.text[-1] not in _SENTENCE_ENDS
        return block.bold and named and self.section not in ("", SUMMARY, _QUESTIONS, "trainer")

    def _open(self, name: str, block: Block) -> None:
        if self.names.level(name) == 3:
            self._put(Block("heading", block.text, self.names.written(name), 3))
            self.written = 3
        else:
            if name in (known for _, known in self.found.mapped):
                self.found.notes.append(f"“{block.text}”与前面的小节合并")
            self.section, self.written = name, 2
            self.depth = block.level or self.depth
            if name != SUMMARY:
                self.found.sections.setdefault(name, [])
        self.found.mapped.append((block.text, name))

    def _subheading(self, block: Block) -> None:
        """A heading of the draft's own inside a section: one level deeper than what stands above it."""
        if not self.section or block.level <= self.depth:
            near = self.names.near(block.text)
            hint = f"；您是不是想写“{self.names.headings[near].text}”？" if near in self.names.headings else ""
            if self.section == _QUESTIONS:
                self.section = _STORY
                self.found.sections.setdefault(_STORY, [])
            where = self.names.headings[self.section].text if self.section in self.names.headings else "案情"
            self.found.notes.append(f"认不出小节“{block.text}”，连同下面的文字放在“{where}”里{hint}")
        length = _LENGTH.match(block.text) if self.section == "trainer" else None
        level = min(max(2 + block.level - self.depth, 3), self.written + 1, 6)
        level = 4 if length else level
        text = f"{length[1]}分钟" if length else block.markdown.strip("*")
        self.written = level
        self._put(Block("heading", block.text, f"{'#' * level} {text}", level))

    def _put(self, block: Block) -> None:
        if not self.section:
            self._front(block)
        else:
            self.found.sections.setdefault(self.section, []).append(block)

    def _front(self, block: Block) -> None:
        """What stands before the first section: the title, a summary behind its name, or the beginning of the facts."""
        lead, _, rest = block.text.partition("：")
        if not self.found.title and block.bold:
            self.found.title = block.text
        elif rest and self.names.find(lead) == SUMMARY:
            self.found.summary = rest
        else:
            self.found.notes.append(f"第一个小节之前的文字放在“案情”开头：“{block.text[:24]}”")
            self.found.sections.setdefault("facts", []).append(block)


def sort(blocks: Iterable[Block], known: Names) -> Sorted:
    """The blocks under the sections they belong to; nothing is left out."""
    sorter = _Sorter(known)
    for block in blocks:
        sorter.add(block)
    return sorter.found


def joined(blocks: Iterable[Block]) -> str:
    """Blocks as Markdown: apart by an empty line, the items of one list together."""
    return "".join(_joined(list(blocks))).strip("\n")


def _joined(blocks: list[Block]) -> Iterator[str]:
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else None
        together = before is not None and before.kind == block.kind == "list" and _marked(before) == _marked(block)
        yield ("\n" if together else "\n\n") + block.markdown


def _marked(block: Block) -> bool:
    """Whether a list is one of points, not of numbers."""
    return block.markdown.startswith("-")
