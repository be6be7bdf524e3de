"""The files of ``docs/_data``: shared words, templates, headings."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import yaml

from casebook.base.problems import BadDataError, Problem
from casebook.content import frontmatter
from casebook.content.vocabulary import LANGS, Lang

DATA = "_data"
_ENTRY = re.compile(r"""["']?([^\s"'#-][^\s"']*?)["']? *:(?:\s|$)""")
DATA_FILES = ("taxonomy", "rules", "article-map", "glossary", "labels", "synonyms")


class _Loader(frontmatter.LOADER):  # type: ignore[misc, valid-type]  # whichever of the two the machine has
    """Takes no key twice: of two lines for one tag the first would be lost without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} 写了两遍，请并成一处", key.start_mark)
            seen.add(key.value)
        made: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return made


def shared_words(root: Path) -> str:
    """The files of the shared words as they are written: the same text, the same vocabulary."""
    return "\n".join((root / "docs" / DATA / f"{name}.yml").read_text("utf-8") for name in DATA_FILES)


def load_data(folder: Path) -> dict[str, Any]:
    """The parsed files of ``docs/_data`` by name, and under ``lines`` the line of each entry of the synonyms."""
    return {
        **{name: load(folder / f"{name}.yml") for name in DATA_FILES},
        "lines": entry_lines(folder / "synonyms.yml"),
    }


def entry_lines(file: Path) -> Mapping[str, int]:
    """The line, from 1, of each entry of a file of ``docs/_data`` that gives every entry a line of its own."""
    lines = enumerate(_text(file).split("\n"), 1)
    return {match[1]: number for number, line in lines if (match := _ENTRY.match(line))}


def load_templates(folder: Path) -> Mapping[Lang, str]:
    """The body of a new case in each language, from the ``docs/_data`` given."""
    return {lang: _text(folder / "templates" / ("case.md" if lang == "zh" else f"case.{lang}.md")) for lang in LANGS}


def load_headings(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Id of a section → the names it goes by in people's drafts."""
    raw = load(folder / "headings.yml")
    if not (isinstance(raw, dict) and all(isinstance(names, list) for names in raw.values())):
        raise BadDataError(Problem(f"docs/{DATA}/headings.yml", 1, "data", "应为“编号: [名称, 名称]”，一行一个"))
    return {str(section): tuple(map(str, names)) for section, names in raw.items()}


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        shown = file.relative_to(file.parents[3]).as_posix()
        raise BadDataError(Problem(shown, 1, "data", "缺少这个文件或编码不对，请从 Git 里恢复")) from error


def load(file: Path) -> Any:
    """A file of ``docs/_data``, parsed."""
    shown = f"docs/{DATA}/{file.name}"
    try:
        return yaml.load(file.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - it is a safe loader
    except FileNotFoundError as error:
        raise BadDataError(Problem(shown, 1, "data", "缺少这个文件，请从 Git 里恢复")) from error
    except UnicodeDecodeError as error:
        raise BadDataError(Problem(shown, 1, "encoding", "文件不是 UTF-8 编码，请另存为 UTF-8")) from error
    except yaml.MarkedYAMLError as error:
        raise BadDataError(
            Problem(shown, frontmatter.error_line(error) + 1, "yaml", f"不是正确的 YAML（{error.problem}）")
        ) from error
