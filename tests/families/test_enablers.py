"""By hand: 4 heavy brigades need 2 shields each, 3 light ones need 1 each, and 9 shields are there.

All together would need 4 x 2 + 3 x 1 = 11. All heavy ones leave 9 - 8 = 1 shield, so 1 light one
counts; if all light ones count, 9 - 3 = 6 shields let 3 heavy ones count. With 10 brigades of each
kind required, the first plan misses 6 and 9 units, the second 7 and 7. A unit costs 100,000 up to 2
of them, twice as much up to 5 and four times as much beyond: 6 come to 2 + 6 + 4 = 12, 9 to 24 and
7 to 16 hundred thousand, so the first plan to 36 and the second to 32.
"""

from typing import Any

import pytest

from allocator.domain.capability import Requirement
from allocator.domain.outcome import Solved
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from tests.families.edges import just_fails, just_holds
from tests.plans import over_years, plan
from tests.scenarios import (
    capability,
    enabler,
    holding,
    line,
    pool,
    rates,
    requirement,
    support,
    tiny,
    years,
)

THERE = {"HEAVY": 4, "LIGHT": 3, "SHIELD": 9}


def needed(heavy: int, light: int, shields: int = 9) -> tuple[Requirement, ...]:
    """Requirements of 2026; none of a state may count beyond what is required of a capability."""
    units = {"HEAVY": heavy, "LIGHT": light, "SHIELD": shields}
    return tuple(requirement(number, code) for code, number in units.items())


def fighting(*ratios: Any, **fields: Any) -> Scenario:
    """The example, with other ratios where some are given."""
    defaults: dict[str, Any] = {
        "capabilities": tuple(map(capability, THERE)),
        "holdings": tuple(holding("A", units, code) for code, units in THERE.items()),
        "requirements": needed(10, 10),
        "enablers": ratios or (enabler("HEAVY", "SHIELD", 2_000), enabler("LIGHT", "SHIELD")),
    }
    return tiny(**{**defaults, **fields})


def counting(heavy: int, light: int = 0) -> dict[str, Any]:
    """Everything contributed, so much of it counted."""
    counted = {("HEAVY", "2026"): heavy, ("LIGHT", "2026"): light}
    return {
        "contribution": {("A", code, "2026"): units for code, units in THERE.items()},
        "counted": {key: units for key, units in counted.items() if units},
    }


def shortfall(scenario: Scenario, **decisions: Any) -> int:
    """The aim's value for a plan; `just_holds` sees to it that the verifier's side agrees."""
    just_holds(scenario, plan(**decisions))
    model = build(scenario)
    return model.aims["shortfall"].value(model.vector(plan(**decisions)))


def test_the_example() -> None:
    scenario = fighting()
    assert shortfall(scenario, **counting(4, 1)) == 3_600_000
    assert shortfall(scenario, **counting(3, 3)) == 3_200_000
    just_fails(scenario, plan(**counting(4, 2)), "enablers")
    just_fails(scenario, plan(**counting(4, 3)), "enablers")


def test_no_more_counts_than_is_there() -> None:
    plenty = (enabler("HEAVY", "SHIELD", 1_000),)
    just_holds(fighting(*plenty), plan(**counting(4)))
    just_fails(fighting(*plenty), plan(**counting(5)), "enablers")


def test_no_more_counts_than_is_required() -> None:
    """2 and 2 of two states, 3 required."""
    scenario = fighting(
        requirements=needed(3, 10),
        holdings=(
            holding("A", 2, "HEAVY"),
            holding("B", 2, "HEAVY"),
            holding("A", 9, "SHIELD"),
        ),
    )
    given = {("A", "HEAVY"): 2, ("B", "HEAVY"): 2, ("A", "SHIELD"): 8}
    contribution = {(*codes, "2026"): units for codes, units in given.items()}
    just_holds(scenario, plan(contribution=contribution, counted={("HEAVY", "2026"): 3}))
    too_many = plan(contribution=contribution, counted={("HEAVY", "2026"): 4})
    just_fails(scenario, too_many, "requirement")


def test_nothing_is_counted_without_enablers_or_without_a_requirement() -> None:
    just_fails(fighting(), plan(counted={("SHIELD", "2026"): 1}), "requirement")
    contribution = {("A", "HEAVY", "2026"): 1, ("A", "SHIELD", "2026"): 9}
    one = plan(contribution=contribution, counted={("HEAVY", "2026"): 1})
    just_fails(fighting(requirements=needed(0, 10)), one, "requirement")


def test_shared_units_serve_each_capability_in_full() -> None:
    """4 x 2 of 9 for heavy brigades, and the same ones for light brigades."""
    both = fighting(
        enabler("HEAVY", "SHIELD", 2_000, shared=True),
        enabler("LIGHT", "SHIELD", 3_000, shared=True),
    )
    just_holds(both, plan(**counting(4, 3)))
    tight = fighting(
        enabler("HEAVY", "SHIELD", 2_251, shared=True), enabler("LIGHT", "SHIELD", shared=True)
    )
    just_holds(tight, plan(**counting(3, 3)))
    just_fails(tight, plan(**counting(4, 3)), "enablers")


def test_a_shared_row_does_not_draw_on_those_that_are_not() -> None:
    one = fighting(
        enabler("HEAVY", "SHIELD", 2_000), enabler("LIGHT", "SHIELD", 3_000, shared=True)
    )
    just_holds(one, plan(**counting(4, 3)))


@pytest.mark.parametrize(
    ("per_unit", "most"), [(2_250, 4), (2_251, 3), (3_000, 3), (9_000, 1), (9_001, 0)]
)
def test_ratios_are_exact_to_a_thousandth(per_unit: int, most: int) -> None:
    scenario = fighting(enabler("HEAVY", "SHIELD", per_unit))
    just_holds(scenario, plan(**counting(most)))
    just_fails(scenario, plan(**counting(most + 1 if most < 4 else 5)), "enablers")


def test_every_enabler_must_be_there() -> None:
    scenario = fighting(enabler("HEAVY", "SHIELD", 1_000), enabler("HEAVY", "LIGHT", 1_000))
    just_holds(scenario, plan(**counting(3)))
    just_fails(scenario, plan(**counting(4)), "enablers")


def test_pools_and_support_are_there_as_well() -> None:
    """3 held, a lot of 2 in a pool and 1 from outside: 6 shields for 3 heavy brigades of 4 + 1."""
    scenario = fighting(
        enabler("HEAVY", "SHIELD", 2_000),
        capabilities=(capability("HEAVY"), capability("LIGHT"), capability("SHIELD", lot=2)),
        holdings=(holding("A", 3, "SHIELD"), holding("A", 4, "HEAVY")),
        pools=(pool(capability="SHIELD", stock_lots=1, lines=()),),
        requirements=(requirement(10, "HEAVY"), requirement(10, "SHIELD")),
        outside_support=(support(1, "SHIELD"), support(1, "HEAVY")),
    )
    there = {("A", "HEAVY", "2026"): 4, ("A", "SHIELD", "2026"): 3}
    help_of = {("SHIELD", "2026"): 1, ("HEAVY", "2026"): 1}
    three, four = {("HEAVY", "2026"): 3}, {("HEAVY", "2026"): 4}
    just_holds(scenario, plan(contribution=there, support=help_of, counted=three))
    just_fails(scenario, plan(contribution=there, support=help_of, counted=four), "enablers")
    just_fails(scenario, plan(contribution=there, counted=three), "enablers")


def test_each_period_counts_by_itself() -> None:
    """5 brigades in both years, 2 shields and then 4: what counted may fall again, too."""
    scenario = tiny(
        periods=years(3),
        capabilities=(capability("HEAVY"), capability("SHIELD")),
        holdings=(holding("A", 5, "HEAVY"), holding("A", 4, "SHIELD")),
        required=9,
        enablers=(enabler("HEAVY", "SHIELD"),),
    )
    contribution = {
        **over_years(("A", "HEAVY"), 5, 5, 5),
        **over_years(("A", "SHIELD"), 2, 4, 4),
    }
    counted = over_years(("HEAVY",), 2, 4, 1)
    just_holds(scenario, plan(contribution=contribution, counted=counted))
    counted = over_years(("HEAVY",), 3, 4, 1)
    just_fails(scenario, plan(contribution=contribution, counted=counted), "enablers")


def test_an_enabler_need_not_count_itself() -> None:
    """Light brigades enable heavy ones while their own enabler is missing."""
    scenario = fighting(enabler("HEAVY", "LIGHT"), enabler("LIGHT", "SHIELD", 20_000))
    just_holds(scenario, plan(**counting(3, 0)))
    just_fails(scenario, plan(**counting(4, 0)), "enablers")
    just_fails(scenario, plan(**counting(3, 1)), "enablers")


def test_the_status_quo_counts_the_dearest_first() -> None:
    """A light brigade is worth twice a heavy one: 3 of them take 3 shields of 9 and leave 6."""
    scenario = fighting(
        capabilities=(capability("HEAVY"), capability("LIGHT", priority=2), capability("SHIELD"))
    )
    model = build(scenario)
    vector = model.status_quo()
    assert model.program.holds(vector)
    assert model.plan(vector).counted == {("HEAVY", "2026"): 3, ("LIGHT", "2026"): 3}


def test_the_status_quo_counts_no_more_than_there_is_of_anything() -> None:
    nothing = build(fighting(holdings=(holding("A", 4, "HEAVY"),)))
    assert nothing.program.holds(nothing.status_quo())
    assert nothing.plan(nothing.status_quo()).counted == {}
    pooled = build(
        fighting(
            enabler("HEAVY", "SHIELD", shared=True),
            holdings=(holding("A", 4, "HEAVY"),),
            pools=(pool(capability="SHIELD", stock_lots=3, lines=()),),
        )
    )
    assert pooled.program.holds(pooled.status_quo())
    assert pooled.plan(pooled.status_quo()).counted == {("HEAVY", "2026"): 3}


def test_enablers_are_bought_for_what_counts_with_them() -> None:
    """3 shields are required and there: the two that a fourth and a fifth brigade need are bought
    only where brigades do not count without."""
    fields = {
        "holdings": (holding("A", 5, "HEAVY"), holding("A", 3, "SHIELD")),
        "requirements": needed(5, 0, 3),
        "lines": (line(capability="SHIELD"),),
        "line_rates": rates("L", 9),
    }
    bought = {}
    for ratios in ((), (enabler("HEAVY", "SHIELD"),)):
        outcome = solve(build(fighting(**{**fields, "enablers": ratios})), effort="quick")
        assert isinstance(outcome, Solved)
        assert outcome.aims[0].value == 0
        bought[len(ratios)] = sum(outcome.plan.delivered.values())
    assert bought == {0: 0, 1: 2}
