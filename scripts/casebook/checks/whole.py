"""Rules that need the whole corpus: months, names of files, references between pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from casebook.base.problems import Problem, nearest
from casebook.checks.place import in_front
from casebook.content.corpus import Corpus, Page, url
from casebook.content.data_files import DATA
from casebook.content.vocabulary import LANGS
from casebook.pages import sides
from casebook.pages.addresses import LIST, current, moved

_ADDRESS = re.compile(r"^[a-z0-9]+([/-][a-z0-9]+)*\.html$")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
_LONGEST = 48
_FORMS = {
    "form-1": {"first-form"},
    "form-2": {
        "party-warning",
        "party-serious-warning",
        "gov-warning",
        "gov-demerit",
        "gov-major-demerit",
        "gov-demotion",
        "organizational",
    },
    "form-3": {"party-removal", "party-probation", "gov-removal", "gov-demotion", "organizational"},
    "form-4": {"party-expulsion", "gov-dismissal", "transfer-to-procuratorate", "criminal-sentence"},
}
"""Form → measures (or groups of them) of which the principal handling has at least one."""
_SANCTIONS = ("party-sanction", "government-sanction")


def one_page_each(corpus: Corpus) -> Iterator[Problem]:
    """A name stands for one page of its kind: relations go by it."""
    taken: dict[tuple[str, str], Page] = {}
    for page in corpus.originals:
        other = taken.setdefault((page.kind, page.id), page)
        if other is not page and page.kind in ("case", "rule", "culture", "priority", "session", "tool"):
            yield Problem(f"docs/{page.path}", 1, "page-twice", f"已有同名的页面 docs/{other.path}，请换一个文件名")


def everyday_words(corpus: Corpus) -> Iterator[Problem]:
    """Everyday words lead to a tag, a topic or a page that there is."""
    words = corpus.vocabulary
    tags = {f"{facet}:{slug}" for facet in words.facets for slug in words.facets[facet].terms}
    pages = {page.id for page in corpus.originals} | {PurePosixPath(path).stem for path in corpus.unread}
    known = tags | {f"page:{page}" for page in pages}
    for key in words.synonyms.keys() - known:
        if not key.startswith(("filler:", "elsewhere:")):
            message = f"没有 {key} 这个标签或页面，这一行的词用不上{nearest(key, known)}"
            yield Problem(f"docs/{DATA}/synonyms.yml", words.synonym_lines.get(key, 1), "synonym-key", message)


def one_address_each(corpus: Corpus) -> Iterator[Problem]:
    """An address stands for one page: to a server, ``a.md``, ``a/index.md`` and ``a/README.md`` are one."""
    taken: dict[str, str] = {}
    for path in sorted(_paths(corpus)):
        if not path.endswith(".en.md"):
            other = taken.setdefault(re.sub(r"(/index|/readme)?\.md$", "", path.lower()), path)
            if other != path:
                message = f"与 docs/{other} 是同一个地址，打开时只能看到一个，请改名或并成一页"
                yield Problem(f"docs/{path}", 1, "address-twice", message)


def one_title_each(corpus: Corpus) -> Iterator[Problem]:
    """A title stands for one page in a language: readers could not tell two apart in lists and searches."""
    taken: dict[tuple[str, str], Page] = {}
    for page in corpus.pages:
        other = taken.setdefault((page.lang, page.meta.title.casefold()), page)
        if other is not page:
            message = f"标题“{page.meta.title}”与 docs/{other.path} 相同，请换一个能分清的"
            yield in_front(page, ("title",), "title-twice", message)


def listed_once(corpus: Corpus) -> Iterator[Problem]:
    """A tag or a citation is given once."""
    for page in corpus.originals:
        for key, values in page.front.data.items():
            if isinstance(values, list) and all(isinstance(value, str) for value in values):
                for index, value in enumerate(values):
                    if value in values[:index]:
                        yield in_front(page, (key, index), "listed-twice", f"{key} 里的 {value} 写了两遍，只留一个")


def month_slot(corpus: Corpus) -> Iterator[Problem]:
    """One case a month: the slot of a month is taken once."""
    taken: dict[str, Page] = {}
    for case in sorted(corpus.cases, key=lambda page: page.path):
        other = taken.setdefault(case.meta.month, case)
        if other is not case:
            yield in_front(
                case, ("month",), "month-taken", f"{case.meta.month} 已有案例 docs/{other.path}，请换一个月份"
            )


def case_path(corpus: Corpus) -> Iterator[Problem]:
    """A case lies in the folder of its year, its name begins with its month: ``cases/2022/2022-05-slug.md``."""
    for case in corpus.cases:
        wanted = f"cases/{case.meta.month[:4]}/{case.meta.month}-"
        if not case.path.startswith(wanted):
            yield in_front(case, ("month",), "case-path", f"月份是 {case.meta.month}，文件应放在 docs/{wanted}….md")


def case_dates(corpus: Corpus) -> Iterator[Problem]:
    """Conduct begins before it ends, ends before it is handled, and is handled before it is told."""
    for case in corpus.cases:
        meta = case.meta
        months = [meta.conduct.first, meta.conduct.last, meta.handled, meta.month]
        if months != sorted(months):
            message = f"时间应依次为 行为起、行为止、处理、刊出，现在是 {' → '.join(months)}"
            yield in_front(case, ("conduct",), "case-dates", message)


def form_measure(corpus: Corpus) -> Iterator[Problem]:
    """The form fits the measures: no sanction in a case of the first form, one of its own measures in the others."""
    terms = corpus.vocabulary.facets["measure"].terms
    for case in corpus.cases:
        measures, form = set(case.meta.measure), case.meta.form
        kinds = measures | {terms[slug].group or "" for slug in measures}
        if form == "form-1" and kinds & set(_SANCTIONS):
            yield in_front(case, ("form",), "form-measure", "第一种形态没有处分，请核对 form 与 measure")
        elif form in _FORMS and not kinds & _FORMS[form]:
            wanted = "、".join(sorted(_FORMS[form]))
            yield in_front(case, ("form",), "form-measure", f"{form} 应至少有一项：{wanted}；请核对 form 与 measure")


def culture_reference(corpus: Corpus) -> Iterator[Problem]:
    """A culture page that a case names exists."""
    known = [page.id for page in corpus.of("culture")]
    for case in corpus.cases:
        for index, name in enumerate(case.meta.culture):
            if name not in known and f"culture/{name}.md" not in corpus.unread:
                yield in_front(
                    case, ("culture", index), "culture-reference", f"没有文化页 {name}{nearest(name, known)}"
                )


def session_pages(corpus: Corpus) -> Iterator[Problem]:
    """The pages of a session exist, and its minutes add up."""
    for page in corpus.of("session"):
        for index, item in enumerate(page.meta.agenda):
            if item.page and item.page not in corpus.by_path and item.page not in corpus.unread:
                at = ("agenda", index, "page")
                yield in_front(page, at, "session-page", f"没有“{item.page}”这一页{nearest(item.page, corpus.by_path)}")
        total = sum(item.minutes for item in page.meta.agenda)
        if total != page.meta.minutes:
            yield in_front(
                page, ("minutes",), "session-minutes", f"各项合计 {total} 分钟，这里写的是 {page.meta.minutes}"
            )


def priority_number(corpus: Corpus) -> Iterator[Problem]:
    """A priority page is named by its slug and bears that slug's number and part."""
    terms = corpus.vocabulary.facets["priority"].terms
    for page in corpus.of("priority"):
        term = terms.get(page.id)
        if term is None:
            yield in_front(page, (), "priority-name", f"文件名 {page.id} 不是工作要点的代号{nearest(page.id, terms)}")
        elif (page.meta.number, page.meta.part) != (term.number, term.part):
            message = (
                f"{page.id} 是第 {term.number} 条、第 {term.part} 部分，这里写的是 {page.meta.number}、{page.meta.part}"
            )
            yield in_front(page, ("number",), "priority-number", message)


def check_dates(corpus: Corpus) -> Iterator[Problem]:
    """A rule page is due for its next check after its last one."""
    for page in corpus.of("rule"):
        if page.meta.next_check <= page.meta.last_checked:
            yield in_front(
                page,
                ("next_check",),
                "check-dates",
                f"下次核对（{page.meta.next_check}）应晚于 {page.meta.last_checked}",
            )


def file_name(corpus: Corpus) -> Iterator[Problem]:
    """Names of pages are short lower-case words joined by hyphens, which every disc and address can carry."""
    for path in sorted(_paths(corpus)):
        for part in path.removesuffix(".md").removesuffix(".en").split("/"):
            if not _SLUG.fullmatch(part) or len(part) > _LONGEST:
                message = f"“{part[:60]}”应为小写字母、数字和连字符，不超过 {_LONGEST} 个字符"
                yield Problem(f"docs/{path}", 1, "file-name", message)
            elif _DEVICE.fullmatch(part):
                yield Problem(f"docs/{path}", 1, "file-name", f"“{part}”在 Windows 上是设备名，不能作文件名，请换一个")


def address_kept(corpus: Corpus) -> Iterator[Problem]:
    """No published address dies: its page is there, or another stands in for it."""
    unread = {url(path, lang) for path in corpus.unread for lang in LANGS}
    living = current(corpus) | {old for old, _ in moved(corpus)} | unread | {sides.address(path) for path in unread}
    for number, address in enumerate(corpus.addresses, 1):
        if address not in living:
            message = (
                f"发布过的地址 {address} 没有了，请在 docs/_data/redirects.yml 写明移到哪里{nearest(address, living)}"
            )
            yield Problem(f"docs/{DATA}/{LIST}", number, "address-gone", message)


def redirect(corpus: Corpus) -> Iterator[Problem]:
    """A page that moved leads to a page that is there, and leaves an address that is free."""
    present, file = current(corpus), f"docs/{DATA}/redirects.yml"
    for old, new in corpus.redirects.items():
        line = corpus.redirect_lines.get(str(old), 1)
        if not (_ADDRESS.match(str(old)) and _ADDRESS.match(str(new))):
            message = f"{old}: {new} 应为网站里的两个地址，如 rules/old-name.html: rules/new-name.html"
            yield Problem(file, line, "redirect-form", message)
            continue
        if new not in present:
            message = f"{old} 移到的 {new} 不存在{nearest(new, present)}"
            yield Problem(file, line, "redirect-target", message)
        if old in present:
            yield Problem(file, line, "redirect-taken", f"{old} 上还有页面，不能转走")


def _paths(corpus: Corpus) -> frozenset[str]:
    """The paths of all pages, read or not."""
    return frozenset(corpus.by_path) | corpus.unread


RULES = (
    address_kept,
    redirect,
    everyday_words,
    one_page_each,
    one_address_each,
    one_title_each,
    listed_once,
    month_slot,
    case_path,
    case_dates,
    form_measure,
    culture_reference,
    session_pages,
    priority_number,
    check_dates,
    file_name,
)
