"""What comes of a plan if nobody decides anything anew.

The past stands, what is ordered comes as soon as lines can deliver it, and nothing goes beyond what
was planned. As much of the plan as possible is held, the sooner and dearer the more (the aim
`change_size`), then as little is short as can be.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from allocator.domain.outcome import ElasticRow, Solved
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.domain.violation import Violation
from allocator.engine.way import is_whole
from allocator.errors import VerificationError
from allocator.model.build import build
from allocator.study.held.ordered import Least
from allocator.study.track.fixed import Fixed, Fixing, Impossible
from allocator.study.track.following import following, going_on, is_as_planned
from allocator.study.track.impossible import below_minimum
from allocator.study.track.means import Means
from allocator.study.track.past import Past, within_crews
from allocator.study.track.search import (
    FIRST,
    in_force,
    limits,
    ordered_by,
    solved,
    with_aims,
    worth_of,
)
from allocator.study.track.signed import behind_orders, signed
from allocator.study.track.support import supported
from allocator.verify.verify import violations

HELD: AimName = "change_size"
YIELDING = frozenset({"footprint", "pooling", "leadership", "pledges"})
"""Families whose rows give way to what has happened, besides those that a first phase may break:
the money that comes back as work, sizes of pools. What lines, states and crews can do does not."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The plan as it goes on by itself."""

    plan: Plan
    broken: tuple[Violation, ...] = ()
    """Rules of the scenario that it breaks, because of what has happened."""
    given: tuple[ElasticRow, ...] = ()
    """Rows that had to give way, by how much."""
    late: tuple[ElasticRow, ...] = ()
    """Of what is ordered, what does not come by when it was planned."""
    unlike: tuple[ElasticRow, ...] = ()
    """Of what is not confirmed, what cannot have been as planned."""
    as_planned: bool = False
    """Whether the plan goes on as it is."""
    proven: bool = True
    """Whether no more of the plan could be held."""


def forecast(scenario: Scenario, plan: Plan, past: Past, means: Means) -> Forecast | Impossible:
    """The forecast of a plan of the scenario; or known figures that no plan can have.

    VerificationError where what is found breaks a rule that did not have to give way.
    """
    if is_as_planned(plan, past):
        return Forecast(plan, as_planned=True)
    near, stays = following(scenario, plan, past), signed(scenario, plan, past)
    slow = below_minimum(scenario, past)
    fixed = _fixed(_at_any_rate(scenario, slow), plan, past, means, near, stays)
    if isinstance(fixed, Impossible):
        return fixed
    whole = is_whole(fixed.model, means.way)
    outcome = solved(fixed.model, means, fixed.start, last=None if whole else HELD)
    found = outcome.plan if isinstance(outcome, Solved) else fixed.start
    if not whole:
        found = supported(fixed.model, found, plan)
    broken = violations(scenario, found)
    allowed = {row.family for row in fixed.given}
    if scenario.policy.burden_limit_in_force:
        allowed.add("burden")
    if slow:
        allowed.add("capacity")
    if unforeseen := tuple(each for each in broken if each.family not in allowed):
        raise VerificationError(unforeseen)
    held = isinstance(outcome, Solved) and outcome.aims[0].proven
    return Forecast(
        found,
        broken,
        fixed.given,
        behind_orders(stays, found),
        fixed.unlike,
        proven=fixed.proven and held,
    )


def _at_any_rate(scenario: Scenario, slow: Iterable[Violation]) -> Scenario:
    """The scenario in which lines that ran below their minimum rate may do so."""
    codes = {each.subject[0] for each in slow}
    return scenario.replaced(
        lines=tuple(
            line.model_copy(update={"min_rate": 0}) if line.code in codes else line
            for line in scenario.lines
        )
    )


def _fixed(
    scenario: Scenario, plan: Plan, past: Past, means: Means, near: Plan, stays: Least
) -> Fixed | Impossible:
    """The model of the forecast; rules of pools and of returning work give way only where there is
    no plan with the past otherwise."""
    asked = with_aims(
        within_crews(scenario, past).replaced(plan_in_force=in_force(plan)),
        (HELD, FIRST),
        burden_limit_in_force=False,
        tolerances=(),
    )
    model = ordered_by(build(with_aims(asked, (FIRST,))), asked)
    most, worth = limits(going_on(scenario, plan, past)), worth_of(scenario, plan)
    fixing = Fixing(model, past, stays, means, most, worth=worth)
    fixed = fixing.fixed(near)
    if isinstance(fixed, Impossible):
        return replace(fixing, yielding=YIELDING).fixed(near)
    return fixed
