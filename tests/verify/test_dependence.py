from typing import Any

from allocator.domain.scenario import Scenario
from tests.plans import broken, plan, subjects
from tests.scenarios import capability, policy, support, tiny, years


def offered(units: int, **fields: Any) -> Scenario:
    """Ten required in 2026 and 2027; from 2027 on at most a third from outside."""
    return tiny(
        policy=policy(dependence_cap=3_333, deadline_period="2027"),
        periods=years(2),
        capabilities=(capability(**fields),),
        required=10,
        outside_support=(support(units), support(units, period="2027")),
    )


def relying(units: int, year: str = "2026") -> Any:
    return plan(support={("TANK", year): units})


def test_no_more_than_is_offered() -> None:
    assert broken(offered(6), relying(6)) == set()
    assert broken(offered(5), relying(6)) == {"dependence"}
    assert broken(tiny(required=10), relying(1)) == {"dependence"}


def test_the_cap_binds_from_the_deadline_on() -> None:
    assert broken(offered(6), relying(3, "2027")) == set()
    assert subjects(offered(6), relying(4, "2027")) == [("TANK", "2027")]
    assert broken(offered(6), relying(4)) == set()


def test_a_capability_may_have_its_own_cap() -> None:
    assert broken(offered(6, dependence_cap=5_000), relying(5, "2027")) == set()
    assert broken(offered(6, dependence_cap=0), relying(1, "2027")) == {"dependence"}
