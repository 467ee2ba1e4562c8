"""What simple arithmetic shows of components before any solve."""

from typing import Any

from allocator.domain.scenario import Scenario
from allocator.preflight.findings import findings
from tests.scenarios import component, component_use, contract, line, rates, tiny, years


def needing(*output: int, **fields: Any) -> Scenario:
    """L makes 9 a year and needs one K for each."""
    grown = {name: fields.pop(name) for name in ("step", "max_steps") if name in fields}
    return tiny(
        **{
            "periods": years(len(output)),
            "lines": (line(),),
            "line_rates": rates("L", *[9] * len(output)),
            "components": (component("K", *output, **grown),),
            "component_use": (component_use(),),
            **fields,
        }
    )


def said(scenario: Scenario) -> list[str]:
    return [found.message for found in findings(scenario)]


def test_contracts_that_take_more_than_is_made() -> None:
    booked = (contract("A", 4, line="L"), contract("A", 4, line="L", period="2027", row=3))
    assert said(needing(4, 4, order_book=booked)) == []
    assert said(needing(5, 2, order_book=booked)) == [
        "contracts take 8 parts of K by 2027, 7 are made: before expansions nothing is left for "
        "new lots"
    ]


def test_a_requirement_for_which_there_are_no_parts() -> None:
    assert said(needing(4, required=4)) == []
    assert said(needing(4, required=5)) == [
        "5 unit of TANK are required in 2026, at most 4 can be there: 1 stay short in every plan"
    ]
    assert said(needing(4, step=1_000, max_steps=2, required=6)) == []
    assert len(said(needing(4, step=1_000, max_steps=2, required=7))) == 1


def test_parts_of_the_years_before_the_first_delivery_are_lost() -> None:
    """Nothing ordered now arrives in 2026; in 2027 there are 2 parts and at most 0.999 begun."""
    late = (line(lead_months=12),)
    assert said(needing(9, 2, lines=late, required=0)) == []
    short = said(needing(9, 2, lines=late, required=3))
    assert short[-1].startswith("3 unit of TANK are required in 2027, at most 2 can be there")
