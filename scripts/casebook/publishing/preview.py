"""What a preview (``mkdocs serve --dirty``) keeps from one build to the next.

mkdocs shows a page again when its file is newer than what was written of it, and knows no other reason. Here are the
others; after an edit, only the files that it may have changed are made again, and those that no page needs to be read
follow once the pages are shown.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from pathlib import Path
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

log = logging.getLogger("mkdocs.casebook")


class Preview:
    """One run of the preview, over all its builds."""

    def __init__(self) -> None:
        self._began = 0.0
        self._written: list[str] = []
        self._offered: set[Lang] = set()
        self._drifts: Mapping[str, Drift] = MappingProxyType({})
        self._beside: Executor | None = None
        self._put_off: list[Callable[[], object]] = []
        self._following: list[Future[object]] = []

    def served(self, build: Callable[[], None], stop: type[Exception]) -> Callable[[], None]:
        """What the server makes the site anew with: ``build``, after which what was put off follows.

        A build that raises ``stop``, for what was saved has an error, leaves the last good pages as they are; mkdocs
        would show nothing at all.
        """
        self._beside = ThreadPoolExecutor(max_workers=1)

        def again() -> None:
            try:
                build()
            except stop as error:
                log.error("%s网页还是上一次的样子；改好存盘，会自动再来。", error)
            else:
                self._follow()

        return again

    def begin(self, now: float) -> None:
        """A build begins to read the content, ``now`` in seconds since 1970; what follows the one before comes first."""
        self.settle()
        self._began, self._written, self._put_off = now, [], []

    def put_off(self, work: Callable[[], object]) -> None:
        """Leaves ``work`` until the pages of this build are shown; does it at once where no server shows them."""
        if self._beside:
            self._put_off.append(work)
        else:
            work()

    def _follow(self) -> None:
        """The pages are shown: begins what was put off, beside the server."""
        if self._beside:
            self._following = [self._beside.submit(work) for work in self._put_off]
        for work in self._following:
            work.add_done_callback(_complain)

    def settle(self) -> None:
        """Waits for what follows the last build."""
        wait(self._following)

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
            write(site / "index.html", leading("index.html", "en/index.html"))
        for page in self._written:
            os.utime(page, (self._began, self._began))  # or what was saved since then would pass for shown


def _complain(work: Future[object]) -> None:
    if error := work.exception():
        log.error("搜索和组课用的文件还是上一次的：%s", error, exc_info=error)
