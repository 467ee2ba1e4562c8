"""What keeps a state from more than its share, and from less."""

from fractions import Fraction
from typing import NamedTuple

from allocator.report.limits.limit import Limit
from allocator.report.numbers import part_of, units
from allocator.report.prose import listing, whole_listing
from allocator.report.state.view import StateView

HELD = {
    "ceiling": "It cannot spend more in {periods}: its ceiling is {used}",
    "budget window": "It cannot spend more in the budget windows that end in {periods}: they are "
    "{used}",
    "crews": "It cannot man more in {periods}: its people are {used}",
    "burden ceiling": "It cannot pay more: its burden is at its ceiling",
    "stand-alone limit": "It cannot pay more: it pays as much as going alone would cost it",
    "limit in force": "It cannot pay more: it pays as much as under the plan in force",
    "concentration": "It cannot give more of {capabilities}: that is the cap of one state",
}
"""What keeps a state from more, by the kind of limit, what weighs most first."""


class Reason(NamedTuple):
    """A sentence, its figure, and the cell where that stands."""

    words: str
    figure: str
    where: str


def more(own: StateView) -> Reason | None:
    """The limit of its own that keeps it from more."""
    for kind, clause in HELD.items():
        limits = [limit for limit in own.limits if limit.kind == kind]
        if limits:
            said = clause.format(**_facts(own, limits))
            return Reason(f"{said}.", _used(limits[0]), limits[0].cell)
    return None


def spent(own: StateView) -> Reason | None:
    """What it spends of what it may, where no limit of its own is reached."""
    if more(own) or not own.view.policy.holds("budget"):
        return None
    accounts = [own.view.spending[own.state, period] for period in own.view.periods]
    most = sum(account.ceiling for account in accounts)
    if not most:
        return None
    used = Fraction(sum(account.own for account in accounts), most)
    where = own.view.scenario.book.address("budgets", (own.state, own.view.periods[0]), "ceiling")
    part = part_of(used, 0)
    words = f"No ceiling, crew or cap of its own is reached: it spends {part} of all its ceilings."
    return Reason(words, part, where)


def less(own: StateView) -> Reason | None:
    """A pledge of its own that holds with nothing to spare."""
    view = own.view
    if not view.policy.holds("pledges"):
        return None
    for pledge in view.scenario.pledges:
        key = (own.state, pledge.code, pledge.period)
        mine = pledge.state == own.state and pledge.object == "contribution"
        exact = view.plan.contribution.get(key, 0) == pledge.quantity
        if mine and exact and pledge.quantity and pledge.relation != "at_most":
            name = view.short_capability(pledge.code)
            where = view.scenario.book.address("pledges", (str(pledge.row),), "quantity")
            words = f"It cannot give less of {name}: it gives what it pledged for {pledge.period}."
            return Reason(words, units(pledge.quantity), where)
    return None


def _facts(own: StateView, limits: list[Limit]) -> dict[str, str]:
    when: dict[str, list[str]] = {}
    for limit in limits:
        if limit.capability:
            when.setdefault(limit.capability, []).append(limit.period)
    return {
        "periods": whole_listing(dict.fromkeys(limit.period for limit in limits)),
        "used": "all but used up" if any(limit.slack for limit in limits) else "used up",
        "capabilities": listing(
            f"{own.view.short_capability(code)} ({whole_listing(dict.fromkeys(periods))})"
            for code, periods in when.items()
        ),
    }


def _used(limit: Limit) -> str:
    """How much of a limit is taken."""
    if limit.used is None or not limit.most:
        return "all"
    return part_of(min(Fraction(1), limit.used / limit.most), 1)
