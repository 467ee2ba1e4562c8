"""Money by hand: A buys from one line, as far as its money goes."""

from typing import Any

from allocator.domain.scenario import Scenario
from tests.plans import over_years, plan
from tests.scenarios import budget, line, rates, tiny, years


def spending(*ceilings: int, limit: int = 0, **records: Any) -> Scenario:
    """A buys from L at 100 kEUR a unit with so much money in 2026, 2027, ...; B has none.

    So much may be carried from one year into the next.
    """
    count = len(ceilings)
    return tiny(
        periods=years(count),
        ceiling=0,
        line_rates=rates("L", *[9] * count),
        **{
            "lines": (line(unit_price=100, customers=("A",)),),
            "budgets": tuple(
                budget("A", str(2026 + year), ceiling=ceiling, carry_over_limit=limit)
                for year, ceiling in enumerate(ceilings)
            ),
            **records,
        },
    )


def buying(*lots: int, **decisions: Any) -> Any:
    return plan(delivered=over_years(("A", "L"), *lots), **decisions)
