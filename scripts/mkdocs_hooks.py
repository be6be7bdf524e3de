"""Joins the library to mkdocs. The only file that imports mkdocs; everything it does is one call into casebook.

``mkdocs build`` and ``mkdocs serve`` alone are enough: the archive is written before files are collected, pages are
composed as they are read, and the search index follows the finished pages of each language.
"""

from __future__ import annotations

import logging
import operator
import os
import posixpath
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, cast

from casebook.base.aside import Aside
from casebook.base.memo import Memo
from casebook.base.output import sync, write
from casebook.base.problems import BadDataError
from casebook.checks.rules import problems_of
from casebook.content import checked, frontmatter, publication
from casebook.content.cache import CACHE, Cache
from casebook.content.corpus import GENERATED, Corpus, Page
from casebook.content.data_files import shared_words
from casebook.content.reader import read
from casebook.content.vocabulary import LANGS, Lang
from casebook.pages import hypertext, navigation, notices, sides
from casebook.pages.addresses import redirect_pages
from casebook.pages.compose import Composer
from casebook.pages.quick_markdown import QuickMarkdown
from casebook.pages.tooltips import Tooltips
from casebook.pages.views import Kept, Views
from casebook.publishing import site
from casebook.publishing.preview import Preview
from casebook.sessions.session_files import Shelf
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

log = logging.getLogger("mkdocs.casebook")
_TEMPLATES = {"index.md": "home.html", "training/present.md": "present.html"}
"""Pages that have a template of their own."""


class _State:
    """What one build keeps between events, and a preview from one build to the next."""

    memo = Memo.none()
    preview: Preview | None = None
    corpus: Corpus
    composer: Composer
    caches: dict[Lang, Cache]
    shelf: Shelf
    views: Views
    kept: Kept
    tooltips: Tooltips
    waiting: dict[str, tuple[dict[str, Any], str, str]]
    """Source → head of the page that mkdocs is converting, and what stands before and after its body."""
    done: Aside
    """Source → HTML of a page that waits to be written: mkdocs converts all pages before it writes the first."""


_state = _State()


def _lang(config: MkDocsConfig) -> Lang:
    return cast(Lang, config.plugins["i18n"].current_language)  # type: ignore[attr-defined]


def _root(config: MkDocsConfig) -> Path:
    return Path(config.docs_dir).parent


def on_startup(command: str, dirty: bool) -> None:
    """A preview remembers what it has read, and shows what is not published yet; a build does neither."""
    _state.preview = Preview() if command == "serve" else None
    _state.memo = Memo(keeps=command == "serve")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads and checks the content, writes the archive, lays out the navigation. Once per build, not per language."""
    plugin: Any = config.plugins["i18n"]
    if plugin.building:
        return config
    if locale := os.environ.get(checked.LOCALE):
        plugin.current_language, plugin.building = locale, True
    root = _root(config)
    if _state.preview:
        _state.preview.begin(time.time())
    corpus = checked.corpus or _read(root, sound=bool(os.environ.get(checked.READY)))
    _state.corpus = corpus
    _state.caches = {lang: Cache(root / CACHE / lang, shared_words(root), _made) for lang in LANGS}
    _state.shelf = Shelf(corpus, _state.caches)
    _state.composer = Composer(corpus, _state.shelf.shown)
    _state.views, _state.kept, _state.tooltips = Views(corpus), Kept(), Tooltips(corpus.vocabulary)
    config.nav = navigation.expand(config.nav or [], corpus)
    config.markdown_extensions.append(QuickMarkdown())
    return config


def on_serve(server: Any, config: MkDocsConfig, builder: Callable[..., None]) -> Any:
    """A preview makes its pages anew in its own way, unless mkdocs takes it for a build (``mkdocs serve --clean``)."""
    if _state.preview:
        server.builder = _state.preview.served(builder, Abort)
    return server


def on_shutdown() -> None:
    """Waits for what a preview still writes, before mkdocs removes the folder."""
    if _state.preview:
        _state.preview.settle()


def _made(name: str) -> None:
    """Says which files had to be made: of those that an earlier build has kept, nothing is said."""
    log.info("制作 %s", name)


def _read(root: Path, *, sound: bool) -> Corpus:
    """The content; unless a command has found it ``sound``, checked here and its archive written."""
    try:
        corpus, problems = read(root, _state.memo)
    except BadDataError as error:
        raise Abort(str(error)) from error
    selection = checked.selection(os.environ, previews=_state.preview is not None)
    if sound:
        return publication.published(corpus, selection)
    lost = publication.lost(corpus, selection)
    problems = sorted([*problems, *problems_of(corpus, root, _state.memo), *lost])
    errors = [problem for problem in problems if problem.severity == "error"]
    for problem in problems:
        (log.error if problem in errors else log.info)(problem)
    if errors:
        raise Abort(f"内容有 {len(errors)} 处问题，没有开始生成。")
    corpus = publication.published(corpus, selection)
    sync(root / "docs" / GENERATED, site.archive(corpus).items())
    return corpus


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leaves out what is not published, and makes room for the pages of the language that is now built."""
    _state.waiting, _state.done = {}, Aside()
    for file in [file for file in files if file.src_uri in _state.corpus.hidden]:
        files.remove(file)
    if _state.preview:
        _state.preview.outdate(_state.corpus, Path(config.site_dir))
    return files


def _page(page: MkDocsPage) -> Page | None:
    """The corpus page behind a mkdocs page; ``None`` for generated ones."""
    return _state.corpus.by_path.get(page.file.src_uri.replace(".en.md", ".md"))


def on_page_read_source(page: MkDocsPage, config: MkDocsConfig) -> str:
    """The written body, as the corpus has it; what belongs around it, and a generated page, is HTML already and waits."""
    original, lang, source = _page(page), _lang(config), page.file.src_uri
    if notice := notices.withdrawn(source.replace(".en.md", ".md"), _state.corpus, lang):
        body, _state.waiting[source] = "", ({"title": notice[0], "hide": ["toc"]}, notice[1], "")
    elif original is None:
        front, _ = frontmatter.parse(source, Path(page.file.abs_src_path or "").read_text("utf-8"))
        body, _state.waiting[source] = "", (front.data, front.body, "")
    else:
        shown, composed = _state.corpus.in_lang(original, lang).meta, _state.composer.compose(original, lang)
        meta = {"title": shown.title, "hide": getattr(shown, "hide", [])}
        if original.base in _TEMPLATES:
            meta["template"] = _TEMPLATES[original.base]
        body, _state.waiting[source] = composed.body, (meta, composed.before, composed.after)
    return f"\n{body}"  # without an empty line first, mkdocs would take a line such as “Note: …” for a head


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Gives the page the head that was read with the corpus: mkdocs would read it again, and slowly."""
    page.meta = _state.waiting[page.file.src_uri][0]
    return markdown


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Puts the page together, with the first use of each glossary term marked, and outlines the whole."""
    original = _page(page)
    if original is not None and original.kind != "glossary":
        lang = _state.corpus.in_lang(original, _lang(config)).lang
        html = _state.tooltips.mark(html, lang, page.url, written=page.markdown or "")
    if original is not None and original.kind in sides.KINDS:
        answer = _state.corpus.vocabulary.label("side_answer", _lang(config))
        html = sides.mark(html, sides.address(posixpath.basename(page.url)), answer)
    _, before, after = _state.waiting.pop(page.file.src_uri)
    html = sides.led(f"{before}\n{html}\n{after}", page.url)
    page.toc = TableOfContents([_anchor(entry) for entry in hypertext.outline(html)])
    page.present_anchor_ids = hypertext.ids(html)
    page.markdown = ""
    _state.done.put(page.file.src_uri, html)
    return ""


def _anchor(entry: hypertext.Entry) -> AnchorLink:
    link = AnchorLink(entry.text, entry.id, entry.level)
    link.children = [_anchor(child) for child in entry.children]
    return link


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Hands the templates the page's content, their words and the facts of the page."""
    page.content = _state.done.take(page.file.src_uri)
    context["cb"] = _state.views.page(_page(page), _lang(config), page.meta.get("summary", ""))
    context["kept"] = _state.kept.at(_lang(config), posixpath.dirname(page.url))
    return context


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Lets go of what is written; of a page with two sides, writes the trainer's and hands on the learner's."""
    page.content = ""
    if _state.preview:
        _state.preview.wrote(page.file.abs_dest_path)
    original = _page(page)
    if original is None or original.kind not in sides.KINDS:
        return output
    write(Path(sides.address(page.file.abs_dest_path)), sides.cut(output, "trainer").encode())
    return sides.cut(output, "learner")


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The same for pages without a source, such as 404.html."""
    context["cb"] = _state.views.page(None, _lang(config))
    context["kept"] = _state.kept.at(_lang(config), template_name)
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Indexes the finished pages of the language just built, adds its kits, templates and the pages that lead to moved ones."""
    lang, target = _lang(config), Path(config.site_dir)
    _state.done.close()
    for address, content in redirect_pages(_state.corpus).items():
        if address.startswith("en/") == (lang == "en"):
            write(target / address, content)
    later = _state.preview.put_off if _state.preview else operator.call
    later(partial(sync, target / "search" / lang, site.search(_state.corpus, target, lang, _state.memo)))
    later(partial(sync, target / "training" / "kits" / lang, site.kits(_state.corpus, lang, _state.memo)))
    offer = _state.preview.offer if _state.preview else site.offer
    offer(target / ("" if lang == "zh" else lang), _state.corpus, lang, _state.shelf, _state.caches[lang])
    if _state.preview:
        _state.preview.end(target)
