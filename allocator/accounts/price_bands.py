"""Price bands: how far the volume of a line has brought its price down, and who gets how much."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from allocator.accounts.decisions import Decisions
from allocator.accounts.prices import Prices
from allocator.domain.production_line import PriceBand
from allocator.domain.record import grouped
from allocator.domain.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Volume:
    """What all buyers together take of a line with price bands, by the end of the horizon."""

    line: str
    list_price: int
    """kEUR for a unit before any band."""
    units: int
    """New units, of states and pools."""
    bands: tuple[PriceBand, ...]
    """The first to be reached first; at least one."""

    @property
    def reached(self) -> PriceBand | None:
        """The last band that so many units reach."""
        return next((band for band in self.bands[::-1] if band.from_units <= self.units), None)

    @property
    def following(self) -> PriceBand | None:
        """The first band that only more units would reach."""
        return next((band for band in self.bands if band.from_units > self.units), None)

    @property
    def saving(self) -> int:
        """kEUR off the list price of every unit."""
        return 0 if self.reached is None else self.list_price - self.reached.unit_price

    @property
    def missing(self) -> int | None:
        """Units up to the following band; None after the last."""
        return None if self.following is None else self.following.from_units - self.units


class Rebate(NamedTuple):
    """What a state gets back in the last period for what it has bought of a line."""

    state: str
    line: str
    pool: str
    """Empty for lots of its own."""
    amount: int
    """kEUR, more than 0."""


def volumes(scenario: Scenario, decisions: Decisions) -> Mapping[str, Volume]:
    """By line, for every line that has price bands."""
    found = {}
    for code, bands in grouped(scenario.price_bands, lambda band: band.line).items():
        line = scenario.line_by_code[code]
        lots = decisions.line_lots.get((code,), decisions.zero)[-1]
        units = lots * scenario.capability_by_code[line.capability].lot
        found[code] = Volume(code, line.unit_price, units, bands)
    return found


def rebates(scenario: Scenario, decisions: Decisions, prices: Prices) -> Iterator[Rebate]:
    """Every rebate, of own lots first, then of shares; formula: "Price bands" in docs/model.md."""
    savings = {code: volume.saving for code, volume in volumes(scenario, decisions).items()}
    for (state, line), lots in decisions.delivered.items():
        back = lots[-1] * prices.lot_rebate(state, line, savings.get(line, 0))
        if back:
            yield Rebate(state, line, "", back)
    for (state, pool, line), shares in decisions.pool_shares.items():
        back = shares[-1] * prices.share_rebate(state, pool, line, savings.get(line, 0))
        if back:
            yield Rebate(state, line, pool, back)
