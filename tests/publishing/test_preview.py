"""What a preview keeps from one build to the next, without mkdocs; ``test_serve.py`` runs the whole of it."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from casebook.content.cache import Cache
from casebook.content.reader import read
from casebook.content.vocabulary import LANGS
from casebook.publishing.preview import Preview
from casebook.sessions.session_files import Shelf

LEDGER = "toolkit/files/letter-ledger.docx"
HOMES = ("", "en")


def test_each_language_has_its_files_once_and_an_edit_makes_them_no_second_time(small: Path, tmp_path: Path) -> None:
    corpus, _ = read(small)
    preview, shelf = Preview(), Shelf(corpus, {lang: Cache(None) for lang in LANGS})
    files = [tmp_path / home / LEDGER for home in HOMES]
    for lang, home in zip(LANGS, HOMES, strict=True):
        preview.offer(tmp_path / home, corpus, lang, shelf, Cache(None))
    assert all(file.is_file() for file in files)
    files[0].unlink()
    preview.offer(tmp_path, corpus, "zh", shelf, Cache(None))
    assert not files[0].exists()


def test_pages_get_the_time_when_their_reading_began(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("x", "utf-8")
    preview = Preview()
    preview.begin(1000.0)
    preview.wrote(str(page))
    preview.end(tmp_path)
    assert page.stat().st_mtime == 1000.0
    page.write_text("y", "utf-8")
    preview.begin(2000.0)
    preview.end(tmp_path)
    assert page.stat().st_mtime > 2000.0  # written by an earlier build: no longer this one's to date


def test_what_is_put_off_follows_the_pages_and_the_next_build_waits_for_it() -> None:
    preview, go = Preview(), Event()
    order: list[str] = []

    def slow() -> None:
        go.wait(60)
        order.append("follows")

    def build() -> None:
        preview.begin(2.0)
        preview.put_off(slow)
        preview.put_off(lambda: order.append("last"))

    preview.put_off(lambda: order.append("at once"))
    again = preview.served(build, ValueError)
    preview.begin(1.0)
    preview.put_off(lambda: order.append("dropped"))  # its build came to nothing
    again()
    order.append("shown")
    go.set()
    preview.begin(3.0)
    assert order == ["at once", "shown", "follows", "last"]


def test_a_build_that_stops_is_told_of_and_nothing_follows_it(caplog: pytest.LogCaptureFixture) -> None:
    preview = Preview()
    done: list[int] = []

    def build() -> None:
        preview.put_off(lambda: done.append(1))
        raise ValueError("有错。")

    preview.served(build, ValueError)()
    preview.settle()
    assert done == []
    assert "有错。网页还是上一次的样子" in caplog.text


def test_work_that_fails_is_told_of_and_does_not_stop_the_rest(caplog: pytest.LogCaptureFixture) -> None:
    preview = Preview()
    done: list[int] = []

    def build() -> None:
        preview.put_off(lambda: 1 / 0)
        preview.put_off(lambda: done.append(1))

    preview.served(build, ValueError)()
    preview.settle()
    assert done == [1]
    assert "还是上一次的" in caplog.text


@pytest.mark.parametrize(("has", "wanted"), [(False, "en/index.html"), (True, "own")])
def test_a_site_without_a_first_page_is_led_to_the_english_one(tmp_path: Path, has: bool, wanted: str) -> None:
    first = tmp_path / "index.html"
    if has:
        first.write_text("own", "utf-8")
    Preview().end(tmp_path)
    assert wanted in first.read_text("utf-8")


def test_a_translation_is_shown_again_when_its_original_has_left_it_behind(small: Path, tmp_path: Path) -> None:
    page = tmp_path / "en/toolkit/letter-ledger.html"
    page.parent.mkdir(parents=True)
    page.write_text("x", "utf-8")
    preview, (corpus, _) = Preview(), read(small)
    preview.outdate(corpus, tmp_path)
    assert page.stat().st_mtime > 0
    original = small / "docs/toolkit/letter-ledger.md"
    original.write_text(original.read_text("utf-8").replace("先吃后补。", "先吃饭，后补函。"), "utf-8")
    preview.outdate(read(small)[0], tmp_path)
    assert page.stat().st_mtime == 0
