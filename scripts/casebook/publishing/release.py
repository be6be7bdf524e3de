"""The release package: a folder of files, packed reproducibly, with a manifest that covers exactly what is inside.

The manifest is two plain lists in the form that ``sha256sum`` and ``sm3sum`` write: ``SHA256SUMS`` and, where the
machine knows the Chinese standard GB/T 32905, ``SM3SUMS``. They lie beside the files they name. A list alone does not
notice a file that was added, so :func:`faults` compares the set of files too.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, TypeAlias

LISTS = {"SHA256SUMS": "sha256", "SM3SUMS": "sm3"}
"""Name of a list → the digest it gives."""
_LINE = re.compile(r"^([0-9a-f]{64}) [ *](.+)$")
_BLOCK = 1 << 20


class PackageError(Exception):
    """A package that cannot be looked into, with the reason in Chinese."""


def listing(folder: Path) -> list[str]:
    """Paths of the files in ``folder``, sorted. Raises :class:`PackageError` for anything but files and folders."""
    found = []
    for file in folder.rglob("*"):
        path = file.relative_to(folder).as_posix()
        kind = file.lstat().st_mode
        if stat.S_ISREG(kind):
            found.append(path)
        elif not stat.S_ISDIR(kind):
            raise PackageError(f"{path} 是链接或特殊文件，不能打包，请换成普通文件")
    return sorted(found)


def known() -> dict[str, str]:
    """The lists that this machine can write: SM3 is missing where OpenSSL was built without it."""
    return {name: digest for name, digest in LISTS.items() if digest in hashlib.algorithms_available}


def digests(stream: IO[bytes], lists: Mapping[str, str]) -> dict[str, str]:
    """Name of each list → hexadecimal digest of everything left in ``stream``, which is read once."""
    running = {title: hashlib.new(algorithm) for title, algorithm in lists.items()}
    while block := stream.read(_BLOCK):
        for digest in running.values():
            digest.update(block)
    return {title: digest.hexdigest() for title, digest in running.items()}


def manifest(folder: Path) -> dict[str, bytes]:
    """Name of each list → its content, a digest and a path on each line, for all files of ``folder`` but the lists."""
    lines: dict[str, list[str]] = {title: [] for title in known()}
    for path in listing(folder):
        if path not in LISTS:
            with (folder / path).open("rb") as stream:
                for title, digest in digests(stream, known()).items():
                    lines[title].append(f"{digest}  {path}\n")
    return {title: "".join(each).encode() for title, each in lines.items()}


def name(lists: Mapping[str, bytes], epoch: int) -> str:
    """The package's name: the day of the content and eight digits that stand for every byte of it."""
    day = datetime.fromtimestamp(epoch, UTC)
    return f"casebook-{day:%Y%m%d}-{hashlib.sha256(lists['SHA256SUMS']).hexdigest()[:8]}"


def moment(lists: Mapping[str, bytes], epoch: int) -> int:
    """The time stamp of all files: a second of the content's day, taken from the content.

    A web server tells versions of a file apart by its time and size, so two releases of one day must differ in time.
    The second is even, because a zip file cannot hold odd ones.
    """
    return epoch + int(hashlib.sha256(lists["SHA256SUMS"]).hexdigest()[:8], 16) % 43_200 * 2


def items(folder: Path, lists: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Path and content of every file of the package, sorted by path."""
    for path in sorted({*listing(folder), *lists}):
        yield path, lists[path] if path in lists else (folder / path).read_bytes()


def write_tar(target: IO[bytes], top: str, files: Iterable[tuple[str, bytes]], when: int) -> None:
    """Packs ``files`` below ``top`` as tar.gz: one time, owner 0, mode 644."""
    with (
        gzip.GzipFile("", "wb", 9, target, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path, content in files:
            entry = tarfile.TarInfo(f"{top}/{path}")
            entry.size, entry.mtime, entry.mode = len(content), when, 0o644
            archive.addfile(entry, BytesIO(content))


def write_zip(target: IO[bytes], top: str, files: Iterable[tuple[str, bytes]], when: int) -> None:
    """The same package as zip, which Windows opens without help."""
    stamp = datetime.fromtimestamp(when, UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, content in files:
            entry = zipfile.ZipInfo(f"{top}/{path}", stamp)
            entry.external_attr, entry.create_system = (stat.S_IFREG | 0o644) << 16, 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


Writer: TypeAlias = Callable[[IO[bytes], str, Iterable[tuple[str, bytes]], int], None]
WRITERS: dict[str, Writer] = {"tar.gz": write_tar, "zip": write_zip}
"""Ending of a package → what writes it."""


def unsafe(path: str) -> bool:
    """Whether a path leads out of the package, on any system that may unpack it."""
    parts = PurePosixPath(path).parts
    return not parts or path.startswith("/") or ".." in parts or bool(re.search(r'[\\:*?"<>|\x00-\x1f]', path))


def faults(found: Mapping[str, Mapping[str, str]], lists: Mapping[str, bytes]) -> Iterator[str]:
    """What is wrong with a package, one line in Chinese for each fault.

    ``found`` maps each path to its digests by name of the list; ``lists`` maps each list found to its content.
    """
    if "SHA256SUMS" not in lists:
        yield "缺少清单 SHA256SUMS，不能核对；请重新取一份完整的包"
    for path in sorted(found):
        if unsafe(path):
            yield f"{path}：路径指向包外，不要解开这个包"
    for title, content in sorted(lists.items()):
        yield from _list_faults(title, content, found)


def _list_faults(title: str, content: bytes, found: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    listed: dict[str, str] = {}
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
        match = _LINE.match(line)
        if not match or unsafe(match[2]) or match[2] in listed:
            yield f"{title} 第 {number} 行不对：“{line[:80]}”，应为 64 位十六进制数、两个空格、包内的路径，一个文件一行"
            continue
        listed[match[2]] = match[1]
    for path in sorted(listed.keys() - found.keys()):
        yield f"{path}：清单 {title} 里有，包里没有"
    for path in sorted(found.keys() - listed.keys()):
        yield f"{path}：包里有，清单 {title} 里没有，是后来加进去的"
    for path in sorted(listed.keys() & found.keys()):
        if title in found[path] and found[path][title] != listed[path]:
            yield f"{path}：内容改动过，与清单 {title} 不符"
