"""Flow charts as SVG text: steps in, an accessible drawing out. Knows neither the corpus nor the language.

Each step is a box over the whole width; a line leads from it down to the next, and beside the line hangs the step's
risk point with its control. A risk is told by the shape of its sign and in words; colours are classes that
``casebook.css`` fills for light, dark and paper. Lengths across are percentages and lengths down are rem, as in
:mod:`casebook.media.charts`: the drawing fits 320 pixels and grows with the reader's choice of text size.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Literal, TypeAlias

from casebook.media.charts import lines

Level: TypeAlias = Literal["high", "medium", "low"]
LEVELS: tuple[Level, ...] = ("high", "medium", "low")

_LINE, _BASE, _PAD, _GAP = 1.0, 0.74, 0.35, 0.45
"""Heights in rem: a line of type, from its top to the feet of the letters, the room within a box, the room between."""
_LEFT, _HUNG = 3.5, 10.0
"""Where a step's text and a hung box begin, in percent of the drawing."""
_BOX, _NOTE = 17.0, 15.0
"""Width of the text of a step and of a note before it breaks, in ems: what a screen of 320 pixels holds."""
_SIGNS = {
    "high": "M5 0 10 10H0Z",
    "medium": "M5 0 10 5 5 10 0 5Z",
    "low": "M5 .5a4.5 4.5 0 1 0 .01 0Z",
    "arrow": "M0 0H10L5 10Z",
}
"""Outlines in a square of ten: a triangle, a lozenge, a circle; and the head of an arrow."""


@dataclass(frozen=True)
class Step:
    """A step of a procedure. ``level`` is ``None`` for a step without a risk point; ``risk`` is its word in print."""

    name: str
    who: str
    papers: str
    level: Level | None
    risk: str
    risk_point: str
    control: str


@dataclass(frozen=True)
class Words:
    """What the drawing says besides its steps: ``risk`` has a blank ``{risk}`` for the level, ``control`` leads in."""

    title: str
    text: str
    risk: str
    control: str


class _Drawing:
    """An SVG under the pen, filled from the top; ``down`` is how far it is filled, in rem."""

    def __init__(self, name: str, words: Words) -> None:
        names = {"aria-labelledby": f"{name}-title", "aria-describedby": f"{name}-text"}
        self.root = ET.Element("svg", {"class": "cb-flow__svg", "role": "img", "width": "100%", **names})
        ET.SubElement(self.root, "title", id=f"{name}-title").text = words.title
        ET.SubElement(self.root, "desc", id=f"{name}-text").text = words.text
        self.down = 0.0

    def box(self, kind: str, x: float, paragraphs: list[tuple[str, str]], room: float) -> None:
        """A box from ``x`` percent to the right edge, with paragraphs of class and words in lines of ``room`` ems."""
        printed = [(name, line) for name, words in paragraphs for line in lines(words, room)]
        height = len(printed) * _LINE + 2 * _PAD
        place = {"x": f"{x:g}%", "y": f"{self.down:g}rem", "width": f"{99.5 - x:g}%", "height": f"{height:g}rem"}
        ET.SubElement(self.root, "rect", {"class": f"cb-flow__{kind}", "rx": "3", **place})
        for number, (name, line) in enumerate(printed):
            feet = self.down + _PAD + number * _LINE + _BASE
            at = {"x": f"{x + _LEFT + (4 if kind == 'note' else 0):g}%", "y": f"{feet:g}rem"}
            ET.SubElement(self.root, "text", {"class": f"cb-flow__{name}", **at}).text = line
        self.move(height)

    def sign(self, kind: str, x: float, y: float, size: float) -> None:
        """A sign of ``size`` rem with its left top corner at ``x`` percent and ``y`` rem."""
        square = {"x": f"{x:g}%", "y": f"{y:g}rem", "width": f"{size:g}rem", "height": f"{size:g}rem"}
        inner = ET.SubElement(self.root, "svg", {"viewBox": "0 0 10 10", **square})
        ET.SubElement(inner, "path", {"class": f"cb-flow__sign cb-flow__{kind}", "d": _SIGNS[kind]})

    def arrow(self, top: float) -> None:
        """A line from ``top`` down to where the drawing is filled, with an arrow's head."""
        ends = {"x1": "5%", "x2": "5%", "y1": f"{top:g}rem", "y2": f"{self.down:g}rem"}
        ET.SubElement(self.root, "line", {"class": "cb-flow__line", **ends})
        holder = ET.SubElement(self.root, "svg", {"x": "5%", "y": "0", "overflow": "visible"})
        head = {"x": "-0.25rem", "y": f"{self.down - 0.5:g}rem", "width": "0.5rem", "height": "0.5rem"}
        inner = ET.SubElement(holder, "svg", {"viewBox": "0 0 10 10", **head})
        ET.SubElement(inner, "path", {"class": "cb-flow__head", "d": _SIGNS["arrow"]})

    def move(self, height: float) -> None:
        self.down = round(self.down + height, 3)

    def svg(self) -> str:
        self.root.set("height", f"{self.down + 0.1:g}rem")
        ET.indent(self.root, space="")
        return ET.tostring(self.root, encoding="unicode")


def draw(name: str, steps: tuple[Step, ...], words: Words) -> str:
    """The steps from top to bottom. ``name`` is unique on the page and begins the ids in the drawing."""
    drawing = _Drawing(name, words)
    for number, step in enumerate(steps, 1):
        said = [("name", f"{number}. {step.name}"), ("who", step.who), ("who", step.papers)]
        drawing.box("step", 0, [entry for entry in said if entry[1]], _BOX)
        foot = drawing.down
        drawing.move(_GAP)
        if step.level:
            top = drawing.down
            point = words.risk.format(risk=step.risk) + step.risk_point
            drawing.box("note", _HUNG, [("point", point), ("control", words.control + step.control)], _NOTE)
            drawing.sign(step.level, _HUNG + 1.5, top + _PAD + 0.16, 0.7)
            drawing.move(_GAP)
        if number < len(steps):
            drawing.move(0 if step.level else _GAP)
            drawing.arrow(foot)
    return drawing.svg()
