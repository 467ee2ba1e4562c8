"""Sheet `plan_in_force`: the plan in the layout in which the next input workbook takes it."""

from collections.abc import Iterator
from dataclasses import fields

from allocator.domain.in_force import CODES
from allocator.domain.plan import NAMES
from allocator.report.sheet import code, figure, long_sheet
from allocator.report.view import Codes, View
from allocator.tables.plan_sheets import IN_FORCE, WHAT_IF
from allocator.tables.table import Row, Table

COLUMNS = (
    code("decision", "what was decided", width=20),
    *(code(name, f"{name} the decision is about; empty where it is about none") for name in CODES),
    figure("value", "as decided, in the decision's own unit"),
    figure("announced", "yes where a pledge that is announced speaks of it", "code"),
    figure(WHAT_IF, "what the plan ignores; such a plan is refused as the plan in force", "text"),
)
PLEDGED = {
    "contribution": ("contribution",),
    "order": ("delivered",),
    "pool_join": ("join",),
    "pool_open": ("open", "operating"),
    "expansion": ("expansion",),
}
"""What is decided, by the object of a pledge."""


def plan_in_force(view: View) -> Table:
    """All decisions that are not zero, to be copied unchanged."""
    return long_sheet(
        view,
        IN_FORCE,
        "Plan in force from now on",
        "Every decision of the plan in one list; copied unchanged into the next input workbook it "
        "is the plan in force there.",
        COLUMNS,
        _rows(view),
    )


def _rows(view: View) -> Iterator[Row]:
    pledged = _pledged(view)
    standing = {
        (row.decision, row.codes, row.value) for row in view.scenario.plan_in_force if row.announced
    }
    for decision in (field.name for field in fields(view.plan)):
        names, values = NAMES[decision], getattr(view.plan, decision)
        for codes in view.sorted_keys(names, values):
            series = codes[:-1] if names[-1] == "period" else codes
            announced = (decision, series) in pledged or (
                (decision, codes, values[codes]) in standing
            )
            named = dict(zip(names, codes, strict=True))
            yield (
                decision,
                *(named.get(name) for name in CODES),
                values[codes],
                "yes" if announced else "no",
                view.policy.what_if or None,
            )


def _pledged(view: View) -> set[tuple[str, Codes]]:
    """Decisions, without their period, of which an announced pledge speaks."""
    return {
        (decision, (pledge.code,) if pledge.state is None else (pledge.state, pledge.code))
        for pledge in view.scenario.pledges
        if pledge.announced
        for decision in PLEDGED[pledge.object]
    }
