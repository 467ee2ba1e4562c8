"""What is said of capabilities that are covered better or worse, and what must not be."""

from tests.plans import plan
from tests.scenarios import capability, policy, requirement, state, tiny, years
from tests.study.compared import BASE, bought, said


def test_the_european_share() -> None:
    """Six of eight is 75 %."""
    assert (
        "At the deadline (2026) the member states supply less of what is needed: 75.0 % instead "
        "of 100.0 %." in said(BASE, bought(2, 4))
    )
    assert "supply more of what is needed: 100.0 % instead of 75.0 %." in said(bought(2, 4), BASE)
    assert "supply 100.0 % of what is needed in both plans." in said(BASE, bought(3, 5))
    canada = tiny(states=(state("A"), state("CAN")), required=4)
    assert "Europe and Canada supply" in said((canada, plan()), (canada, plan()), below=1)
    assert "the member states supply" in said((canada, plan()), (tiny(required=4), plan()))


def test_a_share_of_the_capabilities_of_both_plans() -> None:
    more = tiny(capabilities=(capability("TANK"), capability("JET")), required=4)
    words = said((tiny(required=4), plan()), (more, plan()))
    assert "of what is needed of the capabilities that both plans know in both plans." in words


def test_what_is_covered_better_and_worse() -> None:
    """Of eight tanks two are missing, of ten jets three; then none and four."""
    kinds = (capability("TANK", name="Tanks (heavy)"), capability("JET"))
    scenario = tiny(
        capabilities=kinds, requirements=(requirement(8, "TANK"), requirement(10, "JET"))
    )
    before = plan(contribution={("A", "TANK", "2026"): 6, ("A", "JET", "2026"): 7})
    after = plan(contribution={("A", "TANK", "2026"): 8, ("A", "JET", "2026"): 6})
    words = said((scenario, before), (scenario, after))
    assert (
        "At the deadline (2026) one capability is covered better: Tanks (0 % missing instead of "
        "25 %); one capability is covered worse: JET (40 % missing instead of 30 %)." in words
    )
    assert "No capability is covered better or worse at the deadline (2026)." in said(
        BASE, bought(3, 5)
    )
    assert "No capability" not in words


def test_what_is_covered_worse_in_other_periods() -> None:
    scenario = tiny(
        periods=years(2),
        policy=policy(deadline_period="2026"),
        requirements=(requirement(8), requirement(8, period="2027")),
    )
    before = plan(contribution={("A", "TANK", "2026"): 6, ("A", "TANK", "2027"): 6})
    after = plan(contribution={("A", "TANK", "2026"): 6, ("A", "TANK", "2027"): 4})
    words = said((scenario, before), (scenario, after))
    assert "No capability is covered better or worse at the deadline (2026)." in words
    assert "Covered worse in other periods: one capability in 2027." in words
    assert "other periods" not in said((scenario, after), (scenario, before))


def test_capabilities_in_the_plural() -> None:
    scenario = tiny(capabilities=(capability("TANK"), capability("JET")), required=8)
    given = plan(contribution={("A", "TANK", "2026"): 6, ("A", "JET", "2026"): 7})
    assert (
        "2 capabilities are covered better: JET (13 % missing instead of 100 %) and TANK ("
        in said((scenario, plan()), (scenario, given))
    )
