"""Figures as the workbook's number formats show them."""

from fractions import Fraction

import pytest

from allocator.report.figure_text import figure_text, label_text
from allocator.report.numbers import money_unit, per_cent, rounded
from allocator.tables.column import Column, Formula, Kind, Value
from allocator.tables.table import Label
from tests.report.reading import sheets


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0, 0, "0"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "−3"),
        (Fraction(1, 20), 1, "0.1"),
        (Fraction(-1, 25), 1, "0.0"),
        (1_234_567, 0, "1,234,567"),
        (Fraction(9_995, 10), 0, "1,000"),
        (Fraction(12_345_678, 1_000), 2, "12,345.68"),
    ],
)
def test_numbers_are_rounded_once_and_half_away_from_zero(
    value: Fraction | int, digits: int, text: str
) -> None:
    assert rounded(value, digits) == text


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("money", 1_234_567, "1,234.6"),
        ("money", 0, "–"),
        ("money", 40, "0.0"),
        ("whole", 0, "–"),
        ("whole", -1_200, "−1,200"),
        ("basis_points", 134, "1.34 %"),
        ("percent", Fraction(1, 3), "33.3 %"),
        ("percent", 0, "0.0 %"),
        ("decimal", Fraction(5, 4), "1.3"),
        ("flag", 1, "yes"),
        ("flag", 0, "–"),
        ("text", "=1+1", "=1+1"),
        ("whole", None, ""),
        ("whole", Formula("=2+3", 5), "5"),
        ("seconds", 0.25, "0.3"),
    ],
)
def test_values_by_kind(kind: Kind, value: Value, text: str) -> None:
    assert figure_text(Column("key", "Header", kind), value) == text


def test_a_column_may_ask_for_its_own_digits() -> None:
    assert figure_text(Column("key", "Header", "percent", digits=2), Fraction(1, 3)) == "33.33 %"
    assert figure_text(Column("key", "Header", "money", digits=0), 1_500) == "2"


@pytest.mark.parametrize(
    ("value", "kind", "shape", "text"),
    [
        (Fraction(5, 6), "percent", "0.0%", "83.3 %"),
        (134, "basis_points", "0.00%", "1.34 %"),
        (267_623_107, "money", '"EUR "#,##0.0," bn"', "EUR 267.6 bn"),
        (24_000, "money", '"EUR "#,##0.0" million"', "EUR 24.0 million"),
        (1_234, "whole", "#,##0", "1,234"),
        ("35 of 49", "text", "", "35 of 49"),
    ],
)
def test_headline_figures_by_their_number_format(
    value: Value, kind: Kind, shape: str, text: str
) -> None:
    assert label_text(Label(0, 0, value, "card_value", kind, number_format=shape)) == text


def test_an_unknown_number_format_is_refused() -> None:
    with pytest.raises(ValueError, match="number format"):
        label_text(Label(0, 0, 5, "card_value", "whole", number_format="[Red]General"))


def test_every_headline_of_the_briefing_has_a_format_that_is_known() -> None:
    labels = [label for label in sheets()["briefing"].labels if label.style == "card_value"]
    assert len(labels) >= 4
    assert all(label_text(label) for label in labels)


def test_money_is_counted_in_what_suits_the_largest() -> None:
    assert money_unit(999_999).words(24_000) == "EUR 24.0 million"
    assert money_unit(1_000_000).words(1_000_000, 2) == "EUR 1.00 bn"
    assert per_cent(Fraction(1, 8), 0) == "13 %"
