"""What slides and papers say of their cases: what these are by their provenance, and that composite ones are fictional."""

from __future__ import annotations

import pytest
from casebook.content import provenance
from casebook.content.vocabulary import LANGS, Lang
from casebook.pages import brief
from casebook.sessions import deck, handouts

from tests.decks import ALL, body, made, page, printed, read, sourced

TWO, ONE = "service-window-60", "tendering-60"
"""Ready sessions with two cases and with one."""


def cases(name: str) -> list[str]:
    return list(dict.fromkeys(item.page for item in page(name).meta.agenda if item.page.startswith("cases/")))


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_what_is_made_from_composite_cases_says_so(name: str, lang: Lang) -> None:
    kind, note = read().vocabulary.name("provenance", provenance.COMPOSITE, lang), label("composite_note", lang)
    talk = made(name, lang)
    assert kind in talk.footer.split("　")
    assert talk.slides[0].notes[0] == note
    assert any(slide.kind == "closing" and note in body(slide) for slide in talk.slides)
    for paper in printed(name, lang):
        assert kind in paper.footer.split("　")
        assert (note in paper.notice) is (paper.name in ("handout", "case"))


def label(key: str, lang: Lang, **values: object) -> str:
    return read().vocabulary.label(key, lang, **values)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ["court-judgment", "public-notified", "internal-deidentified"])
def test_what_is_made_from_a_real_case_calls_it_what_it_is(kind: str, lang: Lang) -> None:
    (path,) = cases(ONE)
    corpus = sourced({path: kind})
    name, fiction = corpus.vocabulary.name("provenance", kind, lang), label("composite_note", lang)
    for own in (corpus.by_path[path], page(ONE)):
        talk = deck.of(corpus, own, lang)
        assert name in talk.footer.split("　")
        said = [talk.footer, *(text for slide in talk.slides for text in (body(slide), *slide.notes))]
        for paper in handouts.of(corpus, own, lang):
            assert name in paper.footer.split("　")
            said += [paper.footer, paper.notice]
        assert [text for text in said if fiction in text] == []
        assert [text for text in said if corpus.vocabulary.name("provenance", provenance.COMPOSITE, lang) in text] == []
    assert fiction not in brief.shown(corpus.by_path[path], corpus, lang)
    assert fiction in brief.shown(read().by_path[path], read(), lang)


@pytest.mark.parametrize("lang", LANGS)
def test_of_several_cases_the_composite_ones_are_named(lang: Lang) -> None:
    real, composite = cases(TWO)
    corpus = sourced({real: "guiding-case"})
    talk = deck.of(corpus, page(TWO), lang)
    kinds = [corpus.vocabulary.name("provenance", slug, lang) for slug in ("guiding-case", provenance.COMPOSITE)]
    assert [part for part in talk.footer.split("　") if part in kinds] == kinds, "in the order of the taxonomy"
    title, other = (corpus.title(corpus.by_path[path], lang) for path in (composite, real))
    note = talk.slides[0].notes[0]
    assert title in note
    assert "cases" not in note, "it is one"
    assert other not in note
    papers = {(paper.name, paper.id): paper for paper in handouts.of(corpus, page(TWO), lang)}
    assert note in papers["handout", f"{TWO}-handout"].notice
    sheets = {key[1]: paper for key, paper in papers.items() if key[0] == "case"}
    for path, whose in ((real, kinds[0]), (composite, kinds[1])):
        paper = sheets[f"{corpus.by_path[path].id}-case"]
        assert [part for part in paper.footer.split("　") if part in kinds] == [whose]
        assert (label("composite_note", lang) in paper.notice) is (path == composite)


def test_the_taxonomy_has_a_word_for_the_origin_of_a_composite_case() -> None:
    assert provenance.COMPOSITE in read().vocabulary.facets["provenance"].terms
