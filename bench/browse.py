"""What a reader waits for, in Chromium over a local server, each time from a cold cache."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.queries import FIRST, QUERIES
from bench.server import Served, serve
from bench.systems import System
from tests.browser.browsers import find

CASE = "cases/2022/2022-01-gift-cards.html"
_TIMES = 3
_PATIENCE = 180_000
_TIMED = "async ([query, lang]) => { const began = performance.now(); const count = await (%s)(query, lang); return [performance.now() - began, count]; }"
_FILTER = """() => new Promise(resolve => {
  const results = document.querySelector('.cb-browse__results');
  const began = performance.now();
  const seen = new MutationObserver(() => {
    if (results.children.length) { seen.disconnect(); resolve(performance.now() - began); }
  });
  seen.observe(results, {childList: true});
  document.querySelector('.cb-facet[data-facet="issue"] input').click();
})"""


def browse(site: Path, system: System) -> dict[str, float | None]:
    """Every figure that needs a browser."""
    with chromium() as browser, serve(site) as served:
        firsts = [_first(browser, served, system) for _ in range(_TIMES)]
        delays = sorted(delay for _ in range(_TIMES) for delay in _delays(browser, served, system))
        figures: dict[str, float | None] = {
            "first_result_ms": median(delay for delay, _ in firsts),
            "first_result_kb": median(kb for _, kb in firsts),
            "query_p50_ms": median(delays),
            "query_p95_ms": quantiles(delays, n=20)[-1],
            "first_visit_kb_gzip": _visit(browser, served),
        }
        if system.name == "casebook":
            figures["first_filter_ms"] = median(_filter(browser, served) for _ in range(_TIMES))
        return figures


@contextmanager
def chromium() -> Iterator[Browser]:
    path = find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def _open(browser: Browser, served: Served, path: str) -> Iterator[Page]:
    """A page that has finished loading, in a browser that has seen nothing yet."""
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    served.clear()
    page.goto(f"{served.base}/{path}", wait_until="load")
    yield page
    context.close()


def _ask(page: Page, system: System, query: str, lang: str) -> tuple[float, int]:
    """Milliseconds until the results are shown, and how many."""
    answer: Any = page.evaluate(_TIMED % system.search, [query, lang])
    return float(answer[0]), int(answer[1])


def _first(browser: Browser, served: Served, system: System) -> tuple[float, float]:
    """Milliseconds from the loaded page to its first search result, and kB fetched for searching."""
    with _open(browser, served, CASE) as page:
        delay, count = _ask(page, system, FIRST, "zh")
        if not count:
            raise SystemExit(f"{system.name}: “{FIRST}” 没有结果，量不出第一个结果")
        return delay, served.kb(*system.parts)


def _delays(browser: Browser, served: Served, system: System) -> Iterator[float]:
    """Milliseconds for each query, typed one after the other once the search is awake."""
    for lang, queries in QUERIES.items():
        with _open(browser, served, CASE if lang == "zh" else f"{lang}/{CASE}") as page:
            _ask(page, system, "案" if lang == "zh" else "case", lang)
            yield from (_ask(page, system, query, lang)[0] for query in queries)


def _visit(browser: Browser, served: Served) -> float:
    """kB, gzipped, of all that a first visit to a case page loads."""
    with _open(browser, served, CASE) as page:
        page.wait_for_load_state("networkidle")
        return served.gzip_kb()


def _filter(browser: Browser, served: Served) -> float:
    """Milliseconds from a tick in the archive's filters to its list of results."""
    with _open(browser, served, "archive/index.html") as page:
        page.wait_for_selector('.cb-facet[data-facet="issue"] input')
        page.wait_for_selector(".cb-card")
        return float(page.evaluate(_FILTER))
