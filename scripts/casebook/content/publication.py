"""What of the corpus is published. Everything that follows is made from the result: pages, lists, search, feeds, files.

A page is published when its status says so and its day, where it has one, has come; the day of the build comes in as an
argument. What is left out leaves nothing behind: links to it become their words, an agenda names it instead of showing
it, and a picture that only such pages show goes with them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from casebook.base.problems import Problem
from casebook.content.corpus import Corpus, Page, url
from casebook.content.field_groups import SessionItem
from casebook.content.markdown import Link, inline_links
from casebook.content.vocabulary import LANGS


@dataclass(frozen=True)
class Selection:
    """Which pages a build holds.

    ``date`` is the day it is made for (``2026-12-01``); without one, no page that waits for a day is in it. ``samples``
    are the pages that nobody has reviewed yet. A ``preview`` holds everything that is not taken down, for those who
    write and review.
    """

    date: str = ""
    samples: bool = True
    preview: bool = False

    def holds(self, page: Page) -> bool:
        """Whether an original is in the build."""
        return page.meta.status != "withdrawn" and (self.preview or self.publishes(page))

    def publishes(self, page: Page) -> bool:
        """Whether an original is published. As samples, the pages that tell of the site and its tools always are."""
        if page.meta.status == "sample":
            return self.samples or page.frame or page.kind == "other"
        return page.meta.status == "published" and (page.meta.publish_on or "") <= self.date


def published(corpus: Corpus, selection: Selection) -> Corpus:
    """The corpus as it is handed on: what ``selection`` holds, and of the pages taken down what their notices say."""
    shown = {page.base for page in corpus.originals if selection.holds(page)}
    early = frozenset(page.base for page in corpus.originals if page.base in shown and not selection.publishes(page))
    gone = {page.base: page for page in corpus.originals if page.base not in shown}
    if not gone:
        return replace(corpus, early=early)
    kept = [page for page in corpus.pages if page.base not in gone]
    down = [page for page in corpus.pages if page.base in gone and gone[page.base].meta.status == "withdrawn"]
    pictures = _pictures(page for page in corpus.pages if page.base in gone) - _pictures(iter(kept))
    missing = {page.path for page in corpus.pages if page.base in gone} - {page.path for page in down}
    return replace(
        corpus,
        pages=tuple(_without(page, corpus, gone) for page in kept),
        files=corpus.files - pictures,
        redirects={old: new for old, new in corpus.redirects.items() if new not in {url(p, "zh") for p in missing}},
        hidden=frozenset(missing) | pictures & corpus.files,
        withdrawn=tuple(replace(page, front=replace(page.front, body="")) for page in down),
        early=early,
        written=corpus,
    )


def held(corpus: Corpus, selection: Selection) -> list[Page]:
    """The originals that are left out and leave no notice."""
    return [page for page in corpus.originals if not selection.holds(page) and page.meta.status != "withdrawn"]


def lost(corpus: Corpus, selection: Selection) -> Iterator[Problem]:
    """Pages whose addresses were published and that are left out: a reader's bookmark would lead nowhere.

    Samples may go: that is for the office to decide that publishes the site.
    """
    known = frozenset(corpus.addresses)
    for page in held(corpus, selection):
        if page.meta.status != "sample" and any(url(page.base, lang) in known for lang in LANGS):
            yield Problem(f"docs/{page.path}", page.front.line(("status",)), "address-held", _lost(page, selection))


def _lost(page: Page, selection: Selection) -> str:
    when = f"定于 {page.meta.publish_on} 发布，"
    if page.meta.status == "published":
        why = f"{when}生成网站要给出日期，如 --date {page.meta.publish_on}" if not selection.date else when
    else:
        why = f"status 是 {page.meta.status}，不会生成；改好以前先用原来的版本，不能再看的写 withdrawn"
    return f"这一页的地址发布过，{why}"


def _without(page: Page, corpus: Corpus, gone: Mapping[str, Page]) -> Page:
    """``page`` with nothing that leads to the pages that are ``gone``."""
    front = page.front
    if links := [link for link in inline_links(front.body) if not link.image and target(page, link.target) in gone]:
        front = replace(front, body=_unlinked(front.body, links))
    meta = _meta(page, corpus, gone) if page.kind in ("case", "session") and page.lang == "zh" else page.meta
    return page if front is page.front and meta is page.meta else replace(page, front=front, meta=meta)


def _unlinked(body: str, links: Collection[Link]) -> str:
    """The body with the words of these links in their places."""
    parts, at = [], 0
    for link in links:
        parts += [body[at : link.start], link.text]
        at = _end(body, link)
    return "".join([*parts, body[at:]])


def _end(body: str, link: Link) -> int:
    """Where a link ends, its list of attributes included."""
    closing = body.find("}", link.end)
    return closing + 1 if body.startswith("{", link.end) and closing > 0 else link.end


def _meta(page: Page, corpus: Corpus, gone: Mapping[str, Page]) -> Any:
    if page.kind == "case":
        ids = {other.id for other in gone.values() if other.kind == "culture"}
        culture = [name for name in page.meta.culture if name not in ids]
        return page.meta if culture == page.meta.culture else page.meta.model_copy(update={"culture": culture})
    if not any(item.page in gone for item in page.meta.agenda):
        return page.meta
    agenda = [_item(item, corpus, gone) for item in page.meta.agenda]
    return page.meta.model_copy(update={"agenda": agenda})


def _item(item: SessionItem, corpus: Corpus, gone: Mapping[str, Page]) -> SessionItem:
    if item.page not in gone:
        return item
    title = corpus.vocabulary.label("page_unpublished", "zh", title=gone[item.page].meta.title)
    return SessionItem(minutes=item.minutes, title=title)


def target(page: Page, written: str) -> str:
    """The path that a link or image on ``page`` leads to, relative to ``docs/``; its own where it is only a place."""
    path = unquote(written).partition("#")[0]
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.base), path)) if path else page.base


def _pictures(pages: Iterator[Page]) -> frozenset[str]:
    """The paths of the pictures that pages show."""
    return frozenset(target(page, link.target) for page in pages for link in inline_links(page.body) if link.image)
