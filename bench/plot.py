"""Build time against the number of cases: a drawing that says in words what it shows."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from itertools import pairwise

from casebook.content.vocabulary import Lang

from bench.report import NAMES, Results

_COLOURS = {"casebook": "#b3261e", "plain": "#3f51b5", "lean_pagefind": "#00796b"}
_WIDTH, _HEIGHT, _MARGIN = 640, 400, 60
_LABEL = 16
"""The least distance between two labels."""
_TITLE = {"zh": "生成时间与案例数", "en": "Build time and number of cases"}
_ACROSS = {"zh": "案例数", "en": "cases"}
_UP = {"zh": "秒", "en": "seconds"}
_POINT = {"zh": "{cases:,} 案 {seconds:,.0f} 秒", "en": "{cases:,} cases {seconds:,.0f} s"}
_JOIN = {"zh": ("，", "；", "："), "en": (", ", "; ", ": ")}
_NOTHING = {"zh": "没有数据", "en": "no figures"}


def plot(results: Results, lang: Lang) -> str:
    """Build time against cases as SVG, both axes logarithmic."""
    lines = {name: _points(results, name) for name in NAMES}
    every = [point for points in lines.values() for point in points]
    svg = ET.Element("svg", {"viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "role": "img", **_SVG})
    ET.SubElement(svg, "title").text = _TITLE[lang]
    ET.SubElement(svg, "desc").text = _described(lines, lang)
    ET.SubElement(svg, "rect", width=str(_WIDTH), height=str(_HEIGHT), fill="#fff")  # or the dark page would swallow it
    if every:
        across = _Scale([x for x, _ in every], _MARGIN, _WIDTH - 170)
        up = _Scale([y for _, y in every], _HEIGHT - _MARGIN, 20)
        _axes(svg, across, up, lang)
        drawn = {name: [(across.at(x), up.at(y)) for x, y in points] for name, points in lines.items() if points}
        for name, points in drawn.items():
            _line(svg, _COLOURS[name], points)
        for name, y in _apart({name: points[-1][1] for name, points in drawn.items()}).items():
            _text(svg, NAMES[name], drawn[name][-1][0] + 8, y + 4, "start", _COLOURS[name])
    ET.indent(svg)
    return ET.tostring(svg, encoding="unicode") + "\n"


_SVG = {"xmlns": "http://www.w3.org/2000/svg", "font-family": "sans-serif", "font-size": "12"}


def _points(results: Results, name: str) -> list[tuple[float, float]]:
    found = [(entry["cases"], entry["systems"].get(name, {}).get("build_s")) for entry in results]
    return sorted((cases, seconds) for cases, seconds in found if seconds)


def _described(lines: Mapping[str, Sequence[tuple[float, float]]], lang: Lang) -> str:
    comma, stop, colon = _JOIN[lang]
    words = {
        name: comma.join(_POINT[lang].format(cases=cases, seconds=seconds) for cases, seconds in points)
        for name, points in lines.items()
    }
    return stop.join(f"{NAMES[name]}{colon}{found or _NOTHING[lang]}" for name, found in words.items())


class _Scale:
    """Places values between two edges by their logarithm; whole powers of ten at both ends."""

    def __init__(self, values: Sequence[float], begin: float, end: float) -> None:
        self.low = math.floor(math.log10(min(values)))
        self.high = max(self.low + 1, math.ceil(math.log10(max(values))))
        self.begin, self.end = begin, end

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.begin + share * (self.end - self.begin), 1)

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def _axes(svg: ET.Element, across: _Scale, up: _Scale, lang: Lang) -> None:
    for value in across.ticks():
        _stroke(svg, "#ddd", (across.at(value), up.begin), (across.at(value), up.end))
        _text(svg, f"{value:,g}", across.at(value), up.begin + 18, "middle")
    for value in up.ticks():
        _stroke(svg, "#ddd", (across.begin, up.at(value)), (across.end, up.at(value)))
        _text(svg, f"{value:,g}", across.begin - 6, up.at(value) + 4, "end")
    _text(svg, _ACROSS[lang], (across.begin + across.end) / 2, up.begin + 40, "middle")
    _text(svg, _UP[lang], across.begin - 6, up.end - 6, "end")


def _apart(heights: Mapping[str, float]) -> dict[str, float]:
    """The heights of labels, moved down where they would lie on each other."""
    placed: dict[str, float] = {}
    for name, height in sorted(heights.items(), key=lambda item: item[1]):
        placed[name] = max(height, *(other + _LABEL for other in placed.values())) if placed else height
    return placed


def _line(svg: ET.Element, colour: str, points: Sequence[tuple[float, float]]) -> None:
    for before, after in pairwise(points):
        _stroke(svg, colour, before, after, "2")
    for x, y in points:
        ET.SubElement(svg, "circle", cx=str(x), cy=str(y), r="4", fill=colour)


def _stroke(
    svg: ET.Element, colour: str, begin: tuple[float, float], end: tuple[float, float], width: str = "1"
) -> None:
    ends = {"x1": begin[0], "y1": begin[1], "x2": end[0], "y2": end[1]}
    ET.SubElement(
        svg, "line", {key: str(value) for key, value in ends.items()} | {"stroke": colour, "stroke-width": width}
    )


def _text(svg: ET.Element, text: str, x: float, y: float, anchor: str, colour: str = "#333") -> None:
    ET.SubElement(svg, "text", {"x": str(x), "y": str(y), "text-anchor": anchor, "fill": colour}).text = text
