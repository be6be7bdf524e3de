"""The files that are carried away, opened with the libraries that other programs use, and the command that writes them."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from casebook.content.blocks import Items, Paragraph, Table
from casebook.content.corpus import Corpus
from casebook.content.markdown import Heading, plain
from casebook.content.vocabulary import LANGS, Lang
from casebook.sessions import agendas, deck, guides, handouts, papers, print_pages, slides
from casebook.sessions.appearance import EAST_ASIAN
from casebook.sessions.exports import FORMATS, ending, pages
from casebook.sessions.papers import LEARNERS, Paper
from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml.ns import qn as word
from docx.shared import Pt
from lxml import html as markup
from pptx import Presentation
from pptx.oxml.ns import qn as draw

from tests.conftest import ROOT, run
from tests.decks import ALL, CASES, body, made, page, presentation, printed, read, secrets

_SOME: list[tuple[str, Lang]] = [
    ("branch-study-30", "zh"),
    ("young-cadres-60", "en"),
    (CASES[1], "zh"),
    (CASES[0], "en"),
]


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def texts(slide: Any) -> str:
    """All text that stands on a slide, tables and footers included."""
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def words(content: bytes) -> str:
    """All text of a word-processor file."""
    return "\n".join(
        "".join(line.itertext(word("w:t"))) for line in Document(io.BytesIO(content)).element.iter(word("w:p"))
    )


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_a_presentation_opens_with_notes_fonts_and_no_answers(name: str, lang: Lang) -> None:
    deck, file = made(name, lang), opened(presentation(name, lang))
    assert (file.slide_width, file.slide_height) == (12192000, 6858000)
    assert len(file.slides) == len(deck.slides)
    hidden = secrets(name, lang)
    for number, (slide, wanted) in enumerate(zip(file.slides, deck.slides, strict=True), 1):
        seen, notes = texts(slide), slide.notes_slide.notes_text_frame.text
        assert slide.shapes.title.text == wanted.title
        assert notes == "\n".join(wanted.notes)
        assert [text for text in hidden if text in seen] == []
        assert deck.footer in seen
        assert ("示范内容" in seen and "合成教学案例" in seen) == (lang == "zh")
        fields = [field for field in slide._element.iter(draw("a:fld")) if field.get("type") == "slidenum"]
        assert len(fields) == 1, f"no page number on slide {number}"
        runs = [*slide._element.iter(draw("a:r")), *slide.notes_slide._element.iter(draw("a:r"))]
        faces = {run.find(draw("a:rPr")).find(draw("a:ea")).get("typeface") for run in runs}
        assert faces == {EAST_ASIAN}


def test_text_of_a_slide_can_be_edited_in_its_placeholders() -> None:
    file = opened(presentation("branch-study-30", "zh"))
    for slide in file.slides:
        assert not slide.slide_layout.name.startswith("Blank")
        pictures = [shape for shape in slide.shapes if shape.shape_type == 13]
        assert pictures == []
        empty = [shape for shape in slide.placeholders if not shape.text_frame.text.strip()]
        assert empty == [], "an empty placeholder asks to be filled in"
    assert len(file.slide_layouts) == 3


def test_theme_and_masters_name_the_chinese_face() -> None:
    with zipfile.ZipFile(io.BytesIO(presentation("branch-study-30", "zh"))) as archive:
        theme = archive.read("ppt/theme/theme1.xml").decode()
        master = archive.read("ppt/slideMasters/slideMaster1.xml").decode()
    assert theme.count(f'<a:ea typeface="{EAST_ASIAN}"/>') == 2
    assert EAST_ASIAN in master


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_learners_papers_hold_no_answer_and_no_note(name: str, lang: Lang) -> None:
    found = [paper for paper in printed(name, lang) if paper.name in LEARNERS]
    made_html = next(
        content for file, content in pages(read(), page(name), lang).items() if "-learner" in file
    ).decode()
    everything = "\n".join([made_html, *(str(paper.pieces) for paper in found)])
    for text in secrets(name, lang):
        assert text not in everything
    assert not re.search(r"答案：|\*\*Answer: ", everything)


@pytest.mark.parametrize(("name", "lang"), _SOME)
def test_documents_open_and_are_what_they_are_called(name: str, lang: Lang) -> None:
    found = FORMATS["docx"](read(), page(name), lang, 0)
    ends = ending(lang)
    text = {file.removesuffix(f"{ends}.docx").rpartition("-")[2]: words(content) for file, content in found.items()}
    asked = [one for entry in agendas.asked(read(), page(name), lang) for one in entry]
    assert {"guide", "handout", "case", "signin", *(("quiz", "answers") if asked else ())} == set(text)
    hidden = secrets(name, lang)
    for part in LEARNERS:
        assert [secret for secret in hidden if secret in text.get(part, "")] == []
    for question in (one.question for one in asked):
        assert question.stem.split("\n")[0] in text["quiz"]
        assert question.settled in text["answers"]
        for option in question.options:
            assert option.text in text["quiz"]
            assert option.feedback in text["answers"]
    assert len(text["guide"]) > len(text["handout"]) / 2


def test_documents_are_set_for_both_scripts_numbered_and_kept_together() -> None:
    found = FORMATS["docx"](read(), page("branch-study-30"), "zh", 0)
    for content in found.values():
        document = Document(io.BytesIO(content))
        for run_ in document.element.iter(word("w:r")):
            fonts = run_.find(word("w:rPr")).find(word("w:rFonts"))
            assert fonts.get(word("w:eastAsia")) in ("宋体", "黑体")
        for line in document.paragraphs:
            if line.style is not None and str(line.style.name).startswith("Heading") and line.style.name != "Heading 1":
                assert line.paragraph_format.keep_with_next
        for table in document.tables:
            assert table.rows[0]._tr.get_or_add_trPr().find(word("w:tblHeader")) is not None
            assert all(row._tr.get_or_add_trPr().find(word("w:cantSplit")) is not None for row in table.rows)
        foot = document.sections[0].footer._element
        assert [field.get(word("w:instr")) for field in foot.iter(word("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
        assert {size.get(word("w:val")) for size in foot.iter(word("w:sz"))} == {"18"}, "numbers as large as words"
        section = document.sections[0]
        assert section.page_width is not None
        assert round(section.page_width.mm) == 210


@pytest.mark.parametrize("lang", LANGS)
def test_chinese_faces_are_for_chinese_papers_and_chinese_words(lang: Lang) -> None:
    quoted = 0
    for content in FORMATS["docx"](read(), page("key-few-60"), lang, 0).values():
        for run_ in Document(io.BytesIO(content)).element.iter(word("w:r")):
            text = "".join(run_.itertext(word("w:t")))
            hint = run_.find(word("w:rPr")).find(word("w:rFonts")).get(word("w:hint"))
            assert hint == ("eastAsia" if lang == "zh" or any(each >= "\u2e80" for each in text) else None), text
            quoted += "“" in text
    assert quoted > 10


def kept(line: Any) -> bool:
    return bool(line.paragraph_format.keep_with_next)


@pytest.mark.parametrize("lang", LANGS)
def test_a_question_is_a_heading_and_one_paragraph(lang: Lang) -> None:
    for paper in printed("key-few-60", lang):
        if paper.asks:
            title, notice, *rest = Document(io.BytesIO(guides.write(paper))).paragraphs
            assert (title.text, notice.text) == (paper.title, paper.notice)
            assert [kept(line) for line in rest] == [True, False] * (len(rest) // 2)
            assert all(line.paragraph_format.keep_together for line in rest[1::2])
            for line, group in zip(rest[1::2], paper.groups, strict=True):
                assert len(line.text.split("\n")) == len(group) - 1
                assert line.text.count("A. ") == 1


def test_what_is_short_below_a_heading_stays_on_one_page() -> None:
    short, long = Items(False, ("一条",) * 4), Items(False, ("很长的一条，" * 30,) * 9)
    table = Table(("甲", "乙"), (("一", "二"),) * 4)
    over, first, second, third = (
        Heading(0, level, text, None) for level, text in ((2, "〇"), (3, "一"), (3, "二"), (3, "三"))
    )
    pieces = (Paragraph("开头。"), over, first, short, second, long, third, Paragraph("这样说："), table)
    paper = replace(printed("key-few-60", "zh")[0], pieces=pieces)
    assert paper.groups == (
        (pieces[0],),
        (over, first, short),
        (second,),
        (long,),
        (third, pieces[7], table),
    )
    document = Document(io.BytesIO(guides.write(paper)))
    lines = [line for line in document.paragraphs if line.paragraph_format.line_spacing != Pt(1)]  # those that are seen
    assert [kept(line) for line in lines[2:9]] == [False, True, True, *[True] * 3, False]
    ends = [kept(line) for line in lines[10:19]]
    assert ends == [True, False, False, False, False, False, True, True, False], "the first two and the last three"
    assert kept(lines[20]), "it leads to the table"
    assert all(kept(line) for row in document.tables[0].rows for cell in row.cells for line in cell.paragraphs)
    tree = markup.document_fromstring(print_pages.write("甲", [paper]))
    assert [[each.tag for each in found] for found in tree.iter("section")] == [
        ["h2", "h3", "ul"],
        ["h3", "p", "table"],
    ]
    assert [found.text for found in tree.iter("p") if found.get("class") == "leads"] == ["这样说："]


@pytest.mark.parametrize(
    "text",
    [
        "先问：",
        "**先问：**",
        "[看这一页：](x.md)",
        "*Ask:*",
        "**登记表**",
        "**三问**（自留，不收）",
        "**Sheet** (2021, yuan)",
    ],
)
def test_a_paragraph_leads_by_what_is_read_of_it(text: str) -> None:
    assert papers.leads(Paragraph(text))
    assert not papers.leads(Paragraph(text + "完"))


def test_a_long_table_is_divided_three_rows_from_its_end() -> None:
    table = Table(("甲", "乙"), (("一" * 60, "二" * 60),) * 12)
    paper = replace(printed("key-few-60", "zh")[0], pieces=(Heading(0, 2, "表", None), table))
    rows = Document(io.BytesIO(guides.write(paper))).tables[0].rows
    found = [all(kept(line) for cell in row.cells for line in cell.paragraphs) for row in rows]
    assert found == [True, True, *[False] * 8, True, True, False]


def test_numbers_of_a_sign_in_sheet_stand_in_the_middle_of_their_rows() -> None:
    sheet = next(paper for paper in printed("key-few-60", "zh") if paper.name == "signin")
    table = Document(io.BytesIO(guides.write(sheet))).tables[0]
    assert {cell.vertical_alignment for cell in table.column_cells(0)[1:]} == {WD_CELL_VERTICAL_ALIGNMENT.CENTER}


def test_a_session_that_withholds_facts_gives_learners_neither_case_nor_quiz() -> None:
    found = {paper.name: paper for paper in printed("family-45", "zh")}
    assert set(found) == {"guide", "handout", "signin"}
    assert "血液" not in str(found["handout"].pieces)
    assert "三问卡" in str(found["handout"].pieces)
    assert "不发：" not in str(found["handout"].pieces)


def told_last(name: str, lang: Lang, headings: list[str]) -> bool:
    """Whether these headings of a paper name the outcome of a case and its rules after all that is asked."""
    ids = {plain(heading.text): heading.id for heading in read().in_lang(page(name), lang).headings}
    names = [ids[heading] for heading in headings if heading in ids]
    last = names.index("outcome")
    return {"facts", "discussion"} <= set(names[:last]) and set(names[last + 1 :]) <= {"rules"}


@pytest.mark.parametrize("lang", LANGS)
def test_the_handout_of_a_case_tells_its_outcome_after_the_questions(lang: Lang) -> None:
    for name in CASES:
        paper = next(paper for paper in printed(name, lang) if paper.name == "handout")
        assert told_last(name, lang, [piece.text for piece in paper.pieces if isinstance(piece, Heading)])
        assert read().summary(page(name), lang) not in str(paper.pieces)


@pytest.mark.parametrize("lang", LANGS)
def test_every_case_has_one_page_with_facts_and_outcome(lang: Lang) -> None:
    for name in CASES:
        paper = next(paper for paper in printed(name, lang) if paper.name == "case")
        headings = [piece.text for piece in paper.pieces if isinstance(piece, Heading)]
        assert len(headings) >= 3
        assert told_last(name, lang, headings)
        assert read().summary(page(name), lang) not in str(paper.pieces)
        assert papers.height(paper.pieces, paper.size) <= papers.HEIGHT
        assert paper.size >= 9


def test_pages_to_print_hold_all_they_need_and_no_script() -> None:
    for name, content in pages(read(), page("key-few-60"), "en").items():
        tree = markup.document_fromstring(content)
        assert tree.get("lang") == "en"
        assert not list(tree.iter("script", "link", "img", "iframe"))
        assert "http://" not in content.decode()
        assert "https://" not in content.decode()
        assert "url(" not in content.decode()
        assert "counter(page)" in content.decode()
        assert len(tree.findall(".//article")) == 2, name
        assert not re.search(r"\s(?:style|on\w+)=", content.decode())


@pytest.mark.parametrize(("name", "lang"), _SOME)
def test_the_same_content_is_the_same_bytes_and_names_nobody(name: str, lang: Lang) -> None:
    """Each file has the day of the page it shows: the sheet of a case that of the case."""
    days = {f"{paper.id}{ending(lang)}.docx": paper.day for paper in printed(name, lang)}
    for make in FORMATS.values():
        first, again = make(read(), page(name), lang, 0), make(read(), page(name), lang, 0)
        assert first == again
        for file, content in first.items():
            if not file.endswith(".html"):
                _anonymous(content, dt.date.fromisoformat(days.get(file, made(name, lang).day)))


def _anonymous(content: bytes, day: dt.date) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(day.year, day.month, day.day, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name or "printerSettings" in name]
        core = archive.read("docProps/core.xml").decode()
    assert "creator" not in core
    assert "lastModifiedBy" not in core
    assert "python" not in core


def export(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return run("export_session.py", *arguments)


def test_the_command_writes_every_file_and_says_so(tmp_path: Path) -> None:
    done = export("docs/training/sessions/branch-study-30.md", "--format", "pptx,docx,html", "--out", tmp_path / "dist")
    assert done.returncode == 0, done.stdout + done.stderr
    found = {file.name for file in (tmp_path / "dist").iterdir()}
    assert {"branch-study-30-slides.pptx", "branch-study-30-guide.docx", "branch-study-30-learner.html"} <= found
    assert all(name in done.stdout for name in found)
    assert (tmp_path / "dist" / "branch-study-30-slides.pptx").read_bytes() == presentation("branch-study-30", "zh")


def test_a_path_may_be_written_in_any_usual_way(tmp_path: Path) -> None:
    ways: list[str | Path] = [
        "training/sessions/branch-study-30.en.md",
        ROOT / "docs/training/sessions/branch-study-30.md",
    ]
    done = export(*ways, "--format", "html", "--out", tmp_path, "--lang", "en")
    assert done.returncode == 0, done.stdout + done.stderr
    assert {file.name for file in tmp_path.iterdir()} == {
        "branch-study-30-learner.en.html",
        "branch-study-30-trainer.en.html",
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["docs/training/sessions/brnch-study.md"], "您是不是想写 docs/training/sessions/branch-study-30.md？ [page]"),
        (["docs/rules/gifts.md"], "这一页不是课程，也不是案例"),
        (["../outside.md"], "没有这一页"),
        (
            ["docs/training/sessions/branch-study-30.md", "--format", "ppt,docx"],
            "没有 ppt 这种格式；您是不是想写 pptx？",
        ),
        (["docs/training/sessions/branch-study-30.md", "--format", ","], "--format 是空的"),
        (["docs/cases/2022/2022-05-overtime-allowance.md", "--minutes", "45"], "可选：15、30、60 [minutes]"),
    ],
)
def test_a_wrong_request_is_explained_and_writes_nothing(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = export(*arguments, "--out", tmp_path / "dist")
    assert done.returncode == 1
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "dist").exists()


def test_all_wrong_pages_are_named_in_one_run(tmp_path: Path) -> None:
    done = export(
        "docs/a.md", "docs/rules/gifts.md", "docs/training/sessions/branch-study-30.md", "--out", tmp_path / "d"
    )
    assert done.stdout.count("docs/a.md:1:") == done.stdout.count("docs/rules/gifts.md:1:") == 1
    assert not (tmp_path / "d").exists()


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("x", "utf-8")
    done = export("docs/training/sessions/branch-study-30.md", "--format", "html", "--out", tmp_path / "dist")
    assert done.returncode == 1
    assert "应为放导出文件的文件夹" in done.stderr
    assert (tmp_path / "dist").read_text("utf-8") == "x"


def test_without_a_browser_the_other_formats_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEBOOK_BROWSER", str(tmp_path / "none"))
    done = export("docs/training/sessions/branch-study-30.md", "--format", "html,pdf", "--out", tmp_path / "dist")
    assert done.returncode == 1
    assert "没有找到浏览器，PDF 没有生成，其他格式不受影响" in done.stderr
    assert {file.suffix for file in (tmp_path / "dist").iterdir()} == {".html"}


def test_a_browser_that_fails_is_named_and_the_rest_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEBOOK_BROWSER", shutil.which("false") or "")
    done = export("docs/training/sessions/branch-study-30.md", "--format", "html,pdf", "--out", tmp_path / "dist")
    assert done.returncode == 1
    assert "浏览器没有生成 PDF" in done.stderr
    assert {file.suffix for file in (tmp_path / "dist").iterdir()} == {".html"}


def test_content_with_errors_is_not_exported(small: Path, tmp_path: Path) -> None:
    broken = small / "docs/training/sessions/branch-15.md"
    broken.write_text(broken.read_text("utf-8").replace("minutes: 10", "minutes: 900"), "utf-8")
    done = export("docs/training/sessions/branch-15.md", "--root", small, "--out", tmp_path / "dist")
    assert done.returncode == 1
    assert "[range]" in done.stdout
    assert not (tmp_path / "dist").exists()


def published(*samples: str) -> Corpus:
    """The corpus with every page published but the originals named."""
    pages = (
        found if found.lang == "en" or found.path in samples else replace(found, meta=_as(found.meta, "published"))
        for found in read().pages
    )
    return replace(read(), pages=tuple(pages))


def _as(meta: Any, status: str) -> Any:
    return meta.model_copy(update={"status": status})


@pytest.mark.parametrize(
    ("sample", "said", "sheet"),
    [
        ("", False, False),
        ("training/sessions/branch-study-30.md", True, False),
        ("rules/false-accusation.md", True, False),
        ("cases/2022/2022-11-pilot-and-letter.md", True, True),
    ],
)
def test_a_talk_is_called_a_sample_while_a_page_that_it_uses_is(sample: str, said: bool, sheet: bool) -> None:
    corpus, own = published(sample), page("branch-study-30")
    talk = deck.of(corpus, own, "zh")
    assert ("示范内容" in talk.footer, any("使用单位审核修改" in note for note in talk.slides[0].notes)) == (said, said)
    for paper in handouts.of(corpus, own, "zh"):
        expected = sheet if paper.name == "case" else said
        assert ("示范内容" in paper.footer, "示范内容" in paper.notice) == (expected, expected), paper.name


def test_english_papers_say_that_chinese_has_changed_since() -> None:
    own, rule = page("branch-study-30"), read().by_path["rules/false-accusation.md"]
    front = replace(rule.front, body=rule.front.body.replace("{#do-dont}\n", "{#do-dont}\n\n改过的一句。\n"))
    changed = tuple(replace(rule, front=front) if found is rule else found for found in read().pages)
    for corpus, stale in ((read(), False), (replace(read(), pages=changed), True)):
        for paper in handouts.of(corpus, own, "en"):
            there = "changed in Chinese" in paper.notice
            assert there is (stale and paper.name != "case"), paper.name  # the case itself has not changed
        assert not any("译文" in paper.notice for paper in handouts.of(corpus, own, "zh"))


def test_a_changed_paper_changes_the_file() -> None:
    paper: Paper = printed("branch-study-30", "zh")[1]
    assert words(guides.write(paper)).count("今天要学会") == 1
    assert "看到的和猜到的" in body(made("branch-study-30", "zh").slides[0])
    assert slides.write(made("branch-study-30", "zh")) != presentation("branch-study-30", "en")
