"""Article numbers: Chinese numerals to Arabic and back, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_NUMERAL = "[零一二三四五六七八九十百]+"
_ARTICLE = re.compile(rf"第({_NUMERAL}|\d+)条(?:之([一二三四五六七八九十]))?")


def to_int(numeral: str) -> int:
    """``一百零六`` → 106. Understands numbers below 1000, which is all that articles need."""
    total = current = 0
    for character in numeral:
        if character == "百":
            total, current = total + (current or 1) * 100, 0
        elif character == "十":
            total, current = total + (current or 1) * 10, 0
        else:
            current = _DIGITS[character]
    return total + current


def to_chinese(number: int) -> str:
    """106 → ``一百零六``."""
    names = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{names[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{names[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (names[ones] if ones or not text else "")


def article_zh(article: str) -> str:
    """An article as data (``106``, ``133之一``) in the words of the law (``第一百零六条``)."""
    number, _, sub = article.partition("之")
    return f"第{to_chinese(int(number))}条" + (f"之{sub}" if sub else "") if number.isdigit() else article


def article_en(article: str) -> str:
    """An article as data in English: ``Article 106``, ``Article 133-1``."""
    return f"Article {article_slug(article)}"


def article_slug(article: str) -> str:
    """An article as part of an address: ``133之一`` → ``133-1``."""
    number, _, sub = article.partition("之")
    return f"{number}-{to_int(sub)}" if sub else number


def english_articles_in(text: str) -> Iterator[str]:
    """Every article named in an English text, as data: ``Article 133-1`` → ``133之一``."""
    for match in re.finditer(r"\bArticles? ([0-9]+)(?:-([0-9]))?\b", text):
        yield f"{match[1]}之{to_chinese(int(match[2]))}" if match[2] else match[1]


def articles_in(text: str) -> Iterator[tuple[int, str]]:
    """Every article named in ``text``: its offset and its number as data."""
    for match in _ARTICLE.finditer(text):
        number = match[1] if match[1].isdigit() else str(to_int(match[1]))
        yield match.start(), f"{number}之{match[2]}" if match[2] else number
