"""How paragraphs of a Word file are marked as headings: by styles of many names, what those are based on, by outline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from casebook.word.package import Parts, tree

HEADING, TITLE = "CasebookHeading", "CasebookTitle"
"""Styles that the converter knows: every way of marking a heading is turned into them."""
_LEVELS = re.compile(r"(?:heading|标题) ?([1-9])")
_CHINESE_LEVELS = {f"{numeral}级标题": level for level, numeral in enumerate("一二三四五六", 1)}
_BODY_LEVEL = 9


def text(element: etree._Element) -> str:
    """The words of an element, also those deleted."""
    return "".join(each.text or "" for each in element.iter("{*}t", "{*}delText"))


def val(element: etree._Element | None, name: str = "val") -> str:
    """An attribute, whatever namespace of Word it is in."""
    attributes = element.attrib.items() if element is not None else ()
    return next((str(value) for key, value in attributes if str(key).rpartition("}")[2] == name), "")


def drop(element: etree._Element) -> None:
    """Takes an element out."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


@dataclass(frozen=True)
class Style:
    """A style of paragraphs: its name, the level of heading it makes (0 for none), the numbering it brings."""

    name: str
    level: int
    numbering: etree._Element | None


def styles(parts: Parts) -> Mapping[str, Style]:
    """Id of each paragraph style → its name, the level it gives, its numbering; from itself or what it is based on."""
    if "word/styles.xml" not in parts:
        return {}
    raw = {val(style, "styleId"): style for style in tree(parts["word/styles.xml"]).iter("{*}style")}

    def inherited(key: str, read: Callable[[etree._Element], object]) -> object:
        seen: set[str] = set()
        while key in raw and key not in seen:
            seen.add(key)
            if (value := read(raw[key])) is not None:
                return value
            key = val(raw[key].find("{*}basedOn"))
        return None

    found = {}
    for key, style in raw.items():
        level, numbering = inherited(key, _level), inherited(key, lambda each: each.find("{*}pPr/{*}numPr"))
        found[key] = Style(
            val(style.find("{*}name")),
            level if isinstance(level, int) else 0,
            numbering if isinstance(numbering, etree._Element) else None,
        )
    return found


def _level(style: etree._Element) -> int | None:
    """The level a style gives by its name or its outline: 1—9; ``None`` where it says nothing."""
    name = val(style.find("{*}name")).lower()
    if match := _LEVELS.fullmatch(name):
        return int(match[1])
    if name in _CHINESE_LEVELS:
        return _CHINESE_LEVELS[name]
    return _outline(style.find("{*}pPr"))


def _outline(properties: etree._Element | None) -> int | None:
    outline = val(properties.find("{*}outlineLvl")) if properties is not None else ""
    return int(outline) + 1 if outline.isdigit() and int(outline) < _BODY_LEVEL else None


def mark_headings(root: etree._Element, styles: Mapping[str, Style]) -> Iterator[str]:
    """Gives headings the styles that the converter knows, and list items the numbering of their style.

    Takes out the table of contents and gives its lines.
    """
    for paragraph in list(root.iter("{*}p")):
        properties = paragraph.find("{*}pPr")
        if properties is None:
            continue
        mark = properties.find("{*}pStyle")
        style = styles.get(val(mark), Style("", 0, None))
        level = _outline(properties) or style.level
        name = style.name.lower()
        if re.fullmatch(r"(toc|目录) ?\d?", name):
            yield text(paragraph)
            drop(paragraph)
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
