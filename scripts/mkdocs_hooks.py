"""Joins the library to mkdocs. The only file that imports mkdocs; everything it does is one call into casebook.

``mkdocs build`` and ``mkdocs serve`` alone are enough: the archive is written before files are collected, pages are
composed as they are read, and the search index follows the finished pages of each language.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any, cast

from casebook import forms, navigation, site
from casebook.addresses import redirect_pages
from casebook.checks import problems_of
from casebook.compose import Composer
from casebook.corpus import Corpus, Page, read
from casebook.memo import Memo
from casebook.output import sync, write
from casebook.problems import BadDataError
from casebook.tooltips import Tooltips
from casebook.views import Views
from casebook.vocabulary import Lang
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

log = logging.getLogger("mkdocs.casebook")
_READY = "CASEBOOK_READY"
"""Set by a command that has checked the content and written the archive already."""
_LOCALE = "CASEBOOK_LOCALE"
"""Set to build one language only, so that each can have a process of its own."""


class _State:
    """What one build keeps between events, and a preview from one build to the next."""

    memo = Memo.none()
    corpus: Corpus
    composer: Composer
    views: Views
    tooltips: Tooltips


_state = _State()


def _lang(config: MkDocsConfig) -> Lang:
    return cast(Lang, config.plugins["i18n"].current_language)  # type: ignore[attr-defined]


def _root(config: MkDocsConfig) -> Path:
    return Path(config.docs_dir).parent


def on_startup(command: str, dirty: bool) -> None:
    """A preview remembers what it has read; a build does not."""
    _state.memo = Memo(keeps=command == "serve")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads and checks the content, writes the archive, lays out the navigation. Once per build, not per language."""
    plugin: Any = config.plugins["i18n"]
    if plugin.building:
        return config
    if locale := os.environ.get(_LOCALE):
        plugin.current_language, plugin.building = locale, True
    root = _root(config)
    try:
        corpus, problems = read(root, _state.memo)
    except BadDataError as error:
        raise Abort(str(error)) from error
    if not os.environ.get(_READY):
        problems = sorted([*problems, *problems_of(corpus, root, _state.memo)])
        errors = [problem for problem in problems if problem.severity == "error"]
        for problem in problems:
            (log.error if problem in errors else log.info)(problem)
        if errors:
            raise Abort(f"内容有 {len(errors)} 处问题，没有开始生成。")
        sync(Path(config.docs_dir) / "archive", site.archive(corpus))
    _state.corpus, _state.composer = corpus, Composer(corpus)
    _state.views, _state.tooltips = Views(corpus), Tooltips(corpus.vocabulary)
    config.nav = navigation.expand(config.nav or [], corpus)
    return config


def _page(page: MkDocsPage) -> Page | None:
    """The corpus page behind a mkdocs page; ``None`` for generated ones."""
    return _state.corpus.by_path.get(page.file.src_uri.replace(".en.md", ".md"))


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Puts tags, notices, summary and related pages around the written body."""
    original = _page(page)
    if original is None:
        return markdown
    page.meta.pop("status", None)  # the theme would put a mark of its own beside the title in the menu
    if original.base == "index.md":
        page.meta["template"] = "home.html"
    return _state.composer.compose(original, _lang(config))


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Marks the first use of each glossary term."""
    original = _page(page)
    if original is None or original.kind == "glossary":
        return html
    return _state.tooltips.mark(html, _state.corpus.in_lang(original, _lang(config)).lang, page.url)


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Hands the templates their words and the facts of the page."""
    context["cb"] = _state.views.page(_page(page), _lang(config), page.meta.get("summary", ""))
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The same for pages without a source, such as 404.html."""
    context["cb"] = _state.views.page(None, _lang(config))
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Indexes the finished pages of the language just built, adds its templates and the pages that lead to moved ones."""
    for address, content in redirect_pages(_state.corpus).items():
        if address.startswith("en/") == (_lang(config) == "en"):
            write(Path(config.site_dir) / address, content)
    folder = Path(config.site_dir) / "search" / _lang(config)
    sync(folder, site.search(_state.corpus, Path(config.site_dir), _lang(config), _state.memo))
    home = Path(config.site_dir) / ("" if _lang(config) == "zh" else _lang(config))
    sync(home / forms.FILES, site.downloads(_state.corpus, _lang(config), _state.memo))
