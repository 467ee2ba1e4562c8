"""Actuals that no plan can have, told at their cells."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from allocator.accounts.decisions import Codes
from allocator.accounts.ledger import Ledger
from allocator.accounts.stock import Stock
from allocator.domain.in_force import LASTING
from allocator.domain.known_codes import known_codes
from allocator.domain.plan import BINARY, NAMES, Plan
from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.domain.violation import Violation
from allocator.study.held.ordered import LOTS
from allocator.study.track.assumed import Row
from allocator.study.track.past import CREWS, Past
from allocator.verify.families.capacity import capacity

CORRECT = "correct the figure, or the workbook where it says too little"


def problems(scenario: Scenario, past: Past) -> tuple[Problem, ...]:
    """What is wrong with known figures by arithmetic alone, each at its cell.

    Codes that the scenario does not know, more than a yes, falling figures of what never falls,
    contributions above what is there, steps above what a line can have, posts above the limit of
    the state, shares that are not those of the lots, lots above what a line makes.
    """
    known = {**past.so_far, **past.known}
    strange = tuple(_strange(scenario, past, known))
    if strange:
        return strange
    return (
        *_falling(scenario, past, known),
        *_too_much(scenario, past, known),
        *_crews(scenario, past),
        *_shares(scenario, past),
        *_beyond_lines(scenario, past),
    )


def _problem(past: Past, row: Row, why: str, remedy: str = CORRECT) -> Problem:
    name, codes = row
    value = past.known.get(row, past.so_far.get(row, 0))
    what = f"{name} of {', '.join(codes)} reads {value:,}: {why}"
    return Problem(address=past.addresses.get(row, "actuals"), message=what, remedy=remedy)


def _strange(scenario: Scenario, past: Past, known: Mapping[Row, int]) -> Iterator[Problem]:
    codes_of = known_codes(scenario)
    for (decision, codes), value in known.items():
        for name, code in zip(NAMES[decision], codes, strict=True):
            if value and code not in codes_of[name]:
                why = f'the workbook has no {name} "{code}"'
                remedy = "keep its row in the workbook for as long as the past speaks of it"
                yield _problem(past, (decision, codes), why, remedy)
                break


def _falling(scenario: Scenario, past: Past, known: Mapping[Row, int]) -> Iterator[Problem]:
    places = scenario.period_index
    last: dict[tuple[str, Codes], int] = {}
    dated = (row for row in known if row[0] in LASTING)
    for row in sorted(dated, key=lambda each: (each[0], each[1][:-1], places[each[1][-1]])):
        series = (row[0], row[1][:-1])
        if known[row] < last.get(series, 0):
            why = f"it was {last[series]:,} before, and figures up to a date never fall"
            yield _problem(past, row, why)
        last[series] = max(last.get(series, 0), known[row])


def _too_much(scenario: Scenario, past: Past, known: Mapping[Row, int]) -> Iterator[Problem]:
    available, places = Stock(scenario).available, scenario.period_index
    for row, value in known.items():
        decision, codes = row
        if decision in BINARY and value > 1:
            yield _problem(past, row, "it is a yes or no", "write yes or no")
        elif decision == "contribution":
            state, capability, period = codes
            held = available.get((state, capability))
            there = held[places[period]] if held else 0
            there += _own_units(scenario, past, state, capability, period)
            if value > there:
                yield _problem(past, row, f"{state} has {there:,} of {capability} in {period}")
        elif decision in ("expansion", "component_expansion"):
            most = (
                scenario.line_by_code[codes[0]].max_steps
                if decision == "expansion"
                else scenario.component_by_key[codes[0], codes[1]].max_steps
            )
            if value > most:
                yield _problem(past, row, f"at most {most:,} steps are possible")


def _crews(scenario: Scenario, past: Past) -> Iterator[Problem]:
    for row in scenario.personnel:
        codes = (row.state, row.period)
        filled, told = past.crews.get(codes, 0), (CREWS, codes) not in past.unconfirmed
        if told and row.posts_limit is not None and filled > row.posts_limit:
            yield Problem(
                address=past.addresses.get((CREWS, codes), "actuals"),
                message=f"{CREWS} of {', '.join(codes)} reads {filled:,}: posts_limit of "
                f"{row.state} is {row.posts_limit:,} in {row.period}",
                remedy=CORRECT,
            )


def _own_units(scenario: Scenario, past: Past, state: str, capability: str, period: str) -> int:
    lot = scenario.capability_by_code[capability].lot
    lines = [line.code for line in scenario.lines_of[capability]]
    return lot * sum(past.value("delivered", (state, line, period)) or 0 for line in lines)


def _shares(scenario: Scenario, past: Past) -> Iterator[Problem]:
    """Of lots that are known: more shares are known than they have, or all are and are too few."""
    for row, lots in past.known.items():
        if row[0] != "pool_delivered":
            continue
        pool, line, _ = row[1]
        per_lot = scenario.capability_by_code[scenario.pool_by_code[pool].capability].shares_per_lot
        own = {
            codes: held
            for (name, codes), held in past.known.items()
            if name == "pool_shares" and codes[1:] == row[1]
        }
        whole = {
            codes for name, codes in past.planned if name == "pool_shares" and codes[1:] == row[1]
        }
        sold = sum(own.values())
        if sold > per_lot * lots or (own and not whole and sold < per_lot * lots):
            why = (
                f"{lots:,} lots of {pool} from {line} have {per_lot * lots:,} shares, not {sold:,}"
            )
            for codes in sorted(own):
                yield _problem(past, ("pool_shares", codes), why)


def _beyond_lines(scenario: Scenario, past: Past) -> Iterator[Problem]:
    """Lots in windows of the past beyond what a line makes in them."""
    told: set[Row] = set()
    for each in capacity(_made(scenario, past, (*LOTS, "expansion"))):
        if len(each.subject) != 3:
            continue
        line, first, last = each.subject
        for row in _known_lots(past, line, (first, last)):
            if row not in told:
                told.add(row)
                yield _problem(past, row, f"{line} {each.message} from {first} to {last}")


def below_minimum(scenario: Scenario, past: Past) -> tuple[Violation, ...]:
    """Lines that have delivered less in a past period than their minimum rate: line and period.

    It happened all the same, so that the line's minimum rate can no longer be a rule.
    """
    # Without steps, of which minimum rates know nothing and that others pay for.
    made = capacity(_made(scenario, past, LOTS))
    return tuple(each for each in made if len(each.subject) == 2)


def unheld(scenario: Scenario, past: Past) -> tuple[Problem, ...]:
    """The same as problems of a workbook that a new plan is to hold whole."""
    return tuple(
        _problem(
            past,
            row,
            f"{each.subject[0]} {each.message} in {each.subject[1]}",
            f"correct the figure, or lower min_rate in "
            f"{scenario.book.address('lines', each.subject[:1], 'min_rate')}",
        )
        for each in below_minimum(scenario, past)
        for row in _known_lots(past, each.subject[0], each.subject[1:])
    )


def _known_lots(past: Past, line: str, periods: Collection[str]) -> Iterator[Row]:
    for row, value in past.known.items():
        name, codes = row
        if value and name in LOTS and codes[1] == line and codes[2] in periods:
            yield row


def _made(scenario: Scenario, past: Past, decisions: Collection[str]) -> Ledger:
    """These decisions of the past, and nothing after it."""
    stated: dict[str, Any] = {name: {} for name in decisions}
    settled = {**past.planned, **past.known}
    for name, values in stated.items():
        latest: dict[Codes, int] = {}
        for period in scenario.periods:
            for (decision, codes), value in settled.items():
                if decision == name and codes[-1] == period.code:
                    latest[codes[:-1]] = value
            values |= {(*head, period.code): n for head, n in latest.items() if n}
    return Ledger(scenario, Plan(**stated))
