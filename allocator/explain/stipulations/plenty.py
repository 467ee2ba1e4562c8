"""Figures so large that larger ones make no difference."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from allocator.accounts.burden import key_money
from allocator.domain.quantity import MILLE, WHOLE, ceil_div
from allocator.domain.scenario import Scenario


@dataclass(frozen=True)
class Plenty:
    """More of everything than any demand of a scenario can use.

    Nothing asks for units but requirements, pledges, floors of rules and pools, and for money but
    floors: what is enough for all of them at once is enough.
    """

    scenario: Scenario

    @cached_property
    def units(self) -> dict[str, int]:
        """By capability: all that is asked for, or all that floors of money can buy."""
        most = dict(self._asked)
        for line in self.scenario.lines:
            if line.unit_price:
                spent = ceil_div(self._floors, line.unit_price)
                most[line.capability] = max(most[line.capability], spent)
        return most

    @cached_property
    def _asked(self) -> dict[str, int]:
        """By capability, floors of money aside."""
        asked = Counter(
            {capability.code: capability.lot for capability in self.scenario.capabilities}
        )
        for requirement in self.scenario.requirements:
            code = requirement.capability
            asked[code] = max(asked[code], requirement.units)
        for combat, enablers in self.scenario.enablers_of.items():
            for row in enablers:
                asked[row.enabler_capability] += ceil_div(row.per_unit * asked[combat], MILLE)
        for pledge in self.scenario.pledges:
            if pledge.object in ("contribution", "order"):
                line = self.scenario.line_by_code.get(pledge.code)
                asked[line.capability if line else pledge.code] += pledge.quantity
        for rule in self.scenario.rules:
            if rule.effect == "floor" and rule.scope != "domain":
                for code in rule.capabilities or self._capability(rule.line):
                    asked[code] += len(rule.states) * ceil_div(rule.value, MILLE)
        self._add_pools(asked)
        return dict(asked)

    @cached_property
    def money(self) -> int:
        """kEUR of a state in a period: the price of everything, and running it for the horizon;
        floors are met with what they ask for and a lot more.
        """
        years = ceil_div(sum(period.months for period in self.scenario.periods), 12)
        dearest = {(row.line, row.price) for row in self.scenario.access if row.price}
        total = self._floors + sum(row.unpaid for row in self.scenario.order_book)
        for line in self.scenario.lines:
            capability = self.scenario.capability_by_code[line.capability]
            price = max((p for code, p in dearest if code == line.code), default=0)
            each = max(line.unit_price, price) + years * (
                capability.operating_cost + capability.readiness_cost
            )
            units = self._asked[line.capability] + capability.lot
            total += units * each + line.max_steps * line.step_cost
        total += sum(maker.max_steps * maker.step_cost for maker in self.scenario.components)
        return 2 * total + sum(pool.startup_cost + pool.entry_fee for pool in self.scenario.pools)

    @cached_property
    def posts(self) -> int:
        """Of a state."""
        exceptional = max((row.posts or 0 for row in self.scenario.access), default=0)
        return sum(
            self.units[capability.code] * max(capability.posts, exceptional)
            for capability in self.scenario.capabilities
        )

    def lots(self, capability: str) -> int:
        """Of a pool."""
        return ceil_div(self.units[capability], self.scenario.capability_by_code[capability].lot)

    def shares(self, capability: str) -> int:
        """Of a state in a pool."""
        per_lot = self.scenario.capability_by_code[capability].shares_per_lot
        return per_lot * self.lots(capability)

    @cached_property
    def parts(self) -> dict[str, int]:
        """Thousandths of each component in a period."""
        needed: Counter[str] = Counter()
        for use in self.scenario.component_use:
            capability = self.scenario.line_by_code[use.line].capability
            needed[use.component] += use.per_unit * self.units[capability]
        return dict(needed)

    @cached_property
    def _floors(self) -> int:
        """kEUR that states are told to spend, each at most once over."""
        budgets = sum(budget.floor for budget in self.scenario.budgets)
        windows = sum(window.floor for window in self.scenario.budget_windows)
        rules = sum(
            rule.value * len(rule.states)
            for rule in self.scenario.rules
            if rule.effect == "floor" and rule.scope == "domain"
        )
        keys = key_money(self.scenario)
        burdens = sum(
            ceil_div((state.burden_floor or 0) * keys[state.code], WHOLE)
            for state in self.scenario.states
        )
        return budgets + windows + rules + burdens

    def _capability(self, line: str | None) -> tuple[str, ...]:
        return (self.scenario.line_by_code[line].capability,) if line else ()

    def _add_pools(self, asked: Counter[str]) -> None:
        """Their least sizes, what is called of them, and the least shares of everybody."""
        called: Counter[str] = Counter()
        for call in self.scenario.calls:
            called[call.pool] += call.lots
        for pool in self.scenario.pools:
            capability = self.scenario.capability_by_code[pool.capability]
            least = sum(
                row.least_share for row in self.scenario.pool_members if row.pool == pool.code
            )
            answered = ceil_div(10_000 * called[pool.code], max(1, pool.availability))
            lots = max(pool.min_lots, answered, ceil_div(least, capability.shares_per_lot))
            asked[pool.capability] += lots * capability.lot
