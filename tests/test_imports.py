"""The rooms of the library: a module imports only from those before it, and mkdocs stays in one file."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

ORDER = """
base: problems numerals memo aside output data_script findings source characters limits fixes
privacy: folding digits cells nearby identifiers plates contacts secrecy traces names leaks
media: pictures drawings charts flowchart ooxml wordprocessing office
content: markdown frontmatter vocabulary mentions blocks drift approval field_types field_groups schema validation
    json_schema allowed fields data_files corpus reader cache provenance teaching publication checked
    graph coverage
toolkit: forms form_pages form_docx form_xlsx form_files tool_pages
pages: hypertext sides quick_markdown linking quiz_pages standing brief notices listings review_record months related
    compose figures coverage_tables archive records addresses tooltips views navigation
checks: place text links markup structure quizzes citations currency privacy review whole sessions files tools
    unfinished translations rules
search: terms rendered postings search_index documents opensearch
sessions: measure frames papers appearance asking agendas marks pieces deck slide_master slides handouts guides print_pages
    exports session_files catalogue plain_data kits quizzes quiz_exports
editing: slots template renewal drafts caseform snippets proposals submission review_sheet monthly report
    report_pages
word: package inline styles document blocks sections quiz case_draft
publishing: site preview published release packages guard forge
"""
"""The rooms in order, and in each its modules in order."""
ROOMS = re.findall(r"(?m)^(\w+):([^:]*)$", ORDER)
NAMES = [f"casebook.{room}.{name}" for room, modules in ROOMS for name in modules.split()]
PLACE = {name: number for number, name in enumerate(NAMES)}
LIBRARY = ROOT / "scripts" / "casebook"
FILES = sorted(LIBRARY.rglob("*.py"))


def imports(file: Path) -> list[str]:
    """The dotted names a file imports, ``from a import b`` counting as ``a.b``."""
    found = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def module(dotted: str) -> str:
    """The module of the library that a dotted name reaches: ``casebook.checks.place.in_body`` → ``casebook.checks.place``."""
    return ".".join(dotted.split(".")[:3])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(LIBRARY).as_posix())
def test_a_module_imports_only_from_those_before_it(file: Path) -> None:
    own = ".".join(file.relative_to(LIBRARY.parent).with_suffix("").parts)
    if file.stem == "__init__":
        assert imports(file) == []
        return
    for dotted in imports(file):
        assert not dotted.startswith("mkdocs")
        if dotted.startswith("casebook"):
            assert PLACE[module(dotted)] < PLACE[own], f"{own} must not import {dotted}"


def test_every_module_has_its_place() -> None:
    files = {".".join(file.relative_to(LIBRARY.parent).with_suffix("").parts) for file in FILES}
    assert {name for name in files if not name.endswith("__init__")} == set(PLACE)


def test_a_room_says_what_it_is_for() -> None:
    for file in LIBRARY.rglob("__init__.py"):
        assert ast.get_docstring(ast.parse(file.read_text("utf-8"))), file


def test_tests_lie_in_rooms_of_the_same_names() -> None:
    folders = {file.parent.name for file in (ROOT / "tests").glob("*/__init__.py")}
    assert folders - {"browser"} == {room for room, _ in ROOMS}


def test_only_the_hooks_import_mkdocs() -> None:
    users = [f.name for f in (ROOT / "scripts").rglob("*.py") if any(i.startswith("mkdocs") for i in imports(f))]
    assert users == ["mkdocs_hooks.py"]
