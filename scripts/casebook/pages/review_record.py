"""The record of a page's review, as readers see it."""

from __future__ import annotations

from html import escape

from casebook.content.corpus import Corpus, Page
from casebook.content.field_groups import Drafting, Review, Step
from casebook.content.vocabulary import Lang
from casebook.pages import hypertext
from casebook.pages.hypertext import joined, language


def shown(page: Page, corpus: Corpus, lang: Lang) -> str:
    """Each step of the review with post and day. Sample content has had none, and says so."""
    label, done = corpus.vocabulary.label, page.meta.review
    if page.kind != "case" and not done:
        return ""
    names = {name: label(f"step_{name}", lang) for name in Review.model_fields}
    if not done:
        none = label("review_sample" if page.meta.status == "sample" else "review_none", lang)
        head = [label("review_item", lang), label("review_state", lang)]
        rows = [[label("review_comma", lang).join(names.values()), none]]
    else:
        head = [label(f"review_{key}", lang) for key in ("item", "post", "date", "state")]
        rows = [[name, *_step(getattr(done, key), corpus, lang)] for key, name in names.items()]
    return joined([hypertext.heading(3, label("review_heading", lang), "review"), hypertext.table(head, rows)])


def _step(step: Drafting | None, corpus: Corpus, lang: Lang) -> tuple[str, str, str]:
    """Post, day and state of a step; nothing but its state where it was not taken."""
    if step is None:
        return "", "", corpus.vocabulary.label("review_none", lang)
    result = step.result if isinstance(step, Step) else "done"
    role = f"<span{language('zh', lang)}>{escape(step.role)}</span>"
    return role, step.date, corpus.vocabulary.label(f"review_{result}", lang)
