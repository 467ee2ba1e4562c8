"""Price bands: the more is bought of a line, the less a unit costs."""

from collections.abc import Iterator

from allocator.domain.problem import Problem
from allocator.domain.production_line import PriceBand
from allocator.domain.scenario import Scenario
from allocator.io.numbers import shown
from allocator.io.problems import problem


def price_band_problems(scenario: Scenario) -> Iterator[Problem]:
    """Bands that raise the price: above the line's, or above that of a band reached before."""
    before: dict[str, PriceBand] = {}
    for band in scenario.price_bands:
        lowest = before.get(band.line)
        unit_price = scenario.line_by_code[band.line].unit_price
        if band.unit_price > (unit_price if lowest is None else lowest.unit_price):
            than = (
                f"{shown(unit_price, 3)}, the price of {band.line}"
                if lowest is None
                else f"{shown(lowest.unit_price, 3)} from {lowest.from_units:,} units on"
            )
            yield problem(
                scenario.book.address(
                    "price_bands", (band.line, str(band.from_units)), "unit_price"
                ),
                f"{shown(band.unit_price, 3)} from {band.from_units:,} units on is more than "
                f"{than}: a band cannot raise the price",
                "write a lower price, or remove the row",
            )
        else:
            before[band.line] = band
