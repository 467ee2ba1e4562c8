"""Rules of law and policy, and pledges, that a plan has run up against."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from allocator.domain.quantity import MILLE
from allocator.domain.rule import Pledge, Rule
from allocator.report.limits.limit import Limit, but_for, million
from allocator.report.names import named, quantity, subject
from allocator.report.prose import listing, number, product, readable
from allocator.report.view import View


def bans_and_caps(view: View) -> Iterator[Limit]:
    """Rules that keep states from more of a capability that is short at the deadline or the end.

    One for each rule, whatever the number of its rows; its first row stands for all of them.
    """
    rules = _rules_on(view)
    for capability, period in view.short:
        if period not in view.looked_at:
            continue
        for rows in rules.get(capability, {}).values():
            stopped = [
                state
                for state in view.states
                if any(_stops(view, rule, state, capability, period) for rule in rows)
            ]
            if stopped:
                yield _rule_limit(view, capability, period, stopped, rows[0])


def _rules_on(view: View) -> Mapping[str, Mapping[str, list[Rule]]]:
    """Capability -> code -> rows that forbid or cap it or one of its lines."""
    found: dict[str, dict[str, list[Rule]]] = {}
    for rule in view.scenario.rules:
        if rule.effect == "floor" or (rule.effect == "cap" and rule.scope == "domain"):
            continue
        if not view.policy.holds("access" if rule.effect == "forbid" else "pledges"):
            continue
        named = [view.scenario.line_by_code[rule.line].capability] if rule.line else []
        for capability in (*named, *rule.capabilities):
            found.setdefault(capability, {}).setdefault(rule.code, []).append(rule)
    return found


def _stops(view: View, rule: Rule, state: str, capability: str, period: str) -> bool:
    """Whether the rule leaves the state no room for one more unit or lot."""
    if state not in rule.states:
        return False
    if rule.effect == "forbid":
        return True
    if rule.line is None:
        units = 1 + view.plan.contribution.get((state, capability, period), 0)
    else:
        lots = 1 + view.plan.delivered.get((state, rule.line, view.last), 0)
        units = lots * view.scenario.capability_by_code[capability].lot
    return MILLE * units > rule.value


def _rule_limit(view: View, capability: str, period: str, stopped: list[str], rule: Rule) -> Limit:
    names = listing(named(view, state) for state in stopped)
    return Limit(
        "rule",
        f"{rule.code} on {capability}",
        period,
        f"{rule.code} keeps {names} from more of {view.short_capability(capability)}.",
        used=Fraction(len(stopped)),
        most=Fraction(len(view.states)),
        unit="states",
        basis=rule.legal_basis,
        cell=view.scenario.book.address("rules", rule.key),
        capability=capability,
        brief="rules keep some states out",
        states=tuple(stopped),
    )


def domain_money(view: View) -> Iterator[Limit]:
    """Caps on what a state pays for lots and shares of a domain that are used up."""
    paid: dict[tuple[str, str], int] = {}
    for charge in view.ledger.charges:
        if charge.kind in ("orders", "shares"):
            key = (charge.state, charge.capability)
            paid[key] = paid.get(key, 0) + charge.amount
    for rule in view.scenario.rules:
        if rule.effect != "cap" or rule.scope != "domain" or not view.policy.holds("pledges"):
            continue
        for state in rule.states:
            used = sum(paid.get((state, capability), 0) for capability in rule.capabilities)
            if used and rule.value - used <= rule.value // 100:
                yield Limit(
                    "rule",
                    f"{rule.code} for {state}",
                    view.last,
                    f"{subject(view, state)} spends on {rule.on} as much as {rule.code} lets it"
                    f"{but_for(rule.value - used)}.",
                    used=million(used),
                    most=million(rule.value),
                    unit="EUR m",
                    basis=rule.legal_basis,
                    cell=view.scenario.book.address("rules", rule.key),
                    states=(state,),
                )


def pledges(view: View) -> Iterator[Limit]:
    """Pledges that hold without anything to spare."""
    for pledge in view.scenario.pledges:
        value = _pledged(view, pledge)
        if value == pledge.quantity:
            who = subject(view, pledge.state) if pledge.state else "The alliance"
            yield Limit(
                "pledge",
                " ".join(filter(None, (pledge.state, pledge.object, pledge.code))),
                pledge.period,
                f"{who} keeps its pledge {_promise(view, pledge)} with nothing to spare.",
                used=Fraction(value),
                most=Fraction(pledge.quantity),
                basis=pledge.basis,
                cell=view.row_cell("pledges", pledge.row, "quantity"),
                states=(pledge.state,) if pledge.state else (),
            )


def _promise(view: View, pledge: Pledge) -> str:
    """`to give at least 4 of Heavy brigade`."""
    scenario, code, count = view.scenario, pledge.code, pledge.quantity
    relation = pledge.relation.replace("_", " ")
    refused = "" if count else "not "
    match pledge.object:
        case "contribution":
            units = quantity(view, code, count)
            return f"to give {relation} {units} of {view.short_capability(code)}"
        case "order":
            line = scenario.line_by_code[code]
            units = quantity(view, line.capability, count)
            return f"to order {relation} {units} of {product(line.name)}"
        case "pool_join":
            return f"{refused}to join the pool {readable(scenario.pool_by_code[code].name)}"
        case "pool_open":
            return f"{refused}to run the pool {readable(scenario.pool_by_code[code].name)}"
        case "expansion":
            line = scenario.line_by_code[code]
            return f"to grow the line {product(line.name)} by {relation} {number(count, 'step')}"


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
