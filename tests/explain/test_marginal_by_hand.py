"""What limits are worth in scenarios whose plans are known by hand."""

from allocator.domain.scenario import Scenario
from allocator.explain.marginal.ranked import Ranked, ranked
from allocator.explain.marginal.trial import JUDGED, Stand
from allocator.explain.marginal.worth import Marginals, Worth
from tests import scenarios as make
from tests.explain.test_marginal import marginals, search, solved


def short_of_money() -> Scenario:
    """Eight units at EUR 3 million are required; A may pay for three and B for two and a half."""
    return make.tiny(
        policy=make.policy(concentration_cap=10_000),
        budgets=(make.budget("A", ceiling=9_000), make.budget("B", ceiling=7_500)),
        required=8,
        lines=(make.line("L", host="A", unit_price=3_000),),
        line_rates=make.rates("L", 10),
    )


def cell(found: Marginals, kind: str, *key: str) -> Worth:
    (worth,) = (each for each in found.worths if each.reached.stipulation.name == (kind, key))
    return worth


def test_a_ceiling_by_hand() -> None:
    """Three million more for A, or half of that and more for B, buy one unit; 5 and 10 % none."""
    scenario = short_of_money()
    plan = solved(scenario)
    assert plan is not None
    found = marginals(scenario, plan)
    worth = cell(found, "ceiling", "A", "2026")
    assert worth.steps.looser == (9_450, 9_900, 12_000)
    assert worth.steps.tighter == (6_000,)
    unit = worth.base.values[0] - worth.stands[12_000].values[0]
    assert unit == worth.stands[6_000].values[0] - worth.base.values[0] > 0
    assert worth.stands[9_450] == worth.stands[9_900] == worth.base
    assert worth.base.missing == (("TANK", "2026", 3),)
    assert worth.stands[12_000].missing == (("TANK", "2026", 2),)


def test_steps_say_from_where_to_where_a_value_holds() -> None:
    scenario = short_of_money()
    plan = solved(scenario)
    assert plan is not None
    subject = search(scenario, plan)
    found, aims = subject.run(), subject.ground.aims
    cells = ranked(found, aims, [aim for aim in aims if aim in JUDGED])
    (one,) = (each for each in cells if each.stipulation.name == ("ceiling", ("A", "2026")))
    spans = [(step.first, step.last, step.own) for step in one.steps]
    assert spans == [(6_000, 6_000, False), (9_000, 9_900, True), (12_000, 12_000, False)]
    (up,) = (step for step in one.steps if step.first == 12_000)
    assert (up.certainty, up.won) == ("exact", (("TANK", "2026", 1),))
    assert up.gains[0].least == up.gains[0].found == up.gains[0].most > 0


def test_cells_worth_more_come_first() -> None:
    """By one useful unit: the cheapest step that wins anything beats those that win nothing."""
    scenario = short_of_money()
    plan = solved(scenario)
    assert plan is not None
    subject = search(scenario, plan)
    found, aims = subject.run(), subject.ground.aims

    def furthest(one: Ranked) -> int:
        step = one.at(one.worth.steps.looser[-1])
        return step.gains[0].found if step and step.gains else 0

    gains = [furthest(one) for one in ranked(found, aims, tuple(JUDGED))]
    assert gains == sorted(gains, reverse=True)
    assert gains[0] > 0


def test_what_is_not_proven_is_a_range() -> None:
    base = Stand("found", (10, 5, 100), (8, 5, 100))
    assert not base.same_as(base)
    assert not base.proven
    assert Stand.read(base.content()) == base
    assert Stand("none").same_as(Stand("none"))
    assert not Stand("unknown").same_as(Stand("unknown"))
