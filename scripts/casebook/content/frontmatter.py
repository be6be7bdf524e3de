"""Front matter: the YAML block at the head of a page, read strictly, with the line of every value.

The block is data typed by people, so it is held to plain YAML: no anchors, aliases or tags (an alias bomb of 381 bytes
hangs a plain loader), no key twice, and little depth. The size of a page was looked at before: :mod:`casebook.base.limits`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from sys import intern
from typing import TypeAlias

import yaml

from casebook.base.characters import CONTROL, UNSEEN
from casebook.base.problems import Problem

Path: TypeAlias = tuple[str | int, ...]
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader written in C where the machine has it: ten thousand pages are read in seconds instead of minutes."""
MAX_DEPTH = 6
_FENCE = "---"
_KEY = re.compile(r"[a-z_]+:")
_COLON = re.compile(r"^ *(?:- )?([A-Za-z_]+)(：|:(?=[^\s/]))")
"""A key with a full-width colon, or with no space after its colon."""
_SIGN = re.compile(r"[&*!\\\t]")
"""What begins an anchor, an alias, a tag or an escape, and the tab: without one there is nothing to say of features."""
_RESOLVER = yaml.resolver.Resolver()
_DECIMAL = re.compile(r"^(0|[1-9][0-9]{0,8})$")
"""YAML takes 12:30 and 0x1F for numbers too; a person means what is written."""
_PLAIN: dict[str, Callable[[str], object]] = {
    "tag:yaml.org,2002:int": lambda text: int(text) if _DECIMAL.match(text) else text,
    "tag:yaml.org,2002:bool": lambda text: text.lower() in ("true", "yes", "on"),
    "tag:yaml.org,2002:null": lambda _: None,
}


def said(path: Path) -> str:
    """A path as people read it: ``issue 第 1 项``, ``legal_basis 第 2 项的 rule``, ``source.title``."""
    parts = (f" 第 {part + 1} 项" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".").replace("项.", "项的 ")


@dataclass(frozen=True)
class FrontMatter:
    """A page taken apart: the values of its head, the YAML they were written as, and the body with its first line."""

    data: dict[str, object]
    block: str
    body: str
    body_line: int

    __hash__ = object.__hash__  # its dicts cannot be hashed; a reading is one thing for as long as it lives

    def line(self, path: Path) -> int:
        """The line of the value at ``path``, or of the nearest value around it."""
        lines = _lines(self.block) if self.data else {}
        while path and path not in lines:
            path = path[:-1]
        return lines.get(path, 1)


@dataclass
class _Walk:
    """Turns YAML nodes into plain values, noting lines and whatever is not allowed."""

    path: str
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def value(self, node: yaml.Node, at: Path) -> object:
        self.lines.setdefault(at, node.start_mark.line + 2)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*at, index)) for index, child in enumerate(node.value)]
        return _PLAIN.get(node.tag, intern)(node.value)

    def mapping(self, node: yaml.MappingNode, at: Path) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = intern(str(key_node.value))
            line = key_node.start_mark.line + 2
            if key in result:
                message = f"{key} 写了两遍，只留一个"
                self.problems.append(Problem(self.path, line, "duplicate-key", message))
            self.lines[(*at, key)] = line
            result[key] = self.value(value_node, (*at, key))
        return result


def parse(path: str, text: str) -> tuple[FrontMatter, list[Problem]]:
    """Takes the page apart and says what is wrong with its block.

    ``path`` is only for the messages. Nothing is raised for bad input: where the block cannot be read, ``data`` is
    empty, and the body is there all the same.
    """
    lines = text.split("\n")
    end = lines.index(_FENCE, 1) if lines[0] == _FENCE and _FENCE in lines[1:] else None
    if end is None:
        if lines[0] == _FENCE:  # what was begun is a head, and not held to the rules of a body
            ends = next((n for n, line in enumerate(lines) if not line or line.startswith("## ")), len(lines))
            front = FrontMatter({}, "\n".join(lines[1:ends]), "\n".join(lines[ends:]), ends + 1)
            return front, [_unfenced(path, lines[0])]
        begins = lines.index(_FENCE) + 1 if _FENCE in lines[1:] and _KEY.match(lines[0]) else 0
        return FrontMatter({}, "", "\n".join(lines[begins:]), begins + 1), [_unfenced(path, lines[0])]
    block, body = "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])
    data, problems = _block(path, block)
    return FrontMatter(data, block, body, end + 2), problems


def _unfenced(path: str, first: str) -> Problem:
    if first == _FENCE:
        return Problem(path, 1, "front-matter", "页面信息没有结束，请在最后一项之后另起一行写 ---")
    return Problem(path, 1, "front-matter", f"第一行是“{first[:20]}”，应为三个减号 ---，其后写页面信息")


def _block(path: str, block: str) -> tuple[dict[str, object], list[Problem]]:
    """The values of a block, and what is wrong; no values where it cannot be read."""
    if CONTROL.search(block):
        return {}, []  # named by its own rule; YAML would stop at it
    if values := _faultless(block):
        return values, []
    problems: list[Problem] = []
    try:
        for rule in RULES:
            problems += rule(path, block)
        if problems:
            return {}, problems
        node = yaml.compose(block, Loader=LOADER)
    except yaml.YAMLError as error:
        if problems:
            return {}, problems  # what was found explains why it cannot be read
        line = error_line(error) if isinstance(error, yaml.MarkedYAMLError) else 0
        reason = getattr(error, "problem", error)
        message = f"页面信息不是正确的 YAML（{reason}）；含冒号、井号、引号的值请放进英文双引号"
        return {}, [Problem(path, line + 2, "yaml", message)]
    if not isinstance(node, yaml.MappingNode) or not node.value:
        return {}, [Problem(path, 2, "yaml", "页面信息应为“键: 值”的形式，一行一项")]
    walk = _Walk(path)
    return walk.mapping(node, ()), walk.problems


class _FaultError(Exception):
    """A block needs the reading that says what is wrong and where."""


def _faultless(block: str) -> dict[str, object]:
    """The values of a block as nearly all are, read once; nothing where anything might have to be said of it."""
    if _SIGN.search(block) or any(map(_COLON.match, block.split("\n"))):
        return {}
    events = yaml.parse(block, Loader=LOADER)
    try:
        _, _, first = next(events), next(events), next(events)
        values = _value(events, first, 1)
        alone = [type(event) for event in events] == [yaml.DocumentEndEvent, yaml.StreamEndEvent]
    except (yaml.YAMLError, StopIteration, _FaultError):
        return {}
    return values if alone and isinstance(values, dict) else {}


def _value(events: Iterator[yaml.Event], event: yaml.Event, depth: int) -> object:
    """The value that begins with ``event``, as :class:`_Walk` gives it."""
    if isinstance(event, yaml.ScalarEvent):
        return _PLAIN.get(_tag(event.value) if event.implicit[0] else "", intern)(event.value)
    if depth > MAX_DEPTH:
        raise _FaultError
    inner = takewhile(lambda each: not isinstance(each, yaml.CollectionEndEvent), events)
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(events, each, depth + 1) for each in inner]
    values: dict[str, object] = {}
    for key in inner:
        if not isinstance(key, yaml.ScalarEvent) or key.value in values:
            raise _FaultError
        values[intern(key.value)] = _value(events, next(events), depth + 1)
    return values


@lru_cache(maxsize=4_000)
def _tag(text: str) -> str:
    """What YAML takes a value without quotation marks for."""
    return str(_RESOLVER.resolve(yaml.ScalarNode, text, (True, False)))  # type: ignore[no-untyped-call]


@lru_cache(maxsize=1)
def _lines(block: str) -> dict[Path, int]:
    """Path of each value (``("legal_basis", 0, "rule")``) → its line in the file.

    Read again when a problem needs them: kept for every page, they would weigh more than the pages.
    """
    node = yaml.compose(block, Loader=LOADER)
    walk = _Walk("")
    if isinstance(node, yaml.MappingNode):
        walk.mapping(node, ())
    return walk.lines


def error_line(error: yaml.MarkedYAMLError) -> int:
    """The line to mend, counted from 0: where an unclosed bracket or quote begins, else where the reader stopped."""
    begun = error.context_mark if "flow" in str(error.context) or "quoted" in str(error.context) else None
    mark = begun or error.problem_mark
    return mark.line if mark else 0


def _colons(path: str, block: str) -> Iterator[Problem]:
    """Between a key and its value stand a half-width colon and a space."""
    for number, line in enumerate(block.split("\n"), 2):
        if match := _COLON.match(line):
            kind = " 后面是全角冒号" if match[2] == "：" else " 的冒号后面没有空格"
            message = f"{match[1]}{kind}，应写“{match[1]}: ”（半角冒号加一个空格）"
            yield Problem(path, number, "colon", message, match.end(1) + 1)


def _tabs(path: str, block: str) -> Iterator[Problem]:
    """Lines are indented with spaces, not tabs."""
    for number, line in enumerate(block.split("\n"), 2):
        if re.match(r" *\t", line):
            yield Problem(path, number, "tab", "这一行用制表符（Tab）缩进，请改成空格", 1)


def _features(path: str, block: str) -> Iterator[Problem]:
    """Front matter uses plain values only: no anchors, no aliases, no tags, no escapes for what must not stand there.

    Nothing is nested deeper than six levels.
    """
    depth = 0
    for event in yaml.parse(block, Loader=LOADER):
        line = (event.start_mark.line if event.start_mark else 0) + 2
        if isinstance(event, yaml.NodeEvent) and (event.anchor or getattr(event, "tag", None)):
            message = "页面信息里有 YAML 的锚点、别名或标签（& * !），请改成直接写出的值"
            yield Problem(path, line, "yaml-feature", message)
        smuggled = (
            [c for c in UNSEEN.findall(event.value) if c not in block] if isinstance(event, yaml.ScalarEvent) else []
        )
        if smuggled:
            message = f"值里用转义写了看不见或不该有的字符（U+{ord(smuggled[0][0]):04X}），请直接写字"
            yield Problem(path, line, "yaml-feature", message)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            yield Problem(path, line, "yaml-depth", f"页面信息嵌套超过 {MAX_DEPTH} 层，请改成“键: 值”，一行一项")
            return


RULES = (_colons, _tabs, _features)
"""What is looked at before the block is read; where one of them finds something, it is not read."""
