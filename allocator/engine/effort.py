"""Budgets of deterministic time: what an effort may spend, whatever the machine."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from allocator.domain.policy import AimName

Effort = Literal["quick", "normal", "thorough"]
WHOLE_SIZE = 4_000
"""Programs of at most so many variables go to CP-SAT whole: measured, it closes them in seconds."""
USUAL_ENTRIES = 260_000
"""The budgets of the search are for programs of at most so many entries, as the reference with
253,720; larger ones get so much more. What there is to decide grows alike, and quality is to stay.
"""
SIMPLEX_ENTRIES = 400_000
"""Programs with more entries are beyond the simplex: it took 2 s for the first aim at 190,000 and
50 s at 750,000, and the aims after it take three to five times as long; a first-order method took
2 s and 10 s."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Deterministic seconds of CP-SAT.

    A deterministic second took one to three seconds by the clock where this was measured.
    """

    whole: float
    """For one aim of a small program, and for its rounds of burdens together."""
    search: Mapping[AimName, float]
    """For all neighbourhoods of one aim of a large program."""
    step: float
    """For one neighbourhood."""
    block: float
    """For one capability that is made whole, or bounded."""
    relaxed: frozenset[AimName]
    """Aims of a large program that are looked at before they are searched: bound and prices come
    from the linear relaxation, beyond the simplex from blocks and a glance. Of the others only the
    bounds of the variables say how low they can be."""

    def sized(self, entries: int, part: float = 1.0) -> "Budget":
        """The budget, or a part of it, for a program of so many entries: a step stays a step, there
        are more or fewer."""
        factor = part * max(1.0, entries / USUAL_ENTRIES)
        return replace(self, search={aim: most * factor for aim, most in self.search.items()})


# Those of steadiness come on top of the whole: most scenarios have no plan in force.
_SHARES: Mapping[AimName, float] = {
    "shortfall": 0.20,
    "spread": 0.34,
    "cost": 0.24,
    "reliance": 0.03,
    "even_call": 0.02,
    "changes": 0.15,
    "change_size": 0.05,
    "tie_break": 0.05,
}
_EVERY_BOUND: frozenset[AimName] = frozenset({"shortfall", "spread", "cost", "reliance"})


def _budget(
    whole: float, search: float, step: float, block: float, relaxed: frozenset[AimName]
) -> Budget:
    shares = {aim: part * search for aim, part in _SHARES.items()}
    return Budget(whole, shares, step, block, relaxed)


BUDGETS: Mapping[Effort, Budget] = {
    "quick": _budget(20.0, 25.0, 0.3, 1.0, frozenset({"shortfall", "spread"})),
    "normal": _budget(60.0, 96.4, 0.5, 1.0, _EVERY_BOUND),
    "thorough": _budget(600.0, 900.0, 1.0, 3.0, _EVERY_BOUND),
}
