"""Workbooks of states for the tests: of the quartet, of baltic, and of baltic with nasty names."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from allocator.domain.scenario import Scenario
from allocator.io.scenario_reader import read_scenario
from allocator.report.state.book import state_book
from allocator.report.view import View
from allocator.tables.column import Formula, Plain
from allocator.tables.table import Block, Table
from seeds.build import INPUTS
from tests.io.hostile import hostile_workbook
from tests.report.reading import rows
from tests.report.rich_plan import rich_plan
from tests.report.views import view_of


def rich_view(scenario: Scenario) -> View:
    """A plan that uses every decision."""
    return view_of(scenario, rich_plan(scenario))


def baltic() -> View:
    return rich_view(read_scenario(INPUTS / "baltic.xlsx").scenario)


def hostile(folder: Path) -> View:
    return rich_view(read_scenario(hostile_workbook(folder)).scenario)


def sheet(view: View, state: str) -> Table:
    """The sheet of one state."""
    (made,) = state_book(view, (state,))
    return made


def blocks(table: Table, first: str) -> list[int]:
    """Positions of the blocks whose first column has this key."""
    return [at for at, block in enumerate(table.blocks) if block.frame.columns[0].key == first]


def lines(table: Table, *columns: str) -> list[dict[str, Plain]]:
    """Rows of the blocks that have these columns."""
    return [
        line
        for at, block in enumerate(table.blocks)
        if set(columns) <= set(block.frame.offset)
        for line in rows(table, at)
    ]


def added(table: Table, first: str, key: str) -> Fraction:
    """A total of a sheet, which must be live; 0 where it has no such block."""
    found = [table.blocks[at] for at in blocks(table, first)]
    return sum((_total(block, key) for block in found if block.total), Fraction(0))


def _total(block: Block, key: str) -> Fraction:
    value = block.totals[block.frame.offset[key]]
    assert isinstance(value, Formula)
    return Fraction(str(value.value))


def formulas(tables: tuple[Table, ...]) -> Iterator[Formula]:
    """All of them."""
    for table in tables:
        for cell in table.cells():
            if isinstance(cell.value, Formula):
                yield cell.value
