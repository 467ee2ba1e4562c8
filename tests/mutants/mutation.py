"""Mutants of the families: the source with one edit, run as a copy in memory."""

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from types import ModuleType
from typing import Any, Literal, NamedTuple

import pytest

from allocator.model.families import DOMAINS, ROWS
from allocator.verify.families import FAMILIES
from tests.mutants.edits import Edit, dropped, off_by_one, shifted, sign

Side = Literal["model", "verify"]
Kind = Literal["dropped", "off by one", "sign"]
REGISTRIES: Mapping[Side, tuple[Mapping[str, Callable[..., Any]], ...]] = {
    "model": (DOMAINS, ROWS),
    "verify": (FAMILIES,),
}
EDITS: Mapping[Kind, Callable[[ast.AST], Iterator[Edit]]] = {
    "dropped": dropped,
    "off by one": off_by_one,
    "sign": sign,
}


class Mutant(NamedTuple):
    """A family that says something else."""

    side: Side
    family: str
    change: str
    """The function that was edited and what stands there now."""
    module: ModuleType | None
    """None: the whole family is dropped."""

    def put(self, patch: pytest.MonkeyPatch) -> None:
        """In the place of the family, in every registry that has it."""
        for registry in REGISTRIES[self.side]:
            if self.family in registry:
                name = registry[self.family].__name__
                patch.setitem(registry, self.family, getattr(self.module, name, _nothing))


def mutants(side: Side, family: str, kind: Kind) -> Iterator[Mutant]:
    """All mutants of a kind, in the order of the source."""
    if kind == "dropped":
        yield Mutant(side, family, "the family", None)
    module, tree = _source(side, family)
    for part in tree.body:
        for edit in list(EDITS[kind](part)):
            before = getattr(edit.node, edit.field)
            setattr(edit.node, edit.field, edit.value)
            change = f"{getattr(part, 'name', '')}: {ast.unparse(edit.node).strip()}"
            yield Mutant(side, family, change, _copy(module, tree))
            setattr(edit.node, edit.field, before)


def unchanged(side: Side, family: str) -> Mutant:
    """A copy without any edit, which nothing should tell from the family."""
    return Mutant(side, family, "", _copy(*_source(side, family)))


def _source(side: Side, family: str) -> tuple[ModuleType, ast.Module]:
    module = import_module(f"allocator.{side}.families.{family}")
    return module, ast.parse(inspect.getsource(module))


def _copy(module: ModuleType, tree: ast.Module) -> ModuleType:
    copy = ModuleType(module.__name__)
    vars(copy)["shifted"] = shifted
    exec(compile(ast.fix_missing_locations(tree), module.__name__, "exec"), vars(copy))
    return copy


def _nothing(_: object) -> list[Any]:
    """Stands for a family that is dropped: the others keep their order."""
    return []
