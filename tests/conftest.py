"""What the tests share: the real repository, a small clean site to spoil, and the built site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from casebook.content import frontmatter, reader
from casebook.content.approval import text_mark
from casebook.content.corpus import Corpus

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
ROOT = Path(__file__).parent.parent
CLEAN = Path(__file__).parent / "fixtures" / "clean"


@pytest.fixture(scope="session")
def real() -> Corpus:
    """The repository's own corpus."""
    read, problems = reader.read(ROOT)
    assert problems == []
    return read


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the clean small site with the repository's data, free to be spoiled."""
    return copy_small(tmp_path / "small")


@pytest.fixture
def untranslated(small: Path) -> None:
    """Takes the English twins from the small site: they would fall behind with every page that a test spoils."""
    for twin in (small / "docs").rglob("*.en.md"):
        if "_data" not in twin.parts:
            twin.unlink()


def signed(text: str) -> str:
    """A page that says that its text is the one that was reviewed."""
    mark = text_mark(frontmatter.parse("", text)[0])
    return text.replace("\nreview:", f"\nreviewed: {mark}\nreview:", 1)


def copy_small(folder: Path) -> Path:
    shutil.copytree(CLEAN, folder)
    shutil.copytree(ROOT / "docs" / "_data", folder / "docs" / "_data")
    (folder / "docs" / "_data" / "addresses.txt").unlink(missing_ok=True)
    synonyms = folder / "docs" / "_data" / "synonyms.yml"
    synonyms.write_text(re.sub(r'(?m)^"page:.*\n', "", synonyms.read_text("utf-8")), "utf-8")  # they name real pages
    for name in ("overrides", "scripts"):
        (folder / name).symlink_to(ROOT / name)
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    start = config.index("nav:\n  - 首页")
    head = config[:start].replace("not_in_nav: |\n", "not_in_nav: |\n  *\n")
    (folder / "mkdocs.yml").write_text(head + "nav:\n  - 首页: index.md\n  - 术语: glossary.md\n", "utf-8")
    return folder


def run(script: str, *arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Runs one of the repository's commands as a user would."""
    command = [sys.executable, str(ROOT / "scripts" / script), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built once by its own command."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = run("build_site.py", "--output", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder
