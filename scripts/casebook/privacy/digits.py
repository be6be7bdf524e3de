"""Numbers as people write them: the digits of a text put together again across spaces, dots, hyphens and line ends.

A number begins and ends where a group of digits does: ``138 0013 8000`` is one number in three groups, and a run of
several numbers is looked at in every such window.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_GAP = r"(?:[ \t.。·,，、/_\-*~`\\()+:'“”]{1,3}|[ \t>*\\]*\n[ \t>*]*|\[|\]\([^()\s0-9xX×]{0,80}\))"
_RUN = re.compile(
    rf"[0-9](?<![0-9].)[0-9]*+(?:(?<=[0-9]{{7}})(?:{_GAP}[0-9]++)*+|(?:{_GAP}[0-9]++)++)(?:{_GAP}?[xX×](?![A-Za-z]))?"
)
"""Groups of digits, or one of seven or more: a text is full of short ones, in which nothing is written."""
_GROUP = re.compile(r"[0-9]+|[xX×]")
_MONTH = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}[\-./][0-9]{1,2}(?![0-9])")
_SHORT = 7
_SHORTEST, _LONGEST = 10, 19
_FEW = 3
"""Groups that may stand among other numbers; more of them only when nothing else is in the run, or a label says so."""
_LABEL = re.compile(
    r"(?:电话|手机|联系|号码|致电|拨打|微信|卡号|账号|帐号|账户|帐户|身份|证号|证件|tel|phone|mobile|cell|card|id)[^0-9\n]{0,8}$",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """Digits that may be one number: ``compact`` without gaps (an X at the end in upper case), and where they stand."""

    compact: str
    start: int
    end: int
    lengths: tuple[int, ...]
    gaps: tuple[str, ...]
    before: str
    """The gap that parts it from other digits before it, empty where there are none."""
    after: str


@lru_cache(maxsize=2)
def numbers(text: str) -> tuple[Number, ...]:
    """Every window of 10 to 19 digits of the folded ``text`` that may be one number. Kept for the rules that follow."""
    return tuple(number for run in runs(text) if run.end() - run.start() >= _SHORTEST for number in _of(run))


@lru_cache(maxsize=2)
def runs(text: str) -> tuple[re.Match[str], ...]:
    """The digits of a text, each run as far as gaps let it go on; those of fewer than seven characters left out."""
    return tuple(run for run in _RUN.finditer(text) if run.end() - run.start() >= _SHORT)


def _of(run: re.Match[str]) -> Iterator[Number]:
    if sum(map(str.isdigit, run[0])) < _SHORTEST - 1:  # an X may be the last
        return
    groups = [(run.start() + m.start(), run.start() + m.end()) for m in _GROUP.finditer(run[0])]
    gaps = ["", *(run.string[end:start] for (_, end), (start, _) in pairwise(groups)), ""]
    for first in range(len(groups)):
        total = 0
        for last in range(first, len(groups)):
            total += groups[last][1] - groups[last][0]
            if total > _LONGEST:
                break
            if total >= _SHORTEST:
                found = number(run.string, groups[first : last + 1], gaps[first], gaps[last + 1])
                if _whole(found, run.string):
                    yield found


def number(text: str, groups: Sequence[tuple[int, int]], before: str, after: str) -> Number:
    """The number that groups of digits make, each given by where it starts and ends in the folded ``text``."""
    compact = "".join(text[start:end] for start, end in groups).upper().replace("×", "X")
    lengths = tuple(end - start for start, end in groups)
    gaps = tuple(text[end:start] for (_, end), (start, _) in pairwise(groups))
    return Number(compact, groups[0][0], groups[-1][1], lengths, gaps, before, after)


def _whole(number: Number, text: str) -> bool:
    """Whether the groups belong together: few of them, or nothing beside them, or a label before them."""
    if _months(number, text):
        return False
    alone = all(not gap or "\n" in gap or gap[0] in ",，、" for gap in (number.before, number.after))
    return len(number.lengths) <= _FEW or alone or bool(_LABEL.search(text, max(0, number.start - 20), number.start))


def _months(number: Number, text: str) -> bool:
    """Whether the groups are months in a row: a year and two digits, again and again, parted by different signs."""
    years = len(_MONTH.findall(text, number.start, number.end))
    return years > 1 and len({gap.strip() for gap in number.gaps}) > 1
