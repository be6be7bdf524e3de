"""Numbers that have a form and no checksum: of vehicles, and of passports and permits. Each detector gives the spans it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.privacy.folding import Span

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
_ENGLISH_PLATE = re.compile(
    r"\bplate(?: (?:number|no\.?))?(?: is| was)?[\s:]{1,3}(?:[A-Z][a-z]+[ -]?)?[A-Z][ ·-]?(?=[A-Z0-9]*[0-9][A-Z0-9]*[0-9])[A-Z0-9]{5,6}\b"
)
_PASSPORT = re.compile(
    r"(?:护照|通行证|台胞证|回乡证|港澳居民|军官证|士官证|警官证|passport|travel permit)\s?[:(]?\s?(?:号码|编号|证号|号|number|no\.?)?\s?[:为是]?\s?"
    r"(?:[A-Z]{1,2}\s?[0-9]{3,4}\s?[0-9]{4,6}|[0-9]{8}|[A-Z][0-9]{7,10}|[\u4e00-\u9fff]{1,2}字?第?[0-9]{6,8}号?)(?![0-9A-Z])",
    re.IGNORECASE,
)


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


def passport(text: str) -> Iterator[Span]:
    """Passports and permits after their label."""
    return (match.span() for match in _PASSPORT.finditer(text))
