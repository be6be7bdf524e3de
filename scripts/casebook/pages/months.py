"""The months of the archive: which cases each has, and the way from a case to its neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from casebook.content.corpus import Corpus, Page
from casebook.content.vocabulary import Lang
from casebook.pages import hypertext
from casebook.pages.hypertext import joined
from casebook.pages.linking import link, link_to

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YEARS_BACK = 3


class Months:
    """The cases of a corpus by month."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._label = corpus.vocabulary.label

    @cached_property
    def cases(self) -> Mapping[str, tuple[Page, ...]]:
        """Month → its cases."""
        found: dict[str, list[Page]] = {}
        for case in self._corpus.cases:
            found.setdefault(case.meta.month, []).append(case)
        return {month: tuple(cases) for month, cases in found.items()}

    def strip(self, year: str, lang: Lang, *, at: str) -> str:
        """Twelve months of a year, each linked to its case or shown as missing."""
        cells = []
        for number, name in enumerate(MONTHS, 1):
            short = self._label("month_short", lang, month=number, name=name)
            cases = self.cases.get(f"{year}-{number:02}", ())
            if not cases:
                cells.append(f"<span>{short} <small>{self._label('month_missing', lang)}</small></span>")
            elif at in (case.base for case in cases):
                cells.append(f"<strong>{short}</strong>")
            else:
                cells.append(link_to(short, cases[0].base, lang, at=at))
        return hypertext.block("cb-months", hypertext.items(cells))

    def neighbours(self, page: Page, lang: Lang) -> str:
        """Previous and next case, and the year's months."""
        if page.kind != "case":
            return ""
        cases = self._corpus.cases
        index = self._place[page.id]
        around = [("newer", index - 1), ("older", index + 1)]
        steps = [
            f"{self._label(name, lang)}: {link(cases[i], self._corpus, lang, at=page.base)}"
            for name, i in around
            if 0 <= i < len(cases)
        ]
        strip = self.strip(page.meta.month[:4], lang, at=page.base)
        return joined([hypertext.block("cb-steps", hypertext.items(steps)), strip, self._same_month(page, lang)])

    def _same_month(self, page: Page, lang: Lang) -> str:
        """The cases of the same month in earlier years, latest year first."""
        year, month = page.meta.month.split("-")
        earlier = [when for when in self.cases if when[5:] == month and when[:4] < year]
        cases = [self.cases[when][0] for when in sorted(earlier, reverse=True)[:_YEARS_BACK]]
        if not cases:
            return ""
        items = (f"{case.meta.month} {link(case, self._corpus, lang, at=page.base)}" for case in cases)
        title = self._label("same_month", lang)
        return joined([hypertext.heading(3, title, "same-month"), hypertext.items(items)])

    @cached_property
    def _place(self) -> Mapping[str, int]:
        """Id of a case → its place, newest first."""
        return {case.id: number for number, case in enumerate(self._corpus.cases)}
