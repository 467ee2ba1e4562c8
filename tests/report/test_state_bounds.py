"""What binds one state: sentences on limits reached, and what law and policy say."""

from fractions import Fraction
from typing import Any

import pytest

from allocator.report.limits.limit import Limit
from allocator.report.state.bounds import CLAUSES, bounds, law
from allocator.report.state.law import Law, laws
from allocator.report.state.limits import state_limits
from allocator.report.state.view import Alliance, StateView
from allocator.report.view import View
from tests.properties.trait_what_if import without
from tests.report.quartet import quartet, quartet_plan
from tests.report.scenes import bought, scene
from tests.report.views import QUARTET, view_of
from tests.scenarios import (
    access,
    exclusion,
    line,
    member,
    pool,
    rule,
    state,
)


def of(view: View, code: str = "A") -> StateView:
    return StateView(Alliance(view), code)


def limit(kind: str, period: str = "2026", subject: str = "A", **fields: Any) -> Limit:
    return Limit(kind, subject, period, "", states=("A",), **fields)


def bound(*limits: Limit) -> str:
    """The sentence where A has reached these limits."""
    own = of(bought(1))
    vars(own.alliance)["limits"] = limits
    return bounds(own)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ((), "No ceiling, crew or pledge of its own holds it back."),
        ((limit("ceiling"),), "It spends its whole ceiling in 2026."),
        (
            (limit("ceiling"), limit("ceiling", "2028"), limit("crews", "2028")),
            "It spends its whole ceiling in 2026 and 2028; it can man nothing more in 2028.",
        ),
        (
            (
                limit("ceiling", carried=True, used=Fraction(1), most=Fraction(1)),
                limit("ceiling", "2027", used=Fraction(0), most=Fraction(0)),
            ),
            "It spends or carries forward its whole ceiling in 2026; it may spend nothing in 2027.",
        ),
        (
            (limit("ceiling", used=Fraction(99), most=Fraction(100), unit="EUR m"),),
            "It spends its whole ceiling in 2026 but for EUR 1.0 million.",
        ),
        (
            (
                limit("crews", used=Fraction(29_232), most=Fraction(29_509)),
                limit("crews", "2027", used=Fraction(99), most=Fraction(100)),
                limit("crews", "2028", used=Fraction(100), most=Fraction(100)),
            ),
            "It has 277 of 29,509 posts left in 2026 and 1 of 100 left in 2027; it can man nothing "
            "more in 2028.",
        ),
        (
            (limit("budget window"),),
            "It spends all it may in the budget windows that end in 2026.",
        ),
        ((limit("burden ceiling"),), "Its burden is at its ceiling."),
        ((limit("stand-alone limit"),), "It pays as much as going alone would cost it."),
        ((limit("limit in force"),), "It pays as much as under the plan in force."),
        ((limit("fund", subject="A SAFE"),), "It has drawn all that SAFE may lend it."),
        (
            (limit("eligible payments"),),
            "Loans pay for all that they may be drawn for in 2026.",
        ),
        ((limit("work return"),), "It just gets the work asked for in return for its money."),
        (
            (limit("pools of a small state"),),
            "It is in as many pools as a small state may be.",
        ),
        ((limit("rule"),), "Its spending is as high as one rule let it be."),
        ((limit("pledge"),), "One of its pledges holds with nothing to spare."),
        ((limit("pledge"), limit("pledge")), "2 of its pledges hold with nothing to spare."),
        (
            (limit("concentration", capability="TANK"),),
            "It may count for no more of TANK.",
        ),
    ],
)
def test_limits_reached(limits: tuple[Limit, ...], words: str) -> None:
    assert bound(*limits) == words


def test_limits_of_others_are_not_its_own() -> None:
    others = Limit("ceiling", "B", "2026", "", used=Fraction(1), most=Fraction(1), states=("B",))
    assert bound(others) == bound()


def test_every_kind_of_limit_that_names_a_state_has_its_words() -> None:
    """In the quartet, and in what the sheet `limits` can say of a state at all."""
    found = state_limits(QUARTET)
    assert found
    assert {each.kind for each in found} <= set(CLAUSES)
    assert all(each.states for each in found if each.kind != "pledge")
    assert bounds(of(QUARTET, "AAA")) == (
        "It lacks some of the work asked for in return for its money."
    )


def test_law_with_its_basis() -> None:
    assert law(of(QUARTET, "CCC")) == "Law and policy keep it from any part in Mines (treaty)."
    assert law(of(QUARTET, "AAA")) == ""


def said(own: StateView) -> set[tuple[str, str, str]]:
    return {(f"{each.verb} {each.things}", each.basis, each.kind) for each in laws(own)}


def test_rules_and_licences() -> None:
    assert said(of(QUARTET, "CCC")) == {
        ("may have no part in Mines", "treaty", "law"),
        ("may not buy from TANK_B", "export licence", "licences"),
        ("may buy large systems only through pools: Satellites", "", "small state"),
    }
    assert said(of(QUARTET, "DDD")) == {
        ("may give no more of Tanks", "decree", "law"),
        ("waits 12 months longer for TANK_A", "", "licences"),
    }
    assert said(of(QUARTET, "BBB")) == set()


def test_a_cap_that_leaves_room_is_no_law() -> None:
    def capped(value: int) -> tuple[Law, ...]:
        view = scene(
            {"contribution": {("A", "TANK", "2026"): 3}},
            rules=(rule("R", "cap", value=value, legal_basis="decree"),),
        )
        return laws(of(view))

    assert capped(4_000) == ()
    assert [each.verb for each in capped(3_999)] == ["may give no more of"]
    assert [each.verb for each in capped(0)] == ["may give nothing of its own of"]


def test_rules_on_lines() -> None:
    on_line: dict[str, Any] = {"scope": "line", "on": "L", "line": "L", "capabilities": ()}

    def ruled(effect: Any, value: int = 0) -> list[str]:
        found = bought(2, 0, rules=(rule("R", effect, value=value, **on_line),))
        return [f"{each.verb} {each.things}" for each in laws(of(found))]

    assert ruled("forbid") == ["may order nothing from lines for TANK"]
    assert ruled("cap", 2_000) == ["may order no more from lines for TANK"]
    assert ruled("cap") == ["may order no lots of its own of TANK"]
    assert ruled("cap", 3_000) == []
    assert ruled("floor") == []


def test_pools_it_is_barred_from_and_states_it_may_not_pool_with() -> None:
    view = scene(
        states=(state("A"), state("B"), state("C", name="United Kingdom")),
        pools=(pool("P", name="Sky"), pool("Q", name="Sea")),
        pool_members=(
            member("P", "A", role="barred", legal_basis="caveat"),
            member("Q", "A", role="candidate"),
        ),
        exclusions=(exclusion("A", "C", "TANK"), exclusion("B", "C", "TANK")),
        lines=(line(),),
    )
    found = said(of(view))
    assert ("may not be in Sky", "caveat", "pools") in found
    assert {words for words, _, kind in found if kind == "exclusion"} == {
        "shares no pool with the United Kingdom: TANK"
    }
    assert len(found) == 2


@pytest.mark.parametrize(
    ("family", "gone"),
    [
        ("access", {"may have no part in Mines", "may not buy from TANK_B"}),
        ("pooling", {"may buy large systems only through pools: Satellites"}),
        ("pledges", set()),
    ],
)
def test_what_a_what_if_leaves_out_is_no_law(family: str, gone: set[str]) -> None:
    scenario, plan = without(quartet(), family), quartet_plan()
    own = of(view_of(scenario, plan), "CCC")
    before = {words for words, *_ in said(of(QUARTET, "CCC"))}
    assert {words for words, *_ in said(own)} == before - gone


def test_long_lists_and_names_are_cut_where_it_shows() -> None:
    codes = [f"L{at}" for at in range(8)]
    view = scene(
        lines=tuple(line(code, name=f"{code} {'x' * 300}") for code in codes),
        access=tuple(access(code, "A", permitted=False, legal_basis="y" * 300) for code in codes),
    )
    (barred,) = laws(of(view))
    assert barred.things.endswith("… and 2 more")
    assert len(barred.things) < 400
    assert len(barred.basis) == 160
    assert barred.basis.endswith("…")


@pytest.mark.parametrize(
    ("families", "words"),
    [
        (("budget",), "No crew or pledge of its own holds it back."),
        (("budget", "personnel"), "No pledge of its own holds it back."),
        (("budget", "personnel", "pledges"), ""),
    ],
)
def test_nothing_is_claimed_of_what_is_ignored(families: tuple[str, ...], words: str) -> None:
    view = bought(1)
    own = of(view_of(without(view.scenario, *families), view.plan))
    vars(own.alliance)["limits"] = ()
    assert bounds(own) == words
