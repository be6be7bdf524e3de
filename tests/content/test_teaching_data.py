"""What each case gives to a session: all of it there, in both languages, and aims that somebody can see reached."""

from __future__ import annotations

import re

import pytest
from casebook.content.blocks import Items, blocks
from casebook.content.corpus import Corpus, Page
from casebook.content.markdown import headings, section, section_at
from casebook.content.teaching import asked, questions, run_sheets
from casebook.content.vocabulary import LANGS, Lang

SEEN = {
    "zh": "识别|判断|拒绝|说出|核对|报告|登记|指出|填写|练习",
    "en": "Recognize|Judge|Refuse|State|Check|Compare|Report|Register|Point out|Fill in",
}
"""Verbs for what can be seen in a session or within a week."""
GUIDE = {
    "zh": ("可能的回答", "走偏", "拉回", "追问", "定论条款"),
    "en": ("answer", "stray", "bring it back", "ollow-up", "ettle"),
}


def pages(corpus: Corpus, lang: Lang) -> list[Page]:
    return [corpus.in_lang(case, lang) for case in corpus.cases]


@pytest.mark.parametrize("lang", LANGS)
def test_two_to_four_aims_that_can_be_seen(real: Corpus, lang: Lang) -> None:
    for page in pages(real, lang):
        assert 2 <= len(page.meta.objectives) <= 4, page.path
        assert all(re.match(SEEN[lang], aim) for aim in page.meta.objectives), (page.path, page.meta.objectives)


@pytest.mark.parametrize("lang", LANGS)
def test_a_run_sheet_for_each_length(real: Corpus, lang: Lang) -> None:
    for page in pages(real, lang):
        assert sorted(run_sheets(page.body)) == list(real.by_path[page.base].meta.minutes.session) == [15, 30, 60], (
            page.path
        )


@pytest.mark.parametrize("lang", LANGS)
def test_each_discussion_question_has_its_entry_in_the_guide(real: Corpus, lang: Lang) -> None:
    for page in pages(real, lang):
        guide = section_at(page.body, "trainer-guide")
        starts = [heading.line for heading in headings(guide)]
        lines = guide.split("\n")
        entries = ["\n".join(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
        assert len(entries) == len(asked(section(page.body, "discussion"))), page.path
        for entry in entries:
            wanting = [word for word in GUIDE[lang] if word not in entry.replace("astray", "stray")]
            assert wanting == [], (page.path, entry)


@pytest.mark.parametrize("lang", LANGS)
def test_cautions_and_ways_for_four_audiences(real: Corpus, lang: Lang) -> None:
    for page in pages(real, lang):
        for name, least in (("trainer-cautions", 5), ("trainer-variants", 4)):
            items = [
                item
                for block in blocks(section_at(page.body, name))
                if isinstance(block, Items)
                for item in block.items
            ]
            assert len(items) >= least, (page.path, name)


@pytest.mark.parametrize("lang", LANGS)
def test_the_quiz_is_settled_by_articles_that_the_case_rests_on(real: Corpus, lang: Lang) -> None:
    for page in pages(real, lang):
        found = list(questions(page.body))
        assert 3 <= len(found) <= 5, page.path
        for question in found:
            assert all(option.feedback for option in question.options), (page.path, question.id)
            assert len(question.options) >= 3
            assert re.search(
                "第[零一二三四五六七八九十百]+条" if lang == "zh" else r"[Aa]rticles? \d", question.settled
            ), page.path
