"""An input workbook as a saved plan was made from it."""

from allocator.domain.problem import Problem
from allocator.domain.provenance import Provenance
from allocator.errors import PlanError, RequestError
from allocator.io.scenario_reader import ReadResult
from allocator.report.prose import readable
from allocator.tables.plan_sheets import PROVENANCE

LONGEST = 100
"""Characters of what a plan says its scenario is."""


def planned(reading: ReadResult, provenance: Provenance) -> ReadResult:
    """The workbook with the scenarios on top that a plan says it was made with.

    Raises PlanError where the workbook has none of that name, and InputError where what comes of
    them cannot be read.
    """
    if not provenance.overlay:
        return reading
    try:
        return reading.under(provenance.overlay)
    except RequestError as error:
        raise PlanError([_unknown(provenance.overlay, str(error))]) from error


def _unknown(overlay: str, reason: str) -> Problem:
    return Problem(
        address=PROVENANCE,
        message=f'the plan is of scenario "{readable(overlay, LONGEST)}": {readable(reason, 300)}',
        remedy="give the workbook that it was made from, or the plan alone",
    )
