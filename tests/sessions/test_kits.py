"""Kits: what each page gives to a session, whole and readable, as the browser gets it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from casebook.base.memo import Memo
from casebook.content import reader
from casebook.content.corpus import Corpus
from casebook.content.teaching import questions
from casebook.content.vocabulary import LANGS, Lang
from casebook.sessions import kits
from casebook.sessions.catalogue import catalogue
from casebook.sessions.frames import BODY_HEIGHT, CELLS, TEXTS, TITLES


@pytest.fixture(scope="module")
def found(real: Corpus) -> dict[Lang, dict[str, Any]]:
    """Path of each file of a language → what it hands to the page."""
    return {lang: dict(read(real, lang)) for lang in LANGS}


def read(corpus: Corpus, lang: Lang) -> Iterator[tuple[str, Any]]:
    for path, content in kits.files(corpus, lang, Memo.none()):
        name, _, value = content.decode().removeprefix('casebook.receive("').partition('",')
        assert name == f"kits/{lang}/{path.removesuffix('.js')}"
        yield path, json.loads(value.removesuffix(")\n"))


@pytest.mark.parametrize("lang", LANGS)
def test_each_page_and_part_of_the_catalogue_has_its_kit(real: Corpus, found: dict[Lang, Any], lang: Lang) -> None:
    heads = catalogue(real, lang)["pages"]
    assert {f"{head['path']}.js" for head in heads} | {"setting.js"} == found[lang].keys()
    for head in heads:
        kit = found[lang][f"{head['path']}.js"]
        assert (kit["path"], kit["kind"], kit["title"]) == (head["path"], head["kind"], head["title"])
        assert list(kit["parts"]) == [part[0] for part in head["parts"]]
        for name, part in kit["parts"].items():
            assert part["slides"] or part.get("quiz") or (name == "quiz" and kit["questions"]), head["path"]
            assert all(question["slides"] for question in kit["questions"])


@pytest.mark.parametrize("lang", LANGS)
def test_slides_come_with_sizes_in_which_they_fit(found: dict[Lang, Any], lang: Lang) -> None:
    kits = [kit for kit in found[lang].values() if "parts" in kit]
    shown = [s for kit in kits for part in (*kit["parts"].values(), *kit["questions"]) for s in part["slides"]]
    assert len(shown) > 500
    for slide in shown:
        assert slide["titleSize"] in TITLES
        assert slide["size"] in (CELLS if "grid" in slide else TEXTS)
        if "grid" in slide:
            assert sum(slide["grid"]["heights"]) <= BODY_HEIGHT + 1
            assert len(slide["grid"]["heights"]) == len(slide["grid"]["rows"])
        else:
            assert slide["lines"]


@pytest.mark.parametrize("lang", LANGS)
def test_answers_are_in_notes_and_answers_only(real: Corpus, found: dict[Lang, Any], lang: Lang) -> None:
    for case in real.cases:
        shown = real.in_lang(case, lang)
        kit = found[lang][f"{case.base.removesuffix('.md')}.js"]
        feedback = [option.feedback for question in questions(shown.body) for option in question.options]
        assert len(feedback) > 10
        parts = [*kit["parts"].values(), *kit["questions"]]
        seen = json.dumps([part["slides"] for part in parts], ensure_ascii=False)
        noted = [slide.pop("notes", None) for part in parts for slide in part["slides"]]
        bare = json.dumps([part["slides"] for part in parts], ensure_ascii=False)
        handout = {name: kit["sections"][name] for name in kit["papers"]["handout"]}
        papers = json.dumps([handout, *(question["quiz"] for question in kit["questions"])], ensure_ascii=False)
        answers = json.dumps([question["answers"] for question in kit["questions"]], ensure_ascii=False)
        assert any(noted)
        for text in (json.dumps(text, ensure_ascii=False)[1:-1] for text in feedback):
            assert text in seen
            assert text not in bare
            assert text not in papers
            assert text in answers


def test_papers_name_sections_that_are_there(found: dict[Lang, Any]) -> None:
    for kit in (kit for lang in LANGS for kit in found[lang].values() if "parts" in kit):
        papers = kit["papers"]
        named = {*papers["handout"], *papers["guide"], *papers.get("sheet", {}).get("sections", ())}
        assert set(papers["given"]) <= set(papers["handout"])
        assert named & kit["sections"].keys() or not named
        for section in kit["sections"].values():
            assert all(piece["type"] for piece in section["pieces"])
        if kit["kind"] == "case":
            assert {"facts", "outcome"} <= set(papers["sheet"]["sections"]) <= kit["sections"].keys()
            assert 9 <= papers["sheet"]["size"] <= 10.5
            order = [name for name in papers["handout"] if name in papers["sheet"]["sections"]]
            assert list(papers["sheet"]["sections"]) == order
            assert papers["handout"].index("outcome") > papers["handout"].index("discussion")


def test_a_preview_makes_only_the_kits_that_changed(small: Path) -> None:
    memo = Memo()
    first = dict(kits.files(reader.read(small, memo)[0], "zh", memo))
    case = small / "docs" / "cases" / "2022" / "2022-05-two-letters.md"
    title = reader.read(small, memo)[0].by_path["cases/2022/2022-05-two-letters.md"].meta.title
    case.write_text(case.read_text("utf-8").replace(title, "改过的题目"), "utf-8")
    again = dict(kits.files(reader.read(small, memo)[0], "zh", memo))
    made_anew = {path for path in first if first[path] is not again[path]}
    assert made_anew == {
        "setting.js",
        "cases/2022/2022-05-two-letters.js",
        "training/sessions/branch-15.js",  # shows other pages
    }
    assert "改过的题目" in again["cases/2022/2022-05-two-letters.js"].decode()
