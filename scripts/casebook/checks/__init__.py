"""The rules of content. Each is a small generator of problems whose docstring is the rule.

A rule sees one page (:mod:`text`, :mod:`links`, :mod:`structure`, :mod:`citations`, :mod:`privacy`) or the whole corpus
(:mod:`whole`). To add one, write the function, list it in its module's ``RULES``, and add a bad fixture.
"""

from __future__ import annotations

from pathlib import Path

from casebook.checks import citations, files, links, privacy, structure, text, whole
from casebook.corpus import Corpus
from casebook.problems import Problem

PAGE_RULES = (*text.RULES, *links.RULES, *structure.RULES, *citations.RULES, *privacy.RULES)
CORPUS_RULES = whole.RULES
FILE_RULES = files.RULES


def problems_of(corpus: Corpus, root: Path) -> list[Problem]:
    """Everything the rules find in the corpus read from ``root``, sorted by place."""
    found = [problem for page in corpus.pages for rule in PAGE_RULES for problem in rule(page, corpus)]
    found += [problem for rule in CORPUS_RULES for problem in rule(corpus)]
    found += [problem for rule in FILE_RULES for problem in rule(root / "docs")]
    return sorted(found)
