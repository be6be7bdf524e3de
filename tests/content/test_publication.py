"""What is published: a small site with a page of each status, as values and as built files."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from casebook.checks import rules
from casebook.content import publication, reader
from casebook.content.corpus import Corpus
from casebook.content.publication import Selection, published
from casebook.pages.addresses import current

from tests.conftest import copy_small, run, signed
from tests.media.test_pictures import CLEAN

REVIEW = """\
review:
  draft: {role: 宣教科干事, date: "2026-01-02"}
  first: {role: 宣教科科长, date: "2026-01-03", result: pass}
  second: {role: 机关纪委副书记, date: "2026-01-04", result: pass}
  final: {role: 机关纪委书记, date: "2026-01-06", result: pass}
  proof1: {role: 宣教科干事, date: "2026-01-03", result: pass}
  proof2: {role: 办公室文秘岗, date: "2026-01-04", result: pass}
  proof3: {role: 宣教科科长, date: "2026-01-05", result: pass}
  secrecy: {role: 保密审查人, date: "2026-01-05", result: pass}
"""
DOWN = 'withdrawn: {role: 机关纪委书记, date: "2026-11-02", reason: "引用的条文已经修订，正在改写。"}\n'
STATES = {
    "06-written": ("起草的页", "status: draft\n"),
    "07-approved": ("审定的页", f"status: approved\n{REVIEW}"),
    "08-today": ("当天的页", f'status: published\npublish_on: "2026-12-01"\n{REVIEW}'),
    "09-later": ("以后的页", f'status: published\npublish_on: "2026-12-02"\n{REVIEW}'),
    "10-gone": ("撤下的页", f"status: withdrawn\n{REVIEW}{DOWN}"),
    "11-read": ("发布的页", f"status: published\n{REVIEW}"),
}
"""Month and short name of a case → its title, and the lines of its status."""
PATHS = {name: f"cases/2022/2022-{name}.md" for name in STATES} | {"sample": "cases/2022/2022-05-two-letters.md"}
DAY = Selection(date="2026-12-01")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with a case of each status, and a page that links to all of them and shows two pictures."""
    folder = copy_small(tmp_path_factory.mktemp("states") / "small")
    docs = folder / "docs"
    text = (docs / PATHS["sample"]).read_text("utf-8")
    for name, (title, status) in STATES.items():
        page = text.replace("一张餐票两次报", title).replace('month: "2022-05"', f'month: "2022-{name[:2]}"')
        page = page.replace("status: sample\n", status).replace("某市某局柯某", f"某市某局柯某（{title}）")
        shown = "drawn" if name in ("06-written", "10-gone") else "shared"
        (docs / PATHS[name]).write_text(
            signed(page.replace("（**岔路口一**）", f"（**岔路口一**）![报销的三步]({shown}.png)")), "utf-8"
        )
    for name in ("drawn", "shared"):
        (docs / f"cases/2022/{name}.png").write_bytes(CLEAN[".png"])
    with (docs / "rules" / "reception.md").open("a", encoding="utf-8") as file:
        file.write("".join(f"\n- 看[{name}的案例](../{path}#facts){{ .note }}。\n" for name, path in PATHS.items()))
        file.write("\n写法：`[06-written](../cases/2022/2022-06-written.md)`\n")
    session = docs / "training" / "sessions" / "branch-15.md"
    session.write_text(session.read_text("utf-8").replace("2022-05-two-letters", "2022-10-gone"), "utf-8")
    (docs / "_data" / "redirects.yml").write_text(
        "cases/2022/old-a.html: cases/2022/2022-06-written.html\ncases/2022/old-b.html: cases/2022/2022-11-read.html\n",
        "utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def whole(root: Path) -> Corpus:
    read, problems = reader.read(root)
    assert problems == []
    found = rules.problems_of(read, root)
    assert {problem.code for problem in found if problem.severity == "error"} == set()
    assert {problem.code for problem in found} >= {"link-unpublished", "agenda-unpublished"}
    return read


def names(chosen: Corpus) -> set[str]:
    return {name for name, path in PATHS.items() if path in chosen.by_path}


@pytest.mark.parametrize(
    ("selection", "shown"),
    [
        (Selection(), {"sample", "11-read"}),
        (DAY, {"sample", "08-today", "11-read"}),
        (Selection(date="2026-12-31"), {"sample", "08-today", "09-later", "11-read"}),
        (Selection(date="2026-12-01", samples=False), {"08-today", "11-read"}),
        (Selection(preview=True), set(PATHS) - {"10-gone"}),
    ],
)
def test_a_page_is_there_when_it_is_published_for_that_day(
    whole: Corpus, selection: Selection, shown: set[str]
) -> None:
    assert names(published(whole, selection)) == shown


def test_the_frame_of_the_site_stays_without_samples(whole: Corpus) -> None:
    chosen = published(whole, Selection(samples=False))
    assert set(chosen.by_path) == {
        "index.md",
        "index.en.md",
        "glossary.md",
        "culture/lu-zhi-whip-boots.md",
        PATHS["11-read"],
    }


def test_the_sites_own_tools_and_guides_stay_without_samples(real: Corpus) -> None:
    kinds = {page.kind for page in published(real, Selection(samples=False)).originals}
    assert kinds == {"other", "glossary"}


def test_nothing_is_left_of_what_is_left_out(whole: Corpus) -> None:
    chosen = published(whole, DAY)
    body = chosen.by_path["rules/reception.md"].body
    assert "看06-written的案例。" in body
    assert "看10-gone的案例。" in body
    assert f"[11-read的案例](../{PATHS['11-read']}#facts){{ .note }}" in body
    assert "`[06-written](../cases/2022/2022-06-written.md)`" in body
    assert body.count("\n") == whole.by_path["rules/reception.md"].body.count("\n")
    assert chosen.files == {"cases/2022/shared.png"}
    assert "cases/2022/drawn.png" in chosen.hidden
    assert dict(chosen.redirects) == {"cases/2022/old-b.html": "cases/2022/2022-11-read.html"}
    item = chosen.by_path["training/sessions/branch-15.md"].meta.agenda[0]
    assert (item.minutes, item.page, item.title) == (10, "", "撤下的页（未发布或已撤下）")


def test_a_case_names_no_culture_page_that_is_left_out(whole: Corpus) -> None:
    culture = whole.by_path["culture/lu-zhi-whip-boots.md"]
    draft = replace(culture, meta=culture.meta.model_copy(update={"status": "draft"}))
    spoilt = replace(whole, pages=tuple(draft if page is culture else page for page in whole.pages))
    assert published(spoilt, DAY).by_path[PATHS["11-read"]].meta.culture == []


def test_a_link_that_became_words_is_no_change_of_the_original(whole: Corpus) -> None:
    chosen = published(whole, replace(DAY, samples=False))
    assert chosen.by_path["index.md"].body != whole.by_path["index.md"].body
    assert chosen.drifts == whole.drifts


def test_where_all_is_published_the_pages_are_the_same(whole: Corpus) -> None:
    kept = replace(whole, pages=tuple(page for page in whole.pages if page.meta and "2022/" not in page.path))
    assert published(kept, DAY).pages == kept.pages


def test_the_address_of_a_withdrawn_page_lives_and_that_of_a_draft_does_not(whole: Corpus) -> None:
    living = current(published(whole, DAY))
    assert {"cases/2022/2022-10-gone.html", "en/cases/2022/2022-10-gone.trainer.html"} <= living
    assert not any("2022-06-written" in address or "2022-09-later" in address for address in living)


def test_a_published_address_is_not_lost_without_a_word(whole: Corpus) -> None:
    addresses = (
        "cases/2022/2022-08-today.html",
        "cases/2022/2022-06-written.html",
        "cases/2022/2022-05-two-letters.html",
    )
    known = replace(whole, addresses=addresses)
    lost = list(publication.lost(known, Selection(samples=False)))
    assert [problem.path.rpartition("/")[2] for problem in lost] == ["2022-06-written.md", "2022-08-today.md"]
    assert "--date 2026-12-01" in lost[1].message
    assert [problem.path for problem in publication.lost(known, DAY)] == [f"docs/{PATHS['06-written']}"]


def build(root: Path, folder: Path, *arguments: str) -> Path:
    done = run("build_site.py", "--root", root, "--output", folder, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def dated(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(root, tmp_path_factory.mktemp("dated") / "site", "--date", "2026-12-01")


def text_of(site: Path) -> dict[str, str]:
    kinds = (".html", ".js", ".json", ".csv", ".xml", ".txt")
    files = (file for file in site.rglob("*") if file.suffix in kinds and "assets" not in file.parts[-3:])
    return {file.relative_to(site).as_posix(): file.read_text("utf-8", "replace") for file in files}


def test_what_is_not_published_is_nowhere_on_the_site(dated: Path) -> None:
    files = text_of(dated)
    assert len(files) > 100
    for name, title in (("06-written", "起草的页"), ("07-approved", "审定的页"), ("09-later", "以后的页")):
        spelt = title.encode("unicode_escape").decode()
        assert [path for path, text in files.items() if title in text or spelt in text] == []
        assert [path for path in files if name in path] == []
    assert not (dated / "cases/2022/drawn.png").exists()
    assert (dated / "cases/2022/shared.png").is_file()


def test_what_is_published_is_in_the_pages_lists_feeds_and_search(dated: Path) -> None:
    files = text_of(dated)
    for title in ("当天的页", "发布的页", "一张餐票两次报"):
        holding = {path for path, text in files.items() if title in text}
        assert {"archive/index.html", "archive/cases.json", "archive/cases.csv", "archive/feed.xml"} <= holding
        assert any(path.startswith("search/zh/") for path in holding)
    page = files["cases/2022/2022-11-read.html"]
    assert "尚未审核" not in page.partition("cb-footer")[0]
    assert re.search(r"<td>终审</td><td><span>机关纪委书记</span></td><td>2026-01-06</td><td>通过</td>", page)


def test_a_withdrawn_page_leaves_a_notice_and_nothing_else(dated: Path) -> None:
    files = text_of(dated)
    for path, said in (
        ("cases/2022/2022-10-gone.html", "本页已撤下"),
        ("en/cases/2022/2022-10-gone.html", "This page has been withdrawn"),
    ):
        for words in (said, "撤下的页", "2022-10", "2026-11-02", "机关纪委书记", "引用的条文已经修订，正在改写。"):
            assert words in files[path], (path, words)
        assert "柯某" not in files[path]
        assert "份函报销" not in files[path]
        assert "2022-10-gone.html" in files[path.replace(".html", ".trainer.html")]
    assert [path for path, text in files.items() if "（撤下的页）" in text] == []
    data = [path for path in files if path.startswith(("archive/", "search/", "en/archive/"))]
    assert [path for path in data if "2022-10-gone" in files[path]] == []


def test_links_to_what_is_left_out_are_words(dated: Path) -> None:
    page = (dated / "rules" / "reception.html").read_text("utf-8")
    assert "看06-written的案例。" in page
    assert 'href="../cases/2022/2022-11-read.html#facts"' in page
    assert "2022-10-gone.html" not in page
    session = (dated / "training" / "sessions" / "branch-15.html").read_text("utf-8")
    assert "2022-10-gone.html" not in session
    assert "两张公函" in session


def test_without_samples_there_is_a_whole_site_still(root: Path, tmp_path: Path) -> None:
    site = build(root, tmp_path / "site", "--without-sample")
    files = text_of(site)
    assert [path for path, text in files.items() if "一张餐票两次报" in text] == []
    assert "示范内容" not in files["cases/2022/2022-11-read.html"]
    for path, text in files.items():
        for href in re.findall(r'<a [^>]*href="([^"#:]+)', text) if path.endswith(".html") else ():
            near = site / href.lstrip("/") if href.startswith("/") else (site / path).parent / href
            assert near.resolve().is_file(), (path, href)
    assert json.loads(files["archive/cases.json"])[0]["id"] == "2022-11-read"


def test_a_preview_labels_what_is_not_published_and_is_not_packed(root: Path, tmp_path: Path) -> None:
    site = build(root, tmp_path / "site", "--preview")
    for name, label in (
        ("06-written", "草稿，未经审核"),
        ("07-approved", "已审定，未发布"),
        ("09-later", "定于 2026-12-02 发布"),
        ("10-gone", "本页已撤下"),
    ):
        assert label in (site / PATHS[name].replace(".md", ".html")).read_text("utf-8")
    packed = run("release.py", "--root", root, "--site", site, "--output", tmp_path / "release")
    assert packed.returncode == 1
    assert "预览" in packed.stderr
    assert not (tmp_path / "release").exists()


def test_the_same_day_gives_the_same_bytes(root: Path, dated: Path, tmp_path: Path) -> None:
    again = build(root, tmp_path / "site", "--date", "2026-12-01")
    first = {path.relative_to(dated): path.read_bytes() for path in dated.rglob("*") if path.is_file()}
    assert first == {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}


def test_a_day_that_is_none_is_refused(root: Path, tmp_path: Path) -> None:
    done = run("build_site.py", "--root", root, "--output", tmp_path / "site", "--date", "2026-02-30")
    assert done.returncode == 2
    assert "应为日历上有的一天" in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("name", ["06-written", "09-later", "10-gone"])
def test_what_is_not_published_is_not_exported(root: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    day = ("--date", "2026-12-01", "--root", root, "--out", out)
    for script in ("export_session.py", "export_quiz.py"):
        done = run(script, f"docs/{PATHS[name]}", *day)
        assert done.returncode == 1, script
        assert not out.exists()
    assert run("export_quiz.py", "--format", "gift", *day).returncode == 0
    (file,) = out.iterdir()
    assert "当天的页" in file.read_text("utf-8")
    assert STATES[name][0] not in file.read_text("utf-8")
