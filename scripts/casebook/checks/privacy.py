"""Rules against personal data and secrecy marks, on everything a page says: body, front matter, alt texts, links, code.

The certain kinds block. The others are warnings until somebody with the role decides and the decision is recorded in
``docs/_data/allowed.yml``; the rules of that file are here too. What to look for stands in :mod:`casebook.privacy.leaks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from casebook.base.problems import Problem
from casebook.content import allowed
from casebook.content.corpus import Corpus, Page
from casebook.content.frontmatter import FrontMatter
from casebook.privacy import leaks
from casebook.privacy.leaks import Leak

_EVERYWHERE = ("identity-alike", "private-network", "internal-mark")
_OF_THE_LIVING = ("home-address", "birth-date", "named-pupil")
"""Not looked for on culture pages: the dead of history were born and lived somewhere."""
_DAY = "exact-day"
_OF_CASES = ("full-name", _DAY, "small-unit")
_TOLD = ("facts", "outcome")
"""Sections of a case that tell what happened; elsewhere a day is that of a rule or a check."""


class _Finding(NamedTuple):
    line: int
    column: int
    leak: Leak


def identity_number(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No identity numbers: 18 digits with a date and a checksum that fits, however they are written."""
    return _found(page, corpus, "identity-number")


def phone_number(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No mobile phone numbers."""
    return _found(page, corpus, "phone-number")


def landline(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No telephone numbers with an area code or after a label; hotlines of five digits are fine."""
    return _found(page, corpus, "landline")


def bank_card(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No bank card numbers: a range that banks use and a checksum that fits."""
    return _found(page, corpus, "bank-card")


def credit_code(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No unified social credit codes: they name a unit."""
    return _found(page, corpus, "credit-code")


def plate_number(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No number plates."""
    return _found(page, corpus, "plate-number")


def mail_address(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No e-mail addresses."""
    return _found(page, corpus, "mail-address")


def chat_account(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No WeChat or QQ accounts."""
    return _found(page, corpus, "chat-account")


def passport_number(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No numbers of passports, travel permits or service cards."""
    return _found(page, corpus, "passport-number")


def secrecy_mark(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No marks of secrecy: a marked document does not belong here at all."""
    return _found(page, corpus, "secrecy-mark")


def identity_alike(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """What looks like an identity number is decided by a person: one digit may be mistyped, and old ones have no checksum."""
    return _found(page, corpus, "identity-alike")


def full_name(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Persons in a case have a surname only. The persons of the culture pages may be named."""
    if not any(finding.leak.code == "full-name" for finding in _findings(page.front, page.kind)):
        return iter(())
    history = {culture.meta.person for culture in corpus.of("culture")}
    return _found(page, corpus, "full-name", frozenset(history))


def home_address(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No addresses down to a house."""
    return _found(page, corpus, "home-address")


def birth_date(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No birth dates of the living."""
    return _found(page, corpus, "birth-date")


def exact_day(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A case tells months, not days."""
    return _found(page, corpus, "exact-day")


def private_network(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No addresses of machines inside the network."""
    return _found(page, corpus, "private-network")


def internal_mark(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """What is marked as internal or as a work secret is decided by a person."""
    return _found(page, corpus, "internal-mark")


def small_unit(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A named place, a post, a month and a sum do not stand in one sentence."""
    return _found(page, corpus, "small-unit")


def named_pupil(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Children and patients are not named."""
    return _found(page, corpus, "named-pupil")


def allow_form(corpus: Corpus) -> Iterator[Problem]:
    """A recorded decision is complete: page, kind, text, the role that decided, why, and when. Blocking kinds cannot be allowed."""
    for line, message in corpus.allowed.wrong:
        yield Problem(allowed.FILE, line, "allow-form", message)


def allow_unused(corpus: Corpus) -> Iterator[Problem]:
    """A recorded decision is about something that is there; one that has become empty is removed."""
    pages = {f"docs/{page.path}": page for page in (*corpus.pages, *corpus.untyped)}
    for decision in corpus.allowed.decisions:
        page = pages.get(decision.path)
        found = [*_findings(page.front, page.kind), *_days_of_head(page)] if page else []
        if not any(decision.covers(decision.path, finding.leak) for finding in found):
            message = f"{decision.path} 里已没有这一处（{decision.code}），请删去这条记录"
            yield Problem(allowed.FILE, decision.line, "allow-unused", message)


def _found(page: Page, corpus: Corpus, code: str, known: frozenset[str] = frozenset()) -> Iterator[Problem]:
    path = f"docs/{page.path}"
    for line, column, leak in _findings(page.front, page.kind):
        if leak.code != code or leak.text in known or (code == _DAY and not _told(page, line)):
            continue
        if not corpus.allowed.covers(path, leak):
            yield Problem(path, line, code, leaks.message(leak), column, leaks.severity(code))


def _told(page: Page, line: int) -> bool:
    """Whether a line of the file stands where a case tells what happened."""
    before = [h.id for h in page.headings if h.level == 2 and page.front.body_line + h.line <= line]
    return bool(before) and before[-1] in _TOLD


@lru_cache(maxsize=1)
def _findings(front: FrontMatter, kind: str) -> tuple[_Finding, ...]:
    """Everything on a page, with its place. The rules look at one page after another, so one is kept."""
    kinds = (*leaks.BLOCKING, *_EVERYWHERE, *(_OF_THE_LIVING if kind != "culture" else ()))
    kinds += _OF_CASES if kind == "case" else ()
    head = [_placed(front.block, leak, 1) for leak in leaks.scan(front.block, set(kinds) - {_DAY})]
    body = [_placed(front.body, leak, front.body_line - 1) for leak in leaks.scan(front.body, kinds)]
    return (*head, *_hidden(front, kinds), *body)


def _days_of_head(page: Page) -> list[_Finding]:
    """The days in a case's front matter. There are many, none is told of the case, and only a decision may name one."""
    found = leaks.scan(page.front.block, (_DAY,)) if page.kind == "case" else []
    return [_placed(page.front.block, leak, 1) for leak in found]


def _placed(text: str, leak: Leak, lines_before: int) -> _Finding:
    line, column = leaks.place(text, leak.start)
    return _Finding(lines_before + line, column, leak)


def _hidden(front: FrontMatter, kinds: tuple[str, ...]) -> Iterator[_Finding]:
    """What YAML's escapes hide from somebody who reads the block as it is written."""
    for at, value in _values(front.data, ()):
        if value not in front.block:
            for leak in leaks.scan(value, kinds):
                if leak.code in leaks.BLOCKING and leak.text not in front.block:
                    yield _Finding(front.line(at), 0, leak)


def _values(value: object, at: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _values(child, (*at, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _values(child, (*at, index))
    elif value is not None:
        yield at, str(value)


RULES = (
    identity_number,
    phone_number,
    landline,
    bank_card,
    credit_code,
    plate_number,
    mail_address,
    chat_account,
    passport_number,
    secrecy_mark,
    identity_alike,
    full_name,
    home_address,
    birth_date,
    exact_day,
    private_network,
    internal_mark,
    small_unit,
    named_pupil,
)
CORPUS_RULES = (allow_form, allow_unused)
