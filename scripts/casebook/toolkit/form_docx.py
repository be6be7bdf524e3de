"""A form as a word-processor file: A4, room to write by hand, table heads repeated on every page, and its guide."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from casebook.media.ooxml import settled
from casebook.toolkit.forms import Form, Sheet

_LATIN, _SERIF, _SANS = "Times New Roman", "宋体", "黑体"
_LONG, _SHORT, _MARGIN = 297.0, 210.0, 18.0
"""The sides of A4 and the margin, in millimetres."""
_ROW, _HAND, _ACCOUNT = 8.0, 12.0, {True: 17.0, False: 22.0}
"""Least height of a row of print, of one to write an entry in and of one for an account, on its side and upright, in
millimetres."""
_POINT = 0.353
"""Millimetres in a point."""
_IDEOGRAPHS = "\u2e80"
"""From here on characters are East Asian; quotation marks beside them are to be East Asian too."""
_TITLE, _HEADING, _TEXT, _SMALL = 18, 13, 10.5, 9
_DENSE = 8
"""Columns beyond which a table is set in small type."""
_GREY = RGBColor(0x6B, 0x6B, 0x6B)
_GROUND = "F1E7DA"
_BLANK = "\u3000" * 8


def write(form: Form) -> bytes:
    """The file."""
    document = Document()
    _clear(document, form)
    _paper(document, form)
    title = document.add_heading(level=1)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, form.title, _TITLE, sans=True)
    _run(document.add_paragraph(), form.notice, _SMALL, grey=True)
    for sheet in form.sheets:
        _sheet(document, form, sheet, titled=len(form.sheets) > 1)
    _sheet(document, form, form.guide, titled=True)
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue(), form.day)


def _clear(document: DocumentType, form: Form) -> None:
    """Leaves nothing of the library's own template but its styles: no names, no remarks, no picture of a page."""
    properties = document.core_properties
    properties.title, properties.comments, properties.keywords = form.title, "", ""
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(key)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for name in ("Normal", "Table Grid", "Footer"):
        style: Any = document.styles[name]
        _fonts(style.element.get_or_add_rPr(), sans=False)
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(_TEXT)
    normal.paragraph_format.space_after = Pt(4)


def _paper(document: DocumentType, form: Form) -> None:
    section = document.sections[0]
    wide, high = (_LONG, _SHORT) if form.landscape else (_SHORT, _LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if form.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, rest = form.footer.split("{page}")
    between, after = rest.split("{pages}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        _run(footer, text, _SMALL)
        if field:
            _field(_run(footer, "", _SMALL), field)


def _sheet(document: DocumentType, form: Form, sheet: Sheet, *, titled: bool) -> None:
    if titled:
        heading = document.add_heading(level=2)
        heading.paragraph_format.page_break_before = sheet is not form.sheets[0]
        _run(heading, sheet.title, _HEADING, sans=True)
    for text in sheet.notes:
        _run(document.add_paragraph(), text, _TEXT)
    if sheet.fields:
        _run(document.add_paragraph(), _BLANK.join((*sheet.fields, "")), _TEXT)
    _table(document, form, sheet)
    if sheet.signatures:
        line = document.add_paragraph()
        line.paragraph_format.space_before = Pt(10)
        _run(line, _BLANK.join((*sheet.signatures, "")), _TEXT)


def _table(document: DocumentType, form: Form, sheet: Sheet) -> None:
    table = document.add_table(rows=0, cols=len(sheet.head), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    size = _SMALL if len(sheet.head) > _DENSE else _TEXT
    room = (_LONG if form.landscape else _SHORT) - 2 * _MARGIN
    wanted = sheet.widths(room / size / _POINT)
    widths = [Mm(room * width / sum(wanted)) for width in wanted]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    hand = _ROW if sheet is form.guide else _ACCOUNT[form.landscape] if sheet.record else _HAND
    _row(table, widths, _ROW)
    for cell in table.rows[0].cells:
        _shade(cell)
    for row in sheet.rows:
        _row(table, widths, _ROW if row.example or all(row.cells) else hand)
    _write(table, sheet, size)
    if sheet.signatures:
        for cell in table.rows[-1].cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _row(table: Table, widths: list[Mm], height: float) -> None:
    """Adds a row of ``height`` millimetres or more, kept on one page; the first is repeated on every page."""
    row = table.add_row()  # type: ignore[no-untyped-call]
    row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(height)
    for name in ("w:cantSplit", "w:tblHeader") if len(table._tbl.tr_lst) == 1 else ("w:cantSplit",):
        row._tr.get_or_add_trPr().append(OxmlElement(name))
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = width


def _write(table: Table, sheet: Sheet, size: float) -> None:
    """Puts the words of the sheet into the cells that are there."""
    printed = [(sheet.head, True, False), *((row.cells, False, row.example) for row in sheet.rows)]
    middle = sheet.centred
    for row, (texts, head, example) in zip(table.rows, printed, strict=True):
        for cell, text, centred in zip(row.cells, texts, middle, strict=True):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            if head or centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if text:
                _run(paragraph, text, size, sans=head, grey=example)


def _shade(cell: _Cell) -> None:
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _GROUND)):
        ground.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(ground)


def _run(paragraph: Paragraph, text: str, size: float, *, sans: bool = False, grey: bool = False) -> Run:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    if grey:
        run.font.color.rgb = _GREY
    elif sans:
        run.font.color.rgb = RGBColor(0, 0, 0)
    run.font.bold = sans
    _fonts(run._r.get_or_add_rPr(), sans=sans)
    if any(character >= _IDEOGRAPHS for character in text):
        run._r.rPr.rFonts.set(qn("w:hint"), "eastAsia")  # type: ignore[union-attr]
    return run


def _fonts(properties: Any, *, sans: bool) -> None:
    """Names the typeface for East Asian text too, or WPS and Word show their own."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), _LATIN)
    fonts.set(qn("w:eastAsia"), _SANS if sans else _SERIF)


def _field(run: Run, name: str) -> None:
    """A number that the word processor works out."""
    parts = (("fldChar", "begin"), ("instrText", name), ("fldChar", "separate"), ("t", "1"), ("fldChar", "end"))
    for tag, value in parts:
        element = OxmlElement(f"w:{tag}")
        if tag == "fldChar":
            element.set(qn("w:fldCharType"), value)
        else:
            element.text = value
        run._r.append(element)
