"""Price bands that no plan can reach, or that never hold."""

from collections.abc import Iterator
from itertools import pairwise

from allocator.accounts.ledger import Ledger
from allocator.domain.problem import Finding
from allocator.domain.production_line import PriceBand
from allocator.domain.quantity import MILLE, ceil_div
from allocator.preflight.coverage import new_output


def price_band_findings(ledger: Ledger) -> list[Finding]:
    """Bands above all that their line can newly deliver, and bands that the next one overtakes.

    Counts the line at its rate with every expansion step, as the findings about requirements do.
    """
    found: list[Finding] = []
    bands = ledger.scenario.price_bands
    for band in bands:
        found += _unreachable(ledger, band)
    for band, following in pairwise(bands):
        if following.line == band.line:
            found += _overtaken(ledger, band, following)
    return found


def _unreachable(ledger: Ledger, band: PriceBand) -> Iterator[Finding]:
    line, lot = ledger.scenario.line_by_code[band.line], _lot(ledger, band)
    sells = band.line in ledger.rights.selling_lines
    most = new_output(ledger, line)[-1] // (MILLE * lot) * lot if sells else 0
    if band.from_units > most:
        yield _finding(
            ledger,
            band,
            f"the price of {band.line} from {band.from_units:,} units on is out of reach: it can "
            f"newly deliver {most:,} at most",
            "lower from_units, give the line more output, or remove the row",
        )


def _overtaken(ledger: Ledger, band: PriceBand, following: PriceBand) -> Iterator[Finding]:
    lot = _lot(ledger, band)
    if ceil_div(band.from_units, lot) == ceil_div(following.from_units, lot):
        yield _finding(
            ledger,
            band,
            f"the price of {band.line} from {band.from_units:,} units on never holds: in lots of "
            f"{lot:,} the price from {following.from_units:,} on is reached with it",
            "lower from_units by a lot, or remove the row",
        )


def _lot(ledger: Ledger, band: PriceBand) -> int:
    line = ledger.scenario.line_by_code[band.line]
    return ledger.scenario.capability_by_code[line.capability].lot


def _finding(ledger: Ledger, band: PriceBand, message: str, remedy: str) -> Finding:
    key = (band.line, str(band.from_units))
    address = ledger.scenario.book.address("price_bands", key, "from_units")
    return Finding(check="price_bands", address=address, message=message, remedy=remedy)
