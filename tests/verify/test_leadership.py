from typing import Any

from allocator.domain.scenario import Scenario
from allocator.verify.verify import violations
from tests.plans import broken, plan, subjects
from tests.scenarios import line, member, pool, rates, tiny


def led(**fields: Any) -> Scenario:
    return tiny(
        lines=(line(),),
        line_rates=rates("L", 9),
        pools=(pool(),),
        pool_members=(member("P", "A", **fields), member("P", "B")),
    )


def leading(*leaders: str, inside: str = "AB") -> Any:
    return plan(
        pool_delivered={("P", "L", "2026"): 1},
        pool_shares={(code, "P", "L", "2026"): 10 // len(inside) for code in inside},
        open={("P",): 1},
        join={(code, "P"): 1 for code in inside},
        lead={(code, "P"): 1 for code in leaders},
        operating={("P", "2026"): 1},
    )


def test_exactly_one_leads() -> None:
    assert broken(led(), leading("A")) == set()
    assert broken(led(), leading("B")) == set()
    assert broken(led(), leading()) == {"leadership"}
    assert subjects(led(), leading("A", "B")) == [("P",)]
    (many,) = violations(led(), leading("A", "B"))
    assert many.message == "has 2 framework nations (A, B), not 1"
    (none,) = violations(led(), leading())
    assert none.message == "has 0 framework nations, not 1"


def test_a_closed_pool_is_not_led() -> None:
    assert broken(led(), plan()) == set()
    assert ("P",) in subjects(led(), plan(lead={("A", "P"): 1}))


def test_the_leader_is_in() -> None:
    assert subjects(led(), leading("A", inside="B")) == [("A", "P")]


def test_the_leader_is_eligible() -> None:
    assert subjects(led(framework_eligible=False), leading("A")) == [("A", "P")]
    assert broken(led(framework_eligible=False), leading("B")) == set()
