"""Pledges and rules as demands on single decisions, in one form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from allocator.accounts.ledger import Ledger
from allocator.domain.quantity import MILLE, ceil_div
from allocator.domain.rule import Pledge, PledgeObject, Relation, Rule
from allocator.domain.scenario import Scenario

WORDS: Mapping[Relation, str] = {
    "at_least": "at least",
    "exactly": "exactly",
    "at_most": "at most",
}


@dataclass(frozen=True, slots=True)
class Ask:
    """A lower or an upper bound on one decision; a row that says exactly asks for both."""

    object: PledgeObject
    state: str
    """Empty for what no single state decides."""
    code: str
    position: int
    """Of the period by the end of which it holds; of a cap in every period, the first."""
    quantity: int
    """Units, steps or 0/1."""
    at_least: bool
    relation: Relation
    cell: str
    rule: str = ""
    """Code of the rule that asks; empty for a pledge."""
    throughout: bool = False
    """It holds in every period."""

    @property
    def subject(self) -> tuple[str, str, str]:
        """What decision it is about, periods aside."""
        return self.object, self.state, self.code


def asks(scenario: Scenario) -> tuple[Ask, ...]:
    """All of them, by subject and time; none where a what-if leaves pledges out.

    Lower bounds of 0 ask for nothing and are left out, and so are upper bounds of 1 on a yes or
    no.
    """
    if not scenario.policy.holds("pledges"):
        return ()
    found = [ask for pledge in scenario.pledges for ask in _of_pledge(scenario, pledge)]
    for rule in scenario.rules:
        if rule.effect != "forbid" and rule.scope != "domain":
            found += _of_rule(scenario, rule)
    asking = (ask for ask in found if not _vacuous(ask))
    return tuple(sorted(asking, key=lambda ask: (ask.subject, ask.position, ask.rule, ask.cell)))


def _vacuous(ask: Ask) -> bool:
    if ask.at_least:
        return not ask.quantity
    return ask.object in ("pool_open", "pool_join") and ask.quantity > 0


def _of_pledge(scenario: Scenario, pledge: Pledge) -> Iterator[Ask]:
    for at_least in (True, False):
        if pledge.relation in ("exactly", "at_least" if at_least else "at_most"):
            yield Ask(
                object=pledge.object,
                state=pledge.state or "",
                code=pledge.code,
                position=scenario.period_index[pledge.period],
                quantity=pledge.quantity,
                at_least=at_least,
                relation=pledge.relation,
                cell=scenario.book.address("pledges", (str(pledge.row),), "quantity"),
            )


def _of_rule(scenario: Scenario, rule: Rule) -> Iterator[Ask]:
    """Caps on contributions in every period, all else by the end of the horizon."""
    at_least = rule.effect == "floor"
    on_line = rule.scope == "line"
    throughout = not at_least and not on_line
    value = ceil_div(rule.value, MILLE) if at_least else rule.value // MILLE
    for state in rule.states:
        for code in (rule.line or "",) if on_line else rule.capabilities:
            yield Ask(
                object="order" if on_line else "contribution",
                state=state,
                code=code,
                position=0 if throughout else len(scenario.periods) - 1,
                quantity=value,
                at_least=at_least,
                relation="at_least" if at_least else "at_most",
                cell=scenario.book.address("rules", rule.key, "value"),
                rule=rule.code,
                throughout=throughout,
            )


def sentence(scenario: Scenario, ask: Ask) -> str:
    """`A is to have at least 5 tanks from L by 2027 (rule R)`."""
    many = f"{WORDS[ask.relation]} {ask.quantity:,}"
    match ask.object:
        case "contribution":
            unit = scenario.capability_by_code[ask.code].unit
            words = f"{ask.state} is to contribute {many} {unit} of {ask.code}"
        case "order":
            capability = scenario.line_by_code[ask.code].capability
            unit = scenario.capability_by_code[capability].unit
            words = f"{ask.state} is to have {many} {unit} from {ask.code}"
        case "expansion":
            words = f"{ask.code} is to grow by {many} step{'' if ask.quantity == 1 else 's'}"
        case "pool_open":
            words = f"pool {ask.code} is {'' if ask.at_least else 'not '}to operate"
        case "pool_join":
            words = f"{ask.state} is to be {'in' if ask.at_least else 'out of'} pool {ask.code}"
    when = "in every period" if ask.throughout else f"by {scenario.periods[ask.position].code}"
    return " ".join([words, when, *([f"(rule {ask.rule})"] if ask.rule else [])])


def lots_of(scenario: Scenario, ask: Ask) -> int:
    """Whole lots of an order: the fewest that reach a lower bound, the most under an upper one."""
    lot = scenario.capability_by_code[scenario.line_by_code[ask.code].capability].lot
    return ceil_div(ask.quantity, lot) if ask.at_least else ask.quantity // lot


def lasting(ledger: Ledger, ask: Ask) -> tuple[int, ...]:
    """What a lower bound on a contribution still asks for in each period, from its own on.

    A contribution falls by retirements or by a falling concentration limit alone. 0 before.
    """
    stock, key = ledger.stock, (ask.state, ask.code)
    owned, limit = stock.owned.get(key, stock.zero), stock.limit(*key)
    left, series = ask.quantity, [0] * ask.position
    for position in ledger.periods[ask.position :]:
        if position > ask.position:
            before = position - 1
            fallen = max(0, owned[before] - owned[position], limit[before] - limit[position])
            left = max(0, left - fallen)
        series.append(left)
    return tuple(series)
