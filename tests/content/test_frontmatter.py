"""Front matter: what is read, on which line, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from casebook.content import frontmatter
from casebook.content.corpus import Corpus

from tests.content.test_translations import found


def test_values_keep_their_lines() -> None:
    front, problems = frontmatter.parse("p.md", "---\ntitle: 甲\nlist:\n  - {a: 1}\n  - {a: 2}\n---\n\n正文\n")
    assert problems == []

    assert front.data == {"title": "甲", "list": [{"a": 1}, {"a": 2}]}
    assert front.line(("list", 1, "a")) == 5
    assert front.line(("list", 1, "missing")) == 5
    assert front.body_line == 7


def test_dates_stay_text_and_are_judged_by_the_schema() -> None:
    front, _ = frontmatter.parse("p.md", "---\nday: 2026-13-45\nyes: no\nnone: ~\n---\n")

    assert front.data == {"day": "2026-13-45", "yes": False, "none": None}


def test_alias_bomb_is_refused_before_it_is_built() -> None:
    bomb = "---\na: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    front, problems = frontmatter.parse("p.md", bomb + "---\n")
    assert front.data == {}
    assert {problem.code for problem in problems} == {"yaml-feature"}


def test_unclosed_front_matter_names_the_remedy() -> None:
    front, (problem,) = frontmatter.parse("p.md", "---\ntitle: 甲\n")
    assert front.data == {}
    assert "---" in problem.message


def test_a_head_that_does_not_end_is_no_part_of_the_body(small: Path) -> None:
    file = small / "docs/cases/2022/2022-05-two-letters.md"
    head, _, body = file.read_text("utf-8").partition("\n---\n")
    file.write_text(f"{head}\n{body}", "utf-8")
    assert [problem.code for problem in found(small) if problem.path.endswith("two-letters.md")] == ["front-matter"]
    file.write_text(f"{head}\nx: 电话13800138000\n{body}", "utf-8")
    assert "phone-number" in [problem.code for problem in found(small)]


def test_the_quick_reading_gives_what_the_careful_one_gives(real: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = {page.front.block: page.front.data for page in real.pages}
    assert all(repr(frontmatter._faultless(block)) in (repr(data), "{}") for block, data in blocks.items())

    read = sum(bool(frontmatter._faultless(block)) for block in blocks)
    assert read > len(blocks) * 0.9, "hardly any block needs the careful reading"
    monkeypatch.setattr(frontmatter, "_faultless", lambda _: {})
    assert all(repr(frontmatter._block("p.md", block)[0]) == repr(data) for block, data in blocks.items())


@pytest.mark.parametrize(
    "block",
    [
        "a: &x 1",
        "a: *x",
        "a: !!str 1",
        r'a: "\u200b"',
        "a:\t1",
        "a：1",
        "a:1",
        "a: 1\na: 2",
        "a: [1",
        "a: 1\n...\nb: 2",
        "a: {b: {c: {d: {e: {f: {g: 1}}}}}}",
        "[a]: 1",
        "- a",
        "甲",
        "",
        "# 甲",
    ],
)
def test_what_may_be_wrong_is_read_with_care(block: str) -> None:
    assert frontmatter._faultless(block) == {}
