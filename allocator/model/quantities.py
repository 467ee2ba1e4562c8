"""Quantities many families speak of, each one variable with one row that defines it.

Stated once, they keep the program short: budgets, burdens and cost share a state's new money;
windows of capacity, host caps and second sources share a line's new lots.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from allocator.domain.pool import Pool
from allocator.domain.production_line import Component, ProductionLine
from allocator.model.basis import Basis
from allocator.model.beyond_today import beyond_today
from allocator.model.decisions import Decisions, Series
from allocator.model.domains import Domains
from allocator.model.linear_form import Terms
from allocator.model.price_bands import Rebates
from allocator.model.prices import Due
from allocator.model.program import ProgramBuilder


def new_lots(
    domains: Domains, decisions: Decisions, builder: ProgramBuilder
) -> Mapping[str, Series]:
    """By line: lots delivered to all states and pools by the end of each period."""
    basis, lots = domains.basis, {}
    for line in basis.scenario.lines:
        series = [decisions.delivered(state, line.code) for state in basis.states]
        series += [
            decisions.pool_delivered(pool.code, line.code)
            for pool in basis.scenario.pools_of[line.capability]
        ]
        places = basis.labels(line=line.code)
        variables = []
        for period, code in enumerate(basis.codes):
            terms = Terms.sum(one[period] for one in series)
            if len(terms.coefficients) <= 1:
                variables.append(next(iter(terms.coefficients), None))
                continue
            labels, most = {**places, "period": period}, domains.new_lots[line.code][period]
            variables.append(
                builder.defined("new_lots", (line.code, code), terms, labels, most=most)
            )
        lots[line.code] = tuple(variables)
    return lots


def new_money(
    domains: Domains, decisions: Decisions, builder: ProgramBuilder, rebates: Rebates
) -> Mapping[str, Series]:
    """By state: kEUR falling due in each period for what the plan decides.

    Rebates may leave less than nothing for the last period, and no less than they are themselves.
    """
    basis, money = domains.basis, {}
    for state in basis.states:
        places = basis.labels(state=state)
        back = [terms for (buyer, _), terms in rebates.items() if buyer == state]
        bill = _Bill(basis, decisions, builder, state, back)
        least = [0] * (basis.length - 1) + [-sum(builder.most(terms) for terms in back)]
        money[state] = tuple(
            builder.defined(
                "new_money",
                (state, code),
                terms,
                {**places, "period": period},
                least=least[period],
                most=domains.new_money[state][period],
            )
            if terms.coefficients
            else None
            for period, (code, terms) in enumerate(zip(basis.codes, bill.due(), strict=True))
        )
    return money


@dataclass(frozen=True, slots=True)
class _Bill:
    """What falls due to a state."""

    basis: Basis
    decisions: Decisions
    builder: ProgramBuilder
    state: str
    back: Sequence[Terms]
    """Rebates."""

    def due(self) -> list[Terms]:
        """A form for each period: prices less rebates, operating cost, funding, fees, readiness."""
        bill = [Terms() for _ in range(self.basis.length)]
        for line in self.basis.scenario.lines:
            if (self.state, line.code) in self.decisions.dealings:
                self._add_lots(bill, line)
                self._add_funding(bill, line)
        for pool, line in self._offers():
            self._add_shares(bill, pool, line)
        for rebate in self.back:
            bill[-1].include(-1, rebate)
        self._add_parts(bill)
        self._add_fees(bill)
        self._add_readiness(bill)
        return bill

    def _add_lots(self, bill: list[Terms], line: ProductionLine) -> None:
        series = self.decisions.delivered(self.state, line.code)
        if series is not self.decisions.never:
            prices = self.basis.prices
            due = prices.due(line, prices.lot_price(self.state, line))
            self._add_held(bill, series, due, prices.lot_operating(line.capability))

    def _add_shares(self, bill: list[Terms], pool: Pool, line: ProductionLine) -> None:
        series = self.decisions.pool_shares(self.state, pool.code, line.code)
        if series is not self.decisions.never:
            prices = self.basis.prices
            due = prices.due(line, prices.share_price(self.state, pool, line))
            self._add_held(bill, series, due, prices.share_operating(line.capability))

    def _add_held(
        self, bill: list[Terms], series: Series, due: Sequence[Due], operating: Sequence[int]
    ) -> None:
        """Instalments, and what is held costs in every period held."""
        for held, variable in enumerate(series):
            if variable is not None:
                for period, amount in due[held]:
                    bill[period].add(amount, variable)
                bill[held].add(operating[held], variable)

    def _add_funding(self, bill: list[Terms], line: ProductionLine) -> None:
        self._add_tenths(bill, line, self.decisions.funding(self.state, line.code))

    def _add_parts(self, bill: list[Terms]) -> None:
        for maker in self.basis.scenario.components:
            series = self.decisions.component_funding(self.state, maker.code, maker.host)
            self._add_tenths(bill, maker, series)

    def _add_tenths(
        self, bill: list[Terms], maker: ProductionLine | Component, series: Series
    ) -> None:
        """Steps are paid for as they are decided."""
        cost, before = self.basis.prices.tenth_cost(maker), None
        for period, variable in enumerate(series):
            bill[period].add(cost, variable).add(-cost, before)
            before = variable

    def _add_fees(self, bill: list[Terms]) -> None:
        for pool in self.basis.scenario.pools:
            start = bill[self.basis.pool_starts[pool.code]]
            start.add(pool.entry_fee, self.decisions.join(self.state, pool.code))
            lead = self.decisions.lead(self.state, pool.code)
            start.add(pool.startup_cost - pool.entry_fee, lead)

    def _add_readiness(self, bill: list[Terms]) -> None:
        """What is contributed beyond today's force costs in every period in which it is."""
        for capability in self.basis.scenario.capabilities:
            if capability.readiness_cost:
                costs = self.basis.prices.readiness(capability.code)
                for period, cost in enumerate(costs):
                    units = beyond_today(
                        self.basis, self.decisions, self.builder, self.state, capability, period
                    )
                    bill[period].include(cost, units)

    def _offers(self) -> Iterable[tuple[Pool, ProductionLine]]:
        scenario = self.basis.scenario
        return (
            (pool, scenario.line_by_code[code]) for pool in scenario.pools for code in pool.lines
        )
