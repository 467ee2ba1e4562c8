"""How many outside units may be relied on, by hand.

8 are offered each year and 10 required. Before the deadline all 8 may be relied on, 9 never. From
2027 on 35 % of 10, floor(3.5) = 3; where the capability says 29.99 %, floor(2.999) = 2; where it
says 90 %, 9, of which 8 are offered.
"""

import pytest

from tests.families.edges import just_fails, just_holds
from tests.plans import over_years, plan
from tests.scenarios import capability, policy, support, tiny, years


@pytest.mark.parametrize(
    ("own", "holds", "fails"),
    [
        (None, (8, 3, 3), (8, 4, 3)),
        (None, (8, 3, 3), (8, 3, 4)),
        (2_999, (8, 2, 2), (8, 3, 2)),
        (None, (8, 3, 3), (9, 3, 3)),
        (9_000, (8, 8, 8), (8, 9, 8)),
    ],
)
def test_support_stays_within_offer_and_cap(
    own: int | None, holds: tuple[int, ...], fails: tuple[int, ...]
) -> None:
    """8 are offered; from 2027 on at most 35 % of 10, or the capability's own part."""
    scenario = tiny(
        policy=policy(deadline_period="2027", dependence_cap=3_500),
        periods=years(3),
        capabilities=(capability(dependence_cap=own),),
        required=10,
        outside_support=tuple(support(8, period=code) for code in ("2026", "2027", "2028")),
    )
    just_holds(scenario, plan(support=over_years(("TANK",), *holds)))
    just_fails(scenario, plan(support=over_years(("TANK",), *fails)), "dependence")


def test_offers_of_all_providers_add_up() -> None:
    other = support(2).model_copy(update={"provider": "JPN"})
    scenario = tiny(outside_support=(support(3), other), required=10)
    just_holds(scenario, plan(support={("TANK", "2026"): 5}))
    just_fails(scenario, plan(support={("TANK", "2026"): 6}), "dependence")
