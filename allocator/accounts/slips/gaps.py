"""What is missing more in a period when some units are not there after all.

Formulas: "Milestones" in docs/model.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from allocator.accounts.enablers import Draw, draws
from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import (
    Shortfall,
    shortfalls,
    stepped,
    stepped_value,
    unit_price,
)
from allocator.domain.capability import Enabler
from allocator.domain.quantity import MILLE, WHOLE, ceil_div


@dataclass(frozen=True, slots=True)
class Added:
    """Shortfall of a period beyond that of the plan."""

    units: tuple[tuple[str, int], ...]
    """(capability, units missing more), sorted; without those of which nothing is."""
    value: int
    """The same at the prices of their steps: what it adds to the aim shortfall."""


@dataclass(frozen=True)
class Gaps:
    """The shortfalls of a plan, ready to be worked out again with less there.

    Everything else stays as the plan has it: nobody gives more, outside support does not rise, and
    of combat capabilities counts no more than before.
    """

    ledger: Ledger

    @cached_property
    def accounts(self) -> Mapping[tuple[str, str], Shortfall]:
        """By capability and period, as the plan has them."""
        return shortfalls(self.ledger)

    @cached_property
    def _draws(self) -> Mapping[tuple[str, str], tuple[Draw, ...]]:
        """By enabler and period, shared ones first: what they ask leaves no choice."""
        held: dict[tuple[str, str], list[Draw]] = {}
        if self.ledger.scenario.policy.holds("enablers"):
            for draw in draws(self.ledger):
                held.setdefault((draw.enabler, draw.period), []).append(draw)
        return {key: tuple(sorted(found, key=_shared_first)) for key, found in held.items()}

    def added(self, position: int, lost: Mapping[str, int]) -> Added:
        """What is missing more when `lost` units, by capability, are not there in a period."""
        period = self.ledger.scenario.periods[position].code
        counted: dict[str, int] = {}
        for capability, units in sorted(lost.items()):
            account = self.accounts[capability, period]
            counted[capability] = min(account.counted, max(0, account.there - units))
        for enabler, units in sorted(lost.items()):
            left = max(0, self.accounts[enabler, period].there - units)
            for draw in self._draws.get((enabler, period), ()):
                self._give_up(draw, left, counted)
        return self._compared(period, counted)

    def worth(self, position: int, capability: str, units: int) -> int:
        """Weighted shortfall of so many units that are not there, whatever they enable."""
        period = self.ledger.scenario.periods[position].code
        account = self.accounts[capability, period]
        counted = min(account.counted, max(0, account.there - units))
        return self._value(account, counted) - account.value

    def _compared(self, period: str, counted: Mapping[str, int]) -> Added:
        units, value = list[tuple[str, int]](), 0
        for capability in sorted(counted):
            account = self.accounts[capability, period]
            more = max(0, account.required - counted[capability]) - account.missing
            if more:
                units.append((capability, more))
                value += self._value(account, counted[capability]) - account.value
        return Added(tuple(units), value)

    def _value(self, account: Shortfall, counted: int) -> int:
        scenario = self.ledger.scenario
        steps = stepped(scenario, account.required, max(0, account.required - counted))
        return stepped_value(scenario, account.capability, account.period, steps)

    def _give_up(self, draw: Draw, there: int, counted: dict[str, int]) -> None:
        """Lower what counts until the enabler suffices, where a unit of it saves least first."""

        def now(row: Enabler) -> int:
            account = self.accounts[row.combat_capability, draw.period]
            return counted.get(row.combat_capability, account.counted)

        over = sum(row.per_unit * now(row) for row in draw.rows) - MILLE * there
        while over > 0 and any(map(now, draw.rows)):
            _, row, left = min(
                (
                    (Fraction(price, min(row.per_unit, over)), row, left)
                    for row in draw.rows
                    if now(row)
                    for price, left in [self._next(row.combat_capability, draw.period, now(row))]
                ),
                key=lambda each: (each[0], each[1].combat_capability),
            )
            given = min(left, max(1, over // row.per_unit))
            counted[row.combat_capability] = now(row) - given
            over -= given * row.per_unit

    def _next(self, capability: str, period: str, counted: int) -> tuple[int, int]:
        """(price of the next unit that does not count, how many units have that price)."""
        scenario, account = self.ledger.scenario, self.accounts[capability, period]
        missing = account.required - counted
        if missing < 0:
            return 0, -missing
        ends = (
            ceil_div(step.end * account.required, WHOLE) for step in scenario.policy.shortfall_steps
        )
        step, end = next((step, end) for step, end in enumerate(ends) if end > missing)
        return unit_price(scenario, capability, period, step), end - missing


def _shared_first(draw: Draw) -> tuple[bool, str]:
    return not draw.rows[0].shared, draw.rows[0].combat_capability
