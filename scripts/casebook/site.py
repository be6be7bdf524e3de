"""What the site holds beside its pages: the archive's files and the search index, ready to be written."""

from __future__ import annotations

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


def search(corpus: Corpus, site: Path, lang: Lang, memo: Memo | None = None) -> dict[str, bytes]:
    """The files of ``site/search/<lang>``, from the rendered pages in ``site``."""
    documents = Documents(corpus, site, memo)
    files = search_index.build(lang, documents.of(lang), documents.boot(lang), memo)
    files[f"{lang}/names.js"] = search_index.script(f"{lang}/names", documents.facets(lang))
    files[f"{lang}/said.js"] = search_index.script(f"{lang}/said", documents.said(lang))
    files[f"{lang}/fold.js"] = search_index.script(f"{lang}/fold", _fold())
    files[f"{lang}/sound.js"] = search_index.script(f"{lang}/sound", homophones())
    return {path.removeprefix(f"{lang}/"): content for path, content in files.items()}


def _fold() -> list[str]:
    """Traditional characters and, in the same order, their simplified forms."""
    table = traditional()
    return ["".join(table), "".join(table.values())]
