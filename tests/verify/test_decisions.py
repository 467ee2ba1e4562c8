from typing import Any

import pytest

from allocator.domain.scenario import Scenario
from allocator.verify.aims import aim_violations
from allocator.verify.verify import violations
from tests.plans import broken, plan, subjects
from tests.scenarios import line, member, pool, rates, tiny


def scenario() -> Scenario:
    return tiny(
        lines=(line("L"), line("M")),
        line_rates=rates("L", 9),
        pools=(pool(),),
        pool_members=(member("P", "A"),),
    )


@pytest.mark.parametrize(
    ("name", "codes", "value", "words"),
    [
        ("contribution", ("A", "SHIP", "2026"), 1, 'unknown capability "SHIP"'),
        ("delivered", ("X", "L", "2026"), 1, 'unknown state "X"'),
        ("delivered", ("A", "L", "2031"), 1, 'unknown period "2031"'),
        ("expansion", ("X", "2026"), 1, 'unknown line "X"'),
        ("open", ("X",), 1, 'unknown pool "X"'),
        ("support", ("TANK",), 1, "1 codes where capability, period belong"),
        ("delivered", ("A", "L", "2026"), -1, "below zero"),
        ("carry", ("A", "2026"), -1, "below zero"),
        ("delivered", ("A", "L", "2026"), 1.5, "not a whole number"),
        ("open", ("P",), 2, "neither 0 nor 1"),
        ("operating", ("P", "2026"), 2, "neither 0 nor 1"),
        ("join", ("A", "P"), 2, "neither 0 nor 1"),
        ("lead", ("A", "P"), 3, "neither 0 nor 1"),
        ("pool_delivered", ("P", "M", "2026"), 1, "M is not among the lines"),
        ("pool_shares", ("A", "P", "M", "2026"), 1, "M is not among the lines"),
    ],
)
def test_what_cannot_be_judged(name: str, codes: Any, value: Any, words: str) -> None:
    wrong = plan(**{name: {codes: value}})
    assert broken(scenario(), wrong) == {"decisions"}
    assert subjects(scenario(), wrong) == [codes]
    message = violations(scenario(), wrong)[0].message
    assert words in message
    assert message.startswith(f"{name}: ")


def test_all_of_it_is_listed() -> None:
    wrong = plan(delivered={("X", "Y", "2026"): 1, ("A", "L", "2026"): -1}, open={("P",): 2})
    assert subjects(scenario(), wrong) == [("X", "Y", "2026"), ("A", "L", "2026"), ("P",)]
    assert 'unknown state "X", unknown line "Y"' in violations(scenario(), wrong)[0].message


def test_aims_of_such_a_plan_are_not_judged() -> None:
    wrong = plan(contribution={("A", "SHIP", "2026"): 1})
    assert aim_violations(scenario(), wrong, {"cost": 5}) == ()


def test_an_empty_plan_is_one() -> None:
    assert violations(scenario(), plan()) == ()
