"""Word files as people write them, made by python-docx and, for what it cannot write, in Word's own XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from casebook.base.numerals import to_chinese
from casebook.content.corpus import Page
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from PIL import Image

NAMESPACES = nsdecls("w", "r", "wp", "a")
_LINK = re.compile(r"(!?)\[([^\]]*)\]\([^)]*\)")


def save(document: Document, file: Path) -> Path:
    document.save(str(file))
    return file


def chinese(document: Document) -> Document:
    """The document as Chinese Word keeps it: the styles of headings have numbers for ids and English names."""
    for style in document.styles.element.iter(qn("w:style")):
        if match := re.fullmatch(r"Heading(\d)", style.get(qn("w:styleId"), "")):
            style.set(qn("w:styleId"), match[1])
            style.find(qn("w:name")).set(qn("w:val"), f"heading {match[1]}")
    for mark in document.element.iter(qn("w:pStyle")):
        mark.set(qn("w:val"), mark.get(qn("w:val"), "").replace("Heading", ""))
    return document


def photo() -> bytes:
    """A JPEG as a phone writes it: turned, with its maker and the place in it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Some Maker"
    exif.get_ifd(0x8825)[1] = "N"
    written = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(written, "JPEG", exif=exif)
    return written.getvalue()


def add_picture(document: Document, content: bytes, alt: str) -> None:
    document.add_picture(io.BytesIO(content), width=Cm(2))
    shape = document.inline_shapes[-1]._inline.docPr
    shape.set("descr", alt)


def add_xml(document: Document, xml: str) -> None:
    """A paragraph in Word's own words, put at the end."""
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {NAMESPACES}>{xml}</w:p>"))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def rewrite(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The file with its parts changed."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def add_part(parts: dict[str, bytes], name: str, content: str, kind: str) -> None:
    """A part beside the text, with its type and its relation."""
    parts[name] = content.encode()
    override = f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override.encode() + b"</Types>")
    add_relation(parts, kind, name.removeprefix("word/"))


def add_relation(parts: dict[str, bytes], kind: str, target: str, outside: str = "") -> None:
    relation = (
        f'<Relationship Id="x{len(parts)}{kind}" Target="{target}"{outside} '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
    )
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relation.encode() + b"</Relationships>")


def words(markdown: str) -> str:
    """Markdown with links as their words, which is what a Word file holds of them."""
    return _LINK.sub(r"\2", markdown)


def manuscript(page: Page) -> Document:
    """A case of the site as its author would have typed it."""
    document = docx.Document()
    document.add_heading(page.meta.title, 0)
    number = 0
    rows: list[list[str]] = []
    for line in [*words(page.body).split("\n"), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            _table(document, [rows[0], *rows[2:]])
            rows = []
        if heading := re.match(r"^(#+) (.*?)(?: \{#.*)?$", line):
            level = len(heading[1]) - 1
            number += level == 1
            document.add_heading(f"{to_chinese(number)}、{heading[2]}" if level == 1 else heading[2], level)
        elif line.strip() and not line.startswith("???"):
            _paragraph(document, line.strip())
    return document


def _table(document: Document, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            _emphasis(cell.paragraphs[0], text)


def _paragraph(document: Document, line: str) -> None:
    if re.match(r"- [A-H][. ]", line):
        _emphasis(document.add_paragraph(), line.removeprefix("- "))
    elif line.startswith("- "):
        _emphasis(document.add_paragraph(style="List Bullet"), line.removeprefix("- "))
    elif match := re.match(r"\d+\. ", line):
        _emphasis(document.add_paragraph(style="List Number"), line.removeprefix(match[0]))
    else:
        _emphasis(document.add_paragraph(), line)


def _emphasis(paragraph: Paragraph, text: str) -> None:
    for index, part in enumerate(text.split("**")):
        if part:
            paragraph.add_run(part).bold = index % 2 == 1 or None
