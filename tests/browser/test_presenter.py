"""The presenter: slides that fit, notes and clock for the trainer, a window for the audience that follows without notes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from casebook.content.corpus import Corpus
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watched
from tests.browser.test_accessibility import findings
from tests.browser.test_builder import CASE, coded, session

PRESENTER = "training/present.html"
READY = f"{PRESENTER}#from=training/sessions/tendering-60"
SCREENS = [(1920, 1080), (1366, 768), (1024, 768)]
OVERFLOW = """() => {
  const out = [], sheet = document.querySelector('.cb-present__room .cb-slide, .cb-present--audience .cb-slide');
  for (const box of sheet.querySelectorAll('.cb-slide__title, .cb-slide__body')) {
    if (box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1) out.push(box.textContent);
    if (parseFloat(box.style.fontSize) < 18) out.push('small: ' + box.style.fontSize + ' ' + box.textContent);
  }
  const room = document.querySelector('.cb-stage').getBoundingClientRect();
  if (room.right > innerWidth + 1 || room.bottom > innerHeight + 1) out.push('stage');
  return out;
}"""


def presenting(watched: Watched, address: str = READY) -> Page:
    page = watched.open(address)
    page.wait_for_selector(".cb-present__room .cb-slide__title")
    return page


def title(page: Page) -> str:
    return page.locator(".cb-present__room .cb-slide__title").inner_text()


def place(page: Page) -> str:
    return page.locator(".cb-present__room .cb-slide__number").inner_text()


def test_the_keys_of_a_clicker_and_of_the_keyboard_turn_the_slides(watched: Watched) -> None:
    page = presenting(watched)
    count = int(place(page).split(" / ")[1])
    expect(page.locator(".cb-present__room .cb-slide__title")).to_have_text("工程招投标岗位60分钟：这个电话我要登记")
    for key, at in [("PageDown", 2), ("ArrowRight", 3), (" ", 4), ("PageUp", 3), ("ArrowLeft", 2), ("End", count),
                    ("ArrowRight", count), ("Home", 1), ("ArrowLeft", 1)]:  # fmt: skip
        page.keyboard.press(key)
        assert place(page) == f"{at} / {count}", key
    page.get_by_label("转到某一张").select_option(str(count - 1))
    assert place(page) == f"{count} / {count}"
    expect(page.locator(".cb-present__after")).to_have_text("这是最后一张。")


def test_it_asks_as_many_questions_as_there_is_time_for_and_numbers_them_through(watched: Watched) -> None:
    other = "cases/2022/2022-01-gift-cards"
    quizzes = [{"minutes": 2, "path": path, "part": "quiz"} for path in (CASE, other)]
    page = presenting(watched, f"{PRESENTER}#s={coded(session(*quizzes))}")
    count = int(place(page).split(" / ")[1])
    shown = []
    for _ in range(count):
        shown.append(title(page))
        page.keyboard.press("ArrowRight")
    assert [re.sub("题.*", "题", text) for text in shown if text.startswith("第")] == [
        "第1题",
        "第2题",
        "第3题",
        "第4题",
    ]


def test_it_shows_notes_clock_plan_and_the_next_slide(watched: Watched) -> None:
    page = presenting(watched)
    expect(page.locator(".cb-present__passed")).to_have_text("0:00 / 1:00:00")
    following = page.locator(".cb-present__after").inner_text()
    page.keyboard.press("PageDown")
    assert title(page) == following
    while "项" not in page.locator(".cb-present__item").inner_text():
        page.keyboard.press("PageDown")
    expect(page.locator(".cb-present__item")).to_have_text("第1项，共10项：开场，三条约定（4分钟）")
    expect(page.locator(".cb-present__notes")).to_contain_text("三条约定：正在招标的项目一个字不谈")
    expect(page.locator(".cb-present__left")).to_have_text(re.compile(r"^(4:00|3:5\d)$"))
    expect(page.locator(".cb-present__passed")).to_have_text(re.compile(r"^0:0[1-9] / 1:00:00$"))
    page.get_by_role("button", name="暂停计时").click()
    page.get_by_role("button", name="归零").first.click()
    expect(page.locator(".cb-present__passed")).to_have_text("0:00 / 1:00:00")


def test_a_case_is_presented_by_its_run_sheet_with_what_the_facilitator_does(watched: Watched) -> None:
    page = presenting(watched, f"{PRESENTER}#from={CASE}&minutes=30")
    expect(page.locator(".cb-present__passed")).to_have_text("0:00 / 30:00")
    while "第2项，共6项" not in page.locator(".cb-present__item").inner_text():
        page.keyboard.press("PageDown")
    expect(page.locator(".cb-present__notes")).to_contain_text("三组分领三题，结论限三行，条款限一条")


def test_time_is_counted_against_the_plan(watched: Watched) -> None:
    page = presenting(watched)
    states = page.evaluate(
        """() => {
          const minute = 60000, plan = [{first: 0, last: 5}, {first: 5, last: 20}];
          const made = casebook.lesson.lesson(plan);
          made.clock.start(0);
          made.enter(1, 0);
          const late = made.state(7 * minute);
          made.enter(2, 7 * minute);
          const on = made.state(8 * minute), left = made.state(24 * minute);
          const early = casebook.lesson.lesson(plan);
          early.clock.start(0);
          early.enter(2, 2 * minute);
          const again = casebook.lesson.lesson(plan, JSON.parse(JSON.stringify(early.keep())));
          return [late.drift, late.left, on.drift, on.left, left.drift, again.state(2 * minute).drift].map(t => t / minute)
            .concat(casebook.lesson.shown(-1500), casebook.lesson.shown(3723000));
        }"""
    )
    assert states == [2, -2, 0, 14, 4, -3, "−0:02", "1:02:03"]


def test_the_discussion_timer_counts_down_and_ends_without_a_sound(watched: Watched) -> None:
    page = presenting(watched)
    page.clock.install()
    page.reload()
    page.wait_for_selector(".cb-present__room .cb-slide__title")
    page.get_by_label("本组讨论").fill("8")
    page.get_by_label("本组讨论").blur()
    count = page.locator(".cb-present__count")
    expect(count).to_have_text("8:00")
    page.keyboard.press("t")
    page.clock.run_for(60_000)
    expect(count).to_have_text("7:00")
    page.keyboard.press("t")
    page.clock.run_for(60_000)
    expect(count).to_have_text("7:00")
    page.keyboard.press("t")
    page.clock.run_for(8 * 60_000)
    expect(count).to_have_class(re.compile("cb-present__count--over"))
    expect(page.get_by_role("status")).to_have_text("讨论时间到。")
    page.get_by_role("button", name="重来").click()
    expect(count).to_have_text("8:00")


def test_each_item_has_a_discussion_timer_of_its_own(watched: Watched) -> None:
    page = presenting(watched, f"{PRESENTER}#from={CASE}&minutes=30")
    count, item = page.locator(".cb-present__count"), page.locator(".cb-present__item")

    def turn(key: str, name: str) -> None:
        for _ in range(40):
            if name in item.inner_text():
                return
            page.keyboard.press(key)

    turn("PageDown", "第2项")
    page.get_by_label("本组讨论").fill("12")
    page.get_by_role("button", name="开始", exact=True).click()
    expect(count).to_have_text(re.compile("^11:"))
    turn("PageDown", "第3项")
    planned = re.search(r"（(\d+)分钟）", item.inner_text())
    assert planned
    expect(count).to_have_text(f"{planned[1]}:00")
    expect(page.get_by_label("本组讨论")).to_have_value(planned[1])
    turn("PageUp", "第2项")
    expect(count).to_have_text(re.compile("^11:"))
    expect(page.get_by_label("本组讨论")).to_have_value("12")


@pytest.mark.parametrize("name", ["本组讨论", "转到某一张"])
def test_a_clicker_turns_the_slides_wherever_the_focus_is(watched: Watched, name: str) -> None:
    page = presenting(watched)
    page.get_by_label(name).focus()
    page.keyboard.press("PageDown")
    assert place(page).startswith("2 / ")
    page.keyboard.press("PageUp")
    assert place(page).startswith("1 / ")


def test_the_audience_follows_in_a_window_of_its_own_without_notes(watched: Watched) -> None:
    page = presenting(watched)
    faults: list[str] = []
    with page.expect_popup() as opened:
        page.get_by_role("button", name="学员窗口").click()
    audience = opened.value
    audience.on("pageerror", lambda error: faults.append(str(error)))
    shown = audience.locator(".cb-slide__title")
    expect(shown).to_have_text(title(page))
    for _ in range(4):
        page.keyboard.press("PageDown")
        expect(shown).to_have_text(title(page))
    notes = page.locator(".cb-present__notes p").last.inner_text()
    assert notes not in audience.locator("body").inner_text()
    assert audience.locator(".cb-present__notes").count() == 0
    audience.keyboard.press("PageDown")
    expect(page.locator(".cb-present__room .cb-slide__number")).to_have_text(re.compile("^6 / "))
    expect(audience.locator(".cb-slide__number")).to_have_text(re.compile("^6 / "))
    page.keyboard.press("b")
    expect(audience.locator(".cb-stage")).to_be_hidden()
    page.keyboard.press("b")
    expect(audience.locator(".cb-stage")).to_be_visible()
    page.keyboard.press("t")
    expect(audience.get_by_role("timer")).to_be_visible()
    page.reload()
    page.wait_for_selector(".cb-present__room .cb-slide__title")
    assert place(page).startswith("6 / "), "a reload goes on where it was"
    page.keyboard.press("PageUp")
    expect(audience.locator(".cb-slide__number")).to_have_text(re.compile("^5 / "))
    assert faults == []


def test_a_stranger_cannot_speak_to_the_presenter(watched: Watched) -> None:
    page = presenting(watched)
    page.evaluate("window.postMessage({casebook: 'command', command: 'last'}, '*')")
    page.evaluate("window.postMessage({casebook: 'slide', slide: {title: 'x'}}, '*')")
    page.wait_for_timeout(200)
    assert place(page).startswith("1 / ")


def test_slides_alone_fill_the_window_and_escape_brings_the_notes_back(watched: Watched) -> None:
    page = presenting(watched)
    page.keyboard.press("v")
    expect(page.locator(".cb-present__notes")).to_be_hidden()
    box = page.locator(".cb-stage").first.bounding_box()
    assert box
    assert box["width"] >= 1295
    page.keyboard.press("Escape")
    expect(page.locator(".cb-present__notes")).to_be_visible()
    page.get_by_role("button", name="按键").click()
    expect(page.locator("#cb-help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#cb-help")).to_be_hidden()


@pytest.mark.parametrize(("width", "height"), SCREENS)
@pytest.mark.parametrize("lang", ["", "en/"])
def test_every_slide_of_every_session_and_case_fits_every_screen(
    browser: Browser, site: Path, real: Corpus, lang: str, width: int, height: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    addresses = [f"from={page.base.removesuffix('.md')}" for page in (*real.of("session"), *real.cases)]
    for address in addresses:
        page.goto("about:blank")
        page.goto(f"{(site / lang / PRESENTER).as_uri()}#{address}")
        page.wait_for_selector(".cb-present__room .cb-slide__title")
        for _ in range(int(place(page).split(" / ")[1])):
            assert page.evaluate(OVERFLOW) == [], address
            page.keyboard.press("PageDown")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_a_session_with_a_page_that_is_gone_is_presented_all_the_same(watched: Watched) -> None:
    items = ({"minutes": 5, "path": "cases/2019/gone"}, {"minutes": 5, "path": CASE, "part": "facts", "note": "慢一点"})
    page = presenting(watched, f"{PRESENTER}#s={coded(session(*items, start='14:30'))}")
    while "第1项" not in page.locator(".cb-present__item").inner_text():
        page.keyboard.press("PageDown")
    expect(page.locator(".cb-present__room .cb-slide__title")).to_have_text("这一页已不在库中")
    expect(page.locator(".cb-present__room")).not_to_contain_text("cases/2019/gone")
    expect(page.locator(".cb-present__notes")).to_contain_text("知识库里没有这一页：cases/2019/gone")
    page.keyboard.press("PageDown")
    expect(page.locator(".cb-present__notes")).to_contain_text("慢一点")
    watched.faults = [
        fault for fault in watched.faults if "gone.js" not in fault and "404" not in fault and "ERR_FILE" not in fault
    ]


def test_names_that_every_object_has_do_no_harm(watched: Watched) -> None:
    odd = session({"minutes": 5, "path": CASE, "part": "constructor"}, audience=["constructor", "young-cadres"])
    page = presenting(watched, f"{PRESENTER}#s={coded(odd)}")
    expect(page.locator(".cb-present__room .cb-slide__body")).not_to_contain_text("function")


def test_a_button_that_was_clicked_leaves_space_to_the_slides_and_a_pressed_one_keeps_it(watched: Watched) -> None:
    page = presenting(watched, f"{PRESENTER}#from={CASE}&minutes=15")
    jump = page.locator(".cb-present__jump")
    page.get_by_role("button", name="黑屏").click()
    page.get_by_role("button", name="黑屏").click()
    page.keyboard.press("Space")
    expect(jump).to_have_value("1")
    page.get_by_role("button", name="上一张").focus()
    page.keyboard.press("Space")
    expect(jump).to_have_value("0")


def test_back_to_the_builder_brings_what_was_shown(watched: Watched) -> None:
    page = presenting(watched, f"{PRESENTER}#from={CASE}&minutes=15")
    page.get_by_role("link", name="回到组课").click()
    expect(page.locator(".cb-builder__total")).to_contain_text("共15分钟")


@pytest.mark.parametrize(
    "hash_", ["", "s=%%%", "s=" + coded({"v": 1, "items": "x"}), "from=../x", "from=rules/gifts", "from=__proto__"]
)
def test_without_a_session_it_says_where_to_get_one(watched: Watched, hash_: str) -> None:
    page = watched.open(f"{PRESENTER}#{hash_}")
    expect(page.get_by_role("alert")).to_contain_text("还没有可以放映的课")
    page.get_by_role("link", name="回到组课").click()
    expect(page.locator("h1")).to_have_text("自己组一堂课")


@pytest.mark.parametrize("lang", ["", "en/"])
def test_axe_finds_nothing_in_either_window(browser: Browser, site: Path, lang: str) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto((site / lang / READY.split("#")[0]).as_uri() + "#" + READY.split("#")[1])
    page.wait_for_selector(".cb-slide__title")
    for _ in range(4):
        page.keyboard.press("PageDown")
    assert findings(page) == []
    with page.expect_popup() as opened:
        page.locator(".cb-present__bar button").nth(2).click()
    expect(opened.value.locator(".cb-slide__title")).to_be_visible()
    assert findings(opened.value) == []
    page.goto("about:blank")
    page.goto((site / lang / PRESENTER).as_uri())
    expect(page.get_by_role("alert")).to_be_visible()
    assert findings(page) == []
    context.close()


@pytest.mark.parametrize("width", [360, 768])
def test_it_serves_on_a_narrow_screen(browser: Browser, site: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 740})
    page = context.new_page()
    page.goto(f"{(site / PRESENTER).as_uri()}#from={CASE}&minutes=30")
    page.wait_for_selector(".cb-slide__title")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="下一张").click()
    expect(page.locator(".cb-present__notes")).to_be_visible()
    context.close()


def test_without_a_script_the_page_explains_itself(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / PRESENTER).as_uri())
    expect(page.get_by_role("heading", name="没有脚本的时候")).to_be_visible()
    context.close()
