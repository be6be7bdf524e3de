"""The session builder: choosing, proposing, ordering, timing, keeping and exchanging; by keyboard; whatever comes in."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from pathlib import Path
from typing import Any, Literal

import pytest
from casebook.content.corpus import Corpus
from casebook.content.corpus import Page as Source
from casebook.search import terms
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.conftest import Watched
from tests.browser.test_accessibility import findings

BUILDER = "training/builder.html"
LENGTHS = (15, 30, 60, 90, 120)
CASE = "cases/2022/2022-04-tender-phone-call"


def builder(watched: Watched, address: str = BUILDER) -> Page:
    page = watched.open(address)
    page.wait_for_selector(".cb-builder__share")
    return page


def titles(page: Page) -> list[str]:
    return page.locator(".cb-item__title").all_text_contents()


def clocks(page: Page) -> list[str]:
    return page.locator(".cb-item__clock").all_text_contents()


def session(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"v": 1, "lang": "zh", "title": "一堂课", "start": "", "audience": [], "items": list(items), **more}


def coded(value: Any) -> str:
    """As the address holds it."""
    return base64.urlsafe_b64encode(json.dumps(value, ensure_ascii=False).encode()).decode().rstrip("=")


def four() -> str:
    """The hash of a session of four items, 15 minutes long."""
    parts = {"facts": 3, "discussion": 5, "rules": 4, "self-check": 3}
    items = ({"minutes": minutes, "path": CASE, "part": part, "note": "念一遍"} for part, minutes in parts.items())
    return f"#s={coded(session(*items, title='评标前的一个招呼', minutes=15))}"


def bring(page: Page, tmp_path: Path, content: str | bytes, name: str = "x.json") -> None:
    """Opens a file in the builder."""
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    page.get_by_label("打开文件").set_input_files(file)


# ---- proposing ----


def test_every_audience_and_length_gets_an_agenda_that_fills_the_time(watched: Watched, real: Corpus) -> None:
    page = builder(watched)
    audiences = ["", *real.vocabulary.facets["audience"].terms]
    for audience in audiences:
        for minutes in (*LENGTHS, 10, 20, 45, 75, 150, 180, 600):
            made = page.evaluate(
                """([audience, minutes]) => {
                  const wish = {audience, minutes, priority: '', issue: '', form: ''};
                  const catalogue = casebook.builder.catalogue(), own = casebook.builder.own();
                  return [0, 1, 2, 3, 0].map(turn => casebook.propose(catalogue, wish, turn, own));
                }""",
                [audience, minutes],
            )
            assert made[0] == made[4], "the same wish and turn give the same agenda"
            assert made[0] != made[1] != made[2] != made[3], (audience, minutes)
            for proposal in made:
                _check(proposal, audience, minutes, real)


def _check(proposal: dict[str, Any], audience: str, minutes: int, real: Corpus) -> None:
    items = proposal["items"]
    total = sum(item["minutes"] for item in items)
    assert abs(total - minutes) <= minutes / 10, (audience, minutes, total)
    assert all(isinstance(item["minutes"], int) and item["minutes"] >= 1 for item in items)
    assert (items[0].get("kind"), items[-1].get("kind")) == ("opening", "closing")
    paths = [item["path"] for item in items if "path" in item]
    wanted = {audience, *(() if audience == "families" else ("all-members", "all-public-officials"))}
    heads = [real.by_path[f"{path}.md"] for path in dict.fromkeys(paths)]
    unfit = {head.base for head in heads if audience and not wanted & set(audiences(head))}
    assert [f"{head['path']}.md" for head in proposal["unfit"]] == [head.base for head in heads if head.base in unfit]
    assert proposal["missed"] == (["audience"] if any(path.startswith("cases/") for path in unfit) else [])
    told = [item["path"] for item in items if item.get("part") == "outcome"]
    assert told == [case["path"] for case in proposal["cases"]], "how each case ended"
    assert any(path in proposal["cases"][0]["rules"] for path in paths), "the rule on which the case turns"
    if minutes >= 30:
        assert any(path.startswith("culture/") for path in paths)
        asked = [item["path"] for item in items if item.get("part") == "quiz"]
        assert asked == [case["path"] for case in proposal["cases"]]
    _check_discussions(items, minutes)


def audiences(page: Source) -> list[str]:
    return getattr(page.meta, "audience", None) or getattr(page.meta, "applies_to", None) or []


def _check_discussions(items: list[dict[str, Any]], minutes: int) -> None:
    """A discussion of more than 15 minutes is work in groups, about 60 % of it, and what they report back."""
    found = [at for at, item in enumerate(items) if item.get("part") in ("discussion", "analysis")]
    assert found
    for at in found:
        groups, after = items[at]["minutes"], items[at + 1]
        if after["title"] == "小组汇报":
            assert after["kind"] == "own"
            whole = groups + after["minutes"]
            assert whole > 15
            assert abs(groups - 0.6 * whole) <= 0.5
        else:
            assert groups <= 15
        assert groups <= 20, (minutes, groups)
    reports = [at for at, item in enumerate(items) if item["title"] == "小组汇报"]
    assert {at - 1 for at in reports} <= set(found)
    assert bool(reports) is (minutes >= 60)


def test_choosing_for_me_says_what_it_did_and_another_press_gives_another(watched: Watched) -> None:
    page = builder(watched)
    page.get_by_label("受众").select_option("young-cadres")
    page.get_by_label("几点开始").fill("14:30")
    page.get_by_label("90分钟", exact=True).check()
    page.get_by_role("button", name="替我选").click()
    expect(page.locator(".cb-builder__status")).to_contain_text("90分钟")
    first = titles(page)
    assert clocks(page)[0].startswith("14:30—")
    assert clocks(page)[-1].endswith("—16:00")
    expect(page.locator(".cb-builder__total")).to_contain_text("时间正好")
    page.get_by_role("button", name="换一套").click()
    expect(page.locator(".cb-item__title").nth(1)).not_to_have_text(first[1])
    page.get_by_role("button", name="撤销").click()
    assert titles(page) == first


def test_conditions_that_no_case_meets_are_given_up_and_named(watched: Watched) -> None:
    page = builder(watched)
    page.get_by_label("受众").select_option("families")
    page.get_by_label("四种形态").select_option("form-2")
    page.get_by_role("button", name="替我选").click()
    expect(page.locator(".cb-builder__status")).to_contain_text("放宽了：四种形态")
    expect(page.locator(".cb-item")).not_to_have_count(0)


@pytest.mark.parametrize("lang", ["", "en/"])
def test_what_is_not_for_the_audience_is_named(watched: Watched, lang: str) -> None:
    """Two cases for families are wanted, and there is one: the trainer must know before the families sit there."""
    page = builder(watched, f"{lang}{BUILDER}")
    page.evaluate("Object.assign(casebook.builder.session(), { audience: ['families'], minutes: 120 })")
    page.locator(".cb-button--main").first.click()
    said = page.locator(".cb-builder__status")
    expect(said).to_contain_text("Not written for this audience" if lang else "不是为这一受众写的")
    titles = page.evaluate(
        """(() => {
          const api = casebook.builder, heads = api.session().items.filter(item => item.path).map(item => api.head(item.path));
          return heads.map(head => [head.title, head.audience]);
        })()"""
    )
    text = said.inner_text().split("Not written" if lang else "不是为")[1]
    assert {"families" in audience for _, audience in titles} == {True, False}
    for title, audience in titles:
        assert (title in text) is ("families" not in audience), title
    page.evaluate("Object.assign(casebook.builder.session(), { audience: [] })")
    page.locator(".cb-button--main").first.click()
    expect(said).not_to_contain_text("audience" if lang else "受众")


def test_a_case_written_for_the_audience_comes_before_one_that_names_it_too(watched: Watched) -> None:
    page = builder(watched)
    first = page.evaluate(
        """(() => {
          const api = casebook.builder, wish = { audience: ['young-cadres'], minutes: 60 };
          const paths = [0, 1].map(turn => casebook.propose(api.catalogue(), wish, turn, api.own()).items.find(item => item.part === 'facts').path);
          return paths.map(path => api.head(path).audience);
        })()"""
    )
    assert first[0][0] == "young-cadres"
    assert first[1][0] != "young-cadres"
    assert "young-cadres" in first[1]


# ---- choosing, timing, ordering ----


def test_wholes_parts_and_own_items_are_added_and_timed(watched: Watched) -> None:
    page = builder(watched)
    page.get_by_label("在标题、问题类型里找").fill("评标")
    card = page.locator(".cb-choice", has_text="评标前的一个招呼")
    expect(card.locator(".cb-choice__text")).to_contain_text("某局一把手")
    card.get_by_role("button", name="按30分钟流程单加入").click()
    expect(page.locator(".cb-builder__total")).to_contain_text("共30分钟；还差30分钟")
    card.locator("summary").click()
    card.get_by_role("button", name="加入：测一测").click()
    assert titles(page)[-2:] == ["评标前的一个招呼：测一测", "收束"], "before the close"
    page.get_by_label("条规", exact=True).check()
    page.get_by_label("在标题、问题类型里找").fill("红包")
    page.get_by_role("button", name="加入全部").first.click()
    page.get_by_label("自己的环节").check()
    page.get_by_role("button", name="加入：休息").click()
    assert "休息" in titles(page)
    minutes = page.get_by_role("spinbutton", name=re.compile("第1项"))
    minutes.fill("40")
    expect(page.locator(".cb-builder__total")).to_contain_text("超出")
    assert clocks(page)[1].startswith("40—")


def test_each_item_says_how_many_questions_its_slides_ask(watched: Watched) -> None:
    """A quiz of a ready session counts, what it asked is not asked again, and a case as a whole has its quiz."""
    other = "cases/2022/2022-01-gift-cards"
    items = [
        {"minutes": 4, "path": "training/sessions/tendering-60", "part": "9"},
        {"minutes": 5, "path": CASE, "part": "quiz"},
        {"minutes": 5, "path": CASE, "part": "facts"},
        {"minutes": 2, "path": other},
        {"minutes": 5, "path": "training/sessions/tendering-60"},
    ]
    page = builder(watched, f"{BUILDER}#s={coded(session(*items))}")
    asked = page.locator(".cb-item__asked")
    expect(asked).to_have_text(["问1题", "问3题", "", "问2题", ""])
    slides = page.evaluate(
        "casebook.run('assets/casebook/assembly.js').then(() => casebook.assembly.deck(casebook.builder.session()))"
    )["slides"]
    assert [sum(slide["kind"] == "quiz" and slide["part"] == at for slide in slides) for at in range(1, 6)] == [
        1,
        3,
        0,
        2,
        0,
    ]
    expect(page.locator(".cb-item").last.locator(".cb-item__fault")).to_contain_text("整堂课不能算作一项")
    whole = next(slide for slide in slides if slide["part"] == 5)
    assert any(note.startswith(f"这一项是整堂课：{whole['title']}。") for note in whole["notes"])
    assert "training/" not in str([whole["title"], whole["lines"]])


def test_a_run_sheet_notes_nothing_at_a_quiz_which_may_be_numbered_otherwise(watched: Watched) -> None:
    page = builder(watched)
    for path in ("cases/2022/2022-11-pilot-and-letter", "cases/2022/2022-12-leaked-lead"):
        items = page.evaluate(
            "path => casebook.session.of(casebook.builder.head(path)).then(session => session.items)", path
        )
        assert [item["note"] for item in items if item.get("part") == "quiz"] == [""]
        told = {"outcome", "rules"}  # before the comments, which have the words of their row
        assert all(item["note"] for item in items if item.get("part") not in {"quiz", *told})


def test_times_in_english_are_joined_as_on_slides(watched: Watched) -> None:
    items = {"minutes": 5, "kind": "opening"}, {"minutes": 7, "kind": "own"}
    page = builder(watched, f"en/{BUILDER}#s={coded(session(*items, lang='en'))}")
    expect(page.locator(".cb-item__clock")).to_have_text(["0–5", "5–12"])
    expect(page.locator(".cb-plan__table tbody td:first-child")).to_have_text(["0–5", "5–12"])


def test_a_word_that_is_not_given_stays_as_it_is_written(watched: Watched) -> None:
    page = builder(watched)
    assert page.evaluate("casebook.ui.fill('{a}{b}', { a: 1 })") == "1{b}"


@pytest.mark.parametrize(
    ("kind", "typed", "title"),
    [
        ("条规", "jiujia", "酒驾醉驾"),
        ("条规", "jjzj", "酒驾醉驾"),
        ("条规", "JIUJ", "酒驾醉驾"),
        ("案例", "酒驾", "升学宴后的一段路"),
        ("案例", "jiujia", "升学宴后的一段路"),
        ("条规", "szyd", "三重一大"),
        ("条规", "sanzhongyida", "三重一大"),
        ("条规", "ganbu huibi", "纪检干部"),
        ("廉洁文化", "sizhi", "四知"),
        ("案例", "pingbiao 2022-04", "评标前的一个招呼"),
        ("案例", "ｚｈａｏｈｕ", "评标前的一个招呼"),
    ],
)
def test_a_title_is_found_as_it_sounds(watched: Watched, kind: str, typed: str, title: str) -> None:
    page = builder(watched)
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("在标题、问题类型里找").fill(typed)
    expect(page.locator(".cb-choice__title").filter(has_text=title)).to_have_count(1)


def test_every_title_is_found_by_the_pinyin_the_search_knows(watched: Watched) -> None:
    page = builder(watched)
    pages = page.evaluate("casebook.builder.catalogue().pages.filter(page => page.kind !== 'session')")
    wanted = [
        (head["path"], typed)
        for head in pages
        for run in re.findall(f"[{terms.HAN}]{{2,}}", head["title"])
        for typed in list(terms.pinyin(run))[:2]
    ]
    found = page.evaluate(
        """typed => {
          const catalogue = casebook.builder.catalogue(), titles = casebook.titles(catalogue);
          return typed.map(word => catalogue.pages.filter(titles(word)).map(page => page.path));
        }""",
        [typed for _, typed in wanted],
    )
    assert len(wanted) > 200
    assert [pair for pair, paths in zip(wanted, found, strict=True) if pair[0] not in paths] == []
    lengths = sorted(map(len, found))
    assert lengths[len(lengths) // 2] == 1, "and mostly that page alone"


@pytest.mark.parametrize("wrong", ["0", "601", "-5", "2.5", ""])
def test_minutes_that_are_none_are_named_and_not_taken(watched: Watched, wrong: str) -> None:
    page = builder(watched, f"{BUILDER}{four()}")
    expect(page.locator(".cb-item")).to_have_count(4)
    box = page.get_by_role("spinbutton", name=re.compile("第1项"))
    box.fill(wrong)
    expect(page.locator(".cb-item").first.get_by_role("alert")).to_have_text("应为1到600的整数")
    expect(page.locator(".cb-builder__total")).to_contain_text("共15分钟")
    box.blur()
    expect(box).to_have_value("3")
    expect(page.locator(".cb-builder__status")).to_have_text("分钟数应为1到600的整数，没有改，仍是3分钟。")


def test_an_address_from_a_folder_is_said_to_be_of_no_use_elsewhere(watched: Watched) -> None:
    page = builder(watched, f"{BUILDER}{four()}")
    page.get_by_role("button", name="复制地址").click()
    expect(page.locator(".cb-builder__status")).to_contain_text("地址")
    said = page.locator(".cb-builder__status").inner_text()
    assert ("只在本机有效" in said) == watched.base.startswith("file:")


@pytest.mark.parametrize("typed", ["700", "601", "0", "4", "1e", "7.5"])
def test_a_number_that_goes_on_to_be_none_leaves_nothing_behind(watched: Watched, typed: str) -> None:
    """Typed key by key, 70 stands in the field before 700 does."""
    page = builder(watched, f"{BUILDER}{four()}")
    expect(page.locator(".cb-item")).to_have_count(4)
    length = page.get_by_role("spinbutton", name="其他时长")
    length.press_sequentially(typed)
    length.blur()
    expect(page.locator("#cb-wrong-length")).to_have_text("时长应为10到600的整数，没有改")
    assert page.evaluate("casebook.builder.wish().minutes") == 15
    box = page.get_by_role("spinbutton", name=re.compile("第1项"))
    box.press("Control+a")
    box.press_sequentially("700")
    box.blur()
    expect(box).to_have_value("3")
    expect(page.locator(".cb-builder__status")).to_have_text("分钟数应为1到600的整数，没有改，仍是3分钟。")
    expect(page.locator(".cb-builder__total")).to_contain_text("共15分钟")


def test_an_item_is_dragged_by_its_handle(watched: Watched) -> None:
    page = builder(watched, f"{BUILDER}{four()}")
    expect(page.locator(".cb-item")).to_have_count(4)
    before = titles(page)
    page.locator(".cb-item").last.scroll_into_view_if_needed()
    handle, goal = page.locator(".cb-item__handle").first.bounding_box(), page.locator(".cb-item").nth(2).bounding_box()
    assert handle
    assert goal
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(goal["x"] + 5, goal["y"] + goal["height"] - 2, steps=12)
    page.mouse.up()
    assert titles(page) == [before[1], before[2], before[0], before[3]]
    expect(page.locator(".cb-builder__status")).to_contain_text("现在是第3项")


@pytest.mark.parametrize(("width", "height"), [(1300, 900), (360, 640)])
def test_dragging_near_an_edge_scrolls(watched: Watched, width: int, height: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": height})
    items = [{"minutes": 5, "kind": "own", "title": f"第{n}"} for n in range(40)]
    page = builder(watched, f"{BUILDER}#s={coded(session(*items))}")
    expect(page.locator(".cb-item")).to_have_count(40)
    page.locator(".cb-item__handle").first.scroll_into_view_if_needed()
    handle = page.locator(".cb-item__handle").first.bounding_box()
    assert handle
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(handle["x"] + 5, height - 10, steps=5)
    expect(page.locator(".cb-item").last).to_have_class(re.compile("cb-item--dragged"), timeout=30_000)
    expect(page.locator(".cb-item").last).to_be_in_viewport()
    page.mouse.up()
    expect(page.locator(".cb-builder__status")).to_contain_text("现在是第40项")
    assert titles(page)[-1] == "第0"


def test_typing_minutes_keeps_the_focus_and_is_one_change(watched: Watched) -> None:
    page = builder(watched, f"{BUILDER}{four()}")
    expect(page.locator(".cb-item")).to_have_count(4)
    first, second = (page.get_by_role("spinbutton", name=re.compile(f"第{n}项")) for n in (1, 2))
    before = second.input_value()
    first.press("ControlOrMeta+a")
    first.press_sequentially("123")
    first.press("Enter")
    expect(first).to_be_focused()
    second.click()
    expect(second).to_be_focused()
    second.press("ControlOrMeta+a")
    second.press_sequentially("45")
    page.get_by_role("button", name="撤销").click()
    expect(second).to_have_value(before)
    expect(first).to_have_value("123")
    expect(page.get_by_role("button", name="撤销")).to_be_focused()
    page.get_by_role("button", name="撤销").click()
    expect(first).to_have_value("3")


def test_what_is_open_and_focused_stays_with_its_item(watched: Watched) -> None:
    page = builder(watched, f"{BUILDER}{four()}")
    expect(page.locator(".cb-item")).to_have_count(4)
    second = titles(page)[1]
    page.locator(".cb-item summary").nth(1).click()
    page.get_by_role("button", name="上移：第2项").click()
    opened = page.locator(".cb-item", has=page.locator("details[open]"))
    expect(opened).to_have_count(1)
    expect(opened.locator(".cb-item__title")).to_have_text(second)
    expect(page.locator(".cb-item").first.locator("details")).to_have_attribute("open", "")
    page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name="上移：第2项")).to_be_focused()
    expect(page.locator(".cb-item").nth(1).locator("details")).to_have_attribute("open", "")


def tab_to(page: Page, name: str, back: bool = False) -> None:
    """Presses Tab until the control that a screen reader would call ``name`` has the focus."""
    for _ in range(250):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        said = page.evaluate(
            """() => { const e = document.activeElement;
              return e.getAttribute('aria-label') || (e.labels && e.labels[0] || e).textContent.trim(); }"""
        )
        if said.startswith(name):
            return
    raise AssertionError(f"{name} is not reached by the keyboard")


def test_a_session_is_built_with_the_keyboard_alone(watched: Watched) -> None:
    page = builder(watched)
    tab_to(page, "课名")
    page.keyboard.type("节前一课")
    tab_to(page, "60分钟")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_label("30分钟", exact=True)).to_be_checked()
    tab_to(page, "受众")
    page.keyboard.type("重点")
    tab_to(page, "替我选")
    page.keyboard.press("Enter")
    expect(page.locator(".cb-builder__total")).to_contain_text("共30分钟")
    before = titles(page)
    tab_to(page, "下移：第2项")
    page.keyboard.press("Space")
    expect(page.locator(".cb-builder__status")).to_contain_text("现在是第3项")
    assert titles(page)[2] == before[1]
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused.startswith("下移：第3项"), "the focus stays with the item"
    for _ in range(len(before)):
        page.keyboard.press("Space")
    expect(page.locator(".cb-builder__status")).to_contain_text("已经是最后一项")
    assert titles(page)[-1] == before[1]
    tab_to(page, "移除")
    page.keyboard.press("Enter")
    expect(page.locator(".cb-builder__status")).to_contain_text("已移除")
    assert len(titles(page)) == len(before) - 1
    page.keyboard.press("Control+z")
    expect(page.locator(".cb-item")).to_have_count(len(before))
    tab_to(page, "撤销", back=True)
    page.keyboard.press("Enter")
    tab_to(page, "现在就讲")
    page.keyboard.press("Enter")
    page.wait_for_selector(".cb-slide__title")
    expect(page.locator(".cb-present__room .cb-slide__title")).to_have_text(re.compile("."))


_FOCUS = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), label = e.labels && e.labels[0];
  const above = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const seen = above && (e.contains(above) || above.contains(e) || label && label.contains(above));
  const style = getComputedStyle(e), said = style.outlineStyle !== 'none' || label && label.matches(':focus-within');
  return [e.getAttribute('aria-label') || e.textContent.trim() || e.type || e.tagName, Boolean(seen), Boolean(said)];
}"""


@pytest.mark.parametrize(("width", "height"), [(1300, 800), (360, 640)])
def test_what_has_the_focus_is_seen(watched: Watched, width: int, height: int) -> None:
    """Neither the header nor what is said covers it, and a line stands around it."""
    watched.page.set_viewport_size({"width": width, "height": height})
    page = builder(watched)
    page.get_by_role("button", name="替我选").click()
    expect(page.locator(".cb-builder__status")).to_contain_text("排好了")
    for first, key, last in (
        ("课名", "Tab", "全部文件"),
        ("按30分钟流程单加入", "Tab", "撤销"),
        ("全部文件", "Shift+Tab", "跳到"),
    ):
        page.get_by_label(first).or_(page.get_by_role("button", name=first)).last.focus()
        stops: list[list[Any]] = []
        while not stops or not stops[-1][0].startswith(last):
            page.keyboard.press(key)
            if not page.evaluate("document.activeElement.matches('[type=time]')"):  # its parts are the browser's own
                page.wait_for_timeout(20)
                stops.append(page.evaluate(_FOCUS))
            assert len(stops) < 200
        assert [stop for stop in stops if not all(stop[1:])] == []


def test_long_sections_can_be_passed_by(watched: Watched) -> None:
    page = builder(watched)
    tab_to(page, "替我选")
    page.keyboard.press("Enter")
    expect(page.locator(".cb-item")).not_to_have_count(0)
    for skip, heading, then in (("跳到“流程”", "流程", "现在就讲"), ("跳到“保存和交换”", "保存和交换", "复制地址")):
        tab_to(page, skip, back=skip == "跳到“保存和交换”")
        expect(page.get_by_role("button", name=skip)).to_be_in_viewport(ratio=1)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_focused()
        tab_to(page, then)


def test_a_new_name_is_said_at_once_and_a_move_says_when_it_begins(watched: Watched) -> None:
    page = builder(watched, f"{BUILDER}{four()}")
    expect(page.locator(".cb-item")).to_have_count(4)
    page.locator(".cb-item summary").first.press("Enter")
    page.get_by_label("第1项的名称").fill("先说约定")
    page.get_by_label("第1项的名称").blur()
    expect(page.get_by_role("spinbutton", name="第1项“先说约定”的分钟数")).to_have_count(1)
    page.get_by_role("button", name="下移：第1项“先说约定”").press("Enter")
    begins = clocks(page)[1].split("—")[0]
    expect(page.locator(".cb-builder__status")).to_contain_text(f"第2项，共4项，第{begins}分钟开始")
    page.get_by_label("几点开始").fill("14:30")
    page.get_by_role("button", name="上移：第2项“先说约定”").press("Enter")
    expect(page.locator(".cb-builder__status")).to_contain_text("第1项，共4项，14:30开始")


def test_what_is_put_away_leaves_the_focus_on_the_agenda(watched: Watched) -> None:
    page = builder(watched, f"{BUILDER}#s={coded(session({'minutes': 0, 'kind': 'own'}))}")
    page.locator(".cb-builder__problems button").press("Enter")
    expect(page.locator(".cb-builder__problems")).to_be_hidden()
    expect(page.get_by_role("heading", name="流程", exact=True)).to_be_focused()


# ---- keeping and exchanging ----


def test_it_survives_a_reload_with_its_wishes(watched: Watched) -> None:
    page = builder(watched)
    page.get_by_label("受众").select_option("families")
    page.get_by_label("其他时长").fill("50")
    page.get_by_role("button", name="替我选").click()
    expect(page.locator(".cb-builder__total")).to_contain_text("共50分钟")
    page.locator(".cb-item details summary").first.click()
    page.get_by_label("第1项给自己的备注").fill("先发案情")
    page.get_by_label("第1项给自己的备注").blur()
    kept = titles(page)
    page.reload()
    expect(page.locator(".cb-item")).to_have_count(len(kept))
    assert titles(page) == kept
    expect(page.get_by_label("受众")).to_have_value("families")
    expect(page.get_by_label("其他时长")).to_have_value("50")
    assert page.get_by_label("第1项给自己的备注").input_value() == "先发案情"


def test_two_trainers_exchange_an_address_and_the_second_gets_his_own_back(
    watched: Watched, browser: Browser, base: str
) -> None:
    page = builder(watched)
    page.get_by_role("button", name="替我选").click()
    expect(page.locator(".cb-item")).not_to_have_count(0)
    page.get_by_label("课名").fill("支部的“一课” & <b>")
    page.get_by_label("课名").blur()
    address, mine = page.get_by_label("这堂课的地址").input_value(), titles(page)
    assert re.fullmatch(r"[\w-]+", address.split("#s=")[1]), "nothing at which a chat program cuts"
    context = browser.new_context()
    other = context.new_page()
    other.goto(f"{base}/{BUILDER}{four()}")
    expect(other.locator(".cb-item")).to_have_count(4)
    own = titles(other)
    other.goto("about:blank")
    other.goto(address)
    expect(other.locator(".cb-item")).to_have_count(len(mine))
    assert titles(other) == mine
    expect(other.get_by_label("课名")).to_have_value("支部的“一课” & <b>")
    assert "#s=" not in other.url, "a reload keeps what is changed from here on"
    other.get_by_role("button", name="撤销").click()
    assert titles(other) == own
    context.close()


def test_names_and_notes_are_handed_on_as_soon_as_they_are_written(watched: Watched) -> None:
    page = builder(watched, f"{BUILDER}{four()}")
    page.locator(".cb-item summary").first.click()
    page.get_by_label("第1项的名称").fill("先说约定")
    page.get_by_label("第1项给自己的备注").fill("慢一点")
    page.get_by_label("第1项给自己的备注").blur()
    given = page.get_by_label("这堂课的地址").input_value().split("#s=")[1]
    shown = str(page.get_by_role("link", name="现在就讲").get_attribute("href")).split("#s=")[1]
    assert given == shown
    item = page.evaluate("code => casebook.session.decode(code).session.items[0]", given)
    assert (item["title"], item["note"]) == ("先说约定", "慢一点")


def test_a_file_is_saved_and_opened_again(watched: Watched, tmp_path: Path) -> None:
    page = builder(watched, f"{BUILDER}#from=training/sessions/tendering-60")
    expect(page.locator(".cb-item")).to_have_count(10)
    kept = titles(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="存成文件").click()
    file = tmp_path / "课.json"
    download.value.save_as(file)
    assert download.value.suggested_filename.endswith(".json")
    assert json.loads(file.read_text("utf-8"))["items"][0] == {
        "minutes": 4,
        "path": "training/sessions/tendering-60",
        "part": "1",
    }
    page.get_by_role("button", name="清空重来").click()
    expect(page.locator(".cb-item")).to_have_count(0)
    page.get_by_label("打开文件").set_input_files(file)
    expect(page.locator(".cb-item")).to_have_count(10)
    assert titles(page) == kept
    expect(page.locator(".cb-builder__problems")).to_be_hidden()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_file_saved_again_by_another_program_is_read(watched: Watched, tmp_path: Path, encoding: str) -> None:
    page = builder(watched)
    own = session({"minutes": 5, "kind": "own", "title": "节前提醒"}, title="廉洁过节")
    bring(page, tmp_path, json.dumps(own, ensure_ascii=False).encode(encoding))
    expect(page.get_by_label("课名")).to_have_value("廉洁过节")
    assert titles(page) == ["节前提醒"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (
            "Gifts before the festival and what to do about them",
            "session-Gifts-before-the-festival-and-what-to-do.json",
        ),
        ("节前" * 30, f"session-{'节前' * 20}.json"),
        ("x" * 50, f"session-{'x' * 40}.json"),
    ],
)
def test_the_name_of_a_file_ends_with_a_whole_word(watched: Watched, title: str, name: str) -> None:
    page = builder(watched, f"en/{BUILDER}#s={coded(session({'minutes': 5, 'kind': 'own'}, title=title))}")
    expect(page.locator(".cb-item")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == name


# ---- two windows ----


@pytest.fixture
def two(watched: Watched) -> tuple[Page, Page]:
    """Two windows that show the same draft, the second of which has added a break."""
    first = builder(watched, f"{BUILDER}{four()}")
    expect(first.locator(".cb-item")).to_have_count(4)
    second = first.context.new_page()
    second.goto(f"{watched.base}/{BUILDER}")
    expect(second.locator(".cb-item")).to_have_count(4)
    second.get_by_label("自己的环节").check()
    second.get_by_role("button", name="加入：休息").click()
    expect(second.locator(".cb-item")).to_have_count(5)
    return first, second


def note(page: Page, text: str) -> None:
    """Changes the draft in a quiet way."""
    page.locator(".cb-item summary").first.click()
    page.get_by_label("第1项给自己的备注").fill(text)
    page.get_by_label("第1项给自己的备注").blur()


def kept(page: Page) -> Any:
    return page.evaluate("casebook.session.restore().session")


def test_another_window_is_not_written_over_and_its_session_can_be_taken(two: tuple[Page, Page]) -> None:
    first, second = two
    note(first, "这边写的")
    asked = first.locator(".cb-builder__other")
    expect(asked).to_be_in_viewport()
    expect(asked).to_contain_text("5项")
    assert len(kept(first)["items"]) == 5
    second.get_by_role("button", name="加入：本地通知").click()
    expect(second.locator(".cb-item")).to_have_count(6)
    first.get_by_role("button", name="换成那边的").click()
    expect(first.locator(".cb-item")).to_have_count(6)
    expect(asked).to_be_hidden()
    expect(second.locator(".cb-builder__other")).to_be_hidden()
    first.get_by_role("button", name="撤销").click()
    expect(first.locator(".cb-item")).to_have_count(4)
    assert kept(first)["items"][0]["note"] == "这边写的"
    note(second, "那边写的")
    expect(second.locator(".cb-builder__other")).to_be_visible()


def test_the_session_of_this_window_can_be_kept_and_the_other_asks(two: tuple[Page, Page]) -> None:
    first, second = two
    note(first, "这边写的")
    first.get_by_role("button", name="留用这边的").click()
    assert len(kept(first)["items"]) == 4
    expect(first.locator(".cb-builder__other")).to_be_hidden()
    note(second, "那边写的")
    expect(second.locator(".cb-builder__other")).to_contain_text("4项")
    assert len(kept(first)["items"]) == 4
    second.close()
    first.reload()
    expect(first.locator(".cb-item")).to_have_count(4)


def test_a_window_with_changes_that_are_not_kept_asks_before_it_closes(two: tuple[Page, Page]) -> None:
    first, _ = two
    note(first, "这边写的")
    expect(first.locator(".cb-builder__other")).to_be_visible()
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    first.on("dialog", answer)
    with first.expect_event("close"):
        first.close(run_before_unload=True)
    assert asked == ["beforeunload"]


def test_ready_sessions_and_run_sheets_are_starting_points(watched: Watched, real: Corpus) -> None:
    page = builder(watched)
    ready = page.get_by_label("从现成的开始")
    values = ready.locator("option").evaluate_all("all => all.map(option => option.value)")
    sessions = [page.base.removesuffix(".md") for page in real.of("session")]
    assert values[: len(sessions)] == sessions
    for path in sessions:
        ready.select_option(path)
        page.get_by_role("button", name="用这一套").click()
        meta = real.by_path[f"{path}.md"].meta
        expect(page.locator(".cb-builder__total")).to_contain_text(f"{len(meta.agenda)}项，共{meta.minutes}分钟")
        expect(page.locator(".cb-builder__total")).to_contain_text("时间正好")
        expect(page.locator(".cb-item__fault")).to_have_count(0)
    expect(page.get_by_label("90分钟", exact=True)).to_be_checked(checked=meta.minutes == 90)
    page.get_by_role("button", name="清空重来").click()
    for _ in range(len(sessions) + 1):
        page.get_by_role("button", name="撤销").click()
    expect(page.get_by_label("60分钟", exact=True)).to_be_checked()


def test_the_agenda_is_printed_as_a_table(watched: Watched) -> None:
    page = builder(watched, f"{BUILDER}#from={CASE}&minutes=30")
    expect(page.locator(".cb-item")).to_have_count(6)
    page.emulate_media(media="print")
    expect(page.locator(".cb-plan__table tbody tr")).to_have_count(6)
    expect(page.locator(".cb-plan__table")).to_be_visible()
    expect(page.locator(".cb-builder__material")).to_be_hidden()
    expect(page.locator(".cb-items")).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf())) == 1, "and on one page"


@pytest.mark.parametrize("lang", ["", "en/"])
def test_a_printed_agenda_is_the_agenda_alone_with_what_is_said(watched: Watched, lang: str) -> None:
    page = builder(watched, f"{lang}{BUILDER}#from=training/sessions/new-secretary-90")
    expect(page.locator(".cb-item")).to_have_count(13)
    expect(page.locator(".cb-plan__table td:last-child").nth(0)).to_have_text(re.compile("."))
    page.emulate_media(media="print")
    expect(page.locator("h1, .admonition").locator("visible=true")).to_have_count(0)


def test_a_printed_agenda_says_something_at_each_item_and_no_answer(watched: Watched) -> None:
    paths = (("facts", CASE), ("outcome", CASE), ("points", "rules/gifts"), ("whole", "culture/xianyu-shen"))
    items = [{"minutes": 5, "path": path, "part": part} for part, path in paths]
    own = {"minutes": 5, "path": CASE, "part": "facts", "note": "慢一点"}
    page = builder(watched, f"{BUILDER}#s={coded(session(own, *items, {'minutes': 3, 'path': CASE, 'part': 'quiz'}))}")
    notes = page.locator(".cb-plan__table td:last-child")
    expect(notes.nth(0)).to_have_text("慢一点")
    for number in range(1, 5):
        expect(notes.nth(number)).to_have_text(re.compile("."))
    expect(notes.nth(5)).to_have_text("问2题")


def test_a_long_agenda_begins_under_its_title(watched: Watched, tmp_path: Path) -> None:
    items = [{"minutes": 5, "kind": "own", "title": f"环节{n}", "note": "慢一点" * 20} for n in range(60)]
    page = builder(watched, f"{BUILDER}#s={coded(session(*items))}")
    expect(page.locator(".cb-item")).to_have_count(60)
    pdf = tmp_path / "agenda.pdf"
    pdf.write_bytes(page.pdf(format="A4"))
    said = subprocess.run(["pdftotext", "-f", "1", "-l", "1", str(pdf), "-"], capture_output=True, check=True).stdout
    assert "环节5" in said.decode()


@pytest.mark.parametrize(("width", "height"), [(1300, 900), (360, 640)])
def test_what_is_said_is_said_where_one_looks(browser: Browser, site: Path, width: int, height: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(f"{(site / BUILDER).as_uri()}#from={CASE}&minutes=60")
    page.wait_for_selector(".cb-item")
    for name in ("存成文件", "移除：第1项", "加入：测一测", "替我选"):
        if name.startswith("加入"):
            page.locator(".cb-choice summary").last.click()
        page.get_by_role("button", name=name).last.click()
        status = page.locator(".cb-builder__status")
        if name != "存成文件":
            expect(status).to_have_text(re.compile("."))
            expect(status).to_be_in_viewport(ratio=1)
    context.close()


# ---- whatever comes in ----

BAD: list[tuple[str, Any, list[str], int | None]] = [
    ("not json", "{[", ["读不出来"], None),
    ("a film", "x" * 10_000_000, ["太大了"], None),
    ("deep", "[" * 100_000 + "]" * 100_000, ["读不出来"], None),
    ("deep inside", '{"v":1,"items":' + "[" * 50_000 + "]" * 50_000 + "}", ["不是一个环节"], 0),
    ("a number", "7", ["读不出来"], None),
    ("null", "null", ["读不出来"], None),
    ("another version", json.dumps(session() | {"v": 2}), ["版本写的是“2”", "重新存一份"], None),
    ("no items", json.dumps({"v": 1}), ["没有环节"], None),
    ("minutes", session({"minutes": "abc", "kind": "own", "title": "甲"}), ["第1项", "时长写的是“abc”"], 1),
    ("over 600", session({"minutes": 601, "kind": "own"}, {"minutes": 5, "kind": "own"}), ["第1项", "601"], 2),
    ("kind", session({"minutes": 5, "kind": "evil"}, {"minutes": 5, "kind": "own"}), ["evil"], 1),
    ("path", session({"minutes": 5, "path": "../../etc/passwd"}, {"minutes": 5, "kind": "own"}), ["../../etc/passwd"], 1),
    ("script path", session({"minutes": 5, "path": "javascript:alert(1)"}), ["javascript"], 0),
    ("gone", session({"minutes": 5, "path": "cases/2019/gone"}, {"minutes": 5, "path": CASE, "part": "facts"}), [], 2),
    ("no teaching data", session({"minutes": 5, "path": "glossary"}), [], 1),
    ("long text", session({"minutes": 5, "kind": "own", "title": "长" * 400}), ["名称应为", "300"], 1),
    ("text", session({"minutes": 5, "kind": "own", "note": {"a": 1}}), ["备注应为"], 1),
    ("unknown key", session({"minutes": 5, "kind": "own", "evil": 1}), ["evil"], 1),
    ("many", session(*[{"minutes": 1, "kind": "own"}] * 70), ["70"], 60),
    ("start", session({"minutes": 5, "kind": "own"}, start="25:99"), ["25:99"], 1),
    ("proto", '{"v":1,"items":[{"minutes":5,"kind":"own","__proto__":{"polluted":1}}],"__proto__":{"polluted":1}}', ["__proto__"], 1),
    ("a part that every object has", session({"minutes": 5, "path": CASE, "part": "constructor"}), ["constructor"], 1),
    ("html", session({"minutes": 5, "kind": "own", "title": "<img src=x onerror=alert(1)>"}, title="<script>alert(1)</script>"), [], 1),
]  # fmt: skip


@pytest.mark.parametrize(("content", "said", "kept"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_file_is_named_and_the_rest_is_kept(
    watched: Watched, tmp_path: Path, content: Any, said: list[str], kept: int | None
) -> None:
    page = builder(watched, f"{BUILDER}{four()}")
    expect(page.locator(".cb-item")).to_have_count(4)
    bring(page, tmp_path, content if isinstance(content, str) else json.dumps(content, ensure_ascii=False))
    for words in said:
        expect(page.locator(".cb-builder__problems")).to_contain_text(words)
    expect(page.locator(".cb-item")).to_have_count(4 if kept is None else kept)
    assert page.evaluate("({}).polluted") is None
    assert page.locator("article img, article script").count() == 0


def test_what_was_said_before_does_not_stand_beside_a_fault(watched: Watched, tmp_path: Path) -> None:
    page = builder(watched)
    bring(page, tmp_path, json.dumps(session({"minutes": 5, "kind": "own", "title": "甲"})))
    expect(page.locator(".cb-builder__status")).to_contain_text("已打开")
    bring(page, tmp_path, "{[")
    expect(page.locator(".cb-builder__problems")).to_contain_text("读不出来")
    expect(page.locator(".cb-builder__status")).to_have_text("")


def test_a_page_that_is_gone_is_named_in_place(watched: Watched) -> None:
    items = ({"minutes": 5, "path": "cases/2019/gone"}, {"minutes": 5, "path": CASE, "part": "nonsense"})
    page = builder(watched, f"{BUILDER}#s={coded(session(*items))}")
    expect(page.locator(".cb-item").nth(0)).to_contain_text("知识库里没有这一页：cases/2019/gone")
    expect(page.locator(".cb-item__title").nth(0)).to_have_text("这一页已不在库中")
    expect(page.locator(".cb-plan")).not_to_contain_text("cases/2019/gone")
    expect(page.locator(".cb-item").nth(1)).to_contain_text("没有“nonsense”这一部分")


@pytest.mark.parametrize(
    "hash_",
    [
        "s=",
        "s=%%%",
        "s=e30",
        "s=" + "A" * 400_000,
        "s=" + coded([]),
        "from=../../x",
        "from=%E0%A4%A",
        "from=__proto__",
        "x",
    ],
)
def test_a_bad_address_changes_nothing(watched: Watched, hash_: str) -> None:
    page = builder(watched, f"{BUILDER}{four()}")
    expect(page.locator(".cb-item")).to_have_count(4)
    page.goto("about:blank")
    page = builder(watched, f"{BUILDER}#{hash_}")
    expect(page.locator(".cb-item")).to_have_count(4)
    if hash_ != "x":
        expect(page.locator(".cb-builder__problems")).to_be_in_viewport()
        assert "移除" not in page.locator(".cb-builder__problems").inner_text(), "of an address, not of an item"


@pytest.mark.parametrize("kept", ["7", "{", '"x"', '{"v":1,"items":[{"minutes":"9","kind":"own"}]}', "[" * 9000])
def test_damaged_storage_does_not_stop_the_builder(watched: Watched, kept: str) -> None:
    page = builder(watched)
    page.evaluate("kept => ['session', 'builder'].forEach(key => localStorage.setItem('/.cb.' + key, kept))", kept)
    page.reload()
    page.get_by_role("button", name="替我选").click()
    expect(page.locator(".cb-item")).not_to_have_count(0)


def test_missing_data_is_said_and_the_advice_stays(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.route("**/catalogue.js", lambda route: route.abort())
    page.goto((site / BUILDER).as_uri())
    expect(page.locator("#cb-builder")).to_contain_text("没有读到组课资料")
    expect(page.get_by_role("heading", name="保存、交换")).to_be_visible()
    page.close()


# ---- for everybody ----


@pytest.mark.parametrize(("width", "scheme"), [(1300, "light"), (1300, "dark"), (320, "light"), (320, "dark")])
@pytest.mark.parametrize("address", [BUILDER, f"en/{BUILDER}"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, site: Path, width: int, scheme: Literal["light", "dark"], address: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    gone = {"minutes": 5, "path": "cases/2019/gone"}
    page.goto(f"{(site / address).as_uri()}#s={coded(session(gone, {'minutes': 0, 'path': CASE}, title='课' * 60))}")
    page.wait_for_selector(".cb-item")
    page.locator(".cb-item summary").first.click()
    page.locator(".cb-choice summary").first.click()
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_without_a_script_the_page_says_what_to_do(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / BUILDER).as_uri())
    page.get_by_role("link", name="八堂现成课程").click()
    expect(page.locator("h1")).to_have_text("组课")
    context.close()


def test_english_speaks_english(watched: Watched) -> None:
    page = builder(watched, f"en/{BUILDER}")
    page.get_by_role("button", name="Choose for me").click()
    expect(page.locator(".cb-builder__total")).to_contain_text("60 min; fits the time")
    own = page.locator(".cb-builder").inner_text()
    assert "undefined" not in own
    assert "{" not in own
    assert not set(own) & set("—（）：；，。"), "no marks of Chinese"


def test_english_counts_one(watched: Watched) -> None:
    page = builder(watched, f"en/{BUILDER}#s={coded(session({'minutes': 1, 'kind': 'own', 'x': 1}))}")
    expect(page.locator(".cb-builder__total")).to_contain_text("Items: 1, 1 min")
    assert re.search(r"\b1 (items|minutes|pages|things)", page.locator(".cb-builder").inner_text()) is None


def test_english_chooses_only_what_is_translated(watched: Watched) -> None:
    page = builder(watched, f"en/{BUILDER}")
    found = page.evaluate(
        """() => {
          const own = casebook.builder.own(), catalogue = casebook.builder.catalogue();
          catalogue.pages.forEach((page, at) => { if (at % 2) page.lang = 'zh-Hans'; });
          const heads = new Map(catalogue.pages.map(page => [page.path, page])), langs = {};
          for (const audience of ['', ...Object.keys(catalogue.names.audience)]) {
            for (let turn = 0; turn < 60; turn++) {
              const wish = {minutes: [15, 30, 60, 90, 120, 600][turn % 6], audience, priority: '', issue: '', form: ''};
              casebook.propose(catalogue, wish, turn, own).items.forEach(item => {
                if (item.path) langs[item.path] = heads.get(item.path).lang || '';
              });
            }
          }
          return langs;
        }"""
    )
    assert {path.split("/")[0] for path in found} == {"cases", "rules", "culture"}
    assert {path for path, lang in found.items() if lang} == set()


def test_the_catalogue_has_the_cases_in_the_order_of_their_cards(site: Path) -> None:
    for lang in ("zh", "en"):
        read = [
            json.loads((site / path).read_text("utf-8").split(",", 1)[1].rstrip()[:-1])
            for path in (f"training/kits/{lang}/catalogue.js", f"search/{lang}/c/0.js")
        ]
        cases = [page["title"] for page in read[0]["pages"] if page["kind"] == "case"]
        assert cases == [card["t"] for card in read[1]]


@pytest.mark.parametrize("lang", ["", "en/"])
def test_sessions_and_cases_lead_to_the_presenter_and_the_builder(browser: Browser, site: Path, lang: str) -> None:
    page = browser.new_page()
    page.goto((site / f"{lang}training/sessions/tendering-60.html").as_uri())
    links = page.locator(".cb-facts a")
    addresses = links.evaluate_all("all => all.map(link => link.href)")
    assert sum("present.html#from=training/sessions/tendering-60" in address for address in addresses) == 1
    assert sum("builder.html#from=training/sessions/tendering-60" in address for address in addresses) == 1
    page.goto((site / f"{lang}{CASE}.html").as_uri())
    shown = page.locator(".cb-facts a[href*='present.html']")
    assert shown.evaluate_all("all => all.map(link => link.hash.split('minutes=')[1])") == ["15", "30", "60"]
    shown.nth(1).click()
    page.wait_for_selector(".cb-slide__title")
    assert "undefined" not in page.locator("body").inner_text()
    page.close()
