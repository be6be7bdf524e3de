"""Reading Markdown block by block, and the teaching data in it."""

from __future__ import annotations

from casebook.content import teaching
from casebook.content.blocks import Fold, Items, Paragraph, Quote, Table, blocks
from casebook.content.corpus import Corpus
from casebook.content.markdown import Heading, cells, plain, section, section_at, spans

PAGE = """## 甲 {#a}

一段话，
接着说，见[案例](../x.md#facts)。

- 头一项
  续行
- 第二项**要紧**

1. 一
2. 二

> 引文

| 时间 | 做什么 |
|---|---|
| 0—5 | 讲 \\| 听 |
| 5—9 |

### 甲一 {#a1}

??? success "看答案"
    **答案：B**

    - A 错。

## 乙 {#b}

乙的话
"""


def test_every_kind_of_block_is_read() -> None:
    found = blocks(section(PAGE, "a"))
    assert [type(block) for block in found] == [Paragraph, Items, Items, Quote, Table, Heading, Fold]
    paragraph, marked, numbered, quote, table, heading, fold = found
    assert paragraph == Paragraph("一段话，接着说，见[案例](../x.md#facts)。")
    assert marked == Items(False, ("头一项续行", "第二项**要紧**"))
    assert numbered == Items(True, ("一", "二"))
    assert quote == Quote("引文")
    assert table == Table(("时间", "做什么"), (("0—5", "讲 \\| 听"), ("5—9", "")))
    assert isinstance(heading, Heading)
    assert (heading.level, heading.text, heading.id) == (3, "甲一", "a1")
    assert fold == Fold("看答案", True, (Paragraph("**答案：B**"), Items(False, ("A 错。",))))


def test_a_section_of_any_level_ends_where_the_next_of_its_level_begins() -> None:
    assert "乙的话" not in section_at(PAGE, "a")
    assert "答案" in section_at(PAGE, "a")
    assert section_at(PAGE, "a1").startswith("\n??? success")
    assert section_at(PAGE, "none") == ""


def test_fenced_code_and_a_broken_table_do_no_harm() -> None:
    assert blocks("```\n# x\n| a |\n```\n\n后") == (Paragraph("后"),)
    assert blocks("| 甲 | 乙 |\n| :-- | --\n| | |\n| 丙 | 丁 |") == (Table(("甲", "乙"), (("", ""), ("丙", "丁"))),)
    assert blocks("|---|\n\n完") == (Table((), ()), Paragraph("完"))
    assert blocks("") == ()


def test_inline_marks_go_and_words_stay() -> None:
    assert plain("见[党费](a.md)，**先问**`x`\\*") == "见党费，先问x*"
    assert spans("**先问**，再[查](a.md)") == (("先问", True), ("，再查", False))
    assert spans("ten *jin* of **gold, *Hou Hanshu***, 2 \\* 3") == (
        ("ten jin of ", False),
        ("gold, Hou Hanshu", True),
        (", 2 * 3", False),
    )
    assert cells("| a | b\\|c |") == ("a", "b\\|c")


def test_every_question_of_every_case_is_read_whole(real: Corpus) -> None:
    pages = [page for page in real.pages if real.by_path[page.base].kind == "case"]
    for page in pages:
        found = list(teaching.questions(page.body))
        assert 3 <= len(found) <= 5
        for question in found:
            letters = [option.letter for option in question.options]
            assert question.stem
            assert question.settled
            assert set(question.answers) <= set(letters)
            assert all(option.text and option.feedback for option in question.options)
            assert "答案" not in question.stem
            assert "Answer" not in question.stem
    assert len(pages) >= 24


def test_both_ways_to_name_the_provision_are_read() -> None:
    body = "### Question 1 {#q1}\n\nWhich?\n\n- A. x\n- B. y\n\n    **Answer: A**\n\n    **WORDS**: Law, Article 1.\n"
    for words in ("Settled by", "Provision that settles it"):
        assert teaching.questions(body.replace("WORDS", words))[0].settled == "Law, Article 1."


def test_what_is_said_is_found_by_its_minute(real: Corpus) -> None:
    for page in real.pages:
        if real.by_path[page.base].kind == "session":
            found, rest = teaching.spoken(page.body)
            firsts = {step.first for step in teaching.steps(section(page.body, "agenda"))}
            assert set(found) <= firsts
            assert len(found) >= len(firsts) - 1
            assert rest, "bringing the room back"


def test_questions_named_in_a_sentence() -> None:
    assert teaching.numbers("做第1题、第3题，写一件事") == {1, 3}
    assert teaching.numbers("讨论题3：每人写一句") == {3}
    assert teaching.numbers("Questions 1 and 3, then one thing") == {1, 3}
    assert teaching.numbers("四题，自批；第2步后停") == frozenset()
