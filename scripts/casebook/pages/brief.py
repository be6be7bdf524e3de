"""The head of a page: what it is about, the facts of a case or a session, the ways to present it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from casebook.content import provenance
from casebook.content.corpus import Corpus, Page, url
from casebook.content.teaching import lengths
from casebook.content.vocabulary import Lang
from casebook.pages import hypertext, standing
from casebook.pages.hypertext import joined, language
from casebook.pages.linking import link

BUILDER, PRESENTER = "training/builder.md", "training/present.md"
"""The pages on which a session is put together and presented."""


def shown(page: Page, corpus: Corpus, lang: Lang) -> str:
    """The summary of a page, with its question or its facts, where its kind has a head."""
    if f"brief_{page.kind}" not in corpus.vocabulary.labels:
        return ""
    said = corpus.in_lang(page, lang)
    text = f'<p class="cb-brief"{language(said.lang, lang)}>{escape(said.meta.summary)}</p>'
    parts = [hypertext.heading(2, corpus.vocabulary.label(f"brief_{page.kind}", lang), "brief"), text]
    if question := getattr(said.meta, "question", "") or getattr(page.meta, "question", ""):
        asked = f"<strong>{corpus.vocabulary.label('question', lang)}</strong>"
        parts.append(f"<p>{asked} <span{language(said.lang, lang)}>{escape(question)}</span></p>")
    if page.kind == "case":
        parts.append(_facts(page, corpus, lang))
    if page.kind == "session":
        parts.append(_session_facts(page, corpus, lang))
    if page.kind == "rule":
        parts.append(standing.editions(page, corpus, lang))
    return joined(parts)


def builder(page: Page, corpus: Corpus, lang: Lang) -> str:
    """The place into which the script puts the session builder."""
    if page.base != BUILDER:
        return ""
    return f'<div id="cb-builder" data-cb-failed="{escape(corpus.vocabulary.label("builder_failed", lang))}"></div>'


def _run(page: Page, corpus: Corpus, lang: Lang) -> Iterator[str]:
    """Links that present a session and adapt it, or present a case by one of its run sheets."""
    label, source = corpus.vocabulary.label, f"#from={page.base.removesuffix('.md')}"
    if page.kind == "session":
        ways = [(label("builder_run", lang), PRESENTER, ""), (label("builder_edit", lang), BUILDER, "")]
    else:
        ways = [(label("builder_preset", lang, n=n), PRESENTER, f"&minutes={n}") for n in lengths(page.body)]
    here, there = url(page.base, lang), corpus.by_path
    links = [hypertext.link(text, f"{url(to, lang)}{source}{more}", at=here) for text, to, more in ways if to in there]
    if links:
        listed = " · ".join(links)
        yield listed if page.kind == "session" else label("builder_run_minutes", lang, links=listed)


def _session_facts(page: Page, corpus: Corpus, lang: Lang) -> str:
    """Length, audience and the pages of a session, each page once in the order of the agenda."""
    meta, label = page.meta, corpus.vocabulary.label
    names = (corpus.vocabulary.name("audience", slug, lang) for slug in meta.audience)
    used = (corpus.by_path[path] for path in dict.fromkeys(item.page for item in meta.agenda if item.page))
    links = (link(other, corpus, lang, at=page.base) for other in used)
    facts = [
        label("session_minutes", lang, n=meta.minutes),
        label("session_audience", lang, names=("、" if lang == "zh" else ", ").join(names)),
        label("session_pages", lang, names=" · ".join(links)),
        *_run(page, corpus, lang),
    ]
    return hypertext.block("cb-facts", hypertext.items(facts))


def _facts(page: Page, corpus: Corpus, lang: Lang) -> str:
    meta, label = page.meta, corpus.vocabulary.label
    span = "conduct_month" if meta.conduct.first == meta.conduct.last else "conduct_span"
    facts = [
        label(span, lang, first=meta.conduct.first, last=meta.conduct.last, handled=meta.handled),
        label("read_minutes", lang, n=meta.minutes.read),
        *_run(page, corpus, lang),
    ]
    if fiction := provenance.fiction(corpus, [page], lang):
        facts.append(fiction)
    return hypertext.block("cb-facts", hypertext.items(facts))
