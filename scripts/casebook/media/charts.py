"""Charts as SVG text: numbers in, accessible vector graphics out. Knows neither the corpus nor the language.

Lengths across are percentages and lengths down are rem: a chart takes the width it is given while its type keeps its
size, so it is read at 320 pixels without scrolling and grows with the reader's choice of text size. Every count is
printed beside or in its mark, and every colour is a class that ``casebook.css`` fills for light, dark and paper.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass

LEVELS = 4
"""The steps of a heat map's ground; level 0 is an empty cell."""

_LINE, _BAR, _CELL, _GAP = 0.95, 0.6, 1.25, 0.5
"""Heights in rem: a line of type, a bar, a cell, the space below a row."""
_BASE = 0.72
"""From the top of a line to the feet of its letters, in rem."""
_LABEL = 19.0
"""Width of a label before it breaks, in ems: what a screen of 320 pixels holds."""
_ROOM = 12.0
"""What a bar at full length leaves for its number, in percent of the chart."""
_KEY = 22.0
"""Width of a cell of the scale in percent: holds ``1021–1530`` on a narrow screen."""
_BREAK = re.compile(r"(?<=[\s、，；/])|(?=[（(])")


@dataclass(frozen=True)
class Chart:
    """A table of counts to be drawn.

    ``id`` is unique on the page; ``title`` and ``text`` are what a screen reader says. ``rows`` pair a label with one
    count for each of ``columns``. ``most`` is the count drawn at full strength, the same in all charts of a scale.
    """

    id: str
    title: str
    text: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    most: int
    caption: str = ""
    """Printed above the chart where several stand side by side."""


class _Drawing:
    """An SVG under the pen, filled from the top; ``down`` is how far it is filled, in rem."""

    def __init__(self, chart: Chart) -> None:
        names = {"aria-labelledby": f"{chart.id}-title", "aria-describedby": f"{chart.id}-text"}
        self.root = ET.Element("svg", {"class": "cb-chart__svg", "role": "img", "width": "100%", **names})
        ET.SubElement(self.root, "title", id=f"{chart.id}-title").text = chart.title
        ET.SubElement(self.root, "desc", id=f"{chart.id}-text").text = chart.text
        self.down = 0.0
        if chart.caption:
            self.text(chart.caption, "caption")
            self.move(_LINE + 0.15)

    def text(self, words: str, kind: str, x: float = 0) -> None:
        """A line of type with its top at ``down``, ``x`` percent from the left."""
        place = {"x": f"{x:g}%", "y": f"{self.down + _BASE:g}rem"}
        ET.SubElement(self.root, "text", {"class": f"cb-chart__{kind}", **place}).text = words

    def rect(self, kind: str, x: float, width: float, height: float) -> None:
        """A box with its top at ``down``; ``x`` and ``width`` in percent, ``height`` in rem."""
        size = {"x": f"{x:g}%", "y": f"{self.down:g}rem", "width": f"{width:.4g}%", "height": f"{height:g}rem"}
        ET.SubElement(self.root, "rect", {"class": f"cb-chart__{kind}", **size})

    def label(self, words: str) -> None:
        for line in lines(words):
            self.text(line, "label")
            self.move(_LINE)
        self.move(0.1)

    def head(self, columns: Iterable[str], share: float, kind: str, offset: float) -> None:
        """The names of columns ``share`` percent wide; a name may have several lines."""
        lines = [column.split("\n") for column in columns]
        for row in range(max(map(len, lines))):
            for place, parts in enumerate(lines):
                if row < len(parts):
                    self.text(parts[row], kind, place * share + offset)
            self.move(_LINE)
        self.move(0.25)

    def cells(self, cells: Iterable[tuple[str, int]], share: float) -> None:
        """A strip of cells ``share`` percent wide, each with its words and its level."""
        for place, (words, level) in enumerate(cells):
            self.rect(f"cell cb-heat-{level}", place * share + 0.3, share - 0.6, _CELL)
            if words:
                self.down += 0.15  # sets the number in the middle of its cell
                self.text(words, f"count cb-heat-{level}", (place + 0.5) * share)
                self.down -= 0.15
        self.move(_CELL + _GAP)

    def move(self, height: float) -> None:
        self.down = round(self.down + height, 3)

    def svg(self) -> str:
        self.root.set("height", f"{self.down:g}rem")
        ET.indent(self.root, space="")
        return ET.tostring(self.root, encoding="unicode")


def bars(chart: Chart) -> str:
    """Horizontal bars: each row's label, below it a bar for every column, side by side."""
    drawing = _Drawing(chart)
    share = 100 / len(chart.columns)
    if len(chart.columns) > 1:
        drawing.head(chart.columns, share, "head", 0)
    for label, counts in chart.rows:
        drawing.label(label)
        for place, count in enumerate(counts):
            length = (share - _ROOM) * count / max(chart.most, 1)
            if count:
                drawing.rect("bar", place * share, length, _BAR)
            drawing.down -= 0.15  # the number is taller than the bar: this sets it beside the middle
            drawing.text(str(count), "value", place * share + (length + 1.5 if count else 0))
            drawing.down += 0.15
        drawing.move(_BAR + _GAP)
    return drawing.svg()


def heat(chart: Chart, key: str) -> str:
    """A heat map: each row's label, below it a cell for every column; at the foot the scale, named by ``key``."""
    drawing = _Drawing(chart)
    share = 100 / len(chart.columns)
    drawing.head(chart.columns, share, "month", share / 2)
    for label, counts in chart.rows:
        drawing.label(label)
        drawing.cells([(str(count) if count else "", level(count, chart.most)) for count in counts], share)
    drawing.label(key)
    drawing.cells(_scale(chart.most), _KEY)
    return drawing.svg()


def halves(chart: Chart, limit: int = 10) -> list[Chart]:
    """A chart of more than ``limit`` rows as two, which stand side by side where there is room and break in print."""
    if len(chart.rows) <= limit:
        return [chart]
    middle = (len(chart.rows) + 1) // 2
    parts = (chart.rows[:middle], chart.rows[middle:])
    return [
        Chart(f"{chart.id}-{number}", f"{chart.title} · {number}/2", chart.text, chart.columns, rows, chart.most)
        for number, rows in enumerate(parts, 1)
    ]


def level(count: int, most: int) -> int:
    """The ground of a cell, 0 to ``LEVELS``. A scale shorter than that would give one case the darkest."""
    return -(-count * LEVELS // max(most, LEVELS))


def _scale(most: int) -> list[tuple[str, int]]:
    """The counts of each level, such as ``3–4``."""
    top = max(most, LEVELS)
    ranges = [((step - 1) * top // LEVELS + 1, step * top // LEVELS) for step in range(1, LEVELS + 1)]
    return [(f"{low}–{high}" if low < high else str(low), step) for step, (low, high) in enumerate(ranges, 1)]


def lines(words: str, room: float = _LABEL) -> list[str]:
    """``words`` in lines of at most ``room`` ems, broken at a space or a comma where there is one."""
    found = [""]
    for piece in _BREAK.split(words):
        if found[-1] and _width(found[-1] + piece.rstrip()) > room:
            found.append("")
        for character in piece:
            if _width(found[-1] + character) > room and not character.isspace():
                found.append("")
            found[-1] += character
    return [line.strip() for line in found]


def _width(words: str) -> float:
    """About how wide a text is, in ems."""
    return sum(1 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in words)
