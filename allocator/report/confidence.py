"""Sheet `confidence`: how much of the plan rests on weak figures."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from allocator.report.sheet import TITLE_ROWS, titled_page
from allocator.report.view import View
from allocator.report.words import short_name
from allocator.tables.column import Column, Formula
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

LEVELS = ("high", "medium", "low", "")
WORDS = {"high": "high", "medium": "medium", "low": "low", "": "not stated"}
Tally = dict[str, int]


def money_by_confidence(view: View) -> Tally:
    """kEUR of new money by what the row of its line (for fees: its pool) says of its figures."""
    tally = dict.fromkeys(LEVELS, 0)
    for charge in view.ledger.charges:
        sheet, code = ("lines", charge.line) if charge.line else ("pools", charge.pool)
        tally[_level(view, sheet, (code,))] += charge.amount
    return tally


def units_by_confidence(view: View, period: str) -> Mapping[str, Tally]:
    """Capability -> European units in a period by confidence.

    A contribution rests on the state's holding as far as that reaches, and beyond it on the lines
    the state buys from; a pool's stock rests on the pool's row, its new lots on their lines.
    """
    tallies: dict[str, Tally] = {code: dict.fromkeys(LEVELS, 0) for code in view.capabilities}
    at = view.scenario.period_index[period]
    nothing = view.ledger.decisions.zero
    for (state, capability, when), units in view.plan.contribution.items():
        if when == period:
            there = view.ledger.stock.available.get((state, capability), nothing)[at]
            tally = tallies[capability]
            held = min(units, there)
            tally[_level(view, "holdings", (state, capability))] += held
            _add_bought(view, tally, state, capability, at, units - held)
    lots = view.ledger.decisions.pool_delivered
    for code, pool in view.scenario.pool_by_code.items():
        lot = view.scenario.capability_by_code[pool.capability].lot
        tally = tallies[pool.capability]
        tally[_level(view, "pools", (code,))] += lot * view.ledger.stock.pool_stock[code][at]
        for line in pool.lines:
            bought = lots.get((code, line), nothing)[at]
            tally[_level(view, "lines", (line,))] += lot * bought
    return tallies


def _add_bought(view: View, tally: Tally, state: str, capability: str, at: int, units: int) -> None:
    lot = view.scenario.capability_by_code[capability].lot
    nothing = view.ledger.decisions.zero
    for line in view.scenario.lines_of[capability]:
        bought = lot * view.ledger.decisions.delivered.get((state, line.code), nothing)[at]
        taken = min(units, bought)
        tally[_level(view, "lines", (line.code,))] += taken
        units -= taken


def _level(view: View, sheet: str, key: tuple[str, ...]) -> str:
    level = view.evidence(sheet, key).confidence.strip().lower()
    return level if level in LEVELS else ""


def confidence(view: View) -> Table:
    """Money by confidence, then European units of each capability at the deadline."""
    money = _money_block(view)
    row = money.frame.row + money.height + 3
    units = _units_block(view, row)
    return titled_page(
        view,
        "confidence",
        "Confidence",
        "What the plan's money and units rest on, by what each input row says of its own figures.",
        (money, units),
        labels=(
            Label(
                row - 2,
                0,
                f"European units at the deadline ({view.deadline})",
                "heading",
                columns=8,
            ),
        ),
    )


def _money_block(view: View) -> Block:
    columns = (
        Column("level", "Confidence", "text", width=16),
        Column("money", "New money\nEUR m", "money", total=True, width=36),
        Column("share", "Share", "percent", total=True),
    )
    frame = Frame("confidence", columns, row=TITLE_ROWS)
    tally = money_by_confidence(view)
    whole = sum(tally.values())
    everything = frame.down("money", len(LEVELS))
    rows = tuple(
        (
            WORDS[level],
            tally[level],
            Formula(
                f"=IF(SUM({everything})=0,0,{frame.at('money', index)}/SUM({everything}))",
                Fraction(tally[level], whole) if whole else Fraction(0),
            ),
        )
        for index, level in enumerate(LEVELS)
    )
    return Block(frame, rows, total="All new money", bars=("share",))


def _units_block(view: View, row: int) -> Block:
    columns = (
        Column("capability", "Capability", "code", width=16),
        Column("name", "Name", "text", width=36),
        *(Column(level or "unstated", WORDS[level].capitalize(), width=12) for level in LEVELS),
        Column("all", "All units", width=12),
        Column("weak", "On low or\nunstated", "percent", width=12),
    )
    frame = Frame("confidence", columns, row=row)
    return Block(frame, tuple(_unit_rows(view, frame)), bars=("weak",))


def _unit_rows(view: View, frame: Frame) -> Iterator[Row]:
    tallies = units_by_confidence(view, view.deadline)
    for index, code in enumerate(view.capabilities):
        tally = tallies[code]
        everything = sum(tally.values())
        reach = frame.across("high", "unstated", index)
        weak = frame.across("low", "unstated", index)
        total = frame.at("all", index)
        yield (
            code,
            short_name(view.capability_name(code), 44),
            *(tally[level] for level in LEVELS),
            Formula(f"=SUM({reach})", everything),
            Formula(
                f"=IF({total}=0,0,SUM({weak})/{total})",
                Fraction(tally["low"] + tally[""], everything) if everything else Fraction(0),
            ),
        )
