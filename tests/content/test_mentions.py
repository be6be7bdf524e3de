"""Articles in a text: which rule and edition each is said to belong to."""

from __future__ import annotations

import pytest
from casebook.content.corpus import Corpus
from casebook.content.mentions import mentions
from casebook.content.vocabulary import Lang

CASES: list[tuple[Lang, str, list[tuple[str, str, str | None]]]] = [
    ("zh", "依第一百零六条和第133条之一处理", [("106", "", None), ("133之一", "", None)]),
    ("zh", "《政务处分法》第三十九条", [("39", "zhengwu-chufenfa", None)]),
    ("zh", "《纪律处分条例》（2018）第八十八条", [("88", "jilv-chufen-tiaoli", "2018")]),
    ("zh", "中华人民共和国刑法（2023修正）第三百八十五条", [("385", "xingfa", "2023")]),
    ("zh", "监察法实施条例第五十条", [("50", "jianchafa-shishi-tiaoli", None)]),
    ("zh", "《监察法》（2018）第一条第二款、第三条；第四条", [("1", "jianchafa", "2018"), ("3", "jianchafa", "2018"), ("4", "", None)]),
    ("zh", "2018年版第八十八条", [("88", "", None)]),
    ("en", "Disciplinary Regulations (2018), Article 88, paragraph 1", [("88", "jilv-chufen-tiaoli", "2018")]),
    ("en", "Supervision Law, Article 11 and Article 25", [("11", "jianchafa", None), ("25", "jianchafa", None)]),
    ("en", "Article 65 of the Supervision Law, Article 52, paragraph 1 of the Supervisors Law", [("65", "jianchafa", None), ("52", "jianchaguan-fa", None)]),
    ("en", "Article 133-1 of the Criminal Law", [("133之一", "xingfa", None)]),
    ("en", "the 2018 edition, Article 88", [("88", "", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "wanted"), CASES, ids=[text for _, text, _ in CASES])
def test_an_article_belongs_to_the_rule_beside_it(
    lang: Lang, text: str, wanted: list[tuple[str, str, str | None]], real: Corpus
) -> None:
    found = list(mentions(text, lang, real.rule_names[lang]))
    assert [(m.article, m.edition) for m in found] == [(article, edition) for article, _, edition in wanted]
    for mention, (_, family, _) in zip(found, wanted, strict=True):
        assert family in mention.families if family else not mention.families
    assert all(text.startswith(("第", "Article"), m.start) for m in found)
