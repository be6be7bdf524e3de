"""Rules on links and images."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import unquote

from casebook.base.problems import Problem, nearest
from casebook.checks.place import in_body
from casebook.content.corpus import GENERATED, Corpus, Page
from casebook.content.frontmatter import FrontMatter
from casebook.content.markdown import inline_links
from casebook.pages.archive import page_names
from casebook.toolkit.forms import FILES

_REFERENCE = re.compile(r"(?<!\\)\[[^\[\]]+\]\[[^\[\]]*\]|\[\^[^\]]+\]|^ {0,3}\[[^\[\]]+\]:|^\[TOC\]\s*$")
_SCHEME = re.compile(r"^([a-z][a-z0-9+.\-]*):|^(//|\\\\)", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20]|&#?\w+;")


def scheme(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Links and images stay on the site: no other address, no script, no local file. The intranet has no way out."""
    for place, _, _, target in _links(page):
        if _leaves(target):
            message = f"链接“{target[:60]}”指向站外或本机，只能链接站内页面（相对路径）"
            yield _at(page, place, "scheme", message)


@lru_cache(maxsize=1000)
def _leaves(target: str) -> bool:
    """Whether a target has a scheme or a host, however it is spelt."""
    shown = unquote(target) if "%" in target else target
    return bool(_SCHEME.match(_UNSEEN.sub("", shown))) or "&#" in target


def absolute_link(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Links are relative, or they break in a folder and under a sub-path."""
    for place, _, _, target in _links(page):
        if target.startswith("/") and not target.startswith("//"):
            message = f"链接“{target}”以 / 开头，请改成相对路径，如 ../rules/gifts.md"
            yield _at(page, place, "absolute-link", message)


def broken_link(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A linked page exists, and so does the place on it; a picture shown exists and is a picture."""
    for place, is_image, _, target in _links(page):
        if _leaves(target) or target.startswith("/") or not target:
            continue
        path, _, anchor = unquote(target).partition("#")
        full = posixpath.normpath(posixpath.join(posixpath.dirname(page.base), path)) if path else page.base
        if full.startswith(f"{GENERATED}/"):
            if not _generated(full, corpus):
                yield _at(page, place, "broken-link", f"归档里没有“{target}”这一页")
        elif full.startswith(f"{FILES}/"):
            page_path = f"toolkit/{posixpath.basename(full).partition('.')[0]}.md"
            yield _at(page, place, "broken-link", f"“{target}”是生成网站时才有的文件，请链接到模板页 {page_path}")
        elif full in corpus.files or (full in corpus.unread and not is_image):
            continue
        elif is_image and full in corpus.by_path:
            yield _at(page, place, "broken-link", f"“{target}”是一页，不是图片；链接前面不写感叹号")
        elif full not in corpus.by_path:
            known = sorted(corpus.files) if is_image else (*corpus.by_path, *sorted(corpus.unread))
            names = (posixpath.relpath(other, posixpath.dirname(page.base) or ".") for other in known)
            what = "这幅图" if is_image else "这一页"
            yield _at(page, place, "broken-link", f"没有“{target}”{what}{nearest(path, names)}")
        elif anchor and anchor not in (anchors := _anchors(corpus.by_path[full], corpus)):
            yield _at(page, place, "broken-anchor", f"“{path or '本页'}”上没有 #{anchor}{nearest(anchor, anchors)}")


def image(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """An image says in words what it shows."""
    for place, is_image, text, target in _links(page):
        if is_image and text.strip().lower() in ("", "图片", "图", "image"):
            yield _at(page, place, "image-text", f"图片“{target}”没有文字说明，请在方括号里写明图上是什么")


def reference(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No reference links, footnotes and tables of contents: an undefined one shows as raw text, and a page here needs neither."""
    for number, line in page.prose if _referring(page.body) else ():
        if not _referring(line):
            continue
        for match in _REFERENCE.finditer(line):
            message = f"“{match[0]}”是引用式链接、脚注或目录记号，请删去或改成 [文字](页面.md)"
            yield in_body(page, number, "reference", message, match.start() + 1)


def _referring(text: str) -> bool:
    """Whether a reference can be in the text: each of them holds one of these."""
    return "][" in text or "[^" in text or "]:" in text or "[TOC]" in text


_Link: TypeAlias = tuple[tuple[int, int], bool, str, str]
"""Line and column, whether it is an image, text and target of an inline link."""


def _links(page: Page) -> tuple[_Link, ...]:
    return _inline(page.front)


@lru_cache(maxsize=1)
def _inline(front: FrontMatter) -> tuple[_Link, ...]:
    """The inline links of a page with their places. The rules look at one page after another."""
    body, line, at = front.body, 0, 0
    found: list[_Link] = []
    for link in inline_links(body):
        line, at = line + body.count("\n", at, link.start), link.start
        found.append(((line, at - body.rfind("\n", 0, at)), *link[2:]))
    return tuple(found)


def _at(page: Page, place: tuple[int, int], code: str, message: str) -> Problem:
    return in_body(page, place[0], code, message, place[1])


def _anchors(page: Page, corpus: Corpus) -> set[str]:
    found = {heading.id for heading in page.headings if heading.id} | {"brief", "related", "all"}
    return found | {entry.id for entry in corpus.vocabulary.glossary} if page.kind == "glossary" else found


def _generated(path: str, corpus: Corpus) -> bool:
    """Whether the archive will have a page at ``path``."""
    return path.removeprefix(f"{GENERATED}/").removesuffix(".md") in set(page_names(corpus))


RULES = (scheme, absolute_link, broken_link, image, reference)
