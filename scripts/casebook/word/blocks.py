"""The running text of a Word file as blocks of Markdown: headings, paragraphs, lists, tables, pictures.

mammoth makes simple HTML of the Word file; what that HTML holds is a short list of elements, each of which is turned
into Markdown here. What Markdown cannot say is said more plainly, and noted.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import mammoth
from lxml import etree, html

from casebook.word.inline import bare_words, escape, inline, plain, short, squeeze
from casebook.word.package import WordError
from casebook.word.styles import HEADING, TITLE

Kind: TypeAlias = Literal["title", "heading", "paragraph", "list", "table", "picture"]
_STYLES = "\n".join(
    [f"p.{TITLE} => h1.title:fresh"]
    + [f"p.{HEADING}{level} => h{level}.heading:fresh" for level in range(1, 7)]
    + ["comment-reference => !", "u => ", "strike => s"]
)
_STARTS = re.compile(r"^(#{1,6}(?= )|[-+](?= )|=+$|-+$|!!!|\?\?\?|~~~|:(?= )|\||\d+(?=\. ))")
_NUMBERED = re.compile(r"^(\d{1,2})[.．、](?!\d)\s*(?=\S)")
_BULLET = re.compile(r"^(?:[•·●▪◆■]\s*|-\s+)(?=\S)")
_LONGEST = 1_500
"""Characters of a paragraph; the check allows a line 2,000."""
_ENDS = "。！？；：，、,.;:!?"


@dataclass(frozen=True)
class Block:
    """A block of the text. ``text`` are its bare words, ``markdown`` how it is written; ``level`` is a heading's."""

    kind: Kind
    text: str
    markdown: str
    level: int = 0
    bold: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture in the text: what Word knows of what it shows, and its bytes."""

    alt: str
    content: bytes


@dataclass
class Reading:
    """What was read: the blocks in order, the pictures they show, and what had to be said more plainly."""

    blocks: list[Block] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    words: str = ""


def read(content: bytes) -> Reading:
    """The blocks of a Word file made plain. Raises :class:`casebook.word.package.WordError`."""
    reading = Reading()

    def picture(image: Any) -> dict[str, str]:
        with image.open() as opened:
            reading.pictures.append(Picture(image.alt_text or "", opened.read()))
        return {"src": str(len(reading.pictures) - 1)}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(content),
            style_map=_STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=mammoth.images.img_element(picture),
        )
        root = html.fragment_fromstring(result.value or "<p></p>", create_parent="body")
    except (KeyError, ValueError, AttributeError, IndexError, RecursionError) as error:
        raise WordError("文件的内部结构不合规，读不出正文。请用 Word 或 WPS 打开，另存为新的 .docx 再导入") from error
    reading.words = root.text_content()
    for element in root:
        reading.blocks += _blocks(element, reading)
    return reading


def _blocks(element: etree._Element, reading: Reading) -> Iterator[Block]:
    """A top-level element as blocks."""
    tag = str(element.tag)
    if re.fullmatch("h[1-6]", tag):
        text = squeeze(plain(element))
        kind: Kind = "title" if element.get("class") == "title" else "heading"
        if text:
            yield Block(kind, text, escape(text), int(tag[1]))
        yield from _pictures(element)
    elif tag in ("ul", "ol"):
        lines = list(_list(element, reading))
        yield Block("list", squeeze(plain(element)), "\n".join(lines))
        yield from _pictures(element)
    elif tag == "table":
        yield from _table(element, reading)
    else:
        yield from _paragraphs(element, reading)
        yield from _pictures(element)


def _pictures(element: etree._Element) -> Iterator[Block]:
    """The pictures in an element, each on a line of its own after it."""
    for image in element.iter("img"):
        yield Block("picture", "", image.get("src", ""))


def _paragraphs(element: etree._Element, reading: Reading) -> Iterator[Block]:
    """A paragraph; one broken by hand into lines becomes as many, since Markdown would join them."""
    lines = [part for line in inline(element, reading.notes).split("\n") for part in _parts(line)]
    if len([line for line in lines if line.strip()]) > 1:
        reading.notes.append(f"强制换行或太长的一段分成了几段：“{short(squeeze(plain(element)))}”")
    for line in lines:
        written = squeeze(line)
        bare = bare_words(written)
        if bare:
            wholly = bool(re.fullmatch(r"\*\*[^*]+\*\*", written))
            item = _NUMBERED.match(written) or _BULLET.match(written)
            if item and not wholly:
                mark = f"{item[1]}. " if item.lastindex else "- "
                yield Block("list", bare, mark + _guard(written[item.end() :]))
            else:
                yield Block("paragraph", bare, _guard(written), bold=wholly)


def _parts(line: str) -> Iterator[str]:
    """A line in pieces that a page may hold, cut behind full stops."""
    while len(line) > _LONGEST and (at := line.rfind("。", 0, _LONGEST) + 1):
        yield line[:at]
        line = line[at:]
    yield line


def _guard(line: str) -> str:
    """A line whose beginning Markdown would take for something else."""
    return _STARTS.sub(lambda match: f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}", line)


def _list(element: etree._Element, reading: Reading, depth: int = 0) -> Iterator[str]:
    """The lines of a list, inner ones indented by four."""
    for number, item in enumerate(element.iterchildren("li"), 1):
        mark = f"{number}. " if element.tag == "ol" else "- "
        lines = [_guard(squeeze(line)) for line in inline(item, reading.notes).split("\n") if line.strip()] or [""]
        yield f"{'    ' * depth}{mark}{lines[0]}"
        for line in lines[1:]:
            yield from ("", f"{'    ' * (depth + 1)}{line}")
        for inner in item.iterchildren("ul", "ol"):
            yield from _list(inner, reading, depth + 1)


def _table(element: etree._Element, reading: Reading) -> Iterator[Block]:
    """A table, merged cells repeated in every place they cover; one of a single cell is a box around paragraphs."""
    rows = list(element.iter("tr"))
    rows = [row for row in rows if next(row.iterancestors("table")) is element]
    cells = [list(row.iterchildren("td", "th")) for row in rows]
    if sum(map(len, cells)) == 1:
        reading.notes.append(f"只有一格的表格改成了段落：“{short(squeeze(plain(element)))}”")
        for child in cells[0][0]:
            yield from _blocks(child, reading)
        return
    grid = _grid(cells, reading)
    if grid:
        head, *body = grid
        lines = [head, ["---"] * len(head), *body]
        written = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        yield Block("table", squeeze(plain(element)), written.replace("| ---", "|---").replace("--- |", "---|"))
    yield from _pictures(element)


def _grid(rows: list[list[etree._Element]], reading: Reading) -> list[list[str]]:
    """The cells in rows of equal length."""
    places: dict[tuple[int, int], str] = {}
    merged = False
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in places:
                x += 1
            high, wide = (max(1, int(cell.get(name, "1"))) for name in ("rowspan", "colspan"))
            merged = merged or high > 1 or wide > 1
            text = _cell(cell, reading)
            places |= {(y + down, x + right): text for down in range(high) for right in range(wide)}
            x += wide
    width = max((x for _, x in places), default=-1) + 1
    grid = [[places.get((y, x), "") for x in range(width)] for y in range(len(rows))]
    if merged:
        reading.notes.append(f"表格里合并的单元格已拆开，每格重复原来的文字：“{short(' '.join(grid[0]))}”")
    return grid


def _cell(cell: etree._Element, reading: Reading) -> str:
    """A cell on one line: its paragraphs and lists one after another."""
    if any(True for _ in cell.iter("table")):
        reading.notes.append(f"表格里套着的表格改成了文字：“{short(squeeze(plain(cell)))}”")
    parts = [squeeze(line) for child in cell for line in _leaf_lines(child, reading)]
    parts = [part for part in parts if part]
    if len(parts) > 1:
        reading.notes.append(f"单元格里的几段并成了一段：“{short(' '.join(parts))}”")
    joined = "".join(part if part[-1] in _ENDS else f"{part}；" for part in parts[:-1]) + "".join(parts[-1:])
    return joined.replace("|", "\\|")


def _leaf_lines(element: etree._Element, reading: Reading) -> list[str]:
    inner = list(element.iter("p", "li", "td", "th"))
    leaves = [each for each in inner if not any(True for _ in each.iter("p", "li", "td") if _ is not each)]
    return [line for leaf in leaves or [element] for line in inline(leaf, reading.notes).split("\n")]
