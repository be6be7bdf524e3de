"""The only writer: makes a folder hold exactly the files wanted, touching none that already fits."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def sync(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Makes ``folder`` hold exactly ``files`` (path relative to it, and content); gives how many it wrote.

    A file that already has the content keeps its time stamp, so that live reload does not loop; a file not wanted is
    removed.
    """
    written = 0
    wanted = set()
    new = not folder.exists()  # then there is nothing to compare with, and nothing to remove
    for path, content in files:
        target = folder / path
        wanted.add(target)
        if new or not (target.is_file() and target.read_bytes() == content):
            write(target, content)
            written += 1
    for file in () if new else sorted(folder.rglob("*"), reverse=True):
        if file.is_file() and file not in wanted:
            file.unlink()
        elif file.is_dir() and not any(file.iterdir()):
            file.rmdir()
    return written


def write(target: Path, content: bytes) -> None:
    """Writes a file whole or not at all."""
    draft = target.with_name(f".{target.name}.part")
    try:
        draft.write_bytes(content)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)  # somebody else may just have made it
        draft.write_bytes(content)
    draft.replace(target)


def create(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes new files below ``folder``: all of them or none.

    Raises :class:`FileExistsError` for the first that is there already, and whatever the disc says.
    """
    for path in files:
        if (folder / path).exists():
            raise FileExistsError(path)
    begun: list[Path] = []
    try:
        for path, content in files.items():
            begun.append(folder / path)
            write(folder / path, content)
    except BaseException:
        for file in begun:
            file.unlink(missing_ok=True)
            file.with_name(f".{file.name}.part").unlink(missing_ok=True)
        raise


def replace_folder(new: Path, target: Path) -> None:
    """Puts the finished folder ``new`` in the place of ``target``; the old one goes only once the new one stands."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.replace(old)
    new.replace(target)
    shutil.rmtree(old, ignore_errors=True)


def measured(folder: Path) -> tuple[int, int]:
    """How many files a folder holds, and how many bytes."""
    sizes = [os.stat(f"{top}/{name}").st_size for top, _, names in os.walk(folder) for name in names]  # noqa: PTH116 - of many
    return len(sizes), sum(sizes)


@contextmanager
def drafted(target: Path) -> Iterator[BinaryIO]:
    """A file to write piece by piece, which stands at ``target`` once the block has ended without an error."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.part")
    try:
        with draft.open("wb") as stream:
            yield stream
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
