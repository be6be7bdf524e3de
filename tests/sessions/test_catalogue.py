"""The catalogue of the session builder: true to the pages, whole, and the same each time."""

from __future__ import annotations

import json
from typing import Any

import pytest
from casebook.content.corpus import Corpus
from casebook.content.teaching import run_sheets
from casebook.content.vocabulary import LANGS, Lang
from casebook.publishing import site
from casebook.search import terms
from casebook.sessions.catalogue import PARTS, catalogue


def heads(corpus: Corpus, lang: Lang = "zh") -> dict[str, dict[str, Any]]:
    return {head["path"]: head for head in catalogue(corpus, lang)["pages"]}


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_that_gives_something_is_in_it_with_its_parts(real: Corpus, lang: Lang) -> None:
    found = heads(real, lang)
    wanted = [page for page in real.originals if page.kind in (*PARTS, "session")]
    assert set(found) == {page.base.removesuffix(".md") for page in wanted}
    for page in wanted:
        head = found[page.base.removesuffix(".md")]
        assert head["parts"], page.path
        assert all(1 <= part[1] <= 600 for part in head["parts"])
        assert head["title"] == real.title(page, lang)
    names = catalogue(real, lang)["names"]
    assert set(names["part"]) == {part for parts in PARTS.values() for part in parts}


def test_what_a_case_names_is_there(real: Corpus) -> None:
    found = heads(real)
    for head in found.values():
        for other in (*head.get("rules", ()), *head.get("culture", ())):
            assert other in found
        if head["kind"] == "case":
            assert 1 <= len(head["rules"]) <= 3
    call = found["cases/2022/2022-04-tender-phone-call"]
    assert call["rules"] == ["rules/project-interference", "rules/corruption-crimes"]
    assert call["culture"] == ["culture/xianyu-shen", "culture/chen-yi-hand"]
    assert call["questions"] == 4


@pytest.mark.parametrize("lang", LANGS)
def test_the_run_sheets_of_a_case_are_agendas_of_their_length(real: Corpus, lang: Lang) -> None:
    found = heads(real, lang)
    for case in real.cases:
        sheets = found[case.base.removesuffix(".md")]["sheets"]
        assert set(map(int, sheets)) == set(run_sheets(real.in_lang(case, lang).body))
        for length, rows in sheets.items():
            assert sum(row[0] for row in rows) == int(length), case.path
            assert all(row[1] in (*PARTS["case"], "opening", "closing", "own") for row in rows)
            assert all(len(row) == 3 for row in rows if row[1] == "own"), "an item of its own has a name"


def test_a_ready_session_has_a_part_for_each_entry_of_its_agenda(real: Corpus) -> None:
    found = heads(real)
    for page in real.of("session"):
        parts = found[page.base.removesuffix(".md")]["parts"]
        assert [part[0] for part in parts] == [str(at + 1) for at in range(len(page.meta.agenda))]
        assert sum(part[1] for part in parts) == page.meta.minutes


def test_cases_stand_newest_first_without_the_summaries_that_their_cards_hold(real: Corpus) -> None:
    cases = [head for head in catalogue(real, "zh")["pages"] if head["kind"] == "case"]
    assert [head["path"] for head in cases] == [case.base.removesuffix(".md") for case in real.cases]
    assert not any("summary" in head for head in cases)


@pytest.mark.parametrize("lang", LANGS)
def test_it_says_how_every_title_and_issue_sounds_in_a_few_kilobytes(real: Corpus, lang: Lang) -> None:
    found = catalogue(real, lang)
    titles = [head["title"] for head in found["pages"] if head["kind"] in PARTS]
    readings = {pair for text in (*titles, *found["names"]["issue"].values()) for pair in terms.readings(text)}
    assert {(c, syllable) for syllable, characters in found["sounds"].items() for c in characters} == readings
    assert bool(readings) is (lang == "zh")
    assert len(json.dumps(found["sounds"], ensure_ascii=False).encode()) < 6_000


@pytest.mark.parametrize("lang", LANGS)
def test_the_files_are_scripts_and_always_the_same(real: Corpus, lang: Lang) -> None:
    files = dict(site.kits(real, lang))
    assert files == dict(site.kits(real, lang))
    for path, content in files.items():
        start = f'casebook.receive("kits/{lang}/{path.removesuffix(".js")}",'
        text = content.decode()
        assert text.startswith(start)
        json.loads(text[len(start) : -2])
