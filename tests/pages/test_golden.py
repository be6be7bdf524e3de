"""The small site's pages and data as they should read. After a wanted change: ``CASEBOOK_GOLDEN=1 make test``, then look."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from casebook.content.corpus import Corpus
from casebook.content.reader import read
from casebook.content.vocabulary import Lang
from casebook.pages.compose import Composer
from casebook.publishing import site

from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden"
CASE = "cases/2022/2022-05-two-letters.md"
ARCHIVE = (
    "2022/index.md",
    "2022/05.en.md",
    "issue/improper-dining.md",
    "coverage.md",
    "cases.json",
    "cases.csv",
    "feed.xml",
)


def compare(name: str, content: bytes) -> None:
    file = GOLDEN / name.replace("/", "-")
    if os.environ.get("CASEBOOK_GOLDEN"):
        file.write_bytes(content)
    assert content.decode() == file.read_bytes().decode()


@pytest.mark.parametrize("name", ARCHIVE)
def test_archive(small: Path, name: str) -> None:
    compare(name, site.archive(read(small)[0])[name])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_case_page(small: Path, lang: str) -> None:
    corpus, _ = read(small)
    compare(f"case.{lang}.html", _surroundings(corpus, CASE, "zh" if lang == "zh" else "en"))


def test_rule_page(small: Path) -> None:
    corpus, _ = read(small)
    compare("rule.zh.html", _surroundings(corpus, "rules/reception.md", "zh"))


def _surroundings(corpus: Corpus, path: str, lang: Lang) -> bytes:
    """What the site puts before and after the body of a page."""
    composed = Composer(corpus).compose(corpus.by_path[path], lang)
    return f"{composed.before}\n\n<!-- the body -->\n\n{composed.after}\n".encode()
