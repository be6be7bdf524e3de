"""The documents that have a term, and how much each is about it: as numbers while they are gathered, as text in a file."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterable, Iterator
from typing import TypeAlias

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"

Postings: TypeAlias = "array[int]"
"""Document number and level of each document that has a term, in order, as ``number << 6 | level``."""


def united(one: Postings, other: Postings) -> Postings:
    """Two lists as one; of a document in both, the higher level, seen if either is."""
    highest: dict[int, int] = {}
    for entry in heapq.merge(one, other):
        highest[entry >> 6] = entry | highest.get(entry >> 6, 0) & 1
    return array("I", highest.values())


_LAST = [digit + level for digit in ALPHABET[:32] for level in ALPHABET]
"""The last digit of a distance with the level behind it, by both: most postings are no more than that."""


def encode(found: Iterable[int]) -> str:
    """Postings as text: the distance to the previous document in base 32, least digit first, then the level."""
    out = []
    before = -1
    for entry in found:
        number = entry >> 6
        distance, before = number - before, number
        while distance >= 32:
            out.append(ALPHABET[32 + distance % 32])
            distance //= 32
        out.append(_LAST[distance << 6 | entry & 63])
    return "".join(out)


def decode(text: str) -> Iterator[tuple[int, int]]:
    """The inverse of the encoding, for tests and tools."""
    number, distance, scale, at = -1, 0, 1, 0
    while at < len(text):
        digit = ALPHABET.index(text[at])
        at += 1
        distance += digit % 32 * scale
        scale *= 32
        if digit < 32:
            number += distance
            yield number, ALPHABET.index(text[at])
            at, distance, scale = at + 1, 0, 1
