"""Numerals, search terms and Markdown: small functions on plain text."""

from __future__ import annotations

import pytest
from casebook.base import characters, numerals
from casebook.content import markdown
from casebook.pages import hypertext
from casebook.search import terms


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (17, "十七"),
        (28, "二十八"),
        (97, "九十七"),
        (100, "一百"),
        (106, "一百零六"),
        (110, "一百一十"),
        (133, "一百三十三"),
        (452, "四百五十二"),
    ],
)
def test_numerals_both_ways(number: int, words: str) -> None:
    assert numerals.to_int(words) == number
    assert numerals.to_chinese(number) == words


def test_articles_as_data_words_and_address() -> None:
    assert numerals.article_zh("133之一") == "第一百三十三条之一"
    assert numerals.article_en("133之一") == "Article 133-1"
    assert [a for _, a in numerals.articles_in("依第一百零六条第一款和第133条之一处理")] == ["106", "133之一"]


def test_terms_of_han_are_overlapping_pairs() -> None:
    assert list(terms.terms("工程项目")) == ["工程", "程项", "项目"]


def test_terms_fold_width_case_and_traditional() -> None:
    assert terms.fold("賭博 ＣＣＤＩ") == "赌博 ccdi"


@pytest.mark.parametrize("written", ["第九十七条", "第97条", "97条", "article 97", "art. 97"])
def test_an_article_is_one_term_however_written(written: str) -> None:
    assert set(terms.terms(terms.fold(written))) == {"§97", "97"}


def test_pinyin_in_one_piece_as_initials_and_by_syllable() -> None:
    assert list(terms.pinyin("酒驾")) == ["jiujia", "jj", "jiu", "jia"]


def test_a_character_is_read_as_where_it_stands() -> None:
    assert list(terms.readings("银行、步行")) == [("银", "yin"), ("行", "hang"), ("步", "bu"), ("行", "xing")]


def test_a_word_within_a_longer_name_is_found_by_its_pinyin() -> None:
    assert "gongcheng" in list(terms.pinyin("工程建设"))


def test_homophones_hold_the_characters_of_a_slip() -> None:
    assert {"忽", "乎"} <= set(terms.homophones()["hu"])


def test_headings_skip_fenced_code() -> None:
    body = "## 甲 {#a}\n\n```\n## 不是\n```\n\n### 乙\n"
    assert [(h.level, h.text, h.id) for h in markdown.headings(body)] == [(2, "甲", "a"), (3, "乙", None)]


def test_section_ends_at_the_next_heading_of_its_level() -> None:
    body = "## 甲 {#a}\n\n一\n\n### 丙\n\n二\n\n## 乙 {#b}\n\n三\n"
    assert markdown.section(body, "a").split() == ["一", "###", "丙", "二"]
    assert markdown.section(body, "none") == ""


def test_links_are_relative_and_escaped() -> None:
    link = hypertext.link("一<二>", "rules/a.html#x", at="cases/2022/b.html")
    assert link == '<a href="../../rules/a.html#x">一&lt;二&gt;</a>'


def test_an_outline_holds_the_headings_with_their_plain_text() -> None:
    html = hypertext.heading(2, "甲 <em>乙</em>", "a") + "<h4 id='x'>no</h4>" + hypertext.heading(3, "丙", "b")
    (entry,) = hypertext.outline(html + '<h2 id="c" class="y">丁</h2>')[:1]
    assert (entry.id, entry.text, [child.id for child in entry.children]) == ("a", "甲 乙", ["b"])
    assert hypertext.ids(html) == {"a", "b"}


def test_one_look_for_rare_characters_misses_none_that_a_rule_names() -> None:
    named = (characters.UNSEEN, characters._COMBINING)
    found = [chr(code) for code in range(0x110000) if any(pattern.match(chr(code)) for pattern in named)]
    assert all(characters._RARE.match(character) for character in [*found, "锟斤拷"])
