"""What the repository must hold as content, beyond what every page is checked for."""

from __future__ import annotations

from collections import Counter

from casebook.content.corpus import Corpus
from casebook.content.graph import citations
from casebook.content.teaching import questions


def test_twelve_cases_of_2022_spread_over_issues_and_priorities(real: Corpus) -> None:
    months = sorted(case.meta.month for case in real.cases if case.meta.month.startswith("2022"))
    assert months == [f"2022-{number:02}" for number in range(1, 13)]
    assert len({slug for case in real.cases for slug in case.meta.issue}) >= 10
    assert len({slug for case in real.cases for slug in case.meta.priority}) >= 10


def test_all_priorities_and_enough_rule_and_culture_pages(real: Corpus) -> None:
    assert [page.meta.number for page in sorted(real.of("priority"), key=lambda page: page.id)] == list(range(1, 16))
    assert len(real.of("rule")) >= 15
    assert len(real.of("culture")) >= 12
    assert {topic for page in real.of("rule") for topic in page.meta.topics} == set(
        real.vocabulary.facets["topic"].terms
    )


def test_what_cases_cite_is_explained_on_a_rule_page_or_named_as_contrast(real: Corpus) -> None:
    """Every case meets at least one rule page that explains an article it rests on."""
    explained = {
        (real.vocabulary.editions[c.rule].family, c.article) for page in real.of("rule") for c in citations(page)
    }
    for case in real.cases:
        cited = {
            (real.vocabulary.editions[c.rule].family, n) for c in citations(case) for n in (c.article, c.present) if n
        }
        assert cited & explained, case.path


def test_english_covers_what_was_promised(real: Corpus) -> None:
    english = set(real.translations)
    assert {"index.md", "priorities/index.md", "glossary.md"} <= english
    assert {page.base for page in real.of("priority")} <= english
    assert sum(case.base in english for case in real.cases) >= 4


def test_nothing_claims_a_review_that_did_not_happen(real: Corpus) -> None:
    assert {page.meta.status for page in real.originals} == {"sample"}
    assert {page.meta.translation for page in real.translations.values()} == {"unreviewed"}


def test_cases_are_composite(real: Corpus) -> None:
    assert {case.meta.provenance for case in real.cases} == {"composite-teaching"}


def test_the_right_answer_cannot_be_guessed_from_its_place(real: Corpus) -> None:
    right = Counter(q.answers[0] for case in real.cases for q in questions(case.body) if len(q.answers) == 1)
    assert set(right) == set("ABCD")
    assert max(right.values()) <= 0.4 * sum(right.values())
