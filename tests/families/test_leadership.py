"""Who leads a pool, by hand.

A and B are in P with five shares each: P is open, so leads add up to 1. A may have it, or B: 1 + 0
or 0 + 1. Nobody (0) and both (2) break it, as does one lead of a closed pool (1, not 0). If A alone
is in, B cannot lead: its lead would be 1, its membership is 0.
"""

from tests.families.edges import just_fails, just_holds
from tests.families.pools import pooling, shared
from tests.plans import plan
from tests.scenarios import member


def test_an_open_pool_has_one_framework_nation() -> None:
    just_holds(pooling(), shared({"A": (5,), "B": (5,)}))
    just_fails(pooling(), shared({"A": (5,), "B": (5,)}, lead=""), "leadership")


def test_and_no_more_than_one() -> None:
    two = shared({"A": (5,), "B": (5,)})
    leads = {**two.lead, ("B", "P"): 1}
    decisions = {name: getattr(two, name) for name in two.__slots__ if name != "lead"}
    just_fails(pooling(), plan(**decisions, lead=leads), "leadership")


def test_a_closed_pool_has_none() -> None:
    just_holds(pooling(), plan())
    just_fails(pooling(), plan(lead={("A", "P"): 1}), "leadership")


def test_who_leads_is_in() -> None:
    just_holds(pooling(), shared({"A": (10,)}, lead="A"))
    just_fails(pooling(), shared({"A": (10,)}, lead="B"), "leadership")


def test_who_leads_is_eligible() -> None:
    members = (member("P", "A"), member("P", "B", framework_eligible=False))
    just_holds(pooling(*members), shared({"A": (5,), "B": (5,)}, lead="A"))
    just_fails(pooling(*members), shared({"A": (5,), "B": (5,)}, lead="B"), "leadership")


def test_a_pool_nobody_can_lead_stays_closed() -> None:
    nobody = pooling(member("P", "A", framework_eligible=False))
    just_holds(nobody, plan())
    just_fails(nobody, shared({"A": (10,)}, lead=""), "leadership")
