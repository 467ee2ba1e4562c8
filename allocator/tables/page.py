"""A plain description of the page: texts as they are read.

The report makes it, the page writer turns it into HTML. Texts are names and sentences as they are;
whoever writes them to a file escapes them. Keys are unique on a page and fit to be ids.
"""

from dataclasses import dataclass
from typing import ClassVar

from allocator.tables.drawing import Drawing, Look


@dataclass(frozen=True, slots=True)
class Card:
    """A headline figure."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column."""

    text: str
    number: bool = False
    """Figures: they stand on the right and are sorted by size."""
    wide: bool = False
    """Long texts, which need room."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that can be sorted; the first cell of a row names it."""

    kind: ClassVar[str] = "grid"
    key: str
    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    """Stays below however the rows are sorted; empty: none."""
    anchors: tuple[str, ...] = ()
    """Keys of the rows, where something leads to them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart: its drawings are the same for wider and narrower screens; the grid says it all."""

    kind: ClassVar[str] = "figure"
    key: str
    caption: str
    drawings: tuple[Drawing, ...]
    legend: tuple[tuple[Look, str], ...]
    grid: Grid
    """The figures behind it, folded away below."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A state on the map; its place counts from 0."""

    code: str
    name: str
    column: int
    row: int
    anchor: str
    """Key of the row that says more of it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What the map can show: a text and a shade for each tile, in their order."""

    group: str
    label: str
    about: str
    texts: tuple[str, ...]
    shades: str
    """One character a tile: 0 to 6 from nothing to the most; a to c and x to z away from the
    middle, below and above it."""
    scale: tuple[tuple[str, str], ...]
    """Shades of the legend with their meaning."""


@dataclass(frozen=True, slots=True)
class TileMap:
    """One equal tile a state, and what it can show; the first measure is shown at first."""

    kind: ClassVar[str] = "map"
    key: str
    caption: str
    tiles: tuple[Tile, ...]
    measures: tuple[Measure, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[tuple[int, Measure], ...]], ...]:
        """Measures with their positions, by group."""
        numbered = tuple(enumerate(self.measures))
        names = dict.fromkeys(measure.group for measure in self.measures)
        return tuple(
            (name, tuple(each for each in numbered if each[1].group == name)) for name in names
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what belongs to it."""

    key: str
    title: str
    words: tuple[str, ...]
    """Paragraphs."""
    parts: tuple[Grid | Figure | TileMap, ...] = ()
    narrow: bool = False
    """Stands beside its neighbour where there is room."""


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the page says, from top to bottom."""

    title: str
    facts: tuple[str, ...]
    """Lines under the title."""
    marking: str
    """Classification, on every printed page."""
    what_if: str
    headline: tuple[Card, ...]
    sections: tuple[Section, ...]
