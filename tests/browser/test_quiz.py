"""Answering a quiz on the page: by keyboard, with what is said to each option, and nothing kept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Watched
from tests.browser.test_accessibility import findings

CASE = "cases/2022/2022-01-gift-cards.html"


def test_a_question_is_answered_by_keyboard(watched: Watched) -> None:
    page = watched.open(CASE)
    form = page.locator(".cb-quiz").first
    form.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(form.get_by_role("radio").nth(2)).to_be_checked()
    page.keyboard.press("Enter")
    expect(form.get_by_role("status")).to_have_text("答对了。")
    for said in (
        "拖着就没有凭据",
        "等于花钱买下这张卡",
        "登记留痕，上交断念",
        "把别人带了进来",
        "《礼品登记规定》（1995）第二条第一款",
    ):
        expect(form.get_by_text(said)).to_be_visible()
    expect(page.locator(".cb-quiz__score")).to_contain_text("共4题，已答1题，答对1题")
    expect(form.get_by_role("button", name="再答一次")).to_be_focused()
    page.keyboard.press("Enter")
    expect(form.get_by_text("登记留痕，上交断念")).to_be_hidden()
    expect(form.get_by_role("radio").first).to_be_focused()
    expect(page.locator(".cb-quiz__score")).to_have_text("")


def test_several_answers_are_right_only_together(watched: Watched) -> None:
    page = watched.open(CASE)
    form = page.locator(".cb-quiz").nth(2)
    form.get_by_role("checkbox").nth(1).check()
    form.get_by_role("button", name="检查").click()
    expect(form.get_by_role("status")).to_have_text("答错了，正确答案：B、C。")
    expect(form.get_by_text("【应选】【您选了】")).to_have_count(1)
    form.get_by_role("button", name="再答一次").click()
    form.get_by_role("checkbox").nth(1).check()
    form.get_by_role("checkbox").nth(2).check()
    form.get_by_role("button", name="检查").click()
    expect(form.get_by_role("status")).to_have_text("答对了。")


def test_answers_come_only_when_asked_for_and_nothing_is_kept(watched: Watched) -> None:
    page = watched.open(CASE)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url) if "/kits/" in request.url else None)
    form = page.locator(".cb-quiz").first
    kept = page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie")
    form.get_by_role("button", name="检查").click()
    expect(form.get_by_role("status")).to_have_text("请先选择答案。")
    assert loaded == []
    form.get_by_role("radio").first.check()
    form.get_by_role("button", name="检查").click()
    expect(form.get_by_role("status")).to_contain_text("正确答案：C")
    assert [re.sub(".*/training/", "", url) for url in loaded] == ["kits/zh/quiz/cases/2022/2022-01-gift-cards.js"]
    assert page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie") == kept
    page.reload()
    expect(page.locator(".cb-quiz input:checked")).to_have_count(0)


def test_english_asks_in_english(watched: Watched) -> None:
    page = watched.open(f"en/{CASE}")
    form = page.locator(".cb-quiz").first
    expect(form.get_by_role("group")).to_have_accessible_name(re.compile("choose one"))
    form.get_by_role("radio").nth(2).check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_have_text("Right.")
    expect(form.get_by_text("Registering leaves a record")).to_be_visible()


def test_missing_answers_are_said_plainly(browser: Browser, http: str) -> None:
    page = browser.new_page()
    page.route("**/quiz/cases/**", lambda route: route.abort())
    page.goto(f"{http}/{CASE}")
    form = page.locator(".cb-quiz").first
    form.get_by_role("radio").first.check()
    form.get_by_role("button", name="检查").click()
    expect(form.get_by_role("status")).to_contain_text("答案没有读到")
    form.get_by_role("status").get_by_role("link", name="主持人页").click()
    page.wait_for_url("**/2022-01-gift-cards.trainer.html#q1")
    page.close()


def test_without_scripts_questions_are_read_and_answers_are_a_link_away(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / CASE).as_uri())
    expect(page.get_by_text("A. 先放在抽屉里，节后见面再退")).to_be_visible()
    page.locator(".cb-answer a").first.click()
    expect(page.get_by_text("登记留痕，上交断念")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 360])
def test_axe_finds_nothing(browser: Browser, site: Path, width: int, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto((site / CASE).as_uri())
    page.locator(".cb-quiz input").first.check()
    page.locator(".cb-quiz button").first.click()
    expect(page.locator(".cb-quiz__settled").first).to_be_visible()
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
