"""Rules against personal data. They look at the text after folding, so that width and hidden characters do not help."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from stdnum import luhn
from stdnum.iso7064 import mod_11_2

from casebook.checks.place import in_body, in_front
from casebook.corpus import Corpus, Page
from casebook.frontmatter import FrontMatter
from casebook.problems import Problem

Place: TypeAlias = "tuple[str | int, ...] | int"
"""Path of a value in the front matter, or line of the body counted from 0."""

_HIDDEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
_IDENTITY = re.compile(
    r"(?<![0-9])[1-9][0-9]{5}[ \-]?(?:19|20)[0-9]{2}[ \-]?(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[ \-]?[0-9]{3}[0-9xX](?![0-9])"
)
_MOBILE = re.compile(
    r"(?<![0-9.])(?:\+?86[ \-]?)?1[3-9][0-9][ .\-]?[0-9]{4}[ .\-]?[0-9]{4}(?![0-9元])"
    r"|(?<![0-9])0[1-9][0-9]{1,2}-[2-9][0-9]{6,7}(?![0-9])"
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·. ]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Z0-9])"
)
_CARD = re.compile(r"(?<![0-9])[3-6][0-9]{3}(?:[ \-]?[0-9]{4}){3}(?:[ \-]?[0-9]{1,3})?(?![0-9])")
_MAIL = re.compile(r"[\w.+\-]+@[\w\-]+\.[a-zA-Z]{2,}")
_SECRET = re.compile(r"(绝密|机密|秘密) ?★|密级[:：] ?(绝密|机密|秘密)|^\s*[【\[]?(绝密|机密|秘密)[】\]]?\s*$")


def identity_number(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No identity numbers: 18 digits with a date and a checksum that fits."""
    for place, text in _texts(page):
        for match in _IDENTITY.finditer(text):
            if mod_11_2.is_valid(re.sub("[ -]", "", match[0]).upper()):
                yield _found(page, place, "identity-number", "有身份证号码")


def phone_number(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No mobile phone numbers."""
    for place, text in _texts(page):
        if _MOBILE.search(text):
            yield _found(page, place, "phone-number", "有手机号码")


def bank_card(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No bank card numbers: 16 to 19 digits with a checksum that fits."""
    for place, text in _texts(page):
        for match in _CARD.finditer(text):
            if luhn.is_valid(re.sub("[ -]", "", match[0])):
                yield _found(page, place, "bank-card", "有银行卡号")


def plate_number(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No number plates."""
    for place, text in _texts(page):
        if _PLATE.search(text):
            yield _found(page, place, "plate-number", "有车牌号")


def mail_address(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No e-mail addresses."""
    for place, text in _texts(page):
        if _MAIL.search(text):
            yield _found(page, place, "mail-address", "有电子邮箱")


def secrecy_mark(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """No marks of secrecy: a marked document does not belong here at all."""
    for place, text in _texts(page):
        if _SECRET.search(text):
            yield _found(page, place, "secrecy-mark", "有密级标志，涉密内容不得上网")


@lru_cache(maxsize=1)
def _folded(front: FrontMatter) -> tuple[tuple[Place, str], ...]:
    """Every text of a page, folded, with its place. The five rules look at one page after another, so one is kept."""
    front_texts = ((at, _fold(value)) for at, value in _values(front.data, ()))
    body_texts = ((number, _fold(line)) for number, line in enumerate(front.body.split("\n")))
    return (*front_texts, *body_texts)


def _texts(page: Page) -> tuple[tuple[Place, str], ...]:
    return _folded(page.front)


def _values(value: object, at: tuple[str | int, ...]) -> Iterator[tuple[Place, str]]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _values(child, (*at, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _values(child, (*at, index))
    elif value is not None:
        yield at, str(value)


def _fold(text: str) -> str:
    return _HIDDEN.sub("", unicodedata.normalize("NFKC", text))


def _found(page: Page, place: Place, code: str, what: str) -> Problem:
    message = f"{what}，请删去；个人信息不进知识库"
    return in_body(page, place, code, message) if isinstance(place, int) else in_front(page, place, code, message)


RULES = (identity_number, phone_number, plate_number, bank_card, mail_address, secrecy_mark)
