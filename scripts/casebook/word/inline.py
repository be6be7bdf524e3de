"""The words of a paragraph of a Word file with their emphasis, as Markdown that shows them and nothing else."""

from __future__ import annotations

import re
import unicodedata

from lxml import etree

_SPECIAL = re.compile(r"([\\`*_\[\]])")
_WIDE = str.maketrans("<>{}", "＜＞｛｝")
"""Signs that would make HTML or attributes of a text; their full-width forms look the same and are only text."""
_HALF = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
"""Full-width digits and letters, which search and checks want as plain ones."""
_SPACES = re.compile(r"[ \t\r\n\x0b\x0c\x1c-\x1f\x85\xa0\u2028\u2029]+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
"""Characters that show nothing, or turn the direction of what follows."""
_ENTITY = re.compile(r"&(?=#?\w+;)")
_FLAT = {"s": "删除线", "sup": "上标", "sub": "下标"}


def inline(element: etree._Element, notes: list[str]) -> str:
    """The words of an element with their emphasis; a hand-made line break is a newline.

    What cannot be kept is added to ``notes``.
    """
    written = escape(element.text or "")
    for child in element:
        if child.tag not in ("ul", "ol", "table"):
            written += _span(child, notes)
        written += escape(child.tail or "")
    return written


def _span(element: etree._Element, notes: list[str]) -> str:
    tag = str(element.tag)
    if tag == "br":
        return "\n"
    if tag == "input":
        return "☑" if element.get("checked") is not None else "☐"
    inner = inline(element, notes)
    if tag in ("strong", "em"):
        return "\n".join(_emphasis(line, "**" if tag == "strong" else "*") for line in inner.split("\n"))
    if tag == "a" and (target := element.get("href", "")) and not target.startswith("#"):
        notes.append(f"链接只留下文字：“{short(inner)}”原来指向 {target[:80]}；站内页面请改成相对路径的链接")
    elif tag in _FLAT and inner.strip():
        notes.append(f"{_FLAT[tag]}没有保留，请核对意思：“{short(inner)}”")
    return inner


def _emphasis(text: str, mark: str) -> str:
    """Emphasis around the words, not around the spaces beside them."""
    inner = text.strip(" \u3000\xa0")
    if not inner:
        return text
    before, after = text[: text.index(inner)], text[text.index(inner) + len(inner) :]
    return f"{before}{mark}{inner}{mark}{after}"


def escape(text: str) -> str:
    """Words of the file as Markdown that shows them and nothing else; tabs and line ends are spaces."""
    return _SPECIAL.sub(r"\\\1", _ENTITY.sub("＆", clean(text)).translate(_WIDE))


def clean(text: str) -> str:
    """A text on one line without characters that do not show, its digits and letters half-width."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _SPACES.sub(" ", text))).translate(_HALF)


def bare_words(markdown: str) -> str:
    """Markdown made here without its marks."""
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)\*+", "", markdown)).strip()


def squeeze(text: str) -> str:
    """A line without spaces at its ends or doubled inside; a full-width space that sets words apart stays."""
    return re.sub(" {2,}", " ", text).strip(" \u3000\n")


def plain(element: etree._Element) -> str:
    """The bare words of an element."""
    return clean("".join(map(str, element.itertext())))


def short(text: str, limit: int = 24) -> str:
    """The beginning of a text, for messages."""
    return text if len(text) <= limit else f"{text[:limit]}……"
