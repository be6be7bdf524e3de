"""How well a search answers: which results count, and the figures by kind of query.

A query passes when one of its first ``top`` results is a page it asks for; MRR@5 is the mean of one over the place of
the first such page among five.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Record = Mapping[str, Any]
QUERIES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "fixtures" / "queries.yml").read_text("utf-8")
)["queries"]


@dataclass(frozen=True)
class Outcome:
    """One query: whether it passed, one over the place of its first right result, whether any page could answer it."""

    query: str
    kind: str
    passed: bool
    reciprocal: float
    answerable: bool


class Judge:
    """Judges results against the records of a built site."""

    def __init__(self, site: Path, queries: Sequence[Mapping[str, Any]] = QUERIES) -> None:
        archive = site / "archive"
        pages: list[Record] = json.loads((archive / "pages.json").read_text("utf-8"))
        cases: list[Record] = json.loads((archive / "cases.json").read_text("utf-8"))
        self._pages = {page["url"]: page for page in pages}
        self._cases = {case["url"]: case for case in cases}
        asked = [each.get("glossary") for query in queries for each in query["expect"].get("any", ())]
        self._terms = [term for term in asked if term]

    def outcome(self, query: Mapping[str, Any], urls: Sequence[str]) -> Outcome:
        """``urls`` are the results in order, relative to the site's root."""
        text, kind, expect = query["q"], query["kind"], query["expect"]
        if expect.get("none"):
            return Outcome(text, kind, not urls, float(not urls), True)
        wanted = expect["any"]
        right = [place for place, url in enumerate(urls, 1) if self._any(wanted, url, query["lang"])]
        first = right[0] if right else 0
        answerable = any(self._any(wanted, url, query["lang"]) for url in self._addresses())
        return Outcome(text, kind, 0 < first <= query["top"], 1 / first if 0 < first <= 5 else 0.0, answerable)

    def _addresses(self) -> list[str]:
        glossary = [
            f"{url}#{anchor}"
            for url, page in self._pages.items()
            if page["kind"] == "glossary"
            for anchor in self._terms
        ]
        return [*self._pages, *glossary]

    def _any(self, wanted: Sequence[Mapping[str, Any]], url: str, lang: str) -> bool:
        path, _, anchor = url.partition("#")
        page = self._pages.get(path)
        return bool(page and page["lang"] == lang) and any(
            all(_CHECKS[key](value, page or {}, self._cases.get(path), anchor) for key, value in each.items())
            for each in wanted
        )


def _case(value: Any, page: Record, case: Record | None, anchor: str) -> bool:
    return case is not None and all(
        slug in (case[facet] if isinstance(case[facet], list) else [case[facet]]) for facet, slug in value.items()
    )


_CHECKS: dict[str, Callable[[Any, Record, Record | None, str], bool]] = {
    "case": _case,
    "rule_topic": lambda value, page, case, anchor: value in page.get("topics", ()),
    "culture": lambda value, page, case, anchor: page["kind"] == "culture" and page["id"] == value,
    "culture_theme": lambda value, page, case, anchor: value in page.get("theme", ()),
    "priority": lambda value, page, case, anchor: page["kind"] == "priority" and page["id"].startswith(f"p{value:02}-"),
    "glossary": lambda value, page, case, anchor: page["kind"] == "glossary" and anchor == value,
    "page_kind": lambda value, page, case, anchor: page["kind"] == value or page["id"].startswith(f"{value}/"),
}


def table(outcomes: Sequence[Outcome]) -> str:
    """The figures by kind of query, as a Markdown table."""
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        kinds[outcome.kind].append(outcome)
    rows = [*kinds.items(), ("all", list(outcomes))]
    lines = ["| kind | queries | success | MRR@5 |", "|---|---|---|---|"]
    for kind, group in rows:
        success = sum(outcome.passed for outcome in group) / len(group)
        mrr = sum(outcome.reciprocal for outcome in group) / len(group)
        lines.append(f"| {kind} | {len(group)} | {success:.3f} | {mrr:.3f} |")
    return "\n".join(lines)
