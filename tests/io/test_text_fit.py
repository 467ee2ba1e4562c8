"""What fits is left alone, what does not is cut where it shows, and widths err on the safe side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.io.text_fit import LINE, cut, fitted, lines, plain_text, width

WORDS = st.text("ab Wi,…漢é😀", min_size=1, max_size=120)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("=1+1", "=1+1"),
        ("two\nlines\tand  blanks", "two lines and blanks"),
        ("bell\x07, escape\x1b", "bell�, escape�"),
        ("turned \u202eround", "turned �round"),
        ("half \ud800 a pair", "half � a pair"),
        ("\ufffe", "�"),
        ("שלום 😀 Ελλάδα", "שלום 😀 Ελλάδα"),
    ],
)
def test_a_text_is_one_line_that_can_be_shown(written: str, shown: str) -> None:
    assert plain_text(written) == shown


def test_widths_go_by_the_letters() -> None:
    assert width("illi", 10) < width("nnnn", 10) < width("WWWW", 10) < width("漢漢漢漢", 10)
    assert width("é", 10) == width("e", 10)
    assert width("e\u0301", 10) == width("e", 10)
    assert width("ab", 20) == 2 * width("ab", 10)


def test_lines_break_between_words_and_within_long_ones() -> None:
    room = width("aaaa aaaa", 10)
    assert [lines(text, 10, room) for text in ("", "aaaa", "aaaa aaaa")] == [1, 1, 1]
    assert lines("aaaa aaaa aaaa", 10, room) == 2
    assert lines("a" * 40, 10, room) >= 5


def test_a_cut_shows() -> None:
    assert cut("aaaa", 10, width("aaaa", 10)) == "aaaa"
    assert cut("aaaa aaaa", 10, width("aaaa…", 10)) == "aaaa…"
    assert cut("aaaa", 10, 0) == "…"


@given(WORDS, st.integers(8, 30), st.integers(60, 400), st.integers(1, 4))
def test_what_is_cut_fits(text: str, size: int, room: int, most: int) -> None:
    kept = cut(text, size, room, most)
    assert lines(kept, size, room) <= most
    assert kept == text or (kept.endswith("…") and text.startswith(kept[:-1]))


@given(st.lists(WORDS, min_size=1, max_size=6), st.integers(100, 500), st.integers(40, 200))
def test_paragraphs_fit_at_the_size_found(texts: list[str], room: int, height: int) -> None:
    found = fitted(texts, room, height, (20, 16, 12), 0.4)
    taken = LINE * found.size * sum(lines(text, found.size, room) for text in found.paragraphs)
    taken += 0.4 * found.size * max(0, len(found.paragraphs) - 1)
    assert taken == pytest.approx(found.height)
    assert found.height <= height
    if list(found.paragraphs) != texts:
        assert found.size == 12
        assert found.paragraphs[-1].endswith("…")


def test_the_largest_size_that_fits_is_taken() -> None:
    assert fitted(["aaaa"], 400, LINE * 20, (20, 10)).size == 20
    assert fitted(["aaaa"], 400, LINE * 20 - 1, (20, 10)).size == 10
