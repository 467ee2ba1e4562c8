"""The plan in force: the rows of the sheet of the same name of an earlier plan workbook."""

from dataclasses import fields

from allocator.domain.in_force import CODES
from allocator.domain.plan import Plan
from allocator.io.layout_columns import choice, free_text, whole, yes_no_or
from allocator.tables.input_sheet import CellKind, InputColumn, InputSheet
from allocator.tables.plan_sheets import IN_FORCE, WHAT_IF


def _code(name: str) -> InputColumn:
    """A code that may be gone from the workbook, so that it refers to nothing."""
    kind = CellKind.PERIOD if name == "period" else CellKind.CODE
    text = f"{name.capitalize()} the decision is about."
    return InputColumn(name, kind, text, key=True, blank="none", default="")


PLAN_IN_FORCE = InputSheet(
    IN_FORCE,
    "Plan in force",
    "The sheet plan_in_force of an earlier plan workbook, unchanged. Steadiness holds on to it; "
    "codes that are gone are listed and not counted.",
    (
        choice(
            "decision",
            "What was decided.",
            tuple(decision.name for decision in fields(Plan)),
            key=True,
        ),
        *(_code(name) for name in CODES),
        whole("value", "As decided.", "the decision's own", minimum=1),
        yes_no_or("announced", "Whether the figure is public.", default=False),
        free_text(WHAT_IF, "What the plan ignores; such a plan is refused as the plan in force."),
    ),
)
