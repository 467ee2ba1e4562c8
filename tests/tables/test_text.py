"""What readers can see of a text."""

import pytest

from allocator.tables.column import LONGEST_TEXT, shown
from allocator.tables.text import REPLACEMENT, printable, shortened


@pytest.mark.parametrize(
    "text", ["Côte-d'Or", "שלום", "👩‍✈️", "two\nlines\tand a tab", "=1+1", "", "\u200f(RTL mark)"]
)
def test_what_can_be_printed_stays(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    "sign", ["\x00", "\x01", "\x1b", "\r", "\x7f", "\x85", "\u202e", "\u2067", "\ud800", "\uffff"]
)
def test_what_cannot_be_printed_leaves_a_sign(sign: str) -> None:
    assert printable(f"a{sign}b") == f"a{REPLACEMENT}b"


def test_ends_of_lines_are_one_sign() -> None:
    assert printable("a\r\nb") == "a\nb"


def test_a_cut_shows() -> None:
    assert shortened("exactly", 7) == "exactly"
    assert shortened("too long", 7) == "too lo…"
    assert shortened("cut at blank", 5) == "cut…"


def test_cells_hold_printable_texts_that_fit() -> None:
    assert shown("text", "a\x01b") == f"a{REPLACEMENT}b"
    held = shown("prose", "x" * (LONGEST_TEXT + 1))
    assert isinstance(held, str)
    assert (len(held), held[-1]) == (LONGEST_TEXT, "…")
