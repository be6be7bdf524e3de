"""Puts the figures into the page that readers see: ``docs/about/performance``, its tables and its drawing.

    python -m bench.pages

The bench and the comparison of quality call it when they have measured; by hand it is only needed after a merge. What
stands around the tables is written by people.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from casebook.base.output import write
from casebook.content.markdown import headings
from casebook.content.reader import read
from casebook.content.vocabulary import LANGS, Lang
from casebook.editing.renewal import renew

from bench.generate import ROOT
from bench.plot import plot
from bench.report import BUILD, SEARCH, machine_table, quality_table, table, target_table

RESULTS, QUALITY, MACHINE = "bench/results.json", "bench/quality.json", "bench/machine.json"
FIRST, NEXT = "first build", "next build"
"""Names of the times that the repository itself takes, without and with the files it keeps."""
_PAGE: Mapping[Lang, str] = {"zh": "about/performance.md", "en": "about/performance.en.md"}
DRAWING: Mapping[Lang, str] = {"zh": "about/build-time.svg", "en": "about/build-time-en.svg"}


def refresh(root: Path = ROOT) -> None:
    """Writes the tables and drawings of both languages from the files that the bench wrote."""
    results, quality, machine = (json.loads((root / name).read_text("utf-8")) for name in (RESULTS, QUALITY, MACHINE))
    for lang in LANGS:
        page = root / "docs" / _PAGE[lang]
        made = tables(results, quality, machine, lang)
        write(page, filled(page.read_text("utf-8"), made).encode())
        write(root / "docs" / DRAWING[lang], plot(results, lang).encode())
    corpus, _ = read(root)
    original, translation = (corpus.by_path[_PAGE[lang]] for lang in LANGS)
    write(root / "docs" / translation.path, renew(original, translation, [], "").text.encode())


def tables(results: Any, quality: Any, machine: Any, lang: Lang) -> dict[str, str]:
    """Section of the page → its table."""
    return {
        "targets": target_table(results, lang),
        "build": table(results, lang, BUILD),
        "search": table(results, lang, SEARCH),
        "quality": quality_table(quality, lang),
        "machine": machine_table(machine, lang),
    }


def filled(text: str, made: Mapping[str, str]) -> str:
    """The page with the table of each section replaced."""
    for name, new in made.items():
        lines = text.split("\n")
        start = next(heading.line for heading in headings(text) if heading.id == name)
        first = next(at for at in range(start, len(lines)) if lines[at].startswith("|"))
        last = next(at for at in range(first, len(lines)) if not lines[at].startswith("|"))
        text = "\n".join([*lines[:first], new, *lines[last:]])
    return text


if __name__ == "__main__":
    refresh()
