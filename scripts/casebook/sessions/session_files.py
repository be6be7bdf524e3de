"""The files of the ready sessions that the site offers: slides, papers to edit, pages to print.

They are made from few pages, and only from those: what a session's files are made from is cut out of the corpus first, so
that a kept file cannot be older than anything in it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from html import escape

from casebook.content.cache import Cache, Files, texts
from casebook.content.corpus import Corpus, Page
from casebook.content.markdown import links
from casebook.content.vocabulary import Lang
from casebook.pages import hypertext, sides
from casebook.pages.quiz_pages import FILES
from casebook.sessions import exports, handouts, marks, print_pages
from casebook.sessions.papers import LEARNERS

_FORMATS = ("pptx", "docx", "html")
"""What is offered. PDF needs a browser, whose bytes differ from machine to machine: it is left to the command."""
_FOR_LEARNERS = (*LEARNERS, "learner")
_TITLES = {"slides": "file_slides", "learner": "file_print", "trainer": "file_print"}
"""Kind of file → the label of its name, where it is not one paper."""
_SMALLEST = 0.1
"""Megabytes; what is smaller is given in kilobytes."""


class Shelf:
    """The files of all sessions, each made when it is first asked for, or taken from what an earlier build has kept."""

    def __init__(self, corpus: Corpus, caches: Mapping[Lang, Cache]) -> None:
        self._corpus, self._caches = corpus, caches
        self._made: dict[tuple[str, Lang], Files] = {}

    def of(self, page: Page, lang: Lang) -> Files:
        """The files of a session (an original), by name."""
        key = page.base, lang
        if key not in self._made:
            part = used(self._corpus, page)
            make = partial(made, part, page, lang)
            made_from = (*texts(part.pages), *(str(marks.states(part, each, lang)) for each in part.originals))
            self._made[key] = self._caches[lang].get(f"{page.base} {lang}", made_from, make)
        return self._made[key]

    def all(self, lang: Lang) -> dict[str, bytes]:
        """The files of every session."""
        return {name: content for page in self._corpus.of("session") for name, content in self.of(page, lang).items()}

    def ready(self, lang: Lang) -> dict[str, bytes]:
        """The files of the sessions that were asked about so far."""
        return {
            name: content
            for (_, known), files in self._made.items()
            if known == lang
            for name, content in files.items()
        }

    def shown(self, page: Page, lang: Lang) -> str:
        """The list of a session's files for its page: learners', and on the trainer's page the trainer's as well."""
        label = self._corpus.vocabulary.label
        rows: dict[sides.Side, list[list[str]]] = {"learner": [], "trainer": []}
        for name, content in self.of(page, lang).items():
            if not name.endswith(".css"):
                rows[side(name)].append(self._row(page, name, len(content), lang))
        head = [label(f"file_{key}", lang) for key in ("name", "form", "size", "whom")]
        note = hypertext.paragraph(escape(label("file_pdf", lang)))
        command = sides.only("trainer", hypertext.paragraph(escape(label("file_command", lang))))
        kept = hypertext.table(head, rows["learner"])
        whole = hypertext.table(head, [*rows["trainer"], *rows["learner"]])
        shown = sides.only("learner", kept) + sides.only("trainer", whole)
        listed = "\n".join([hypertext.heading(2, label("file_heading", lang), "files"), shown, note, command])
        return hypertext.block("cb-noindex", listed)

    def _row(self, page: Page, name: str, size: int, lang: Lang) -> list[str]:
        label = self._corpus.vocabulary.label
        owner, kind, form = _parts(name)
        what = label(_TITLES.get(kind, f"paper_{kind}"), lang)
        about = next((case for case in self._corpus.cases if case.id == owner), page)
        named = self._corpus.title(about, lang)
        title = what if about is page else label("paper_titled", lang, title=named, kind=what)
        address = posixpath.relpath(f"{FILES}/{name}", "training/sessions")
        saved = "" if form == "html" else f' download="{escape(_saved_as(named, what, form))}"'
        link = f'<a href="{address}"{saved}>{escape(title)}</a>'
        return [link, label(f"file_{form}", lang), _size(size), label(f"file_{side(name)}", lang)]


def used(corpus: Corpus, page: Page) -> Corpus:
    """The corpus with nothing but a session and the pages that it names, in all languages."""
    texts = [each.body for each in corpus.pages if each.base == page.base]
    targets = (target.partition("#")[0] for text in texts for _, target in links(text))
    linked = (posixpath.normpath(posixpath.join(posixpath.dirname(page.base), target)) for target in targets)
    named = {page.base, *linked, *(item.page for item in page.meta.agenda)}
    return replace(corpus, pages=tuple(each for each in corpus.pages if each.base in named))


def made(corpus: Corpus, page: Page, lang: Lang) -> dict[str, bytes]:
    """Makes the files of a session; those to print have their style sheet beside them, as the site's policy asks."""
    files: dict[str, bytes] = {}
    for form in _FORMATS:
        files |= exports.FORMATS[form](corpus, page, lang, 0) if form != "html" else dict(_printed(corpus, page, lang))
    return files


def _printed(corpus: Corpus, page: Page, lang: Lang) -> Iterator[tuple[str, bytes]]:
    papers = handouts.of(corpus, page, lang)
    for reader in ("learner", "trainer"):
        part = [paper for paper in papers if (paper.name in LEARNERS) == (reader == "learner")]
        if part:
            name = f"{page.id}-{reader}{exports.ending(lang)}"
            yield f"{name}.html", print_pages.write(part[0].title, part, f"{name}.css")
            yield f"{name}.css", print_pages.style(part).encode()


def _parts(name: str) -> tuple[str, str, str]:
    """``key-few-60-guide.en.docx`` → the page it is about, what it is, its form."""
    stem, _, form = name.rpartition(".")
    owner, _, kind = stem.removesuffix(".en").rpartition("-")
    return owner, kind, form


def side(name: str) -> sides.Side:
    """For whom a file is."""
    return "learner" if _parts(name)[1] in _FOR_LEARNERS else "trainer"


def _saved_as(title: str, what: str, form: str) -> str:
    """The name that a reader's copy of a file gets, legal on Windows; ``carry.js`` names its files likewise."""
    return "-".join(re.sub(r'[\\/:*?"<>|\s]+', "-", part).strip("-.") for part in (title, what)) + f".{form}"


def _size(count: int) -> str:
    """A number of bytes as readers know it."""
    return f"{count / 1e6:.1f} MB" if count >= _SMALLEST * 1e6 else f"{max(count // 1000, 1)} kB"
