"""The sentences below the panels: on plans where they are true, and only there."""

from allocator.report.figure_text import label_text
from allocator.report.limits.limits import binding
from allocator.report.numbers import per_cent
from allocator.report.proof import GAP
from allocator.report.slides.burden import burden_slide
from allocator.report.slides.cover import cover_slide
from allocator.report.slides.coverage import coverage_slide
from allocator.report.slides.decisions import decisions_slide
from allocator.report.slides.dependence import dependence_slide
from allocator.report.slides.domains import domains_slide
from allocator.report.slides.gaps import missing_slide
from allocator.report.slides.pools import pools_slide
from allocator.report.slides.proof import proof_slide
from allocator.report.slides.work import footprint_slide
from allocator.report.view import View
from tests.properties.trait_what_if import without
from tests.report.reading import sheets
from tests.report.scenes import bought, held, pooled, scene
from tests.report.views import DUO, QUARTET
from tests.scenarios import (
    MILLION,
    capability,
    holding,
    policy,
    requirement,
    state,
    support,
    work_share,
    years,
)


def over_two_years(given: tuple[int, int], helped: tuple[int, int]) -> View:
    """Tanks of A and of others in the year of the deadline and in the one after; four are asked."""
    decided = {
        "contribution": {("A", "TANK", str(2026 + at)): n for at, n in enumerate(given) if n},
        "support": {("TANK", str(2026 + at)): n for at, n in enumerate(helped) if n},
    }
    return scene(
        decided,
        required=4,
        periods=years(2),
        policy=policy(deadline_period="2026"),
        holdings=(holding("A", 9),),
        outside_support=tuple(support(4, period=str(2026 + at)) for at in range(2)),
    )


def test_support_and_shortage_are_followed_over_time() -> None:
    better = coverage_slide(over_two_years((1, 4), (2, 0))).sentences
    assert better == (
        "At the deadline (2026) the member states supply 25.0 % of what is required, outside "
        "support 50.0 %; 25.0 % is missing.",
        "Outside support falls from 50.0 % of what is required in 2026 to 0.0 % in 2027.",
        "One capability is short at the deadline, none in 2027.",
    )
    worse = coverage_slide(over_two_years((3, 1), (1, 2))).sentences
    assert worse[1:] == (
        "Outside support rises from 25.0 % of what is required in 2026 to 50.0 % in 2027.",
        "No capability is short at the deadline, 1 in 2027.",
    )
    same = coverage_slide(over_two_years((1, 1), (1, 1))).sentences
    assert len(same) == 1


def test_one_period_has_no_trend() -> None:
    assert coverage_slide(DUO).sentences == (
        "At the deadline (2026) the member states supply all of what is required.",
    )
    assert coverage_slide(held(0, 0)).sentences == ()


def test_domains_that_gain_and_lose() -> None:
    assert domains_slide(QUARTET).sentences == (
        "Most is gained in space: 50.0 % in 2026, 75.0 % in 2028.",
        "Most is lost in land: 57.5 % in 2026, 25.0 % in 2028.",
    )
    gained = domains_slide(over_two_years((1, 4), (0, 0))).sentences
    assert gained == ("Most is gained in land: 25.0 % in 2026, 100.0 % in 2027.",)
    assert domains_slide(over_two_years((1, 1), (0, 0))).sentences == ()
    assert domains_slide(DUO).sentences == ()


def test_who_rests_most_on_outside_support_and_where_more_is_on_offer() -> None:
    told = dependence_slide(held(4, 2, 1)).sentences
    assert told == ("Outside support weighs most in TANK (25 % of the requirement).",)
    barred = scene(
        {"support": {("TANK", "2026"): 1}},
        required=4,
        policy=policy(dependence_cap=2_500),
        outside_support=(support(3),),
    )
    assert dependence_slide(barred).sentences[1] == (
        "More is on offer than the cap lets in for TANK, which stays short."
    )
    assert dependence_slide(held(4, 4)).sentences == ()


def test_a_missing_period_after_the_deadline_is_looked_at() -> None:
    view = over_two_years((4, 3), (0, 0))
    slide = missing_slide(view, binding(view))
    assert slide.tables[0].title == "Missing in 2027, and what stands in the way"
    assert slide.tables[0].rows == (("TANK", "unit", "1", "4", "25.0 %", "No line makes it"),)
    assert slide.sentences == ("In one case no line makes it.",)
    assert missing_slide(DUO, ()).panels == ()


def test_who_pays_above_and_below_its_key_and_who_is_at_a_ceiling() -> None:
    view = bought(3, 1)
    assert burden_slide(view, binding(view)).sentences == (
        "Of all new money A pays 75.0 %, 25.0 points more than its key share, and B 25.0 %, 25.0 "
        "points less.",
    )
    assert burden_slide(DUO, binding(DUO)).sentences == ()
    capped = bought(9, 9, price=20 * MILLION, states=(state("A", burden_ceiling=18), state("B")))
    told = burden_slide(capped, binding(capped)).sentences
    assert told == ("A is at the burden ceiling that policy sets.",)
    judged = without(capped.scenario, "burden")
    freed = View(judged, capped.plan, capped.provenance)
    assert burden_slide(freed, binding(freed)).sentences == ()


def test_a_state_that_pays_nothing_is_not_said_to_pay_more() -> None:
    assert burden_slide(bought(0), ()).sentences == ()
    assert burden_slide(bought(0, 0), ()).sentences == ()
    told = burden_slide(bought(0, 4), ()).sentences[0]
    assert told.endswith(
        "B pays 100.0 %, 50.0 points more than its key share, and A 0.0 %, 50.0 points less."
    )


def test_work_beside_money() -> None:
    assert footprint_slide(bought(1, 3)).sentences == (
        "A receives EUR 3.0 million more work than it pays for, B EUR 3.0 million less.",
    )
    assert footprint_slide(bought(4)).sentences == ()
    abroad = bought(4, work_shares=(work_share("L", "A", 5_000),))
    assert footprint_slide(abroad).sentences == (
        "A receives EUR 2.0 million less work than it pays for.",
    )
    lacking = bought(
        4,
        work_shares=(work_share("L", "A", 2_500),),
        policy=policy(return_rate=5_000, return_rule="elastic", return_price=1_000),
    )
    assert footprint_slide(lacking).sentences[1] == (
        "EUR 1.0 million of the return is missing: A (EUR 1.0 million)."
    )
    judged = without(lacking.scenario, "footprint")
    told = footprint_slide(View(judged, lacking.plan, lacking.provenance)).sentences
    assert not any("missing" in sentence for sentence in told)


def test_who_is_in_no_pool() -> None:
    assert pools_slide(pooled("A", "B")).sentences == ("C is in none of them.",)
    assert pools_slide(pooled("A", "B", "C")).sentences == (
        "Every state is in at least one of them.",
    )
    assert pools_slide(pooled()).sentences == ()


def test_later_decisions() -> None:
    assert decisions_slide(QUARTET).sentences == (
        "The last is due by January 2028; together all 11 commit EUR 213.4 million.",
    )
    assert decisions_slide(DUO).sentences == ()


def test_what_the_plan_rests_on() -> None:
    given_up, *told = proof_slide(QUARTET).sentences
    assert given_up.startswith("Given up for later aims, within the tolerances set: ")
    assert " of the shortfall" in given_up
    assert told == [
        "The same input, effort (quick) and seed (7) give the same plan again, on any number of "
        "cores.",
        "33 % of the new money rests on figures of low or unstated confidence.",
    ]
    assert proof_slide(DUO).sentences[-1] == (
        "All of the new money rests on figures of low or unstated confidence."
    )
    stopped = QUARTET.provenance.model_copy(update={"reproducible": False})
    told = proof_slide(View(QUARTET.scenario, QUARTET.plan, stopped)).sentences
    assert told[1] == "A clock or the user ended the search: the same input may give another plan."
    assert len(proof_slide(held(4, 4)).sentences) == 1


def test_the_cover_states_what_matters_most() -> None:
    slide = cover_slide(QUARTET, ("One", "Another"))
    assert slide.sentences[1:] == ("One.", "Another.")
    figures = {figure.label: figure.value for figure in slide.figures}
    assert figures["Requirements met"] == "1 of 3"
    assert figures["New money 2026–2028"] == "EUR 223.5 million"
    assert figures[GAP] == per_cent(QUARTET.provenance.aims[0].gap, 2) == "5.26 %"


def test_the_headline_proof_is_that_of_the_briefing() -> None:
    for view in (QUARTET, DUO):
        labels = {
            style: texts_of(view, style) for style in ("card_label", "card_value", "card_note")
        }
        at = labels["card_label"].index(GAP)
        figure = cover_slide(view, ()).figures[-1]
        assert figure.value == labels["card_value"][at]
        assert labels["card_note"][at].startswith(figure.note)
    none = QUARTET.provenance.model_copy(update={"aims": ()})
    last = cover_slide(View(QUARTET.scenario, QUARTET.plan, none), ()).figures[-1]
    assert last.label == "Largest burden"


def texts_of(view: View, style: str) -> list[str]:
    """Labels of a style on the briefing, as a reader sees them."""
    labels = sheets(view.scenario, view.plan)["briefing"].labels
    return [label_text(label) for label in labels if label.style == style]


def test_several_shortages_are_listed_by_their_size() -> None:
    view = held(
        4,
        3,
        capabilities=(capability(), capability("SAT")),
        requirements=(requirement(4), requirement(4, "SAT")),
    )
    rows = missing_slide(view, binding(view)).tables[0].rows
    assert [row[0] for row in rows] == ["SAT", "TANK"]
