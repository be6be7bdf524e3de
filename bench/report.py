"""The results for people: a Markdown table, and a plot of build time against the number of cases."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from tests.browser.quality import Outcome

Results = Sequence[Mapping[str, Any]]
NAMES = {
    "casebook": "本项目 casebook",
    "plain": "Material + jieba",
    "lean_pagefind": "mkdocs + Pagefind",
}
_COLUMNS = {
    "build_s": "生成 s",
    "peak_mb": "内存 MB",
    "site_mb": "网站 MB",
    "first_result_ms": "首个结果 ms",
    "first_result_kb": "首个结果 kB",
    "query_p50_ms": "查询 p50 ms",
    "query_p95_ms": "查询 p95 ms",
    "first_visit_kb_gzip": "首次访问 kB gzip",
    "first_filter_ms": "首次筛选 ms",
    "max_page_kb": "最大页面 kB",
}
_COLOURS = {"casebook": "#b3261e", "plain": "#3f51b5", "lean_pagefind": "#00796b"}
_WIDTH, _HEIGHT, _MARGIN = 640, 400, 60


def table(results: Results) -> str:
    """One row for each size and system; a dash where there is no figure."""
    head = ["案例", "系统", *_COLUMNS.values()]
    rows = [
        [f"{entry['cases']:,}", NAMES[name], *(_cell(figures.get(key)) for key in _COLUMNS)]
        for entry in results
        for name, figures in entry["systems"].items()
    ]
    lines = [head, ["---", "---", *["---:"] * len(_COLUMNS)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def quality_table(outcomes: Mapping[str, Sequence[Outcome]]) -> str:
    """One row for each kind of query: how many, and the success and MRR@5 of each system."""
    kinds = list(dict.fromkeys(outcome.kind for outcome in next(iter(outcomes.values()))))
    head = ["查询种类", "条数", *(f"{NAMES[name]} {figure}" for name in outcomes for figure in ("成功率", "MRR@5"))]
    rows = [_quality(kind, [[o for o in found if o.kind == kind] for found in outcomes.values()]) for kind in kinds]
    rows.append(_quality("全部", list(outcomes.values())))
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _quality(kind: str, groups: Sequence[Sequence[Outcome]]) -> list[str]:
    count = len(groups[0])
    cells = [kind, str(count)]
    for group in groups:
        figures = (sum(o.passed for o in group), sum(o.reciprocal for o in group))
        cells += [f"{figure / count:.3f}" for figure in figures]
    return cells


def _cell(value: float | None) -> str:
    return "—" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def plot(results: Results) -> str:
    """Build time against cases, both axes logarithmic, as an SVG that says in words what it shows."""
    lines = {name: _points(results, name) for name in NAMES}
    every = [point for points in lines.values() for point in points]
    svg = ET.Element("svg", {"viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "role": "img", **_SVG})
    ET.SubElement(svg, "title").text = "生成时间与案例数"
    ET.SubElement(svg, "desc").text = "；".join(f"{NAMES[name]}：{_words(points)}" for name, points in lines.items())
    if every:
        across = _Scale([x for x, _ in every], _MARGIN, _WIDTH - 170)
        up = _Scale([y for _, y in every], _HEIGHT - _MARGIN, 20)
        _axes(svg, across, up)
        for name, points in lines.items():
            _line(svg, NAMES[name], _COLOURS[name], [(across.at(x), up.at(y)) for x, y in points])
    ET.indent(svg)
    return ET.tostring(svg, encoding="unicode") + "\n"


_SVG = {"xmlns": "http://www.w3.org/2000/svg", "font-family": "sans-serif", "font-size": "12"}


def _points(results: Results, name: str) -> list[tuple[float, float]]:
    found = [(entry["cases"], entry["systems"].get(name, {}).get("build_s")) for entry in results]
    return sorted((cases, seconds) for cases, seconds in found if seconds)


def _words(points: Sequence[tuple[float, float]]) -> str:
    return "，".join(f"{cases:,} 案 {seconds:,.0f} 秒" for cases, seconds in points) or "没有数据"


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


def _axes(svg: ET.Element, across: _Scale, up: _Scale) -> None:
    for value in across.ticks():
        _stroke(svg, "#ddd", (across.at(value), up.begin), (across.at(value), up.end))
        _text(svg, f"{value:,g}", across.at(value), up.begin + 18, "middle")
    for value in up.ticks():
        _stroke(svg, "#ddd", (across.begin, up.at(value)), (across.end, up.at(value)))
        _text(svg, f"{value:,g}", across.begin - 6, up.at(value) + 4, "end")
    _text(svg, "案例数", (across.begin + across.end) / 2, up.begin + 40, "middle")
    _text(svg, "秒", across.begin - 6, up.end - 6, "end")


def _line(svg: ET.Element, name: str, colour: str, points: Sequence[tuple[float, float]]) -> None:
    for before, after in pairwise(points):
        _stroke(svg, colour, before, after, "2")
    for x, y in points:
        ET.SubElement(svg, "circle", cx=str(x), cy=str(y), r="4", fill=colour)
    if points:
        _text(svg, name, points[-1][0] + 8, points[-1][1] + 4, "start", colour)


def _stroke(
    svg: ET.Element, colour: str, begin: tuple[float, float], end: tuple[float, float], width: str = "1"
) -> None:
    ends = {"x1": begin[0], "y1": begin[1], "x2": end[0], "y2": end[1]}
    ET.SubElement(
        svg, "line", {key: str(value) for key, value in ends.items()} | {"stroke": colour, "stroke-width": width}
    )


def _text(svg: ET.Element, text: str, x: float, y: float, anchor: str, colour: str = "#333") -> None:
    ET.SubElement(svg, "text", {"x": str(x), "y": str(y), "text-anchor": anchor, "fill": colour}).text = text
