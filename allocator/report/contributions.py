"""Sheet `contributions`: what each state assigns to the alliance, period by period."""

from collections.abc import Iterator

from allocator.report.foundations import LEVELS, level, units_by_row
from allocator.report.sheet import (
    BETWEEN_CELLS,
    CAPABILITY,
    CONFIDENCE,
    PERIOD,
    SOURCE,
    STATE,
    decision,
    figure,
    long_sheet,
)
from allocator.report.view import View
from allocator.tables.table import Row, Table

COLUMNS = (
    STATE,
    CAPABILITY,
    PERIOD,
    decision("units", "units of national holdings assigned to the alliance"),
    figure("available", "units there without this plan: today's share, contracts, retirements"),
    figure("bought", "units that this plan has delivered to the state by the end of the period"),
    figure("limit", "most units that may be counted of the state"),
    CONFIDENCE,
    SOURCE,
)


def contributions(view: View) -> Table:
    """One row for each state, capability and period with a contribution."""
    return long_sheet(
        view,
        "contributions",
        "Contributions",
        "Units of national holdings that each state assigns to the alliance, by period.",
        COLUMNS,
        _rows(view),
    )


def _rows(view: View) -> Iterator[Row]:
    stock, lots = view.ledger.stock, view.ledger.decisions.own_lots
    nothing = view.ledger.decisions.zero
    limits: dict[tuple[str, str], tuple[int, ...]] = {}
    keys = view.sorted_keys(("state", "capability", "period"), view.plan.contribution)
    for state, capability, period in keys:
        pair = (state, capability)
        at = view.scenario.period_index[period]
        if pair not in limits:
            limits[pair] = stock.limit(state, capability)
        units = view.plan.contribution[state, capability, period]
        yield (
            state,
            capability,
            period,
            units,
            stock.available.get(pair, nothing)[at],
            lots.get(pair, nothing)[at] * view.scenario.capability_by_code[capability].lot,
            limits[pair][at],
            *_source(view, state, capability, at, units),
        )


def _source(view: View, state: str, capability: str, at: int, units: int) -> tuple[str, str]:
    """Of the holding; where it gives nothing, of the order book, else of the lines bought from.

    Several rows are all named, with the confidence of the weakest.
    """
    carried = list(units_by_row(view, state, capability, at, units))
    first = [key for sheet, key in carried if sheet == carried[0][0]]
    if not first:
        return "", ""
    sheet = carried[0][0]
    weakest = max(first, key=lambda key: LEVELS.index(level(view, sheet, key)))
    cells = (view.scenario.book.address(sheet, key) for key in first)
    return view.evidence(sheet, weakest).confidence, BETWEEN_CELLS.join(cells)
