"""What a preview remembers from one build to the next, so that an edit costs what it changed.

A value is kept with the stamp of what it was made from and made anew when the stamp differs. Only ``mkdocs serve``
keeps one, in memory: a build for publishing starts from nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")


class Memo:
    """Remembers values by key and stamp. ``Memo.none()`` remembers nothing."""

    def __init__(self, *, keeps: bool = True) -> None:
        self._kept: dict[Hashable, tuple[object, object]] | None = {} if keeps else None

    @classmethod
    def none(cls) -> Memo:
        return cls(keeps=False)

    def get(self, key: Hashable, stamp: object, make: Callable[[], Value]) -> Value:
        """The value made from what ``stamp`` stands for, made now unless it is known."""
        if self._kept is None:
            return make()
        known = self._kept.get(key)
        if known is None or not (known[0] is stamp or known[0] == stamp):
            known = self._kept[key] = (stamp, make())
        return known[1]  # type: ignore[return-value]


def stamp(file: Path) -> tuple[int, int]:
    """What tells one state of a file from another."""
    status = file.stat()
    return status.st_mtime_ns, status.st_size
