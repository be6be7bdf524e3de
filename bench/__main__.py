"""Builds and measures every system at every size, and reports: results.json, cost.svg, tables, docs/about/performance.

    python -m bench [--limit 900] [N ...]

The sizes are 100, 1,000 and 10,000 cases unless given. A system that does not finish within the limit, or fails, has no
figures at that size; casebook has no limit. What is not measured this time keeps the figures it has.

Casebook also makes office files of the ready sessions and the templates, which the others do not have. They are the same
whatever the number of cases, and a repository keeps them from build to build: they are made once, before the sizes, and
what that takes is reported by itself.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from casebook.content.cache import CACHE

from bench import pages, report
from bench.browse import browse
from bench.build_lean_pagefind import PAGES
from bench.generate import ROOT, generate
from bench.measure import machine, max_page_kb, run, site_mb
from bench.plot import plot
from bench.preview import preview_s
from bench.systems import SYSTEMS, System

BENCH = Path(__file__).parent
WORK = BENCH / ".work"
SIZES = (100, 1_000, 10_000)
_PREVIEWED = 1_000
"""Cases up to which a preview is measured: an office has one a month."""
FIGURES = (
    "build_s",
    "peak_mb",
    "site_mb",
    "first_result_ms",
    "first_result_kb",
    "query_p50_ms",
    "query_p95_ms",
    "first_visit_kb_gzip",
    "first_filter_ms",
    "max_page_kb",
    "preview_s",
    "pages_s",
)
Figures = dict[str, float | None]


def main() -> int:
    parser = argparse.ArgumentParser(description="在同一批案例上量三个系统的生成和搜索。")
    parser.add_argument("sizes", type=int, nargs="*", default=list(SIZES), metavar="N", help="案例数")
    parser.add_argument("--limit", type=float, default=900, help="其他系统至多生成多少秒")
    parser.add_argument("--systems", nargs="*", default=[system.name for system in SYSTEMS], help="只量这些系统")
    options = parser.parse_args()
    results = _before()
    facts = {**machine(), **_kept_files()}
    (ROOT / pages.MACHINE).write_text(json.dumps(facts, indent=2) + "\n", "utf-8")
    for size in options.sizes:
        repo = WORK / str(size)
        generate(size, repo)
        shutil.copytree(WORK / "real" / CACHE, repo / CACHE)
        known: dict[str, Figures] = next((entry["systems"] for entry in results if entry["cases"] == size), {})
        measured = {s.name: _figures(s, repo, options.limit) for s in SYSTEMS if s.name in options.systems}
        figures = {s.name: {**known, **measured}.get(s.name, dict.fromkeys(FIGURES)) for s in SYSTEMS}
        others = [entry for entry in results if entry["cases"] != size]
        results = sorted([*others, {"cases": size, "systems": figures}], key=lambda entry: entry["cases"])
        (ROOT / pages.RESULTS).write_text(json.dumps(results, indent=2) + "\n", "utf-8")
        (BENCH / "cost.svg").write_text(plot(results, "zh"), "utf-8")
    shown = [entry for entry in results if entry["cases"] in options.sizes]
    for columns in (report.BUILD, report.SEARCH):
        print(report.table(shown, "zh", columns), end="\n\n")
    pages.refresh()
    return 0


def _kept_files() -> dict[str, str]:
    """Builds the repository itself, first without and then with the files that it keeps; gives both times."""
    repo = WORK / "real"
    generate(0, repo)
    command = SYSTEMS[0].command(repo, repo / "site")
    times = []
    for state in ("first", "next"):
        built = run(command, [repo / "scripts", ROOT], float("inf"), repo / f"{state}.log")
        if built is None:
            raise SystemExit(f"本项目没有生成，见 {repo / state}.log")
        times.append(f"{built.seconds:.1f} s")
    return dict(zip((pages.FIRST, pages.NEXT), times, strict=True))


def _before() -> list[dict[str, Any]]:
    """What was measured before."""
    file = ROOT / pages.RESULTS
    return json.loads(file.read_text("utf-8")) if file.is_file() else []


def _figures(system: System, repo: Path, limit: float) -> Figures:
    """All figures of one system for one corpus; every one ``None`` where it did not finish."""
    site = repo / "sites" / system.name
    shutil.rmtree(site, ignore_errors=True)
    site.parent.mkdir(exist_ok=True)
    print(f"{repo.name} {system.name} ……", file=sys.stderr, flush=True)
    patience = float("inf") if system.name == "casebook" else limit
    log = repo / f"{system.name}.log"
    built = run(system.command(repo, site), [repo / "scripts", ROOT], patience, log)
    figures: Figures = dict.fromkeys(FIGURES)
    if built is None:
        print(f"没有完成，见 {log}", file=sys.stderr)
        return figures
    measured = {"build_s": built.seconds, "peak_mb": built.peak_mb, "site_mb": site_mb(site)}
    measured["max_page_kb"] = max_page_kb(site)
    figures |= {**measured, **browse(site, system)}
    if said := PAGES.search(log.read_text("utf-8")):
        figures["pages_s"] = float(said[1])
    if system.name == "casebook" and int(repo.name) <= _PREVIEWED:
        figures["preview_s"] = preview_s(repo, repo / "preview.log")
    rounded = {name: None if value is None else round(value, 1) for name, value in figures.items()}
    print(json.dumps(rounded), file=sys.stderr, flush=True)
    return rounded


if __name__ == "__main__":
    sys.exit(main())
