"""Going alone costs the least there is: every way of buying is tried."""

from itertools import accumulate, product
from math import ceil
from random import Random

from allocator.accounts.burden import key_shares
from allocator.accounts.delivery import first_delivery
from allocator.accounts.ledger import Ledger
from allocator.accounts.stand_alone import stand_alone
from allocator.domain.production_line import ProductionLine
from tests.accounts.test_stand_alone import drawn
from tests.plans import plan

Lots = tuple[int, ...]


def made(ledger: Ledger, state: str, line: ProductionLine) -> Lots:
    """Lots kept for the state since its first delivery, by period."""
    scenario = ledger.scenario
    first = first_delivery(scenario, line.code, state)
    due = ledger.stock.line_contracts.get(line.code, ledger.stock.zero)
    left = [
        scenario.rate_by_key.get((line.code, period.code), 0) - 1_000 * owed if at >= first else 0
        for at, (period, owed) in enumerate(zip(scenario.periods, due, strict=True))
    ]
    lot = 1_000 * scenario.capabilities[0].lot
    return tuple(max(0, units) // lot for units in accumulate(left))


def ways(most: Lots) -> list[Lots]:
    """Lots by the end of each period that never fall, within what is made."""
    every = product(*(range(top + 1) for top in most))
    return [lots for lots in every if list(lots) == sorted(lots)]


def least(ledger: Ledger, state: str) -> int | None:
    """kEUR of the cheapest purchase that reaches the state's share of TANK, readiness left out."""
    scenario = ledger.scenario
    kind, share = scenario.capabilities[0], key_shares(scenario)[state]
    held = ledger.stock.available.get((state, "TANK"), ledger.stock.zero)
    short = [
        ceil(share * n) - there for n, there in zip(ledger.required("TANK"), held, strict=True)
    ]
    lines = [
        line
        for line in scenario.lines
        if ledger.rights.permitted(state, line.code)
        and not ledger.rights.too_large(state, line.code)
    ]
    costs = []
    for bought in product(*(ways(made(ledger, state, line)) for line in lines)):
        together = [sum(lots) for lots in zip(*bought, strict=True)] or list(ledger.stock.zero)
        if all(
            kind.lot * n >= gap for n, gap in zip(together, accumulate(short, max), strict=True)
        ):
            paid = sum(
                lots[-1] * ledger.prices.lot_price(state, line.code)
                for line, lots in zip(lines, bought, strict=True)
            )
            costs.append(paid + sum(together) * ledger.prices.lot_operating("TANK", 12))
    return min(costs, default=None)


def test_nothing_cheaper_reaches_the_share() -> None:
    """Of years, all of twelve months; where the share concerns the state at all."""
    random, compared = Random(11), 0
    while compared < 150:
        scenario = drawn(random)
        free = scenario.capabilities[0].model_copy(update={"readiness_cost": 0})
        ledger = Ledger(scenario.replaced(capabilities=(free,)), plan())
        accounts = stand_alone(ledger)
        for state in "AB":
            tops = [max(made(ledger, state, line)) for line in scenario.lines]
            if len(scenario.periods) * len(tops) > 4 or max(tops, default=0) > 8:
                continue
            known = ledger.stock.available.get((state, "TANK"), ())
            if any(known) or any(ledger.rights.permitted(state, r.code) for r in scenario.lines):
                assert accounts[state].limit == least(ledger, state)
                compared += 1
