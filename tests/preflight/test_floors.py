"""Money that must be spent, and what there is to spend it on."""

from typing import Any

from allocator.domain.scenario import Scenario
from tests.preflight.told import told
from tests.scenarios import (
    MILLION,
    access,
    budget,
    capability,
    contract,
    line,
    member,
    policy,
    pool,
    price_band,
    profile,
    rates,
    rule,
    state,
    tiny,
    window,
    years,
)


def spending(**records: Any) -> Scenario:
    """L makes 2 a year at EUR 1 m; a per cent of A's GDP is EUR 1 m."""
    return tiny(
        **{
            "periods": years(2),
            "states": (state("A", gdp=100 * MILLION), state("B")),
            "lines": (line(),),
            "line_rates": rates("L", 2, 2),
            **records,
        }
    )


def floors(*money: int) -> dict[str, Any]:
    rows = [budget("A", str(2026 + at), floor=floor) for at, floor in enumerate(money)]
    return {"budgets": tuple(rows)}


def test_floors_with_nothing_to_pay_for() -> None:
    barred = (access("L", "A", permitted=False),)
    assert told(spending(**floors(0, 1_000)), "budget floors") == []
    assert told(spending(**floors(0, 1_000), access=barred), "budget floors") == [
        "budgets[A, 2027]: beside its contracts the floor of 2027 asks A for EUR 1.000 m of new "
        "money, but there is nothing that it may buy, fund or join then; lower the floor, or "
        "change customers, access, rules or lead times"
    ]
    owed = (contract("A", 1, period="2027", unpaid=1_000),)
    assert told(spending(**floors(0, 1_000), access=barred, order_book=owed), "budget floors") == []
    off = policy(deadline_period="2027", families_off=("budget",))
    assert told(spending(**floors(0, 1_000), access=barred, policy=off), "budget floors") == []
    fees = {"pools": (pool(startup_cost=700, start="2027"),), "pool_members": (member("P", "A"),)}
    assert told(spending(**floors(0, 700), access=barred, **fees), "budget floors") == []
    assert len(told(spending(**floors(0, 701), access=barred, **fees), "budget floors")) == 1
    assert len(told(spending(**floors(700, 0), access=barred, **fees), "budget floors")) == 1


def test_floors_above_all_that_can_fall_due() -> None:
    """Four tanks by 2027, and a tenth of a year's price each year they are run."""
    assert told(spending(**floors(2_000, 2_000)), "budget floors") == []
    (first,) = told(spending(**floors(2_001, 0)), "budget floors")
    assert "EUR 2.001 m of new money, but all that it may buy, fund or join comes to EUR 2" in first
    late = (line(lead_months=12),)
    (early,) = told(spending(**floors(1, 0), lines=late), "budget floors")
    assert "there is nothing that it may buy, fund or join then" in early
    ahead = (line(lead_months=12, payment_profile=profile((-1, 5_000), (0, 5_000))),)
    assert told(spending(**floors(1_000, 0), lines=ahead), "budget floors") == []
    run = (capability(operating_cost=100),)
    both = (window("A", "2026", "2027", floor=4_600),)
    assert told(spending(budget_windows=both, capabilities=run), "budget floors") == []
    more = (window("A", "2026", "2027", floor=4_601),)
    (window_floor,) = told(spending(budget_windows=more, capabilities=run), "budget floors")
    assert window_floor.startswith("budget_windows[A, 2026, 2027]: beside its contracts the floor")


def test_floors_of_budgets_against_the_burden_ceiling() -> None:
    """A per cent of EUR 100 m, EUR 1 m, for both years together."""
    capped = {"states": (state("A", gdp=100 * MILLION, burden_ceiling=100), state("B"))}
    priced = {"lines": (line(unit_price=500),)}
    assert told(spending(**floors(500, 500), **capped, **priced), "budget floors") == []
    assert told(
        spending(**floors(500, 501), **capped, lines=(line(unit_price=501),)), "budget floors"
    ) == [
        "budgets[A, 2026]: this and budgets[A, 2027] together ask A for EUR 1.001 m of new money, "
        "more than what its burden ceiling member_states[A] allows: EUR 1.000 m; lower the floor, "
        "or raise its burden ceiling"
    ]


def test_a_burden_floor_against_all_money() -> None:
    """Three per cent are EUR 3 m."""

    def told_of(ceiling: int, **records: Any) -> list[str]:
        bound = (state("A", gdp=100 * MILLION, burden_floor=300), state("B"))
        return told(spending(states=bound, ceiling=ceiling, **records), "burden")

    assert told_of(2_000) == []
    assert told_of(1_499) == [
        "member_states[A]: the floor asks A for EUR 3.000 m of new money, more than what its "
        "ceilings of 2026 to 2027 leave, with money carried and borrowed: EUR 2.998 m; lower the "
        "floor, or raise its ceilings in budgets"
    ]
    owed = (contract("A", 1, unpaid=1_001),)
    assert (
        "leave, with money carried and borrowed: EUR 2.999 m" in told_of(2_000, order_book=owed)[0]
    )


def test_a_rule_that_makes_a_state_spend() -> None:
    def told_of(value: int, **records: Any) -> list[str]:
        asked = rule("R", "floor", scope="domain", on="land", value=value)
        return told(spending(rules=(asked,), **records), "rules")

    assert told_of(4_000) == []
    assert told_of(4_001) == [
        "rules[R, A, TANK]: rule R asks A for lots and shares of land at EUR 4.001 m of new money, "
        "but all that it may buy, fund or join comes to EUR 4.000 m; lower the floor, or change "
        "customers, access, rules or lead times"
    ] or told_of(4_001)[0].startswith("rules[R, A, land]")
    assert "more than what its ceilings" in told_of(3_000, ceiling=1_499)[0]


def test_a_burden_key_of_zero() -> None:
    scenario = spending(states=(state("A", gdp=0), state("B")))
    assert told(scenario, "burden") == [
        "member_states[A]: gdp of A is 0, the burden key: it may pay nothing new, and takes no "
        "part in orders, pools and funding; give it its figure, or choose another burden_key in "
        "settings"
    ]


def test_contracts_that_only_rebates_cover() -> None:
    """Two tanks bring EUR 0.8 m back in 2027; a ceiling of EUR 0.2 m then pays for EUR 1 m."""
    rich = (budget("A", "2026", ceiling=2_000), budget("A", "2027", ceiling=200))
    cheap = (price_band(2, 600),)

    def told_of(unpaid: int, **records: Any) -> list[str]:
        owed = (contract("A", 1, period="2027", unpaid=unpaid),)
        fields = {"line_rates": rates("L", 2, 0), "order_book": owed, "budgets": rich, **records}
        return told(spending(**fields), "money")

    assert told_of(200) == []
    assert told_of(201)[0].startswith("budgets[A, 2027]: A still owes EUR 0.201 m on contracts")
    assert told_of(1_000, price_bands=cheap) == []
    assert "EUR 0.001 m more than its ceiling" in told_of(1_001, price_bands=cheap)[0]
