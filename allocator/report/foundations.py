"""What figures rest on: the input rows that carry the plan's money and its shortfall."""

from collections.abc import Iterable, Mapping

from allocator.accounts.charges import Charge
from allocator.report.view import View

InputRow = tuple[str, tuple[str, ...]]
"""Sheet and key."""
LEVELS = ("high", "medium", "low", "")
"""Confidence, the last one not stated."""
WEAK = ("low", "")
Tally = dict[str, int]


def money_by_row(view: View) -> Mapping[InputRow, int]:
    """kEUR of new money by the row whose figure it multiplies.

    Prices, less rebates, rest on the access row that sets them, else on the line; operation and
    readiness on the capability, fees on the pool, steps on the line or the maker of the component.
    """
    return _added((_row_of(view, charge), charge.amount) for charge in view.ledger.charges)


def _row_of(view: View, charge: Charge) -> InputRow:
    if charge.component:
        return "components", view.maker_rows[charge.component, charge.host]
    if charge.kind in ("operating", "readiness"):
        return "capabilities", (charge.capability,)
    if not charge.line:
        return "pools", (charge.pool,)
    if charge.kind in ("orders", "shares", "rebates"):
        exception = view.scenario.access_by_key.get((charge.line, charge.state))
        if exception is not None and exception.price is not None:
            return "access", (charge.line, charge.state)
    return "lines", (charge.line,)


def shortfall_by_row(view: View) -> Mapping[InputRow, int]:
    """Weighted shortfall by the requirement that is not met; adds up to the first aim."""
    return _added(
        (("requirements", key), account.value)
        for key, account in view.shortfalls.items()
        if account.value
    )


def _added(parts: Iterable[tuple[InputRow, int]]) -> Mapping[InputRow, int]:
    totals: dict[InputRow, int] = {}
    for row, amount in parts:
        totals[row] = totals.get(row, 0) + amount
    return totals


def by_confidence(view: View, amounts: Mapping[InputRow, int]) -> Tally:
    """Amounts by what their rows say of themselves."""
    tally = dict.fromkeys(LEVELS, 0)
    for (sheet, key), amount in amounts.items():
        tally[level(view, sheet, key)] += amount
    return tally


def weakest(view: View, amounts: Mapping[InputRow, int], most: int = 10) -> list[InputRow]:
    """Rows of low or unstated confidence that carry most, the heaviest first."""
    weak = [row for row, amount in amounts.items() if amount > 0 and level(view, *row) in WEAK]
    return sorted(weak, key=lambda row: (-amounts[row], row))[:most]


def level(view: View, sheet: str, key: tuple[str, ...]) -> str:
    """Confidence of a row; empty where none is stated."""
    stated = view.evidence(sheet, key).confidence.strip().lower()
    return stated if stated in LEVELS else ""


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
            tally[level(view, "holdings", (state, capability))] += held
            _add_bought(view, tally, state, capability, at, units - held)
    lots = view.ledger.decisions.pool_delivered
    for code, pool in view.scenario.pool_by_code.items():
        lot = view.scenario.capability_by_code[pool.capability].lot
        tally = tallies[pool.capability]
        tally[level(view, "pools", (code,))] += lot * view.ledger.stock.pool_stock[code][at]
        for line in pool.lines:
            bought = lots.get((code, line), nothing)[at]
            tally[level(view, "lines", (line,))] += lot * bought
    return tallies


def _add_bought(view: View, tally: Tally, state: str, capability: str, at: int, units: int) -> None:
    lot = view.scenario.capability_by_code[capability].lot
    nothing = view.ledger.decisions.zero
    for line in view.scenario.lines_of[capability]:
        bought = lot * view.ledger.decisions.delivered.get((state, line.code), nothing)[at]
        taken = min(units, bought)
        tally[level(view, "lines", (line.code,))] += taken
        units -= taken
