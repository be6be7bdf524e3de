"""Rules on the Markdown of a page. Those on its characters come before: :mod:`casebook.base.characters`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.base.problems import Problem
from casebook.checks.place import in_body
from casebook.content.corpus import Corpus, Page
from casebook.content.markdown import FENCE, closes

_TAG = re.compile(r"<[a-zA-Z/!?][^>]*>?")
_ATTRIBUTES = re.compile(r"\{[^{}]*(?:\bon\w+|style) *=")
_IDS = re.compile(r"\{[^{}#\n]*#([^ }\n]+)")
_RESERVED = re.compile(r"^(__|cb-)")
_CODE = re.compile(r"`[^`]*`")
_LANGUAGE = re.compile(r"[a-z0-9+-]*")
_UNDERLINE = re.compile(r"^[> \t]*(=+|-+)[ \t]*$")
_ODD_HEADING = re.compile(r"\n(?:[> \t]+#|#(?!#{0,5} +(?!\{[^}]*\} *(?:\n|\Z))\S)|[> \t]*[=\-][=\- \t]*(?:\n|\Z))")
"""What a heading in another form, or the line under one, looks like with the line end before it."""
_HEADING = re.compile(r"^#{1,6} +(?!\{[^}]*\} *$)\S")
_SNIPPET = re.compile("-8<-")
_EXCLAMATION = re.compile(r"！|(?<!!)!(?![!\[])")


def raw_html(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Pages are Markdown: no HTML tags, comments or declarations that could carry a script or break the layout."""
    for number, line in page.prose if "<" in page.body else ():
        if match := _TAG.search(_CODE.sub(_blot, line)):
            message = f"正文里有 HTML “{match[0][:40]}”，请改用 Markdown 写法"
            yield in_body(page, number, "raw-html", message, match.start() + 1)


def attributes(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Attribute lists set ids and classes only: no style, no event handler."""
    for number, line in page.prose if "=" in page.body else ():
        if match := _ATTRIBUTES.search(line):
            message = f"花括号里只能写 #编号 或 .类名，这里是“{match[0][:40]}”"
            yield in_body(page, number, "attribute", message, match.start() + 1)


def snippet(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A page holds its own text: nothing is copied in from another file, which could publish any file of the host."""
    for number, line in enumerate(page.body.split("\n")) if "-8<-" in page.body else ():
        if match := _SNIPPET.search(line):
            message = "有插入别的文件的写法“--8<--”，请直接写出内容"
            yield in_body(page, number, "snippet", message, match.start() + 1)


def fence(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Code begins with three marks and at most the name of a language, and ends with the same marks.

    The rest of the page would vanish into it else, for some programs; in a quotation they differ again.
    """
    opened: tuple[int, re.Match[str]] | None = None
    for number, line in enumerate(page.body.split("\n")) if "```" in page.body or "~~~" in page.body else ():
        match = FENCE.match(line)
        if match and opened and closes(match, opened[1]):
            opened = None
        elif match and not opened:
            opened = number, match
            if ">" in match["indent"] or not _LANGUAGE.fullmatch(match["rest"].strip()):
                yield in_body(page, number, "fence", "代码块的记号应单独成行，至多带语言名，如 ```sh，也不放在引文里")
    if opened:
        message = f"代码块没有结束，请在末尾补一行同样的记号 {opened[1]['mark']}"
        yield in_body(page, opened[0], "fence", message)


def diagram(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Diagrams are pictures: one drawn by a script in the browser can carry links and scripts, and fails in old ones."""
    fenced = "```" in page.body or "~~~" in page.body
    for number, line in enumerate(page.body.split("\n")) if fenced and "mermaid" in page.body.lower() else ():
        match = FENCE.match(line)
        if match and "mermaid" in match["rest"].lower():
            yield in_body(page, number, "diagram", "不用 mermaid 画图，请改成 SVG 图片或表格", match.end("mark") + 1)


def heading_form(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A heading is written ``## 标题`` at the start of a line.

    Underlined, indented and quoted ones, and those without a space or without words, would pass by the other rules.
    """
    before = ""
    for number, line in page.prose if _ODD_HEADING.search(f"\n{page.body}") else ():
        text = line.lstrip("> \t")
        if text.startswith("#") and not _HEADING.match(line):
            yield in_body(page, number, "heading-form", f"标题“{text[:20]}”应顶格写，# 后空一格再写文字，如 ## 标题")
        elif _UNDERLINE.match(line) and before.lstrip("> \t"):
            yield in_body(
                page, number, "heading-form", f"“{before.strip()[:20]}”下面的横线把它变成标题，请改写成 ## 标题"
            )
        before = line


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
    ids = _IDS.findall(page.body)
    if len(set(ids)) == len(ids) and not any(map(_RESERVED.match, ids)):
        return
    seen: set[str] = set()
    for number, line in page.prose:
        for match in _IDS.finditer(line):
            name, column = match[1], match.start(1) + 1
            if name in seen:
                yield in_body(page, number, "duplicate-id", f"编号 {name} 在本页已经用过，请换一个", column)
            if _RESERVED.match(name):
                message = f"编号 {name} 以 __ 或 cb- 开头，是网站自用的，请换一个"
                yield in_body(page, number, "reserved-id", message, column)
            seen.add(name)


def exclamation(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Cases are told calmly: no exclamation marks."""
    marked = page.kind == "case" and ("！" in page.body or "!" in page.body) and _EXCLAMATION.search(page.body)
    for number, line in page.prose if marked else ():
        if match := _EXCLAMATION.search(_CODE.sub(_blot, line)):
            yield in_body(page, number, "exclamation", "案例用平静的语气，请把感叹号改成句号", match.start() + 1)


def empty_page(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A page has a body, unless the site fills it."""
    if page.kind not in ("glossary",) and not page.body.strip():
        yield in_body(page, 0, "empty-page", "这一页没有正文，请写上内容或删去文件")


def _blot(match: re.Match[str]) -> str:
    """As many blanks as what was matched, so that columns stay."""
    return " " * len(match[0])


RULES = (
    raw_html,
    attributes,
    snippet,
    fence,
    diagram,
    heading_form,
    top_heading,
    heading_level,
    heading_id,
    exclamation,
    empty_page,
)
