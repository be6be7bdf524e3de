"""Starting a case: the page is complete but for what only the editor can say, and nothing is ever overwritten."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from casebook.base.output import create
from casebook.base.problems import Problem
from casebook.checks import rules
from casebook.checks.structure import SECTIONS
from casebook.content import corpus, data_files, reader
from casebook.content.field_types import UNFILLED
from casebook.content.fields import fields_of
from casebook.content.markdown import headings
from casebook.content.schema import Case, Translation
from casebook.editing import slots
from casebook.editing.proposals import proposals
from casebook.word.sections import SUMMARY
from pydantic import BaseModel

from tests.conftest import ROOT, run

FLAGS = ("--month", "2022-06", "--slug", "parking-fee", "--title", "少开的一张停车票", "--date", "2026-11-24")
PAGE = "cases/2022/2022-06-parking-fee.md"


def problems(root: Path) -> list[Problem]:
    read, found = reader.read(root)
    return sorted([*found, *rules.problems_of(read, root)])


def snapshot(root: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in (root / "docs").rglob("*") if file.is_file()}


def new_case(root: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    return run("new_case.py", "--root", root, *flags)


def fill(page: str, real: corpus.Page) -> str:
    """The page with every unfinished field and section replaced by what the real case says."""
    front, _, body = page.removeprefix("---\n").partition("\n---\n")
    for key, value in real.front.data.items():
        entry = re.compile(rf"(?m)^(?:# )?{key}:(?:.*)((?:\n  .*)*)$")
        match = entry.search(front)
        assert match, key
        if UNFILLED in match[0] or match[0].startswith("#"):
            items = value if isinstance(value, list) else []
            whole = "".join(f"\n  - {json.dumps(item, ensure_ascii=False)}" for item in items)
            front = front.replace(match[0], f"{key}:{whole or ' ' + json.dumps(value, ensure_ascii=False)}")
    return f"---\n{front}\n---\n{fill_body(body, real.body)}"


def fill_body(body: str, real: str) -> str:
    """The body with every section in which something is to be filled in replaced by the real one."""
    sections, originals = (re.split(r"(?m)^(?=## )", text) for text in (body, real))
    wanted = {section.partition("\n")[0]: section for section in originals}
    return "".join(wanted[s.partition("\n")[0]] if UNFILLED in s else s for s in sections)


EARLY = {"address-held", "agenda-unpublished", "link-unpublished"}
"""What asks a person about a draft in the place of a page that was published."""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The repository's whole content without its first case, whose month is free to be written again."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("2022-01-*", "archive"))
    return tmp_path


def test_unfilled_page_has_exactly_the_marks_as_problems(small: Path) -> None:
    done = new_case(small, *FLAGS, "--english")
    assert done.returncode == 0, done.stderr
    found = problems(small)
    assert {problem.code for problem in found} == {"fill-in"}
    for path in (PAGE, PAGE.replace(".md", ".en.md")):
        lines = (small / "docs" / path).read_text("utf-8").split("\n")
        marked = [number for number, line in enumerate(lines, 1) if UNFILLED in line]
        assert sorted({p.line for p in found if p.path == f"docs/{path}"}) == marked
    asked = {p.message.split(" ")[0].split(".")[0] for p in found if p.path == f"docs/{PAGE}" and not p.column}
    left = {f.name for f in fields_of(Case) if f.required} - {"title", "month", "updated", "status"}
    assert asked == left


@pytest.mark.parametrize("path", [PAGE, PAGE.replace(".md", ".en.md")])
def test_taking_the_marks_away_fills_nothing_in(small: Path, path: str) -> None:
    assert new_case(small, *FLAGS, "--english").returncode == 0
    file = small / "docs" / path
    front, _, body = file.read_text("utf-8").partition("\n---\n")
    bare = body.replace(UNFILLED, "")
    file.write_text(f"{front}\n---\n{bare}", "utf-8")
    said = {problem.line for problem in problems(small) if problem.path == f"docs/{path}" and problem.column}
    begins = front.count("\n") + 2
    asked = {number for number, line in enumerate(body.split("\n"), begins + 1) if UNFILLED in line}
    assert said >= asked


@pytest.mark.parametrize("flag", [("--slug", "call-13800138000"), ("--title", "证号11010519491231002X")])
def test_a_number_of_a_person_makes_no_page(small: Path, flag: tuple[str, str]) -> None:
    before = snapshot(small)
    done = new_case(small, *FLAGS, *flag)
    assert done.returncode == 1
    assert "请删去；个人和单位的识别信息不进知识库" in done.stderr
    assert flag[1] not in done.stderr
    assert snapshot(small) == before


def test_a_longer_word_is_not_also_the_shorter_one_in_it(real: corpus.Corpus) -> None:
    field = next(field for field in fields_of(Case) if field.name == "measure")
    assert "gov-warning" not in dict(proposals(field, "给予党内警告处分。", real.vocabulary))
    assert "gov-warning" in dict(proposals(field, "给予政务警告处分。", real.vocabulary))


def test_messages_say_what_is_to_be_filled(small: Path) -> None:
    new_case(small, *FLAGS)
    said = {problem.message for problem in problems(small)}
    assert any(text.startswith("form 待填：四种形态") and "form-1＝第一种形态" in text for text in said)
    assert any(text.startswith("“处理结果”待填：依次写党纪") for text in said)


def test_filled_with_a_real_case_the_page_passes(office: Path, real: corpus.Corpus) -> None:
    case = real.by_path["cases/2022/2022-01-gift-cards.md"]
    flags = ("--month", "2022-01", "--slug", "gift-cards", "--title", case.meta.title, "--english")
    tags = [f"--{name}={','.join(getattr(case.meta, name))}" for name in ("issue", "audience")]
    assert new_case(office, *flags, *tags, "--provenance", "composite-teaching").returncode == 0
    for page in (case, real.translations[case.base]):
        file = office / "docs" / page.path
        file.write_text(fill(file.read_text("utf-8"), page), "utf-8")
    # The translation: until somebody says that the two agree. The others: until the draft is published again.
    assert {problem.code for problem in problems(office)} == {"translation-stale", *EARLY}
    assert run("renew_translation.py", "--root", office, "docs").returncode == 0
    assert {problem.code for problem in problems(office)} == EARLY
    written = reader.read(office)[0].by_path[case.path]
    assert written.meta.issue == case.meta.issue
    assert written.meta.source.title == case.meta.source.title
    assert written.meta.status == "draft"


def test_the_template_has_the_sections_that_the_check_wants() -> None:
    bodies = data_files.load_templates(ROOT / "docs" / "_data")
    marks = {lang: [(h.level, h.id) for h in headings(body) if h.id] for lang, body in bodies.items()}
    assert [name for level, name in marks["zh"] if level == 2] == list(SECTIONS["case"])
    assert marks["zh"] == marks["en"]


def test_every_name_of_a_heading_leads_to_a_section() -> None:
    ids = {h.id for h in headings(data_files.load_templates(ROOT / "docs" / "_data")["zh"])}
    names = data_files.load_headings(ROOT / "docs" / "_data")
    assert set(names) <= {*ids, SUMMARY}
    every = [name for section in names.values() for name in section]
    assert len(every) == len(set(every)) > 100


@pytest.mark.parametrize("model", [Case, Translation])
def test_every_field_says_what_it_means(model: type[BaseModel]) -> None:
    for field in fields_of(model):
        for each in (field, *field.fields):
            assert re.search("[\u4e00-\u9fff]", each.meaning), each.name


def test_a_new_tag_shows_up_by_itself(small: Path) -> None:
    file = small / "docs" / "_data" / "taxonomy.yml"
    tag = "      - {slug: idle-cars, zh: '公车闲置', en: \"Idle cars\", p: [8]}\n"
    at = file.read_text("utf-8").index("      - {slug: disloyal-two-faced")
    file.write_text(file.read_text("utf-8")[:at] + tag + file.read_text("utf-8")[at:], "utf-8")
    assert new_case(small, *FLAGS, "--issue", "公车闲置").returncode == 0
    page = (small / "docs" / PAGE).read_text("utf-8")
    assert "idle-cars＝公车闲置" in page
    assert "issue: [idle-cars]" in page


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ((), "还缺 --month 月份（下一个空着的是 2022-06）"),
        (("--yes",), "还缺 --title"),
        ((*FLAGS, "--month", "2022-05"), "2022-05 已有案例 docs/cases/2022/2022-05-two-letters.md"),
        ((*FLAGS, "--month", "2022-5"), "您是不是想写 2022-05？"),
        ((*FLAGS, "--month", "../../x"), "应为年-月"),
        ((*FLAGS, "--slug", "Parking Fee"), "您是不是想写 parking-fee？"),
        ((*FLAGS, "--slug", "停车费"), "您是不是想写 ting-che-fei？"),
        ((*FLAGS, "--slug", "../x"), "短名写的是“../x”"),
        ((*FLAGS, "--slug", "2022-06-fee"), "您是不是想写 fee？"),
        ((*FLAGS, "--slug", "a" * 41), "不超过 40 个字符"),
        ((*FLAGS, "--issue", "improper-dinning"), "您是不是想写 improper-dining？"),
        ((*FLAGS, "--title", "长" * 31), "title 太长，至多 30 个字"),
        ((*FLAGS, "--title", "<b>"), "title"),
        ((*FLAGS, "--date", "2026-02-30"), "updated"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(small: Path, flags: tuple[str, ...], said: str) -> None:
    before = snapshot(small)
    done = new_case(small, *flags)
    assert done.returncode == 1
    assert said in done.stderr
    assert "什么也没有写" in done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(small) == before


def test_a_page_that_is_there_is_not_overwritten(small: Path) -> None:
    twin = small / "docs" / PAGE.replace(".md", ".en.md")
    twin.write_text("mine", "utf-8")
    done = new_case(small, *FLAGS, "--english")
    assert done.returncode == 1
    assert "已经有了，没有覆盖" in done.stderr
    assert twin.read_text("utf-8") == "mine"
    assert not (small / "docs" / PAGE).exists()


def test_an_unfinished_case_keeps_its_month(small: Path) -> None:
    assert new_case(small, *FLAGS).returncode == 0
    done = new_case(small, *FLAGS, "--slug", "other")
    assert f"2022-06 已有案例 docs/{PAGE}" in done.stderr
    assert "下一个空着的月份是 2022-07" in done.stderr


def test_names_of_tags_may_hold_commas(small: Path) -> None:
    name = "收缴、追缴、退赔违纪违法所得"
    assert new_case(small, *FLAGS, "--measure", name, "--measure", "诫勉，问责").returncode == 0
    page = (small / "docs" / PAGE).read_text("utf-8")
    assert "measure: [illicit-gains-recovered, admonition, accountability]" in page


def test_yes_takes_the_proposals(small: Path) -> None:
    done = new_case(small, "--yes", "--title", "少开的票")
    assert done.returncode == 0, done.stderr
    assert (small / "docs" / "cases/2022/2022-06-shao-kai-de-piao.md").is_file()


def test_on_a_terminal_it_asks(small: Path) -> None:
    tags = ["5", "3", "improper-dining", "", "党内警告", "9", "2", "key-few、3", ""]
    answers = ["2022-05", "", "题" * 31, "少开的票", "Bad Name", "", *tags, "y"]
    said, status = on_terminal(small, answers)
    assert status == 0, said
    for shown in ("已有案例", "title 太长", "您是不是想写 bad-name", "没有“9”这一项", "写好了"):
        assert shown in said
    read, _ = reader.read(small)
    page = next(page for page in read.untyped if page.path == "cases/2022/2022-06-shao-kai-de-piao.md")
    data: dict[str, Any] = page.front.data
    assert (data["provenance"], data["form"]) == ("composite-teaching", "form-2")
    assert data["audience"] == ["key-few", "young-cadres"]
    assert data["domain"] == [UNFILLED]


def test_no_at_the_end_writes_nothing(small: Path) -> None:
    before = snapshot(small)
    said, status = on_terminal(small, ["", "少开的票", "", *[""] * 8, "n"])
    assert status == 1
    assert "已取消，什么也没有写" in said
    assert snapshot(small) == before


def on_terminal(root: Path, answers: list[str]) -> tuple[str, int]:
    """Runs the command on a terminal and types the answers; gives what it said and how it ended."""
    master, slave = pty.openpty()
    command = [sys.executable, str(ROOT / "scripts" / "new_case.py"), "--root", str(root)]
    with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave) as process:
        os.close(slave)
        os.write(master, "".join(f"{answer}\n" for answer in answers).encode())
        said = b""
        while True:
            try:
                said += os.read(master, 65536)
            except OSError:  # Linux says so when the other side has closed
                break
    os.close(master)
    return said.decode("utf-8", "replace"), process.returncode


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"a file where a folder is needed")
    with pytest.raises(OSError, match=r"b|exist|directory"):
        create(tmp_path, {"a.md": b"1", "b/c.md": b"2"})
    assert [file.name for file in tmp_path.iterdir()] == ["b"]


def test_slugs_of_titles() -> None:
    assert slots.slug_of("Parking Fee（2）") == "parking-fee-2"
    assert slots.slug_of("重庆的停车费") == "chong-qing-de-ting-che-fei"
    assert len(slots.slug_of("年" * 60)) <= slots.LONGEST
    assert slots.slug_of("！？") == ""


def test_the_month_after_december() -> None:
    assert slots.next_free({"2022-12": "x", "2021-03": "y"}) == "2023-01"
    assert slots.next_free({}) is None
