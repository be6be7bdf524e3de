"""A Word file as the draft of a case: its sections, its pictures, and a list of what became of everything in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from casebook.base.problems import Problem
from casebook.checks import privacy, unfinished
from casebook.content.corpus import Corpus, Page
from casebook.content.field_types import UNFILLED
from casebook.content.fields import fields_of
from casebook.content.markdown import section
from casebook.content.reader import page_of
from casebook.content.schema import Case
from casebook.editing import drafts, slots
from casebook.editing.drafts import Place
from casebook.editing.proposals import proposed
from casebook.media import pictures
from casebook.word import blocks, quiz, sections
from casebook.word.blocks import Block, Picture, Reading
from casebook.word.document import Leftover, plain
from casebook.word.inline import clean, escape
from casebook.word.package import Parts, WordError, open_package
from casebook.word.sections import Names, Sorted

Rule: TypeAlias = "Callable[[Page, Corpus], Iterator[Problem]]"
_TYPED = re.compile(
    r"^(图片|图|image|picture|图示)?\s*\d*$|\.(png|jpe?g|gif|bmp|webp|emf|wmf)$|自动生成|AI ?生成", re.IGNORECASE
)
"""What programs write where a person should say what a picture shows."""
_FRAME = re.compile(
    r"^(正确|参考)?答案[A-H]*$|^(单选|多选|判断)题?$|^第?[一二三四五六七八九十\d]+(题|部分|章|节)?$|^[A-H]$|^\d+分钟|^看答案"
)
"""Words that give a draft its frame and may come out differently."""


@dataclass(frozen=True)
class Manuscript:
    """A Word file read: its plain text sorted into sections, and what stayed behind."""

    reading: Reading
    sorted: Sorted
    leftovers: tuple[Leftover, ...]
    paragraphs: tuple[str, ...]


@dataclass
class Draft:
    """A case drafted from a manuscript. ``files`` go below ``docs/``; the lists say what became of what."""

    place: Place
    files: dict[str, bytes] = field(default_factory=dict)
    mapped: list[str] = field(default_factory=list)
    unmapped: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    findings: list[Problem] = field(default_factory=list)
    unfilled: list[Problem] = field(default_factory=list)


def read(name: str, content: bytes, known: Names) -> Manuscript:
    """The Word file called ``name``. Raises :class:`casebook.word.package.WordError` for what cannot be brought in."""
    parts = open_package(name, content)
    without = plain(parts)
    reading = blocks.read(without.content)
    if not reading.blocks:
        raise WordError("文件里没有正文。如果文字都在文本框或图片里，请先移到正文里再导入")
    leftovers = (*without.leftovers, *_unseen(parts, reading.pictures))
    return Manuscript(reading, sections.sort(reading.blocks, known), leftovers, without.paragraphs)


def _unseen(parts: Parts, given: Iterable[Picture]) -> Iterator[Leftover]:
    """Pictures kept in the file that are not in its running text. A drawing lies beside its own picture in pixels."""
    shown = {picture.content for picture in given}
    for name, content in parts.items():
        if name.startswith("word/media/") and content not in shown and not name.endswith(".svg"):
            yield Leftover("不在正文里的图片（页眉、文本框、组合图形，或已删去）", name.rpartition("/")[2])


def slug_for(name: str, manuscript: Manuscript) -> str:
    """A short name from the file's own, if that is in Latin letters, else from the title."""
    stem = name.rpartition(".")[0]
    own = slots.slug_of(re.sub(r"^\d{4}-?\d\d-", "", stem)) if stem.isascii() else ""
    return own or slots.slug_of(manuscript.sorted.title) or "case"


def draft(manuscript: Manuscript, place: Place, updated: str, template: str, known: Names, corpus: Corpus) -> Draft:
    """The case at ``place``. Raises :class:`WordError` where the manuscript is marked secret or cannot be a page."""
    made = Draft(place, notes=[*manuscript.reading.notes, *manuscript.sorted.notes])
    shown = _Pictures(place, manuscript.reading.pictures, made)
    body = "\n\n".join(_sections(manuscript.sorted, template, known, shown, made))
    answers, comments = _front(manuscript, place, updated, corpus)
    text = drafts.write(place, answers, body, corpus, comments)
    if faults := list(drafts.faults({place.path: text}, corpus)):
        raise WordError("；".join(faults))
    made.files[place.path] = text.encode()
    made.suggested += (f"{name}（{line}）" for name, lines in comments.items() for line in lines)
    made.mapped += (f"标题“{answers['title']}” → title",) if "title" in answers else ()
    made.mapped += (f"“{heading}” → {_name(known, section)}" for heading, section in manuscript.sorted.mapped)
    made.unmapped += (f"{each.kind}：{each.text}" for each in manuscript.leftovers)
    made.unmapped += (f"没有找到去处的文字：{words}" for words in _lost(manuscript, text))
    made.findings += _personal(text, manuscript.leftovers, place.path, corpus)
    made.unfilled += _found(unfinished.RULES, text, place.path, corpus)
    return made


def _name(known: Names, section: str) -> str:
    return (
        f"{known.headings[section].text} {{#{section}}}" if section in known.headings else "页首的一句话案情（summary）"
    )


def _sections(found: Sorted, template: str, known: Names, shown: _Pictures, made: Draft) -> Iterator[str]:
    """Every section in its order: from the manuscript, or the template's where the manuscript has none."""
    for name, heading in known.headings.items():
        if heading.level != 2:
            continue
        given = [shown.block(block) for block in found.sections.get(name, ())]
        blank = section(template, name).strip("\n")
        if name == "quiz" and given:
            written, notes = quiz.quiz(given, blank)
            made.notes += notes
        else:
            written = sections.joined(given)
        if not written:
            made.missing.append(f"{heading.text} {{#{name}}}")
        yield f"{known.written(name)}\n\n{written or blank}"


class _Pictures:
    """The pictures of a manuscript on their way into files beside the page."""

    def __init__(self, place: Place, given: Iterable[Picture], made: Draft) -> None:
        self.stem = place.path.removesuffix(".md")
        self.given, self.made, self.count = list(given), made, 0

    def block(self, block: Block) -> Block:
        """A block as it is, or a picture as the Markdown that shows it."""
        if block.kind != "picture":
            return block
        picture = self.given[int(block.markdown)]
        try:
            content = pictures.clean(picture.content)
        except ValueError as error:
            self.made.unmapped.append(f"图片（{_alt(picture) or '没有说明'}）：{error}")
            return Block("paragraph", "", f"{UNFILLED}这里原有一张图片，没有导入：{error}")
        self.count += 1
        suffix = ".jpg" if content.startswith(b"\xff\xd8") else ".png" if content.startswith(b"\x89P") else ".webp"
        path = f"{self.stem}-{self.count}{suffix}"
        self.made.files[path] = content
        self.made.mapped.append(f"图片 {self.count} → docs/{path}（重新编码，不带拍摄和编辑信息）")
        self.made.notes += (f"图片 {self.count}：{fault.message}" for fault in pictures.faults(content, suffix))
        alt = escape(_alt(picture)) or f"{UNFILLED}写明图上是什么"
        return Block("paragraph", "", f"![{alt}]({path.rpartition('/')[2]})")


def _alt(picture: Picture) -> str:
    """What a person wrote about the picture; empty for what a program wrote."""
    words = " ".join(picture.alt.split())
    return "" if _TYPED.search(words) else words


def _front(
    manuscript: Manuscript, place: Place, updated: str, corpus: Corpus
) -> tuple[dict[str, Any], Mapping[str, list[str]]]:
    """The answers that the manuscript gives, and what it suggests for the others."""
    answers: dict[str, Any] = {"updated": updated}
    comments: dict[str, list[str]] = {}
    for name, words in {"title": manuscript.sorted.title, "summary": manuscript.sorted.summary}.items():
        trial = drafts.write(place, {"updated": UNFILLED, name: words}, "", corpus)
        if words and not list(drafts.faults({place.path: trial}, corpus)):
            answers[name] = words
        elif words:
            comments[name] = [f"稿子里写的是：{words}"]
    text = manuscript.reading.words
    for each in fields_of(Case):
        if suggested := proposed(each, text, corpus.vocabulary):
            comments[each.name] = suggested
    return answers, comments


def _lost(manuscript: Manuscript, text: str) -> Iterator[str]:
    """Words of the manuscript that stand nowhere: not on the page, not among the headings mapped."""
    headings = "".join(heading for heading, _ in manuscript.sorted.mapped)
    kept = _bare(text + manuscript.sorted.title + manuscript.sorted.summary + headings)
    for paragraph in manuscript.paragraphs:
        pieces = [piece for piece in re.split(r"[\W_]+", clean(paragraph)) if piece and not _FRAME.search(piece)]
        if any(piece not in kept for piece in pieces):
            yield paragraph


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _personal(text: str, leftovers: Iterable[Leftover], path: str, corpus: Corpus) -> list[Problem]:
    """What the rules of de-identification find on the page.

    Raises :class:`WordError` for a mark of secrecy, on the page or in what was left behind.
    """
    beside = text + "".join(f"\n{each.text}\n" for each in leftovers)
    for written in (beside, text):
        found = _found(privacy.RULES, written, path, corpus)
        if marked := [problem for problem in found if problem.code == "secrecy-mark"]:
            raise WordError(f"稿子带有密级标志（{marked[0].message}）。涉密文件不得放进知识库，请按保密规定处理")
    return found


def _found(rules: Iterable[Rule], text: str, path: str, corpus: Corpus) -> list[Problem]:
    """What some rules say about a page that is not written yet."""
    page, _ = page_of(path, text, corpus.vocabulary)
    return sorted(problem for rule in rules for problem in rule(page, corpus)) if page else []
