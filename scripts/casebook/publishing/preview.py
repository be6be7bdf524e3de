"""What a preview (``mkdocs serve --dirty``) keeps from one build to the next.

mkdocs shows a page again when its file is newer than what was written of it, and knows no other reason. Here are the
others; after an edit, only the files that it may have changed are made again, and those that no page needs to be read
follow once the pages are shown.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Thread
from types import MappingProxyType

from casebook.base.output import write
from casebook.content.cache import Cache
from casebook.content.corpus import Corpus, url
from casebook.content.drift import Drift
from casebook.content.vocabulary import Lang
from casebook.pages.addresses import leading
from casebook.pages.quiz_pages import FILES
from casebook.publishing.site import offer
from casebook.sessions.session_files import Shelf


class Preview:
    """One run of the preview, over all its builds."""

    def __init__(self) -> None:
        self._began = 0.0
        self._written: list[str] = []
        self._offered: set[Lang] = set()
        self._drifts: Mapping[str, Drift] = MappingProxyType({})
        self._put_off: list[Callable[[], object]] = []
        self._following: Thread | None = None

    def begin(self, now: float) -> None:
        """A build begins to read the content, ``now`` in seconds since 1970; what follows the one before comes first."""
        if self._following:
            self._following.join()
        self._began, self._written, self._put_off = now, [], []

    def put_off(self, work: Callable[[], object]) -> None:
        """Leaves ``work`` until the pages of this build are shown."""
        self._put_off.append(work)

    def shown(self) -> None:
        """The pages are shown: begins what was put off, beside the server."""
        self._following = Thread(target=lambda works: [work() for work in works], args=(self._put_off,), daemon=True)
        self._following.start()

    def outdate(self, corpus: Corpus, site: Path) -> None:
        """Has a translation shown again when its original has drifted from it or come back: mkdocs looks at its own file only."""
        before, self._drifts = self._drifts, corpus.drifts
        for base in {*before, *self._drifts}:
            if before.get(base) != self._drifts.get(base) and (page := site / url(base, "en")).is_file():
                os.utime(page, (0, 0))

    def wrote(self, page: str) -> None:
        """A page of the site, by its path, is being written."""
        self._written.append(page)

    def offer(self, home: Path, corpus: Corpus, lang: Lang, shelf: Shelf, cache: Cache) -> None:
        """Writes the files to download below ``home``; after an edit, only those of the sessions that are shown again."""
        if lang not in self._offered:
            offer(home, corpus, lang, shelf, cache)
            self._offered.add(lang)
            return
        for name, content in shelf.ready(lang).items():
            write(home / FILES / name, content)

    def end(self, site: Path) -> None:
        """A build is done: gives the site a first page, and its pages the time when their reading began."""
        if not (site / "index.html").exists():  # English alone has its own a folder further down
            write(site / "index.html", leading("en/index.html"))
        for page in self._written:
            os.utime(page, (self._began, self._began))  # or what was saved since then would pass for shown
