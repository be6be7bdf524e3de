"""The text of a Word file made plain before it is converted, and a list of what stays behind.

Word keeps much beside the running text: comments, notes, boxes, deleted and hidden words. None of it becomes part of a
page; each is taken out here and listed with its words, so that nothing is lost unseen.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from casebook.word_package import Parts, main_part, tree

HEADING, TITLE = "CasebookHeading", "CasebookTitle"
"""Styles that the converter knows: every way of marking a heading is turned into them."""
_LEVELS = re.compile(r"(?:heading|标题) ?([1-9])")
_CHINESE_LEVELS = {f"{numeral}级标题": level for level, numeral in enumerate("一二三四五六", 1)}
_BODY_LEVEL = 9
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
    """Takes out of the parts whatever is no running text. Raises :class:`casebook.word_package.WordError`."""
    name = main_part(parts)
    root = tree(parts[name])
    styles = _styles(parts)
    found = list(_outside(parts))
    for step in (_boxes, _revisions, _hidden, _formulas, _rubies, _references):
        found += step(root)
    found += _mark_headings(root, styles)
    content = _zip({**parts, name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)})
    texts = (_text(paragraph) for paragraph in root.iter("{*}p"))
    return Plain(content, tuple(item for item in found if item.text.strip()), tuple(text for text in texts if text))


def _zip(parts: Parts) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(element: etree._Element) -> str:
    """The words of an element, also those deleted."""
    return "".join(each.text or "" for each in element.iter("{*}t", "{*}delText"))


def _val(element: etree._Element | None, name: str = "val") -> str:
    """An attribute, whatever namespace of Word it is in."""
    attributes = element.attrib.items() if element is not None else ()
    return next((str(value) for key, value in attributes if str(key).rpartition("}")[2] == name), "")


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


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
            yield Leftover(kind, _text(element))
            _drop(element)


def _outside(parts: Parts) -> Iterator[Leftover]:
    """Notes, comments, headers and footers: each in a part of its own."""
    for name, content in sorted(parts.items()):
        match = re.match(r"word/(footnotes|endnotes|comments|header\d*|footer\d*)\.xml$", name)
        if not match:
            continue
        kind = match[1].rstrip("s0123456789")
        if kind in _NOTES:
            notes = [note for note in tree(content).iter(f"{{*}}{kind}") if _val(note, "type") in ("", "normal")]
            yield from (Leftover(f"{_NOTES[kind]} {number}", _text(note)) for number, note in enumerate(notes, 1))
        elif re.search(r"\w", re.sub(r"[\d第页共/\-—\s]", "", words := _text(tree(content)))):
            yield Leftover("页眉" if kind == "header" else "页脚", words)


def _boxes(root: etree._Element) -> Iterator[Leftover]:
    """Text boxes, which Word writes twice: for itself and for older readers."""
    for fallback in list(root.iter("{*}Fallback")):
        parent = fallback.getparent()
        if parent is not None and any(True for _ in parent.iter("{*}txbxContent")):
            choice = parent.find("{*}Choice")
            if choice is not None and any(True for _ in choice.iter("{*}txbxContent")):
                for box in list(fallback.iter("{*}txbxContent")):
                    _drop(box)
    yield from _take(root, "文本框", "txbxContent")


def _revisions(root: etree._Element) -> Iterator[Leftover]:
    """Tracked changes: what was added stays, what was taken out is left behind."""
    for mark in list(root.iter("{*}ins", "{*}moveTo")):
        if words := _text(mark):
            yield Leftover("修订中加上的字（已留在正文里）", words)
            _unwrap(mark)
    for mark in list(root.iter("{*}del", "{*}moveFrom")):
        if words := _text(mark):
            yield Leftover("修订中删去的字", words)
            _drop(mark)


def _hidden(root: etree._Element) -> Iterator[Leftover]:
    """Words that Word does not show."""
    for run in list(root.iter("{*}r")):
        mark = run.find("{*}rPr/{*}vanish")
        if mark is not None and _val(mark) not in ("0", "false"):
            yield Leftover("隐藏的文字", _text(run))
            _drop(run)


def _formulas(root: etree._Element) -> Iterator[Leftover]:
    yield from _take(root, "公式", "oMathPara", "oMath")


def _rubies(root: etree._Element) -> Iterator[Leftover]:
    """Pinyin above words: the words stay."""
    for ruby in list(root.iter("{*}ruby")):
        for above in list(ruby.iter("{*}rt")):
            yield Leftover("拼音标注", _text(above))
            _drop(above)
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
        _drop(mark)
    yield from ()


@dataclass(frozen=True)
class _Style:
    name: str
    level: int
    numbering: etree._Element | None


def _styles(parts: Parts) -> Mapping[str, _Style]:
    """Id of each paragraph style → its name, the level it gives, its numbering; from itself or what it is based on."""
    if "word/styles.xml" not in parts:
        return {}
    raw = {_val(style, "styleId"): style for style in tree(parts["word/styles.xml"]).iter("{*}style")}

    def inherited(key: str, read: Callable[[etree._Element], object]) -> object:
        seen: set[str] = set()
        while key in raw and key not in seen:
            seen.add(key)
            if (value := read(raw[key])) is not None:
                return value
            key = _val(raw[key].find("{*}basedOn"))
        return None

    found = {}
    for key, style in raw.items():
        level, numbering = inherited(key, _level), inherited(key, lambda each: each.find("{*}pPr/{*}numPr"))
        found[key] = _Style(
            _val(style.find("{*}name")),
            level if isinstance(level, int) else 0,
            numbering if isinstance(numbering, etree._Element) else None,
        )
    return found


def _level(style: etree._Element) -> int | None:
    """The level a style gives by its name or its outline: 1—9; ``None`` where it says nothing."""
    name = _val(style.find("{*}name")).lower()
    if match := _LEVELS.fullmatch(name):
        return int(match[1])
    if name in _CHINESE_LEVELS:
        return _CHINESE_LEVELS[name]
    return _outline(style.find("{*}pPr"))


def _outline(properties: etree._Element | None) -> int | None:
    outline = _val(properties.find("{*}outlineLvl")) if properties is not None else ""
    return int(outline) + 1 if outline.isdigit() and int(outline) < _BODY_LEVEL else None


def _mark_headings(root: etree._Element, styles: Mapping[str, _Style]) -> Iterator[Leftover]:
    """Gives headings the styles that the converter knows and lists the numbering of their style; drops contents."""
    for paragraph in list(root.iter("{*}p")):
        properties = paragraph.find("{*}pPr")
        if properties is None:
            continue
        mark = properties.find("{*}pStyle")
        style = styles.get(_val(mark), _Style("", 0, None))
        level = _outline(properties) or style.level
        name = style.name.lower()
        if re.fullmatch(r"(toc|目录) ?\d?", name):
            yield Leftover("目录", _text(paragraph))
            _drop(paragraph)
        elif name in ("title", "标题", "文档标题"):
            _restyle(properties, TITLE)
        elif level:
            _restyle(properties, f"{HEADING}{min(level, 6)}")
        elif style.numbering is not None and properties.find("{*}numPr") is None:
            properties.append(etree.fromstring(etree.tostring(style.numbering)))


def _restyle(properties: etree._Element, style: str) -> None:
    """Makes a paragraph one of ``style`` without a number of its own."""
    space = etree.QName(properties).namespace
    for old in (*properties.findall("{*}pStyle"), *properties.findall("{*}numPr")):
        properties.remove(old)
    mark = etree.SubElement(properties, f"{{{space}}}pStyle")
    mark.set(f"{{{space}}}val", style)
    properties.insert(0, mark)
