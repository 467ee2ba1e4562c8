"""Mutants of the families: their source with one edit, run as a copy in memory."""

import ast
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from itertools import chain
from types import FunctionType, ModuleType
from typing import Any, Literal, NamedTuple

import pytest

from allocator.errors import AllocatorError
from allocator.model.families import DOMAINS, ROWS
from allocator.verify.families import FAMILIES
from tests.mutants.edits import Edit, dropped, off_by_one, shifted, sign

Side = Literal["model", "verify"]
Kind = Literal["dropped", "off by one", "sign"]
Registry = Mapping[str, Callable[..., Any]]
REGISTRIES: Mapping[Side, tuple[Registry, ...]] = {
    "model": (DOMAINS, ROWS), "verify": (FAMILIES,),
}
EDITS: Mapping[Kind, Callable[[ast.Module], Iterator[Edit]]] = {
    "dropped": dropped, "off by one": off_by_one, "sign": sign,
}
WRONG = (
    AssertionError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError,
    ValueError, AllocatorError,
)
"""How a test may fail on a mutant."""


class Mutant(NamedTuple):
    """A family that does something else."""

    side: Side
    family: str
    change: str
    """Line and what stands there now."""
    module: ModuleType | None
    """None: the family is gone."""

    def put(self, patch: pytest.MonkeyPatch) -> None:
        """In the place of the family."""
        for registry in REGISTRIES[self.side]:
            if self.family in registry:
                name = registry[self.family].__name__
                patch.setitem(registry, self.family, getattr(self.module, name, _nothing))


def _nothing(_: object) -> list[Any]:
    """What is left of a family that is dropped; the others keep their order."""
    return []


def mutants(side: Side, family: str, kind: Kind) -> Iterator[Mutant]:
    """All mutants of a kind, in the order of the source; first the family dropped whole."""
    if kind == "dropped":
        yield Mutant(side, family, "all", None)
    original = _module(side, family)
    with open(original.__file__, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    for edit in list(EDITS[kind](tree)):
        before = getattr(edit.node, edit.field)
        setattr(edit.node, edit.field, edit.value)
        line, text = getattr(edit.node, "lineno", 0), ast.unparse(edit.node)
        yield Mutant(side, family, f"{line}: {text}", _copy(original, tree))
        setattr(edit.node, edit.field, before)


def unchanged(side: Side, family: str) -> Mutant:
    original = _module(side, family)
    with open(original.__file__, encoding="utf-8") as file:
        return Mutant(side, family, "nothing", _copy(original, ast.parse(file.read())))


def _module(side: Side, family: str) -> ModuleType:
    return import_module(f"allocator.{side}.families.{family}")


def _copy(original: ModuleType, tree: ast.Module) -> ModuleType:
    copy = ModuleType(original.__name__)
    copy.__dict__["shifted"] = shifted
    exec(compile(ast.fix_missing_locations(tree), f"<{original.__name__}>", "exec"), copy.__dict__)
    return copy


def tests_of(*modules: str) -> list[Callable[[], None]]:
    """The tests of modules, one call for each set of parameters."""
    found = []
    for module in map(import_module, modules):
        for name, test in vars(module).items():
            if name.startswith("test_"):
                found += [partial(test, **values) for values in _parameters(test)]
    return found


def _parameters(test: FunctionType) -> list[dict[str, Any]]:
    sets: list[dict[str, Any]] = [{}]
    for mark in getattr(test, "pytestmark", ()):
        names, rows = mark.args
        if isinstance(names, str):
            names, rows = [names], [[row] for row in rows]
        sets = [{**one, **dict(zip(names, row, strict=True))} for one in sets for row in rows]
    return sets


def killed(mutant: Mutant, tests: list[Callable[[], None]]) -> bool:
    """Whether any of the tests fails on a mutant."""
    with pytest.MonkeyPatch.context() as patch:
        mutant.put(patch)
        for test in tests:
            try:
                test()
            except WRONG:
                return True
    return False
