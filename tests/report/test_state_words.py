"""Sentences on one state: each kind where it is true, and not where it is not."""

from typing import Any

import pytest

from allocator.report.state.burden_words import neighbours, pays
from allocator.report.state.view import Alliance, StateView, Work
from allocator.report.state.words import (
    buys,
    decides,
    gives,
    grows,
    industry,
    leaves,
    pools,
    state_sentences,
)
from allocator.report.view import View
from tests.plans import over_years
from tests.report.scenes import bought, held, pooled, scene
from tests.report.views import QUARTET
from tests.scenarios import (
    MILLION,
    capability,
    component,
    holding,
    line,
    member,
    policy,
    pool,
    rates,
    state,
    work_share,
    years,
)


def of(view: View, code: str = "A") -> StateView:
    return StateView(Alliance(view), code)


def test_gives_at_the_deadline() -> None:
    assert gives(of(held(10, 4))) == (
        "At the deadline (2026) A stands behind the only capability that is needed: TANK (40 % of "
        "the need)."
    )
    assert gives(of(QUARTET, "AAA")) == (
        "At the deadline (2027) =SUM(A1:A9) stands behind 2 of the 3 capabilities that are needed: "
        "Satellites (45 % of the need) and Tanks (23 %)."
    )


def test_gives_nothing() -> None:
    assert gives(of(held(10, 4), "B")) == "B gives nothing that counts at the deadline (2026)."


def test_gives_later_only_or_more() -> None:
    def given(*units: int) -> str:
        decided = {"contribution": over_years(("A", "TANK"), *units)}
        rules = policy(deadline_period="2026")
        found = scene(decided, policy=rules, periods=years(2), required=9, holdings=(HELD,))
        return gives(of(found))

    assert given(0, 3) == (
        "A gives nothing that counts at the deadline (2026); by 2027 it stands behind one "
        "capability: TANK (33 % of the need)."
    )
    assert given() == "A gives nothing that counts at the deadline (2026), nor by 2027."
    assert "by 2027" not in given(3, 3)


HELD = holding("A", 9)


def test_names_with_an_article() -> None:
    kingdom = state("A", name="United Kingdom")
    assert gives(of(held(10, 0, states=(kingdom, state("B"))))).startswith("The United Kingdom ")
    assert " the United Kingdom stands" in gives(of(held(10, 1, states=(kingdom, state("B")))))


def test_above_all_where_there_is_more() -> None:
    codes = ("C1", "C2", "C3", "C4")
    view = scene(
        {"contribution": {("A", code, "2026"): at for at, code in enumerate(codes, 1)}},
        capabilities=tuple(capability(code) for code in codes),
        holdings=tuple(holding("A", 9, code) for code in codes),
        required=10,
    )
    assert "above all C4 (40 % of the need), C3 (30 %) and C2 (20 %)." in gives(of(view))


def test_buys() -> None:
    assert buys(of(bought(0, 0))) == "It buys nothing under this plan."
    assert buys(of(bought(3, 0))) == "It buys from one production line: L from A (EUR 3.0 million)."
    assert buys(of(QUARTET, "AAA")) == (
        "It buys from 2 production lines in 2 countries for EUR 101.1 million, 21 % of it at home: "
        "SAT_C from the USA (EUR 79.8 million) and TANK_A from =SUM(A1:A9) (EUR 21.3 million)."
    )


def test_buys_from_many_lines_in_one_country() -> None:
    codes = ("L1", "L2", "L3", "L4")
    view = scene(
        {"delivered": {("B", code, "2026"): at for at, code in enumerate(codes, 1)}},
        lines=tuple(line(code) for code in codes),
        line_rates=tuple(rate for code in codes for rate in rates(code, 9)),
    )
    assert buys(of(view, "B")) == (
        "It buys from 4 production lines in one country for EUR 10.0 million: above all L4 from A "
        "(EUR 4.0 million), L3 from A (EUR 3.0 million) and L2 from A (EUR 2.0 million)."
    )


def test_grows() -> None:
    assert grows(of(QUARTET, "AAA")) == (
        "It puts EUR 15.6 million into the growth of production: component CHIP and TANK_A."
    )
    assert grows(of(QUARTET, "BBB")) == ""


def test_pools() -> None:
    assert pools(of(QUARTET, "BBB")) == "It is in no pool."
    assert pools(of(QUARTET, "CCC")) == "It is in one pool: Sky pool (13 % of the shares)."
    assert pools(of(QUARTET, "AAA")) == (
        "It is in one pool, Sky pool (60 % of the shares), and leads it as framework nation."
    )
    assert pools(of(pooled("A", "A"))) == (
        "It is in 2 pools: P0 (none of the shares) and P1 (none of the shares); as framework "
        "nation it leads all of them."
    )


def test_leads_some_of_its_pools() -> None:
    view = scene(
        {"join": {("A", "P"): 1, ("A", "Q"): 1}, "lead": {("A", "Q"): 1}},
        pools=(pool("P", stock_lots=1), pool("Q")),
        pool_members=(member("P", "A", shares_today=4), member("Q", "A")),
        lines=(line(),),
    )
    assert pools(of(view)) == (
        "It is in 2 pools: P (40 % of the shares) and Q (none of the shares); as framework nation "
        "it leads Q."
    )


def test_industry() -> None:
    assert industry(of(QUARTET, "CCC")) == "No work falls to its industry."
    assert industry(of(QUARTET, "BBB")) == (
        "Its industry gets work worth EUR 16.0 million, 100 % of the EUR 16.0 million it pays to "
        "industry."
    )
    assert industry(of(QUARTET, "AAA")) == (
        "Its industry gets work worth EUR 41.5 million, 36 % of the EUR 116.8 million it pays to "
        "industry, EUR 16.9 million less than is asked for; its only customer abroad is @Δelta."
    )


def test_industry_that_lacks_work_or_has_many_customers() -> None:
    half = policy(return_rate=5_000, return_rule="elastic")
    shares = (work_share("L", "C", 10_000),)
    view = bought(1, 2, 0, work_shares=shares, policy=half)
    assert industry(of(view)) == "No work falls to its industry."
    assert industry(of(view, "C")) == (
        "Its industry gets work worth EUR 3.0 million; its largest customers abroad are B and A."
    )
    poor = bought(8, 1, 0, work_shares=(work_share("L", "A", 1),), policy=half)
    assert "EUR 4.0 million less than is asked for" in industry(of(poor))


def test_pays() -> None:
    assert pays(of(bought(9, 9, 0, price=20 * MILLION))) == (
        "It pays EUR 180.0 million over 2026, 50.0 % of all new money, where its key is 33.3 %; "
        "its burden is 0.18 % of its key money, that of all states together 0.12 %; it shares the "
        "largest with one other."
    )
    assert pays(of(bought(9, 0, price=20 * MILLION))).endswith("; it bears the largest.")
    assert pays(of(bought(8, 9, 9, price=20 * MILLION))).endswith("; 2 states bear more.")
    assert pays(of(bought(8, 9, 0, price=20 * MILLION))).endswith("; one state bears more.")
    assert pays(of(bought(0, 0))) == (
        "It pays nothing over 2026, where its key is 50.0 % of all new money; its burden is 0.00 % "
        "of its key money, that of all states together 0.00 %."
    )


def test_pays_without_a_key_or_by_effort() -> None:
    keyless = (state("A", gdp=0), state("B"))
    assert pays(of(bought(2, 0, states=keyless))) == (
        "It pays EUR 2.0 million over 2026 and has no part in the burden key."
    )
    assert "pays nothing" in pays(of(bought(0, 2, states=keyless)))
    effort = bought(2, 0, policy=policy(burden_measure="effort"))
    assert "its burden, baseline effort and new money together, is 0.01 %" in pays(of(effort))


@pytest.mark.parametrize(
    ("lots", "words"),
    [
        ((5, 5, 5), "B and C bear as much."),
        ((5, 9, 5), "B bears more; C as much."),
        ((5, 9, 1), "B bears more; C less."),
        ((5, 1, 1), "B and C bear less."),
    ],
)
def test_neighbours(lots: tuple[int, ...], words: str) -> None:
    view = bought(*lots, price=20 * MILLION)
    assert neighbours(of(view)) == f"Of the states nearest in key money, {words}"


def test_neighbours_are_those_of_the_region() -> None:
    states = (state("A", region="North"), state("B"), state("C", region="North"))
    assert neighbours(of(bought(1, 1, 1, states=states))) == (
        "Of its neighbours (North), C bears as much."
    )
    assert neighbours(of(bought(1, states=(state("A"),)))) == ""
    assert neighbours(of(bought(0, 1, states=(state("A", gdp=0), state("B"))))) == ""


def test_leaves() -> None:
    assert leaves(of(QUARTET, "AAA")) == (
        "What the plan adds costs EUR 2.8 million a year to run after 2028 and takes 33 extra "
        "posts."
    )
    assert leaves(of(QUARTET, "BBB")) == (
        "What the plan adds costs EUR 0.4 million a year to run after 2028."
    )
    assert leaves(of(scene({"crews": over_years(("A",), 1)}))) == (
        "What the plan adds takes one extra post."
    )
    assert leaves(of(bought(1))) == ""


def test_decides() -> None:
    assert decides(of(bought(0))) == "It has nothing to decide or to order."
    assert decides(of(bought(4))) == (
        "It has one decision to take, by January 2026: to order 4 × unit (L, A)."
    )
    assert decides(of(pooled("A", "A"))) == (
        "It has 2 decisions to take, all by January 2026, such as to lead P0."
    )
    assert decides(of(QUARTET, "CCC")) == (
        "It has 2 decisions to take: the first, by January 2026, is to join Sky pool; the last is "
        "due by January 2027."
    )
    assert decides(of(QUARTET, "AAA")).startswith(
        "It has 8 decisions to take: 2 of them by January 2026, such as to lead Sky pool; the last"
    )


def test_components_that_it_makes_grow_are_named() -> None:
    fields: dict[str, Any] = {"step": 1_000, "step_cost": 10, "max_steps": 1}
    view = scene(
        {
            "component_expansion": over_years(("K", "A"), 1),
            "component_funding": over_years(("A", "K", "A"), 10),
        },
        components=(component("K", 1, host="A", **fields),),
        lines=(line(),),
    )
    assert grows(of(view)) == (
        "It puts EUR 0.010 million into the growth of production: component K."
    )
    assert "to pay for the growth of component K (EUR 0.010 million)" in decides(of(view))


def test_every_sentence_is_one() -> None:
    """It begins large, ends with a stop, and says nothing twice."""
    for code in QUARTET.states:
        said = state_sentences(QUARTET, code)
        assert len(set(said)) == len(said) >= 8
        for sentence in said:
            assert sentence.endswith(".")
            assert "  " not in sentence
            assert ".." not in sentence
        assert said == state_sentences(QUARTET, code, Alliance(QUARTET))


def test_customers_are_ranked_by_what_they_pay_after_rebates() -> None:
    own = of(bought(1, 2, 3, work_shares=(work_share("L", "A", 10_000),)))
    source = own.work[0].source
    back = Work(source, "C", -20_000 * MILLION)
    vars(own.alliance)["work"] = {"A": (*own.work, back)}
    assert industry(own).endswith("; its largest customers abroad are B and C.")
