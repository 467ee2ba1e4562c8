"""Whether the rows of the input stand where they stood when a plan was saved."""

from collections.abc import Iterator, Mapping, Sequence

from allocator.io.cell_difference import difference
from allocator.io.saved_sheets import BLANK, SavedSheet, rows_of
from allocator.io.sheet_keys import expected_key, saved_key
from allocator.tables.column import shown
from allocator.tables.plan_sheets import EVIDENCE
from allocator.tables.table import Block, Cell, Table, plain


def rests_elsewhere(tables: Sequence[Table], sheets: Mapping[str, SavedSheet]) -> bool:
    """Whether the saved rows name other input cells, say other things of them, or changed places.

    Places count on pages alone: rows of a long sheet may be sorted by whoever reads it.
    """
    return any(
        _differs(block, table.long, sheet) or (not table.long and _reordered(block, sheet))
        for table in tables
        if (sheet := sheets.get(table.name)) is not None
        for block in table.blocks
    )


def _differs(block: Block, long: bool, sheet: SavedSheet) -> bool:
    return any(
        difference(cell, sheet.get((cell.row, cell.column), BLANK), cell.row)
        for cell in _evidence(block, long, sheet)
    )


def _evidence(block: Block, long: bool, sheet: SavedSheet) -> Iterator[Cell]:
    """The expected cells of evidence, in the saved rows where they should stand."""
    columns = block.frame.columns
    shows = [position for position, column in enumerate(columns) if column.key in EVIDENCE]
    saved = {saved_key(columns, sheet, row): row for row in rows_of(sheet)} if long else {}
    for index, values in enumerate(block.rows, block.frame.row + 1):
        row = saved.get(expected_key(columns, values)) if long else index
        if row is not None:
            for position in shows:
                at = block.frame.column + position
                yield Cell(row, at, values[position], columns[position].kind)


def _reordered(block: Block, sheet: SavedSheet) -> bool:
    """Whether the rows are the same by their first column, but in another order."""
    kind, first = block.frame.columns[0].kind, block.frame.row + 1
    expected = [str(shown(kind, plain(row[0]))) for row in block.rows]
    saved = [
        str(sheet.get((row, block.frame.column), BLANK).value)
        for row in range(first, first + len(expected))
    ]
    return saved != expected and sorted(saved) == sorted(expected)
