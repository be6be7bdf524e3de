"""What a template page shows beside its text: the links to its files, and the chart of its flow."""

from __future__ import annotations

from html import escape

from casebook.content.corpus import Corpus, Page
from casebook.content.vocabulary import Lang
from casebook.media import flowchart
from casebook.media.flowchart import Words
from casebook.toolkit import form_pages
from casebook.toolkit.forms import FLOW, Sheet


def downloads(page: Page, corpus: Corpus, lang: Lang) -> str:
    """Links to the files of a template page (an original). They are made with the site, so they stand as plain HTML."""
    label = corpus.vocabulary.label
    title = corpus.title(page, lang)
    links = [
        f'<a href="files/{form_pages.file_name(page, ending)}" download="{escape(title)}.{ending}">'
        f"{label(f'format_{ending}', lang)}</a>"
        for ending in page.meta.formats
    ]
    return f'<p class="cb-downloads"><strong>{label("download_form", lang)}</strong> {" ".join(links)}</p>'


def drawn(page: Page, corpus: Corpus) -> str:
    """The body of a template page in one language, with the chart of its flow under that heading."""
    lines = page.body.split("\n")
    for sheet in form_pages.sheets(page):
        if sheet.id == FLOW:
            lines.insert(sheet.line + 1, f'\n<div class="cb-flow">\n{_chart(sheet, corpus, page.lang)}\n</div>\n')
    return "\n".join(lines)


def _chart(sheet: Sheet, corpus: Corpus, lang: Lang) -> str:
    label = corpus.vocabulary.label
    words = Words(
        title=sheet.title,
        text=label("flow_desc", lang),
        risk=label("flow_risk", lang, risk="{risk}"),
        control=label("flow_control", lang),
    )
    return flowchart.draw("flow-chart", form_pages.steps(sheet), words)
