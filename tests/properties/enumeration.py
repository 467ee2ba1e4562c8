"""Every plan of a tiny scenario, tried one by one with the verifier as the only judge.

Acquisition (expansions and their funding, pools, orders) is enumerated first, then contributions
and support on top of each acquisition that survives. A branch is cut only when a family that more
decisions can never mend is already broken, as `verify` itself says: its floors, pledges, minimum
rates and work shares are left out of that test and judged on whole plans.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import product
from typing import NamedTuple

from allocator.accounts.aims import AIM_VALUES
from allocator.accounts.burden import falling_burdens
from allocator.accounts.crews import least_crews
from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.domain.pool import Pool
from allocator.domain.production_line import ProductionLine
from allocator.domain.scenario import Scenario
from allocator.verify.families import FACTS, FAMILIES
from tests.least_money import least_carry
from tests.properties.levels import kept, levels
from tests.properties.options import Decisions, growth, merged, nonzero, over_time, rising, subsets
from tests.properties.trait_components import component_growth
from tests.properties.trait_enablers import counting
from tests.properties.trait_what_if import loose_pools

ACQUIRING = (
    "access",
    "lead_time",
    "capacity",
    "components",
    "pooling",
    "leadership",
    "budget",
    "burden",
)
"""Families about money, lines and pools: no contribution or support enters them."""
GIVING = ("access", "holdings", "requirement", "concentration", "personnel", "dependence")
"""Families about what is given. Both kinds, once floors are gone, no later decision can mend."""
COUNTING = ("requirement", "enablers")
"""Families about what counts of what is given, which is decided last."""
ON_WHOLE_PLANS = (*GIVING, "enablers", "pledges")
"""Families left to judge when the acquisition has passed all the others."""


class Feasible(NamedTuple):
    """A plan that holds every row."""

    aims: tuple[int, ...]
    burdens: tuple[int, ...]
    """Basis points, from the largest."""
    plan: Plan


class Best(NamedTuple):
    """What the best plans have in common, each aim held with its tolerance before the next."""

    aims: tuple[int, ...]
    rounds: tuple[tuple[int, int], ...]
    """Level of burden, states there or above."""
    plans: list[Plan]


class TooMany(Exception):  # noqa: N818 - tells the drawing to try a smaller scenario
    """More plans than a test should try."""


@dataclass
class Enumeration:
    """All feasible plans of a scenario, with their aims and burdens."""

    scenario: Scenario
    most_plans: int = 8_000
    tried: int = 0
    feasible: list[Feasible] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ample = self._ample()
        self.base = Ledger(self.scenario, Plan())
        self.holds = self.scenario.policy.holds
        rest = [name for name in FAMILIES if name not in ON_WHOLE_PLANS]
        for acquisition in self._acquisitions():
            carried = self._carried(self._ledger(self.scenario, acquisition))
            if any(self._breaks(name, carried) for name in rest):
                continue
            carry = {"carry": dict(carried.plan.carry)}
            for whole in self._contributions({**acquisition, **carry}):
                ledger = self._crewed(self._ledger(self.scenario, whole))
                if not any(self._breaks(name, ledger) for name in ON_WHOLE_PLANS):
                    self._keep(ledger)

    def _ample(self) -> Scenario:
        """The scenario without the rows that more decisions could still mend."""
        scenario = self.scenario
        return scenario.replaced(
            budgets=tuple(r.model_copy(update={"floor": 0}) for r in scenario.budgets),
            states=tuple(r.model_copy(update={"burden_floor": None}) for r in scenario.states),
            lines=tuple(r.model_copy(update={"min_rate": 0}) for r in scenario.lines),
            pledges=(),
        )

    def _keep(self, ledger: Ledger) -> None:
        aims = tuple(AIM_VALUES[aim](ledger) for aim in self.scenario.aims)
        self.feasible.append(Feasible(aims, falling_burdens(ledger), ledger.plan))

    def best(self) -> Best | None:
        """Aims, rounds of burdens and plans that nothing betters; None without any plan."""
        if not self.feasible:
            return None
        policy, left, best = self.scenario.policy, self.feasible, []
        rounds: tuple[tuple[int, int], ...] = ()
        for position, aim in enumerate(self.scenario.aims):
            value, tolerance = min(one.aims[position] for one in left), policy.tolerance(aim)
            held = value * (10_000 + tolerance) // 10_000
            if aim == "spread":
                rounds = levels([one.burdens for one in left], policy.leximin_rounds)
                left = [one for one in left if kept(one.burdens, rounds, tolerance)]
            left = [one for one in left if one.aims[position] <= held]
            best.append(value)
        return Best(tuple(best), rounds, [one.plan for one in left])

    def _ledger(self, scenario: Scenario, decisions: Decisions) -> Ledger:
        return self._sharing(Ledger(scenario, Plan(**decisions)))

    def _sharing(self, ledger: Ledger) -> Ledger:
        """With what depends on the scenario alone."""
        ledger.__dict__.update(
            rights=self.base.rights, stock=self.base.stock, prices=self.base.prices
        )
        return ledger

    def _carried(self, ledger: Ledger) -> Ledger:
        """With as little carried on as pays for everything."""
        carry = nonzero(least_carry(ledger)) if self.holds("budget") else {}
        return self._completed(ledger, carry=carry) if carry else ledger

    def _crewed(self, ledger: Ledger) -> Ledger:
        """With as few more posts filled as everything needs."""
        crews = nonzero(least_crews(ledger)) if self.holds("personnel") else {}
        return self._completed(ledger, crews=crews) if crews else ledger

    def _completed(self, ledger: Ledger, **decisions: dict[tuple[str, ...], int]) -> Ledger:
        return self._sharing(Ledger(ledger.scenario, replace(ledger.plan, **decisions)))

    def _hopeless(self, decisions: Decisions, families: tuple[str, ...]) -> bool:
        self._try()
        ledger = self._ledger(self.ample, decisions)
        buying = families is ACQUIRING
        last, completed = ("budget", self._carried) if buying else ("personnel", self._crewed)
        if any(self._breaks(name, ledger) for name in families if name != last):
            return True
        return self._breaks(last, completed(ledger))

    def _try(self) -> None:
        self.tried += 1
        if self.tried > self.most_plans:
            raise TooMany

    def _breaks(self, family: str, ledger: Ledger) -> bool:
        """Whether a family is broken, or the facts that a what-if leaves of it."""
        if self.holds(family):
            return bool(FAMILIES[family](ledger))
        return family in FACTS and bool(FACTS[family](ledger))

    def _extended(
        self, found: Iterator[Decisions], options: list[Decisions], families: tuple[str, ...]
    ) -> Iterator[Decisions]:
        for decisions in found:
            for option in options:
                both = merged(decisions, option)
                if not any(option.values()) or not self._hopeless(both, families):
                    yield both

    def _acquisitions(self) -> Iterator[Decisions]:
        found: Iterator[Decisions] = iter([{}])
        for line in self.scenario.lines:
            if line.max_steps:
                found = self._extended(found, self._expansions(line), ACQUIRING)
        for maker in self.scenario.components:
            if maker.max_steps and self.holds("components"):
                options = component_growth(self.scenario, self.base.rights, maker)
                found = self._extended(found, options, ACQUIRING)
        for line in self.scenario.lines:
            for state in self.scenario.states:
                key, rights = (state.code, line.code), self.base.rights
                small = self.holds("pooling") and rights.too_large(*key)
                if rights.permitted(*key) and not small:
                    found = self._extended(found, self._orders(state.code, line.code), ACQUIRING)
        for pool in self.scenario.pools:
            found = self._extended(found, self._pools(pool), ACQUIRING)
        return found

    def _contributions(self, decisions: Decisions) -> Iterator[Decisions]:
        found: Iterator[Decisions] = iter([decisions])
        scenario, rights = self.scenario, self.base.rights
        for capability in scenario.capabilities:
            for state in scenario.states:
                if rights.may_contribute(state.code, capability.code):
                    options = self._contribution(decisions, state.code, capability.code)
                    found = self._extended(found, options, GIVING)
            found = self._extended(found, self._support(capability.code), GIVING)
        for options in counting(scenario):
            found = self._extended(found, options, COUNTING)
        return found

    def _codes(self) -> list[str]:
        return [period.code for period in self.scenario.periods]

    def _orders(self, state: str, line: str) -> list[Decisions]:
        return [
            {"delivered": over_time((state, line), self._codes(), lots)}
            for lots in rising(self._most_lots(line), len(self._codes()))
        ]

    def _most_lots(self, line: str) -> int:
        record = self.scenario.line_by_code[line]
        rates = sum(self.scenario.rate_by_key.get((line, code), 0) for code in self._codes())
        made = rates + len(self._codes()) * record.step * record.max_steps
        return made // (1_000 * self.scenario.capability_by_code[record.capability].lot)

    def _expansions(self, line: ProductionLine) -> list[Decisions]:
        """Steps over time, and every way in which two or fewer states pay for them."""
        codes = self._codes()
        payers = [
            s.code for s in self.scenario.states if self.base.rights.may_fund(s.code, line.code)
        ]
        options: list[Decisions] = []
        for steps, paid in growth(line.max_steps, payers, len(codes)):
            funding: dict[tuple[str, ...], int] = {}
            for payer, tenths in paid.items():
                funding.update(over_time((payer, line.code), codes, tenths))
            options.append({"expansion": over_time((line.code,), codes, steps), "funding": funding})
        return options

    def _pools(self, pool: Pool) -> list[Decisions]:
        """Closed; or every start, membership, leader, and lots of a line with their shares."""
        codes = self._codes()
        rights = self.base.rights
        if not (self.holds("pooling") and self.holds("leadership")):
            return loose_pools(self.scenario, rights, pool, partial(self._pool_lots, pool))
        able = [s.code for s in self.scenario.states if rights.may_join(s.code, pool.code)]
        options: list[Decisions] = [{}]
        for start in range(len(codes)):
            operating = {(pool.code, code): 1 for code in codes[start:]}
            for inside in subsets(able):
                for leader in inside:
                    options.extend(
                        {
                            "open": {(pool.code,): 1},
                            "operating": operating,
                            "join": {(state, pool.code): 1 for state in inside},
                            "lead": {(leader, pool.code): 1},
                            **lots,
                        }
                        for lots in self._pool_lots(pool, inside)
                    )
        return options

    def _pool_lots(self, pool: Pool, inside: tuple[str, ...]) -> Iterator[Decisions]:
        codes = self._codes()
        shares = self.scenario.capability_by_code[pool.capability].shares_per_lot
        for line in pool.lines:
            for lots in rising(self._most_lots(line), len(codes)):
                if not any(lots) and line != pool.lines[0]:
                    continue
                held = [rising(shares * lots[-1], len(codes)) for _ in inside]
                for split in product(*held):
                    if all(sum(s[t] for s in split) == shares * lots[t] for t in range(len(codes))):
                        bought: dict[tuple[str, ...], int] = {}
                        for state, series in zip(inside, split, strict=True):
                            bought.update(over_time((state, pool.code, line), codes, series))
                        delivered = over_time((pool.code, line), codes, lots)
                        yield {"pool_delivered": delivered, "pool_shares": bought}

    def _contribution(self, decisions: Decisions, state: str, capability: str) -> list[Decisions]:
        """Any units in any period that are there; `holdings` and `requirement` judge the rest."""
        ledger = self._ledger(self.ample, decisions)
        lot = self.scenario.capability_by_code[capability].lot
        zero = ledger.decisions.zero
        available = self.base.stock.available.get((state, capability), zero)
        bought = ledger.decisions.own_lots.get((state, capability), zero)
        most = [a + lot * b for a, b in zip(available, bought, strict=True)]
        return [
            {"contribution": over_time((state, capability), self._codes(), units)}
            for units in product(*(range(top + 1) for top in most))
        ]

    def _support(self, capability: str) -> list[Decisions]:
        codes = self._codes()
        most = [self.scenario.offered.get((capability, code), 0) for code in codes]
        return [
            {"support": over_time((capability,), codes, units)}
            for units in product(*(range(top + 1) for top in most))
        ]
