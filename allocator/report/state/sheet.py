"""The sheet of one member state: cards, sentences and tables on one or two printed pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from allocator.report.names import horizon
from allocator.report.prose import readable
from allocator.report.state.burden import burden
from allocator.report.state.cards import cards
from allocator.report.state.due import due, limits
from allocator.report.state.grid import (
    CHARACTERS,
    COLUMNS,
    GAP,
    LARGER,
    LETTERS,
    Section,
    beside,
    statement,
)
from allocator.report.state.industry import industry
from allocator.report.state.money import money
from allocator.report.state.rationale import rationale
from allocator.report.state.tables import buying, contributions, pooling
from allocator.report.state.view import StateView
from allocator.report.state.words import sentences
from allocator.tables.column import Formula
from allocator.tables.frame import cell_name
from allocator.tables.table import Label, Table

MARKED = 2
"""Row of the band that tells the marking and the plan."""
LINK = 5
"""Columns of the way back."""
WORDS, SAID = 8, 10
"""Rows of the heading above the sentences, and of the first of them."""
HEIGHTS = {0: 32.0, 1: 16.0, 3: GAP, 5: 28.0, 6: 40.0, 7: GAP, 9: GAP / 2}
BAND = 16.0
"""Points of a line of the band below the name."""
PAGE = 1160.0
"""Points of the sheet that a printed page holds, when its width fits."""
SQUEEZED = 1.15
"""Pages that are still easy to read when they are fitted onto one."""
WHOLE, LEAST = 360.0, 150.0
"""Points up to which a section is never split, and those of a longer one that may stand at the foot
of a page."""


@dataclass(frozen=True)
class StateSheet:
    """The sheet, and where the figures stand that the overview shows."""

    own: StateView
    table: Table
    cells: Mapping[str, str]
    """Cell of a total by what it adds up, where there is one."""


def state_sheet(own: StateView, name: str, back: str = "") -> StateSheet:
    """The sheet called `name`, with a link to the sheet `back` where one is named."""
    said, heights = _sentences(own)
    sections = _sections(own, name, SAID + len(said) + 1)
    first = Section(0, SAID + len(said), heights={**HEIGHTS, **heights, MARKED: _band_height(own)})
    parts = (first, *sections)
    cells = {key: cell for section in sections for key, cell in _totals(section)}
    gaps = {section.row - 1: GAP for section in sections}
    view = own.view
    return StateSheet(
        own,
        Table(
            name,
            f"{readable(own.record.name, 60)}: what the plan means",
            f"What the plan asks of {own.name} and what it gets.",
            tuple(block for part in parts for block in part.blocks),
            (
                *_band(own, back),
                *cards(own, parts, cells),
                *said,
                *(label for part in parts for label in part.labels),
            ),
            tuple(chart for part in parts for chart in part.charts),
            view.marking,
            view.policy.what_if,
            portrait=True,
            breaks=tuple(_breaks(parts)),
            widths=(CHARACTERS,) * COLUMNS,
            heights={k: v for part in parts for k, v in part.heights.items()} | gaps,
        ),
        cells,
    )


def _sentences(own: StateView) -> tuple[tuple[Label, ...], Mapping[int, float]]:
    made = [statement(SAID + index, words) for index, words in enumerate(sentences(own))]
    heights = {row: height for _, found in made for row, height in found.items()}
    return tuple(label for label, _ in made), heights


def _sections(own: StateView, name: str, row: int) -> tuple[Section, ...]:
    """One under the other, with an empty row between them."""
    paid = money(own, name, row)
    below = row + paid.rows + 1
    left, right = burden(own, name, below, paid.charts[0].row), industry(own, name, below)
    parts = [paid, beside(left, right)]
    for make in (rationale, pooling, contributions, buying, limits, due):
        parts.append(make(own, name, parts[-1].row + parts[-1].rows + 1))
    return tuple(parts)


def _breaks(parts: tuple[Section, ...]) -> Iterator[int]:
    """Rows that begin a page: a section stays whole unless it is long and begins with some rows.

    What is hardly more than a page has none: the workbook's writer fits it onto one.
    """
    if sum(part.points + GAP for part in parts) <= SQUEEZED * PAGE:
        return
    used = 0.0
    for part in parts:
        need = part.points if part.points < WHOLE else LEAST
        if used + need > PAGE:
            yield part.row
            used = 0.0
        for row, points in part.by_row:
            if used + points > PAGE:
                yield row
                used = 0.0
            used += points
        used += GAP


def _totals(section: Section) -> Iterator[tuple[str, str]]:
    for block in section.blocks:
        frame = block.frame
        for column, value in zip(frame.columns, block.totals, strict=False):
            if isinstance(value, Formula):
                row = frame.row + 1 + len(block.rows)
                place = cell_name(row, frame.place(column.key))
                yield f"{frame.columns[0].key} {column.key}", place


def _band(own: StateView, back: str) -> tuple[Label, ...]:
    view = own.view
    facts = (
        f"What the plan means, {horizon(view)}",
        f"deadline {view.deadline}",
        f"EUR at {view.policy.price_base_year} prices",
    )
    room = COLUMNS - (LINK if back else 0)
    link = Label(WORDS, room, "← all states", "link", columns=LINK, link=back)
    return (
        Label(0, 0, view.titled(view.state_name(own.state)), "band", columns=COLUMNS),
        Label(1, 0, " · ".join(facts), "band_small", columns=COLUMNS),
        Label(MARKED, 0, _marked(own), "band_small", columns=COLUMNS),
        Label(WORDS, 0, "What this means", "heading", columns=room),
        *((link,) if back else ()),
    )


def _marked(own: StateView) -> str:
    """The marking, however long, and the plan."""
    plan = (own.view.marking, readable(own.view.policy.title, 90))
    return " · ".join(filter(None, plan))


def _band_height(own: StateView) -> float:
    return BAND * ceil(LARGER * len(_marked(own)) / (LETTERS * COLUMNS))
