"""Sheet `price_bands`: how far volume has brought prices down, and who has saved how much."""

from collections.abc import Iterator

from allocator.accounts.price_bands import Volume, rebates, volumes
from allocator.domain.quantity import decimal
from allocator.report.sheet import CONFIDENCE, LINE, SOURCE, code, figure, long_sheet, unit_price
from allocator.report.view import View
from allocator.tables.table import Row, Table

COLUMNS = (
    LINE,
    code("buyer", "state, or pool of which states have shares; empty: all buyers together"),
    unit_price("list_price", "price of a unit before bands; of a state: its own"),
    figure("units", "new units bought by the end"),
    figure("reached_from", "units from which the reached price holds; empty: the list price"),
    unit_price("reached_price", "price of a unit at the volume that is reached"),
    figure("next_from", "units from which the next lower price holds; empty after the last band"),
    unit_price("next_price", "that price"),
    figure("units_missing", "units that are missing to it"),
    figure("saved", "what comes back in the last period", "money"),
    figure("saved_by", "states it comes back to, EUR m each", "text", width=48),
    CONFIDENCE,
    SOURCE,
)
Saved = dict[tuple[str, str], dict[str, int]]
"""kEUR by line and buyer, and state; a pool is a buyer, and none stands for all."""


def price_bands(view: View) -> Table:
    """For each line with price bands a row of all buyers, followed by one of each."""
    found, saved = volumes(view.scenario, view.ledger.decisions), _saved(view)
    return long_sheet(
        view,
        "price_bands",
        "Price bands",
        "Lower prices of lines that sell enough: the volume that is reached, what is missing to "
        "the next lower price, and what each buyer saves.",
        COLUMNS,
        (
            row
            for line in view.lines
            if line in found
            for row in (_everybody(view, found[line], saved), *_buyers(view, line, saved))
        ),
    )


def _saved(view: View) -> Saved:
    saved: Saved = {}
    for back in rebates(view.scenario, view.ledger.decisions, view.ledger.prices):
        for buyer in ("", back.pool or back.state):
            states = saved.setdefault((back.line, buyer), {})
            states[back.state] = states.get(back.state, 0) + back.amount
    return saved


def _everybody(view: View, volume: Volume, saved: Saved) -> Row:
    reached, following = volume.reached, volume.following
    band = reached or volume.bands[0]
    return (
        volume.line,
        "",
        volume.list_price,
        volume.units,
        reached.from_units if reached else None,
        volume.list_price - volume.saving,
        following.from_units if following else None,
        following.unit_price if following else None,
        volume.missing,
        *_words(view, saved.get((volume.line, ""), {})),
        *view.source("price_bands", (volume.line, str(band.from_units))),
    )


def _buyers(view: View, line: str, saved: Saved) -> Iterator[Row]:
    """States with lots of their own, then pools."""
    scenario, decisions = view.scenario, view.ledger.decisions
    lot = scenario.capability_by_code[scenario.line_by_code[line].capability].lot
    nothing, list_price = decisions.zero, scenario.line_by_code[line].unit_price
    bought = [
        (state, view.ledger.prices.price(state, line), decisions.delivered.get((state, line)))
        for state in view.states
    ]
    bought += [
        (pool, list_price, decisions.pool_delivered.get((pool, line))) for pool in view.pools
    ]
    for buyer, price, lots in bought:
        units = lot * (lots or nothing)[-1]
        if units:
            own = saved.get((line, buyer), {})
            nowhere = (None,) * 5
            yield (
                line,
                buyer,
                price,
                units,
                *nowhere,
                *_words(view, own),
                *view.source("lines", (line,)),
            )


def _words(view: View, saved: dict[str, int]) -> tuple[int, str]:
    states = (state for state in view.states if state in saved)
    return sum(saved.values()), ", ".join(f"{state} {decimal(saved[state])}" for state in states)
