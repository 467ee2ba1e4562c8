"""What may become of tiny scenarios, and every plan for all of it by trying every plan of each."""

from collections.abc import Sequence
from itertools import product
from random import Random
from typing import Any

from allocator.accounts.burden import largest_burden
from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.joint.here_and_now import MEMBERSHIPS, Decision, HereAndNow
from allocator.model.build import build
from allocator.model.model import Model
from tests import scenarios as make
from tests.properties.drawing_extras import drawn_pool
from tests.properties.enumeration import Enumeration, TooMany

MILLION = make.MILLION
Values = tuple[int, int, int, int]
"""Largest shortfall, all shortfalls, largest burden, all money."""
PLANS = 4_000
"""Plans of a scenario that are tried at most."""


def two_years(seed: int) -> Scenario:
    """Two states, a line that delivers at once and one that is ordered a year ahead; now and then a
    pool or an expansion."""
    random = Random(seed)
    periods = make.years(2)
    codes = [period.code for period in periods]
    pooled, growing = random.random() < 0.3, random.random() < 0.3
    lines = (
        make.line(
            "L",
            host="A",
            unit_price=random.choice((900, 1_200, 1_500)),
            step=1_000 if growing else 0,
            step_cost=200 if growing else 0,
            max_steps=1 if growing else 0,
            step_lead_months=12 if growing else 0,
        ),
        make.line("M", host="B", unit_price=random.choice((700, 1_000)), lead_months=12),
    )
    records: dict[str, Any] = drawn_pool(random, "L", codes, 2) if pooled else {}
    return make.tiny(
        policy=make.policy(
            deadline_period=codes[-1],
            concentration_cap=10_000,
            leximin_rounds=1,
            return_rate=0,
        ),
        periods=periods,
        states=(make.state("A", gdp=100 * MILLION), make.state("B", gdp=200 * MILLION)),
        capabilities=(make.capability("TANK", shares_per_lot=2, posts=random.choice((0, 0, 5))),),
        lines=lines,
        line_rates=(
            *(make.rate("L", random.choice((0, 1_000)), code) for code in codes),
            make.rate("M", 1_000 * random.randint(1, 2), codes[1]),
        ),
        budgets=tuple(
            make.budget(
                state,
                code,
                ceiling=random.choice((1_000, 1_500, 2_500)),
                carry_over_limit=random.choice((0, 1_000)),
            )
            for state in "AB"
            for code in codes
        ),
        holdings=tuple(make.holding(state, 1, "TANK") for state in "AB" if random.random() < 0.4),
        requirements=(
            make.requirement(random.randint(0, 2), "TANK", codes[0]),
            make.requirement(random.randint(2, 5), "TANK", codes[1]),
        ),
        **records,
    )


def future(scenario: Scenario, random: Random) -> Scenario:
    """The scenario with something changed, mostly in the last period."""
    last = scenario.periods[-1].code
    what = random.choice(("less money", "more needed", "slow line", "floor", "dear", "closed"))
    if what in {"less money", "floor"}:
        state = random.choice("AB")
        cut = random.choice((2, 3))
        return scenario.replaced(
            budgets=tuple(
                row.model_copy(
                    update={"floor": row.ceiling // 2}
                    if what == "floor"
                    else {"ceiling": row.ceiling // cut}
                )
                if row.period == last and row.state == state
                else row
                for row in scenario.budgets
            )
        )
    if what == "more needed":
        return scenario.replaced(
            requirements=tuple(
                row.model_copy(update={"units": row.units + random.randint(1, 2)})
                for row in scenario.requirements
            )
        )
    if what in {"slow line", "dear"}:
        change = {"lead_months": 12} if what == "slow line" else {"unit_price": 2_500}
        return scenario.replaced(
            lines=tuple(
                row.model_copy(update=change) if row.code == "L" else row for row in scenario.lines
            )
        )
    state, line = random.choice("AB"), random.choice("LM")
    return scenario.replaced(access=(make.access(line, state, permitted=False),))


def futures(seed: int, count: int) -> tuple[list[Enumeration], HereAndNow] | None:
    """A scenario and what may become of it, each with every plan; None where that is too much."""
    scenario = two_years(seed)
    random = Random(f"{seed}|futures")
    every = [scenario, *(future(scenario, random) for _ in range(count - 1))]
    try:
        found = [Enumeration(each, PLANS) for each in every]
    except TooMany:
        return None
    return found, HereAndNow(tuple(every), every[0].periods[1].code)


def agreed(every: Sequence[Enumeration], when: HereAndNow) -> dict[object, list[list[Values]]]:
    """By what is decided here and now: the values of every plan of each scenario that has it.

    Decisions that a scenario shares with later ones are looked up as its model has them.
    """
    found: dict[object, list[list[Values]]] = {}
    for place, each in enumerate(every):
        for one in each.feasible:
            key = frozenset(_now(each.scenario, one.plan, when))
            ledger = Ledger(each.scenario, one.plan)
            shortfall = one.aims[each.scenario.aims.index("shortfall")]
            money = sum(ledger.new_money.values())
            values = found.setdefault(key, [[] for _ in every])[place]
            values.append((shortfall, shortfall, largest_burden(ledger), money))
    return found


def _now(scenario: Scenario, plan: Plan, when: HereAndNow) -> set[tuple[Decision, int]]:
    """By its own reading of what is decided in the first period, and who orders when."""
    first, second = (period.code for period in scenario.periods)
    start = scenario.periods[1].start
    found: set[tuple[Decision, int]] = set()

    def slowest(line: str, state: str | None) -> int:
        months = []
        for each in when.scenarios:
            record = next(row for row in each.lines if row.code == line)
            delays = [
                row.delay_months for row in each.access if (row.line, row.state) == (line, state)
            ]
            months.append(record.lead_months + sum(delays))
        return max(months)

    for name, line, state in (
        ("delivered", 1, 0),
        ("pool_delivered", 1, None),
        ("pool_shares", 2, 0),
    ):
        for codes, value in getattr(plan, name).items():
            months = slowest(codes[line], None if state is None else codes[state])
            if codes[-1] == first or (codes[-1] == second and months > 0):
                found.add(((name, codes), value))
    assert start > scenario.periods[0].start
    for name in (
        "contribution",
        "operating",
        "expansion",
        "funding",
        "component_expansion",
        "component_funding",
    ):
        for codes, value in getattr(plan, name).items():
            if codes[-1] == first:
                found.add(((name, codes), value))
    for name in MEMBERSHIPS:
        for codes, value in getattr(plan, name).items():
            if (codes[1], first) in plan.operating:
                found.add(((name, codes), value))
    return found


def best(every: Sequence[Enumeration], when: HereAndNow) -> Values | None:
    """What no plan for all betters; None where there is none."""
    groups = [group for group in agreed(every, when).values() if all(group)]
    chosen = [
        combination
        for group in groups
        for combination in product(*(_undominated(values) for values in group))
    ]
    return min(
        (
            (
                max(one[0] for one in each),
                sum(one[1] for one in each),
                max(one[2] for one in each),
                sum(one[3] for one in each),
            )
            for each in chosen
        ),
        default=None,
    )


def _undominated(values: Sequence[Values]) -> list[Values]:
    """Of plans with the same decisions here and now those that may be part of the best."""
    least = min(value[0] for value in values)
    kept = {value for value in values if value[0] == least}
    return [
        one
        for one in kept
        if not any(
            other != one and all(a <= b for a, b in zip(other, one, strict=True)) for other in kept
        )
    ]


def models(every: Sequence[Enumeration]) -> list[Model]:
    return [build(each.scenario) for each in every]
