"""Rules on the files below ``docs``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from casebook.corpus import DATA, GENERATED
from casebook.problems import Problem

_ALLOWED = {".md", ".svg", ".png", ".jpg", ".jpeg", ".webp"}
_ACTIVE = re.compile(
    r"<\s*(script|foreignObject|iframe|style|!ENTITY)|\bon\w+\s*=|javascript:|(href|src)\s*=\s*[\"']?\s*(https?:|//|data:)",
    re.IGNORECASE,
)
_RESERVED = ("assets", "search", "404.md", "sitemap.md", "en")


def file_type(docs: Path) -> Iterator[Problem]:
    """Only pages and pictures lie in ``docs``: anything else would be published as it is."""
    for file in sorted(docs.rglob("*")):
        name = file.relative_to(docs).as_posix()
        if file.is_symlink():
            yield Problem(f"docs/{name}", 1, "symlink", "这是指向别处的链接，会把别的文件发布出去，请放文件本身")
        elif file.is_file() and not name.startswith((f"{GENERATED}/", f"{DATA}/")) and file.suffix not in _ALLOWED:
            yield Problem(f"docs/{name}", 1, "file-type", f"docs 里只放 {'、'.join(sorted(_ALLOWED))}，请移走")


def drawing(docs: Path) -> Iterator[Problem]:
    """A drawing holds shapes only: no script, no handler, nothing from outside."""
    for file in sorted(docs.rglob("*.svg")):
        name = file.relative_to(docs).as_posix()
        for number, line in enumerate(file.read_text("utf-8", errors="replace").split("\n"), 1):
            if match := _ACTIVE.search(line):
                yield Problem(f"docs/{name}", number, "drawing", f"图里有“{match[0][:30]}”，只留图形和文字")


def reserved_path(docs: Path) -> Iterator[Problem]:
    """Names the site uses itself stay free: a page there would replace the site's own files."""
    for name in _RESERVED:
        if (docs / name).exists():
            yield Problem(f"docs/{name}", 1, "reserved-path", f"{name} 是网站自用的名称，请换一个")


RULES = (file_type, drawing, reserved_path)
