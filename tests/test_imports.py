"""The rooms of the library: a module imports only from the rooms before it, and mkdocs stays in one file."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

ORDER = """
problems numerals memo hypertext sides inline output
findings source
characters limits
fixes
pictures folding drawings
office
digits nearby
identifiers
secrecy traces names
leaks
terms
markdown charts frontmatter vocabulary measure ooxml
mentions blocks drift
flowchart forms schema
allowed fields papers
corpus
cache
teaching publication
frames
appearance pieces
deck
slide_master
slides handouts
guides print_pages
exports quiz_pages
session_files
graph checked form_pages renewal coverage
review_sheet
toolkit standing form_docx form_xlsx
compose catalogue
figures
archive records
addresses
place
text links markup structure citations currency privacy review whole sessions files tools unfinished
translations
checks
published rendered search_index tooltips views navigation
kits quizzes
quiz_exports
slots template
drafts caseform snippets
proposals submission
word_package word_inline
word_styles
word_document word_blocks
word_sections word_quiz
word_case
documents
opensearch
site
guard forge release monthly
report
report_pages
packages
""".strip().splitlines()
ROOM = {name: number for number, line in enumerate(ORDER) for name in line.split()}
LIBRARY = ROOT / "scripts" / "casebook"


def imports(file: Path) -> list[str]:
    """The dotted names a file imports, ``from a import b`` counting as ``a.b``."""
    found = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def room(dotted: str) -> str:
    """The module of the library that a dotted name reaches: ``casebook.checks.place.in_body`` → ``place``."""
    parts = dotted.split(".")[1:]
    return parts[1] if parts[0] == "checks" and len(parts) > 1 and parts[1] in ROOM else parts[0]


@pytest.mark.parametrize("file", sorted(LIBRARY.rglob("*.py")), ids=lambda file: file.stem)
def test_a_module_imports_only_from_rooms_before_it(file: Path) -> None:
    own = "checks" if file.parent.name == "checks" and file.stem == "__init__" else file.stem
    if own == "__init__":
        assert imports(file) == []
        return
    for dotted in imports(file):
        assert not dotted.startswith("mkdocs")
        if dotted.startswith("casebook"):
            assert ROOM[room(dotted)] < ROOM[own], f"{own} must not import {dotted}"


def test_only_the_hooks_import_mkdocs() -> None:
    users = [f.name for f in (ROOT / "scripts").rglob("*.py") if any(i.startswith("mkdocs") for i in imports(f))]
    assert users == ["mkdocs_hooks.py"]
