"""Limits: a page made to keep a parser busy is answered at once, whatever it is made of."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.checks.test_checks import SECONDS, problems

UNITS = [
    "**a",
    "_",
    "__a_",
    "``a`",
    "\\",
    "<a",
    "</",
    "1. ",
    "- ",
    "[",
    "](",
    "![a](",
    "{#",
    "|",
    "> ",
    "&#",
    "第一条、",
    "中 a ",
    "# ",
]


@pytest.mark.parametrize("unit", UNITS)
def test_a_page_of_one_thing_over_and_over_is_answered_in_time(small: Path, unit: str) -> None:
    line = (unit * 2000)[:1990]
    page = small / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + "\n<b>\n" + f"{line}\n" * 95, "utf-8")
    started = time.process_time()
    assert problems(small)
    assert time.process_time() - started < SECONDS


def test_front_matter_nested_without_end_is_answered_in_time(small: Path) -> None:
    page = small / "docs" / "index.md"
    page.write_text("---\n" + "a: [\n\n" * 30_000 + "---\n\n正文\n", "utf-8")
    started = time.process_time()
    assert [problem.code for problem in problems(small)] == ["yaml-depth"]
    assert time.process_time() - started < SECONDS
