"""A plain description of a slide, free of any file format.

A report says what a slide states and shows; the writer of slides finds the room for it.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Shape = Literal["bar", "stacked_bar", "column", "stacked_column", "column_and_line"]


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One colour of a chart."""

    name: str
    values: tuple[Fraction, ...]
    """One a category, in the unit that the chart's title or number format names."""
    colour: int | None = None
    """Place in the palette; None: the series' own place."""


@dataclass(frozen=True, slots=True)
class ChartData:
    """A native chart that carries its data: slides have no cells to refer to.

    Categories and series are never empty. With `column_and_line` the last series is the line.
    """

    shape: Shape
    title: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    number_format: str
    """Of axis and data labels, as Excel writes it."""
    labels: bool = False
    """Whether every bar says its value."""
    least: int | None = None
    most: int | None = None
    weight: int = 1
    """Its part of the slide's width, against that of the other panels."""


@dataclass(frozen=True, slots=True)
class SlideTable:
    """A table of short texts: a cell is one line, and what does not fit is cut where it shows."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    """Of the columns, in parts of the table."""
    numbers: frozenset[int] = frozenset()
    """Columns that stand on the right."""
    weight: int = 1


Panel = ChartData | SlideTable


@dataclass(frozen=True, slots=True)
class Figure:
    """A headline figure: what it is, its value, and what to hold it against."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Slide:
    """A statement as the title, then figures, panels from left to right, and sentences."""

    title: str
    subtitle: str
    """What is shown, and how it is measured."""
    figures: tuple[Figure, ...] = ()
    panels: tuple[Panel, ...] = ()
    sentences: tuple[str, ...] = ()
    beside: bool = False
    """Sentences stand on the left of the panels and not below them, these one below the other."""
    sources: tuple[str, ...] = ()
    """Sheets of the plan's workbook that hold the figures."""
    notes: str = ""
    """What the speaker may be asked: where the figures stand and how they came about."""
    marking: str = ""
    """Classification, at the top and at the bottom."""
    what_if: str = ""
    """What a what-if ignores, beside the title."""
    cover: bool = False
    """The first slide: its title stands on a band."""

    @property
    def charts(self) -> tuple[ChartData, ...]:
        """From left to right."""
        return tuple(panel for panel in self.panels if isinstance(panel, ChartData))

    @property
    def tables(self) -> tuple[SlideTable, ...]:
        """From left to right."""
        return tuple(panel for panel in self.panels if isinstance(panel, SlideTable))
