"""Rules of law and policy, and pledges, that a plan has run up against."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.domain.quantity import MILLE
from allocator.domain.rule import Pledge
from allocator.report.limit import Limit, million
from allocator.report.view import View
from allocator.report.words import listing


def bans_and_caps(view: View) -> Iterator[Limit]:
    """Rules that bar states from a capability that is short, and caps that are reached."""
    short = set(view.short)
    for rule in view.scenario.rules:
        cell = view.scenario.book.address("rules", (rule.code, rule.binds, rule.on))
        named = [view.scenario.line_by_code[rule.line].capability] if rule.line else []
        for capability in (*named, *rule.capabilities):
            for period in view.looked_at:
                if rule.effect == "forbid" and (capability, period) in short:
                    yield Limit(
                        "rule",
                        rule.code,
                        period,
                        f"{rule.code} bars {listing(rule.states)} from {rule.on}.",
                        basis=rule.legal_basis,
                        cell=cell,
                        capability=capability,
                        brief=f"{rule.code} bars some states",
                    )
                elif rule.effect == "cap" and rule.scope == "capability":
                    yield from _reached_cap(
                        view,
                        rule.code,
                        rule.states,
                        capability,
                        period,
                        rule.value,
                        rule.legal_basis,
                        cell,
                    )


def _reached_cap(
    view: View,
    code: str,
    states: tuple[str, ...],
    capability: str,
    period: str,
    value: int,
    basis: str,
    cell: str,
) -> Iterator[Limit]:
    for state in states:
        units = view.plan.contribution.get((state, capability, period), 0)
        if MILLE * (units + 1) > value:
            yield Limit(
                "rule",
                f"{code} for {state}",
                period,
                f"{view.state_name(state)} gives as much of "
                f"{view.short_capability(capability)} as {code} lets it.",
                used=Fraction(units),
                most=Fraction(value, MILLE),
                unit="units",
                basis=basis,
                cell=cell,
            )


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
                    "rule",
                    f"{rule.code} for {state}",
                    view.last,
                    f"{view.state_name(state)} spends on {rule.on} as much as {rule.code} lets it.",
                    used=million(used),
                    most=million(rule.value),
                    unit="EUR m",
                    basis=rule.legal_basis,
                    cell=view.scenario.book.address("rules", (rule.code, rule.binds, rule.on)),
                )


def pledges(view: View) -> Iterator[Limit]:
    """Pledges that hold without anything to spare."""
    for pledge in view.scenario.pledges:
        value = _pledged(view, pledge)
        if value == pledge.quantity:
            who = view.state_name(pledge.state) if pledge.state else "The alliance"
            relation = pledge.relation.replace("_", " ")
            yield Limit(
                "pledge",
                " ".join(filter(None, (pledge.state, pledge.object, pledge.code))),
                pledge.period,
                f"{who} keeps its pledge ({pledge.object.replace('_', ' ')} {pledge.code}: "
                f"{relation} {pledge.quantity}) with nothing to spare.",
                used=Fraction(value),
                most=Fraction(pledge.quantity),
                basis=pledge.basis,
                cell=view.row_cell("pledges", pledge.row, "quantity"),
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
