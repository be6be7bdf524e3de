"""The table of bad inputs, and how each is done to a copy of the small site."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from tests.media.test_pictures import CLEAN, LADEN, encode, plain

Bad: TypeAlias = dict[str, Any]
TABLES = sorted((Path(__file__).parent / "fixtures").glob("bad*.yml"))
BAD: list[Bad] = [bad for table in TABLES for bad in yaml.safe_load(table.read_text("utf-8"))]
_PAGE = '---\ntitle: "甲"\nsummary: "乙"\nstatus: sample\nupdated: "2026-01-01"\n---\n\n正文\n'
_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>\n'
FOLLOWS = {"translation-stale", "translation-touched", "review-text"}
"""What every change of a page that is translated or reviewed brings with it; left out of the answers to other faults."""

MADE: dict[str, bytes] = {
    "plain": CLEAN[".png"],
    "jpeg": CLEAN[".jpg"],
    "cut": CLEAN[".jpg"][:400],
    "camera": LADEN["exif"][1],
    "words": LADEN["png-text"][1],
    "wide": encode("PNG", size=(4097, 9)),
    "bomb": plain(9000),
    "large": bytes(5_000_001),
    "drawing": _DRAWING.encode(),
    "empty": b"",
}
"""Contents of files beside the pages, by the name that a fixture calls them."""


def name(bad: Bad) -> str:
    """A fixture as pytest shows it: ``row-code-place in the table``."""
    return f"{rows(bad)[0] if rows(bad) else 'x'}-{bad['code']}-{BAD.index(bad)}"


def rows(bad: Bad) -> list[int]:
    """The rows of the list of bad inputs that a fixture stands for."""
    row = bad.get("row", [])
    return [row] if isinstance(row, int) else list(row)


def counted(code: str, bad: Bad) -> bool:
    """Whether a code in the answer to a fixture is about the fault itself."""
    return code not in FOLLOWS or code == bad["code"]


def spoil(root: Path, bad: Bad) -> Path:
    """Does what is bad to the small site; gives the file in which it is to be found."""
    docs = root / "docs"
    _beside(docs, bad)
    if "addresses" in bad:
        (docs / "_data" / "addresses.txt").write_text("\n".join(bad["addresses"]) + "\n", "utf-8")
    if "link" in bad:
        (docs / bad["link"]).symlink_to(docs / "index.md")
    elif "data" in bad:
        (docs / "_data" / bad["data"]).write_text(bad["text"], "utf-8")
    elif "made" in bad:
        (docs / bad["create"]).parent.mkdir(parents=True, exist_ok=True)
        (docs / bad["create"]).write_bytes(MADE[bad["made"]])
    elif "create" in bad:
        _create(docs / bad["create"], _PAGE if "page" in bad else bad.get("text", "x"))
    else:
        _change(_copied(docs, bad), bad)
    return docs / str(bad.get("at") or bad.get("copy") or bad.get("create") or bad["file"])


def use_rightly(root: Path, bad: Bad) -> None:
    """Does to the small site what the fixture does, but rightly."""
    docs = root / "docs"
    _beside(docs, bad)
    if "create" in bad:
        _create(docs / bad["clean"], _PAGE if "page" in bad else bad.get("text", "x"))
    else:
        _change(docs / bad["file"], {"append": bad["clean"]})


def _beside(docs: Path, bad: Bad) -> None:
    if "beside" in bad:
        _create(docs / bad["beside"], _DRAWING)


def _create(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _copied(docs: Path, bad: Bad) -> Path:
    file: Path = docs / bad["file"]
    if "copy" not in bad:
        return file
    copy: Path = docs / bad["copy"]
    copy.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(file, copy))


def _change(file: Path, bad: Bad) -> None:
    text = file.read_text("utf-8")
    if "append" in bad:
        text += "\n" + repeated(bad["append"]).rstrip("\n") + "\n"
    elif "rewrite" in bad:
        text = re.sub(bad["rewrite"], lambda _: str(bad["as"]), text)
    elif "find" in bad:
        assert text.count(bad["find"]) == 1, "the fixture no longer finds its place"
        text = text.replace(bad["find"], bad["replace"])
        for old, new in bad.get("rest", {}).items():
            text = text.replace(old, new)
    file.write_bytes(text.encode(bad.get("encoding", "utf-8")) + bad.get("bytes", "").encode("latin-1"))


def repeated(text: str) -> str:
    """``甲{3}`` → ``甲甲甲``."""
    return re.sub(r"(?s)(.+)\{(\d+)\}$", lambda match: match[1] * int(match[2]), text)


def line_of(file: Path, bad: Bad) -> int | None:
    """The line on which the problem stands, from the text named in the fixture; ``None`` for the empty text."""
    if "create" in bad or "link" in bad:
        return 1
    wanted = str(bad.get("line", bad.get("append", bad.get("replace", "")))).split("\n")[0]
    wanted = re.sub(r"\{\d+\}$", "", wanted)
    if not wanted:
        return None
    text = file.read_bytes().decode(bad.get("encoding", "utf-8"), "replace").replace("\r\n", "\n").replace("\r", "\n")
    return next(number for number, line in enumerate(text.split("\n"), 1) if wanted in line)
