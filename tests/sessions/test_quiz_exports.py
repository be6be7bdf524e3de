"""Quiz questions as GIFT and QTI: everything that a page asks and says, as a learning platform reads it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from casebook.content.corpus import Corpus
from casebook.content.teaching import Option, Question
from casebook.content.vocabulary import LANGS, Lang
from casebook.publishing.site import sets
from casebook.sessions.quiz_exports import gift, qti, whole
from casebook.sessions.quizzes import Quiz
from lxml import etree

from tests.conftest import run

QTI = {"q": "http://www.imsglobal.org/xsd/imsqti_v2p1", "cp": "http://www.imsglobal.org/xsd/imscp_v1p1"}
HOSTILE = Quiz(
    "cases/2022/2022-05-x", "甲/乙：{丙}", "2022-05", "zh",
    (
        Question(0, "q1", "第1题（单选）", "a=b ~ c # {d} : e\\f\n第二段<b>&", (
            Option("A", "=对", "#一"), Option("B", "~错<i>", "{二}"),
        ), ("A",), "第1条：[x]", ("A", "B")),
        Question(0, "q2", "第2题（多选）", "问", tuple(Option(letter, letter, "话") for letter in "ABCD"), ("A", "B", "C"), "条", ()),
    ),
)  # fmt: skip


def unescaped(text: str) -> str:
    return re.sub(r"\\([\\~=#{}:])", r"\1", text.replace("\\n", "\n"))


def read_gift(content: bytes) -> list[dict[str, Any]]:
    """The questions of a GIFT file, as its definition says they are read."""
    found = []
    for title, stem, body in re.findall(
        r"^::((?:\\.|[^:\\])*)::\[plain\]((?:\\.|[^{\\])*) \{\n(.*?)\n\}$", content.decode(), re.M | re.S
    ):
        options, general = [], ""
        for line in body.split("\n"):
            mark = re.fullmatch(r"\t(=|~(?:%(-?[\d.]+)%)?|####)((?:\\.|[^#\\])*)(?:#(.*))?", line)
            assert mark, line
            if mark[1] == "####":
                general = unescaped(mark[3])
            else:
                share = float(mark[2]) if mark[2] else 100.0 if mark[1] == "=" else 0.0
                options.append((share, unescaped(mark[3]), unescaped(mark[4])))
        found.append({"title": unescaped(title), "stem": unescaped(stem), "options": options, "general": general})
    return found


def read_qti(content: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: etree.fromstring(package.read(name)) for name in package.namelist()}


@pytest.mark.parametrize("lang", LANGS)
def test_gift_says_what_the_pages_say(real: Corpus, lang: Lang) -> None:
    quizzes = whole(real, lang)
    found = iter(read_gift(gift(quizzes, "{text}")))
    for each in quizzes:
        for question in each.questions:
            read = next(found)
            assert read["stem"] == question.stem
            assert read["general"] == question.settled
            options = read["options"]
            assert [(text, said) for _, text, said in options] == [(o.text, o.feedback) for o in question.options]
            right = [share for share, *_ in options if share > 0]
            assert len(right) == len(question.answers)
            assert sum(right) == pytest.approx(100, abs=1e-4)
    assert next(found, None) is None


def test_gift_takes_nothing_in_a_text_for_a_mark() -> None:
    content = gift([HOSTILE], "{text}")
    first, second = read_gift(content)
    assert first["stem"] == "a=b ~ c # {d} : e\\f\n第二段<b>&"
    assert first["options"] == [(100.0, "=对", "#一"), (0.0, "~错<i>", "{二}")]
    assert [share for share, *_ in second["options"]] == [33.33333, 33.33333, 33.33333, -100.0]
    assert "$CATEGORY: 2022-05 甲／乙：{丙}\n" in content.decode()


@pytest.mark.parametrize("lang", LANGS)
def test_qti_says_what_the_pages_say(real: Corpus, lang: Lang) -> None:
    quizzes = whole(real, lang)
    files = read_qti(qti(quizzes, "{text}"))
    for each in quizzes:
        for question in each.questions:
            item = files[f"items/{PurePosixPath(each.path).name}-{question.id}.xml"]
            choices = item.findall(".//q:simpleChoice", QTI)
            assert [(c.get("identifier"), c.text) for c in choices] == [(o.letter, o.text) for o in question.options]
            assert [v.text for v in item.findall(".//q:correctResponse/q:value", QTI)] == list(question.answers)
            said = {f.get("identifier"): f.text for f in item.findall("q:modalFeedback", QTI)}
            assert said == {**{o.letter: o.feedback for o in question.options}, "SETTLED": question.settled}
            assert [p.text for p in item.findall("q:itemBody/q:p", QTI)] == question.stem.split("\n")
            kind = "multiple" if question.many else "single"
            assert item.find("q:responseDeclaration", QTI).get("cardinality") == kind  # type: ignore[union-attr]


def test_a_package_is_whole(real: Corpus) -> None:
    content = qti(whole(real, "zh"), "{text}")
    files = read_qti(content)
    manifest, test = files.pop("imsmanifest.xml"), files["test.xml"]
    resources = manifest.findall(".//cp:resource", QTI)
    assert {resource.get("href") for resource in resources} == set(files)
    ids = [resource.get("identifier") for resource in resources]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][\w-]*", str(name)) for name in ids)
    assert {d.get("identifierref") for d in manifest.findall(".//cp:dependency", QTI)} <= set(ids)
    assert {ref.get("href") for ref in test.findall(".//q:assessmentItemRef", QTI)} == set(files) - {"test.xml"}
    assert content == qti(whole(real, "zh"), "{text}")


def test_an_item_has_its_elements_in_the_order_of_the_standard() -> None:
    item = read_qti(qti([HOSTILE], "{text}"))["items/2022-05-x-q1.xml"]
    names = [etree.QName(child).localname for child in item]
    order = ["responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback"]
    assert list(dict.fromkeys(names)) == order
    declared = {e.get("identifier") for e in item.findall("q:outcomeDeclaration", QTI)} | {"RESPONSE"}
    used = {e.get("identifier") for e in item.iterfind(".//q:variable", QTI)}
    used |= {e.get("identifier") for e in item.iterfind(".//q:setOutcomeValue", QTI)}
    assert used <= declared
    assert item.find(".//q:choiceInteraction", QTI).get("maxChoices") == "1"  # type: ignore[union-attr]


def test_a_case_without_a_question_gives_an_empty_section() -> None:
    files = read_qti(qti([replace(HOSTILE, questions=())], "{text}"))
    assert sorted(files) == ["imsmanifest.xml", "test.xml"]


def test_the_command_writes_what_is_wanted(tmp_path: Path, real: Corpus) -> None:
    done = run("export_quiz.py", "--issue", "gifts-and-cash", "--lang", "en", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    cases = [case for case in real.cases if "gifts-and-cash" in case.meta.issue]
    assert len(read_qti((tmp_path / "quiz-en-qti.zip").read_bytes())) == 2 + sum(
        len(each.questions)
        for each in whole(real, "en")
        if each.path in {case.base.removesuffix(".md") for case in cases}
    )
    done = run("export_quiz.py", "docs/cases/2022/2022-01-gift-cards.en.md", "--format", "gift", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(read_gift((tmp_path / "quiz-zh.gift.txt").read_bytes())) == 4


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--format", "gft"], "您是不是想写 gift？"),
        (["--format", ""], "--format 是空的"),
        (["--issue", "gifts-and-cas"], "您是不是想写 gifts-and-cash？"),
        (["docs/cases/2022/2022-01-gift-card.md"], "您是不是想写 docs/cases/2022/2022-01-gift-cards.md？"),
        (["--issue", "drunk-driving", "docs/cases/2022/2022-01-gift-cards.md"], "没有同时符合这些条件的案例"),
    ],
)
def test_a_wrong_wish_is_explained_and_nothing_is_written(tmp_path: Path, arguments: list[str], told: str) -> None:
    done = run("export_quiz.py", *arguments, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert told in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_site_offers_the_whole_set(site: Path, real: Corpus) -> None:
    for lang in LANGS:
        folder = site / ("" if lang == "zh" else lang) / "training"
        page = (folder / "practice.html").read_text("utf-8")
        for name, content in sets(real, lang).items():
            assert f'href="files/{name}"' in page
            assert (folder / "files" / name).read_bytes() == content
