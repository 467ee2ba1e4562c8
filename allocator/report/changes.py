"""Sheet `changes`: what the plan changes of the plan in force, and what of that has vanished."""

from collections.abc import Iterator

from allocator.domain.in_force import CODES, STEADY, row_key
from allocator.domain.plan import NAMES
from allocator.report.sheet import TITLE_ROWS, titled_page
from allocator.report.view import View
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.plan_sheets import IN_FORCE
from allocator.tables.table import Block, Label, Row, Table

SHEET = "changes"
NAMED = tuple(name for name in CODES if name != "fund")
"""What codes of counted decisions name."""


def changes(view: View) -> Table:
    """By decision, then every change, then the rows that can be no decision any more."""
    overview = Block(
        Frame(SHEET, _OVERVIEW, row=TITLE_ROWS), tuple(_overview(view)), total="All decisions"
    )
    row = TITLE_ROWS + overview.height + 3
    listed = Block(Frame(SHEET, _LISTED, row=row), tuple(_listed(view)))
    below = row + listed.height + 3
    gone = Block(Frame(SHEET, _GONE, row=below), tuple(_gone(view)))
    return titled_page(
        view,
        SHEET,
        "Changes of the plan in force",
        "What differs from the plan in force. The counts and sizes add up to the aims changes and "
        "change_size; what has vanished takes no part in them.",
        (overview, listed, gone),
        labels=(
            Label(row - 2, 0, "Every change", "heading", columns=8),
            Label(below - 2, 0, "Vanished: no decision any more", "heading", columns=8),
        ),
    )


_OVERVIEW = (
    Column("decision", "Decision", "text", width=22),
    Column("series", "Changed", total=True, width=12),
    Column("announced", "Of these\nannounced", total=True, width=14),
    Column("weight", "Counted\nas", total=True, width=12),
    Column("size", "Weighted size\nEUR m", "money", total=True, width=14),
)
_LISTED = (
    Column("decision", "Decision", "text", width=22),
    *(Column(name, name.capitalize(), "code", width=12) for name in NAMED),
    Column("before", "In force"),
    Column("after", "Plan"),
    Column("difference", "Difference"),
    Column("worth", "Worth of one\nEUR m", "money", width=13),
    Column("money", "Difference\nEUR m", "money", width=13),
    Column("announced", "Announced", "flag"),
    Column("size", "Weighted size\nEUR m", "money", width=14),
)
_GONE = (
    Column("decision", "Decision", "text", width=22),
    *(Column(name, name.capitalize(), "code", width=12) for name in CODES),
    Column("value", "In force"),
    Column("announced", "Announced", "flag"),
    Column("why", "Why", "text", width=40),
    Column("cell", "Cell", "code", width=22),
)


def _overview(view: View) -> Iterator[Row]:
    for decision in STEADY:
        found = [series for series in view.changed if series.decision == decision]
        yield (
            decision,
            len(found),
            sum(series.announced for series in found),
            sum(series.weight for series in found),
            sum(change.size for series in found for change in series.changes),
        )


def _listed(view: View) -> Iterator[Row]:
    for series in view.changed:
        named = dict(zip(NAMES[series.decision], series.codes, strict=False))
        for change in series.changes:
            codes = {**named, "period": change.period}
            yield (
                series.decision,
                *(codes.get(name) or None for name in NAMED),
                change.before,
                change.after,
                change.after - change.before,
                change.worth,
                change.money,
                int(change.announced),
                change.size,
            )


def _gone(view: View) -> Iterator[Row]:
    for each in view.vanished:
        key = row_key(each.row)
        yield (
            each.row.decision,
            *(code or None for code in key[1:]),
            each.row.value,
            int(each.row.announced),
            each.why,
            view.scenario.book.address(IN_FORCE, key, each.name),
        )
