"""Bar charts as shapes: one row a bar, its label beside or above, its figure at the end.

Everything stands in a field of the same width, drawn larger or smaller as the screen has room.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from allocator.report.prose import short_name
from allocator.tables.drawing import Bar, Drawing, Look, Point, Shape, Stroke, Words

WIDTH = 360
"""Of the field."""
ROW = 18
"""Height of a row whose label stands beside its bar."""
DOUBLE = 33
"""Height of a row whose label stands above its bar."""
THICK = 12
BASE = 10
"""From the top of a bar to the base line of the text beside it."""
BESIDE, ABOVE = 20, 52
"""Characters of a label beside and above its bar."""
LEFT = 122
"""Where bars begin beside their labels."""
END = 50
"""Room for the figure at the end."""
ROOM_INSIDE = 44
"""Least width of a bar that holds a text."""
TOP = 20
"""Room for the words of a line that runs through all rows."""


@dataclass(frozen=True, slots=True)
class Track:
    """One row: a label, parts one after the other, points, a cap, and the figure at the end."""

    label: str
    parts: tuple[tuple[Fraction, Look, str], ...] = ()
    """Size, look and the text inside (empty: none)."""
    points: tuple[tuple[Fraction, Look], ...] = ()
    cap: Fraction | None = None
    figure: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A line through all rows, with its words on top."""

    at: Fraction
    words: str
    look: Look = "mean"


def track_chart(
    key: str,
    title: str,
    about: str,
    tracks: Sequence[Track],
    *,
    most: Fraction,
    above: bool = False,
    levels: Sequence[Level] = (),
) -> Drawing:
    """Rows from the top; `most` is the value at the far end of a row."""
    left = 0 if above else LEFT
    scale = Scale(left, WIDTH - END - left, most or Fraction(1))
    height = DOUBLE if above else ROW
    top = TOP if levels else 0
    bottom = top + len(tracks) * height
    shapes: list[Shape] = []
    for index, track in enumerate(tracks):
        shapes += _row(scale, track, top + index * height, above)
    for level in levels:
        shapes += _level(scale, level, bottom)
    return Drawing(key, title, about, WIDTH, bottom + 4, tuple(shapes))


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to places across the field."""

    left: int
    width: int
    most: Fraction

    def length(self, value: Fraction) -> float:
        """Of a bar."""
        return round(float(self.width * value / self.most), 1)

    def place(self, value: Fraction) -> float:
        """Of a value."""
        return round(self.left + float(self.width * value / self.most), 1)


def _row(scale: Scale, track: Track, top: int, above: bool) -> Iterator[Shape]:
    y = top + 16 if above else top + 3
    label = short_name(track.label, ABOVE if above else BESIDE)
    yield Words(0, top + 12, label) if above else Words(LEFT - 6, y + BASE, label, "end")
    yield Bar(scale.left, y, scale.width, THICK, "track")
    yield from _parts(scale, track, y)
    if track.cap is not None:
        at = scale.place(track.cap)
        yield Stroke(at, y - 3, at, y + THICK + 3, "cap")
    for value, look in track.points:
        yield Point(scale.place(value), y + THICK / 2, look, track.says)
    yield Words(WIDTH, y + BASE, track.figure, "end", "strong")


def _parts(scale: Scale, track: Track, y: float) -> Iterator[Shape]:
    start = Fraction(0)
    for size, look, inside in track.parts:
        if size > 0:
            x, width = scale.place(start), scale.length(size)
            yield Bar(x, y, width, THICK, look, track.says)
            if inside and width > ROOM_INSIDE:
                yield Words(x + 4, y + BASE, inside, "start", "inverse")
            start += size


def _level(scale: Scale, level: Level, bottom: int) -> Iterator[Shape]:
    at = scale.place(level.at)
    yield Stroke(at, TOP - 4, at, bottom, level.look)
    right = at > WIDTH / 2
    yield Words(at, TOP - 8, level.words, "end" if right else "start", "quiet")
