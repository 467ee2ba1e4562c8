"""Where things stand on a slide of 960 by 540 points: nothing overlaps, nothing is outside."""

from collections.abc import Sequence
from dataclasses import dataclass

from allocator.io.text_fit import Fitted, fitted, plain_text
from allocator.tables.slide import Slide
from allocator.tables.text import unbroken

WIDTH, HEIGHT = 960, 540
EDGE = 36


@dataclass(frozen=True, slots=True)
class Box:
    """A place in points from the upper left corner."""

    left: float
    top: float
    width: float
    height: float


INSIDE = WIDTH - 2 * EDGE
TOP_MARKING = Box(EDGE, 2, INSIDE, 19)
TITLE = Box(EDGE, 22, INSIDE, 62)
SUBTITLE = Box(EDGE, 84, INSIDE, 17)
RULE = Box(EDGE, 103, INSIDE, 1.5)
BAND = Box(0, 24, WIDTH, 96)
"""The title of the cover, and under it what it is about."""
BAND_BELOW = Box(0, 120, WIDTH, 48)
SOURCE = Box(EDGE, 518, 250, 15)
BOTTOM_MARKING = Box(EDGE + 260, 512, INSIDE - 520, 27)
NUMBER = Box(WIDTH - EDGE - 60, 518, 60, 15)

BODY, BODY_OF_COVER, BODY_END = 114, 190, 510
CARD = 84
"""Height of the headline figures."""
GAP, ASIDE = 12, 20
"""Between cards and rows of the body; between panels."""
BAR, INDENT = 3, 12
"""The stroke before the sentences, and how far they stand from the edge."""
SIZES, SMALL_SIZES = (22, 20, 18, 16, 15, 14, 13, 12), (14, 13, 12, 11)
"""Of sentences across the slide and of those beside panels."""
LEFT_PART = 0.54
"""Of the body for the latter."""
PARAGRAPH = 0.4
"""Between sentences, over the font size."""
MOST_WORDS = 0.36
"""Part of the body that sentences may take below panels."""


@dataclass(frozen=True, slots=True)
class Room:
    """The places of a slide's body."""

    figures: tuple[Box, ...]
    panels: tuple[Box, ...]
    stroke: Box
    words: Box
    text: Fitted


def room(slide: Slide) -> Room:
    """Figures above, sentences below as high as they are, panels in between."""
    top: float = BODY_OF_COVER if slide.cover else BODY
    figures: tuple[Box, ...] = ()
    if slide.figures:
        figures = _beside(Box(EDGE, top, INSIDE, CARD), [1] * len(slide.figures), GAP)
        top += CARD + GAP
    rest = Box(EDGE, top, INSIDE, BODY_END - top)
    return _aside(slide, figures, rest) if slide.beside else _below(slide, figures, rest)


def _below(slide: Slide, figures: tuple[Box, ...], rest: Box) -> Room:
    """Panels from left to right, and below them sentences."""
    most = MOST_WORDS * (BODY_END - BODY) if slide.panels else rest.height
    text = _fitted(slide, rest.width, most, SIZES[3:] if slide.panels else SIZES)
    above = rest.height - text.height - (GAP if text.height else 0)
    panels = _beside(
        Box(rest.left, rest.top, rest.width, above),
        [panel.weight for panel in slide.panels],
        ASIDE,
    )
    start = BODY_END - text.height if panels else rest.top
    return _room(figures, panels, Box(rest.left, start, rest.width, text.height), text)


def _aside(slide: Slide, figures: tuple[Box, ...], rest: Box) -> Room:
    """Sentences on the left; on the right panels one below the other."""
    wide = rest.width * LEFT_PART if slide.panels else rest.width
    text = _fitted(slide, wide, rest.height, SMALL_SIZES)
    left = rest.left + wide + ASIDE
    high = (rest.height - GAP * (len(slide.panels) - 1)) / max(1, len(slide.panels))
    panels = tuple(
        Box(left, rest.top + place * (high + GAP), rest.left + rest.width - left, high)
        for place in range(len(slide.panels))
    )
    return _room(figures, panels, Box(rest.left, rest.top, wide, text.height), text)


def _fitted(slide: Slide, wide: float, high: float, sizes: Sequence[int]) -> Fitted:
    texts = [unbroken(plain_text(sentence)) for sentence in slide.sentences]
    if not texts:
        return Fitted(sizes[0], (), 0)
    return fitted(texts, wide - INDENT, high, sizes, PARAGRAPH)


def _room(figures: tuple[Box, ...], panels: tuple[Box, ...], words: Box, text: Fitted) -> Room:
    stroke = Box(words.left, words.top, BAR, words.height)
    inside = Box(words.left + INDENT, words.top, words.width - INDENT, words.height)
    return Room(figures, panels, stroke, inside, text)


def _beside(row: Box, weights: Sequence[int], gap: float) -> tuple[Box, ...]:
    """Boxes from left to right, as wide as their weights say."""
    free = row.width - gap * (len(weights) - 1)
    boxes, left = [], row.left
    for weight in weights:
        wide = free * weight / sum(weights)
        boxes.append(Box(left, row.top, wide, row.height))
        left += wide + gap
    return tuple(boxes)
