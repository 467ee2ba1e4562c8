"""Slide on the pools that open: who leads, who is in, what they cost."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from allocator.domain.pool import Pool
from allocator.report.names import capability_name, named
from allocator.report.numbers import amount, millions
from allocator.report.pool_roles import leaders, members, open_pools
from allocator.report.prose import listing, number, opening, readable, verb
from allocator.report.view import Codes, View
from allocator.tables.slide import ChartData, ChartSeries, Slide, SlideTable

MOST_POOLS = 16
"""Rows of the table."""
MOST_STATES = 16
"""Bars of the chart."""


def pools_title(view: View) -> str:
    """How many pools open, and who leads most of them."""
    opened = open_pools(view)
    if not view.pools:
        return "The plan's workbook offers no pools"
    if not opened:
        return f"No pool opens out of {len(view.pools)}"
    start = number(len(opened), "pool opens", "pools open")
    return f"{opening(start)} out of {len(view.pools)}{_leading(view, opened)}"


def _leading(view: View, opened: Codes) -> str:
    led = Counter(leader for code in opened for leader in leaders(view, code))
    most = max(led.values(), default=0)
    first = [state for state in view.states if most and led[state] == most]
    if not first:
        return ""
    if most == 1:
        return f", led by {number(len(first), 'framework nation')}"
    if len(first) == 1:
        return f"; {named(view, first[0])} leads {most} of them"
    who = f"{len(first)} states" if len(first) > 2 else listing(named(view, s) for s in first)
    return f"; {who} lead {most} each"


def costs(view: View) -> Mapping[str, int]:
    """kEUR by pool over the horizon, of all its members."""
    money: Counter[str] = Counter()
    for charge in view.ledger.charges:
        if charge.pool:
            money[charge.pool] += charge.amount
    return money


def pools_slide(view: View) -> Slide:
    """The costliest pools in a table, and the states by pools led and joined."""
    opened = open_pools(view)
    money = costs(view)
    ranked = sorted(opened, key=lambda code: (-money.get(code, 0), code))
    table = SlideTable(
        f"Open pools, {MOST_POOLS} costliest" if len(opened) > MOST_POOLS else "Open pools",
        ("Pool", "Capability", "Led by", "Members", "EUR m"),
        tuple(
            _row(view, view.scenario.pool_by_code[code], money.get(code, 0))
            for code in ranked[:MOST_POOLS]
        ),
        (40, 34, 18, 12, 10),
        frozenset((3, 4)),
        weight=5,
    )
    costly = sum(money.get(code, 0) for code in opened)
    told = f"The pools cost {amount(costly)} of new money." if costly else ""
    return Slide(
        pools_title(view),
        "Multinational pools: shares in lots owned in common, one framework nation each",
        panels=(table, _by_state(view)) if opened else (),
        sentences=tuple(filter(None, (told, _outside(view, opened)))),
        sources=("pools", "pool_members", "pool_split"),
    )


def _row(view: View, pool: Pool, money: int) -> tuple[str, ...]:
    return (
        readable(pool.name, 60),
        capability_name(view, pool.capability),
        ", ".join(view.state_name(state) for state in leaders(view, pool.code)) or "–",
        f"{len(members(view, pool.code))}",
        millions(money),
    )


def _by_state(view: View) -> ChartData:
    opened = open_pools(view)
    led = Counter(state for code in opened for state in leaders(view, code))
    joined = Counter(state for code in opened for state in members(view, code))
    rank = view.rank["state"]
    states = sorted(joined, key=lambda state: (-joined[state], -led[state], rank[state]))
    shown = states[:MOST_STATES]
    other = tuple(Fraction(joined[state] - led[state]) for state in shown)
    return ChartData(
        "stacked_bar",
        "Pools by state" if len(shown) == len(states) else "Pools by state, most memberships",
        tuple(view.state_name(state) for state in shown),
        (
            ChartSeries("leads", tuple(Fraction(led[state]) for state in shown), 0),
            ChartSeries("is in", other, 5),
        ),
        "0;;",
        weight=2,
    )


def _outside(view: View, opened: Codes) -> str:
    """States that are in no pool, where there are pools at all."""
    if not opened:
        return ""
    inside = {state for code in opened for state in members(view, code)}
    out = [named(view, state) for state in view.states if state not in inside]
    if not out:
        return "Every state is in at least one of them."
    return f"{opening(listing(out, 5))} {verb(len(out), 'is', 'are')} in none of them."
