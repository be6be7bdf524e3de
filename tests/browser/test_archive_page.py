"""The interactive archive: facets, counts, order, address; and the same lists without a script."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watched


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
