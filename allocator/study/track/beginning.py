"""Where a search for a plan with a given past begins."""

from collections.abc import Collection, Iterable
from dataclasses import replace

import numpy as np

from allocator.domain.plan import Plan
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from allocator.model.program import Program
from allocator.study.held.lawful import lawful
from allocator.study.track.assumed import Row
from allocator.study.track.standing import standing


def begun(
    model: Model, hard: Program, near: Plan, past: Collection[Row], *, whole: bool
) -> IntArray:
    """An assignment that keeps every row of `hard`, the model's program without its promises.

    That is `near`; in a large program also what is left of it when so much of open periods is taken
    out that rows are kept, `past` being the rows that stay; or else nothing ordered at all.
    """
    found = model.counted(model.nearest(near))
    if hard.holds(found):
        return found
    for rows in () if whole else (hard, model.program):
        found = _cut(model, rows, found, near, past)
        if hard.holds(found):
            return found
    return _idle(model, hard)


def _cut(
    model: Model,
    rows: Program,
    vector: IntArray,
    near: Plan,
    past: Iterable[Row],
) -> IntArray:
    """The assignment given, where taking out does not suffice."""
    strict = replace(rows, elastic=np.zeros_like(rows.elastic))
    stays = standing(model, strict, vector, past)
    cut = lawful(replace(model, program=stays), near)
    return vector if cut is None else model.counted(model.nearest(cut))


def _idle(model: Model, hard: Program) -> IntArray:
    """Nothing ordered, and contributions within their limits: lower from an earlier period on where
    a later one has less, as what is given must not fall."""
    quo = model.plan(model.status_quo())
    entries = model.decisions.entries["contribution"]
    periods = [period.code for period in model.scenario.periods]
    found: dict[tuple[str, str, str], int] = {}
    for state, capability in sorted({codes[:2] for codes in quo.contribution}):
        less = 0
        for code in reversed(periods):
            key = (state, capability, code)
            own = quo.contribution.get(key, 0)
            upper = int(hard.upper[entries[key]]) if key in entries else 0
            less = max(less, own - upper)
            found[key] = max(0, own - less)
    plan = Plan(contribution={key: units for key, units in found.items() if units})
    return model.tightened(model.nearest(plan))
