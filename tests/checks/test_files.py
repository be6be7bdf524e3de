"""Files beside the pages: for each rule one that is bad in exactly that way, and the clean one it was made from."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from casebook.base.problems import Problem
from casebook.checks import rules
from casebook.content import reader
from casebook.media import drawings

from tests.conftest import run
from tests.media.test_pictures import CLEAN, LADEN, encode, plain

pytestmark = pytest.mark.usefixtures("untranslated")

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" role="img">\n'
    '<title>流程</title>\n<defs><marker id="m"><path d="M0 0h1"/></marker></defs>\n'
    '<g fill="url(#f)" transform="scale(2)"><use xlink:href="#m"/><rect width="2" height="2" rx="1"/></g>\n'
    '<text x="1" y="2" text-anchor="middle"><tspan dx="1">受理</tspan></text>\n</svg>\n'
)


def problems(root: Path) -> list[Problem]:
    read, found = reader.read(root)
    return sorted([*found, *rules.problems_of(read, root)])


def put(root: Path, path: str, content: bytes = CLEAN[".png"], *, shown: bool = True) -> None:
    """Puts a file below ``docs`` and shows it on the home page."""
    file = root / "docs" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    home = root / "docs" / "index.md"
    if shown:
        home.write_text(f"{home.read_text('utf-8')}\n![一张流程图]({path})\n", "utf-8")


@pytest.mark.parametrize("suffix", [*CLEAN, ".svg"])
def test_a_clean_picture_that_is_shown_is_fine(small: Path, suffix: str) -> None:
    put(small, f"pictures/flow-1{suffix}", SVG.encode() if suffix == ".svg" else CLEAN[suffix])
    assert problems(small) == []


BAD: dict[str, tuple[str, bytes, str]] = {
    "thumbs": ("pictures/Thumbs.db", b"x", "junk-file"),
    "lock": ("~$case.docx", b"x", "junk-file"),
    "backup": ("index.md~", b"x", "junk-file"),
    "mac": (".DS_Store", b"x", "junk-file"),
    "swap": (".index.md.swp", b"x", "junk-file"),
    "word": ("case.docx", b"x", "file-type"),
    "page": ("notes.html", b"x", "file-type"),
    "script": ("pictures/a.js", b"x", "file-type"),
    "upper-suffix": ("pictures/a.PNG", CLEAN[".png"], "file-type"),
    "no-suffix": ("LICENSE", b"x", "file-type"),
    "large": ("large.zip", bytes(5_000_001), "large-file"),
    "empty": ("a.png", b"", "picture-broken"),
    "cut": ("a.jpg", CLEAN[".jpg"][:400], "picture-broken"),
    "bomb": ("a.png", plain(9000), "picture-broken"),
    "other-format": ("a.png", CLEAN[".jpg"], "picture-format"),
    "wide": ("a.png", encode("PNG", size=(4097, 9)), "picture-size"),
    "camera": ("a.jpg", LADEN["exif"][1], "picture-metadata"),
    "text": ("a.png", LADEN["png-text"][1], "picture-metadata"),
    "spaces": ("a b.png", CLEAN[".png"], "picture-name"),
    "brackets": ("a(1).png", CLEAN[".png"], "picture-name"),
    "capital": ("Flow.png", CLEAN[".png"], "picture-name"),
    "percent": ("a%20b.png", CLEAN[".png"], "picture-name"),
    "newline": ("a\nb.png", CLEAN[".png"], "picture-name"),
    "long": (f"{'a' * 97}.png", CLEAN[".png"], "picture-name"),
    "folder": ("Pictures/a.png", CLEAN[".png"], "picture-name"),
    "device": ("con.png", CLEAN[".png"], "device-name"),
    "device-folder": ("aux/a.png", CLEAN[".png"], "device-name"),
    "theme": ("assets/stylesheets/main.png", CLEAN[".png"], "reserved-path"),
    "search": ("search/a.png", CLEAN[".png"], "reserved-path"),
    "english": ("en/a.png", CLEAN[".png"], "reserved-path"),
    "missing": ("404.png", CLEAN[".png"], "reserved-path"),
    "identity": ("zheng-11010519491231002x.png", CLEAN[".png"], "private-name"),
    "phone": ("13800000001/a.png", CLEAN[".png"], "private-name"),
    "svg-words": ("a.svg", SVG.replace("受理", "电话13800000001").encode(), "private-data"),
}
SEEN_TWICE = {"large": {"file-type"}, "upper-suffix": {"picture-name"}}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_its_fault(small: Path, name: str) -> None:
    path, content, code = BAD[name]
    put(small, path, content, shown=False)
    found = problems(small)
    assert {p.code for p in found} - {"picture-unused"} == {code} | SEEN_TWICE.get(name, set())
    first = next(p for p in found if p.code == code)
    assert f"docs/{path}".startswith(first.path.partition("***")[0])
    assert first.line >= 1
    assert "13800000001" not in str(first)


def test_a_picture_that_no_page_shows_is_pointed_out(small: Path) -> None:
    put(small, "flow.png", shown=False)
    (warning,) = problems(small)
    assert (warning.path, warning.code, warning.severity) == ("docs/flow.png", "picture-unused", "warning")


def circle(docs: Path) -> None:
    (docs / "rules" / "loop").symlink_to(docs)


def broken(docs: Path) -> None:
    (docs / "gone.md").symlink_to("nowhere.md")


def itself(docs: Path) -> None:
    (docs / "self.md").symlink_to("self.md")


def outside(docs: Path) -> None:
    (docs / "host.png").symlink_to("/etc/hostname")


def pipe(docs: Path) -> None:
    os.mkfifo(docs / "pipe.md")


def among_data(docs: Path) -> None:
    (docs / "_data" / "words.yml").symlink_to("/etc/hostname")


@pytest.mark.parametrize("link", [circle, broken, itself, outside, pipe, among_data], ids=lambda link: link.__name__)
def test_links_to_other_places_are_refused_and_never_followed(small: Path, link: Callable[[Path], None]) -> None:
    link(small / "docs")
    assert {problem.code for problem in problems(small)} - {"picture-unused"} == {"symlink"}


def test_names_that_differ_in_case_only_are_refused(small: Path) -> None:
    put(small, "pictures/a.png")
    put(small, "pictures/A.png", shown=False)
    found = problems(small)
    assert {p.code for p in found} == {"case-twin", "picture-name", "picture-unused"}
    assert next(p.path for p in found if p.code == "case-twin") in ("docs/pictures/a.png", "docs/pictures/A.png")


def test_two_pages_with_one_address_are_refused(small: Path) -> None:
    docs = small / "docs"
    (docs / "rules" / "index.md").write_text(_titled("甲", docs).replace("](", "](../"), "utf-8")
    assert problems(small) == []
    (docs / "rules.md").write_text(_titled("乙", docs), "utf-8")
    (docs / "rules" / "README.md").write_text(_titled("丙", docs).replace("](", "](../"), "utf-8")
    twins = [(p.path, p.code) for p in problems(small) if p.code == "address-twice"]
    assert twins == [("docs/rules/README.md", "address-twice"), ("docs/rules/index.md", "address-twice")]


def _titled(title: str, docs: Path) -> str:
    """The first page under another title."""
    return (docs / "index.md").read_text("utf-8").replace("首页", title)


def test_a_folder_named_like_a_page_is_no_page(small: Path) -> None:
    (small / "docs" / "rules" / "odd.md").mkdir()
    assert {problem.code for problem in problems(small)} == {"picture-name"}


def test_a_name_that_is_not_utf8_is_shown_and_breaks_nothing(small: Path) -> None:
    name = os.fsencode(str(small / "docs")) + b"/\xff\xfe.png"
    Path(os.fsdecode(name)).write_bytes(CLEAN[".png"])
    assert {problem.code for problem in problems(small)} == {"picture-name", "picture-unused"}
    done = run("check_content.py", "--root", small)
    assert done.returncode == 1
    assert "docs/\\udcff\\udcfe.png" in done.stdout


def test_shared_words_are_held_to_the_same_rules(small: Path) -> None:
    labels = small / "docs" / "_data" / "labels.yml"
    labels.write_text(labels.read_text("utf-8") + "# 有问题打 138 0000 0001\n", "utf-8")
    (problem,) = problems(small)
    assert (problem.path, problem.code, problem.column) == ("docs/_data/labels.yml", "private-data", 8)
    assert problem.line == len(labels.read_text("utf-8").splitlines())


def test_a_drawing_of_shapes_and_words_has_no_fault() -> None:
    assert list(drawings.faults(SVG.encode())) == []


@pytest.mark.parametrize(
    ("line", "bad", "told"),
    [
        (2, SVG.replace("<title>", "<script>1</script><title>"), "<script>"),
        (2, SVG.replace("<title>", "<foreignObject/><title>"), "<foreignObject>"),
        (2, SVG.replace("<title>", "<style>a{}</style><title>"), "<style>"),
        (2, SVG.replace("<title>", "<animate/><title>"), "<animate>"),
        (2, SVG.replace("<title>", '<a href="#m"/><title>'), "<a>"),
        (2, SVG.replace("<title>", '<image href="#m"/><title>'), "<image>"),
        (2, SVG.replace("<title>", '<x:meta xmlns:x="urn:x"/><title>'), "<meta>"),
        (2, SVG.replace("<title>", "<!-- 张某画 --><title>"), "注释"),
        (1, SVG.replace('role="img"', 'onload="f()"'), "onload"),
        (4, SVG.replace('transform="scale(2)"', 'style="x:y"'), "style"),
        (4, SVG.replace('"#m"', '"https://example.org/a.svg#m"'), "只能指向图内"),
        (4, SVG.replace('"#m"', '"javascript:f()"'), "只能指向图内"),
        (4, SVG.replace("url(#f)", "url(https://example.org)"), "图外"),
        (1, '<!DOCTYPE svg [<!ENTITY a "b">]>\n' + SVG, "DOCTYPE"),
        (1, '<?xml-stylesheet href="a.css"?>' + SVG, "处理指令"),
        (6, SVG.replace("</svg>", ""), "不是正确的 SVG"),
        (1, "<html/>", "不是 SVG 图"),
        (1, "", "不是正确的 SVG"),
        (1, SVG + " " * 500_001, "kB"),
    ],
)
def test_whatever_does_not_draw_is_named_with_its_line(line: int, bad: str, told: str) -> None:
    first = next(drawings.faults(bad.encode()))
    assert told in first.message
    assert first.line == line or told == "不是正确的 SVG"
