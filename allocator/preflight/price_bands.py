"""Price bands that no plan can reach, or that never hold."""

from collections.abc import Iterator
from itertools import pairwise

from allocator.domain.problem import Finding
from allocator.domain.production_line import PriceBand
from allocator.domain.quantity import ceil_div
from allocator.preflight.reach import Reach


def price_band_findings(reach: Reach) -> list[Finding]:
    """Bands above all that their line can newly deliver, and bands that the next one overtakes.

    Counts the line at its rate with every expansion step, as the findings about requirements do.
    """
    found: list[Finding] = []
    bands = reach.ledger.scenario.price_bands
    for band in bands:
        found += _unreachable(reach, band)
    for band, following in pairwise(bands):
        if following.line == band.line:
            found += _overtaken(reach, band, following)
    return found


def _unreachable(reach: Reach, band: PriceBand) -> Iterator[Finding]:
    sells = band.line in reach.ledger.rights.selling_lines
    most = reach.outputs.new_units(band.line, reach.last) if sells else 0
    if band.from_units > most:
        yield _finding(
            reach,
            band,
            f"the price of {band.line} from {band.from_units:,} units on is out of reach: it can "
            f"newly deliver {most:,} at most",
            "lower from_units, give the line more output, or remove the row",
        )


def _overtaken(reach: Reach, band: PriceBand, following: PriceBand) -> Iterator[Finding]:
    lot = _lot(reach, band)
    if ceil_div(band.from_units, lot) == ceil_div(following.from_units, lot):
        yield _finding(
            reach,
            band,
            f"the price of {band.line} from {band.from_units:,} units on never holds: in lots of "
            f"{lot:,} the price from {following.from_units:,} on is reached with it",
            "lower from_units by a lot, or remove the row",
        )


def _lot(reach: Reach, band: PriceBand) -> int:
    return reach.outputs.lot(band.line)


def _finding(reach: Reach, band: PriceBand, message: str, remedy: str) -> Finding:
    key = (band.line, str(band.from_units))
    address = reach.ledger.scenario.book.address("price_bands", key, "from_units")
    return Finding(check="price_bands", address=address, message=message, remedy=remedy)
