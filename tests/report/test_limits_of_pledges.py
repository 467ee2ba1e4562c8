"""Pledges that hold with nothing to spare, in words."""

from typing import Any

import pytest

from tests.plans import over_years
from tests.report.reached import bought, limits, market
from tests.scenarios import member, pledge, pool


@pytest.mark.parametrize(
    ("promise", "decisions", "words"),
    [
        (
            pledge("contribution", "TANK", "at_least", 3, state="A"),
            bought(3),
            "A keeps its pledge to give at least 3 of TANK with nothing to spare.",
        ),
        (
            pledge("order", "L", "exactly", 3, state="A"),
            bought(3),
            "A keeps its pledge to order exactly 3 of L with nothing to spare.",
        ),
        (
            pledge("pool_join", "P", "at_least", 1, state="A"),
            {"join": {("A", "P"): 1}},
            "A keeps its pledge to join the pool P with nothing to spare.",
        ),
        (
            pledge("pool_open", "P", "at_least", 1),
            {"operating": over_years(("P",), 1)},
            "The alliance keeps its pledge to run the pool P with nothing to spare.",
        ),
        (
            pledge("expansion", "L", "at_most", 2),
            {"expansion": over_years(("L",), 2)},
            "The alliance keeps its pledge to grow the line L by at most 2 steps with nothing to "
            "spare.",
        ),
    ],
)
def test_pledges_with_nothing_to_spare(promise: Any, decisions: dict[str, Any], words: str) -> None:
    scenario = market(pledges=(promise,), pools=(pool("P"),), pool_members=(member("P", "A"),))
    (kept,) = limits(scenario, "pledge", **decisions)
    assert kept.slack == 0
    assert kept.words == words
    assert limits(scenario, "pledge") == []


def test_a_pledge_of_nothing_is_one_not_to() -> None:
    refusal = pledge("pool_join", "P", "at_most", 0, state="A")
    scenario = market(pledges=(refusal,), pools=(pool("P"),), pool_members=(member("P", "A"),))
    (kept,) = limits(scenario, "pledge")
    assert kept.words == "A keeps its pledge not to join the pool P with nothing to spare."
