"""Bars are as long as what they stand for, and stay in their field."""

from fractions import Fraction

import pytest

from allocator.report.page.bars import END, LEFT, WIDTH, Level, Track, track_chart
from allocator.tables.drawing import Bar, Drawing, Point, Stroke, Words

TRACKS = (
    Track(
        "one", ((Fraction(1, 2), "home", "50 %"), (Fraction(1, 4), "outside", "")), figure="75 %"
    ),
    Track("two", ((Fraction(0), "home", ""),), cap=Fraction(1, 5)),
    Track("x" * 300, points=((Fraction(1), "deadline"),)),
)


def drawn(*, above: bool = False) -> Drawing:
    """The three tracks with a line at a half."""
    return track_chart(
        "key",
        "title",
        "about",
        TRACKS,
        most=Fraction(1),
        above=above,
        levels=(Level(Fraction(1, 2), "half"),),
    )


@pytest.mark.parametrize(("above", "room"), [(False, WIDTH - LEFT - END), (True, WIDTH - END)])
def test_lengths_are_in_proportion(above: bool, room: int) -> None:
    bars = [shape for shape in drawn(above=above).shapes if isinstance(shape, Bar)]
    parts = [bar for bar in bars if bar.look != "track"]
    assert [bar.width for bar in parts] == [pytest.approx(room / 2), pytest.approx(room / 4)]
    assert parts[1].x == pytest.approx(parts[0].x + parts[0].width, abs=0.1)
    assert len(bars) == len(TRACKS) + 2


@pytest.mark.parametrize("above", [False, True])
def test_everything_stands_in_the_field(above: bool) -> None:
    drawing = drawn(above=above)
    for shape in drawing.shapes:
        assert 0 <= shape.x <= drawing.width
        assert 0 <= shape.y <= drawing.height
        if isinstance(shape, Bar):
            assert shape.x + shape.width <= drawing.width
            assert shape.y + shape.height <= drawing.height
        if isinstance(shape, Stroke):
            assert 0 <= shape.to_y <= drawing.height


def test_long_labels_are_cut_and_the_cut_shows() -> None:
    texts = [shape.text for shape in drawn().shapes if isinstance(shape, Words)]
    assert max(map(len, texts)) == 20
    assert any(text.endswith("…") for text in texts)


def test_a_text_stands_in_a_bar_that_has_room_for_it() -> None:
    small = Track("small", ((Fraction(1, 100), "home", "1 %"),))
    shapes = track_chart("k", "t", "a", (small,), most=Fraction(1)).shapes
    assert "1 %" not in [shape.text for shape in shapes if isinstance(shape, Words)]
    assert "50 %" in [shape.text for shape in drawn().shapes if isinstance(shape, Words)]


def test_marks_stand_where_their_values_are() -> None:
    drawing = drawn()
    (point,) = (shape for shape in drawing.shapes if isinstance(shape, Point))
    assert point.x == WIDTH - END
    lines = {shape.look: shape.x for shape in drawing.shapes if isinstance(shape, Stroke)}
    assert lines["mean"] == pytest.approx(LEFT + (WIDTH - LEFT - END) / 2)
    assert lines["cap"] == pytest.approx(LEFT + (WIDTH - LEFT - END) / 5, abs=0.1)


def test_nothing_at_all_can_be_drawn() -> None:
    empty = track_chart("k", "t", "a", (Track("none"),), most=Fraction(0))
    assert [shape for shape in empty.shapes if isinstance(shape, Bar)]
