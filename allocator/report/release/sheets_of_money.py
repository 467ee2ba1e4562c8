"""What the state pays, against what, and the work it receives: its own rows, in full."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.accounts.spending import Spending, yearly_cost_left
from allocator.domain.quantity import WHOLE
from allocator.report.burden_measures import measured_by
from allocator.report.release.extract import WITHHELD, Extract
from allocator.report.release.stated_money import rounded
from allocator.report.release.told import Told
from allocator.report.sheet import TITLE_ROWS
from allocator.tables.column import Column, Kind, Value
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

WORDS = {
    "orders": "Lots it buys for itself",
    "shares": "Shares in lots of pools",
    "rebates": "Rebates of price bands",
    "operating": "Running what the plan delivers",
    "readiness": "Keeping ready what is beyond today's force",
    "fees": "Start-up costs and entry fees of pools",
    "funding": "Growth of production lines",
    "components": "Growth of makers of components",
}
"""Kinds of new money in words."""
BUDGET = {
    "unpaid": "Contracts signed before",
    "loans": "Of all this, lent by funds",
    "ceiling": "Ceiling",
    "carry_in": "Carried in from the period before",
    "carry_out": "Carried into the next period",
    "room": "Room left",
}
"""What stands beside new money in the budget."""


def spending(extract: Extract) -> Table:
    """Kinds of new money down, periods across; below, the budget that has to hold it."""
    money = _block(extract, "spending", TITLE_ROWS, WORDS, "New money")
    below = TITLE_ROWS + money.height + 2
    budget = _block(extract, "spending", below, BUDGET, "")
    return extract.sheet(
        "spending",
        f"What {extract.name} pays",
        "New money by kind and period, EUR million; below, the budget it has to fit into.",
        (money, budget),
        (Label(below - 1, 0, "Budget", "heading", columns=len(extract.view.periods) + 2),),
    )


def _block(extract: Extract, sheet: str, row: int, words: dict[str, str], total: str) -> Block:
    view = extract.view
    columns = (
        Column("what", "EUR million", "text", width=46),
        *(
            Column(f"period {period}", period, "money", total=True, width=12)
            for period in view.periods
        ),
        *([Column("sum", "Together", "money", total=True, width=13)] if total else []),
    )
    rows = []
    for key, text in words.items():
        amounts = [getattr(account, key) for account in _accounts(extract)]
        rows.append((text, *amounts, *([sum(amounts)] if total else [])))
    return Block(Frame(sheet, columns, row=row), tuple(rows), total)


def _accounts(extract: Extract) -> tuple[Spending, ...]:
    return tuple(extract.view.spending[extract.state, period] for period in extract.view.periods)


def burden(extract: Extract, told: Told) -> Table:
    """Two columns: what is measured, and the figure."""
    money = _figures("burden", TITLE_ROWS, "Money", _money(extract, told))
    below = TITLE_ROWS + money.height + 1
    work = _figures("burden", below, "Work", _work(extract, told))
    return extract.sheet(
        "burden",
        f"What {extract.name} bears, and the work it receives",
        f"The burden is {measured_by(extract.view)} over key money, rounded up to 0.01 %. Work "
        "that others place is rounded to EUR million, and withheld where it tells what one pays.",
        (money, work),
    )


Figure = tuple[str, Kind, Value]


def _figures(sheet: str, row: int, head: str, figures: Iterator[Figure]) -> Block:
    """A table whose figures have units of their own, each in the column of its unit."""
    columns = (
        Column("what", head, "text", width=46),
        Column("money", "EUR million", "money", width=14),
        Column("percent", "%", "percent", width=12, digits=2),
    )
    rows: list[Row] = [
        (what, value if kind == "money" else None, value if kind == "percent" else None)
        for what, kind, value in figures
    ]
    return Block(Frame(sheet, columns, row=row), tuple(rows))


def _money(extract: Extract, told: Told) -> Iterator[Figure]:
    view, account = extract.view, extract.own.burden
    everything = told.money.total(told.money.cells)
    bases = sum(burden.key_money for burden in view.burdens.values())
    highest = _highest(extract)
    yield "New money", "money", account.new_money
    yield "Baseline effort and new money", "money", account.effort
    yield "Key money", "money", account.key_money
    yield "Burden: of key money", "percent", Fraction(account.basis_points, WHOLE)
    yield "Highest burden allowed", "percent", highest
    yield "Part by the burden key", "percent", account.key_share
    parts = Fraction(account.new_money, everything or 1), Fraction(everything, bases or 1)
    stated = told.money.whole
    yield "Part of the new money of all states", "percent", parts[0] if stated else WITHHELD
    yield "New money of all states, of all key money", "percent", parts[1] if stated else WITHHELD
    yearly = yearly_cost_left(view.ledger)[extract.state]
    yield f"A year's cost left after {view.last}", "money", yearly


def _highest(extract: Extract) -> Fraction | None:
    """The lower of its own ceiling and the one that protects small states."""
    record, policy = extract.own.record, extract.view.policy
    protected = policy.small_state_burden_ceiling if record.small_state else None
    ceilings = [most for most in (record.burden_ceiling, protected) if most is not None]
    return Fraction(min(ceilings), WHOLE) if ceilings else None


def _work(extract: Extract, told: Told) -> Iterator[Figure]:
    account = extract.own.footprint
    placed = rounded(account.work)
    part = Fraction(placed, account.money) if account.money else None
    missing = max(Fraction(0), account.required - placed)
    yield "Money put into industry", "money", account.money
    yield "Work asked for in return", "money", account.required
    yield "Work placed in the state", "money", placed if told.work else WITHHELD
    yield "Work placed, of the money put in", "percent", part if told.work else WITHHELD
    yield "Work missing", "money", missing if told.work else WITHHELD
