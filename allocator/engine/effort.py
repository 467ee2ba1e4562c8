"""Budgets of deterministic time: what an effort may spend, whatever the machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from allocator.domain.policy import AimName

Effort = Literal["quick", "normal", "thorough"]
WHOLE_SIZE = 4_000
"""Programs of at most so many variables go to CP-SAT whole: measured, it closes them in seconds."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Deterministic seconds of CP-SAT.

    A deterministic second took one to three seconds by the clock where this was measured.
    """

    whole: float
    """For one aim of a small program."""
    search: Mapping[AimName, float]
    """For all neighbourhoods of one aim of a large program."""
    step: float
    """For one neighbourhood."""
    relaxed: frozenset[AimName]
    """Aims of a large program that get the bound of their linear relaxation."""


_SHARES: Mapping[AimName, float] = {
    "shortfall": 0.28,
    "spread": 0.42,
    "cost": 0.14,
    "reliance": 0.05,
    "even_call": 0.03,
    "tie_break": 0.08,
}
_EVERY_BOUND: frozenset[AimName] = frozenset({"shortfall", "spread", "cost", "reliance"})


def _budget(whole: float, search: float, step: float, relaxed: frozenset[AimName]) -> Budget:
    return Budget(whole, {aim: part * search for aim, part in _SHARES.items()}, step, relaxed)


BUDGETS: Mapping[Effort, Budget] = {
    "quick": _budget(20.0, 10.0, 0.5, frozenset({"shortfall"})),
    "normal": _budget(60.0, 42.0, 1.0, _EVERY_BOUND),
    "thorough": _budget(600.0, 240.0, 3.0, _EVERY_BOUND),
}
