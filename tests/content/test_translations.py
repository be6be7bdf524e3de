"""Translations: what tells that one has drifted from its original, how that shows, and how it is put right."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from casebook.base.problems import Problem
from casebook.checks import rules
from casebook.content import drift, frontmatter, reader
from casebook.content.corpus import Corpus
from casebook.pages.compose import Composer

from tests.conftest import run

SHEET, TWIN = "toolkit/letter-ledger.md", "toolkit/letter-ledger.en.md"
CHINESE = ("先吃后补。", "先吃饭，后补函。")
ENGLISH = ("The meal before the letter.", "First the meal, then the letter.")
PURPOSE = ("逐函登记接待。", "逐函登记，接待有据。")


def edit(root: Path, path: str, change: tuple[str, str]) -> None:
    file = root / "docs" / path
    text = file.read_text("utf-8")
    assert text.count(change[0]) == 1
    file.write_text(text.replace(*change), "utf-8")


def read(root: Path) -> Corpus:
    return reader.read(root)[0]


def found(root: Path) -> list[Problem]:
    content, problems = reader.read(root)
    return sorted([*problems, *rules.problems_of(content, root)])


def renew(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run("renew_translation.py", "--root", root, f"docs/{TWIN}", *arguments)


def text(root: Path) -> str:
    return (root / "docs" / TWIN).read_text("utf-8")


def test_white_space_and_fences_do_not_make_sections() -> None:
    def marks(body: str) -> drift.Marks:
        front, _ = frontmatter.parse("", f'---\ntitle: "甲"\n---\n{body}')
        return drift.marks(front)

    assert list(marks("前言\n\n## 甲 {#a}\n\n文字\n")) == ["head", "top", "a"]
    assert marks("## 甲 {#a}\n\n文字，又一行\n") == marks("\n## 甲 {#a}\n文字，\n又一行\n\n")
    assert marks("## 甲 {#a}\n\n文字\n") != marks("## 甲 {#a}\n\n文字。\n")
    assert list(marks("## 甲 {#a}\n\n```\n## 乙 {#b}\n```\n\n## 丙 {#c}\n\n文字\n")) == ["head", "a", "c"]


def test_a_changed_section_is_stale_on_the_english_page_there_and_nowhere_else(small: Path) -> None:
    edit(small, SHEET, CHINESE)
    content = read(small)
    page = content.by_path[SHEET]
    english, chinese = Composer(content).compose(page, "en"), Composer(content).compose(page, "zh")
    said = "This section has changed in Chinese since it was translated"
    assert english.body.count(said) == 1
    assert re.search(r"## Common mistakes \{#mistakes\}\n\n<div[^>]*>\n[^#]*" + said, english.body)
    assert '<a href="../../toolkit/letter-ledger.html#mistakes">Read the Chinese text</a>' in english.body
    assert said not in chinese.body + chinese.before + english.before


def test_a_changed_title_is_said_at_the_head(small: Path) -> None:
    edit(small, "index.md", ("测试用的小站。", "测试用的一个小站。"))
    content = read(small)
    before = Composer(content).compose(content.by_path["index.md"], "en").before
    assert "The title, summary or opening has changed in Chinese" in before
    assert '<a href="../index.html">Read the Chinese text</a>' in before


def test_the_warning_names_the_place_in_both_texts_and_a_command_that_puts_it_right(small: Path) -> None:
    edit(small, SHEET, CHINESE)
    (problem,) = found(small)
    lines = text(small).split("\n")
    assert (problem.code, problem.severity) == ("translation-stale", "warning")
    assert lines[problem.line - 1] == "## Common mistakes {#mistakes}"
    place = re.search(r"docs/toolkit/letter-ledger.md:(\d+)", problem.message)
    assert place is not None
    assert (small / "docs" / SHEET).read_text("utf-8").split("\n")[int(place[1]) - 1] == "## 常见毛病 {#mistakes}"
    edit(small, TWIN, ENGLISH)
    command = re.search(r"renew_translation.py (\S+) --section (\S+)", problem.message)
    assert command is not None
    assert run("renew_translation.py", "--root", small, command[1], "--section", command[2]).returncode == 0
    assert found(small) == []


def test_a_section_is_not_renewed_without_a_new_translation(small: Path) -> None:
    edit(small, SHEET, CHINESE)
    before = text(small)
    done = renew(small)
    assert (done.returncode, done.stdout) == (1, "")
    assert "mistakes：中文改过，译文没有改" in done.stderr
    assert text(small) == before


def test_a_reason_by_a_role_renews_it_and_stays_beside_the_seal(small: Path) -> None:
    edit(small, SHEET, CHINESE)
    for reason in ("好", "只改了标点，意思没变", 'a "quoted" word (editor)'):
        assert renew(small, "--confirm", reason).returncode == 1
    assert renew(small, "--confirm", "只改了说法，意思没变（英文编辑）").returncode == 0
    assert 'confirmed:\n  mistakes: "只改了说法，意思没变（英文编辑）"\n---' in text(small)
    assert found(small) == []
    edit(small, TWIN, ("只改了说法", "只改了标点"))
    assert [problem.code for problem in found(small)] == ["translation-seal"]


def test_a_new_translation_ends_an_earlier_reason(small: Path) -> None:
    edit(small, SHEET, CHINESE)
    assert renew(small, "--confirm", "只改了说法，意思没变（英文编辑）").returncode == 0
    edit(small, SHEET, (CHINESE[1], "先吃饭，过后再补公函。"))
    edit(small, TWIN, ENGLISH)
    assert renew(small).returncode == 0
    assert "confirmed:" not in text(small)
    assert found(small) == []


def test_one_section_is_renewed_and_the_other_stays_stale(small: Path) -> None:
    edit(small, SHEET, CHINESE)
    edit(small, SHEET, PURPOSE)
    edit(small, TWIN, ENGLISH)
    assert renew(small).returncode == 1
    assert renew(small, "--section", "mistakes").returncode == 0
    assert [problem.message.partition("的中文")[0] for problem in found(small)] == ["purpose 一节"]


def test_a_translation_that_was_only_mended_is_sealed_again_without_words(small: Path) -> None:
    edit(small, TWIN, ENGLISH)
    assert [problem.code for problem in found(small)] == ["translation-touched"]
    assert renew(small).returncode == 0
    assert found(small) == []


def test_a_seal_typed_by_hand_needs_words_too(small: Path) -> None:
    content = read(small)
    now = content.by_path[SHEET].marks["mistakes"]
    edit(small, SHEET, CHINESE)
    edit(small, TWIN, (f"mistakes: {now}", f"mistakes: {read(small).by_path[SHEET].marks['mistakes']}"))
    assert [problem.code for problem in found(small)] == ["translation-seal"]
    assert renew(small).returncode == 1
    assert renew(small, "--confirm", "重新对照过，意思没变（英文编辑）").returncode == 0
    assert found(small) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--section", "mistake"), "您是不是想写 mistakes？"),
        (("docs/toolkit/ledger.en.md",), "您是不是想写 docs/toolkit/letter-ledger.en.md？"),
        (("docs/index.md",), "不是能读的英文页"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_nearest(small: Path, arguments: tuple[str, ...], said: str) -> None:
    done = renew(small, *arguments)
    assert done.returncode == 1
    assert said in done.stderr


def test_the_rest_of_the_file_stays_byte_for_byte(small: Path) -> None:
    whole = text(small)
    (small / "docs" / TWIN).write_text(re.sub(r"sections:\n(  .*\n)+", "", whole), "utf-8")
    assert renew(small).returncode == 0
    assert text(small) == whole


def test_a_missing_seal_says_which_command_to_run(small: Path) -> None:
    (small / "docs" / TWIN).write_text(re.sub(r"sections:\n(  .*\n)+", "", text(small)), "utf-8")
    (problem,) = found(small)
    assert problem.code == "translation-unsealed"
    assert f".venv/bin/python scripts/renew_translation.py docs/{TWIN}" in problem.message


def test_a_seal_that_was_taken_away_does_not_come_back_by_itself(small: Path) -> None:
    edit(small, SHEET, CHINESE)
    (small / "docs" / TWIN).write_text(re.sub(r"  mistakes: .*\n", "", text(small)), "utf-8")
    before = text(small)
    (problem,) = found(small)
    command = re.search(rf"renew_translation.py docs/{TWIN} --section mistakes --confirm '", problem.message)
    assert (problem.code, bool(command)) == ("translation-unsealed", True)
    done = renew(small)
    assert done.returncode == 1
    assert "mistakes：别的小节有记号，这一节没有" in done.stderr
    assert text(small) == before
    assert renew(small, "--section", "mistakes", "--confirm", "重新对照过，意思没变（英文编辑）").returncode == 0
    assert found(small) == []


def test_every_translation_of_the_repository_agrees_with_its_original(real: Corpus) -> None:
    assert real.drifts == {}
    assert all(page.meta.sections and not page.meta.confirmed for page in real.translations.values())
