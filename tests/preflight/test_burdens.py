"""Burden floors against other limits: just in reach and just out of it."""

from typing import Any

import pytest

from allocator.domain.scenario import Scenario
from allocator.preflight.findings import findings
from tests.scenarios import in_force, line, policy, rates, state, tiny

HALF = 100_000
"""kEUR of a basis point times 10,000: the key money of each of the two states."""


def asking(floor: int, required: int = 20, made: int = 12, **settings: Any) -> Scenario:
    """Ten tanks are the share of A: 100 kEUR alone, 110 in the plan in force; 10 a basis point."""
    return tiny(
        policy=policy(**settings),
        states=(state("A", gdp=HALF, burden_floor=floor), state("B", gdp=HALF)),
        required=required,
        lines=(line(unit_price=10),),
        line_rates=rates("L", made),
        plan_in_force=(in_force("delivered", "A", "L", "2026", value=11),),
    )


def found(scenario: Scenario) -> list[str]:
    return [str(finding) for finding in findings(scenario) if finding.check == "burden"]


@pytest.mark.parametrize(
    ("setting", "reached", "words"),
    [
        ("stand_alone_limit", 10, "more than what it would cost alone: EUR 0.100 m"),
        ("burden_limit_in_force", 11, "more than what it pays in the plan in force: EUR 0.110 m"),
    ],
)
def test_a_floor_above_a_limit(setting: str, reached: int, words: str) -> None:
    assert found(asking(reached, **{setting: True})) == []
    assert found(asking(reached + 1)) == []
    assert found(asking(reached + 1, families_off=("burden",), **{setting: True})) == []
    (message,) = found(asking(reached + 1, **{setting: True}))
    assert message.startswith("member_states[A]: the floor asks A for EUR 0.")
    assert words in message
    assert f"write no for {setting} in settings" in message


def test_a_limit_that_nobody_has() -> None:
    """Twelve tanks are more than the line makes for either."""
    assert found(asking(0, required=22, made=11, stand_alone_limit=True)) == []
    (message,) = found(asking(0, required=24, made=11, stand_alone_limit=True))
    assert message.startswith("settings[stand_alone_limit]: no state could reach its key share")
