"""Rules on the characters and the Markdown of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.checks.place import in_body
from casebook.corpus import Corpus, Page
from casebook.problems import Problem

_TAG = re.compile(r"<[a-zA-Z/!?][^>]*>?")
_CONFLICT = re.compile(r"^(<{7} |={7}$|>{7} )")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_ATTRIBUTES = re.compile(r"\{:? *[^}]*(?:\bon\w+|style) *=")
_IDS = re.compile(r"\{:?[^}#]*#([^ }]+)")
_RESERVED = re.compile(r"^(__|cb-)")
_QUOTES = re.compile(r"[> ]*")
_INDENT = re.compile(r"[ \t]*")
_DEEPEST, _BRACKETS = 6, 60
_CODE = re.compile(r"`[^`]*`")


def raw_html(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Pages are Markdown: no HTML tags, comments or entities that could carry a script or break the layout."""
    for number, line in page.prose:
        if match := _TAG.search(_CODE.sub("", line)):
            yield in_body(page, number, "raw-html", f"正文里有 HTML “{match[0][:40]}”，请改用 Markdown 写法")


def attributes(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Attribute lists set ids and classes only: no style, no event handler."""
    for number, line in page.prose:
        if match := _ATTRIBUTES.search(line):
            yield in_body(page, number, "attribute", f"花括号里只能写 #编号 或 .类名，这里是“{match[0][:40]}”")


def conflict_marker(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No marks left by an unresolved merge."""
    for number, line in enumerate(page.body.split("\n")):
        if _CONFLICT.match(line):
            yield in_body(page, number, "conflict-marker", "留有 Git 合并冲突的记号，请选定一种写法后删去")


def control_character(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No control characters besides line ends and tabs."""
    for number, line in enumerate(page.body.split("\n")):
        if match := _CONTROL.search(line):
            yield in_body(page, number, "control-character", f"有看不见的控制字符 U+{ord(match[0]):04X}，请删去")


def invisible(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No zero-width or direction-changing characters: they hide words from readers, search and checks."""
    for number, line in enumerate(page.body.split("\n")):
        if match := _INVISIBLE.search(line):
            yield in_body(page, number, "invisible", f"有零宽或改变方向的字符 U+{ord(match[0]):04X}，请删去")


def full_width(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Digits and Latin letters are half-width."""
    for number, line in enumerate(page.body.split("\n")):
        if match := _WIDE.search(line):
            half = chr(ord(match[0]) - 0xFEE0)
            yield in_body(page, number, "full-width", f"“{match[0]}”是全角字符，应为半角“{half}”")


def fence(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Every code fence is closed; the rest of the page would vanish into it."""
    opened = [number for number, line in enumerate(page.body.split("\n")) if line.lstrip().startswith(("```", "~~~"))]
    if len(opened) % 2:
        yield in_body(page, opened[-1], "fence", "代码块没有结束，请在末尾补一行同样的记号")


def top_heading(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """The title in the front matter is the only heading of level 1."""
    for heading in page.headings:
        if heading.level == 1:
            yield in_body(
                page, heading.line, "top-heading", "正文里不写一级标题（标题取自页面信息的 title），请改为二级 ##"
            )


def heading_level(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Headings go down one level at a time, so that readers and screen readers can follow."""
    level = 1
    for heading in page.headings:
        if heading.level > level + 1:
            message = f"标题从 {level} 级跳到 {heading.level} 级，应为 {'#' * (level + 1)}"
            yield in_body(page, heading.line, "heading-level", message)
        level = heading.level


def heading_id(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Ids are unique on a page and do not take the names the site uses itself."""
    seen: set[str] = set()
    for number, line in page.prose:
        for name in _IDS.findall(line):
            if name in seen:
                yield in_body(page, number, "duplicate-id", f"编号 {name} 在本页已经用过，请换一个")
            if _RESERVED.match(name):
                yield in_body(page, number, "reserved-id", f"编号 {name} 以 __ 或 cb- 开头，是网站自用的，请换一个")
            seen.add(name)


def exclamation(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Cases are told calmly: no exclamation marks."""
    for number, line in page.prose if page.kind == "case" else ():
        if "！" in line:
            yield in_body(page, number, "exclamation", "案例用平静的语气，请把感叹号改成句号")


def nesting(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Lists and quotations go at most six levels deep, and brackets do not pile up: parsing either may never end."""
    for number, line in enumerate(page.body.split("\n")):
        depth = max(len(_QUOTES.match(line)[0].replace(" ", "")), len(_INDENT.match(line)[0].expandtabs(4)) // 4)  # type: ignore[index]
        if depth > _DEEPEST or line.count("[") > _BRACKETS:
            yield in_body(page, number, "nesting", f"这一行嵌套太深或方括号太多，至多 {_DEEPEST} 层")


def empty_page(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A page has a body, unless the site fills it."""
    if page.kind not in ("glossary",) and not page.body.strip():
        yield in_body(page, 0, "empty-page", "这一页没有正文，请写上内容或删去文件")


RULES = (
    raw_html,
    attributes,
    conflict_marker,
    control_character,
    invisible,
    full_width,
    fence,
    top_heading,
    heading_level,
    heading_id,
    exclamation,
    nesting,
    empty_page,
)
