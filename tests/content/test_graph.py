"""Relations between pages, on the small site and on the real one."""

from __future__ import annotations

from pathlib import Path

from casebook.content.corpus import Corpus
from casebook.content.graph import Graph
from casebook.content.reader import read


def test_articles_meet_across_editions(small: Path) -> None:
    corpus, _ = read(small)
    rule = corpus.by_path["rules/reception.md"]
    case = corpus.by_path["cases/2022/2022-05-two-letters.md"]
    assert Graph(corpus).related(rule).cited_by == {("jilv-chufen-tiaoli", "116"): (case,)}


def test_relations_hold_both_ways(small: Path) -> None:
    corpus, _ = read(small)
    graph = Graph(corpus)
    case = corpus.by_path["cases/2022/2022-05-two-letters.md"]
    for other in ("rules/reception.md", "culture/lu-zhi-whip-boots.md", "priorities/p08-four-winds.md"):
        page = corpus.by_path[other]
        assert case in graph.related(page).cases
        related = graph.related(case)
        assert page in (*related.rules, *related.culture, *related.priorities)


def test_contrast_does_not_make_a_case_rest_on_an_article(small: Path) -> None:
    corpus, _ = read(small)
    rule = corpus.by_path["rules/reception.md"]
    assert ("zhengwu-chufenfa", "35") not in Graph(corpus).related(rule).cited_by


def test_every_real_page_knows_its_neighbours(real: Corpus) -> None:
    graph = Graph(real)
    for case in real.cases:
        related = graph.related(case)
        assert related.rules, case.path
        assert related.culture, case.path
        assert related.priorities, case.path
    for page in real.of("priority"):
        related = graph.related(page)
        assert related.rules or related.cases, page.path


def test_an_old_article_whose_fate_is_unknown_meets_only_itself(real: Corpus) -> None:
    """Article 97 of 2015 is not Article 97 of today."""
    graph = Graph(real)
    cited = graph.related(real.by_path["rules/allowances.md"]).cited_by
    assert ("jilv-chufen-tiaoli", "97") not in cited
