"""The learner's and the trainer's page of a case and of a session, as they are opened, walked through and printed."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Watched
from tests.browser.test_accessibility import findings

CASE = "cases/2022/2022-01-gift-cards"
SESSION = "training/sessions/key-few-60"


@pytest.mark.parametrize("name", [CASE, SESSION, f"en/{CASE}", f"en/{SESSION}"])
def test_from_the_learners_page_to_the_trainers_and_back_by_keyboard(watched: Watched, name: str) -> None:
    page = watched.open(f"{name}.html")
    expect(page.locator("article #trainer, article #notes")).to_have_count(0)
    way = page.locator(".cb-sides a")
    expect(way).to_have_count(1)
    way.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{name}.trainer.html")
    expect(page.locator("article #trainer, article #notes")).to_be_visible()
    expect(page.locator(".cb-sides")).to_contain_text("not secret" if name.startswith("en/") else "不保密")
    page.locator(".cb-sides a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{name}.html")


def test_the_trainers_page_keeps_to_its_side_in_the_other_language(watched: Watched) -> None:
    page = watched.open(f"{CASE}.trainer.html#trainer-guide")
    page.get_by_role("link", name="English").click()
    page.wait_for_url(f"**/en/{CASE}.trainer.html#trainer-guide")
    page.get_by_role("link", name="中文").click()
    page.wait_for_url(f"**/{CASE}.trainer.html#trainer-guide")


def test_the_trainers_answers_stand_open(watched: Watched) -> None:
    page = watched.open(f"{CASE}.trainer.html")
    expect(page.get_by_text("等于花钱买下这张卡")).to_be_visible()


@pytest.mark.parametrize("name", [f"{CASE}.html", f"{CASE}.trainer.html"])
def test_both_print_without_the_way_to_the_other(watched: Watched, name: str) -> None:
    page = watched.open(name)
    page.emulate_media(media="print")
    expect(page.locator(".cb-sides a")).to_be_hidden()
    expect(page.locator(".cb-sides")).to_be_visible()
    expect(page.locator("#facts")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 360])
@pytest.mark.parametrize("address", [f"{SESSION}.html", f"{SESSION}.trainer.html", f"en/{CASE}.trainer.html"])
def test_axe_finds_nothing(
    browser: Browser, site: Path, address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto((site / address).as_uri())
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
