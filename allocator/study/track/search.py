"""Solves of models in which the past stands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from allocator.accounts.aims import AIM_VALUES
from allocator.accounts.ledger import Ledger
from allocator.domain.in_force import STEADY
from allocator.domain.outcome import Outcome
from allocator.domain.plan import Plan
from allocator.domain.plan_in_force import PlanRow
from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.engine.extension import held
from allocator.engine.solve import solve
from allocator.model.model import Model
from allocator.study.track.assumed import Row
from allocator.study.track.means import Means

FIRST: AimName = "shortfall"
STAYING: tuple[AimName, ...] = (FIRST, "spread", "cost", "reliance")


def in_force(plan: Plan) -> tuple[PlanRow, ...]:
    """The rows of a plan that steadiness looks at, as a plan in force that nobody has announced."""
    return tuple(
        PlanRow(decision=decision, codes=codes, value=value, announced=False)
        for decision in sorted(STEADY)
        for codes, value in sorted(getattr(plan, decision).items())
    )


def with_aims(scenario: Scenario, aims: Sequence[AimName], **settings: object) -> Scenario:
    """The scenario with these aims first, in this order; the others follow as they did."""
    rest = [aim for aim in scenario.policy.aims if aim not in aims]
    update = {"aims": (*aims, *rest), **settings}
    return scenario.replaced(policy=scenario.policy.model_copy(update=update))


def ordered_by(model: Model, scenario: Scenario) -> Model:
    """The same model with the aims, and tolerances, of a scenario that differs in these alone."""
    return replace(model, scenario=scenario, aims={aim: model.aims[aim] for aim in scenario.aims})


def no_more(model: Model, aim: AimName, most: int) -> Model:
    """The model with an aim at or below a value."""
    return replace(model, program=held(model.program, aim, model.aims[aim], most))


def solved(
    model: Model,
    means: Means,
    near: Plan,
    *,
    last: AimName | None = None,
    enough: Mapping[AimName, int] | None = None,
    part: float = 1.0,
) -> Outcome:
    """What the engine finds around a plan that the model holds, with so much of the effort."""
    return solve(
        model,
        effort=means.effort,
        seed=means.seed,
        workers=means.workers,
        last=last,
        observer=means.observer,
        stop=means.watch.over,
        way=means.way,
        near=near,
        enough=enough,
        part=part,
    )


def limits(plan: Plan) -> dict[Row, int]:
    """What a plan says of every decision that steadiness looks at."""
    return {
        (decision, codes): value
        for decision in STEADY
        for codes, value in getattr(plan, decision).items()
    }


def worth_of(scenario: Scenario, plan: Plan) -> dict[AimName, int]:
    """What a search near a plan is not to throw away while rows are mended."""
    ledger = Ledger(scenario, plan)
    return {aim: AIM_VALUES[aim](ledger) for aim in STAYING if aim in scenario.aims}
