"""Units that cannot be manned without posts, against every way to man fewer."""

from dataclasses import replace
from itertools import product
from random import Random

from allocator.accounts.crews import crews
from allocator.accounts.ledger import Ledger
from allocator.accounts.slips.crews import without_posts
from allocator.accounts.slips.gaps import Gaps
from allocator.verify.families.personnel import personnel as broken
from tests.plans import over_years, plan
from tests.scenarios import (
    access,
    capability,
    holding,
    line,
    member,
    personnel,
    pool,
    requirement,
    tiny,
)


def drawn(random: Random) -> Gaps:
    """Tanks, some of a line that needs fewer posts, and ships; just enough posts."""
    given = {"SHIP": random.randint(1, 3), "TANK": random.randint(2, 5)}
    scenario = tiny(
        capabilities=(
            capability("SHIP", posts=random.randint(2, 5), priority=random.randint(1, 5)),
            capability("TANK", posts=random.randint(1, 4), priority=random.randint(1, 5)),
        ),
        requirements=(requirement(random.randint(1, 4), "SHIP"), requirement(5, "TANK")),
        holdings=(holding("A", 1),),
        lines=(line("L"), line("S", capability="SHIP")),
        access=(access("L", "A", posts=1),),
        personnel=(personnel("A", posts_free=1, pipeline=99),),
    )
    decided = plan(
        delivered={("A", "L", "2026"): given["TANK"], ("A", "S", "2026"): given["SHIP"]},
        contribution={("A", code, "2026"): units for code, units in given.items()},
    )
    needed = crews(Ledger(scenario, decided))["A", "2026"].needed
    return Gaps(Ledger(scenario, replace(decided, crews={("A", "2026"): needed - 1})))


def test_no_way_to_man_fewer_units_adds_less() -> None:
    """Where one capability is there to choose from, and mostly where two are, exactly the least."""
    exact = hit = 0
    for seed in range(80):
        random = Random(f"crews|{seed}")
        gaps = drawn(random)
        crew = crews(gaps.ledger)["A", "2026"]
        posts = random.randint(0, crew.filled)
        lost = without_posts(gaps, crew, posts)
        told, least = gaps.added(0, lost).value, _least(gaps, posts)
        assert told >= least
        exact += told == least
        hit += least > 0
        assert not broken(_manned(gaps.ledger, lost, posts))
    assert exact > 60
    assert hit > 30


def _manned(ledger: Ledger, lost: dict[str, int], posts: int) -> Ledger:
    """The plan with fewer units and fewer posts."""
    given = {key: units - lost.get(key[1], 0) for key, units in ledger.plan.contribution.items()}
    filled = {key: count - posts for key, count in ledger.plan.crews.items()}
    decided = replace(
        ledger.plan,
        contribution={key: units for key, units in given.items() if units},
        crews={key: count for key, count in filled.items() if count},
    )
    return Ledger(ledger.scenario, decided)


def _least(gaps: Gaps, posts: int) -> int:
    given = {code: units for (_, code, _), units in gaps.ledger.plan.contribution.items()}
    found = []
    for gone in product(*(range(units + 1) for units in given.values())):
        lost = dict(zip(given, gone, strict=True))
        if not broken(_manned(gaps.ledger, lost, posts)):
            found.append(gaps.added(0, lost).value)
    return min(found)


def test_shares_are_given_up_where_units_do_not_suffice() -> None:
    """Ten shares of a lot of four need ten posts; without five of them half the lot is manned."""
    scenario = tiny(
        capabilities=(capability(lot=4, shares_per_lot=10, posts=2),),
        required=9,
        lines=(line(),),
        pools=(pool("P"),),
        pool_members=(member("P", "A"),),
        personnel=(personnel("A", pipeline=99),),
    )
    decided = plan(
        pool_delivered=over_years(("P", "L"), 1),
        pool_shares=over_years(("A", "P", "L"), 10),
        crews=over_years(("A",), 8),
    )
    gaps = Gaps(Ledger(scenario, decided))
    crew = crews(gaps.ledger)["A", "2026"]
    assert crew.needed == 8
    assert without_posts(gaps, crew, 0) == {}
    assert without_posts(gaps, crew, 4) == {"TANK": 2}
    assert without_posts(gaps, crew, 5) == {"TANK": 3}
    assert without_posts(gaps, crew, 8) == {"TANK": 4}
