"""What is kept from one build to the next: never anything but what a clean build would make."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from casebook.content.cache import Cache
from casebook.content.corpus import Corpus
from casebook.content.vocabulary import LANGS, Lang
from casebook.sessions import deck, exports, handouts, session_files
from casebook.sessions.session_files import Shelf, used

from tests.conftest import copy_small, run
from tests.test_build import fingerprint

FILES = {"a.docx": b"one\ntwo", "b.pptx": b"", "页.html": "三".encode()}


class Kept:
    """A cache in a folder, and what it had to make."""

    def __init__(self, folder: Path, shared: str = "words") -> None:
        self.made: list[str] = []
        self.folder = folder
        self.cache = Cache(folder, shared, self.made.append)

    def get(self, *inputs: str, files: dict[str, bytes] = FILES) -> dict[str, bytes]:
        return dict(self.cache.get("x", inputs, lambda: files))

    @property
    def entry(self) -> Path:
        (only,) = self.folder.iterdir()
        return only


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    kept = Kept(tmp_path / "cache")
    assert kept.get("a") == FILES
    assert kept.made == ["x"]
    return kept.folder


def test_the_same_inputs_are_made_once(folder: Path) -> None:
    kept = Kept(folder)
    assert kept.get("a", files={}) == FILES
    assert kept.made == []


@pytest.mark.parametrize(
    ("shared", "inputs"), [("other words", ["a"]), ("words", ["b"]), ("words", ["a", ""]), ("words", [])]
)
def test_other_inputs_are_made_anew(folder: Path, shared: str, inputs: list[str]) -> None:
    kept = Kept(folder, shared)
    assert kept.get(*inputs, files={"new": b""}) == {"new": b""}
    assert kept.made == ["x"]


def test_other_code_makes_everything_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casebook.content.cache.code", lambda: "another version")
    assert Kept(folder).get("a", files={}) == {}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content[: len(content) // 3],
        lambda content: content + b"x",
        lambda content: content.replace(b"one", b"two"),
        lambda content: b"\x80" * 200,
        lambda content: b"[]\n",
        lambda content: b'{"form": 1}\n',
        lambda content: content.replace(b"casebook-cache 1", b"casebook-cache 0"),
        lambda content: content.replace(b'"a.docx", 7', b'"a.docx", -7'),
        lambda content: json.dumps({**json.loads(content.split(b"\n")[0]), "key": "0" * 64}).encode() + b"\n",
    ],
)
def test_a_spoiled_entry_is_thrown_away(folder: Path, spoil: object) -> None:
    entry = Kept(folder).entry
    good = entry.read_bytes()
    entry.write_bytes(spoil(good))  # type: ignore[operator]
    kept = Kept(folder)
    assert kept.get("a") == FILES
    assert kept.made == ["x"]
    assert kept.entry.read_bytes() == good


def test_an_entry_under_the_name_of_another_is_not_trusted(folder: Path) -> None:
    first = Kept(folder).entry.read_bytes()
    other = Kept(folder)
    other.get("b", files={"b": b"b"})
    (second,) = (file for file in folder.iterdir() if file.read_bytes() != first)
    second.write_bytes(first)
    assert Kept(folder).get("b", files={"b": b"b"}) == {"b": b"b"}


def test_what_is_not_asked_for_goes(folder: Path) -> None:
    (folder / "somebody.else").write_bytes(b"x")
    kept = Kept(folder)
    kept.get("b")
    kept.cache.tidy()
    assert kept.entry.name != "somebody.else"
    assert Kept(folder).get("b", files={}) == FILES


def test_without_a_folder_nothing_is_kept() -> None:
    cache = Cache(None)
    cache.tidy()
    assert cache.get("x", ["a"], lambda: FILES) == FILES
    assert cache.get("x", ["a"], dict) == {}


@pytest.mark.parametrize("lang", LANGS)
def test_a_sessions_files_are_made_from_the_pages_that_stand_for_them(real: Corpus, lang: Lang) -> None:
    for page in real.of("session"):
        part = used(real, page)
        assert len(part.pages) < len(real.pages) / 4
        assert deck.of(part, page, lang) == deck.of(real, page, lang), page.path
        assert handouts.of(part, page, lang) == handouts.of(real, page, lang), page.path


def test_a_file_that_two_sessions_offer_is_one(real: Corpus) -> None:
    shelf = Shelf(real, {lang: Cache(None) for lang in LANGS})
    seen: dict[str, bytes] = {}
    for page in real.of("session"):
        for name, content in shelf.of(page, "zh").items():
            assert seen.setdefault(name, content) == content, name
    assert shelf.all("zh") == seen


def test_every_file_is_listed_with_its_form_size_and_reader(real: Corpus, site: Path) -> None:
    for page in real.of("session"):
        for lang in LANGS:
            folder = site / ("" if lang == "zh" else lang) / "training"
            names = {f"{page.id}-slides{exports.ending(lang)}.pptx"}
            names |= {f"{paper.id}{exports.ending(lang)}.docx" for paper in handouts.of(real, page, lang)}
            names |= {f"{page.id}-{side}{exports.ending(lang)}.html" for side in ("learner", "trainer")}
            trainer = (folder / "sessions" / f"{page.id}.trainer.html").read_text("utf-8")
            learner = (folder / "sessions" / f"{page.id}.html").read_text("utf-8")
            for name in names:
                assert (folder / "files" / name).stat().st_size > 0
                assert f'href="../files/{name}"' in trainer
                assert (f'href="../files/{name}"' in learner) == (session_files.side(name) == "learner")
            saved = [unescape(name) for name in re.findall(r'download="([^"]*)"', trainer)]
            assert len(saved) == len(set(saved)) == sum(not name.endswith(".html") for name in names)
            assert all(re.fullmatch(r"[^\x00-\x1f\\/:*?\"<>|\s]+\.(pptx|docx)", name) for name in saved), saved
            slides = real.vocabulary.label("file_slides", lang)
            assert any(name.endswith(f"-{slides}.pptx") for name in saved)


def test_a_build_from_the_cache_is_the_clean_build(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "small")
    prints = []
    for state in ("clean", "kept", "spoiled"):
        if state == "spoiled":
            for entry in (root / ".cache").rglob("*"):
                if entry.is_file():
                    entry.write_bytes(entry.read_bytes()[:-5] + b"wrong")
        shutil.rmtree(root / "site", ignore_errors=True)
        done = run("build_site.py", "--root", root)
        assert done.returncode == 0, done.stdout + done.stderr
        assert ("制作" in done.stderr) == (state != "kept")
        prints.append(fingerprint(root / "site"))
    assert prints[0] == prints[1] == prints[2]
    assert "training/files/branch-15-slides.pptx" in prints[0]
