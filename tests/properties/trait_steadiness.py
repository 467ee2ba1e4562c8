"""Drawn scenarios with a plan in force: one of their own plans, put a little out of place."""

from contextlib import suppress
from dataclasses import fields
from random import Random

from allocator.accounts.aims import AIM_VALUES
from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.domain.plan_in_force import PlanRow
from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from tests.properties.drawing import drawn
from tests.properties.enumeration import Enumeration, Feasible, TooMany
from tests.scenarios import in_force

ORDERS: tuple[tuple[AimName, ...], ...] = (
    ("shortfall", "spread", "cost", "reliance", "even_call", "changes", "change_size", "tie_break"),
    ("shortfall", "changes", "change_size", "spread", "cost", "reliance", "even_call", "tie_break"),
    ("shortfall", "change_size", "cost", "changes", "spread", "reliance", "even_call", "tie_break"),
)


def steady(seed: int) -> tuple[Scenario, Enumeration, Scenario]:
    """The first scenario from `seed` on whose plans are few enough to try and are some.

    With it all its plans, and the scenario as it was before it had a plan in force.
    """
    while True:
        random = Random(f"{seed}|steadiness")
        before = drawn(seed)
        with suppress(TooMany):
            enumeration = Enumeration(before)
            if enumeration.feasible:
                break
        seed += 1_000_003
    rows = displaced(before, random.choice(enumeration.feasible).plan, random)
    scenario = _with(before, rows, random)
    enumeration.scenario = scenario
    enumeration.feasible = [
        Feasible(_aims(scenario, plan), burdens, plan) for _, burdens, plan in enumeration.feasible
    ]
    return scenario, enumeration, before


def rows_of(plan: Plan) -> list[PlanRow]:
    """A plan as rows of a plan in force."""
    return [
        in_force(decision.name, *codes, value=value)
        for decision in fields(plan)
        for codes, value in sorted(getattr(plan, decision.name).items())
    ]


def displaced(scenario: Scenario, plan: Plan, random: Random) -> list[PlanRow]:
    """Rows that are gone, larger, announced, or about what nobody knows any more."""
    rows = []
    for row in rows_of(plan):
        if random.random() < 0.15:
            continue
        more = random.random() < 0.2 and row.decision not in {"open", "join", "lead", "operating"}
        changes = {"value": row.value + more, "announced": random.random() < 0.3}
        rows.append(row.model_copy(update=changes))
    period = scenario.periods[-1].code
    rows.append(in_force("delivered", "A", "GONE", period, value=3))
    known = {(row.decision, row.codes) for row in rows}
    # Some states may not lead, fund or be in the pool: then these rows have vanished.
    for decision, codes in (
        ("lead", ("A", "P")),
        ("funding", ("B", "L", period)),
        ("delivered", ("A", "L", period)),
        ("contribution", ("B", "TANK", period)),
    ):
        if (decision, codes) not in known and random.random() < 0.4:
            rows.append(in_force(decision, *codes, value=1, announced=random.random() < 0.3))
    return rows


def _with(before: Scenario, rows: list[PlanRow], random: Random) -> Scenario:
    policy = before.policy.model_copy(update={"aims": random.choice(ORDERS)})
    ordered = sorted(rows, key=lambda row: (row.decision, row.codes))
    return before.replaced(policy=policy, plan_in_force=tuple(ordered))


def _aims(scenario: Scenario, plan: Plan) -> tuple[int, ...]:
    ledger = Ledger(scenario, plan)
    return tuple(AIM_VALUES[aim](ledger) for aim in scenario.aims)
