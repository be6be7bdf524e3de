"""What the site holds beside its pages: the archive's files and the search index, ready to be written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casebook import records, search_index
from casebook.archive import Archive
from casebook.corpus import Corpus
from casebook.documents import Documents
from casebook.memo import Memo
from casebook.terms import homophones, traditional
from casebook.vocabulary import Lang


def archive(corpus: Corpus) -> dict[str, bytes]:
    """The files of ``docs/archive``."""
    generated = Archive(corpus).pages()
    cases = records.cases(corpus)
    files = {path: text.encode() for path, text in generated.items()}
    files["cases.json"] = records.to_json(cases).encode()
    files["cases.csv"] = records.to_csv(cases).encode()
    files["pages.json"] = records.to_json(records.pages(corpus, generated)).encode()
    files["feed.xml"] = records.feed(corpus, "zh")
    files["feed.en.xml"] = records.feed(corpus, "en")
    return files


def search(corpus: Corpus, site: Path, lang: Lang, memo: Memo | None = None) -> Iterator[tuple[str, bytes]]:
    """The files of ``site/search/<lang>``, path and content, from the rendered pages in ``site``."""
    documents = Documents(corpus, site, memo)
    for path, content in search_index.build(lang, documents.of(lang), documents.boot(lang), memo):
        yield path.removeprefix(f"{lang}/"), content
    yield "names.js", search_index.script(f"{lang}/names", documents.facets(lang))
    yield "fold.js", search_index.script(f"{lang}/fold", _fold())
    yield "sound.js", search_index.script(f"{lang}/sound", homophones())


def _fold() -> list[str]:
    """Traditional characters and, in the same order, their simplified forms."""
    table = traditional()
    return ["".join(table), "".join(table.values())]
