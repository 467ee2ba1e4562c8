"""Plan, actual and forecast beside each other, by period, for the alliance and each state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from allocator.accounts.decisions import Codes, Series
from allocator.accounts.dependence import european_share
from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.domain.actuals import Actuals
from allocator.domain.in_force import PERIODLESS
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.study.track.past import Past
from allocator.study.track.told import Amounts, Figures


def figures(
    scenario: Scenario, plan: Plan, actuals: Actuals, past: Past, forecast: Plan
) -> tuple[Figures, ...]:
    """The alliance first, then states by their codes; every period of each."""
    planned, coming = _Sums(scenario, plan), _Sums(scenario, forecast, past.crews)
    money = _reported(scenario, actuals)
    found = []
    for state in ("", *sorted(scenario.state_by_code)):
        for at, period in enumerate(scenario.periods):
            lacking = [
                codes
                for _, codes in past.unconfirmed
                if codes[-1] == period.code and state in ("", codes[0])
            ]
            found.append(
                Figures(
                    state,
                    period.code,
                    planned.amounts(state, at),
                    coming.amounts(state, at) if at < past.closed else None,
                    coming.amounts(state, at),
                    _sum(money, state, period.code),
                    len(lacking),
                )
            )
    return tuple(found)


def _reported(scenario: Scenario, actuals: Actuals) -> Mapping[tuple[str, str], int]:
    """kEUR by state and period, as far as anybody says.

    What was paid for joining or leading a pool counts in the pool's start period, in which the plan
    has its fees.
    """
    money: dict[tuple[str, str], int] = {}
    for row in actuals.rows:
        if row.money is not None:
            when = row.codes[-1]
            if row.decision in PERIODLESS:
                when = scenario.pool_by_code[when].start
            key = (row.codes[0], when)
            money[key] = money.get(key, 0) + row.money
    return money


def _sum(money: Mapping[tuple[str, str], int], state: str, period: str) -> int | None:
    parts = [kilo for (who, when), kilo in money.items() if when == period and state in ("", who)]
    return sum(parts) if parts else None


@dataclass(frozen=True)
class _Sums:
    """What a plan comes to, period by period."""

    scenario: Scenario
    plan: Plan
    filled: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Extra posts that were filled, by state and past period: a plan states the fewest that serve,
    so that there may be more, and those stay."""

    @cached_property
    def ledger(self) -> Ledger:
        return Ledger(self.scenario, self.plan)

    @cached_property
    def money(self) -> Mapping[tuple[str, int], int]:
        """kEUR by state and position of the period."""
        due: dict[tuple[str, int], int] = {}
        for charge in self.ledger.charges:
            key = (charge.state, charge.period)
            due[key] = due.get(key, 0) + charge.amount
        return due

    @cached_property
    def missing(self) -> Mapping[str, int]:
        """Weighted shortfall by period."""
        found: dict[str, int] = {}
        for (_, period), account in shortfalls(self.ledger).items():
            found[period] = found.get(period, 0) + account.value
        return found

    @cached_property
    def european(self) -> Mapping[str, Fraction]:
        """By period."""
        return {each.code: european_share(self.ledger, each.code) for each in self.scenario.periods}

    def amounts(self, state: str, at: int) -> Amounts:
        """Of a state, or of the alliance where it is empty."""
        decisions, scenario = self.ledger.decisions, self.scenario
        own = {key: lots for key, lots in decisions.delivered.items() if state in ("", key[0])}
        units = self._units(own, at)
        if not state:
            units += self._units(decisions.pool_delivered, at)
        code = scenario.periods[at].code
        hosted = [
            series[at]
            for (line,), series in decisions.expansion.items()
            if state in ("", scenario.line_by_code[line].host)
        ]
        hosted += [
            series[at]
            for (_, host), series in decisions.component_expansion.items()
            if state in ("", host)
        ]
        return Amounts(
            delivered=units,
            shares=_at(decisions.pool_shares, state, at),
            contributed=_at(decisions.contribution, state, at),
            crews=sum(
                self._crews(each.code, at) for each in scenario.states if state in ("", each.code)
            ),
            steps=sum(hosted),
            money=sum(
                kilo
                for (who, when), kilo in self.money.items()
                if when == at and state in ("", who)
            ),
            missing=0 if state else self.missing.get(code, 0),
            european=Fraction(0) if state else self.european[code],
        )

    def _crews(self, state: str, at: int) -> int:
        """Of a past period what was filled, of an open one no fewer than that."""
        codes = [period.code for period in self.scenario.periods[: at + 1]]
        needed = self.plan.crews.get((state, codes[at]), 0)
        if (state, codes[at]) in self.filled:
            return self.filled[state, codes[at]]
        return max(needed, *(self.filled.get((state, code), 0) for code in codes))

    def _units(self, orders: Mapping[Codes, Series], at: int) -> int:
        lines, capabilities = self.scenario.line_by_code, self.scenario.capability_by_code
        return sum(
            capabilities[lines[line].capability].lot * lots[at]
            for (_, line), lots in orders.items()
        )


def _at(series: Mapping[Codes, Series], state: str, at: int) -> int:
    parts: Iterable[int] = (values[at] for key, values in series.items() if state in ("", key[0]))
    return sum(parts)
