"""What simple arithmetic shows of price bands before any solve."""

from typing import Any

from allocator.domain.problem import Finding
from allocator.domain.scenario import Scenario
from allocator.preflight.findings import findings
from tests.scenarios import capability, contract, line, price_band, rates, tiny, years


def banded(*starts: int, **records: Any) -> Scenario:
    """L makes 9 a year for two years, and one more in each with a step."""
    return tiny(
        **{
            "periods": years(2),
            "lines": (line(unit_price=100, step=1_000, max_steps=1),),
            "line_rates": rates("L", 9, 9),
            "price_bands": tuple(price_band(start, 90 - at) for at, start in enumerate(starts)),
            **records,
        }
    )


def said(scenario: Scenario) -> list[Finding]:
    return [finding for finding in findings(scenario) if finding.check == "price_bands"]


def test_a_band_above_all_that_a_line_delivers() -> None:
    assert said(banded(1, 20)) == []
    (found,) = said(banded(1, 21))
    assert found.address == "price_bands[L, 21]"
    assert found.message == (
        "the price of L from 21 units on is out of reach: it can newly deliver 20 at most"
    )
    assert found.remedy == "lower from_units, give the line more output, or remove the row"
    booked = (contract("A", 5, line="L"),)
    assert said(banded(15, order_book=booked)) == []
    assert len(said(banded(16, order_book=booked))) == 1


def test_whole_lots_are_delivered() -> None:
    """18 tanks are two lots of 8, with a step in each year 20, still two."""
    lots = (capability(lot=8),)
    assert said(banded(16, capabilities=lots)) == []
    (found,) = said(banded(17, capabilities=lots))
    assert "it can newly deliver 16 at most" in found.message


def test_a_band_of_a_line_that_sells_to_nobody() -> None:
    closed = banded(1, lines=(line(unit_price=100, customers=()),))
    assert "it can newly deliver 0 at most" in said(closed)[0].message


def test_a_band_that_the_next_one_overtakes() -> None:
    lots = (capability(lot=5),)
    assert said(banded(5, 6, capabilities=lots)) == []
    (found,) = said(banded(6, 10, capabilities=lots))
    assert found.address == "price_bands[L, 6]"
    assert found.message == (
        "the price of L from 6 units on never holds: in lots of 5 the price from 10 on is reached "
        "with it"
    )
