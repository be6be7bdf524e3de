"""Reads ``docs/`` into a corpus: every hand-written page and the shared words, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import BaseModel

from casebook.base import characters, limits
from casebook.base.memo import Memo, stamp
from casebook.base.problems import BadDataError, Problem
from casebook.base.source import Source, decode, not_utf8
from casebook.content import allowed, frontmatter, vocabulary
from casebook.content.corpus import GENERATED, Corpus, Page
from casebook.content.data_files import DATA, entry_lines, load, load_data, load_templates
from casebook.content.frontmatter import FrontMatter
from casebook.content.schema import MODELS
from casebook.content.validation import validate
from casebook.content.vocabulary import Lang, Vocabulary

_SECTIONS = {"cases": "case", "rules": "rule", "culture": "culture", "priorities": "priority", "toolkit": "tool"}
_PAGE_KINDS = ("case", "rule", "culture", "priority", "session", "tool")
Item = TypeVar("Item")
Result = TypeVar("Result")


class Each(Protocol):
    """What applies a function to each of some items, like ``map``."""

    def __call__(self, work: Callable[[Item], Result], items: Sequence[Item], /) -> Iterable[Result]: ...


def classify(path: str) -> tuple[str, str]:
    """Kind and id of the page at ``path`` (relative to ``docs/``, language ending removed)."""
    section, _, rest = path.removesuffix(".md").partition("/")
    name = rest.rpartition("/")[2]
    if section == "glossary" and not rest:
        return "glossary", "glossary"
    if rest.startswith("sessions/") and name != "index":
        return "session", name
    if section in _SECTIONS and name != "index":
        return _SECTIONS[section], name
    return "other", path.removesuffix(".md")


def read(root: Path, memo: Memo | None = None, each: Each = map) -> tuple[Corpus, list[Problem]]:
    """Reads ``root/docs``. Pages that cannot be typed are left out and named in the problems.

    With a ``memo``, only the pages that changed since it last saw them are read; a change in ``_data`` changes all.
    ``each`` does what ``map`` does, for one who has more than one core.
    """
    memo = memo or Memo.none()
    docs = root / "docs"
    data = [stamp(file) for file in sorted((docs / DATA).glob("*.yml"))]
    words = memo.get("data", data, lambda: vocabulary.build(load_data(docs / DATA)))
    pages: list[Page] = []
    problems: list[Problem] = []
    unread = set()
    untyped: list[Page] = []
    written = [(file, file.relative_to(docs).as_posix()) for file in sorted(docs.rglob("*.md"))]
    ours = [(file, path) for file, path in written if not path.startswith((f"{GENERATED}/", f"{DATA}/"))]
    ours = [(file, path) for file, path in ours if file.is_file() and not file.is_symlink()]  # others: rules on files

    def one(item: tuple[Path, str]) -> tuple[FrontMatter | None, list[Problem]]:
        file, path = item
        return memo.get(("file", path), stamp(file), partial(_read_file, file, path))

    for (_, path), (front, found) in zip(ours, each(one, ours), strict=True):
        problems += found
        page = None
        if front:
            page, wrong = memo.get(("page", path), (front, data), partial(_typed, path, front, words))
            problems += wrong
        if page and page.meta:
            pages.append(page)
        else:
            unread.add(path)
            untyped += [page] if page else []
    templates = load_templates(docs / DATA)
    listed = docs / DATA / "addresses.txt"
    addresses = tuple(listed.read_text("utf-8").split()) if listed.is_file() else ()
    decided = docs / DATA / "allowed.yml"
    decisions = allowed.parse(decided.read_text("utf-8") if decided.is_file() else "")
    redirects = load(docs / DATA / "redirects.yml") or {}
    if not isinstance(redirects, dict):
        raise BadDataError(Problem(f"docs/{DATA}/redirects.yml", 1, "data", "应为“旧地址: 新地址”，一行一个"))
    beside = (file.relative_to(docs).as_posix() for file in docs.rglob("*") if file.suffix != ".md" and file.is_file())
    files = frozenset(path for path in beside if not path.startswith((f"{GENERATED}/", f"{DATA}/")))
    return Corpus(
        tuple(pages),
        words,
        addresses,
        redirects,
        files,
        tuple(untyped),
        decisions,
        frozenset(unread),
        templates,
        redirect_lines=entry_lines(docs / DATA / "redirects.yml"),
    ), problems


def _read_file(file: Path, path: str) -> tuple[FrontMatter | None, list[Problem]]:
    raw = file.read_bytes()
    text = decode(raw)
    return (None, [not_utf8(f"docs/{path}", raw)]) if text is None else _parted(path, text)


def page_of(path: str, text: str, words: Vocabulary) -> tuple[Page | None, list[Problem]]:
    """The page that ``text`` is at ``path`` (relative to ``docs/``), whether or not a file holds it yet."""
    front, problems = _parted(path, text)
    if front is None:
        return None, problems
    page, wrong = _typed(path, front, words)
    return page, [*problems, *wrong]


def _parted(path: str, text: str) -> tuple[FrontMatter | None, list[Problem]]:
    """A page taken apart: plain values, which another process hands over in no time as it would not typed ones."""
    shown = f"docs/{path}"
    source = Source(shown, text)
    beyond = [problem for rule in limits.RULES for problem in rule(source)]
    problems = [*beyond, *(problem for rule in characters.RULES for problem in rule(source))]
    if beyond:
        return None, problems
    front, found = frontmatter.parse(shown, source.text)
    return front, [*problems, *found]


def _typed(path: str, front: FrontMatter, words: Vocabulary) -> tuple[Page, list[Problem]]:
    """The page made of a front matter and a body."""
    lang: Lang = "en" if path.endswith(".en.md") else "zh"
    kind, name = classify(path.replace(".en.md", ".md"))
    meta, wrong = validate(model_of(kind, lang), front, f"docs/{path}", words) if front.data else (None, [])
    return Page(path, kind, name, lang, meta, front), wrong


def model_of(kind: str, lang: Lang) -> type[BaseModel]:
    """The model of the front matter of a page of ``kind`` in ``lang``."""
    if lang != "zh":
        return MODELS["translation"]
    return MODELS[kind if kind in _PAGE_KINDS else "other"]
