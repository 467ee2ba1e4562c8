"""The first sheet of an extract: what it is, what is withheld and by which rule."""

from collections.abc import Iterator
from dataclasses import replace

from allocator.report.prose import number
from allocator.report.release.extract import COVER, WITHHELD, Extract
from allocator.report.release.protection import FEWEST, RANGE
from allocator.report.sheet import TITLE_ROWS
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

WORDS = (
    Column("what", "About this extract", "text", width=26),
    Column("words", "", "prose", width=110),
)
SHEETS = (
    Column("sheet", "Sheet", "text", width=26),
    Column("about", "What it shows", "prose", width=110),
    Column("withheld", "Figures\nwithheld", width=12),
)
IN_FULL = (
    "What the state gives, buys, shares in, pays, receives as work, is bound by and must do by "
    "when."
)
AS_TOTALS = (
    "What all states give, pay and buy together. No row, name or figure of another single state is "
    "in this workbook, hidden or not. Names of lines and pools may hold the name of a state; they "
    "say nothing of what it does."
)
ROUNDED = "Sums of money of all states are rounded to EUR million."
RULE = (
    f"A total is told where, without the reader's own part, at least {number(FEWEST, 'state')} "
    f"stand behind it and no part can be narrowed down to less than {100 * RANGE} % of itself or "
    "one lot, whichever is larger (minimum frequency and p % rule). What would give a withheld "
    "figure away is withheld as well, wherever it stands."
)
READER = (
    "One that knows its own figures and everything in this workbook; that quantities are whole and "
    "not below zero; how much of one state may count; the prices of what it buys, pools or has "
    "work in; whether anybody orders where it has work; and which states stand behind a total, "
    "though not with how much."
)
BEYOND = (
    "Two or more states that lay their extracts side by side, and anybody with other papers. "
    "Members of a pool and customers of a line may know of each other what their contracts say; a "
    "rebate tells which price band all buyers reached together."
)


def cover(extract: Extract, sheets: tuple[Table, ...]) -> Table:
    """Words on the extract, then its sheets with links and how much each withholds."""
    words = Block(Frame(COVER, WORDS, row=TITLE_ROWS), tuple(_words(extract, sheets)))
    below = TITLE_ROWS + words.height + 1
    rows = tuple((None, sheet.about, withheld(sheet)) for sheet in sheets)
    listed = Block(Frame(COVER, SHEETS, row=below), rows)
    links = tuple(
        Label(below + 1 + index, 0, sheet.name, "link", link=sheet.name)
        for index, sheet in enumerate(sheets)
    )
    page = extract.sheet(
        COVER,
        f"Extract of a plan for {extract.name}",
        f"Releasable to {extract.name}: its own figures in full, other states' withheld.",
        (words, listed),
        links,
    )
    here = tuple(label for label in page.labels if label.link != COVER)
    return replace(page, labels=tuple(_moved(label) for label in here))


def _moved(label: Label) -> Label:
    """The marking stands first on the cover, which has no way back."""
    return replace(label, column=0) if label.row == 2 else label


def withheld(sheet: Table) -> int:
    """Figures of a sheet that are not told."""
    return sum(value == WITHHELD for block in sheet.blocks for row in block.rows for value in row)


def _words(extract: Extract, sheets: tuple[Table, ...]) -> Iterator[Row]:
    view, title = extract.view, extract.view.policy.title
    span = f"{view.periods[0]} to {view.last}, requirements to be met by {view.deadline}"
    hidden = number(sum(map(withheld, sheets)), "figure")
    if extract.without_names(title) == title:
        yield "Plan", title
    yield "Periods and prices", f"{span}; EUR at {view.policy.price_base_year} prices."
    yield "Marking", f"{extract.marking}. Nobody else may be given it."
    yield "In full", IN_FULL
    yield "As totals", AS_TOTALS
    yield "Withheld", f"{hidden}, each marked “{WITHHELD}”, with the reason beside it. {ROUNDED}"
    yield "By which rule", RULE
    yield "Against which reader", READER
    yield "Not against", BEYOND
