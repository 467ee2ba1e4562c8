"""A new plan from what has happened, with as little of the old one changed as can be.

The past and what is ordered stand. Where the old plan itself goes on, it stays row by row.
Otherwise the least shortfall that can still be reached is looked for; then no plan may leave more
short than that, or than was agreed where that is more, and of those the one that changes fewest
announced and other figures of the old plan is taken (aims `changes`, then `change_size`), then the
aims of the workbook count.
"""

from dataclasses import replace

from allocator.accounts.aims import AIM_VALUES
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import ElasticRow, Infeasible, Outcome, Solved, Undecided
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.engine.way import is_whole
from allocator.model.build import build
from allocator.study.track.fixed import Fixed, Fixing, Impossible, with_rows_kept
from allocator.study.track.following import following, is_as_planned
from allocator.study.track.kept import kept_rows
from allocator.study.track.means import Means
from allocator.study.track.past import within_crews
from allocator.study.track.replan_asked import STEADY_AIMS, Asked, Replanned
from allocator.study.track.replan_proofs import answered, as_it_is
from allocator.study.track.search import FIRST, no_more, ordered_by, solved, with_aims, worth_of
from allocator.study.track.signed import behind_orders
from allocator.verify.verify import violations

LAST_FREE: AimName = "cost"
"""Of a large program, the last aim that is looked at where no plan is in force; with the effort
quick, of a plan that is only compared, that is the shortfall."""
COMPARED = 0.4
"""Part of the effort quick for such a plan: it takes as long as the new plan itself otherwise."""


def replanned(asked: Asked, means: Means) -> Replanned | Impossible:
    """The new plan; or known figures that no plan of the scenario can have."""
    scenario = asked.scenario
    if not asked.keep and not asked.free and goes_on(asked):
        return Replanned(scenario, as_it_is(scenario, asked.old), stays=True)
    fixed = past_fixed(asked, means)
    if isinstance(fixed, Impossible):
        if fixed.proven:
            return fixed
        # Nothing is wrong with figures only because the search ended.
        return Replanned(scenario, Undecided(fixed.rows, not means.watch.ended))
    if fixed.given:
        return Replanned(scenario, _without_plan(fixed, means), fixed=fixed)
    kept, unkept = _kept(asked, fixed, means)
    outcome = _free(asked, kept, means) if asked.free else _best(asked, kept, means)
    late = fixed.late
    if isinstance(outcome, Solved):
        late = behind_orders(asked.signed, outcome.plan)
    # The price of keeping is that of kept states, too: the free plan has the past alone.
    return Replanned(scenario, outcome, False, late, fixed.unlike, unkept, fixed)


def free(asked: Asked, fixed: Fixed | None, near: Plan, means: Means) -> Outcome | Impossible:
    """The best plan as if no other were in force, with the same past and orders.

    It is searched from `near`, nothing of an aim is given up for the next, and so it is never worse
    than that in the order of the aims. `fixed` is the model with the past, where it is there.
    """
    policy = asked.scenario.policy
    scenario = with_aims(
        asked.scenario.replaced(plan_in_force=()), (), burden_limit_in_force=False, tolerances=()
    )
    scenario = with_aims(scenario, asked.order)
    if fixed is None or policy.burden_limit_in_force:
        found = past_fixed(replace(asked, scenario=scenario), means)
        if isinstance(found, Impossible):
            return found
        if found.given:
            return _without_plan(found, means)
        fixed = found
    model = ordered_by(fixed.model, scenario)
    quick = means.effort == "quick"
    most = FIRST if quick else LAST_FREE
    last: AimName | None = None if is_whole(model, means.way) else most
    return solved(model, means, near, last=last, part=COMPARED if quick else 1.0)


def goes_on(asked: Asked) -> bool:
    """Whether the old plan has the past, holds every row, and leaves no more short than agreed."""
    scenario, old = asked.scenario, asked.old
    return (
        is_as_planned(old, asked.past)
        and not violations(scenario, old)
        and AIM_VALUES[FIRST](Ledger(scenario, old)) <= asked.agreed
    )


def past_fixed(asked: Asked, means: Means) -> Fixed | Impossible:
    """The model of the scenario with the past and what is ordered."""
    scenario, past = asked.scenario, asked.past
    fixing = Fixing(
        build(within_crews(scenario, past)),
        past,
        asked.signed,
        means,
        worth=worth_of(scenario, asked.old),
    )
    return fixing.fixed(following(scenario, asked.old, past))


def _kept(asked: Asked, fixed: Fixed, means: Means) -> tuple[Fixed, tuple[ElasticRow, ...]]:
    """With the decisions of states that are to be kept, as far as they can be."""
    rows = kept_rows(asked.scenario, asked.old, asked.past, asked.keep)
    if not rows:
        return fixed, ()
    return with_rows_kept(fixed, rows, means)


def _without_plan(fixed: Fixed, means: Means) -> Infeasible | Undecided:
    """No plan keeps all promises with such a past, or none was found."""
    reproducible = not means.watch.ended
    if fixed.part > 0:
        return Infeasible(fixed.given, fixed.part, reproducible=reproducible)
    return Undecided(fixed.given, reproducible)


def _best(asked: Asked, fixed: Fixed, means: Means) -> Outcome:
    """The least shortfall, then the fewest changes that leave no more than is due."""
    scenario, model = asked.scenario, fixed.model
    whole = is_whole(model, means.way)
    strict = ordered_by(model, with_aims(scenario, (FIRST,), tolerances=()))
    enough = {FIRST: asked.agreed}
    first = solved(strict, means, fixed.start, last=FIRST, enough=enough)
    if not isinstance(first, Solved):
        return first
    least = first.aims[0]
    due = max(least.least, asked.agreed)
    after = ordered_by(no_more(model, FIRST, due), with_aims(scenario, (*STEADY_AIMS, FIRST)))
    # From the old plan's own successor where that leaves no more short: it is nearer.
    near = fixed.start
    if AIM_VALUES[FIRST](Ledger(scenario, near)) > due:
        near = first.plan
    held = STEADY_AIMS[-1] if scenario.plan_in_force else FIRST
    last: AimName | None = None if whole else held
    second = solved(after, means, near, last=last)
    if not isinstance(second, Solved):
        return second
    return answered(scenario, model, second, least)


def _free(asked: Asked, fixed: Fixed, means: Means) -> Outcome:
    """The best plan by the aims of the workbook."""
    model = fixed.model
    last: AimName | None = None if is_whole(model, means.way) else LAST_FREE
    found = solved(model, means, fixed.start, last=last)
    if not isinstance(found, Solved) or last is None:
        return found
    return answered(asked.scenario, model, found, found.aims[0])
