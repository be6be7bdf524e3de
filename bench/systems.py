"""The three systems: the command that builds each from a generated repository, and how its search is asked.

``casebook`` is this project as it is. ``plain`` is mkdocs-material with its search plugin, jieba and static-i18n: the same
Markdown, settings inherited from the project's mkdocs.yml, without hooks and templates. ``lean_pagefind`` is the same
without the search plugin, a process for each language, then Pagefind over the result.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

BENCH = Path(__file__).parent


@dataclass(frozen=True)
class System:
    """One way to build and search the same pages.

    ``search`` is a JavaScript function: a query and its language → a promise of the number of results shown, kept once
    their texts are there. ``parts`` begin the addresses of whatever is only loaded for searching. ``links`` is another
    function: a pair of a query and its language → a promise of the addresses shown, best first.
    """

    name: str
    search: str
    parts: tuple[str, ...]
    links: str

    def command(self, repo: Path, output: Path) -> list[str]:
        """What builds the site of ``repo`` into ``output``."""
        if self.name == "plain":
            settings = _settings(repo, "plain", {"search": _SEARCH}, {"reconfigure_search": True})
            return [*mkdocs(settings), "--site-dir", str(output)]
        return [sys.executable, "-m", f"bench.build_{self.name}", "--root", str(repo), "--output", str(output)]


def mkdocs(settings: Path) -> list[str]:
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(settings)]


def lean(repo: Path) -> Path:
    """The settings of the lean system; the hook takes the language from the environment."""
    return _settings(repo, "lean", {}, {"reconfigure_search": False}, [BENCH / "one_language.py"])


def _settings(repo: Path, name: str, plugins: dict[str, Any], i18n: dict[str, Any], hooks: Sequence[Path] = ()) -> Path:
    """Writes a mkdocs.yml beside the project's own: everything inherited but what belongs to casebook."""
    (repo / "stock").mkdir(exist_ok=True)
    own = yaml.load((repo / "mkdocs.yml").read_text("utf-8"), Loader=_Loader)  # noqa: S506  # a SafeLoader
    languages = next(plugin["i18n"] for plugin in own["plugins"] if "i18n" in plugin)
    settings = {
        "INHERIT": "mkdocs.yml",
        "theme": {"custom_dir": "stock", "palette": {"primary": "indigo", "accent": "indigo"}},
        "extra_css": [],
        "hooks": [str(hook) for hook in hooks],
        "watch": [],
        "nav": _nav(own["nav"]),
        "plugins": [{key: value} for key, value in plugins.items()] + [{"i18n": {**languages, **i18n}}],
    }
    target = repo / f"{name}.yml"
    target.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    return target


def _nav(nav: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The menu without the archive, which only casebook writes."""
    return [item for item in nav if not any("archive/" in str(value) for value in item.values())]


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without making the Python objects it names."""


_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)

_SEARCH = {"lang": ["zh", "en"], "separator": r"[\s\u200b\-_,:!=\[\]()\"`/]+|\.(?!\d)"}

SYSTEMS = (
    System(
        "casebook",
        "(query, lang) => casebookSearch(query, {lang, limit: 10}).then(results => results.length)",
        ("search/", *(f"assets/casebook/{name}.js" for name in ("terms", "index", "search"))),
        """([query, lang]) => casebookSearch(query, {lang, limit: 10}).then(
          results => results.map(result => new URL(result.url, location).href))""",
    ),
    System(
        "plain",
        (BENCH / "material.js").read_text("utf-8"),
        ("search/", "assets/javascripts/workers/", "assets/javascripts/lunr/"),
        (BENCH / "material_links.js").read_text("utf-8").strip(),
    ),
    System(
        "lean_pagefind",
        """async (query, lang) => {
          window.pagefind = window.pagefind || await import(new URL('/pagefind/pagefind.js', location));
          const found = await pagefind.search(query);
          const shown = await Promise.all(found.results.slice(0, 10).map(result => result.data()));
          return shown.length;
        }""",
        ("pagefind/",),
        """async ([query, lang]) => {
          window.pagefind = window.pagefind || await import(new URL('/pagefind/pagefind.js', location));
          const found = await pagefind.search(query);
          const shown = await Promise.all(found.results.slice(0, 10).map(result => result.data()));
          return shown.map(result => new URL((result.sub_results[0] || result).url, location).href);
        }""",
    ),
)
