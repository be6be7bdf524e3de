"""Front matter: the YAML block at the head of a page, read strictly, with the line of every value.

The block is data typed by people, so it is held to plain YAML: no anchors, aliases or tags (an alias bomb of 381 bytes
hangs a plain loader), no key twice, and a size limit that is checked before anything is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from casebook.problems import Problem

Path: TypeAlias = tuple[str | int, ...]
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader written in C where the machine has it: ten thousand pages are read in seconds instead of minutes."""
MAX_BYTES = 200_000
MAX_LINE = 2_000
_FENCE = "---"
_DECIMAL = re.compile(r"^(0|[1-9][0-9]{0,8})$")
"""YAML takes 12:30 and 0x1F for numbers too; a person means what is written."""
_PLAIN: dict[str, Callable[[str], object]] = {
    "tag:yaml.org,2002:int": lambda text: int(text) if _DECIMAL.match(text) else text,
    "tag:yaml.org,2002:bool": lambda text: text.lower() in ("true", "yes", "on"),
    "tag:yaml.org,2002:null": lambda _: None,
}


@dataclass(frozen=True)
class FrontMatter:
    """A page taken apart.

    ``lines`` maps the path of each value (``("legal_basis", 0, "rule")``) to its line in the file; ``body_line`` is
    the line on which the body starts; ``head`` is the block as it is written, which starts on line 2.
    """

    data: dict[str, object]
    lines: dict[Path, int]
    body: str
    body_line: int
    head: str = ""

    def __hash__(self) -> int:
        return id(self)  # its dicts cannot be hashed; a reading is one thing for as long as it lives

    def line(self, path: Path) -> int:
        """The line of the value at ``path``, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


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
        return _PLAIN.get(node.tag, str)(node.value)

    def mapping(self, node: yaml.MappingNode, at: Path) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 2
            if key in result:
                message = f"{key} 写了两遍，只留一个"
                self.problems.append(Problem(self.path, line, "duplicate-key", message))
            self.lines[(*at, key)] = line
            result[key] = self.value(value_node, (*at, key))
        return result


def parse(path: str, text: str) -> tuple[FrontMatter | None, list[Problem]]:
    """Takes the page apart; gives ``None`` and the reasons when it cannot be done.

    ``path`` is only for the messages. Nothing is raised for bad input.
    """
    if problems := list(_limits(path, text)):
        return None, problems
    lines = text.split("\n")
    if lines[0] != _FENCE:
        return None, [Problem(path, 1, "front-matter", f"第一行是“{lines[0][:20]}”，应为三个减号 ---，其后写页面信息")]
    try:
        end = lines.index(_FENCE, 1)
    except ValueError:
        return None, [Problem(path, 1, "front-matter", "页面信息没有结束，请在最后一项之后另起一行写 ---")]
    block, body = "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])
    try:
        if problems := list(_features(path, block)):
            return None, problems
        node = yaml.compose(block, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error_line(error) + 2
        message = f"页面信息不是正确的 YAML（{error.problem}）；含冒号、井号、引号的值请放进英文双引号"
        return None, [Problem(path, line, "yaml", message)]
    except yaml.YAMLError as error:
        return None, [Problem(path, 1, "yaml", f"页面信息不是正确的 YAML（{error}）")]
    if not isinstance(node, yaml.MappingNode):
        return None, [Problem(path, 2, "yaml", "页面信息应为“键: 值”的形式，一行一项")]
    walk = _Walk(path)
    data = walk.mapping(node, ())
    return FrontMatter(data, walk.lines, body, end + 2, block), walk.problems


def error_line(error: yaml.MarkedYAMLError) -> int:
    """The line to mend, counted from 0: where an unclosed bracket or quote begins, else where the reader stopped."""
    begun = error.context_mark if "flow" in str(error.context) or "quoted" in str(error.context) else None
    mark = begun or error.problem_mark
    return mark.line if mark else 0


def _limits(path: str, text: str) -> list[Problem]:
    """A page stays under 200 kB and its lines under 2,000 characters, or parsing it may take minutes."""
    if len(text.encode()) > MAX_BYTES:
        return [Problem(path, 1, "too-large", f"文件超过 {MAX_BYTES // 1000} kB，请拆成几页")]
    return [
        Problem(path, number, "long-line", f"这一行有 {len(line)} 个字符，至多 {MAX_LINE} 个")
        for number, line in enumerate(text.split("\n"), 1)
        if len(line) > MAX_LINE
    ]


def _features(path: str, block: str) -> list[Problem]:
    """Front matter uses plain values only: no anchors, no aliases, no tags."""
    found = []
    for event in yaml.parse(block, Loader=LOADER):
        tagged = isinstance(event, yaml.NodeEvent) and (event.anchor or getattr(event, "tag", None))
        if tagged:
            message = "页面信息里有 YAML 的锚点、别名或标签（& * !），请改成直接写出的值"
            line = event.start_mark.line if event.start_mark else 0
            found.append(Problem(path, line + 2, "yaml-feature", message))
    return found
