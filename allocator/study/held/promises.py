"""Promises and limits that give way when nothing else can, and what is told of them."""

from collections.abc import Iterable, Iterator
from typing import Any

from allocator.domain.outcome import ElasticRow
from allocator.domain.record import Record
from allocator.domain.rule import Pledge, Rule
from allocator.domain.scenario import Scenario
from allocator.report.numbers import amount
from allocator.study.held.ordered import ORDERED

HOW = {"at_least": "at least", "exactly": "exactly", "at_most": "at most"}
OBJECTS = {
    "contribution": "{state} contributes {how} {figure} units of {code}",
    "order": "{state} gets {how} {figure} units from {code}",
    "pool_join": "{state} is in {code}",
    "pool_open": "{code} operates",
    "expansion": "{code} is expanded by {how} {figure} steps",
}
ORDERS = {
    "delivered": "{n} of the lots ordered by {0} from {1} for {2}",
    "pool_delivered": "{n} of the lots ordered by {0} from {1} for {2}",
    "pool_shares": "{n} of the shares bought by {0} in lots of {1} from {2} for {3}",
    "expansion": "{n} of the steps of {0} decided in {1}",
    "component_expansion": "{n} of the steps of {0} in {1} decided in {2}",
}


def eased(scenario: Scenario, rows: Iterable[ElasticRow]) -> tuple[Scenario, tuple[str, ...]]:
    """The scenario in which rows that gave way no longer bind, with what is told of each.

    Pledges, floors and the rules of a state are dropped; ceilings of money are raised by just what
    they gave way by. Rows of what is ordered are none of the scenario's.
    """
    told: dict[str, None] = {}
    for row in rows:
        if row.family != ORDERED:
            scenario, words = _eased(scenario, row)
            told[words] = None
    return scenario, tuple(told)


def is_promise(row: ElasticRow) -> bool:
    """Whether `eased` can take the row out of the scenario: money, least burdens, pledges."""
    floor = row.family == "burden" and row.subject[-1:] == ("floor",)
    return floor or row.family in ("budget", "pledges")


def order_words(rows: Iterable[ElasticRow]) -> Iterator[str]:
    """What of the orders cannot be kept."""
    for row in rows:
        if row.family == ORDERED:
            name, *codes = row.subject
            yield ORDERS[name].format(*codes, n=row.amount)


def _eased(scenario: Scenario, row: ElasticRow) -> tuple[Scenario, str]:
    match row.family, row.subject:
        case "budget", (state, first, last, "window", *floor):
            change = {"floor": 0} if floor else {"ceiling": row.amount}
            key = (state, first, last)
            names = ("state", "first_period", "last_period")
            return _money(scenario, "budget_windows", names, key, change)
        case "budget", (state, period, *floor):
            change = {"floor": 0} if floor else {"ceiling": row.amount}
            return _money(scenario, "budgets", ("state", "period"), (state, period), change)
        case "burden", (state, "floor"):
            return _without_floor(scenario, state)
        case "pledges", ("rule", code, binds, on, state, *_):
            return _unbound(scenario, (code, binds, on), state)
        case "pledges", (*_, number):
            pledge = next(each for each in scenario.pledges if str(each.row) == number)
            left = tuple(each for each in scenario.pledges if each is not pledge)
            return scenario.replaced(pledges=left), pledge_words(scenario, pledge)
        case _:
            raise ValueError(f"{row.family}[{', '.join(row.subject)}] never gives way")


def _money(
    scenario: Scenario,
    sheet: str,
    names: tuple[str, ...],
    key: tuple[str, ...],
    change: dict[str, int],
) -> tuple[Scenario, str]:
    rows: list[Record] = []
    records: tuple[Any, ...] = getattr(scenario, sheet)
    column, words = next(iter(change)), ""
    cell = scenario.book.address(sheet, key, column)
    when = " to ".join(key[1:])
    for row in records:
        if tuple(getattr(row, name) for name in names) != key:
            rows.append(row)
            continue
        own = getattr(row, column)
        if column == "floor":
            words = f"{key[0]} spends at least {amount(own)} in {when} ({cell})"
            rows.append(row.model_copy(update={"floor": 0}))
        else:
            over = change[column]
            words = f"{key[0]} spends at most {amount(own)} in {when}: {amount(over)} more ({cell})"
            rows.append(row.model_copy(update={"ceiling": own + over}))
    return scenario.replaced(**{sheet: tuple(rows)}), words


def _without_floor(scenario: Scenario, state: str) -> tuple[Scenario, str]:
    cell = scenario.book.address("member_states", (state,), "burden_floor")
    states = tuple(
        row.model_copy(update={"burden_floor": None}) if row.code == state else row
        for row in scenario.states
    )
    return scenario.replaced(states=states), f"{state} carries its least burden ({cell})"


def _unbound(scenario: Scenario, key: tuple[str, ...], state: str) -> tuple[Scenario, str]:
    """A rule that no longer binds a state."""
    rules, words = [], ""
    for rule in scenario.rules:
        if rule.key == key:
            left = tuple(code for code in rule.states if code != state)
            words = f"{rule_words(scenario, rule)}, for {state}"
            if left:
                rules.append(rule.model_copy(update={"states": left}))
        else:
            rules.append(rule)
    return scenario.replaced(rules=tuple(rules)), words


def pledge_words(scenario: Scenario, row: Pledge) -> str:
    """What was promised, with the cell."""
    said = OBJECTS[row.object].format(
        state=row.state, how=HOW[row.relation], figure=f"{row.quantity:,}", code=row.code
    )
    cell = scenario.book.address("pledges", (str(row.row),), "quantity")
    return f"{said} by {row.period} ({cell})"


def rule_words(scenario: Scenario, row: Rule) -> str:
    """What a floor or a cap says, with the cell."""
    what = "at least" if row.effect == "floor" else "at most"
    cell = scenario.book.address("rules", row.key, "value")
    return f"rule {row.code}: {row.binds}, {what} so much of {row.on} ({cell})"
