"""Who else would change: what differs between the known plan and the other one, largest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.explain.given import given
from allocator.report.view import View


@dataclass(frozen=True, slots=True)
class MoneyShift:
    """New money of a state, kEUR, and its burden, basis points."""

    state: str
    before: int
    after: int
    burden_before: int
    burden_after: int

    @property
    def rise(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class GivenShift:
    """Units that count of a state in the period of the question."""

    state: str
    capability: str
    before: Fraction
    after: Fraction
    part: Fraction
    """The rise as part of what is required; the whole where nothing is."""

    @property
    def rise(self) -> Fraction:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class OrderShift:
    """Units that a state or a pool orders of a line by the end."""

    buyer: str
    line: str
    before: int
    after: int

    @property
    def rise(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class MissingShift:
    """Missing units, and what they add to the aim shortfall."""

    capability: str
    period: str
    before: int
    after: int
    value: int
    """Weighted rise."""

    @property
    def rise(self) -> int:
        return self.after - self.before


def money_shifts(before: View, after: View) -> tuple[MoneyShift, ...]:
    """States that pay more or less."""
    found = [
        MoneyShift(
            state,
            before.burdens[state].new_money,
            after.burdens[state].new_money,
            before.burdens[state].basis_points,
            after.burdens[state].basis_points,
        )
        for state in before.states
    ]
    return tuple(sorted((each for each in found if each.rise), key=lambda each: -abs(each.rise)))


def given_shifts(before: View, after: View, period: str) -> tuple[GivenShift, ...]:
    """States that give more or less of a capability, by the part of the requirement that moves."""
    old, new = given(before.ledger), given(after.ledger)
    keys = sorted(key for key in {*old, *new} if key[2] == period)
    nought = Fraction(0)
    found = []
    for state, capability, _ in before.sorted_keys(("state", "capability", "period"), keys):
        key = (state, capability, period)
        there, then = old.get(key, nought), new.get(key, nought)
        required = before.scenario.required[capability, period]
        part = Fraction(then - there) / required if required else Fraction(then != there)
        found.append(GivenShift(state, capability, there, then, part))
    return tuple(sorted((each for each in found if each.rise), key=lambda each: -abs(each.part)))


def order_shifts(before: View, after: View) -> tuple[OrderShift, ...]:
    """Buyers that order more or less of a line, by its list price."""
    old, new = _ordered(before), _ordered(after)
    lines = before.scenario.line_by_code
    found = [
        OrderShift(buyer, line, old.get((buyer, line), 0), new.get((buyer, line), 0))
        for buyer, line in sorted({*old, *new})
    ]
    moved = [each for each in found if each.rise]
    return tuple(sorted(moved, key=lambda each: -abs(each.rise) * lines[each.line].unit_price))


def missing_shifts(before: View, after: View) -> tuple[MissingShift, ...]:
    """Capabilities of which more or less is missing, by what that adds to the shortfall."""
    found = []
    for key in ((code, period) for code in before.capabilities for period in before.periods):
        old, new = before.shortfalls[key], after.shortfalls[key]
        if old.missing != new.missing or old.value != new.value:
            found.append(MissingShift(*key, old.missing, new.missing, new.value - old.value))
    return tuple(sorted(found, key=lambda each: -abs(each.value)))


def _ordered(view: View) -> Mapping[tuple[str, str], int]:
    """Units by buyer and line."""
    scenario = view.scenario
    last = view.last
    lots: dict[tuple[str, str], int] = {}
    for deliveries in (view.plan.delivered, view.plan.pool_delivered):
        for (buyer, line, period), count in deliveries.items():
            if period == last:
                lot = scenario.capability_by_code[scenario.line_by_code[line].capability].lot
                lots[buyer, line] = lot * count
    return lots
