"""What counts is raised as far as enablers allow, the dearest first, and never lowered."""

from typing import Any

from allocator.domain.scenario import Scenario
from allocator.model.build import build
from tests.plans import over_years, plan
from tests.scenarios import capability, enabler, holding, policy, requirement, tiny, years

THERE = {"HEAVY": 4, "LIGHT": 3, "SHIELD": 9}


def fighting(**fields: Any) -> Scenario:
    """4 heavy brigades need 2 shields each, 3 light ones need 1 each, and 9 shields are there; a
    light brigade is worth more than a heavy one."""
    defaults: dict[str, Any] = {
        "capabilities": (
            capability("HEAVY"),
            capability("LIGHT", priority=2),
            capability("SHIELD"),
        ),
        "holdings": tuple(holding("A", units, code) for code, units in THERE.items()),
        "required": 10,
        "enablers": (enabler("HEAVY", "SHIELD", 2_000), enabler("LIGHT", "SHIELD")),
    }
    return tiny(**{**defaults, **fields})


def counted(scenario: Scenario, **stated: int) -> dict[str, int]:
    """What counts of a plan that contributes everything, after it was raised; all rows hold."""
    model = build(scenario)
    given = {("A", code, "2026"): units for code, units in THERE.items()}
    numbers = {(code, "2026"): units for code, units in stated.items()}
    before = model.vector(plan(contribution=given, counted=numbers))
    after = model.counted(before)
    assert model.program.holds(after) == model.program.holds(before)
    for aim in model.aims.values():
        assert aim.value(after) <= aim.value(before)
    return {code: units for (code, _), units in model.plan(after).counted.items()}


def test_the_dearest_unit_counts_first() -> None:
    """3 light brigades take 3 shields and leave 6."""
    assert counted(fighting()) == {"LIGHT": 3, "HEAVY": 3}


def test_what_counts_already_stays() -> None:
    assert counted(fighting(), HEAVY=4) == {"LIGHT": 1, "HEAVY": 4}
    assert counted(fighting(), HEAVY=3, LIGHT=3) == {"LIGHT": 3, "HEAVY": 3}


def test_no_more_counts_than_is_there_or_required() -> None:
    ample = (enabler("HEAVY", "SHIELD", 1), enabler("LIGHT", "SHIELD", 1))
    assert counted(fighting(enablers=ample)) == {"LIGHT": 3, "HEAVY": 4}
    needs = {"HEAVY": 2, "LIGHT": 0, "SHIELD": 9}
    few = tuple(requirement(units, code) for code, units in needs.items())
    assert counted(fighting(enablers=ample, requirements=few)) == {"HEAVY": 2}


def test_what_counts_too_much_is_left_as_it_is() -> None:
    assert counted(fighting(), HEAVY=5) == {"HEAVY": 5}


def test_shared_units_serve_everybody() -> None:
    shared = tuple(
        enabler(code, "SHIELD", need, shared=True)
        for code, need in (("HEAVY", 2_251), ("LIGHT", 3_000))
    )
    assert counted(fighting(enablers=shared)) == {"LIGHT": 3, "HEAVY": 3}


def test_without_the_family_what_is_there_counts() -> None:
    """A what-if leaves the ratios out."""
    scenario = fighting(policy=policy(families_off=("enablers",)))
    assert counted(scenario) == {"LIGHT": 3, "HEAVY": 4}


def test_periods_stand_for_themselves() -> None:
    scenario = tiny(
        periods=years(2),
        capabilities=(capability("HEAVY"), capability("SHIELD")),
        required=9,
        holdings=(holding("A", 5, "HEAVY"), holding("A", 4, "SHIELD")),
        enablers=(enabler("HEAVY", "SHIELD"),),
    )
    model = build(scenario)
    given = {**over_years(("A", "HEAVY"), 3, 5), **over_years(("A", "SHIELD"), 2, 4)}
    vector = model.counted(model.vector(plan(contribution=given)))
    assert model.plan(vector).counted == over_years(("HEAVY",), 2, 4)
