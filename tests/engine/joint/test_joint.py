"""How models are joined: columns, bounds, labels, and what decisions have in common."""

import numpy as np

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.joint.here_and_now import HereAndNow, Stated
from allocator.engine.joint.joint import Joint
from allocator.model.build import build
from allocator.model.model import Model
from allocator.study.robust.futures import Future
from tests import scenarios as make
from tests.engine.joint.futures import two_years
from tests.properties.against_every_plan import seeds
from tests.study.robust.by_hand import hedge

LAST = "2027"


def joined(*scenarios: Scenario) -> Joint:
    models = [Future.of(str(place), each).model for place, each in enumerate(scenarios)]
    return Joint.of(models, HereAndNow(scenarios, LAST))


def column(joint: Joint, place: int, name: str, *codes: str) -> int:
    return int(joint.columns[place][joint.models[place].decisions.entries[name][codes]])


def test_what_is_ordered_before_it_is_known_is_one_column_and_the_rest_is_not() -> None:
    joint = joined(hedge(), hedge())
    early, late = ("A", "M", LAST), ("A", "L", LAST)
    assert column(joint, 0, "delivered", *early) == column(joint, 1, "delivered", *early)
    assert column(joint, 0, "delivered", *late) != column(joint, 1, "delivered", *late)
    giving = ("A", "TANK", LAST)
    assert column(joint, 0, "contribution", *giving) != column(joint, 1, "contribution", *giving)


def test_a_decision_that_one_scenario_rules_out_is_zero_in_all() -> None:
    scenario = hedge()
    barred = scenario.replaced(access=(make.access("M", "A", permitted=False),))
    joint = joined(scenario, barred)
    assert ("A", "M", LAST) not in joint.models[1].decisions.entries["delivered"]
    assert joint.program.upper[column(joint, 0, "delivered", "A", "M", LAST)] == 0
    assert joint.program.upper[column(joint, 0, "delivered", "A", "L", LAST)] > 0


def test_the_same_codes_have_the_same_labels_whatever_else_a_scenario_has() -> None:
    scenario = hedge()
    more = scenario.replaced(
        lines=(*scenario.lines, make.line("AA", host="B", unit_price=800)),
        line_rates=(*scenario.line_rates, make.rate("AA", 1_000, LAST)),
    )
    joint = joined(scenario, more)
    for label, places in joint.program.labels.items():
        one, other = (places[column(joint, place, "delivered", "A", "L", LAST)] for place in (0, 1))
        assert one == other >= (-1 if label == "pool" else 0), label
        if label == "line":
            assert places[column(joint, 1, "delivered", "A", "AA", LAST)] != one


def test_assignments_of_scenarios_and_of_all_of_them_are_the_same() -> None:
    """What follows from decisions, too: the largest burden and the largest shortfall of all."""
    for seed in seeds(64, 6):
        scenario = two_years(seed)
        poorer = scenario.replaced(
            states=tuple(
                state.model_copy(update={"gdp": state.gdp // 2}) for state in scenario.states
            )
        )
        joint = joined(scenario, poorer)
        every = [model.status_quo() for model in joint.models]
        vector = joint.vector(every)
        assert np.array_equal(joint.settled(vector), joint.tightened(vector))
        assert joint.plans(vector) == tuple(
            model.plan(own) for model, own in zip(joint.models, every, strict=True)
        )
        values = [form.value(vector) for form in joint.shortfalls]
        assert joint.aims["shortfall"].value(vector) == max(values)
        assert joint.shortfall.value(vector) == sum(values)
        assert values == [value(model, own) for model, own in zip(joint.models, every, strict=True)]


def value(model: Model, own: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> int:
    return model.aims["shortfall"].value(own)


def test_what_decisions_have_in_common_is_the_least_of_orders_and_whole_pools_alone() -> None:
    when = HereAndNow((hedge(),), LAST)
    pool: Stated = {
        ("operating", ("P", "2026")): 1,
        ("pool_delivered", ("P", "L", "2026")): 2,
        ("pool_shares", ("A", "P", "L", "2026")): 4,
        ("join", ("A", "P")): 1,
    }
    one: Stated = {("delivered", ("A", "M", LAST)): 3, ("delivered", ("B", "M", LAST)): 1, **pool}
    other: Stated = {("delivered", ("A", "M", LAST)): 2, **pool}
    assert when.common([one, other]) == {("delivered", ("A", "M", LAST)): 2, **pool}
    unlike: Stated = {**other, ("pool_shares", ("A", "P", "L", "2026")): 2}
    assert when.common([one, unlike]) == {("delivered", ("A", "M", LAST)): 2}
    paid: Stated = {("expansion", ("L", "2026")): 1, ("funding", ("A", "L", "2026")): 10}
    else_paid: Stated = {("expansion", ("L", "2026")): 1, ("funding", ("B", "L", "2026")): 10}
    assert when.common([paid, paid]) == paid
    assert when.common([paid, else_paid]) == {}


def test_what_plans_do_not_share_is_found_from_the_plans_alone() -> None:
    when = HereAndNow((hedge(),), LAST)
    one = Plan(delivered={("A", "M", LAST): 1, ("A", "L", LAST): 1})
    other = Plan(delivered={("A", "M", LAST): 2})
    assert when.differing([one, other]) == (("delivered", ("A", "M", LAST)),)
    assert when.differing([one, Plan(delivered={("A", "M", LAST): 1})]) == ()
    early = Plan(operating={("P", "2026"): 1}, join={("A", "P"): 1})
    without = Plan(operating={("P", "2026"): 1})
    late = Plan(operating={("P", LAST): 1}, join={("A", "P"): 1})
    assert when.differing([early, without]) == (("join", ("A", "P")),)
    assert when.differing([late, Plan()]) == ()


def test_models_of_the_study_keep_every_row_of_the_scenario() -> None:
    scenario = hedge()
    assert Future.of("one", scenario).model.program.rows == build(scenario).program.rows
