"""When a thing is first needed, and how late it may come."""

import pytest

from allocator.accounts.ledger import Ledger
from allocator.accounts.slips.gaps import Gaps
from allocator.accounts.slips.slip import first_pledge, slip, tolerance
from allocator.domain.rule import Relation
from tests.plans import over_years, plan
from tests.scenarios import holding, pledge, policy, requirement, tiny, years

SCENARIO = tiny(
    periods=years(3),
    requirements=(
        requirement(2, period="2026"),
        requirement(3, period="2027"),
        requirement(5, period="2028"),
    ),
    holdings=(holding("A", 5),),
)
GAPS = Gaps(Ledger(SCENARIO, plan(contribution=over_years(("A", "TANK"), 3, 4, 5))))


def lost(units: int) -> dict[str, int]:
    return {"TANK": units}


def test_needed_from_the_period_that_misses_it() -> None:
    """One unit more than required is there in 2026 and in 2027, none in 2028."""
    assert slip(GAPS, 0, lambda _: lost(1)).needed == 2
    assert slip(GAPS, 0, lambda _: lost(2)).needed == 0
    late = slip(GAPS, 0, lambda _: lost(1))
    assert (late.stake.units, late.stake.value) == ((), 0)
    assert slip(GAPS, 2, lambda _: lost(1)).stake.units == (("TANK", 1),)
    assert slip(GAPS, 1, lambda _: {}).needed is None


def test_a_pledge_needs_it_earlier() -> None:
    assert slip(GAPS, 0, lambda _: lost(1), 1).needed == 1
    assert slip(GAPS, 0, lambda _: lost(1), 0).needed == 0
    assert slip(GAPS, 0, lambda _: {}, 2).needed == 2
    assert slip(GAPS, 0, lambda _: lost(2), 2).needed == 0


@pytest.mark.parametrize(
    ("relation", "quantity", "expected"),
    [("at_least", 4, 1), ("exactly", 4, 1), ("at_most", 4, None), ("at_least", 3, None)],
)
def test_a_pledge_rests_on_what_it_would_miss(
    relation: Relation, quantity: int, expected: int | None
) -> None:
    rows = (
        pledge("contribution", "TANK", relation, quantity, state="A", period="2027"),
        pledge("contribution", "TANK", "at_least", 3, state="A", period="2026", row=3),
        pledge("contribution", "TANK", "at_least", 4, state="B", period="2027", row=4),
    )
    ledger = Ledger(SCENARIO.replaced(pledges=rows), GAPS.ledger.plan)
    assert first_pledge(ledger, "contribution", ("TANK", "A"), (3, 4, 5), 1, 1) == expected
    free = policy(families_off=("pledges",))
    ledger = Ledger(ledger.scenario.replaced(policy=free), ledger.plan)
    assert first_pledge(ledger, "contribution", ("TANK", "A"), (3, 4, 5), 1, 1) is None


def test_tolerance_in_months() -> None:
    ledger = GAPS.ledger
    assert [tolerance(ledger, 0, needed) for needed in (0, 1, 2, None)] == [0, 12, 24, 36]
    assert tolerance(ledger, 1, None) == 24
    assert tolerance(ledger, 0, 2, lambda at: at == 1) == 12
    assert tolerance(ledger, 0, 2, lambda _: False) == 0
