"""What is left of a plan, with the nearest at hand taken over by others: where a search begins."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from allocator.accounts.decisions import Codes, Decisions, Series, total
from allocator.accounts.rights import Rights
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.study.held.remains import flat

TENTHS = 10
GROWN = {"expansion": "funding", "component_expansion": "component_funding"}


def mended(left: Plan, plan: Plan, after: Scenario) -> Plan:
    """What is left of `plan`, with shares and payments of others in the place of those lost.

    Lots of a pool that some of the buyers are left of stay whole: the others take the missing
    shares, as far as each may have them. Steps of which somebody lost pays a part are paid for by
    who pays most already, or else by the largest state that may. Rows may still be broken.
    """
    rights = Rights(after, enforced=after.policy.holds("access"))
    changes: dict[str, Any] = _topped_up(left, plan, after)
    changes |= {paid: _paid(after, left, steps, paid, rights) for steps, paid in GROWN.items()}
    return replace(left, **changes)


def _topped_up(left: Plan, plan: Plan, after: Scenario) -> dict[str, dict[Any, int]]:
    """Lots of pools with their shares."""
    now, lots = Decisions(after, left), dict[Codes, Series]()
    known = {
        key: value
        for key, value in plan.pool_shares.items()
        if key[0] in after.state_by_code
        and key[1] in after.pool_by_code
        and key[2] in after.pool_by_code[key[1]].lines
    }
    held = Decisions(after, Plan(pool_shares=known)).pool_shares
    room = {
        (row.state, row.pool): max(0, row.most_share - row.shares_today)
        for row in after.pool_members
    }
    shares = dict(now.pool_shares)
    for (pool, line), whole in now.pool_delivered.items():
        buyers = {key: series for key, series in held.items() if key[1:] == (pool, line)}
        sold = total(((pool, line), series) for series in buyers.values())[pool, line]
        per_lot = after.capability_by_code[after.pool_by_code[pool].capability].shares_per_lot
        wanted = tuple(-(-n // per_lot) for n in sold)
        lots[pool, line] = whole
        if any(n % per_lot for n in sold) and wanted != whole:
            filled = _filled(buyers, tuple(per_lot * n for n in wanted), room)
            if filled:
                lots[pool, line] = wanted
                shares |= filled
    return {"pool_delivered": flat(after, lots), "pool_shares": flat(after, shares)}


def _filled(
    buyers: Mapping[Codes, Series], wanted: Series, room: Mapping[tuple[str, str], int]
) -> dict[Codes, Series]:
    """The buyers' shares with what is missing of those wanted; empty where they have no room."""
    found = {key: list(series) for key, series in buyers.items()}
    for period, asked in enumerate(wanted):
        lacking = asked - sum(series[period] for series in found.values())
        for key in sorted(found, key=lambda key: (-buyers[key][-1], key)):
            series = found[key]
            free = room.get((key[0], key[1]), 0) - max(series)
            more = max(0, min(lacking, free))
            series[period:] = [n + more for n in series[period:]]
            lacking -= more
        if lacking:
            return {}
    return {key: tuple(series) for key, series in found.items()}


def _paid(after: Scenario, plan: Plan, steps: str, paid: str, rights: Rights) -> dict[Any, int]:
    """Tenths of all steps, those that nobody pays for any more included."""
    decisions = Decisions(after, plan)
    payers: dict[Codes, Series] = dict(getattr(decisions, paid))
    tenths = total((codes[1:], series) for codes, series in payers.items())
    for codes, series in getattr(decisions, steps).items():
        there = tenths.get(codes, decisions.zero)
        lacking = tuple(TENTHS * n - has for n, has in zip(series, there, strict=True))
        if any(n > 0 for n in lacking):
            payer = _payer(after, codes, payers, rights)
            if payer is not None:
                own = payers.get(payer, decisions.zero)
                payers[payer] = tuple(a + max(0, b) for a, b in zip(own, lacking, strict=True))
    return flat(after, payers)


def _payer(
    after: Scenario, codes: Codes, payers: Mapping[Codes, Series], rights: Rights
) -> Codes | None:
    """Who pays most of it; else the largest state that may pay."""
    there = [key for key in payers if key[1:] == codes and any(payers[key])]
    if there:
        return max(there, key=lambda key: (payers[key][-1], key))

    def may(state: str) -> bool:
        if len(codes) == 1:
            return rights.may_fund(state, codes[0])
        return rights.may_fund_component(state, *codes)

    able = [state for state in after.states if may(state.code)]
    largest = max(able, key=lambda state: (state.gdp, state.code), default=None)
    return None if largest is None else (largest.code, *codes)
