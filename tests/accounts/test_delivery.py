from allocator.accounts.delivery import (
    Delivery,
    deciding_periods,
    deliveries,
    first_delivery,
    first_period,
    outputs,
    steps_available,
)
from allocator.accounts.ledger import Ledger
from tests.plans import over_years, plan
from tests.scenarios import (
    JANUARY_2026,
    access,
    capability,
    contract,
    line,
    member,
    period,
    pool,
    rates,
    tiny,
    years,
)


def test_a_lead_of_just_a_year_reaches_the_second_period() -> None:
    scenario = tiny(periods=years(3))
    leads = (0, 1, 12, 13, 24, 25)
    assert [first_period(scenario, months) for months in leads] == [0, 1, 1, 2, 2, 3]


def test_delays_bind_the_state_and_not_the_pool() -> None:
    scenario = tiny(
        periods=years(3),
        lines=(line(lead_months=12),),
        access=(access("L", "B", delay_months=1),),
    )
    assert first_delivery(scenario, "L", "A") == 1
    assert first_delivery(scenario, "L", "B") == 2
    assert first_delivery(scenario, "L") == 1


def test_half_years_count_by_their_months() -> None:
    halves = (
        period("26a", start=JANUARY_2026, months=6),
        period("26b", start=JANUARY_2026 + 6, months=6),
    )
    assert first_period(tiny(periods=halves), 6) == 1


def test_steps_are_there_when_their_lead_has_passed() -> None:
    """Lead 12 months: what is decided in 2026 is there in 2027, nothing is there in 2026."""
    scenario = tiny(periods=years(3), lines=(line(step_lead_months=12, max_steps=3),))
    record = scenario.line_by_code["L"]
    assert deciding_periods(scenario, record) == (None, 0, 1)
    ledger = Ledger(scenario, plan(expansion=over_years(("L",), 1, 3, 3)))
    assert steps_available(ledger, record) == (0, 1, 3)
    assert steps_available(Ledger(scenario, plan()), record) == (0, 0, 0)
    at_once = tiny(periods=years(2), lines=(line(max_steps=1),))
    assert deciding_periods(at_once, at_once.line_by_code["L"]) == (0, 1)


def test_output_counts_states_pools_and_contracts() -> None:
    """2027: rate 5, one step of 1.5; contracts 2; lots of 2: A one more, the pool one: 4 units."""
    scenario = tiny(
        periods=years(2),
        capabilities=(capability(lot=2),),
        lines=(line(step=1_500, max_steps=1, step_lead_months=12),),
        line_rates=rates("L", 5, 5),
        pools=(pool(),),
        pool_members=(member("P", "A"),),
        order_book=(contract("B", 2, line="L", period="2027"),),
    )
    ledger = Ledger(
        scenario,
        plan(
            delivered=over_years(("A", "L"), 1, 2),
            pool_delivered=over_years(("P", "L"), 0, 1),
            expansion=over_years(("L",), 1, 1),
        ),
    )
    account = outputs(ledger)["L", "2027"]
    assert (account.rate, account.expanded, account.contracted, account.new) == (
        5_000,
        1_500,
        2_000,
        4_000,
    )
    assert account.slack == 500
    assert outputs(ledger)["L", "2026"].slack == 3_000


def test_a_line_without_rates_makes_nothing() -> None:
    account = outputs(Ledger(tiny(lines=(line(),)), plan()))["L", "2026"]
    assert (account.rate, account.slack) == (0, 0)


def test_deliveries_say_when_to_order() -> None:
    scenario = tiny(
        periods=years(2),
        capabilities=(capability(lot=2),),
        lines=(line(lead_months=8),),
        access=(access("L", "A", delay_months=3),),
        pools=(pool(),),
    )
    ledger = Ledger(
        scenario,
        plan(
            delivered=over_years(("A", "L"), 0, 3),
            pool_delivered=over_years(("P", "L"), 0, 1),
        ),
    )
    start = JANUARY_2026 + 12
    assert deliveries(ledger) == (
        Delivery("A", "L", "TANK", "2027", 3, 6, start - 11),
        Delivery("P", "L", "TANK", "2027", 1, 2, start - 8),
    )
