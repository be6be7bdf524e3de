"""A page as it was saved: its bytes as text, and what in it is quotation, code or prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from casebook.base.problems import FIXABLE, Problem

BOM = "\ufeff"
_NEWLINE = re.compile(r"\r\n?")
_QUOTED = re.compile(r"^\s*>|^quote:")
_CODE = re.compile(r"`[^`]*`|\]\([^)]*\)|\{[^}]*\}")
_HANZI = re.compile("[\u4e00-\u9fff]")
_COMMON = 0.9
"""Of the Chinese characters of a text read in the right encoding, at least this part is in GB 2312's first level."""


@dataclass(frozen=True)
class Source:
    """A page's text as decoded; ``path`` is only for the messages."""

    path: str
    raw: str

    @cached_property
    def text(self) -> str:
        """The text without a byte order mark, its lines ending with LF."""
        return _NEWLINE.sub("\n", self.raw.removeprefix(BOM))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.text.split("\n"))

    def prose(self) -> Iterator[tuple[int, str]]:
        """The lines that are neither quoted nor code, counted from 1, with code and link targets blotted out."""
        fenced = False
        for number, line in enumerate(self.lines, 1):
            if line.lstrip().startswith(("```", "~~~")):
                fenced = not fenced
            elif not fenced and not quoted(line):
                yield number, masked(line)


def decode(raw: bytes) -> str | None:
    """The text of a page saved as UTF-8; ``None`` for other bytes."""
    return _decoded(raw, "utf-8")


def recode(raw: bytes) -> str | None:
    """The text of a page saved as UTF-16 or GBK where there is no doubt about it, else ``None``.

    UTF-16 says so in its first two bytes. Bytes of other encodings often pass for GBK, but then give rare characters.
    """
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decoded(raw, "utf-16")
    text = _decoded(raw, "gb18030")
    characters = _HANZI.findall(text or "")
    common = sum(b"\xb0" <= c.encode("gb2312", "replace")[:1] <= b"\xd7" for c in characters)
    return text if characters and common >= _COMMON * len(characters) else None


def not_utf8(path: str, raw: bytes) -> Problem:
    """What to say of a page whose bytes are not UTF-8, with the line of the first wrong byte."""
    valid = len(raw.decode("utf-8", "replace").split("\ufffd")[0].encode())
    line = raw.count(b"\n", 0, valid) + 1
    if recode(raw) is None:
        return Problem(
            path, line, "encoding", "文件不是 UTF-8 编码，这一行有不成字的字节，请对照原稿改正后另存为 UTF-8"
        )
    return Problem(path, line, "encoding", f"文件不是 UTF-8 编码（多半是 GBK），请用编辑器另存为 UTF-8{FIXABLE}")


def quoted(line: str) -> bool:
    """Whether the line quotes an original, which is kept as it is."""
    return bool(_QUOTED.match(line))


def masked(line: str) -> str:
    """The line with code, link targets and attribute lists blotted out, as long as before."""
    return _CODE.sub(lambda match: "\0" * len(match[0]), line)


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None
