"""All rules of content in their lists, and what they find.

A rule sees one page (:mod:`text`, :mod:`links`, :mod:`structure`, :mod:`quizzes`, :mod:`citations`,
:mod:`currency`, :mod:`privacy`, :mod:`review`) or the whole corpus (:mod:`whole`, :mod:`sessions`). To add one, write the function, list it in
its module's ``RULES``, and add a bad fixture.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from casebook.base.memo import Memo
from casebook.base.problems import Problem
from casebook.checks import (
    citations,
    currency,
    files,
    links,
    markup,
    privacy,
    quizzes,
    review,
    sessions,
    structure,
    text,
    tools,
    translations,
    unfinished,
    whole,
)
from casebook.content.corpus import Corpus, Page

TEXT_RULES = (*text.RULES, *markup.RULES, *links.RULES, *privacy.RULES, *unfinished.RULES)
"""The rules that need no more than the text: they look at pages with wrong front matter too."""
PAGE_RULES = (
    *TEXT_RULES,
    *structure.RULES,
    *quizzes.RULES,
    *citations.RULES,
    *currency.RULES,
    *review.RULES,
    *tools.RULES,
)
CORPUS_RULES = (
    *whole.RULES,
    *currency.CORPUS_RULES,
    *translations.RULES,
    *sessions.RULES,
    *review.CORPUS_RULES,
    *privacy.CORPUS_RULES,
    *files.CORPUS_RULES,
)
FILE_RULES = files.RULES


def problems_of(corpus: Corpus, root: Path, memo: Memo | None = None) -> list[Problem]:
    """Everything the rules find in the corpus read from ``root``, sorted by place.

    With a ``memo``, the rules on single pages look only at pages that changed since it last saw them,
    or at all when a page has come or gone.
    """
    return sorted([*of_pages(corpus, corpus.pages, memo), *of_whole(corpus, root)])


def of_pages(corpus: Corpus, pages: Iterable[Page], memo: Memo | None = None) -> list[Problem]:
    """What the rules on single pages find in some of the pages of the corpus."""
    memo = memo or Memo.none()
    names = (frozenset(corpus.by_path), corpus.unread, corpus.files, corpus.allowed)
    return [
        problem
        for page in pages
        for problem in memo.get(("check", page.path), (page, names), partial(_of_page, page, corpus))
    ]


def of_whole(corpus: Corpus, root: Path) -> list[Problem]:
    """What the other rules find: on pages with wrong front matter, on the pages together, on the files below ``docs``."""
    found = [problem for page in corpus.untyped for rule in TEXT_RULES for problem in rule(page, corpus)]
    found += [problem for rule in CORPUS_RULES for problem in rule(corpus)]
    tree = files.Tree(root / "docs")
    return found + [problem for rule in FILE_RULES for problem in rule(tree)]


def _of_page(page: Page, corpus: Corpus) -> list[Problem]:
    return [problem for rule in PAGE_RULES for problem in rule(page, corpus)]
