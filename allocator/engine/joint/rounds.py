"""Joint programs too large to be taken whole: mended, then improved by rounds.

Neighbourhoods are drawn by labels, and what belongs to a capability, a line or a state has the
same labels in every scenario: it is decided anew in all of them together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from allocator.domain.policy import AimName
from allocator.engine.burdens import Burdens
from allocator.engine.extension import held
from allocator.engine.first_phase import FirstPhase
from allocator.engine.joint.answer import JointAim, Means, Verdict, forms_of
from allocator.engine.joint.joint import Joint
from allocator.engine.merit import Goal
from allocator.engine.processes import Processes
from allocator.engine.roaming import Roaming
from allocator.model.linear_form import IntArray

PATIENCE = 8
"""Rounds that may win nothing in a row."""
LATER = 0.05
"""What an aim weighs while the one before it is improved."""
NEAR = 0.9
"""Burdens above so much of the largest are brought down with it."""
STAGES = 3
"""Times that it is set anew which burdens these are."""
TURN: Mapping[JointAim, tuple[AimName, float]] = {
    "worst shortfall": ("shortfall", 0.7),
    "all shortfalls": ("shortfall", 0.3),
    "largest burden": ("spread", 1.0),
    "all money": ("cost", 1.0),
}
"""Part of the budget of an aim of one scenario."""


def mended(joint: Joint, start: IntArray, means: Means) -> IntArray | Verdict:
    """An assignment that holds every row, from one that keeps the bounds; what it breaks gives way
    at first."""
    program = joint.program
    eased = replace(program, elastic=program.elastic | (program.excess(start) > 0))
    with Processes(means.workers, means.watch) as processes:
        phase = FirstPhase(
            replace(joint, program=eased),
            start,
            means.budget(joint),
            means.watch,
            processes,
            lambda _: None,
            means.seed,
            whole=False,
            verdict_only=True,
        )
        found = phase.outcome()
    return found if isinstance(found, np.ndarray) else found.verdict


def improved(
    joint: Joint,
    vector: IntArray,
    names: Sequence[JointAim],
    known: Mapping[JointAim, int],
    means: Means,
) -> IntArray:
    """The best assignment found from one that holds every row, aim by aim."""
    forms = forms_of(joint)
    with Processes(means.workers, means.watch) as processes:
        for name in names:
            form = forms[name]
            for _ in range(STAGES if name == "largest burden" else 1):
                before = form.value(vector)
                if before <= known[name] or means.watch.over():
                    break
                goals = list(_goals(joint, name, vector, known))
                vector = _roamed(joint, processes, means, name).best(goals, vector)
                if form.value(vector) == before:
                    break
            kept = held(joint.program, name, form, form.value(vector))
            joint = replace(joint, program=kept)
    return vector


def _roamed(joint: Joint, processes: Processes, means: Means, name: JointAim) -> Roaming:
    budget = means.budget(joint)
    aim, part = TURN[name]
    stages = STAGES if name == "largest burden" else 1
    total = part * budget.search[aim] / stages
    draws = f"{means.seed}|{name}"
    return Roaming(joint, processes, means.watch, budget.step, total, PATIENCE, draws)


def _goals(
    joint: Joint, name: JointAim, vector: IntArray, known: Mapping[JointAim, int]
) -> Sequence[Goal]:
    """The aim; beside a largest value what it is the largest of, as it alone says little."""
    form = forms_of(joint)[name]
    first = Goal(form, known[name], 1.0)
    if name == "worst shortfall":
        light = LATER / len(joint.shortfalls)
        return [first, *(Goal(each, 0, light) for each in joint.shortfalls)]
    if name != "largest burden":
        return [first]
    burdens = Burdens.of(joint.program, form)
    threshold = int(NEAR * form.value(vector))
    return [
        first,
        *(
            Goal(each, threshold * point, 1.0 / point)
            for each, point in zip(burdens.forms, burdens.points, strict=True)
        ),
    ]
