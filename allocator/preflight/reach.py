"""The most that single decisions can come to in any plan, and what stands against more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from allocator.accounts.delivery import first_delivery
from allocator.accounts.ledger import Ledger
from allocator.domain.pool import Pool
from allocator.domain.production_line import ProductionLine
from allocator.domain.quantity import ceil_div
from allocator.domain.rule import Rule
from allocator.preflight.output import Outputs
from allocator.preflight.posts import Posts
from allocator.preflight.purse import Purse


@dataclass(frozen=True, slots=True)
class Barrier:
    """The most a decision can come to, why no more, and what would help."""

    most: int
    why: str
    remedy: str


@dataclass(frozen=True)
class Reach:
    """Bounds on orders, shares and contributions, each by itself and whatever else is decided."""

    ledger: Ledger

    @cached_property
    def outputs(self) -> Outputs:
        """What lines can newly deliver."""
        return Outputs(self.ledger)

    @cached_property
    def purse(self) -> Purse:
        """What states can pay."""
        return Purse(self.ledger, self.outputs)

    @cached_property
    def posts(self) -> Posts:
        """What states can man."""
        return Posts(self.ledger)

    @cached_property
    def _soonest(self) -> dict[tuple[str, str], int]:
        """What `soonest` has found already."""
        return {}

    @property
    def last(self) -> int:
        """Position of the last period."""
        return len(self.ledger.scenario.periods) - 1

    def period(self, position: int) -> str:
        """Code of the period."""
        return self.ledger.scenario.periods[position].code

    def soonest(self, state: str, line: str) -> int:
        """Position of the first delivery to the state; the number of periods where there is none.

        Its own lots and its shares in lots of pools alike.
        """
        known = self._soonest.get((state, line))
        if known is None:
            known = self._soonest[state, line] = first_delivery(self.ledger.scenario, line, state)
        return known

    def may_order(self, state: str, line: str) -> bool:
        """The state may have lots of its own from the line."""
        small_rule = self.ledger.scenario.policy.holds("pooling")
        rights = self.ledger.rights
        return rights.permitted(state, line) and not (small_rule and rights.too_large(state, line))

    def lots(self, state: str, line: str, position: int) -> int:
        """Lots of its own by the end of a period, if the line served nobody else."""
        if not self.may_order(state, line):
            return 0
        return self.outputs.lots(line, self.soonest(state, line), position)

    def held(self, state: str, capability: str, position: int) -> int:
        """Units that the state can give without ordering anything."""
        stock = self.ledger.stock
        return stock.available.get((state, capability), stock.zero)[position]

    def room(self, state: str, capability: str, position: int) -> int | None:
        """Units that it may contribute by its concentration limit; None: there is no limit."""
        if not self.ledger.scenario.policy.holds("concentration"):
            return None
        record = self.ledger.scenario.capability_by_code[capability]
        shares = self.ledger.stock.shares_today.get((state, capability), 0)
        limit = self.ledger.stock.limit(state, capability)[position]
        return limit - ceil_div(record.lot * shares, record.shares_per_lot)

    def shares_room(self, state: str, pool: Pool, position: int, begin: int = 0) -> int:
        """Shares that it may buy in the pool by the end of a period, if all was for it.

        None are bought before the position `begin`.
        """
        scenario, rights = self.ledger.scenario, self.ledger.rights
        capability = scenario.capability_by_code[pool.capability]
        pooling = scenario.policy.holds("pooling")
        lots = sum(
            self.outputs.lots(line, max(begin, self.soonest(state, line)), position)
            for line in pool.lines
            if rights.may_share(state, pool.code, line)
            or (not pooling and rights.permitted(state, line))
        )
        most = lots * capability.shares_per_lot
        if pooling:
            row = scenario.member_by_key.get((pool.code, state))
            most = min(most, max(0, row.most_share - row.shares_today)) if row is not None else 0
        if scenario.policy.holds("concentration"):
            today = self.ledger.stock.shares_today.get((state, capability.code), 0)
            limit = self.ledger.stock.limit(state, capability.code)[position]
            counted = capability.shares_per_lot * limit // capability.lot
            most = min(most, max(0, counted - today))
        return most

    def barred(self, state: str, line: ProductionLine) -> Barrier | None:
        """Law or policy that keeps the state from ordering from the line at all."""
        scenario = self.ledger.scenario
        if self.may_order(state, line.code):
            return None
        remedy = "drop it, or change what stands against it"
        if self.ledger.rights.permitted(state, line.code):
            why = "a small state has large systems through pools alone"
            return Barrier(0, why, "drop it, or let a pool buy them")
        rule = self.ban((state,), line)
        if rule is not None:
            return Barrier(0, f"rule {rule.code} ({self.cell_of(rule)}) forbids it", remedy)
        rule = self.ban((line.host,), line)
        if rule is not None:
            why = f"rule {rule.code} ({self.cell_of(rule)}) forbids its host {line.host} to make it"
            return Barrier(0, why, remedy)
        if state not in line.customers:
            cell = scenario.book.address("lines", (line.code,), "customers")
            return Barrier(0, f"{state} is no customer of {line.code} ({cell})", remedy)
        cell = scenario.book.address("access", (line.code, state), "permitted")
        return Barrier(0, f"{cell} bars it from {line.code}", remedy)

    def ban(
        self, states: Sequence[str], line: ProductionLine | None, capability: str = ""
    ) -> Rule | None:
        """The first rule that forbids one of the states the line or the capability."""
        named = line.capability if line is not None else capability
        for rule in self.ledger.scenario.rules:
            if rule.effect == "forbid" and not set(states).isdisjoint(rule.states):
                on_line = rule.scope == "line"
                if (on_line and line is not None and rule.line == line.code) or (
                    not on_line and named in rule.capabilities
                ):
                    return rule
        return None

    def cell_of(self, rule: Rule, column: str = "effect") -> str:
        """Where the rule stands."""
        return self.ledger.scenario.book.address("rules", rule.key, column)

    def lines_for(self, state: str, capability: str) -> Iterator[ProductionLine]:
        """Lines from which the state may order the capability for itself."""
        lines = self.ledger.scenario.lines_of[capability]
        return (line for line in lines if self.may_order(state, line.code))
