"""Drawn tiny scenarios with pledges, rules, floors and contracts that are often too much to ask."""

from random import Random
from typing import Any, Literal

from allocator.domain.rule import Pledge, Relation, Rule
from allocator.domain.scenario import Scenario
from tests import scenarios as make
from tests.properties.drawing import drawn
from tests.properties.trait_burden import drawn_with_burdens
from tests.properties.trait_components import with_components
from tests.properties.trait_origin import with_funds
from tests.properties.trait_pooling import drawn_with_pool_rules
from tests.properties.trait_price_bands import with_price_bands
from tests.properties.trait_what_if import with_families_off

Records = dict[str, Any]


def planted(seed: int) -> Scenario:
    """One scenario of the properties, any of its traits included, with one to four such rows."""
    random = Random(f"{seed}|planting")
    base = random.choice((drawn, drawn, drawn_with_pool_rules, drawn_with_burdens))
    scenario = base(seed)
    traits = (with_components, with_funds, with_price_bands)
    for trait in random.sample(traits, random.choice((0, 0, 1, 1, 2))):
        scenario = trait(scenario, seed)
    records: Records = {name: getattr(scenario, name) for name in Scenario.model_fields}
    for row in range(random.choice((1, 1, 2, 3, 4))):
        plant = random.choice((_pledge, _pledge, _pledge, _rule, _floor, _contract, _line))
        plant(random, records, 100 + row)
    scenario = Scenario.make(**records)
    return with_families_off(scenario, seed) if random.random() < 0.25 else scenario


def _pledge(random: Random, records: Records, row: int) -> None:
    records["pledges"] = (*records["pledges"], _drawn_pledge(random, records, row))


def _drawn_pledge(random: Random, records: Records, row: int) -> Pledge:
    relations: tuple[Relation, ...] = ("at_least", "at_least", "exactly", "at_most")
    relation = random.choice(relations)
    named: Records = {"period": random.choice(records["periods"]).code, "row": row}
    line = random.choice(records["lines"])
    kind = random.random()
    if kind < 0.3:
        named["state"] = random.choice("AB")
        code = random.choice(records["capabilities"]).code
        return make.pledge("contribution", code, relation, random.randint(0, 5), **named)
    if kind < 0.65:
        named["state"] = random.choice("AB")
        return make.pledge("order", line.code, relation, random.randint(0, 4), **named)
    if kind < 0.75:
        steps = random.randint(0, line.max_steps)
        return make.pledge("expansion", line.code, relation, steps, **named)
    if not records["pools"]:
        return make.pledge("order", line.code, "at_least", 1, **named, state="A")
    pool = random.choice(records["pools"]).code
    yes = random.choice((0, 1, 1, 1))
    if kind < 0.88:
        return make.pledge("pool_open", pool, relation, yes, **named)
    return make.pledge("pool_join", pool, relation, yes, **named, state=random.choice("AB"))


def _rule(random: Random, records: Records, row: int) -> None:
    records["rules"] = (*records["rules"], _drawn_rule(random, f"R{row}"))


def _drawn_rule(random: Random, code: str) -> Rule:
    effects: tuple[Literal["forbid", "cap", "floor"], ...] = ("forbid", "cap", "floor", "floor")
    effect = random.choice(effects)
    states = random.choice((("A",), ("B",), ("A", "B")))
    bound: Records = {"states": states, "binds": "+".join(states)}
    scope = random.choice(("capability", "line", "domain"))
    value = 0 if effect == "forbid" else random.randint(0, 4) * 1_000
    if scope == "line":
        return make.rule(
            code, effect, scope="line", on="L", line="L", capabilities=(), value=value, **bound
        )
    if scope == "domain" and effect != "forbid":
        return make.rule(code, effect, scope="domain", on="land", value=value, **bound)
    return make.rule(code, effect, value=value, **bound)


def _floor(random: Random, records: Records, row: int) -> None:
    """Of the burden, of a budget or of a window; in part above what there is to buy."""
    codes = [period.code for period in records["periods"]]
    money = random.choice((500, 1_000, 2_000, 4_000))
    kind = random.random()
    if kind < 0.35:
        floor = random.choice((100, 300, 600))
        records["states"] = tuple(
            state.model_copy(update={"burden_floor": floor}) if state.code == "A" else state
            for state in records["states"]
        )
    elif kind < 0.7:
        records["budgets"] = tuple(
            budget.model_copy(update={"floor": min(money, budget.ceiling)})
            if random.random() < 0.5
            else budget
            for budget in records["budgets"]
        )
    else:
        window = make.window(
            random.choice("AB"), codes[0], codes[-1], floor=money, ceiling=money + 500
        )
        others = [row for row in records["budget_windows"] if row.state != window.state]
        records["budget_windows"] = (*others, window)


def _contract(random: Random, records: Records, row: int) -> None:
    """Units from a line, in part still to be paid."""
    period = random.choice(records["periods"]).code
    line = random.choice(records["lines"])
    fields: Records = {
        "row": row,
        "line": line.code,
        "capability": line.capability,
        "period": period,
    }
    unpaid = random.choice((0, 0, 500, 2_500))
    contract = make.contract(random.choice("AB"), 1, unpaid=unpaid, **fields)
    records["order_book"] = (*records["order_book"], contract)


def _line(random: Random, records: Records, row: int) -> None:
    """A lead time, a customers' list or a minimum rate that leaves little."""
    changes: tuple[Records, ...] = (
        {"lead_months": random.choice((6, 12, 24))},
        {"customers": random.choice((("A",), ("B",), ()))},
        {"min_rate": 3_000},
        {"step_lead_months": 24},
    )
    change = random.choice(changes)
    first, *others = records["lines"]
    records["lines"] = (first.model_copy(update=change), *others)
