"""Rounds that take back what a search changed of a known plan and need not have.

Every aim stays where it is; decisions go back to those of the known plan wherever rows allow. So
what still differs from it differs for a reason, as far as the search finds out.
"""

from collections.abc import Sequence
from dataclasses import replace

from allocator.domain.in_force import STEADY
from allocator.engine.distance import Distance, Span
from allocator.engine.extension import form_of
from allocator.engine.kinds import STEADY_KINDS
from allocator.engine.merit import Goal
from allocator.engine.processes import Processes
from allocator.engine.roaming import Roaming
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from allocator.model.program import Program

WHOLE_RANGE = 1_000
"""What it counts to move a decision from one end of its range to the other."""
PATIENCE = 6
"""Rounds that may win nothing in a row."""
PHASE = "walk back"


def decided(model: Model, known: IntArray) -> Sequence[Span]:
    """Every decision that a plan in force would hold on to, as it is in a known assignment."""
    upper = model.program.upper
    numbers = {
        number
        for name in STEADY
        for number in model.decisions.entries[name].values()
        if upper[number]
    }
    return [
        Span(form_of([(1, at)]), max(1, WHOLE_RANGE // int(upper[at])), int(known[at]))
        for at in sorted(numbers)
    ]


def walked_back(
    model: Model,
    program: Program,
    known: IntArray,
    vector: IntArray,
    processes: Processes,
    watch: Watch,
    step: float,
    budget: float,
    seed: int,
) -> IntArray:
    """The assignment nearest to `known` that rounds find from `vector`.

    `program` is the model's with what is held as rows, all of which `vector` keeps.
    """
    distance = Distance(program)
    form = distance.least(decided(model, known))
    there = distance.completed(known)
    search = Roaming(
        distance.measured(model),
        processes,
        watch,
        step,
        budget,
        PATIENCE,
        f"{seed}|{PHASE}",
        tuple(STEADY_KINDS),
    )
    found = search.best(
        [Goal(form, 0, 1.0)],
        distance.completed(vector),
        focused=lambda view: replace(view, changed=view.vector != there),
    )
    tight = model.tightened(found[: len(vector)])
    return tight if program.holds(tight) else vector
