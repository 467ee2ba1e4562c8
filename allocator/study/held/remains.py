"""What is left of a plan when something is lost, before anybody decides anything anew."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from allocator.accounts.components import in_a_lot, parts
from allocator.accounts.decisions import Codes, Decisions, Series, increases, total
from allocator.accounts.ledger import Ledger
from allocator.accounts.rights import Rights
from allocator.accounts.stock import Stock
from allocator.domain.known_codes import known_codes
from allocator.domain.plan import NAMES, Plan
from allocator.domain.quantity import ceil_div
from allocator.domain.scenario import Scenario
from allocator.domain.supply_chain import supply_chains

Lots = dict[Codes, Series]
MONEY = ("funding", "component_funding")


def remains(plan: Plan, after: Scenario) -> Plan:
    """The plan without what rests on something that `after` has no longer.

    Lots that nobody may deliver or take are gone; of a pool's lots as many whole ones are left as
    the shares of the remaining buyers fill. Where makers of a component are gone, lines that need
    it go without their latest lots until parts suffice. Contributions are clipped to what is there.
    Nobody takes over anything, so the plan may break rules of pools and the sharing of money.
    """
    left = rests(plan, after)
    own, pooled = _within_parts(after, left)
    return given(with_lots(left, after, own, pooled), after)


def rests(plan: Plan, after: Scenario) -> Plan:
    """The same, but contributions and what parts suffice for are not looked at."""
    named = known_part(plan, after)
    may = _Dealing(after)
    decisions = Decisions(after, named)
    own = {key: lots for key, lots in decisions.delivered.items() if may.buy(*key)}
    shares = {key: held for key, held in decisions.pool_shares.items() if may.share(*key)}
    sold = total(((pool, line), held) for (_, pool, line), held in shares.items())
    pooled = {
        key: _whole(lots, sold.get(key, decisions.zero), may.shares_per_lot(key[0]))
        for key, lots in decisions.pool_delivered.items()
    }
    return with_lots(
        replace(
            named,
            pool_shares=flat(after, shares),
            join={key: 1 for key in named.join if may.rights.may_join(*key)},
            lead=_leaders(named, may),
        ),
        after,
        own,
        pooled,
    )


@dataclass(frozen=True)
class _Dealing:
    """Who may still take what from whom."""

    after: Scenario

    @cached_property
    def rights(self) -> Rights:
        return Rights(self.after, enforced=self.after.policy.holds("access"))

    @cached_property
    def unsupplied(self) -> frozenset[str]:
        """Lines that need a component which nobody makes."""
        if not self.after.policy.holds("components"):
            return frozenset()
        return frozenset(
            use.line
            for chain in supply_chains(self.after)
            if not chain.makers
            for use in chain.uses
        )

    def buy(self, state: str, line: str) -> bool:
        return self.rights.permitted(state, line) and line not in self.unsupplied

    def share(self, state: str, pool: str, line: str) -> bool:
        return line in self.after.pool_by_code[pool].lines and self.buy(state, line)

    def shares_per_lot(self, pool: str) -> int:
        capability = self.after.pool_by_code[pool].capability
        return self.after.capability_by_code[capability].shares_per_lot


def known_part(plan: Plan, after: Scenario) -> Plan:
    """Decisions whose codes are all there."""
    known = known_codes(after)
    found: dict[str, dict[Any, int]] = {}
    for decision in fields(plan):
        names = NAMES[decision.name]
        stated: Mapping[Codes, int] = getattr(plan, decision.name)
        found[decision.name] = {
            codes: value
            for codes, value in stated.items()
            if all(code in known[name] for name, code in zip(names, codes, strict=True))
        }
    made = after.component_by_key
    found["component_expansion"] = {
        key: n for key, n in found["component_expansion"].items() if key[:2] in made
    }
    found["component_funding"] = {
        key: n for key, n in found["component_funding"].items() if key[1:3] in made
    }
    return Plan(**found)


def _leaders(plan: Plan, may: _Dealing) -> dict[tuple[str, str], int]:
    """A pool whose framework nation is gone is led by the first that is in and may."""
    led = {pool for _, pool in plan.lead}
    found = dict(plan.lead)
    for state, pool in sorted(plan.join):
        if pool not in led and may.rights.may_lead(state, pool):
            found[state, pool] = 1
            led.add(pool)
    return found


def _whole(lots: Series, sold: Series, per_lot: int) -> Series:
    return tuple(min(n, shares // per_lot) for n, shares in zip(lots, sold, strict=True))


def with_lots(plan: Plan, after: Scenario, own: Lots, pooled: Lots) -> Plan:
    """The plan with these lots, and the shares that fill those of pools."""
    decisions = Decisions(after, plan)
    per_lot = _Dealing(after).shares_per_lot
    bought: Lots = {}
    for (pool, line), lots in pooled.items():
        buyers = {
            key: held for key, held in decisions.pool_shares.items() if key[1:] == (pool, line)
        }
        bought |= _filled(buyers, tuple(per_lot(pool) * n for n in lots))
    return replace(
        plan,
        delivered=flat(after, own),
        pool_delivered=flat(after, pooled),
        pool_shares=flat(after, bought),
    )


def _filled(buyers: Mapping[Codes, Series], wanted: Series) -> Lots:
    """So many shares by each period in all, of those that buyers have, in the order of codes."""
    credit = dict.fromkeys(buyers, 0)
    held = dict.fromkeys(buyers, 0)
    found: dict[Codes, list[int]] = {key: [] for key in buyers}
    more = {key: increases(series) for key, series in buyers.items()}
    for period, asked in enumerate(increases(wanted)):
        left = asked
        for key in sorted(buyers):
            credit[key] += more[key][period]
            taken = min(left, credit[key])
            credit[key] -= taken
            held[key] += taken
            left -= taken
            found[key].append(held[key])
    return {key: tuple(series) for key, series in found.items()}


def _within_parts(after: Scenario, plan: Plan) -> tuple[Lots, Lots]:
    """Lots of states and pools, without the latest of them that parts do not suffice for."""
    decisions = Decisions(after, plan)
    own, pooled = dict(decisions.delivered), dict(decisions.pool_delivered)
    chains = supply_chains(after) if after.policy.holds("components") else ()
    for chain in chains:
        while True:
            lots = replace(plan, delivered=flat(after, own), pool_delivered=flat(after, pooled))
            ledger = Ledger(after, lots)
            account = parts(ledger, chain)
            uses = {use.line: in_a_lot(ledger, use) for use in chain.uses}
            window = next(
                (
                    (first, last, account.asked(first, last) - account.most(first, last))
                    for first in ledger.periods
                    for last in ledger.periods[first:]
                    if account.asked(first, last) > account.most(first, last)
                ),
                None,
            )
            if window is None or not _cut((own, pooled), uses, *window):
                break
    return own, pooled


def _cut(
    lots: tuple[Lots, Lots], uses: Mapping[str, int], first: int, last: int, over: int
) -> bool:
    """Leave out lots of the latest delivery in a window; whether there was any."""
    for period in range(last, first - 1, -1):
        for buyers in reversed(lots):
            for key in sorted(buyers, reverse=True):
                new, use = increases(buyers[key])[period], uses.get(key[1], 0)
                if new and use:
                    fewer = min(new, ceil_div(over, use))
                    series = buyers[key]
                    buyers[key] = (*series[:period], *(n - fewer for n in series[period:]))
                    return True
    return False


def given(plan: Plan, after: Scenario) -> Plan:
    """Contributions of what is there."""
    decisions, stock = Decisions(after, plan), Stock(after)
    found: Lots = {}
    for (state, capability), units in decisions.contribution.items():
        lot = after.capability_by_code[capability].lot
        there = stock.available.get((state, capability), decisions.zero)
        bought = decisions.own_lots.get((state, capability), decisions.zero)
        found[state, capability] = tuple(
            min(n, a + lot * b) for n, a, b in zip(units, there, bought, strict=True)
        )
    return replace(plan, contribution=flat(after, found))


def flat(scenario: Scenario, series: Mapping[Codes, Series]) -> dict[Any, int]:
    """As a plan states it."""
    return {
        (*codes, period.code): value
        for codes, values in series.items()
        for period, value in zip(scenario.periods, values, strict=True)
        if value
    }
