"""Working templates: the page read as a form, its files opened again as office programs would, its flow as a drawing."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from casebook.content.corpus import Corpus
from casebook.content.reader import read
from casebook.content.vocabulary import LANGS, Lang
from casebook.media import flowchart
from casebook.media.flowchart import Step, Words
from casebook.pages.compose import Composer
from casebook.publishing import site
from casebook.toolkit import form_docx, form_files, form_pages, form_xlsx, forms
from casebook.toolkit.forms import Form, Row
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from openpyxl import load_workbook

from tests.conftest import run

LEDGER = "toolkit/letter-ledger.md"
ASKED_FOR = {
    "annual-review", "care-visit", "case-reform", "oversight-ledger", "party-dues-check", "power-list",
    "reception-check", "risk-check", "talk-record", "three-lists",
}  # fmt: skip


@pytest.fixture
def form(small: Path) -> Form:
    corpus, _ = read(small)
    return form_pages.form(corpus.by_path[LEDGER], corpus, "zh")


def test_a_page_is_read_as_its_tables_and_blanks(form: Form) -> None:
    ledger, check, flow = form.sheets
    assert (ledger.id, ledger.title, ledger.notes) == ("ledger", "登记表", ("只登记当月的公函。",))
    assert (ledger.fields, ledger.signatures) == (("单位：", "月份："), ("经办人：", "核对人："))
    assert ledger.head == ("序号", "公函编号", "金额", "核对结果")
    assert ledger.rows[0].cells == ("示例（虚构）", "=接函07号", "186.00", "一致")
    assert ledger.rows[0].example
    assert [row.cells[0] for row in check.rows] == ["1", "2"]
    assert flow.id == forms.FLOW
    assert form.guide.notes == ("由经办人填，两人核对。",)
    assert [hint.choices for hint in form.hints] == [(), ("一致", "不一致"), ("高", "中", "低", "无")]


def test_lists_get_empty_rows_and_questions_do_not(form: Form) -> None:
    ledger, check, flow = form.sheets
    assert [row.cells for row in ledger.rows[1:]] == [(str(n), "", "", "") for n in (1, 2, 3)]
    assert len(check.rows) == 2
    assert len(flow.rows) == 3 + 3
    assert flow.rows[-1].cells == ("",) * 6


def test_columns_to_write_in_share_the_room(form: Form) -> None:
    number, question, result = form.sheets[1].widths(60)
    assert number < question < result
    assert number + question + result == pytest.approx(60)
    fields = replace(form.sheets[1], head=("项目", "内容"), rows=(Row(0, ("看到的情况", "")),))
    assert fields.record
    assert fields.widths(20)[1] > 2 * fields.widths(20)[0]


def test_the_spreadsheet_opens_with_what_the_page_says(form: Form) -> None:
    book = load_workbook(io.BytesIO(form_xlsx.write(form)))
    assert book.sheetnames == ["登记表", "自查", "接待流程", "怎样填"]
    page = book["登记表"]
    top = next(row for row in range(1, 12) if page.cell(row, 1).value == "序号")
    assert [cell.value for cell in page[top]] == ["序号", "公函编号", "金额", "核对结果"]
    assert page.cell(top, 1).font.bold
    assert page.cell(1, 1).value == "公函台账 · 登记表"
    assert "虚构" in page.cell(2, 1).value
    example = page[top + 1]
    assert [cell.value for cell in example] == ["示例\n（虚构）", "=接函07号", 186, "一致"]
    assert example[1].data_type == "s", "text that looks like a formula stays text"
    assert page.freeze_panes == f"A{top + 1}"
    assert page.auto_filter.ref == f"A{top}:D{top + 4}"
    assert book["自查"].auto_filter.ref is None
    lists = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    assert lists[f"D{top + 1}:D{top + 4}"].formula1 == '"一致,不一致"'
    assert lists[f"B{top + 1}:B{top + 4}"].prompt == "收函当天编号"


def test_the_spreadsheet_prints_on_a4_with_its_head_on_every_page(form: Form) -> None:
    for landscape, word in ((True, "landscape"), (False, "portrait")):
        book = load_workbook(io.BytesIO(form_xlsx.write(replace(form, landscape=landscape))))
        for page in book:
            assert page.page_setup.paperSize == 9
            assert page.page_setup.orientation == word
            grows = page.title == "登记表"
            assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0 if grows else 1)
            assert page.sheet_properties.pageSetUpPr.fitToPage
            head = int(page.print_title_rows.split(":")[0].strip("$"))
            assert page.cell(head, 1).value in ("序号", "步骤", "栏目")
            assert page.oddFooter.center.text == "第 &P 页，共 &N 页"


def test_the_document_has_chinese_type_heads_and_page_numbers(form: Form) -> None:
    document = Document(io.BytesIO(form_docx.write(form)))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)  # type: ignore[union-attr]
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "公函台账"
    assert any("经办人：" in text and "核对人：" in text for text in texts)
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert heads == [list(sheet.head) for sheet in (*form.sheets, form.guide)]
    for table in document.tables:
        properties = table.rows[0]._tr.trPr
        assert properties is not None
        assert properties.find(qn("w:tblHeader")) is not None
    runs = list(document.element.body.iter(qn("w:r"))) + list(section.footer._element.iter(qn("w:r")))
    assert len(runs) > 50
    for run_ in runs:
        if run_.find(qn("w:t")) is not None and run_.find(qn("w:t")).text:
            assert run_.rPr.rFonts.get(qn("w:eastAsia")) in ("宋体", "黑体")
    fields = list(section.footer._element.iter(qn("w:fldSimple")))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]
    sizes = {size.get(qn("w:val")) for size in section.footer._element.iter(qn("w:sz"))}
    assert sizes == {"18"}, "numbers are as large as the words beside them"


@pytest.mark.parametrize("lang", LANGS)
def test_questions_print_on_one_page_and_lists_grow(real: Corpus, lang: Lang) -> None:
    for template in real.of("tool"):
        form = form_pages.form(template, real, lang)
        book = load_workbook(io.BytesIO(form_xlsx.write(form)))
        for page, sheet in zip(book, (*form.sheets, form.guide), strict=True):
            grows = sheet.register and sheet.id != forms.FLOW
            assert (page.page_setup.fitToHeight == 0) is grows, (template.id, page.title)
            heights = [line.height for line in page.row_dimensions.values()]
            assert min(heights) >= 18, (template.id, page.title)


def test_rows_to_write_in_are_lowered_where_one_page_then_holds_them(form: Form) -> None:
    def heights(count: int) -> list[float]:
        ledger = replace(form.sheets[0], rows=form.sheets[0].rows[:1]).padded(count)
        document = Document(io.BytesIO(form_docx.write(replace(form, sheets=(ledger, *form.sheets[1:])))))
        return [row.height.mm for row in document.tables[0].rows[2:] if row.height]

    assert {round(height, 1) for height in heights(5)} == {12.0}
    assert {round(height, 1) for height in heights(10)} < {9.5, 10.0, 10.5, 11.0, 11.5}
    assert {round(height, 1) for height in heights(25)} == {12.0}, "what takes two pages anyway has all its room"


def test_the_end_of_a_table_and_its_signatures_stay_together(form: Form) -> None:
    document = Document(io.BytesIO(form_docx.write(form)))
    kept = [
        [
            all(line.paragraph_format.keep_with_next for cell in row.cells for line in cell.paragraphs)
            for row in each.rows
        ]
        for each in document.tables
    ]
    signed = [bool(sheet.signatures) for sheet in (*form.sheets, form.guide)]
    assert True in signed
    for rows, below in zip(kept, signed, strict=True):
        assert rows[-3:] == [True, True, below][-len(rows) :]


@pytest.mark.parametrize("write", [form_xlsx.write, form_docx.write])
def test_the_mark_of_an_example_is_not_broken_within_its_brackets(form: Form, write: form_files.Writer) -> None:
    content = write(form)
    if write is form_docx.write:
        cells = [cell.text for cell in Document(io.BytesIO(content)).tables[0].column_cells(0)]
    else:
        cells = [str(cell.value) for cell in next(iter(load_workbook(io.BytesIO(content))["登记表"].columns))]
    assert "示例\n（虚构）" in cells
    number = form.sheets[0].widths(60)[0]
    assert number >= forms.ems("（虚构）") + 1
    assert forms.broken("Example (fictional)") == "Example\n(fictional)"
    assert forms.broken("三项（含）以上") == "三项（含）以上"


@pytest.mark.parametrize("write", [form_xlsx.write, form_docx.write])
def test_files_say_nothing_of_maker_time_and_machine(form: Form, write: form_files.Writer) -> None:
    one, other = write(form), write(form)
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as file:
        assert file.testzip() is None
        assert {entry.date_time for entry in file.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in name or name.endswith((".jpeg", ".bin")) for name in file.namelist())
        core = ET.fromstring(file.read("docProps/core.xml"))
        for name in file.namelist():
            ET.fromstring(file.read(name))  # every part is well-formed
    said = {element.tag.rpartition("}")[2]: element.text or "" for element in core}
    assert said.get("creator", "") == said.get("lastModifiedBy", "") == said.get("description", "") == ""
    assert {said[name] for name in ("created", "modified")} == {"2026-01-01T00:00:00Z"}
    assert said["title"] == "公函台账"


def test_a_flow_is_drawn_with_names_for_those_who_cannot_see_it(small: Path) -> None:
    corpus, _ = read(small)
    for lang, title in (("zh", "接待流程"), ("en", "Flow of a reception")):
        text = Composer(corpus).compose(corpus.by_path[LEDGER], "zh" if lang == "zh" else "en").body
        start = text.index("<svg class=")
        root = ET.fromstring(text[start : text.index("</div>", start)])
        assert root.get("role") == "img"
        assert root[0].text == title
        assert root.get("aria-labelledby") == root[0].get("id")
        assert root.get("aria-describedby") == root[1].get("id")
        assert text.index("{#flow}") < start < text.index("|", start)
        signs = [e.get("class", "").split()[-1] for e in root.iter("path") if "sign" in e.get("class", "")]
        assert signs == ["cb-flow__medium", "cb-flow__high"]
        points = [e.text or "" for e in root.iter("text") if e.get("class") == "cb-flow__point"]
        assert points[0].startswith("中风险：" if lang == "zh" else "Medium risk: ")
        assert len([e for e in root.iter("path") if e.get("class") == "cb-flow__head"]) == 2


def test_what_a_step_says_is_never_markup_and_nothing_overlaps() -> None:
    nasty = '<script>alert("1")</script> & ' + "长" * 40
    steps = tuple(Step(nasty, nasty, "", level, "高", nasty, nasty) for level in (*flowchart.LEVELS, None))
    svg = flowchart.draw("x", steps, Words(nasty, nasty, "{risk}：", "防控："))
    assert "<script" not in svg
    root = ET.fromstring(svg)
    assert root.findtext("title") == nasty
    boxes = [(float(e.get("y", "")[:-3]), float(e.get("height", "")[:-3])) for e in root.iter("rect")]
    assert len(boxes) == 4 + 3
    assert all(y + height < below for (y, height), (below, _) in pairwise(boxes))
    assert max(y + height for y, height in boxes) <= float(root.get("height", "")[:-3])


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_offers_each_file_that_the_site_has(small: Path, lang: Lang) -> None:
    corpus, _ = read(small)
    files = site.downloads(corpus, lang)
    assert set(files) == {"letter-ledger.xlsx", "letter-ledger.docx"}
    text = Composer(corpus).compose(corpus.by_path[LEDGER], lang).before
    for name in files:
        assert f'href="files/{name}"' in text
    title = load_workbook(io.BytesIO(files["letter-ledger.xlsx"])).properties.title
    assert title == corpus.title(corpus.by_path[LEDGER], lang)


def test_without_a_translation_the_chinese_form_is_offered(small: Path) -> None:
    (small / "docs" / "toolkit" / "letter-ledger.en.md").unlink()
    corpus, problems = read(small)
    assert problems == []
    assert site.downloads(corpus, "en") == site.downloads(corpus, "zh")


def test_the_command_writes_the_files_of_both_languages_or_nothing(small: Path, tmp_path: Path) -> None:
    done = run("export_toolkit.py", "--root", small, "--output", tmp_path / "dist")
    assert done.returncode == 0, done.stderr
    written = {file.relative_to(tmp_path / "dist").as_posix() for file in (tmp_path / "dist").rglob("*.*")}
    names = ("letter-ledger.docx", "letter-ledger.xlsx")
    assert written == {f"toolkit/{lang}/{name}" for lang in LANGS for name in names}
    page = small / "docs" / LEDGER
    page.write_text(page.read_text("utf-8").replace("| 一致 |", "| 相符 |"), "utf-8")
    done = run("export_toolkit.py", "--root", small, "--output", tmp_path / "other")
    assert done.returncode == 1
    assert "[form-choice]" in done.stdout
    assert not (tmp_path / "other").exists()


def test_every_template_that_was_asked_for_is_there_in_both_languages(real: Corpus) -> None:
    tools = real.of("tool")
    assert {page.id for page in tools} == ASKED_FOR
    assert {page.base for page in tools} <= set(real.translations)
    for page in tools:
        for lang in LANGS:
            form = form_pages.form(page, real, lang)
            assert form.guide.rows
            for ending in page.meta.formats:
                assert form_files.WRITERS[ending](form)[:2] == b"PK"
    drawn = [page.id for page in tools if any(sheet.id == forms.FLOW for sheet in form_pages.sheets(page))]
    assert drawn == ["power-list"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_column_to_fill_in_is_explained(real: Corpus, lang: Lang) -> None:
    """In a list each column; sheets of two columns and fixed questions explain themselves."""
    plain = {"序号", "月份", "岗位", "No.", "Month", "Post"}
    for page in real.of("tool"):
        form = form_pages.form(page, real, lang)
        explained = {hint.column for hint in form.hints} | plain
        for sheet in form.sheets:
            assert not sheet.register or set(sheet.head) <= explained, (page.id, sheet.id)


def test_local_terms_are_left_to_be_filled_in(real: Corpus) -> None:
    for sheet in form_pages.sheets(real.by_path["toolkit/three-lists.md"])[1:]:
        assert sheet.rows == ()
        assert "使用单位填写" in sheet.title
