"""What has to be decided before it is known which scenario it is, in the order of the months."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from allocator.accounts.decisions import increases
from allocator.domain.plan import Plan
from allocator.engine.joint.here_and_now import HereAndNow
from allocator.report.prose import readable
from allocator.report.view import View

What = Literal["order", "pool order", "shares", "pool", "expansion", "payment", "contribution"]


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: by when, whose, of what, and how much."""

    by: int
    """Month of the order or of the period, in months since January of year 0."""
    what: What
    who: str
    of: str
    period: str
    """In which it is there, or begins."""
    quantity: int
    """New in that period; what is given, of contributions."""
    unit: str
    money: int = 0
    """Prices, fees and steps that it commits to, in kEUR; without operation and rebates."""


def decided(view: View, when: HereAndNow) -> tuple[Decided, ...]:
    """What a plan decides here and now, the most urgent first; contributions come last."""
    part: dict[str, dict[Any, int]] = {}
    for (name, codes), value in when.stated(view.plan).items():
        part.setdefault(name, {})[codes] = value
    now = replace(view, plan=Plan(**part))
    found = [*_orders(now, when), *_pools(now), *_growth(now), *_paid(now)]
    found.sort(key=lambda one: (one.by, one.what, one.who, one.of, one.period))
    return (*found, *_given(now))


def _orders(view: View, when: HereAndNow) -> Iterator[Decided]:
    decisions, prices = view.ledger.decisions, view.ledger.prices
    for (state, line), lots in decisions.delivered.items():
        price = prices.lot_price(state, line)
        name = _line(view, line)
        for period, new in _new(view, lots):
            by = when.order_month(line, state, period)
            what: What = "order"
            yield Decided(by, what, _state(view, state), name, period, new, "lots", new * price)
    for (pool, line), lots in decisions.pool_delivered.items():
        for period, new in _new(view, lots):
            by = when.order_month(line, None, period)
            who, name = _pool(view, pool), _line(view, line)
            yield Decided(by, "pool order", who, name, period, new, "lots")
    for (state, pool, line), shares in decisions.pool_shares.items():
        price = prices.share_price(state, pool, line)
        for period, new in _new(view, shares):
            by = when.order_month(line, state, period)
            of = f"{_pool(view, pool)}: {_line(view, line)}"
            yield Decided(by, "shares", _state(view, state), of, period, new, "shares", new * price)


def _pools(view: View) -> Iterator[Decided]:
    scenario, plan = view.scenario, view.plan
    for pool in view.pools:
        record = scenario.pool_by_code[pool]
        first = next((p for p in scenario.periods if (pool, p.code) in plan.operating), None)
        if first is None:
            continue
        for (state, joined), _ in sorted(plan.join.items()):
            if joined == pool:
                leads = (state, pool) in plan.lead
                unit = "framework nation" if leads else "member"
                fee = record.startup_cost if leads else record.entry_fee
                who, of = _state(view, state), _pool(view, pool)
                yield Decided(first.start, "pool", who, of, first.code, 1, unit, fee)


def _growth(view: View) -> Iterator[Decided]:
    decisions = view.ledger.decisions
    for (line,), steps in decisions.expansion.items():
        for period, new in _new(view, steps):
            host = _state(view, view.scenario.line_by_code[line].host)
            yield _dated(view, "expansion", host, _line(view, line), period, new, "steps")
    for (component, host), steps in decisions.component_expansion.items():
        for period, new in _new(view, steps):
            of = readable(component)
            yield _dated(view, "expansion", _state(view, host), of, period, new, "steps")


def _paid(view: View) -> Iterator[Decided]:
    decisions, prices = view.ledger.decisions, view.ledger.prices
    unit = "tenths of a step"
    for (state, line), tenths in decisions.funding.items():
        for period, new in _new(view, tenths):
            money = new * prices.tenth_cost(line)
            who, of = _state(view, state), _line(view, line)
            yield _dated(view, "payment", who, of, period, new, unit, money)
    for (state, component, host), tenths in decisions.component_funding.items():
        for period, new in _new(view, tenths):
            money = new * prices.component_tenth_cost(component, host)
            who, of = _state(view, state), f"{readable(component)}: {_state(view, host)}"
            yield _dated(view, "payment", who, of, period, new, unit, money)


def _given(view: View) -> Iterator[Decided]:
    names = ("state", "capability", "period")
    for state, capability, period in view.sorted_keys(names, view.plan.contribution):
        units = view.plan.contribution[state, capability, period]
        of, unit = readable(view.short_capability(capability)), "units"
        yield _dated(view, "contribution", _state(view, state), of, period, units, unit)


def _dated(
    view: View, what: What, who: str, of: str, period: str, new: int, unit: str, money: int = 0
) -> Decided:
    """A decision that is due when its period begins."""
    start = view.scenario.periods[view.scenario.period_index[period]].start
    return Decided(start, what, who, of, period, new, unit, money)


def _new(view: View, series: tuple[int, ...]) -> Iterator[tuple[str, int]]:
    """Periods in which something comes on top, of series that stop where nothing is joined."""
    for period, new in zip(view.periods, increases(series), strict=True):
        if new > 0:
            yield period, new


def _state(view: View, code: str) -> str:
    return readable(view.state_name(code))


def _line(view: View, code: str) -> str:
    return readable(view.scenario.line_by_code[code].name or code)


def _pool(view: View, code: str) -> str:
    return readable(view.scenario.pool_by_code[code].name or code)


def summed(rows: tuple[Decided, ...]) -> Mapping[What, tuple[int, int]]:
    """How many decisions of a kind, and what they commit to in kEUR."""
    found: dict[What, tuple[int, int]] = {}
    for row in rows:
        count, money = found.get(row.what, (0, 0))
        found[row.what] = (count + 1, money + row.money)
    return found
