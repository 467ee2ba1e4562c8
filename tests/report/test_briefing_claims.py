"""The briefing claims nothing of what is ignored, given up within a tolerance, or not required."""

from allocator.domain.outcome import AimResult
from allocator.report.book import tables
from tests.plans import duo_plan, plan
from tests.properties.trait_what_if import without
from tests.report.quartet import provenance
from tests.report.reading import texts
from tests.report.test_briefing import page, said, spoken
from tests.report.test_limits import bought, market
from tests.scenarios import MILLION, budget, capability, duo, state, tiny


def test_a_gap_stands_beside_the_value_that_it_is_of() -> None:
    """The plan's largest burden is 1.34 %; its gap is that of the 1.32 % found in its turn."""

    def told(*aims: AimResult) -> str:
        scenario, decided = duo(), duo_plan()
        made = provenance(scenario, decided).model_copy(update={"aims": aims})
        labels = tables(scenario, decided, made)[0].labels
        return str([label.value for label in labels if label.style == "card_note"][-1])

    least = AimResult("shortfall", 4, 4, 4, 0.0)
    assert told(least, AimResult("spread", 134, 132, 66, 0.0)) == (
        "of the shortfall (0 % = proven the least possible); largest burden 50.0 % (in its turn "
        "1.32 %)"
    )
    assert told(AimResult("shortfall", 102, 100, 100, 0.0), AimResult("cost", 11, 10, 10, 0.0)) == (
        "of the shortfall (0 % = proven the least possible); least found proven, 2.00 % given up "
        "within its tolerance; money 0.0 % (10.00 % given up)"
    )
    assert "given up" not in told(least, AimResult("cost", 4, 4, 2, 0.0))


def test_an_optimum_of_which_some_was_given_up_is_none() -> None:
    def proof(value: int) -> str:
        scenario, decided = duo(), duo_plan()
        aims = (AimResult("cost", value, 4, 4, 0.0),)
        made = provenance(scenario, decided).model_copy(update={"aims": aims, "verdict": "optimal"})
        return " ".join(map(str, texts(tables(scenario, decided, made)[0])))

    assert "proven optimal" in proof(4)
    assert "proven optimal" not in proof(5)
    assert "some given up within tolerances" in proof(5)


def test_states_without_any_money_stand_behind_what_is_missing() -> None:
    scenario = duo()
    poor = tuple(row.model_copy(update={"ceiling": 0, "floor": 0}) for row in scenario.budgets)
    found = " ".join(said(scenario.replaced(budgets=poor), plan()))
    assert "No listed limit" not in found
    assert "not by states with money and posts left" in found


def test_nothing_is_claimed_of_ceilings_that_are_ignored() -> None:
    scenario = without(market(budgets=(budget("A", ceiling=MILLION),)), "budget")
    found = spoken(scenario, **bought(5))
    assert "ceilings are ignored" in found
    assert "uses up its ceiling" not in found


def test_one_reason_for_all_and_nothing_required() -> None:
    kinds = (capability("MINE", name="Mines"), capability("SHIP", name="Ships"))
    three = market(capabilities=(*kinds, capability("SUB")), lines=(), line_rates=())
    assert "All 3 that are not met have no line to buy from." in spoken(three)
    two = market(capabilities=kinds, lines=(), line_rates=())
    assert "Both that are not met have no line to buy from." in spoken(two)
    nothing = said(tiny(), plan())
    assert nothing[0] == "Nothing is required at the deadline (2026)."
    assert not any("met" in sentence for sentence in nothing)


def test_one_state_and_one_capability_are_counted_as_one() -> None:
    band = " ".join(map(str, texts(page(market(states=(state("A"),)), plan()))))
    assert "1 state · 1 capability ·" in band
