"""A Word file becomes the draft of a case: what is in it comes over or is listed, and what is no plain text is refused."""

from __future__ import annotations

import io
import re
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from casebook.content import corpus, data_files
from casebook.content.field_types import UNFILLED
from casebook.content.markdown import headings, section
from casebook.editing.drafts import Place
from casebook.media import pictures
from casebook.word import case_draft, sections
from casebook.word.case_draft import Draft
from casebook.word.package import MAX_FILE, MAX_OPENED, WordError, open_package
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tests import manuscripts
from tests.conftest import ROOT, run
from tests.editing.test_new_case import fill, problems, snapshot
from tests.manuscripts import NAMESPACES, add_part, add_relation, add_xml, rewrite, save

LOCKED = ROOT / "tests" / "fixtures" / "word" / "locked.docx"
"""Saved with a password by an office program."""
PLACE = Place("2030-01", "fee")


def names() -> sections.Names:
    data = ROOT / "docs" / "_data"
    return sections.names(data_files.load_templates(data)["zh"], data_files.load_headings(data))


def bring(document: Document, tmp_path: Path, real: corpus.Corpus) -> Draft:
    """The draft that a document becomes, without writing it."""
    return bring_file(save(document, tmp_path / "稿.docx"), real)


def bring_file(file: Path, real: corpus.Corpus) -> Draft:
    manuscript = case_draft.read(file.name, file.read_bytes(), names())
    template = data_files.load_templates(ROOT / "docs" / "_data")["zh"]
    return case_draft.draft(manuscript, PLACE, "2026-11-24", template, names(), real)


def page(draft: Draft) -> str:
    return draft.files[PLACE.path].decode()


def body(draft: Draft) -> str:
    return page(draft).partition("\n---\n")[2]


def part(draft: Draft, name: str) -> str:
    return section(body(draft), name).strip()


def simple(*paragraphs: str) -> Document:
    document = docx.Document()
    document.add_heading("一、案情", 1)
    for text in paragraphs:
        document.add_paragraph(text)
    return document


CASES = sorted((ROOT / "docs" / "cases").rglob("2022-*[a-z].md"))
CASES = [file for file in CASES if not file.name.endswith(".en.md")]


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_case_written_in_word_comes_back_word_for_word(file: Path, tmp_path: Path, real: corpus.Corpus) -> None:
    case = real.by_path[file.relative_to(ROOT / "docs").as_posix()]
    draft = bring(manuscripts.chinese(manuscripts.manuscript(case)), tmp_path, real)
    for heading in headings(case.body):
        if heading.level == 2 and heading.id:
            assert part(draft, heading.id) == manuscripts.words(section(case.body, heading.id)).strip()
    assert f'title: "{case.meta.title}"' in page(draft)
    assert (draft.missing, draft.unmapped, draft.findings) == ([], [], [])
    assert not [problem for problem in draft.unfilled if problem.column]


def test_imported_and_filled_a_case_passes_the_check(tmp_path: Path, real: corpus.Corpus) -> None:
    shutil.copytree(
        ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("2022-01-*", "archive", "addresses.txt")
    )
    case = real.by_path["cases/2022/2022-01-gift-cards.md"]
    source = save(manuscripts.manuscript(case), tmp_path / "gift-cards.docx")
    before = source.read_bytes(), source.stat().st_mtime_ns
    done = run("import_docx.py", source, "--month", "2022-01", "--root", tmp_path)
    assert done.returncode == 0, done.stderr
    assert (source.read_bytes(), source.stat().st_mtime_ns) == before
    assert "“一、案情” → 案情 {#facts}" in done.stdout
    assert "页首：summary、provenance" in done.stdout
    written = tmp_path / "docs" / case.path
    written.write_text(fill(written.read_text("utf-8"), case), "utf-8")
    shutil.copy(ROOT / "docs" / case.path.replace(".md", ".en.md"), written.with_suffix(".en.md"))
    assert [str(problem) for problem in problems(tmp_path) if problem.path == f"docs/{case.path}"] == []


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("案情", "facts"),
        ("一、基本案情", "facts"),
        ("（二）处理情况", "outcome"),
        ("第三部分　相关条款", "rules"),
        ("4.案例剖析", "analysis"),
        ("五 风险点及防控措施", "controls"),
        ("⑥对照自查（五问）", "self-check"),
        ("7．思考题：", "discussion"),
        ("【测试题】", "quiz"),
        ("教案", "trainer"),
        ("延伸阅读", "more"),
        ("来源说明", "source"),
    ],
)
def test_names_and_numbers_of_headings(heading: str, name: str) -> None:
    assert names().find(heading) == name


def test_every_way_of_marking_a_heading(tmp_path: Path, real: corpus.Corpus) -> None:
    document = docx.Document()
    own = document.styles.add_style("一级标题", WD_STYLE_TYPE.PARAGRAPH)
    based = document.styles.add_style("科室标题", WD_STYLE_TYPE.PARAGRAPH)
    based.base_style = own
    document.add_paragraph("少开的一张停车票", style="Title")
    document.add_paragraph("案情简介", style="科室标题")
    document.add_paragraph("甲")
    document.add_paragraph().add_run("二、处理结果").bold = True
    document.add_paragraph("乙")
    outlined = document.add_paragraph("相关条款")
    outlined._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {NAMESPACES} w:val="0"/>'))
    document.add_paragraph("丙")
    document.add_paragraph("四、案例剖析")
    document.add_paragraph("丁")
    document.add_paragraph("风险点与防控", style="List Number")
    document.add_paragraph("戊")
    draft = bring(document, tmp_path, real)
    found = {name: part(draft, name) for name in ("facts", "outcome", "rules", "analysis", "controls")}
    assert found == {"facts": "甲", "outcome": "乙", "rules": "丙", "analysis": "丁", "controls": "戊"}
    assert 'title: "少开的一张停车票"' in page(draft)
    assert "对照自查 {#self-check}" in draft.missing
    assert UNFILLED in part(draft, "self-check")


def test_words_of_the_text_are_not_taken_for_headings(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple("案情是这样的。", "处理。", "他说：测试")
    document.add_paragraph().add_run("请看下面的来源").bold = True
    draft = bring(document, tmp_path, real)
    assert part(draft, "facts").split("\n\n") == ["案情是这样的。", "处理。", "他说：测试", "**请看下面的来源**"]


def test_unknown_headings_keep_their_text_and_are_named(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple("甲")
    document.add_heading("二、处理结过", 1)
    document.add_paragraph("乙")
    document.add_heading("细目", 2)
    document.add_paragraph("丙")
    draft = bring(document, tmp_path, real)
    assert part(draft, "facts") == "甲\n\n### 二、处理结过\n\n乙\n\n### 细目\n\n丙"
    assert any("认不出小节“二、处理结过”" in note and "您是不是想写“处理结果”" in note for note in draft.notes)


def test_a_bold_numbered_line_is_a_heading_although_unknown(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple("甲")
    document.add_paragraph().add_run("五、心得体会").bold = True
    document.add_paragraph("乙")
    draft = bring(document, tmp_path, real)
    assert part(draft, "facts") == "甲\n\n### 五、心得体会\n\n乙"
    assert any("认不出小节“五、心得体会”" in note for note in draft.notes)


def test_an_unknown_heading_after_the_questions_is_no_question(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple("甲")
    document.add_heading("测一测", 1)
    for line in ("第1题（单选） 问？", "A. 一", "B. 二", "答案：B", "A 错。甲。", "B 对。乙。", "定题条款：无"):
        document.add_paragraph(line)
    document.add_heading("背景资料", 1)
    document.add_paragraph("乙")
    draft = bring(document, tmp_path, real)
    assert part(draft, "facts") == "甲\n\n### 背景资料\n\n乙"
    assert not any("第 2 题" in note or "合并" in note for note in draft.notes)


def test_what_stands_before_the_first_section(tmp_path: Path, real: corpus.Corpus) -> None:
    document = docx.Document()
    document.add_heading("少开的一张停车票", 1)
    document.add_paragraph("摘要：收费员少开票三次，受警告处分。")
    document.add_paragraph("——一名收费员的半年")
    document.add_heading("案情", 1)
    document.add_paragraph("甲")
    draft = bring(document, tmp_path, real)
    assert 'title: "少开的一张停车票"' in page(draft)
    assert 'summary: "收费员少开票三次，受警告处分。"' in page(draft)
    assert part(draft, "facts") == "——一名收费员的半年\n\n甲"
    assert any("第一个小节之前" in note for note in draft.notes)


def test_a_title_too_long_becomes_a_remark(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple("甲")
    title = document.element.body[0]
    title.addprevious(
        parse_xml(f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{"长" * 40}</w:t></w:r></w:p>')
    )
    draft = bring(document, tmp_path, real)
    assert f'# 稿子里写的是：{"长" * 40}\ntitle: "{UNFILLED}"' in page(draft)


def test_lists_of_word_and_lists_typed_by_hand(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple()
    for text, style in (("甲", "List Number"), ("乙", "List Number"), ("丙", "List Bullet")):
        document.add_paragraph(text, style=style)
    document.add_paragraph("隔开")
    for text in ("1、丁", "2．戊", "3.己", "• 庚", "3.5万元"):
        document.add_paragraph(text)
    draft = bring(document, tmp_path, real)
    assert part(draft, "facts") == "1. 甲\n2. 乙\n\n- 丙\n\n隔开\n\n1. 丁\n2. 戊\n3. 己\n\n- 庚\n\n3.5万元"


def test_nested_lists(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple()
    for text, depth in (("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0)):
        paragraph = document.add_paragraph(text, style="List Number")
        number = document.styles["List Number"].element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        assert number is not None
        own = f'<w:numPr {NAMESPACES}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(own))
    levels = "".join(f'<w:lvl w:ilvl="{d}"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>' for d in (0, 1))
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {NAMESPACES} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {NAMESPACES} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    assert part(bring(document, tmp_path, real), "facts") == "1. 甲\n    1. 乙\n    2. 丙\n2. 丁"


def test_tables_with_merged_cells_lists_and_bars(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple()
    table = document.add_table(3, 3)
    for row, cells in zip(table.rows, (("环节", "风险", "谁"), ("甲|乙", "丙", "丁"), ("", "戊", "己")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(1, 2).add_paragraph("庚")
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    draft = bring(document, tmp_path, real)
    assert part(draft, "facts").split("\n") == [
        "| 环节 | 风险；谁 | 风险；谁 |",
        "|---|---|---|",
        "| 甲\\|乙 | 丙 | 丁；庚 |",
        "| 甲\\|乙 | 戊 | 己 |",
    ]
    assert any("合并的单元格已拆开" in note for note in draft.notes)
    assert any("并成了一段" in note for note in draft.notes)


def test_a_table_in_a_table_and_a_box_of_one_cell(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple()
    box = document.add_table(1, 1).cell(0, 0)
    box.text = "框里的话"
    document.add_paragraph("隔开")
    outer = document.add_table(2, 2)
    outer.cell(0, 0).text, outer.cell(0, 1).text, outer.cell(1, 0).text = "甲", "乙", "丙"
    inner = outer.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "丁", "戊"
    draft = bring(document, tmp_path, real)
    assert part(draft, "facts") == "框里的话\n\n隔开\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁；戊 |"
    assert {"只有一格", "表格里套着"} <= {note[:4] if note.startswith("只有") else note[:5] for note in draft.notes}


def test_emphasis_breaks_and_signs(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple()
    paragraph = document.add_paragraph("前")
    paragraph.add_run("重 ").bold = True
    paragraph.add_run("斜").italic = True
    paragraph.add_run("后\n下一行")
    paragraph.add_run("删").font.strike = True
    document.add_paragraph("# 不是标题 *星* _线_ [方](x) `码` a|b")
    document.add_paragraph("!!! note")
    document.add_paragraph("---")
    document.add_paragraph("<script>alert(1)</script>{#x onclick=y}&amp;１２Ａ\u200b字")
    draft = bring(document, tmp_path, real)
    assert part(draft, "facts").split("\n\n") == [
        "前**重** *斜*后",
        "下一行删",
        "\\# 不是标题 \\*星\\* \\_线\\_ \\[方\\](x) \\`码\\` a|b",
        "\\!!! note",
        "\\---",
        "＜script＞alert(1)＜/script＞｛#x onclick=y｝＆amp;12A字",
    ]
    said = " ".join(draft.notes)
    assert "强制换行" in said
    assert "删除线没有保留" in said


def test_hostile_words_stay_words(small: Path, tmp_path: Path) -> None:
    lines = ["<img src=x onerror=alert(1)>", "[点](javascript:alert(1))", "![x](//evil.example/a.png)", "```", "~~~"]
    lines += [
        "{: onclick=x}",
        "# 顶",
        "Title",
        "===",
        "> 引",
        "[k]: //evil.example",
        "<!-- 没有结束",
        "--8<-- 'x'",
        "- - -",
    ]
    document = simple(*lines, *(f"1. {line}" for line in lines))
    for line in lines:
        document.add_paragraph(line, style="List Bullet")
        document.add_heading(line, 2)
        document.add_paragraph("甲")
        document.add_table(2, 2).cell(0, 0).text = line
    document.add_paragraph("\u2028status: published\u0085title: x", style="Title")
    source = save(document, tmp_path / "x.docx")
    assert run("import_docx.py", source, "--root", small).returncode == 0
    assert {problem.code for problem in problems(small)} <= {"fill-in", "exclamation"}, "words too loud, nothing worse"


def test_pictures_are_encoded_anew_beside_the_page(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple("甲")
    for alt in ("两栏的登记表", "图片 1", "C:\\照片\\IMG_1.JPG", "图片包含 文字 AI 生成的内容可能不正确。"):
        manuscripts.add_picture(document, manuscripts.photo(), alt)
    draft = bring(document, tmp_path, real)
    lines = [line for line in part(draft, "facts").split("\n") if line.startswith("!")]
    assert lines[0] == "![两栏的登记表](2030-01-fee-1.jpg)"
    assert lines[1:] == [f"![{UNFILLED}写明图上是什么](2030-01-fee-{n}.jpg)" for n in (2, 3, 4)]
    content = draft.files["cases/2030/2030-01-fee-1.jpg"]
    assert list(pictures.faults(content, ".jpg")) == []
    assert b"Some Maker" not in content


def test_a_picture_that_cannot_be_shown_is_asked_for(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple("甲")
    manuscripts.add_picture(document, manuscripts.photo(), "旧图")

    def spoil(parts: dict[str, bytes]) -> None:
        for name in parts:
            if name.startswith("word/media/"):
                parts[name] = b"\x01\0\0\0 EMF"

    draft = bring_file(rewrite(save(document, tmp_path / "x.docx"), spoil), real)
    assert list(draft.files) == [PLACE.path]
    assert f"{UNFILLED}这里原有一张图片" in part(draft, "facts")
    assert any(item.startswith("图片（旧图）") for item in draft.unmapped)


def box(text: str) -> str:
    inner = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    shape = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    return (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx {shape}>{inner}</wps:txbx></w:drawing></mc:Choice>'
        f'<mc:Fallback><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml">{inner}</v:textbox></w:pict>'
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_what_stays_behind_is_listed_with_its_words(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple("正文。")
    document.sections[0].header.paragraphs[0].text = "内部页眉"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    document.add_comment(document.paragraphs[-1].runs, text="这里再核对", author="某人")
    words = manuscripts.run
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    add_xml(
        document,
        words("留着")
        + f'<w:ins w:id="1">{words("新加的")}</w:ins><w:del w:id="2"><w:r><w:delText>旧的</w:delText></w:r></w:del>',
    )
    add_xml(document, f'<w:moveFrom w:id="3">{words("搬走")}</w:moveFrom><w:moveTo w:id="4">{words("搬来")}</w:moveTo>')
    add_xml(document, words("看得见") + words("看不见", "<w:vanish/>") + words("又看得见", '<w:vanish w:val="0"/>'))
    add_xml(document, words("框外") + box("框里的字"))
    add_xml(document, words("式") + f"<m:oMath {math}><m:r><m:t>a+b</m:t></m:r></m:oMath>")
    ruby = f"<w:ruby><w:rt>{words('huì')}</w:rt><w:rubyBase>{words('贿')}</w:rubyBase></w:ruby>"
    add_xml(document, f"<w:r>{ruby}</w:r>{words('赂')}")
    add_xml(document, words("有注") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    toc = document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("案情1", style=toc)
    space = NAMESPACES
    note = f'<w:footnotes {space}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p>{words("注文")}</w:p></w:footnote></w:footnotes>'
    file = rewrite(
        save(document, tmp_path / "x.docx"), lambda parts: add_part(parts, "word/footnotes.xml", note, "footnotes")
    )
    draft = bring_file(file, real)
    assert set(draft.unmapped) == {
        "页眉：内部页眉",
        "批注 1：这里再核对",
        "修订中加上的字（已留在正文里）：新加的",
        "修订中加上的字（已留在正文里）：搬来",
        "修订中删去的字：旧的",
        "修订中删去的字：搬走",
        "隐藏的文字：看不见",
        "文本框：框里的字",
        "公式：a+b",
        "拼音标注：huì",
        "目录：案情1",
        "脚注 1：注文",
    }
    kept = ["正文。", "留着新加的", "搬来", "看得见又看得见", "框外", "式", "贿赂", "有注"]
    assert part(draft, "facts").split("\n\n") == kept
    assert "某人" not in page(draft)


def test_pictures_outside_the_text_are_listed(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple("正文。")
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(manuscripts.photo()))
    draft = bring(document, tmp_path, real)
    assert draft.unmapped == ["不在正文里的图片（页眉、文本框、组合图形，或已删去）：image1.jpg"]


def test_links_leave_their_words(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple()
    target = document.part.relate_to(
        "https://example.org/a",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    add_xml(document, manuscripts.run("见") + f'<w:hyperlink r:id="{target}">{manuscripts.run("这里")}</w:hyperlink>')
    draft = bring(document, tmp_path, real)
    assert part(draft, "facts") == "见这里"
    assert any("https://example.org/a" in note for note in draft.notes)


QUIZ = [
    "1．（单选）收到购物卡怎么办？",
    "A．先放着  B．当天登记上交",
    "正确答案：B",
    "A项 错。没有凭据。",
    "B 对。",
    "依据：《礼品登记规定》第二条",
    "第二题（多选）",
    "哪些要登记？",
    "A. 卡",
    "B. 券",
]


def test_quizzes_as_people_write_them(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple("甲")
    document.add_heading("测试题", 1)
    for line in QUIZ:
        document.add_paragraph(line)
    draft = bring(document, tmp_path, real)
    found = part(draft, "quiz")
    first = found[: found.index("### 第2题")]
    assert first.strip() == (
        "### 第1题（单选） {#q1}\n\n收到购物卡怎么办？\n\n- A. 先放着\n- B. 当天登记上交\n\n"
        '??? success "看答案和逐项反馈"\n    **答案：B**\n\n    - A 错。没有凭据。\n    - B 对。\n\n'
        "    **定题条款**　《礼品登记规定》第二条"
    )
    assert "### 第2题（多选） {#q2}\n\n哪些要登记？\n\n- A. 卡\n- B. 券" in found
    assert f"**答案：A**　{UNFILLED}" in found
    assert "### 第3题（多选） {#q3}" in found, "the third is the template's"
    assert "测一测：第 2 题没有找到答案" in draft.notes


@pytest.mark.parametrize(("said", "letter"), [("错误", "B"), ("√", "A")])
def test_a_statement_to_be_judged_has_its_two_options(
    tmp_path: Path, real: corpus.Corpus, said: str, letter: str
) -> None:
    document = simple("甲")
    document.add_heading("测一测", 1)
    for line in ("第1题（判断） 卡在抽屉里放着不用，就不算收。", f"答案：{said}", "定题条款：无"):
        document.add_paragraph(line)
    found = part(bring(document, tmp_path, real), "quiz")
    assert "- A. 正确\n- B. 错误" in found
    assert f"**答案：{letter}**\n" in found


def test_options_numbered_by_word(tmp_path: Path, real: corpus.Corpus) -> None:
    document = simple("甲")
    document.add_heading("测一测", 1)
    document.add_heading("第1题（单选）", 2)
    document.add_paragraph("问什么？")
    for option in ("甲项", "乙项"):
        document.add_paragraph(option, style="List Number")
    document.add_paragraph("答案：A")
    assert "- A. 甲项\n- B. 乙项" in part(bring(document, tmp_path, real), "quiz")


def test_tags_are_suggested_from_the_words(tmp_path: Path, real: corpus.Corpus) -> None:
    draft = bring(simple("收了购物卡，购物卡没有登记。", "年轻干部"), tmp_path, real)
    assert re.search(r"# 从正文看可能是：gifts-and-cash（购物卡×2.*\nissue: \[", page(draft))
    assert any(line.startswith("audience") and "young-cadres" in line for line in draft.suggested)


def test_personal_data_is_listed_at_once(small: Path, tmp_path: Path) -> None:
    source = save(simple("电话 138 0013 8000，证号 11010519491231002X。"), tmp_path / "x.docx")
    done = run("import_docx.py", source, "--root", small)
    assert done.returncode == 0, done.stderr
    assert "[identity-number]" in done.stdout
    assert "[phone-number]" in done.stdout


def marked_in_header() -> Document:
    document = simple("甲")
    document.sections[0].header.paragraphs[0].text = "机密★三年"
    return document


@pytest.mark.parametrize("make", [lambda: simple("甲", "机密★一年"), marked_in_header])
def test_a_mark_of_secrecy_stops_everything(make: Callable[[], Document], small: Path, tmp_path: Path) -> None:
    before = snapshot(small)
    done = run("import_docx.py", save(make(), tmp_path / "x.docx"), "--root", small)
    assert done.returncode == 1
    assert "涉密文件不得放进知识库" in done.stderr
    assert snapshot(small) == before


def word(tmp_path: Path) -> bytes:
    return save(simple("甲"), tmp_path / "w.docx").read_bytes()


def packed(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def changed(tmp_path: Path, change: Callable[[dict[str, bytes]], None]) -> bytes:
    return rewrite(save(simple("甲"), tmp_path / "w.docx"), change).read_bytes()


def with_part(name: str, content: bytes = b"x") -> Callable[[Path], bytes]:
    return lambda tmp_path: changed(tmp_path, lambda parts: parts.__setitem__(name, content))


def with_relation(kind: str, target: str) -> Callable[[Path], bytes]:
    outside = ' TargetMode="External"'
    return lambda tmp_path: changed(tmp_path, lambda parts: add_relation(parts, kind, target, outside))


def with_text(old: bytes, new: bytes, name: str = "word/document.xml") -> Callable[[Path], bytes]:
    return lambda tmp_path: changed(tmp_path, lambda parts: parts.__setitem__(name, parts[name].replace(old, new)))


def locked(tmp_path: Path) -> bytes:
    """The .docx with the bit set that says its parts are encrypted."""
    content = bytearray(word(tmp_path))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def lying(tmp_path: Path) -> bytes:
    """A part that says it is small and is not."""
    content = bytearray(packed({"word/document.xml": b"a" * 10_000_000, "[Content_Types].xml": b"x"}))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(content)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
DEEP = b"<w:p>" + b"<w:r>" * 300 + b"</w:r>" * 300 + b"</w:p>"
REFUSED: list[tuple[str, Callable[[Path], bytes], str]] = [
    ("case.doc", lambda _: OLE, "旧版 Word 文件（.doc）"),
    ("case.wps", lambda _: OLE, "WPS 文字文件（.wps）"),
    ("case.docx", lambda _: OLE, "旧版 Office 文件"),
    ("case.docx", lambda _: OLE + "EncryptedPackage".encode("utf-16-le"), "取消密码"),
    ("case.docx", locked, "取消密码"),
    ("case.docm", word, "带宏的 Word 文件"),
    ("case.docx", with_part("word/vbaProject.bin"), "文件里有宏"),
    (
        "case.docx",
        with_text(b"document.main+xml", b"document.macroEnabled.main+xml", "[Content_Types].xml"),
        "文件里有宏",
    ),
    ("case.docx", lambda _: b"", "文件是空的"),
    ("case.docx", lambda _: b"hello", "内容却不是 Word 文档"),
    ("case.docx", lambda _: b"%PDF-1.7", "内容却是PDF"),
    ("case.rtf", lambda _: b"{\\rtf1", "RTF 文件"),
    ("case.pdf", lambda _: b"%PDF-1.7", "PDF 文件"),
    ("case", word, "只能导入 .docx"),
    ("case.docx", lambda tmp: word(tmp)[:-400], "已损坏或不完整"),
    ("case.docx", lambda tmp: word(tmp)[:2000], "已损坏或不完整"),
    ("case.docx", lambda _: packed({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), "Excel 表格"),
    ("case.docx", lambda _: packed({"a.txt": b"x"}), "别的压缩文件"),
    ("case.docx", lambda _: packed({"word/a.bin": b"\0" * (MAX_OPENED + 1)}), "超过限度"),
    ("case.docx", lambda _: packed({f"{n}.xml": b"" for n in range(2100)}), "超过限度"),
    ("case.docx", lying, "已损坏或不完整"),
    ("case.docx", lambda _: b"PK" + b"\0" * MAX_FILE, "至多 30 MB"),
    ("case.docx", with_text(b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document'), "DOCTYPE"),
    ("case.docx", with_text(b"</w:body>", b"</w:bodi>"), "XML 已损坏"),
    ("case.docx", with_text(b"<w:sectPr", DEEP + b"<w:sectPr"), "嵌套太深"),
    ("case.docx", with_part("word/embeddings/a.xlsx"), "嵌着别的文件或对象"),
    ("case.docx", with_part("word/charts/chart1.xml"), "嵌着别的文件或对象"),
    ("case.docx", with_relation("image", "file:///C:/a.png"), "有图片没有存在文件里"),
    ("case.docx", with_relation("image", "https://evil.example/a.png"), "有图片没有存在文件里"),
    ("case.docx", with_relation("oleObject", "file:///C:/a.xls"), "嵌着别的文件或对象"),
]


@pytest.mark.parametrize(("name", "make", "said"), REFUSED, ids=[f"{n}-{r[2]}" for n, r in enumerate(REFUSED)])
def test_what_is_no_plain_word_file_is_refused(
    name: str, make: Callable[[Path], bytes], said: str, tmp_path: Path
) -> None:
    with pytest.raises(WordError, match=re.escape(said)) as error:
        case_draft.read(name, make(tmp_path), names())
    assert re.search("请|已|没有", str(error.value))


def test_a_file_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WordError, match="没有正文"):
        case_draft.read("x.docx", save(docx.Document(), tmp_path / "x.docx").read_bytes(), names())


def test_the_template_a_word_file_was_made_from_does_no_harm(tmp_path: Path) -> None:
    content = with_relation("attachedTemplate", "file:///C:/Users/x/Normal.dotm")(tmp_path)
    assert "word/document.xml" in open_package("x.docx", content)


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--month", "2022-05"), "2022-05 已有案例"),
        (("--slug", "Bad Name"), "您是不是想写 bad-name？"),
        (("--date", "2026-02-30"), "updated"),
    ],
)
def test_the_command_refuses_and_writes_nothing(flags: tuple[str, ...], said: str, small: Path, tmp_path: Path) -> None:
    before = snapshot(small)
    done = run("import_docx.py", save(simple("甲"), tmp_path / "x.docx"), "--root", small, *flags)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert said in done.stderr
    assert "什么也没有写" in done.stderr
    assert snapshot(small) == before


@pytest.mark.parametrize(("name", "said"), [("gone.docx", "没有"), ("old.doc", "另存为"), ("folder.docx", "出错")])
def test_the_command_says_what_is_wrong_with_the_file(name: str, said: str, small: Path, tmp_path: Path) -> None:
    (tmp_path / "old.doc").write_bytes(OLE)
    (tmp_path / "folder.docx").mkdir()
    done = run("import_docx.py", tmp_path / name, "--root", small)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert said in done.stderr


def test_a_file_that_opens_with_a_password_is_refused_with_what_to_do(small: Path) -> None:
    before = snapshot(small)
    done = run("import_docx.py", LOCKED, "--root", small)
    assert done.returncode == 1
    assert done.stderr == (
        "locked.docx：文件设了打开密码。请用 Word 或 WPS 打开，取消密码（文件→信息→保护文档），保存后再导入\n"
        "什么也没有写。\n"
    )
    assert snapshot(small) == before


def test_the_name_comes_from_the_file_or_the_title(small: Path, tmp_path: Path) -> None:
    assert run("import_docx.py", save(simple("甲"), tmp_path / "Parking Fee.docx"), "--root", small).returncode == 0
    assert (small / "docs/cases/2022/2022-06-parking-fee.md").is_file()
    document = docx.Document()
    document.add_heading("少开的票", 0)
    document.add_paragraph("甲")
    assert run("import_docx.py", save(document, tmp_path / "稿子.docx"), "--root", small).returncode == 0
    assert (small / "docs/cases/2022/2022-07-shao-kai-de-piao.md").is_file()
