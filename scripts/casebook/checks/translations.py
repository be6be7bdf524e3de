"""Rules on translations: they have the sections of their originals, and every section was translated from today's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.base.problems import Problem, Severity
from casebook.checks.place import in_body, in_front, line_of
from casebook.checks.structure import SECTIONS
from casebook.content.corpus import Corpus, Page
from casebook.content.drift import HEAD, TOP, Drift

_COMMAND = ".venv/bin/python scripts/renew_translation.py"
_REASON = "--confirm '理由（角色）'"
_NAMES = {HEAD: "标题、概括等页首的文字（head）", TOP: "第一节之前的文字（top）"}


def original(corpus: Corpus) -> Iterator[Problem]:
    """A translation has an original."""
    for page in corpus.translations.values():
        if page.base not in corpus.by_path and page.base not in corpus.unread:
            yield Problem(f"docs/{page.path}", 1, "translation-original", f"没有中文原文 docs/{page.base}")


def structure(corpus: Corpus) -> Iterator[Problem]:
    """The sections of a translation are the original's, by their ids."""
    for page, source in _pairs(corpus):
        wanted = [h.id for h in source.headings if h.level == 2 and h.id]
        there = [(h.id, h) for h in page.headings if h.level == 2]
        for name, heading in there:
            if name not in wanted:
                message = f"“{heading.text}”的编号应取原文的：{'、'.join(wanted)}"
                yield in_body(page, heading.line, "translation-id", message)
        missing = [name for name in wanted if name not in (other for other, _ in there)]
        if missing and page.kind not in SECTIONS:  # of the other kinds every page is held to its sections
            message = f"缺少原文的小节：{'、'.join(missing)}，请译出"
            yield Problem(f"docs/{page.path}", line_of(page, TOP), "translation-section", message)


def sealed(corpus: Corpus) -> Iterator[Problem]:
    """Every section of a translation says from which text it was translated, in a seal that the command wrote."""
    for page, drift in _drifted(corpus):
        if drift.unsealed:
            command = f"{_command(page, *drift.unsealed)} {_REASON}" if page.meta.sections else _command(page)
            message = f"没有记下{_named(drift.unsealed)}是照哪一版原文译的；与原文核对后运行 {command}"
            yield in_front(page, ("sections",), "translation-unsealed", message)
        if drift.left:
            message = f"{'、'.join(drift.left)} 已经没有这一节，或只有理由没有记号；运行 {_command(page)} 会删去"
            yield in_front(page, ("sections", drift.left[0]), "translation-left", message)
        for name in drift.broken:
            message = f"{name} 的记号不是命令写的（手改过或抄错了）；与原文核对后运行 {_command(page, name)} {_REASON}"
            yield in_front(page, ("sections", name), "translation-seal", message)


def agreeing(corpus: Corpus) -> Iterator[Problem]:
    """A section of a translation is looked at again when its original has changed."""
    for page, drift in _drifted(corpus):
        for name in drift.stale:
            source = corpus.by_path[page.base]
            place = f"docs/{source.path}:{line_of(source, name)}"
            message = (
                f"{_named([name])}的中文在翻译之后改过（{place}）；照着改译文，不必改的在命令后加 {_REASON}；"
                f"然后运行 {_command(page, name)}"
            )
            yield _at(page, name, "translation-stale", message, "warning")
        for name in drift.touched:
            message = f"{_named([name])}的译文改过，中文没有改；运行 {_command(page, name)} 记下"
            yield _at(page, name, "translation-touched", message, "warning")


def _pairs(corpus: Corpus) -> Iterator[tuple[Page, Page]]:
    """Each translation and its original."""
    for page in corpus.translations.values():
        if source := corpus.by_path.get(page.base):
            yield page, source


def _drifted(corpus: Corpus) -> Iterator[tuple[Page, Drift]]:
    for path, drift in corpus.drifts.items():
        yield corpus.translations[path], drift


def _command(page: Page, *sections: str) -> str:
    return " ".join([f"{_COMMAND} docs/{page.path}", *(f"--section {name}" for name in sections)])


def _named(sections: Iterable[str]) -> str:
    return "、".join(_NAMES.get(name, f"{name} 一节") for name in sections)


def _at(page: Page, section: str, code: str, message: str, severity: Severity) -> Problem:
    """A problem with a section, at its heading or at what it stands for."""
    return Problem(f"docs/{page.path}", line_of(page, section), code, message, severity=severity)


RULES = (original, structure, sealed, agreeing)
