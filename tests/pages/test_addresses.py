"""Addresses live on: listed once, they stay, or lead to where the page went."""

from __future__ import annotations

from pathlib import Path

from casebook.content.corpus import Corpus
from casebook.content.reader import read
from casebook.pages.addresses import current

from tests.conftest import run


def test_what_is_listed_is_what_the_site_has(real: Corpus, site: Path) -> None:
    pages = {file.relative_to(site).as_posix() for file in site.rglob("*.html")} - {"404.html"}
    pages = {address for address in pages if "training/files/" not in address}
    assert {address for address in current(real) if address.endswith(".html")} == pages
    assert all((site / address).is_file() for address in real.addresses)
    assert set(real.addresses) >= {"index.html", "en/index.html", "archive/feed.xml", "archive/cases.json"}


def test_the_list_only_grows(small: Path) -> None:
    assert run("update_addresses.py", "--root", small).returncode == 0
    file = small / "docs" / "_data" / "addresses.txt"
    before = file.read_text("utf-8").split()
    assert "rules/reception.html" in before
    (small / "docs" / "_data" / "redirects.yml").write_text("rules/older.html: rules/reception.html\n", "utf-8")
    file.write_text("\n".join([*before, "rules/older.html"]) + "\n", "utf-8")
    assert run("update_addresses.py", "--root", small).returncode == 0
    assert set(file.read_text("utf-8").split()) == {*before, "rules/older.html"}


def test_a_moved_page_leads_on_in_both_languages(small: Path) -> None:
    (small / "docs" / "_data" / "redirects.yml").write_text("rules/old.html: rules/reception.html\n", "utf-8")
    (small / "docs" / "_data" / "addresses.txt").write_text("rules/old.html\nen/rules/old.html\n", "utf-8")
    corpus, problems = read(small)
    assert problems == []
    assert corpus.redirects == {"rules/old.html": "rules/reception.html"}
    done = run("build_site.py", "--root", small)
    assert done.returncode == 0, done.stdout + done.stderr
    for address in ("rules/old.html", "en/rules/old.html"):
        text = (small / "site" / address).read_text("utf-8")
        assert 'content="0; url=reception.html"' in text
