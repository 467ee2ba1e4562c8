"""A headline of the briefing as cells hold it."""

from dataclasses import dataclass

from allocator.tables.column import Kind, Value
from allocator.tables.table import Block


@dataclass(frozen=True, slots=True)
class Sources:
    """Blocks of other sheets whose cells the cards show."""

    split: Block
    coverage: Block
    dependence: Block
    aims: Block


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a card as its cell holds and shows it."""

    value: Value
    kind: Kind
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A headline: what it is, its number, what to hold it against."""

    label: str
    figure: Figure
    note: str
