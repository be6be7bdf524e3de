"""How well the three systems answer the same questions about the same pages: a table, also in docs/about/performance.

    python -m bench.quality [--queries tests/fixtures/queries.yml]

Casebook composes its pages as it builds them. The others get the composed text as Markdown, so that tags, summaries and
glossary entries are there for all to be found. Results are compared by the address of the page.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml
from casebook.content.corpus import GENERATED, Corpus
from casebook.content.reader import read
from casebook.content.vocabulary import LANGS, Lang
from casebook.pages.compose import Composer
from casebook.publishing import site as generated
from playwright.sync_api import Browser

from bench import pages
from bench.__main__ import WORK
from bench.browse import chromium
from bench.generate import ROOT, generate
from bench.measure import run
from bench.report import quality, quality_table
from bench.server import Served, serve
from bench.systems import SYSTEMS, System
from tests.browser.quality import Judge, Outcome

_SHOWN = 10
_INDEXED = ("index", "coverage", "statistics")
"""The generated pages that casebook's search knows, too."""


def main() -> int:
    parser = argparse.ArgumentParser(description="用同一批页面、同一批查询比较三个系统的搜索质量。")
    parser.add_argument("--queries", type=Path, default=ROOT / "tests" / "fixtures" / "queries.yml", help="查询清单")
    options = parser.parse_args()
    queries = yaml.safe_load(options.queries.read_text("utf-8"))["queries"]
    repo = WORK / "quality"
    generate(0, repo)
    sites = {system.name: _built(system, repo) for system in SYSTEMS}
    judge = Judge(sites["casebook"], queries)
    with chromium() as browser:
        outcomes = {s.name: _answers(browser, s, sites[s.name], judge, queries) for s in SYSTEMS}
    found = quality(outcomes)
    (ROOT / pages.QUALITY).write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", "utf-8")
    print(quality_table(found, "zh"))
    pages.refresh()
    return 0


def _built(system: System, repo: Path) -> Path:
    """The site of one system; ours comes first, for the others' pages are written over the repository's."""
    if system.name != "casebook":
        corpus, _ = read(ROOT)
        shutil.rmtree(repo / "docs" / GENERATED)  # lists of tags, which casebook's search leaves out
        for path, text in composed(corpus).items():
            (repo / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
            (repo / "docs" / path).write_text(text, "utf-8")
    site = repo / "sites" / system.name
    shutil.rmtree(site, ignore_errors=True)
    site.parent.mkdir(exist_ok=True)
    print(f"生成 {system.name} ……", file=sys.stderr, flush=True)
    log = repo / f"{system.name}.log"
    if run(system.command(repo, site), [repo / "scripts", ROOT], float("inf"), log) is None:
        raise SystemExit(f"{system.name} 没有生成，见 {log}")
    return site


def composed(corpus: Corpus) -> Mapping[str, str]:
    """Path below ``docs`` → the page as Markdown, with all that casebook puts around it, in every language."""
    composer = Composer(corpus)
    files = {
        page.base.replace(".md", _ending(lang)): _markdown(composer, corpus, page, lang)
        for page in corpus.originals
        for lang in LANGS
    }
    archive = generated.archive(corpus)
    wanted = [name + _ending(lang) for name in _INDEXED for lang in LANGS]
    return {**files, **{f"{GENERATED}/{name}": archive[name].decode() for name in wanted}}


def _ending(lang: Lang) -> str:
    return ".md" if lang == "zh" else f".{lang}.md"


def _markdown(composer: Composer, corpus: Corpus, page: Any, lang: Lang) -> str:
    """Without the element that marks a page's foreign language: what stands in it would not be read as Markdown."""
    composed = composer.compose(page, lang)
    before = composed.before.removesuffix('<div lang="zh-Hans">')
    after = composed.after.removeprefix("</div>")
    return f"# {corpus.title(page, lang)}\n\n{before}\n\n{composed.body}\n\n{after}\n"


def _answers(
    browser: Browser, system: System, site: Path, judge: Judge, queries: Sequence[Mapping[str, Any]]
) -> list[Outcome]:
    """Each query asked on the home page of its language."""
    outcomes: dict[int, Outcome] = {}
    with serve(site) as served:
        for lang in LANGS:
            page = browser.new_page()
            page.goto(f"{served.base}/{'' if lang == 'zh' else f'{lang}/'}index.html", wait_until="load")
            for number, query in enumerate(queries):
                if query["lang"] == lang:
                    found = page.evaluate(system.links, [query["q"], lang])
                    outcomes[number] = judge.outcome(query, _paths(found, served))
            page.close()
    return [outcomes[number] for number in sorted(outcomes)]


def _paths(links: Sequence[str], served: Served) -> list[str]:
    """Addresses relative to the site, with their anchor, without what a search adds for highlighting."""
    found = []
    for link in links[:_SHOWN]:
        address, mark, anchor = link.removeprefix(f"{served.base}/").partition("#")
        path = address.partition("?")[0]
        page = f"{path}index.html" if not path or path.endswith("/") else path
        found.append(unquote(page + mark + anchor))
    return found


if __name__ == "__main__":
    sys.exit(main())
