"""What the sheets of a progress report have in common."""

from collections.abc import Mapping, Sequence

from allocator.report.names import capability_name, component_name
from allocator.report.prose import readable
from allocator.report.view import View
from allocator.tables.actuals_sheets import OBJECTS
from allocator.tables.column import Column
from allocator.tables.table import Block, Label, Table

FIRST = 3
"""Row of the first block."""
KEYS = (
    Column("state", "State", "code", width=9),
    Column("object", "What", "text", width=19),
    Column("code", "Code", "code", width=20),
    Column("line_or_host", "Line or host", "code", width=20),
    Column("period", "Period", "code", width=9),
)
NAME = Column("name", "In words", "text", width=44)
UNIT = Column("unit", "Unit", "text", width=40)


def page(
    view: View,
    name: str,
    title: str,
    about: str,
    blocks: tuple[Block, ...],
    *,
    labels: Sequence[Label] = (),
    heights: Mapping[int, float] | None = None,
    keys: int = 1,
) -> Table:
    """A list under a title; its headers stay in sight where there is only one."""
    return Table(
        name,
        title,
        about,
        blocks,
        (
            Label(0, 0, view.titled(f"{title}: {view.policy.title}"), "title"),
            Label(1, 0, about, "subtitle"),
            *labels,
        ),
        (),
        view.marking,
        view.policy.what_if,
        frozen=(blocks[0].frame.row + 1 if len(blocks) == 1 else 0, keys),
        large_paper=True,
        heights=heights or {},
    )


def called(view: View, codes: Sequence[str]) -> str:
    """What the codes of a row of actuals mean: its pool, line, capability or component."""
    scenario = view.scenario
    names = []
    for code in filter(None, codes):
        if code in scenario.pool_by_code:
            names.append(readable(scenario.pool_by_code[code].name or code))
        elif code in scenario.line_by_code:
            names.append(readable(scenario.line_by_code[code].name or code))
        elif code in scenario.capability_by_code:
            names.append(capability_name(view, code))
        elif code in view.components:
            names.append(component_name(code))
    return "; ".join(names)


def counted(view: View, decision: str, codes: Sequence[str]) -> str:
    """What a row of a decision counts: lots of a line, units of a capability, posts."""
    said = OBJECTS[decision].unit
    if said:
        return said
    scenario = view.scenario
    if decision == "contribution":
        return f"{readable(scenario.capability_by_code[codes[1]].unit)}, in the period"
    record = scenario.capability_by_code[scenario.line_by_code[codes[1]].capability]
    lots = "lots" if record.lot == 1 else f"lots of {record.lot:,}"
    return f"{lots} × {readable(record.unit)}, by the end of the period"
