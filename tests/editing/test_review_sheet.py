"""The review sheet: what is known is filled in, what nobody did is empty; the forms on the platforms have the same steps."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pytest
from casebook.base.problems import Problem
from casebook.content import frontmatter, reader
from casebook.content.approval import text_mark
from casebook.content.field_groups import Review
from casebook.editing.review_sheet import STEPS, paper
from casebook.privacy.names import named
from casebook.sessions import guides
from docx import Document

from tests.conftest import ROOT, run

CASE = "docs/cases/2022/2022-05-two-letters.md"
STARTED = """status: draft
review:
  draft: {role: 宣教科干事, date: "2026-01-02"}
  first: {role: 宣教科科长, date: "2026-01-03", result: return}
"""


def begin(root: Path) -> None:
    file = root / CASE
    file.write_text(file.read_text("utf-8").replace("status: sample\n", STARTED), "utf-8")
    (root / "docs" / "_data" / "allowed.yml").write_text(
        f'- {{path: {CASE}, code: exact-day, text: "2021年9月5日", decided_by: 保密审查, reason: 公开通报写到日, date: "2026-01-03"}}\n',
        "utf-8",
    )


def tables(content: bytes) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(content)).tables]


def test_the_sheet_fills_in_what_is_known_and_nothing_else(small: Path) -> None:
    begin(small)
    read, _ = reader.read(small)
    finding = Problem(CASE, 30, "full-name", "疑有姓名全称“王***”，请改成“张某”", severity="warning")
    facts, cited, found, let, steps = tables(
        guides.write(paper(read, read.by_path[CASE.removeprefix("docs/")], [finding]))
    )
    assert ["标题", "一张餐票两次报"] in facts
    assert ["地址", "cases/2022/2022-05-two-letters.html"] in facts
    assert ["状态", "起草（draft）"] in facts
    mark = text_mark(read.by_path[CASE.removeprefix("docs/")].front)
    assert any(name == "文字编号" and mark in said for name, said in facts)
    assert cited[1] == ["《纪律处分条例》", "2018", "第一百零六条", "第一百一十六条", "评价行为", "2026-01-01", ""]
    assert found[1] == ["30", "提醒：疑有姓名全称“王***”，请改成“张某”（full-name）", ""]
    assert let[1] == ["exact-day", "202***5日", "保密审查", "公开通报写到日", "2026-01-03"]
    assert [row[0] for row in steps[1:]] == ["起草", "初审", "复审", "终审", "初校", "二校", "三校", "保密审查"]
    assert steps[1][2:] == ["宣教科干事", "2026-01-02", "", ""]
    assert steps[2][2:] == ["宣教科科长", "2026-01-03", "退回", ""]
    assert all(row[2:] == ["", "", "", ""] for row in steps[3:])


def test_the_mark_of_a_text_stays_while_the_review_goes_on_and_changes_with_a_word(small: Path) -> None:
    def mark(*changes: tuple[str, str]) -> str:
        text = (small / CASE).read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        return text_mark(frontmatter.parse("", text)[0])

    later = [("status: sample\n", STARTED), ('checked: "2026-01-01"', 'checked: "2026-11-01"'), ("。\n", "。 \n")]
    assert mark(*later) == mark()
    for changed in [
        ("柯某受", "柯某被"),
        ("一张餐票两次报", "一张餐票"),
        ("\n\n", "\n\n\n"),
        ('article: "35"', 'article: "36"'),
    ]:
        assert mark(changed) != mark()


def test_the_command_writes_the_sheet_of_any_page(small: Path, tmp_path: Path) -> None:
    begin(small)
    done = run("export_review.py", "--root", small, CASE, "docs/index.md", "--format", "all", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    names = {file.name for file in tmp_path.iterdir() if file.is_file()}
    assert names >= {f"{page}-review.{kind}" for page in ("2022-05-two-letters", "index") for kind in ("docx", "html")}
    html = (tmp_path / "2022-05-two-letters-review.html").read_text("utf-8")
    assert "宣教科科长" in html
    assert "<script" not in html


def test_a_page_that_is_not_there_is_named_with_the_nearest(small: Path, tmp_path: Path) -> None:
    done = run("export_review.py", "--root", small, CASE.replace("letters", "leters"), "--out", tmp_path / "out")
    assert done.returncode == 1
    assert f"您是不是想写 {CASE}" in done.stdout
    assert not (tmp_path / "out").exists()


def test_a_word_processor_opens_the_sheet(small: Path, tmp_path: Path) -> None:
    assert run("export_review.py", "--root", small, CASE, "--out", tmp_path).returncode == 0
    sheet = tmp_path / "2022-05-two-letters-review.docx"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(sheet)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    text = subprocess.run(
        ["pdftotext", "-layout", str(sheet.with_suffix(".pdf")), "-"], capture_output=True, check=True
    )
    assert "三审三校和保密审查" in text.stdout.decode()
    assert all("六、意见" in page for page in text.stdout.decode().split("\f") if "＿＿＿＿" in page), (
        "lines on their own"
    )


def test_the_platforms_form_has_the_steps_of_the_front_matter() -> None:
    form = (ROOT / ".github" / "pull_request_template.md").read_text("utf-8")
    assert (ROOT / ".gitlab" / "merge_request_templates" / "Default.md").read_text("utf-8") == form
    rows = dict(re.findall(r"\| `(\w+)` \| ([^|]+) \|", form))
    assert list(STEPS) == list(Review.model_fields)
    assert rows == {step: looks for step, looks in STEPS.items() if step != "secrecy"}
    assert "`secrecy`" in form


@pytest.mark.parametrize(
    "role",
    [
        "机关纪委书记",
        "机关纪委副书记",
        "党办主任",
        "计财科科长",
        "宣教科干事",
        "办公室文秘岗",
        "保密审查人",
        "文明办",
        "常委",
        "温州编辑",
        "机关纪委（甲岗）",
        "张某",
    ],
)
def test_a_post_is_no_name(role: str) -> None:
    assert named(role) == ""


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("赵敏", "赵敏"),
        ("机关纪委（赵敏）", "赵敏"),
        ("机关纪委书记赵敏", "赵敏"),
        ("编辑：欧阳娜娜", "欧阳娜娜"),
        ("王建国书记", "王建国"),
    ],
)
def test_a_name_in_a_post_is_found(role: str, name: str) -> None:
    assert named(role) == name
