"""The built site as anybody can fetch it, and office files handed out with it, each spoiled in one way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from casebook.media import office
from casebook.publishing.published import problems
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook
from PIL import Image
from pptx import Presentation

from tests.conftest import run
from tests.media.test_pictures import CLEAN, LADEN

PAGE = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>首页</title>
<link rel="stylesheet" href="assets/a.css"><script src="assets/a.js"></script>
<script type="application/json">{"lang": "zh"}</script></head>
<body><nav><a href="cases/a.html#facts">案例</a></nav>
<p>热线12388，号码<em>138</em>开头；<a href="#top">回页首</a></p>
<ul><li>绝密</li><li>机密</li></ul><table><tr><td>13800</td><td>000001</td></tr></table>
<img src="a.png" alt="流程图"></body></html>
"""


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A small built site without a fault."""
    files = {"index.html": PAGE, "cases/a.html": PAGE, "assets/a.css": "a{background:url(a.png)}", "assets/a.js": "f()"}
    files |= {
        "search/zh/d/0.js": 'casebook.receive("zh/d/0",{"t":"案例"})',
        "search/zh/t/4.js": 'casebook.receive("zh/t/4",{"~record":"3G171716171L1C171P-181a1D","~records":"=~record"})',
        "archive/cases.csv": "id,month\na,2022-01\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "a.png").write_bytes(CLEAN[".png"])
    return tmp_path


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def found(web: Path) -> list[tuple[str, int, str]]:
    return [(problem.path, problem.line, problem.code) for problem in problems(web)]


def test_a_clean_site_has_no_problem(web: Path) -> None:
    assert found(web) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("号码<em>138</em>开头", "号码<em>138</em>0000<b>0001</b>", 6, "phone-number"),
        ("号码<em>138</em>开头", "号码&#49;3800000001", 6, "phone-number"),
        ("案例</a>", "证号110105<wbr>19491231002X</a>", 5, "identity-number"),
        ('alt="流程图"', 'alt="电话13800000001"', 8, "phone-number"),
        ('<meta charset="utf-8">', '<meta name="description" content="zhang@example.org">', 2, "mail-address"),
        ("#facts", "#id-11010519491231002x", 5, "identity-number"),
        ('"lang": "zh"', '"lang": "\\u0031\\u00338 0000 0001"', 4, "phone-number"),
        ("<td>13800</td><td>000001</td>", "<td>990000</td><td>19900101</td><td>0017</td>", 7, "identity-number"),
        ("<p>热线", "<p>机密</p><p>热线", 6, "secrecy-mark"),
        ("首页</title>", "机密★一年</title>", 2, "secrecy-mark"),
        ("<p>热线", "<p style='x'>热线", 6, "inline-code"),
        ("<p>热线", '<p onclick="f()">热线', 6, "inline-code"),
        ("<nav>", "<style>a{}</style><nav>", 5, "inline-code"),
        ("<nav>", "<script>f()</script><nav>", 5, "inline-code"),
        ('src="a.png"', 'src="https://example.org/a.png"', 8, "outside-address"),
        ('src="a.png"', 'src="//example.org/a.png"', 8, "outside-address"),
        ("cases/a.html#facts", "javascript:f()", 5, "outside-address"),
        ("cases/a.html#facts", "file:///C:/a.docx", 5, "outside-address"),
    ],
)
def test_a_page_with_one_fault_is_named_with_its_line(web: Path, old: str, new: str, line: int, code: str) -> None:
    assert PAGE.count(old) == 1
    (web / "cases" / "a.html").write_text(PAGE.replace(old, new), "utf-8")
    assert found(web) == [("cases/a.html", line, code)]


def test_what_stands_on_many_pages_is_named_on_each(web: Path) -> None:
    for name in ("index.html", "cases/a.html"):
        (web / name).write_text(PAGE.replace("热线12388", "热线12388，手机13800000001"), "utf-8")
    assert [path for path, _, _ in found(web)] == ["cases/a.html", "index.html"]


@pytest.mark.parametrize("cells", [("990000", "19900101", "0017"), ("前六位：990000", "一九九〇〇一〇一", "&#48;017")])
def test_pieces_of_a_number_are_searched_though_pages_before_had_some_of_them(
    web: Path, cells: tuple[str, ...]
) -> None:
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    (web / "a.html").write_text(PAGE.replace("<td>13800</td>", f"<td>{cells[0]}</td><td>序号</td><td>{cells[2]}</td>"))
    (web / "b.html").write_text(PAGE.replace("<td>13800</td><td>000001</td>", row))
    assert found(web) == [("b.html", 7, "identity-number")]


def test_pieces_are_no_neighbours_where_what_parts_them_stood_on_a_page_before(web: Path) -> None:
    parted = "<td>990000</td><td>19900101</td><td>序号</td><td>0017</td>"
    (web / "a.html").write_text(PAGE.replace("<td>13800</td>", "<td>序号</td>"))
    (web / "b.html").write_text(PAGE.replace("<td>13800</td><td>000001</td>", parted))
    assert found(web) == []


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("search/zh/d/0.js", b'casebook.receive("zh/d/0",{"t":"138 0000 0001"})', "phone-number"),
        ("search/zh/t/4.js", b'casebook.receive("zh/t/4",{"13800000001":"0A"})', "phone-number"),
        ("search/zh/d/0.js", b'casebook.receive("zh/d/0",{"t":"\\u0031\\u0033800000001"})', "phone-number"),
        ("archive/cases.json", '{"title": "机密★一年"}'.encode(), "secrecy-mark"),
        ("archive/cases.csv", b"id,mail\na,zhang@example.org\n", "mail-address"),
        ("archive/feed.xml", "<title>京A00001</title>".encode(), "plate-number"),
        ("13800000001.html", PAGE.encode(), "phone-number"),
        ("page.md", b"x", "site-file-type"),
        ("a.js.map", b"{}", "site-file-type"),
        (".git", b"x", "site-file-type"),
        ("assets/b.css", b"@import 'https://example.org/a.css';", "outside-address"),
        ("assets/casebook/export/b.js", b"fetch('https://example.org/a')", "outside-address"),
        ("b.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "drawing"),
        ("b.jpg", LADEN["exif"][1], "picture-metadata"),
        ("b.png", b"", "picture-broken"),
        ("b.docx", b"x", "office-broken"),
        ("b.zip", b"x", "site-file-broken"),
        ("b.zip", _zipped({"a.sh": b""}), "site-file-type"),
        ("b.zip", _zipped({"a.xml": b"<a>138<b/>000</a>", "b.xml": b"<p>13800000001</p>"}), "phone-number"),
    ],
)
def test_a_file_with_one_fault_is_named(web: Path, path: str, content: bytes, code: str) -> None:
    (web / path).parent.mkdir(parents=True, exist_ok=True)
    (web / path).write_bytes(content)
    assert [problem_code for _, _, problem_code in found(web)] == [code]


def test_bundled_scripts_may_name_vocabularies_and_licences_their_authors(web: Path) -> None:
    folder = web / "assets" / "casebook" / "export"
    folder.mkdir(parents=True)
    (folder / "b.js").write_text('a("http://schemas.openxmlformats.org/drawingml/2006/main")', "utf-8")
    (folder / "LICENSES.txt").write_text("Copyright (c) A. Uthor <a.uthor@example.org>", "utf-8")
    assert found(web) == []


def test_a_link_to_another_place_is_named(web: Path) -> None:
    (web / "b.txt").symlink_to("/etc/hostname")
    assert found(web) == [("b.txt", 1, "symlink")]


def test_the_command_says_where_and_fails(web: Path) -> None:
    assert run("check_site.py", "--site", web).returncode == 0
    (web / "b.txt").write_text("第一行\n电话 138 0000 0001\n", "utf-8")
    done = run("check_site.py", "--site", web)
    assert done.returncode == 1
    assert done.stdout.startswith("b.txt:2:4: 有手机号码“138***01”")
    assert run("check_site.py", "--site", web / "cases").returncode == 1


def test_the_real_site_has_no_problem(site: Path) -> None:
    assert problems(site) == []


def nameless(document: object) -> bytes:
    """An office file as we hand it out: without its author."""
    properties = document.properties if isinstance(document, Workbook) else document.core_properties  # type: ignore[attr-defined]
    if isinstance(document, Workbook):
        properties.creator = None
    else:
        properties.author = properties.last_modified_by = ""
    written = io.BytesIO()
    document.save(written)  # type: ignore[attr-defined]
    return written.getvalue()


def add(content: bytes, name: str, data: bytes) -> bytes:
    """The same file with one more part."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, data)
    return written.getvalue()


def without_thumbnail(content: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            if "thumbnail" not in entry.filename:
                new.writestr(entry, old.read(entry))
    return written.getvalue()


def word() -> bytes:
    document = Document()
    document.add_paragraph("学员手册")
    return without_thumbnail(nameless(document))


def sheet() -> bytes:
    book = Workbook()
    book.active.append(["事项", "日期"])
    return nameless(book)


def slides() -> bytes:
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[6])
    return without_thumbnail(nameless(deck))


def authored() -> bytes:
    document = Document()
    document.core_properties.author = "王某"
    written = io.BytesIO()
    document.save(written)
    return without_thumbnail(written.getvalue())


def commented() -> bytes:
    document = Document()
    run = document.add_paragraph("正文").add_run("一段")
    document.add_comment(run, text="再议", author="王某")
    return without_thumbnail(nameless(document))


def tracked() -> bytes:
    document = Document()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document.add_paragraph("")._p.append(
        parse_xml(f'<w:ins {space} w:id="1" w:author="x"><w:r><w:t>加</w:t></w:r></w:ins>')
    )
    return without_thumbnail(nameless(document))


def hidden_slide() -> bytes:
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[6])._element.set("show", "0")
    return without_thumbnail(nameless(deck))


def hidden_sheet() -> bytes:
    book = Workbook()
    book.create_sheet("底稿").sheet_state = "hidden"
    return nameless(book)


def photographed() -> bytes:
    document = Document()
    document.add_picture(io.BytesIO(LADEN["exif"][1]))
    return without_thumbnail(nameless(document))


@pytest.mark.parametrize("make", [word, sheet, slides], ids=lambda make: make.__name__)
def test_office_files_without_a_past_are_fine(make: Callable[[], bytes]) -> None:
    assert list(office.faults(make())) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (authored(), "作者或单位"),
        (commented(), "批注"),
        (tracked(), "修订痕迹"),
        (hidden_slide(), "隐藏的幻灯片"),
        (hidden_sheet(), "隐藏的工作表"),
        (photographed(), "拍摄信息"),
        (add(word(), "word/vbaProject.bin", b"x"), "宏"),
        (add(word(), "word/embeddings/a.xlsx", sheet()), "嵌入的原文件"),
        (add(word(), "docProps/custom.xml", b"<a/>"), "自定义属性"),
        (add(word(), "docProps/thumbnail.jpeg", CLEAN[".jpg"]), "缩略图"),
        (add(sheet(), "xl/externalLinks/a.xml", b"<a/>"), "指向别的文件的链接"),
        (add(sheet(), "xl/persons/person.xml", b"<a/>"), "批注"),
    ],
)
def test_what_an_office_file_carries_is_named(content: bytes, told: str) -> None:
    (fault,) = office.faults(content)
    assert fault.code == "office-metadata"
    assert told in fault.message


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        word()[:300],
        add(word(), "word/document.xml", b"<a>"),
        add(word(), "word/big.bin", bytes(60_000_000)),
    ],
    ids=["empty", "start", "cut", "wrong-xml", "bomb"],
)
def test_office_files_that_cannot_be_read_are_named(content: bytes) -> None:
    assert [fault.code for fault in office.faults(content)] == ["office-broken"]
    assert office.text(content) == ""


def test_words_in_an_office_file_are_searched(web: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("电话138")
    paragraph.add_run("0000").bold = True
    paragraph.add_run("0001")
    (web / "a.docx").write_bytes(without_thumbnail(nameless(document)))
    assert [code for _, _, code in found(web)] == ["phone-number"]


def test_any_text_can_be_checked(tmp_path: Path) -> None:
    message = tmp_path / "message"
    message.write_text("改正案例\n\n电话 138 0000 0001，科长张建国\n", "utf-8")
    done = run("check_text.py", message)
    assert done.returncode == 1
    assert "13800000001" not in done.stdout.replace(" ", "")
    assert [line.rpartition(" ")[2] for line in done.stdout.splitlines()] == ["[full-name]", "[phone-number]"]
    message.write_text("改正案例：科长张某\n", "utf-8")
    assert run("check_text.py", message).returncode == 0
    assert run("check_text.py", tmp_path / "none").returncode == 1


def test_a_picture_in_a_site_may_be_larger_than_one_in_docs(web: Path) -> None:
    encoded = io.BytesIO()
    Image.effect_noise((900, 900), 90).save(encoded, "PNG")
    (web / "a.png").write_bytes(encoded.getvalue())
    assert found(web) == []
