"""A pool for the verifier: one line, ten shares a lot, and plans that use it."""

from typing import Any

from allocator.domain.scenario import Scenario
from tests.plans import over_years, plan
from tests.scenarios import line, member, pool, rates, state, tiny, years


def pooled(members: tuple[Any, ...] = (), periods: int = 1, **records: Any) -> Scenario:
    """Pool P buys from L for A, B and the small state S; ten shares a lot."""
    fields = {name: records.pop(name) for name in _POOL if name in records}
    defaults: dict[str, Any] = {
        "periods": years(periods),
        "states": (state("A"), state("B"), state("S", small_state=True)),
        "required": 50,
        "lines": (line(customers=("A", "B", "S")),),
        "line_rates": rates("L", *[9] * periods),
        "pools": (pool(**fields),),
        "pool_members": members or (member("P", "A"), member("P", "B"), member("P", "S")),
    }
    return tiny(**{**defaults, **records})


_POOL = (
    "start",
    "min_members",
    "max_members",
    "min_lots",
    "max_lots",
    "stock_lots",
    "availability",
)


def sharing(lots: int = 1, periods: int = 1, **shares: int) -> Any:
    """The pool operates throughout with `lots` new lots; those who are named are in, A leads."""
    return plan(
        pool_delivered=over_years(("P", "L"), *[lots] * periods),
        pool_shares={
            key: value
            for code, number in shares.items()
            for key, value in over_years((code, "P", "L"), *[number] * periods).items()
        },
        open={("P",): 1},
        join={(code, "P"): 1 for code in shares},
        lead={("A", "P"): 1},
        operating=over_years(("P",), *[1] * periods),
    )


def changed(base: Any, **decisions: Any) -> Any:
    fields = ("pool_delivered", "pool_shares", "open", "join", "lead", "operating")
    return plan(**{**{name: getattr(base, name) for name in fields}, **decisions})
