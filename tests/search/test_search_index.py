"""The index: what goes in comes out, in small files of a stable form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from casebook.base.data_script import data_script
from casebook.content.corpus import Corpus
from casebook.search import rendered, search_index
from casebook.search.documents import Documents
from casebook.search.postings import decode, encode
from casebook.search.search_index import Document


def value(files: dict[str, bytes], name: str) -> object:
    """The value that a data file hands to the page."""
    text = files[name].decode()
    assert text.startswith(f'casebook.receive("{name.removesuffix(".js")}",')
    return json.loads(text.split(",", 1)[1].rstrip()[:-1])


def shard_words(files: dict[str, bytes]) -> dict[str, str]:
    words: dict[str, str] = {}
    for name in files:
        if "/t/" in name:
            found = value(files, name)
            assert isinstance(found, dict)
            words |= found
    return words


def documents() -> list[Document]:
    return [
        Document(
            "a.html",
            "工程项目",
            "case",
            "2022-04",
            {"title": "工程项目", "text": "officials and gifts"},
            ["issue:x"],
            card={"t": "工程项目"},
        ),
        Document("b.html", "礼品", "rule", fields={"title": "礼品", "text": "一位 official 收了项目"}),
    ]


def test_postings_survive_encoding() -> None:
    found = [(0, 1), (1, 63), (40, 5), (41, 9), (5000, 30)]
    assert list(decode(encode([n << 6 | level for n, level in found]))) == found


def test_title_weighs_more_than_text() -> None:
    words = shard_words(dict(search_index.build("zh", documents(), {})))
    levels = dict(decode(words["项目"]))
    assert levels[0] > levels[1] > 0


def test_levels_are_odd_where_a_reader_sees_the_term() -> None:
    texts = (
        {"text": "红包 gifts"},
        {"words": "红包", "pinyin": "红包", "text": "gift"},
        {"title": "礼品", "words": "红包 gifts"},
    )
    pages = [Document(f"{number}.html", "", "rule", fields=fields) for number, fields in enumerate(texts)]
    words = shard_words(dict(search_index.build("zh", pages, {})))
    assert [level % 2 for _, level in decode(words["红包"])] == [1, 0, 0]
    assert [level % 2 for _, level in decode(words["~gift"])] == [1, 1, 0]
    assert [level % 2 for _, level in decode(words["~hongbao"])] == [0]


def test_words_of_one_stem_share_a_list() -> None:
    words = shard_words(dict(search_index.build("zh", documents(), {})))
    assert words["officials"] == words["official"] == "=~offici"
    assert {number for number, _ in decode(words["~offici"])} == {0, 1}


def test_facets_and_kinds_are_lists_of_documents() -> None:
    facets = value(dict(search_index.build("zh", documents(), {})), "zh/f.js")
    assert isinstance(facets, dict)
    assert {key: [n for n, _ in decode(text)] for key, text in facets.items()} == {
        "issue:x": [0],
        "kind:case": [0],
        "kind:rule": [1],
    }


def test_an_entry_names_its_page_so_that_only_one_is_shown() -> None:
    parts = [
        Document(f"{page}#{name}", name, "rule", fields={"title": name}, part_of=page)
        for page, name in (("b.html", "第一条"), ("b.html", "第二条"), ("a.html", "第三条"))
    ]
    head = value(dict(search_index.build("zh", [*documents(), *parts], {})), "zh/boot.js")
    assert isinstance(head, dict)
    assert head["entries"] == [[1, 2, 2], [0, 4, 1]]


def test_sounds_are_whole_where_syllables_would_pass_for_words() -> None:
    fields = {"zh": {"pinyin": "津贴"}, "en": {"sound": "津贴"}}
    words = {
        lang: shard_words(dict(search_index.build(lang, [Document("a", "a", "rule", fields=f)], {})))
        for lang, f in fields.items()
    }
    assert {"jintie", "jt", "tie"} <= words["zh"].keys()
    assert "jintie" in words["en"]
    assert "tie" not in words["en"]


def test_a_script_cannot_break_out_of_its_value() -> None:
    text = data_script("zh/d/0", {"t": '</script>"\u2028'}).decode()
    assert "\u2028" not in text
    assert json.loads(text.split(",", 1)[1].rstrip()[:-1]) == {"t": '</script>"\u2028'}


def test_rendered_sections_leave_out_answers_and_furniture(tmp_path: Path) -> None:
    page = tmp_path / "p.html"
    page.write_text(
        """<html><body><nav>菜单</nav><article><h1>题</h1><div class="cb-tags"><ul><li>标签</li></ul></div>
        <div class="admonition note cb-notice"><p>未经审校</p></div><p>引言</p><div class="admonition note"><p>按语</p></div><h2 id="a">甲<a class="headerlink">¶</a></h2><p>一</p><details><summary>看答案</summary>B</details>
        <h3 id="b">乙</h3><p>二</p><p class="cb-answer">答案在别处</p></article></body></html>""",
        "utf-8",
    )
    title, found = rendered.sections(page)
    assert title == "题"
    assert [(s.id, s.heading, s.text) for s in found] == [("", "", "引言 按语"), ("a", "甲", "一"), ("b", "乙", "二")]


@pytest.fixture(scope="module")
def zh(real: Corpus, site: Path) -> list[Document]:
    return list(Documents(real, site).of("zh"))


def words_of(documents: list[Document], url: str) -> list[str]:
    return next(document.fields["words"].split() for document in documents if document.url == url)


def test_an_article_carries_its_edition(zh: list[Document]) -> None:
    words = words_of(zh, "rules/gifts.html")
    assert {"a2018x88", "aoldx88", "a2023x97", "anewx97", "a2023x385"} <= set(words)
    assert "a2023x88" not in words
    assert {"anewx97", "a2018x88", "aoldx88"} <= set(words_of(zh, "rules/gifts.html#jilv-chufen-tiaoli-2023-97"))


def test_everyday_words_for_an_issue_bring_cases_and_rules(zh: list[Document]) -> None:
    assert "红包" in words_of(zh, "rules/gifts.html")
    assert "红包" in words_of(zh, "cases/2022/2022-01-gift-cards.html")
    assert "红包" not in words_of(zh, "culture/hu-wei-father.html")


def test_what_a_page_sets_out_first_weighs_most(zh: list[Document]) -> None:
    boosts = [document.boost for document in zh if document.url.startswith("rules/gifts.html#")]
    assert boosts == sorted(boosts, reverse=True)
    assert len(set(boosts)) > 1


def test_questions_are_told_by_labels_and_synonyms(real: Corpus, site: Path) -> None:
    said = Documents(real, site).said("zh")
    assert {"红包", "购物卡"} <= set(said["issue:gifts-and-cash"])
    assert not [key for key in said if key.startswith(("filler:", "elsewhere:"))]
    assert all(len(word) > 1 for words in said.values() for word in words)


def test_files_and_tests_are_not_found_by_the_words_around_them(zh: list[Document]) -> None:
    texts = {document.url: document.fields.get("text", "") for document in zh}
    assert "export_session" not in texts["training/sessions/key-few-60.html"]
    assert "食堂里，机关纪委的熟人问" not in texts["training/monthly-test.html"]
    assert "先读当月的案例" in texts["training/monthly-test.html"]
