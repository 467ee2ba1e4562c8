"""Long lists of a comparison: decisions, input cells and what stands apart, row by row."""

from allocator.domain.in_force import CODES
from allocator.report.names import lot_name, unit_name
from allocator.study.compare.compare import Comparison, Pair
from allocator.study.compare.decisions import LOTS, UNIT, UNITS, DecisionShift
from allocator.study.compare.inputs import ROW
from allocator.study.compare.layout import long_list
from allocator.tables.column import Column
from allocator.tables.table import Table


def decisions(comparison: Comparison) -> Table:
    """Every decision that differs."""
    columns = (
        Column("decision", "decision", "text", width=22),
        *(Column(name, name, "code", width=16) for name in CODES),
        Column("before", "before", width=12),
        Column("after", "after", width=12),
        Column("difference", "difference", width=14),
        Column("unit", "unit", "text", width=36),
    )
    rows = (
        (
            pair.other.label,
            shift.decision,
            *(shift.codes.get(name) for name in CODES),
            shift.before,
            shift.after,
            shift.after - shift.before,
            _unit(pair, shift),
        )
        for pair in comparison.pairs
        for shift in pair.decisions
    )
    about = "Every decision that differs, as far as both plans know its codes."
    return long_list("decisions", "Decisions", about, columns, rows, 2)


def _unit(pair: Pair, shift: DecisionShift) -> str:
    """What the decision counts; of units and of lots, which."""
    view, unit = pair.first.view, UNIT[shift.decision][1]
    if unit == UNITS:
        return unit_name(view, shift.codes["capability"])
    if unit == LOTS:
        line = view.scenario.line_by_code[shift.codes["line"]]
        return f"{unit}: {lot_name(view, line.capability)}"
    return unit


def inputs(comparison: Comparison) -> Table:
    """Every cell and row of the input that differs."""
    columns = (
        Column("sheet", "sheet", "code", width=18),
        Column("row", "row", "text", width=34),
        Column("column", "column", "text", width=22),
        Column("before", "before", "text", width=30),
        Column("after", "after", "text", width=30),
        Column("part", "change", "percent"),
        Column("unit", "unit", "text", width=16),
        Column("cell_before", "cell before", "code", width=24),
        Column("cell_after", "cell after", "code", width=24),
        Column("wording", "wording alone", "flag", width=16),
        Column("meaning", "meaning", "text", width=60),
    )
    rows = (
        (
            pair.other.label,
            shift.sheet,
            ", ".join(filter(None, shift.key)),
            "the whole row" if shift.column == ROW else shift.column,
            shift.before,
            shift.after,
            shift.part,
            shift.unit,
            *shift.cells,
            int(shift.wording),
            shift.meaning,
        )
        for pair in comparison.pairs
        for shift in pair.inputs
    )
    about = "Every cell of the input that reads differently, and rows that only one plan has."
    return long_list("inputs", "Inputs", about, columns, rows, 3)


def not_compared(comparison: Comparison) -> Table:
    """What stands apart, by name."""
    columns = (
        Column("what", "what", "text", width=14),
        Column("code", "code", "code", width=18),
        Column("name", "name", "text", width=40),
        Column("why", "why", "text", width=50),
    )
    rows = (
        (
            pair.other.label,
            each.what,
            each.code,
            each.name,
            each.why or f"in {(pair.other if each.after else pair.first).label} alone",
        )
        for pair in comparison.pairs
        for each in pair.common.apart
    )
    about = "What only one of the plans knows, or both in ways that do not compare."
    return long_list("not_compared", "Not compared", about, columns, rows, 1)
