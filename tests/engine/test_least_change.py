"""The least change of figures by the way of large programs, and what its weights mean."""

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine import way
from allocator.engine.elastic import LARGEST_SUM
from allocator.engine.feasible import feasible, verdict
from allocator.engine.least_change import Figure, LeastChange, eased, least_change
from allocator.explain.repair.figures import figures, movable
from allocator.explain.stipulations.all import stipulations
from allocator.model.build import build
from allocator.model.model import Model
from allocator.verify.verify import violations
from tests import scenarios as make
from tests.explain.conflict.planting import infeasible
from tests.properties.drawing import drawn

MILLION = make.MILLION


def moving(scenario: Scenario) -> tuple[Model, list[Figure]]:
    model = build(scenario, movable=True)
    return model, list(figures(model, movable(stipulations(scenario))).values())


def changed(scenario: Scenario) -> LeastChange | None:
    return least_change(*moving(scenario), effort="quick")


def test_rounds_come_close_and_their_bounds_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    close = 0
    for seed in range(24):
        scenario = infeasible(seed)[1]
        whole = changed(scenario)
        with monkeypatch.context() as patch:
            patch.setattr(way, "WHOLE_SIZE", 0)
            rounds = changed(scenario)
        assert (whole is None) == (rounds is None)
        if whole is None or rounds is None:
            continue
        assert whole.bound == whole.cost
        assert 0 <= rounds.bound <= whole.cost <= rounds.cost
        close += rounds.cost == whole.cost
    assert close >= 16


def test_the_verdict_is_that_of_the_first_phase(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: Counter[str] = Counter()
    for seed in range(40):
        scenario = drawn(seed) if seed % 2 else infeasible(seed)[1]
        model = build(scenario)
        phase = feasible(model, effort="quick")
        told = verdict(model, effort="quick")
        assert isinstance(told, Plan) == isinstance(phase, Plan)
        if isinstance(told, Plan):
            assert violations(scenario, told) == ()
        with monkeypatch.context() as patch:
            patch.setattr(way, "WHOLE_SIZE", 0)
            by_rounds = verdict(model, effort="quick")
        assert by_rounds == "undecided" or isinstance(by_rounds, Plan) == isinstance(told, Plan)
        seen["plan" if isinstance(by_rounds, Plan) else by_rounds] += 1
    assert min(seen["plan"], seen["infeasible"]) >= 10
    assert seen["undecided"] <= 6


def test_a_figure_that_binds_many_counts_once() -> None:
    """Two states must have two tanks each by policy, and nobody can have any."""
    floor = make.rule("FLOOR", "floor", states=("A", "B"), binds="all", value=2_000)
    found = changed(make.tiny(rules=(floor,)))
    assert found is not None
    assert found.cost == found.bound == 1
    assert sorted(found.amounts) == [0] * (len(found.amounts) - 1) + [2_000]


def test_each_figure_is_measured_by_its_own_size() -> None:
    """Nine tanks cost 27 m. A quarter more than 20 m of ceiling buys eight: one in nine is less
    than a third, and one in nine it is."""
    scenario = make.tiny(
        lines=(make.line(unit_price=3 * MILLION),),
        line_rates=make.rates("L", 20),
        budgets=(make.budget("A", ceiling=24 * MILLION),),
        pledges=(make.pledge("order", "L", "at_least", 9, state="A"),),
    )
    found = changed(scenario)
    assert found is not None
    assert found.cost == found.bound == Fraction(1, 9)
    dear = scenario.replaced(pledges=(make.pledge("order", "L", "at_least", 2, state="A"),))
    dear = dear.replaced(budgets=(make.budget("A", ceiling=5 * MILLION), scenario.budgets[1]))
    found = changed(dear)
    assert found is not None
    assert found.cost == found.bound == Fraction(1, 5)


def test_weights_are_exact_where_sizes_have_a_small_multiple() -> None:
    program = build(
        make.tiny(pledges=(make.pledge("contribution", "TANK", "at_least", 3, state="A"),)),
        movable=True,
    ).program
    (row,) = np.nonzero(program.elastic & (program.row_lower > 0))[0].tolist()
    start = np.zeros(len(program.variables), dtype=np.int64)
    sizes = (3, 7, 10)
    problem = eased(program, [Figure((str(n),), n, n, ((row, 1, 1),)) for n in sizes], start)
    assert [int(w) * n for w, n in zip(problem.slack.coefficients, sizes, strict=True)] == [210] * 3
    primes = (1_000_003, 1_000_033, 1_000_037, 999_983)
    problem = eased(program, [Figure((str(n),), n, n, ((row, 1, 1),)) for n in primes], start)
    assert problem.slack.most(problem.program.lower, problem.program.upper) <= 2 * LARGEST_SUM
    for weight, size in zip(problem.slack.coefficients.tolist(), primes, strict=True):
        assert problem.whole - size < weight * size <= problem.whole
