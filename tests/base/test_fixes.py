"""Mechanical repairs: what they mend, what they leave alone, and that twice is once."""

from __future__ import annotations

from pathlib import Path

import check_content
import pytest
from casebook.base.fixes import mend
from casebook.base.problems import FIXABLE

from tests.bad_inputs import BAD, Bad, name, spoil
from tests.checks.test_checks import problems
from tests.conftest import CLEAN, ROOT

pytestmark = pytest.mark.usefixtures("untranslated")

HEAD = '---\ntitle: "甲"\nsummary: "乙"\nstatus: sample\nupdated: "2026-01-01"\n---\n\n'
PAIRS = [
    ("零\u200b宽\u00ad字符\n", "零宽字符\n"),
    ("cafe\u0301\n", "caf\u00e9\n"),
    ("２０２２年ＡＢｃ\n", "2022年ABc\n"),
    ("在 2022 年用 USB 和 Open Search 检索\n", "在2022年用USB和Open Search检索\n"),
    ("共 5 人，2022 年\n", "共5人，2022年\n"),
    ("在\u200b 2022 年\n", "在2022年\n"),
    ("在 ２０２２ 年\n", "在2022年\n"),
    ("甲  \n乙 \t\n\n", "甲  \n乙\n"),
    ("甲", "甲\n"),
    ("甲\r\n乙\r丙\n", "甲\n乙\n丙\n"),
    ("\ufeff甲\n", "甲\n"),
    ("`在 2022 年` 和[在 2022 年](a.md)\n", "`在 2022 年` 和[在2022年](a.md)\n"),
    ("```\n在 2022 年\n```\n", "```\n在 2022 年\n```\n"),
    ("> 在 2022 年 １\u200b \n", "> 在 2022 年 １\u200b \n"),
    ('quote: "在 2022 年"\n', 'quote: "在 2022 年"\n'),
    ("- A 错。题1 没中标\n", "- A 错。题1 没中标\n"),
    ("甲\u202e乙\0丙\n", "甲\u202e乙\0丙\n"),
]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_mends_what_is_mechanical_and_nothing_else(before: str, after: str) -> None:
    mended, done = mend("docs/a.md", before.encode())
    assert mended.decode() == after
    assert bool(done) == (before != after)
    assert mend("docs/a.md", mended) == (mended, [])


def test_spaces_stay_in_english() -> None:
    text = "The word 廉 stands for 3 things 在 2022 年\n".encode()
    assert mend("docs/a.en.md", text) == (text, [])


CHINESE = HEAD + "公务接待要先有函，后接待，一函一餐。\n"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_chinese_encodings_become_utf8(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    mended, done = mend("docs/a.md", mark + CHINESE.encode(encoding))
    assert mended.decode() == CHINESE
    assert [repair.code for repair in done] == ["encoding"]


@pytest.mark.parametrize(
    "raw",
    [
        (HEAD + "公務接待要先有函，後接待，一函一餐。\n").encode("big5"),
        CHINESE.encode() + b"\xe7\x94",
        CHINESE.encode("shift_jis", "replace"),
        b"caf\xe9\n",
    ],
    ids=["big5", "stray bytes", "shift-jis", "latin-1"],
)
def test_bytes_in_doubt_are_left_alone(raw: bytes) -> None:
    assert mend("docs/a.md", raw) == (raw, [])


def pages() -> list[Path]:
    return [
        file for docs in (CLEAN / "docs", ROOT / "docs") for file in docs.rglob("*.md") if "archive" not in file.parts
    ]


def test_clean_pages_keep_their_bytes() -> None:
    assert len(pages()) > 100
    for file in pages():
        raw = file.read_bytes()
        assert mend(f"docs/{file.name}", raw) == (raw, []), file


MENDABLE = {
    "encoding",
    "byte-order-mark",
    "line-ends",
    "invisible",
    "full-width",
    "decomposed",
    "spacing",
    "trailing-space",
    "last-line",
}
FIXABLES = [bad for bad in BAD if bad["code"] in MENDABLE and "bytes" not in bad]


@pytest.mark.parametrize("bad", FIXABLES, ids=map(name, FIXABLES))
def test_a_finding_that_can_be_mended_says_so_and_is(small: Path, bad: Bad, capsys: pytest.CaptureFixture[str]) -> None:
    file = spoil(small, bad)
    assert all(problem.message.endswith(FIXABLE) for problem in problems(small))
    assert check_content.main(["--root", str(small), "--fix"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert f"已修复 {file.relative_to(small).as_posix()}:" in err
    kept = file.read_bytes()
    assert check_content.main(["--root", str(small), "--fix"]) == 0
    assert file.read_bytes() == kept
    assert "已修复" not in capsys.readouterr().err


def test_only_the_pages_asked_for_are_mended(small: Path) -> None:
    for page in ("index.md", "rules/reception.md"):
        file = small / "docs" / page
        file.write_text(file.read_text("utf-8") + "\n２０２２年\n", "utf-8")
    assert check_content.main(["--root", str(small), "--fix", "docs/rules"]) == 0
    assert [problem.path for problem in problems(small)] == ["docs/index.md"]


def test_what_a_link_points_at_is_not_written(small: Path) -> None:
    outside = small.parent / "outside.md"
    outside.write_text("２０２２年\n", "utf-8")
    (small / "docs" / "link.md").symlink_to(outside)
    check_content.main(["--root", str(small), "--fix"])
    assert outside.read_text("utf-8") == "２０２２年\n"
