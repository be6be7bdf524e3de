"""Search as a reader uses it and as the promised function answers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from casebook.search.rendered import sections
from casebook.search.terms import fold, terms
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Watched, serving


def ask(page: Page, query: str, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("([q, o]) => casebookSearch(q, o)", [query, options])
    return found


def record(site: Path, url: str) -> dict[str, Any]:
    """The record in pages.json of a result's address."""
    path = url.split("#")[0].removeprefix("./").removeprefix("../")
    pages = json.loads((site / "archive" / "pages.json").read_text("utf-8"))
    return next(page for page in pages if page["url"] == path)


@pytest.mark.parametrize(
    ("query", "lang", "wanted"),
    [
        ("收礼", "zh", ("rule", "gifts")),
        ("项目", "zh", ("case", "2022-04-tender-phone-call")),
        ("年轻干部", "zh", ("rule", "young-cadres")),
        ("gifts", "en", ("rule", "gifts")),
        ("四种形态", "zh", ("rule", "four-forms")),
        ("酒驾", "zh", ("rule", "drunk-driving")),
        ("賭博", "zh", ("rule", "gambling")),
        ("玩乎职守", "zh", ("rule", "inaction")),
        ("jiujia", "zh", ("rule", "drunk-driving")),
        ("gongcheng", "zh", ("rule", "project-interference")),
        ("失职渎职", "zh", ("rule", "inaction")),
        ("干部家属", "zh", ("rule", "family")),
        ("政务处分法第３４条", "zh", ("rule", "gifts")),
        ("officials gift", "en", ("rule", "gifts")),
        ("briberry", "en", ("rule", "corruption-crimes")),
        ("条线索", "zh", ("case", "2022-12-leaked-lead")),
        ("新条例 第117条", "zh", ("rule", "official-cars")),
        ("2018版处分条例88条", "zh", ("rule", "gifts")),
        ("政务处分法32条第4项", "zh", ("rule", "false-accusation")),
        ("xingshizhuyi", "zh", ("rule", "formalism")),
        ("网络堵博怎么处分", "zh", ("rule", "gambling")),
        ("老婆收了人家的东西", "zh", ("rule", "family")),
        ("gmabling", "en", ("rule", "gambling")),
        ("disciplinary regulations 2018 article 103", "en", ("rule", "dining")),
        ("szyd", "zh", ("rule", "collective-decisions")),
        ("岳父收了别人的礼", "zh", ("rule", "family")),
        ("借了老板50万", "zh", ("rule", "lending")),
        ("机关纪委书记怎么选", "zh", ("priority", "p13-office-dc")),
        ("端午节", "zh", ("session", "pre-holiday-reminder-15")),
        ("party dues late", "en", ("rule", "party-dues")),
        ("promotion after punishment", "en", ("rule", "after-sanction")),
        ("can I accept a gift card from a contractor", "en", ("rule", "gifts")),
        ("how long until I can be promoted after a warning", "en", ("rule", "after-sanction")),
        ("gift cards from airlines", "en", ("rule", "gifts")),
        ("津贴费", "zh", ("rule", "allowances")),
        ("受贿案", "zh", ("rule", "corruption-crimes")),
    ],
)
def test_a_query_finds_its_page_among_the_first(
    watched: Watched, site: Path, query: str, lang: str, wanted: tuple[str, str]
) -> None:
    page = watched.open("index.html" if lang == "zh" else "en/index.html")
    found = [record(site, result["url"]) for result in ask(page, query, lang=lang, limit=5)]
    assert wanted in [(entry["kind"], entry["id"]) for entry in found]
    assert {entry["lang"] for entry in found} == {lang}


@pytest.mark.parametrize(
    "query",
    [
        "天气预报",
        "足球比分",
        "怎么养多肉植物",
        "qwertyuiop",
        "",
        "   ",
        "，。！",
        "\u0000\u0007",
        "x" * 10_000,
        "的" * 10_000,
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(1)</script>",
        "养猫注意事项",
        "hasOwnProperty",
        "__proto__",
        "第999条",
        "2018年第999条",
        "清华",
        "国庆放假安排",
        "程序员",
    ],
)
def test_what_is_not_there_is_not_found(watched: Watched, query: str) -> None:
    assert ask(watched.open("index.html"), query) == []


@pytest.mark.parametrize("query", ["2018 第88条", "旧条例第八十八条"])
def test_the_number_an_article_had_leads_to_the_article_of_today(watched: Watched, query: str) -> None:
    (first, *_) = ask(watched.open("index.html"), query)
    assert first["url"] == "rules/gifts.html#jilv-chufen-tiaoli-2023-97"
    assert "2018年版为第八十八条" in first["excerpt"]


def test_names_that_the_language_of_the_page_has_itself_can_be_asked_for(watched: Watched) -> None:
    page = watched.open("index.html")
    assert not page.evaluate("() => casebookSearch('constructor').then(found => Boolean(found.failed))")


def test_all_words_are_required(watched: Watched) -> None:
    page = watched.open("index.html")
    both = {result["url"].split("#")[0] for result in ask(page, "招标 泄密", limit=50)}
    for word in ("招标", "泄密"):
        assert both <= {result["url"].split("#")[0] for result in ask(page, word, limit=200)}
    assert both


def test_quotes_ask_for_the_phrase_and_a_minus_takes_away(watched: Watched) -> None:
    page = watched.open("index.html")
    assert ask(page, "“第一时间送达火星”") == []
    cases = {result["url"] for result in ask(page, "处分", limit=200)}
    less = {result["url"] for result in ask(page, "处分 -酒驾", limit=200)}
    assert less < cases


@pytest.mark.parametrize(
    ("lang", "query", "word"), [("zh", "收礼", "红包"), ("en", "gifts", "hongbao"), ("en", "gifts", "vacation")]
)
def test_a_minus_takes_away_the_pages_that_say_the_word(
    watched: Watched, site: Path, lang: str, query: str, word: str
) -> None:
    """Everyday words that only the search knows of take nothing away, nor do words that are like the one taken away."""
    page = watched.open("index.html")
    whole, left = ([r["url"] for r in ask(page, q, lang=lang, limit=200)] for q in (query, f"{query} -{word}"))

    def says(url: str) -> bool:
        title, found = sections(site / url.split("#")[0])
        return word in terms_said(" ".join([title, *(f"{part.heading} {part.text}" for part in found)]))

    def terms_said(text: str) -> str | list[str]:
        return fold(text) if lang == "zh" else terms(fold(text))

    assert left == [url for url in whole if url in left]
    assert left
    assert not [url for url in left if says(url)]
    assert [url for url in whole if url not in left and not says(url)] == []


def test_another_word_of_the_same_beginning_is_no_slip(watched: Watched) -> None:
    page = watched.open("en/index.html")
    assert ask(page, "developer", lang="en") == []  # development is on many pages


def test_filters_and_month_order(watched: Watched) -> None:
    page = watched.open("index.html")
    found = page.evaluate("() => casebookSearch('处分', {filters: {kind: ['case']}, limit: 20, sort: 'new'})")
    months = [result["month"] for result in found]
    assert len(months) == 12
    assert months == sorted(months, reverse=True)


def test_results_can_be_followed_from_any_page(watched: Watched) -> None:
    page = watched.open("cases/2022/2022-08-drive-after-banquet.html")
    (first, *_) = ask(page, "杨震")
    page.goto(page.evaluate("url => new URL(url, location.href).href", first["url"]))
    expect(page.locator("h1")).to_contain_text("杨震")


def test_keyboard_from_opening_to_a_page(watched: Watched) -> None:
    page = watched.open("index.html")
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    page.keyboard.type("公务接待")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == "cb-hit-0"
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/*.html*")
    expect(page.locator("article")).to_contain_text("接待")


def test_enter_before_the_answer_opens_what_was_typed_last(watched: Watched) -> None:
    page = watched.open("index.html")
    page.keyboard.press("/")
    page.keyboard.type("收礼")
    expect(page.get_by_role("option").first).to_be_visible()
    page.evaluate(
        """() => {
            const box = document.querySelector('[data-cb-search-input]');
            box.value = '党费';
            box.dispatchEvent(new InputEvent('input'));
            box.form.requestSubmit();
        }"""
    )
    expect(page.locator("h1")).to_contain_text("党费")


def test_the_dialog_keeps_the_keyboard(watched: Watched) -> None:
    page = watched.open("index.html")
    page.keyboard.press("/")
    page.get_by_role("status").click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('cb-search').contains(document.activeElement)")
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_pasting_with_the_mouse_searches(watched: Watched) -> None:
    page = watched.open("index.html")
    page.locator(".cb-hero__search").click()
    page.get_by_role("combobox").evaluate(
        "box => { box.value = '党费'; box.dispatchEvent(new InputEvent('input', {inputType: 'insertFromPaste'})); }"
    )
    expect(page.get_by_role("option").first).to_contain_text("党费")


def test_every_term_is_highlighted_and_answers_stay_hidden(watched: Watched) -> None:
    page = watched.open("index.html")
    page.keyboard.press("/")
    page.keyboard.type("招标 泄密")
    expect(page.get_by_role("option").first).to_be_visible()
    marked = set(page.locator(".cb-hit mark").all_text_contents())
    assert {"招标", "泄密"} <= marked
    assert "答案：" not in page.locator(".cb-search__list").inner_text()


def test_nothing_found_says_so_and_offers_a_way_on(watched: Watched) -> None:
    page = watched.open("index.html")
    page.keyboard.press("/")
    page.keyboard.type("<img src=x onerror=alert(1)>")
    expect(page.get_by_role("status")).to_contain_text("没有找到")
    assert page.locator(".cb-search img").count() == 0
    page.locator(".cb-search__help a").first.click()
    expect(page.locator("h1")).to_contain_text("问题类型")


def test_an_article_of_one_edition_does_not_meet_another(watched: Watched) -> None:
    page = watched.open("index.html")
    old = [result["url"] for result in ask(page, "旧条例第88条", limit=5)]
    assert old == [result["url"] for result in ask(page, "2018年版条例第 88 条第一款", limit=5)]
    assert old
    assert not {url.split("#")[0] for url in old} & {
        result["url"].split("#")[0] for result in ask(page, "新条例第88条", limit=1)
    }


def test_the_count_is_of_pages_and_exact(watched: Watched) -> None:
    page = watched.open("index.html")
    whole = ask(page, "处分", limit=500)
    assert len({result["url"] for result in whole}) == len(whole) > 20
    page.keyboard.press("/")
    page.keyboard.type("处分")
    expect(page.get_by_role("status")).to_have_text(f"找到{len(whole)}条")
    page.get_by_role("combobox").fill("“处分”")
    expect(page.get_by_role("status")).to_have_text("找到10+条")


def test_suggestions_lead_to_tags_with_cases(watched: Watched, site: Path) -> None:
    page = watched.open("index.html")
    page.keyboard.press("/")
    page.keyboard.type("足球比分")
    links = page.locator(".cb-search__help a")
    expect(links.first).to_be_visible()
    cases = json.loads((site / "archive" / "cases.json").read_text("utf-8"))
    used = {slug for case in cases for slug in case["issue"]}
    assert {(link.get_attribute("href") or "").rpartition("/")[2].removesuffix(".html") for link in links.all()} <= used


def test_excerpts_show_what_was_written_not_the_notices(site: Path) -> None:
    for lang, notices in (("zh", ["示范内容，尚未审核"]), ("en", ["Not yet translated", "Unreviewed translation"])):
        for file in (site / "search" / lang / "d").iterdir():
            text = file.read_text("utf-8")
            assert not [notice for notice in notices if notice in text], file.name


def _cut_off(file: Path) -> None:
    file.write_text(file.read_text("utf-8")[:40], "utf-8")


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _of_another_kind(file: Path) -> None:
    file.write_text(f'casebook.receive("{"/".join(file.parts[-3:]).removesuffix(".js")}", null)', "utf-8")


def _in_circles(file: Path) -> None:
    name = "/".join(file.parts[-3:]).removesuffix(".js")
    file.write_text(f'casebook.receive("{name}", {{"收礼": "=收礼"}})', "utf-8")


def _of_noise(file: Path) -> None:
    name = "/".join(file.parts[-3:]).removesuffix(".js")
    file.write_text(f'casebook.receive("{name}", {{"收礼": "!?~<b>&甲乙丙 z"}})', "utf-8")


@pytest.mark.parametrize(
    ("damage", "files", "told"),
    [
        (_cut_off, "search/zh/t/*.js", "搜索数据没有读到"),
        (_emptied, "search/zh/t/*.js", "搜索数据没有读到"),
        (_of_another_kind, "search/zh/t/*.js", "搜索数据没有读到"),
        (Path.unlink, "search/zh/t/*.js", "搜索数据没有读到"),
        (_in_circles, "search/zh/t/*.js", "没有找到"),
        (_of_noise, "search/zh/t/*.js", ""),
        (_cut_off, "search/zh/boot.js", "搜索数据没有读到"),
        (_of_another_kind, "search/zh/boot.js", "搜索数据没有读到"),
        (_in_circles, "search/zh/boot.js", "搜索数据没有读到"),
        (Path.unlink, "search/zh/boot.js", "搜索数据没有读到"),
        (Path.unlink, "assets/casebook/search.js", "搜索数据没有读到"),
        (Path.unlink, "assets/casebook/results.js", "搜索数据没有读到"),
        (Path.unlink, "assets/casebook/dialog.js", "搜索数据没有读到"),
        (_cut_off, "search/zh/d/*.js", "搜索数据没有读到"),
        (_of_another_kind, "search/zh/d/*.js", "搜索数据没有读到"),
        (Path.unlink, "search/zh/d/*.js", "搜索数据没有读到"),
        (Path.unlink, "search/zh/d/*[02468].js", "部分搜索数据没有读到"),
    ],
)
@pytest.mark.parametrize("way", ["http", "file"])
def test_damage_is_said_plainly(
    browser: Browser, site: Path, tmp_path: Path, way: str, damage: Callable[[Path], None], files: str, told: str
) -> None:
    broken = tmp_path / "site"
    for part in ("assets", "search/zh"):
        shutil.copytree(site / part, broken / part)
    shutil.copy(site / "index.html", broken)
    for file in sorted(broken.glob(files)):
        damage(file)
    with serving(broken) as address:
        page = browser.new_page()
        thrown: list[str] = []
        page.on("pageerror", lambda error: thrown.append(str(error)))
        page.goto(f"{address if way == 'http' else broken.as_uri()}/index.html")
        page.keyboard.press("/")
        page.keyboard.type("收礼")
        expect(page.get_by_role("status")).to_contain_text(told or "没有")
        assert page.locator(".cb-search__list b").count() == 0
        assert page.evaluate("() => casebookSearch('收礼').then(Array.isArray)")
        page.close()
    assert thrown == []


def test_enter_waits_for_scripts_that_come_late(browser: Browser, http: str) -> None:
    page = browser.new_page()
    held: list[Route] = []
    page.route("**/search.js", lambda route: held.append(route))  # a built-in cannot be a handler
    page.goto(f"{http}/index.html")
    page.keyboard.press("/")
    page.keyboard.type("党费")
    page.keyboard.press("Enter")
    held[0].continue_()
    expect(page.locator("h1")).to_contain_text("党费")
    page.close()


def test_page_and_index_agree_on_terms(watched: Watched) -> None:
    page = watched.open("index.html")
    for text in (
        "工程项目 A4 纸",
        "第一百零六条第一款",
        "政务处分法第３４条",
        "Drink-driving, Article 97",
        "一 二三",
        "第 122 条第二款",
        "2018条例",
        "〇零壹",
    ):
        here = page.evaluate("text => casebook.engine().then(() => casebook.terms(text))", text)
        there = list(terms(fold(text)))
        assert sorted(term for term in here if len(term) > 1 or term.isascii()) == sorted(
            t for t in there if not (t.isdigit() and f"§{t}" in there)
        )
