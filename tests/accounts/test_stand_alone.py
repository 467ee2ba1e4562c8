"""Going alone, by hand, and as the model has it."""

from random import Random
from typing import Any

import pytest

from allocator.accounts.ledger import Ledger
from allocator.accounts.stand_alone import Missing, StandAlone, stand_alone
from allocator.domain.policy import KeyPart
from allocator.domain.scenario import Scenario
from allocator.model.basis import Basis
from allocator.model.stand_alone import stand_alone as limits
from tests.plans import plan
from tests.scenarios import (
    access,
    capability,
    contract,
    holding,
    line,
    policy,
    rate,
    rates,
    requirement,
    retirement,
    rule,
    state,
    tiny,
    years,
)


def alone(scenario: Scenario, code: str = "A") -> StandAlone:
    """What the state would pay; the model has the same limit."""
    found = stand_alone(Ledger(scenario, plan()))
    stated = {key: account.limit for key, account in found.items() if account.limit is not None}
    assert stated == limits(Basis(scenario))
    return found[code]


def half(required: int, **records: Any) -> Scenario:
    """A and B share a key evenly; nine tanks a year from L at 1,000 each."""
    fields = {"lines": (line(),), "line_rates": rates("L", 9), **records}
    return tiny(required=required, **fields)


def test_a_share_is_rounded_up_to_units_and_lots() -> None:
    """Half of 5 is 3; in lots of 2 that is two lots, 4,000."""
    assert alone(half(5)).limit == 3_000
    assert alone(half(5, capabilities=(capability(lot=2),))).limit == 4_000


def test_own_stock_counts_as_it_is_there() -> None:
    """Share 4. Of four tanks half is available, one retires and one more is under contract:
    floor(3 / 2) + 1."""
    scenario = half(
        8,
        holdings=(holding("A", 4, available_share=5_000),),
        retirements=(retirement("A", 1),),
        order_book=(contract("A", 1),),
    )
    assert alone(scenario).limit == 2_000


def test_a_need_that_has_been_is_paid_for_to_the_end() -> None:
    """Three tanks from 2026 on, though 2027 asks for one only: three years at 12 a year each."""
    scenario = tiny(
        periods=years(3),
        policy=policy(deadline_period="2028"),
        capabilities=(capability(operating_cost=12),),
        requirements=tuple(requirement(n, period=y) for y, n in (("2026", 6), ("2027", 2))),
        lines=(line(),),
        line_rates=rates("L", 3),
    )
    assert alone(scenario).limit == 3 * 1_000 + 3 * 3 * 12


def test_the_cheapest_lots_that_are_left_are_bought() -> None:
    """Own price 700 on X for 2 lots, Y at 800 makes 1, 1,000 on L for the rest; Z bars the state,
    and W comes too late."""
    scenario = half(
        10,
        lines=(
            line(),
            line("X", unit_price=5_000),
            line("Y", unit_price=800),
            line("Z", unit_price=1),
            line("W", unit_price=1, lead_months=12),
        ),
        line_rates=(
            *rates("L", 9),
            rate("X", 2_900),
            *rates("Y", 3),
            *rates("Z", 9),
            *rates("W", 9),
        ),
        access=(access("X", "A", price=700), access("Z", "A", permitted=False)),
        order_book=(contract("B", 2, line="Y"),),
    )
    assert alone(scenario).limit == 2 * 700 + 800 + 2 * 1_000


def test_what_a_line_makes_before_the_first_delivery_is_not_there() -> None:
    """Lead 12 months: of 2 a year in 2026 and 2027 only those of 2027; they are too few."""
    scenario = tiny(
        periods=years(2),
        policy=policy(deadline_period="2027"),
        requirements=(requirement(6, period="2027"),),
        lines=(line(lead_months=12),),
        line_rates=rates("L", 2, 2),
    )
    account = alone(scenario)
    assert account.limit is None
    assert account.missing == (Missing("TANK", "2027", 1),)


def test_readiness_is_for_what_exceeds_todays_force() -> None:
    """Share 4 in both years, 3 today of which one retires: two lots of one; one unit is beyond
    today, 6 months at 10 a year and then 12."""
    scenario = tiny(
        periods=(years(1)[0].model_copy(update={"months": 6}), years(2)[1]),
        policy=policy(deadline_period="2027"),
        capabilities=(capability(readiness_cost=10),),
        required=8,
        holdings=(holding("A", 3),),
        retirements=(retirement("A", 1, period="2027"),),
        lines=(line(),),
        line_rates=rates("L", 9, 9),
    )
    assert alone(scenario).limit == 2 * 1_000 + 5 + 10


@pytest.mark.parametrize(
    ("records", "limit"),
    [
        ({"lines": (line(customers=("B",)),)}, 0),
        ({"lines": (line(customers=("B",)),), "holdings": (holding("A", 1),)}, None),
        ({"rules": (rule("BAN", "forbid"),)}, 0),
        ({"rules": (rule("BAN", "forbid"),), "holdings": (holding("A", 1),)}, 0),
        ({"states": (state("A", small_state=True), state("B"))}, None),
        ({"states": (state("A", gdp=0), state("B"))}, 0),
    ],
    ids=["no customer", "a holder", "forbidden", "forbidden holder", "small", "without a key"],
)
def test_what_concerns_a_state(records: dict[str, Any], limit: int | None) -> None:
    """Capabilities it may have and has or may buy, alone or in a pool; only what it could be asked
    for at all can be missing."""
    scenario = half(6, capabilities=(capability(large_system=True),), **records)
    assert alone(scenario).limit == limit


def test_every_part_of_a_blend_counts() -> None:
    """(1/4 + 3/4) / 2 of 6: three tanks."""
    keys = (KeyPart(key="gdp", weight=1), KeyPart(key="population", weight=1))
    scenario = half(
        6,
        policy=policy(burden_key=keys),
        states=(
            state("A", gdp=100_000, population=3),
            state("B", gdp=300_000, population=1),
        ),
    )
    assert alone(scenario).limit == 3_000


def drawn(random: Random) -> Scenario:
    """Two states, one capability, up to three lines and three years."""
    count = random.randint(1, 3)
    lines = tuple(
        line(
            f"L{number}",
            host=random.choice("AB"),
            customers=random.choice((("A",), ("A", "B"))),
            unit_price=random.choice((700, 700, 800, 1_500)),
            lead_months=random.choice((0, 0, 12)),
        )
        for number in range(random.randint(0, 3))
    )
    years_ = [str(2026 + at) for at in range(count)]
    return tiny(
        policy=policy(deadline_period=years_[-1]),
        periods=years(count),
        states=tuple(
            state(code, gdp=random.choice((1, 2, 3)) * 100_000, small_state=random.random() < 0.2)
            for code in "AB"
        ),
        capabilities=(
            capability(
                lot=random.choice((1, 1, 2, 3)),
                operating_cost=random.choice((0, 7, 100)),
                readiness_cost=random.choice((0, 13)),
                large_system=random.random() < 0.5,
            ),
        ),
        requirements=tuple(requirement(random.randint(0, 12), period=year) for year in years_),
        holdings=tuple(holding(c, random.randint(1, 4)) for c in "AB" if random.random() < 0.6),
        retirements=(retirement("A", 1, period=years_[-1]),),
        lines=lines,
        line_rates=tuple(
            rate(each.code, random.choice((0, 1_000, 2_500, 6_000)), year)
            for each in lines
            for year in years_
        ),
        access=tuple(
            access(each.code, "A", price=random.choice((None, 600)), delay_months=12)
            for each in lines
            if random.random() < 0.2
        ),
        order_book=tuple(
            contract(random.choice("AB"), 1, line=each.code, period=random.choice(years_), row=row)
            for row, each in enumerate(lines, 2)
            if random.random() < 0.3
        ),
    )


def test_accounts_and_model_agree_on_drawn_scenarios() -> None:
    """Written twice, from the same page alone."""
    random, reached = Random(4), []
    for _ in range(400):
        scenario = drawn(random)
        reached += [alone(scenario, code).limit for code in "AB"]
    known = [limit for limit in reached if limit is not None]
    assert len(reached) / 4 < len(known) < len(reached)
    assert sum(limit > 0 for limit in known) > len(known) / 3
