"""Colours that hold up without colour vision, and texts that can be read on their grounds.

Colours as people without red or green cones see them: Machado, Oliveira and Fernandes, "A
physiologically-based model for simulation of color vision deficiency", 2009, severity 1.0.
Differences are CIE 1976; contrast is the ratio of WCAG 2.
"""

from itertools import pairwise

import pytest

from allocator.io.styles import (
    AMBER,
    BAR,
    GREY,
    GROUNDS,
    HEAT,
    NAVY,
    PALE,
    SAND,
    SERIES,
    SILVER,
    STYLES,
    WARNING,
    YELLOW,
)

Colour = tuple[float, ...]
VISION = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red cones": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green cones": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue cones": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
WHITE, BLACK, GRID = "#FFFFFF", "#000000", "#404040"
READABLE, LARGE = 4.5, 3.0
"""WCAG AA: contrast of usual text, and of large text and parts of a picture."""
APART = 25
"""Difference of neighbouring colours; what can just be told apart is about 2.3."""


def linear(code: str) -> Colour:
    parts = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )


def seen(code: str, vision: str) -> Colour:
    light = linear(code)
    mixed = (sum(a * b for a, b in zip(row, light, strict=True)) for row in VISION[vision])
    return tuple(min(1.0, max(0.0, part)) for part in mixed)


def lab(light: Colour) -> Colour:
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (
        _cube(sum(a * b for a, b in zip(row, light, strict=True)) / most)
        for row, most in zip(rows, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube(part: float) -> float:
    return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116


def difference(one: str, other: str, vision: str) -> float:
    pairs = zip(lab(seen(one, vision)), lab(seen(other, vision)), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def luminance(code: str) -> float:
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear(code), strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measures_give_known_values() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)
    assert lab(linear("#FF0000")) == pytest.approx((53.2, 80.1, 67.2), abs=0.2)
    # Red and green of one lightness, told apart by all and hardly without green cones.
    assert difference("#B06020", "#6F7D20", "all cones") > 40
    assert difference("#B06020", "#6F7D20", "no green cones") < 20


@pytest.mark.parametrize("vision", VISION)
def test_neighbouring_series_can_be_told_apart(vision: str) -> None:
    for one, other in pairwise((*SERIES, SERIES[0])):
        assert difference(one, other, vision) >= APART, (one, other)


def test_neighbouring_series_differ_in_lightness_so_that_grey_copies_can_be_read() -> None:
    for one, other in pairwise((*SERIES, SERIES[0])):
        assert contrast(one, other) >= 1.7, (one, other)


@pytest.mark.parametrize("vision", VISION)
def test_all_series_of_one_stack_differ(vision: str) -> None:
    """Seven domains and grey: not only neighbours, as a state may pay for some of them alone."""
    stack = SERIES[:8]
    for at, one in enumerate(stack):
        for other in stack[at + 1 :]:
            assert difference(one, other, vision) >= 12, (one, other)


@pytest.mark.parametrize("vision", VISION)
def test_lights_differ_from_each_other(vision: str) -> None:
    """Pale grounds with the word on them: what can just be told apart is about 2.3."""
    lights = list(GROUNDS.values())
    for at, one in enumerate(lights):
        for other in lights[at + 1 :]:
            assert difference(one, other, vision) >= 8, (one, other)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((NAVY, ground) for ground in GROUNDS.values()),
        *((BLACK, ground) for ground in GROUNDS.values()),
        (WHITE, NAVY),
        (NAVY, WHITE),
        (NAVY, SAND),
        (GREY, SAND),
        (GREY, WHITE),
        (SILVER, WHITE),
        (SILVER, PALE),
        (BLACK, PALE),
        (BLACK, HEAT[0]),
        (BLACK, HEAT[1]),
        (BLACK, BAR),
        (BLACK, YELLOW),
        (WARNING, WHITE),
        (WARNING, PALE),
        (str(STYLES["link"]["font_color"]), WHITE),
        (GRID, WHITE),
    ],
)
def test_texts_can_be_read_on_their_grounds(text: str, ground: str) -> None:
    assert contrast(text, ground) >= READABLE


def test_every_style_of_free_standing_cells_can_be_read() -> None:
    for name, style in STYLES.items():
        text = str(style.get("font_color", BLACK)).replace("white", WHITE)
        assert contrast(text, str(style.get("bg_color", WHITE))) >= READABLE, name


def test_the_line_of_the_deadline_stands_out_of_its_header() -> None:
    assert contrast(AMBER, NAVY) >= LARGE
