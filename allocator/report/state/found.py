"""What the explanations that a plan's workbook carries say of one state's share."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from allocator.report.numbers import per_cent_of_key, units
from allocator.report.prose import number, verb
from allocator.report.state.room import Reason
from allocator.report.state.view import StateView
from allocator.tables.column import Plain
from allocator.tables.table import Block, Table, plain

WHY, ALTERNATIVES, MARGINAL = "explain_why", "explain_alternatives", "explain_marginal"
OWN = (("budgets", "ceiling"), ("personnel", "posts_free"), ("personnel", "pipeline"))
"""Sheets and columns of the input with a figure for each state and period."""


def found_elsewhere(own: StateView) -> Iterator[Reason]:
    """One sentence for the plans of nearly the same worth, one for each question about the state,
    one for what its own limits are worth."""
    sheets = own.view.explained
    for table in sheets:
        if table.name == ALTERNATIVES:
            yield from _alternatives(own, table)
    for table in sheets:
        if table.name.startswith(WHY):
            yield from _why(own, table)
    for table in sheets:
        if table.name == MARGINAL:
            yield from _marginal(own, table)


def _alternatives(own: StateView, table: Table) -> Iterator[Reason]:
    """Between what its burden lies in plans of nearly the same worth."""
    plans = next((block for block in table.blocks if "moved" in block.frame.offset), None)
    if plans is None:
        return
    count = len(plans.rows)
    for block, at, row in _rows(table, "least", "most", "known", "money"):
        if row["state"] == own.state:
            least, most = _whole(row["least"]), _whole(row["most"])
            span = per_cent_of_key(least)
            words = f"its burden is {span} of its key as well"
            if least != most:
                words = f"its burden is between {span} and {per_cent_of_key(most)} of its key"
                span = f"{span} to {per_cent_of_key(most)}"
            start = f"In this plan and in {number(count, 'other')} of nearly the same worth"
            yield Reason(f"{start} {words}.", span, _place(block, "least", at))


def _why(own: StateView, table: Table) -> Iterator[Reason]:
    """What it would cost if it gave otherwise."""
    for block, at, row in _rows(table, "capability", "instead", "units", "comes_to"):
        if row["state"] == own.state:
            moved = Fraction(row["units"] or 0)
            code = str(row["capability"])
            name = own.view.short_capability(code)
            way = "less" if moved < 0 else "more"
            other = row["instead"]
            reverse = "instead" if moved < 0 else "less"
            instead = f" and {own.named(str(other))} as much {reverse}" if other else ""
            words = f"If it gave {units(abs(moved))} {way} of {name}{instead}: {row['comes_to']}."
            yield Reason(words, units(abs(moved)), _place(block, "comes_to", at))


def _marginal(own: StateView, table: Table) -> Iterator[Reason]:
    """The first of its own limits of which another figure would leave less short."""
    book, periods = own.view.scenario.book, own.view.periods
    cells = {
        book.address(sheet, (own.state, period), column)
        for sheet, column in OWN
        for period in periods
    }
    for block, at, row in _rows(table, "cell", "words", "change", "shortfall"):
        gain = _whole(row["shortfall"])
        if row["cell"] in cells and gain > 0:
            words = f"{row['change']} where {row['words']} would leave less short"
            fewer = f"by {gain:,} weighted {verb(gain, 'point', 'points')}"
            yield Reason(f"{words}, {fewer}.", f"{gain:,}", _place(block, "shortfall", at))
            return


def _rows(table: Table, *keys: str) -> Iterator[tuple[Block, int, Mapping[str, Plain]]]:
    """Rows of the blocks that have all these columns."""
    for block in table.blocks:
        if all(key in block.frame.offset for key in keys):
            for at, row in enumerate(block.rows):
                names = [column.key for column in block.frame.columns]
                yield block, at, dict(zip(names, map(plain, row), strict=True))


def _place(block: Block, key: str, at: int) -> str:
    return f"{block.frame.sheet}!{block.frame.at(key, at)}"


def _whole(value: Plain) -> int:
    return value if isinstance(value, int) else 0
