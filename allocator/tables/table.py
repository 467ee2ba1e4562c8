"""A plain description of an output sheet, free of any file format.

A report makes tables; the workbook writer draws them and the check of a saved plan compares them
cell by cell. Rows and columns count from 0 here and from 1 in a workbook.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple

from allocator.tables.column import Formula, Kind, Plain, Value
from allocator.tables.frame import Frame

Row = tuple[Value, ...]
Style = Literal[
    "title",
    "subtitle",
    "heading",
    "band",
    "band_small",
    "group",
    "card_label",
    "card_value",
    "card_note",
    "sentence",
    "note",
    "link",
    "green",
    "amber",
    "red",
    "grey",
]
"""The last four are headline figures on the ground of a traffic light."""
LIGHTS = ("green", "amber", "red", "grey")
"""What a traffic light can show; grey: nothing to judge."""


@dataclass(frozen=True, slots=True)
class Block:
    """A table on a sheet: headers, rows and, where `total` is given, a row that adds up."""

    frame: Frame
    rows: tuple[Row, ...]
    total: str = ""
    """Label of the total row; empty: none."""
    rotated: bool = False
    """Headers of all columns but the first few texts stand upright."""
    heat: Mapping[str, int] = field(default_factory=dict)
    """Columns shaded by size, with the value that is darkest."""
    heat_rows: int = 0
    """How many rows are shaded, from the first; 0: all."""
    bars: tuple[str, ...] = ()
    """Columns with a bar in each cell."""
    marks: frozenset[tuple[int, int]] = frozenset()
    """(row, column) of cells, counted within the block, that carry a dot."""
    strong: frozenset[int] = frozenset()
    """Rows set off like totals."""
    alarm: tuple[str, ...] = ()
    """Columns whose positive values are set in the warning colour."""
    beyond: Mapping[str, str] = field(default_factory=dict)
    """Columns whose values stand out where they are above those of another column."""
    lights: tuple[str, ...] = ()
    """Columns that hold words of `LIGHTS`, each on its ground."""
    edge: str = ""
    """Column with a heavy line on its left; empty: none."""

    @property
    def totals(self) -> Row:
        """The total row: live sums with their true values; empty without a total."""
        if not self.total:
            return ()
        count = len(self.rows)
        return tuple(
            self.total if position == 0 else self._sum(position, count) if column.total else None
            for position, column in enumerate(self.frame.columns)
        )

    def _sum(self, position: int, count: int) -> Value:
        if count == 0:
            # A sum over no rows would reach its own cell.
            return 0
        reference = self.frame.down(self.frame.columns[position].key, count)
        value = sum((exact(row[position]) for row in self.rows), Fraction(0))
        whole = value.numerator if value.denominator == 1 else value
        return Formula(f"=SUM({reference})", whole)

    @property
    def height(self) -> int:
        """Rows taken on the sheet: headers, rows, total."""
        return 1 + len(self.rows) + bool(self.total)


def plain(value: Value) -> Plain:
    """A value, or the true value of a formula."""
    return value.value if isinstance(value, Formula) else value


def exact(value: Value) -> Fraction:
    """A number for adding up; blank counts as nothing."""
    number = plain(value)
    return Fraction(number) if isinstance(number, int | Fraction) else Fraction(0)


@dataclass(frozen=True, slots=True)
class Label:
    """A free-standing cell: a title, a note, a headline figure, a link."""

    row: int
    column: int
    value: Value
    style: Style
    kind: Kind = "text"
    columns: int = 1
    """Cells merged to the right."""
    rows: int = 1
    """Cells merged downwards."""
    link: str = ""
    """Sheet that a click opens."""
    number_format: str = ""
    """How Excel shows the number; empty: what suits the kind."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line or colour of a chart; the references name sheet and cells."""

    name: str
    categories: str
    values: str
    colour: int | None = None
    """Place in the palette; None: the series' own place."""
    dashed: bool = False
    """Of a line: a limit and not a measurement."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart; its data are cells of the workbook."""

    shape: Literal[
        "bar",
        "column",
        "stacked_bar",
        "stacked_column",
        "line",
        "column_and_line",
        "stacked_column_and_line",
        "band_and_lines",
        "scatter",
        "curve",
    ]
    """With `.._and_line` the last series is the line; with `band_and_lines` the first is a band
    behind the lines; with `scatter` categories are numbers, and with `curve` their points are
    joined in their order."""
    title: str
    series: tuple[Series, ...]
    row: int
    column: int
    width: int
    """Pixels."""
    height: int
    number_format: str
    legend: bool = True
    least: float | None = None
    most: float | None = None
    axes: tuple[str, str] = ("", "")
    """What stands at the axes of categories and of values; empty: nothing."""
    category_format: str = ""
    """Of categories that are numbers."""


@dataclass(frozen=True)
class Table:
    """One sheet of the output workbook."""

    name: str
    """Of the sheet; at most 31 characters."""
    title: str
    about: str
    """One sentence on what the sheet shows, listed on the sheet `contents`."""
    blocks: tuple[Block, ...]
    labels: tuple[Label, ...] = ()
    charts: tuple[Chart, ...] = ()
    marking: str = ""
    """Classification, printed on every page."""
    what_if: str = ""
    """What a what-if ignores, printed on every page beside the title."""
    long: bool = False
    """Rows keyed by codes with the header in the first row, made to be read back."""
    page: bool = False
    """A single printed page with columns of equal width instead of a list."""
    frozen: tuple[int, int] = (0, 0)
    """Rows above and columns left of the part that scrolls."""
    large_paper: bool = False
    portrait: bool = False
    breaks: tuple[int, ...] = ()
    """Rows that begin a new printed page."""
    widths: tuple[int, ...] = ()
    """Widths of the columns of a page, in characters."""
    heights: Mapping[int, float] = field(default_factory=dict)
    """Heights of rows in points, where not the usual ones."""
    hidden: bool = False
    """Not for readers: spreadsheets do not show it unless they are asked to."""

    def cells(self) -> Iterator["Cell"]:
        """Every filled cell, in no particular order."""
        for block in self.blocks:
            frame = block.frame
            for position, column in enumerate(frame.columns):
                yield Cell(frame.row, frame.starts[position], column.header, "text")
            lines = (*block.rows, block.totals) if block.total else block.rows
            for index, row in enumerate(lines, frame.row + 1):
                for position, value in enumerate(row):
                    if value is not None:
                        kind = frame.columns[position].kind
                        yield Cell(index, frame.starts[position], value, kind)
        for label in self.labels:
            yield Cell(label.row, label.column, label.value, label.kind)

    @property
    def count(self) -> int:
        """Rows of all blocks."""
        return sum(len(block.rows) for block in self.blocks)


class Cell(NamedTuple):
    """A filled cell of a table."""

    row: int
    column: int
    value: Value
    kind: Kind
