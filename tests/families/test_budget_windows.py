"""Windows hold the money of several periods together."""

from typing import Any

import pytest

from allocator.domain.scenario import Scenario
from allocator.model.build import build
from tests.families.budgets import buying, spending
from tests.families.edges import just_fails, just_holds
from tests.scenarios import contract, window


def test_a_window_holds_its_periods_together() -> None:
    """Three lots in three years with money for each: 2027 and 2028 together have less."""

    def windowed(ceiling: int | None) -> Scenario:
        stretch = window("A", "2027", "2028", ceiling=ceiling)
        return spending(100, 100, 100, budget_windows=(stretch,))

    just_holds(windowed(None), buying(1, 2, 3))
    just_holds(windowed(200), buying(1, 2, 3))
    just_fails(windowed(199), buying(1, 2, 3), "budget")
    just_holds(windowed(199), buying(1, 1, 2))


def test_what_was_carried_into_a_window_counts_in_it() -> None:
    """200 of 2027 are paid from 2026 and 2027: the window of 2027 sees all of them."""

    def windowed(ceiling: int) -> Scenario:
        stretch = window("A", "2027", "2027", ceiling=ceiling)
        return spending(100, 100, limit=100, budget_windows=(stretch,))

    saved = buying(0, 2, carry={("A", "2026"): 100})
    just_holds(windowed(200), saved)
    just_fails(windowed(199), saved, "budget")


def test_a_floor_of_a_window_must_be_spent() -> None:
    def least(floor: int) -> Scenario:
        stretch = window("A", "2026", "2027", floor=floor)
        return spending(200, 200, 200, budget_windows=(stretch,))

    just_holds(least(200), buying(1, 2, 2))
    just_fails(least(201), buying(1, 2, 3), "budget")


def test_unpaid_contracts_take_from_windows_and_floors() -> None:
    book = (contract("A", 1, unpaid=40),)
    narrow: dict[str, Any] = {
        "order_book": book,
        "budget_windows": (window("A", ceiling=140, floor=140),),
    }
    just_holds(spending(200, **narrow), buying(1))
    strict: dict[str, Any] = {"order_book": book, "budget_windows": (window("A", ceiling=139),)}
    just_fails(spending(200, **strict), buying(1), "budget")
    greedy: dict[str, Any] = {"order_book": book, "budget_windows": (window("A", floor=141),)}
    just_fails(spending(200, **greedy), buying(1), "budget")


@pytest.mark.parametrize(("unpaid", "gives_way"), [(0, False), (1, True)])
def test_a_window_gives_way_to_old_contracts_alone(unpaid: int, gives_way: bool) -> None:
    """A contract of 2027, in a window from 2026 on; its floor gives way in any case."""
    stretch = window("A", "2026", "2027", ceiling=150, floor=100)
    book = (contract("A", 1, period="2027", unpaid=unpaid), contract("B", 1, unpaid=1))
    model = build(spending(100, 100, 100, budget_windows=(stretch,), order_book=book))
    rows = zip(model.program.rows, model.program.elastic, strict=True)
    soft = {row.codes: elastic for row, elastic in rows if row.family == "budget"}
    assert soft["A", "2026", "2027", "window"] == gives_way
    assert soft["A", "2026", "2027", "window", "floor"]
