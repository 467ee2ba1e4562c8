"""What several pledges ask of one line, of one component, of one purse or of small states."""

from collections.abc import Collection, Iterator, Sequence

from allocator.domain.problem import Finding
from allocator.domain.quantity import decimal
from allocator.domain.record import grouped
from allocator.preflight.asks import Ask, asks, lots_of
from allocator.preflight.bills import order_due, together, unpayable
from allocator.preflight.reach import Reach

Orders = dict[tuple[str, str], Ask]
"""By state and line, the largest order asked for by the end of a period."""
Told = Iterator[tuple[tuple[str, str], Finding]]
"""Findings with what each is about, so that it is told of one period alone."""


def sum_findings(reach: Reach, hopeless: Collection[Ask]) -> Iterator[Finding]:
    """Orders that could each be kept, and not all of them together."""
    orders = [
        ask
        for ask in asks(reach.ledger.scenario)
        if ask.object == "order" and ask.at_least and ask not in hopeless
    ]
    told: set[tuple[str, str]] = set()
    for position in reach.ledger.periods if orders else ():
        due = list(_largest(orders, position).values())
        for key, finding in (
            *_beyond_lines(reach, due, position),
            *_beyond_parts(reach, due, position),
            *_beyond_purses(reach, due),
        ):
            if key not in told:
                told.add(key)
                yield finding


def _largest(orders: Sequence[Ask], position: int) -> Orders:
    """What is asked for by a period holds after it, too."""
    largest: Orders = {}
    for ask in orders:
        key = (ask.state, ask.code)
        if ask.position <= position and (
            key not in largest or ask.quantity > largest[key].quantity
        ):
            largest[key] = ask
    return largest


def _beyond_lines(reach: Reach, due: Sequence[Ask], position: int) -> Told:
    for line, found in grouped(due, lambda ask: ask.code).items():
        soonest = min(reach.soonest(ask.state, line) for ask in found)
        most = reach.outputs.lots(line, soonest, position) * reach.outputs.lot(line)
        units = sum(_units(reach, ask) for ask in found)
        if len(found) > 1 and units > most:
            yield (
                ("line", line),
                _finding(
                    found,
                    f"ask {line} for {units:,} units by {reach.period(position)}, and it can newly "
                    f"deliver {most:,}",
                    "lower one of them, move one to a later period, or give the line more output",
                ),
            )


def _beyond_parts(reach: Reach, due: Sequence[Ask], position: int) -> Told:
    for chain in reach.outputs.chains:
        uses = {use.line: use.per_unit for use in chain.uses}
        found = [ask for ask in due if ask.code in uses]
        taken = sum(uses[ask.code] * _units(reach, ask) for ask in found)
        left = max(0, reach.outputs.parts_left(chain.component, position))
        if len(found) > 1 and taken > left:
            yield (
                ("component", chain.component),
                _finding(
                    found,
                    f"take {decimal(taken)} parts of {chain.component} by "
                    f"{reach.period(position)}, and {decimal(left)} can be made for new lots",
                    "lower one of them, or raise the output of its makers",
                ),
            )


def _beyond_purses(reach: Reach, due: Sequence[Ask]) -> Told:
    scenario = reach.ledger.scenario
    for state, found in grouped(due, lambda ask: ask.state).items():
        if len(found) > 1:
            dues = [
                order_due(reach, state, ask.code, lots_of(scenario, ask), ask.position)
                for ask in found
            ]
            bill = unpayable(reach, state, [ask.code for ask in found], together(dues))
            if bill is not None:
                words = f"cost {state} at least {bill}"
                remedy = f"lower one of them, or {bill.limit.remedy}"
                yield ("state", state), _finding(found, words, remedy)


def _units(reach: Reach, ask: Ask) -> int:
    return lots_of(reach.ledger.scenario, ask) * reach.outputs.lot(ask.code)


def _finding(found: Sequence[Ask], words: str, remedy: str) -> Finding:
    cells = list(dict.fromkeys(ask.cell for ask in found))
    return Finding(
        check="sums",
        address=cells[0],
        message=f"the orders of {' and '.join(cells)} together {words}",
        remedy=remedy,
        hopeless=True,
    )
