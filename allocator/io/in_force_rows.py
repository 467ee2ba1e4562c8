"""Rows of the plan in force -> records."""

from collections.abc import Iterator, Mapping
from typing import Any

from allocator.domain.in_force import CODES
from allocator.domain.plan import NAMES
from allocator.domain.plan_in_force import PlanRow
from allocator.io.draft import Draft, record
from allocator.tables.plan_sheets import IN_FORCE, WHAT_IF


def plan_in_force(draft: Draft) -> tuple[PlanRow, ...]:
    """Decisions of the plan in force; their codes may be gone from the scenario.

    A row must have the codes of its decision and no others. Of a plan that ignored some family
    there is none: that is a problem, told at its first row.
    """
    found = []
    for row in draft.rows(IN_FORCE):
        values: Mapping[str, Any] = row.values
        if values.get(WHAT_IF):
            draft.refuse(
                IN_FORCE,
                row,
                WHAT_IF,
                f'the plan ignores what holds ("{values[WHAT_IF]}") and cannot be in force',
                "solve without families_off, and copy the sheet plan_in_force of that plan",
            )
            row.broken = True
            return ()
        for column, message, remedy in _wrong_codes(values):
            draft.refuse(IN_FORCE, row, column, message, remedy)
            row.broken = True
        codes = tuple(values[name] for name in NAMES[values["decision"]])
        if not row.broken:
            found.append(record(PlanRow, row, codes=codes))
    return tuple(found)


def _wrong_codes(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Column, message and remedy of every code that is missing or does not belong."""
    decision = values["decision"]
    wanted = NAMES[decision]
    for name in CODES:
        if name in wanted and not values[name]:
            yield name, f"blank, but {decision} is about a {name}", f"write the code of the {name}"
        elif name not in wanted and values[name]:
            about = ", ".join(wanted)
            yield name, f'"{values[name]}", but {decision} has no {name}', f"keep {about} alone"
