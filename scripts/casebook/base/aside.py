"""Texts put aside until they are wanted: in a file that only this process knows, for many would fill the memory."""

from __future__ import annotations

from collections.abc import Hashable
from tempfile import TemporaryFile


class Aside:
    """Keeps texts by key. Each is taken back once."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - open until it is closed
        self._places: dict[Hashable, tuple[int, int]] = {}

    def put(self, key: Hashable, text: str) -> None:
        content = text.encode()
        self._places[key] = self._file.seek(0, 2), len(content)
        self._file.write(content)

    def take(self, key: Hashable) -> str:
        """The text, which is not kept any longer. Raises :class:`KeyError` where there is none."""
        start, length = self._places.pop(key)
        self._file.seek(start)
        return self._file.read(length).decode()

    def close(self) -> None:
        """Lets go of the file and of all that was not taken."""
        self._file.close()
        self._places.clear()
