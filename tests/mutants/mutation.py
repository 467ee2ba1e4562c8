"""Mutants of the families: the source with one edit, run as a copy in memory."""

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any, Literal, NamedTuple

import pytest

from allocator.model.families import DOMAINS, ROWS
from allocator.verify.families import FAMILIES
from tests.mutants.edits import Edit, dropped, off_by_one, shifted, sign

Side = Literal["accounts", "model", "verify"]
Kind = Literal["dropped", "off by one", "sign"]
REGISTRIES: Mapping[Side, tuple[Mapping[str, Callable[..., Any]], ...]] = {
    "model": (DOMAINS, ROWS),
    "verify": (FAMILIES,),
    "accounts": (),
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
    users: tuple[ModuleType, ...] = ()
    """Families that import from the module, where it is shared."""

    @property
    def home(self) -> str:
        """Name of the module."""
        return f"allocator.{self.side}.{self.family}"

    def put(self, patch: pytest.MonkeyPatch) -> None:
        """In the place of the family, in every registry that has it, or in those who use it."""
        for user in self.users:
            for name, value in vars(self.module).items():
                if name in vars(user) and getattr(value, "__module__", "") == self.home:
                    patch.setattr(user, name, value)
        for registry in REGISTRIES[self.side]:
            if self.family in registry:
                name = registry[self.family].__name__
                patch.setitem(registry, self.family, getattr(self.module, name, _nothing))


def mutants(side: Side, family: str, kind: Kind) -> Iterator[Mutant]:
    """All mutants of a kind, in the order of the source."""
    if kind == "dropped":
        yield Mutant(side, family, "the family", None)
    for change, copy in _edited(*_source(side, family), kind):
        yield Mutant(side, family, change, copy)


def shared_mutants(side: Side, name: str, users: Sequence[str], kind: Kind) -> Iterator[Mutant]:
    """Mutants of a module `allocator.<side>.<name>` that several families share, or other modules,
    which are named in full.

    Each stands in for the module in all of them: whatever they import of it comes from the mutant.
    """
    for change, copy in _edited(*_parsed(f"allocator.{side}.{name}"), kind):
        yield Mutant(side, name, change, copy, _families(side, users))


def unchanged_shared(side: Side, name: str, users: Sequence[str]) -> Mutant:
    """A copy of a shared module without any edit."""
    copy = _copy(*_parsed(f"allocator.{side}.{name}"))
    return Mutant(side, name, "", copy, _families(side, users))


def _families(side: Side, names: Sequence[str]) -> tuple[ModuleType, ...]:
    paths = (name if "." in name else f"allocator.{side}.families.{name}" for name in names)
    return tuple(import_module(path) for path in paths)


def unchanged(side: Side, family: str) -> Mutant:
    """A copy without any edit, which nothing should tell from the family."""
    return Mutant(side, family, "", _copy(*_source(side, family)))


def _edited(module: ModuleType, tree: ast.Module, kind: Kind) -> Iterator[tuple[str, ModuleType]]:
    """What each edit makes of a module, and the edit in words."""
    for part in tree.body:
        for edit in list(EDITS[kind](part)):
            before = getattr(edit.node, edit.field)
            setattr(edit.node, edit.field, edit.value)
            change = f"{getattr(part, 'name', '')}: {ast.unparse(edit.node).strip()}"
            yield change, _copy(module, tree)
            setattr(edit.node, edit.field, before)


def _source(side: Side, family: str) -> tuple[ModuleType, ast.Module]:
    return _parsed(f"allocator.{side}.families.{family}")


def _parsed(name: str) -> tuple[ModuleType, ast.Module]:
    module = import_module(name)
    return module, ast.parse(inspect.getsource(module))


def _copy(module: ModuleType, tree: ast.Module) -> ModuleType:
    copy = ModuleType(module.__name__)
    vars(copy)["shifted"] = shifted
    exec(compile(ast.fix_missing_locations(tree), module.__name__, "exec"), vars(copy))
    return copy


def _nothing(_: object) -> list[Any]:
    """Stands for a family that is dropped: the others keep their order."""
    return []
