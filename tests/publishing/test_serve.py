"""The preview as it runs: a page with an error does not stop it, and what was mended is shown."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest

from tests.conftest import ROOT

CASE = "docs/cases/2022/2022-05-two-letters.md"
PAGE = "cases/2022/2022-05-two-letters.html"


class Preview:
    """``mkdocs serve`` on a port of its own."""

    def __init__(self, root: Path, locale: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "mkdocs", "serve", "--dirty", "-a", f"127.0.0.1:{self.port}"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "CASEBOOK_LOCALE": locale}
        self.process = subprocess.Popen(
            command, cwd=root, env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.lines: Queue[str] = Queue()
        self.reader = Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stderr
        with self.process.stderr as said:
            for line in said:
                self.lines.put(line)

    def until(self, said: str) -> str:
        """What it says up to a line that holds ``said``."""
        heard = ""
        while said not in heard:
            try:
                heard += self.lines.get(timeout=240)
            except Empty:
                pytest.fail(f"never said {said}: {heard}")
        return heard

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=60) as answer:
            content: bytes = answer.read()
        return content.decode()


@pytest.fixture
def preview(small: Path, request: pytest.FixtureRequest) -> Iterator[Preview]:
    running = Preview(small, request.param)
    yield running
    running.process.terminate()
    running.process.wait()
    running.reader.join()


@pytest.mark.parametrize("preview", ["zh"], indirect=True)
def test_a_preview_outlives_an_error_and_shows_what_was_mended(small: Path, preview: Preview) -> None:
    preview.until("Serving on")
    file = small / CASE
    good = file.read_text("utf-8")
    file.write_text(good.replace("柯某受党内警告处分。", "柯某受党内警告处分！电话13800138000"), "utf-8")
    heard = preview.until("网页还是上一次的样子")
    assert f"{CASE}:" in heard
    assert "[exclamation]" in heard
    assert "[phone-number]" in heard
    assert "柯某受党内警告处分。" in preview.get(PAGE)
    file.write_text(good.replace("柯某受党内警告处分。", "柯某被给予党内警告处分。"), "utf-8")
    preview.until("Reloading browsers")
    preview.until("Reloading browsers")
    assert "柯某被给予党内警告处分。" in preview.get(PAGE)
    found = "search/zh/d/0.js"  # the newest case; the search follows the pages
    until = time.monotonic() + 120
    while "柯某被给予党内警告处分。" not in preview.get(found):
        assert time.monotonic() < until, "the search never follows"
        time.sleep(0.2)


@pytest.mark.parametrize("preview", ["en"], indirect=True)
def test_an_english_preview_has_a_first_page_and_says_at_once_what_is_stale(small: Path, preview: Preview) -> None:
    preview.until("Serving on")
    assert 'url=en/index.html"' in preview.get("")
    assert "has changed in Chinese" not in preview.get("en/toolkit/letter-ledger.html")
    file = small / "docs/toolkit/letter-ledger.md"
    file.write_text(file.read_text("utf-8").replace("先吃后补。", "先吃饭，后补函。"), "utf-8")
    preview.until("Reloading browsers")
    assert "has changed in Chinese" in preview.get("en/toolkit/letter-ledger.html")
