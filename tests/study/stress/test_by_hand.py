"""Losses that can be reckoned with a pencil.

Two states, three years, a requirement of 8 tanks a year. A has 2 tanks, B has 3. Line B1 in B makes
2 a year and delivers from 2027 on, what is ordered a year before. Line C1 outside makes 1 a year,
from 2026 on, at twice the price. Each state may pay for all it wants.

The plan: whatever is needed and can be had is had. In 2026 there are 2 + 3 + 1 of C1 = 6, so that 2
are missing; in 2027 up to 5 + 2 of C1 + 2 of B1 = 9, so that none is.
"""

from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import ElasticRow, Solved
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.engine.watch import Watch
from allocator.model.build import build
from allocator.study.held.ordered import Least, least_of, ordered
from allocator.study.held.promises import eased
from allocator.study.held.remains import remains
from allocator.study.stress.errand import Lose
from allocator.study.stress.ground import BASE, Common
from allocator.study.stress.loss import KINDS, Kind, Loss, losses
from allocator.study.stress.ranking import Stress, stress
from allocator.study.stress.sentences import sentences
from allocator.study.stress.without import without
from tests import scenarios as make
from tests.explain.known import known
from tests.scenarios import MILLION

YEARS = make.years(3)
JANUARY = YEARS[0].start
MISSING = 1_000_000 // 8
"""What one of the first two tanks that are missing in a year costs."""


def scenario(**records: object) -> Scenario:
    base = make.tiny(
        periods=YEARS,
        states=(make.state("A", gdp=100 * MILLION), make.state("B", gdp=300 * MILLION)),
        required=8,
        holdings=(make.holding("A", 2), make.holding("B", 3)),
        lines=(
            make.line("B1", host="B", unit_price=3 * MILLION, lead_months=12),
            make.line("C1", host="USA", unit_price=6 * MILLION, design_authority_inside=False),
        ),
        line_rates=(
            *(make.rate("B1", 2_000, year.code) for year in YEARS),
            *(make.rate("C1", 1_000, year.code) for year in YEARS),
        ),
        access=(make.access("B1", "A", legal_basis="export licence 7"),),
    )
    return base.replaced(**records)


def common(asked: Scenario, before: int = JANUARY + 12) -> Common:
    outcome = solve(build(asked), effort="normal")
    assert isinstance(outcome, Solved)
    return Common(asked, outcome.plan, known(asked, outcome).provenance, before, "normal")


def stressed(ground: Common, *kinds: Kind) -> Stress:
    asked = losses(ground.scenario, kinds or KINDS)
    found = {BASE: Lose(ground, None).told(Watch())}
    found |= {loss.key: Lose(ground, loss).told(Watch()) for loss in asked}
    own = ground.shortfall
    return stress(ground.scenario, own, found, asked, BASE, "2027", whole=True)


def test_each_loss_leaves_what_is_reckoned() -> None:
    """What there is with all that can be had, in the three years:

    without A 3 + 1, 3 + 2 + 2 and 3 + 3 + 4; without B and its line 2 + 1, 2 + 2 and 2 + 3; without
    C1 5, 5 + 2 and 5 + 4; without B1 5 + 1, 5 + 2 and 5 + 3.
    """
    ground = common(scenario())
    found = stressed(ground, "states", "lines")
    lacking = {
        entry.loss.code: [gap.units for gap in (entry.told.missing or {}).values()]
        for entry in found.ranked
    }
    assert found.base is not None
    assert found.base.shortfall == 2 * MISSING
    assert lacking == {"B": [5, 4, 3], "A": [4, 1], "C1": [3, 1], "B1": [2, 1]}
    assert [entry.loss.code for entry in found.ranked] == ["B", "A", "C1", "B1"]
    assert all(entry.told.shortfall == entry.told.bound for entry in found.ranked)
    assert all(found.certain(entry.told) for entry in found.ranked)
    worst = found.ranked[0]
    assert found.hits(worst.told)[0][0] == "TANK"
    text = list(sentences(found))
    assert text[-4].startswith("1. Without B (B) [member_states[B]]")
    assert "or the foreign consent to it" in text[-2]


def test_a_consent_is_a_loss_of_its_own_only_without_its_line() -> None:
    asked = scenario()
    assert Loss("licences", "C1") not in losses(asked, KINDS)
    assert losses(asked, ("licences",)) == [Loss("licences", "B1", "A"), Loss("licences", "C1")]
    ground = common(asked)
    line, consent = (Lose(ground, Loss(kind, "C1")).told(Watch()) for kind in ("lines", "licences"))
    assert line == consent


def test_what_rests_on_a_loss_is_not_ordered_any_more_and_all_else_is() -> None:
    """Lots of B1 for 2027 are ordered by January 2026, those of C1 when they are delivered."""
    asked = scenario()
    plan = Plan(
        delivered={
            **{("A", "B1", code): lots for code, lots in (("2027", 1), ("2028", 3))},
            **{("B", "C1", code): lots for code, lots in (("2026", 1), ("2027", 2), ("2028", 2))},
        }
    )
    stays = ordered(Ledger(asked, plan), JANUARY + 12)
    kept = {("A", "B1", "2027"): 1, ("B", "C1", "2026"): 1}
    for left, expected in (
        (asked, kept),
        (without(asked, Loss("states", "A")), {("B", "C1", "2026"): 1}),
        (without(asked, Loss("licences", "B1", "A")), {("B", "C1", "2026"): 1}),
        (without(asked, Loss("lines", "C1")), {("A", "B1", "2027"): 1}),
    ):
        assert least_of(stays, left).values["delivered"] == expected
    two_years = ordered(Ledger(asked, plan), JANUARY + 13)
    assert least_of(two_years, asked).values["delivered"][("A", "B1", "2028")] == 3
    nothing = ordered(Ledger(asked, plan), JANUARY)
    assert not least_of(nothing, asked)


def pooled() -> Scenario:
    return scenario(
        pools=(make.pool(lines=("B1",), start="2026", max_lots=3, stock_lots=1),),
        pool_members=(
            make.member("P", "A", shares_today=1, most_share=9),
            make.member("P", "B", shares_today=1, most_share=9),
        ),
        capabilities=(make.capability("TANK", shares_per_lot=2),),
    )


def test_of_lots_in_common_whole_ones_are_left() -> None:
    """A and B share the lot in service, A has one share of the two in the first new lot and B one,
    and B both of the second: without A one new lot is left, and none in service."""
    asked = pooled()
    plan = Plan(
        pool_delivered={("P", "B1", "2027"): 2, ("P", "B1", "2028"): 2},
        pool_shares={
            **{("A", "P", "B1", code): 1 for code in ("2027", "2028")},
            **{("B", "P", "B1", code): 3 for code in ("2027", "2028")},
        },
        join={("A", "P"): 1, ("B", "P"): 1},
        lead={("A", "P"): 1},
    )
    after = without(asked, Loss("states", "A"))
    (pool,) = after.pools
    assert pool.stock_lots == 0
    left = remains(plan, after)
    assert left.pool_delivered == {("P", "B1", "2027"): 1, ("P", "B1", "2028"): 1}
    assert left.pool_shares == {("B", "P", "B1", "2027"): 2, ("B", "P", "B1", "2028"): 2}
    stays = least_of(ordered(Ledger(asked, plan), JANUARY + 12), after)
    assert stays.values["pool_delivered"] == {("P", "B1", "2027"): 1}
    assert stays.values["pool_shares"] == {}


def test_steps_stay_as_far_as_others_pay_for_them() -> None:
    asked = scenario(
        lines=(
            make.line("B1", host="B", step=1_000, step_cost=10, max_steps=3),
            make.line("C1", host="USA"),
        )
    )
    plan = Plan(
        expansion={("B1", code): 2 for code in ("2026", "2027", "2028")},
        funding={
            (state, "B1", code): tenths
            for state, tenths in (("A", 6), ("B", 14))
            for code in ("2026", "2027", "2028")
        },
    )
    stays = ordered(Ledger(asked, plan), JANUARY + 12)
    assert least_of(stays, asked).values["expansion"] == {("B1", "2026"): 2}
    after = without(asked, Loss("states", "A"))
    assert least_of(stays, after).values["expansion"] == {("B1", "2026"): 1}


def test_a_component_is_needed_by_new_lots_alone() -> None:
    """Contracts go on; a part of it lost with a state leaves the lots that parts suffice for."""
    asked = scenario(
        components=(
            make.component("K", 1, 1, 1, host="A"),
            make.component("K", 1, 1, 1, host="USA"),
        ),
        component_use=(make.component_use(1_000, "B1", "K"),),
        order_book=(make.contract("A", 1, line="B1", period="2026"),),
    )
    plan = Plan(delivered={("B", "B1", "2027"): 2, ("B", "B1", "2028"): 4})
    gone = without(asked, Loss("components", "K"))
    assert gone.order_book == asked.order_book
    assert remains(plan, gone).delivered == {}
    half = remains(plan, without(asked, Loss("states", "A")))
    assert half.delivered == {("B", "B1", "2027"): 1, ("B", "B1", "2028"): 2}


def test_promises_that_nobody_can_keep_are_dropped_and_told() -> None:
    """B1 is promised to A; without it A promised to give 3, and has 2 of its own and may buy C1."""
    asked = scenario(
        pledges=(
            make.pledge("order", "B1", "at_least", 1, state="A", period="2027", row=1),
            make.pledge("contribution", "TANK", "at_least", 5, state="A", period="2028", row=2),
        )
    )
    ground = common(asked, JANUARY)
    assert Lose(ground, Loss("licences", "B1", "A")).told(Watch()).dropped != ()
    told = Lose(ground, Loss("lines", "B1")).told(Watch())
    assert told.dropped == ("A gets at least 1 units from B1 by 2027 (pledges[1])",)
    told = Lose(ground, Loss("states", "B")).told(Watch())
    assert told.dropped == ("A gets at least 1 units from B1 by 2027 (pledges[1])",)
    poorer = asked.replaced(line_rates=tuple(r for r in asked.line_rates if r.line == "B1"))
    told = Lose(common(poorer, JANUARY), Loss("lines", "B1")).told(Watch())
    assert told.dropped[1:] == ("A contributes at least 5 units of TANK by 2028 (pledges[2])",)


def test_money_gives_way_by_what_it_must_and_floors_wholly() -> None:
    asked = scenario(
        budget_windows=(make.window("A", "2026", "2027", ceiling=7, floor=2),),
        rules=(make.rule("R", "floor", value=1_000, states=("A", "B"), binds="A;B"),),
        states=(make.state("A", burden_floor=50), make.state("B")),
    )
    rows = (
        ElasticRow("budget", ("A", "2026"), 5),
        ElasticRow("budget", ("B", "2027", "floor"), 5),
        ElasticRow("budget", ("A", "2026", "2027", "window"), 4),
        ElasticRow("burden", ("A", "floor"), 3),
        ElasticRow("pledges", ("rule", "R", "A;B", "TANK", "B", "2028"), 1),
        ElasticRow("ordered", ("delivered", "A", "B1", "2027"), 2),
    )
    after, told = eased(asked, rows)
    assert len(told) == 5
    before = asked.budget_by_key["A", "2026"].ceiling
    assert after.budget_by_key["A", "2026"].ceiling == before + 5
    assert after.budget_windows[0].ceiling == 11
    assert after.budget_windows[0].floor == 2
    assert after.state_by_code["A"].burden_floor is None
    assert after.rules[0].states == ("A",)
    least = Least({"delivered": {("A", "B1", "2027"): 3}}).lessened(rows[-1])
    assert least.values["delivered"] == {("A", "B1", "2027"): 1}
