"""The interactive archive: facets, counts, order, address; and the same lists without a script."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watched, serving


def months(page: Page) -> list[str]:
    return page.locator(".cb-card__month").all_text_contents()


def test_all_cases_newest_first_then_oldest(watched: Watched) -> None:
    page = watched.open("archive/index.html")
    expect(page.locator(".cb-card")).to_have_count(12)
    assert months(page) == sorted(months(page), reverse=True)
    page.get_by_label("排序").select_option("old")
    expect(page.locator(".cb-card__month").first).to_have_text("2022-01")
    assert "sort=old" in page.url


def test_facets_narrow_count_and_live_in_the_address(watched: Watched) -> None:
    page = watched.open("archive/index.html")
    box = page.locator('.cb-facet[data-facet="audience"]')
    box.locator("summary").click()
    young = box.locator('input[value="young-cadres"]')
    promised = int(young.locator("xpath=..").locator("small").inner_text())
    young.check()
    expect(page.locator(".cb-card")).to_have_count(promised)
    expect(page.get_by_role("status")).to_have_text(f"共{promised}案")
    expect(page.locator('.cb-facet[data-facet="audience"] input[value="young-cadres"]')).to_be_focused()
    address = page.url
    assert "audience=young-cadres" in address
    shown = months(page)
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".cb-card")).to_have_count(promised)
    assert months(page) == shown


def test_two_facets_must_both_hold_and_two_values_of_one_add_up(watched: Watched) -> None:
    page = watched.open("archive/index.html#issue=drunk-driving,online-gambling")
    expect(page.locator(".cb-card")).to_have_count(2)
    page.goto("about:blank")
    page.goto(f"{watched.base}/archive/index.html#issue=drunk-driving,online-gambling&form=form-4")
    expect(page.locator(".cb-card")).to_have_count(1)
    page.get_by_role("button", name="清除全部筛选").click()
    expect(page.locator(".cb-card")).to_have_count(12)


def test_an_opened_list_stays_open_and_keeps_the_focus(watched: Watched) -> None:
    page = watched.open("archive/index.html")
    box = page.locator('.cb-facet[data-facet="issue"]')
    box.get_by_role("button").click()
    last = box.locator("input").last
    value = last.get_attribute("value")
    last.check()
    page.locator(f'input[value="{value}"]').uncheck()
    expect(page.locator(f'.cb-facet[data-facet="issue"] input[value="{value}"]')).to_be_focused()
    expect(page.locator('.cb-facet[data-facet="issue"] li').nth(10)).to_be_visible()


def test_search_within_cases_and_no_result(watched: Watched) -> None:
    page = watched.open("archive/index.html")
    query = page.get_by_label("在案例中查找")
    query.fill("喝酒开车")
    expect(page.locator(".cb-card").first).to_contain_text("升学宴")
    query.fill("足球比分")
    expect(page.get_by_role("status")).to_contain_text("没有同时符合这些条件的案例")


def test_hits_come_by_relevance_until_another_order_is_chosen(watched: Watched) -> None:
    page = watched.open("archive/index.html")
    order = page.get_by_label("排序")
    expect(order).to_have_value("new")
    page.get_by_label("在案例中查找").fill("喝酒开车")
    expect(order).to_have_value("relevance")
    assert "sort" not in page.url
    order.select_option("old")
    page.get_by_label("在案例中查找").fill("酒驾")
    expect(order).to_have_value("old")
    page.get_by_role("button", name="清除全部筛选").click()
    expect(order).to_have_value("new")


def test_the_other_language_keeps_the_filters(watched: Watched) -> None:
    page = watched.open("archive/index.html#issue=drunk-driving,online-gambling&form=form-4")
    expect(page.locator(".cb-card")).to_have_count(1)
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("1 cases")
    assert page.url.endswith("/en/archive/index.html#issue=drunk-driving,online-gambling&form=form-4")


def test_on_a_phone_the_results_come_first(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 740})
    page = context.new_page()
    page.goto(f"{(site / 'archive' / 'index.html').as_uri()}#form=form-4")
    fold = page.locator(".cb-browse__fold > summary")
    expect(fold).to_have_text("筛选 (1)")
    expect(page.locator(".cb-facet").first).to_be_hidden()
    distance = page.evaluate(
        "document.querySelector('.cb-card').getBoundingClientRect().top"
        " - document.querySelector('.cb-browse').getBoundingClientRect().top"
    )
    assert distance < 300
    fold.click()
    expect(page.locator(".cb-facet").first).to_be_visible()
    context.close()


def enlarge(site: Path, folder: Path, count: int) -> Path:
    """A copy of the archive page whose data tell of ``count`` cases."""
    for part in ("assets", "search/zh", "archive"):
        shutil.copytree(site / part, folder / part)
    data = folder / "search" / "zh"
    boot = (data / "boot.js").read_text("utf-8")
    (data / "boot.js").write_text(boot.replace('"cases":12', f'"cases":{count}'), "utf-8")
    cards = json.loads((data / "c" / "0.js").read_text("utf-8").split(",", 1)[1].rstrip()[:-1])
    many = [{**cards[number % len(cards)], "t": f"第{number}个"} for number in range(count)]
    for start in range(0, count, 20):
        text = json.dumps(many[start : start + 20], ensure_ascii=False)
        (data / "c" / f"{start // 20}.js").write_text(f'casebook.receive("zh/c/{start // 20}",{text})', "utf-8")
    return folder


@pytest.mark.parametrize("way", ["http", "file"])
@pytest.mark.parametrize(("count", "note"), [(60, ""), (620, "共620案，这里是前500案。")])
def test_everything_found_is_printed(
    browser: Browser, site: Path, tmp_path: Path, way: str, count: int, note: str
) -> None:
    folder = enlarge(site, tmp_path / "site", count)
    with serving(folder) as address:
        page = browser.new_page()
        page.add_init_script("window.print = () => dispatchEvent(new Event('beforeprint'))")
        page.goto(f"{address if way == 'http' else folder.as_uri()}/archive/index.html")
        expect(page.locator(".cb-card")).to_have_count(20)
        page.keyboard.press("Control+p")
        expect(page.locator(".cb-card")).to_have_count(min(count, 500))
        titles = page.locator(".cb-card__title").all_text_contents()
        assert titles == [f"第{number}个" for number in range(min(count, 500))]
        page.emulate_media(media="print")
        assert page.locator(".cb-browse__printed").text_content() == note
        expect(page.locator(".cb-browse__filters")).to_be_hidden()
        page.close()


def test_printing_from_the_menu_finds_what_was_read_beforehand(browser: Browser, site: Path, tmp_path: Path) -> None:
    folder = enlarge(site, tmp_path / "site", 60)
    page = browser.new_page()
    page.goto((folder / "archive" / "index.html").as_uri())
    page.wait_for_function("casebook.values['zh/c/2']")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".cb-card").count() == 60
    page.close()


def test_a_narrowed_list_is_printed_alone_under_what_it_is_narrowed_to(browser: Browser, site: Path) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{(site / 'archive' / 'index.html').as_uri()}#issue=gifts-and-cash,drunk-driving&year=2022")
    expect(page.locator(".cb-card")).to_have_count(2)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".cb-browse__printed")).to_have_text("问题类型：违规收送礼品礼金、酒驾醉驾；年份：2022")
    expect(page.locator("#by-month")).to_be_hidden()
    assert page.locator(".cb-card__month").first.evaluate("e => getComputedStyle(e).color") == "rgb(95, 85, 77)"
    page.evaluate("location.hash = ''")
    expect(page.locator(".cb-card")).to_have_count(12)
    expect(page.locator("#by-month")).to_be_visible()
    page.close()


def test_the_tables_of_the_statistics_are_whole_on_paper(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 673, "height": 980})  # A4 less its margins
    page.goto((site / "archive" / "statistics.html").as_uri())
    page.emulate_media(media="print")
    for table in page.locator(".figures table").all():
        box = table.bounding_box()
        assert box
        assert box["x"] + box["width"] <= 673
    assert page.locator(".md-typeset__scrollwrap").first.evaluate("e => getComputedStyle(e).overflowX") == "visible"
    page.close()


@pytest.mark.parametrize("lang", ["", "en/"])
def test_each_section_of_the_statistics_takes_a_sheet(browser: Browser, site: Path, lang: str) -> None:
    page = browser.new_page()
    page.goto((site / f"{lang}archive" / "statistics.html").as_uri())
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", margin={"top": "15mm", "bottom": "15mm"})))
    assert sheets == page.locator("article h2").count() == 4
    page.close()


@pytest.mark.parametrize("address", ["cases/2022/2022-01-gift-cards.html", "archive/issue/drunk-driving.html"])
@pytest.mark.parametrize(("lang", "tab"), [("", "每月一案"), ("en/", "Case of the month")])
def test_cases_and_tags_belong_to_the_archive(site: Path, address: str, lang: str, tab: str) -> None:
    text = (site / f"{lang}{address}").read_text("utf-8")
    active = re.findall(r'md-tabs__item--active">\s*<a [^>]*aria-current="true">([^<]+)</a>', text)
    assert active == [tab]
    assert len(re.findall(r'md-tabs__link"[^>]* aria-current', text)) == 1


def test_a_hostile_address_changes_nothing(watched: Watched) -> None:
    page = watched.open("archive/index.html#issue=<img src=x onerror=alert(1)>&sort=evil&year=9999&q=%E0%A4%A")
    expect(page.locator(".cb-card")).to_have_count(12)
    assert page.locator("article img").count() == 0


def test_months_and_tags_work_without_a_script(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "archive" / "index.html").as_uri())
    for month in range(1, 13):
        expect(page.locator(".cb-timeline").get_by_role("link", name=f"{month}月", exact=True)).to_be_visible()
    page.locator(".cb-timeline").get_by_role("link", name="8月", exact=True).click()
    expect(page.locator("h1")).to_have_text("2022年8月案例")
    page.go_back()
    page.get_by_role("link", name="酒驾醉驾", exact=True).first.click()
    expect(page.locator(".cb-list a").first).to_be_visible()
    context.close()


def test_english_archive_speaks_english(watched: Watched) -> None:
    page = watched.open("en/archive/index.html")
    expect(page.get_by_role("status")).to_have_text("12 cases")
    expect(page.locator(".cb-facet summary").nth(1)).to_have_text("Issue type")
