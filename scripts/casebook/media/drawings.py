"""Drawings (SVG): shapes and words only, so that one can be shown like a picture and never acts like a page.

The file is parsed without entities, network or large trees, and every element and attribute is held against a list of
what draws; links, scripts, styles, comments of editors and what they note about themselves are not on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

MAX_BYTES = 500_000
_SVG = "http://www.w3.org/2000/svg"
_DRAWING = (
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath marker "
    "clipPath mask pattern linearGradient radialGradient stop"
)
_DRAWN_BY = (
    "id class xmlns version viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points "
    "dx dy rotate textLength lengthAdjust startOffset transform fill fill-opacity fill-rule stroke stroke-width "
    "stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color "
    "display visibility font-family font-size font-weight font-style text-anchor dominant-baseline alignment-baseline "
    "baseline-shift letter-spacing word-spacing writing-mode clip-path clip-rule clipPathUnits mask maskUnits "
    "maskContentUnits pattern patternUnits patternContentUnits patternTransform gradientUnits gradientTransform "
    "spreadMethod offset stop-color stop-opacity marker-start marker-mid marker-end markerWidth markerHeight "
    "markerUnits orient refX refY vector-effect pathLength role aria-label aria-labelledby aria-hidden focusable "
    "href lang shape-rendering text-rendering xml:space xml:lang xlink:href"
)
_ELEMENTS, _ATTRIBUTES = frozenset(_DRAWING.split()), frozenset(_DRAWN_BY.split())
_NAMESPACES = {"http://www.w3.org/XML/1998/namespace": "xml:", "http://www.w3.org/1999/xlink": "xlink:"}
_INSIDE = re.compile(r"^#[\w.\-]+$")
_REFERENCE = re.compile(r"url\(\s*[\"']?(?!#)", re.IGNORECASE)


class Fault(NamedTuple):
    """What is wrong with a drawing, and the line on which it stands."""

    line: int
    message: str


def faults(content: bytes) -> Iterator[Fault]:
    """Whatever in the drawing does not draw."""
    if len(content) > MAX_BYTES:
        yield Fault(1, f"图有 {len(content) // 1000} kB，至多 {MAX_BYTES // 1000} kB，请简化")
        return
    if match := re.search(rb"<!(?:DOCTYPE|ENTITY)", content, re.IGNORECASE):
        line = content.count(b"\n", 0, match.start()) + 1
        yield Fault(line, "图里有 DOCTYPE 或 ENTITY 声明，请删去")
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield Fault(getattr(error, "lineno", None) or 1, "不是正确的 SVG 图，请用绘图软件重新导出")
        return
    if root.tag != f"{{{_SVG}}}svg":
        yield Fault(1, '不是 SVG 图：最外层应为 <svg xmlns="http://www.w3.org/2000/svg">')
        return
    for node in (*root.itersiblings(preceding=True), *root.iter(), *root.itersiblings()):
        yield from _node(node)


def _node(node: etree._Element) -> Iterator[Fault]:
    line: int = getattr(node, "sourceline", None) or 1
    if not isinstance(node.tag, str):
        kind = "注释" if node.tag is etree.Comment else "处理指令"
        yield Fault(line, f"图里有{kind}，读者看不见，请删去")
        return
    name = etree.QName(node)
    if name.namespace != _SVG or name.localname not in _ELEMENTS:
        yield Fault(line, f"图里有 <{name.localname}>，只留图形和文字")
    for key, value in node.attrib.items():
        yield from _attribute(line, etree.QName(str(key)), str(value))


def _attribute(line: int, key: etree.QName, value: str) -> Iterator[Fault]:
    name = _NAMESPACES.get(key.namespace or "", "?:" if key.namespace else "") + key.localname
    if name not in _ATTRIBUTES:
        yield Fault(line, f"图里有属性 {key.localname}，只留图形和文字的属性")
    elif name in ("href", "xlink:href") and not _INSIDE.match(value):
        yield Fault(line, f"图里的 {name} 指向“{value[:40]}”，只能指向图内的 #编号")
    elif _REFERENCE.search(value):
        yield Fault(line, f"图里的 {name} 引用了图外的“{value[:40]}”，只能引用图内的 url(#编号)")
