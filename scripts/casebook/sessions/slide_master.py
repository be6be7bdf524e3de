"""The empty presentation that slides are written into: 16:9, three layouts, the site's colours, fonts for both scripts."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as PresentationType
from pptx.util import Pt

from casebook.sessions.appearance import (
    BAR,
    BODY_BOX,
    COVER_BAR,
    COVER_SIZE,
    COVER_TEXT_BOX,
    COVER_TITLE_BOX,
    EAST_ASIAN,
    FOOTER_BOX,
    INK,
    LATIN,
    LINE_SPACING,
    NUMBER_BOX,
    QUIET,
    RED,
    SMALL,
    TITLE_BOX,
)
from casebook.sessions.frames import GAP, HEIGHT, INDENT, TEXTS, TITLES, WIDTH

TITLE_SLIDE, TEXT_SLIDE, TABLE_SLIDE = range(3)
_KEPT = (0, 1, 5)
"""The library's own layouts that are used: title, title and text, title only."""
_BOXES = {
    PP_PLACEHOLDER.TITLE: TITLE_BOX,
    PP_PLACEHOLDER.OBJECT: BODY_BOX,
    PP_PLACEHOLDER.BODY: BODY_BOX,
    PP_PLACEHOLDER.CENTER_TITLE: COVER_TITLE_BOX,
    PP_PLACEHOLDER.SUBTITLE: COVER_TEXT_BOX,
    PP_PLACEHOLDER.FOOTER: FOOTER_BOX,
    PP_PLACEHOLDER.SLIDE_NUMBER: NUMBER_BOX,
}
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def empty() -> PresentationType:
    """A presentation without slides."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _layouts(presentation)
    master = presentation.slide_master
    for holder in (master, *presentation.slide_layouts):
        _arrange(holder)
    _styles(master)
    _theme(master)
    for layout in presentation.slide_layouts:
        cover = layout.name == "Title Slide"
        _bar(layout, COVER_BAR if cover else BAR)
    package = presentation.part.package
    for key, relation in list(package._rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package._rels.pop(key)
    for key, relation in list(presentation.part.rels.items()):
        if relation.reltype.endswith("/printerSettings"):
            presentation.part.rels.pop(key)
    return presentation


def _layouts(presentation: PresentationType) -> None:
    layouts = list(presentation.slide_layouts)
    for number, layout in enumerate(layouts):
        if number not in _KEPT:
            presentation.slide_layouts.remove(layout)


def _arrange(holder: Any) -> None:
    """Puts the placeholders of the master or a layout where they belong; the date has none, for nothing asks the clock."""
    for shape in list(holder.placeholders):
        kind = shape.placeholder_format.type
        if kind == PP_PLACEHOLDER.DATE:
            shape._element.getparent().remove(shape._element)
        elif kind in _BOXES:
            shape.left, shape.top, shape.width, shape.height = (Pt(value) for value in _BOXES[kind])
            _body(shape, kind)


def _body(shape: Any, kind: PP_PLACEHOLDER) -> None:
    """Margins, anchor and size of a placeholder's text; nothing shrinks or grows by itself."""
    properties = shape._element.txBody.find(qn("a:bodyPr"))
    for child in list(properties):
        properties.remove(child)
    top = kind in (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.SUBTITLE)
    properties.attrib.update({"lIns": "0", "rIns": "0", "tIns": "0", "bIns": "0", "anchor": "t" if top else "ctr"})
    style = shape._element.txBody.find(qn("a:lstStyle"))
    for child in list(style):
        style.remove(child)
    if kind == PP_PLACEHOLDER.CENTER_TITLE:
        style.append(_level(COVER_SIZE, RED, bold=True))
    elif kind == PP_PLACEHOLDER.SUBTITLE:
        style.append(_level(TEXTS[-1], INK, space=14))
    elif kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
        style.append(_level(SMALL, QUIET, align="r" if kind == PP_PLACEHOLDER.SLIDE_NUMBER else "l"))


def _styles(master: Any) -> None:
    """The text styles that every slide inherits."""
    styles = master._element.find(qn("p:txStyles"))
    for name, level in (
        ("titleStyle", _level(TITLES[0], RED, bold=True)),
        ("bodyStyle", _level(TEXTS[-1], INK, space=GAP)),
    ):
        style = styles.find(qn(f"p:{name}"))
        old = style.find(qn("a:lvl1pPr"))
        style.replace(old, level)


def _level(size: int, colour: str, *, bold: bool = False, align: str = "l", space: int = 0) -> Any:
    """The first level of a text style."""
    return parse_xml(
        f'<a:lvl1pPr xmlns:a="{_A}" marL="0" indent="0" algn="{align}" eaLnBrk="1" latinLnBrk="0" hangingPunct="0">'
        f'<a:lnSpc><a:spcPct val="{LINE_SPACING * 1000}"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="{space * 100}"/></a:spcAft><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="{int(bold)}" kern="1200"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        f'<a:latin typeface="{LATIN}"/><a:ea typeface="{EAST_ASIAN}"/><a:cs typeface="{LATIN}"/></a:defRPr></a:lvl1pPr>'
    )


def bullet(paragraph: Any) -> None:
    """Gives a paragraph a mark and hangs it."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Pt(INDENT)))
    properties.set("indent", str(-Pt(INDENT)))
    properties.append(parse_xml(f'<a:buFont xmlns:a="{_A}" typeface="Arial"/>'))
    properties.append(parse_xml(f'<a:buChar xmlns:a="{_A}" char="•"/>'))


def _theme(master: Any) -> None:
    """Fonts and colours for whatever a trainer adds to the slides."""
    part = next(relation.target_part for relation in master.part.rels.values() if relation.reltype.endswith("/theme"))
    theme = etree.fromstring(part.blob)
    for group in theme.iter(f"{{{_A}}}majorFont", f"{{{_A}}}minorFont"):
        for tag, name in (("latin", LATIN), ("ea", EAST_ASIAN)):
            for face in group.iter(f"{{{_A}}}{tag}"):
                face.set("typeface", name)
    for name, colour in (("dk2", INK), ("accent1", RED), ("accent2", QUIET), ("hlink", RED)):
        for element in theme.iter(f"{{{_A}}}{name}"):
            for child in list(element):
                element.remove(child)
            etree.SubElement(element, f"{{{_A}}}srgbClr", val=colour)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _bar(layout: Any, box: tuple[int, int, int, int]) -> None:
    """A red bar beside the title, drawn on the layout, behind everything."""
    left, top, width, height = (Pt(value) for value in box)
    tree = layout.shapes._spTree
    tree.insert(
        2,
        parse_xml(
            f'<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="{_A}"><p:nvSpPr>'
            f'<p:cNvPr id="900" name="Bar" descr=""/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
            f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            f'</a:prstGeom><a:solidFill><a:srgbClr val="{RED}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
        ),
    )
