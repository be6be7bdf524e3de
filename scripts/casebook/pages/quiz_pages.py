"""What the pages of tests show beside their text: the newest case's questions, the months, the files to import elsewhere.

Without a script the questions can be read and every answer is a link away; ``paper.js`` puts papers together in the place
that is marked for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from casebook.content.corpus import Corpus, Page, url
from casebook.content.teaching import Question, questions
from casebook.content.vocabulary import Lang
from casebook.pages import hypertext, sides

MONTHLY, PRACTICE = "training/monthly-test.md", "training/practice.md"
FILES = "training/files"
"""The folder of a language's files to download."""
FORMATS = {"gift": ".gift.txt", "qti": "-qti.zip"}
"""Form of exchange → how the name of its file ends."""
_LISTED = 36
"""Months that are listed; the archive leads to the others."""


def file_name(form: str, lang: Lang) -> str:
    """The name of the file that holds all questions of a language."""
    return f"quiz-{lang}{FORMATS[form]}"


def shown(corpus: Corpus, page: Page, lang: Lang) -> str:
    """What stands below the text of a page of tests (an original); empty for any other."""
    if page.base not in (MONTHLY, PRACTICE) or not corpus.cases:
        return ""
    parts = _monthly(corpus, lang) if page.base == MONTHLY else _practice(corpus, lang)
    return hypertext.block("cb-noindex", "\n".join(parts))  # a search leads to the case


def _monthly(corpus: Corpus, lang: Lang) -> Iterator[str]:
    label, at = corpus.vocabulary.label, url(MONTHLY, lang)
    newest = corpus.cases[0]
    yield hypertext.heading(2, label("quiz_of_month", lang), "test")
    named = f"{newest.meta.month} {hypertext.link(corpus.title(newest, lang), newest.url(lang), at=at)}"
    found = corpus.in_lang(newest, lang)
    way = hypertext.href(sides.address(newest.url(lang)), at=at)
    asked = [_question(question, way, label("side_answer", lang)) for question in questions(found.body)]
    foreign = "" if found.lang == lang else ' lang="zh-Hans"'
    head = f'<p class="cb-test__about">{named}</p>'
    yield f'<div id="cb-test" data-cb-test="month"{foreign}>\n{head}\n' + "\n".join(asked) + "\n</div>"
    yield from _months(corpus, lang, at)


def _question(question: Question, way: str, answer: str) -> str:
    """A question as a case's page has it, with the way to its answer."""
    stem = "\n".join(hypertext.paragraph(escape(text)) for text in question.stem.split("\n") if text)
    options = hypertext.items(f"{option.letter}. {escape(option.text)}" for option in question.options)
    heading = hypertext.heading(3, escape(question.title), question.id)
    return "\n".join([heading, stem, options, sides.elsewhere(f"{way}#{question.id}", answer, many=question.many)])


def _months(corpus: Corpus, lang: Lang, at: str) -> Iterator[str]:
    label = corpus.vocabulary.label
    yield hypertext.heading(2, label("quiz_months", lang), "months")
    links = (
        f"{case.meta.month} {hypertext.link(corpus.title(case, lang), f'{case.url(lang)}#quiz', at=at)}"
        for case in corpus.cases[:_LISTED]
    )
    yield hypertext.block("cb-list", hypertext.items(links))
    if len(corpus.cases) > _LISTED:
        archive = hypertext.link(label("archive_title", lang), url("archive/index.md", lang), at=at)
        yield hypertext.paragraph(archive)


def _practice(corpus: Corpus, lang: Lang) -> Iterator[str]:
    label, at = corpus.vocabulary.label, url(PRACTICE, lang)
    yield hypertext.heading(2, label("quiz_practice", lang), "paper")
    monthly = hypertext.link(label("quiz_months", lang), url(MONTHLY, lang) + "#months", at=at)
    without = hypertext.paragraph(f"{escape(label('quiz_no_script', lang))} {monthly}")
    yield f'<div id="cb-test" data-cb-test="practice">\n{without}\n</div>'
    yield hypertext.heading(2, label("quiz_files", lang), "files")
    yield hypertext.paragraph(escape(label("quiz_files_text", lang)))
    links = (
        f'<a href="files/{file_name(form, lang)}" download>{escape(label(f"quiz_{form}", lang))}</a>'
        for form in FORMATS
    )
    yield f'<p class="cb-downloads">{" ".join(links)}</p>'
