"""What every word-processor file made here shares: faces for both scripts, numbered pages, nothing of who made it."""

from __future__ import annotations

from typing import Any, NamedTuple

from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

LATIN, SERIF, SANS = "Times New Roman", "宋体", "黑体"
_IDEOGRAPHS = "\u2e80"
"""From here on characters are East Asian."""


class Face(NamedTuple):
    """How a run is set: its size in points, whether it is of a heading (黑体, bold), and whether it is strong."""

    size: float
    sans: bool = False
    bold: bool = False


def cleared(document: DocumentType, title: str, lang: str) -> None:
    """Leaves nothing of the library's own template but its styles: no names, no remarks, no picture of a page.

    ``lang`` is the language of the file, ``zh`` or ``en``.
    """
    properties = document.core_properties
    properties.title, properties.comments, properties.keywords = title, "", ""
    properties.language = "zh-CN" if lang == "zh" else "en-GB"
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(key)
    for element in (
        *document.styles.element.iter(qn("w:lang")),
        *document.settings.element.iter(qn("w:themeFontLang")),
    ):
        element.set(qn("w:val"), "en-GB")
        element.set(qn("w:eastAsia"), "zh-CN")
    for name in ("Normal", "Table Grid", "Footer", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        style: Any = document.styles[name]
        _faces(style.element.get_or_add_rPr(), sans=name.startswith("Heading"))


def run(line: Paragraph, text: str, face: Face, *, chinese: bool = False) -> Run:
    """Adds text to a paragraph.

    In a ``chinese`` file quotation marks and dashes are of the Chinese face everywhere; in another only beside Chinese
    words, or they would be as wide as characters.
    """
    made = line.add_run(text)
    made.font.size = Pt(face.size)
    made.font.bold, made.font.italic = face.sans or face.bold, False
    if face.sans:
        made.font.color.rgb = RGBColor(0, 0, 0)
    properties = made._r.get_or_add_rPr()
    _faces(properties, sans=face.sans)
    if chinese or any(character >= _IDEOGRAPHS for character in text):
        properties.rFonts.set(qn("w:hint"), "eastAsia")  # type: ignore[union-attr]
    return made


def _faces(properties: Any, *, sans: bool) -> None:
    """Names the typeface for East Asian text too, or WPS and Word show their own."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), LATIN)
    fonts.set(qn("w:eastAsia"), SANS if sans else SERIF)


def numbered(foot: Paragraph, text: str, size: float, *, chinese: bool) -> None:
    """Writes a footer, with ``{page}`` and ``{pages}`` in its text as numbers that the word processor works out."""
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, rest = text.split("{page}")
    between, after = rest.split("{pages}")
    for part, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        run(foot, part, Face(size), chinese=chinese)
        if field:
            _field(run(foot, "1", Face(size), chinese=chinese), field)


def _field(shown: Run, name: str) -> None:
    """Makes a run, with its looks, the result of a field."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    shown._r.addprevious(field)
    field.append(shown._r)


def keep_with_next(cells: Any) -> None:
    """Keeps a row of a table on the page of the next one."""
    for cell in cells:
        for line in cell.paragraphs:
            line.paragraph_format.keep_with_next = True
