"""Sheets and columns of a workbook of actuals, and how its rows name a plan's decisions."""

from collections.abc import Mapping
from dataclasses import dataclass

from allocator.domain.plan import BINARY, NAMES
from allocator.tables.input_sheet import CellKind, InputColumn

READ_ME, ACTUALS, SETTINGS, CONFLICTS = "read_me", "actuals", "settings", "conflicts"
FORMAT = "1"
"""Of the workbook; another one is not read."""
Key = tuple[str, str, str, str, str]
"""State, object, code, line or host, period: what tells rows apart."""


@dataclass(frozen=True, slots=True)
class Object:
    """How rows of a decision are called, and what is counted in them."""

    name: str
    code: str
    """What the column `code` names; empty where the state is all there is."""
    line_or_host: str = ""
    unit: str = ""
    """Empty: the lots, or the units, of what the row is about."""


OBJECTS: Mapping[str, Object] = {
    "delivered": Object("order", "line"),
    "contribution": Object("contribution", "capability"),
    "pool_delivered": Object("pool_order", "pool", "line"),
    "pool_shares": Object("pool_share", "pool", "line", "shares bought, by the end of the period"),
    "join": Object("pool_join", "pool", unit="yes or no"),
    "lead": Object("pool_lead", "pool", unit="yes or no"),
    "operating": Object("pool_operating", "pool", unit="yes or no, by the end of the period"),
    "expansion": Object("expansion", "line", unit="steps decided, by the end of the period"),
    "funding": Object("funding", "line", unit="tenths of steps paid, by the end of the period"),
    "component_expansion": Object(
        "component_expansion", "component", "host", "steps decided, by the end of the period"
    ),
    "component_funding": Object(
        "component_funding", "component", "host", "tenths of steps paid, by the end of the period"
    ),
    "crews": Object("crews", "", unit="extra posts filled, by the end of the period"),
}
"""By decision, in the order of the rows."""
YES_OR_NO = frozenset(OBJECTS[decision].name for decision in BINARY if decision in OBJECTS)
"""Objects whose figure is yes or no."""


def row_key(decision: str, codes: tuple[str, ...]) -> Key:
    """What the cells of a decision's row say."""
    named, called = dict(zip(NAMES[decision], codes, strict=True)), OBJECTS[decision]
    return (
        named.get("state", ""),
        called.name,
        named.get(called.code, ""),
        named.get(called.line_or_host, ""),
        named.get("period", ""),
    )


def called(key: Key) -> str:
    """A row as messages name it: `order, NOR, TANK_B, 2027`."""
    state, what, *rest = key
    return ", ".join(filter(None, (what, state, *rest)))


def _given(name: str, kind: CellKind, help: str, unit: str = "") -> InputColumn:
    """A column that the plan fills."""
    return InputColumn(name, kind, help, unit, "as the plan has it")


def _told(name: str, kind: CellKind, help: str, unit: str = "") -> InputColumn:
    """A column that states fill."""
    return InputColumn(name, kind, help, unit, "not yet known")


GIVEN = (
    _given("state", CellKind.CODE, "Who reports; blank: what belongs to no single state."),
    _given("object", CellKind.CODE, "What is followed up, see the sheet read_me."),
    _given("code", CellKind.CODE, "Line, capability, pool or component."),
    _given("line_or_host", CellKind.CODE, "Line of a pool's lots; host that makes a component."),
    _given("name", CellKind.TEXT, "The same in words."),
    _given("period", CellKind.PERIOD, "Period; blank: what holds for all periods."),
    _given("begins", CellKind.TEXT, "Month in which the period begins."),
    _given("planned", CellKind.WHOLE, "What the plan says."),
    _given("unit", CellKind.TEXT, "What planned and actual count."),
    _given("planned_money", CellKind.MONEY, "What falls due for it in the period.", "EUR million"),
    _given("row", CellKind.WHOLE, "Number of the row in the plan's whole list."),
)
"""Columns that come from the plan and stay as they are."""
TOLD = (
    _told("actual", CellKind.WHOLE, "What has happened; of a running period, so far."),
    _told("money", CellKind.MONEY, "What was paid for it in the period.", "EUR million"),
    _told("source", CellKind.TEXT, "Who says so."),
    _told("date", CellKind.TEXT, "Day of the report, such as 2027-01-31."),
    _told("reported_in", CellKind.TEXT, "In a merged workbook: file and cell of the figures."),
)
"""Columns that states fill, the last one by merging."""
CHECK = _given("check", CellKind.TEXT, "Finds cells that were changed by mistake.")
ORDER = (
    *("state", "object", "code", "line_or_host", "name", "period", "begins"),
    *("planned", "actual", "unit", "planned_money", "money", "source", "date"),
    *("reported_in", "row", "check"),
)
"""Columns of the sheet from left to right."""
COLUMNS: Mapping[str, InputColumn] = {column.name: column for column in (*GIVEN, *TOLD, CHECK)}
KEY = ("state", "object", "code", "line_or_host", "period")
FIGURES = ("actual", "money")
"""Columns of which two files can say different things."""


HEADINGS: Mapping[str, str] = {
    "as_of": "first day of this month: what is known by then; 2027 or 2027-07. Periods that have "
    "ended by then are past, one that has begun is running, later ones stay blank",
    "title": "the plan's title",
    "marking": "classification of the plan",
    "what_if": "what the plan ignores; empty for none",
    "plan": "file that the rows were made from",
    "plan_digest": "fingerprint of its decisions",
    "scenario_digest": "fingerprint of the input that it was made of",
    "begins": "month in which the plan begins",
    "ends": "first month after its last period",
    "format": "form of this workbook",
}
"""Rows of the sheet settings and what they mean; all but the first stay as they are."""
CONFLICT_COLUMNS = (*KEY, "figure", "says", "source", "date", "place")
"""Columns of the sheet conflicts: one row for each figure that contradicts another."""
