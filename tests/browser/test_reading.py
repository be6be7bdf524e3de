"""Reading: every kind of page without a fault, at every width, by keyboard, in both languages and schemes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from casebook.pages.addresses import leading
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Watched

KINDS = [
    "index.html",
    "cases/2022/2022-04-tender-phone-call.html",
    "rules/gifts.html",
    "culture/yang-zhen-four-knows.html",
    "priorities/p08-four-winds.html",
    "priorities/index.html",
    "glossary.html",
    "archive/index.html",
    "archive/coverage.html",
    "archive/statistics.html",
    "archive/2022/index.html",
    "archive/2022/05.html",
    "archive/issue/drunk-driving.html",
]


@pytest.mark.parametrize("address", [*KINDS, *(f"en/{kind}" for kind in KINDS)])
def test_no_fault_and_no_request_outside(watched: Watched, address: str) -> None:
    page = watched.open(address)
    expect(page.locator("h1").first).to_be_visible()
    page.wait_for_function("window.casebook && casebook.engine")


def test_the_page_for_wrong_addresses_works_where_it_is_served(browser: Browser, http: str) -> None:
    context = browser.new_context()
    watched = Watched(context, http)
    page = watched.open("404.html")
    expect(page.locator("h1")).to_have_text("没有这一页")
    page.get_by_role("link", name="回到首页").click()
    expect(page.locator("h1")).to_have_text("市直机关廉洁教育知识库")
    context.close()
    assert watched.faults == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_page_that_moved_leads_to_the_same_place_of_the_new_one(
    browser: Browser, site: Path, tmp_path: Path, scripts: bool
) -> None:
    (tmp_path / "assets").symlink_to(site / "assets")
    (tmp_path / "rules" / "former").mkdir(parents=True)
    shutil.copy(site / "rules/gifts.html", tmp_path / "rules")
    (tmp_path / "rules/former/old.html").write_bytes(leading("rules/former/old.html", "rules/gifts.html"))
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto((tmp_path / "rules/former/old.html").as_uri() + "#do-dont")
    page.wait_for_url((tmp_path / "rules/gifts.html").as_uri() + ("#do-dont" if scripts else ""))
    context.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1300])
@pytest.mark.parametrize(
    "address",
    [
        "index.html",
        "cases/2022/2022-04-tender-phone-call.html",
        "archive/index.html",
        "en/archive/statistics.html",
        "en/rules/gifts.html",
    ],
)
def test_nothing_sticks_out_sideways(browser: Browser, site: Path, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto((site / address).as_uri())
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_type_is_large_enough_and_lines_are_open(watched: Watched) -> None:
    page = watched.open("cases/2022/2022-04-tender-phone-call.html")
    size, line = (
        page.locator("article p")
        .nth(3)
        .evaluate("p => [getComputedStyle(p).fontSize, getComputedStyle(p).lineHeight].map(parseFloat)")
    )
    assert size >= 18
    assert line / size >= 1.7
    page.get_by_role("button", name="大字").click()
    large = page.locator("article p").nth(3).evaluate("p => parseFloat(getComputedStyle(p).fontSize)")
    assert large >= 23
    page.reload()
    assert page.locator("article p").nth(3).evaluate("p => parseFloat(getComputedStyle(p).fontSize)") == large


def test_dark_is_remembered(watched: Watched) -> None:
    page = watched.open("index.html")
    button = page.locator("[data-cb-scheme]")
    button.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_language_link_keeps_the_page(watched: Watched) -> None:
    page = watched.open("rules/gifts.html")
    page.get_by_role("link", name="English", exact=True).click()
    assert page.url.split("#")[0].endswith("/en/rules/gifts.html")
    page.get_by_role("link", name="中文", exact=True).click()
    assert page.url.split("#")[0].endswith("/rules/gifts.html")
    assert "/en/" not in page.url


def test_from_a_case_to_its_rule_priority_and_culture_and_back(watched: Watched) -> None:
    for heading in ("相关条规", "廉洁文化", "工作要点"):
        page = watched.open("cases/2022/2022-01-gift-cards.html")
        page.locator(".cb-related h3", has_text=heading).locator("xpath=following-sibling::ul[1]").locator(
            "a"
        ).first.click()
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".cb-related")).to_contain_text("购物卡")


@pytest.mark.parametrize("width", [375, 1300])
@pytest.mark.parametrize("address", ["index.html", "rules/gifts.html", "archive/index.html"])
def test_every_tab_stop_is_in_sight(browser: Browser, site: Path, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto((site / address).as_uri())
    page.wait_for_timeout(300)
    for _ in range(40):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
        seen = page.evaluate(
            """() => {
                const e = document.activeElement;
                if (e === document.body) return true;
                const r = e.getBoundingClientRect(), s = getComputedStyle(e);
                return [s.visibility !== 'hidden' && r.width > 0 && r.height > 0
                  && r.right > 0 && r.left < innerWidth && r.bottom > 0 && r.top < innerHeight, e.outerHTML.slice(0, 120)];
            }"""
        )
        assert seen is True or seen[0], seen
    context.close()


def test_the_drawer_opens_by_keyboard_on_a_narrow_screen(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 740})
    page = context.new_page()
    page.goto((site / "rules" / "gifts.html").as_uri())
    menu = page.get_by_role("button", name="菜单")
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".md-sidebar--primary a[href]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    context.close()


def test_a_term_shows_its_meaning_on_focus(watched: Watched) -> None:
    page = watched.open("priorities/p09-error-tolerance.html")
    term = page.locator(".cb-term").first
    term.focus()
    tip, display = term.evaluate(
        "t => [getComputedStyle(t, '::after').content, getComputedStyle(t, '::after').display]"
    )
    assert len(tip) > 10
    assert display == "block"


_QUOTE = """([place, lang]) => {
  const mark = document.createElement('span'), parent = document.querySelector(place);
  if (lang) mark.lang = lang;
  parent.appendChild(mark);
  const width = text => { mark.textContent = text; return mark.getBoundingClientRect().width; };
  const found = (width('a“a') - width('aa')) / parseFloat(getComputedStyle(mark).fontSize);
  mark.remove();
  return found;
}"""


@pytest.mark.parametrize(
    ("address", "places"),
    [
        ("cases/2022/2022-04-tender-phone-call.html", [".md-typeset p", ".md-typeset h1", ".md-header__title"]),
        ("training/builder.html", [".cb-builder__wish", ".cb-builder__wish h2", ".cb-builder__wish button"]),
        ("about/performance.html", [".md-typeset code", ".md-typeset td"]),
        ("training/present.html", ["body"]),
    ],
)
def test_quotation_marks_are_as_wide_as_their_language_has_them(
    watched: Watched, address: str, places: list[str]
) -> None:
    for folder, least, most in (("", 0.9, 1.1), ("en/", 0.2, 0.65)):
        page = watched.open(folder + address)
        page.locator(places[0]).first.wait_for()
        for place in places:
            assert least < page.evaluate(_QUOTE, [place, ""]) < most, (folder, place)
        if address.startswith("cases"):
            assert page.evaluate(_QUOTE, [places[0], "zh-Hans"]) > 0.9
            assert page.evaluate(_QUOTE, [places[0], "en"]) < 0.65
