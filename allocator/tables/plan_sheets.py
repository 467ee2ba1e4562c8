"""Where each decision of a plan stands in its workbook, and the check that guards each row.

The report writes these sheets, the plan reader reads them back, and the check of the figures finds
in them the very cell that was changed.
"""

from dataclasses import dataclass
from zlib import crc32

from allocator.domain.plan import NAMES
from allocator.tables.column import Column, Kind, Value, shown
from allocator.tables.table import plain

CHECK = "check"
"""Last column of every long sheet."""
EVIDENCE = frozenset(("source_cell", "cell", "confidence", "classification", "source", "note"))
"""Columns that say where in the input workbook a row rests, and what is said there."""


@dataclass(frozen=True, slots=True)
class DecisionPlace:
    """A decision of `Plan`: its sheet and the column of its value."""

    decision: str
    sheet: str
    column: str
    kind: Kind = "whole"
    optional: bool = False
    """Whether a blank cell means that the row speaks of another decision."""
    repeated: bool = False
    """Whether several rows say the same of one key."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Columns of its key."""
        return NAMES[self.decision]


PLACES = (
    DecisionPlace("contribution", "contributions", "units"),
    DecisionPlace("delivered", "orders", "lots"),
    DecisionPlace("expansion", "investments", "steps", optional=True),
    DecisionPlace("funding", "investments", "tenths", optional=True),
    DecisionPlace("component_expansion", "component_investments", "steps", optional=True),
    DecisionPlace("component_funding", "component_investments", "tenths", optional=True),
    DecisionPlace("open", "pools", "open", "flag", repeated=True),
    DecisionPlace("operating", "pools", "operating", "flag"),
    DecisionPlace("pool_delivered", "pool_orders", "lots"),
    DecisionPlace("join", "pool_members", "in_pool", "flag"),
    DecisionPlace("lead", "pool_members", "framework_nation", "flag"),
    DecisionPlace("pool_shares", "pool_shares", "shares"),
    DecisionPlace("carry", "spending", "carry_out", "money"),
    DecisionPlace("loan", "loans", "loan", "money"),
    DecisionPlace("crews", "crews", "crews"),
    DecisionPlace("support", "dependence", "support"),
    DecisionPlace("counted", "enablers", "counted"),
)
"""All decisions, each read from exactly one column."""


PROVENANCE = "provenance"
ITEMS = (
    "input_name",
    "input_sha256",
    "scenario_digest",
    "plan_digest",
    "effort",
    "seed",
    "verdict",
    "reproducible",
)
"""Rows of the sheet `provenance` that carry the fields of the record of that name."""
IN_FORCE = "plan_in_force"
"""Sheet of all decisions, which the next input workbook takes as it is."""
WHAT_IF = "what_if"
"""Row of `provenance`, and column of `plan_in_force`, that say which families were ignored."""
OVERLAY = "scenario"
"""Row of `provenance` that names the scenarios on top of the workbook, where there are any."""
PREVIOUS = "previous_plan"
"""Row of `provenance` with the digest of the plan that was gone on from, where there is one."""
VERSION = "version of "
"""Starts the rows of `provenance` that name a version."""
AIM_COLUMNS = ("aim", "value", "least", "bound", "seconds")
"""Headers of the claimed aims, below."""
ROUNDS_FINISHED = "rounds_finished"
"""Row that says whether all rounds of burdens were searched."""
ROUND = "round "
"""Starts the rows of the rounds of burdens, below the aims."""
ROUND_COLUMNS = (
    "burdens from the top",
    "level, basis points",
    "bound of the level",
    "states there or above",
    "bound of the states",
)
"""Their headers."""


def guarded(columns: tuple[Column, ...]) -> tuple[int, ...]:
    """Positions of the columns that the row check covers: keys and decisions."""
    return tuple(i for i, column in enumerate(columns) if column.part != "figure")


def cell_check(header: str, value: int | float | str | None) -> str:
    """Four hexadecimal digits of one cell, as Excel holds it."""
    text = f"{value:.12g}" if isinstance(value, int | float) else value or ""
    return f"{crc32(f'{header}|{text}'.encode()) & 0xFFFF:04x}"


def row_check(columns: tuple[Column, ...], row: tuple[Value, ...]) -> str:
    """The checks of a row's keys and decisions, one after the other.

    It protects against slips, not against forgers: a changed cell no longer fits its four digits.
    """
    return "-".join(
        cell_check(columns[i].header, shown(columns[i].kind, plain(row[i])))
        for i in guarded(columns)
    )
