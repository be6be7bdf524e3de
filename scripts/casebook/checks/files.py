"""Rules on the files below ``docs``: their kinds, names and contents. Everything that lies there would be published."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import unquote

from casebook.base.memo import stamp
from casebook.base.problems import Problem
from casebook.content.corpus import GENERATED, Corpus
from casebook.content.data_files import DATA
from casebook.media import drawings, pictures
from casebook.privacy import leaks

_ALLOWED = {".md", ".svg", *pictures.FORMATS}
_MAX_BYTES = 5_000_000
_JUNK = re.compile(
    r"^(thumbs\.db|desktop\.ini|\.ds_store|~\$.*|\.~lock\..*|\._.*|.*~|.*\.(sw[op]|tmp|bak|orig|rej|part|crdownload|lnk))$",
    re.IGNORECASE,
)
_RESERVED = {"assets", "search", "en", "404", "sitemap", "robots", "objects"}
"""First parts of paths that the theme, the search and the languages use."""
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_NAME = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z]+$")
_FOLDER = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_MAX_NAME, _MAX_PATH = 100, 150
_WORDS = {".yml", ".txt", ".md"}
"""What the shared data are written in."""
_RESERVED_BELOW = {"docs/toolkit/files", "docs/training/kits"}
"""Folders that the build fills."""
_SPAN = re.compile(r"</?tspan\b[^>\n]*>")
"""Parts the words of a drawing without a gap that a reader sees."""
_IMAGE = re.compile(r"!\[(?:[^\[\]\\]|\\.)*\]\(\s*<?([^)\s>]+)")


@dataclass(frozen=True)
class Tree:
    """What lies below a folder ``docs``, looked through once for all rules."""

    docs: Path

    @cached_property
    def entries(self) -> list[tuple[Path, str]]:
        """Everything written by hand, with the path to show for it."""
        kept = (f"docs/{GENERATED}/", f"docs/{DATA}/")
        found = ((file, _shown(file, self.docs)) for file in sorted(self.docs.rglob("*")))
        return [(file, shown) for file, shown in found if not f"{shown}/".startswith(kept)]

    @cached_property
    def shared(self) -> list[tuple[Path, str]]:
        """Everything among the shared data."""
        return [(file, _shown(file, self.docs)) for file in sorted((self.docs / DATA).rglob("*"))]

    @cached_property
    def files(self) -> list[tuple[Path, str]]:
        """The files among them that other rules do not turn away at sight."""
        return [(f, s) for f, s in self.entries if f.is_file() and not f.is_symlink() and not _JUNK.match(f.name)]


def symlink(tree: Tree) -> Iterator[Problem]:
    """No links to other places: they would publish whatever they point at, or turn in a circle. Nor pipes and sockets."""
    for file, shown in [*tree.entries, *tree.shared]:
        if file.is_symlink() or not (file.is_file() or file.is_dir()):
            yield Problem(shown, 1, "symlink", "这是指向别处的链接或管道，会把别的东西发布出去，请放文件本身")


def junk_file(tree: Tree) -> Iterator[Problem]:
    """Nothing that programs leave behind: thumbnails, locks, backups."""
    for file, shown in tree.entries:
        if _JUNK.match(file.name):
            yield Problem(shown, 1, "junk-file", f"{file.name!r} 是软件留下的临时或备份文件，请删去")


def file_type(tree: Tree) -> Iterator[Problem]:
    """Only pages and pictures lie in ``docs``: anything else would be published as it is."""
    for file, shown in tree.files:
        if file.suffix not in _ALLOWED:
            yield Problem(shown, 1, "file-type", f"docs 里只放 {'、'.join(sorted(_ALLOWED))}，请移走")
    for file, shown in tree.shared:
        if file.is_file() and file.suffix not in _WORDS:
            yield Problem(shown, 1, "file-type", f"docs/{DATA} 里只放 {'、'.join(sorted(_WORDS))}，请移走")


def large_file(tree: Tree) -> Iterator[Problem]:
    """No file is over 5 MB."""
    for file, shown in tree.files:
        if (size := file.stat().st_size) > _MAX_BYTES:
            yield Problem(shown, 1, "large-file", f"文件有 {size / 1e6:.1f} MB，至多 {_MAX_BYTES // 1_000_000} MB")


def picture_broken(tree: Tree) -> Iterator[Problem]:
    """A picture is whole and still, and does not unpack to more than any camera takes."""
    for shown, message in _faulty(tree, "picture-broken"):
        yield Problem(shown, 1, "picture-broken", message)


def picture_format(tree: Tree) -> Iterator[Problem]:
    """A picture is what the end of its name says."""
    for shown, message in _faulty(tree, "picture-format"):
        yield Problem(shown, 1, "picture-format", message)


def picture_metadata(tree: Tree) -> Iterator[Problem]:
    """A picture carries nothing but the image: not who took it, where, or with what."""
    for shown, message in _faulty(tree, "picture-metadata"):
        yield Problem(shown, 1, "picture-metadata", message)


def picture_size(tree: Tree) -> Iterator[Problem]:
    """A picture keeps within 4,096 pixels and 500 kB."""
    for shown, message in _faulty(tree, "picture-size"):
        yield Problem(shown, 1, "picture-size", message)


def drawing(tree: Tree) -> Iterator[Problem]:
    """A drawing holds shapes only: no script, no handler, nothing from outside."""
    for file, shown in tree.files:
        if file.suffix.lower() == ".svg":
            for fault in drawings.faults(file.read_bytes()):
                yield Problem(shown, fault.line, "drawing", fault.message)


def reserved_path(tree: Tree) -> Iterator[Problem]:
    """Names the site uses itself stay free: a page there would replace the site's own files."""
    for file, shown in tree.entries:
        at_top = file.parent == tree.docs and file.name.casefold().partition(".")[0] in _RESERVED
        if at_top or shown.casefold() in _RESERVED_BELOW:
            yield Problem(shown, 1, "reserved-path", f"{file.name} 是网站自用的名称，请换一个")


def long_path(tree: Tree) -> Iterator[Problem]:
    """A path leaves room for the folder that the site is copied into: Windows takes 260 characters in all."""
    for file, shown in tree.entries:
        if file.is_file() and len(shown) > _MAX_PATH:
            message = f"路径有 {len(shown)} 个字符，至多 {_MAX_PATH} 个，再长就拷不到 Windows 的文件夹里"
            yield Problem(shown, 1, "long-path", message)


def device_name(tree: Tree) -> Iterator[Problem]:
    """No name that Windows keeps for devices: such a file cannot be copied there."""
    for file, shown in tree.entries:
        if (name := file.name.casefold().partition(".")[0]) in _DEVICES:
            yield Problem(shown, 1, "device-name", f"{name} 是 Windows 保留的名称，这样的文件拷不过去，请换一个")


def picture_name(tree: Tree) -> Iterator[Problem]:
    """Names of pictures and folders are short lower-case words joined by hyphens, which every disc and address can carry."""
    for file, shown in tree.entries:
        form, kind = (_FOLDER, "文件夹名") if file.is_dir() else (_NAME, "图片名")
        named = file.is_dir() or file.suffix.lower() in _ALLOWED - {".md"}
        junk = file.is_symlink() or _JUNK.match(file.name)
        if named and not junk and not (form.match(file.name) and len(file.name) <= _MAX_NAME):
            yield Problem(
                shown, 1, "picture-name", f"{kind}应为小写字母、数字和连字符，不超过 {_MAX_NAME} 个字符，如 flow-1.png"
            )


def case_twin(tree: Tree) -> Iterator[Problem]:
    """Names differ in more than upper and lower case: Windows and many discs see one file where there are two."""
    seen: dict[str, str] = {}
    for _, shown in tree.entries:
        other = seen.setdefault(shown.casefold(), shown)
        if other != shown:
            yield Problem(shown, 1, "case-twin", f"与 {other} 只有大小写不同，拷到 Windows 会互相覆盖，请改名")


def private_name(tree: Tree) -> Iterator[Problem]:
    """Names of files and folders say nothing that a page may not say."""
    for file, shown in [*tree.entries, *tree.shared]:
        for leak in _named(file.name):
            yield Problem(_hidden(shown, file.name), 1, "private-name", f"文件名里{leaks.message(leak)}")


def private_data(tree: Tree) -> Iterator[Problem]:
    """Labels, glossary, synonyms and the other shared words, and the words in drawings, are held to the same."""
    words = [(file, shown) for file, shown in tree.shared if file.is_file() and not file.is_symlink()]
    for file, shown in [*words, *((file, shown) for file, shown in tree.files if file.suffix == ".svg")]:
        text = _SPAN.sub("", file.read_text("utf-8", errors="replace"))
        for leak in leaks.scan(text):
            line, column = leaks.place(text, leak.start)
            yield Problem(shown, line, "private-data", leaks.message(leak), column)


def unused_picture(corpus: Corpus) -> Iterator[Problem]:
    """Every picture is shown on some page: one that is not may have been meant for nobody."""
    shown = {
        posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(target)))
        for page in (*corpus.pages, *corpus.untyped)
        for target in _IMAGE.findall(page.body)
    }
    for path in sorted(corpus.files - shown):
        if Path(path).suffix in _ALLOWED - {".md"}:
            yield Problem(f"docs/{path}", 1, "picture-unused", "没有一页用到这幅图，请用上或删去", severity="warning")


@lru_cache(maxsize=4_000)
def _named(name: str) -> list[leaks.Leak]:
    """What a name gives away."""
    return leaks.scan(name)


def _faulty(tree: Tree, code: str) -> Iterator[tuple[str, str]]:
    """The pictures with this fault: path and message."""
    for file, shown in tree.files:
        if file.suffix.lower() in pictures.FORMATS and file.stat().st_size <= _MAX_BYTES:
            yield from ((shown, fault.message) for fault in _faults(file, stamp(file)) if fault.code == code)


@lru_cache(maxsize=1024)
def _faults(file: Path, state: tuple[int, int]) -> tuple[pictures.Fault, ...]:
    """What is wrong with a picture in this state of its file; several rules ask, unpacking takes long."""
    return tuple(pictures.faults(file.read_bytes(), file.suffix))


def _shown(file: Path, docs: Path) -> str:
    """The path as text, whatever its bytes."""
    return f"docs/{file.relative_to(docs).as_posix()}".encode("utf-8", "backslashreplace").decode()


def _hidden(shown: str, name: str) -> str:
    """A path without the name that must not be repeated."""
    return f"{shown.removesuffix(name)}{leaks.masked(name)}"


RULES = (
    symlink,
    junk_file,
    file_type,
    large_file,
    picture_broken,
    picture_format,
    picture_metadata,
    picture_size,
    drawing,
    reserved_path,
    long_path,
    device_name,
    picture_name,
    case_twin,
    private_name,
    private_data,
)
CORPUS_RULES = (unused_picture,)
