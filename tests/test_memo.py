"""What a preview remembers never shows: after an edit everything is as if built from nothing."""

from __future__ import annotations

from pathlib import Path

from casebook import checks, site
from casebook.corpus import read
from casebook.memo import Memo

from tests.conftest import run

CASE = "docs/cases/2022/2022-05-two-letters.md"


def test_a_value_is_made_again_only_when_its_stamp_differs() -> None:
    memo, made = Memo(), []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [memo.get("a", 1, make), memo.get("a", 1, make), memo.get("a", 2, make)] == [1, 1, 2]
    forgetful = Memo.none()
    assert [forgetful.get("a", 1, make), forgetful.get("a", 1, make)] == [3, 4]


def test_an_edit_gives_the_same_bytes_as_a_clean_build(small: Path) -> None:
    memo = Memo()
    assert run("build_site.py", "--root", small).returncode == 0
    list(site.search(read(small, memo)[0], small / "site", "zh", memo))
    file = small / CASE
    file.write_text(file.read_text("utf-8").replace("一份函报了两餐", "一份函报了三餐"), "utf-8")
    words = small / "docs" / "_data" / "synonyms.yml"
    words.write_text(words.read_text("utf-8") + '"page:index": [门面]\n', "utf-8")
    assert run("build_site.py", "--root", small).returncode == 0
    remembered, _ = read(small, memo)
    clean, _ = read(small)
    assert remembered == clean
    assert site.archive(remembered) == site.archive(clean)
    assert list(site.search(remembered, small / "site", "zh", memo)) == list(site.search(clean, small / "site", "zh"))


def test_a_new_fault_is_seen_and_a_mended_one_forgotten(small: Path) -> None:
    memo = Memo()
    file = small / CASE
    good = file.read_text("utf-8")

    def codes() -> list[str]:
        corpus, problems = read(small, memo)
        return [problem.code for problem in [*problems, *checks.problems_of(corpus, small, memo)]]

    assert codes() == []
    file.write_text(good.replace("柯某受党内警告处分。", "柯某受党内警告处分！"), "utf-8")
    assert codes() == ["exclamation"]
    file.write_text(good, "utf-8")
    assert codes() == []
