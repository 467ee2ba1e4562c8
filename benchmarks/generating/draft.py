"""A scenario under construction: lists of records, and what a drawn capability is measured by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from allocator.domain.record import Record
from allocator.domain.scenario import Scenario
from benchmarks.generating.cast import Cast
from benchmarks.generating.chance import Chance
from benchmarks.generating.parents import Parent

SHEETS = (
    "states",
    "budgets",
    "personnel",
    "capabilities",
    "requirements",
    "outside_support",
    "holdings",
    "retirements",
    "order_book",
    "lines",
    "line_rates",
    "work_shares",
    "access",
    "components",
    "component_use",
    "pools",
    "pool_members",
    "rules",
    "pledges",
)


@dataclass(slots=True)
class Draft:
    """Records drawn so far, by the field of the scenario they belong to."""

    reference: Scenario
    cast: Cast
    rule_codes: Mapping[str, str]
    """New code of every rule of the reference."""
    records: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in SHEETS})
    contracts: int = 0
    """Contracts and pledges so far; each has a row of its own."""

    def add(self, name: str, *records: Record) -> None:
        """Take records in."""
        self.records[name].extend(records)

    def next_row(self) -> int:
        """A row number that no other record has."""
        self.contracts += 1
        return self.contracts


@dataclass(frozen=True, slots=True)
class Birth:
    """A capability while it is drawn: its parent, who plays whom, and its measures."""

    parent: Parent
    code: str
    roles: Mapping[str, str]
    """New state by the reference's; outside providers stand for themselves."""
    chance: Chance
    components: Mapping[str, str]
    """New component by the reference's."""
    lot: int
    lots: Fraction
    """Number of lots over the parent's."""
    part: Fraction
    """Part of the alliance that takes part."""
    money: Fraction
    """Worth of the whole over the parent's."""

    @property
    def units(self) -> Fraction:
        """Number of units over the parent's."""
        return self.lots * self.lot / self.parent.capability.lot

    @property
    def price(self) -> Fraction:
        """Price of a unit over the parent's: what there is more of is cheaper."""
        return self.money / self.units


def birth(
    parent: Parent,
    code: str,
    cast: Cast,
    chance: Chance,
    components: Mapping[str, str],
    providers: tuple[str, ...],
) -> Birth:
    """Measures of a new capability."""
    lot = parent.capability.lot
    return Birth(
        parent=parent,
        code=code,
        roles={**cast.roles(chance), **{name: name for name in providers}},
        chance=chance,
        components=components,
        lot=lot if lot <= 2 else chance.near(lot, 40, least=2),
        lots=chance.factor(10 if parent.scarce else 50),
        part=cast.weight,
        money=chance.factor(25),
    )
