"""The quiz questions of all cases, as the browser and the exports need them: what is asked, and apart from it the answers.

Below ``training/kits/<lang>/quiz``: ``heads.js`` says which case has which questions, ``asked/<month>.js`` holds what is
asked in a month, and ``<path of the page>.js`` the answers, which a page loads only when somebody checks an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from casebook.base.data_script import data_script
from casebook.base.memo import Memo
from casebook.content.corpus import Corpus, Page
from casebook.content.teaching import Question, questions
from casebook.content.vocabulary import Lang
from casebook.pages import sides

_WORDS = "quiz_"
FACETS = ("issue", "priority")
"""By which a practice set is chosen."""


@dataclass(frozen=True)
class Quiz:
    """The questions of a case in one language."""

    path: str
    """Of the original, without its ending."""
    title: str
    month: str
    lang: Lang
    """Of the text, which is Chinese where there is no translation."""
    questions: tuple[Question, ...]


def quiz(corpus: Corpus, case: Page, lang: Lang) -> Quiz:
    """The quiz of a case (an original) in ``lang``."""
    shown = corpus.in_lang(case, lang)
    path = case.base.removesuffix(".md")
    return Quiz(path, shown.meta.title, case.meta.month, shown.lang, tuple(questions(shown.body)))


def files(corpus: Corpus, lang: Lang, memo: Memo) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file below ``training/kits/<lang>``."""
    found = [(case, _known(corpus, case, lang, memo)) for case in corpus.cases]
    labels = {key: text[lang] for key, text in corpus.vocabulary.labels.items() if key.startswith(_WORDS)}
    yield _file(lang, "labels", labels)
    yield _file(lang, "heads", _heads(corpus, found, lang))
    for month, group in groupby((quiz for _, quiz in found), lambda quiz: quiz.month):
        yield _file(
            lang, f"asked/{month}", {quiz.path: [_asked(question) for question in quiz.questions] for quiz in group}
        )
    for _, quiz in found:
        yield _file(lang, quiz.path, {question.id: _answered(question) for question in quiz.questions})


def _known(corpus: Corpus, case: Page, lang: Lang, memo: Memo) -> Quiz:
    made_from = (case, corpus.in_lang(case, lang))
    return memo.get(("quiz", case.path, lang), made_from, partial(quiz, corpus, case, lang))


def _file(lang: Lang, name: str, value: object) -> tuple[str, bytes]:
    return f"quiz/{name}.js", data_script(f"kits/{lang}/quiz/{name}", value)


def _heads(corpus: Corpus, found: list[tuple[Page, Quiz]], lang: Lang) -> dict[str, Any]:
    """The cases newest first, and the names of the tags by which they are chosen."""
    tags = {facet: {slug for case, _ in found for slug in getattr(case.meta, facet)} for facet in FACETS}
    names = {
        facet: [(slug, name) for slug, name in _names(corpus, facet, lang) if slug in tags[facet]] for facet in FACETS
    }
    return {"names": names, "cases": [_head(case, quiz, lang) for case, quiz in found]}


def _names(corpus: Corpus, facet: str, lang: Lang) -> Iterator[tuple[str, str]]:
    """Slug and name of each tag of a facet, in the order in which readers know them."""
    if facet == "priority":
        pages = sorted(corpus.of("priority"), key=lambda page: int(page.meta.number))
        yield from ((page.id, f"{page.meta.number}. {corpus.title(page, lang)}") for page in pages)
    else:
        yield from ((slug, term.name[lang]) for slug, term in corpus.vocabulary.facets[facet].terms.items())


def _head(case: Page, quiz: Quiz, lang: Lang) -> dict[str, Any]:
    return {
        "path": quiz.path,
        "title": quiz.title,
        "month": quiz.month,
        "url": case.url(lang),
        "trainer": sides.address(case.url(lang)),
        **{facet: getattr(case.meta, facet) for facet in FACETS},
        "questions": [question.id for question in quiz.questions],
    }


def _asked(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "title": question.title,
        "stem": question.stem.split("\n"),
        "options": [(option.letter, option.text) for option in question.options],
        "many": question.many,
    }


def _answered(question: Question) -> dict[str, Any]:
    return {
        "answers": question.answers,
        "feedback": {option.letter: option.feedback for option in question.options},
        "settled": question.settled,
    }
