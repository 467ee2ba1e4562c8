"""Sheet `limits`: what the plan has run up against, in words, with slack and legal basis."""

from collections.abc import Iterable

from allocator.report.limits import forces, pools, rules, states, supply
from allocator.report.limits import money as funds
from allocator.report.limits.limit import Limit
from allocator.report.sheet import long_sheet
from allocator.report.view import View
from allocator.tables.column import Column
from allocator.tables.table import Row, Table

COLUMNS = (
    Column("kind", "kind", "text", "what kind of limit", "key", 18),
    Column("subject", "subject", "text", "codes of whom or what it binds", "key", 24),
    Column("period", "period", "code", "period in which it binds", "key", 9),
    Column("words", "words", "prose", "what it means", width=70),
    Column("used", "used", "decimal", "how much is taken"),
    Column("most", "most", "decimal", "how much there is"),
    Column("slack", "slack", "decimal", "what is left"),
    Column("unit", "unit", "code", "of the three figures", width=8),
    Column("legal_basis", "legal_basis", "prose", "what the limit rests on", width=40),
    Column(
        "source_cell", "source_cell", "code", "cell of the input workbook that sets it", width=22
    ),
)

FAMILIES = {
    "access": "access",
    "budget window": "budget",
    "burden ceiling": "burden",
    "calls": "pooling",
    "ceiling": "budget",
    "component": "components",
    "concentration": "concentration",
    "crews": "personnel",
    "dependence cap": "dependence",
    "eligible payments": "origin",
    "enabler": "enablers",
    "exclusion": "pooling",
    "fund": "origin",
    "limit in force": "burden",
    "pledge": "pledges",
    "pool size": "pooling",
    "pools of a small state": "pooling",
    "stand-alone limit": "burden",
    "work return": "footprint",
}
"""The family behind each kind of limit, where a what-if may leave it out."""


def binding(view: View) -> tuple[Limit, ...]:
    """All limits reached, in all periods: those of capabilities first, then those of states.

    What a what-if leaves out is no limit.
    """
    holds = view.policy.holds
    money = (
        *states.ceilings(view),
        *funds.window_ceilings(view),
        *states.crew_limits(view),
        *states.burden_ceilings(view),
        *states.policy_limits(view),
    )
    of_money = [limit for limit in money if holds(FAMILIES[limit.kind])]
    spent = frozenset(limit.subject for limit in of_money)
    markets = [supply.Market(view, *missing) for missing in view.short]
    found = (
        *(limit for market in markets for limit in supply.line_limits(market)),
        *(limit for market in markets for limit in supply.component_limits(market)),
        *forces.concentration(view),
        *forces.dependence_caps(view),
        *forces.pool_sizes(view),
        *forces.enabler_limits(view),
        *(limit for market in markets for limit in supply.buyer_limits(market, spent)),
        *(limit for market in markets for limit in supply.access_limits(market)),
        *rules.bans_and_caps(view),
        *rules.domain_money(view),
        *rules.pledges(view),
        *of_money,
        *funds.loan_limits(view),
        *states.returns(view),
        *states.pool_limits(view),
        *pools.exclusions(view),
        *pools.calls(view),
    )
    return tuple(limit for limit in found if holds(FAMILIES.get(limit.kind, "capacity")))


def limits(view: View, found: tuple[Limit, ...]) -> Table:
    """Limits of states in every period; limits on a capability at the deadline and at the end."""
    return long_sheet(
        view,
        "limits",
        "Limits the plan has reached",
        "What holds the plan back: limits with at most 1 % of money or posts left, or no room for "
        "another unit, lot or member, and what they rest on.",
        COLUMNS,
        map(_row, _looked_at(view, found)),
    )


def _looked_at(view: View, found: tuple[Limit, ...]) -> Iterable[Limit]:
    seen: set[tuple[str, str, str]] = set()
    for limit in found:
        key = (limit.kind, limit.subject, limit.period)
        if key not in seen and (not limit.capability or limit.period in view.looked_at):
            seen.add(key)
            yield limit


def _row(limit: Limit) -> Row:
    return (
        limit.kind,
        limit.subject,
        limit.period,
        limit.words,
        limit.used,
        limit.most,
        limit.slack,
        limit.unit,
        limit.basis,
        limit.cell,
    )
