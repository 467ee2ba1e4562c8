"""Each kind of limit: reached, and just not reached."""

from typing import Any

import pytest

from allocator.report.limits.limit import Limit
from allocator.report.limits.limits import binding
from tests.plans import over_years, plan
from tests.report.reached import bought, limits, market
from tests.report.views import view_of
from tests.scenarios import (
    MILLION,
    budget,
    capability,
    holding,
    line,
    member,
    period,
    personnel,
    policy,
    pool,
    rates,
    requirement,
    rule,
    state,
    support,
    tiny,
    work_share,
)


def figures(limit: Limit) -> tuple[object, ...]:
    """What is taken, and what there is."""
    return limit.used, limit.most


def test_a_ceiling_that_is_spent() -> None:
    scenario = market(budgets=(budget("A", ceiling=5 * MILLION),))
    (spent,) = limits(scenario, "ceiling", **bought(5))
    assert figures(spent) == (5, 5)
    assert (spent.subject, spent.unit) == ("A", "EUR m")
    assert limits(scenario, "ceiling", **bought(4)) == []


def test_posts_that_are_taken_however_early_they_are_trained() -> None:
    scenario = market(
        capabilities=(capability(posts=10),),
        personnel=(personnel("A", posts_free=20, pipeline=40, posts_limit=30),),
    )
    (taken,) = limits(scenario, "crews", **bought(5))
    assert figures(taken) == (50, 50)
    assert limits(scenario, "crews", **bought(4)) == []


@pytest.mark.parametrize(
    ("ally", "settings"),
    [
        (state("A", gdp=1_000 * MILLION, burden_ceiling=50), {}),
        (
            state("A", gdp=1_000 * MILLION, small_state=True),
            {"policy": policy(small_state_burden_ceiling=50)},
        ),
    ],
)
def test_burden_ceilings(ally: Any, settings: dict[str, Any]) -> None:
    scenario = market(states=(ally, state("B")), **settings)
    (reached,) = limits(scenario, "burden ceiling", **bought(5))
    assert figures(reached) == (5, 5)
    assert limits(scenario, "burden ceiling", **bought(4)) == []


def test_work_that_hardly_comes_back() -> None:
    scenario = market(policy=policy(return_rate=5_000), work_shares=(work_share("L", "A", 5_000),))
    (tight,) = limits(scenario, "work return", **bought(2))
    assert tight.subject == "A"
    assert tight.slack == 0
    generous = market(policy=policy(return_rate=4_000), work_shares=(work_share("L", "A", 5_000),))
    assert limits(generous, "work return", **bought(2)) == []


def test_a_full_line_and_one_with_room() -> None:
    (full,) = limits(market(), "line capacity", **bought(10))
    assert figures(full) == (10, 10)
    assert full.brief == "1 of 1 lines full"
    assert limits(market(), "line capacity", **bought(9)) == []


def test_a_capability_that_nobody_makes() -> None:
    scenario = tiny(required=5)
    assert [limit.brief for limit in limits(scenario, "no line")] == ["no line makes it"]
    assert limits(market(), "no line") == []


def test_orders_that_arrive_too_late() -> None:
    two = (period("2026"), period("2027"))
    late = market(periods=two, lines=(line("L", lead_months=12),), line_rates=rates("L", 10, 10))
    (waiting,) = limits(late, "lead time")
    assert (waiting.period, waiting.brief) == (
        "2026",
        "new orders arrive too late (earliest: 2027)",
    )


def test_buyers_without_money_for_a_line_with_room() -> None:
    scenario = market(budgets=(budget("A", ceiling=5 * MILLION),))
    (spent,) = limits(scenario, "buyers", **bought(5))
    assert spent.brief == "1 of 2 possible buyers at ceilings or posts"
    assert limits(market(), "buyers", **bought(5)) == []


def test_a_state_that_may_count_for_no_more() -> None:
    scenario = market(policy=policy(concentration_cap=500))
    (capped,) = limits(scenario, "concentration", **bought(5))
    assert figures(capped) == (5, 5)
    assert capped.brief == "A at the concentration cap"
    assert limits(scenario, "concentration", **bought(4)) == []


def test_support_at_its_cap_or_used_up() -> None:
    scenario = market(policy=policy(dependence_cap=1_000), outside_support=(support(20),))
    (capped,) = limits(scenario, "dependence cap", support={("TANK", "2026"): 10})
    assert figures(capped) == (10, 10)
    assert limits(scenario, "dependence cap", support={("TANK", "2026"): 9}) == []
    free = market(outside_support=(support(20),))
    (used,) = limits(free, "outside support", support={("TANK", "2026"): 20})
    assert used.slack == 0


def test_a_pool_at_its_largest_and_a_small_state_in_its_last_pool() -> None:
    scenario = market(
        states=(state("A", small_state=True), state("B")),
        policy=policy(small_state_pool_limit=1),
        pools=(pool("P", max_lots=2, stock_lots=1),),
        pool_members=(member("P", "A"),),
    )
    there = {"open": {("P",): 1}, "operating": over_years(("P",), 1), "join": {("A", "P"): 1}}
    (largest,) = limits(scenario, "pool size", pool_delivered=over_years(("P", "L"), 1), **there)
    assert figures(largest) == (2, 2)
    assert limits(scenario, "pool size", **there) == []
    assert [limit.subject for limit in limits(scenario, "pools of a small state", **there)] == ["A"]
    assert limits(scenario, "pools of a small state") == []


def test_a_rule_with_many_rows_is_told_once() -> None:
    ban = {"states": ("B",), "binds": "B"}
    scenario = market(
        rules=(
            rule("LAW", "cap", value=5_000, legal_basis="act"),
            rule("LAW", "forbid", **ban),
            rule("ONE", "cap", on="L", scope="line", capabilities=(), line="L", value=5_000),
            rule("LEAST", "floor", value=5_000),
        )
    )
    law, one = limits(scenario, "rule", **bought(5))
    assert (law.subject, law.basis, figures(law)) == ("LAW on TANK", "act", (2, 2))
    assert (one.subject, figures(one)) == ("ONE on TANK", (1, 2))
    assert [figures(limit) for limit in limits(scenario, "rule", **bought(4))] == [(1, 2)]


def test_a_cap_on_the_money_of_a_domain() -> None:
    scenario = market(rules=(rule("CAP", "cap", on="land", scope="domain", value=5 * MILLION),))
    (reached,) = limits(scenario, "rule", **bought(5))
    assert figures(reached) == (5, 5)
    assert reached.unit == "EUR m"
    assert limits(scenario, "rule", **bought(4)) == []


def test_nothing_is_short_of_what_is_not_required() -> None:
    scenario = tiny(
        capabilities=(capability(),),
        holdings=(holding("A", 5),),
        requirements=(requirement(5),),
    )
    decided = plan(contribution=over_years(("A", "TANK"), 5))
    assert binding(view_of(scenario, decided)) == ()


def test_a_ceiling_of_nothing_is_reached() -> None:
    scenario = market(budgets=(budget("A", ceiling=0),))
    (none,) = limits(scenario, "ceiling")
    assert figures(none) == (0, 0)
    assert none.words == "A may spend nothing in 2026."
    (buyers,) = limits(scenario, "buyers")
    assert buyers.brief == "1 of 2 possible buyers at ceilings or posts"


def test_what_is_carried_forward_is_not_spent() -> None:
    two = (period("2026"), period("2027"))
    scenario = market(
        periods=two,
        line_rates=rates("L", 10, 10),
        budgets=(budget("A", ceiling=5 * MILLION), budget("A", "2027", ceiling=5 * MILLION)),
    )
    (kept,) = limits(
        scenario,
        "ceiling",
        delivered=over_years(("A", "L"), 2, 2),
        carry={("A", "2026"): 3 * MILLION},
    )
    assert kept.carried
    assert figures(kept) == (5, 5)
    assert kept.words == (
        "A spends or carries forward its whole ceiling of 2026, of which EUR 3.0 million is "
        "carried into 2027."
    )


def test_what_is_left_is_told() -> None:
    scenario = market(
        states=(state("A", name="Netherlands"), state("B")),
        capabilities=(capability(posts=100),),
        personnel=(personnel("A", posts_free=1_001, pipeline=0, posts_limit=0),),
        line_rates=rates("L", 20),
        budgets=(budget("A", ceiling=10 * MILLION + 50),),
    )
    (ceiling,) = limits(scenario, "ceiling", **bought(10))
    assert ceiling.words == (
        "The Netherlands spends its whole ceiling of 2026 but for EUR 0.1 million."
    )
    (crews,) = limits(scenario, "crews", **bought(10))
    assert crews.words == "The Netherlands has 1 of 1,001 posts left in 2026."


def test_work_that_lacks_is_told_before_what_is_asked_for() -> None:
    scenario = market(policy=policy(return_rate=5_000), work_shares=(work_share("L", "A", 1_000),))
    (lacking,) = limits(scenario, "work return", **bought(10))
    assert lacking.used is not None
    assert lacking.most is not None
    assert lacking.used < lacking.most
    assert lacking.words.startswith("A lacks some of the work")
