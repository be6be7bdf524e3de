"""The deck: whole, on time, readable, and without answers where the room can see them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from casebook.content import reader
from casebook.content.blocks import blocks
from casebook.content.markdown import Heading, plain, section
from casebook.content.teaching import questions
from casebook.content.vocabulary import LANGS, Lang
from casebook.sessions import agendas, deck, handouts
from casebook.sessions.frames import BODY_HEIGHT, CELLS, TEXTS, Line, Slide, lines, spread, told
from casebook.sessions.measure import ems, rows, sentences, share

from tests.decks import ALL, CASES, ROOT, SESSIONS, body, made, page, read, secrets


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_minutes_add_up_to_the_agenda(name: str, lang: Lang) -> None:
    found = made(name, lang)
    assert sum(slide.minutes for slide in found.slides) == found.minutes == found.agenda[-1].last
    for number, part in enumerate(found.agenda, 1):
        own = [slide for slide in found.slides if slide.part == number]
        assert sum(slide.minutes for slide in own) == own[0].minutes == part.last - part.first
    meta = page(name).meta
    assert found.minutes == (meta.minutes if found.kind == "session" else max(meta.minutes.session))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("minutes", [15, 30, 60])
def test_a_case_has_a_deck_for_each_of_its_run_sheets(name: str, minutes: int) -> None:
    for lang in ("zh", "en"):
        found = made(name, lang, minutes)
        assert found.minutes == sum(slide.minutes for slide in found.slides) == minutes
        assert [slide.kind for slide in found.slides][:3] == ["title", "aims", "agenda"]
        assert found.slides[-1].kind == "closing"
        assert all(slide.fits for slide in found.slides)


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_every_slide_fits_and_has_notes(name: str, lang: Lang) -> None:
    for slide in made(name, lang).slides:
        assert slide.fits, f"{slide.title}: {slide.height(slide.size)} of {BODY_HEIGHT} points"
        assert slide.size >= (CELLS if slide.grid else TEXTS)[-1]
        assert slide.notes
        assert slide.lines or slide.grid


def test_no_page_lists_titles_of_slides_which_the_deck_makes_itself() -> None:
    """The list was written by hand and told of slides that nobody saw."""
    texts = {page.path: page.body for page in read().pages if page.kind == "case"}
    texts["template"] = (ROOT / "docs/_data/templates/case.md").read_text("utf-8")
    assert [path for path, text in texts.items() if "幻灯标题" in text or "Slide titles" in text] == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CASES)
def test_the_cover_of_a_case_leaves_out_its_summary_which_tells_the_end(name: str, lang: Lang) -> None:
    cover, *_ = made(name, lang).slides
    assert len(cover.lines) == 1
    assert str(made(name, lang).minutes) in cover.lines[0].text
    assert read().summary(page(name), lang) not in body(cover)


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_every_talk_about_a_case_can_tell_how_it_ended(name: str, lang: Lang) -> None:
    """In its time where the agenda has it, else in reserve; the facts that a session withholds end nowhere."""
    own = page(name)
    cases = agendas.cases(read(), own) if own.kind == "session" else (own,)
    withheld = "facts" in getattr(own.meta, "withhold", ())
    guide = plain(str(next(paper for paper in handouts.of(read(), own, lang) if paper.name == "guide").pieces))
    for minutes in (0, 15, 30) if own.kind == "case" else (0,):
        slides = made(name, lang, minutes).slides
        assert sum(slide.minutes for slide in slides) == made(name, lang, minutes).minutes
        text = [line.text for slide in slides for line in slide.lines]
        for case in cases:
            ending = [line.text for line in lines(blocks(section(read().in_lang(case, lang).body, "outcome")))]
            assert [text.count(line) for line in ending] == [0 if withheld else 1] * len(ending)
            assert ending
            assert all(line in guide for line in ending)


@pytest.mark.parametrize("name", SESSIONS)
def test_a_ready_session_tells_how_its_cases_ended_in_time_of_their_own(name: str) -> None:
    """After the case was discussed and before its quiz; a session that withholds the facts tells nothing of it."""
    own = page(name)
    told_at = {case.base: at for at, case in enumerate(agendas.endings(read(), own, "zh")) if case}
    assert list(agendas.endings(read(), own, "en")) == list(agendas.endings(read(), own, "zh"))
    if "facts" in own.meta.withhold:
        assert not told_at
        return
    cases = [case.base for case in agendas.cases(read(), own)]
    assert list(told_at) == cases
    facts = [item.page for item in own.meta.agenda]
    asked_at = [at for at, asked in enumerate(agendas.asked(read(), own, "zh")) if asked]
    for case, at in told_at.items():
        assert 1 <= own.meta.agenda[at].minutes <= 2
        assert at - facts.index(case) >= 2, "something is done with the case in between"
        assert all(at < quiz for quiz in asked_at)
    for lang in LANGS:
        slides = made(name, lang).slides
        for case, at in told_at.items():
            ending = {
                line.text for line in lines(blocks(section(read().in_lang(read().by_path[case], lang).body, "outcome")))
            }
            assert {slide.part for slide in slides for line in slide.lines if line.text in ending} == {at + 1}


def test_a_run_sheet_with_a_row_for_the_outcome_tells_it_there_and_once() -> None:
    own = page("2022-04-tender-phone-call")
    row = "| 43—53 | 点评 |"
    assert own.body.count(row) == 1
    body = own.body.replace(row, "| 43—45 | 处理结果 | 念一遍 |\n| 45—53 | 点评 |")
    changed = replace(own, front=replace(own.front, body=body))
    corpus = replace(read(), pages=tuple(changed if found is own else found for found in read().pages))
    found = deck.of(corpus, changed, "zh", 60)
    assert [slide.part for slide in found.slides if slide.title == "处理结果"] == [5]
    assert [slide.part for slide in found.slides if slide.title == "纪法链接"] == [6, 6]
    assert found.minutes == 60


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_the_room_sees_no_answer_and_no_note(name: str, lang: Lang) -> None:
    found = made(name, lang)
    seen = "\n".join(body(slide) for slide in found.slides)
    hidden = secrets(name, lang)
    assert len(hidden) > 10
    assert [text for text in hidden if text in seen] == []
    for slide in found.slides:
        if slide.kind == "quiz" and slide.notes[-1].startswith(("定题条款", "Settled by")):
            assert "答案" not in body(slide)
            assert "Answer:" not in body(slide)


def test_answers_feedback_and_provisions_are_in_the_notes() -> None:
    for lang in ("zh", "en"):
        case = read().in_lang(page(CASES[0]), lang)
        found = [slide for slide in made(CASES[0], lang).slides if slide.kind == "quiz"]
        asked = list(questions(case.body))
        assert len(found) == len(asked) >= 3
        for slide, question in zip(found, asked, strict=True):
            notes = "\n".join(slide.notes)
            assert all(option.feedback in notes and option.text in body(slide) for option in question.options)
            assert question.settled in notes
            assert question.answers


def test_a_rule_slide_names_edition_and_article_as_the_page_does() -> None:
    found = "\n".join(body(slide) for slide in made("new-secretary-90", "zh").slides if slide.kind == "rule")
    rule = read().by_path["rules/discipline-cadres.md"]
    named = [
        heading.text for heading in rule.headings if heading.level == 3 and heading.id and heading.id[-1].isdigit()
    ]
    assert named
    assert all(text in found for text in named)


def test_the_trainer_reads_what_the_session_says_for_that_minute() -> None:
    found = made("branch-study-30", "zh")
    first = next(slide for slide in found.slides if slide.part == 3)
    assert first.notes[0] == "第3项　7—15分钟"
    assert any("分的是句子，不是人" in note for note in first.notes)


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_every_slide_of_a_part_has_what_is_said_in_it(name: str, lang: Lang) -> None:
    found = made(name, lang)
    for number in range(1, len(found.agenda) + 1):
        own = [slide for slide in found.slides if slide.part == number]
        assert all(len(slide.notes) > 1 for slide in own), own[0].title
        assert all(slide.notes[0] == own[0].notes[0] for slide in own)


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_what_is_done_stands_on_the_slide_of_an_activity(name: str, lang: Lang) -> None:
    bare = [
        slide.title
        for slide in made(name, lang).slides
        if slide.kind == "item" and re.fullmatch(r"\d+(分钟| minutes)", slide.lines[0].text)
    ]
    assert bare in ([], ["休息"])


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_an_agenda_of_a_dozen_entries_stands_on_one_slide(name: str, lang: Lang) -> None:
    """A longer one, with a break, on two at most."""
    found = made(name, lang)
    assert len(found.agenda) <= 13
    assert sum(slide.kind == "agenda" for slide in found.slides) <= (1 if len(found.agenda) <= 12 else 2)


def test_short_english_articles_share_a_slide() -> None:
    text = "For conduct of this kind a sanction follows, from a warning up to expulsion, by how serious it is."
    articles = "\n\n".join(f"### Disciplinary Regulations (2023), Article {number}\n\n{text}" for number in range(6))
    assert len(spread(Slide("rule", "Articles", lines(blocks(articles))))) == 2


def test_an_english_deck_says_which_page_is_in_chinese() -> None:
    whole, session = read(), page("new-secretary-90")
    twins = {page.path for page in whole.pages if page.kind == "culture" and page.lang == "en"}
    corpus = replace(whole, pages=tuple(page for page in whole.pages if page.path not in twins))
    wanted: dict[Lang, int] = {"zh": 0, "en": 2}
    for lang, marks in wanted.items():
        slides = [slide for slide in deck.of(corpus, session, lang).slides if slide.kind == "culture"]
        assert sum(slide.title.endswith("(in Chinese)") for slide in slides) == marks
        assert sum(any("in Chinese only" in note for note in slide.notes) for slide in slides) == marks
        handout = next(paper for paper in handouts.of(corpus, session, lang) if paper.name == "handout")
        headings = [piece.text for piece in handout.pieces if isinstance(piece, Heading)]
        assert sum(text.endswith("(in Chinese)") for text in headings) == min(marks, 1)


def test_a_family_session_shows_neither_facts_nor_articles() -> None:
    found = made("family-45", "zh")
    case = read().by_path["cases/2022/2022-08-drive-after-banquet.md"]
    seen = "\n".join(body(slide) for slide in found.slides)
    facts = told(blocks(section(case.body, "facts")))
    assert len(facts) > 4
    assert not any(text in seen for text in facts)
    assert "第三十一条" not in seen
    assert case.meta.title in seen


def test_an_item_without_a_page_is_shown_by_name_and_length() -> None:
    found = made("new-secretary-90", "zh")
    rest = next(slide for slide in found.slides if slide.title == "休息")
    assert rest.minutes == 5
    assert any("5分钟" in line.text for line in rest.lines)


def test_a_page_that_is_gone_or_has_no_teaching_data_leaves_the_rest_whole() -> None:
    whole, gone = read(), "rules/false-accusation.md"
    bare = replace(whole.by_path["culture/zhou-dunyi.md"], kind="other")
    pages = [bare if item.path == bare.path else item for item in whole.pages if item.base != gone]
    found = deck.of(replace(whole, pages=tuple(pages)), page("branch-study-30"), "zh")
    assert found.minutes == 30 == sum(slide.minutes for slide in found.slides)
    lost = next(slide for slide in found.slides if slide.part == 5)
    assert (lost.title, lost.minutes) == ("这一页已不在库中", 5)
    assert any(f"没有这一页：{gone}" in note for note in lost.notes), "the trainer is told which"
    assert not any(gone in body(slide) for slide in found.slides)
    entry = next(slide for slide in found.slides if slide.part == 6)
    assert (entry.title, entry.minutes) == (bare.meta.title, 5)


def test_the_small_site_has_a_deck(small: Path) -> None:
    read_small, _ = reader.read(small)
    for kind in ("session", "case"):
        for own in read_small.of(kind):
            found = deck.of(read_small, own, "en")
            assert all(slide.notes for slide in found.slides)
            assert found.minutes == sum(slide.minutes for slide in found.slides)


def test_long_text_is_shared_out_and_nothing_is_lost() -> None:
    text = "这一句话有十五个字左右吧。" * 200
    found = spread(Slide("case", "案情", (Line(text, "一　"), Line("尾"))))
    assert len(found) > 3
    assert all(slide.fits for slide in found)
    assert "".join(line.text for slide in found for line in slide.lines) == text + "尾"
    assert [slide.title for slide in found][:2] == [f"案情（1/{len(found)}）", f"案情（2/{len(found)}）"]


def test_pages_are_about_equally_full() -> None:
    assert [len(page) for page in share(list(range(12)), lambda _: 10.0, 100.0)] == [6, 6]
    assert share([], lambda _: 1.0, 10.0) == []


def test_widths() -> None:
    assert ems("一二三") == 3
    assert 1.2 < ems("abc") < 2
    assert rows("一" * 30, 10) == 3
    assert rows("", 10) == 1
    assert rows("x" * 100, 10) >= 5
    assert "".join(sentences("一。二；“三。”四")) == "一。二；“三。”四"
    assert len(SESSIONS) >= 8


@pytest.mark.parametrize("name", [*SESSIONS, *CASES])
def test_english_slides_have_english_brackets_and_dashes(name: str) -> None:
    for slide in made(name, "en").slides:
        assert not set(slide.title) & set("（）"), slide.title
        if slide.kind == "agenda" and slide.grid:
            assert all(re.fullmatch(r"\d+–\d+", row[0]) for row in slide.grid.rows[1:])
