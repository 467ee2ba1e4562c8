"""Scenarios of which it is known by hand what one plan for all of them has to be."""

from allocator.domain.scenario import Scenario
from allocator.engine.joint.answer import Means
from allocator.engine.watch import Watch
from allocator.engine.way import Way
from allocator.study.robust.futures import Asked, Future
from allocator.study.robust.robust import Robust, Study
from tests import scenarios as make


def hedge(*, shut: bool = False, hostile: str = "") -> Scenario:
    """Two units to find in the second year, for 1,000 kEUR of A.

    L sells two for 500 each, at once; M one for 1,000, ordered a year ahead. Where L is shut only
    M helps. Who knows that L is open waits and buys two there; who knows that it is shut orders
    from M; who knows neither orders from M, as one missing is the least that can be had in both.
    """
    periods = make.years(2)
    first, last = (period.code for period in periods)
    return make.tiny(
        policy=make.policy(deadline_period=last, concentration_cap=10_000),
        periods=periods,
        states=(make.state("A", name=hostile or "A"), make.state("B")),
        lines=(
            make.line("L", host="A", unit_price=500, name=hostile or "L"),
            make.line("M", host="B", unit_price=1_000, lead_months=12),
        ),
        line_rates=(make.rate("L", 2_000, last), make.rate("M", 1_000, last)),
        requirements=(make.requirement(0, "TANK", first), make.requirement(2, "TANK", last)),
        budgets=(
            make.budget("A", first, ceiling=0),
            make.budget("B", first, ceiling=0),
            make.budget("A", last, ceiling=1_000),
            make.budget("B", last, ceiling=0),
        ),
        access=(make.access("L", "A", permitted=False),) if shut else (),
    )


def promised(*states: str, rate: int) -> Scenario:
    """M makes so many for the second year, ordered in the first; some states must have one each."""
    periods = make.years(2)
    first, last = (period.code for period in periods)
    return make.tiny(
        policy=make.policy(deadline_period=last, concentration_cap=10_000),
        periods=periods,
        states=tuple(make.state(code) for code in "ABC"),
        lines=(
            make.line("M", host="B", customers=("A", "B", "C"), unit_price=100, lead_months=12),
        ),
        line_rates=(make.rate("M", 1_000 * rate, last),),
        requirements=(make.requirement(0, "TANK", first), make.requirement(2, "TANK", last)),
        pledges=tuple(
            make.pledge("order", "M", "at_least", 1, state=state, period=last, row=2 + number)
            for number, state in enumerate(states)
        ),
    )


def studied(
    base: Scenario, period: str | None = None, way: Way = "auto", /, **futures: Scenario
) -> Robust:
    """One plan for these scenarios, with the first as the workbook stands."""
    asked = Asked.of(
        tuple(Future.of(name, scenario) for name, scenario in futures.items()),
        Future.of("base", base),
        period,
    )
    return Study(asked, Means("quick", Watch(), way=way), lambda _made, _needed: None).run()
