"""Lists that would only repeat what the pages say of themselves: a section's pages, the glossary."""

from __future__ import annotations

from html import escape

from casebook.content.corpus import Corpus, Page
from casebook.content.vocabulary import Lang
from casebook.pages import hypertext, linking, quiz_pages
from casebook.pages.hypertext import joined, language

_LISTS = {
    "rules/index.md": ("rule", "rules_list"),
    "culture/index.md": ("culture", "culture_list"),
    "training/index.md": ("session", "sessions_list"),
    "toolkit/index.md": ("tool", "tool_list"),
}
"""Index page → the kind of page it lists, and the label of the list's heading."""


def shown(page: Page, corpus: Corpus, lang: Lang) -> str:
    """The list of a page that has one."""
    if page.kind == "glossary":
        return _glossary(page, corpus, lang)
    if page.base in (quiz_pages.MONTHLY, quiz_pages.PRACTICE):
        return quiz_pages.shown(corpus, page, lang)
    if page.base not in _LISTS:
        return ""
    kind, title = _LISTS[page.base]
    entries = (linking.entry(other, corpus, lang, at=page.base) for other in corpus.of(kind))
    heading = hypertext.heading(2, corpus.vocabulary.label(title, lang), "all")
    return joined([heading, hypertext.block("cb-list", hypertext.items(entries))])


def _glossary(page: Page, corpus: Corpus, lang: Lang) -> str:
    label = corpus.vocabulary.label
    numbers = {other.meta.number: other for other in corpus.of("priority")}
    parts = [hypertext.heading(2, label("glossary_list", lang), "all")]
    for entry in corpus.vocabulary.glossary:
        definition = label("glossary_local", lang) if entry.local else entry.definition[lang]
        seen = [linking.link(numbers[n], corpus, lang, at=page.base) for n in entry.priority if n in numbers]
        other: Lang = "en" if lang == "zh" else "zh"
        parts += [
            hypertext.heading(3, escape(entry.term[lang]), entry.id),
            hypertext.paragraph(escape(definition)),
            f'<p class="cb-other"{language(other, lang)}>{escape(entry.term[other])}</p>',
        ]
        if seen:
            parts.append(hypertext.paragraph(f"{label('related_priorities', lang)}: " + " · ".join(seen)))
    return joined(parts)
