"""A plan held against its actuals: everything that is told of it."""

from allocator.domain.actuals import Actuals
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.study.held.promises import eased, is_promise, order_words
from allocator.study.track.causes import chains
from allocator.study.track.figures import figures
from allocator.study.track.fixed import Impossible
from allocator.study.track.forecast import Forecast, forecast
from allocator.study.track.means import Means
from allocator.study.track.names import row_words
from allocator.study.track.past import past_of
from allocator.study.track.told import Tracked
from allocator.study.track.variance import variances
from allocator.verify.verify import violations


def tracked(scenario: Scenario, plan: Plan, actuals: Actuals, means: Means) -> Tracked | Impossible:
    """What there is to tell of a plan of the scenario; or known figures that no plan can have."""
    past = past_of(scenario, plan, actuals)
    coming = forecast(scenario, plan, past, means)
    if isinstance(coming, Impossible):
        return coming
    rows = variances(scenario, plan, actuals, past, coming.plan)
    return Tracked(
        scenario,
        plan,
        past,
        coming,
        rows,
        chains(scenario, plan, coming.plan, rows),
        figures(scenario, plan, actuals, past, coming.plan),
        given_words(scenario, coming),
        tuple(order_words(coming.late)),
        tuple(row_words(coming.unlike)),
    )


def given_words(scenario: Scenario, coming: Forecast) -> tuple[str, ...]:
    """What gives way to what has happened."""
    left, told = eased(scenario, filter(is_promise, coming.given))
    words = dict.fromkeys(told)
    # A promise that is told in words is not told again as the rule that it breaks.
    still = set(violations(left, coming.plan)) if words else set(coming.broken)
    words |= dict.fromkeys(str(each) for each in coming.broken if each in still)
    return tuple(words)
