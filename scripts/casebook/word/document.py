"""The text of a Word file made plain before it is converted, and a list of what stays behind.

Word keeps much beside the running text: comments, notes, boxes, deleted and hidden words. None of it becomes part of a
page; each is taken out here and listed with its words, so that nothing is lost unseen.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from casebook.word.package import Parts, main_part, tree
from casebook.word.styles import drop, mark_headings, styles, text, val

_NOTES = {"footnote": "脚注", "endnote": "尾注", "comment": "批注"}


@dataclass(frozen=True)
class Leftover:
    """Something that is not brought over: what it is, and its words."""

    kind: str
    text: str


@dataclass(frozen=True)
class Plain:
    """A Word file with nothing but its running text, what was left behind, and the words that must all come over."""

    content: bytes
    leftovers: tuple[Leftover, ...]
    paragraphs: tuple[str, ...]


def plain(parts: Parts) -> Plain:
    """Takes out of the parts whatever is no running text. Raises :class:`casebook.word.package.WordError`."""
    name = main_part(parts)
    root = tree(parts[name])
    found = list(_outside(parts))
    for step in (_boxes, _revisions, _hidden, _formulas, _rubies, _references):
        found += step(root)
    found += (Leftover("目录", words) for words in mark_headings(root, styles(parts)))
    content = _zip({**parts, name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)})
    words = (text(paragraph) for paragraph in root.iter("{*}p"))
    return Plain(content, tuple(item for item in found if item.text.strip()), tuple(filter(None, words)))


def _zip(parts: Parts) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def _unwrap(element: etree._Element) -> None:
    """Puts the children of an element in its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def _take(root: etree._Element, kind: str, *names: str) -> Iterator[Leftover]:
    """Takes out all elements of these names, outermost first."""
    for element in list(root.iter(*(f"{{*}}{name}" for name in names))):
        if any(parent is root for parent in element.iterancestors()):
            yield Leftover(kind, text(element))
            drop(element)


def _outside(parts: Parts) -> Iterator[Leftover]:
    """Notes, comments, headers and footers: each in a part of its own."""
    for name, content in sorted(parts.items()):
        match = re.match(r"word/(footnotes|endnotes|comments|header\d*|footer\d*)\.xml$", name)
        if not match:
            continue
        kind = match[1].rstrip("s0123456789")
        if kind in _NOTES:
            notes = [note for note in tree(content).iter(f"{{*}}{kind}") if val(note, "type") in ("", "normal")]
            yield from (Leftover(f"{_NOTES[kind]} {number}", text(note)) for number, note in enumerate(notes, 1))
        elif re.search(r"\w", re.sub(r"[\d第页共/\-—\s]", "", words := text(tree(content)))):
            yield Leftover("页眉" if kind == "header" else "页脚", words)


def _boxes(root: etree._Element) -> Iterator[Leftover]:
    """Text boxes, which Word writes twice: for itself and for older readers."""
    for fallback in list(root.iter("{*}Fallback")):
        parent = fallback.getparent()
        if parent is not None and any(True for _ in parent.iter("{*}txbxContent")):
            choice = parent.find("{*}Choice")
            if choice is not None and any(True for _ in choice.iter("{*}txbxContent")):
                for box in list(fallback.iter("{*}txbxContent")):
                    drop(box)
    yield from _take(root, "文本框", "txbxContent")


def _revisions(root: etree._Element) -> Iterator[Leftover]:
    """Tracked changes: what was added stays, what was taken out is left behind."""
    for mark in list(root.iter("{*}ins", "{*}moveTo")):
        if words := text(mark):
            yield Leftover("修订中加上的字（已留在正文里）", words)
            _unwrap(mark)
    for mark in list(root.iter("{*}del", "{*}moveFrom")):
        if words := text(mark):
            yield Leftover("修订中删去的字", words)
            drop(mark)


def _hidden(root: etree._Element) -> Iterator[Leftover]:
    """Words that Word does not show."""
    for run in list(root.iter("{*}r")):
        mark = run.find("{*}rPr/{*}vanish")
        if mark is not None and val(mark) not in ("0", "false"):
            yield Leftover("隐藏的文字", text(run))
            drop(run)


def _formulas(root: etree._Element) -> Iterator[Leftover]:
    yield from _take(root, "公式", "oMathPara", "oMath")


def _rubies(root: etree._Element) -> Iterator[Leftover]:
    """Pinyin above words: the words stay."""
    for ruby in list(root.iter("{*}ruby")):
        for above in list(ruby.iter("{*}rt")):
            yield Leftover("拼音标注", text(above))
            drop(above)
        for base in list(ruby.iter("{*}rubyBase")):
            _unwrap(base)
        run = ruby.getparent()
        inner = list(ruby)
        if run is not None and (outer := run.getparent()) is not None:
            at = outer.index(run)
            outer[at : at + 1] = inner


def _references(root: etree._Element) -> Iterator[Leftover]:
    """The marks of notes and comments in the text, whose words are listed already."""
    for mark in list(root.iter("{*}footnoteReference", "{*}endnoteReference", "{*}commentReference")):
        drop(mark)
    yield from ()
