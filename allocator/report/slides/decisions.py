"""Slide on what must be decided by when."""

from collections import Counter
from fractions import Fraction
from typing import NamedTuple

from allocator.accounts.delivery import Delivery
from allocator.accounts.indicators import delivery_price
from allocator.domain.period import month
from allocator.report.names import capability_name, quantity
from allocator.report.numbers import amount, millions, month_name
from allocator.report.pool_roles import decide_by, members, operates_from
from allocator.report.prose import number, of_all, opening, readable, verb
from allocator.report.slides.form import MOST_BARS
from allocator.report.view import View
from allocator.tables.slide import ChartData, ChartSeries, Slide, SlideTable

KINDS = {"pool": "open", "growth": "expand", "order": "order"}
"""What is decided, as the table says it; the chart's colours go by their order."""
SERIES = {"pool": "Pools", "growth": "Growth of production", "order": "Orders"}
LARGEST = 14
"""Rows of the table."""
FEW = 14
"""Months that columns still tell apart; where there are more, years are shown."""


class Decision(NamedTuple):
    """One decision of a state, a pool or the makers of a line."""

    by: int
    """Month, in months since January of year 0."""
    kind: str
    who: str
    what: str
    money: int
    """kEUR that it commits."""


def decisions(view: View) -> tuple[Decision, ...]:
    """All of the plan, the most urgent first and among these the largest."""
    found = (*_pools(view), *_growth(view), *_orders(view))
    return tuple(sorted(found, key=lambda each: (each.by, -each.money, each)))


def _pools(view: View) -> list[Decision]:
    fees: Counter[str] = Counter()
    for charge in view.ledger.charges:
        if charge.kind == "fees":
            fees[charge.pool] += charge.amount
    found = []
    for code in view.pools:
        at = operates_from(view, code)
        if at is not None:
            decided, start = decide_by(view, code), view.scenario.periods[at].start
            by = start if decided is None else decided
            who = number(len(members(view, code)), "member")
            name = readable(view.scenario.pool_by_code[code].name, 60)
            found.append(Decision(by, "pool", who, name, fees[code]))
    return found


def _growth(view: View) -> list[Decision]:
    """Steps of lines and of makers of components, with what all states pay for them."""
    money: Counter[tuple[int, str, str]] = Counter()
    for charge in view.ledger.charges:
        if charge.kind == "funding":
            host = view.scenario.line_by_code[charge.line].host
            money[charge.period, host, charge.line] += charge.amount
        elif charge.kind == "components":
            money[charge.period, charge.host, charge.component] += charge.amount
    return [
        Decision(
            view.scenario.periods[at].start,
            "growth",
            view.state_name(host),
            _maker(view, code),
            paid,
        )
        for (at, host, code), paid in money.items()
    ]


def _maker(view: View, code: str) -> str:
    """A line by its name, a component by its code: it has no name."""
    line = view.scenario.line_by_code.get(code)
    return readable(code if line is None else line.name, 60)


def _orders(view: View) -> list[Decision]:
    """New lots of states and of pools at the prices that their buyers pay, rebates left out."""
    found = []
    for due in view.deliveries:
        pool = view.scenario.pool_by_code.get(due.buyer)
        who = view.state_name(due.buyer) if pool is None else readable(pool.name, 60)
        money = delivery_price(view.ledger, due)
        found.append(Decision(due.order_by, "order", who, _ordered(view, due), money))
    return found


def _ordered(view: View, due: Delivery) -> str:
    """`44 Tanks`; `24 × 100 rounds: Artillery rounds` where the unit is a number itself."""
    name = capability_name(view, due.capability)
    count = quantity(view, due.capability, due.units)
    return f"{count}: {name}" if "×" in count else f"{count} {name}"


def decisions_title(found: tuple[Decision, ...]) -> str:
    """How many decisions fall due first, and what they commit."""
    if not found:
        return "The plan needs no decisions"
    first = [each for each in found if each.by == found[0].by]
    money = sum(each.money for each in first)
    by = month_name(found[0].by)
    if len(found) == 1:
        only = f"The one decision of the plan is due by {by}"
        return f"{only}: it commits {amount(money)}" if money else only
    due = verb(len(first), "is", "are")
    due_first = opening(f"{of_all(len(first), len(found))} decisions {due} due by {by}")
    if not money:
        return due_first
    return f"{due_first}; {verb(len(first), 'it commits', 'they commit')} {amount(money)}"


def decisions_slide(view: View) -> Slide:
    """Decisions over time by kind, and the largest of the first ones."""
    found = decisions(view)
    if not found:
        return Slide(decisions_title(found), "Milestones", sources=("milestones",))
    first = [each for each in found if each.by == found[0].by]
    table = SlideTable(
        f"Due by {month_name(found[0].by)}: the largest",
        ("Who", "Decides to", "What", "EUR m"),
        tuple(
            (each.who, KINDS[each.kind], each.what, millions(each.money))
            for each in first[:LARGEST]
        ),
        (38, 14, 46, 10),
        frozenset((3,)),
        weight=5,
    )
    return Slide(
        decisions_title(found),
        "Counted: each pool that opens, each step of a producer, each order of a state or a pool, "
        "by the month in which it is due; prices without operation and rebates",
        panels=(_over_time(found), table),
        sentences=_in_all(found),
        sources=("milestones", "orders", "pool_orders", "investments"),
    )


def _in_all(found: tuple[Decision, ...]) -> tuple[str, ...]:
    """What all decisions commit, where some are due later than the first."""
    money = sum(each.money for each in found)
    if found[-1].by == found[0].by or not money:
        return ()
    last = month_name(found[-1].by)
    return (f"The last is due by {last}; together all {len(found)} commit {amount(money)}.",)


def _over_time(found: tuple[Decision, ...]) -> ChartData:
    months = sorted({each.by for each in found})
    yearly = len(months) > FEW
    spans = sorted({each.by // 12 for each in found}) if yearly else months
    counts = Counter((each.by // 12 if yearly else each.by, each.kind) for each in found)
    return ChartData(
        "stacked_column",
        f"Decisions by {'year' if yearly else 'month'} in which they are due",
        tuple(str(span) if yearly else month(span) for span in spans[:MOST_BARS]),
        tuple(
            ChartSeries(name, tuple(Fraction(counts[span, kind]) for span in spans[:MOST_BARS]))
            for kind, name in SERIES.items()
        ),
        "#,##0",
        least=0,
        weight=3,
    )
