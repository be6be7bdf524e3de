"""The pages of tests: a month's test, and practice papers that are the same for everybody with the same number."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watched
from tests.browser.test_accessibility import findings

MONTHLY, PRACTICE = "training/monthly-test.html", "training/practice.html"


def asked(page: Page) -> list[str]:
    """The cases and stems of the paper, in order, under numbers that follow each other."""
    expect(page.locator(".cb-test__question").first).to_be_visible()
    links = [str(link.get_attribute("href")).split("/")[-1] for link in page.locator(".cb-test__from a").all()]
    titles = page.locator(".cb-test__question h3").all_text_contents()
    assert [title.split("（")[0] for title in titles] == [f"第{at}题" for at in range(1, len(titles) + 1)]
    stems = page.locator(".cb-test__from + p").all_text_contents()
    return [f"{link} {stem}" for link, stem in zip(links, stems, strict=True)]


def test_the_newest_month_is_asked_and_every_other_can_be_chosen(watched: Watched) -> None:
    page = watched.open(MONTHLY)
    expect(page.locator(".cb-test__about")).to_contain_text("2022-12")
    expect(page.locator(".cb-test__question")).to_have_count(4)
    months = page.get_by_label("月份")
    assert [option.get_attribute("value") for option in months.locator("option").all()] == [
        f"2022-{month:02}" for month in range(12, 0, -1)
    ]
    months.select_option("2022-01")
    expect(page.locator(".cb-test__about")).to_contain_text("年礼清单里的购物卡")
    assert page.url.endswith("#month=2022-01")
    page.reload()
    expect(page.locator(".cb-test__about")).to_contain_text("年礼清单里的购物卡")
    form = page.locator(".cb-quiz").first
    form.get_by_role("radio").nth(2).check()
    form.get_by_role("button", name="检查").click()
    expect(form.get_by_role("status")).to_have_text("答对了。")
    expect(page.locator(".cb-quiz__score")).to_contain_text("共4题，已答1题，答对1题")


def test_the_same_number_gives_the_same_paper(watched: Watched) -> None:
    page = watched.open(f"{PRACTICE}#n=20&paper=7")
    first = asked(page)
    assert len(first) == 20
    assert len(set(first)) == 20
    page.get_by_label("卷号").fill("8")
    page.get_by_label("卷号").press("Tab")
    page.wait_for_url("**#n=20&paper=8")
    expect(page.locator(".cb-test__about")).to_contain_text("卷号 8")
    assert asked(page) != first
    page.get_by_label("卷号").fill("7")
    page.get_by_label("卷号").press("Tab")
    expect(page.locator(".cb-test__about")).to_contain_text("卷号 7")
    assert asked(page) == first


def test_papers_keep_to_issue_and_priority(watched: Watched) -> None:
    page = watched.open(PRACTICE)
    assert len(asked(page)) == 10
    page.get_by_label("问题类型").select_option("gifts-and-cash")
    expect(page.locator(".cb-test__about")).to_contain_text("违规收送礼品礼金")
    assert {line.split(" ")[0] for line in asked(page)} == {"2022-01-gift-cards.html"}
    page.get_by_label("工作要点").select_option("p14-competence")
    expect(page.locator(".cb-test__about")).to_contain_text("没有同时符合这些条件的题目")
    expect(page.locator(".cb-test__question")).to_have_count(0)


def test_a_hostile_address_changes_nothing(watched: Watched) -> None:
    page = watched.open(f"{PRACTICE}#issue=%3Cimg%20src=x%3E&n=999999&paper=-1&priority=__proto__")
    assert len(asked(page)) == 10
    expect(page.locator(".cb-test__about")).to_contain_text("卷号 0")
    expect(page.locator("article img")).to_have_count(0)


@pytest.mark.parametrize("address", [f"{PRACTICE}#n=5&paper=3", MONTHLY])
def test_questions_and_answers_are_printed_apart(watched: Watched, address: str) -> None:
    page = watched.open(address)
    expect(page.locator(".cb-test__question").first).to_be_visible()
    page.evaluate("window.print = () => { window.printed = document.documentElement.className; }")
    page.emulate_media(media="print")
    expect(page.locator(".cb-test__question").first).to_be_visible()
    expect(page.locator(".cb-test__key")).to_be_hidden()
    expect(page.locator(".cb-test__controls, #use, #months, #files").first).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="打印答案单").click()
    page.wait_for_function("window.printed")
    page.emulate_media(media="print")
    expect(page.locator(".cb-test__key")).to_be_visible()
    expect(page.locator(".cb-test__key h4")).to_have_count(page.locator(".cb-test__question").count())
    expect(page.locator(".cb-test__list")).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".cb-test__list")).to_be_visible()


def test_missing_questions_are_said_plainly(browser: Browser, http: str) -> None:
    page = browser.new_page()
    page.route("**/quiz/asked/**", lambda route: route.abort())
    page.goto(f"{http}/{PRACTICE}")
    expect(page.locator(".cb-test__about")).to_have_text("试题没有读到，请检查文件是否完整后刷新。")
    page.close()


def test_without_scripts_the_newest_test_is_read_and_all_months_are_listed(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / MONTHLY).as_uri())
    expect(page.locator("#q1")).to_be_visible()
    expect(page.locator(".cb-answer a").first).to_have_attribute("href", re.compile(r"2022-12-.*\.trainer\.html#q1"))
    page.get_by_role("link", name="年礼清单里的购物卡").click()
    page.wait_for_url("**/2022-01-gift-cards.html#quiz")
    page.goto((site / PRACTICE).as_uri())
    page.locator("#cb-test").get_by_role("link", name="各月测试").click()
    page.wait_for_url("**/monthly-test.html#months")
    context.close()


def test_english_papers_speak_english(watched: Watched) -> None:
    page = watched.open(f"en/{PRACTICE}#n=5&paper=2")
    expect(page.locator(".cb-test__question")).to_have_count(5)
    expect(page.locator(".cb-test__about")).to_contain_text("Paper number 2")
    form = page.locator(".cb-quiz").first
    form.locator("input").first.check()
    form.get_by_role("button", name="Check").click()
    expect(form.locator(".cb-quiz__settled")).to_contain_text("Settled by")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 360])
@pytest.mark.parametrize("address", [MONTHLY, PRACTICE])
def test_axe_finds_nothing(
    browser: Browser, site: Path, address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto((site / address).as_uri())
    expect(page.locator(".cb-test__question").first).to_be_visible()
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
