"""Chains of causes call states, lines, pools and capabilities by their names."""

import pytest

from allocator.study.track.cause_words import sentence
from allocator.study.track.told import Chain, ChainKind, Lacking, Slipped, Variance
from tests.report.quartet import quartet

DEADLINE = quartet().policy.deadline_period


def behind(decision: str, *codes: str) -> Variance:
    """A row of which one of three is there."""
    period = codes[-1] if codes[-1].isdigit() else ""
    rest = (None, None, "", "", "actuals!I7")
    return Variance(decision, codes, "", period, 3, 1, 1, "behind", "red", *rest)


@pytest.mark.parametrize(
    ("kind", "code", "row", "said"),
    [
        (
            "line",
            "SAT_C",
            behind("pool_delivered", "SKY", "SAT_C", "2026"),
            "is late: Sky pool 1 of 3 lots by 2026 (actuals!I7).",
        ),
        (
            "line",
            "TANK_B",
            behind("expansion", "TANK_B", "2026"),
            "is late: 1 of 3 steps by 2026 (actuals!I7).",
        ),
        (
            "component",
            "CHIP",
            behind("component_funding", "CCC", "CHIP", "AAA", "2026"),
            "CHIP grows late: Côte-d'Or 1 of 3 tenths of steps paid by 2026 (actuals!I7).",
        ),
        (
            "pool",
            "SKY",
            behind("lead", "DDD", "SKY"),
            "Sky pool (SKY) is not as planned: @Δelta 1 of 3 lead (actuals!I7).",
        ),
        (
            "contribution",
            "CCC",
            behind("contribution", "CCC", "TANK", "2026"),
            "Côte-d'Or (CCC) gives less than planned: 1 of 3 units of Tanks by 2026 (actuals!I7).",
        ),
        (
            "crews",
            "DDD",
            behind("crews", "DDD", "2026"),
            "@Δelta (DDD) has fewer crews than planned: 1 of 3 posts filled by 2026 (actuals!I7).",
        ),
    ],
)
def test_how_it_began(kind: ChainKind, code: str, row: Variance, said: str) -> None:
    assert sentence(quartet(), Chain(kind, code, (row,), (), (), "")).endswith(said)


def test_what_follows() -> None:
    slipped = Slipped("CCC", "TANK_B", "TANK", "2026", 2, 2, "2027")
    pooled = Slipped("SKY", "SAT_C", "SAT", "2026", 1, 1, "")
    lacking = Lacking("TANK", DEADLINE, 1, 3, 0, 0)
    said = sentence(quartet(), Chain("line", "TANK_B", (), (slipped, pooled), (lacking,), ""))
    assert (
        "is late because of others; late are 2 lots of Côte-d'Or planned by 2026, there by" in said
    )
    assert "2027 and one lot of Sky pool planned by 2026, not there within the horizon" in said
    assert f"at the deadline {DEADLINE} 3 × " in said
    assert said.endswith(" of Tanks are missing instead of 1.")
