"""A line whose price falls with volume, and plans that buy from it by themselves and in a pool."""

from typing import Any

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from tests.plans import plan
from tests.scenarios import budget, line, member, pool, price_band, rates, tiny, years

BANDS = (price_band(5, 90), price_band(8, 65))


def volume(*ceilings: int, length: int = 1, **records: Any) -> Scenario:
    """A and B may spend so much in all; L makes 20 a year."""
    return tiny(
        periods=years(length),
        **{
            "lines": (line(unit_price=100),),
            "line_rates": rates("L", *[20] * length),
            "price_bands": BANDS,
            "budgets": tuple(
                budget(code, ceiling=ceiling, carry_over_limit=9_999)
                for code, ceiling in zip("AB", ceilings, strict=False)
            )
            + tuple(budget(code, "2027", ceiling=0) for code in "AB" if length == 2),
            **records,
        },
    )


def buying(of_a: int, of_b: int, year: str = "2026", line: str = "L") -> Plan:
    lots = {("A", line, year): of_a, ("B", line, year): of_b}
    return plan(delivered={key: value for key, value in lots.items() if value})


def sharing(*ceilings: int, **records: Any) -> Scenario:
    return volume(
        *ceilings,
        required=90,
        pools=(pool(price_factor=800, max_lots=9),),
        pool_members=(member("P", "A", most_share=99), member("P", "B", most_share=99)),
        **records,
    )


def shared(lots: int, of_a: int, *, own: int = 0) -> Plan:
    return plan(
        delivered={("A", "L", "2026"): own} if own else {},
        pool_delivered={("P", "L", "2026"): lots},
        pool_shares={("A", "P", "L", "2026"): of_a, ("B", "P", "L", "2026"): 10 * lots - of_a},
        open={("P",): 1},
        operating={("P", "2026"): 1},
        join={("A", "P"): 1, ("B", "P"): 1},
        lead={("A", "P"): 1},
    )
