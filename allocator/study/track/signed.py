"""What is ordered and decided by now, as least values of the periods that are still open."""

from collections.abc import Iterator, Mapping

from allocator.accounts.decisions import Codes
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import ElasticRow
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.study.held.ordered import ORDERED, STEPS, Least, ordered
from allocator.study.track.past import Past

HELD = ("delivered", "pool_delivered", "pool_shares", *STEPS)
"""What stays once it is ordered or decided: lots, the shares in them, steps."""


def signed(scenario: Scenario, plan: Plan, past: Past) -> Least:
    """Of a plan, what is ordered or decided before the date of the past, in open periods.

    Lots that are late are still on order, so that they are asked for in every open period. Steps
    that were to be decided and were not are none that stay.
    """
    stays = ordered(Ledger(scenario, plan), past.as_of)
    return Least({name: dict(_least(scenario, plan, past, name, stays)) for name in HELD})


def _least(
    scenario: Scenario, plan: Plan, past: Past, name: str, stays: Plan
) -> Iterator[tuple[Codes, int]]:
    held: Mapping[Codes, int] = getattr(stays, name)
    stated: Mapping[Codes, int] = getattr(plan, name)
    codes = [period.code for period in scenario.periods]
    for key, value in sorted(held.items()):
        if codes.index(key[-1]) < past.closed:
            continue
        lacking = 0
        if name in STEPS:
            lacking = max(
                (
                    stated.get((*key[:-1], code), 0) - there
                    for code in codes
                    for there in (_there(past, name, (*key[:-1], code)),)
                    if there is not None
                ),
                default=0,
            )
        if value - max(0, lacking) > 0:
            yield key, value - max(0, lacking)


def _there(past: Past, name: str, codes: Codes) -> int | None:
    """What is known of a row by now."""
    row = (name, codes)
    return past.known.get(row, past.so_far.get(row))


def behind_orders(least: Least, plan: Plan) -> tuple[ElasticRow, ...]:
    """What of it a plan does not have, row by row."""
    return tuple(
        ElasticRow(ORDERED, (name, *codes), value - has)
        for name, codes, value in least.entries()
        for has in (getattr(plan, name).get(codes, 0),)
        if has < value
    )
