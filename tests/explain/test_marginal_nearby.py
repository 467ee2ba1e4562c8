"""What follows from what is known is not decided anew around a plan, and follows rightly."""

import pytest

from allocator.domain.scenario import Scenario
from allocator.engine.area import Area
from allocator.engine.local import Surroundings
from allocator.engine.watch import Watch
from allocator.explain.marginal.alike import alike
from allocator.explain.marginal.marginal import judged
from allocator.explain.marginal.nearby import Change, Resettle, Settle, Side
from allocator.explain.marginal.trial import Ground, Stand, Trial
from allocator.model.build import build
from tests.explain.test_marginal import solved
from tests.explain.test_marginal_by_hand import short_of_money

AREA = Area(("TANK",), (), ("A", "B"))


def ground(scenario: Scenario) -> Ground:
    plan = solved(scenario)
    assert plan is not None
    return Ground(judged(scenario), plan)


def of(figure: int, state: str = "A") -> Trial:
    return Trial("ceiling", (state, "2026"), figure)


def decided(here: Ground, trial: Trial, side: Side, *nearer: int) -> Stand:
    (base,) = Settle(here, AREA, 0)(Watch())
    change = Change((trial,), side, AREA, base, nearer)
    (stand,) = Resettle(here, (change,), 0)(Watch())
    return stand


def around(here: Ground, *trials: Trial) -> Surroundings:
    return Surroundings.of(build(here.with_figures(trials)), here.plan)


@pytest.mark.parametrize(("figure", "same"), [(9_450, True), (11_999, True), (12_000, False)])
def test_rows_are_alike_as_far_as_a_figure_lets_nothing_more_through(
    figure: int, same: bool
) -> None:
    """Units cost three million each: A pays for three of them with 9 as with 11.999."""
    here = ground(short_of_money())
    assert alike(around(here), around(here, of(figure)), AREA) == same


def test_a_figure_that_lets_nothing_more_through_is_worth_nothing_with_all_before_it() -> None:
    here = ground(short_of_money())
    (base,) = Settle(here, AREA, 0)(Watch())
    stand = decided(here, of(11_000), "looser", 9_450, 10_000)
    assert stand.same_as(base)
    assert stand.holds_at == (9_450, 10_000)


def test_a_plan_is_the_best_with_every_nearer_figure_with_which_it_holds() -> None:
    """The fourth unit takes 12 of A's 13 million, so that it is there with 12 and not with 11."""
    here = ground(short_of_money())
    stand = decided(here, of(13_000), "looser", 11_000, 12_000, 12_500)
    assert stand.missing == (("TANK", "2026", 2),)
    assert stand.holds_at == (12_000, 12_500)
    assert stand.same_as(decided(here, of(12_000), "looser"))


@pytest.mark.parametrize(("figure", "missing"), [(7_000, 3), (6_000, 3), (5_999, 4)])
def test_less_room_is_worth_nothing_where_the_best_without_it_holds(
    figure: int, missing: int
) -> None:
    """B pays for two units with 7.5 million, and with no less than six."""
    here = ground(short_of_money())
    (base,) = Settle(here, AREA, 0)(Watch())
    stand = decided(here, of(figure, "B"), "tighter")
    assert stand.missing == (("TANK", "2026", missing),)
    assert stand.same_as(base) == (missing == 3)
    assert Stand.read(stand.content()) == stand
