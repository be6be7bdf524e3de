"""A built site, as anybody can fetch it: every file held against what may be published.

Text hides in more places than pages: titles and alt texts, the search index, feeds, tables, file names. All of it is
read as text and searched for personal data; beside that a page must run nothing of its own and ask nothing of others.
What stands on many pages alike (menus, footers) is searched once, but for what may be a piece of a number.
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from itertools import accumulate, groupby
from pathlib import Path

from casebook.base.problems import Problem
from casebook.media import drawings, office, pictures
from casebook.privacy import leaks

_TYPES = {".html", ".css", ".js", ".json", ".csv", ".xml", ".txt", ".svg", ".zip", *pictures.FORMATS, *office.SUFFIXES}
_THEME = "assets/"
"""Where scripts and styles lie, the theme's, ours and bundled ones with their licences: nobody writes content there."""
_BUNDLES = "assets/casebook/"
"""Where ours and bundled scripts lie. They name no host but those of XML vocabularies, and of manuals in their messages."""
_NAMED = re.compile(r"(?:https?|wss?|ftp)://([\w.-]+)", re.IGNORECASE)
_VOCABULARIES = {
    "schemas.openxmlformats.org", "schemas.microsoft.com", "purl.org", "purl.oclc.org", "www.w3.org",
    "gitbrent.github.io", "stuk.github.io", "github.com", "answers.microsoft.com",
}  # fmt: skip
_BREAK = "\n\n"
"""Stands between blocks, so that a number never runs from one into the next, but where cells and points hold its pieces."""
_SKIPPED = "␞"
"""Stands for blocks that are not searched again, so that those around them do not become neighbours."""
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|bdo|cite|code|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var|wbr)(?=[\s/>])[^>]*>", re.IGNORECASE)  # fmt: skip
_ITEM = re.compile(r"<(?:li|td|th|dt|dd|option|button|summary)(?=[\s>])[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(?:!--.*?--|[^>]*)>", re.DOTALL)
_CODE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_SAID = re.compile(
    r"""\s(?:alt|title|content|placeholder|value|href|src|aria-[a-z]+|data-[a-z-]+)=(?:"([^"]*)"|'([^']*)')"""
)
_LOADED = re.compile(r"""<[a-z][^>]*\s(?:src|href|srcset|data|action|poster|formaction)\s*=\s*["']?\s*((?:[a-z][a-z0-9+.\-]*:|//|\\\\)[^"'\s>]*)""", re.IGNORECASE)  # fmt: skip
_STYLED = re.compile(r"<[a-z][^>]*\s(style\s*=|on[a-z]+\s*=)", re.IGNORECASE)
_STYLE_OUT = re.compile(r"(?:url\(\s*[\"']?|@import\s+[\"'])((?:https?:)?//[^\"')\s]*)", re.IGNORECASE)
_PIECE = 60
"""Characters of a block that may be a piece of a number, its label with it."""
_POSTINGS, _LIST = re.compile(r"search/[a-z]+/(?:t/[0-9a-f]+|f)\.js"), re.compile(r':"[\w-]*"')
"""Files of the search index whose values are lists of documents, in digits that look like codes by chance."""
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass
class _Reader:
    """Reads one site. ``seen`` are blocks of text already searched and found clean, which no number may be made with."""

    site: Path
    seen: set[str] = field(default_factory=set)

    def problems(self) -> Iterator[Problem]:
        for file in sorted(self.site.rglob("*")):
            name = file.relative_to(self.site).as_posix().encode("utf-8", "backslashreplace").decode()
            if file.is_symlink():
                yield Problem(name, 1, "symlink", "网站里有指向别处的链接，请放文件本身")
                continue
            for leak in leaks.scan(file.name):
                yield Problem(leaks.masked(name), 1, leak.code, f"文件名里{leaks.message(leak)}")
            if file.is_file():
                yield from self._file(file, name)

    def _file(self, file: Path, name: str) -> Iterator[Problem]:
        suffix = file.suffix
        if suffix not in _TYPES or file.name.startswith("."):
            yield Problem(name, 1, "site-file-type", f"网站里不该有这种文件，只能有 {'、'.join(sorted(_TYPES))}")
            return
        content = file.read_bytes()
        if suffix in pictures.FORMATS:
            found = pictures.faults(content, suffix)
            yield from (Problem(name, 1, f.code, f.message) for f in found if f.code != "picture-size")
        elif suffix in office.SUFFIXES:
            yield from (Problem(name, 1, fault.code, fault.message) for fault in office.faults(content))
            yield from self._leaks(name, office.text(content))
        elif suffix == ".zip":
            yield from self._package(name, content)
        else:
            yield from self._text(name, suffix, content.decode("utf-8", "replace"))

    def _package(self, name: str, content: bytes) -> Iterator[Problem]:
        """A package holds XML and nothing else, and its text is searched like any."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                entries = package.infolist()
                wrong = [entry.filename for entry in entries if not entry.filename.endswith(".xml")]
                if wrong or sum(entry.file_size for entry in entries) > office.MAX_UNPACKED:
                    yield Problem(
                        name, 1, "site-file-type", f"包里只能有 XML 文件，解开后不得过大：{'、'.join(wrong[:3])}"
                    )
                    return
                texts = [package.read(entry).decode("utf-8", "replace") for entry in entries]
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
            yield Problem(name, 1, "site-file-broken", "包打不开，可能已损坏或有密码，请重新生成")
            return
        yield from self._leaks(name, _BREAK.join(unescape(_TAG.sub(_BREAK, text)) for text in texts))

    def _text(self, name: str, suffix: str, text: str) -> Iterator[Problem]:
        for check in _CHECKS.get(suffix, ()):
            yield from check(name, text)
        if suffix == ".svg":
            yield from (Problem(name, f.line, "drawing", f.message) for f in drawings.faults(text.encode()))
        if name.startswith(_THEME) and suffix in (".js", ".css", ".txt"):
            return
        if suffix == ".html":
            yield from self._page(name, text)
        else:
            shown = _LIST.sub(':""', text) if _POSTINGS.fullmatch(name) else text
            yield from self._leaks(name, _unescaped(shown))

    def _page(self, name: str, text: str) -> Iterator[Problem]:
        """Searches what no page before had; only where something is found are the lines of its blocks worked out."""
        new = [block for _, block in self._new(_blocks(text))]
        if not leaks.scan(_BREAK.join(new)):
            self.seen.update(block for block in new if not _piece(block))
            return
        placed = list(self._new(_blocks(text, exact=True)))
        starts = [0, *accumulate(len(block) + len(_BREAK) for _, block in placed)]
        for leak in leaks.scan(_BREAK.join(block for _, block in placed)):
            at = bisect_right(starts, leak.start) - 1
            line, block = placed[at]
            before = block.count("\n", 0, leak.start - starts[at])
            yield Problem(name, line + before, leak.code, leaks.message(leak))

    def _new(self, blocks: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """The blocks not in ``seen``, and a mark where one or more in a row are left out."""
        for skipped, group in groupby(blocks, lambda placed: placed[1] in self.seen):
            if skipped:
                yield next(group)[0], _SKIPPED
            else:
                yield from group

    def _leaks(self, name: str, text: str) -> Iterator[Problem]:
        for leak in leaks.scan(text):
            line, column = leaks.place(text, leak.start)
            yield Problem(name, line, leak.code, leaks.message(leak), column)


def problems(site: Path) -> list[Problem]:
    """Everything in the built ``site`` that must not be published, by place; paths are relative to it."""
    return sorted(_Reader(site).problems())


def _piece(block: str) -> bool:
    """Whether a block, but for a label with a colon, is short and of digits: alone it is nothing, beside others a number."""
    said = re.split("[:：]", unescape(block))[-1] if len(block) <= _PIECE else ""
    return any(c.isnumeric() for c in said) and all(c.isnumeric() or c in "xX" or not c.isalpha() for c in said)


def _blocks(page: str, *, exact: bool = False) -> Iterator[tuple[int, str]]:
    """What a page says, block by block: its text, then its attributes and its data. Lines are right only if ``exact``."""
    shown = page
    for pattern, mark in ((_CODE, "␞"), (_INLINE, ""), (_ITEM, "␞- "), (_TAG, "␞")):
        shown = pattern.sub(partial(_mark, mark) if exact else mark, shown)
    line = 1
    for part in shown.split("␞"):
        if block := part.strip():
            yield line + part.count("\n", 0, part.index(block)) if exact else 0, block
        line += part.count("\n") if exact else 0
    for match in _SAID.finditer(page):
        if said := match[1] or match[2]:
            yield _at(page, match) if exact else 0, f"- {said}"
    for match in _CODE.finditer(page):
        if match[3]:
            yield _at(page, match) if exact else 0, f"- {_unescaped(match[3])}"


def _mark(mark: str, match: re.Match[str]) -> str:
    """The mark, and as many line ends as it stands for."""
    return mark + "\n" * match[0].count("\n")


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "\\u" in text else text


def _scripts(name: str, page: str) -> Iterator[Problem]:
    """Scripts and styles come from files: an inline one would need a hole in the security policy."""
    for match in _CODE.finditer(page):
        tag, attributes, content = match[1].lower(), match[2], match[3]
        if (
            tag == "style"
            or ("src=" not in attributes and "application/json" not in attributes)
            or ("src=" in attributes and content.strip())
        ):
            yield Problem(name, _at(page, match), "inline-code", f"网页里有行内的 <{tag}>，请放进文件")
    for match in _STYLED.finditer(_CODE.sub(_same_lines, page)):
        yield Problem(
            name,
            _at(page, match),
            "inline-code",
            f"网页里有行内的 {match[1].rstrip('= ')} 属性，请改用样式表或脚本文件",
        )


def _outside(name: str, page: str) -> Iterator[Problem]:
    """Nothing is loaded from outside or leads there, and no address is a script."""
    for match in _LOADED.finditer(page):
        if not match[1].lower().startswith("data:image/"):
            yield Problem(
                name,
                _at(page, match),
                "outside-address",
                f"网页里有站外或脚本地址“{leaks.masked(match[1])}”，内网打不开",
            )


def _bundle(name: str, script: str) -> Iterator[Problem]:
    """A script of ours knows no host: one that a new version of a library calls would be seen here."""
    if name.startswith(_BUNDLES):
        for match in _NAMED.finditer(script):
            if match[1].lower() not in _VOCABULARIES:
                yield Problem(
                    name, _at(script, match), "outside-address", f"脚本里有站外地址“{match[0][:60]}”，内网打不开"
                )


def _style(name: str, sheet: str) -> Iterator[Problem]:
    """A style sheet fetches nothing from outside."""
    for match in _STYLE_OUT.finditer(sheet):
        yield Problem(name, _at(sheet, match), "outside-address", f"样式表取站外的“{match[1][:40]}”，内网打不开")


def _at(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1


def _same_lines(match: re.Match[str]) -> str:
    """Blank text of the same length, so that places stay what they are."""
    return re.sub(r"[^\n]", " ", match[0])


_CHECKS: dict[str, tuple[Callable[[str, str], Iterator[Problem]], ...]] = {
    ".html": (_scripts, _outside),
    ".css": (_style,),
    ".js": (_bundle,),
}
