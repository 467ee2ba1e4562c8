"""The sheet `pool_split`, and what the sheet `limits` says of exclusions and calls, by hand.

The pool of tests/accounts/test_pool_split.py in two: A leads with six shares of a lot, B has four.
"""

from fractions import Fraction

from allocator.domain.address_book import AddressBook
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.report.limits.limit import Limit
from allocator.report.limits.limits import binding
from tests.accounts.test_pool_split import PAIR, pair
from tests.families.pools import calling, owning, pooling, shared
from tests.plans import plan
from tests.report.reading import row, rows, sheets
from tests.report.views import view_of
from tests.scenarios import exclusion, line, member, policy, pool, rule, state


def limits(scenario: Scenario, decided: Plan, kind: str) -> list[Limit]:
    found = binding(view_of(scenario, decided))
    return [limit for limit in found if limit.kind == kind]


def test_each_member_by_pool() -> None:
    table = sheets(pair(), PAIR)["pool_split"]
    first, second = rows(table)
    assert first == {
        "pool": "P",
        "state": "A",
        "shares": 6,
        "pays": 580,
        "by_key": Fraction(230),
        "value": Fraction(540),
        "value_error": None,
        "alone": 1_000,
        "leaves": 0,
        "leaves_by_key": 0,
        "words": "",
        "confidence": "",
        "source_cell": "pool_members[P, A]",
        "classification": "",
        "source": "",
    }
    assert second["value"] == 380
    parts = [row(table, state=ally) for ally in "AB"]
    for column in ("pays", "by_key", "value"):
        assert sum(Fraction(str(part[column])) for part in parts) == 920


def test_pools_and_members_stand_in_the_order_of_the_workbook() -> None:
    book = AddressBook(rows={"member_states": {("B",): 2, ("A",): 3}})
    scenario = pair(book=book)
    assert [part["state"] for part in rows(sheets(scenario, PAIR)["pool_split"])] == ["B", "A"]
    closed = pooling(pools=(pool(), pool("Q")))
    assert rows(sheets(closed, plan())["pool_split"]) == []


def test_who_would_leave_is_told_why() -> None:
    """B would pay 920 by the key alone; with six idle shares a pool of its own costs 900."""
    states = (state("A", gdp=0, name="Aland"), state("B", gdp=1, name="Beland"))
    table = sheets(pair(states=states), PAIR)["pool_split"]
    assert row(table, state="A")["words"] == ""
    assert row(table, state="B")["leaves"] == 0
    assert row(table, state="B")["leaves_by_key"] == 1
    words = "By the key, running the pool alone would cost EUR 0.020 m less."
    assert row(table, state="B")["words"] == words
    dear = shared({"A": (10,), "B": (10,)}, lots=(2,))
    told = rows(sheets(pair(price_factor=1_500), dear)["pool_split"])
    assert [part["leaves"] for part in told] == [1, 1]
    assert told[0]["words"] == "As it is, whole lots bought alone would cost it EUR 0.600 m less."


def test_who_buys_nothing_pays_its_fee_for_nothing() -> None:
    decided = shared({"A": (10,), "B": ()})
    told = row(sheets(pair(), decided)["pool_split"], state="B")
    assert (told["shares"], told["pays"], told["alone"], told["leaves"]) == (0, 20, 0, 1)
    assert isinstance(told["words"], str)
    assert "As it is, it buys no share and would save EUR 0.020 m by staying out." in told["words"]


def test_a_group_is_named() -> None:
    allies = ("A", "B", "C")
    scenario = pooling(
        *(member("P", ally) for ally in allies),
        states=tuple(state(ally, name=f"{ally}land") for ally in allies),
        lines=(line(customers=allies),),
        entry_fee=100,
        min_members=2,
        price_factor=500,
    )
    decided = shared(dict.fromkeys(allies, (10,)), lots=(3,))
    told = row(sheets(scenario, decided)["pool_split"], state="C")["words"]
    assert told == "As it is, running the pool with Bland would cost EUR 0.100 m less."


def test_an_exclusion_binds_whom_it_keeps_out() -> None:
    pair_out = exclusion("A", "B").model_copy(update={"legal_basis": "no accord"})
    scenario = pooling(exclusions=(pair_out, exclusion("A", "S")))
    (limit,) = limits(scenario, shared({"A": (10,)}), "exclusion")
    assert (limit.subject, limit.period) == ("B and A in P", "2026")
    assert limit.words == "B may not be in the pool P beside A, which is in."
    assert limit.basis == "no accord"
    assert limit.cell == "exclusions[A, B, TANK]"
    (other,) = limits(scenario, shared({"B": (10,)}, lead="B"), "exclusion")
    assert other.subject == "A and B in P"
    assert limits(scenario, plan(), "exclusion") == []
    assert limits(scenario, shared({"A": (9,), "B": (1,)}), "exclusion") == []
    # Whom a rule keeps out in any case is not kept out by the exclusion.
    ban = rule("R", "forbid", states=("B",), binds="B")
    barred = pooling(exclusions=(pair_out,), rules=(ban,))
    assert limits(barred, shared({"A": (10,)}), "exclusion") == []


def test_calls_bind_where_one_more_lot_could_not_answer() -> None:
    """Of four lots two can answer: NORTH takes two, SOUTH two; of six, three can."""
    found = limits(calling(), owning(4, "A", "B"), "calls")
    assert [(one.subject, one.period) for one in found] == [
        ("NORTH on P", "2026"),
        ("SOUTH on P", "2026"),
    ]
    assert (found[0].used, found[0].most, found[0].unit) == (2, 2, "lots")
    assert found[0].words == (
        "The calls of its members in NORTH take all that the pool P can make ready."
    )
    assert found[0].cell == "calls[NORTH, P, A]"
    assert found[1].cell == "calls[SOUTH, P, A]"
    assert len(limits(calling(), owning(5, "A", "B"), "calls")) == 2
    assert limits(calling(), owning(6, "A", "B"), "calls") == []
    (alone,) = limits(calling(), owning(3, "B"), "calls")
    assert (alone.used, alone.most) == (1, Fraction(3, 2))
    assert limits(calling(), plan(), "calls") == []


def test_nothing_binds_before_a_pool_operates() -> None:
    scenario = calling(count=2)
    decided = shared({"A": (0, 40)}, lots=(0, 4), operating=(0, 1))
    assert {limit.period for limit in limits(scenario, decided, "calls")} == {"2027"}


def test_a_what_if_without_pooling_has_no_such_limits() -> None:
    loose = calling(policy=policy(families_off=("pooling",)))
    assert limits(loose, owning(4, "A", "B"), "calls") == []
