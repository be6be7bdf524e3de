"""Notices: what a reader has to know before reading, and what stands in the place of a page taken down."""

from __future__ import annotations

from html import escape

from casebook.content.corpus import Corpus, Page
from casebook.content.drift import HEAD, TOP
from casebook.content.vocabulary import Lang
from casebook.pages import hypertext, standing
from casebook.pages.hypertext import joined, language
from casebook.pages.linking import link_to


def shown(page: Page, corpus: Corpus, lang: Lang) -> str:
    """The notices at the head of a page."""
    said, label = corpus.in_lang(page, lang), corpus.vocabulary.label
    notices = []
    if said.lang != lang:
        notices.append(("fallback", "warning", ""))
    if getattr(said.meta, "translation", "") == "unreviewed":
        notices.append(("translation", "note", ""))
    if {HEAD, TOP} & standing.stale(page, corpus, lang):
        notices.append(("stale_head", "warning", standing.original(page, corpus, lang)))
    if getattr(page.meta, "currency", "") == "superseded":
        notices.append(("superseded", "warning", standing.successor(page, corpus, lang)))
    if page.meta.status == "sample" and page.kind != "other":
        notices.append(("sample", "sample", ""))
    if page.base in corpus.early:
        state = "scheduled" if page.meta.status == "published" else page.meta.status
        notices.append((f"early_{state}", "warning", ""))
    day = page.meta.publish_on or ""
    return "\n".join(
        hypertext.note(f"{kind} cb-notice", label(f"{name}_title", lang, day=day), label(f"{name}_text", lang), more)
        for name, kind, more in notices
    )


def withdrawn(path: str, corpus: Corpus, lang: Lang) -> tuple[str, str] | None:
    """Title and HTML of what stands in the place of a withdrawn page, at the path of its original."""
    pages = [page for page in corpus.withdrawn if page.base == path]
    if not pages:
        return None
    page, label = next(page for page in pages if page.lang == "zh"), corpus.vocabulary.label
    title = next((other for other in pages if other.lang == lang), page).meta.title
    gone, month = page.meta.withdrawn, getattr(page.meta, "month", "")
    facts = [
        *([label("withdrawn_month", lang, month=month)] if month else []),
        label("withdrawn_by", lang, day=gone.date, role=f"<span{language('zh', lang)}>{escape(gone.role)}</span>"),
    ]
    home = hypertext.paragraph(link_to(label("site_name", lang), "index.md", lang, at=page.base))
    reason = f"<p{language('zh', lang)}>{escape(gone.reason)}</p>"
    note = hypertext.note("warning cb-notice", label("withdrawn_title", lang), label("withdrawn_text", lang))
    return title, joined([note, reason, hypertext.block("cb-facts", hypertext.items(facts)), home])
