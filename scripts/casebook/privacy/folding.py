"""Text as a search for personal data sees it: every disguise of width, alphabet and hidden characters taken off.

What is found in the folded text is shown to people in the original, so the way back is kept: ``Folded.at``.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""Where a piece of a text starts and ends."""

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_FOREIGN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xb6\xb8-\u2017\u201a\u201b\u201e-\u3000\u3003-\u3009\u300c-\u4dff\ua000-\U0010ffff絕機祕滬雲遼魯蘇贛晉陝閩貴粵寧瓊丨]+"
)
"""What folding may change: nearly all of a page is left out, the Chinese characters and the commonest marks as well."""
_HIDDEN = {"Cf", "Cc", "Mn", "Me"}
"""Categories of characters that show nothing of their own: zero-width, directions, controls, marks put on others."""
_KEPT = {"\n", "\t"}
_ALIKE = str.maketrans(
    "絕機祕滬雲遼魯蘇贛晉陝閩貴粵寧瓊АВСЕНКМОРТХУасеорху−•・‧∙⋅●丨",
    "绝机秘沪云辽鲁苏赣晋陕闽贵粤宁琼ABCEHKMOPTXYaceopxy-······|",
) | dict.fromkeys(map(ord, "☆✩✪✫✬✭✮✯✰⋆⭐⭑⭒🌟"), "★")
"""Characters that pass for others: traditional ones, Cyrillic letters, dots, stars."""
_NUMERALS = str.maketrans("〇零○壹一幺贰貳二两叁參三肆四伍五陆陸六柒七捌八玖九", "000111222233344556667788" + "99")
_NUMERAL = re.compile("[〇零○壹一幺贰貳二两叁參三肆四伍五陆陸六柒七捌八玖九]")
_DISGUISED = re.compile(
    r"[〇零○壹一幺贰貳二两叁參三肆四伍五陆陸六柒七捌八玖九oOlI](?:[^\w\n]?[0-9oOlI〇零○壹一幺贰貳二两叁參三肆四伍五陆陸六柒七捌八玖九]){3}"
)
"""Enough of them together to be part of a number."""
_MIXED = re.compile(r"(?<![A-Za-z])[lI]?[0-9][0-9oOlI]*[0-9]")
_LETTERED = re.compile("[0-9](?:[oOlI]|(?<=[oOlI].))")
_LETTERS = str.maketrans("oOlI", "0011")


class _Table(dict[int, str]):
    """Character → folded form, worked out when first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code))
        return folded


def _fold(character: str) -> str:
    if character in _KEPT:
        return character
    if unicodedata.category(character) in _HIDDEN:
        return ""
    if unicodedata.category(character) == "Pd":
        return "-"
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", character)
    return "".join(c for c in plain if unicodedata.category(c) not in _HIDDEN).translate(_ALIKE)


_TABLE = _Table()


@dataclass(frozen=True)
class Folded:
    """A text and its folded form."""

    original: str

    @cached_property
    def text(self) -> str:
        text = self.original
        if "&" in text:
            text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
        elif all(folded.isascii() or folded == character for character, folded in self._foreign.items()):
            for character, folded in self._foreign.items():  # none becomes another: one after another, as at once
                text = text.replace(character, folded)
            return text
        return _FOREIGN.sub(lambda match: match[0].translate(_TABLE), text)

    @cached_property
    def _foreign(self) -> Mapping[str, str]:
        """Each character of the original that folding may change → its folded form."""
        return {character: _TABLE[ord(character)] for character in set("".join(_FOREIGN.findall(self.original)))}

    @cached_property
    def digits(self) -> str:
        """The folded text with Chinese numerals, and letters between digits, read as digits; just as long."""
        if not (_NUMERAL.search(self.text) or _LETTERED.search(self.text)) or not _DISGUISED.search(self.text):
            return self.text
        digits = _NUMERAL.sub(lambda match: match[0].translate(_NUMERALS), self.text)
        return _MIXED.sub(lambda match: match[0].translate(_LETTERS), digits) if _LETTERED.search(digits) else digits

    @cached_property
    def _starts(self) -> Sequence[int]:
        """Offset in the folded text → offset in the original."""
        if "&" not in self.original and all(len(folded) == 1 for folded in self._foreign.values()):
            return range(len(self.original) + 1)
        found: list[int] = []
        for start, piece in self._pieces():
            found += [start] * len(piece.translate(_TABLE))
        return [*found, len(self.original)]

    def _pieces(self) -> Iterator[tuple[int, str]]:
        at = 0
        for match in _ENTITY.finditer(self.original):
            yield from enumerate(self.original[at : match.start()], at)
            yield match.start(), html.unescape(match[0])
            at = match.end()
        yield from enumerate(self.original[at:], at)

    def span(self, start: int, end: int) -> Span:
        """Where in the original the piece from ``start`` to ``end`` of the folded text stands."""
        return self._starts[start], self._starts[end - 1] + 1 if end > start else self._starts[start]
