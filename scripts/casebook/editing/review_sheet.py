"""The sheet on which a page is reviewed: what is known of it filled in, what people do left empty for their hand.

A step that is recorded on the page stands there with its post, day and result; nothing else is filled in for anybody.
The sheet is Chinese, as the review is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from casebook.base.numerals import article_zh
from casebook.base.problems import Problem
from casebook.content.approval import text_mark
from casebook.content.blocks import Paragraph, Table
from casebook.content.corpus import Corpus, Page
from casebook.content.field_groups import Drafting, Review, Step
from casebook.content.graph import citations
from casebook.content.markdown import Heading
from casebook.privacy import leaks
from casebook.sessions.papers import Blanks, Paper, Piece, Writing

STEPS: Mapping[str, str] = {
    "draft": "写稿；条文逐条对照文本",
    "first": "事实、定性、条文，版本在当时有效",
    "second": "观点、分寸、适合谁学，认不出真人",
    "final": "能不能刊出，由分管负责人签发",
    "proof1": "错别字、标点、数字",
    "proof2": "条号、时间、金额前后一致",
    "proof3": "生成后的网页：标题、链接、图表",
    "secrecy": "不涉及国家秘密、工作秘密和未公开的案件；与已公开的信息放在一起也推不出",
}
"""Step → what it looks at."""
STATUS = {"sample": "示范", "draft": "起草", "approved": "审定", "published": "发布", "withdrawn": "撤下"}
_RESULTS = {"pass": "通过", "return": "退回"}
_NOW = {"in_force": "同左", "superseded": "没有登记", "unknown": "效力未核实"}
"""Status of the edition → what stands for the present number where none is known."""
_USES = {"conduct": "评价行为", "handling": "处理", "contrast": "对照"}
_NOTICE = (
    "先审查、后公开，一事一审。谁做了哪一步，由谁填岗位、日期、结论并签名；没有做的空着，不代填、不补填。"
    "填完的这张纸留存；页面里只记岗位，不写姓名。"
)
_MARKS = re.compile(r"([\\`*_\[\]{}<>#|])")
_LINES = 4


def paper(corpus: Corpus, page: Page, findings: Sequence[Problem]) -> Paper:
    """The sheet of an original. ``findings`` are those of the gate about it and its translation."""
    return Paper(
        name="review",
        id=f"{page.id.replace('/', '-')}-review",
        title=f"审核单：{page.meta.title}",
        notice=_NOTICE,
        footer=f"审核单　docs/{page.path}",
        page=corpus.vocabulary.label("paper_page", "zh", page="{page}", pages="{pages}"),
        lang="zh",
        day=page.meta.updated,
        pieces=tuple(_pieces(corpus, page, findings)),
    )


def _pieces(corpus: Corpus, page: Page, findings: Sequence[Problem]) -> Iterator[Piece]:
    yield _heading("一、这一页")
    yield Table(("项目", "内容"), tuple((name, _plain(text)) for name, text in _facts(corpus, page) if text))
    yield _heading("二、引用的条文")
    cited = tuple(_citations(corpus, page))
    yield (
        Blanks(("规则", "版本", "条款", "现行条号", "用途", "上次核对", "本次核对（对／错）"), cited)
        if cited
        else _none
    )
    yield _heading("三、检查的结果")
    found = tuple((f"{problem.line}", _plain(_said(problem)), "") for problem in findings)
    yield (
        Blanks(("行", "检查指出的", "怎样处理（改／留及理由）"), found)
        if found
        else Paragraph("没有报错，也没有要人决定的提醒。")
    )
    yield _heading("四、放行的记录")
    let = tuple(_decisions(corpus, page))
    yield Table(("代号", "原文", "决定的岗位", "理由", "日期"), let) if let else _none
    yield _heading("五、三审三校和保密审查")
    steps = tuple(_step(corpus, page, name) for name in Review.model_fields)
    yield Blanks(("环节", "看什么", "岗位（不写姓名）", "日期", "结论（通过／退回）", "签　　名"), steps)
    yield _heading("六、意见")
    yield Writing(_LINES)


_none = Paragraph("没有。")


def _facts(corpus: Corpus, page: Page) -> Iterator[tuple[str, str]]:
    meta, words = page.meta, corpus.vocabulary
    kind = page.kind if f"kind_{page.kind}" in words.labels else "other"
    yield "标题", meta.title
    yield "概括", meta.summary
    yield "类别", words.label(f"kind_{kind}", "zh")
    yield "文件", f"docs/{page.path}"
    yield "地址", page.url("zh")
    yield "状态", f"{STATUS[meta.status]}（{meta.status}）" + _until(meta.publish_on)
    yield "正文最后修改", meta.updated
    yield "文字编号", f"{text_mark(page.front)}　这张单子审的就是这一版；终审通过后记进页首的 reviewed"
    if page.kind == "case":
        yield "刊出月份", meta.month
        yield "来源性质", words.name("provenance", meta.provenance, "zh")
        yield "来源", "　".join(part for part in (meta.source.title, meta.source.url, meta.source.date) if part)
    if meta.withdrawn:
        yield "撤下", f"{meta.withdrawn.date}　{meta.withdrawn.role}　{meta.withdrawn.reason}"
    english = corpus.translations.get(page.base)
    state = {"unreviewed": "有，未经审校", "reviewed": "有，已审校"}
    yield "英文页", state[english.meta.translation] if english else "没有"


def _until(day: str | None) -> str:
    return f"，定于 {day} 发布" if day else ""


def _citations(corpus: Corpus, page: Page) -> Iterator[tuple[str, ...]]:
    for cite in citations(page):
        edition = corpus.vocabulary.editions[cite.rule]
        present = cite.present or corpus.vocabulary.present.get(cite.rule, {}).get(cite.article)
        now = article_zh(present) if present else _NOW[edition.status]
        named = f"{article_zh(cite.article)}{cite.clause}"
        yield f"《{edition.short.zh}》", edition.edition, named, now, _USES[cite.use], cite.checked, ""


def _said(problem: Problem) -> str:
    kind = "提醒" if problem.severity == "warning" else "报错，须改"
    place = "（英文页）" if problem.path.endswith(".en.md") else ""
    return f"{kind}{place}：{problem.message}（{problem.code}）"


def _decisions(corpus: Corpus, page: Page) -> Iterator[tuple[str, ...]]:
    """What of this page somebody let stand, with only the ends of it shown: the sheet is seen by more people."""
    paths = {f"docs/{page.path}", f"docs/{page.path.removesuffix('.md')}.en.md"}
    for one in corpus.allowed.decisions:
        if one.path in paths:
            yield one.code, _plain(leaks.masked(one.text)), one.decided_by, _plain(one.reason), one.date


def _step(corpus: Corpus, page: Page, name: str) -> tuple[str, ...]:
    title = corpus.vocabulary.label(f"step_{name}", "zh")
    step: Drafting | None = getattr(page.meta.review, name, None)
    if step is None:
        return title, STEPS[name], "", "", "", ""
    result = _RESULTS[step.result] if isinstance(step, Step) else ""
    return title, STEPS[name], _plain(step.role), step.date, result, ""


def _heading(text: str) -> Heading:
    return Heading(0, 2, text, None)


def _plain(text: str) -> str:
    """A text as Markdown that shows it as it is."""
    return _MARKS.sub(r"\\\1", text)
