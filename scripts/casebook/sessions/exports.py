"""The formats in which a session or a case is carried away: one function and one row of ``FORMATS`` each.

The libraries that write office files are imported where they are needed: a build that has the files already, which is
nearly every one, need not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from casebook.content.corpus import Corpus, Page
from casebook.content.vocabulary import Lang
from casebook.sessions import deck, handouts, print_pages
from casebook.sessions.papers import LEARNERS, Paper

Files = Mapping[str, bytes]
"""File name → content."""


def presentation(corpus: Corpus, page: Page, lang: Lang, minutes: int = 0) -> Files:
    """The slides; ``minutes`` chooses a case's run sheet."""
    from casebook.sessions import slides

    return {f"{page.id}-slides{ending(lang)}.pptx": slides.write(deck.of(corpus, page, lang, minutes))}


def documents(corpus: Corpus, page: Page, lang: Lang, minutes: int = 0) -> Files:
    """Each paper as a file to edit."""
    from casebook.sessions import guides

    found = handouts.of(corpus, page, lang, minutes)
    return {f"{paper.id}{ending(lang)}.docx": guides.write(paper) for paper in found}


def pages(corpus: Corpus, page: Page, lang: Lang, minutes: int = 0) -> Files:
    """Two files to print: what learners get, and what is the trainer's."""
    found = handouts.of(corpus, page, lang, minutes)
    title = corpus.title(page, lang)
    learners = [paper for paper in found if paper.name in LEARNERS]
    trainers = [paper for paper in found if paper.name not in LEARNERS]
    return {
        f"{page.id}-{name}{ending(lang)}.html": print_pages.write(_title(title, part), part)
        for name, part in (("learner", learners), ("trainer", trainers))
    }


def _title(title: str, part: list[Paper]) -> str:
    return part[0].title if part else title


def ending(lang: Lang) -> str:
    """What marks a file in another language than Chinese, as with pages."""
    return "" if lang == "zh" else f".{lang}"


FORMATS: Mapping[str, Callable[[Corpus, Page, Lang, int], Files]] = MappingProxyType(
    {"pptx": presentation, "docx": documents, "html": pages}
)
