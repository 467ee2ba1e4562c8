"""What the printed pages of a progress report have in common: cards, charts, sentences."""

from collections.abc import Iterator, Sequence
from math import ceil

from allocator.study.track.headlines import Headline
from allocator.tables.frame import Frame
from allocator.tables.table import Chart, Label, Series

COLUMNS, CHARACTERS = 12, 18
PIXELS = COLUMNS * (7 * CHARACTERS + 5)
"""Width of the page: twelve columns of eighteen characters."""
WIDE = 2
"""Columns of a card."""
TALL = 244
"""Pixels of a chart: a row of the sheet has twenty."""
LETTERS, LINE, SPACE = 225, 15.0, 4.0
"""Characters that fit on a line of the page, its points, and those below a heading."""
SERIES = (("plan", "Plan", 0), ("actual", "Actual", 2), ("forecast", "Forecast", 1))


def card(row: int, at: int, shown: Headline) -> Iterator[Label]:
    """What it is, the figure on its light, the light in words with a note; `at` is its place."""
    column = at * WIDE
    yield Label(row, column, shown.label, "card_label", columns=WIDE)
    yield Label(
        row + 1,
        column,
        shown.value,
        shown.light,
        shown.kind,
        columns=WIDE,
        number_format=shown.shape,
    )
    note = f"{shown.light.upper()} · {shown.note}"
    yield Label(row + 2, column, note, "card_note", columns=WIDE)


def chart(
    title: str,
    shape: str,
    frame: Frame,
    keys: Sequence[str],
    rows: tuple[int, int],
    place: tuple[int, int, int],
    most: float | None = None,
) -> Chart:
    """Columns of plan, actual and forecast, whose columns in the frame are `keys`.

    `rows` are the first of the frame and how many; `place` is row, column and number of columns.
    """
    (first, count), (row, column, columns) = rows, place
    names = frame.abroad(frame.down("label", count, first))
    return Chart(
        "column",
        title,
        tuple(
            Series(name, names, frame.abroad(frame.down(key, count, first)), colour)
            for key, (_, name, colour) in zip(keys, SERIES, strict=True)
        ),
        row=row,
        column=column,
        width=columns * PIXELS // COLUMNS - 12,
        height=TALL,
        number_format=shape,
        least=0,
        most=most,
    )


def sentences_below(
    row: int, heading: str, told: Sequence[str]
) -> tuple[tuple[Label, ...], dict[int, float]]:
    """Sentences under a heading in `row`, each as high as it needs; nothing where none is told."""
    if not told:
        return (), {}
    labels = [Label(row, 0, heading, "heading", columns=COLUMNS)]
    heights = {row + 1: SPACE}
    for at, text in enumerate(told, row + 2):
        labels.append(Label(at, 0, text, "sentence", columns=COLUMNS))
        heights[at] = LINE * ceil(len(text) / LETTERS) + 2
    return tuple(labels), heights
