"""What may kill a mutant: the tests of its family, called as they stand."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from allocator.errors import AllocatorError
from tests.mutants.mutation import Mutant, Side

MODULES: Mapping[Side, tuple[str, ...]] = {
    "model": ("tests.families.test_{}",),
    "verify": ("tests.verify.test_{}", "tests.families.test_{}"),
}
FAILURES = (
    AllocatorError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    pytest.fail.Exception,
)
"""How a test may fail on a mutant: by what it says, or because nothing can be said any more."""

Call = Callable[[], None]


def evidence(side: Side, family: str) -> list[Call]:
    """The family's tests, one call for each set of parameters."""
    return evidence_of(*(name.format(family) for name in MODULES[side]))


def evidence_of(*names: str) -> list[Call]:
    """The tests of some modules and of those that go on with them, as `test_budget_windows` does
    with `test_budget`; one call for each set of parameters.
    """
    modules = [import_module(part) for name in names for part in _parts(name)]
    return [
        partial(test, **parameters)
        for module in modules
        for name, test in vars(module).items()
        if name.startswith("test_")
        for parameters in _parameters(test)
    ]


def _parts(name: str) -> list[str]:
    """The module, then those whose names go on from its own."""
    package, _, stem = name.rpartition(".")
    found = [one.name for one in iter_modules(import_module(package).__path__)]
    return [name, *(f"{package}.{one}" for one in found if one.startswith(f"{stem}_"))]


def _parameters(test: Callable[..., None]) -> list[dict[str, Any]]:
    sets: list[dict[str, Any]] = [{}]
    for mark in getattr(test, "pytestmark", ()):
        names, rows = mark.args
        if isinstance(names, str):
            names, rows = (names,), [(row,) for row in rows]
        sets = [{**one, **dict(zip(names, row, strict=True))} for one in sets for row in rows]
    return sets


def killed(mutant: Mutant, calls: Sequence[Call]) -> bool:
    """Whether any of the tests fails once the mutant is in the family's place."""
    with pytest.MonkeyPatch.context() as patch:
        mutant.put(patch)
        for call in calls:
            try:
                call()
            except FAILURES:
                return True
    return False
