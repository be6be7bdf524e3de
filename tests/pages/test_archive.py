"""The archive: its pages, its data, its feeds; bytes that depend on nothing but the content."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

from casebook.base.output import sync
from casebook.content.corpus import Corpus
from casebook.content.reader import read
from casebook.content.vocabulary import Lang
from casebook.pages import archive, records
from casebook.publishing import site as whole

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_missing_months_are_shown_as_such(small: Path) -> None:
    docs = small / "docs" / "cases" / "2022"
    later = (docs / "2022-05-two-letters.md").read_text("utf-8").replace('month: "2022-05"', 'month: "2022-07"')
    (docs / "2022-07-later.md").write_text(later, "utf-8")
    corpus, problems = read(small)
    assert problems == []
    lines = [line for line in archive.Archive(corpus).pages()["2022/index.md"].splitlines() if line.startswith("<li>")]
    assert [re.sub("<[^>]+>", "", line)[:2] for line in lines] == ["7月", "6月", "5月"]
    assert ["cb-missing" in line for line in lines] == [False, True, False]
    assert "6月 未刊出" in lines[1]


def test_every_tag_of_every_facet_has_a_page_in_both_languages(real: Corpus) -> None:
    pages = archive.Archive(real).pages()
    for name in archive.FACETS:
        for slug in real.vocabulary.facets[name].terms:
            assert f"{name}/{slug}.md" in pages
            assert f"{name}/{slug}.en.md" in pages


def test_coverage_names_what_is_missing(small: Path) -> None:
    corpus, _ = read(small)
    page = archive.Archive(corpus).pages()["coverage.md"]
    assert "深入纠治“四风”问题</a></td><td>1</td><td>1</td><td>1</td><td>1</td><td>无</td>" in page


def test_one_case_record_per_language_with_the_promised_fields(real: Corpus) -> None:
    found = records.cases(real)
    assert [(r["id"], r["lang"]) for r in found] == [(case.id, lang) for case in real.cases for lang in ("zh", "en")]
    wanted = "id month url title summary lang discipline issue domain measure form audience priority provenance rules minutes"
    for record in found:
        assert set(wanted.split()) <= set(record)
        assert all({"rule", "edition", "article"} <= set(rule) for rule in record["rules"])


def test_page_records_cover_the_whole_built_site(real: Corpus, site: Path) -> None:
    found = json.loads((site / "archive" / "pages.json").read_text("utf-8"))
    built = {file.relative_to(site).as_posix() for file in site.rglob("*.html")} - {"404.html"}
    files = {path for path in built if not path.endswith(".trainer.html") and "/files/" not in path}
    assert {record["url"] for record in found} == files
    rules = [record for record in found if record["kind"] == "rule"]
    assert all(record["topics"] for record in rules)
    assert all(record["theme"] for record in found if record["kind"] == "culture")


def test_csv_holds_the_same_records_as_json_and_the_names_of_tags(real: Corpus) -> None:
    found = records.cases(real)
    text = records.to_csv(found, real.vocabulary)
    assert text.startswith("\ufeff")  # without it, Excel takes the Chinese for another encoding
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == [record["id"] for record in found]
    langs: list[Lang] = ["zh", "en"]
    for row, record, lang in zip(rows, found, langs * len(real.cases), strict=True):
        assert set(record) <= set(row)
        assert row["issue"] == "; ".join(record["issue"])
        assert row["issue_name"] == "; ".join(real.vocabulary.name("issue", slug, lang) for slug in record["issue"])
        assert row["provenance_name"] == real.vocabulary.name("provenance", record["provenance"], lang)


def test_feeds_have_what_atom_requires(real: Corpus) -> None:
    for lang in ("zh", "en"):
        root = ET.fromstring(records.feed(real, lang))
        for name in ("id", "title", "updated", "author/a:name"):
            assert root.find(f"a:{name}", ATOM) is not None
        entries = root.findall("a:entry", ATOM)
        assert len(entries) == len(real.cases)
        assert len({entry.findtext("a:id", namespaces=ATOM) for entry in entries}) == len(entries)
        for entry in entries:
            assert entry.findtext("a:updated", namespaces=ATOM, default="").endswith("+08:00")
            link = entry.find("a:link", ATOM)
            assert link is not None
            assert link.get("href", "").startswith("../cases/")


def test_same_content_same_bytes(small: Path) -> None:
    assert whole.archive(read(small)[0]) == whole.archive(read(small)[0])


def test_sync_writes_only_what_changed_and_removes_the_rest(tmp_path: Path) -> None:
    assert sync(tmp_path, {"a.md": b"1", "b/c.md": b"2"}.items()) == 2
    before = (tmp_path / "a.md").stat().st_mtime_ns
    assert sync(tmp_path, {"a.md": b"1"}.items()) == 0
    assert (tmp_path / "a.md").stat().st_mtime_ns == before
    assert not (tmp_path / "b").exists()
