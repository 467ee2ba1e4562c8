from fractions import Fraction

from allocator.accounts.dependence import dependence_cap, dependences, european_share
from allocator.accounts.ledger import Ledger
from allocator.domain.scenario import Scenario
from tests.plans import over_years, plan
from tests.scenarios import (
    capability,
    line,
    member,
    policy,
    pool,
    requirement,
    support,
    tiny,
    years,
)


def test_cap_binds_from_the_deadline_on() -> None:
    """A third of 10 in basis points is 3,333: 3 units, from 2027 on."""
    scenario = tiny(
        policy=policy(dependence_cap=3_333, deadline_period="2027"),
        periods=years(3),
        required=10,
        outside_support=(support(4), support(5, period="2027")),
    )
    ledger = Ledger(scenario, plan(support={("TANK", "2026"): 4, ("TANK", "2027"): 3}))
    accounts = [dependences(ledger)["TANK", year] for year in ("2026", "2027", "2028")]
    assert [account.cap for account in accounts] == [None, 3, 3]
    assert [account.offered for account in accounts] == [4, 5, 0]
    assert [account.outside_share for account in accounts] == [Fraction(2, 5), Fraction(3, 10), 0]
    assert [account.within_cap for account in accounts] == [True, True, True]


def test_a_capability_may_have_its_own_cap() -> None:
    scenario = tiny(
        policy=policy(dependence_cap=3_333),
        capabilities=(capability("SHIP", dependence_cap=0), capability("TANK")),
        required=10,
    )
    assert dependence_cap(scenario, "SHIP", "2026") == 0
    assert dependence_cap(scenario, "TANK", "2026") == 3
    over = Ledger(scenario, plan(support={("SHIP", "2026"): 1}))
    assert not dependences(over)["SHIP", "2026"].within_cap


def shared() -> Scenario:
    """Ships of priority 3: 10 required; tanks of priority 1: 4; drones: none."""
    return tiny(
        capabilities=(
            capability("DRONE", priority=9),
            capability("SHIP", priority=3, lot=2),
            capability("TANK"),
        ),
        requirements=(requirement(10, "SHIP"), requirement(4, "TANK")),
        lines=(line(capability="SHIP"),),
        pools=(pool(capability="SHIP"),),
        pool_members=(member("P", "A"),),
    )


def test_european_share_is_weighted_by_priority() -> None:
    """Ships 3 + 2 of 10, one half; tanks 6 of 4, at most whole: (3 x 1/2 + 1) / 4."""
    ledger = Ledger(
        shared(),
        plan(
            contribution={("A", "SHIP", "2026"): 3, ("B", "TANK", "2026"): 6},
            pool_delivered=over_years(("P", "L"), 1),
            support={("SHIP", "2026"): 5},
        ),
    )
    assert european_share(ledger) == Fraction(5, 8)
    assert dependences(ledger)["TANK", "2026"].european_share == 1
    assert dependences(ledger)["DRONE", "2026"].european_share == 1
    idle = Ledger(shared(), plan(support={("DRONE", "2026"): 1}))
    assert dependences(idle)["DRONE", "2026"].outside_share == 0


def test_european_share_is_read_at_the_deadline_unless_told() -> None:
    scenario = tiny(policy=policy(deadline_period="2026"), periods=years(2), required=2)
    ledger = Ledger(scenario, plan(contribution=over_years(("A", "TANK"), 1, 2)))
    assert european_share(ledger) == Fraction(1, 2)
    assert european_share(ledger, "2027") == 1
    assert european_share(Ledger(tiny(required=0), plan())) == 1
