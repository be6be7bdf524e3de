"""What the site holds beside its pages: the archive's files, the templates to download, the search index."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from casebook.base.data_script import data_script
from casebook.base.memo import Memo
from casebook.base.output import sync
from casebook.content.cache import Cache, texts
from casebook.content.corpus import Corpus, Page
from casebook.content.vocabulary import Lang
from casebook.pages import quiz_pages, records
from casebook.pages.archive import Archive
from casebook.search import search_index
from casebook.search.documents import Documents
from casebook.search.terms import homophones, traditional
from casebook.sessions import catalogue, quiz_exports, quizzes
from casebook.sessions.kits import files as kit_files
from casebook.sessions.session_files import Shelf
from casebook.toolkit import form_pages, forms

_BUILDER_LABELS = ("session_", "builder_", "presenter_", "kind_", "deck_span", "deck_lost", "carry_empty")


def archive(corpus: Corpus) -> dict[str, bytes]:
    """The files of ``docs/archive``."""
    generated = Archive(corpus).pages()
    cases = records.cases(corpus)
    files = {path: text.encode() for path, text in generated.items()}
    files["cases.json"] = records.to_json(cases).encode()
    files["cases.csv"] = records.to_csv(cases, corpus.vocabulary).encode()
    files["pages.json"] = records.to_json(records.pages(corpus, generated)).encode()
    files["feed.xml"] = records.feed(corpus, "zh")
    files["feed.en.xml"] = records.feed(corpus, "en")
    return files


def search(corpus: Corpus, site: Path, lang: Lang, memo: Memo | None = None) -> Iterator[tuple[str, bytes]]:
    """The files of ``site/search/<lang>``, path and content, from the rendered pages in ``site``."""
    documents = Documents(corpus, site, memo)
    for path, content in search_index.build(lang, documents.of(lang), documents.boot(lang), memo):
        yield path.removeprefix(f"{lang}/"), content
    yield "names.js", data_script(f"{lang}/names", documents.facets(lang))
    yield "said.js", data_script(f"{lang}/said", documents.said(lang))
    yield "fold.js", data_script(f"{lang}/fold", _fold())
    yield "sound.js", data_script(f"{lang}/sound", homophones())


def kits(corpus: Corpus, lang: Lang, memo: Memo | None = None) -> Iterator[tuple[str, bytes]]:
    """The files of ``site/training/kits/<lang>``, path and content: what the session builder works with."""
    words = corpus.vocabulary.labels
    shown = {key: text[lang] for key, text in words.items() if key.startswith(_BUILDER_LABELS)}
    yield "labels.js", data_script(f"kits/{lang}/labels", shown)
    yield "catalogue.js", data_script(f"kits/{lang}/catalogue", catalogue.catalogue(corpus, lang))
    yield from kit_files(corpus, lang, memo or Memo.none())
    yield from quizzes.files(corpus, lang, memo or Memo.none())


def offer(home: Path, corpus: Corpus, lang: Lang, shelf: Shelf, cache: Cache) -> None:
    """Writes the files to download below ``home``, the folder of the language's pages: of sessions, quizzes, templates."""
    sync(home / quiz_pages.FILES, {**sets(corpus, lang), **shelf.all(lang)}.items())
    sync(home / forms.FILES, downloads(corpus, lang, cache).items())
    cache.tidy()


def sets(corpus: Corpus, lang: Lang) -> dict[str, bytes]:
    """All questions in each form that learning platforms import, by name of file."""
    found = quiz_exports.whole(corpus, lang)
    settled = corpus.vocabulary.labels["quiz_settled"][lang]
    return {quiz_pages.file_name(form, lang): write(found, settled) for form, write in quiz_exports.WRITERS.items()}


def downloads(corpus: Corpus, lang: Lang, cache: Cache | None = None) -> dict[str, bytes]:
    """The files of ``toolkit/files``: each template in each of its formats, in the language that its page has."""
    kept = cache or Cache(None)
    files: dict[str, bytes] = {}
    for page in corpus.of("tool"):
        made_from = texts((page, corpus.in_lang(page, lang)))
        files |= kept.get(f"{page.base} {lang}", made_from, partial(_templates, corpus, page, lang))
    return files


def _templates(corpus: Corpus, page: Page, lang: Lang) -> dict[str, bytes]:
    from casebook.toolkit import form_files  # its libraries take a while, and nearly every build has the files already

    form = form_pages.form(page, corpus, lang)
    return {form_pages.file_name(page, ending): form_files.WRITERS[ending](form) for ending in page.meta.formats}


def _fold() -> list[str]:
    """Traditional characters and, in the same order, their simplified forms."""
    table = traditional()
    return ["".join(table), "".join(table.values())]
