"""A plan that breaks a few rows, brought back into them with as little lost as can be."""

from dataclasses import replace

import numpy as np

from allocator.engine.effort import Budget
from allocator.engine.elastic import elastic
from allocator.engine.first_phase import WORTH_KEEPING, FirstPhase
from allocator.engine.processes import Processes
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray
from allocator.model.model import Model


def mended(
    model: Model,
    vector: IntArray,
    budget: Budget,
    processes: Processes,
    watch: Watch,
    seed: int,
) -> IntArray | None:
    """An assignment near `vector` that holds every row; None where none was found.

    The rows that `vector` breaks may give way until they need not; all others hold throughout.
    """
    program = model.program
    phase = FirstPhase(
        model,
        vector,
        budget,
        watch,
        processes,
        lambda _: None,
        seed,
        whole=False,
        near={aim: model.aims[aim].value(vector) for aim in model.aims if aim in WORTH_KEEPING},
        eased=elastic(replace(program, elastic=program.excess(vector) > 0)),
    )
    found = phase.outcome()
    return found if isinstance(found, np.ndarray) else None
