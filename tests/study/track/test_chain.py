"""The order of a chain, by links alone, and what is missing in it."""

from dataclasses import replace
from itertools import permutations

from allocator.domain.digest import plan_digest
from allocator.domain.plan import Plan
from allocator.domain.plan_in_force import PlanRow
from allocator.report.view import View
from allocator.study.track.chain import Chain, ChainedPlan, chained, in_force_digest
from tests.plans import duo_plan
from tests.report.quartet import provenance, quartet, quartet_plan
from tests.scenarios import duo


def decided(steps: int) -> Plan:
    """The quartet's plan, and others that differ from it."""
    plan = quartet_plan()
    return replace(plan, crews={**plan.crews, ("AAA", "2028"): 33 + steps})


def chain_plan(name: str, steps: int, after: str = "") -> ChainedPlan:
    """A plan of the quartet that goes on from another."""
    plan, scenario = decided(steps), quartet()
    record = provenance(scenario, plan).model_copy(update={"previous_plan": after})
    return ChainedPlan(name, View(scenario, plan, record))


def digest(steps: int) -> str:
    return plan_digest(decided(steps))


def names(chain: Chain) -> list[str]:
    return [each.name for each in chain.plans]


def test_each_plan_stands_after_the_one_that_it_goes_on_from() -> None:
    plans = [
        chain_plan("c", 0),
        chain_plan("a", 1, digest(0)),
        chain_plan("d", 2, digest(1)),
        chain_plan("b", 3, digest(2)),
    ]
    for order in permutations(plans):
        assert names(chained(order)) == ["c", "a", "d", "b"]


def test_a_plan_that_goes_on_unchanged_and_one_that_returns() -> None:
    plans = [
        chain_plan("z", 0),
        chain_plan("a", 0, digest(0)),
        chain_plan("m", 1, digest(0)),
        chain_plan("b", 0, digest(1)),
    ]
    for order in permutations(plans):
        found = names(chained(order))
        assert found[0] == "z"
        assert found.index("m") < found.index("b")


def test_gaps_are_named() -> None:
    told = chained([chain_plan("late", 2, digest(1)), chain_plan("first", 0)])
    assert names(told) == ["first", "late"]
    assert told.gaps == (
        f"late goes on from a plan that is not in the folder (plan_digest {digest(1)[:12]}…).",
        "Nothing in the folder tells what has become of first.",
    )


def test_a_plan_that_names_itself_alone_is_a_gap() -> None:
    assert "not in the folder" in chained([chain_plan("only", 0, digest(0))]).gaps[0]


def test_where_a_chain_divides_or_begins_twice() -> None:
    told = chained(
        [chain_plan("root", 0), chain_plan("one", 1, digest(0)), chain_plan("two", 2, digest(0))]
    )
    assert "one and two all go on from root: the chain divides there." in told.gaps
    twice = chained([chain_plan("a", 0), chain_plan("b", 1)])
    assert "a and b go on from no plan: they begin chains of their own." in twice.gaps


def test_links_that_go_round_end() -> None:
    told = chained([chain_plan("a", 0, digest(1)), chain_plan("b", 1, digest(0))])
    assert names(told) == ["a", "b"]
    assert "a goes on from a plan that is not in the folder" in told.gaps[0]


def test_plans_for_other_things_are_left_out() -> None:
    scenario = duo()
    record = provenance(scenario, duo_plan())
    view = View(scenario, duo_plan(), record)
    other = ChainedPlan("other", replace_capability(view))
    told = chained([other, chain_plan("a", 0), chain_plan("b", 1, digest(0))])
    assert names(told) == ["a", "b"]
    assert [each.name for each in told.strangers] == ["other"]
    assert names(chained([other])) == ["other"]


def replace_capability(view: View) -> View:
    """The same with a capability that the quartet does not have."""
    scenario = view.scenario
    renamed = tuple(record.model_copy(update={"code": "SHIP"}) for record in scenario.capabilities)
    needs = tuple(
        record.model_copy(update={"capability": "SHIP"}) for record in scenario.requirements
    )
    lines = tuple(record.model_copy(update={"capability": "SHIP"}) for record in scenario.lines)
    return View(
        scenario.replaced(capabilities=renamed, requirements=needs, lines=lines),
        view.plan,
        view.provenance,
    )


def test_the_plan_in_force_links_plans_that_name_none() -> None:
    rows = tuple(
        PlanRow(decision=name, codes=codes, value=value, announced=False)
        for name in ("delivered", "crews", "join")
        for codes, value in getattr(quartet_plan(), name).items()
    )
    plan = Plan(
        delivered=quartet_plan().delivered, crews=quartet_plan().crews, join=quartet_plan().join
    )
    assert in_force_digest(quartet().replaced(plan_in_force=rows)) == plan_digest(plan)
    assert in_force_digest(quartet()) == ""
