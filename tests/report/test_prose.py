"""Names, amounts and months in running text."""

from fractions import Fraction

import pytest

from allocator.report.numbers import amount, month_name, part_of
from allocator.report.prose import (
    ended,
    number,
    opening,
    product,
    readable,
    whole_listing,
    with_article,
)


@pytest.mark.parametrize(
    ("kilo_euro", "words"),
    [
        (12_345_678, "EUR 12.3 bn"),
        (1_000_000, "EUR 1.0 bn"),
        (999_000, "EUR 999.0 million"),
        (50, "EUR 0.1 million"),
        (49, "EUR 0.049 million"),
        (0, "EUR 0.0 million"),
        (-2_000_000, "EUR −2.0 bn"),
        (Fraction(3_000, 2), "EUR 1.5 million"),
    ],
)
def test_amounts(kilo_euro: int | Fraction, words: str) -> None:
    assert amount(kilo_euro) == words


def test_a_little_is_not_nothing() -> None:
    assert part_of(Fraction(1, 3)) == "33.3 %"
    assert part_of(Fraction(0)) == "0.0 %"
    assert part_of(Fraction(1, 10_000)) == "under 0.1 %"
    assert part_of(Fraction(1, 1_000), 0) == "under 1 %"


def test_names() -> None:
    assert with_article("United Kingdom") == "the United Kingdom"
    assert with_article("Netherlands") == "the Netherlands"
    assert with_article("Poland") == "Poland"
    assert with_article("USA") == "the USA"
    assert opening("the Netherlands") == "The Netherlands"
    assert product("Skyranger 30 (six vehicles = one unit)") == "Skyranger 30"


def test_readable_text() -> None:
    assert readable("two\r\nlines\tand  a tab") == "two lines and a tab"
    assert readable("bell\x07") == "bell\ufffd"
    assert readable("x" * 100, 10) == "x" * 9 + "…"
    assert readable("שלום") == "\u200eשלום\u200e"


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("Land Forces: units raised together", 34, "Land Forces: units raised together"),
        ("Land Forces: units raised together", 33, "Land Forces: units raised…"),
        ("Land Forces: units raised together", 26, "Land Forces: units raised…"),
        ("Land Forces: units raised together", 25, "Land Forces: units…"),
        ("Future Surveillance (initial: E-7)", 30, "Future Surveillance…"),
        ("Sealift Committee / ARK", 20, "Sealift Committee…"),
        ("Unit (all of it is an explanation)", 30, "Unit (all of it is an explana…"),
        ("Antidisestablishmentarianism", 10, "Antidises…"),
    ],
)
def test_a_cut_shows_and_leaves_words_whole(text: str, longest: int, shown: str) -> None:
    assert readable(text, longest) == shown
    assert len(shown) <= longest


def test_numbers_lists_and_months() -> None:
    assert number(1, "pool") == "one pool"
    assert number(1_200, "pool") == "1,200 pools"
    assert number(2, "capability", "capabilities") == "2 capabilities"
    assert whole_listing("ABCD") == "A, B, C and D"
    assert whole_listing([]) == ""
    assert month_name(2026 * 12 + 6) == "July 2026"
    assert [ended("so"), ended("so."), ended("so…")] == ["so.", "so.", "so…"]
