"""The site's addresses: which there are, which must live on, and what stands where a page has moved away."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape

from casebook.content.corpus import GENERATED, Corpus, url
from casebook.content.vocabulary import LANGS
from casebook.pages import sides
from casebook.pages.archive import page_names

LIST = "addresses.txt"
_SCRIPT = "assets/casebook/moved.js"
_FILES = ("cases.json", "cases.csv", "pages.json")


def current(corpus: Corpus) -> set[str]:
    """Every address of the site as it would be built now, relative to its root."""
    paths = [page.base for page in (*corpus.originals, *corpus.withdrawn) if page.lang == "zh"]
    paths += [f"{GENERATED}/{name}.md" for name in page_names(corpus)]
    pages = {url(path, lang) for path in paths for lang in LANGS}
    pages |= {sides.address(url(path, lang)) for path in _sided(corpus) for lang in LANGS}
    return pages | {f"{GENERATED}/{name}" for name in _FILES} | {url(f"{GENERATED}/feed.xml", lang) for lang in LANGS}


def _sided(corpus: Corpus) -> Iterator[str]:
    """The paths of the originals that have a trainer's page."""
    pages = (*corpus.originals, *corpus.withdrawn)
    return (page.base for page in pages if page.lang == "zh" and page.kind in sides.KINDS)


def moved(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Old and new address of every page that moved, in every language, with the trainer's page beside it.

    A withdrawn page has one notice: its trainer's page leads there.
    """
    sided = {url(path, "zh") for path in _sided(corpus)}
    for old, new in corpus.redirects.items():
        pairs = [(old, new), *([(sides.address(old), sides.address(new))] if new in sided else [])]
        for pair in pairs:
            yield pair
            yield f"en/{pair[0]}", f"en/{pair[1]}"
    for page in corpus.withdrawn:
        if page.lang == "zh" and page.kind in sides.KINDS:
            yield from ((sides.address(page.url(lang)), page.url(lang)) for lang in LANGS)


def redirect_pages(corpus: Corpus) -> dict[str, bytes]:
    """A page for each old address that leads on to the new one, at the same place of it where scripts run."""
    return {old: leading(old, new) for old, new in moved(corpus)}


def leading(old: str, new: str) -> bytes:
    """A page at one address of the site that leads on to another."""
    lang, text = ("en", "This page has moved:") if new.startswith("en/") else ("zh", "本页已移到：")
    at = posixpath.dirname(old) or "."
    target, script = (escape(posixpath.relpath(path, at), quote=True) for path in (new, _SCRIPT))
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript><title>{text}</title></head>\n'
        f'<body><h1>{text}</h1><p><a href="{target}">{escape(new)}</a></p><script src="{script}"></script></body></html>\n'
    ).encode()
