"""Lines and pools: what all states take of them, where it may be told."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.domain.quantity import MILLE
from allocator.report.release.extract import FEW, WITHHELD, Extract
from allocator.report.release.stated_supply import open_lines
from allocator.report.release.told import Told
from allocator.report.sheet import TITLE_ROWS
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Row, Table

LINES = (
    Column("name", "Line", "text", width=46),
    Column("line", "Code", "code", width=24),
    Column("capability", "Capability", "code", width=14),
    Column("unit", "Unit", "text", width=24),
    Column("output", "Output before\ngrowth, units", "thousandths", width=14),
    Column("own", "New units of\nthe state", "decimal", width=13),
    Column("units", "New units of\nall buyers", width=13),
    Column("used", "Of that\noutput", "percent"),
    Column("why", "Why withheld", "prose", width=44),
)
POOLS = (
    Column("name", "Pool", "text", width=46),
    Column("pool", "Code", "code", width=24),
    Column("capability", "Capability", "code", width=14),
    Column("unit", "Unit", "text", width=24),
    Column("own", "Shares of\nthe state", width=12),
    Column("lots", "Lots by\nthe end", width=12),
    Column("units", "Units by\nthe end", width=12),
    Column("why", "Why withheld", "prose", width=44),
)


def all_lines(extract: Extract, told: Told) -> Table:
    """Lines open to the state: output of the horizon and what all buyers take of it."""
    frame = Frame("all_lines", LINES, row=TITLE_ROWS)
    return extract.sheet(
        frame.sheet,
        "All states: production lines",
        "Lines that may sell to the state: their output over all periods and new units of the plan "
        "for all buyers. What contracts signed before take of the output is not told.",
        (Block(frame, tuple(_lines(extract, told))),),
    )


def _lines(extract: Extract, told: Told) -> Iterator[Row]:
    view, decisions = extract.view, extract.view.ledger.decisions
    for code in open_lines(extract):
        line = view.scenario.line_by_code[code]
        record = view.scenario.capability_by_code[line.capability]
        output = sum(view.scenario.rate_by_key.get((code, p), 0) for p in view.periods)
        units = record.lot * decisions.line_lots.get((code,), decisions.zero)[-1]
        own = record.lot * decisions.delivered.get((extract.state, code), decisions.zero)[-1]
        shares = sum(
            series[-1]
            for (state, _, of_line), series in decisions.pool_shares.items()
            if (state, of_line) == (extract.state, code)
        )
        stated = code in told.lines
        yield (
            line.name,
            code,
            line.capability,
            record.unit,
            output,
            own + Fraction(record.lot * shares, record.shares_per_lot),
            units if stated else WITHHELD,
            (Fraction(MILLE * units, output) if output else None) if stated else WITHHELD,
            None if stated else FEW,
        )


def all_pools(extract: Extract, told: Told) -> Table:
    """Lots of every pool by the end, those of today included."""
    frame = Frame("all_pools", POOLS, row=TITLE_ROWS)
    return extract.sheet(
        frame.sheet,
        "All states: pools",
        "What pools own by the end of the plan, whether the state is in them or not.",
        (Block(frame, tuple(_pools(extract, told))),),
    )


def _pools(extract: Extract, told: Told) -> Iterator[Row]:
    view, decisions = extract.view, extract.view.ledger.decisions
    for code in view.pools:
        pool, member = view.scenario.pool_by_code[code], (code, extract.state)
        row = view.scenario.member_by_key.get(member)
        bought = decisions.shares_in_pool.get(member[::-1], decisions.zero)[-1]
        lots = decisions.pool_lots.get((code,), decisions.zero)[-1]
        lots += view.ledger.stock.pool_stock[code][-1]
        stated = code in told.pools
        record = view.scenario.capability_by_code[pool.capability]
        yield (
            pool.name,
            code,
            pool.capability,
            record.unit,
            bought + (row.shares_today if row else 0),
            lots if stated else WITHHELD,
            record.lot * lots if stated else WITHHELD,
            None if stated else FEW,
        )
