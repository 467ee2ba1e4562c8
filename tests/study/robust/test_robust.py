"""What one plan for several scenarios comes to, where it is known by hand or by each scenario."""

from dataclasses import replace
from random import Random

import pytest

from allocator.accounts.aims import AIM_VALUES
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import Solved
from allocator.domain.plan import Plan
from allocator.engine.joint.answer import Means, Together
from allocator.engine.joint.here_and_now import HereAndNow
from allocator.engine.joint.recourse import impossible
from allocator.engine.solve import solve
from allocator.engine.watch import Watch
from allocator.engine.way import Way
from allocator.errors import RequestError
from allocator.model.build import build
from allocator.report.view import View
from allocator.study.robust.futures import AIMS, Asked, Future
from allocator.study.robust.robust import Robust, Study
from allocator.study.robust.sentences import reasons, sentences
from allocator.study.robust.sheets import robust_sheets
from allocator.study.robust.told import account
from allocator.verify.verify import violations
from tests import scenarios as make
from tests.engine.joint.futures import future, two_years
from tests.properties.against_every_plan import seeds
from tests.report.quartet import provenance
from tests.study.robust.by_hand import hedge, promised, studied

WAYS: tuple[Way, ...] = ("auto", "large")


def values(found: Robust) -> tuple[int, ...]:
    assert isinstance(found.found, Together)
    return tuple(aim.value for aim in found.found.aims)


def missing(found: Robust, name: str) -> int:
    plan = found.plan(name)
    assert plan is not None
    return 2 - sum(units for codes, units in plan.contribution.items() if codes[2] == "2027")


@pytest.mark.parametrize("way", WAYS)
def test_who_does_not_know_orders_what_helps_in_both(way: Way) -> None:
    """Planned for the open line alone nothing is ordered, and two are missing where it is shut."""
    scenario, shut = hedge(), hedge(shut=True)
    found = studied(scenario, None, way, open=scenario, shut=shut)
    assert isinstance(found.found, Together)
    for name in ("open", "shut"):
        plan = found.plan(name)
        assert plan is not None
        assert plan.delivered == {("A", "M", "2027"): 1}
        assert missing(found, name) == 1
    own = {name: answer for name, answer in found.alone.items() if isinstance(answer, Together)}
    assert own["open"].shortfalls == (0,)
    assert own["shut"].shortfalls == found.found.shortfalls[1:]
    carried = found.carried["shut"]
    assert isinstance(carried, Together)
    assert carried.plans[0].delivered == {}
    assert carried.shortfalls > found.found.shortfalls[1:]


def test_what_is_known_in_time_needs_no_hedge() -> None:
    """Where nothing is decided before it is known, each scenario has its own best plan."""
    scenario = hedge()
    found = studied(scenario, "2026", open=scenario, shut=hedge(shut=True))
    assert (missing(found, "open"), missing(found, "shut")) == (0, 1)


def test_one_scenario_alone_has_its_own_best_plan() -> None:
    for seed in seeds(61, 12):
        scenario = two_years(seed)
        policy = scenario.policy.model_copy(update={"aims": AIMS, "tolerances": ()})
        outcome = solve(build(scenario.replaced(policy=policy)))
        found = studied(scenario, alone=scenario)
        assert isinstance(outcome, Solved) == isinstance(found.found, Together), f"seed {seed}"
        if isinstance(outcome, Solved):
            shortfall, burden, cost = (aim.least for aim in outcome.aims)
            assert values(found) == (shortfall, shortfall, burden, cost // 1_000), f"seed {seed}"


def test_nothing_is_better_than_knowing_and_nothing_proven_worse_than_planning_for_one() -> None:
    """Regret is never negative, and no plan carried over betters the plan for all."""
    carried = 0
    for seed in seeds(62, 16):
        scenario, random = two_years(seed), Random(f"{seed}|futures")
        every = {"base": scenario, "a": future(scenario, random), "b": future(scenario, random)}
        found = studied(scenario, **every)
        if isinstance(found.found, str):
            continue
        for name, value in zip(every, found.found.shortfalls, strict=True):
            own = found.alone[name]
            assert isinstance(own, Together)
            assert value >= own.shortfalls[0] == own.aims[0].bound, f"seed {seed}"
            plan = found.plan(name)
            assert plan is not None
            assert violations(every[name], plan) == ()
            assert AIM_VALUES["shortfall"](Ledger(every[name], plan)) == value
        answers = [each for each in found.carried.values() if isinstance(each, Together)]
        if len(answers) == len(every):
            shortfalls = [each.shortfalls[0] for each in answers]
            worst, summed = (aim.value for aim in found.found.aims[:2])
            assert (worst, summed) <= (max(shortfalls), sum(shortfalls)), f"seed {seed}"
            carried += 1
    assert carried >= 6


def test_the_smallest_sets_that_cannot_be_held_together() -> None:
    """Two of three promises that one lot cannot keep; three that two lots cannot."""
    calm, one, two, three = (promised(*who, rate=1) for who in ("", "A", "B", "C"))
    pairs = studied(calm, calm=calm, one=one, two=two)
    assert pairs.found == "infeasible"
    assert pairs.apart == (("one", "two"),)
    (told,) = reasons(pairs)
    assert told.startswith('"one" and "two" cannot be held together')
    assert pairs.carried["one"] == "infeasible" or pairs.carried["two"] == "infeasible"
    calm, one, two, three = (promised(*who, rate=2) for who in ("", "A", "B", "C"))
    every = studied(calm, calm=calm, one=one, two=two, three=three)
    assert every.apart == (("one", "two", "three"),)
    assert "no decisions before 2027 serve all 3" in next(iter(reasons(every)))


def test_a_scenario_without_any_plan_is_named() -> None:
    calm, hopeless = promised(rate=1), promised("A", "B", rate=1)
    found = studied(calm, calm=calm, hopeless=hopeless)
    assert found.found == "infeasible"
    assert found.apart == (("hopeless",),)
    assert next(iter(reasons(found))).startswith('"hopeless" has no plan by itself')


def test_a_base_without_any_plan_is_no_measure() -> None:
    calm, hopeless = promised(rate=1), promised("A", "B", rate=1)
    found = studied(hopeless, calm=calm)
    assert isinstance(found.found, Together)
    assert found.carried == {}


def test_orders_count_from_the_month_in_which_they_are_due() -> None:
    """In the scenario in which it takes longest, with the delay of the buyer."""
    scenario = hedge()
    slow = scenario.replaced(
        lines=tuple(
            line.model_copy(update={"lead_months": 6}) if line.code == "L" else line
            for line in scenario.lines
        ),
        access=(make.access("L", "B", delay_months=3),),
    )
    start = scenario.periods[1].start
    alone, both = HereAndNow((scenario,), "2027"), HereAndNow((scenario, slow), "2027")
    assert alone.order_month("L", "B", "2027") == start
    assert both.order_month("L", "A", "2027") == start - 6
    assert both.order_month("L", "B", "2027") == start - 9
    assert both.order_month("L", None, "2027") == start - 6
    assert not alone.joined("delivered", ("A", "L", "2027"))
    assert both.joined("delivered", ("A", "L", "2027"))
    assert both.joined("pool_shares", ("B", "P", "L", "2027"))
    assert both.joined("contribution", ("A", "TANK", "2026"))
    assert not both.joined("contribution", ("A", "TANK", "2027"))
    assert not both.joined("support", ("TANK", "2026"))


def test_decisions_that_a_scenario_rules_out_are_found_by_themselves() -> None:
    model = build(hedge(shut=True))
    assert list(impossible(model, {("delivered", ("A", "L", "2027")): 1})) == [
        ("delivered", ("A", "L", "2027"))
    ]
    assert list(impossible(model, {("delivered", ("A", "M", "2027")): 1})) == []
    assert list(impossible(model, {("delivered", ("A", "M", "2027")): 99}))


def test_what_cannot_be_asked_is_refused() -> None:
    scenario = hedge()
    asked = Future.of("base", scenario)
    with pytest.raises(RequestError, match="no period"):
        Asked.of((asked,), asked, "2031")
    with pytest.raises(RequestError, match="one period"):
        Asked.of((), Future.of("base", make.duo()), None)
    last = scenario.periods[-1]
    moved = scenario.replaced(
        periods=(scenario.periods[0], last.model_copy(update={"start": last.start + 6}))
    )
    with pytest.raises(RequestError, match="changes periods"):
        Asked.of((Future.of("moved", moved),), asked, None)


def test_a_search_that_is_ended_says_so() -> None:
    scenario = hedge()
    futures = tuple(
        Future.of(name, each) for name, each in (("open", scenario), ("shut", hedge(shut=True)))
    )
    asked = Asked.of(futures, Future.of("base", scenario), None)
    means = Means("quick", Watch(stop=lambda: True), way="large")
    found = Study(asked, means, lambda _made, _needed: None).run()
    assert not found.finished
    ended = replace(found, found="undecided")
    assert "ended before its time" in next(iter(reasons(ended)))


def test_where_nothing_is_missing_no_scenario_is_the_worst() -> None:
    scenario = hedge()
    told = account(
        studied(scenario, "2026", one=scenario, two=scenario),
        lambda _, plan: View(scenario, plan, provenance(scenario, plan)),
    )
    assert told is not None
    assert "Nothing that is required is missing in any of them." in list(sentences(told))


def test_sentences_tell_the_price_of_not_knowing_and_of_planning_for_one() -> None:
    scenario, shut = hedge(hostile="[b]=1+1[/b]"), hedge(shut=True)
    robust = studied(scenario, open=scenario, shut=shut)

    def viewed(name: str, plan: Plan) -> View:
        future = {"open": scenario, "shut": shut}[name]
        return View(future, plan, provenance(future, plan))

    told = account(robust, viewed)
    assert told is not None
    text = " ".join(sentences(told))
    one = told.told[1].robust.shortfall
    assert f"The largest weighted shortfall is {one:,}" in text
    assert f'the shortfall is larger by {one:,} in "open"' in text
    assert 'the best plan found for "base" alone has by then, the largest shortfall is ' in text
    assert "One order has to be decided by then; it commits to EUR 1.0 million" in text
    (order,) = told.decided
    assert (order.what, order.who, order.of, order.quantity, order.money) == (
        "order",
        "[b]=1+1[/b]",
        "M",
        1,
        1_000,
    )
    assert order.by == scenario.periods[0].start
    for table in robust_sheets(told, scenario):
        for block in table.blocks:
            assert all(len(row) == len(block.frame.columns) for row in block.rows)
