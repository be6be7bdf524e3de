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

from casebook.media import wordprocessing
from casebook.media.ooxml import settled
from casebook.media.wordprocessing import Face
from casebook.toolkit.forms import Form, Sheet, broken, wrapped

_LONG, _SHORT, _MARGIN = 297.0, 210.0, 18.0
"""The sides of A4 and the margin, in millimetres."""
_ROW, _HAND, _ACCOUNT = 8.0, 12.0, {True: 17.0, False: 22.0}
"""Least height of a row of print, of one to write an entry in and of one for an account, on its side and upright, in
millimetres."""
_TIGHTER = (11.5, 11.0, 10.5, 10.0, 9.5)
"""The same of a row to write an entry in, where the sheet then takes one page."""
_POINT = 0.353
"""Millimetres in a point."""
_LINE, _CELL_LINE, _GAP = 1.7, 1.47, 2.0
"""Height of a line as a multiple of its size, in the highest of the faces in question, and in a cell; space above and
below the text of a cell, in points."""
_SIDES = 3.8
"""What the sides of a cell take, in millimetres."""
_TITLE, _HEADING, _TEXT, _SMALL = 18, 13, 10.5, 9
_AFTER, _SIGNED = 4, 10
"""Space after a line, and before the signatures, in points."""
_TOGETHER = 3
"""Rows of a table that at least go to its last page."""
_DENSE = 8
"""Columns beyond which a table is set in small type."""
_GREY = RGBColor(0x6B, 0x6B, 0x6B)
_GROUND = "F1E7DA"
_BLANK = "\u3000" * 8


def write(form: Form) -> bytes:
    """The file."""
    document = Document()
    wordprocessing.cleared(document, form.title, form.lang)
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(_TEXT)
    normal.paragraph_format.space_after = Pt(_AFTER)
    _paper(document, form)
    title = document.add_heading(level=1)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before = Pt(0)
    title.paragraph_format.space_after = Pt(_AFTER)
    _run(title, form, form.title, _TITLE, sans=True)
    _run(document.add_paragraph(), form, form.notice, _SMALL, grey=True)
    for sheet in form.sheets:
        _sheet(document, form, sheet)
    _sheet(document, form, form.guide)
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue(), form.day)


def _paper(document: DocumentType, form: Form) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if form.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = map(Mm, _sides(form))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    wordprocessing.numbered(section.footer.paragraphs[0], form.footer, _SMALL, chinese=form.lang == "zh")


def _sides(form: Form) -> tuple[float, float]:
    """Width and height of the paper in millimetres."""
    return (_LONG, _SHORT) if form.landscape else (_SHORT, _LONG)


def _titled(form: Form, sheet: Sheet) -> bool:
    return sheet is form.guide or len(form.sheets) > 1


def _sheet(document: DocumentType, form: Form, sheet: Sheet) -> None:
    if _titled(form, sheet):
        heading = document.add_heading(level=2)
        heading.paragraph_format.page_break_before = sheet is not form.sheets[0]
        heading.paragraph_format.space_before = Pt(_AFTER)
        heading.paragraph_format.space_after = Pt(_AFTER)
        _run(heading, form, sheet.title, _HEADING, sans=True)
    for text in sheet.notes:
        _run(document.add_paragraph(), form, text, _TEXT)
    if sheet.fields:
        _run(document.add_paragraph(), form, _BLANK.join((*sheet.fields, "")), _TEXT)
    _table(document, form, sheet)
    if sheet.signatures:
        line = document.add_paragraph()
        line.paragraph_format.space_before = Pt(_SIGNED)
        _run(line, form, _BLANK.join((*sheet.signatures, "")), _TEXT)


def _table(document: DocumentType, form: Form, sheet: Sheet) -> None:
    table = document.add_table(rows=0, cols=len(sheet.head), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    size = _SMALL if len(sheet.head) > _DENSE else _TEXT
    room = _sides(form)[0] - 2 * _MARGIN
    wanted = sheet.widths(room / size / _POINT)
    widths = [room * width / sum(wanted) for width in wanted]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    hand = _hand(form, sheet, widths, size)
    _row(table, widths, _ROW)
    for cell in table.rows[0].cells:
        _shade(cell)
    for row in sheet.rows:
        _row(table, widths, _ROW if row.example or all(row.cells) else hand)
    _write(table, form, sheet, size)
    kept = len(table.rows) - _TOGETHER
    for row in table.rows[max(kept, 0) : None if sheet.signatures else -1]:
        wordprocessing.keep_with_next(row.cells)


def _hand(form: Form, sheet: Sheet, widths: list[float], size: float) -> float:
    """Least height of a row to write in, in millimetres: of entries, less where all of them then stand on one page."""
    if sheet is form.guide or sheet.record:
        return _ROW if sheet is form.guide else _ACCOUNT[form.landscape]
    room = _sides(form)[1] - 2 * _MARGIN - _around(form, sheet)
    heights = [(_printed(row.cells, widths, size), row.example or all(row.cells)) for row in sheet.rows]
    heights.append((_printed(sheet.head, widths, size), True))

    def whole(hand: float) -> float:
        return sum(height if print_ else max(height, hand) for height, print_ in heights)

    return next((hand for hand in (_HAND, *_TIGHTER) if whole(hand) <= room), _HAND)


def _printed(cells: tuple[str, ...], widths: list[float], size: float) -> float:
    """About how high a row of print stands, in millimetres."""
    rooms = ((width - _SIDES) / size / _POINT for width in widths)
    lines = max(wrapped(cell, room) for cell, room in zip(cells, rooms, strict=True))
    return max(_ROW, (lines * size * _CELL_LINE + 2 * _GAP) * _POINT)


def _around(form: Form, sheet: Sheet) -> float:
    """About how much room what stands around the table takes, in millimetres."""
    sizes: list[float] = [_TITLE, _SMALL] if sheet is form.sheets[0] else []
    sizes += [_HEADING] if _titled(form, sheet) else []
    sizes += [_TEXT] * (len(sheet.notes) + bool(sheet.fields) + bool(sheet.signatures))
    gaps = _AFTER * (len(sizes) + 1) + _SIGNED * bool(sheet.signatures)
    return (sum(sizes) * _LINE + gaps) * _POINT


def _row(table: Table, widths: list[float], height: float) -> None:
    """Adds a row of ``height`` millimetres or more, kept on one page; the first is repeated on every page."""
    row = table.add_row()  # type: ignore[no-untyped-call]
    row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(height)
    for name in ("w:cantSplit", "w:tblHeader") if len(table._tbl.tr_lst) == 1 else ("w:cantSplit",):
        row._tr.get_or_add_trPr().append(OxmlElement(name))
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Mm(width)


def _write(table: Table, form: Form, sheet: Sheet, size: float) -> None:
    """Puts the words of the sheet into the cells that are there."""
    printed = [(sheet.head, True, False), *((row.cells, False, row.example) for row in sheet.rows)]
    middle = sheet.centred
    for row, (texts, head, example) in zip(table.rows, printed, strict=True):
        for cell, text, centred in zip(row.cells, texts, middle, strict=True):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(_GAP)
            if head or centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if text:
                _run(paragraph, form, broken(text), size, sans=head, grey=example)


def _shade(cell: _Cell) -> None:
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _GROUND)):
        ground.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(ground)


def _run(line: Paragraph, form: Form, text: str, size: float, *, sans: bool = False, grey: bool = False) -> None:
    made = wordprocessing.run(line, text, Face(size, sans=sans), chinese=form.lang == "zh")
    if grey:
        made.font.color.rgb = _GREY
