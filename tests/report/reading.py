"""Tables as a reader sees them: rows by column, true values of formulas."""

from fractions import Fraction

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.report.book import tables
from allocator.tables.column import Plain
from allocator.tables.table import Table, plain
from tests.report.quartet import provenance, quartet, quartet_plan


def sheets(scenario: Scenario | None = None, plan: Plan | None = None) -> dict[str, Table]:
    """All sheets by name; of the quartet where nothing else is given."""
    scenario = scenario or quartet()
    plan = quartet_plan() if plan is None else plan
    return {table.name: table for table in tables(scenario, plan, provenance(scenario, plan))}


def rows(table: Table, block: int = 0) -> list[dict[str, Plain]]:
    """Every row of a block: true values by column."""
    described = table.blocks[block]
    keys = [column.key for column in described.frame.columns]
    return [dict(zip(keys, map(plain, row), strict=True)) for row in described.rows]


def row(table: Table, block: int = 0, **wanted: Plain) -> dict[str, Plain]:
    """The only row with these values."""
    found = [
        candidate
        for candidate in rows(table, block)
        if all(candidate[key] == value for key, value in wanted.items())
    ]
    assert len(found) == 1, f"{len(found)} rows with {wanted}"
    return found[0]


def total(table: Table, key: str, block: int = 0) -> Fraction:
    """The value of a total, which must be live."""
    described = table.blocks[block]
    value = plain(described.totals[described.frame.offset[key]])
    assert isinstance(value, int | Fraction)
    return Fraction(value)


def texts(table: Table) -> list[str]:
    """All texts of a page."""
    return [value for label in table.labels if isinstance(value := plain(label.value), str)]
