"""Quiz data: what is asked and, apart from it, the answers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from casebook.base.memo import Memo
from casebook.content.corpus import Corpus
from casebook.content.reader import read
from casebook.content.teaching import questions
from casebook.content.vocabulary import LANGS, Lang
from casebook.sessions import quizzes


def data(corpus: Corpus, lang: Lang) -> dict[str, Any]:
    """Name of each file → the value that it hands to the page."""
    found = {}
    for path, content in quizzes.files(corpus, lang, Memo.none()):
        called = re.fullmatch(r'casebook\.receive\("(.*?)",(.*)\)\n', content.decode(), re.DOTALL)
        assert called
        assert f"{called[1]}.js" == f"kits/{lang}/{path}"
        found[path.removeprefix("quiz/").removesuffix(".js")] = json.loads(called[2])
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_every_question_is_asked_and_answered_apart(real: Corpus, lang: Lang) -> None:
    found = data(real, lang)
    heads = found["heads"]["cases"]
    assert [head["month"] for head in heads] == sorted((head["month"] for head in heads), reverse=True)
    for head in heads:
        asked, answered = found[f"asked/{head['month']}"][head["path"]], found[head["path"]]
        assert [question["id"] for question in asked] == head["questions"] == list(answered)
        for question in asked:
            answer = answered[question["id"]]
            assert [letter for letter, _ in question["options"]] == list(answer["feedback"])
            assert all(answer["feedback"].values())
            assert set(answer["answers"]) <= set(answer["feedback"])
            assert question["many"] == (len(answer["answers"]) > 1)
            assert answer["settled"]


def test_what_is_asked_holds_no_answer(real: Corpus) -> None:
    found = data(real, "zh")
    asked = "".join(json.dumps(value, ensure_ascii=False) for name, value in found.items() if name.startswith("asked/"))
    for case in real.cases:
        for question in questions(case.body):
            assert question.settled not in asked
            assert all(option.feedback not in asked for option in question.options)


def test_the_heading_says_how_many_may_be_chosen(real: Corpus) -> None:
    for page in real.pages:
        for question in questions(page.body):
            assert question.many == bool(re.search("多选|more than one|several", question.title)), (
                page.path,
                question.title,
            )


def test_tags_to_choose_by_are_those_in_use(real: Corpus) -> None:
    heads = data(real, "en")["heads"]
    for facet in quizzes.FACETS:
        used = {slug for head in heads["cases"] for slug in head[facet]}
        assert {slug for slug, _ in heads["names"][facet]} == used
    assert [name.split(".")[0] for _, name in heads["names"]["priority"]] == [
        str(number) for number in sorted(int(name.split(".")[0]) for _, name in heads["names"]["priority"])
    ]


def test_without_a_translation_the_chinese_questions_are_asked(small: Path) -> None:
    (small / "docs" / "cases" / "2022" / "2022-05-two-letters.en.md").unlink(missing_ok=True)
    corpus, _ = read(small)
    zh, en = data(corpus, "zh"), data(corpus, "en")
    assert zh["asked/2022-05"] == en["asked/2022-05"]
    assert en["heads"]["cases"][0]["url"].startswith("en/")
