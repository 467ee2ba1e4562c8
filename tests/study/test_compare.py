"""Plans side by side, every difference by pencil: `tests.scenarios.duo` and the quartet."""

from dataclasses import replace
from fractions import Fraction

import pytest

from allocator.domain.capability import Capability
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.errors import RequestError
from allocator.study.compare.common import Apart
from allocator.study.compare.compare import Pair, comparison
from tests.plans import duo_plan, over_years, plan
from tests.report.quartet import quartet, quartet_plan
from tests.scenarios import (
    MILLION,
    capability,
    duo,
    in_force,
    line,
    period,
    rates,
    state,
    tiny,
    years,
)
from tests.study.compared import judged, named, paired

BASE = (duo(), duo_plan())


def moved() -> Pair:
    """iii: A buys one of its two at home for 4 m instead of 3 m; nothing else changes."""
    return paired(BASE, (duo("iii"), duo_plan("iii")))


def shorter() -> Pair:
    """B gives and buys two less of eight, at 3 m each."""
    less = plan(
        delivered={("A", "B1", "2026"): 2, ("B", "B1", "2026"): 4},
        contribution={("A", "TANK", "2026"): 2, ("B", "TANK", "2026"): 4},
    )
    return paired(BASE, (duo(), less))


def test_money_burdens_and_work_of_each_state() -> None:
    """A pays 7 instead of 6 of a key of 100, and 4 of that is work at home."""
    figures = moved().by_state
    money = {code: figures[code]["new_money"] for code in figures}
    assert [(money[code].before, money[code].after) for code in "AB"] == [
        (6_000, 7_000),
        (18_000, 18_000),
    ]
    assert money["A"].difference == 1_000
    assert money["A"].part == Fraction(1, 6)
    assert money["B"].part == 0
    assert figures["A"]["orders"].difference == 1_000
    assert figures["A"]["fees"].difference == 0
    assert figures["A"]["burden"].difference == 100
    assert [figures[code]["work"].difference for code in "AB"] == [4_000, -3_000]


def test_totals_are_those_of_the_states() -> None:
    totals = moved().totals
    assert (totals["new_money"].before, totals["new_money"].after) == (24_000, 25_000)
    assert totals["work"].difference == 1_000
    assert "burden" not in totals


def test_units_and_parts_of_a_requirement() -> None:
    figures = shorter().by_capability["TANK", "2026"]
    assert figures["required"].difference == 0
    assert figures["missing"].difference == 2
    assert figures["missing_share"].difference == Fraction(1, 4)
    assert figures["european_share"].difference == Fraction(-1, 4)
    assert figures["new_money"].difference == -6_000
    assert shorter().cover["european"].after == Fraction(3, 4)


def test_states_and_capabilities_are_listed_where_anything_differs() -> None:
    found = shorter().by_state_and_capability
    assert list(found) == [("B", "TANK")]
    assert found["B", "TANK"]["contribution_at_deadline"].difference == -2
    assert found["B", "TANK"]["new_money"].difference == -6_000


def test_decisions_that_differ() -> None:
    assert [
        (shift.decision, tuple(shift.codes.values()), shift.before, shift.after)
        for shift in shorter().decisions
    ] == [
        ("delivered", ("B", "B1", "2026"), 6, 4),
        ("contribution", ("B", "TANK", "2026"), 6, 4),
    ]


def test_a_line_that_only_one_plan_knows_is_named_and_not_compared() -> None:
    """Of iii's two orders of A, the one at its own line has nothing to be held against."""
    pair = moved()
    assert pair.common.apart == (Apart("line", "A1", "A1", "", after=True),)
    assert [tuple(shift.codes.values()) for shift in pair.decisions] == [("A", "B1", "2026")]
    assert not pair.same_decisions
    back = paired((duo("iii"), duo_plan("iii")), BASE)
    assert back.common.apart == (Apart("line", "A1", "A1", ""),)


def test_what_has_one_code_and_another_meaning_is_not_compared() -> None:
    """TANK is counted in companies in the other plan; so are the lots of its line."""
    one = _two_kinds(capability("TANK"), capability("JET"))
    two = _two_kinds(capability("TANK", unit="company"), capability("JET"))
    pair = paired((one, plan()), (two, plan(contribution={("A", "TANK", "2026"): 1})))
    assert pair.common.codes["capability"] == ("JET",)
    assert [(each.what, each.code, each.why) for each in pair.common.apart] == [
        ("capability", "TANK", "counted in another unit"),
        ("line", "L", "lots of another capability or size"),
    ]
    assert not pair.decisions
    assert not pair.same_decisions


def _two_kinds(*kinds: Capability) -> Scenario:
    return tiny(
        capabilities=kinds,
        lines=(line("L", host="A", unit_price=MILLION),),
        line_rates=rates("L", 9),
        required=4,
    )


def test_periods_that_both_plans_have() -> None:
    """Three of both years' four lots fall into the first; 2027 is only in the longer plan."""
    short = _one_line(1)
    long = _one_line(2)
    one = plan(delivered=over_years(("A", "L"), 2), contribution=over_years(("A", "TANK"), 2))
    two = plan(delivered=over_years(("A", "L"), 3, 4), contribution=over_years(("A", "TANK"), 3, 4))
    pair = paired((short, one), (long, two))
    assert pair.periods == ("2026",)
    assert pair.by_state["A"]["new_money"].difference == MILLION
    assert pair.by_state["A"]["burden"].difference is None
    assert pair.by_state["A"]["work"].difference is None
    assert [tuple(shift.codes.values()) for shift in pair.decisions] == [
        ("A", "L", "2026"),
        ("A", "TANK", "2026"),
    ]
    assert pair.common.apart == (Apart("period", "2027", "2027", "", after=True),)


def test_a_period_of_another_length_is_another_period() -> None:
    other = _one_line(2).replaced(periods=(period("2026"), period("2027", months=6)))
    pair = paired((_one_line(2), plan()), (other, plan()))
    assert pair.periods == ("2026",)
    assert pair.common.apart[0].why == "another stretch of time"


def test_the_period_looked_at_is_the_deadline_of_the_first_or_the_last_of_both() -> None:
    early = judged(_one_line(2), deadline_period="2026")
    assert paired((early, plan()), (_one_line(2), plan())).period == "2026"
    assert paired((_one_line(2), plan()), (_one_line(1), plan())).period == "2026"


def _one_line(count: int) -> Scenario:
    return tiny(
        periods=years(count),
        lines=(line("L", host="A", unit_price=MILLION),),
        line_rates=rates("L", *(9,) * count),
        required=4,
    )


@pytest.mark.parametrize(
    ("settings", "aims"),
    [
        ({}, {"shortfall", "spread", "cost", "reliance", "even_call"}),
        ({"burden_measure": "effort"}, {"shortfall", "cost", "reliance", "even_call"}),
        ({"return_rate": 1}, {"shortfall", "spread", "cost", "reliance", "even_call"}),
        (
            {"return_rate": 1, "return_rule": "elastic"},
            {"shortfall", "spread", "reliance", "even_call"},
        ),
        (
            {"shortfall_steps": duo().policy.shortfall_steps[:1]},
            {"spread", "cost"},
        ),
    ],
)
def test_values_in_different_units_have_no_difference(
    settings: dict[str, object], aims: set[str]
) -> None:
    pair = paired(BASE, (judged(duo(), **settings), duo_plan()))
    assert {aim.name for aim in pair.aims if aim.value.difference is not None} == aims


def test_aims_with_their_values() -> None:
    aims = {aim.name: aim for aim in shorter().aims}
    assert aims["spread"].value.difference == 0
    assert aims["cost"].value.difference == -6_000_000
    assert aims["shortfall"].value.difference == 250_000
    assert aims["tie_break"].value.difference is None


def test_an_aim_of_one_plan_alone() -> None:
    """Only the other has a plan in force, which it keeps."""
    kept = duo().replaced(plan_in_force=(in_force("delivered", "A", "B1", "2026", value=2),))
    aims = {aim.name: aim for aim in paired(BASE, (kept, duo_plan())).aims}
    assert aims["changes"].before is None
    assert aims["changes"].after is not None
    assert aims["changes"].value.difference is None


def _quartet() -> tuple[Scenario, Plan]:
    return quartet(), quartet_plan()


def test_pools_opened_joined_left_and_led() -> None:
    """CCC stays out, DDD comes and leads; the pool starts a year later and buys two lots."""
    before = quartet_plan()
    after = replace(
        before,
        join={("AAA", "SKY"): 1, ("DDD", "SKY"): 1},
        lead={("DDD", "SKY"): 1},
        operating=over_years(("SKY",), 0, 1, 1),
        pool_delivered=over_years(("SKY", "SAT_C"), 0, 2, 2),
    )
    sky = {pool.code: pool for pool in paired(_quartet(), (quartet(), after)).pools}["SKY"]
    assert (sky.joined, sky.left) == (("DDD",), ("CCC",))
    assert sky.leader == ("AAA", "DDD")
    assert sky.start == ("2026", "2027")
    assert sky.lots == (1, 2)
    assert sky.differs
    closed = replace(after, open={}, join={}, lead={}, operating={})
    pools = {pool.code: pool for pool in paired(_quartet(), (quartet(), closed)).pools}
    assert pools["SKY"].open == (True, False)
    assert pools["SKY"].left == ("AAA", "CCC")
    assert not pools["IDLE"].differs


def test_the_same_plan_twice() -> None:
    pair = paired(_quartet(), _quartet())
    assert pair.nothing_differs
    assert not pair.decisions
    assert not pair.by_state_and_capability
    assert all(not shift.rise for figures in pair.by_state.values() for shift in figures.values())


def test_another_proof_of_the_same_plan_is_a_difference() -> None:
    pair = paired(BASE, BASE, below=1)
    assert pair.same_decisions
    assert not pair.nothing_differs


def test_each_plan_is_held_against_the_first() -> None:
    first, second, third = (named(label, *BASE) for label in "abc")
    found = comparison((first, second, third))
    assert [(pair.first, pair.other) for pair in found.pairs] == [(first, second), (first, third)]


def test_plans_that_do_not_compare_are_refused() -> None:
    base = named("base", *BASE)
    with pytest.raises(RequestError, match="two plans or more"):
        comparison((base,))
    dear = named("dear", judged(duo(), price_base_year=2030), duo_plan())
    with pytest.raises(RequestError, match=r"base has 2026 .* dear has 2030"):
        comparison((base, dear))
    later = tiny(periods=(period("2031"),), states=(state("A"), state("B")))
    with pytest.raises(RequestError, match="base and later have no period in common"):
        comparison((base, named("later", later, plan())))
    others = tiny(states=(state("X"), state("Y")))
    with pytest.raises(RequestError, match="no state in common"):
        comparison((base, named("others", others, plan())))
