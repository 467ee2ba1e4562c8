"""Which decisions must be taken before it is known which scenario it is.

Orders whose latest month lies before that, what is done in earlier periods, and who is in pools
that operate earlier. What binds nobody later is left to each scenario: support, what counts, and
how what falls due is paid (crews, carry, loans), which follows from the rest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario

Codes = tuple[str, ...]
Decision = tuple[str, Codes]
"""Its name and the codes of its index."""
Stated = Mapping[Decision, int]
"""Decisions that are taken here and now, where they are not zero."""
ORDERED: Mapping[str, tuple[int, int | None]] = {
    "delivered": (1, 0),
    "pool_delivered": (1, None),
    "pool_shares": (2, 0),
}
"""Decisions that are ordered ahead: places of the line and of the state among their codes."""
DONE = (
    "contribution",
    "operating",
    "expansion",
    "funding",
    "component_expansion",
    "component_funding",
)
"""Decisions that are taken in their period."""
MEMBERSHIPS = ("join", "lead")
"""Taken when their pool begins to operate: codes are a state and a pool."""
POOL_AT = {"pool_delivered": 0, "pool_shares": 1, "operating": 0, "join": 1, "lead": 1}
"""Place of the pool among the codes of what makes up a pool."""


@dataclass(frozen=True)
class HereAndNow:
    """The decisions that are taken before a period begins."""

    scenarios: tuple[Scenario, ...]
    """The workbook as it stands, and what may come of it; their periods are the same."""
    period: str
    """The first one in which it is known which it is."""

    @cached_property
    def place(self) -> int:
        """Position of the period."""
        return self.scenarios[0].period_index[self.period]

    @cached_property
    def month(self) -> int:
        """In which it begins."""
        return self.scenarios[0].periods[self.place].start

    @cached_property
    def before(self) -> str | None:
        """The last period that is decided without knowing; None where there is none."""
        return self.scenarios[0].periods[self.place - 1].code if self.place else None

    def joined(self, name: str, codes: Codes) -> bool:
        """Whether a decision is the same whatever comes; memberships are asked for apart."""
        if name in ORDERED:
            line, state = ORDERED[name]
            buyer = None if state is None else codes[state]
            return self.order_month(codes[line], buyer, codes[-1]) < self.month
        return name in DONE and self._index[codes[-1]] < self.place

    def order_month(self, line: str, state: str | None, period: str) -> int:
        """Latest month of an order that is to be there in a period, in the scenario in which it
        takes longest; `state` None for a pool."""
        return self._starts[period] - self._months(line, state)

    def stated(self, plan: Plan) -> Stated:
        """What a plan says of these decisions, memberships included."""
        found: dict[Decision, int] = {}
        for name in (*ORDERED, *DONE, *MEMBERSHIPS):
            held: Mapping[Codes, int] = getattr(plan, name)
            for codes in sorted(held):
                early = name in MEMBERSHIPS and (codes[1], self.before) in plan.operating
                if early or self.joined(name, codes):
                    found[name, codes] = held[codes]
        return found

    def common(self, every: Sequence[Stated]) -> Stated:
        """What several have in common: the least of what each buys and gives, and the pools and
        the expansions that all have alike."""
        names = {decision for each in every for decision in each}
        unlike = {
            _whole(decision)
            for decision in names
            if len({each.get(decision, 0) for each in every}) > 1
        }
        least = {decision: min(each.get(decision, 0) for each in every) for decision in names}
        return {
            decision: value
            for decision, value in sorted(least.items())
            if value and (_whole(decision) is None or _whole(decision) not in unlike)
        }

    def differing(self, plans: Sequence[Plan]) -> tuple[Decision, ...]:
        """Decisions of this kind in which plans are not the same."""
        every = [self.stated(plan) for plan in plans]
        named = sorted({decision for each in every for decision in each})
        return tuple(one for one in named if len({each.get(one, 0) for each in every}) > 1)

    def _months(self, line: str, state: str | None) -> int:
        found = self._longest.get((line, state))
        if found is None:
            found = self._longest[line, state] = max(
                (
                    scenario.line_by_code[line].lead_months + _delay(scenario, line, state)
                    for scenario in self.scenarios
                    if line in scenario.line_by_code
                ),
                default=0,
            )
        return found

    @cached_property
    def _longest(self) -> dict[tuple[str, str | None], int]:
        """Months from order to delivery that are known already, by line and state."""
        return {}

    @cached_property
    def _index(self) -> Mapping[str, int]:
        return self.scenarios[0].period_index

    @cached_property
    def _starts(self) -> Mapping[str, int]:
        return {period.code: period.start for period in self.scenarios[0].periods}


def _delay(scenario: Scenario, line: str, state: str | None) -> int:
    access = scenario.access_by_key.get((line, state)) if state is not None else None
    return access.delay_months if access is not None else 0


def _whole(decision: Decision) -> Codes | None:
    """What a decision is a part of that cannot be had in part: a pool, what expands; else None."""
    name, codes = decision
    if name in POOL_AT:
        return "pool", codes[POOL_AT[name]]
    if name in {"expansion", "component_expansion"}:
        return name, *codes[:-1]
    if name in {"funding", "component_funding"}:
        return name.replace("funding", "expansion"), *codes[1:-1]
    return None
