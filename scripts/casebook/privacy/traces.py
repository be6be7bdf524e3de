"""Traces by which somebody could be recognised: addresses, birth dates, exact days, a small unit told too closely.

None of them is certain, so a person decides; each detector gives spans of a folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.privacy import nearby
from casebook.privacy.digits import runs
from casebook.privacy.folding import Span

_COUNT = "[0-9一二三四五六七八九十百零]+"
_HOUSE = re.compile(rf"[路街巷弄道同区园村寓苑墅栋幢楼座元组]\s?[A-Za-z]?\s?[区期]?\s?[A-Za-z]?{_COUNT[:-1]}")
"""What every address down to a house holds, and how far before it the longest begins."""
_HOUSE_REACH = 16
_HOME = re.compile(
    rf"[\u4e00-\u9fff]{{1,6}}(?:路|街|巷|弄|大道|胡同|里弄)\s?{_COUNT}\s?(?:号|弄)(?!文|令|公告|线|选手|楼层?会)"
    rf"|[\u4e00-\u9fff]{{1,6}}(?:小区|花园|家园|新村|公寓|苑|别墅)\s?[A-Za-z]?{_COUNT}?\s?(?:区|期)?\s?[A-Za-z]?{_COUNT}\s?(?:号楼|栋|幢|号|座|单元)"
    rf"|{_COUNT}\s?(?:栋|幢|号楼|座)\s?(?:{_COUNT}\s?(?:单元|门)\s?{_COUNT}\s?(?:室|号|户)?|{_COUNT}\s?室)|{_COUNT}\s?单元\s?{_COUNT}\s?(?:室|号|户)"
    rf"|[\u4e00-\u9fff]{{1,6}}村{_COUNT}组\s?{_COUNT}\s?号"
)
_YEAR = r"(?:19|20)[0-9]{2}"
_BORN = re.compile(
    r"[生bB](?:(?<=生)|(?<=[bB])(?:[oO][rR][nN]|[iI][rR][tT][hH])|(?<=[dD][oO][bB]))"  # begins with a set: quick
)
_BIRTH = re.compile(
    rf"{_YEAR}\s?年\s?[0-9]{{1,2}}\s?月(?:\s?[0-9]{{1,2}}\s?日)?\s?出?生(?![产活效成])|(?:生于|出生于)\s?{_YEAR}"
    rf"|(?:出生日期|出生年月日?|生日|date of birth|DOB)\s?[:为是]?\s?(?:{_YEAR}|[0-9]{{1,2}}\s?月)"
    rf"|\bborn (?:on|in) [^.\n]{{0,20}}{_YEAR}",
    re.IGNORECASE,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY_MONTH = rf"[0-3]?[0-9](?:st|nd|rd|th)? (?:of )?(?:{_MONTHS})|(?:{_MONTHS}) [0-3]?[0-9](?:st|nd|rd|th)?"
_DAY = re.compile(
    rf"(?:{_YEAR}\s?年\s?)?(?<![0-9])[0-9]{{1,2}}\s?月\s?[0-9]{{1,2}}\s?日(?!\s?(?:起|施行|公布|印发|发布|修订|通过|生效|实施))"
    rf"|\b(?:on|by|until|since|before|after|dated) (?:the )?(?:{_DAY_MONTH})\b(?![ ,]?[0-9]{{3}})|\b(?:{_DAY_MONTH}),? {_YEAR}\b"
)
_DAY_MARK = re.compile(
    "[日JFMASOND](?:(?<=日)|anuary|ebruary|arch|pril|ay|une|uly|ugust|eptember|ctober|ovember|ecember)"
)
_REACH = 20
"""From “before the 31st of” to the month: no day or birth has more before its mark."""
_DASHED_DAY = re.compile(r"[12](?<![0-9\-].)(?:(?<=1)9|(?<=2)0)[0-9]{2}[\-./][01]?[0-9][\-./][0-3]?[0-9](?![0-9])")
_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
_ADDRESS = re.compile(
    rf"(?<![0-9.])(?:10(?:\.{_OCTET}){{3}}|192\.168(?:\.{_OCTET}){{2}}|172\.(?:1[6-9]|2[0-9]|3[01])(?:\.{_OCTET}){{2}})(?![0-9.]*[0-9])"
)
_VERSION = re.compile(r"(?:版本|版|version|ver\.?|v)\s?$", re.IGNORECASE)
_SENTENCE = re.compile(r"[^。！？!?；\n]+")
_PLACE = re.compile(r"([\u4e00-\u9fff]{2})(?:省|市|县|区|镇|乡|街道)(?![直级属民域委长内外分])")
_VAGUE = re.compile(
    r"[某各本全该我你他当辖城社市地乡村小园校景片山农县省区镇同另外邻两三几多每这那个在于从到向由为和与及或是的一]"
)
"""Characters of places that are no names: 某市, 辖区, 园区, 本县."""
_POST = re.compile(r"书记|局长|科长|处长|主任|县长|区长|镇长|乡长|所长|队长|站长|校长|院长|会计|出纳|副职|科员")
_MONTH = re.compile(r"[12](?:(?<=1)9|(?<=2)0)[0-9]{2}\s?年\s?[0-9]{1,2}\s?月")
_SUM = re.compile(r"[0-9][0-9,.]*\s?[万亿]?元")


def home(text: str) -> Iterator[Span]:
    """Addresses down to a house or a flat."""
    return (match.span() for match in nearby.finditer(_HOME, _HOUSE, _HOUSE_REACH, text))


def birth(text: str) -> Iterator[Span]:
    """Birth dates."""
    return (match.span() for match in nearby.finditer(_BIRTH, _BORN, _REACH, text))


def day(text: str) -> Iterator[Span]:
    """Exact days. The days from which a rule is in force are not meant."""
    yield from (match.span() for match in nearby.finditer(_DAY, _DAY_MARK, _REACH, text))
    for run in runs(text):
        yield from (match.span() for match in _DASHED_DAY.finditer(text, run.start(), run.end() + 1))


def private_network(text: str) -> Iterator[Span]:
    """Addresses inside a private network, which tell how it is built."""
    inside = any(beginning in text for beginning in ("10.", "192.168.", "172."))
    for match in _ADDRESS.finditer(text) if inside else ():
        if not _VERSION.search(text, max(0, match.start() - 10), match.start()):
            yield match.span()


def small_unit(text: str) -> Iterator[Span]:
    """A named place, a post, a month and an exact sum in one sentence: enough for colleagues to know who it is."""
    for sentence in _SENTENCE.finditer(text) if _MONTH.search(text) else ():
        if not (_MONTH.search(sentence[0]) and _SUM.search(sentence[0]) and _POST.search(sentence[0])):
            continue
        for place in _PLACE.finditer(sentence[0]):
            if not _VAGUE.search(place[1]):
                yield sentence.start() + place.start(), sentence.start() + place.end()
                break
