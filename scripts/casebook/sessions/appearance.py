"""How everything that is exported looks, here and in the browser: the boxes of a slide, faces, sizes, colours.

Slides: East Asian text is set in 微软雅黑 (Microsoft YaHei), which Windows and WPS for Windows have and which Word and WPS
on other systems replace by their own sans serif, 等线 or 思源黑体, of the same width: a Chinese character is one em in
each. Latin text is set in Arial; what stands in for it (Liberation Sans) is as wide. Papers: 宋体, headings in 黑体, Latin
text in Times New Roman, faces that other systems replace by ones of the same width. Colours only support: every
difference that they show is there in words, position or weight too, so that nothing is lost on a black-and-white copy.
"""

from __future__ import annotations

from casebook.media import wordprocessing
from casebook.sessions import papers
from casebook.sessions.frames import (
    BODY_HEIGHT,
    BODY_WIDTH,
    CELLS,
    GAP,
    HEIGHT,
    INDENT,
    LEFT,
    MARGIN,
    TEXTS,
    TITLE_WIDTH,
    TITLES,
    TOP,
    WIDTH,
)

LATIN, EAST_ASIAN = "Arial", "微软雅黑"
PAPER_LATIN, PAPER_SERIF, PAPER_SANS = wordprocessing.LATIN, wordprocessing.SERIF, wordprocessing.SANS
INK, RED, QUIET, GROUND, RULE = "2B2521", "8C1C13", "5F554D", "F1E7DA", "8A7F75"
COVER_SIZE, SMALL, CLOCK_WIDTH = 36, 12, 150
LINE_SPACING = 96
"""Of slides, as a percentage of the face's own."""
TITLE_BOX = (LEFT, 22, TITLE_WIDTH, 84)
BODY_BOX = (LEFT, TOP, BODY_WIDTH, BODY_HEIGHT)
COVER_TITLE_BOX = (LEFT + 24, 84, BODY_WIDTH - 48, 156)
COVER_TEXT_BOX = (LEFT + 24, 258, BODY_WIDTH - 48, 230)
FOOTER_BOX = (LEFT, 504, BODY_WIDTH - 120, 24)
NUMBER_BOX = (LEFT + BODY_WIDTH - 100, 504, 100, 24)
CLOCK_BOX = (LEFT + BODY_WIDTH - CLOCK_WIDTH, 26, CLOCK_WIDTH, 20)
BAR, COVER_BAR = (LEFT - 20, 32, 6, 60), (LEFT, 84, 6, 404)
"""Left, top, width and height in points."""
PAPER_SMALL, PAPER_TITLE = 9, 16
PAPER_MARGIN = (210 - papers.WIDTH / 72 * 25.4) / 2
"""At every side of a page, in millimetres."""
HAND = 8.2
"""Height of a row to write in, in millimetres."""

SLIDES: dict[str, object] = {
    "width": WIDTH,
    "height": HEIGHT,
    "bodyWidth": BODY_WIDTH,
    "bodyHeight": BODY_HEIGHT,
    "titles": TITLES,
    "titleWidth": TITLE_WIDTH,
    "texts": TEXTS,
    "cells": CELLS,
    "coverSize": COVER_SIZE,
    "small": SMALL,
    "gap": GAP,
    "margin": MARGIN,
    "indent": INDENT,
    "spacing": LINE_SPACING,
    "latin": LATIN,
    "eastAsian": EAST_ASIAN,
    "colours": {"ink": INK, "red": RED, "quiet": QUIET, "ground": GROUND, "rule": RULE},
    "boxes": {
        "title": TITLE_BOX,
        "body": BODY_BOX,
        "coverTitle": COVER_TITLE_BOX,
        "coverText": COVER_TEXT_BOX,
        "footer": FOOTER_BOX,
        "number": NUMBER_BOX,
        "clock": CLOCK_BOX,
        "bar": BAR,
        "coverBar": COVER_BAR,
    },
}
"""What the browser needs to know of slides."""
PAPERS: dict[str, object] = {
    "width": papers.WIDTH,
    "size": papers.NORMAL,
    "margin": PAPER_MARGIN,
    "small": PAPER_SMALL,
    "title": PAPER_TITLE,
    "hand": HAND,
    "whole": {
        "height": papers.HEIGHT,
        "short": papers.SHORT,
        "last": papers.LAST,
        "latin": papers.LATIN,
        "head": papers.HEAD,
        "fold": papers.FOLD,
        "write": papers.WRITE,
        "leading": papers.LEADING,
        "space": papers.SPACE,
        "borders": papers.BORDERS,
        "sides": papers.SIDES,
    },
    "latin": PAPER_LATIN,
    "serif": PAPER_SERIF,
    "sans": PAPER_SANS,
    "colours": {"quiet": QUIET, "ground": GROUND},
}
"""What the browser needs to know of papers."""
