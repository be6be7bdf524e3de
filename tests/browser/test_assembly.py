"""Sessions put together in the browser: the same slides and papers as Python makes of the same agenda."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from casebook.base.data_script import data_script
from casebook.content import provenance
from casebook.content.blocks import blocks
from casebook.content.corpus import Corpus
from casebook.content.markdown import section
from casebook.content.teaching import questions
from casebook.content.vocabulary import LANGS, Lang
from casebook.sessions import deck, handouts, kits, measure, plain_data
from casebook.sessions.asking import PACE, Quiz, plan
from casebook.sessions.frames import lines
from casebook.sessions.measure import ems
from casebook.sessions.papers import Paper
from casebook.sessions.pieces import Pieces
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Watched
from tests.decks import CASES, SESSIONS, made, page, printed, read, sourced

_ASSEMBLE = (
    "([name, session]) => casebook.run('assets/casebook/assembly.js').then(() => casebook.assembly[name](session))"
)
CASE = "cases/2022/2022-04-tender-phone-call"


@pytest.fixture(scope="module")
def shelf(browser: Browser, site: Path) -> Iterator[Page]:
    """A page of the site, from a folder."""
    context = browser.new_context()
    watched = Watched(context, site.as_uri())
    yield watched.open("training/index.html")
    context.close()
    assert watched.faults == []


def ready(name: str, lang: Lang) -> dict[str, Any]:
    """A ready session as the builder opens it."""
    own = page(name)
    path = own.base.removesuffix(".md")
    items = [{"minutes": item.minutes, "path": path, "part": str(at)} for at, item in enumerate(own.meta.agenda, 1)]
    return {"v": 1, "lang": lang, "title": "", "start": "", "audience": own.meta.audience, "items": items}


def built(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"v": 1, "lang": "zh", "title": "", "start": "", "audience": [], "items": list(items), **more}


def assembled(shelf: Page, name: str, session: dict[str, Any]) -> Any:
    return shelf.evaluate(_ASSEMBLE, [name, session])


def plain(value: Any) -> Any:
    """As a browser has it: lists for tuples, and nothing that is left out or empty."""
    found = json.loads(json.dumps(value))

    def full(item: Any) -> Any:
        if isinstance(item, dict):
            return {key: full(each) for key, each in item.items() if each not in (None, "", False, [])}
        if isinstance(item, float):
            return round(item)
        return [full(each) for each in item] if isinstance(item, list) else item

    return full(found)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SESSIONS)
def test_a_ready_session_has_the_slides_that_python_makes(shelf: Page, name: str, lang: Lang) -> None:
    wanted, found = made(name, lang), assembled(shelf, "deck", ready(name, lang))
    head = (found["id"], found["title"], found["lang"], found["footer"], found["day"], found["minutes"])
    assert head == (wanted.id, wanted.title, lang, wanted.footer, wanted.day, wanted.minutes)
    spans = [(part["first"], part["last"], part["title"]) for part in found["agenda"]]
    assert spans == [(part.first, part.last, part.title) for part in wanted.agenda]
    assert len(found["slides"]) == len(wanted.slides)
    for own, slide in zip(found["slides"][1:], wanted.slides[1:], strict=True):
        more = {"minutes": slide.minutes, "part": slide.part, "clock": slide.clock}
        assert plain(own) == plain(
            plain_data.slide(slide) | {key: value for key, value in more.items() if value} | more
        )
    cover, slide = found["slides"][0], wanted.slides[0]
    assert (cover["title"], cover["notes"]) == (slide.title, list(slide.notes))
    assert [line["text"] for line in cover["lines"]] == [line.text for line in slide.lines]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SESSIONS)
def test_a_ready_session_has_the_papers_that_python_makes(shelf: Page, name: str, lang: Lang) -> None:
    wanted = {(paper.name, paper.id): paper for paper in printed(name, lang)}
    found = {(paper["name"], paper["id"]): paper for paper in assembled(shelf, "papers", ready(name, lang))}
    assert found.keys() == wanted.keys()
    for key, paper in wanted.items():
        own = found[key]
        assert (own["title"], own["notice"], own["footer"]) == (paper.title, paper.notice, paper.footer)
        assert (own["page"], own["day"], own["size"]) == (paper.page, paper.day, paper.size)
        if key[0] != "guide":
            assert plain(own["pieces"]) == plain(pieces(paper))
            assert [len(group) for group in own["groups"]] == [len(group) for group in paper.groups]
        else:
            assert headings_of(own["pieces"]) == headings_of(pieces(paper))
            assert own["groups"][-1] == own["pieces"][-len(paper.groups[-1]) :]


def headings_of(pieces: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return [(piece["level"], piece["text"]) for piece in pieces if piece["type"] == "heading"]


def pieces(paper: Paper) -> list[dict[str, Any]]:
    return [plain_data.piece(piece) for piece in paper.pieces]


@pytest.mark.parametrize("lang", LANGS)
def test_a_case_alone_is_called_by_its_parts(shelf: Page, lang: Lang) -> None:
    own = read().in_lang(page(Path(CASE).name), lang)
    parts = ("facts", "discussion", "quiz", "self-check")
    session = built(*({"minutes": 10, "path": CASE, "part": part} for part in parts), lang=lang)
    found = assembled(shelf, "deck", session)
    names = {heading.id: heading.text for heading in own.headings}
    assert [part["title"] for part in found["agenda"]] == [names[part] for part in parts]
    same = {
        (slide.title, slide.title_size, slide.size)
        for length in (15, 60)
        for slide in made(own.id, lang, length).slides
    }
    shown = [slide for slide in found["slides"] if slide["part"]]
    assert len(shown) > len(parts)
    assert [slide["title"] for slide in shown if (slide["title"], slide["titleSize"], slide["size"]) not in same] == []
    papers = {paper["name"]: paper for paper in assembled(shelf, "papers", session)}
    for paper in printed(own.id, lang):
        if paper.name != "guide":
            assert plain(papers[paper.name]["pieces"]) == plain(pieces(paper)), paper.name


def test_items_of_the_trainers_own_and_the_clock(shelf: Page) -> None:
    session = built(
        {"minutes": 5, "kind": "opening", "title": "", "note": "先说约定"},
        {"minutes": 20, "path": CASE, "part": "facts"},
        {"minutes": 5, "kind": "break", "title": "", "note": ""},
        {"minutes": 10, "path": CASE, "part": "rules"},
        {"minutes": 40, "path": "rules/project-interference", "part": "points"},
        {"minutes": 8, "kind": "own", "title": "<b>看片</b>", "note": "{n}"},
        {"minutes": 2, "kind": "closing", "title": "", "note": "说渠道"},
        title="“招投标” 专题", start="14:30", audience=["key-few"],
    )  # fmt: skip
    found = assembled(shelf, "deck", session)
    title = read().by_path[f"{CASE}.md"].meta.title
    assert [(part["from"], part["to"]) for part in found["agenda"]][:3] == [
        ("14:30", "14:35"),
        ("14:35", "14:55"),
        ("14:55", "15:00"),
    ]
    assert [part["title"] for part in found["agenda"]] == [
        "开场",
        f"{title}：案情",
        "休息",
        f"{title}：纪法链接",
        read().by_path["rules/project-interference.md"].meta.title,
        "<b>看片</b>",
        "带走一件事",
    ]
    assert sum(slide["minutes"] for slide in found["slides"]) == found["minutes"] == 90
    last = [slide for slide in found["slides"] if slide["part"]][-1]
    assert (last["kind"], last["part"], last["notes"][:2]) == ("closing", 7, ["第7项　15:58—16:00", "说渠道"])
    assert sum(slide["kind"] == "closing" for slide in found["slides"]) == 1
    facts = [slide["notes"] for slide in found["slides"] if slide["part"] == 2]
    assert len(facts) > 1
    assert all(notes[0] == "第2项　14:35—14:55" and notes[1:] == facts[0][1:] != [] for notes in facts)
    own = next(slide for slide in found["slides"] if slide["title"] == "<b>看片</b>")
    assert own["notes"] == ["第6项　15:50—15:58", "{n}"]
    assert found["id"] == "“招投标”-专题"
    guide = assembled(shelf, "papers", session)[0]
    table = next(piece for piece in guide["pieces"] if piece["type"] == "table")
    assert table["rows"][1] == ["14:30—14:35", "开场", "先说约定"]
    signs = assembled(shelf, "papers", session)[-1]
    assert re.fullmatch("时间＿+　14:30—16:00　地点＿+　主持人＿+　记录人＿+", signs["pieces"][0]["text"])


@pytest.mark.parametrize("lang", LANGS)
def test_the_guide_says_what_to_say_at_each_item(shelf: Page, lang: Lang) -> None:
    rule, culture = "rules/gifts", "culture/xianyu-shen"
    parts = {
        path: kits.kit(read(), read().by_path[f"{path}.md"], lang)["parts"]
        for path in (CASE, rule, culture, "training/sessions/tendering-60")
    }
    session = built(
        {"minutes": 9, "path": CASE, "part": "facts"},
        {"minutes": 9, "path": CASE, "part": "discussion", "note": "按座位分"},
        {"minutes": 5, "path": CASE, "part": "outcome"},
        {"minutes": 3, "path": CASE, "part": "quiz"},
        {"minutes": 9, "path": rule, "part": "points"},
        {"minutes": 5, "path": rule, "part": "do-dont"},
        {"minutes": 5, "path": culture, "part": "whole"},
        {"minutes": 4, "path": "training/sessions/tendering-60", "part": "8"},
        {"minutes": 9, "path": CASE, "part": ""},
        {"minutes": 2, "kind": "break", "title": ""},
        lang=lang,
    )  # fmt: skip
    guide, *others = assembled(shelf, "papers", session)
    table = next(piece for piece in guide["pieces"] if piece["type"] == "table")
    said = [row[2] for row in table["rows"][1:]]
    story = [
        read().summary(read().by_path[f"{culture}.md"], lang),
        *parts[culture]["whole"]["slides"][0]["notes"],
    ]
    facts = parts[CASE]["facts"]
    assert said[:3] == [facts["remarks"][0], "按座位分", parts[CASE]["outcome"]["under"]]
    answer = read().vocabulary.label("deck_answer", lang, letters="")
    assert len(re.findall(re.escape(answer), said[3])) == 2
    assert said[4:7] == [parts[rule]["points"]["remarks"][0]] * 2 + [story[0]]
    assert said[7:] == [
        parts["training/sessions/tendering-60"]["8"]["notes"][0],
        f"{facts['title']}　{facts['remarks'][0]}",
        "",
    ]
    titles = [piece["text"] for piece in guide["pieces"] if piece["type"] == "heading"]
    at = titles.index(read().vocabulary.label("paper_said", lang))
    assert [title.partition("　")[2] for title in titles[at + 1 : at + 4]] == [
        table["rows"][number][1] for number in (5, 7, 9)
    ]
    texts = [piece["text"] for piece in guide["pieces"] if piece["type"] == "paragraph"]
    for text in (*parts[rule]["points"]["remarks"], *story):
        assert texts.count(text) == 1
    learners = str([paper["pieces"] for paper in others if paper["learners"]])
    assert not any(text in learners for text in said if text)


@pytest.mark.parametrize("lang", LANGS)
def test_learners_are_asked_before_they_are_told_the_outcome(shelf: Page, lang: Lang) -> None:
    own = read().in_lang(page(Path(CASE).name), lang)
    names = {heading.text: heading.id for heading in own.headings}
    items = [{"minutes": 9, "path": CASE, "part": part} for part in ("outcome", "discussion")]
    rule = {"minutes": 5, "path": "rules/gifts", "part": "points"}
    for session in (built(*items, lang=lang), built(*items, rule, lang=lang)):
        for paper in assembled(shelf, "papers", session):
            if paper["name"] in ("handout", "case"):
                found = [names.get(piece["text"]) for piece in paper["pieces"] if piece["type"] == "heading"]
                assert found.index("outcome") > found.index("discussion"), paper["name"]
                assert own.meta.summary not in str(paper["pieces"]), "which tells it too"


def test_a_whole_page_a_title_and_a_note(shelf: Page) -> None:
    session = built(
        {"minutes": 20, "path": "rules/gifts", "part": "", "title": "", "note": "先问一句"},
        {"minutes": 5, "path": "culture/xianyu-shen", "part": "whole", "title": "一盏茶的工夫", "note": ""},
    )
    found = assembled(shelf, "deck", session)
    assert [part["title"] for part in found["agenda"]] == [read().by_path["rules/gifts.md"].meta.title, "一盏茶的工夫"]
    first = [slide for slide in found["slides"] if slide["part"] == 1]
    parts = kits.kit(read(), read().by_path["rules/gifts.md"], "zh")["parts"]
    assert [slide["title"] for slide in first] == [s["title"] for part in parts.values() for s in part["slides"]]
    assert first[0]["notes"][:2] == ["第1项　0—20分钟", "先问一句"]


def test_every_slide_has_something_to_say_and_says_it_once(shelf: Page) -> None:
    session = built(
        {"minutes": 9, "path": CASE, "part": "facts", "title": "", "note": "看着办"},
        *(
            {"minutes": 9, "path": CASE, "part": part}
            for part in ("facts", "outcome", "rules", "analysis", "self-check")
        ),
        {"minutes": 9, "path": "rules/gifts", "part": "points"},
        {"minutes": 9, "path": "rules/gifts", "part": "do-dont"},
        {"minutes": 9, "path": "priorities/p09-error-tolerance", "part": "ask"},
        {"minutes": 9, "path": "culture/xianyu-shen", "part": "whole"},
    )
    slides = assembled(shelf, "deck", session)["slides"]
    assert [slide["title"] for slide in slides if len(slide["notes"]) < 1 + (slide["part"] > 0)] == []
    assert all(len(slide["notes"]) == len(set(slide["notes"])) for slide in slides)
    assert {tuple(slide["notes"][1:]) for slide in slides if slide["part"] == 1} == {("看着办",)}


def test_learners_take_home_what_the_session_used(shelf: Page) -> None:
    outcome = read().by_path[f"{CASE}.md"]
    heading = next(heading.text for heading in outcome.headings if heading.id == "outcome")
    rule = {"minutes": 5, "path": "rules/gifts", "part": "points"}
    for part, there in (("facts", False), ("outcome", True)):
        session = built({"minutes": 5, "path": CASE, "part": part}, rule)
        handout = assembled(shelf, "papers", session)[1]
        titles = [piece["text"] for piece in handout["pieces"] if piece["type"] == "heading"]
        assert (heading in titles) is there


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CASES)
def test_a_run_sheet_has_the_slides_and_minutes_that_python_gives_it(shelf: Page, name: str, lang: Lang) -> None:
    """Its own items are only named in the browser, and a discussion shows all questions there."""
    path = page(name).base.removesuffix(".md")
    for length in (15, 30, 60):
        catalogue = shelf.evaluate("lang => casebook.load(`kits/${lang}/catalogue`)", lang)
        head = next(head for head in catalogue["pages"] if head["path"] == path)
        session = shelf.evaluate(
            "([head, length]) => casebook.run('assets/casebook/session.js').then(() => casebook.session.of(head, length))",
            [head, length],
        )
        found = assembled(shelf, "deck", session | {"lang": lang})
        kinds = {"case", "quiz"}
        wanted = [slide.title for slide in made(name, lang, length).slides if slide.kind in kinds]
        assert [slide["title"] for slide in found["slides"] if slide["kind"] in kinds] == wanted
        assert found["minutes"] == length == sum(slide["minutes"] for slide in found["slides"])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("minutes", [15, 60, 120])
def test_a_proposed_session_tells_how_its_cases_ended(shelf: Page, minutes: int, lang: Lang) -> None:
    builder = shelf.context.new_page()
    builder.goto(shelf.url.replace("training/index", f"{'en/' if lang == 'en' else ''}training/builder"))
    builder.wait_for_selector(".cb-builder__share")
    builder.evaluate("minutes => casebook.builder.session().minutes = minutes", minutes)
    builder.locator(".cb-button--main").first.click()
    session = builder.evaluate("casebook.builder.session()")
    builder.close()
    found = assembled(shelf, "deck", session)
    assert found["minutes"] == minutes == sum(slide["minutes"] for slide in found["slides"])
    guide = str(assembled(shelf, "papers", session)[0]["pieces"])
    cases = {item["path"] for item in session["items"] if item.get("part") == "outcome"}
    assert len(cases) == (1 if minutes < 90 else 2)
    for path in cases:
        case = read().in_lang(read().by_path[f"{path}.md"], lang)
        ending = [line.text for line in lines(blocks(section(case.body, "outcome")))]
        shown = [line["text"] for slide in found["slides"] if slide["part"] for line in slide["lines"]]
        assert set(ending) <= set(shown)
        assert all(text in guide for text in ending)


def test_a_session_that_leaves_its_case_open_has_the_ending_in_reserve(shelf: Page) -> None:
    facts = {"minutes": 5, "path": CASE, "part": "facts"}
    title = f"备用：{read().by_path[f'{CASE}.md'].meta.title}：处理结果"
    for items, there in (
        ([facts], True),
        ([facts, {"minutes": 5, "path": CASE, "part": "outcome"}], False),
        ([{"minutes": 20, "path": CASE, "part": ""}], False),
        ([{"minutes": 8, "path": "training/sessions/tendering-60", "part": "2"}], True),
        ([{"minutes": 8, "path": "training/sessions/family-45", "part": "2"}], False),
    ):
        slides = assembled(shelf, "deck", built(*items))["slides"]
        spare = [slide for slide in slides if slide["title"].startswith("备用：")]
        assert [slide["title"] for slide in spare] == ([title] if there else [])
        assert all(slide["part"] == slide["minutes"] == 0 and slide["notes"] for slide in spare)


@pytest.mark.parametrize("seed", range(20))
def test_the_browser_asks_what_python_asks(shelf: Page, seed: int) -> None:
    draw = random.Random(seed)
    cases = [page(name) for name in draw.sample(CASES, 3)]
    named = [frozenset(draw.sample(["q1", "q2", "q3", "q4"], draw.choice([0, 0, 1, 2]))) for _ in range(8)]
    quizzes = [Quiz(draw.choice(cases), draw.randint(1, 7), ids) if draw.random() < 0.8 else None for ids in named]
    entries = [
        quiz
        and {
            "path": quiz.case.base,
            "ids": [question.id for question in questions(quiz.case.body)],
            "minutes": quiz.minutes,
            "named": sorted(quiz.named),
        }
        for quiz in quizzes
    ]
    found = shelf.evaluate(
        "([entries, pace]) => casebook.run('assets/casebook/asking.js').then(() => casebook.asking(entries, pace))",
        [entries, PACE],
    )
    wanted = [[{"id": one.question.id, "number": one.number} for one in entry] for entry in plan(quizzes)]
    assert found == wanted


def quiz_titles(shelf: Page, session: dict[str, Any]) -> tuple[list[str], list[str], list[str]]:
    """The titles of quiz slides, and the headings of the quiz paper and of the answers."""
    slides = assembled(shelf, "deck", session)["slides"]
    papers = {paper["name"]: paper["pieces"] for paper in assembled(shelf, "papers", session)}
    headings = [[text for _, text in headings_of(papers.get(name, []))] for name in ("quiz", "answers")]
    return [slide["title"] for slide in slides if slide["kind"] == "quiz"], headings[0], headings[1]


def test_several_quizzes_are_numbered_through_on_slides_and_papers(shelf: Page) -> None:
    other = "cases/2022/2022-01-gift-cards"
    session = built(
        {"minutes": 9, "path": CASE, "part": "facts"},
        {"minutes": 3, "path": CASE, "part": "quiz"},
        {"minutes": 9, "path": other, "part": "discussion"},
        {"minutes": 2, "path": other, "part": "quiz"},
        {"minutes": 4, "path": "training/sessions/tendering-60", "part": "9"},
        {"minutes": 5, "path": CASE, "part": "quiz"},
    )
    slides, paper, answers = quiz_titles(shelf, session)
    assert [re.sub(r"第(\d+)题.*", r"\1", title) for title in slides] == ["1", "2", "3", "4", "2", "5", "6"]
    call, gift = (read().by_path[f"{path}.md"].meta.title for path in (CASE, other))
    assert [re.sub(r"：第(\d+)题.*", r" \1", title) for title in paper] == [
        f"{call} 1",
        f"{call} 2",
        f"{gift} 3",
        f"{gift} 4",
        f"{call} 5",
        f"{call} 6",
    ]
    assert paper == answers
    talk = assembled(shelf, "deck", session)
    assert sum(slide["minutes"] for slide in talk["slides"]) == 32
    again = next(slide for slide in talk["slides"] if slide["part"] == 5)
    assert any("名称和数量都不能说" in note for note in again["notes"])


def test_without_a_quiz_on_the_agenda_there_is_no_quiz_paper(shelf: Page) -> None:
    session = built({"minutes": 9, "path": CASE, "part": "facts"}, {"minutes": 9, "path": CASE, "part": "discussion"})
    assert quiz_titles(shelf, session) == ([], [], [])
    whole = built({"minutes": 4, "path": CASE, "part": ""})
    slides, paper, answers = quiz_titles(shelf, whole)
    assert len(slides) == 3
    assert slides == paper == answers


@pytest.mark.parametrize("minutes", [15, 30, 60, 90, 120])
def test_a_proposed_session_asks_about_each_of_its_cases(shelf: Page, minutes: int) -> None:
    builder = shelf.context.new_page()
    builder.goto(shelf.url.replace("training/index", "training/builder"))
    builder.wait_for_selector(".cb-builder__share")
    builder.get_by_label("其他时长").fill(str(minutes))
    builder.get_by_role("button", name="替我选").click()
    session = builder.evaluate("casebook.builder.session()")
    quizzes = [item for item in session["items"] if item.get("part") == "quiz"]
    told = [text for text in builder.locator(".cb-item__asked").all_text_contents() if text]
    builder.close()
    slides, paper, answers = quiz_titles(shelf, session)
    counts = [max(1, round(item["minutes"] / PACE)) for item in quizzes]
    assert told == [f"问{count}题" for count in counts]
    assert [int(re.sub(r"第(\d+)题.*", r"\1", title)) for title in slides] == list(range(1, sum(counts) + 1))
    assert paper == answers
    assert len(quizzes) == {15: 0, 30: 1, 60: 1, 90: 2, 120: 2}[minutes]
    assert [heading.rpartition("：")[2] for heading in paper] == slides


@contextmanager
def swapped(site: Path, corpus: Corpus, lang: Lang, paths: Iterable[str]) -> Iterator[None]:
    """The site with the kits of another corpus for some pages, by the path of the original."""
    files = {site / f"training/kits/{lang}/{path.removesuffix('.md')}.js": corpus.by_path[path] for path in paths}
    kept = {file: file.read_bytes() for file in files}
    try:
        for file, own in files.items():
            path = own.base.removesuffix(".md")
            file.write_bytes(data_script(f"kits/{lang}/{path}", kits.kit(corpus, own, lang)))
        yield
    finally:
        for file, content in kept.items():
            file.write_bytes(content)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("name", "others"), [("service-window-60", 1), ("service-window-60", 2), ("tendering-60", 1)])
def test_slides_and_papers_say_where_cases_come_from_as_python_does(
    shelf: Page, site: Path, name: str, others: int, lang: Lang
) -> None:
    own = page(name)
    cases = list(dict.fromkeys(item.page for item in own.meta.agenda if item.page.startswith("cases/")))
    corpus = sourced({path: ("guiding-case", "court-judgment")[at] for at, path in enumerate(cases[:others])})
    talk = deck.of(corpus, own, lang)
    with swapped(site, corpus, lang, [own.base, *cases]):
        shown = shelf.context.new_page()
        shown.goto(shelf.url)
        found = assembled(shown, "deck", ready(name, lang))
        papers = {paper["id"]: paper for paper in assembled(shown, "papers", ready(name, lang))}
        opened = assembled(
            shown, "deck", built({"minutes": 5, "kind": "opening"}, *ready(name, lang)["items"], lang=lang)
        )
        shown.close()
    assert found["footer"] == talk.footer
    assert found["slides"][0]["notes"] == list(talk.slides[0].notes)
    assert [line["text"] for line in found["slides"][-1]["lines"]] == [line.text for line in talk.slides[-1].lines]
    wanted = handouts.of(corpus, own, lang)
    assert papers.keys() == {paper.id for paper in wanted}
    for paper in wanted:
        assert (papers[paper.id]["notice"], papers[paper.id]["footer"]) == (paper.notice, paper.footer)
    fiction = provenance.fiction(corpus, [corpus.by_path[path] for path in cases], lang)
    assert bool(fiction) is (others < len(cases))
    first = next(slide for slide in opened["slides"] if slide["part"] == 1)
    assert [line["text"] for line in first["lines"]][:-1] == ([fiction] if fiction else [])


def test_a_session_without_a_case_speaks_of_none(shelf: Page) -> None:
    session = built({"minutes": 5, "kind": "opening"}, {"minutes": 9, "path": "rules/gifts", "part": "points"})
    whole = json.dumps([assembled(shelf, name, session) for name in ("deck", "papers")], ensure_ascii=False)
    assert "合成教学案例" not in whole


@pytest.mark.parametrize("part", ["quiz", "9"])
def test_a_quiz_in_another_language_is_said_to_be(shelf: Page, site: Path, part: str) -> None:
    corpus = replace(read(), pages=tuple(found for found in read().pages if found.path != f"{CASE}.en.md"))
    path = "training/sessions/tendering-60" if part == "9" else CASE
    with swapped(site, corpus, "en", [f"{CASE}.md", "training/sessions/tendering-60.md"]):
        shown = shelf.context.new_page()
        shown.goto(shelf.url)
        found = assembled(shown, "deck", built({"minutes": 4, "path": path, "part": part}, lang="en"))
        shown.close()
    first = next(slide for slide in found["slides"] if slide["kind"] == "quiz")
    note = corpus.vocabulary.label("deck_untranslated_note", "en")
    assert note in first["notes"]
    if part == "9":
        wanted = next(slide for slide in deck.of(corpus, page("tendering-60"), "en").slides if slide.kind == "quiz")
        assert first["notes"][1:] == list(wanted.notes[1:])


def test_a_page_that_is_gone_is_told_to_the_trainer_and_not_to_the_room(shelf: Page, site: Path) -> None:
    session = built(
        {"minutes": 10, "path": CASE, "part": "facts"},
        {"minutes": 7, "path": CASE, "part": "no-such-part"},
    )
    found = assembled(shelf, "deck", session)
    assert sum(slide["minutes"] for slide in found["slides"]) == 17
    lost = next(slide for slide in found["slides"] if slide["part"] == 2)
    title = read().by_path[f"{CASE}.md"].meta.title
    assert (lost["title"], seen(lost)) == (title, [title, "7分钟"])
    assert lost["notes"][1:] == [f"这一页没有“no-such-part”这一部分：{title}。其余内容不受影响。"]
    (site / "training/kits/zh/rules/gifts.js").rename(site / "kept.js")
    try:
        gone = built({"minutes": 5, "path": "rules/gifts", "part": "points"})
        shown = shelf.context.new_page()
        shown.goto(shelf.url)
        slides = assembled(shown, "deck", gone)["slides"]
        lost = next(slide for slide in slides if slide["part"] == 1)
        assert seen(lost) == ["这一页已不在库中", "5分钟"]
        assert "知识库里没有这一页：rules/gifts。其余内容不受影响。" in lost["notes"]
        assert "rules/gifts" not in str([seen(slide) for slide in slides])
        guide, handout, signin = assembled(shown, "papers", gone)
        assert [paper["name"] for paper in (guide, handout, signin)] == ["guide", "handout", "signin"]
        assert "rules/gifts" in str(guide["pieces"])
        assert "rules/gifts" not in str((handout["pieces"], signin["pieces"]))
        shown.close()
    finally:
        (site / "kept.js").rename(site / "training/kits/zh/rules/gifts.js")


@pytest.mark.parametrize("lang", LANGS)
def test_questions_say_of_which_case_they_are_where_there_are_several(shelf: Page, lang: Lang) -> None:
    other = "cases/2022/2022-01-gift-cards"
    first, second = ({"minutes": 9, "path": path, "part": "discussion"} for path in (CASE, other))
    rule = {"minutes": 5, "path": "rules/gifts", "part": "points"}
    alone = Pieces(read(), lang, alone=f"{CASE}.md")
    short, long = (
        [
            [slide.title for slide in made.discussion(read().in_lang(read().by_path[f"{path}.md"], lang))]
            for path in paths
        ]
        for made, paths in ((alone, (CASE,)), (Pieces(read(), lang), (CASE, other)))
    )
    assert not set(long[0]) & set(long[1])
    for items, wanted in (([first], short), ([first, rule], short), ([first, second], long)):
        session = built(*items, lang=lang)
        slides = [slide for slide in assembled(shelf, "deck", session)["slides"] if slide["kind"] == "questions"]
        assert [slide["title"] for slide in slides] == [title for titles in wanted for title in titles]
        guide = assembled(shelf, "papers", session)[0]
        table = next(piece for piece in guide["pieces"] if piece["type"] == "table")
        titles = [row[1] for row in table["rows"][1:]]
        assert len(titles) == len(set(titles)) == len(items)


@pytest.mark.parametrize("lang", LANGS)
def test_the_cover_of_a_case_does_not_tell_how_it_ended(shelf: Page, lang: Lang) -> None:
    own = read().in_lang(page(Path(CASE).name), lang)
    audience = page(Path(CASE).name).meta.audience
    session = built({"minutes": 15, "path": CASE, "part": "facts"}, lang=lang, audience=audience)
    cover, wanted = assembled(shelf, "deck", session)["slides"][0], made(own.id, lang, 15).slides[0]
    assert seen(cover) == [wanted.title, *(line.text for line in wanted.lines)]
    assert own.meta.summary not in str(seen(cover))


def seen(slide: dict[str, Any]) -> list[str]:
    """What the room sees of a slide."""
    cells = [cell for row in (slide["grid"] or {"rows": []})["rows"] for cell in row]
    return [slide["title"], *(line["lead"] + line["text"] for line in slide["lines"]), *cells]


def test_a_session_of_sixty_items_spreads_its_agenda(shelf: Page) -> None:
    items = [{"minutes": 3, "kind": "own", "title": "讨论" * (number % 30), "note": ""} for number in range(60)]
    slides = assembled(shelf, "deck", built(*items))["slides"]
    agenda = [slide for slide in slides if slide["kind"] == "agenda"]
    assert len(agenda) > 4
    assert [slide["title"] for slide in agenda][:2] == [f"流程（1/{len(agenda)}）", f"流程（2/{len(agenda)}）"]
    assert all(sum(slide["grid"]["heights"]) <= 380 for slide in agenda)
    assert sum(len(slide["grid"]["rows"]) - 1 for slide in agenda) == 60


def test_text_is_measured_as_python_measures_it(shelf: Page) -> None:
    look = kits.setting(read(), "zh")["slides"]
    texts = sorted(
        {line for each in CASES for lang in LANGS for line in read().in_lang(page(each), lang).body.split("\n")}
    )
    texts = [text for text in texts if text]
    wanted = [1.5 + min(max(4.0, size if size < 8 else 8 + (size - 8) * 0.35), 44.0) for size in map(ems, texts)]
    found = shelf.evaluate(
        "([look, texts]) => casebook.run('assets/casebook/frames.js').then(() => {"
        "  const frames = casebook.frames(look);"
        "  return texts.map(text => frames.columns([[text]])[0]);"
        "})",
        [look, texts],
    )
    assert [text for text, a, b in zip(texts, wanted, found, strict=True) if abs(a - b) > 1e-6] == []


def test_characters_and_rows_are_as_in_python(shelf: Page) -> None:
    """Each character up to the Chinese ones, and texts at widths where a row ends exactly, in a word, at a space."""
    characters = [chr(code) for code in (*range(0x20, 0x3002), 0xFB01, 0xFF66, 0xFF9E, 0x1F600, 0x20000)]
    characters = [one for one in characters if unicodedata.category(one) not in ("Cn", "Cc")]
    written = [
        line for each in CASES[:2] for lang in LANGS for line in read().in_lang(page(each), lang).body.split("\n")
    ]
    texts = [
        "",
        "xxxxxxxxxx",
        "xxxxx xxxxx yyyyy",
        "x" * 100,
        "先说 xxxxxxxxxx 再说",
        "10\u00a0000\u00a0yuan and 5\u00a0000\u00a0yuan\u00a0",
        "ﬁnal ﬁﬁﬁﬁﬁﬁ ｱｲｳｴｵｱｲｳｴｵ",
        "一二三四五\u3000六七八九十\u3000",
        "第一行\n\nsecond row",
        *filter(None, written),
    ]
    widths = [1.15, 2.8, 5.6, 5.61, 8.4, 10, 12.3, 510 / 10.5 - 1, 30 * 1.04]
    wide, found = shelf.evaluate(
        "([look, characters, texts, widths]) => casebook.run('assets/casebook/frames.js').then(() => {"
        "  const frames = casebook.frames(look), wide = text => frames.columns([[text.repeat(20)]])[0];"
        "  return [characters.map(wide), texts.map(text => widths.map(width => frames.rows(text, width)))];"
        "})",
        [kits.setting(read(), "zh")["slides"], characters, texts, widths],
    )
    wanted = [measure.columns([[one * 20]])[0] for one in characters]
    assert [one for one, a, b in zip(characters, wanted, wide, strict=True) if abs(a - b) > 1e-6] == []
    assert found == [[measure.rows(text, width) for width in widths] for text in texts]
    assert measure.rows("xxxxxxxxxx", 5.6) == 1
    assert measure.rows("xxxxxxxxxx yyyyyyyyyy z", 5.6) == 3
    assert measure.rows("ab\u00a0cd", 1.2) > measure.rows("ab cd", 1.2)
