"""Scenarios no plan can hold: which rows give way, beside which others, and what is proven."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from allocator.domain.outcome import Infeasible
from allocator.domain.scenario import Scenario
from allocator.engine import first_phase
from allocator.engine.elastic import LARGEST_SUM, NEIGHBOURS, elastic
from allocator.engine.progress import Progress
from allocator.engine.solve import solve
from allocator.engine.watch import Watch
from allocator.engine.way import Way
from allocator.engine.whole import Found
from allocator.model.build import build
from tests.scenarios import MILLION, budget, line, pledge, rates, rule, tiny

WAYS: tuple[Way, ...] = ("whole", "large")
CAP = rule("CAP", "cap", on="L", scope="line", line="L", value=2_000)


def squeezed(floor: int = 20, ceiling: int = 30, **records: Any) -> Scenario:
    """A must spend EUR 20 m on units at 3 m each, all from one line, and is capped at two."""
    return tiny(
        lines=(line(unit_price=3 * MILLION),),
        line_rates=rates("L", 10),
        budgets=(budget("A", ceiling=ceiling * MILLION, floor=floor * MILLION),),
        **{"rules": (CAP,), **records},
    )


@pytest.mark.parametrize("way", WAYS)
def test_the_row_that_stands_against_another_is_named_beside_it(way: Way) -> None:
    """Seven units are 250 % above the cap; two leave 14 m, 70 % of the floor, unspent."""
    outcome = solve(build(squeezed()), way=way)
    assert isinstance(outcome, Infeasible)
    (row,) = outcome.rows
    assert (row.family, row.subject, row.amount) == ("budget", ("A", "2026", "floor"), 14 * MILLION)
    assert [row.subject for row in outcome.binding] == [("rule", "CAP", "A", "L", "A")]
    assert [row.amount for row in outcome.binding] == [0]
    assert outcome.at_least == Fraction(7, 10)
    assert outcome.reproducible


def test_a_row_gives_way_where_that_is_less_of_its_own_size() -> None:
    """Three units are half as many again as the cap; two leave a third of 9 m unspent."""
    outcome = solve(build(squeezed(floor=9)))
    assert isinstance(outcome, Infeasible)
    assert [row.family for row in outcome.rows] == ["budget"]
    assert outcome.at_least == Fraction(1, 3)
    wide = rule("CAP", "cap", on="L", scope="line", line="L", value=9_000)
    outcome = solve(build(squeezed(floor=30, rules=(wide,))))
    assert isinstance(outcome, Infeasible)
    assert [(row.family, row.amount) for row in outcome.rows] == [("budget", 3 * MILLION)]
    assert outcome.at_least == Fraction(1, 10)


def test_a_cap_at_nothing_counts_by_what_it_can_be_broken_by() -> None:
    """Ten units can be had, and a cap at none is broken in full by all of them."""
    none = rule("CAP", "cap", on="L", scope="line", line="L", value=0)
    problem = elastic(build(squeezed(rules=(none,))).program)
    weights = dict(zip(problem.sides, problem.slack.coefficients.tolist(), strict=True))
    by_family = {problem.program.rows[row].family: weight for (row, _), weight in weights.items()}
    assert by_family["pledges"] == problem.whole // 10
    assert by_family["budget"] == problem.whole // (20 * MILLION)


def test_no_sum_of_slack_is_too_large_to_be_exact() -> None:
    for ceiling in (30, 10**9):
        problem = elastic(build(squeezed(1, ceiling)).program)
        assert problem.slack.most(problem.program.lower, problem.program.upper) <= 2 * LARGEST_SUM
        assert problem.slack.coefficients.min() >= 1


def test_only_rows_that_bind_and_share_something_are_named_and_not_too_many() -> None:
    """The pledges of B bind nothing of A; of those of A that all bind, ten are named."""
    same = tuple(pledge("order", "L", "at_most", 2, state="A", row=row) for row in range(2, 15))
    other = pledge("order", "L", "at_most", 5, state="B", row=20)
    outcome = solve(build(squeezed(pledges=(*same, other))))
    assert isinstance(outcome, Infeasible)
    assert len(outcome.binding) == NEIGHBOURS < len(same)
    assert all(row.subject[-1] == "A" or row.subject[2] == "A" for row in outcome.binding)


def test_progress_is_told_in_thousandths_of_what_rows_ask() -> None:
    heard: list[Progress] = []
    solve(build(squeezed()), observer=heard.append)
    assert (heard[0].value, heard[0].bound) == (1_000, 0)
    assert (heard[-1].value, heard[-1].bound) == (700, 700)


@pytest.mark.parametrize("proven", [False, True])
def test_an_early_end_before_the_least_is_proven_is_told(
    monkeypatch: pytest.MonkeyPatch, *, proven: bool
) -> None:
    def ended(program: Any, form: Any, vector: Any, budget: float, watch: Watch, seed: int) -> Any:
        assert watch.over()
        return Found(vector, form.value(vector) if proven else 1, 0.0)

    monkeypatch.setattr(first_phase, "least", ended)
    outcome = solve(build(squeezed()), time_limit=0.0)
    assert isinstance(outcome, Infeasible)
    assert outcome.reproducible == proven


def test_the_weights_are_whole_and_in_proportion() -> None:
    problem = elastic(build(squeezed()).program)
    sizes = {"budget": 20 * MILLION, "pledges": 2}
    for (row, _), weight in zip(problem.sides, problem.slack.coefficients, strict=True):
        size = sizes[problem.program.rows[row].family]
        assert np.isclose(weight * size, problem.whole, rtol=0.001)
