"""A deck as a presentation: editable placeholders and tables, speaker notes, fonts named for both scripts."""

from __future__ import annotations

import copy
import io
import unicodedata
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from casebook.media.ooxml import settled
from casebook.sessions.appearance import CLOCK_BOX, EAST_ASIAN, GROUND, INK, LATIN, QUIET, RULE, SMALL
from casebook.sessions.deck import Deck
from casebook.sessions.frames import BODY_WIDTH, LEFT, MARGIN, TOP, Grid, Line, Slide
from casebook.sessions.slide_master import TABLE_SLIDE, TEXT_SLIDE, TITLE_SLIDE, bullet, empty

_SIDES = 7
"""Space at either side of a cell's text, in points."""


def write(deck: Deck) -> bytes:
    """The file. The same deck gives the same bytes."""
    presentation = empty()
    properties = presentation.core_properties
    properties.title, properties.language = deck.title, "zh-CN" if deck.lang == "zh" else "en"
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    properties.revision = 1
    for slide in deck.slides:
        _slide(presentation, slide, deck)
    out = io.BytesIO()
    presentation.save(out)
    return settled(out.getvalue(), deck.day)


def _slide(presentation: Any, slide: Slide, deck: Deck) -> None:
    kind = TITLE_SLIDE if slide.kind == "title" else TABLE_SLIDE if slide.grid else TEXT_SLIDE
    layout = presentation.slide_layouts[kind]
    made = presentation.slides.add_slide(layout)
    cover = slide.kind == "title"
    _run(made.shapes.title.text_frame.paragraphs[0], slide.title, size=0 if cover else slide.title_size)
    if slide.grid:
        _table(made, slide.grid, slide.size)
    else:
        _text(made.placeholders[1], slide.lines, 0 if cover else slide.size)
    if slide.clock:
        _clock(made, slide.clock)
    _foot(made, layout, deck.footer)
    _notes(made, slide.notes)


def _text(shape: Any, lines: tuple[Line, ...], size: int) -> None:
    """The lines as paragraphs of a placeholder in ``size`` points, 0 for its own; an empty placeholder goes, or it would ask to be filled."""
    if not lines:
        shape._element.getparent().remove(shape._element)
        return
    frame = shape.text_frame
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        if line.marked:
            bullet(paragraph)
        if line.lead:
            _run(paragraph, line.lead, size=size, bold=True)
        if line.text:
            _run(paragraph, line.text, size=size)


def _table(made: Any, grid: Grid, size: int) -> None:
    height = grid.height(size)
    shape = made.shapes.add_table(len(grid.rows), len(grid.widths), Pt(LEFT), Pt(TOP), Pt(BODY_WIDTH), Pt(height))
    table = shape.table
    table.first_row, table.horz_banding = True, False
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Pt(width)
    for number, row in enumerate(grid.rows):
        table.rows[number].height = Pt(grid.row_height(row, size))
        for cell, text in zip(table.rows[number].cells, row, strict=True):
            _cell(cell, text, size, head=number == 0)


def _cell(cell: Any, text: str, size: int, *, head: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(_SIDES)
    cell.margin_top = cell.margin_bottom = Pt(MARGIN / 2)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE if head else MSO_ANCHOR.TOP
    if head:
        cell.fill.solid()
        cell.fill.fore_color.rgb = _rgb(GROUND)
    else:
        cell.fill.background()
    _run(cell.text_frame.paragraphs[0], text, size=size, bold=head, colour=INK)
    properties = cell._tc.get_or_add_tcPr()
    for at, side in enumerate(("lnL", "lnR", "lnT", "lnB")):
        properties.insert(at, _border(side))


def _border(side: str) -> Any:
    return parse_xml(
        f'<a:{side} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="9525">'
        f'<a:solidFill><a:srgbClr val="{RULE}"/></a:solidFill></a:{side}>'
    )


def _clock(made: Any, text: str) -> None:
    """Which part it is and when, at the upper right."""
    box = made.shapes.add_textbox(*map(Pt, CLOCK_BOX))
    frame = box.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    _run(frame.paragraphs[0], text, size=SMALL, colour=QUIET)


def _foot(made: Any, layout: Any, text: str) -> None:
    """Footer and page number: the layout's placeholders, which a new slide does not bring along."""
    for shape in layout.placeholders:
        kind = shape.placeholder_format.type
        if kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            made.shapes._spTree.append(copy.deepcopy(shape._element))
            own = made.shapes[-1]
            paragraph = own.text_frame.paragraphs[0]
            if kind == PP_PLACEHOLDER.FOOTER:
                paragraph.clear()
                _run(paragraph, text)
            else:
                for properties in own._element.iter(qn("a:rPr")):
                    _fonts(properties)


def _notes(made: Any, notes: tuple[str, ...]) -> None:
    frame = made.notes_slide.notes_text_frame
    for number, note in enumerate(notes):
        _run(frame.paragraphs[0] if number == 0 else frame.add_paragraph(), note)


def _run(paragraph: Any, text: str, *, size: int = 0, bold: bool = False, colour: str = "") -> None:
    run = paragraph.add_run()
    run.text = text
    if bold:
        run.font.bold = True
    if size:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = _rgb(colour)
    properties = run._r.get_or_add_rPr()
    chinese = any(unicodedata.east_asian_width(character) in "WF" for character in text)
    properties.set("lang", "zh-CN" if chinese else "en-GB")
    if chinese:
        properties.set("altLang", "en-GB")
    _fonts(properties)


def _fonts(properties: Any) -> None:
    """Names the typeface for East Asian text too, or WPS and PowerPoint show their own."""
    for tag, name in (("a:latin", LATIN), ("a:ea", EAST_ASIAN), ("a:cs", LATIN)):
        element = properties.find(qn(tag))
        if element is None:
            element = properties.makeelement(qn(tag), {})
            properties.append(element)
        element.set("typeface", name)


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour))  # type: ignore[no-untyped-call]
