"""What is proven of the aims of a re-plan, whose searches took them in another order."""

from dataclasses import replace

from allocator.accounts.aims import AIM_VALUES
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import AimResult, Solved
from allocator.domain.plan import Plan
from allocator.domain.policy import STEADINESS
from allocator.domain.scenario import Scenario
from allocator.engine.linear_bound import box_bound
from allocator.model.model import Model
from allocator.study.track.search import FIRST


def answered(scenario: Scenario, model: Model, found: Solved, least: AimResult) -> Solved:
    """The plan with what is proven of each aim, in the scenario's order.

    Of the shortfall that is what was proven before anything was held; of aims that were not
    improved what the bounds of variables say.
    """
    ledger, known = Ledger(scenario, found.plan), {aim.name: aim for aim in found.aims}
    results = []
    for aim in scenario.aims:
        value = AIM_VALUES[aim](ledger)
        if aim == FIRST:
            results.append(replace(least, value=value))
        elif aim in known:
            results.append(replace(known[aim], value=value))
        else:
            bound = min(value, box_bound(model.program, model.aims[aim]))
            results.append(AimResult(aim, value, value, bound, 0.0))
    return Solved(found.plan, tuple(results), reproducible=found.reproducible)


def as_it_is(scenario: Scenario, plan: Plan) -> Solved:
    """The old plan, of which nothing is claimed but that it changes nothing."""
    ledger, results = Ledger(scenario, plan), []
    for aim in scenario.aims:
        value = AIM_VALUES[aim](ledger)
        bound = value if aim in STEADINESS else min(value, 0)
        results.append(AimResult(aim, value, value, bound, 0.0))
    return Solved(plan, tuple(results), reproducible=True)
