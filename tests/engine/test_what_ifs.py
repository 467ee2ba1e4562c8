"""Each optional family left out, on both ways: a plan that holds the rest, and no worse for it."""

from functools import cache
from pathlib import Path

import pytest

from allocator.domain.outcome import Solved
from allocator.domain.policy import OPTIONAL_FAMILIES
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.engine.way import Way
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from allocator.model.domains import UNLIMITED
from allocator.verify.aims import aim_violations
from allocator.verify.verify import judgement, violations
from tests.properties.trait_what_if import without
from tests.scenarios import duo
from tests.verify.test_seeded_violations import scenario as everything

BALTIC = Path(__file__).parents[2] / "inputs" / "baltic.xlsx"
IGNORED = ("access", "budget", "concentration", "lead_time", "personnel", "pooling")
"""Families that stand in the way of some plan for the Baltic rim."""


@cache
def baltic() -> Scenario:
    return read_scenario(BALTIC).scenario


def checked(scenario: Scenario, way: Way) -> Solved:
    """A plan that holds what is left, with the aims it claims."""
    outcome = solve(build(scenario), effort="quick", way=way)
    assert isinstance(outcome, Solved)
    assert violations(scenario, outcome.plan) == ()
    assert not aim_violations(scenario, outcome.plan, {a.name: a.value for a in outcome.aims})
    return outcome


@cache
def solved(family: str) -> Solved:
    """The Baltic rim without a family; empty: with all."""
    return checked(without(baltic(), family) if family else baltic(), "whole")


@pytest.mark.parametrize("family", OPTIONAL_FAMILIES)
def test_without_a_family_no_more_is_short(family: str) -> None:
    shortfall = solved(family).aims[0]
    assert shortfall.proven
    assert shortfall.value <= solved("").aims[0].value


@pytest.mark.parametrize("family", OPTIONAL_FAMILIES)
def test_the_large_way_finds_what_holds_without_it(family: str) -> None:
    """Three states and three years, with something of every family."""
    scenario = without(everything(), family)
    whole, large = checked(scenario, "whole").aims[0], checked(scenario, "large").aims[0]
    assert whole.proven
    assert large.bound <= whole.value <= large.value


@pytest.mark.parametrize("family", IGNORED)
def test_what_it_would_have_said(family: str) -> None:
    found = judgement(without(baltic(), family), solved(family).plan)
    assert found.violations == ()
    assert {broken.family for broken in found.ignored} == {family}


@pytest.mark.parametrize("way", ["whole", "large"])
def test_all_of_them_left_out_at_once(way: Way) -> None:
    """What is left is supply: everything that lines can make in time is bought."""
    scenario = without(duo(), *OPTIONAL_FAMILIES)
    outcome = solve(build(scenario), way=way)
    assert isinstance(outcome, Solved)
    assert violations(scenario, outcome.plan) == ()
    assert outcome.aims[0].value == 0


@pytest.mark.parametrize("families", [(name,) for name in OPTIONAL_FAMILIES] + [OPTIONAL_FAMILIES])
def test_no_variable_is_unlimited(families: tuple[str, ...]) -> None:
    model = build(without(baltic(), *families))
    assert model.program.upper.max() < UNLIMITED // 2**20
    stated = {row.family for row in model.program.rows}
    assert stated & set(families) <= {"pooling", "origin", "enablers"}
