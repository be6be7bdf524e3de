"""Looking for a costly pattern only where it can be: near a mark that each of its matches holds."""

from __future__ import annotations

import re
from collections.abc import Iterator


def finditer(pattern: re.Pattern[str], mark: re.Pattern[str], reach: int, text: str) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer(text)`` gives, when each match begins at a ``mark`` or at most ``reach`` before it."""
    at, found = 0, mark.search(text)
    while found:
        at = max(at, found.start() - reach)
        while at <= found.start():
            match = pattern.match(text, at)
            at = match.end() if match else at + 1
            if match:
                yield match
        found = mark.search(text, found.start() + 1)  # not from its end: marks may overlap
