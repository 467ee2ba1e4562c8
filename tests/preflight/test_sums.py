"""Orders that could each be kept, and not all of them together."""

from typing import Any

from allocator.domain.scenario import Scenario
from tests.preflight.told import told
from tests.scenarios import (
    component,
    component_use,
    fund,
    fund_limit,
    line,
    pledge,
    rates,
    rule,
    tiny,
    years,
)


def wanting(*orders: tuple[str, str, int, str], **records: Any) -> Scenario:
    """(state, line, units, period); L and M make 2 a year each, at EUR 1 m."""
    return tiny(
        **{
            "periods": years(2),
            "lines": (line(), line("M")),
            "line_rates": rates("L", 2, 2) + rates("M", 2, 2),
            "pledges": tuple(
                pledge("order", code, "at_least", units, state=state, period=period, row=row)
                for row, (state, code, units, period) in enumerate(orders, start=2)
            ),
            **records,
        }
    )


def test_more_of_a_line_than_it_delivers() -> None:
    """Told of the first period: what A has by 2026 it still has in 2027."""
    assert told(wanting(("A", "L", 2, "2026"), ("B", "L", 2, "2027")), "sums") == []
    assert told(wanting(("A", "L", 2, "2026"), ("B", "L", 3, "2027")), "sums") == [
        "pledges[2]: the orders of pledges[2] and pledges[3] together ask L for 5 units by 2027, "
        "and it can newly deliver 4; lower one of them, move one to a later period, or give the "
        "line more output"
    ]
    (first,) = told(wanting(("A", "L", 2, "2026"), ("B", "L", 2, "2026")), "sums")
    assert "ask L for 4 units by 2026, and it can newly deliver 2" in first


def test_a_rule_for_several_states_is_one_row() -> None:
    on_line: dict[str, Any] = {"scope": "line", "on": "L", "line": "L", "capabilities": ()}
    floor = rule("R", "floor", value=3_000, states=("A", "B"), binds="all", **on_line)
    (found,) = told(wanting(rules=(floor,)), "sums")
    assert found.startswith("rules[R, all, L]: the orders of rules[R, all, L] together ask L for 6")


def test_more_parts_than_are_made() -> None:
    needing = {
        "components": (component("K", 2, 2),),
        "component_use": (component_use(), component_use(500, "M")),
    }
    assert told(wanting(("A", "L", 3, "2027"), ("B", "M", 2, "2027"), **needing), "sums") == []
    (short,) = told(wanting(("A", "L", 3, "2027"), ("B", "M", 3, "2027"), **needing), "sums")
    assert "take 4.500 parts of K by 2027, and 4.000 can be made for new lots" in short


def test_more_than_a_state_can_pay() -> None:
    """Loans for products of one of the two lines help as far as the amount goes."""
    pair = (("A", "L", 2, "2027"), ("A", "M", 2, "2027"))
    assert told(wanting(*pair, ceiling=2_000), "sums") == []
    assert told(wanting(*pair, ceiling=1_999), "sums") == [
        "pledges[2]: the orders of pledges[2] and pledges[3] together cost A at least EUR 4.000 m "
        "in 2026 to 2027, more than what its ceilings of 2026 to 2027 leave, with money carried "
        "and borrowed: EUR 3.998 m; lower one of them, or raise its ceilings in budgets"
    ]
    lent = {"funds": (fund(),), "fund_limits": (fund_limit("A", 2),)}
    assert told(wanting(*pair, ceiling=1_999, **lent), "sums") == []
