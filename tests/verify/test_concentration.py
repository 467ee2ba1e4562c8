from typing import Any

from allocator.domain.scenario import Scenario
from allocator.verify.verify import violations
from tests.plans import broken, plan, subjects
from tests.scenarios import capability, holding, line, member, policy, pool, rates, tiny


def concentrated(required: int = 10, today: int = 0, **fields: Any) -> Scenario:
    """Nobody above half; lots of 2 units in 10 shares."""
    return tiny(
        policy=policy(concentration_cap=5_000),
        capabilities=(capability(lot=2, **fields),),
        required=required,
        holdings=(holding("A", 20), holding("B", 20)),
        lines=(line(),),
        line_rates=rates("L", 90),
        pools=(pool(),),
        pool_members=(member("P", "A", shares_today=today), member("P", "B")),
    )


def giving(units: int, shares: int = 0) -> Any:
    """A contributes and has shares of one pool lot; B has the others."""
    pooled: dict[str, Any] = {
        "pool_delivered": {("P", "L", "2026"): 1},
        "pool_shares": {
            ("A", "P", "L", "2026"): shares,
            ("B", "P", "L", "2026"): 10 - shares,
        },
        "open": {("P",): 1},
        "join": {("A", "P"): 1, ("B", "P"): 1},
        "lead": {("A", "P"): 1},
        "operating": {("P", "2026"): 1},
    }
    return plan(contribution={("A", "TANK", "2026"): units}, **(pooled if shares else {}))


def test_half_of_the_requirement() -> None:
    assert broken(concentrated(), giving(5)) == set()
    assert broken(concentrated(), giving(6)) == {"concentration"}
    assert subjects(concentrated(), giving(6)) == [("A", "TANK", "2026")]


def test_pools_count_by_shares() -> None:
    """5 shares of a lot of 2 are one unit: 4 and 5 shares hold, 4 and 6 do not."""
    assert broken(concentrated(), giving(4, shares=5)) == set()
    assert broken(concentrated(), giving(4, shares=6)) == {"concentration"}


def test_shares_of_today_count_but_never_break_it() -> None:
    """15 shares of today are 3 units: 2 more may be given; 60 are 12: nothing more."""
    assert broken(concentrated(today=15), giving(2)) == set()
    assert broken(concentrated(today=15), giving(3)) == {"concentration"}
    assert broken(concentrated(today=60), plan()) == set()
    assert broken(concentrated(today=60), giving(1)) == {"concentration"}


def test_shares_alone_may_be_too_many() -> None:
    """B has all 10 shares of 3 lots, 6 units, and contributes nothing."""
    pooled = plan(
        pool_delivered={("P", "L", "2026"): 3},
        pool_shares={("B", "P", "L", "2026"): 30},
        open={("P",): 1},
        join={("B", "P"): 1},
        lead={("B", "P"): 1},
        operating={("P", "2026"): 1},
    )
    assert broken(concentrated(required=12), pooled) == set()
    (violation,) = violations(concentrated(), pooled)
    assert violation.subject == ("B", "TANK", "2026")
    assert violation.message == (
        "6.000 units are counted of it, 0 contributed and the rest by shares; its limit is 5"
    )


def test_one_lot_is_always_allowed() -> None:
    assert broken(concentrated(required=1), giving(2)) == set()
    assert broken(concentrated(required=1), giving(3)) == {"concentration"}


def test_a_capability_may_have_its_own_cap() -> None:
    assert broken(concentrated(concentration_cap=8_000), giving(8)) == set()
    assert broken(concentrated(concentration_cap=8_000), giving(9)) == {"concentration"}
    assert broken(concentrated(concentration_cap=0), giving(3)) == {"concentration"}
