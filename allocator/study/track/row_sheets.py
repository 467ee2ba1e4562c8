"""Sheets `variance` and `not_confirmed`: rows of the plan beside what is known of them."""

from collections.abc import Iterator

from allocator.report.followed_rows import row_name, row_unit
from allocator.report.view import View
from allocator.study.titled_page import FIRST, titled_page
from allocator.study.track.past import Past
from allocator.study.track.told import WORST_FIRST, Tracked, Variance
from allocator.tables.actuals_sheets import row_key
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Row, Table

VARIANCE, NOT_CONFIRMED = "variance", "not_confirmed"
ORDER = ("behind", "under way", "ahead", "as planned", "to come", "not confirmed")
"""Of statuses on the sheet: what calls for something first."""
KEYS = (
    Column("state", "State", "code", width=9),
    Column("object", "What", "text", width=19),
    Column("code", "Code", "code", width=20),
    Column("line_or_host", "Line or host", "code", width=20),
    Column("period", "Period", "code", width=9),
)
NAME = Column("name", "In words", "text", width=44)
UNIT = Column("unit", "Unit", "text", width=40)
FIGURES = (
    Column("planned", "Planned", width=10),
    Column("actual", "Actual", width=10),
    Column("difference", "Difference", width=11),
    Column("forecast", "Forecast", width=10),
    Column("status", "Status", "text", width=14),
    Column("light", "Light", "text", width=9),
    UNIT,
    Column("planned_money", "Planned\nEUR m", "money", width=11),
    Column("money", "Reported\nEUR m", "money", width=11),
    Column("source", "Source", "text", width=26, printed=False),
    Column("date", "Date", "code", width=12, printed=False),
    Column("cell", "Cell of the actuals", "text", width=26, printed=False),
)
MISSING = (
    Column("planned", "Planned", width=10),
    Column("taken", "Taken as", width=10),
    UNIT,
)


def variance_sheet(found: Tracked, view: View) -> Table:
    """Every row of which anything is planned, known or forecast, what is behind first."""
    rows = sorted(
        (each for each in found.variances if each.planned or each.actual or each.forecast),
        key=lambda each: (ORDER.index(each.status), WORST_FIRST.index(each.light)),
    )
    columns = (*KEYS, NAME, *FIGURES)
    block = Block(
        Frame(VARIANCE, columns, row=FIRST),
        tuple(_row(view, each) for each in rows),
        lights=("light",),
    )
    return titled_page(
        view.policy,
        VARIANCE,
        "Variance",
        "Each row of the plan against what is known of it and what is forecast; what is behind "
        "comes first. Blank: not known.",
        (block,),
        keys=len(KEYS),
    )


def _row(view: View, each: Variance) -> Row:
    key = row_key(each.decision, each.codes)
    return (
        *key,
        row_name(view, each.decision, each.codes),
        each.planned,
        each.actual,
        each.difference,
        each.forecast,
        each.status,
        each.light,
        row_unit(view, each.decision, each.codes),
        each.planned_money,
        each.money,
        each.source,
        each.date,
        each.address,
    )


def not_confirmed_sheet(found: Tracked, view: View) -> Table:
    """Rows of past periods that count as planned because nobody has said anything."""
    block = Block(
        Frame(NOT_CONFIRMED, (*KEYS, NAME, *MISSING), row=FIRST),
        tuple(_unknown(found, view)),
    )
    return titled_page(
        view.policy,
        NOT_CONFIRMED,
        "Not confirmed",
        "Rows of past periods of which nothing is known: they are taken as planned, as far as "
        "known figures leave it.",
        (block,),
        keys=len(KEYS),
    )


def _unknown(found: Tracked, view: View) -> Iterator[Row]:
    for decision, codes in found.past.unconfirmed:
        key = row_key(decision, codes)
        yield (
            *key,
            row_name(view, decision, codes),
            getattr(found.plan, decision).get(codes, 0),
            taken(found.past, decision, codes),
            row_unit(view, decision, codes),
        )


def taken(past: Past, decision: str, codes: tuple[str, ...]) -> int | None:
    """What a row of a past period counts as."""
    if decision == "crews":
        return past.crews.get((codes[0], codes[1]))
    return past.value(decision, codes)
