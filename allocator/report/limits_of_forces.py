"""Limits on what may count: one state's part, outside support, sizes of pools, rules, pledges."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.accounts.national import counted
from allocator.domain.quantity import MILLE
from allocator.domain.rule import Pledge
from allocator.report.limit import Limit, million
from allocator.report.view import View, listing


def concentration(view: View) -> Iterator[Limit]:
    """States of which no further unit may be counted for a capability that is short."""
    accounts = counted(view.ledger)
    for capability, period in _short(view):
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
                "concentration", capability, period, used, Fraction(most), "units",
                f"{listing(map(view.state_name, capped))} may count for no more of "
                f"{view.short_capability(capability)}.",
                cell=view.scenario.book.address(
                    "capabilities", (capability,), "concentration_cap"
                ),
                capability=capability, brief=f"{listing(capped)} at the concentration cap",
            )


def dependence_caps(view: View) -> Iterator[Limit]:
    """Support at its cap, or at all that is offered, for a capability that is short."""
    for capability, period in _short(view):
        account = view.dependences[capability, period]
        name = view.short_capability(capability)
        if account.cap is not None and account.support >= account.cap < account.offered:
            yield Limit(
                "dependence cap", capability, period, Fraction(account.support),
                Fraction(account.cap), "units",
                f"Outside support for {name} is at the dependence cap; more is on offer.",
                cell=view.scenario.book.address("settings", ("dependence_cap",), "value"),
                capability=capability, brief="outside support at the dependence cap",
            )
        elif account.offered and account.support >= account.offered:
            yield Limit(
                "outside support", capability, period, Fraction(account.support),
                Fraction(account.offered), "units",
                f"All outside support on offer for {name} is used.",
                cell=_offer(view, capability, period),
                capability=capability, brief="all outside support used",
            )


def _offer(view: View, capability: str, period: str) -> str:
    """The first row that offers the support."""
    provider = next(
        row.provider for row in view.scenario.outside_support
        if (row.capability, row.period) == (capability, period)
    )
    key = (provider, capability, period)
    return view.scenario.book.address("outside_support", key, "units")


def pool_sizes(view: View) -> Iterator[Limit]:
    """Pools that may own no further lot while their capability is short."""
    lots, nothing = view.ledger.decisions.pool_lots, view.ledger.decisions.zero
    for capability, period in _short(view):
        at = view.scenario.period_index[period]
        for pool in view.scenario.pools_of[capability]:
            owned = view.ledger.stock.pool_stock[pool.code][at] + lots.get((pool.code,), nothing)[at]
            if view.plan.operating.get((pool.code, period)) and owned >= pool.max_lots:
                yield Limit(
                    "pool size", pool.code, period, Fraction(owned), Fraction(pool.max_lots),
                    "lots", f"The pool {pool.name} owns as much as it may.",
                    cell=view.scenario.book.address("pools", (pool.code,), "max_lots"),
                    capability=capability, brief=f"{pool.code} at its largest",
                )


def rules(view: View) -> Iterator[Limit]:
    """Rules that bar states from a capability that is short, and caps that are reached."""
    short = set(_short(view))
    for rule in view.scenario.rules:
        cell = view.scenario.book.address("rules", (rule.code, rule.binds, rule.on))
        named = [view.scenario.line_by_code[rule.line].capability] if rule.line else []
        for capability in (*named, *rule.capabilities):
            for period in view.looked_at:
                if rule.effect == "forbid" and (capability, period) in short:
                    yield Limit(
                        "rule", rule.code, period, None, None, "",
                        f"{rule.code} bars {listing(rule.states)} from {rule.on}.",
                        rule.legal_basis, cell, capability, f"{rule.code} bars some states",
                    )
                elif rule.effect == "cap" and rule.scope == "capability":
                    yield from _reached_cap(view, rule.code, rule.states, capability, period,
                                            rule.value, rule.legal_basis, cell)


def _reached_cap(
    view: View, code: str, states: tuple[str, ...], capability: str, period: str, value: int,
    basis: str, cell: str,
) -> Iterator[Limit]:
    for state in states:
        units = view.plan.contribution.get((state, capability, period), 0)
        if MILLE * (units + 1) > value:
            yield Limit(
                "rule", f"{code} for {state}", period, Fraction(units), Fraction(value, MILLE),
                "units", f"{view.state_name(state)} gives as much of "
                f"{view.short_capability(capability)} as {code} lets it.", basis, cell,
            )


def pledges(view: View) -> Iterator[Limit]:
    """Pledges that hold without anything to spare."""
    for pledge in view.scenario.pledges:
        value = _pledged(view, pledge)
        if value == pledge.quantity:
            who = view.state_name(pledge.state) if pledge.state else "The alliance"
            relation = pledge.relation.replace("_", " ")
            yield Limit(
                "pledge", " ".join(filter(None, (pledge.state, pledge.object, pledge.code))),
                pledge.period, Fraction(value), Fraction(pledge.quantity), "",
                f"{who} keeps its pledge ({pledge.object.replace('_', ' ')} {pledge.code}: "
                f"{relation} {pledge.quantity}) with nothing to spare.",
                pledge.basis,
                view.row_cell("pledges", pledge.row, "quantity"),
            )


def _pledged(view: View, pledge: Pledge) -> int:
    plan, state = view.plan, pledge.state or ""
    match pledge.object:
        case "contribution":
            return plan.contribution.get((state, pledge.code, pledge.period), 0)
        case "order":
            capability = view.scenario.line_by_code[pledge.code].capability
            lot = view.scenario.capability_by_code[capability].lot
            return lot * plan.delivered.get((state, pledge.code, pledge.period), 0)
        case "pool_join":
            return plan.join.get((state, pledge.code), 0)
        case "pool_open":
            return plan.operating.get((pledge.code, pledge.period), 0)
        case "expansion":
            return plan.expansion.get((pledge.code, pledge.period), 0)


def _short(view: View) -> Iterator[tuple[str, str]]:
    for capability in view.capabilities:
        for period in view.periods:
            if view.shortfalls[capability, period].missing:
                yield capability, period


def domain_money(view: View) -> Iterator[Limit]:
    """Caps on what a state pays for lots and shares of a domain that are used up."""
    paid: dict[tuple[str, str], int] = {}
    for charge in view.ledger.charges:
        if charge.kind in ("orders", "shares"):
            key = (charge.state, charge.capability)
            paid[key] = paid.get(key, 0) + charge.amount
    for rule in view.scenario.rules:
        if rule.effect != "cap" or rule.scope != "domain":
            continue
        for state in rule.states:
            used = sum(paid.get((state, capability), 0) for capability in rule.capabilities)
            if used and rule.value - used <= rule.value // 100:
                yield Limit(
                    "rule", f"{rule.code} for {state}", view.last, million(used),
                    million(rule.value), "EUR m",
                    f"{view.state_name(state)} spends on {rule.on} as much as {rule.code} lets it.",
                    rule.legal_basis,
                    view.scenario.book.address("rules", (rule.code, rule.binds, rule.on)),
                )
