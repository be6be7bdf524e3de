"""Papers as word-processor files: A4, fonts named for both scripts, headings kept with their text, pages numbered."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run

from casebook.content.blocks import Fold, Items, Paragraph, Quote, Table
from casebook.content.markdown import Heading, plain, spans
from casebook.media.ooxml import settled
from casebook.sessions.appearance import (
    GROUND,
    HAND,
    PAPER_LATIN,
    PAPER_MARGIN,
    PAPER_SANS,
    PAPER_SERIF,
    PAPER_SMALL,
    PAPER_TITLE,
    QUIET,
)
from casebook.sessions.measure import columns
from casebook.sessions.papers import WIDTH, Blanks, Paper, Piece, Register

_GREY = RGBColor(*bytes.fromhex(QUIET))
_BLACK = RGBColor(0, 0, 0)


def write(paper: Paper) -> bytes:
    """The file. The same paper gives the same bytes."""
    document = Document()
    _clear(document, paper)
    _page(document, paper)
    title = document.add_heading(level=1)
    _run(title, paper.title, PAPER_TITLE, sans=True)
    _run(document.add_paragraph(), paper.notice, PAPER_SMALL, grey=True)
    for group in paper.groups:
        before = len(document.element.body)
        for piece in group:
            _piece(document, piece, paper.size)
        if len(group) > 1:
            _together(document, before)
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue(), paper.day)


def _together(document: DocumentType, first: int) -> None:
    """Keeps what stands in the body from its child ``first`` on one page; the page's own settings are its last child."""
    for element in list(document.element.body)[first - 1 : -2]:
        if element.tag == qn("w:p"):
            Line(element, document).paragraph_format.keep_with_next = True


def _clear(document: DocumentType, paper: Paper) -> None:
    """Leaves nothing of the library's own template but its styles: no names, no remarks, no picture of a page."""
    properties = document.core_properties
    properties.title, properties.comments, properties.keywords = paper.title, "", ""
    properties.language = "zh-CN" if paper.lang == "zh" else "en-GB"
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(key)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for name in ("Normal", "Table Grid", "Footer", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        style: Any = document.styles[name]
        _fonts(style.element.get_or_add_rPr(), sans=name.startswith("Heading"))
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(paper.size)
    normal.paragraph_format.space_after = Pt(4)
    normal.paragraph_format.line_spacing = 1.0 if paper.name == "case" else 1.15


def _page(document: DocumentType, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(PAPER_MARGIN)
    section.header_distance = section.footer_distance = Mm(PAPER_MARGIN / 2)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, rest = f"{paper.footer}　{paper.page}".split("{page}")
    between, after = rest.split("{pages}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        _run(foot, text, PAPER_SMALL)
        if field:
            _field(_run(foot, "", PAPER_SMALL), field)


def _piece(document: Any, piece: Piece, size: float) -> None:
    if isinstance(piece, Heading):
        _heading(document, piece, size)
    elif isinstance(piece, Paragraph):
        _spans(document.add_paragraph(), piece.text, size)
    elif isinstance(piece, Quote):
        line = document.add_paragraph()
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(2 * size)
        _spans(line, piece.text, size)
    elif isinstance(piece, Items):
        _items(document, piece, size)
    elif isinstance(piece, Table):
        _table(document, piece, size)
    elif isinstance(piece, Fold):
        _spans(document.add_paragraph(), f"**{piece.title}**", size)
        for block in piece.blocks:
            _piece(document, block, size)
    elif isinstance(piece, Register):
        _register(document, piece, size)
    else:
        for number in range(piece.count):
            line = document.add_paragraph()
            line.paragraph_format.keep_with_next = number < piece.count - 1  # none stands alone on the next page
            _run(line, "＿" * int(WIDTH / size - 1), size)


def _heading(document: Any, heading: Heading, size: float) -> None:
    line = document.add_heading(level=min(heading.level, 4))
    line.paragraph_format.keep_with_next = True
    line.paragraph_format.space_before = Pt(size * (0.9 if heading.level <= 2 else 0.6))
    line.paragraph_format.space_after = Pt(size * 0.3)
    _run(line, plain(heading.text), size + {2: 3, 3: 1.5}.get(heading.level, 0.5), sans=True)


def _items(document: Any, items: Items, size: float) -> None:
    """A list with its marks as text, hanging, which every word processor shows alike."""
    for number, item in enumerate(items.items, 1):
        line = document.add_paragraph()
        line.paragraph_format.left_indent = Pt(2 * size)
        line.paragraph_format.first_line_indent = Pt(-2 * size)
        line.paragraph_format.tab_stops.add_tab_stop(Pt(2 * size))
        _run(line, f"{number}.\t" if items.ordered else "•\t", size)
        _spans(line, item, size)


def _table(document: Any, table: Table, size: float) -> None:
    rows = [table.head, *table.rows]
    wanted = columns([[plain(cell) for cell in row] for row in rows])
    made = _grid(document, [WIDTH * width / sum(wanted) for width in wanted])
    for number, cells in enumerate(rows):
        row = _row(made, cells, size - 1, head=number == 0)
        if number and isinstance(table, Blanks):
            row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(HAND)
    _after(document)


def _register(document: Any, register: Register, size: float) -> None:
    wanted = [12.0 if at else 4.0 for at in range(len(register.head))]
    made = _grid(document, [WIDTH * width / sum(wanted) for width in wanted])
    _row(made, register.head, size, head=True)
    for number in range(1, register.count + 1):
        row = _row(made, (str(number), *[""] * (len(register.head) - 1)), size)
        row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(HAND)


def _grid(document: Any, widths: list[float]) -> Any:
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    return table


def _row(table: Any, cells: tuple[str, ...], size: float, *, head: bool = False) -> Any:
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
            _run(line, plain(text), size, sans=True)
        else:
            _spans(line, text, size)
    return row


def _after(document: Any) -> None:
    """A little room below a table."""
    line = document.add_paragraph()
    line.paragraph_format.space_after = Pt(0)
    _run(line, "", 5)
    line.paragraph_format.line_spacing = Pt(6)


def _spans(line: Line, text: str, size: float) -> None:
    for part, strong in spans(text):
        _run(line, part, size, bold=strong)


def _run(line: Line, text: str, size: float, *, sans: bool = False, bold: bool = False, grey: bool = False) -> Run:
    run = line.add_run(text)
    run.font.size = Pt(size)
    run.font.bold, run.font.italic = sans or bold, False
    if grey:
        run.font.color.rgb = _GREY
    elif sans:
        run.font.color.rgb = _BLACK
    _fonts(run._r.get_or_add_rPr(), sans=sans)
    return run


def _fonts(properties: Any, *, sans: bool) -> None:
    """Names the typeface for East Asian text too, or WPS and Word show their own."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), PAPER_LATIN)
    fonts.set(qn("w:eastAsia"), PAPER_SANS if sans else PAPER_SERIF)
    fonts.set(qn("w:hint"), "eastAsia")


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


def _mark(properties: Any, name: str, **values: str) -> None:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    properties.append(element)
