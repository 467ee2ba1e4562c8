"""The past, orders and promises said another way than the code under test does, for enumeration."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from random import Random

from allocator.domain.actuals import Actual, Actuals
from allocator.domain.digest import plan_digest, scenario_digest
from allocator.domain.in_force import STEADY
from allocator.domain.plan import NAMES, Plan
from allocator.domain.plan_in_force import PlanRow
from allocator.domain.scenario import Scenario

Key = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Happened:
    """What states report at a date: all of a plan's past, or all but some rows."""

    actuals: Actuals
    past: dict[Key, int]
    """Every figure of a past period, zeros included, that is known."""
    crews: dict[tuple[str, str], int]

    def had(self, plan: Plan) -> bool:
        """Whether a plan has it."""
        return (
            all(
                getattr(plan, name).get(codes, 0) == value
                for (name, codes), value in self.past.items()
            )
            and self._nothing_else(plan)
            and all(plan.crews.get(key, 0) <= most for key, most in self.crews.items())
        )

    def _nothing_else(self, plan: Plan) -> bool:
        """Series that neither plan had begun with are begun by nobody."""
        first = next(codes[-1] for name, codes in self.past if NAMES[name][-1] == "period")
        return all(
            (name, codes) in self.past
            for name in STEADY
            if NAMES[name][-1] == "period"
            for codes in getattr(plan, name)
            if codes[-1] == first
        )


def happened(scenario: Scenario, old: Plan, true: Plan, random: Random | None = None) -> Happened:
    """The first period as `true` has it, told of every series of either plan at its end.

    `random`: now and then a row is not told, where `true` is as `old` in it.
    """
    first = scenario.periods[0].code
    past: dict[Key, int] = {}
    for name in STEADY:
        stated, before = getattr(true, name), getattr(old, name)
        if NAMES[name][-1] == "period":
            heads = {codes[:-1] for codes in (*stated, *before)}
            past |= {(name, (*h, first)): stated.get((*h, first), 0) for h in heads}
        else:
            begun = {pool for plan in (true,) for pool, at in plan.operating if at == first}
            past |= {
                (name, codes): stated.get(codes, 0)
                for codes in {*stated, *before}
                if codes[1] in begun
            }
    crews = {
        (state.code, first): true.crews.get((state.code, first), 0) for state in scenario.states
    }
    told = [
        Actual(decision=name, codes=codes, value=value, address=f"actuals!F{n}")
        for n, ((name, codes), value) in enumerate(sorted(past.items()), 2)
        if random is None or random.random() < 0.8 or getattr(old, name).get(codes, 0) != value
    ]
    told += [
        Actual(decision="crews", codes=key, value=value, address=f"actuals!H{n}")
        for n, (key, value) in enumerate(sorted(crews.items()), 2)
    ]
    actuals = Actuals(
        plan_digest=plan_digest(old),
        scenario_digest=scenario_digest(scenario),
        as_of=scenario.periods[1].start,
        rows=tuple(told),
    )
    return Happened(actuals, past, crews)


def ordered_later(scenario: Scenario, old: Plan) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Of the second of two periods: what had to be ordered, or was decided, before it begins."""
    first, second = scenario.periods
    lead = {line.code: line.lead_months for line in scenario.lines}
    delay = {(row.line, row.state): row.delay_months for row in scenario.access}

    def early(lots: int, before: int, months: int) -> int:
        """Lots whose order was due: all of them with a lead time, else those of the first year."""
        return lots if months > 0 else before

    for (state, line, at), lots in old.delivered.items():
        if at == second.code:
            before = old.delivered.get((state, line, first.code), 0)
            months = lead[line] + delay.get((line, state), 0)
            yield "delivered", (state, line, at), early(lots, before, months)
    for (pool, line, at), lots in old.pool_delivered.items():
        if at == second.code:
            before = old.pool_delivered.get((pool, line, first.code), 0)
            yield "pool_delivered", (pool, line, at), early(lots, before, lead[line])
    for (state, pool, line, at), held in old.pool_shares.items():
        if at == second.code:
            now = old.pool_delivered.get((pool, line, at), 0)
            was = old.pool_delivered.get((pool, line, first.code), 0)
            if now > was and lead[line] > 0:
                yield "pool_shares", (state, pool, line, at), held
            elif was:
                before = old.pool_shares.get((state, pool, line, first.code), 0)
                yield "pool_shares", (state, pool, line, at), before


def put_in_force(scenario: Scenario, plan: Plan, random: Random) -> Scenario:
    """With the plan in force, some rows of it announced."""
    rows = [
        PlanRow(decision=field.name, codes=codes, value=value, announced=random.random() < 0.3)
        for field in fields(plan)
        for codes, value in sorted(getattr(plan, field.name).items())
    ]
    return scenario.replaced(
        plan_in_force=tuple(sorted(rows, key=lambda row: (row.decision, row.codes)))
    )
