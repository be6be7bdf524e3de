"""Files that take long to make, kept from one build to the next by what they were made from.

The name of an entry is a hash of the texts, the code and the libraries that make it: what is made from anything else has
another name. An entry says what it holds and by which hashes; one that is damaged, cut off or somebody else's is thrown
away and made anew, and so is one that a build did not ask for. Nothing in it is ever run.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from casebook.base.output import write
from casebook.content.corpus import Page

CACHE = ".cache"
"""The folder of all entries in a repository."""
Files = Mapping[str, bytes]
_LIBRARIES = ("lxml", "python-docx", "python-pptx", "openpyxl", "pillow")
"""What makes office files beside our own code."""
_FORM = "casebook-cache 1"
_LONGEST_HEAD = 100_000


class Cache:
    """The entries in ``folder``; without one, nothing is kept.

    ``shared`` is what everything is made from, such as the words of the interface; ``made`` hears the name of what had
    to be made.
    """

    def __init__(self, folder: Path | None, shared: str = "", made: Callable[[str], None] | None = None) -> None:
        self._folder, self._shared, self._made = folder, shared, made
        self._used: set[Path] = set()

    def get(self, name: str, inputs: Iterable[str], make: Callable[[], Files]) -> Files:
        """The files that ``make`` makes from ``inputs`` and nothing else."""
        if self._folder is None:
            return make()
        key = _key((name, self._shared, *inputs))
        entry = self._folder / key
        self._used.add(entry)
        if (known := _read(entry, key)) is not None:
            return known
        if self._made:
            self._made(name)
        files = make()
        write(entry, _written(key, files))
        return files

    def tidy(self) -> None:
        """Throws away what this build did not ask for."""
        for file in self._folder.iterdir() if self._folder and self._folder.is_dir() else ():
            if file not in self._used and file.is_file():
                file.unlink(missing_ok=True)


def texts(pages: Iterable[Page]) -> Iterator[str]:
    """All that pages say, as the build has them: what is not published is gone from head and body alike."""
    for page in pages:
        yield from (page.path, page.meta.model_dump_json(), page.body)


def _key(inputs: Iterable[str]) -> str:
    return _hash("\n".join([code(), *(_hash(part.encode()) for part in inputs)]).encode())


@cache
def code() -> str:
    """A hash of the library's own files and of the versions of what it is run with."""
    here = Path(__file__).parents[1]
    files = sorted(file for file in here.rglob("*") if file.suffix in (".py", ".txt"))
    ours = [f"{file.relative_to(here).as_posix()} {_hash(file.read_bytes())}" for file in files]
    others = [f"{name} {version(name)}" for name in _LIBRARIES]
    return _hash("\n".join([*ours, *others, sys.version, zlib.ZLIB_RUNTIME_VERSION]).encode())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _written(key: str, files: Files) -> bytes:
    """An entry: a line that says what follows, then the files one after another."""
    listed = [[name, len(content), _hash(content)] for name, content in files.items()]
    head = json.dumps({"form": _FORM, "key": key, "files": listed}, ensure_ascii=False)
    return b"\n".join([head.encode(), b"".join(files.values())])


def _read(entry: Path, key: str) -> Files | None:
    """What an entry holds; ``None`` where it is not there or not what it says, in which case it is removed."""
    try:
        content = entry.read_bytes()
    except OSError:
        return None
    try:
        return dict(_parts(content, key))
    except (ValueError, KeyError, TypeError):
        entry.unlink(missing_ok=True)
        return None


def _parts(content: bytes, key: str) -> Iterator[tuple[str, bytes]]:
    """The files in an entry. Raises :class:`ValueError` and the like for anything that does not agree."""
    end = content.index(b"\n", 0, _LONGEST_HEAD)
    head = json.loads(content[:end])
    at = end + 1
    if (head["form"], head["key"]) != (_FORM, key):
        raise ValueError("another entry")
    for name, size, digest in head["files"]:
        part = content[at : at + size]
        if len(part) != size or _hash(part) != digest:
            raise ValueError("damaged")
        yield str(name), part
        at += size
    if at != len(content):
        raise ValueError("more than it says")
