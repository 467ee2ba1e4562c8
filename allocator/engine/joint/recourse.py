"""One scenario once the decisions of here and now are taken: the best that is left to do."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.engine.joint.answer import JOINT_AIMS, JointAim, Means, Together, Verdict
from allocator.engine.joint.here_and_now import MEMBERSHIPS, Decision, HereAndNow, Stated
from allocator.engine.joint.joint import Joint
from allocator.engine.joint.search import answered, begun, together
from allocator.engine.large import Large
from allocator.engine.processes import Processes
from allocator.engine.staircase import Staircase
from allocator.model.linear_form import IntArray
from allocator.model.model import Model


def recourse(
    model: Model,
    when: HereAndNow,
    stated: Stated,
    means: Means,
    *,
    bounds: Sequence[int] = (),
    start: Plan | None = None,
    last: JointAim = "all money",
) -> Together | Verdict:
    """The best plan of a scenario that has these decisions as they are stated.

    The options are those of `together`. A large program is searched as that of any scenario is,
    with a guide and a pass.
    """
    if any(impossible(model, stated)):
        return "infeasible"
    fixed = _with(model, when, stated)
    joint = Joint.of([fixed], when)
    given = () if start is None else (start,)
    if means.whole(joint):
        return together(joint, means, bounds=bounds, start=given, last=last)
    vector = begun(joint, means, given)
    if isinstance(vector, str):
        return vector
    return _guided(fixed, joint, joint.own(vector)[0], means, bounds, last)


def _guided(
    model: Model,
    joint: Joint,
    vector: IntArray,
    means: Means,
    bounds: Sequence[int],
    last: JointAim,
) -> Together:
    """The aims of the scenario in their order, from an assignment that holds every row."""
    budget, watch, seed = means.budget(joint), means.watch, means.seed
    with Processes(means.workers, watch) as processes:
        large = Large(model, vector, processes, budget, watch, seed)
        until: AimName | None = "shortfall" if last == "worst shortfall" else None
        staircase = Staircase(
            model, vector, budget, watch, lambda _: None, seed, large, None, until
        )
        least = max([staircase.climb()[0].bound, *bounds])
    known: dict[JointAim, int] = dict.fromkeys(JOINT_AIMS, 0)
    known["worst shortfall"] = known["all shortfalls"] = least
    return answered(joint, [model.plan(staircase.vector)], known)


def impossible(model: Model, stated: Stated) -> Iterator[Decision]:
    """Decisions that a scenario rules out by themselves."""
    for (name, codes), value in stated.items():
        number = model.decisions.entries[name].get(codes)
        if number is None or value > int(model.program.upper[number]):
            yield name, codes


def _with(model: Model, when: HereAndNow, stated: Stated) -> Model:
    """The model in which these decisions are taken."""
    lower, upper = model.program.lower.copy(), model.program.upper.copy()
    for name, entries in model.decisions.entries.items():
        for codes, number in entries.items():
            early = name in MEMBERSHIPS and stated.get(("operating", (codes[1], when.before or "")))
            if early or when.joined(name, codes):
                lower[number] = upper[number] = stated.get((name, codes), 0)
    return replace(model, program=replace(model.program, lower=lower, upper=upper))
