"""Papers as word-processor files: A4, fonts named for both scripts, headings kept with their text, pages numbered."""

from __future__ import annotations

import io
from itertools import accumulate
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run

from casebook.content.blocks import Fold, Items, Paragraph, Quote, Table
from casebook.content.markdown import Heading, plain, spans
from casebook.media import wordprocessing
from casebook.media.ooxml import settled
from casebook.media.wordprocessing import Face
from casebook.sessions.appearance import GROUND, HAND, PAPER_MARGIN, PAPER_SMALL, PAPER_TITLE, QUIET
from casebook.sessions.measure import columns
from casebook.sessions.papers import WIDTH, Blanks, Paper, Piece, Register, leads

_GREY = RGBColor(*bytes.fromhex(QUIET))
_ENDS = 3
"""Last items of a list, or rows of a table, that stand on one page."""
_DEALT = (20, 25)
"""Paragraphs and rows that LibreOffice deals out to the first page of a long and of a short file, before it looks at
what stays with the next one. Where the page ends there, the last of them is left behind, whatever stands in the file."""


def write(paper: Paper) -> bytes:
    """The file. The same paper gives the same bytes."""
    document = Document()
    wordprocessing.cleared(document, paper.title, paper.lang)
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(paper.size)
    normal.paragraph_format.space_after = Pt(4)
    normal.paragraph_format.line_spacing = 1.0 if paper.name == "case" else 1.1
    _Writer(document, paper).write()
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue(), paper.day)


class _Writer:
    """Writes a paper into a document that holds nothing yet."""

    def __init__(self, document: DocumentType, paper: Paper) -> None:
        self._document, self._paper, self._size = document, paper, paper.size

    def write(self) -> None:
        self._page()
        title = self._document.add_heading(level=1)
        title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(0), Pt(6)
        self._run(title, self._paper.title, Face(PAPER_TITLE, sans=True))
        self._run(self._line(), self._paper.notice, Face(PAPER_SMALL)).font.color.rgb = _GREY
        for group in self._paper.groups:
            before = len(self._body())
            if self._paper.asks:
                self._question(group)
            else:
                for piece in group:
                    self._piece(piece)
            if len(group) > 1:
                _together(self._body()[before:])
        if self._paper.name != "case":
            self._push()

    def _push(self) -> None:
        """Writes as few lines that nobody sees below the notice as let LibreOffice part nothing on the first page."""
        body = self._body()
        counts = (count for count in range(min(_DEALT)) if not any(_parts(body, most - count) for most in _DEALT))
        for _ in range(next(counts, 0)):
            unseen = self._line()
            unseen.paragraph_format.line_spacing, unseen.paragraph_format.space_after = Pt(1), Pt(0)
            body[1].addnext(unseen._p)

    def _page(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(PAPER_MARGIN)
        section.header_distance = section.footer_distance = Mm(PAPER_MARGIN / 2)
        text = f"{self._paper.footer}　{self._paper.page}"
        wordprocessing.numbered(section.footer.paragraphs[0], text, PAPER_SMALL, chinese=self._paper.lang == "zh")

    def _body(self) -> list[Any]:
        """What stands in the body so far. Its last child, the settings of the page, is left out."""
        return list(self._document.element.body)[:-1]

    def _line(self) -> Line:
        return self._document.add_paragraph()

    def _question(self, group: tuple[Piece, ...]) -> None:
        """A heading, and one paragraph with a row for each text: long chains of paragraphs LibreOffice tears apart."""
        line: Line | None = None
        for piece in group:
            if not isinstance(piece, Paragraph):
                self._piece(piece)
                line = None
            elif line is None:
                line = self._line()
                line.paragraph_format.keep_together, line.paragraph_format.line_spacing = True, 1.2
                self._spans(line, piece.text, self._size)
            else:
                line.runs[-1].add_break()
                self._spans(line, piece.text, self._size)

    def _piece(self, piece: Piece) -> None:
        if isinstance(piece, Heading):
            self._heading(piece)
        elif isinstance(piece, Paragraph):
            line = self._line()
            line.paragraph_format.keep_with_next = leads(piece) or None
            self._spans(line, piece.text, self._size)
        elif isinstance(piece, Quote):
            line = self._line()
            line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(2 * self._size)
            self._spans(line, piece.text, self._size)
        elif isinstance(piece, Items):
            self._items(piece)
        elif isinstance(piece, Table):
            self._table(piece)
        elif isinstance(piece, Fold):
            self._run(self._line(), plain(piece.title), Face(self._size, bold=True))
            for block in piece.blocks:
                self._piece(block)
        elif isinstance(piece, Register):
            self._register(piece)
        else:
            for _ in range(piece.count):
                self._run(self._line(), "＿" * int(WIDTH / self._size - 1), Face(self._size))

    def _heading(self, heading: Heading) -> None:
        line = self._document.add_heading(level=min(heading.level, 4))
        line.paragraph_format.keep_with_next = True
        line.paragraph_format.space_before = Pt(self._size * (0.9 if heading.level <= 2 else 0.6))
        line.paragraph_format.space_after = Pt(self._size * 0.3)
        size = self._size + {2: 3, 3: 1.5}.get(heading.level, 0.5)
        self._run(line, plain(heading.text), Face(size, sans=True))

    def _items(self, items: Items) -> None:
        """A list with its marks as text, hanging, which every word processor shows alike."""
        indent = Pt(2 * self._size)
        for number, item in enumerate(items.items, 1):
            line = self._line()
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = indent, -indent
            line.paragraph_format.tab_stops.add_tab_stop(indent)
            line.paragraph_format.keep_with_next = _at_an_end(number, len(items.items)) or None
            line.paragraph_format.space_after = Pt(2) if number < len(items.items) else None
            self._run(line, f"{number}.\t" if items.ordered else "•\t", Face(self._size))
            self._spans(line, item, self._size)

    def _table(self, table: Table) -> None:
        rows = [table.head, *table.rows]
        wanted = columns([[plain(cell) for cell in row] for row in rows])
        made = self._grid([WIDTH * width / sum(wanted) for width in wanted])
        for number, cells in enumerate(rows):
            row = self._row(made, cells, self._size - 1, head=number == 0)
            if number and isinstance(table, Blanks):
                row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(HAND)
            if _at_an_end(number, len(table.rows)):
                wordprocessing.keep_with_next(row.cells)
        after = self._line()
        after.paragraph_format.space_after = Pt(0)
        after.paragraph_format.line_spacing = Pt(6)

    def _register(self, register: Register) -> None:
        wanted = [12.0 if at else 4.0 for at in range(len(register.head))]
        made = self._grid([WIDTH * width / sum(wanted) for width in wanted])
        self._row(made, register.head, self._size, head=True)
        for number in range(1, register.count + 1):
            row = self._row(made, (str(number), *[""] * (len(register.head) - 1)), self._size)
            row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(HAND)
            row.cells[0].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            row.cells[0].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _grid(self, widths: list[float]) -> Any:
        table = self._document.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Pt(width)
        return table

    def _row(self, table: Any, cells: tuple[str, ...], size: float, *, head: bool = False) -> Any:
        """A row that stays on one page; a head comes again on every page."""
        row = table.add_row()
        _mark(row._tr.get_or_add_trPr(), "w:cantSplit")
        if head:
            _mark(row._tr.get_or_add_trPr(), "w:tblHeader")
        for cell, text, column in zip(row.cells, cells, table.columns, strict=True):
            cell.width = column.width
            line = cell.paragraphs[0]
            line.paragraph_format.space_after = Pt(1)
            if head:
                _mark(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=GROUND)
                self._run(line, plain(text), Face(size, sans=True))
            else:
                self._spans(line, text, size)
        return row

    def _spans(self, line: Line, text: str, size: float) -> None:
        for part, strong in spans(text):
            self._run(line, part, Face(size, bold=strong))

    def _run(self, line: Line, text: str, face: Face) -> Run:
        return wordprocessing.run(line, text, face, chinese=self._paper.lang == "zh")


def _together(elements: list[Any]) -> None:
    """Keeps elements of the body on one page."""
    for element in elements[:-1]:
        for line in element.iter(qn("w:p")):
            Line(line, None).paragraph_format.keep_with_next = True  # type: ignore[arg-type]


def _parts(body: list[Any], most: int) -> bool:
    """Whether a page that takes ``most`` paragraphs and rows ends with a paragraph that stays with the next one."""
    taken = accumulate(len(element.findall(qn("w:tr"))) or 1 for element in body)
    page = [element for element, count in zip(body, taken, strict=True) if count <= most]
    last = page[-1] if 0 < len(page) < len(body) else None
    return last is not None and last.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def _at_an_end(number: int, count: int) -> bool:
    """Whether the ``number``-th of ``count`` (a head is number 0) stands with the next one, where a page might end."""
    return count > 1 and (number < 2 or count - _ENDS < number < count)


def _mark(properties: Any, name: str, **values: str) -> None:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    properties.append(element)
