"""Numbers that lead to one person or unit. Each detector gives the spans it finds in a folded text.

Where a number has a checksum, the checksum decides, not the words around it; the others need a form, a boundary, or a
label. All of them look into links and code too: a number is just as public there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stdnum import luhn
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from casebook.privacy import cells, nearby
from casebook.privacy.digits import Number, numbers, runs
from casebook.privacy.folding import Span

_PROVINCES = {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83, 91}  # fmt: skip
_IDENTITY, _OLD_IDENTITY = 18, 15
_UNBORN = 2040
_MOBILE = re.compile(r"(?:0086|86|0)?1[3-9][0-9]{9}$")
_TRIPLE = (3, 4, 4)
"""The groups in which commas and slashes may part a mobile number; otherwise they part amounts and dates."""
_NEAR = re.compile(
    r"(?:电话|手机|机号|联系方式|微信)(?!费|补|话|采购|台|部)|(?<![a-z])(?:tel|phone|mobile)(?!s?\s(?:bill|cost|fee|allowance))",
    re.IGNORECASE,
)
"""What says of cells nearby that they are called; what calls cost is counted."""
_SERIAL = re.compile(
    r"(?:流水|订单|运单|快递单?|保单|单(?=[号编])|编|序列|发票|合同|案卷|批|条|档案|交易|工程|项目|ISBN|ISSN|S/?N|No\.?)[号码次代编]{0,3}[^0-9\w]{0,4}(?:[A-Z]{1,6}-?(?:[0-9]{4}-)?)?$",
    re.IGNORECASE,
)
_CALLS = re.compile(r"(?:电话|手机|联系|机号|卡|tel|phone|mobile|card)[^0-9\n]{0,6}$", re.IGNORECASE)
"""What is called or paid with in spite of a serial's label after it: 电话No.、card no."""
_UNIT = re.compile(
    r"(?:\.[0-9]{1,2})?\s?[多余]?\s?(?:元(?![旦某])|圆|万(?!某|科长|处长|局长|主任|书记|先生|女士)|亿|美元|港元|欧元|日元|人民币|字节|[%％‰]|吨|公里|平方|股|人次|次|千瓦|bytes|yuan|RMB|CNY)"
)
_MONEY = re.compile(r"[¥￥$€]\s?$|(?:RMB|CNY|人民币)\s?$")
_ASCII = re.compile(r"(?!(?:qq|vx|wx|v|wechat|weixin)(?![A-Za-z0-9]))[A-Za-z]", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:|www\.)[!-~]*$", re.IGNORECASE)
"""The address of another site, of which the number is a part."""
_CALLED = re.compile(r"(?:tel|phone|mobile|mob|cell|vx|wx|qq|id|no)[=:]?$", re.IGNORECASE)
_CARD = re.compile(
    r"(?:62|60|81)[0-9]{14,17}$|955[89][0-9]{12}(?:[0-9]{3})?$|(?:4|5[1-5]|2[2-7]|35)[0-9]{14,15}$|3[47][0-9]{13}$"
)
_AREA = r"(?:10|2[0-57-9]|[3-9][0-9]{2})"
_LOCAL = r"[ .·/\-*`\])]{0,4}[2-8](?:[ .·\-]?[0-9]){6,7}(?![0-9])(?!(?!ext)[A-Za-z])"
_LABELLED = r"[2-8][0-9]{2,3}[ \-]?[0-9]{4}(?![0-9元万])"
_LANDLINES = (
    re.compile(rf"0{_AREA}{_LOCAL}"),
    re.compile(rf"86[ \-]{{0,2}}\(?{_AREA}{_LOCAL}"),
    re.compile(
        rf"(?:电话|座机|传真|总机|值班室|宅电|联系方式|fax|tel)(?:号码|号)?[\s*:为是]{{0,4}}{_LABELLED}",
        re.IGNORECASE,
    ),
)
_LOCAL_NUMBER = re.compile(_LABELLED)
_BEFORE = (
    re.compile(r"(?:^|[^0-9A-Za-z.]|tel|fax|phone)(?:(?:\+|00)?86[ \-]{0,2})?\(?$", re.IGNORECASE),
    re.compile(r"(?:\+|(?<![0-9.])00)$"),
    re.compile(""),
)
"""What may stand before each form."""
_C = r"[ \-_*`]{0,4}"
_SIXTEEN = rf"[0-9](?:{_C}[0-9]){{5}}(?:{_C}[0-9A-HJ-NP-RTUWXY]){{10}}(?![0-9A-Za-z])"
"""What every credit code ends with, behind two characters and their gaps."""
_SIXTEEN_MARK, _SIXTEEN_REACH = re.compile(_SIXTEEN, re.IGNORECASE), 10
_USCC = re.compile(rf"(?:(?<![0-9A-Za-z])|(?<=USCC))[1-9ANY]{_C}[0-9A-HJ-NP-RTUWXY]{_C}{_SIXTEEN}", re.IGNORECASE)


def identity(text: str) -> Iterator[Span]:
    """Identity numbers: 18 characters with a real date and a checksum that fits (GB 11643). No table of places decides."""
    for number in (*numbers(text), *cells.numbers(text)):
        whole = len(number.lengths) == 1 or not _in_address(text, number.start)
        if _is_identity(number.compact) and whole:
            yield number.start, number.end


def identity_alike(text: str) -> Iterator[Span]:
    """What looks like an identity number but has a wrong checksum, and the old ones of 15 digits, which have none."""
    for number in numbers(text):
        compact = number.compact
        born = compact[6:14] if len(compact) == _IDENTITY else f"19{compact[6:12]}"
        fits = len(compact) in (_IDENTITY, _OLD_IDENTITY) and compact[:2].isdigit() and int(compact[:2]) in _PROVINCES
        if fits and _born(born) and _plain(number, text) and not _is_identity(compact):
            yield number.start, number.end


def _is_identity(compact: str) -> bool:
    return len(compact) == _IDENTITY and _born(compact[6:14]) and mod_11_2.is_valid(compact)


def _born(digits: str) -> bool:
    """Whether the eight digits are a day on which a living person may have been born."""
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year < _UNBORN
    except ValueError:
        return False


def mobile(text: str) -> Iterator[Span]:
    """Mobile numbers in any grouping, with or without the country's code."""
    for number in numbers(text):
        if _MOBILE.match(number.compact) and _plain(number, text) and _spoken(number):
            yield number.start, number.end
    for number in cells.numbers(text):
        if number.lengths == _TRIPLE and _MOBILE.match(number.compact) and _dialled(number, text):
            yield number.start, number.end


def _dialled(number: Number, text: str) -> bool:
    """Whether three cells are a number to call, not figures: a label is near; and they are alone, or one begins with zero."""
    alone = not (number.before or number.after) or "0" in (number.compact[3], number.compact[7])
    return alone and bool(_NEAR.search(text, max(0, number.start - 80), number.start))


def _plain(number: Number, text: str) -> bool:
    """Whether nothing around the number says that it counts or numbers things: a unit, a currency, letters of a hash."""
    before, after = text[max(0, number.start - 16) : number.start], text[number.end : number.end + 8]
    if _SERIAL.search(before) and not _CALLS.search(before):
        return False
    if _MONEY.search(before) or _UNIT.match(after) or _ASCII.match(after):
        return False
    return not ((before[-1:].isascii() and before[-1:].isalpha()) or _in_address(text, number.start)) or bool(
        _CALLED.search(before)
    )


def _in_address(text: str, at: int) -> bool:
    """Whether the address of another site runs up to ``at``."""
    return bool(_ADDRESS.search(text, max(0, at - 200), at))


def _spoken(number: Number) -> bool:
    """Whether the gaps are those of a number that is called: not of an amount, a decimal or a date."""
    if any(gap.strip(" \t") in ("/", "_", ":") for gap in number.gaps) and number.lengths != _TRIPLE:
        return False
    if _counts(number) and number.lengths != _TRIPLE and set(number.lengths) != {1}:
        return False
    return number.before not in (".", "_", "/") or len(number.lengths) > 1


def _counts(number: Number) -> bool:
    """Whether the groups are numbers in a row, thousands, or a decimal."""
    decimal = number.lengths[0] == 1 and number.gaps[:1] == (".",)
    return decimal or any(gap.strip(" \t") in (",", "，", "、") for gap in number.gaps)


def card(text: str) -> Iterator[Span]:
    """Bank cards: the ranges that banks use here, and Luhn's checksum."""
    for number in numbers(text):
        fits = _CARD.match(number.compact) and luhn.is_valid(number.compact)
        if fits and _plain(number, text) and not _counts(number):
            yield number.start, number.end


def landline(text: str) -> Iterator[Span]:
    """Telephones with an area code, or after a label. Hotlines such as 12388 are too short to be one."""
    local = any(_LOCAL_NUMBER.search(text, run.start(), run.end()) for run in runs(text))
    for form, lead in zip(_LANDLINES, _BEFORE, strict=True):
        for match in form.finditer(text) if local or form is not _LANDLINES[-1] else ():
            before = text[max(0, match.start() - 16) : match.start()]
            counts = _SERIAL.search(before) or _UNIT.match(text, match.end())
            if lead.search(before) and not counts and not _in_address(text, match.start()):
                yield match.span()


def credit_code(text: str) -> Iterator[Span]:
    """Unified social credit codes with a checksum that fits (GB 32100)."""
    for match in nearby.finditer(_USCC, _SIXTEEN_MARK, _SIXTEEN_REACH, text):
        compact = re.sub(r"[^0-9A-Za-z]", "", match[0]).upper()
        if uscc.calc_check_digit(compact[:17]) == compact[17] and not (
            compact[:17].isdigit() and _is_identity(compact)
        ):
            yield match.span()
