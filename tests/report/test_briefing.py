"""The briefing: its cards, and each sentence where it is true and where it must not appear."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

from allocator.domain.outcome import AimResult
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.report.book import tables
from allocator.report.briefing.words import sentences
from allocator.report.limits.limits import binding
from allocator.tables.column import Formula
from allocator.tables.table import Table
from tests.plans import duo_plan, over_years, plan
from tests.report.quartet import provenance, quartet, quartet_plan
from tests.report.reading import sheets, texts
from tests.report.test_limits import bought, market
from tests.report.views import view_of
from tests.scenarios import (
    MILLION,
    budget,
    capability,
    duo,
    holding,
    line,
    period,
    policy,
    rates,
    requirement,
    rule,
    state,
    support,
    tiny,
)


def said(scenario: Scenario, decided: Plan) -> tuple[str, ...]:
    view = view_of(scenario, decided)
    return sentences(view, binding(view))


def spoken(scenario: Scenario, **decisions: Any) -> str:
    return " ".join(said(scenario, plan(**decisions)))


def cards(scenario: Scenario, decided: Plan) -> dict[str, tuple[object, str]]:
    """Value and note of each card by its label."""
    labels = sheets(scenario, decided)["briefing"].labels
    heads, values, notes = (
        [label.value for label in labels if label.style == style]
        for style in ("card_label", "card_value", "card_note")
    )
    return {
        str(head): (value.value if isinstance(value, Formula) else value, str(note))
        for head, value, note in zip(heads, values, notes, strict=True)
    }


def page(scenario: Scenario | None = None, decided: Plan | None = None) -> Table:
    return sheets(scenario, decided)["briefing"]


def test_six_cards_with_their_figures() -> None:
    found = cards(quartet(), quartet_plan())
    assert list(found) == [
        "European share at the deadline (2027)",
        "Under the dependence cap in 2027",
        "Shortfalls left in 2027",
        "New money 2026–2028",
        "Largest burden, % of key money",
        "Gap to the proven bound",
    ]
    # Support of 2 satellites in 2027 is a quarter of the 8; the 4 of 2026 would be above the cap.
    assert found["Under the dependence cap in 2027"] == (
        "3 of 3",
        "at most 25 % from outside; 2026: 1 of 2",
    )
    assert found["Shortfalls left in 2027"][0] == "2 of 3"
    assert found["Shortfalls left in 2027"][1].endswith("is missing; 2026: 1; 2028: 2")


def test_a_card_names_the_gap_of_the_aims_that_make_headlines() -> None:
    value, note = cards(quartet(), quartet_plan())["Gap to the proven bound"]
    claimed = {aim.name: aim for aim in provenance(quartet(), quartet_plan()).aims}
    assert value == claimed["shortfall"].gap > 0
    assert note.startswith(
        "of the shortfall (0 % = proven the least possible); 5.26 % given up within its tolerance; "
        "largest burden "
    )
    assert "; money " in note


def test_nothing_is_claimed_where_nothing_was_searched() -> None:
    scenario, decided = duo(), duo_plan()
    silent = provenance(scenario, decided).model_copy(update={"aims": ()})
    labels = tables(scenario, decided, silent)[0].labels
    assert "nothing is proven of this plan" in [label.value for label in labels]
    only = provenance(scenario, decided).model_copy(
        update={"aims": (AimResult("cost", 4, 4, 2, 0.0),)}
    )
    labels = tables(scenario, decided, only)[0].labels
    assert "of the money (0 % = proven the least possible)" in [label.value for label in labels]


def test_small_money_is_told_in_millions() -> None:
    label = next(each for each in page(duo(), duo_plan()).labels if each.kind == "money")
    assert label.number_format == '"EUR "#,##0.0" m"'
    dear = market(lines=(line("L", unit_price=900 * MILLION),))
    label = next(each for each in page(dear, plan(**bought(2))).labels if each.kind == "money")
    assert label.number_format == '"EUR "#,##0.0," bn"'


def test_a_cap_of_a_capability_and_an_ignored_cap_are_told() -> None:
    own = market(capabilities=(capability(dependence_cap=1_000),))
    assert cards(own, plan())["Under the dependence cap in 2026"][1] == (
        "at most 100 % from outside, or a cap of their own"
    )
    off = market(policy=policy(families_off=("dependence",)))
    assert cards(off, plan())["Under the dependence cap in 2026"][1] == "the cap is ignored"


def test_states_with_one_burden_are_counted_not_named() -> None:
    alike = cards(duo(), duo_plan())["Largest burden, % of key money"]
    assert alike == (600, "A and B; smallest: 6.00 %, A and B")
    three = market(states=(state("A"), state("B"), state("C"), state("D")))
    one = cards(three, plan(**bought(1)))["Largest burden, % of key money"]
    assert one[1] == "A; smallest: 0.00 %, 3 states"


def test_charts_show_burdens_money_and_shares_live() -> None:
    titles = [chart.title for chart in page().charts]
    assert [title.split(":")[0] for title in titles] == [
        "Burden against key by state",
        "Investment by state and domain",
        "European share by domain, % of what is required",
    ]


def test_all_of_a_page_stands_within_its_columns() -> None:
    made = page()
    assert max(label.column + label.columns for label in made.labels) == len(made.widths)
    rows = [(label.row, label.row + label.rows) for label in made.labels if label.column >= 6]
    closing = sorted({span for span in rows if span[0] >= 33})
    assert all(before[1] <= after[0] for before, after in pairwise(closing))


# ---- Sentences, each where it is true and where it is not.


def test_every_requirement_is_met_or_the_gaps_are_named() -> None:
    met = said(duo(), duo_plan())
    assert "every requirement is met" in met[0]
    assert met[1] == "No limit keeps a requirement of the deadline from being met."
    one = spoken(market(), **bought(4))
    assert "every requirement is met" not in one
    assert "1 requirement is not met, the largest gap: TANK (96 % missing)" in one
    two = spoken(market(capabilities=(capability(), capability("MINE", name="Mines"))))
    assert "2 requirements are not met, the largest gaps: " in two


def test_canada_is_named_where_it_is_there() -> None:
    assert "the member states supply" in said(duo(), duo_plan())[0]
    with_canada = tiny(states=(state("CAN"), state("B")), required=1)
    assert "Europe and Canada supply" in said(with_canada, plan())[0]


LATE: dict[str, Any] = {
    "periods": (period("2026"), period("2027")),
    "lines": (line("L", lead_months=24),),
    "line_rates": rates("L", 10, 10),
}


@pytest.mark.parametrize(
    ("records", "decisions", "reason"),
    [
        (LATE, {}, "waits for orders that arrive too late"),
        ({"lines": (), "line_rates": ()}, {}, "has no line to buy from"),
        ({}, bought(10), "meets lines that are full"),
        (
            {"budgets": (budget("A", ceiling=5 * MILLION),)},
            bought(5),
            "could be bought, but not by states with money and posts left",
        ),
        (
            {"policy": policy(dependence_cap=1_000), "outside_support": (support(20),)},
            {"support": {("TANK", "2026"): 10}},
            "has outside support at its cap",
        ),
        (
            {"policy": policy(concentration_cap=500)},
            bought(5),
            "has states that may count for no more",
        ),
        (
            {"rules": (rule("LAW", "cap", value=5),)},
            bought(5),
            "meets nothing but rules of law and policy",
        ),
    ],
)
def test_what_stands_behind_the_only_shortfall(
    records: dict[str, Any], decisions: dict[str, Any], reason: str
) -> None:
    found = spoken(market(**records), **decisions)
    assert f"The requirement that is not met {reason}" in found
    assert reason not in spoken(market(), **bought(4))


def test_reasons_are_counted_where_several_are_short() -> None:
    kinds = (capability(), capability("MINE", name="Mines"), capability("SHIP", name="Ships"))
    found = spoken(market(capabilities=kinds), **bought(10))
    assert (
        "Of the 3 that are not met, 2 have no line to buy from and 1 meets lines that are full."
        in (found)
    )


def test_no_reason_is_made_up() -> None:
    found = spoken(market(), **bought(4))
    assert "No listed limit stands behind what is missing" in found
    assert "No listed limit" not in spoken(market(), **bought(10))


def test_who_bears_most_and_least() -> None:
    assert "All 2 states carry a burden of 6.00 % of key money" in spoken_of(duo(), duo_plan())
    rich = market(states=(state("A", name="Netherlands"), state("B")))
    one = spoken(rich, **bought(1))
    assert "The Netherlands carries the largest burden" in one
    assert "B the smallest (0.00 %)" in one
    assert "All 2 states" not in one


def test_states_that_share_an_extreme_are_counted() -> None:
    four = market(states=(state("A"), state("B"), state("C"), state("D")))
    found = spoken(four, delivered={**over_years(("A", "L"), 1), **over_years(("B", "L"), 1)})
    assert "2 states carry the largest burden" in found
    assert "2 states the smallest (0.00 %)" in found


def test_a_single_state_has_no_extremes() -> None:
    found = spoken(market(states=(state("A"),)), **bought(1))
    assert "A carries a burden of" in found
    assert "smallest" not in found


def test_a_plan_without_money_says_so_and_nothing_else_of_it() -> None:
    nothing = said(market(), plan())[2]
    assert nothing == "The plan asks no state for new money."
    assert "no state for new money" not in spoken(market(), **bought(1))


def test_ceilings_are_counted() -> None:
    spent = spoken(market(budgets=(budget("A", ceiling=5 * MILLION),)), **bought(5))
    assert "1 of 2 states uses up its ceiling in some period" in spent
    free = spoken(market(), **bought(5))
    assert "no state uses up its ceiling in any period" in free
    both = market(budgets=(budget("A", ceiling=MILLION), budget("B", ceiling=MILLION)))
    found = spoken(both, delivered={**over_years(("A", "L"), 1), **over_years(("B", "L"), 1)})
    assert "2 of 2 states use up their ceiling in some period" in found


def test_weak_figures_are_told_where_there_are_any() -> None:
    assert "of the new money rests on figures of low or unstated confidence" in spoken_of(
        quartet(), quartet_plan()
    )
    sure = tiny(
        required=8,
        holdings=(holding("A", 8),),
        requirements=(requirement(8),),
    )
    assert "confidence" not in spoken(sure, contribution=over_years(("A", "TANK"), 8))


def spoken_of(scenario: Scenario, decided: Plan) -> str:
    return " ".join(said(scenario, decided))


def test_the_page_holds_the_sentences_and_the_marking() -> None:
    found = texts(page())
    assert set(said(quartet(), quartet_plan())) <= set(found)
    assert any("RESTRICTED & MARKED" in text for text in found)


def test_figures_of_the_cards_are_exact() -> None:
    found = cards(quartet(), quartet_plan())
    share = found["European share at the deadline (2027)"][0]
    assert isinstance(share, Fraction)
    assert found["New money 2026–2028"][0] == sum(
        view_of(quartet(), quartet_plan()).ledger.new_money.values()
    )
