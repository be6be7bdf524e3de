"""The two sides of a page: what is the trainer's stands on the trainer's page and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from casebook.content.blocks import blocks
from casebook.content.corpus import Corpus, Page
from casebook.content.markdown import Heading, section
from casebook.content.reader import read
from casebook.content.teaching import questions
from casebook.content.vocabulary import LANGS
from casebook.pages import sides
from casebook.pages.addresses import redirect_pages
from casebook.sessions.frames import told

_TAG = re.compile(r"<[^>]+>")
_FILLING = re.compile(r"""[\s"'\\]+|<[^>]*>""")
_NUMBER = re.compile(r"^\d+\. ")
_BEGIN = 20
_LONG = {"zh": 20, "en": 45}
"""Characters. Shorter ones, such as the titles of slides, also stand elsewhere."""

PAGE = """<h2 id="facts">案情</h2><p>甲，见<a href="#trainer-notes">说明</a></p>
<h2 id="quiz">测一测</h2><h3 id="q1">第1题</h3><ul><li>A. 一</li></ul>
<details class="success"><summary>看答案</summary><p>A 对</p><details><p>里层</p></details></details>
<h2 id="trainer">授课包</h2><h3 id="trainer-notes">定性说明</h3><p>乙</p>
<h2 id="source">来源</h2><p>丙</p>"""


def both(body: str) -> tuple[str, str]:
    whole = sides.mark(body, "x.trainer.html", "答案在那边")
    return sides.cut(whole, "learner"), sides.cut(whole, "trainer")


def test_sections_and_folds_of_the_trainer_are_on_one_side_only() -> None:
    learner, trainer = both(PAGE)
    assert "乙" not in learner
    assert "A 对" not in learner
    assert "里层" not in learner
    assert "丙" in learner
    assert '<p class="cb-answer"><a href="x.trainer.html#q1">答案在那边</a></p>' in learner
    assert trainer == PAGE.replace("<details", "<details open")
    assert "<!--" not in learner + trainer


def test_the_agenda_keeps_its_points_for_the_trainer() -> None:
    body = """<h2 id="agenda">流程</h2><table>
<thead><tr><th>时间</th><th>做什么</th><th>用哪一页</th><th>讲授要点</th></tr></thead>
<tbody><tr>\n<td>0—4</td>\n<td>读</td>\n<td><a href="x.html">页</a></td>\n<td>不争论</td>\n</tr></tbody></table>"""
    learner, trainer = both(body)
    assert "讲授要点" not in learner
    assert "不争论" not in learner
    assert '<td><a href="x.html">页</a></td>' in learner
    assert learner.count("</tr>") == 2
    assert trainer == body


@pytest.mark.parametrize(
    ("at", "link", "led"),
    [
        ("training/sessions/a.html", "../../cases/2022/b.html#trainer-handouts", "../../cases/2022/b.trainer.html#trainer-handouts"),
        ("en/training/sessions/a.html", "../../cases/2022/b.html#trainer", "../../cases/2022/b.trainer.html#trainer"),
        ("cases/2022/b.html", "#trainer-notes", "b.trainer.html#trainer-notes"),
        ("cases/2022/b.html", "c.html#trainer", "c.trainer.html#trainer"),
        ("training/index.html", "sessions/a.html#questions", "sessions/a.trainer.html#questions"),
        ("rules/index.html", "#questions", "#questions"),
        ("rules/a.html", "../cases/2022/b.html#quiz", "../cases/2022/b.html#quiz"),
        ("rules/a.html", "../cases/2022/b.html#trainers", "../cases/2022/b.html#trainers"),
    ],
)  # fmt: skip
def test_links_to_the_trainers_places_lead_to_the_trainers_page(at: str, link: str, led: str) -> None:
    assert sides.led(f'<a href="{link}">', at) == f'<a href="{led}">'


def test_a_page_that_moved_takes_its_trainers_page_along(small: Path) -> None:
    old, new = "cases/2022/2022-05-old.html", "cases/2022/2022-05-two-letters.html"
    (small / "docs" / "_data" / "redirects.yml").write_text(f"{old}: {new}\nrules/old.html: rules/reception.html\n")
    found = redirect_pages(read(small)[0])
    assert b"url=2022-05-two-letters.trainer.html" in found["cases/2022/2022-05-old.trainer.html"]
    assert "en/cases/2022/2022-05-old.trainer.html" in found
    assert "rules/old.trainer.html" not in found


def _secrets(page: Page) -> Iterator[str]:
    """The sentences of a page that are the trainer's."""
    for question in questions(page.body):
        yield from (option.feedback for option in question.options)
    for name in sides.TRAINERS - {"handouts"}:
        shown = (block for block in blocks(section(page.body, name)) if not isinstance(block, Heading))
        yield from (_NUMBER.sub("", text) for text in told(shown))


def _bare(text: str) -> str:
    """Text without tags, spaces and quotes, so that it is found however a file writes it."""
    return _FILLING.sub("", unescape(_TAG.sub("", text)))


def _all_secrets(corpus: Corpus) -> dict[str, set[str]]:
    """First characters → the trainer's sentences of all cases and sessions that begin with them."""
    found: dict[str, set[str]] = {}
    for page in (page for kind in sides.KINDS for page in corpus.of(kind)):
        for lang in LANGS:
            for secret in map(_bare, _secrets(corpus.in_lang(page, lang))):
                if len(secret) >= _LONG[lang]:
                    found.setdefault(secret[:_BEGIN], set()).add(secret)
    return found


def _given_away(text: str, secrets: dict[str, set[str]]) -> set[str]:
    starts = (at for at in range(len(text) - _BEGIN + 1) if text[at : at + _BEGIN] in secrets)
    return {secret for at in starts for secret in secrets[text[at : at + _BEGIN]] if text.startswith(secret, at)}


def test_no_learners_file_gives_a_trainers_sentence_away(site: Path, real: Corpus) -> None:
    secrets = _all_secrets(real)
    assert len(secrets) > 1_000
    learners = [
        file
        for file in sorted(site.rglob("*"))
        if file.suffix in (".html", ".js", ".json", ".csv", ".xml") and not file.name.endswith(".trainer.html")
        and not file.relative_to(site).as_posix().startswith(("assets/", "training/kits/"))
        and not file.name.endswith(("-trainer.html", "-trainer.en.html"))
    ]  # fmt: skip
    assert len(learners) > 1_000
    leaks = {
        file.relative_to(site).as_posix(): _given_away(_bare(file.read_text("utf-8")), secrets) for file in learners
    }
    assert {name: found for name, found in leaks.items() if found} == {}


def test_a_learners_page_has_no_answer_and_outlines_only_itself(site: Path, real: Corpus) -> None:
    for page in (page for kind in sides.KINDS for page in real.of(kind)):
        for lang in LANGS:
            learner, trainer = (
                (site / name).read_text("utf-8") for name in (page.url(lang), sides.address(page.url(lang)))
            )
            assert not re.search("<details|答案：|Answer:|<!--", learner), page.path
            for name in sides.TRAINERS & {heading.id for heading in page.headings}:
                assert f'href="#{name}"' not in learner, page.path
                assert f'href="#{name}"' in trainer, page.path
            assert '<meta name="robots" content="noindex">' in trainer
            assert 'name="robots"' not in learner


def test_the_trainers_page_has_all_of_it(site: Path, real: Corpus) -> None:
    for kind in sides.KINDS:
        for page in real.of(kind):
            for lang in LANGS:
                text = _bare((site / sides.address(page.url(lang))).read_text("utf-8"))
                missing = [secret for secret in _secrets(real.in_lang(page, lang)) if _bare(secret) not in text]
                assert missing == [], page.path
