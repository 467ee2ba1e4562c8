"""New money of all states by kind and period, where it may be told."""

from collections.abc import Iterator

from allocator.report.burden_split import KINDS
from allocator.report.release.extract import FEW, FOLLOWS, WITHHELD, Extract
from allocator.report.release.sheets_of_money import WORDS
from allocator.report.release.stated_money import Place
from allocator.report.release.told import Told
from allocator.report.sheet import TITLE_ROWS
from allocator.tables.column import Column, Value
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Row, Table


def all_money(extract: Extract, told: Told) -> Table:
    """Kinds down, periods across."""
    view = extract.view
    columns = (
        Column("what", "EUR million", "text", width=46),
        *(Column(f"period {p}", p, "money", width=13, digits=0) for p in view.periods),
        Column("sum", "Together", "money", width=13, digits=0),
        Column("why", "Why withheld", "prose", width=44),
    )
    frame = Frame("all_money", columns, row=TITLE_ROWS)
    rows = (*_kinds(extract, told), _everything(extract, told))
    return extract.sheet(
        frame.sheet,
        "All states: what they pay",
        "New money by kind and period, each figure rounded to the nearest EUR million. So that "
        "sums may be told, more is withheld than would have to be.",
        (Block(frame, rows, strong=frozenset({len(rows) - 1})),),
    )


def _kinds(extract: Extract, told: Told) -> Iterator[Row]:
    money = told.money
    for kind in KINDS:
        row = [(kind, at) for at in extract.view.ledger.periods]
        cells = [place for place in row if place in money.cells]
        amounts = (
            WITHHELD if place in money.withheld else money.total([place] if place in cells else [])
            for place in row
        )
        hidden = [place for place in row if place in money.withheld]
        together: Value = WITHHELD if hidden else money.total(cells)
        yield WORDS[kind], *amounts, together, "; ".join(_why(told, hidden)) or None


def _why(told: Told, hidden: list[Place]) -> Iterator[str]:
    if told.money.few.intersection(hidden):
        yield FEW
    if told.money.following.intersection(hidden):
        yield FOLLOWS


def _everything(extract: Extract, told: Told) -> Row:
    money, periods = told.money, extract.view.ledger.periods
    sums = (
        money.total(p for p in money.cells if p[1] == at) if at in money.periods else WITHHELD
        for at in periods
    )
    every: Value = money.total(money.cells) if money.whole else WITHHELD
    told_all = money.whole and len(money.periods) == len(periods)
    return "New money", *sums, every, None if told_all else FEW
