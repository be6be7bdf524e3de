"""Rules on template pages: what can be made into files and a flow chart."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base.problems import Problem, nearest
from casebook.checks.place import in_body
from casebook.content.corpus import Corpus, Page
from casebook.toolkit import form_pages
from casebook.toolkit.forms import FLOW

_LIST = 250
"""Characters that a spreadsheet program takes for all choices of a column together."""
_STEPS = range(3, 21)
_GUIDE = "栏目｜怎样填｜可选项（没有就空着）"


def form_table(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Each sheet of a form has an id and one table, its columns named and different, its rows as long as its head."""
    for sheet in form_pages.sheets(page) if page.kind == "tool" else ():
        if sheet.tables != 1:
            message = f"“{sheet.title}”有 {sheet.tables} 张表，应为 1 张；几张表请各起一个三级标题"
            yield in_body(page, sheet.line, "form-table", message)
        elif not sheet.id:
            message = f"“{sheet.title}”没有编号，应写成 ### {sheet.title} {{#编号}}，译文用同一个编号"
            yield in_body(page, sheet.line, "form-table", message)
        elif not all(sheet.head) or len(set(sheet.head)) < len(sheet.head):
            yield in_body(page, sheet.line, "form-table", f"“{sheet.title}”的栏目名称有空的或者重复的，应各有一个名称")
        for row in sheet.rows:
            if len(row.cells) != len(sheet.head):
                message = f"这一行有 {len(row.cells)} 格，表头有 {len(sheet.head)} 格，应一样多"
                yield in_body(page, row.line, "form-table", message)


def form_guide(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """The table on how to fill in has three columns and names each column of the form once."""
    if page.kind != "tool":
        return
    guide = form_pages.guide(page)
    if guide.tables != 1:
        yield in_body(page, guide.line, "form-guide", f"“怎样填”有 {guide.tables} 张表，应为 1 张，三栏：{_GUIDE}")
    columns = list(dict.fromkeys(name for sheet in form_pages.sheets(page) for name in sheet.head))
    for row in guide.rows:
        if len(row.cells) != 3:
            yield in_body(page, row.line, "form-guide", f"这一行有 {len(row.cells)} 格，应为三格：{_GUIDE}")
        elif row.cells[0] not in columns:
            message = f"表里没有“{row.cells[0]}”这一栏{nearest(row.cells[0], columns)}"
            yield in_body(page, row.line, "form-guide", message)


def form_choice(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Choices fit into a list of a spreadsheet, and the rows of the form keep to them."""
    if page.kind != "tool" or not _sound(page):
        return
    known = {hint.column: hint.choices for hint in form_pages.hints(page) if hint.choices}
    for row in form_pages.guide(page).rows:
        listed = ",".join(known.get(row.cells[0], ()))
        if len(listed) > _LIST or listed.count(",") >= max(len(known.get(row.cells[0], ())), 1):
            yield in_body(page, row.line, "form-choice", f"可选项合计至多 {_LIST} 个字，之间用顿号或分号，不用英文逗号")
    for sheet in form_pages.sheets(page):
        for row in sheet.rows:
            for column, cell in zip(sheet.head, row.cells, strict=True):
                if cell and column in known and cell not in known[column]:
                    choices = known[column]
                    message = f"{column} 写的是“{cell}”，应为：{'、'.join(choices)}{nearest(cell, choices)}"
                    yield in_body(page, row.line, "form-choice", message)


def flow(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A flow has 3 to 20 steps of six cells; a step with a risk names its point and its control."""
    for sheet in form_pages.sheets(page) if page.kind == "tool" and _sound(page) else ():
        if sheet.id != FLOW:
            continue
        if len(sheet.rows) not in _STEPS or len(sheet.head) != form_pages.FLOW_COLUMNS:
            message = "流程表应有 3—20 步、六栏：步骤｜谁办｜凭什么交｜风险等级｜风险点｜防控措施"
            yield in_body(page, sheet.line, "flow", message)
            continue
        for row in sheet.rows:
            risk, point, control = row.cells[3:]
            if risk not in form_pages.RISKS:
                yield in_body(page, row.line, "flow", f"风险等级写的是“{risk}”，应为：{'、'.join(form_pages.RISKS)}")
            elif form_pages.RISKS[risk] and not (point and control):
                yield in_body(page, row.line, "flow", f"风险等级为“{risk}”的一步，要写明风险点和防控措施")


def form_twin(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A translated form has the original's sheets, and in each as many columns and rows."""
    original = corpus.by_path.get(page.base)
    if page.kind != "tool" or page.lang == "zh" or original is None:
        return
    ours, theirs = ({s.id: s for s in form_pages.sheets(side)} for side in (page, original))
    line = next((h.line for h in page.headings if h.id == "form"), 0)
    for name in [name for name in theirs if name not in ours]:
        yield in_body(page, line, "form-twin", f"译文缺少原文的表 {{#{name}}}")
    for name in [name for name in theirs if name in ours]:
        sizes = [(len(sheet.head), len(sheet.rows)) for sheet in (ours[name], theirs[name])]
        if sizes[0] != sizes[1]:
            message = "译文的表是 {} 栏 {} 行，原文是 {} 栏 {} 行，应一样".format(*sizes[0], *sizes[1])
            yield in_body(page, ours[name].line, "form-twin", message)


def _sound(page: Page) -> bool:
    """Whether the tables have the shape that the other rules count on."""
    shaped = all(len(row.cells) == len(sheet.head) for sheet in form_pages.sheets(page) for row in sheet.rows)
    return shaped and all(len(row.cells) == 3 for row in form_pages.guide(page).rows)


RULES = (form_table, form_guide, form_choice, flow, form_twin)
