"""The rules of content. Each is a small generator of problems whose docstring is the rule.

A rule sees one page (:mod:`text`, :mod:`links`, :mod:`structure`, :mod:`citations`, :mod:`privacy`) or the whole corpus
(:mod:`whole`). To add one, write the function, list it in its module's ``RULES``, and add a bad fixture.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from casebook.checks import citations, files, links, markup, privacy, structure, text, unfinished, whole
from casebook.corpus import Corpus, Page
from casebook.memo import Memo
from casebook.problems import Problem

TEXT_RULES = (*text.RULES, *markup.RULES, *links.RULES, *privacy.RULES, *unfinished.RULES)
"""The rules that need no more than the text: they look at pages with wrong front matter too."""
PAGE_RULES = (*TEXT_RULES, *structure.RULES, *citations.RULES)
CORPUS_RULES = whole.RULES
FILE_RULES = files.RULES


def problems_of(corpus: Corpus, root: Path, memo: Memo | None = None) -> list[Problem]:
    """Everything the rules find in the corpus read from ``root``, sorted by place.

    With a ``memo``, the rules on single pages look only at pages that changed since it last saw them,
    or at all when a page has come or gone.
    """
    memo = memo or Memo.none()
    names = (frozenset(corpus.by_path), corpus.unread, corpus.files)
    found = [
        problem
        for page in corpus.pages
        for problem in memo.get(("check", page.path), (page, names), partial(_of_page, page, corpus))
    ]
    found += [problem for page in corpus.untyped for rule in TEXT_RULES for problem in rule(page, corpus)]
    found += [problem for rule in CORPUS_RULES for problem in rule(corpus)]
    found += [problem for rule in FILE_RULES for problem in rule(root / "docs")]
    return sorted(found)


def _of_page(page: Page, corpus: Corpus) -> list[Problem]:
    return [problem for rule in PAGE_RULES for problem in rule(page, corpus)]
