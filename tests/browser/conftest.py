"""A real browser on the built site, over http under a strict policy and from a folder."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.browsers import find

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """Says nothing: the tests report."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    assert path, "no browser; run `make test`, which gets one or says how"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serves a site; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def http(site: Path) -> Iterator[str]:
    """The address of the site over http."""
    with serving(site) as address:
        yield address


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, http: str, site: Path) -> str:
    """The address of the site's root, both ways it is used."""
    return http if request.param == "http" else site.as_uri()


class Watched:
    """A page, and everything that went wrong on it."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.base = base
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("requestfailed", lambda request: self._fail(request.url, request.failure or ""))
        self.page.on("request", lambda request: self._visit(request.url))

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.faults.append(text)

    def _fail(self, url: str, why: str) -> None:
        """Leaving a page aborts what it was still loading; that is no fault."""
        if "ERR_ABORTED" not in why:
            self.faults.append(f"failed {url}")

    def _visit(self, url: str) -> None:
        if not url.startswith((self.base, "data:")):
            self.faults.append(f"left the site: {url}")

    def open(self, address: str) -> Page:
        self.page.goto(f"{self.base}/{address}")
        return self.page


@pytest.fixture
def watched(browser: Browser, base: str) -> Iterator[Watched]:
    """A page at desktop width; the test fails if anything goes wrong on it."""
    context = browser.new_context(viewport={"width": 1300, "height": 900}, locale="zh-CN")
    page = Watched(context, base)
    yield page
    context.close()
    assert page.faults == []
