"""Claims about burdens, on the plan of `tests.scenarios.duo` ii: B 634 and A 600 basis points."""

import pytest

from allocator.domain.leximin import BurdenRound, Leximin
from allocator.domain.outcome import AimResult
from allocator.domain.plan import Plan
from allocator.verify.leximin import leximin_violations
from tests.plans import duo_plan
from tests.records import policy
from tests.scenarios import duo


def messages(
    *rounds: tuple[int, int | None],
    tolerance: int = 0,
    largest: int = 634,
    plan: Plan | None = None,
) -> list[str]:
    scenario = duo("ii")
    held = policy(concentration_cap=7_500, return_rate=5_000, tolerances=(("spread", tolerance),))
    claimed = Leximin(
        tuple(BurdenRound(level, level, states, states) for level, states in rounds), finished=True
    )
    aims = [
        AimResult("shortfall", 0, 0, 0, 0.0),
        AimResult("spread", 634, largest, 0, 0.0, claimed),
    ]
    found = leximin_violations(scenario.replaced(policy=held), plan or duo_plan("ii"), aims)
    assert all((one.family, one.subject) == ("leximin", ("spread",)) for one in found)
    return [one.message for one in found]


@pytest.mark.parametrize(
    "rounds",
    [
        [(634, 1), (600, 2)],
        [(634, 1)],
        [(634, None)],
        [(634, 1), (600, None)],
    ],
)
def test_true_claims_stand(rounds: list[tuple[int, int | None]]) -> None:
    assert messages(*rounds) == []


@pytest.mark.parametrize(
    ("rounds", "message"),
    [
        ([(633, 1)], "1 state with a burden above 633 basis points, but no more than 0"),
        ([(634, 0)], "1 state with a burden above 633 basis points, but no more than 0"),
        ([(634, 1), (599, 2)], "2 states with a burden above 599 basis points, but no more than 1"),
        ([(700, 1), (650, 1)], "round 2 counts no more states"),
        ([(700, None), (600, 2)], "round 2 counts no more states"),
        ([(700, 1), (700, 2)], "round 2 is not below the one before: 700"),
    ],
)
def test_false_claims_fall(rounds: list[tuple[int, int | None]], message: str) -> None:
    found = messages(*rounds, largest=rounds[0][0])
    assert len(found) == 1
    assert message in found[0]


def test_the_first_round_is_the_aim() -> None:
    assert messages((634, 1), (600, 2), largest=635) == [
        "round 1 is at 634 basis points, but the largest burden is 635"
    ]


@pytest.mark.parametrize(("tolerance", "holds"), [(17, True), (16, False)])
def test_a_level_is_held_within_the_tolerance(tolerance: int, holds: bool) -> None:
    """599 x 1.0017 = 600.02 and 599 x 1.0016 = 599.96; the last cap, 632 or 633, holds as well."""
    assert (messages((634, 1), (599, 2), tolerance=tolerance) == []) is holds


def test_a_malformed_plan_is_left_to_the_other_checks() -> None:
    assert messages((1, 1), largest=1, plan=Plan(delivered={("X", "B1", "2026"): 1})) == []
