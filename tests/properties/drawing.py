"""Tiny scenarios that are not trivial: money, crews, lines and rules are all a little short.

One hypothesis integer seeds a generator of our own, so that the shares of pools, expansions and
binding rows among the scenarios are ours to set; `tests/properties` asserts them.
"""

from random import Random
from typing import Any

from allocator.domain.policy import AIMS, KeyPart
from allocator.domain.scenario import Scenario
from tests import scenarios as make
from tests.properties.drawing_extras import EXTRAS, drawn_pool

MILLION = make.MILLION


def drawn(seed: int) -> Scenario:
    """A scenario of two states and one capability (now and then two) over one or two periods."""
    random = Random(seed)
    periods = make.years(2 if random.random() < 0.3 else 1)
    codes = [period.code for period in periods]
    pooled = random.random() < 0.7
    growing = random.random() < 0.9
    capabilities = _capabilities(random, len(periods), pooled, growing)
    first = capabilities[0]
    lines = _lines(random, capabilities, growing, len(periods))
    records: dict[str, Any] = {
        "lines": lines,
        "line_rates": tuple(
            make.rate(line.code, _rate(random, line.lead_months, position), code)
            for line in lines
            for position, code in enumerate(codes)
        ),
        "holdings": tuple(
            make.holding(
                state,
                random.randint(1, 2),
                capability.code,
                available_share=random.choice((10_000, 10_000, 5_000)),
            )
            for state in "AB"
            for capability in capabilities
            if random.random() < 0.5
        ),
        "budgets": tuple(
            make.budget(
                state,
                code,
                ceiling=random.choice((2, 2, 2, 3, 4)) * MILLION // len(codes),
                floor=random.choice((0,) * 19 + (1,)) * MILLION // 2,
                carry_over_limit=random.choice((0, 1, 3)) * MILLION,
            )
            for state in "AB"
            for code in codes
        ),
        "requirements": tuple(
            make.requirement(
                capability.lot * random.randint(5, 7)
                if position == len(codes) - 1
                else capability.lot * random.randint(2, 4),
                capability.code,
                code,
            )
            for capability in capabilities
            for position, code in enumerate(codes)
        ),
    }
    if pooled:
        records |= drawn_pool(random, lines[0].code, codes, first.shares_per_lot)
    for part in EXTRAS:
        records |= part(random, codes, pooled)
    return make.tiny(
        policy=_policy(random, codes, Random(f"{seed}|rounds").choice((0, 1, 2, 3))),
        periods=periods,
        states=_states(random, pooled),
        capabilities=capabilities,
        **records,
    )


def _policy(random: Random, codes: list[str], rounds: int) -> Any:
    return make.policy(
        leximin_rounds=rounds,
        deadline_period=codes[-1],
        concentration_cap=random.choice((10_000, 7_500, 6_000)),
        dependence_cap=random.choice((2_500, 5_000)),
        return_rate=random.choice((0, 0, 3_000, 6_000)),
        return_rule=random.choice(("hard", "elastic", "elastic")),
        return_price=random.choice((0, 500, 1_500)),
        tolerances=random.choice(((), (), (("shortfall", 1_000),), (("spread", 1_500),))),
        burden_key=random.choice(
            (
                (KeyPart(key="gdp", weight=1),),
                (KeyPart(key="gdp", weight=7), KeyPart(key="population", weight=3)),
            )
        ),
        small_state_pool_limit=random.choice((None, 1)),
        small_state_burden_ceiling=random.choice((None, None, 500, 900)),
        aims=random.choice(
            (
                AIMS,
                AIMS,
                ("shortfall", "reliance", "spread", "cost", "even_call", "tie_break"),
            )
        ),
    )


def _states(random: Random, pooled: bool) -> tuple[Any, ...]:
    return (
        make.state(
            "A",
            gdp=random.choice((100, 130)) * MILLION,
            population=random.choice((1_000, 3_000)),
            small_state=pooled and random.random() < 0.85,
            burden_ceiling=random.choice((None, None, 800)),
        ),
        make.state(
            "B",
            gdp=random.choice((100, 300)) * MILLION,
            burden_floor=random.choice((None,) * 9 + (50,)),
        ),
    )


def _capabilities(random: Random, periods: int, pooled: bool, growing: bool) -> tuple[Any, ...]:
    first = make.capability(
        "TANK",
        lot=random.choice((1, 1, 2)),
        shares_per_lot=2,
        operating_cost=random.choice((0, 0, 300)),
        posts=random.choice((0, 5)),
        large_system=pooled and random.random() < 0.9,
        priority=random.choice((1, 3)),
        host_cap=random.choice((None, None, None, 6_000)),
        second_source_from=random.choice((None, None, None, 2)),
    )
    if periods == 1 and not (pooled and growing) and random.random() < 0.35:
        return first, make.capability("SHIP", priority=2, posts=random.choice((0, 3)))
    return (first,)


def _lines(
    random: Random, capabilities: tuple[Any, ...], growing: bool, periods: int
) -> tuple[Any, ...]:
    first = make.line(
        "L",
        host=random.choice("AB"),
        unit_price=random.choice((700, 1_000, 1_500)),
        min_rate=random.choice((0, 0, 0, 2_000)),
        payment_profile=random.choice(
            (make.profile((0, 10_000)), make.profile((-1, 3_000), (0, 7_000)))
        ),
        step=random.choice((1_000, 2_000)) * capabilities[0].lot if growing else 0,
        step_cost=random.choice((100, 200, 400)) if growing else 0,
        max_steps=1 if growing else 0,
        step_lead_months=random.choice((0, 12)) if growing and periods == 2 else 0,
        host_least_share=random.choice((0, 4_000)) if growing else 0,
    )
    others = [
        make.line(
            f"{capability.code}2",
            capability=capability.code,
            host=random.choice("AB"),
            unit_price=random.choice((900, 1_200)),
            lead_months=random.choice((0, 12)) if periods == 2 else 0,
        )
        for capability in capabilities[1:]
    ]
    if not others and periods == 1 and random.random() < 0.3:
        others = [make.line("M", host=random.choice("AB"), unit_price=random.choice((800, 1_300)))]
    return (first, *others)


def _rate(random: Random, lead_months: int, position: int) -> int:
    return random.choice((1_000, 1_000, 1_500, 2_000)) if position or not lead_months else 1_000
