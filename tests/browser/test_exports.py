"""Files made in the browser: they open, look as they should, and give learners no answer."""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from casebook.content.vocabulary import LANGS, Lang
from casebook.media import office
from casebook.sessions import guides
from casebook.sessions.appearance import EAST_ASIAN, LATIN, PAPER_LATIN, PAPER_SANS, PAPER_SERIF
from casebook.sessions.frames import BODY_HEIGHT, HEIGHT, TOP, WIDTH
from casebook.sessions.papers import LEARNERS
from docx import Document
from docx.oxml.ns import qn as word
from docx.text.paragraph import Paragraph
from lxml import etree
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation
from pptx.oxml.ns import qn as draw

from tests.browser.conftest import Watched
from tests.browser.test_assembly import built, ready
from tests.conftest import ROOT
from tests.decks import SESSIONS, made, printed, secrets
from tests.sessions.test_office import boxes, left_alone

EXPORTED = ROOT / "overrides" / "assets" / "casebook" / "export"
LIBRARIES = {"docx", "fflate", "jszip", "pako", "pptxgenjs"}
_MOUNT = """session => {
  const place = document.createElement('div');
  place.id = 'cb-export';
  document.querySelector('.md-content').appendChild(place);
  return Promise.all(['exports', 'carry'].map(name => casebook.run(`assets/casebook/${name}.js`))).then(() => casebook.carry(place, () => session)).then(() => {});
}"""
_BRING = "session => { location.hash = 's=' + casebook.session.encode(session); }"
_FILES = """session => casebook.run('assets/casebook/exports.js').then(() => casebook.run('assets/casebook/assembly.js')).then(async () => {
  const deck = await casebook.assembly.deck(session), papers = await casebook.assembly.papers(session);
  const files = {slides: await casebook.exports.pptx(deck)};
  for (const paper of papers) files[paper.id] = await casebook.exports.docx(paper);
  const found = {};
  for (const name in files) {
    const bytes = new Uint8Array(await files[name].arrayBuffer());
    let text = '';
    bytes.forEach(byte => { text += String.fromCharCode(byte); });
    found[name] = btoa(text);
  }
  return found;
})"""
_PRINT = """([session, learners]) => casebook.run('assets/casebook/exports.js').then(() => casebook.run('assets/casebook/assembly.js'))
  .then(() => casebook.assembly.papers(session)).then(papers => casebook.exports.print(papers.filter(paper => paper.learners === learners)))"""


@pytest.fixture(scope="session", autouse=True)
def bundles() -> None:
    assert (EXPORTED / "pptx.js").is_file(), "no bundles; run `make frontend`, as `make site` and `make test` do"


@pytest.fixture(scope="module")
def desk(browser: Browser, site: Path) -> Iterator[Page]:
    """A page of the site, from a folder, on which printing opens no dialog and does not end."""
    context = browser.new_context()
    context.add_init_script("window.print = () => {}")
    watched = Watched(context, site.as_uri())
    yield watched.open("training/index.html")
    context.close()
    assert watched.faults == []


def files(desk: Page, session: dict[str, Any]) -> dict[str, bytes]:
    """Name → content of the slides and of every paper."""
    return {name: base64.b64decode(content) for name, content in desk.evaluate(_FILES, session).items()}


def rendered(content: bytes, ending: str, folder: Path) -> Path:
    """The file as LibreOffice prints it."""
    file = folder / f"file.{ending}"
    file.write_bytes(content)
    office_ = shutil.which("soffice")
    assert office_, "no LibreOffice; .ci/run installs one"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    done = subprocess.run(
        [office_, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return file.with_suffix(".pdf")


def placed_words(pdf: Path) -> list[list[tuple[str, float, float, float, float]]]:
    """For each page its words, each with left, top, right and bottom in points."""
    said = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True).stdout
    tree = etree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", said))
    space = "{http://www.w3.org/1999/xhtml}"
    return [[_word(found) for found in sheet.iter(f"{space}word")] for sheet in tree.iter(f"{space}page")]


def _word(found: Any) -> tuple[str, float, float, float, float]:
    left, top, right, bottom = (float(found.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))
    return found.text or "", left, top, right, bottom


def words(content: bytes) -> str:
    """All text of a word-processor file."""
    lines = Document(io.BytesIO(content)).element.iter(word("w:p"))
    return "\n".join("".join(line.itertext(word("w:t"))) for line in lines)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [SESSIONS[0], "key-few-60", "family-45"])
def test_slides_open_with_notes_faces_and_no_answers(desk: Page, name: str, lang: Lang) -> None:
    content = files(desk, ready(name, lang))["slides"]
    deck, file = made(name, lang), Presentation(io.BytesIO(content))
    assert (file.slide_width, file.slide_height) == (12192000, 6858000)
    assert len(file.slides) == len(deck.slides)
    hidden = secrets(name, lang)
    assert len(hidden) > 10
    for slide, wanted in zip(file.slides, deck.slides, strict=True):
        frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
        tables: Any = [shape for shape in slide.shapes if shape.has_table]
        cells = [cell.text for shape in tables for row in shape.table.rows for cell in row.cells]
        seen = "\n".join([frame.text for frame in frames] + cells)
        title, notes = slide.shapes.title, slide.notes_slide.notes_text_frame
        assert title is not None
        assert title.text == wanted.title
        assert notes is not None
        assert [line.text for line in notes.paragraphs] == list(wanted.notes)
        assert [text for text in hidden if text in seen] == []
        if wanted.grid:
            assert cells == [cell for row in wanted.grid.rows for cell in row]
        else:
            assert slide.placeholders[1].text_frame.text == "\n".join(line.lead + line.text for line in wanted.lines)
        assert {shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame} & {""} == set()
        ids = [element.get("id") for element in slide._element.iter(draw("p:cNvPr"))]
        assert len(ids) == len(set(ids))
        assert all(len(line.findall(draw("a:pPr"))) <= 1 for line in slide._element.iter(draw("a:p")))
        for run in [*slide._element.iter(draw("a:r")), *notes._element.iter(draw("a:r"))]:
            faces = [run.find(draw("a:rPr")).find(draw(f"a:{tag}")).get("typeface") for tag in ("latin", "ea")]
            assert faces == [LATIN, EAST_ASIAN]
    used = {slide.slide_layout.name for slide in file.slides}
    assert used > ({"封面", "目标", "流程（表格）"} if lang == "zh" else {"Cover", "Aims", "Agenda (table)"})
    assert list(office.faults(content)) == []


def test_the_theme_names_the_chinese_face_and_no_time_is_kept(desk: Page) -> None:
    content = files(desk, ready("branch-study-30", "zh"))["slides"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        theme = archive.read("ppt/theme/theme1.xml").decode()
        core = archive.read("docProps/core.xml").decode()
        assert {info.date_time[0] for info in archive.infolist()} == {int(made("branch-study-30", "zh").day[:4])}
        assert not [name for name in archive.namelist() if name.endswith("/")]
    assert theme.count(f'<a:ea typeface="{EAST_ASIAN}"') == 2
    assert set(re.findall(r">(\d{4}-\d\d-\d\dT[^<]*)<", core)) == {f"{made('branch-study-30', 'zh').day}T00:00:00Z"}
    assert files(desk, ready("branch-study-30", "zh"))["slides"] == content


@pytest.mark.parametrize("lang", LANGS)
def test_no_slide_overflows_when_libreoffice_shows_it(desk: Page, lang: Lang, tmp_path: Path) -> None:
    pdf = rendered(files(desk, ready("young-cadres-60", lang))["slides"], "pptx", tmp_path)
    sheets = placed_words(pdf)
    wanted = made("young-cadres-60", lang).slides
    assert len(sheets) == len(wanted)
    for slide, found in zip(wanted, sheets, strict=True):
        assert all(left > 0 and right < WIDTH and bottom < HEIGHT for _, left, _, right, bottom in found)
        if slide.kind != "title":
            body = [text for text, _, top, _, _ in found if TOP - 8 <= top < 495]
            assert body, slide.title
            lowest = max(bottom for _, _, top, _, bottom in found if top < 495)
            assert lowest <= TOP + BODY_HEIGHT + 4, slide.title


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["branch-study-30", "service-window-60"])
def test_papers_open_set_for_both_scripts_and_learners_get_no_answer(desk: Page, name: str, lang: Lang) -> None:
    found = files(desk, ready(name, lang))
    hidden = secrets(name, lang)
    for paper in printed(name, lang):
        content = found[paper.id]
        assert list(office.faults(content)) == []
        document = Document(io.BytesIO(content))
        text = words(content)
        assert paper.title in text
        assert paper.notice in text
        if paper.name in LEARNERS:
            assert [secret for secret in hidden if secret in text] == []
        for run in document.element.iter(word("w:r")):
            fonts = run.find(word("w:rPr")).find(word("w:rFonts"))
            assert fonts.get(word("w:ascii")) == PAPER_LATIN
            assert fonts.get(word("w:eastAsia")) in (PAPER_SERIF, PAPER_SANS)
            shown = "".join(run.itertext(word("w:t")))
            hint = "eastAsia" if lang == "zh" or any(each >= "\u2e80" for each in shown) else None
            assert fonts.get(word("w:hint")) == hint, shown
        section = document.sections[0]
        assert section.page_width is not None
        assert round(section.page_width.mm) == 210
        fields = [field.text for field in section.footer._element.iter(word("w:instrText"))]
        assert [field.strip() for field in fields if field] == ["PAGE", "NUMPAGES"]
        for line in document.paragraphs:
            if line.style is not None and (line.style.name or "").startswith("Heading"):
                assert line.paragraph_format.keep_with_next
        if paper.name not in ("guide", "signin"):
            assert keeps(content) == keeps(guides.write(paper)), paper.name


def keeps(content: bytes) -> list[tuple[str, bool, bool]]:
    """Each paragraph below the title, whether it stays with the next one, and whether it is not divided."""
    found = [Paragraph(line, None) for line in Document(io.BytesIO(content)).element.body.iter(word("w:p"))]  # type: ignore[arg-type]
    looks = [(line.text, line.paragraph_format) for line in found[1:]]
    return [(text, bool(look.keep_with_next), bool(look.keep_together)) for text, look in looks]


@pytest.mark.parametrize("lang", LANGS)
def test_a_case_sheet_is_one_page_of_a4_and_a_quiz_has_its_answers_elsewhere(
    desk: Page, lang: Lang, tmp_path: Path
) -> None:
    found = files(desk, ready("young-cadres-60", lang))
    name = next(name for name in found if name.endswith("-case"))
    assert len(placed_words(rendered(found[name], "docx", tmp_path))) == 1
    quiz, answers = words(found["young-cadres-60-quiz"]), words(found["young-cadres-60-answers"])
    mark = "答案：" if lang == "zh" else "Answer: "
    assert mark in answers
    assert mark not in quiz
    signs = words(found["young-cadres-60-signin"])
    assert ("签名" if lang == "zh" else "Signature") in signs


@pytest.mark.parametrize("learners", [True, False])
def test_papers_print_numbered_without_the_page_around_them(desk: Page, learners: bool, tmp_path: Path) -> None:
    desk.evaluate(_PRINT, [ready("young-cadres-60", "zh"), learners])
    expect(desk).to_have_title(re.compile("讲义" if learners else "手册"))
    pdf = tmp_path / "printed.pdf"
    pdf.write_bytes(desk.pdf(prefer_css_page_size=True, print_background=True))
    desk.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(desk.locator(".cb-print")).to_have_count(0)
    expect(desk).to_have_title(re.compile("组课"))
    said = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    sheets = said.rstrip("\f").split("\f")
    for number, sheet in enumerate(sheets, 1):
        assert f"第{number}页，共{len(sheets)}页" in re.sub(r"\s", "", sheet)
        assert "回到首页" not in sheet
    flat = re.sub(r"\s", "", said)
    hidden = [re.sub(r"\s", "", text) for text in secrets("young-cadres-60", "zh")]
    assert bool([text for text in hidden if text in flat]) is not learners
    if learners:
        assert sum("一页案例单" in sheet for sheet in sheets) == 1


@pytest.mark.parametrize("learners", [True, False])
@pytest.mark.parametrize(("name", "lang"), [("key-few-60", "en"), ("pre-holiday-reminder-15", "zh")])
def test_no_printed_page_holds_only_the_footer(
    desk: Page, name: str, lang: Lang, learners: bool, tmp_path: Path
) -> None:
    desk.evaluate(_PRINT, [ready(name, lang), learners])
    pdf = tmp_path / "printed.pdf"
    pdf.write_bytes(desk.pdf(prefer_css_page_size=True, print_background=True))
    desk.evaluate("window.dispatchEvent(new Event('afterprint'))")
    footer = printed(name, lang)[0].footer.split("　")[-1].split()[-1]
    for sheet in placed_words(pdf):
        at = next((at for at, (text, *_) in enumerate(sheet) if footer in text), len(sheet))
        assert at > 10, sheet


@pytest.mark.parametrize("name", ["young-cadres-60", "service-window-60"])
def test_no_heading_of_a_handout_is_left_alone_at_the_end_of_a_page(desk: Page, name: str, tmp_path: Path) -> None:
    pdf = rendered(files(desk, ready(name, "en"))[f"{name}-handout"], "docx", tmp_path)
    handout = next(paper for paper in printed(name, "en") if paper.name == "handout")
    assert left_alone(boxes(pdf), [handout]) == []


@pytest.mark.parametrize("lang", LANGS)
def test_buttons_save_files_and_say_so(watched: Watched, lang: Lang, tmp_path: Path) -> None:
    desk = watched.open("training/builder.html" if lang == "zh" else "en/training/builder.html")
    expect(desk.locator("#cb-export").get_by_role("group")).to_have_count(2)
    desk.evaluate(_BRING, ready("branch-study-30", lang))
    desk.wait_for_function("casebook.builder.session().items.length > 0")
    place = desk.locator("#cb-export")
    status = place.get_by_role("status")
    groups = ("主持人用", "发给学员") if lang == "zh" else ("For the trainer", "For learners")
    title = {"zh": "支部学习30分钟：看到的和猜到的", "en": "Branch-study,-30-minutes-what-was-seen"}[lang]
    wanted = {
        "PPTX": f"{title}-{'课件' if lang == 'zh' else 'Slides'}.pptx",
        "ZIP": f"{title}-{'全部文件' if lang == 'zh' else 'All-files'}.zip",
        **(
            {"学员讲义": f"{title}-学员讲义.docx", "一页案例单": "一次试点失误和一封不实举报信-一页案例单.docx"}
            if lang == "zh"
            else {
                "Learner handout": f"{title}-Learner-handout.docx",
                "Case on one page": "A-pilot-that-went-wrong-and-an-untrue-Case-on-one-page.docx",
            }
        ),
    }
    for group in groups:
        expect(place.get_by_role("group", name=group)).to_be_visible()
    for name, file in wanted.items():
        with desk.expect_download() as download:
            place.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == file
        expect(status).to_contain_text(file)
    with zipfile.ZipFile(download.value.path() if name == "ZIP" else saved(desk, "ZIP")) as archive:
        assert len(archive.namelist()) == 1 + len(printed("branch-study-30", lang))
        assert wanted["PPTX"] in archive.namelist()
        assert archive.testzip() is None


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        (r'甲/乙\丙:丁*戊?己"庚<辛>壬|癸', "甲-乙-丙-丁-戊-己-庚-辛-壬-癸"),
        ("..\u202e节前\u0007一课. ", "节前-一课"),
        ("CON", "CON"),
        ("???", ""),
    ],
)
def test_the_name_of_a_file_is_one_that_windows_takes(watched: Watched, title: str, stem: str) -> None:
    desk = watched.open("training/builder.html")
    desk.wait_for_selector("#cb-export button")
    session = built(
        {"minutes": 5, "path": "rules/gifts", "part": "points"}, {"minutes": 5, "kind": "break"}, title=title
    )
    desk.evaluate(_BRING, session)
    with desk.expect_download() as download:
        desk.locator("#cb-export").get_by_role("button", name="PPTX").click()
    assert download.value.suggested_filename == "-".join(filter(None, (stem, "课件.pptx")))


def test_sheets_of_several_cases_are_archived_under_the_title_with_a_name_each(watched: Watched) -> None:
    desk = watched.open("training/builder.html")
    desk.wait_for_selector("#cb-export button")
    paths = "cases/2022/2022-04-tender-phone-call", "cases/2022/2022-11-pilot-and-letter"
    desk.evaluate(
        _BRING,
        built(*({"minutes": 9, "path": path, "part": "facts"} for path in paths), title="两案"),
    )
    desk.evaluate(
        "paths => Promise.all(paths.map(path => casebook.load('kits/zh/' + path))).then(kits => kits.forEach(kit => { kit.title = '同名'; }))",
        paths,
    )
    with desk.expect_download() as download:
        desk.locator("#cb-export").get_by_role("button", name="一页案例单").click()
    assert download.value.suggested_filename == "两案-一页案例单.zip"
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.namelist() == ["同名-一页案例单.docx", "同名-一页案例单-2.docx"]


@pytest.mark.parametrize(
    ("home", "name"),
    [("", name) for name in ("PPTX", "ZIP", "主持人手册", "学员讲义", "测试题", "答案", "签到表", "一页案例单")]
    + [("en/", "Quiz paper")],
)
def test_each_file_can_be_the_first_to_be_made(watched: Watched, home: str, name: str) -> None:
    desk = watched.open(f"{home}training/builder.html")
    session = ready("tendering-60", "en" if home else "zh")
    desk.evaluate(_BRING, session)
    desk.wait_for_function("casebook.builder.session().items.length > 0")
    with desk.expect_download():
        desk.locator("#cb-export").get_by_role("button", name=name).first.click()


def saved(desk: Page, name: str) -> Path:
    with desk.expect_download() as download:
        desk.locator("#cb-export").get_by_role("button", name=name).click()
    return download.value.path()


def test_a_paper_that_a_session_cannot_have_is_greyed_with_the_reason_beside(watched: Watched) -> None:
    desk = watched.open("training/builder.html")
    desk.wait_for_selector("#cb-export button")
    place, case = desk.locator("#cb-export"), "cases/2022/2022-04-tender-phone-call"
    no_case = {"一页案例单": "没有“一页案例单”：这堂课没有用到案例。"}
    no_quiz = {name: f"没有“{name}”：流程里没有测试。" for name in ("测试题", "测试题答案和逐项反馈")}
    withheld = {"一页案例单": "没有“一页案例单”：用到的现成课程规定不发案情。"}
    rule = {"minutes": 5, "path": "rules/gifts", "part": "points"}
    facts, quiz = ({"minutes": 5, "path": case, "part": part} for part in ("facts", "quiz"))
    for session, wanted in (
        (built(rule), no_case | no_quiz),
        (built(rule, facts), no_quiz),
        (built(rule, facts, quiz), {}),
        (ready("family-45", "zh"), withheld | no_quiz),
    ):
        desk.evaluate(_BRING, session)
        desk.wait_for_function("count => casebook.builder.session().items.length === count", arg=len(session["items"]))
        for name in ("一页案例单", "测试题", "测试题答案和逐项反馈", "签到表", "主持人手册", "学员讲义"):
            button = place.get_by_role("button", name=f"{name}（DOCX）", exact=True)
            if name not in wanted:
                expect(button).not_to_have_attribute("aria-disabled", "true")
                continue
            expect(button).to_have_attribute("aria-disabled", "true")
            expect(button).to_have_attribute("title", wanted[name])
            expect(button).to_have_accessible_description(wanted[name])
            expect(place.locator(".cb-carry__why", has_text=wanted[name])).to_be_visible()
            button.focus()
            expect(button).to_be_focused()
            button.press("Enter")
            expect(place.get_by_role("status")).to_have_text(wanted[name])
    expect(place.locator(".cb-carry__why:visible")).to_have_count(len(withheld | no_quiz))


def test_what_cannot_be_made_is_said_in_words(browser: Browser, http: str) -> None:
    context = browser.new_context()
    context.route("**/export/*.js", lambda route: route.abort())
    desk = context.new_page()
    desk.goto(f"{http}/training/index.html")
    empty = built()
    desk.evaluate(_MOUNT, empty)
    status = desk.locator("#cb-export").get_by_role("status")
    button = desk.locator("#cb-export").get_by_role("button", name="PPTX")
    button.click(force=True)
    expect(status).to_have_text("还没有内容，先加入一项。")
    desk.locator("#cb-export").evaluate("node => node.remove()")
    desk.evaluate(_MOUNT, built({"minutes": 5, "path": "rules/gifts", "part": "points"}))
    button.click()
    expect(status).to_contain_text("make site")
    desk.locator("#cb-export").get_by_role("button", name="测试题（DOCX）").click(force=True)
    expect(status).to_have_text("没有“测试题”：流程里没有测试。")
    context.unroute("**/export/*.js")
    button.click()
    expect(status).to_contain_text("-课件.pptx")
    context.close()


def test_a_browser_that_is_too_old_for_files_is_told_so(browser: Browser, http: str) -> None:
    """What Chromium 69 makes of the bundle: it is read, and its syntax refused."""
    context = browser.new_context()
    context.route("**/export/pptx.js", lambda route: route.fulfill(content_type="text/javascript", body="a ?.?. b"))
    context.add_init_script("delete String.prototype.replaceAll")
    desk = context.new_page()
    desk.goto(f"{http}/training/index.html")
    desk.evaluate(_MOUNT, built({"minutes": 5, "path": "rules/gifts", "part": "points"}))
    status = desk.locator("#cb-export").get_by_role("status")
    desk.locator("#cb-export").get_by_role("button", name="PPTX").click()
    expect(status).to_contain_text("90 以上")
    expect(status).to_contain_text("还可以打印")
    context.close()


def test_hostile_titles_are_text_in_every_file(desk: Page) -> None:
    nasty = "<b>&\u0007\ud800”'{page}.. /\\:*?"
    session = built(
        {"minutes": 5, "kind": "own", "title": nasty, "note": nasty},
        {"minutes": 5, "path": "rules/gifts", "part": "points"},
        title=nasty,
    )
    found = files(desk, session)
    clean = "<b>&”'{page}.. /\\:*?"
    file = Presentation(io.BytesIO(found["slides"]))
    title = file.slides[0].shapes.title
    assert title is not None
    assert title.text == clean
    guide = next(content for name, content in found.items() if name.endswith("-guide"))
    assert clean in words(guide)
    assert not [name for name in found if re.search(r'[\\/:*?"<>|]', name)]


def test_nothing_of_it_is_loaded_before_it_is_wanted(browser: Browser, http: str) -> None:
    context = browser.new_context()
    desk = context.new_page()
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    for address in (
        "index.html",
        "training/index.html",
        "training/builder.html",
        "cases/2022/2022-04-tender-phone-call.html",
    ):
        desk.goto(f"{http}/{address}")
        desk.wait_for_load_state("networkidle")
    assert asked
    assert [url for url in asked if "/export/" in url] == []
    context.close()


def test_bundles_are_small_and_come_with_their_licences() -> None:
    sizes = {file.name: file.stat().st_size for file in EXPORTED.glob("*.js")}
    assert sizes.keys() == {"pptx.js", "docx.js"}
    assert all(size < 420_000 for size in sizes.values()), sizes
    licences = (EXPORTED / "LICENSES.txt").read_text("utf-8")
    assert set(re.findall(r"^(\S+) \d+\.\d+\.\d+$", licences, re.MULTILINE)) >= LIBRARIES
    assert "Built from: " in licences
