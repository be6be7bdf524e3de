"""A page as it is shown: the written body with what the site knows about it put around.

Before the body stand its tags, the notices and the summary; after it the review and the related pages. The body stays
Markdown; what is put around it is derived from the corpus, cannot dangle, and is HTML at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from casebook.base.numerals import article_en, article_zh
from casebook.content.corpus import Corpus, Page, url
from casebook.content.drift import HEAD, TOP
from casebook.content.graph import Graph, Related
from casebook.content.schema import Drafting, Review, Step
from casebook.content.teaching import lengths
from casebook.content.vocabulary import Lang
from casebook.pages import hypertext, quiz_pages, standing
from casebook.toolkit import tool_pages

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TAGGED = ("provenance", "theme", "issue", "form", "discipline", "domain", "measure", "audience")
_FIRST = ("provenance", "theme", "issue", "form")
"""The tags that stand at the head of a page; the others follow at its end."""
_LISTS = {
    "rules/index.md": ("rule", "rules_list"),
    "culture/index.md": ("culture", "culture_list"),
    "training/index.md": ("session", "sessions_list"),
    "toolkit/index.md": ("tool", "tool_list"),
}
"""Index page → the kind of page it lists, and the label of the list's heading."""
BUILDER, PRESENTER = "training/builder.md", "training/present.md"
"""The pages on which a session is put together and presented."""
_YEARS_BACK = 3
_LISTED = 12
"""How many of the cases that cite an article are named."""


def archive_path(facet: str, slug: str) -> str:
    """The page that lists everything with a tag, relative to ``docs/``."""
    return f"archive/{facet}/{slug}.md"


@dataclass(frozen=True)
class Composed:
    """A page in one language: the HTML before its body, the body in Markdown, the HTML after it."""

    before: str
    body: str
    after: str


class Composer:
    """Composes the pages of a corpus."""

    def __init__(self, corpus: Corpus, files: Callable[[Page, Lang], str] | None = None) -> None:
        """``files`` gives the list of the files of a session."""
        self.corpus = corpus
        self._files = files
        self.words = corpus.vocabulary
        self.graph = Graph(corpus)

    def compose(self, page: Page, lang: Lang) -> Composed:
        """``page`` (an original) on the site in ``lang``."""
        shown = self.corpus.in_lang(page, lang)
        foreign = shown.lang != lang
        before = [
            self._tags(page, lang, first=True),
            self._notices(page, shown, lang),
            self._brief(page, lang),
            tool_pages.downloads(page, self.corpus, lang) if page.kind == "tool" else "",
            self._files(page, lang) if self._files and page.kind == "session" else "",
            self._builder(page, lang),
            '<div lang="zh-Hans">' if foreign else "",
        ]
        after = [
            "</div>" if foreign else "",
            self._generated(page, lang),
            self._review(page, lang),
            self._neighbours(page, lang),
            self._related(page, lang),
            self._tags(page, lang, first=False),
        ]
        body = tool_pages.drawn(shown, self.corpus) if page.kind == "tool" else shown.body
        return Composed(_joined(before), standing.marked(body, page, self.corpus, lang), _joined(after))

    def tags(self, page: Page) -> Iterable[tuple[str, str]]:
        """The tags of a page as facet and slug."""
        for facet in _TAGGED:
            value = getattr(page.meta, "applies_to" if facet == "audience" and page.kind == "rule" else facet, ())
            yield from ((facet, slug) for slug in ([value] if isinstance(value, str) else value))

    def link(self, page: Page, lang: Lang, *, at: str) -> str:
        """A link to a page by its title, from the page at path ``at``."""
        return self.link_to(self.corpus.title(page, lang), page.base, lang, at=at)

    def link_to(self, text: str, path: str, lang: Lang, *, at: str) -> str:
        """A link to the page written in ``path``, from the one written in ``at``, in one language."""
        return hypertext.link(text, url(path, lang), at=url(at, lang))

    def _tags(self, page: Page, lang: Lang, *, first: bool) -> str:
        links = [
            self.link_to(self.words.name(facet, slug, lang), archive_path(facet, slug), lang, at=page.base)
            for facet, slug in self.tags(page)
            if (facet in _FIRST) == first
        ]
        return hypertext.block("cb-tags", hypertext.items(links)) if links else ""

    def _notices(self, page: Page, shown: Page, lang: Lang) -> str:
        label = self.words.label
        notices = []
        if shown.lang != lang:
            notices.append(("fallback", "warning", ""))
        if getattr(shown.meta, "translation", "") == "unreviewed":
            notices.append(("translation", "note", ""))
        if {HEAD, TOP} & standing.stale(page, self.corpus, lang):
            notices.append(("stale_head", "warning", standing.original(page, self.corpus, lang)))
        if getattr(page.meta, "currency", "") == "superseded":
            notices.append(("superseded", "warning", standing.successor(page, self.corpus, lang)))
        if page.meta.status == "sample" and page.kind != "other":
            notices.append(("sample", "sample", ""))
        if page.base in self.corpus.early:
            state = "scheduled" if page.meta.status == "published" else page.meta.status
            notices.append((f"early_{state}", "warning", ""))
        day = page.meta.publish_on or ""
        return "\n".join(
            hypertext.note(
                f"{kind} cb-notice", label(f"{name}_title", lang, day=day), label(f"{name}_text", lang), more
            )
            for name, kind, more in notices
        )

    def _brief(self, page: Page, lang: Lang) -> str:
        if f"brief_{page.kind}" not in self.words.labels:
            return ""
        shown = self.corpus.in_lang(page, lang)
        text = f'<p class="cb-brief"{_language(shown.lang, lang)}>{escape(shown.meta.summary)}</p>'
        parts = [hypertext.heading(2, self.words.label(f"brief_{page.kind}", lang), "brief"), text]
        if question := getattr(shown.meta, "question", "") or getattr(page.meta, "question", ""):
            asked = f"<strong>{self.words.label('question', lang)}</strong>"
            parts.append(f"<p>{asked} <span{_language(shown.lang, lang)}>{escape(question)}</span></p>")
        if page.kind == "case":
            parts.append(self._facts(page, lang))
        if page.kind == "session":
            parts.append(self._session_facts(page, lang))
        if page.kind == "rule":
            parts.append(standing.editions(page, self.corpus, lang))
        return _joined(parts)

    def _builder(self, page: Page, lang: Lang) -> str:
        """The place into which the script puts the session builder."""
        if page.base != BUILDER:
            return ""
        return f'<div id="cb-builder" data-cb-failed="{escape(self.words.label("builder_failed", lang))}"></div>'

    def _run(self, page: Page, lang: Lang) -> Iterator[str]:
        """Links that present a session and adapt it, or present a case by one of its run sheets."""
        label, source = self.words.label, f"#from={page.base.removesuffix('.md')}"
        if page.kind == "session":
            ways = [(label("builder_run", lang), PRESENTER, ""), (label("builder_edit", lang), BUILDER, "")]
        else:
            ways = [(label("builder_preset", lang, n=n), PRESENTER, f"&minutes={n}") for n in lengths(page.body)]
        here, there = url(page.base, lang), self.corpus.by_path
        links = [
            hypertext.link(text, f"{url(to, lang)}{source}{more}", at=here) for text, to, more in ways if to in there
        ]
        if links:
            joined = " · ".join(links)
            yield joined if page.kind == "session" else label("builder_run_minutes", lang, links=joined)

    def _session_facts(self, page: Page, lang: Lang) -> str:
        """Length, audience and the pages of a session, each page once in the order of the agenda."""
        meta, label = page.meta, self.words.label
        names = (self.words.name("audience", slug, lang) for slug in meta.audience)
        used = (self.corpus.by_path[path] for path in dict.fromkeys(item.page for item in meta.agenda if item.page))
        links = (self.link(other, lang, at=page.base) for other in used)
        facts = [
            label("session_minutes", lang, n=meta.minutes),
            label("session_audience", lang, names=("、" if lang == "zh" else ", ").join(names)),
            label("session_pages", lang, names=" · ".join(links)),
            *self._run(page, lang),
        ]
        return hypertext.block("cb-facts", hypertext.items(facts))

    def _facts(self, page: Page, lang: Lang) -> str:
        meta, label = page.meta, self.words.label
        span = "conduct_month" if meta.conduct.first == meta.conduct.last else "conduct_span"
        facts = [
            label(span, lang, first=meta.conduct.first, last=meta.conduct.last, handled=meta.handled),
            label("read_minutes", lang, n=meta.minutes.read),
            *self._run(page, lang),
        ]
        if meta.provenance == "composite-teaching":
            facts.append(label("composite_note", lang))
        return hypertext.block("cb-facts", hypertext.items(facts))

    def _generated(self, page: Page, lang: Lang) -> str:
        """Lists that would only repeat what the pages say of themselves."""
        if page.kind == "glossary":
            return self._glossary(page, lang)
        if page.base in (quiz_pages.MONTHLY, quiz_pages.PRACTICE):
            return quiz_pages.shown(self.corpus, page, lang)
        if page.base not in _LISTS:
            return ""
        kind, title = _LISTS[page.base]
        entries = (self.entry(other, lang, at=page.base) for other in self.corpus.of(kind))
        heading = hypertext.heading(2, self.words.label(title, lang), "all")
        return _joined([heading, hypertext.block("cb-list", hypertext.items(entries))])

    def entry(self, page: Page, lang: Lang, *, at: str) -> str:
        """A page in a list: its link and summary."""
        return f"{self.link(page, lang, at=at)} <span>{escape(self.corpus.summary(page, lang))}</span>"

    def _glossary(self, page: Page, lang: Lang) -> str:
        label = self.words.label
        numbers = {other.meta.number: other for other in self.corpus.of("priority")}
        parts = [hypertext.heading(2, label("glossary_list", lang), "all")]
        for entry in self.words.glossary:
            definition = label("glossary_local", lang) if entry.local else entry.definition[lang]
            seen = [self.link(numbers[n], lang, at=page.base) for n in entry.priority if n in numbers]
            other: Lang = "en" if lang == "zh" else "zh"
            parts += [
                hypertext.heading(3, escape(entry.term[lang]), entry.id),
                hypertext.paragraph(escape(definition)),
                f'<p class="cb-other"{_language(other, lang)}>{escape(entry.term[other])}</p>',
            ]
            if seen:
                parts.append(hypertext.paragraph(f"{label('related_priorities', lang)}: " + " · ".join(seen)))
        return _joined(parts)

    def _review(self, page: Page, lang: Lang) -> str:
        """Each step of the review with post and day. Sample content has had none, and says so."""
        label, done = self.words.label, page.meta.review
        if page.kind != "case" and not done:
            return ""
        names = {name: label(f"step_{name}", lang) for name in Review.model_fields}
        if not done:
            none = label("review_sample" if page.meta.status == "sample" else "review_none", lang)
            head = [label("review_item", lang), label("review_state", lang)]
            rows = [[label("review_comma", lang).join(names.values()), none]]
        else:
            head = [label(f"review_{key}", lang) for key in ("item", "post", "date", "state")]
            rows = [[name, *self._step(getattr(done, key), lang)] for key, name in names.items()]
        return _joined([hypertext.heading(3, label("review_heading", lang), "review"), hypertext.table(head, rows)])

    def _step(self, step: Drafting | None, lang: Lang) -> tuple[str, str, str]:
        """Post, day and state of a step; nothing but its state where it was not taken."""
        if step is None:
            return "", "", self.words.label("review_none", lang)
        result = step.result if isinstance(step, Step) else "done"
        role = f"<span{_language('zh', lang)}>{escape(step.role)}</span>"
        return role, step.date, self.words.label(f"review_{result}", lang)

    def notice(self, path: str, lang: Lang) -> tuple[str, str] | None:
        """Title and HTML of what stands in the place of a withdrawn page, at the path of its original."""
        pages = [page for page in self.corpus.withdrawn if page.base == path]
        if not pages:
            return None
        page, label = next(page for page in pages if page.lang == "zh"), self.words.label
        title = next((other for other in pages if other.lang == lang), page).meta.title
        gone, month = page.meta.withdrawn, getattr(page.meta, "month", "")
        facts = [
            *([label("withdrawn_month", lang, month=month)] if month else []),
            label("withdrawn_by", lang, day=gone.date, role=f"<span{_language('zh', lang)}>{escape(gone.role)}</span>"),
        ]
        home = hypertext.paragraph(self.link_to(label("site_name", lang), "index.md", lang, at=page.base))
        reason = f"<p{_language('zh', lang)}>{escape(gone.reason)}</p>"
        note = hypertext.note("warning cb-notice", label("withdrawn_title", lang), label("withdrawn_text", lang))
        return title, _joined([note, reason, hypertext.block("cb-facts", hypertext.items(facts)), home])

    def _neighbours(self, page: Page, lang: Lang) -> str:
        """Previous and next case, and the year's months."""
        if page.kind != "case":
            return ""
        cases = self.corpus.cases
        index = self._place[page.id]
        around = [("newer", index - 1), ("older", index + 1)]
        steps = [
            f"{self.words.label(name, lang)}: {self.link(cases[i], lang, at=page.base)}"
            for name, i in around
            if 0 <= i < len(cases)
        ]
        strip = self.strip(page.meta.month[:4], lang, at=page.base)
        return _joined([hypertext.block("cb-steps", hypertext.items(steps)), strip, self._same_month(page, lang)])

    def _same_month(self, page: Page, lang: Lang) -> str:
        """The cases of the same month in earlier years, latest year first."""
        year, month = page.meta.month.split("-")
        earlier = [when for when in self.by_month if when[5:] == month and when[:4] < year]
        cases = [self.by_month[when][0] for when in sorted(earlier, reverse=True)[:_YEARS_BACK]]
        if not cases:
            return ""
        items = (f"{case.meta.month} {self.link(case, lang, at=page.base)}" for case in cases)
        title = self.words.label("same_month", lang)
        return _joined([hypertext.heading(3, title, "same-month"), hypertext.items(items)])

    @cached_property
    def _place(self) -> Mapping[str, int]:
        """Id of a case → its place, newest first."""
        return {case.id: number for number, case in enumerate(self.corpus.cases)}

    @cached_property
    def by_month(self) -> Mapping[str, tuple[Page, ...]]:
        """Month → its cases."""
        found: dict[str, list[Page]] = {}
        for case in self.corpus.cases:
            found.setdefault(case.meta.month, []).append(case)
        return {month: tuple(cases) for month, cases in found.items()}

    def strip(self, year: str, lang: Lang, *, at: str) -> str:
        """Twelve months of a year, each linked to its case or shown as missing."""
        cells = []
        for number, name in enumerate(MONTHS, 1):
            short = self.words.label("month_short", lang, month=number, name=name)
            cases = self.by_month.get(f"{year}-{number:02}", ())
            if not cases:
                cells.append(f"<span>{short} <small>{self.words.label('month_missing', lang)}</small></span>")
            elif at in (case.base for case in cases):
                cells.append(f"<strong>{short}</strong>")
            else:
                cells.append(self.link_to(short, cases[0].base, lang, at=at))
        return hypertext.block("cb-months", hypertext.items(cells))

    def _related(self, page: Page, lang: Lang) -> str:
        related = self.graph.related(page)
        groups = [
            ("cited_by", self._cited(related, lang, page.base)),
            ("related_cases", self._links(related.cases, lang, page.base)),
            ("related_rules", self._links(related.rules, lang, page.base)),
            ("related_culture", self._links(related.culture, lang, page.base)),
            ("related_priorities", self._links(related.priorities, lang, page.base)),
            ("related_sessions", self._links(related.sessions, lang, page.base)),
            ("related_tools", self._links(related.tools, lang, page.base)),
        ]
        shown = [
            f"{hypertext.heading(3, self.words.label(key, lang), key.replace('_', '-'))}\n{items}"
            for key, items in groups
            if items
        ]
        title = hypertext.heading(2, self.words.label("related", lang), "related")
        return _joined([title, hypertext.block("cb-related", "\n".join(shown))]) if shown else ""

    def _links(self, pages: Sequence[Page], lang: Lang, at: str) -> str:
        return hypertext.items(self.link(page, lang, at=at) for page in pages) if pages else ""

    def _cited(self, related: Related, lang: Lang, at: str) -> str:
        """For a rule page: by article, the cases that rest on it."""
        number: Callable[[str], str] = article_zh if lang == "zh" else article_en
        lines = []
        for (family, article), cases in related.cited_by.items():
            rule = self.words.current.get(family) or self.words.editions[family]
            name = f"《{rule.short.zh}》" if lang == "zh" else f"{rule.short.en}, "
            links = [self.link(case, lang, at=at) for case in cases[:_LISTED]]
            if len(cases) > _LISTED:
                links.append(self.words.label("and_more", lang, n=len(cases) - _LISTED))
            lines.append(f"{name}{number(article)}: " + " · ".join(links))
        return hypertext.items(lines) if lines else ""


def _language(text: Lang, page: Lang) -> str:
    """A ``lang`` attribute for text in another language than its page's."""
    return "" if text == page else f' lang="{"zh-Hans" if text == "zh" else text}"'


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)
