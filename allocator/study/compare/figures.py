"""The figures of a plan that a comparison sets side by side, over periods that both plans have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from allocator.accounts.national import counted
from allocator.report.burden_split import KINDS
from allocator.report.pool_roles import joined, led
from allocator.report.view import Codes, View

Number = int | Fraction
Key = TypeVar("Key")
HORIZON = ("to_industry", "work", "missing_return")
"""Figures of a state that hold for the whole horizon of its plan, whatever both have of it."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A figure in the first plan and in the other; None where it does not exist there."""

    before: Number | None
    after: Number | None
    alike: bool = True
    """Whether the two are measured alike; otherwise they have no difference."""

    @property
    def difference(self) -> Number | None:
        """What the other plan has more (less: below zero); exact."""
        if self.before is None or self.after is None or not self.alike:
            return None
        return self.after - self.before

    @property
    def part(self) -> Fraction | None:
        """The difference as a part of what it was; None where that was nothing."""
        difference = self.difference
        if difference is None or not self.before:
            return None
        return Fraction(difference) / self.before

    @property
    def rise(self) -> Number:
        """The difference; 0 where there is none."""
        return self.difference or 0


def shifts(before: Mapping[Key, Number], after: Mapping[Key, Number]) -> dict[Key, Shift]:
    """By key, in the order of the first; a key that one of them lacks is 0 there."""
    keys = dict.fromkeys((*before, *after))
    return {key: Shift(before.get(key, 0), after.get(key, 0)) for key in keys}


def state_figures(view: View, state: str, periods: Codes) -> dict[str, Number]:
    """Money in kEUR over the periods, burden in basis points, posts at their end, pools."""
    paid = [view.spending[state, period] for period in periods]
    footprint, burden = view.footprints[state], view.burdens[state]
    return {
        "new_money": sum(each.new_money for each in paid),
        **{kind: sum(getattr(each, kind) for each in paid) for kind in KINDS},
        "unpaid": sum(each.unpaid for each in paid),
        "loans": sum(each.loans for each in paid),
        "burden": burden.basis_points,
        "key_money": burden.key_money,
        "to_industry": footprint.money,
        "work": footprint.work,
        "missing_return": footprint.missing,
        "posts": view.plan.crews.get((state, periods[-1]), 0),
        "pools": len(joined(view, state)),
        "led": len(led(view, state)),
    }


def capability_figures(
    view: View, keys: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], dict[str, Number]]:
    """By capability and period: units, parts of the requirement, and the money that falls due."""
    money = _money_by_period(view)
    figures: dict[tuple[str, str], dict[str, Number]] = {}
    for key in keys:
        there, dependence = view.shortfalls[key], view.dependences[key]
        figures[key] = {
            "required": there.required,
            "contributions": there.contributions,
            "pools": there.pools,
            "european": there.european,
            "support": there.support,
            "lost": there.lost,
            "missing": there.missing,
            "european_share": dependence.european_share,
            "outside_share": dependence.outside_share,
            "missing_share": there.part,
            "new_money": money.get(key, 0),
        }
    return figures


def crossed_figures(
    view: View, looked_at: str, last: str, periods: Codes
) -> dict[tuple[str, str, str], Number]:
    """By state, capability and figure: what it gives, holds and pays, where that is anything."""
    figures: dict[tuple[str, str, str], Number] = {}
    for (state, capability, period), account in counted(view.ledger).items():
        for name, when in (("at_deadline", looked_at), ("at_end", last)):
            if period == when:
                figures[state, capability, f"contribution_{name}"] = account.contribution
                figures[state, capability, f"pooled_{name}"] = account.pooled
    index = view.scenario.period_index
    within = {index[period] for period in periods}
    for charge in view.ledger.charges:
        if charge.capability and charge.period in within:
            key = (charge.state, charge.capability, "new_money")
            figures[key] = figures.get(key, 0) + charge.amount
    return figures


def _money_by_period(view: View) -> Mapping[tuple[str, str], int]:
    """(capability, period) -> kEUR of new money that falls due, where there is any."""
    money: dict[tuple[str, str], int] = {}
    for charge in view.ledger.charges:
        key = (charge.capability, view.periods[charge.period])
        money[key] = money.get(key, 0) + charge.amount
    return money
