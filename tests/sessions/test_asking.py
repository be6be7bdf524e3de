"""The quiz questions of a session: as many as the minutes allow, numbered through, the same on slides and papers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from casebook.base.numerals import to_int
from casebook.content import teaching
from casebook.content.corpus import Corpus, Page
from casebook.content.markdown import Heading
from casebook.content.teaching import Question, numbers, questions, run_sheets
from casebook.content.vocabulary import LANGS, Lang
from casebook.sessions import agendas, asking, deck, handouts
from casebook.sessions.asking import Asked, Quiz
from casebook.sessions.frames import told

from tests.decks import ALL, CASES, SESSIONS, body, made, page, printed, read

_NUMBER = re.compile(r"(?:第|Question )(\d+)(?:题| )")


def case(at: int) -> Page:
    return page(CASES[at])


def ids(found: tuple[Asked, ...]) -> list[tuple[int, str]]:
    return [(asked.number, asked.question.id) for asked in found]


@pytest.mark.parametrize(("minutes", "count"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4), (60, 4)])
def test_a_quiz_asks_as_much_as_its_minutes_allow(minutes: int, count: int) -> None:
    (found,) = asking.plan([Quiz(case(0), minutes)])
    assert ids(found) == [(at, f"q{at}") for at in range(1, count + 1)]


def test_numbers_run_through_and_a_case_goes_on_where_it_stopped() -> None:
    one, other = case(0), case(1)
    plan = asking.plan(
        [Quiz(one, 2), None, Quiz(other, 3), Quiz(one, 5), Quiz(one, 3), Quiz(other, 1, frozenset({"q4"}))]
    )
    assert [ids(found) for found in plan] == [
        [(1, "q1"), (2, "q2")],
        [],
        [(3, "q1"), (4, "q2")],
        [(5, "q3"), (6, "q4")],
        [(1, "q1"), (2, "q2")],
        [(7, "q4")],
    ]
    assert [asked.number for asked in asking.once(plan)] == [1, 2, 3, 4, 5, 6, 7]


def texts(question: Question) -> set[str]:
    return {option.text for option in question.options}


def of_paper(corpus: Corpus, own: Page, lang: Lang, name: str) -> list[str]:
    """The headings of the quiz paper or of the answers."""
    found = (paper for paper in handouts.of(corpus, own, lang) if paper.name == name)
    return [piece.text for paper in found for piece in paper.pieces if isinstance(piece, Heading)]


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_slides_quiz_paper_and_answers_ask_the_same(name: str, lang: Lang) -> None:
    asked = agendas.asked(read(), page(name), lang)
    shown = [slide for slide in made(name, lang).slides if slide.kind == "quiz"]
    named = [one for entry in asked for one in entry]
    assert len(shown) == len(named)
    for slide, one in zip(shown, named, strict=True):
        assert all(text in body(slide) for text in texts(one.question))
        assert asked[slide.part - 1], "in the entry that asks it"
    titles = [slide.title for slide in shown]
    assert [int(found[1]) for title in titles if (found := _NUMBER.match(title))] == list(range(1, len(named) + 1))
    papers = {paper.name: str(paper.pieces) for paper in printed(name, lang)}
    assert of_paper(read(), page(name), lang, "quiz") == of_paper(read(), page(name), lang, "answers") == titles
    assert {"quiz", "answers"} & papers.keys() == ({"quiz", "answers"} if named else set())
    wanted = {text for one in named for text in texts(one.question)}
    for case in read().cases:
        for question in questions(read().in_lang(case, lang).body):
            there = all(text in papers.get("quiz", "") for text in texts(question))
            assert there is (texts(question) <= wanted), question.title


def test_ready_sessions_ask_what_their_agenda_says() -> None:
    found = {name: [ids(entry) for entry in agendas.asked(read(), page(name), "zh") if entry] for name in SESSIONS}
    assert {name: entries for name, entries in found.items() if entries} == {
        "tendering-60": [[(1, "q2")]],
        "young-cadres-60": [[(1, "q1"), (2, "q3")]],
    }


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SESSIONS)
def test_an_agenda_calls_no_question_by_a_number_that_it_has_not_here(name: str, lang: Lang) -> None:
    """On slides and papers the questions of a session are numbered anew: its text says how many, links say which."""
    rows = agendas.table(read(), page(name), lang)
    spoken = teaching.spoken(read().in_lang(page(name), lang).body)[0]
    for row, found in zip(rows, agendas.asked(read(), page(name), lang), strict=True):
        said = (*(row.cell(at) for at in range(3)), *told(spoken.get(row.first, ())))
        assert not found or [text for text in said if numbers(text)] == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CASES)
def test_a_run_sheet_calls_its_questions_by_the_numbers_of_slides_and_papers(name: str, lang: Lang) -> None:
    for length, rows in run_sheets(read().in_lang(page(name), lang).body).items():
        for row, found in zip(rows, agendas.asked(read(), page(name), lang, length), strict=True):
            assert all(one.question.id == f"q{one.number}" for one in found)
            assert not found or numbers(row.cell(1)) <= {one.number for one in found}


def test_questions_with_a_gap_are_asked_and_numbered_through() -> None:
    """The check of content refuses a gap; a page that has one all the same loses no question."""
    own = case(0)
    gap = replace(own, front=replace(own.front, body=own.body.replace("{#q2}", "{#q7}")))
    assert ids(asking.plan([Quiz(gap, 60)])[0]) == [(1, "q1"), (2, "q7"), (3, "q3"), (4, "q4")]
    assert ids(asking.plan([Quiz(gap, 2, frozenset({"q7"}))])[0]) == [(1, "q7")]


def test_only_links_choose_questions() -> None:
    corpus, own = two_quizzes()
    row = own.body.replace("| 测试 |", "| 做第3题 |", 1)
    other = replace(own, front=replace(own.front, body=row))
    corpus = replace(corpus, pages=tuple(other if found is own else found for found in corpus.pages))
    assert [ids(entry) for entry in agendas.asked(corpus, other, "zh")] == [
        [(1, "q1"), (2, "q2")],
        [(3, "q1"), (4, "q2")],
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_run_sheets_have_time_for_the_questions_they_speak_of(lang: Lang) -> None:
    counts = {"four": 4, "three": 3}
    spoken = 0
    for own in read().cases:
        for length, rows in run_sheets(read().in_lang(own, lang).body).items():
            for row, asked in zip(rows, agendas.asked(read(), own, lang, length), strict=True):
                said = re.search(r"([二三四五])题|\b(four|three) questions", row.cell(1), re.IGNORECASE)
                if said and agendas.part_of(row) == "quiz":
                    spoken += 1
                    count = to_int(said[1]) if said[1] else counts[said[2].lower()]
                    assert len(asked) == count, (own.path, length, row.cell(1))
    assert spoken >= 10


@pytest.mark.parametrize("minutes", [15, 60])
def test_the_papers_of_a_case_go_with_its_run_sheet(minutes: int) -> None:
    own = case(0)
    named = {paper.name for paper in handouts.of(read(), own, "zh", minutes)}
    assert ("quiz" in named) is (minutes == 60)
    slides = deck.of(read(), own, "zh", minutes).slides
    assert any(slide.kind == "quiz" for slide in slides) is (minutes == 60)


def two_quizzes(*, withhold: tuple[str, ...] = ()) -> tuple[Corpus, Page]:
    """A ready session of two cases with a quiz each, of 2 and 3 minutes."""
    own = page("service-window-60")
    cases = list(dict.fromkeys(item.page for item in own.meta.agenda if item.page.startswith("cases/")))
    assert len(cases) == 2
    items = [own.meta.agenda[0].model_copy(update={"minutes": at + 2, "page": path}) for at, path in enumerate(cases)]
    rows = "\n".join(
        f"| {2 * at}—{2 + 3 * at} | 测试 | [测一测](../../{path}#quiz) | 自批 |" for at, path in enumerate(cases)
    )
    agenda = f"## 流程 {{#agenda}}\n\n| 时间 | 做什么 | 用哪一页 | 讲授要点 |\n|---|---|---|---|\n{rows}\n\n"
    text = re.sub(r"## 流程 \{#agenda\}.*?(?=\n## )", lambda _: agenda.rstrip(), own.body, flags=re.DOTALL)
    meta = own.meta.model_copy(update={"agenda": items, "minutes": 5, "withhold": list(withhold)})
    changed = replace(own, meta=meta, front=replace(own.front, body=text))
    pages = tuple(changed if found is own else found for found in read().pages)
    return replace(read(), pages=pages), changed


def test_two_quizzes_of_a_session_are_one_paper_numbered_through() -> None:
    corpus, own = two_quizzes()
    titles = [slide.title for slide in deck.of(corpus, own, "zh").slides if slide.kind == "quiz"]
    assert [int(found[1]) for title in titles if (found := _NUMBER.match(title))] == [1, 2, 3, 4]
    first, second = (corpus.by_path[item.page].meta.title for item in own.meta.agenda)
    headings = of_paper(corpus, own, "zh", "quiz")
    assert headings == of_paper(corpus, own, "zh", "answers")
    assert [heading.removesuffix(title) for heading, title in zip(headings, titles, strict=True)] == [
        f"{first}：",
        f"{first}：",
        f"{second}：",
        f"{second}：",
    ]


def test_a_withheld_quiz_is_neither_shown_nor_printed() -> None:
    corpus, own = two_quizzes(withhold=("quiz",))
    found = deck.of(corpus, own, "zh")
    assert not any(slide.kind == "quiz" for slide in found.slides)
    assert sum(slide.minutes for slide in found.slides) == 5
    assert {paper.name for paper in handouts.of(corpus, own, "zh")} & {"quiz", "answers"} == set()
    feedback = [
        option.feedback for each in read().cases for question in questions(each.body) for option in question.options
    ]
    assert [text for slide in found.slides for text in feedback if text and text in body(slide)] == []
