"""Pages as composed: tags, notices, summary, related; tooltips; menus; labels."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
import yaml
from casebook.base.problems import BadDataError
from casebook.checks.rules import problems_of
from casebook.content.corpus import Corpus
from casebook.content.reader import read
from casebook.content.vocabulary import Lang
from casebook.pages import navigation
from casebook.pages.compose import Composer
from casebook.pages.months import Months
from casebook.pages.tooltips import Tooltips
from casebook.pages.views import Views

from tests.conftest import ROOT

CASE = "cases/2022/2022-05-two-letters.md"


def shown(corpus: Corpus, path: str, lang: Lang = "zh") -> str:
    """A page with what stands around its body."""
    composed = Composer(corpus).compose(corpus.by_path[path], lang)
    return f"{composed.before}\n{composed.body}\n{composed.after}"


def test_a_case_shows_what_the_site_knows_about_it(small: Path) -> None:
    corpus, _ = read(small)
    text = shown(corpus, CASE)
    for wanted in (
        '../../archive/issue/improper-dining.html">违规吃喝</a>',
        "示范内容，尚未审核",
        '<p class="cb-brief">经办人用一份函报销两餐，受党内警告处分。</p>',
        "合成教学案例：人物、单位、情节均为教学虚构",
        "未开始（示范内容，由使用单位组织）",
        '../../rules/reception.html">公务接待怎么接</a>',
        '../../culture/lu-zhi-whip-boots.html">陆贽论鞭靴</a>',
        '../../priorities/p08-four-winds.html">深入纠治“四风”问题</a>',
        '../../training/sessions/branch-15.html">支部学习15分钟</a>',
    ):
        assert wanted in text
    assert text.index('id="brief"') < text.index("{#facts}") < text.index('id="review"') < text.index('id="related"')


def test_a_rule_page_lists_the_cases_that_cite_it_by_article(small: Path) -> None:
    corpus, _ = read(small)
    text = shown(corpus, "rules/reception.md")
    assert '《纪律处分条例》第一百一十六条: <a href="../cases/2022/2022-05-two-letters.html">一张餐票两次报</a>' in text


def test_a_session_shows_its_length_audience_and_pages(small: Path) -> None:
    corpus, _ = read(small)
    path = "training/sessions/branch-15.md"
    text = shown(corpus, path)
    assert "<li>全程15分钟</li>\n<li>对象：全体党员</li>" in text
    assert '用到的页面：<a href="../../cases/2022/2022-05-two-letters.html">一张餐票两次报</a>' in text
    assert "<li>For: All Party members</li>" in shown(corpus, path, "en")


def supersede(small: Path) -> str:
    """Puts a superseded page beside the page on reception, which took its place; gives its path."""
    text = (small / "docs" / "rules" / "reception.md").read_text("utf-8")
    text = re.sub(
        r"  - \{rule: jilv-chufen-tiaoli-2023.*\n", "", text.replace("公务接待怎么接", "公务接待怎么接（旧）")
    )
    text = text.replace("currency: current", "currency: superseded\nsuperseded_by: reception")
    (small / "docs" / "rules" / "reception-2018.md").write_text(text, "utf-8")
    return "rules/reception-2018.md"


def test_a_superseded_page_leads_to_the_one_in_its_place_and_stays_where_it_was(small: Path) -> None:
    path = supersede(small)
    corpus, problems = read(small)
    assert [*problems, *problems_of(corpus, small)] == []
    for lang, name in (("zh", "现行规定请看"), ("en", "For what is in force now, see ")):
        text = shown(corpus, path, "zh" if lang == "zh" else "en")
        assert f'{name}<a href="{"../" * (1 + (lang == "en"))}{"en/" * (lang == "en")}rules/reception.html">' in text
        assert name not in shown(corpus, "rules/reception.md", "zh" if lang == "zh" else "en")
    assert f'{path.removesuffix(".md")[6:]}.html">公务接待怎么接（旧）</a>' in shown(corpus, CASE)


def test_a_rule_page_says_when_its_editions_were_in_force_and_when_it_is_checked(small: Path) -> None:
    corpus, _ = read(small)
    text = shown(corpus, "rules/reception.md")
    for wanted in (
        "核对：2026-01-01；下次核对：2027-01-01",
        "《纪律处分条例》2023年版 2024-01-01 起施行，现行",
        "《纪律处分条例》2018年版 2018-10-01 起施行，至 2023-12-31 止，已被取代",
    ):
        assert f"<li>{wanted}</li>" in text
    assert "<li>Disciplinary Regulations (2018) in force from 2018-10-01 until 2023-12-31, superseded</li>" in shown(
        corpus, "rules/reception.md", "en"
    )


def test_an_untranslated_page_says_so_and_marks_its_language(small: Path) -> None:
    corpus, _ = read(small)
    text = shown(corpus, CASE, "en")
    assert "This page has not been translated" in text
    assert '<div lang="zh-Hans">' in text


def test_twelve_months_with_the_missing_ones_marked(small: Path) -> None:
    corpus, _ = read(small)
    strip = Months(corpus).strip("2022", "zh", at=CASE)
    assert strip.count("未刊出") == 11
    assert "<strong>5月</strong>" in strip


def test_only_the_first_use_of_a_term_is_marked_and_no_heading_or_link(real: Corpus) -> None:
    written = "## 四风\n\n[四风](x)是四风，四风。"
    html = "<h2>四风</h2><p><a href='x'>四风</a>是四风，四风。</p>"
    marked = Tooltips(real.vocabulary).mark(html, "zh", "rules/a.html", written)
    assert marked.count("cb-term") == 1
    assert marked.index("cb-term") > marked.index("</a>是")
    assert 'href="../glossary.html#four-winds"' in marked


def test_a_meaning_with_markup_is_refused(small: Path) -> None:
    data = small / "docs" / "_data" / "glossary.yml"
    raw = yaml.safe_load(data.read_text("utf-8"))
    raw["terms"] = [{"id": "x", "zh": "怪词", "en": "odd", "definition": {"zh": '"><script>', "en": "x"}}]
    data.write_text(yaml.safe_dump(raw, allow_unicode=True), "utf-8")
    with pytest.raises(BadDataError, match="英文双引号"):
        read(small)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('"topic:gifts": 收礼', "topic:gifts 后面应为列表"),
        ('"topic:gifts": [收礼, no]', "False 不是文字，请放进英文双引号"),
        ('"topic:gifts": [收礼]\n"topic:gifts": [红包]', "topic:gifts 写了两遍，请并成一处"),
    ],
)
def test_a_bad_line_of_the_everyday_words_is_named(small: Path, line: str, said: str) -> None:
    data = small / "docs" / "_data" / "synonyms.yml"
    data.write_text(f"# 词\n{line}\n", "utf-8")
    with pytest.raises(BadDataError, match=rf"synonyms.yml:{2 + line.count(chr(10))}: .*{said}"):
        read(small)


def test_local_terms_are_not_explained(real: Corpus) -> None:
    local = [entry for entry in real.vocabulary.glossary if entry.local]
    assert local
    assert all(entry.definition.zh in ("", "None") or not entry.definition.zh for entry in local)
    text = shown(real, "glossary.md")
    assert text.count("含义以本地文件为准（由使用单位填写）") >= len(local)


def test_menus_list_the_pages_that_exist(real: Corpus) -> None:
    nav = navigation.expand([{"条规": ["rules/index.md"]}, {"首页": "index.md"}], real)
    assert nav[0]["条规"][0] == "rules/index.md"
    assert len(nav[0]["条规"]) == 1 + len(real.of("rule"))
    assert nav[1] == {"首页": "index.md"}


def test_home_shows_the_newest_case_and_all_fifteen_priorities(real: Corpus) -> None:
    home = Views(real).page(real.by_path["index.md"], "zh").home
    assert home is not None
    assert home["case"]["month"] == max(case.meta.month for case in real.cases)
    assert [item["number"] for part in home["parts"] for item in part["pages"]] == list(range(1, 16))


def test_every_label_is_given_in_both_languages_with_the_same_blanks() -> None:
    labels = yaml.safe_load((ROOT / "docs" / "_data" / "labels.yml").read_text("utf-8"))
    for key, text in labels.items():
        assert set(text) == {"zh", "en"}, key
        blanks = [{name for _, name, _, _ in Formatter().parse(text[lang]) if name} for lang in ("zh", "en")]
        assert blanks[0] == blanks[1] or key in ("month_short", "month_title", "month_summary"), key
        assert text["zh"].strip(), key
        assert text["en"].strip(), key


def test_synonyms_are_text_and_belong_to_something(real: Corpus) -> None:
    words = real.vocabulary
    pages = {page.id for page in real.pages}
    for key, synonyms in words.synonyms.items():
        kind, _, name = key.partition(":")
        assert all(isinstance(word, str) for word in synonyms), key
        assert kind in ("filler", "elsewhere", "page") or name in words.facets[kind].terms, key
        assert kind != "page" or name in pages, key
