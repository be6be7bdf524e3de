"""What a preview remembers never shows: after an edit everything is as if built from nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from casebook.base.memo import Memo
from casebook.checks import rules
from casebook.content.reader import read
from casebook.publishing import site

from tests.conftest import ROOT, run

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


SAVED = f"""
from pathlib import Path

saved = []

def on_nav(nav, config, files):
    file = Path("{CASE}")
    if not saved:
        saved.append(file)
        file.write_text(file.read_text("utf-8").replace("一份函报了两餐", "一份函报了三餐"), "utf-8")
"""
"""A hook that saves a page once the content has been read, and before pages are looked at."""
PREVIEW = """
from mkdocs.commands.build import build
from mkdocs.config import load_config

first = load_config("mkdocs.yml", site_dir="site")
first.plugins.on_startup(command="serve", dirty=True)
build(first)
print("三餐" in open("site/%(page)s", encoding="utf-8").read())
build(load_config("mkdocs.yml", site_dir="site"), dirty=True)
print("三餐" in open("site/%(page)s", encoding="utf-8").read())
"""


def test_what_is_saved_while_a_preview_builds_is_shown_by_its_next_build(small: Path) -> None:
    settings = small / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("hooks:\n", "hooks:\n  - saved.py\n"), "utf-8")
    (small / "saved.py").write_text(SAVED, "utf-8")
    code = PREVIEW % {"page": CASE.removeprefix("docs/").replace(".md", ".html")}
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "CASEBOOK_LOCALE": "zh"}
    done = subprocess.run([sys.executable, "-c", code], cwd=small, env=environment, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "True"], done.stderr


def test_a_new_fault_is_seen_and_a_mended_one_forgotten(small: Path) -> None:
    memo = Memo()
    file = small / CASE
    good = file.read_text("utf-8")

    def codes() -> list[str]:
        corpus, problems = read(small, memo)
        return [problem.code for problem in [*problems, *rules.problems_of(corpus, small, memo)]]

    assert codes() == []
    file.write_text(good.replace("柯某受党内警告处分。", "柯某受党内警告处分！"), "utf-8")
    assert codes() == ["exclamation"]
    file.write_text(good, "utf-8")
    assert codes() == []
