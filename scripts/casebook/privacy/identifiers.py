"""Numbers and addresses that lead to one person or unit. Each detector gives the spans it finds in a folded text.

Where a number has a checksum, the checksum decides, not the words around it; the others need a form, a boundary, or a
label. All of them look into links and code too: a number is just as public there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from stdnum import luhn
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from casebook.privacy import cells, nearby
from casebook.privacy.digits import Number, numbers, runs

Span: TypeAlias = tuple[int, int]

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
_PLACE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
_S = r"[ ·.\-*`_~/|:(]{0,3}"
_PLATES = tuple(
    re.compile(form)
    for form in (
        rf"{_PLACE}{_S}[A-Z]{_S}(?:[A-Z0-9]{_S}){{4}}(?:[A-Z0-9](?:{_S}[A-Z0-9])?(?![A-Za-z0-9])|[挂学警港澳领试超临])",
        rf"使{_S}(?:[0-9]{_S}){{5}}[0-9](?![0-9])",
        rf"[0-9](?<![0-9].){_S}(?:[0-9]{_S}){{5}}使(?!用)",
        rf"{_PLACE}{_S}[A-Z]?{_S}(?:[0-9]{_S}){{4,5}}领(?!取|导)",
        rf"WJ(?<![A-Za-z]..){_S}(?:{_PLACE}|[0-9]{{2}}){_S}警?{_S}(?:[0-9A-Z]{_S}){{4,5}}[0-9A-Z]?(?![A-Za-z0-9])",
        rf"[军空海]{_S}[A-Z]{_S}[A-Z]?{_S}(?:[0-9]{_S}){{4}}[0-9](?![0-9])",
        rf"(?:车牌|号牌|牌照|牌号|军牌|车号|军车|驾驶|车辆)[号为是:, ]{{0,4}}[A-Z]{{2}}{_S}(?:[0-9]{_S}){{4}}[0-9](?![0-9])",
    )
)
"""One form each, and each begins with characters: a search runs from one of these to the next, and is quick."""
_OF_PLATES = re.compile(
    rf"[{_PLACE[1:-1]}使军空海牌照号车驶辆wW]"
    rf"(?:(?<=[wW])[jJ]|(?<![wW])(?:{_S}{_S}[A-Z0-9]|[号为是:, ]{{0,4}}[A-Z]|(?<=[0-9 ·.\-*`_~/|:(]使)))".replace(
        "A-Z", "A-Za-zıſ"
    )
)
"""What every plate holds: a place, an arm or a label with a letter or digit behind it, or a digit before 使.

The letters are those that become A to Z in upper case.
"""
_DIGITS_OF_PLATE = 2
_TOP = r"(?:com|cn|net|org|gov|edu)(?![A-Za-z0-9])"
_AT = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"[(\[{<【〔#]\s?(?:at|@|#|艾特)\s?[)\]}>】〕#]",
        r"[\\*`]*(?:@|%40)[*`]*",
        rf"艾特|_at_(?=[a-z0-9\-]+\.{_TOP})",
        r"\sat\s",
    )
)
_AT_HINTS = (("",), ("@", "%40"), ("艾特", "_at_"), ("dot", "邮", "mail"))
"""Without one of these, in lower case, no address has that sign: the bare word needs a spelled host or a label."""
_USER = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._%+\-]*|(?<=[:\s])[\u4e00-\u9fff]{2,4})\s?$")
_DOT = rf"(?:[.。]|\s\.\s|\s?[(\[{{【〔]\s?(?:dot|点|\.)\s?[)\]}}】〕]\s?|点(?={_TOP}))"
_HOST = re.compile(
    rf"\s?(?:[A-Za-z0-9\-]+{_DOT})+(?!(?:png|jpe?g|svg|webp|css|js|html?|md)\b)(?:[A-Za-z]{{2,}}|中国|公司|政务|公益)"
    r"|\s?[A-Za-z0-9\-\u4e00-\u9fff]+\.(?:中国|公司|政务|公益)",
    re.IGNORECASE,
)
_SPOKEN_HOST = re.compile(r"\s*[A-Za-z0-9\-]+(?:[ \t]+dot[ \t]+[A-Za-z]{2,})+", re.IGNORECASE)
_WRITTEN_HOST = re.compile(rf"\s*(?:[A-Za-z0-9\-]+\.)+{_TOP}", re.IGNORECASE)
_MAILED = re.compile(r"(?:邮箱|邮件|邮址|mail)[^\n]{0,12}$", re.IGNORECASE)
"""Before an address whose sign is the bare word ``at``: a page may be read *at* a site."""
_WEIXIN = r"(?:微\s?信|[微威薇卫徽wv]❤?信|卫星(?=号)|wei信|绿泡泡|weixin|wechat|(?<![a-z0-9])(?:vx|wx)(?![a-z0-9]))"
_NUMBERED = r"\s?(?:号码|帐号|账号|账户|号|名|id)"
_SAID = r"[\s:为是=*`|(\[“'「【]{0,4}"
_KEPT_ID = r"[a-z0-9][a-z0-9_\-]{4,19}(?![a-z0-9])"
_ODD_ID = r"(?=[a-z0-9_\-]{0,19}[0-9_])[a-z][a-z0-9_\-]{5,19}"
"""What only an account looks like: letters with a digit or a low line among them."""
_CHAT = re.compile(
    r"[微威薇卫徽绿加+扣企球vVwWqQ](?i:(?<=[微威薇卫徽])\s?❤?[信星]|(?<=绿)泡|(?<=[加+])\s?[我上下]?\s?[vwq微薇威]|(?<=扣)扣|(?<=企)鹅|(?<=球)球"
    r"|(?<=v)(?:x|\s?:|❤?信)|(?<=w)(?:x|ei[信x]|echat|❤?信)|(?<=q)(?:\s?q|群|\s?:)|(?<=oicq))"
)
"""What every label of an account begins with, or holds at the end of the four letters of oicq."""
_CHAT_REACH = 3
_ACCOUNT = re.compile(
    rf"{_WEIXIN}{_NUMBERED}{_SAID}{_KEPT_ID}|(?:微\s?信(?=\s?[:为是=])|(?<![a-z])(?:vx|wx|[wv]信)(?=\s?[:=])){_SAID}{_KEPT_ID}"
    rf"|(?:加|\+)\s?(?:我|上|下)?\s?(?:v信?|微信?|薇|威|vx|wx)(?![a-z]{{2}})\s?号?{_SAID}{_KEPT_ID}|(?<![a-z0-9])v(?=\s?:){_SAID}{_ODD_ID}"
    rf"|(?:{_WEIXIN}(?:搜索?)?|(?:加|\+)\s?薇){_SAID}{_ODD_ID}|(?<![a-z0-9])wxid_[a-z0-9]{{6,}}"
    r"|(?:(?<![a-z])q\s?q|扣扣|企鹅|球球|oicq)\s?(?:/\s?微信|群|邮箱)?\s?(?:号码|帐号|账号|号|number|account|id|no\.)?(?:\s?is)?[\s:为是=*`|(\[“'「【]{0,4}[1-9](?:[ \-]?[0-9]){4,11}(?![0-9元人年万个])"
    r"|(?:(?:加|\+)\s?q(?=\s?:?\s?[1-9])|(?<![a-z0-9])q(?=群?\s?:))群?[\s:]{0,3}[1-9][0-9]{5,11}(?![0-9元人年万个])",
    re.IGNORECASE,
)
_PASSPORT = re.compile(
    r"(?:护照|通行证|台胞证|回乡证|港澳居民|军官证|士官证|警官证|passport|travel permit)\s?[:(]?\s?(?:号码|编号|证号|号|number|no\.?)?\s?[:为是]?\s?"
    r"(?:[A-Z]{1,2}\s?[0-9]{3,4}\s?[0-9]{4,6}|[0-9]{8}|[A-Z][0-9]{7,10}|[\u4e00-\u9fff]{1,2}字?第?[0-9]{6,8}号?)(?![0-9A-Z])",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"(?:抖音|快手|小红书)(?:号码|账号|帐号|号|id)[\s:为是]{0,4}[a-z0-9_][a-z0-9_\-.]{4,23}(?![a-z0-9])", re.IGNORECASE
)
"""Accounts with which somebody shows films and pictures."""
_ENGLISH_PLATE = re.compile(
    r"\bplate(?: (?:number|no\.?))?(?: is| was)?[\s:]{1,3}(?:[A-Z][a-z]+[ -]?)?[A-Z][ ·-]?(?=[A-Z0-9]*[0-9][A-Z0-9]*[0-9])[A-Z0-9]{5,6}\b"
)


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


def plate(text: str) -> Iterator[Span]:
    """Number plates: ordinary, new-energy, police, learner's, Hong Kong and Macao, diplomatic, and military ones."""
    upper = _upper(text) if _OF_PLATES.search(text) else ""
    for form in _PLATES if upper else ():
        for match in form.finditer(upper):
            if sum(character.isdigit() for character in match[0]) >= _DIGITS_OF_PLATE:
                yield match.span()
    yield from (match.span() for match in _ENGLISH_PLATE.finditer(text)) if "plate" in text else ()


def _upper(text: str) -> str:
    """The text in upper case, each letter in its place: ß, which would become two, stays."""
    upper = text.upper()
    return upper if len(upper) == len(text) else "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def mail(text: str) -> Iterator[Span]:
    """E-mail addresses, also with the sign spelled out."""
    lowered = text.lower()
    for form, hints in zip(_AT, _AT_HINTS, strict=True):
        for sign in form.finditer(text) if any(hint in lowered for hint in hints) else ():
            host, labelled = _hosts(text, sign)
            user = _USER.search(text, max(0, sign.start() - 64), sign.start()) if host or labelled else None
            if user and labelled and _MAILED.search(text, max(0, user.start() - 20), user.start()):
                host = labelled
            if user and host:
                yield user.start(), host.end()


def _hosts(text: str, sign: re.Match[str]) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The host after a sign, and the one that counts only where a label stands before the address."""
    if sign[0].strip().lower() != "at":
        return _HOST.match(text, sign.end()), None
    return _SPOKEN_HOST.match(text, sign.end()), _WRITTEN_HOST.match(text, sign.end())


def account(text: str) -> Iterator[Span]:
    """Accounts of WeChat, QQ and the like after their label."""
    yield from (match.span() for match in nearby.finditer(_ACCOUNT, _CHAT, _CHAT_REACH, text))
    if "抖" in text or "手" in text or "书" in text:
        yield from (match.span() for match in _SHOWN.finditer(text))


def passport(text: str) -> Iterator[Span]:
    """Passports and permits after their label."""
    return (match.span() for match in _PASSPORT.finditer(text))
