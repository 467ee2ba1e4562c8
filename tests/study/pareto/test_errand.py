"""Searches by rounds below limits, against those that CP-SAT takes whole."""

from pathlib import Path

import pytest

from allocator.engine.guide import LIMIT
from allocator.engine.watch import Watch
from allocator.engine.way import Way
from allocator.io.scenario_reader import read_scenario
from allocator.model.program import LARGEST
from allocator.study.pareto.errand import Common, Found, SearchCorner, found_by, limited

BALTIC = Path(__file__).parents[3] / "inputs" / "baltic.xlsx"


def common(way: Way) -> Common:
    return Common(read_scenario(BALTIC).scenario, ("shortfall", "cost"), "quick", way=way)


@pytest.fixture(scope="module")
def cheapest() -> Found:
    return found_by(SearchCorner(common("large"), (1, 0), (LARGEST, LARGEST))(Watch()))


def test_limits_hold_in_a_pass_and_give_way_in_a_first_phase() -> None:
    model = common("large").model
    program = limited(model, {"cost": 7, "spread": 5})
    names = [("limit", "cost"), ("limit", "spread")]
    assert [(row.family, *row.codes) for row in program.rows[-2:]] == names
    assert program.rows[-1].family == LIMIT
    assert program.elastic[-2:].all()
    assert program.row_upper[-2] == 6 - model.aims["cost"].constant
    assert program.row_upper[-1] == 4 - model.aims["spread"].constant


@pytest.mark.parametrize("most", [1_500_000_000, 2_700_000_000])
def test_rounds_below_a_limit_come_near_the_least(cheapest: Found, most: int) -> None:
    """Its bounds hold, and it spends no more than it may."""
    assert cheapest.values is not None
    corner = (cheapest.values[0], most)
    near = found_by(SearchCorner(common("large"), (0, 1), corner, cheapest.plan)(Watch()))
    least = found_by(SearchCorner(common("whole"), (0, 1), corner, cheapest.plan)(Watch()))
    assert near.values is not None
    assert least.values is not None
    assert least.proven
    assert near.values[1] < most
    assert least.values[0] <= near.values[0] <= 1.03 * least.values[0]
    ruled = [limits[0] for limits in near.empty if limits[1] == most]
    assert 0.95 * least.values[0] < max(ruled) <= least.values[0]


def test_a_plan_nearby_changes_nothing_where_the_status_quo_is_within_the_limits(
    cheapest: Found,
) -> None:
    """It breaks rows, which the first phase mends; a plan far from the front would hold back."""
    search = common("large")
    assert not search.model.program.holds(search.model.status_quo())
    corner = (LARGEST, 2_700_000_000)
    afresh = SearchCorner(search, (0, 1), corner)(Watch())
    assert SearchCorner(search, (0, 1), corner, cheapest.plan)(Watch()) == afresh
