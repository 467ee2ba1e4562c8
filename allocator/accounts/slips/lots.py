"""Units that are not there where lots are not delivered, or steps of growth not available."""

from collections.abc import Iterator, Mapping
from functools import partial
from math import gcd

from allocator.accounts.components import in_a_lot, parts
from allocator.accounts.decisions import increases
from allocator.accounts.delivery import steps_available
from allocator.accounts.ledger import Ledger
from allocator.accounts.slips.gaps import Gaps
from allocator.accounts.slips.given_up import Piece, given_up
from allocator.domain.production_line import Component, ProductionLine
from allocator.domain.quantity import MILLE
from allocator.domain.supply_chain import SupplyChain


def own_units(ledger: Ledger, state: str, capability: str, lots: int, position: int) -> int:
    """Units that a state cannot contribute in a period without some of its lots."""
    decisions, key = ledger.decisions, (state, capability)
    lot = ledger.scenario.capability_by_code[capability].lot
    held = ledger.stock.available.get(key, decisions.zero)[position]
    held += lot * (decisions.own_lots.get(key, decisions.zero)[position] - lots)
    return max(0, decisions.contribution.get(key, decisions.zero)[position] - held)


def without_lots(
    ledger: Ledger, buyer: str, capability: str, lots: int, position: int
) -> dict[str, int]:
    """The same by capability, of a state or a pool: all that a pool owns is there for all."""
    if buyer in ledger.scenario.pool_by_code:
        return {capability: lots * ledger.scenario.capability_by_code[capability].lot}
    lost = own_units(ledger, buyer, capability, lots, position)
    return {capability: lost} if lost else {}


def without_steps(
    gaps: Gaps, line: ProductionLine, steps: int, since: int, position: int
) -> dict[str, int]:
    """Units not there in a period because the line's new steps, due in `since`, are not.

    What was to be delivered before is taken as delivered.
    """
    ledger = gaps.ledger
    lot = MILLE * ledger.scenario.capability_by_code[line.capability].lot
    over = _over(ledger, line, steps, since, position)
    return given_up(gaps, position, over, _pieces(ledger, {line.code: lot}, position))


def without_maker_steps(
    gaps: Gaps, chain: SupplyChain, maker: Component, steps: int, since: int, position: int
) -> dict[str, int]:
    """The same of the steps of a maker of components that several lines take."""
    account = parts(gaps.ledger, chain)
    over = max(
        account.asked(first, position)
        - account.most(first, position)
        + maker.step * steps * (position - max(first, since) + 1)
        for first in range(position + 1)
    )
    takes = {use.line: in_a_lot(gaps.ledger, use) for use in chain.uses}
    return given_up(gaps, position, over, _pieces(gaps.ledger, takes, position))


def room_to_deliver(ledger: Ledger, line: ProductionLine, lots: int, position: int) -> bool:
    """Whether the line has output left for so many more lots in a period."""
    lot = ledger.scenario.capability_by_code[line.capability].lot
    new = increases(ledger.decisions.line_lots.get((line.code,), ledger.decisions.zero))
    booked = ledger.stock.line_contracts.get(line.code, ledger.decisions.zero)
    made = _rate(ledger, line, position) + line.step * steps_available(ledger, line)[position]
    return made >= MILLE * (lot * (new[position] + lots) + booked[position])


def _rate(ledger: Ledger, line: ProductionLine, position: int) -> int:
    period = ledger.scenario.periods[position].code
    return ledger.scenario.rate_by_key.get((line.code, period), 0)


def _over(ledger: Ledger, line: ProductionLine, steps: int, since: int, position: int) -> int:
    """Thousandths of a unit asked for in a period beyond what is made without the steps.

    Over all stretches that end in it, as the family capacity counts them.
    """
    lot = ledger.scenario.capability_by_code[line.capability].lot
    zero = ledger.decisions.zero
    rates = [_rate(ledger, line, at) for at in ledger.periods]
    new = increases(ledger.decisions.line_lots.get((line.code,), zero))
    booked = ledger.stock.line_contracts.get(line.code, zero)
    running = steps_available(ledger, line)
    carried = MILLE * lot - gcd(MILLE, line.step, *rates)
    found = []
    for first in range(position + 1):
        window = slice(first, position + 1)
        unexpanded = sum(rates[window]) + (carried if first else 0)
        gone = steps * (position - max(first, since) + 1)
        asked = MILLE * lot * sum(new[window]) + min(MILLE * sum(booked[window]), unexpanded)
        found.append(asked - unexpanded - line.step * (sum(running[window]) - gone))
    return max(found)


def _pieces(ledger: Ledger, takes: Mapping[str, int], position: int) -> Iterator[Piece]:
    """New lots of the lines in a period, by buyer; `takes` is what a lot of each line needs."""
    decisions, scenario = ledger.decisions, ledger.scenario
    for orders in (decisions.delivered, decisions.pool_delivered):
        for (buyer, line), series in orders.items():
            new = increases(series)[position]
            if line in takes and new > 0:
                capability = scenario.line_by_code[line].capability
                yield Piece(
                    (buyer, line),
                    (buyer, capability),
                    capability,
                    new,
                    partial(_frees, takes[line]),
                    partial(_loses, ledger, buyer, capability, position),
                )


def _frees(takes: int, taken: int) -> int:
    del taken
    return takes


def _loses(ledger: Ledger, buyer: str, capability: str, position: int, taken: int) -> int:
    before, after = (
        without_lots(ledger, buyer, capability, lots, position).get(capability, 0)
        for lots in (taken, taken + 1)
    )
    return after - before
