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
    block: float
    """For one capability that is made whole."""
    relaxed: frozenset[AimName]
    """Aims of a large program that get the bound of their linear relaxation."""


_SHARES: Mapping[AimName, float] = {
    "shortfall": 0.26,
    "spread": 0.36,
    "cost": 0.26,
    "reliance": 0.04,
    "even_call": 0.02,
    "tie_break": 0.06,
}
_EVERY_BOUND: frozenset[AimName] = frozenset({"shortfall", "spread", "cost", "reliance"})


def _budget(
    whole: float, search: float, step: float, block: float, relaxed: frozenset[AimName]
) -> Budget:
    shares = {aim: part * search for aim, part in _SHARES.items()}
    return Budget(whole, shares, step, block, relaxed)


BUDGETS: Mapping[Effort, Budget] = {
    "quick": _budget(20.0, 20.0, 0.3, 0.5, frozenset({"shortfall", "spread"})),
    "normal": _budget(60.0, 80.0, 0.5, 1.0, _EVERY_BOUND),
    "thorough": _budget(600.0, 900.0, 1.0, 3.0, _EVERY_BOUND),
}
