"""Search quality on the development queries, in the page that readers use. Run with ``-s`` to see the table."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.quality import QUERIES, Judge, table


def test_queries_find_what_their_askers_want(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    judge = Judge(site)
    outcomes = []
    for query in QUERIES:
        urls = page.evaluate(
            "([q, lang]) => casebookSearch(q, {lang: lang}).then(found => found.map(r => r.url))",
            [query["q"], query["lang"]],
        )
        outcomes.append(judge.outcome(query, urls))
    page.close()
    print(f"\n{table(outcomes)}")
    assert [outcome.query for outcome in outcomes if not outcome.answerable] == []
    assert sum(outcome.passed for outcome in outcomes) / len(outcomes) >= 0.97
    assert sum(outcome.reciprocal for outcome in outcomes) / len(outcomes) >= 0.9
    assert all(outcome.passed for outcome in outcomes if outcome.kind == "none")
