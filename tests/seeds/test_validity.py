"""The page of published totals: every comparison resolves, and is judged rightly."""

from fractions import Fraction
from pathlib import Path

import pytest

from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.io.scenario_reader import read_scenario
from seeds.build import INPUTS, SEEDS, table
from seeds.validity import MEASURES, Result, page, verdict

ROWS = table(SEEDS / "validity.csv")
PAGE = Path(__file__).parents[2] / "docs" / "validity.md"


@pytest.fixture(scope="module")
def nothing_ordered() -> Result:
    scenario = read_scenario(INPUTS / "reference.xlsx").scenario
    return Result(scenario, Ledger(scenario, Plan()))


def test_there_are_more_than_a_dozen_comparisons_and_each_resolves() -> None:
    assert len(ROWS) >= 12
    published = {row["id"] for row in table(SEEDS / "benchmarks.csv")}
    assert {row["id"] for row in ROWS} <= published
    assert {row["measure"] for row in ROWS} == set(MEASURES)
    assert all(row["low"] or row["high"] for row in ROWS)
    assert all(row["explanation"].strip() for row in ROWS)


def test_the_page_in_docs_has_a_row_for_each() -> None:
    """What it says of a plan is written anew by its command; what is published must agree."""
    text = PAGE.read_text("utf-8")
    for row in ROWS:
        assert f"| {row['what']} |" in text
        assert row["explanation"] in text


def test_what_needs_no_plan_is_counted_from_the_scenario(nothing_ordered: Result) -> None:
    """122 brigades are required and 7 offered; 38 division headquarters, two of them offered."""
    assert MEASURES["brigades_required"](nothing_ordered) == 122 + 7
    assert MEASURES["divisions_required"](nothing_ordered) == 36 + 2
    assert MEASURES["orders_inside"](nothing_ordered) == 0
    assert MEASURES["posts_used"](nothing_ordered) == 0
    assert page(nothing_ordered).count("\n| ") == len(ROWS) + 1


def test_a_figure_agrees_within_a_tenth_of_the_range() -> None:
    assert verdict(Fraction(100), "90", "110") == "agrees"
    assert verdict(Fraction(99), "110", "120") == "agrees (-10 %)"
    assert verdict(Fraction(98), "110", "120") == "differs (-11 %)"
    assert verdict(Fraction(133), "", "120") == "differs (+11 %)"
    assert verdict(Fraction(1_000), "120", "") == "agrees"
