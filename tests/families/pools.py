"""Pools by hand: a scenario with two of them, and plans that use them."""

from collections.abc import Mapping
from typing import Any

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from tests.plans import over_years, plan
from tests.scenarios import call, capability, line, member, pool, rates, state, tiny, years


def pooling(*members: Any, count: int = 1, **records: Any) -> Scenario:
    """Pool P of lots from L, ten shares a lot; A, B and the small state S; nine required.

    Pool fields go in as keywords (`min_lots=2`), as do records of the scenario; by default A and
    B are candidates.
    """
    fields = {name: records.pop(name) for name in tuple(records) if name in _POOL}
    return tiny(
        periods=years(count),
        **{
            "states": (state("A"), state("B"), state("S", small_state=True)),
            "capabilities": (capability(),),
            "lines": (line(customers=("A", "B", "S")),),
            "line_rates": rates("L", *[9] * count),
            "required": 9,
            "pools": (pool(**fields),),
            "pool_members": members or (member("P", "A"), member("P", "B")),
            **records,
        },
    )


_POOL = {
    "start",
    "min_members",
    "max_members",
    "min_lots",
    "max_lots",
    "stock_lots",
    "startup_cost",
    "entry_fee",
    "price_factor",
    "availability",
}


def shared(
    shares: Mapping[str, tuple[int, ...]],
    *,
    lots: tuple[int, ...] = (1,),
    operating: tuple[int, ...] = (1,),
    lead: str = "A",
    join: tuple[str, ...] | None = None,
    **decisions: Any,
) -> Plan:
    """Lots of P from L, shares by state, cumulative by year; who has shares is in."""
    bought: dict[Any, int] = {}
    for buyer, numbers in shares.items():
        bought |= over_years((buyer, "P", "L"), *numbers)
    joined = tuple(shares) if join is None else join
    return plan(
        pool_delivered=over_years(("P", "L"), *lots),
        pool_shares=bought,
        open={("P",): 1} if any(operating) else {},
        operating=over_years(("P",), *operating),
        join={(buyer, "P"): 1 for buyer in joined},
        lead={(lead, "P"): 1} if lead else {},
        **decisions,
    )


def calling(*members: Any, **records: Any) -> Scenario:
    """Half of the lots can answer: A and B call for one each in NORTH, A for two in SOUTH.

    A and B are candidates unless said; S is not in the pool, whatever it calls for.
    """
    calls = (
        call("P", "A", 1, "NORTH"),
        call("P", "B", 1, "NORTH"),
        call("P", "A", 2, "SOUTH"),
        call("P", "S", 9, "SOUTH"),
    )
    return pooling(*members, **{"calls": calls, "availability": 5_000, **records})


def owning(lots: int, *inside: str) -> Plan:
    """The lots of P with their shares on the first state, which leads it."""
    first, *others = inside
    return shared({first: (10 * lots,)} | dict.fromkeys(others, ()), lots=(lots,), lead=first)
