"""Limits on what may count: one state's part, outside support, sizes of pools, enablers."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from allocator.accounts.enablers import Ratio
from allocator.accounts.national import counted
from allocator.domain.quantity import MILLE
from allocator.report.limits.limit import Limit
from allocator.report.names import named, subject
from allocator.report.prose import listing, short_name
from allocator.report.view import View


def concentration(view: View) -> Iterator[Limit]:
    """States of which no further unit may be counted for a capability that is short."""
    accounts = counted(view.ledger)
    for capability, period in view.short:
        at = view.scenario.period_index[period]
        capped = {}
        for state in view.states:
            account = accounts.get((state, capability, period))
            most = view.ledger.stock.limit(state, capability)[at]
            if account is not None and account.units > most - 1:
                capped[state] = (account.units, most)
        if capped:
            used, most = max(capped.values())
            yield Limit(
                "concentration",
                capability,
                period,
                f"{_beginning(view, capped)} may count for no more of "
                f"{view.short_capability(capability)}.",
                used=used,
                most=Fraction(most),
                unit="units",
                cell=view.scenario.book.address("capabilities", (capability,), "concentration_cap"),
                capability=capability,
                brief=f"{listing(named(view, state) for state in capped)} at the concentration cap",
                states=tuple(capped),
            )


def _beginning(view: View, states: Iterable[str]) -> str:
    first, *others = states
    return listing((subject(view, first), *(named(view, state) for state in others)))


def dependence_caps(view: View) -> Iterator[Limit]:
    """Support at its cap, or at all that is offered, for a capability that is short."""
    for capability, period in view.short:
        account = view.dependences[capability, period]
        name = view.short_capability(capability)
        if account.cap is not None and account.support >= account.cap < account.offered:
            yield Limit(
                "dependence cap",
                capability,
                period,
                f"Outside support for {name} is at the dependence cap; more is on offer.",
                used=Fraction(account.support),
                most=Fraction(account.cap),
                unit="units",
                cell=view.scenario.book.address("settings", ("dependence_cap",), "value"),
                capability=capability,
                brief="outside support at the dependence cap",
            )
        elif account.offered and account.support >= account.offered:
            yield Limit(
                "outside support",
                capability,
                period,
                f"All outside support on offer for {name} is used.",
                used=Fraction(account.support),
                most=Fraction(account.offered),
                unit="units",
                cell=_offer(view, capability, period),
                capability=capability,
                brief="all outside support used",
            )


def _offer(view: View, capability: str, period: str) -> str:
    """The first row that offers the support."""
    provider = next(
        row.provider
        for row in view.scenario.outside_support
        if (row.capability, row.period) == (capability, period)
    )
    key = (provider, capability, period)
    return view.scenario.book.address("outside_support", key, "units")


def pool_sizes(view: View) -> Iterator[Limit]:
    """Pools that may own no further lot while their capability is short."""
    stock, lots = view.ledger.stock.pool_stock, view.ledger.decisions.pool_lots
    nothing = view.ledger.decisions.zero
    for capability, period in view.short:
        at = view.scenario.period_index[period]
        for pool in view.scenario.pools_of[capability]:
            owned = stock[pool.code][at] + lots.get((pool.code,), nothing)[at]
            if view.plan.operating.get((pool.code, period)) and owned >= pool.max_lots:
                yield Limit(
                    "pool size",
                    pool.code,
                    period,
                    f"The pool {pool.name} owns as much as it may.",
                    used=Fraction(owned),
                    most=Fraction(pool.max_lots),
                    unit="lots",
                    cell=view.scenario.book.address("pools", (pool.code,), "max_lots"),
                    capability=capability,
                    brief=f"pool {short_name(pool.name)} at its largest",
                )


def enabler_limits(view: View) -> Iterator[Limit]:
    """Enablers of which too little is there for one more unit of a short capability to count."""
    for key in view.short:
        account = view.enabled.get(key)
        for ratio in account.holding if account is not None else ():
            yield _enabler_limit(view, key, ratio)


def _enabler_limit(view: View, key: tuple[str, str], ratio: Ratio) -> Limit:
    capability, period = key
    enabler = ratio.row.enabler_capability
    return Limit(
        "enabler",
        f"{enabler} for {capability}",
        period,
        f"No more of {view.short_capability(capability)} can count: for all that are required, "
        f"{ratio.lacking:,} more of {view.short_capability(enabler)} are needed.",
        used=Fraction(ratio.needs + ratio.elsewhere, MILLE),
        most=Fraction(ratio.there),
        unit="units",
        cell=view.scenario.book.address("enablers", (capability, enabler), "per_unit"),
        capability=capability,
        brief=f"too little of its enabler {view.short_capability(enabler)}",
    )
