"""The corpus: every hand-written page and the shared words, read once and typed. The only reader of ``docs/``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import yaml
from pydantic import BaseModel

from casebook.base import characters, limits
from casebook.base.memo import Memo, stamp
from casebook.base.problems import BadDataError, Problem
from casebook.base.source import Source, decode, not_utf8
from casebook.content import allowed, drift, frontmatter, markdown, mentions, schema, vocabulary
from casebook.content.allowed import Allowed
from casebook.content.drift import Drift, Marks
from casebook.content.frontmatter import FrontMatter
from casebook.content.vocabulary import LANGS, Lang, Vocabulary

DATA = "_data"
GENERATED = "archive"
DATA_FILES = ("taxonomy", "rules", "article-map", "glossary", "labels", "synonyms")
_SECTIONS = {"cases": "case", "rules": "rule", "culture": "culture", "priorities": "priority", "toolkit": "tool"}
_PAGE_KINDS = ("case", "rule", "culture", "priority", "session", "tool")
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Page:
    """A hand-written page in one language.

    ``path`` is relative to ``docs/`` and names the file (``rules/gifts.en.md``); ``base`` is the path of the original
    (``rules/gifts.md``), shared by all languages. ``meta`` is the front matter, typed by kind; a translation's is
    :class:`casebook.content.schema.Translation`.
    """

    path: str
    kind: str
    id: str
    lang: Lang
    meta: Any
    front: FrontMatter

    @property
    def base(self) -> str:
        return self.path.replace(".en.md", ".md")

    @property
    def frame(self) -> bool:
        """Whether the site hangs on the page: the home page, the first page of a section, the glossary."""
        return self.kind == "glossary" or self.base.rpartition("/")[2] == "index.md"

    @property
    def body(self) -> str:
        return self.front.body

    @property
    def prose(self) -> tuple[tuple[int, str], ...]:
        """The lines of the body outside fenced code, with their number counting from 0."""
        return _prose(self.front)

    @property
    def headings(self) -> tuple[markdown.Heading, ...]:
        """The headings of the body, in order."""
        return markdown.headings(self.front.body)

    @property
    def text(self) -> str:
        """The whole file, head and body, its lines ending with LF."""
        return f"---\n{self.front.block}\n---\n{self.body}"

    @cached_property
    def marks(self) -> Marks:
        """The marks of the page's sections, by which a later change of one is known."""
        return drift.marks(self.front)

    def url(self, lang: Lang) -> str:
        """The address of the page in ``lang``, relative to the site's root."""
        return url(self.base, lang)


@lru_cache(maxsize=8)
def _prose(front: FrontMatter) -> tuple[tuple[int, str], ...]:
    """Kept for the few pages that are being looked at, not for all ten thousand."""
    return tuple(markdown.prose(front.body))


def url(path: str, lang: Lang) -> str:
    """The address of the page written in ``path`` (of the original), relative to the site's root."""
    return ("" if lang == "zh" else f"{lang}/") + re.sub(r"\.md$", ".html", path)


class Each(Protocol):
    """What applies a function to each of some items, like ``map``."""

    def __call__(self, work: Callable[[Item], Result], items: Sequence[Item], /) -> Iterable[Result]: ...


@dataclass(frozen=True)
class Corpus:
    """All hand-written pages and the shared words."""

    pages: tuple[Page, ...]
    vocabulary: Vocabulary
    addresses: tuple[str, ...] = ()
    """Addresses once published, which must live on."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Old address of a page that moved → its new one."""
    files: frozenset[str] = frozenset()
    """Paths of the files beside the pages: pictures."""
    untyped: tuple[Page, ...] = ()
    """Pages whose front matter is wrong: without ``meta``, but their text is there to be checked."""
    allowed: Allowed = field(default_factory=Allowed)
    """Doubtful findings that somebody decided may stand."""
    unread: frozenset[str] = frozenset()
    """Paths of pages that exist but could not be typed; links to them are not broken."""
    hidden: frozenset[str] = frozenset()
    """Paths of pages and pictures that lie in ``docs/`` and are not published."""
    withdrawn: tuple[Page, ...] = ()
    """Pages taken down, in every language and without their text: a notice stands at their addresses."""
    early: frozenset[str] = frozenset()
    """Paths of originals that only a preview shows: they are not published yet."""
    written: Corpus | None = None
    """The corpus as it was written, where this one is what of it is published."""

    @cached_property
    def originals(self) -> tuple[Page, ...]:
        return tuple(page for page in self.pages if page.lang == "zh")

    @cached_property
    def translations(self) -> Mapping[str, Page]:
        """Path of the original → its English page."""
        return {page.base: page for page in self.pages if page.lang == "en"}

    @cached_property
    def drifts(self) -> Mapping[str, Drift]:
        """Path of the original → how far its translation has drifted from it; translations that agree are left out.

        Told from the texts as written: what publishing takes from them is no change of theirs.
        """
        if self.written:
            return self.written.drifts
        pairs = ((self.by_path[path], page) for path, page in self.translations.items() if path in self.by_path)
        found = (
            (one.path, drift.drift(one.marks, other.marks, other.meta.sections, other.meta.confirmed))
            for one, other in pairs
        )
        return {path: state for path, state in found if state}

    @cached_property
    def by_path(self) -> Mapping[str, Page]:
        return {page.path: page for page in self.pages}

    @cached_property
    def rule_names(self) -> Mapping[Lang, mentions.Names]:
        """In each language, every name of every registered rule → the families that bear it."""
        return {lang: mentions.names(self.vocabulary, lang) for lang in vocabulary.LANGS}

    def of(self, kind: str) -> list[Page]:
        """The originals of a kind, by id."""
        return list(self._kinds.get(kind, ()))

    @cached_property
    def _kinds(self) -> Mapping[str, tuple[Page, ...]]:
        found: dict[str, list[Page]] = {}
        for page in self.originals:
            found.setdefault(page.kind, []).append(page)
        return {kind: tuple(pages) for kind, pages in found.items()}

    @cached_property
    def cases(self) -> tuple[Page, ...]:
        """The cases, newest first."""
        return tuple(sorted(self.of("case"), key=lambda page: (page.meta.month, page.id), reverse=True))

    def title(self, page: Page, lang: Lang) -> str:
        return str(self.in_lang(page, lang).meta.title)

    def summary(self, page: Page, lang: Lang) -> str:
        return str(self.in_lang(page, lang).meta.summary)

    def in_lang(self, page: Page, lang: Lang) -> Page:
        """The page in ``lang``, or the original where there is no translation."""
        return self.translations.get(page.base, page) if lang == "en" else page


def shared_words(root: Path) -> str:
    """The files of the shared words as they are written: the same text, the same vocabulary."""
    return "\n".join((root / "docs" / DATA / f"{name}.yml").read_text("utf-8") for name in DATA_FILES)


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

    def one(item: tuple[Path, str]) -> tuple[Page | None, list[Problem]]:
        file, path = item
        return memo.get(("page", path), (stamp(file), data), partial(_read_page, file, path, words))

    for (_, path), (page, found) in zip(ours, each(one, ours), strict=True):
        problems += found
        if page and page.meta:
            pages.append(page)
        else:
            unread.add(path)
            untyped += [page] if page else []
    listed = docs / DATA / "addresses.txt"
    addresses = tuple(listed.read_text("utf-8").split()) if listed.is_file() else ()
    decided = docs / DATA / "allowed.yml"
    decisions = allowed.parse(decided.read_text("utf-8") if decided.is_file() else "")
    redirects = _load(docs / DATA / "redirects.yml") or {}
    if not isinstance(redirects, dict):
        raise BadDataError(Problem(f"docs/{DATA}/redirects.yml", 1, "data", "应为“旧地址: 新地址”，一行一个"))
    beside = (file.relative_to(docs).as_posix() for file in docs.rglob("*") if file.suffix != ".md" and file.is_file())
    files = frozenset(path for path in beside if not path.startswith((f"{GENERATED}/", f"{DATA}/")))
    return Corpus(
        tuple(pages), words, addresses, redirects, files, tuple(untyped), decisions, frozenset(unread)
    ), problems


def load_data(folder: Path) -> dict[str, Any]:
    """The parsed files of ``docs/_data`` by name."""
    return {name: _load(folder / f"{name}.yml") for name in DATA_FILES}


def load_templates(folder: Path) -> Mapping[Lang, str]:
    """The body of a new case in each language, from the ``docs/_data`` given."""
    return {lang: _text(folder / "templates" / ("case.md" if lang == "zh" else f"case.{lang}.md")) for lang in LANGS}


def load_headings(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Id of a section → the names it goes by in people's drafts."""
    raw = _load(folder / "headings.yml")
    if not (isinstance(raw, dict) and all(isinstance(names, list) for names in raw.values())):
        raise BadDataError(Problem(f"docs/{DATA}/headings.yml", 1, "data", "应为“编号: [名称, 名称]”，一行一个"))
    return {str(section): tuple(map(str, names)) for section, names in raw.items()}


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        shown = file.relative_to(file.parents[3]).as_posix()
        raise BadDataError(Problem(shown, 1, "data", "缺少这个文件或编码不对，请从 Git 里恢复")) from error


def _load(file: Path) -> Any:
    shown = f"docs/{DATA}/{file.name}"
    try:
        return yaml.load(file.read_text("utf-8"), Loader=frontmatter.LOADER)  # noqa: S506 - it is a safe loader
    except FileNotFoundError as error:
        raise BadDataError(Problem(shown, 1, "data", "缺少这个文件，请从 Git 里恢复")) from error
    except UnicodeDecodeError as error:
        raise BadDataError(Problem(shown, 1, "encoding", "文件不是 UTF-8 编码，请另存为 UTF-8")) from error
    except yaml.MarkedYAMLError as error:
        raise BadDataError(
            Problem(shown, frontmatter.error_line(error) + 1, "yaml", f"不是正确的 YAML（{error.problem}）")
        ) from error


def _read_page(file: Path, path: str, words: Vocabulary) -> tuple[Page | None, list[Problem]]:
    raw = file.read_bytes()
    text = decode(raw)
    return (None, [not_utf8(f"docs/{path}", raw)]) if text is None else page_of(path, text, words)


def page_of(path: str, text: str, words: Vocabulary) -> tuple[Page | None, list[Problem]]:
    """The page that ``text`` is at ``path`` (relative to ``docs/``), whether or not a file holds it yet."""
    shown = f"docs/{path}"
    source = Source(shown, text)
    beyond = [problem for rule in limits.RULES for problem in rule(source)]
    problems = [*beyond, *(problem for rule in characters.RULES for problem in rule(source))]
    if beyond:
        return None, problems
    front, found = frontmatter.parse(shown, source.text)
    lang: Lang = "en" if path.endswith(".en.md") else "zh"
    kind, name = classify(path.replace(".en.md", ".md"))
    meta = None
    if front.data:
        meta, wrong = schema.validate(model_of(kind, lang), front, shown, words)
        found = [*found, *wrong]
    return Page(path, kind, name, lang, meta, front), [*problems, *found]


def model_of(kind: str, lang: Lang) -> type[BaseModel]:
    """The model of the front matter of a page of ``kind`` in ``lang``."""
    if lang != "zh":
        return schema.MODELS["translation"]
    return schema.MODELS[kind if kind in _PAGE_KINDS else "other"]
