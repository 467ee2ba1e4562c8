"""What figures rest on: the input rows that carry the plan's money and its shortfall."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from allocator.accounts.charges import Charge
from allocator.domain.pool import Pool
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


def weak_part(view: View) -> Fraction:
    """Part of the new money that rests on figures of low or unstated confidence; 0 of nothing."""
    tally = by_confidence(view, money_by_row(view))
    money = sum(tally.values())
    return Fraction(sum(tally[name] for name in WEAK), money) if money > 0 else Fraction(0)


def weakest(view: View, amounts: Mapping[InputRow, int], most: int = 10) -> list[InputRow]:
    """Rows of low or unstated confidence that carry most, the heaviest first."""
    weak = [row for row, amount in amounts.items() if amount > 0 and level(view, *row) in WEAK]
    return sorted(weak, key=lambda row: (-amounts[row], row))[:most]


def level(view: View, sheet: str, key: tuple[str, ...]) -> str:
    """Confidence of a row; empty where none is stated."""
    stated = view.evidence(sheet, key).confidence.strip().lower()
    return stated if stated in LEVELS else ""


def units_by_confidence(view: View, period: str) -> Mapping[str, Tally]:
    """Capability -> European units in a period by confidence: of the states, then of the pools."""
    tallies: dict[str, Tally] = {code: dict.fromkeys(LEVELS, 0) for code in view.capabilities}
    at = view.scenario.period_index[period]
    carried = [
        (capability, units_by_row(view, state, capability, at, units))
        for (state, capability, when), units in view.plan.contribution.items()
        if when == period
    ]
    carried += [(pool.capability, _of_pool(view, pool, at)) for pool in view.scenario.pools]
    for capability, rows in carried:
        for (sheet, key), units in rows.items():
            tallies[capability][level(view, sheet, key)] += units
    return tallies


def units_by_row(
    view: View, state: str, capability: str, at: int, units: int
) -> Mapping[InputRow, int]:
    """Units that a state gives in the period at this position, by the rows they rest on.

    First the holding, as far as it reaches; beyond it the order book, the earliest contracts first;
    then the lines the state buys from.
    """
    pair = (state, capability)
    nothing = view.ledger.decisions.zero
    lot = view.scenario.capability_by_code[capability].lot
    there: list[tuple[InputRow, int]] = [
        (("holdings", pair), view.ledger.stock.owned.get(pair, nothing)[at]),
        *_contracts(view, state, capability, at),
    ]
    for line in view.scenario.lines_of[capability]:
        lots = view.ledger.decisions.delivered.get((state, line.code), nothing)[at]
        there.append((("lines", (line.code,)), lot * lots))
    carried: dict[InputRow, int] = {}
    for row, most in there:
        taken = min(units, most)
        if taken > 0:
            carried[row] = taken
            units -= taken
    return carried


def _of_pool(view: View, pool: Pool, at: int) -> Mapping[InputRow, int]:
    """A pool's stock rests on its own row and on its contracts, its new lots on their lines."""
    lot = view.scenario.capability_by_code[pool.capability].lot
    decisions = view.ledger.decisions
    carried: dict[InputRow, int] = {("pools", (pool.code,)): lot * pool.stock_lots}
    carried.update(_contracts(view, pool.code, pool.capability, at))
    for line in pool.lines:
        bought = decisions.pool_delivered.get((pool.code, line), decisions.zero)[at]
        carried["lines", (line,)] = lot * bought
    return carried


def _contracts(view: View, holder: str, capability: str, at: int) -> list[tuple[InputRow, int]]:
    """Rows of the order book that have arrived by then, in time, with their units."""
    index = view.scenario.period_index
    return [
        (("order_book", (str(row.row),)), row.units)
        for row in view.ledger.stock.contracts.get((holder, capability), ())
        if index[row.period] <= at
    ]
