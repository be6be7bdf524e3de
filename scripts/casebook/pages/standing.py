"""How a page stands today: the editions it cites, what took its place, the sections that are older than their original."""

from __future__ import annotations

import re
from html import escape

from casebook.content.corpus import Corpus, Page, url
from casebook.content.vocabulary import Edition, Lang
from casebook.pages import hypertext

_SECTION = re.compile(r"^## .*\{#([\w-]+)[^}]*\} *$", re.MULTILINE)


def editions(page: Page, corpus: Corpus, lang: Lang) -> str:
    """When a rule page was checked and is to be checked, and from when to when each edition it cites is in force."""
    words = corpus.vocabulary
    facts = [words.label("checked_days", lang, last=page.meta.last_checked, next=page.meta.next_check)]
    rules = dict.fromkeys(citation.rule for citation in page.meta.cites)
    facts += (escape(_edition(words.editions[rule], corpus, lang)) for rule in rules)
    return hypertext.block("cb-facts", hypertext.items(facts))


def _edition(edition: Edition, corpus: Corpus, lang: Lang) -> str:
    label = corpus.vocabulary.label
    name = label("edition_name", lang, name=edition.short[lang], edition=edition.edition)
    since = edition.effective or label("day_unknown", lang)
    form = "edition_ended" if edition.until else "edition_since"
    state = label(f"edition_{edition.status}", lang)
    return f"{name} {label(form, lang, since=since, until=edition.until, state=state)}"


def successor(page: Page, corpus: Corpus, lang: Lang) -> str:
    """For a superseded rule page: the way to the one that took its place."""
    newer = (other for other in corpus.of("rule") if other.id == page.meta.superseded_by)
    links = (hypertext.link(corpus.title(n, lang), n.url(lang), at=page.url(lang)) for n in newer)
    return "".join(corpus.vocabulary.label("superseded_by", lang, page=link) for link in links)


def stale(page: Page, corpus: Corpus, lang: Lang) -> frozenset[str]:
    """The sections of a page (an original) that in ``lang`` are older than their original."""
    drift = corpus.drifts.get(page.base)
    return frozenset(drift.stale) if drift and lang != "zh" else frozenset()


def original(page: Page, corpus: Corpus, lang: Lang, section: str = "") -> str:
    """A link to the Chinese text of a page, or of one of its sections."""
    address = page.url("zh") + (f"#{section}" if section else "")
    return hypertext.link(corpus.vocabulary.label("stale_link", lang), address, at=url(page.base, lang))


def marked(body: str, page: Page, corpus: Corpus, lang: Lang) -> str:
    """The body of a page in ``lang`` with a notice under the heading of each section that is older than its original."""
    old, label = stale(page, corpus, lang), corpus.vocabulary.label

    def notice(heading: re.Match[str]) -> str:
        if heading[1] not in old:
            return heading[0]
        link = original(page, corpus, lang, heading[1])
        said = hypertext.note("warning cb-notice", label("stale_title", lang), label("stale_text", lang), link)
        return f"{heading[0]}\n\n{said}\n"

    return _SECTION.sub(notice, body) if old else body
