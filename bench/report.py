"""The results for people: Markdown tables in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from casebook.content.vocabulary import Lang

from tests.browser.quality import Outcome

Results = Sequence[Mapping[str, Any]]
"""``[{"cases": N, "systems": {name: {figure: number or None}}}]``, smallest N first."""
Quality = Mapping[str, Mapping[str, Any]]
"""Kind of query, ``all`` last → ``{"queries": how many, "systems": {name: {"success": share, "mrr": MRR@5}}}``."""
Table = Sequence[Sequence[str]]

NAMES = {"casebook": "casebook", "plain": "Material + jieba", "lean_pagefind": "mkdocs + Pagefind"}
BUILD: Mapping[str, Mapping[Lang, str]] = {
    "build_s": {"zh": "生成 s", "en": "build s"},
    "pages_s": {"zh": "其中mkdocs s", "en": "of it mkdocs s"},
    "peak_mb": {"zh": "内存 MB", "en": "memory MB"},
    "site_mb": {"zh": "网站 MB", "en": "site MB"},
    "max_page_kb": {"zh": "最大页面 kB", "en": "largest page kB"},
    "first_visit_kb_gzip": {"zh": "首次访问 kB gzip", "en": "first visit kB gzip"},
}
SEARCH: Mapping[str, Mapping[Lang, str]] = {
    "first_result_ms": {"zh": "首个结果 ms", "en": "first result ms"},
    "first_result_kb": {"zh": "首个结果 kB", "en": "first result kB"},
    "query_p50_ms": {"zh": "查询 p50 ms", "en": "query p50 ms"},
    "query_p95_ms": {"zh": "查询 p95 ms", "en": "query p95 ms"},
    "first_filter_ms": {"zh": "首次筛选 ms", "en": "first filter ms"},
}
_HEAD: Mapping[str, Mapping[Lang, str]] = {
    "cases": {"zh": "案例", "en": "cases"},
    "system": {"zh": "做法", "en": "system"},
    "kind": {"zh": "查询种类", "en": "kind of query"},
    "queries": {"zh": "条数", "en": "queries"},
    "all": {"zh": "全部", "en": "all"},
    "target": {"zh": "目标", "en": "target"},
    "wanted": {"zh": "要求", "en": "wanted"},
    "measured": {"zh": "实测", "en": "measured"},
    "result": {"zh": "结果", "en": "result"},
    "met": {"zh": "达到", "en": "met"},
    "missed": {"zh": "没有达到", "en": "missed"},
    "open": {"zh": "没有量", "en": "not measured"},
    "item": {"zh": "项目", "en": "item"},
    "value": {"zh": "本次", "en": "this run"},
}


_ITEMS: Mapping[str, Mapping[Lang, str]] = {
    "first build": {"zh": "十二案的仓库，第一次生成", "en": "the repository with twelve cases, first build"},
    "next build": {"zh": "十二案的仓库，再次生成", "en": "the repository with twelve cases, next build"},
}


class Target(NamedTuple):
    """A figure that is promised: its name, what is wanted (``≥`` or ``≤`` and a number), and where it comes from."""

    name: Mapping[Lang, str]
    sign: str
    wanted: float
    of: Callable[[Callable[[int, str, str], float]], float]
    """Works it out, given a function of the number of cases, a system and a figure."""


TARGETS = (
    Target({"zh": "1,000案：比Material + jieba快几倍", "en": "1,000 cases: times faster than Material + jieba"}, "≥", 5, lambda get: get(1000, "plain", "build_s") / get(1000, "casebook", "build_s")),
    Target({"zh": "1,000案：生成时间是mkdocs + Pagefind的几倍", "en": "1,000 cases: build time as a multiple of mkdocs + Pagefind"}, "≤", 1, lambda get: get(1000, "casebook", "build_s") / get(1000, "lean_pagefind", "build_s")),
    Target({"zh": "从1,000案到10,000案：生成时间增长几倍", "en": "1,000 to 10,000 cases: growth of build time"}, "≤", 11, lambda get: get(10000, "casebook", "build_s") / get(1000, "casebook", "build_s")),
    Target({"zh": "10,000案：内存峰值 MB", "en": "10,000 cases: peak memory MB"}, "≤", 2000, lambda get: get(10000, "casebook", "peak_mb")),
    Target({"zh": "100案：预览显示改动 s", "en": "100 cases: preview shows an edit s"}, "≤", 2, lambda get: get(100, "casebook", "preview_s")),
    Target({"zh": "1,000案：预览显示改动 s", "en": "1,000 cases: preview shows an edit s"}, "≤", 6, lambda get: get(1000, "casebook", "preview_s")),
    Target({"zh": "1,000案：首个搜索结果 ms", "en": "1,000 cases: first search result ms"}, "≤", 100, lambda get: get(1000, "casebook", "first_result_ms")),
    Target({"zh": "1,000案：首个搜索结果 kB", "en": "1,000 cases: first search result kB"}, "≤", 100, lambda get: get(1000, "casebook", "first_result_kb")),
    Target({"zh": "10,000案：首个搜索结果 kB", "en": "10,000 cases: first search result kB"}, "≤", 250, lambda get: get(10000, "casebook", "first_result_kb")),
    Target({"zh": "1,000案：首次访问案例页 kB gzip", "en": "1,000 cases: first visit to a case kB gzip"}, "≤", 90, lambda get: get(1000, "casebook", "first_visit_kb_gzip")),
    Target({"zh": "10,000案：首个筛选结果 ms", "en": "10,000 cases: first filter result ms"}, "≤", 200, lambda get: get(10000, "casebook", "first_filter_ms")),
    Target({"zh": "10,000案：最大页面 kB", "en": "10,000 cases: largest page kB"}, "≤", 300, lambda get: get(10000, "casebook", "max_page_kb")),
)  # fmt: skip


def table(results: Results, lang: Lang, columns: Mapping[str, Mapping[Lang, str]]) -> str:
    """One row for each size and system; a dash where there is no figure."""
    head = [_HEAD["cases"][lang], _HEAD["system"][lang], *(name[lang] for name in columns.values())]
    rows = [
        [f"{entry['cases']:,}", NAMES[name], *(_cell(figures.get(key)) for key in columns)]
        for entry in results
        for name, figures in entry["systems"].items()
    ]
    return _markdown([head, *rows], words=2)


def target_table(results: Results, lang: Lang) -> str:
    """One row for each target: what is wanted, what was measured, and whether that is enough."""
    sizes = {entry["cases"]: entry["systems"] for entry in results}

    def get(cases: int, system: str, figure: str) -> float:
        return float(sizes[cases][system][figure])

    head = [_HEAD[name][lang] for name in ("target", "wanted", "measured", "result")]
    return _markdown([head, *(_target(target, get, lang) for target in TARGETS)], words=1)


def _target(target: Target, get: Callable[[int, str, str], float], lang: Lang) -> list[str]:
    wanted = f"{target.sign} {target.wanted:,g}"
    try:
        value = target.of(get)
    except (KeyError, TypeError):  # a size or a system that was not measured, or did not finish
        return [target.name[lang], wanted, "—", _HEAD["open"][lang]]
    met = value >= target.wanted if target.sign == "≥" else value <= target.wanted
    return [target.name[lang], wanted, _cell(value, 2), _HEAD["met" if met else "missed"][lang]]


def quality(outcomes: Mapping[str, Sequence[Outcome]]) -> Quality:
    """The figures of each kind of query, and of all of them."""
    kinds = list(dict.fromkeys(outcome.kind for outcome in next(iter(outcomes.values()))))
    groups = {kind: {name: [o for o in found if o.kind == kind] for name, found in outcomes.items()} for kind in kinds}
    return {kind: _share(group) for kind, group in {**groups, "all": outcomes}.items()}


def _share(group: Mapping[str, Sequence[Outcome]]) -> dict[str, Any]:
    count = len(next(iter(group.values())))
    figures = {
        name: {
            "success": round(sum(o.passed for o in found) / count, 3),
            "mrr": round(sum(o.reciprocal for o in found) / count, 3),
        }
        for name, found in group.items()
    }
    return {"queries": count, "systems": figures}


def quality_table(found: Quality, lang: Lang) -> str:
    """One row for each kind of query: how many, and the success / MRR@5 of each system."""
    names = next(iter(found.values()))["systems"]
    columns = [NAMES[name] for name in names]
    rows = [
        [_HEAD["all"][lang] if kind == "all" else kind, str(entry["queries"])]
        + [" / ".join(f"{figure:.3f}" for figure in entry["systems"][name].values()) for name in names]
        for kind, entry in found.items()
    ]
    return _markdown([[_HEAD["kind"][lang], _HEAD["queries"][lang], *columns], *rows], words=1)


def machine_table(machine: Mapping[str, str], lang: Lang) -> str:
    """One row for each thing that the figures depend on."""
    rows = [[_ITEMS.get(name, {}).get(lang, name), value] for name, value in machine.items()]
    return _markdown([[_HEAD["item"][lang], _HEAD["value"][lang]], *rows], words=2)


def _markdown(rows: Table, words: int) -> str:
    """A table whose first row is its head; columns behind the first ``words`` are numbers."""
    line = ["---"] * words + ["---:"] * (len(rows[0]) - words)
    return "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], line, *rows[1:]])


def _cell(value: float | None, digits: int = 1) -> str:
    return "—" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:.{digits}f}"
