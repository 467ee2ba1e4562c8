from tests.plans import broken, over_years, plan, subjects
from tests.scenarios import capability, contract, holding, line, rates, tiny, years


def test_what_is_there_may_be_contributed() -> None:
    """Half of 5 is 2, one is contracted, two lots of 3 are delivered: 9 units."""
    scenario = tiny(
        capabilities=(capability(lot=3),),
        required=20,
        holdings=(holding("A", 5, available_share=5_000),),
        order_book=(contract("A", 1),),
        lines=(line("L"), line("M")),
        line_rates=rates("L", 9) + rates("M", 9),
    )
    lots = {("A", "L", "2026"): 1, ("A", "M", "2026"): 1}
    assert broken(scenario, plan(delivered=lots, contribution={("A", "TANK", "2026"): 9})) == set()
    assert broken(scenario, plan(delivered=lots, contribution={("A", "TANK", "2026"): 10})) == {
        "holdings"
    }


def test_lots_of_others_are_not_there() -> None:
    scenario = tiny(required=9, lines=(line(),), line_rates=rates("L", 9))
    theirs = plan(delivered={("B", "L", "2026"): 1}, contribution={("A", "TANK", "2026"): 1})
    assert subjects(scenario, theirs) == [("A", "TANK", "2026")]


def test_deliveries_are_not_undone() -> None:
    scenario = tiny(periods=years(3), lines=(line(),), line_rates=rates("L", 9, 9, 9))
    assert broken(scenario, plan(delivered=over_years(("A", "L"), 1, 2, 2))) == set()
    falling = plan(delivered=over_years(("A", "L"), 1, 2, 1))
    assert broken(scenario, falling) == {"holdings"}
    assert subjects(scenario, falling) == [("A", "L", "2028")]
