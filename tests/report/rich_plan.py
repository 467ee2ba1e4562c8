"""A plan drawn in a moment for any scenario: it uses every decision that moves money or units.

It holds what sums rest on (shares of a pool add up to its lots, tenths to steps, cumulative
decisions never fall, rights and limits on what may count are kept) and nothing that takes a solver.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from allocator.accounts.delivery import first_delivery
from allocator.accounts.rights import Rights
from allocator.accounts.stock import Stock
from allocator.domain.plan import Plan
from allocator.domain.pool import Pool
from allocator.domain.scenario import Scenario

Codes = tuple[str, ...]


@dataclass
class _Drawing:
    scenario: Scenario
    random: Random
    decisions: dict[str, dict[Codes, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rights, self.stock = Rights(self.scenario), Stock(self.scenario)
        self.periods = [period.code for period in self.scenario.periods]

    def write(self, decision: str, codes: Codes, series: Iterable[int]) -> None:
        """A decision by period; zeros are left out as plans want it."""
        values = self.decisions.setdefault(decision, {})
        for period, value in zip(self.periods, series, strict=True):
            if value:
                values[*codes, period] = value

    def rising(self, first: int, most: int) -> list[int]:
        """New quantities by period from a first one on, nothing in half of them."""
        return [
            self.random.randint(1, most) if at >= first and self.random.random() < 0.5 else 0
            for at in range(len(self.periods))
        ]

    def dealt(self, count: int, takers: list[str]) -> dict[str, int]:
        """So many pieces, at random and unevenly; each taker may get none."""
        weights = [self.random.random() ** 3 for _ in takers]
        drawn = self.random.choices(takers, weights, k=count)
        return {taker: drawn.count(taker) for taker in takers}


def rich_plan(scenario: Scenario, seed: int = 1) -> Plan:
    """The same for the same scenario and seed."""
    drawing = _Drawing(scenario, Random(seed))
    _order(drawing)
    _pool(drawing)
    _grow(drawing)
    _give(drawing)
    _count(drawing)
    return Plan(**drawing.decisions)


def _order(drawing: _Drawing) -> None:
    """States buy from a sixth of the lines they may buy from."""
    scenario, rights = drawing.scenario, drawing.rights
    for state in scenario.states:
        for line in scenario.lines:
            first = first_delivery(scenario, line.code, state.code)
            if (
                rights.permitted(state.code, line.code)
                and not rights.too_large(state.code, line.code)
                and drawing.random.random() < 1 / 6
            ):
                lots = accumulate(drawing.rising(first, 4))
                drawing.write("delivered", (state.code, line.code), lots)


def _pool(drawing: _Drawing) -> None:
    """Two pools in three open, with more than half of those that may join."""
    for pool in drawing.scenario.pools:
        may = [
            s.code for s in drawing.scenario.states if drawing.rights.may_join(s.code, pool.code)
        ]
        joined = [state for state in may if drawing.random.random() < 0.6]
        if len(joined) > 1 and drawing.random.random() < 2 / 3:
            _run(drawing, pool, joined)


def _run(drawing: _Drawing, pool: Pool, joined: list[str]) -> None:
    start = drawing.scenario.period_index[pool.start]
    opened = drawing.decisions.setdefault("open", {})
    opened[pool.code,] = 1
    drawing.write(
        "operating", (pool.code,), [int(at >= start) for at in range(len(drawing.periods))]
    )
    drawing.decisions.setdefault("join", {}).update({(s, pool.code): 1 for s in joined})
    drawing.decisions.setdefault("lead", {})[joined[0], pool.code] = 1
    per_lot = drawing.scenario.capability_by_code[pool.capability].shares_per_lot
    for line in pool.lines:
        first = max(start, first_delivery(drawing.scenario, line))
        new = drawing.rising(first, 3)
        drawing.write("pool_delivered", (pool.code, line), accumulate(new))
        dealt = [drawing.dealt(per_lot * lots, joined) for lots in new]
        for state in joined:
            shares = accumulate(each[state] for each in dealt)
            drawing.write("pool_shares", (state, pool.code, line), shares)


def _grow(drawing: _Drawing) -> None:
    """A third of what can grow does, by a step or more, paid for by some who may."""
    for line in drawing.scenario.lines:
        may = [
            s.code for s in drawing.scenario.states if drawing.rights.may_fund(s.code, line.code)
        ]
        if may and drawing.random.random() < 1 / 3:
            _steps(drawing, "expansion", "funding", (line.code,), may)
    for made in drawing.scenario.components:
        key = (made.code, made.host)
        may = [
            s.code
            for s in drawing.scenario.states
            if drawing.rights.may_fund_component(s.code, *key)
        ]
        if may and drawing.random.random() < 1 / 3:
            _steps(drawing, "component_expansion", "component_funding", key, may)


def _steps(drawing: _Drawing, steps: str, tenths: str, codes: Codes, may: list[str]) -> None:
    payers = drawing.random.sample(may, k=min(len(may), drawing.random.randint(1, 6)))
    new = [drawing.random.randint(1, 2), *drawing.rising(1, 1)[1:]]
    drawing.write(steps, codes, accumulate(new))
    dealt = [drawing.dealt(10 * count, payers) for count in new]
    for state in payers:
        drawing.write(tenths, (state, *codes), accumulate(each[state] for each in dealt))


def _give(drawing: _Drawing) -> None:
    """Part of what is there and bought, never falling but with the holding."""
    lots = drawing.decisions.get("delivered", {})
    for state, capability in _able(drawing):
        lot = drawing.scenario.capability_by_code[capability].lot
        lines = [line.code for line in drawing.scenario.lines_of[capability]]
        there = drawing.stock.available.get((state, capability), drawing.stock.zero)
        limit = drawing.stock.limit(state, capability)
        part = drawing.random.randint(20, 100)
        series = (
            min(
                part * there[at] // 100 + lot * sum(lots.get((state, x, p), 0) for x in lines),
                limit[at],
            )
            for at, p in enumerate(drawing.periods)
        )
        drawing.write("contribution", (state, capability), series)


def _able(drawing: _Drawing) -> Iterator[tuple[str, str]]:
    for state in drawing.scenario.states:
        for capability in drawing.scenario.capabilities:
            if drawing.rights.may_contribute(state.code, capability.code):
                yield state.code, capability.code


def _count(drawing: _Drawing) -> None:
    """Half of what is offered is relied on; of what needs enablers four fifths count."""
    for (capability, period), units in drawing.scenario.offered.items():
        if units > 1:
            drawing.decisions.setdefault("support", {})[capability, period] = units // 2
    given: dict[Codes, int] = {}
    for (_, capability, period), units in drawing.decisions.get("contribution", {}).items():
        given[capability, period] = given.get((capability, period), 0) + units
    for (capability, period), units in given.items():
        if capability in drawing.scenario.enablers_of and units > 1:
            drawing.decisions.setdefault("counted", {})[capability, period] = 4 * units // 5
