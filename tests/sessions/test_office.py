"""Exported files as an office program and a browser lay them out: nothing runs over, one page is one page.

Needs LibreOffice and poppler: ``apt-get install libreoffice-calc libreoffice-impress libreoffice-writer poppler-utils
fonts-noto-cjk``.
Where they are missing the tests say so and are skipped; the ones on PDF need only a browser.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, TypeGuard
from unicodedata import normalize

import chromium
import pytest
from casebook.content.blocks import Paragraph
from casebook.content.markdown import Heading, plain
from casebook.content.vocabulary import LANGS, Lang
from casebook.publishing import site
from casebook.sessions import guides
from casebook.sessions.appearance import PAPER_MARGIN
from casebook.sessions.exports import FORMATS, pages
from casebook.sessions.frames import BODY_HEIGHT, BODY_WIDTH, HEIGHT, LEFT, TOP, WIDTH
from casebook.sessions.papers import Paper, Piece, Writing, leads
from lxml import html as markup
from lxml.html import HtmlElement

from tests.decks import CASES, made, page, presentation, printed, read


class Word(NamedTuple):
    """A word where it stands on its page, in points from the upper left."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


SOFFICE, BBOX = shutil.which("soffice"), shutil.which("pdftotext")
office = pytest.mark.skipif(
    not (SOFFICE and BBOX),
    reason="没有 LibreOffice 或 poppler："
    "apt-get install libreoffice-calc libreoffice-impress libreoffice-writer poppler-utils",
)
DECKS: list[tuple[str, Lang]] = [
    ("branch-study-30", "zh"),
    ("new-secretary-90", "zh"),
    ("new-secretary-90", "en"),
    ("service-window-60", "en"),
    (CASES[4], "zh"),
    (CASES[7], "en"),
]

PAPERS: list[tuple[str, Lang]] = [
    ("key-few-60", "zh"),
    ("key-few-60", "en"),
    ("young-cadres-60", "en"),
    ("service-window-60", "en"),
    ("pre-holiday-reminder-15", "zh"),
    ("new-secretary-90", "zh"),
    ("new-secretary-90", "en"),
    (CASES[10], "zh"),
]
FOOT = 842 - 2.835 * PAPER_MARGIN + 2
"""Where the text of a page of A4 ends, in points from above."""
LONG = 900
"""Characters on a page that is well filled."""


def laid_out(folder: Path) -> None:
    """Turns every office file of a folder into a PDF beside it."""
    files = [str(file) for file in sorted(folder.iterdir()) if file.suffix in (".pptx", ".docx", ".xlsx")]
    profile = (folder / "profile").as_uri()
    command = [str(SOFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
    done = subprocess.run([*command, str(folder), *files], capture_output=True, text=True, timeout=600, check=False)
    assert len(list(folder.glob("*.pdf"))) == len(files), done.stdout + done.stderr


def same(text: str) -> str:
    """A text as it can be compared with what a PDF gives back: no spaces, look-alike characters made one."""
    return "".join(normalize("NFKC", text).split())


def boxes(file: Path) -> list[list[Word]]:
    """The words of each page."""
    done = subprocess.run([str(BBOX), "-bbox", str(file), "-"], capture_output=True, check=True)
    tree = markup.document_fromstring(done.stdout.decode())
    return [[_word(found) for found in sheet] for sheet in tree.iter("page")]


def _word(found: HtmlElement) -> Word:
    left, top, right, bottom = (float(found.get(side, "nan")) for side in ("xmin", "ymin", "xmax", "ymax"))
    return Word(left, top, right, bottom, same(found.text or ""))


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with some decks, and every case on one page, as the office program lays them out."""
    folder = tmp_path_factory.mktemp("office")
    for name, lang in DECKS:
        (folder / f"{name}-slides.{lang}.pptx").write_bytes(presentation(name, lang))
    for lang in LANGS:
        for name in CASES:
            paper = next(paper for paper in printed(name, lang) if paper.name == "case")
            (folder / f"{name}.{lang}.docx").write_bytes(guides.write(paper))
        signin = next(paper for paper in printed("branch-study-30", lang) if paper.name == "signin")
        (folder / f"signin.{lang}.docx").write_bytes(guides.write(signin))
    for name, lang in PAPERS:
        for paper in printed(name, lang):
            if paper.name != "case":
                (folder / f"{paper.id}.{lang}.docx").write_bytes(guides.write(paper))
    laid_out(folder)
    return folder


@office
@pytest.mark.parametrize(("name", "lang"), DECKS)
def test_no_word_leaves_its_box_on_a_slide(rendered: Path, name: str, lang: Lang) -> None:
    found = boxes(rendered / f"{name}-slides.{lang}.pdf")
    wanted = made(name, lang).slides
    assert len(found) == len(wanted)
    for words, slide in zip(found, wanted, strict=True):
        shown = "".join(word for *_, word in words)
        assert same(slide.title)[:6] in shown
        for left, top, right, bottom, word in words:
            assert left >= LEFT - 2, (slide.title, word)
            assert right <= min(LEFT + BODY_WIDTH + 2, WIDTH), (slide.title, word)
            foot = top >= 500
            assert foot or bottom <= TOP + BODY_HEIGHT + 8, (slide.title, word, bottom)
            assert bottom <= HEIGHT
        if slide.kind != "title":
            title = [box for box in words if box[1] < TOP - 4 and box[3] > TOP + 6]
            assert title == [], f"{slide.title}: the title runs into the body"


@office
@pytest.mark.parametrize("lang", LANGS)
def test_a_case_and_a_sign_in_sheet_take_one_page(rendered: Path, lang: Lang) -> None:
    for name in (*CASES, "signin"):
        assert len(boxes(rendered / f"{name}.{lang}.pdf")) == 1, name


@office
@pytest.mark.parametrize(("name", "lang"), PAPERS)
def test_questions_stay_whole_and_papers_end_with_a_whole_section(rendered: Path, name: str, lang: Lang) -> None:
    for paper in printed(name, lang):
        if paper.name in ("guide", "handout", "quiz", "answers"):
            found = ["".join(word for *_, word in words) for words in boxes(rendered / f"{paper.id}.{lang}.pdf")]
            for group in paper.groups if paper.asks else ():
                texts = [same(plain(piece.text)) for piece in group if isinstance(piece, Heading | Paragraph)]
                assert any(all(text in sheet for text in texts) for sheet in found), (paper.id, texts[0])
            ends = [same(plain(piece.text)) for piece in paper.pieces if heads(piece)][-2:]
            assert any(text in found[-1] for text in ends) or len(found[-1]) > LONG, (paper.id, found[-1])


def heads(piece: Piece) -> TypeGuard[Heading | Paragraph]:
    """Whether a piece names or leads to what stands below it."""
    return isinstance(piece, Heading) or (isinstance(piece, Paragraph) and leads(piece))


def left_alone(sheets: list[list[Word]], papers: Iterable[Paper]) -> list[str]:
    """What leads to what stands below it, and is the last on its page."""
    pieces = [piece for paper in papers for piece in paper.pieces]
    names = {same(plain(piece.text)) for piece in pieces if heads(piece)}
    found = []
    for words in sheets:
        text = [word for word in words if word.bottom < FOOT]
        end = max((word.bottom for word in text), default=0)
        last = "".join(word.text for word in sorted(text) if word.bottom > end - 5)
        found += [last for name in names if len(last) > 2 and name.endswith(last)]
    return found


@office
@pytest.mark.parametrize(("name", "lang"), PAPERS)
def test_what_leads_to_something_is_not_the_last_on_a_page(rendered: Path, name: str, lang: Lang) -> None:
    for paper in printed(name, lang):
        if paper.name in ("guide", "handout"):
            assert left_alone(boxes(rendered / f"{paper.id}.{lang}.pdf"), [paper]) == []


@office
def test_no_page_of_a_template_holds_a_row_or_two(tmp_path: Path) -> None:
    corpus = read()
    for lang in LANGS:
        for name, content in site.downloads(corpus, lang).items():
            stem, ending = name.split(".")
            (tmp_path / f"{stem}-{ending}-{lang}.{ending}").write_bytes(content)
    laid_out(tmp_path)
    for file in tmp_path.glob("*.pdf"):
        for number, words in enumerate(boxes(file), 1):
            rows = {round(word.bottom / 8) for word in words}
            assert len(rows) >= 6, f"{file.stem}, page {number}: head, three rows, signatures and foot at least"


def browser() -> Path:
    found = chromium.find()
    if found is None:
        pytest.skip("没有浏览器，PDF 没有试")
    return found


def test_a_pdf_is_the_same_twice_and_dated_by_its_content() -> None:
    content = next(iter(pages(read(), page("pre-holiday-reminder-15"), "zh").values()))
    first, again = (chromium.pdf(browser(), content, "2026-11-23") for _ in range(2))
    assert first == again
    assert first.startswith(b"%PDF-")
    assert b"/CreationDate (D:20261123000000" in first


@pytest.mark.skipif(not BBOX, reason="没有 poppler：apt-get install poppler-utils")
@pytest.mark.parametrize("lang", LANGS)
def test_printed_pages_are_numbered_and_a_case_takes_one(tmp_path: Path, lang: Lang) -> None:
    learner = next(content for name, content in pages(read(), page(CASES[6]), lang).items() if "learner" in name)
    (tmp_path / "x.pdf").write_bytes(chromium.pdf(browser(), learner, "2026-11-23"))
    found = ["".join(word for *_, word in words) for words in boxes(tmp_path / "x.pdf")]
    one = "一页案例单" if lang == "zh" else "Caseononepage"
    quiz = "测试题" if lang == "zh" else "Quizpaper"
    starts = [next(at for at, text in enumerate(found) if mark in text) for mark in (one, quiz)]
    assert starts[1] - starts[0] == 1
    for number, text in enumerate(found, 1):
        assert same(f"第{number}页，共{len(found)}页" if lang == "zh" else f"Page {number} of {len(found)}") in text
    assert set(FORMATS) == {"pptx", "docx", "html"}


@pytest.mark.skipif(not BBOX, reason="没有 poppler：apt-get install poppler-utils")
@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("branch-study-30", "zh"),
        ("branch-study-30", "en"),
        ("family-45", "en"),
        ("service-window-60", "zh"),
        ("tendering-60", "zh"),
        ("new-secretary-90", "en"),
    ],
)
def test_no_printed_page_holds_a_line_or_two(tmp_path: Path, name: str, lang: Lang) -> None:
    for file, content in pages(read(), page(name), lang).items():
        (tmp_path / file).write_bytes(chromium.pdf(browser(), content, "2026-11-23"))
        sheets = boxes(tmp_path / file)
        found = ["".join(word for *_, word in words) for words in sheets]
        assert [text for text in found if len(text) < 120] == []
        rows = [len({round(word.bottom / 4) for word in words}) for words in sheets]
        assert min(rows) > 4, "foot and number are two of them"
        assert left_alone(sheets, printed(name, lang)) == []
    sheet = "签到表" if lang == "zh" else "Sign-insheet"
    assert sheet in found[-1], "the rows to sign take one page"


@pytest.mark.parametrize("lang", LANGS)
def test_rows_to_write_on_stay_with_what_is_asked(lang: Lang) -> None:
    handout = next(paper for paper in printed("family-45", lang) if paper.name == "handout")
    kept = handout.groups[-1]
    assert isinstance(kept[0], Heading)
    assert any(isinstance(piece, Writing) for piece in kept)
    assert [piece for group in handout.groups for piece in group] == list(handout.pieces)
