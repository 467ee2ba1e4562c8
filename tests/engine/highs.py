"""HiGHS on MPS files, in a process of its own: it cannot share one with ortools.

`python -m tests.engine.highs FILE ...` writes one JSON object a line, for each file.
"""

import json
import sys

import highspy

SECONDS = 60.0
TOLERANCE = 1e-9
"""Of integrality and rows: a millionth of a lot, the usual one, is whole euros in a budget row."""
APART = 0.5
"""Aims are whole numbers, so a plan this close to the bound is at it."""


def answer(path: str) -> dict[str, object]:
    """Status, optimal value, bound and the values of the variables, rounded to integers."""
    highs = highspy.Highs()
    highs.silent()
    options = {
        "threads": 1,
        # With tolerances this tight the presolve of 1.15.1 proves wrong optima.
        "presolve": "off",
        "time_limit": SECONDS,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": APART,
        "mip_feasibility_tolerance": TOLERANCE,
        "primal_feasibility_tolerance": TOLERANCE,
    }
    for name, value in options.items():
        assert highs.setOptionValue(name, value) == highspy.HighsStatus.kOk
    assert highs.readModel(path) == highspy.HighsStatus.kOk, path
    highs.run()
    information = highs.getInfo()
    return {
        "status": highs.modelStatusToString(highs.getModelStatus()),
        "value": information.objective_function_value,
        "bound": information.mip_dual_bound,
        "vector": [round(value) for value in highs.getSolution().col_value],
    }


if __name__ == "__main__":
    for name in sys.argv[1:]:
        sys.stdout.write(json.dumps(answer(name)) + "\n")
