"""No finding of axe (WCAG 2.2 AA and best practice) on any kind of page, wide and narrow, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_reading import KINDS

_VIEWS: list[tuple[int, Literal["light", "dark"]]] = [(1300, "light"), (1300, "dark"), (320, "light"), (320, "dark")]


def findings(page: Page) -> list[tuple[str, str]]:
    violations = Axe().run(page).response["violations"]
    return [(violation["id"], node["html"]) for violation in violations for node in violation["nodes"]]


@pytest.mark.parametrize(("width", "scheme"), _VIEWS)
def test_axe_finds_nothing(browser: Browser, site: Path, width: int, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    for address in [*KINDS, "en/index.html", "en/archive/index.html"]:
        page.goto((site / address).as_uri())
        page.wait_for_load_state("load")
        assert findings(page) == [], address
    context.close()


def test_axe_finds_nothing_in_the_open_search(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("收礼")
    expect(page.get_by_role("option").first).to_be_visible()
    assert findings(page) == []
    page.close()
