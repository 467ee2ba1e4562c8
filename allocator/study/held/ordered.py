"""What a plan has ordered and decided before a date: it stays, whatever is lost later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from allocator.accounts.decisions import Codes, Decisions, Series, total
from allocator.accounts.delivery import deliveries
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import ElasticRow
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.extension import Row, with_rows
from allocator.errors import ModelError
from allocator.model.model import Model
from allocator.model.program import RowName
from allocator.model.sparse_rows import FREE
from allocator.study.held.remains import rests

ORDERED = "ordered"
"""Of the rows that hold a plan to what is ordered already."""
LOTS = ("delivered", "pool_delivered")
STEPS = ("expansion", "component_expansion")
PAID_BY = {"expansion": "funding", "component_expansion": "component_funding"}
TENTHS = 10


@dataclass(frozen=True, slots=True)
class Least:
    """Least values of decisions by the end of periods, by decision and codes."""

    values: Mapping[str, Mapping[Codes, int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.values.values())

    def entries(self) -> Iterator[tuple[str, Codes, int]]:
        """Decision, its codes, and the least value."""
        for name, values in self.values.items():
            for codes, value in values.items():
                yield name, codes, value

    def lessened(self, row: ElasticRow) -> "Least":
        """With a row that gave way: it asks for so much less."""
        name, *rest = row.subject
        codes, values = tuple(rest), dict(self.values[name])
        values[codes] -= row.amount
        if values[codes] <= 0:
            del values[codes]
        return Least({**self.values, name: values})


def ordered(ledger: Ledger, before: int) -> Plan:
    """The part of a plan that is ordered or decided before a month, as a plan of its own.

    Lots whose order must be placed by then (`Delivery.order_by`), of pools with the shares in them,
    and steps of expansion decided in periods that begin before, with who pays for them.
    """
    scenario, decisions = ledger.scenario, ledger.decisions
    places = scenario.period_index
    last: dict[Codes, int] = {}
    for delivery in deliveries(ledger):
        if delivery.order_by < before:
            key, at = (delivery.buyer, delivery.line), places[delivery.period]
            last[key] = max(last.get(key, at), at)
    begun = sum(period.start < before for period in scenario.periods) - 1

    def until(series: Series, period: int | None) -> Series:
        if period is None or period < 0:
            return decisions.zero
        return tuple(series[min(at, period)] for at in ledger.periods)

    def stated(part: Mapping[Codes, Series], by: Mapping[Codes, int | None]) -> dict[Codes, int]:
        return {
            (*codes, period.code): value
            for codes, series in part.items()
            for period, value in zip(scenario.periods, until(series, by.get(codes)), strict=True)
            if value
        }

    found: dict[str, dict[Any, int]] = {
        name: stated(getattr(decisions, name), dict(last)) for name in LOTS
    }
    shares = decisions.pool_shares
    found["pool_shares"] = stated(shares, {codes: last.get(codes[1:]) for codes in shares})
    for name in (*STEPS, *PAID_BY.values()):
        grown: Mapping[Codes, Series] = getattr(decisions, name)
        found[name] = stated(grown, dict.fromkeys(grown, begun))
    return Plan(**found)


def least_of(ordered: Plan, after: Scenario) -> Least:
    """What of it does not rest on what is lost.

    Of lots of a pool, one of whose buyers is lost, the whole ones that the shares of the others
    fill are held, and these may share them anew. Of steps that somebody lost pays a part of, the
    whole ones that the others pay for are.
    """
    left = rests(ordered, after)
    now, then = Decisions(after, left), Decisions(after, ordered)
    sold = {
        name: total(((pool, line), held) for (_, pool, line), held in each.pool_shares.items())
        for name, each in (("now", now), ("then", then))
    }
    whole = {key for key, series in sold["then"].items() if sold["now"].get(key) == series}
    series: dict[str, Mapping[Codes, Series]] = {
        "delivered": now.delivered,
        "pool_delivered": now.pool_delivered,
        "pool_shares": {key: held for key, held in now.pool_shares.items() if key[1:] in whole},
        **{name: _paid(name, now) for name in STEPS},
    }
    return Least({name: _rising(after, part) for name, part in series.items()})


def _paid(name: str, decisions: Decisions) -> Mapping[Codes, Series]:
    """Steps as far as those who are left pay for them."""
    funding: Mapping[Codes, Series] = getattr(decisions, PAID_BY[name])
    tenths = total((codes[1:], paid) for codes, paid in funding.items())
    return {
        codes: tuple(
            min(n, paid // TENTHS)
            for n, paid in zip(steps, tenths.get(codes, decisions.zero), strict=True)
        )
        for codes, steps in getattr(decisions, name).items()
    }


def _rising(scenario: Scenario, part: Mapping[Codes, Series]) -> dict[Codes, int]:
    """Values where they rise; between these, what never falls needs no row."""
    return {
        (*codes, period.code): value
        for codes, series in part.items()
        for period, before, value in zip(scenario.periods, (0, *series), series, strict=False)
        if value > before
    }


def possible(model: Model, least: Least) -> tuple[Least, list[ElasticRow]]:
    """Without what is always zero in this model, and that as rows that gave way whole."""
    entries = model.decisions.entries
    gone = [
        ElasticRow(ORDERED, (name, *codes), value)
        for name, codes, value in least.entries()
        if codes not in entries[name]
    ]
    for row in gone:
        least = least.lessened(row)
    return least, gone


def holding(model: Model, least: Least) -> Model:
    """The model with a row for each of the least values, which the first phase drives plans to."""
    entries = model.decisions.entries
    rows = [
        Row(RowName(ORDERED, (name, *codes)), [(1, entries[name][codes])], value, FREE)
        for name, codes, value in least.entries()
    ]
    return replace(model, program=with_rows(model.program, rows, elastic=True)) if rows else model


def require_held(plan: Plan, least: Least) -> None:
    """ModelError for a plan that takes back what is ordered."""
    for name, codes, value in least.entries():
        stated: Mapping[Codes, int] = getattr(plan, name)
        if stated.get(codes, 0) < value:
            raise ModelError(f"{name}[{','.join(codes)}] is below the {value} that are ordered")
