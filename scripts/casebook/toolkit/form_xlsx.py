"""A form as a spreadsheet file: a worksheet for each sheet, ready to be filled in and printed on A4, and its guide."""

from __future__ import annotations

import io
import math
import re

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from casebook.media.ooxml import settled
from casebook.toolkit.forms import FLOW, Form, Hint, Sheet, broken, ems, wrapped

_FONTS = {"zh": "宋体", "en": "Arial"}
_LINE = 15.0
"""Height of a line of text in points."""
_HAND, _TIGHT = 30.0, 24.0
"""Least height of a row that is written in by hand, in points, and that where the sheet is longer than a page."""
_TOTAL = {True: 66.0, False: 44.0}
"""Width of all columns in ems of the body's type, for a page on its side and upright: more is printed smaller."""
_LONG, _SHORT = 842.0, 595.0
"""The sides of A4 in points."""
_SIDES, _ENDS = 36.0, 50.4
"""Margins at the sides, and above and below, in points."""
_CHARACTER, _CELL = 5.25, 3.75
"""Width of a column of one character, in points, and what a column has beside its characters."""
_MOST = 1.6
"""Pages of questions that are printed smaller, to stand on one."""
_SIDE = Side(style="thin", color="808080")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_GROUND = PatternFill("solid", fgColor="F1E7DA")
_TOP = Alignment(vertical="center", wrap_text=True)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_AMOUNT = re.compile(r"^\d{1,9}\.\d\d$")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME, _LONGEST_PROMPT, _LONGEST_LIST = 31, 255, 255
_A4 = 9


def write(form: Form) -> bytes:
    """The file. Text that begins with ``=`` stays text: nothing in a form is calculated."""
    book = Workbook()
    book.remove(book.active)
    for sheet in (*form.sheets, form.guide):
        page = book.create_sheet(_name(sheet.title, book.sheetnames))
        _fill(page, form, sheet)
    book.properties.title = form.title
    book.properties.creator = ""
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue(), form.day)


def _name(title: str, taken: list[str]) -> str:
    """A name that a spreadsheet program accepts and that no other worksheet has."""
    name = _FORBIDDEN.sub(" ", title)[:_LONGEST_NAME]
    return name if name not in taken else f"{name[: _LONGEST_NAME - 3]} {len(taken) + 1}"


def _fill(page: Worksheet, form: Form, sheet: Sheet) -> None:
    widths = sheet.widths(_TOTAL[form.landscape])
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = round(width * 2 + 1, 1)
    own = sheet.title if sheet.title != form.title else ""
    row = _line(page, form, 1, f"{form.title} · {own}" if own else form.title, sum(widths), bold=True, size=15)
    for text in (form.notice, *sheet.notes):
        row = _line(page, form, row, text, sum(widths), size=9)
    if sheet.fields:
        row = _line(page, form, row, _blanks(sheet.fields), sum(widths), least=_HAND)
    last = _table(page, form, sheet, row, widths)
    if sheet.signatures:
        _line(page, form, last + 1, _blanks(sheet.signatures), sum(widths), least=_HAND)
    _validate(page, form, sheet, row + 1, last)
    _print(page, form, row)
    grows = sheet.register and sheet.id != FLOW
    if pages(page) > 1:
        _tighten(page, sheet, row, widths, grows)
    if not grows and pages(page) <= _MOST:
        page.page_setup.fitToHeight = 1
    if sheet is not form.guide:
        page.freeze_panes = f"A{row + 1}"
    if sheet.register:
        page.auto_filter.ref = f"A{row}:{get_column_letter(len(sheet.head))}{last}"


def _line(
    page: Worksheet,
    form: Form,
    row: int,
    text: str,
    width: float,
    *,
    bold: bool = False,
    size: int = 11,
    least: float = 0,
) -> int:
    """Writes a line over all columns; gives the number of the next row."""
    columns = len(page.column_dimensions)
    page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    cell = page.cell(row, 1, text)
    cell.data_type = "s"
    cell.font = Font(name=_FONTS[form.lang], size=size, bold=bold)
    cell.alignment = _TOP
    lines = math.ceil(ems(text) * size / 11 / width)
    page.row_dimensions[row].height = max(lines * _LINE * size / 11 + 6, least)
    return row + 1


def _table(page: Worksheet, form: Form, sheet: Sheet, top: int, widths: tuple[float, ...]) -> int:
    """Writes head and rows from row ``top`` on; gives the number of the last row."""
    rows = [(sheet.head, True, False), *((row.cells, False, row.example) for row in sheet.rows)]
    for number, (cells, head, example) in enumerate(rows, top):
        for column, (text, centred) in enumerate(zip(cells, sheet.centred, strict=True), 1):
            cell = page.cell(number, column)
            _put(cell, broken(text))
            cell.font = Font(
                name=_FONTS[form.lang], size=11, bold=head, italic=example, color="6B6B6B" if example else None
            )
            cell.alignment = _CENTRE if head or centred else _TOP
            cell.border = _BORDER
            if head:
                cell.fill = _GROUND
        page.row_dimensions[number].height = _height(cells, widths, _HAND * _times(sheet, cells))
    return top + len(sheet.rows)


def _put(cell: Cell, text: str) -> None:
    """Numbers as numbers, everything else as text, never as something to be calculated."""
    if _AMOUNT.match(text):
        cell.value, cell.number_format = float(text), "0.00"
    elif text.isdecimal():
        cell.value = int(text)
    elif text:
        cell.value, cell.data_type = text, "s"


def _validate(page: Worksheet, form: Form, sheet: Sheet, first: int, last: int) -> None:
    """Gives each column that the guide speaks of its hint, shown at the cell, and its choices as a list."""
    known = {hint.column: hint for hint in form.hints}
    for number, column in enumerate(sheet.head, 1):
        if sheet is not form.guide and (hint := known.get(column)) and first <= last:
            rule = _rule(hint)
            rule.add(f"{get_column_letter(number)}{first}:{get_column_letter(number)}{last}")
            page.add_data_validation(rule)


def _rule(hint: Hint) -> DataValidation:
    """A list that offers its choices and lets other words pass: a form is for people."""
    listed = ",".join(hint.choices)
    rule = DataValidation(
        type="list" if listed and len(listed) < _LONGEST_LIST else None,
        formula1=f'"{listed}"' if listed and len(listed) < _LONGEST_LIST else None,
        allow_blank=True,
        showInputMessage=True,
        showErrorMessage=False,
    )
    rule.promptTitle, rule.prompt = hint.column[:_LONGEST_NAME], hint.text[:_LONGEST_PROMPT]
    return rule


def _print(page: Worksheet, form: Form, head: int) -> None:
    """A4, as wide as the paper, the table's head on every page, pages numbered."""
    page.page_setup.paperSize = _A4
    page.page_setup.orientation = "landscape" if form.landscape else "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_options.horizontalCentered = True
    page.print_title_rows = f"{head}:{head}"
    page.page_margins.left = page.page_margins.right = _SIDES / 72
    page.page_margins.top = page.page_margins.bottom = _ENDS / 72
    page.oddFooter.center.text = form.footer.format(page="&P", pages="&N")


def pages(page: Worksheet) -> float:
    """About how many pages a worksheet fills when it is printed as wide as the paper."""
    wide, high = (_LONG, _SHORT) if page.page_setup.orientation == "landscape" else (_SHORT, _LONG)
    width = sum(float(column.width) * _CHARACTER + _CELL for column in page.column_dimensions.values())
    height = sum(float(row.height) for row in page.row_dimensions.values())
    return height * min(1.0, (wide - 2 * _SIDES) / width) / (high - 2 * _ENDS)


def _tighten(page: Worksheet, sheet: Sheet, head: int, widths: tuple[float, ...], grows: bool) -> None:
    """Lowers the rows below the ``head``; of a list that grows only where it then prints on one page."""
    before = {number: page.row_dimensions[number].height for number in range(head + 1, head + 1 + len(sheet.rows))}
    for number, row in zip(before, sheet.rows, strict=True):
        page.row_dimensions[number].height = _height(row.cells, widths, _TIGHT * _times(sheet, row.cells))
    if grows and pages(page) > 1:
        for number, height in before.items():
            page.row_dimensions[number].height = height


def _height(cells: tuple[str, ...], widths: tuple[float, ...], least: float) -> float:
    """The height of a row in points."""
    lines = max(wrapped(text, width) for text, width in zip(cells, widths, strict=True))
    return max(lines * _LINE + 6, least)


def _times(sheet: Sheet, cells: tuple[str, ...]) -> int:
    """An account takes two rows of an entry."""
    return 2 if sheet.record and not all(cells) else 1


def _blanks(fields: tuple[str, ...]) -> str:
    return ("\u3000" * 6).join(fields)
