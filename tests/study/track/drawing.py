"""Scenarios of two years, small enough that all plans of many of them can be tried."""

from random import Random
from typing import Any

from allocator.domain.scenario import Scenario
from tests import scenarios as make
from tests.scenarios import MILLION

CODES = tuple(year.code for year in make.years(2))


def two_years(seed: int) -> Scenario:
    """Two states, one capability, a line or two, now and then a pool, steps, people, rules."""
    random = Random(seed)
    pooled = random.random() < 0.35
    growing = not pooled and random.random() < 0.35
    lot = random.choice((1, 1, 2))
    records: dict[str, Any] = {}
    if pooled:
        records |= _pool(random)
    for part in (_personnel, _access, _promises, _support):
        records |= part(random)
    return make.tiny(
        policy=make.policy(
            deadline_period=CODES[-1],
            concentration_cap=random.choice((10_000, 7_500)),
            return_rate=random.choice((0, 0, 3_000)),
            return_rule="elastic",
            return_price=random.choice((0, 500)),
            tolerances=random.choice(((), (("shortfall", 1_000),), (("spread", 1_500),))),
            leximin_rounds=1,
        ),
        periods=make.years(2),
        states=(
            make.state("A", gdp=100 * MILLION, small_state=pooled and random.random() < 0.5),
            make.state("B", gdp=random.choice((100, 300)) * MILLION),
        ),
        capabilities=(_capability(random, lot, large=pooled),),
        lines=_lines(random, lot, growing=growing),
        line_rates=tuple(
            make.rate("L", lot * random.choice((1_000, 1_000, 2_000)), code) for code in CODES
        ),
        holdings=tuple(make.holding(s, 1) for s in "AB" if random.random() < 0.4),
        budgets=tuple(
            make.budget(
                state,
                code,
                ceiling=random.choice((1, 2, 3)) * MILLION * lot,
                carry_over_limit=random.choice((0, 1)) * MILLION,
            )
            for state in "AB"
            for code in CODES
        ),
        requirements=tuple(
            make.requirement(lot * random.randint(2, 4), "TANK", code) for code in CODES
        ),
        **records,
    )


def _capability(random: Random, lot: int, *, large: bool) -> Any:
    return make.capability(
        "TANK",
        lot=lot,
        shares_per_lot=2,
        operating_cost=random.choice((0, 300)),
        posts=random.choice((0, 5)),
        large_system=large,
    )


def _lines(random: Random, lot: int, *, growing: bool) -> tuple[Any, ...]:
    return (
        make.line(
            "L",
            host=random.choice("AB"),
            unit_price=random.choice((700, 1_000)),
            lead_months=random.choice((0, 0, 12)) if not growing else 0,
            payment_profile=random.choice(
                (make.profile((0, 10_000)), make.profile((-1, 3_000), (0, 7_000)))
            ),
            step=1_000 * lot if growing else 0,
            step_cost=random.choice((100, 400)) if growing else 0,
            max_steps=int(growing),
            step_lead_months=random.choice((0, 12)) if growing else 0,
            host_least_share=10_000 if growing else 0,
        ),
    )


def _pool(random: Random) -> dict[str, Any]:
    return {
        "pools": (
            make.pool(
                lines=("L",),
                start=random.choice(CODES),
                startup_cost=random.choice((0, 100)),
                entry_fee=random.choice((0, 50)),
                min_members=random.choice((1, 2)),
                max_members=2,
                min_lots=random.choice((0, 1)),
                max_lots=2,
            ),
        ),
        "pool_members": (
            make.member("P", "A", least_share=random.choice((0, 1)), most_share=4),
            make.member(
                "P",
                "B",
                role=random.choice(("member", "candidate")),
                least_share=random.choice((0, 1)),
                most_share=2,
            ),
        ),
    }


def _personnel(random: Random) -> dict[str, Any]:
    if random.random() < 0.5:
        return {}
    return {
        "personnel": tuple(
            make.personnel(
                "A", code, posts_free=random.choice((0, 5)), pipeline=random.choice((3, 5))
            )
            for code in CODES
        )
    }


def _access(random: Random) -> dict[str, Any]:
    if random.random() < 0.6:
        return {}
    return {"access": (make.access("L", "A", delay_months=random.choice((0, 12)), price=900),)}


def _promises(random: Random) -> dict[str, Any]:
    if random.random() < 0.75:
        return {}
    promised = make.pledge("contribution", "TANK", "at_least", 1, state="A", period=CODES[-1])
    return {"pledges": (promised,)}


def _support(random: Random) -> dict[str, Any]:
    if random.random() < 0.8:
        return {}
    return {"outside_support": tuple(make.support(1, period=code) for code in CODES)}
