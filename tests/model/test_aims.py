import hashlib
from typing import Any

import pytest

from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.model.build import build
from tests.families.pools import pooling, shared
from tests.plans import duo_plan, over_years, plan
from tests.scenarios import (
    MILLION,
    Variant,
    capability,
    duo,
    enabler,
    holding,
    line,
    period,
    rates,
    requirement,
    state,
    support,
    tiny,
    years,
)


def value(scenario: Scenario, aim: AimName, candidate: Any) -> int:
    model = build(scenario)
    vector = model.vector(candidate)
    assert model.program.holds(vector)
    return model.aims[aim].value(vector)


@pytest.mark.parametrize(
    ("variant", "burden", "cost"),
    [
        ("base", 600, 24_000_000),
        ("i", 600, 24_000_000),
        ("ii", 634, 25_000_000),
        ("iii", 700, 25_000_000),
        ("iv", 600, 24_000_000 + 3_000_000),
    ],
)
def test_the_worked_example(variant: Variant, burden: int, cost: int) -> None:
    """Burdens in basis points, cost in EUR; iv adds the 3 m of return that are missing."""
    best = duo_plan(variant)
    assert value(duo(variant), "shortfall", best) == 0
    assert value(duo(variant), "spread", best) == burden
    assert value(duo(variant), "cost", best) == cost
    assert value(duo(variant), "shortfall", plan()) == 125_000 * (2 + 2 * 2 + 4 * 4)


def test_a_burden_is_rounded_up_to_whole_basis_points() -> None:
    """10 kEUR a basis point: 6,001 kEUR are 601, and 600 would be one kEUR too few."""
    scenario = tiny(
        states=(state("A", gdp=100 * MILLION), state("B", gdp=0)),
        lines=(line(unit_price=6_001),),
        line_rates=rates("L", 1),
    )
    model = build(scenario)
    vector = model.vector(plan(delivered={("A", "L", "2026"): 1}))
    assert model.program.holds(vector)
    assert model.aims["spread"].value(vector) == 601
    vector[model.aims["spread"].variables] = 600
    assert not model.program.holds(vector)


def test_reliance_counts_support_at_the_price_of_the_first_step() -> None:
    """ceil(1,000,000 x 2 x 3 / 7) a unit; nothing where nothing is required."""
    scenario = tiny(
        periods=(period("2026", weight=3), period("2027")),
        capabilities=(capability(priority=2, dependence_cap=10_000),),
        requirements=(requirement(7),),
        outside_support=(support(4), support(4, period="2027")),
    )
    assert value(scenario, "reliance", plan(support={("TANK", "2026"): 4})) == 4 * 857_143


def test_even_call_counts_idle_units_beyond_the_fair_call() -> None:
    """8 + 4 available where 6 are required: 4 and 2 are fair; units of its own orders are free."""
    scenario = tiny(
        holdings=(holding("A", 8), holding("B", 4)),
        required=6,
        lines=(line(),),
        line_rates=rates("L", 9),
    )

    def given(a: int, b: int, bought: int = 0) -> Any:
        return plan(
            contribution={("A", "TANK", "2026"): a, ("B", "TANK", "2026"): b},
            delivered={("A", "L", "2026"): bought} if bought else {},
        )

    price = 166_667
    assert value(scenario, "even_call", given(4, 2)) == 0
    assert value(scenario, "even_call", given(5, 1)) == price
    assert value(scenario, "even_call", given(5, 1, bought=1)) == 0
    assert value(scenario, "even_call", given(3, 3)) == price
    assert value(scenario, "even_call", given(6, 4)) == 4 * price


def test_a_fair_call_is_rounded_up() -> None:
    """5 + 5 available where 3 are required: 1.5 each, so two."""
    scenario = tiny(holdings=(holding("A", 5), holding("B", 5)), required=3)
    given = {("A", "TANK", "2026"): 2, ("B", "TANK", "2026"): 1}
    assert value(scenario, "even_call", plan(contribution=given)) == 0
    given = {("A", "TANK", "2026"): 3}
    assert value(scenario, "even_call", plan(contribution={**given})) == 333_334


def test_all_that_is_there_is_fair_where_it_is_not_enough() -> None:
    scenario = tiny(holdings=(holding("A", 2), holding("B", 1)), required=3)
    given = {("A", "TANK", "2026"): 2, ("B", "TANK", "2026"): 1}
    assert value(scenario, "even_call", plan(contribution=given)) == 0


def weighed(name: str, *codes: str) -> int:
    digest = hashlib.sha256("|".join((name, *codes)).encode("utf-8")).hexdigest()
    return 1 + int(digest[:4], 16)


def test_the_tie_break_weighs_every_decision_by_its_name() -> None:
    """Shared variables count once for each decision they stand for."""
    scenario = pooling(count=2)
    candidate = shared(
        {"A": (10, 15), "B": (0, 5)},
        lots=(1, 2),
        operating=(1, 1),
        support={},
        delivered=over_years(("B", "L"), 0, 2),
    )
    expected = 0
    for name in ("delivered", "pool_delivered", "pool_shares", "open", "join", "lead", "operating"):
        for codes, number in getattr(candidate, name).items():
            expected += weighed(name, *codes) * number
    assert value(scenario, "tie_break", candidate) == expected


def test_steps_decided_early_count_in_every_period() -> None:
    scenario = tiny(
        periods=years(2),
        lines=(line(step=1_000, max_steps=1, step_lead_months=12),),
        line_rates=rates("L", 1, 1),
    )
    candidate = plan(expansion=over_years(("L",), 1, 1), funding=over_years(("A", "L"), 10, 10))
    expected = sum(
        weighed("expansion", "L", year) + 10 * weighed("funding", "A", "L", year)
        for year in ("2026", "2027")
    )
    assert value(scenario, "tie_break", candidate) == expected


def test_the_tie_break_weighs_what_does_not_count() -> None:
    """Of 5 and 4 required tanks 2 and none count, so 3 and 4 do not; of fuel nothing is counted."""
    scenario = tiny(
        periods=years(2),
        capabilities=(capability(), capability("FUEL")),
        requirements=(
            requirement(5),
            requirement(4, period="2027"),
            *(requirement(9, "FUEL", year) for year in ("2026", "2027")),
        ),
        holdings=(holding("A", 5), holding("A", 5, "FUEL")),
        enablers=(enabler("TANK", "FUEL"),),
    )
    given = {
        **over_years(("A", "TANK"), 3, 3),
        **over_years(("A", "FUEL"), 5, 5),
    }
    candidate = plan(contribution=given, counted={("TANK", "2026"): 2})
    expected = sum(weighed("contribution", *codes) * units for codes, units in given.items())
    expected += 3 * weighed("counted", "TANK", "2026") + 4 * weighed("counted", "TANK", "2027")
    assert value(scenario, "tie_break", candidate) == expected
