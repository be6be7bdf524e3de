"""Every rule can fail: switched off as a whole, or at any one of the places where it speaks, some fixture misses it."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, TypeAlias

import pytest
from casebook.base import characters, limits, source
from casebook.checks import rules
from casebook.content import frontmatter, validation

from tests.bad_inputs import BAD, Bad, counted, name, spoil
from tests.checks.test_checks import MAKERS, problems
from tests.conftest import copy_small

Rule: TypeAlias = Callable[..., Any]
TUPLES: tuple[tuple[ModuleType, str], ...] = (
    (limits, "RULES"),
    (characters, "RULES"),
    (frontmatter, "RULES"),
    (rules, "TEXT_RULES"),
    (rules, "PAGE_RULES"),
    (rules, "CORPUS_RULES"),
    (rules, "FILE_RULES"),
)
"""Every list of rules that the gate goes through."""
RULES: list[Rule] = list(dict.fromkeys(rule for module, key in TUPLES for rule in getattr(module, key)))
OUTSIDE: list[Any] = [
    frontmatter._Walk.mapping,
    frontmatter._unfenced,
    frontmatter._block,
    source.not_utf8,
    validation._message,
]
"""What gives problems while reading, without being a rule in a list."""


@dataclass(frozen=True)
class Spoilt:
    """Copies of the small site, one for each fixture, made when first asked for."""

    folder: Path
    made: dict[int, Path]

    def of(self, bad: Bad) -> Path:
        key = BAD.index(bad)
        if key not in self.made:
            self.made[key] = copy_small(self.folder / name(bad))
            spoil(self.made[key], bad)
        return self.made[key]

    def reddens(self, codes: set[str]) -> bool:
        """Whether some fixture of these codes is not answered as it should be."""
        return any(not self._answered(bad) for bad in BAD if bad["code"] in codes)

    def _answered(self, bad: Bad) -> bool:
        answer = {problem.code for problem in problems(self.of(bad)) if counted(problem.code, bad)}
        return answer == {bad["code"], *bad.get("also", ())}


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Spoilt:
    return Spoilt(tmp_path_factory.mktemp("spoilt"), {})


def put(monkeypatch: pytest.MonkeyPatch, rule: Rule, others: tuple[Rule, ...]) -> None:
    """Puts ``others`` in the place of a rule, wherever it is listed."""
    for module, key in TUPLES:
        listed = getattr(module, key)
        if rule in listed:
            place = listed.index(rule)
            monkeypatch.setattr(module, key, (*listed[:place], *others, *listed[place + 1 :]))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_switched_off_is_missed(rule: Rule, spoilt: Spoilt, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, rule, ())
    assert spoilt.reddens(codes(rule))


def yields(tree: ast.AST) -> list[ast.Expr]:
    """The statements with which a rule speaks."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield)]
    return sorted(found, key=lambda node: node.lineno)


def parsed(rule: Rule) -> ast.Module:
    return ast.parse(textwrap.dedent(inspect.getsource(rule)))


def codes(function: Rule) -> set[str]:
    """The codes that a function gives."""
    return {literal.value for literal in _literals(parsed(function)) if isinstance(literal.value, str)}


def _literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """Where codes stand: the third argument of what makes a problem, the first of a pair that is returned."""
    for node in ast.walk(tree):
        value: ast.expr | None = None
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MAKERS:
            value = node.args[2]
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            value = node.value.elts[0]
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value


PLACES = [(rule, number) for rule in RULES for number in range(len(yields(parsed(rule))))]


@pytest.mark.parametrize(("rule", "number"), PLACES, ids=[f"{rule.__name__}-{number}" for rule, number in PLACES])
def test_a_rule_silenced_in_one_place_is_missed(
    rule: Rule, number: int, spoilt: Spoilt, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = parsed(rule)
    wanted = yields(tree)[number]
    silenced = ast.fix_missing_locations(_Silence(wanted).visit(tree))
    put(monkeypatch, rule, (made(silenced, rule),))
    assert spoilt.reddens(codes(rule))


def made(tree: ast.Module, like: Rule) -> Any:
    """The function of a changed tree, in the module of the one that it was made from."""
    room = dict(inspect.getmodule(like).__dict__)
    exec(compile(tree, "mutant", "exec", dont_inherit=True), room)
    return room[like.__name__]


class _Silence(ast.NodeTransformer):
    """Turns one statement into one that says nothing, in a function that is still a generator."""

    def __init__(self, wanted: ast.Expr) -> None:
        self.wanted = wanted

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        return ast.parse("yield from ()").body[0] if node is self.wanted else node


READING = [(function, code) for function in OUTSIDE for code in sorted(codes(function))]


@pytest.mark.parametrize(("function", "code"), READING, ids=[code for _, code in READING])
def test_a_problem_of_reading_under_another_code_is_missed(
    function: FunctionType, code: str, spoilt: Spoilt, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = parsed(function)
    for literal in _literals(tree):
        literal.value = "mutant" if literal.value == code else literal.value
    monkeypatch.setattr(function, "__code__", made(tree, function).__code__)
    assert spoilt.reddens({code})
