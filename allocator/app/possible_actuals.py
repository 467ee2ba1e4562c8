"""Known figures that no plan can have, as problems at their cells."""

from allocator.domain.actuals import Actuals
from allocator.domain.plan import Plan
from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.errors import InputError
from allocator.io.problems import in_cell_order
from allocator.report.prose import number
from allocator.study.track.fixed import Impossible
from allocator.study.track.impossible import problems, unheld
from allocator.study.track.past import Past, past_of
from allocator.tables.actuals_sheets import ACTUALS, called, row_key

MOST = 20
"""Figures that are named where the search ended early."""


def require_possible(scenario: Scenario, plan: Plan, actuals: Actuals) -> None:
    """InputError with every known figure that arithmetic alone shows to be none of any plan."""
    if wrong := problems(scenario, past_of(scenario, plan, actuals)):
        raise InputError(in_cell_order(wrong))


def require_held(scenario: Scenario, plan: Plan, actuals: Actuals) -> None:
    """InputError also with known figures that are possible and that the workbook rules out."""
    require_possible(scenario, plan, actuals)
    if wrong := unheld(scenario, past_of(scenario, plan, actuals)):
        raise InputError(in_cell_order(wrong))


def impossible(found: Impossible, scenario: Scenario, plan: Plan, actuals: Actuals) -> InputError:
    """What to raise: every figure that would have to be another one, and by how much.

    Where the search ended before it knew, the first `MOST` are named and the rest is counted.
    """
    past = past_of(scenario, plan, actuals)
    told = [_problem(past, row.subject, row.amount, found) for row in found.rows]
    if found.proven or len(told) <= MOST:
        return InputError(told)
    rest = Problem(
        address=ACTUALS,
        message=f"{len(told) - MOST:,} more figures that the search did not reach together with "
        "these; it ended before it knew which of them no plan can have",
        remedy="look at the first ones and at lines with a minimum rate, or search longer with "
        "--effort normal",
    )
    return InputError([*told[:MOST], rest])


def _problem(past: Past, subject: tuple[str, ...], amount: int, found: Impossible) -> Problem:
    decision, codes = subject[0], tuple(subject[1:])
    row = (decision, codes)
    value = past.known.get(row, past.so_far.get(row))
    who = "no plan can have" if found.proven else "no plan was found that has"
    told = f"{value:,}" if value is not None else "this"
    rests = "deliveries, shares, steps of the same line, pool or state"
    if decision == "contribution":
        rests = "deliveries to the state; what it gave before falls by retirements and limits alone"
    return Problem(
        address=past.addresses.get(row, ACTUALS),
        message=f"{called(row_key(decision, codes))}: {who} {told}, with all that is known besides",
        remedy=f"it would have to be {number(amount, 'unit')} less or more: correct this cell, or "
        f"others that it rests on ({rests})",
    )
