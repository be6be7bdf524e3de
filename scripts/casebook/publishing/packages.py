"""Reading a release package back: a folder, a tar.gz or a zip, without unpacking it."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from casebook.publishing.release import LISTS, PackageError, digests, known, listing

_LARGEST_LIST = 50_000_000
"""Bytes of a list of the manifest; a million files fit."""


@dataclass
class Contents:
    """Digests of the files by path and list, and the lists found beside them."""

    digests: dict[str, dict[str, str]] = field(default_factory=dict)
    lists: dict[str, bytes] = field(default_factory=dict)

    def add(self, path: str, stream: IO[bytes]) -> None:
        """Takes one file in. Raises :class:`PackageError` when the path was there already."""
        if path in self.digests or path in self.lists:
            raise PackageError(f"{path} 在包里出现两次，不要解开这个包")
        if path in LISTS:
            self.lists[path] = stream.read(_LARGEST_LIST)
            return
        self.digests[path] = digests(stream, known())


def contents(package: Path) -> Contents:
    """What a package holds. Raises :class:`PackageError` where it cannot be read or holds more than plain files."""
    result = Contents()
    if package.is_dir():
        for path in listing(package):
            with (package / path).open("rb") as stream:
                result.add(path, stream)
        return result
    try:
        for path, content in _zipped(package) if zipfile.is_zipfile(package) else _tarred(package):
            with content:
                result.add(path, content)
    except (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        raise PackageError(f"{package.name} 不是完整的 tar.gz 或 zip 包（{error}），请重新取一份") from error
    return result


def _zipped(package: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Path below the package's one top folder, and content, of each member."""
    with zipfile.ZipFile(package) as archive:
        for entry in archive.infolist():
            linked = entry.external_attr >> 28 == 0o12
            yield _below(entry.filename, package, plain=not linked and not entry.is_dir()), archive.open(entry)


def _tarred(package: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """The same for a tar.gz."""
    with tarfile.open(package, "r:gz") as archive:
        for entry in archive:
            path = _below(entry.name, package, plain=entry.isreg())
            stream = archive.extractfile(entry)
            if stream:
                yield path, stream


def _below(member: str, package: Path, *, plain: bool) -> str:
    """The path of a member below the folder that bears the package's name."""
    top = package.name
    for ending in (".tar.gz", ".zip"):
        top = top.removesuffix(ending)
    path = member.removeprefix(f"{top}/")
    if not plain or path == member:
        raise PackageError(f"{member} 不是 {top}/ 里的普通文件，不要解开这个包")
    return path
