"""Plans of a few decisions in which one thing is true, for the titles and sentences of slides."""

from typing import Any

from allocator.report.view import View
from tests.plans import over_years, plan
from tests.report.views import view_of
from tests.scenarios import (
    MILLION,
    holding,
    line,
    member,
    pool,
    rates,
    state,
    support,
    tiny,
)


def scene(plan_: dict[str, Any] | None = None, **records: Any) -> View:
    """A tiny scenario and a plan of a few decisions."""
    scenario, decided = tiny(**records), plan(**(plan_ or {}))
    return view_of(scenario, decided)


def held(required: int, given: int, helped: int = 0, **records: Any) -> View:
    """Tanks that A holds, and outside support."""
    decided = {
        "contribution": over_years(("A", "TANK"), given),
        "support": over_years(("TANK",), helped),
    }
    return scene(
        decided,
        required=required,
        holdings=(holding("A", given),) if given else (),
        outside_support=(support(helped),) if helped else (),
        **records,
    )


def bought(*lots: int, price: int = MILLION, **records: Any) -> View:
    """A, B, .. buy so many tanks each; all have the same key."""
    codes = "ABCDE"[: len(lots)]
    delivered = dict(zip(codes, lots, strict=True))
    return scene(
        {"delivered": {(s, "L", "2026"): count for s, count in delivered.items() if count}},
        **{
            "states": tuple(state(code) for code in codes),
            "lines": (line(customers=tuple(codes), unit_price=price),),
            "line_rates": rates("L", 99),
            **records,
        },
    )


def pooled(*leaders: str) -> View:
    """A pool for each leader, which leads it, and one that stays closed."""
    opened = {f"P{at}": leader for at, leader in enumerate(leaders)}
    members = [member(code, leader) for code, leader in opened.items()]
    return scene(
        {
            "open": {(code,): 1 for code in opened},
            "operating": {(code, "2026"): 1 for code in opened},
            "join": {(leader, code): 1 for code, leader in opened.items()},
            "lead": {(leader, code): 1 for code, leader in opened.items()},
        },
        states=(state("A"), state("B"), state("C")),
        pools=tuple(pool(code) for code in (*opened, "SHUT")),
        pool_members=tuple(members),
        lines=(line(),),
    )
