"""The quicker processors change no page."""

from __future__ import annotations

import pytest
from casebook.content.corpus import Corpus
from casebook.pages.quick_markdown import QuickMarkdown
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
    "甲\n===\n\n一\n\n## 乙 {#b}\n\n二",
    "## 甲 {#a}\n\n一\n\n### **乙** {#b}\n\n二",
    "- 甲\n- 乙\n\n    丙\n\n    - 丁\n\n1. 戊",
    "甲 | 乙\n--- | ---\n丙 | 丁",
    '??? note "甲"\n    乙\n\n    丙\n\n丁',
    "!!! note\n    乙\n\n丙",
    "甲\n\n```\n乙\n\n丙\n```\n\n    丁",
    "> 甲\n\n《乙》\n\n---",
)


def _converted(text: str, *more: QuickMarkdown) -> str:
    html: str = Markdown(extensions=[*EXTENSIONS, *more], extension_configs={"toc": {"permalink": True}}).convert(text)
    return html


@pytest.mark.parametrize("text", MARKED)
def test_every_mark_is_read_as_before(text: str) -> None:
    assert _converted(text, QuickMarkdown()) == _converted(text)


def test_every_page_is_read_as_before(real: Corpus) -> None:
    for page in real.pages[::7]:
        assert _converted(page.body, QuickMarkdown()) == _converted(page.body), page.path


def test_text_without_a_mark_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    name = "_InlineProcessor__handleInline"

    def handle(processor: InlineProcessor, data: str, index: int = 0) -> str:
        seen.append(data)
        return data

    monkeypatch.setattr(InlineProcessor, name, handle)
    _converted("平常的一句话。\n\n有`代码`的一句话。", QuickMarkdown())
    assert seen == ["有`代码`的一句话。"]
