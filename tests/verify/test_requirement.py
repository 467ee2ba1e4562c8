from tests.plans import broken, over_years, plan, subjects
from tests.scenarios import (
    capability,
    enabler,
    holding,
    policy,
    requirement,
    retirement,
    tiny,
    years,
)


def test_a_contribution_may_rise_and_stay_but_not_fall() -> None:
    scenario = tiny(periods=years(3), required=9, holdings=(holding("A", 5),))
    rising = plan(contribution=over_years(("A", "TANK"), 3, 5, 5))
    falling = plan(contribution=over_years(("A", "TANK"), 3, 5, 4))
    assert broken(scenario, rising) == set()
    assert broken(scenario, falling) == {"requirement"}
    assert subjects(scenario, falling) == [("A", "TANK", "2028")]


def test_it_may_fall_by_what_retires() -> None:
    """2 of 5 retire in 2027: from 4 to 2 holds, to 1 does not; no excuse is left for 2028."""
    scenario = tiny(
        periods=years(3),
        required=9,
        holdings=(holding("A", 5),),
        retirements=(retirement("A", 2, period="2027"),),
    )
    assert broken(scenario, plan(contribution=over_years(("A", "TANK"), 4, 2, 2))) == set()
    assert broken(scenario, plan(contribution=over_years(("A", "TANK"), 4, 1, 1))) == {
        "requirement"
    }
    assert broken(scenario, plan(contribution=over_years(("A", "TANK"), 4, 2, 1))) == {
        "requirement"
    }


def test_it_may_fall_by_what_the_limit_falls() -> None:
    """Half of 8, then half of 6: 4 and 3. The larger of both excuses counts, not their sum."""
    scenario = tiny(
        policy=policy(concentration_cap=5_000, deadline_period="2027"),
        periods=years(2),
        requirements=(requirement(8), requirement(6, period="2027")),
        holdings=(holding("A", 5),),
        retirements=(retirement("A", 1, period="2027"),),
    )
    assert broken(scenario, plan(contribution=over_years(("A", "TANK"), 4, 3))) == set()
    assert broken(scenario, plan(contribution=over_years(("A", "TANK"), 4, 2))) == {"requirement"}


def test_a_shortfall_breaks_nothing() -> None:
    assert broken(tiny(required=9), plan()) == set()


def test_no_more_is_counted_than_is_required() -> None:
    """2 and 2 tanks of two states, 3 required."""
    scenario = tiny(
        capabilities=(capability(), capability("FUEL")),
        required=3,
        holdings=(holding("A", 2), holding("B", 2), holding("A", 1, "FUEL")),
        enablers=(enabler("TANK", "FUEL", 250),),
    )
    there = {("A", "TANK"): 2, ("B", "TANK"): 2, ("A", "FUEL"): 1}
    contribution = {(*codes, "2026"): units for codes, units in there.items()}
    assert broken(scenario, plan(contribution=contribution, counted={("TANK", "2026"): 3})) == set()
    too_many = plan(contribution=contribution, counted={("TANK", "2026"): 4})
    assert broken(scenario, too_many) == {"requirement"}
    assert subjects(scenario, too_many) == [("TANK", "2026")]


def test_only_what_has_enablers_is_counted() -> None:
    assert broken(tiny(required=9), plan(counted={("TANK", "2026"): 1})) == {"requirement"}
