"""The quicker inline processor changes no page."""

from __future__ import annotations

import pytest
from casebook.content.corpus import Corpus
from casebook.pages.inline import QuickInline
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

EXTENSIONS = ["admonition", "attr_list", "tables", "toc", "pymdownx.details", "pymdownx.superfences"]
MARKED = (
    "平常的一句话。",
    "**重**和*斜*，_斜_、__重__、***都有***",
    "`代码`、``有`号``、\\*不是斜体\\*",
    '[链接](a.md "题")、![图](b.png)、<https://example.invalid>、<someone@example.invalid>',
    "行末两个空格  \n换行",
    "&copy;、&#169;、a & b、1 < 2",
    "<b>标签</b>",
    "[甲][乙]\n\n[乙]: c.md",
)


def _converted(text: str, *more: QuickInline) -> str:
    html: str = Markdown(extensions=[*EXTENSIONS, *more]).convert(text)
    return html


@pytest.mark.parametrize("text", MARKED)
def test_every_mark_is_read_as_before(text: str) -> None:
    assert _converted(text, QuickInline()) == _converted(text)


def test_every_page_is_read_as_before(real: Corpus) -> None:
    for page in real.pages[::7]:
        assert _converted(page.body, QuickInline()) == _converted(page.body), page.path


def test_text_without_a_mark_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    name = "_InlineProcessor__handleInline"

    def handle(processor: InlineProcessor, data: str, index: int = 0) -> str:
        seen.append(data)
        return data

    monkeypatch.setattr(InlineProcessor, name, handle)
    _converted("平常的一句话。\n\n有`代码`的一句话。", QuickInline())
    assert seen == ["有`代码`的一句话。"]
