"""What the tests of exported files share: every session and case in both languages, and what learners must not see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from casebook.content import reader
from casebook.content.blocks import blocks
from casebook.content.corpus import Corpus, Page
from casebook.content.markdown import section, section_at
from casebook.content.teaching import asked, questions
from casebook.content.vocabulary import LANGS, Lang
from casebook.sessions import deck, handouts, slides
from casebook.sessions.deck import Deck
from casebook.sessions.frames import Slide, told
from casebook.sessions.papers import Paper

ROOT = Path(__file__).parent.parent
SESSIONS = sorted(file.name.removesuffix(".en.md") for file in ROOT.glob("docs/training/sessions/*.en.md"))
CASES = sorted(file.name.removesuffix(".en.md") for file in ROOT.glob("docs/cases/*/*.en.md"))
ALL: list[tuple[str, Lang]] = [(name, lang) for name in (*SESSIONS, *CASES) for lang in LANGS]


@lru_cache(maxsize=1)
def read() -> Corpus:
    return reader.read(ROOT)[0]


def page(name: str) -> Page:
    return next(found for found in read().originals if found.id == name and found.kind in ("session", "case"))


@lru_cache(maxsize=50)
def made(name: str, lang: Lang, minutes: int = 0) -> Deck:
    return deck.of(read(), page(name), lang, minutes)


@lru_cache(maxsize=50)
def presentation(name: str, lang: Lang) -> bytes:
    return slides.write(made(name, lang))


@lru_cache(maxsize=50)
def printed(name: str, lang: Lang) -> tuple[Paper, ...]:
    return handouts.of(read(), page(name), lang)


def body(slide: Slide) -> str:
    """Everything that the room sees of a slide."""
    cells = [cell for row in (slide.grid.rows if slide.grid else ()) for cell in row]
    return "\n".join([slide.title, *(line.lead + line.text for line in slide.lines), *cells])


def secrets(name: str, lang: Lang) -> list[str]:
    """The sentences of a session or case, and of the cases it uses, that are for the trainer only."""
    own = page(name)
    paths = [item.page for item in own.meta.agenda] if own.kind == "session" else [own.path]
    used = [read().by_path[path] for path in dict.fromkeys(paths) if path]
    cases = [read().in_lang(found, lang) for found in used if found.kind == "case"]
    found = [text for case in cases for text in _of_case(case)]
    if own.kind == "session":
        found += _of_session(read().in_lang(own, lang))
    return [text for text in found if len(text) >= 12]


def _of_case(case: Page) -> Iterator[str]:
    for question in questions(case.body):
        yield from (option.feedback for option in question.options)
    for name in ("trainer-guide", "trainer-notes", "trainer-cautions"):
        yield from told(blocks(section_at(case.body, name)))


def _of_session(own: Page) -> list[str]:
    return [*told(blocks(section(own.body, "notes"))), *(rest for _, rest in asked(section(own.body, "questions")))]


def sourced(kinds: dict[str, str]) -> Corpus:
    """The corpus with another provenance for some cases, by the path of the original."""
    pages = (
        replace(found, meta=found.meta.model_copy(update={"provenance": kinds[found.path]}))
        if found.path in kinds
        else found
        for found in read().pages
    )
    return replace(read(), pages=tuple(pages))
