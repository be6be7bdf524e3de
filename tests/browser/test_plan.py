"""The plan of a session that is built: its audience and length are those of its files, are handed on and can be brought back;
what is offered beyond the wishes; what has no use before there is an item."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watched
from tests.browser.test_accessibility import findings
from tests.browser.test_builder import BUILDER, CASE, bring, builder, coded, session, titles

BREAK = {"minutes": 10, "kind": "break"}
SEVERAL = ["young-cadres", "families"]


def shown(page: Page) -> str:
    """The audiences that the builder shows, once the files are seen to name the same; empty for none."""
    text = str(page.get_by_label("受众").evaluate("select => select.selectedOptions[0].textContent"))
    printed = page.evaluate(
        """() => casebook.run('assets/casebook/assembly.js').then(() => casebook.assembly.deck(casebook.builder.session()))
          .then(deck => deck.slides[0].lines.map(line => line.text).join().split('对象：')[1] || '')"""
    )
    assert printed == ("" if text == "不限" else text)
    return str(printed)


# ---- the audience ----


def test_an_audience_that_is_changed_after_a_proposal_is_printed(watched: Watched) -> None:
    page = builder(watched)
    page.get_by_label("受众").select_option("young-cadres")
    page.get_by_role("button", name="替我选").click()
    assert shown(page) == "年轻干部"
    page.get_by_label("受众").select_option("families")
    assert shown(page) not in ("", "年轻干部")
    page.get_by_role("button", name="撤销").click()
    assert shown(page) == "年轻干部"
    page.get_by_label("受众").select_option("")
    assert shown(page) == ""


def test_an_audience_is_printed_of_what_is_added_by_hand(watched: Watched) -> None:
    page = builder(watched)
    page.get_by_label("受众").select_option("young-cadres")
    page.locator(".cb-choice__acts button").first.click()
    expect(page.locator(".cb-item")).not_to_have_count(0)
    assert shown(page) == "年轻干部"
    page.reload()
    expect(page.locator(".cb-item")).not_to_have_count(0)
    assert shown(page) == "年轻干部"


@pytest.mark.parametrize("audience", [[], ["young-cadres"], SEVERAL])
@pytest.mark.parametrize("way", ["address", "file"])
def test_the_audience_of_an_opened_session_is_shown(
    watched: Watched, tmp_path: Path, audience: list[str], way: str
) -> None:
    page = builder(watched)
    page.get_by_label("受众").select_option("all-members")
    opened = session(BREAK, audience=audience)
    if way == "file":
        bring(page, tmp_path, json.dumps(opened))
    else:
        page.evaluate("code => { location.hash = 's=' + code; }", coded(opened))
    expect(page.locator(".cb-item")).to_have_count(1)
    names = page.evaluate("casebook.builder.catalogue().names.audience")
    assert shown(page) == "、".join(names[slug] for slug in audience)
    page.get_by_label("受众").select_option("all-members")
    assert shown(page) == names["all-members"]
    expect(page.get_by_label("受众").locator("option[value='*']")).to_have_count(0)


def test_a_ready_session_shows_all_its_audiences(watched: Watched) -> None:
    page = builder(watched, f"{BUILDER}#from=training/sessions/tendering-60")
    expect(page.locator(".cb-item")).to_have_count(10)
    before = shown(page)
    assert before
    expect(page.locator(".cb-choice")).not_to_have_count(0)
    page.get_by_role("button", name="替我选").click()
    expect(page.locator(".cb-builder__status")).to_contain_text("排好了")
    assert shown(page) == before


def test_an_audience_that_nobody_knows_is_named_and_left_out(watched: Watched) -> None:
    page = builder(watched, f"{BUILDER}#s={coded(session(BREAK, audience=['martians', 'families']))}")
    expect(page.locator(".cb-builder__problems")).to_contain_text("受众写的是“martians”")
    assert shown(page) == page.evaluate("casebook.builder.catalogue().names.audience.families")


# ---- the length ----


@pytest.mark.parametrize("way", ["address", "file"])
def test_the_length_is_handed_on(watched: Watched, tmp_path: Path, way: str) -> None:
    page = builder(watched, f"{BUILDER}#from={CASE}&minutes=15")
    expect(page.locator(".cb-item")).to_have_count(5)
    expect(page.get_by_label("15分钟", exact=True)).to_be_checked()
    page.get_by_label("其他时长").fill("75")
    expect(page.locator(".cb-builder__total")).to_contain_text("还差60分钟")
    address = page.get_by_label("这堂课的地址").input_value()
    with page.expect_download() as download:
        page.get_by_role("button", name="存成文件").click()
    file = tmp_path / "课.json"
    download.value.save_as(file)
    assert json.loads(file.read_text("utf-8"))["minutes"] == 75
    page.get_by_role("button", name="清空重来").click()
    expect(page.get_by_label("60分钟", exact=True)).to_be_checked()
    if way == "file":
        page.get_by_label("打开文件").set_input_files(file)
    else:
        page.evaluate("address => { location.hash = address.split('#')[1]; }", address)
    expect(page.locator(".cb-item")).to_have_count(5)
    expect(page.get_by_label("其他时长")).to_have_value("75")
    expect(page.locator(".cb-builder__total")).to_contain_text("还差60分钟")
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_label("60分钟", exact=True)).to_be_checked()


def test_a_session_from_before_lengths_were_handed_on_is_as_long_as_its_items(watched: Watched) -> None:
    page = builder(watched, f"{BUILDER}#s={coded(session(BREAK, {'minutes': 20, 'kind': 'own'}))}")
    expect(page.locator(".cb-builder__total")).to_contain_text("时间正好")
    expect(page.get_by_label("30分钟", exact=True)).to_be_checked()
    expect(page.locator(".cb-builder__problems")).to_be_hidden()


@pytest.mark.parametrize("wrong", [5, 601, 60.5, "60", None])
def test_a_length_that_is_none_is_named(watched: Watched, wrong: object) -> None:
    page = builder(watched, f"{BUILDER}#s={coded(session(BREAK, BREAK, BREAK, minutes=wrong))}")
    expect(page.locator(".cb-builder__problems")).to_contain_text("总分钟数写的是")
    expect(page.get_by_label("30分钟", exact=True)).to_be_checked()


def test_a_length_that_is_typed_is_one_change(watched: Watched) -> None:
    page = builder(watched, f"{BUILDER}#from={CASE}&minutes=15")
    expect(page.locator(".cb-item")).to_have_count(5)
    page.get_by_label("其他时长").press_sequentially("125")
    page.get_by_label("其他时长").blur()
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_label("15分钟", exact=True)).to_be_checked()
    expect(page.locator(".cb-item")).to_have_count(5)


# ---- from the start again, and from another proposal back ----


def test_starting_over_returns_everything_to_the_start_and_can_be_undone(watched: Watched) -> None:
    page = builder(watched, f"{BUILDER}#s={coded({**session(BREAK, start='14:30'), 'evil': 1})}")
    expect(page.locator(".cb-builder__problems")).to_be_visible()
    page.get_by_label("受众").select_option("families")
    page.get_by_label("四种形态").select_option("form-1")
    page.get_by_label("其他时长").fill("75")
    page.get_by_label("条规", exact=True).check()
    page.get_by_label("在标题、问题类型里找").fill("礼")
    page.get_by_label("只列符合").uncheck()
    page.get_by_role("button", name="清空重来").click()
    for name, value in (
        ("课名", ""),
        ("几点开始", ""),
        ("受众", ""),
        ("四种形态", ""),
        ("其他时长", ""),
        ("在标题、问题类型里找", ""),
    ):
        expect(page.get_by_label(name)).to_have_value(value)
    expect(page.get_by_label("60分钟", exact=True)).to_be_checked()
    expect(page.get_by_label("案例", exact=True)).to_be_checked()
    expect(page.get_by_label("只列符合")).to_be_hidden()
    expect(page.locator(".cb-builder__problems")).to_be_hidden()
    page.get_by_role("button", name="撤销").click()
    for name, value in (("课名", "一堂课"), ("几点开始", "14:30"), ("受众", "families"), ("四种形态", "form-1")):
        expect(page.get_by_label(name)).to_have_value(value)
    expect(page.get_by_label("其他时长")).to_have_value("75")
    assert titles(page) == ["休息"]


def test_starting_over_is_not_undone_by_a_reload(watched: Watched) -> None:
    page = builder(watched)
    page.get_by_label("受众").select_option("families")
    page.get_by_label("90分钟", exact=True).check()
    page.get_by_role("button", name="清空重来").click()
    page.reload()
    expect(page.get_by_label("60分钟", exact=True)).to_be_checked()
    expect(page.get_by_label("受众")).to_have_value("")


def test_a_proposal_over_a_session_says_that_undo_brings_it_back(watched: Watched) -> None:
    page = builder(watched)
    status = page.locator(".cb-builder__status")
    page.get_by_role("button", name="替我选").click()
    expect(status).to_contain_text("排好了")
    expect(status).not_to_contain_text("撤销")
    page.get_by_role("button", name="清空重来").click()
    page.get_by_label("课名").fill("我的课")
    page.locator(".cb-choice__acts button").first.click()
    expect(page.locator(".cb-item")).not_to_have_count(0)
    page.locator(".cb-item summary").first.click()
    page.get_by_label("第1项给自己的备注").fill("慢一点")
    page.get_by_label("第1项给自己的备注").blur()
    mine = page.evaluate("casebook.session.file(casebook.builder.session())")
    page.get_by_role("button", name="替我选").click()
    expect(status).to_contain_text("原来的可以撤销找回")
    assert page.evaluate("casebook.session.file(casebook.builder.session())") != mine
    page.get_by_role("button", name="撤销").click()
    assert page.evaluate("casebook.session.file(casebook.builder.session())") == mine
    expect(page.get_by_label("课名")).to_have_value("我的课")


# ---- what cannot be read is named as what it is ----


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, -1, -2, -3, -4])
def test_an_address_that_was_cut_off_is_called_an_address(watched: Watched, kept: float) -> None:
    code = coded(session(BREAK, title="节前一课", audience=SEVERAL))
    page = builder(watched, f"{BUILDER}#s={code[: int(kept if kept < 0 else len(code) * kept)]}")
    expect(page.locator(".cb-builder__problems")).to_contain_text("地址不完整或已损坏")
    expect(page.locator(".cb-item")).to_have_count(0)


def test_an_address_that_is_too_long_is_called_an_address(watched: Watched) -> None:
    page = builder(watched, f"{BUILDER}#s={'A' * 400_000}")
    expect(page.locator(".cb-builder__problems")).to_contain_text("地址太长")


def test_a_draft_that_is_damaged_is_called_a_draft(watched: Watched) -> None:
    page = builder(watched)
    page.evaluate("localStorage.setItem(new URL('/', location).pathname + '.cb.session', '7')")
    page.reload()
    expect(page.locator(".cb-builder__problems")).to_contain_text("这个浏览器里存的课读不出来")


# ---- a wider look ----


def test_what_other_kinds_have_is_offered(watched: Watched) -> None:
    page = builder(watched)
    page.get_by_label("工作要点", exact=True).last.check()
    page.get_by_label("在标题、问题类型里找").fill("杨震")
    expect(page.locator(".cb-choice")).to_have_count(0)
    expect(page.locator(".cb-builder__found")).to_contain_text("放宽了有")
    expect(page.get_by_role("button", name="全部种类，不限受众")).to_have_count(0)
    page.get_by_role("button", name="在全部种类里找").click()
    expect(page.get_by_label("全部", exact=True)).to_be_checked()
    expect(page.locator(".cb-choice")).not_to_have_count(0)
    expect(page.locator(".cb-choice__title").first).to_be_focused()
    expect(page.locator(".cb-builder__found")).to_contain_text("共")


def test_what_the_wishes_leave_out_is_offered_and_the_audience_stays(watched: Watched) -> None:
    page = builder(watched)
    page.get_by_label("受众").select_option("families")
    page.get_by_label("四种形态").select_option("form-4")
    page.get_by_role("combobox", name="问题类型").select_option(index=1)
    page.get_by_label("在标题、问题类型里找").fill("2022-04")
    expect(page.locator(".cb-choice")).to_have_count(0)
    page.get_by_role("button", name="全部种类，不限受众").click()
    expect(page.locator(".cb-choice")).to_have_count(1)
    expect(page.locator(".cb-choice").first).to_contain_text("案例")
    expect(page.get_by_label("只列符合")).not_to_be_checked()
    expect(page.get_by_label("受众")).to_have_value("families")
    page.get_by_label("只列符合").check()
    expect(page.locator(".cb-choice")).to_have_count(0)


def test_what_nobody_has_is_not_offered(watched: Watched) -> None:
    page = builder(watched)
    page.get_by_label("在标题、问题类型里找").fill("没有这样的题目")
    expect(page.locator(".cb-builder__found")).to_contain_text("没有符合的页面")
    expect(page.locator(".cb-builder__material .cb-row button")).to_have_count(0)


# ---- before there is an item ----


def test_what_needs_an_item_says_so_until_there_is_one(watched: Watched) -> None:
    page = builder(watched)
    expect(page.locator("#cb-export button")).not_to_have_count(0)
    run = page.get_by_role("link", name="现在就讲")
    needing = [
        run,
        *(page.get_by_role("button", name=name) for name in ("复制地址", "存成文件", "打印流程", "PPTX", "ZIP")),
    ]
    for control in needing:
        expect(control).to_have_attribute("aria-disabled", "true")
        expect(control).to_have_attribute("title", "还没有内容，先加入一项。")
    here = page.url
    for key in (False, True):
        if key:
            run.press("Enter")
        else:
            run.click(force=True)
        expect(page.locator(".cb-builder__status")).to_have_text("还没有内容，先加入一项。")
        page.get_by_role("button", name="撤销").click()
        expect(page.locator(".cb-builder__status")).to_have_text("没有可以撤销的。")
    assert page.url == here
    page.get_by_role("button", name="替我选").click()
    for control in needing:
        expect(control).not_to_have_attribute("aria-disabled", "true")
        assert not control.get_attribute("title")
    run.click()
    page.wait_for_url("**/present.html#s=*")


@pytest.mark.parametrize(("width", "scheme"), [(1300, "light"), (320, "dark")])
@pytest.mark.parametrize(("home", "audience", "query"), [("", "受众", "杨震"), ("en/", "Audience", "Yang Zhen")])
def test_offers_and_controls_without_a_use_can_be_read(
    browser: Browser, site: Path, width: int, scheme: Literal["light", "dark"], home: str, audience: str, query: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto((site / home / BUILDER).as_uri())
    page.wait_for_selector("#cb-export button")
    page.get_by_label(audience).select_option("families")
    page.locator(".cb-builder__material input[type=search]").fill(query)
    expect(page.locator(".cb-builder__material .cb-row button")).not_to_have_count(0)
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
