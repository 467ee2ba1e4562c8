"""Payments that other states could have to make, whatever the plan decides: one of everything."""

from collections.abc import Iterator

from allocator.accounts.charges import Charge
from allocator.accounts.delivery import first_delivery
from allocator.accounts.prices import due_period
from allocator.domain.production_line import Component, ProductionLine
from allocator.report.release.extract import Extract
from allocator.report.view import Codes, View

ANYBODY = ""
"""Pays list prices."""


def open_to_others(extract: Extract) -> Codes:
    """Lines that sell to another state and deliver within the horizon."""
    view = extract.view
    permitted, periods = view.ledger.rights.permitted, len(view.periods)
    return tuple(
        line
        for line in view.lines
        if first_delivery(view.scenario, line) < periods
        and any(permitted(other, line) for other in extract.others)
    )


def conceivable(extract: Extract) -> Iterator[Charge]:
    """What one lot, share, tenth of a step, fee or unit kept ready would cost in each period."""
    view = extract.view
    scenario, prices = view.scenario, view.ledger.prices
    for code in open_to_others(extract):
        yield from _lots(view, scenario.line_by_code[code])
    for line in scenario.lines:
        tenth = Charge(
            ANYBODY, "funding", line.capability, 0, line.code, "", prices.tenth_cost(line.code)
        )
        yield from _growth(view, line, tenth)
    for made in scenario.components:
        cost = prices.component_tenth_cost(made.code, made.host)
        tenth = Charge(ANYBODY, "components", "", 0, "", "", cost, made.code, made.host)
        yield from _growth(view, made, tenth)
    for pool in scenario.pools:
        at, fee = scenario.period_index[pool.start], max(pool.startup_cost, pool.entry_fee)
        yield Charge(ANYBODY, "fees", pool.capability, at, "", pool.code, fee)
    for record in scenario.capabilities:
        for at, period in enumerate(scenario.periods):
            cost = prices.readiness(record.code, period.months)
            yield Charge(ANYBODY, "readiness", record.code, at, "", "", cost)


def _lots(view: View, line: ProductionLine) -> Iterator[Charge]:
    """A lot for itself, and a share in one in every pool that buys from the line."""
    prices, scenario = view.ledger.prices, view.scenario
    first = first_delivery(scenario, line.code)
    own = Charge(ANYBODY, "orders", line.capability, 0, line.code, "", 0)
    parts = prices.lot_instalments(ANYBODY, line.code)
    yield from _held(view, own, first, parts)
    for pool in scenario.pools:
        if line.code in pool.lines:
            shared = own._replace(kind="shares", pool=pool.code)
            parts = prices.share_instalments(ANYBODY, pool.code, line.code)
            yield from _held(view, shared, max(first, scenario.period_index[pool.start]), parts)
    bands = [band for band in scenario.price_bands if band.line == line.code]
    if bands:
        saving = line.unit_price - min(band.unit_price for band in bands)
        back = prices.lot_rebate(ANYBODY, line.code, saving)
        yield own._replace(kind="rebates", period=len(view.periods) - 1, amount=-back)


def _held(
    view: View, one: Charge, first: int, parts: tuple[tuple[int, int], ...]
) -> Iterator[Charge]:
    """Instalments for a delivery in any period from the first on, and running it from then on."""
    prices, last = view.ledger.prices, len(view.periods)
    running = prices.share_operating if one.pool else prices.lot_operating
    for at in range(first, last):
        for offset, amount in parts:
            yield one._replace(period=due_period(at, offset, last), amount=amount)
        cost = running(one.capability, view.scenario.periods[at].months)
        yield one._replace(kind="operating", period=at, amount=cost)


def _growth(view: View, maker: ProductionLine | Component, tenth: Charge) -> Iterator[Charge]:
    """A tenth of a step in every period in which it is decided early enough to be of use."""
    periods = view.scenario.periods
    for at, period in enumerate(periods):
        if maker.max_steps and period.start + maker.step_lead_months <= periods[-1].start:
            yield tenth._replace(period=at)
