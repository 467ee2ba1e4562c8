"""Burdens measured in several ways side by side, and the limits that policy sets on new money."""

from fractions import Fraction
from typing import Any

import pytest

from allocator.domain.policy import AIMS, STEADINESS
from allocator.domain.scenario import Scenario
from tests.plans import duo_plan, over_years, plan
from tests.report.quartet import quartet, quartet_plan
from tests.report.reading import row, rows, sheets, texts, total
from tests.report.test_limits import figures, limits
from tests.scenarios import duo, in_force, line, policy, rates, state, tiny

MEASURES, LIMITS = 2, 3


def with_policy(scenario: Scenario, **settings: Any) -> Scenario:
    return scenario.replaced(policy=scenario.policy.model_copy(update=settings))


def spending_before(scenario: Scenario, **efforts: int) -> Scenario:
    """Baseline efforts of a year, in kEUR, by state."""
    states = tuple(
        each.model_copy(update={"baseline_effort": efforts.get(each.code, 0)})
        for each in scenario.states
    )
    return scenario.replaced(states=states)


def test_both_measures_stand_side_by_side_and_the_chosen_one_is_named() -> None:
    """A pays 6,000 of 100,000 and spends 3,000 before: 600 and 900 basis points."""
    scenario = spending_before(duo(), A=3_000)
    for measure, burden, average in (
        ("new_money", 600, Fraction(24, 400)),
        ("effort", 900, Fraction(27, 400)),
    ):
        split = sheets(with_policy(scenario, burden_measure=measure), duo_plan())["burden_split"]
        assert row(split, state="A")["burden"] == burden
        assert row(split, state="A")["average"] == average
        assert row(split, state="B")["burden"] == 600
        small = row(split, MEASURES, state="A")
        assert (small["new_money"], small["baseline"], small["effort"]) == (6_000, 3_000, 9_000)
        assert small["money_of_key"] == Fraction(6, 100)
        assert small["effort_of_key"] == Fraction(9, 100)
        assert total(split, "effort", MEASURES) == 27_000
        words = {
            "new_money": "fairness goes by new money",
            "effort": "fairness goes by baseline effort and new money together",
        }[measure]
        assert any(text.endswith(words) for text in texts(split))


def test_people_work_and_pools() -> None:
    """AAA fills 33 posts of 10 million people and leads the only pool; work is as in footprint."""
    made = sheets(quartet(), quartet_plan())
    split = made["burden_split"]
    leader = row(split, MEASURES, state="AAA")
    assert (leader["posts"], leader["posts_per_1000"]) == (33, Fraction(33, 10_000))
    assert (leader["led"], leader["led_share"]) == (1, 1)
    assert leader["per_head"] == Fraction(str(leader["new_money"])) / 10_000
    assert row(split, MEASURES, state="BBB")["led_share"] == 0
    for line_ in rows(split, MEASURES):
        assert line_["work"] == row(made["footprint"], state=line_["state"])["work"]
    assert sum(Fraction(str(line_["work_share"])) for line_ in rows(split, MEASURES)) == 1


def test_without_people_or_pools_there_is_nothing_to_divide_by() -> None:
    scenario = tiny(states=(state("A", population=0, gdp=0), state("B")))
    nobody = row(sheets(scenario, plan())["burden_split"], MEASURES, state="A")
    assert (nobody["per_head"], nobody["posts_per_1000"]) == (None, None)
    assert (nobody["money_of_key"], nobody["work_share"], nobody["led_share"]) == (0, 0, 0)


def limited(**settings: Any) -> Scenario:
    """Of eight tanks A and B have half each to find. A alone buys one on CHEAP, three on L; B gets
    three on L and no more. In force A buys three on L. C pays nothing and has no key."""
    aims = tuple(aim for aim in AIMS if aim not in STEADINESS)
    return tiny(
        policy=policy(aims=aims, **settings),
        states=(state("A"), state("B"), state("C", gdp=0)),
        required=8,
        lines=(line(), line("CHEAP", unit_price=900, customers=("A",))),
        line_rates=rates("L", 3) + rates("CHEAP", 1),
        plan_in_force=(in_force("delivered", "A", "L", "2026", value=3),),
    )


BOUGHT = {"delivered": over_years(("A", "L"), 3)}


def test_no_limit_no_block() -> None:
    assert len(sheets(limited(), plan())["burden_split"].blocks) == LIMITS


def test_limits_reached_and_limits_that_are_not_there() -> None:
    scenario = limited(stand_alone_limit=True, burden_limit_in_force=True)
    split = sheets(scenario, plan(**BOUGHT))["burden_split"]
    large = row(split, LIMITS, state="A")
    assert (large["alone"], large["alone_left"]) == (3_900, 900)
    assert (large["in_force"], large["in_force_left"]) == (3_000, 0)
    assert large["words"] == (
        "is below the limit by going alone; reaches the limit by the plan in force"
    )
    slow = row(split, LIMITS, state="B")
    assert (slow["alone"], slow["alone_left"], slow["in_force"]) == (None, None, 0)
    assert slow["words"] == (
        "no limit by going alone, because it would lack 1 of TANK in 2026; is below the limit by "
        "the plan in force"
    )
    assert row(split, LIMITS, state="C")["alone"] == 0


@pytest.mark.parametrize(
    ("setting", "kind", "lots", "most"),
    [
        ("stand_alone_limit", "stand-alone limit", (1, 3), Fraction(39, 10)),
        ("burden_limit_in_force", "limit in force", (0, 3), Fraction(3)),
    ],
)
def test_reached_limits_are_told_with_their_setting(
    setting: str, kind: str, lots: tuple[int, int], most: Fraction
) -> None:
    cheap, dear = lots
    bought = {**over_years(("A", "CHEAP"), cheap), **over_years(("A", "L"), dear)}
    (reached,) = limits(limited(**{setting: True}), kind, delivered=bought)
    assert figures(reached) == (most, most)
    assert (reached.subject, reached.cell) == ("A", f"settings[{setting}]")
    assert limits(limited(), kind, delivered=bought) == []
    fewer = over_years(("A", "L"), dear - 1)
    assert limits(limited(**{setting: True}), kind, delivered=fewer) == []


def test_briefing_and_provenance_name_the_measure() -> None:
    scenario = with_policy(duo(), burden_measure="effort", stand_alone_limit=True)
    made = sheets(scenario, duo_plan())
    assert made["briefing"].charts[0].title == (
        "Burden against key by state: baseline effort and new money together 2026, % of key money"
    )
    stated = {line_["item"]: line_["value"] for line_ in rows(made["provenance"])}
    assert stated["setting: burden measure"] == "effort"
    assert stated["setting: limits of new money"] == "going alone"


def test_a_what_if_without_burdens_has_no_limits_of_them() -> None:
    off = limited(stand_alone_limit=True, families_off=("burden",))
    assert len(sheets(off, plan(**BOUGHT))["burden_split"].blocks) == LIMITS
