"""The commands as a user runs them: good content builds the same bytes anywhere, bad content changes nothing."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.bad_inputs import BAD, spoil
from tests.conftest import ROOT, copy_small, run

NAMED_IN_THE_PROMISE = [
    "missing-field", "term", "format", "month-taken", "yaml", "encoding", "broken-link", "citation-article", "citation-time",
]  # fmt: skip


def fingerprint(folder: Path) -> dict[str, str]:
    """Path → hash of every file in a folder."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_two_builds_in_two_folders_are_the_same_bytes(tmp_path: Path) -> None:
    prints = []
    for name in ("one", "another/place"):
        root = copy_small(tmp_path / name)
        done = run("build_site.py", "--root", root)
        assert done.returncode == 0, done.stdout + done.stderr
        prints.append(fingerprint(root / "site"))
    assert prints[0] == prints[1]
    assert "index.html" in prints[0]


def test_the_two_processes_build_what_plain_mkdocs_builds(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "small")
    assert run("build_site.py", "--root", root).returncode == 0
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "plain")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    ours, plain = fingerprint(root / "site"), fingerprint(tmp_path / "plain")
    differing = {name for name in ours if ours[name] != plain.get(name)}
    assert differing <= {"404.html", "sitemap.xml", "sitemap.xml.gz"}


@pytest.mark.parametrize("code", NAMED_IN_THE_PROMISE)
def test_bad_content_stops_every_command_and_leaves_the_last_good_output(tmp_path: Path, code: str) -> None:
    root = copy_small(tmp_path / "small")
    for folder in (root / "site", root / "docs" / "archive"):
        folder.mkdir()
        (folder / "kept.html").write_text("the last good output", "utf-8")
    spoil(root, next(bad for bad in BAD if bad["code"] == code))
    before = fingerprint(root)
    for script in ("check_content.py", "build_archive.py", "build_site.py"):
        done = run(script, "--root", root)
        assert done.returncode == 1
        assert f"[{code}]" in done.stdout
        assert "Traceback" not in done.stderr
    assert fingerprint(root) == before


def test_plain_mkdocs_refuses_bad_content_too(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "small")
    spoil(root, next(bad for bad in BAD if bad["code"] == "raw-html"))
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "plain")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "[raw-html]" in done.stderr
    assert not (tmp_path / "plain").exists()


@pytest.mark.parametrize(
    ("name", "text", "line", "code"),
    [
        ("taxonomy", "dimensions:\n  issue: ]\n", 2, "yaml"),
        ("rules", "rules:\n  - {id: x}\n", 1, "data"),
        ("labels", None, 1, "data"),
    ],
)
def test_a_broken_data_file_is_named_and_nothing_changes(
    small: Path, name: str, text: str | None, line: int, code: str
) -> None:
    file = small / "docs" / "_data" / f"{name}.yml"
    file.unlink()
    if text is not None:
        file.write_text(text, "utf-8")
    for script in ("check_content.py", "build_archive.py", "build_site.py"):
        done = run(script, "--root", small)
        assert done.returncode == 1
        assert done.stdout.startswith(f"docs/_data/{name}.yml:{line}: ")
        assert f"[{code}]" in done.stdout
        assert "Traceback" not in done.stderr
    assert not (small / "site").exists()


def test_a_folder_of_somebody_else_is_not_replaced(small: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "thesis.txt").write_text("years of work", "utf-8")
    done = run("build_site.py", "--root", small, "--output", theirs)
    assert done.returncode == 1
    assert "换一个空文件夹" in done.stderr
    assert (theirs / "thesis.txt").is_file()


@pytest.mark.usefixtures("untranslated")
def test_annotations_name_file_and_line(small: Path) -> None:
    spoil(small, next(bad for bad in BAD if bad["code"] == "full-width"))
    done = run("check_content.py", "--root", small, "--format", "github")
    assert done.stdout.startswith("::error file=docs/index.md,line=")


def test_search_needs_a_site(small: Path) -> None:
    done = run("build_search.py", "--root", small)
    assert done.returncode == 1
    assert "make site" in done.stderr


def test_search_command_writes_what_the_build_wrote(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "small")
    assert run("build_site.py", "--root", root).returncode == 0
    before = fingerprint(root / "site")
    done = run("build_search.py", "--root", root)
    assert done.returncode == 0, done.stderr
    assert fingerprint(root / "site") == before


def test_exported_schemas_are_valid_and_accept_the_real_front_matter(tmp_path: Path) -> None:
    assert run("export_schema.py", "--output", tmp_path).returncode == 0
    from casebook.content.reader import read

    corpus, _ = read(ROOT)
    for kind in ("case", "rule", "culture", "priority", "tool"):
        schema = json.loads((tmp_path / f"{kind}.schema.json").read_text("utf-8"))
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        for page in corpus.of(kind):
            assert list(validator.iter_errors(page.front.data)) == [], page.path
    case = json.loads((tmp_path / "case.schema.json").read_text("utf-8"))
    assert "gifts-and-cash" in json.dumps(case)
