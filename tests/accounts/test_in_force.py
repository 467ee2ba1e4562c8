"""What the plan in force costs now, by hand, and as the model has it."""

from dataclasses import fields
from random import Random

from allocator.accounts.in_force import new_money_in_force
from allocator.domain.in_force import plan_in_force, unknown_names
from allocator.domain.plan import NAMES, Plan
from allocator.domain.scenario import Scenario
from allocator.model.basis import Basis
from allocator.model.in_force import new_money_in_force as money_in_force
from tests.scenarios import (
    access,
    capability,
    component,
    holding,
    in_force,
    line,
    member,
    policy,
    pool,
    profile,
    rates,
    tiny,
    years,
)


def money(scenario: Scenario) -> dict[str, int]:
    found = dict(new_money_in_force(scenario))
    assert found == money_in_force(Basis(scenario))
    return found


def of_old(*rows: tuple[str, tuple[str, ...], int]) -> Scenario:
    """Tanks at 1,000 each, half before delivery, 12 a year to run and 24 to keep ready, two of them
    in A today; shares of a tenth; steps at 1,001 and component steps at 2,009."""
    return tiny(
        policy=policy(deadline_period="2028"),
        periods=years(3),
        capabilities=(capability(operating_cost=12, readiness_cost=24),),
        holdings=(holding("A", 2),),
        lines=(
            line(
                max_steps=3,
                step=1_000,
                step_cost=1_001,
                payment_profile=profile((-1, 5_000), (0, 5_000)),
            ),
        ),
        line_rates=rates("L", 9, 9, 9),
        access=(access("L", "B", price=900),),
        pools=(pool(startup_cost=70, entry_fee=5),),
        pool_members=(member("P", "A"), member("P", "B")),
        components=(component("K", 5, step=1_000, step_cost=2_009, max_steps=2),),
        plan_in_force=tuple(in_force(name, *codes, value=value) for name, codes, value in rows),
    )


def test_lots_and_their_running() -> None:
    """B: two tanks at 900 from 2027 on, a third in 2028; 12 x (2 + 3)."""
    scenario = of_old(
        ("delivered", ("B", "L", "2027"), 2),
        ("delivered", ("B", "L", "2028"), 3),
    )
    assert money(scenario) == {"A": 0, "B": 3 * 900 + 60}


def test_shares_fees_and_steps() -> None:
    """A leads: 70; B enters: 5. Shares are 100 for A, 90 for B, and run for ceil(1.2) = 2 a year.
    A tenth of a step is 101, of a component's 201."""
    scenario = of_old(
        ("join", ("A", "P"), 1),
        ("join", ("B", "P"), 1),
        ("lead", ("A", "P"), 1),
        ("pool_shares", ("A", "P", "L", "2028"), 6),
        ("pool_shares", ("B", "P", "L", "2028"), 4),
        ("funding", ("A", "L", "2026"), 3),
        ("funding", ("A", "L", "2027"), 10),
        ("component_funding", ("B", "K", "A", "2028"), 7),
    )
    assert money(scenario) == {
        "A": 70 + 6 * 100 + 6 * 2 + 10 * 101,
        "B": 5 + 4 * 90 + 4 * 2 + 7 * 201,
    }


def test_what_falls_is_not_paid_back_and_readiness_is_for_what_exceeds_today() -> None:
    """Funding rises to 10, is not named in 2028, and so is bought once: 10 tenths. A gives 3 and
    then 5 tanks with 2 of its own: 24 x (1 + 3)."""
    scenario = of_old(
        ("funding", ("A", "L", "2026"), 4),
        ("funding", ("A", "L", "2027"), 10),
        ("contribution", ("A", "TANK", "2026"), 3),
        ("contribution", ("A", "TANK", "2027"), 5),
    )
    assert money(scenario) == {"A": 10 * 101 + 4 * 24, "B": 0}


def test_rows_with_vanished_codes_are_left_out() -> None:
    rows = (
        ("delivered", ("A", "L", "2025"), 1),
        ("delivered", ("A", "L", "2026"), 2),
        ("delivered", ("A", "OLD", "2026"), 3),
        ("delivered", ("C", "L", "2026"), 4),
        ("join", ("A", "Q"), 1),
        ("pool_shares", ("A", "P", "OLD", "2026"), 1),
        ("component_funding", ("A", "K", "B", "2026"), 1),
        ("component_funding", ("A", "OLD", "A", "2026"), 1),
        ("loan", ("A", "F", "2026"), 8),
    )
    scenario = of_old(*rows)
    assert plan_in_force(scenario) == Plan(delivered={("A", "L", "2026"): 2})
    assert {row.codes for row in unknown_names(scenario)} == {
        codes for _, codes, value in rows if value != 2
    }


def test_names_are_those_of_a_plan() -> None:
    assert list(NAMES) == [decision.name for decision in fields(Plan)]


def test_accounts_and_model_agree_on_drawn_plans() -> None:
    random = Random(2)
    shapes = {
        "delivered": ("AB", "L", "y"),
        "pool_shares": ("AB", "P", "L", "y"),
        "funding": ("AB", "L", "y"),
        "component_funding": ("AB", "K", "A", "y"),
        "contribution": ("AB", ("TANK",), "y"),
        "join": ("AB", "P"),
    }
    for _ in range(100):
        rows: dict[tuple[str, tuple[str, ...]], int] = {}
        for _ in range(random.randint(1, 12)):
            name = random.choice(list(shapes))
            codes = tuple(
                random.choice(("2026", "2027", "2028")) if part == "y" else random.choice(part)
                for part in shapes[name]
            )
            rows[name, codes] = 1 if name == "join" else random.randint(1, 9)
        found = money(of_old(*((name, codes, value) for (name, codes), value in rows.items())))
        assert any(found.values()) or {name for name, _ in rows} == {"contribution"}
