from typing import Any

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.verify.verify import violations
from tests.plans import broken, plan
from tests.scenarios import capability, enabler, holding, tiny


def brigades(*, shared: bool = False) -> Scenario:
    """4 heavy and 3 light brigades, half a shield for each of them, 3 shields."""
    return tiny(
        capabilities=(capability("HEAVY"), capability("LIGHT"), capability("SHIELD")),
        holdings=(holding("A", 4, "HEAVY"), holding("B", 3, "LIGHT"), holding("B", 3, "SHIELD")),
        required=8,
        enablers=(
            enabler("HEAVY", "SHIELD", 500, shared=shared),
            enabler("LIGHT", "SHIELD", 500, shared=shared),
        ),
    )


def counting(heavy: int, light: int, **more: Any) -> Plan:
    there = {("A", "HEAVY"): 4, ("B", "LIGHT"): 3, ("B", "SHIELD"): 3}
    return plan(
        contribution={(*codes, "2026"): units for codes, units in there.items()},
        counted={("HEAVY", "2026"): heavy, ("LIGHT", "2026"): light},
        **more,
    )


def test_what_counts_draws_on_the_same_units() -> None:
    assert broken(brigades(), counting(4, 2)) == set()
    (violation,) = violations(brigades(), counting(4, 3))
    assert str(violation) == (
        "enablers[SHIELD, HEAVY, LIGHT, 2026]: what counts of HEAVY and LIGHT needs 3.500 units of "
        "SHIELD, but 3 are there: 0.500 are missing"
    )


def test_shared_units_are_not_used_up() -> None:
    assert broken(brigades(shared=True), counting(4, 3)) == set()


def test_what_is_not_there_does_not_count() -> None:
    (violation,) = violations(brigades(shared=True), counting(5, 3))
    assert str(violation) == "enablers[HEAVY, 2026]: counts 5 units, but 4 are there"


def test_what_is_not_required_does_not_count() -> None:
    """2 heavy brigades of each state, 3 required."""
    scenario = tiny(
        capabilities=(capability("HEAVY"), capability("SHIELD")),
        holdings=(holding("A", 2, "HEAVY"), holding("B", 2, "HEAVY"), holding("B", 3, "SHIELD")),
        required=3,
        enablers=(enabler("HEAVY", "SHIELD", 500),),
    )
    there = {("A", "HEAVY"): 2, ("B", "HEAVY"): 2, ("B", "SHIELD"): 2}
    contribution = {(*codes, "2026"): units for codes, units in there.items()}
    three, four = (
        plan(contribution=contribution, counted={("HEAVY", "2026"): units}) for units in (3, 4)
    )
    assert broken(scenario, three) == set()
    (violation,) = violations(scenario, four)
    assert str(violation) == "requirement[HEAVY, 2026]: counts 4 units, but 3 are required"


def test_what_has_no_enablers_is_not_counted() -> None:
    counted = {("SHIELD", "2026"): 1}
    (violation,) = violations(brigades(), plan(counted=counted))
    assert violation.family == "requirement"
    assert "it has no enablers" in violation.message
