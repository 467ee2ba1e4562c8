"""What the verifier says of components, in words and with both sides."""

from typing import Any

import pytest

from allocator.domain.scenario import Scenario
from allocator.verify.verify import violations
from tests.plans import broken, over_years, plan, subjects
from tests.scenarios import (
    component,
    component_use,
    contract,
    line,
    rates,
    state,
    tiny,
    years,
)


def needing(*output: int, per_unit: int = 1_000, **fields: Any) -> Scenario:
    """L needs K, which is made in A; C buys nothing."""
    book = fields.pop("order_book", ())
    return tiny(
        periods=years(len(output)),
        states=(state("A"), state("B"), state("C")),
        lines=(line(),),
        line_rates=rates("L", *[99] * len(output)),
        components=(component("K", *output, **fields),),
        component_use=(component_use(per_unit),),
        order_book=book,
    )


def taking(*lots: int, **decisions: Any) -> Any:
    return plan(delivered=over_years(("A", "L"), *lots), **decisions)


def growing(steps: tuple[int, ...], **tenths: tuple[int, ...]) -> dict[str, Any]:
    funding: dict[tuple[str, ...], int] = {}
    for payer, series in tenths.items():
        funding.update(over_years((payer, "K", "A"), *series))
    return {
        "component_expansion": over_years(("K", "A"), *steps),
        "component_funding": funding,
    }


def messages(scenario: Scenario, candidate: Any) -> list[str]:
    return [str(violation) for violation in violations(scenario, candidate)]


def test_parts_that_are_not_made_are_named_with_both_sides() -> None:
    assert broken(needing(3), taking(3)) == set()
    assert messages(needing(3), taking(4)) == [
        "components[K, 2026, 2026]: lines take 4.000 parts, contracts included, but 3.000 are made "
        "with expansions and work in progress"
    ]


def test_work_in_progress_has_its_parts_after_the_start_alone() -> None:
    scenario = needing(3, 3, per_unit=2_000)
    assert broken(scenario, taking(1, 3)) == set()
    assert subjects(scenario, taking(2, 3)) == [("K", "2026", "2026")]
    assert subjects(scenario, taking(0, 3)) == [("K", "2027", "2027")]
    assert subjects(scenario, taking(1, 4)) == [("K", "2026", "2027"), ("K", "2027", "2027")]


def test_contracts_count_up_to_what_is_there() -> None:
    scenario = needing(3, order_book=(contract("B", 2, line="L"),))
    assert broken(scenario, taking(1)) == set()
    assert broken(scenario, taking(2)) == {"components"}
    overbooked = needing(3, order_book=(contract("B", 9, line="L"),))
    assert broken(overbooked, taking()) == set()
    assert broken(overbooked, taking(1)) == {"components"}
    assert broken(needing(3, order_book=(contract("B", 2),)), taking(3)) == set()


GROWS: dict[str, Any] = {"step": 2_000, "max_steps": 2, "step_cost": 10}


def test_steps_count_from_the_period_in_which_they_run() -> None:
    scenario = needing(1, 1, step_lead_months=12, **GROWS)
    decided = growing((1, 1), B=(10, 10))
    assert broken(scenario, taking(1, 4, **decided)) == set()
    assert subjects(scenario, taking(2, 4, **decided)) == [("K", "2026", "2026")]
    assert subjects(scenario, taking(1, 5, **decided)) == [
        ("K", "2026", "2027"),
        ("K", "2027", "2027"),
    ]


@pytest.mark.parametrize(
    ("decided", "subject", "words"),
    [
        (growing((3, 3), B=(30, 30)), ("K", "A", "2026"), "3 expansion steps decided, 2 possible"),
        (growing((1, 0), B=(10, 10)), ("K", "A", "2027"), "decided so far fall from 1 to 0"),
        (
            growing((1, 2), B=(10, 20)),
            ("K", "A", "2027"),
            "2 expansion steps decided, but only the 1 decided early enough",
        ),
        (
            growing((1, 1), B=(9, 9)),
            ("K", "A", "2026"),
            "9 tenths of expansion steps paid, 10 decided",
        ),
        (
            growing((1, 1), A=(5, 4), B=(5, 6)),
            ("A", "K", "A", "2027"),
            "tenths of steps paid so far fall from 5 to 4",
        ),
        *(
            (
                growing((1, 1), B=(10 - tenths,) * 2, C=(tenths, tenths)),
                ("C", "K", "A"),
                f"pays {tenths} tenths of expansion steps but may not",
            )
            for tenths in (1, 10)
        ),
    ],
)
def test_growth_that_does_not_do(
    decided: dict[str, Any], subject: tuple[str, ...], words: str
) -> None:
    scenario = needing(1, 1, step_lead_months=12, **GROWS)
    found = violations(scenario, plan(**decided))
    assert {violation.family for violation in found} == {"components"}
    named = [violation.message for violation in found if violation.subject == subject]
    assert any(words in message for message in named)


def test_the_host_pays_its_least_share() -> None:
    scenario = needing(1, host_least_share=3_500, **GROWS)
    assert broken(scenario, plan(**growing((1,), A=(4,), B=(6,)))) == set()
    assert messages(scenario, plan(**growing((1,), A=(3,), B=(7,)))) == [
        "components[A, K, A, 2026]: the host pays 3 tenths of expansion steps, its least share is "
        "3.500 tenths"
    ]


def test_a_maker_that_does_not_exist_is_told_as_such() -> None:
    scenario = tiny(components=(component("K", 1), component("Q", 1, host="B")))
    assert messages(scenario, plan(component_expansion={("K", "B", "2026"): 1})) == [
        "decisions[K, B, 2026]: component_expansion: K is not made in B"
    ]
    wrong = plan(component_funding={("A", "Q", "A", "2026"): 1})
    assert broken(scenario, wrong) == {"decisions"}
