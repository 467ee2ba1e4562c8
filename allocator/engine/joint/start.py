"""Where a search of a joint program begins: near known plans, or with what is decided alone."""

from collections.abc import Sequence

import numpy as np

from allocator.domain.plan import Plan
from allocator.engine.joint.joint import Joint
from allocator.model.linear_form import IntArray
from allocator.model.model import Model

LASTING = (
    "delivered",
    "pool_delivered",
    "pool_shares",
    "operating",
    "expansion",
    "funding",
    "component_expansion",
    "component_funding",
)
"""Decisions that never fall."""


def around(joint: Joint, plans: Sequence[Plan]) -> IntArray:
    """The assignment of these plans, of each scenario one, or that in which nothing is done but
    what the bounds ask for: the one that breaks fewer rows. It keeps all bounds."""
    nothing = [model.status_quo() for model in joint.models]
    tried = [_within(joint, nothing)]
    if plans:
        known = [model.nearest(plan) for model, plan in zip(joint.models, plans, strict=True)]
        tried.insert(0, _within(joint, known))
    return min(tried, key=lambda vector: np.count_nonzero(joint.program.excess(vector)))


def _within(joint: Joint, every: Sequence[IntArray]) -> IntArray:
    """The assignments, brought within the bounds; what never falls stays up, and what follows from
    decisions is computed anew."""
    lower, upper = joint.program.lower, joint.program.upper
    own = joint.own(np.clip(joint.vector(every), lower, upper))
    risen = [
        model.counted(_risen(model, each)) for model, each in zip(joint.models, own, strict=True)
    ]
    vector = np.clip(joint.vector(risen), lower, upper)
    settled = joint.settled(vector)
    return settled if joint.program.holds(settled) else vector


def _risen(model: Model, vector: IntArray) -> IntArray:
    upper, risen = model.program.upper, vector.copy()
    for name in LASTING:
        for series in model.decisions.series[name].values():
            reached = 0
            for number in series:
                if number is not None:
                    reached = min(max(reached, int(risen[number])), int(upper[number]))
                    risen[number] = reached
    return risen
