"""Pledges: what is promised, and the caps and floors of rules."""

from collections.abc import Iterator

from allocator.accounts.ledger import Ledger
from allocator.domain.quantity import MILLE, decimal, euros
from allocator.domain.rule import Pledge, Relation, Rule
from allocator.domain.violation import Violation
from allocator.verify.wording import count

WORDS: dict[Relation, str] = {
    "at_least": "at least",
    "exactly": "exactly",
    "at_most": "at most",
}


def pledges(ledger: Ledger) -> list[Violation]:
    """Each pledge holds by the end of its period, each cap and floor for each state it binds."""
    found = []
    for pledge in ledger.scenario.pledges:
        value = _pledged(ledger, pledge)
        if not _holds(value, pledge.relation, pledge.quantity):
            who = (pledge.state,) if pledge.state is not None else ()
            found.append(
                Violation(
                    family="pledges",
                    subject=(*who, pledge.object, pledge.code, pledge.period),
                    message=(
                        f"comes to {value}, pledged is {WORDS[pledge.relation]} {pledge.quantity}"
                    ),
                )
            )
    for rule in ledger.scenario.rules:
        if rule.effect != "forbid":
            for state in rule.states:
                found += _bound(ledger, rule, state)
    return found


def _pledged(ledger: Ledger, pledge: Pledge) -> int:
    """What the plan comes to for the pledge: units, steps or 0/1 by the end of its period."""
    plan, scenario = ledger.plan, ledger.scenario
    state, code, period = pledge.state or "", pledge.code, pledge.period
    match pledge.object:
        case "contribution":
            return plan.contribution.get((state, code, period), 0)
        case "order":
            lot = scenario.capability_by_code[scenario.line_by_code[code].capability].lot
            return lot * plan.delivered.get((state, code, period), 0)
        case "pool_join":
            return plan.join.get((state, code), 0)
        case "pool_open":
            return plan.operating.get((code, period), 0)
        case "expansion":
            return plan.expansion.get((code, period), 0)


def _holds(value: int, relation: Relation, quantity: int) -> bool:
    match relation:
        case "at_least":
            return value >= quantity
        case "exactly":
            return value == quantity
        case "at_most":
            return value <= quantity


def _bound(ledger: Ledger, rule: Rule, state: str) -> Iterator[Violation]:
    match rule.scope:
        case "capability":
            yield from _bound_capability(ledger, rule, state)
        case "line":
            yield from _bound_line(ledger, rule, state)
        case "domain":
            yield from _bound_domain(ledger, rule, state)


def _bound_capability(ledger: Ledger, rule: Rule, state: str) -> Iterator[Violation]:
    """A cap binds the contribution in every period, a floor in the last; thousandths of a unit."""
    periods = ledger.scenario.periods
    for capability in rule.capabilities:
        for period in periods if rule.effect == "cap" else periods[-1:]:
            units = ledger.plan.contribution.get((state, capability, period.code), 0)
            if _breaks(rule, MILLE * units):
                yield Violation(
                    family="pledges",
                    subject=(rule.code, state, capability, period.code),
                    message=f"contributes {count(units, 'unit')}, {_asked_units(rule)}",
                )


def _bound_line(ledger: Ledger, rule: Rule, state: str) -> Iterator[Violation]:
    """Units delivered from the line by the end of the horizon; thousandths of a unit."""
    scenario, code = ledger.scenario, rule.line or ""
    lot = scenario.capability_by_code[scenario.line_by_code[code].capability].lot
    units = lot * ledger.plan.delivered.get((state, code, scenario.periods[-1].code), 0)
    if _breaks(rule, MILLE * units):
        yield Violation(
            family="pledges",
            subject=(rule.code, state, code),
            message=f"takes {count(units, 'unit')} from the line, {_asked_units(rule)}",
        )


def _bound_domain(ledger: Ledger, rule: Rule, state: str) -> Iterator[Violation]:
    """Prices of lots and shares of the domain's capabilities over the horizon; kEUR."""
    money = sum(
        charge.amount
        for charge in ledger.charges
        if charge.state == state
        and charge.kind in {"orders", "shares"}
        and charge.capability in rule.capabilities
    )
    if _breaks(rule, money):
        yield Violation(
            family="pledges",
            subject=(rule.code, state, rule.on),
            message=f"pays {euros(money)} for lots and shares, {_asked(rule, euros(rule.value))}",
        )


def _breaks(rule: Rule, value: int) -> bool:
    return value > rule.value if rule.effect == "cap" else value < rule.value


def _asked_units(rule: Rule) -> str:
    return _asked(rule, decimal(rule.value))


def _asked(rule: Rule, value: str) -> str:
    bound = "at most" if rule.effect == "cap" else "at least"
    basis = f" ({rule.legal_basis})" if rule.legal_basis else ""
    return f"the rule asks for {bound} {value}{basis}"
