"""Cells become exact values, or say what was read and what to do."""

from datetime import datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.io.cell_values import cell_value
from allocator.io.layout import SETTING_BY_NAME, SHEET_BY_NAME, all_columns
from allocator.io.numbers import exact_decimal, scaled, shown
from allocator.io.problems import UnreadableCellError
from allocator.io.raw_cells import UNCALCULATED, ErrorValue, Raw
from allocator.tables.input_sheet import InputColumn


def _column(name: str) -> InputColumn:
    sheet, _, column = name.partition(".")
    if sheet == "settings":
        return SETTING_BY_NAME[column]
    return next(entry for entry in all_columns(SHEET_BY_NAME[sheet]) if entry.name == column)


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("lines.unit_price", 4.681, 4_681),
        ("lines.unit_price", 0.1 + 0.2, 300),
        ("lines.unit_price", 12, 12_000),
        ("lines.inside_share", 0.29, 2_900),
        ("lines.inside_share", 0.07, 700),
        ("holdings.available_share", 0.6255, 6_255),
        ("holdings.available_share", None, 10_000),
        ("member_states.gdp", 39.505_001, 39_505_001),
        ("member_states.population", 1.37, 1_370),
        ("member_states.nato_cost_share", 15.881, 15_881),
        ("member_states.burden_ceiling", None, None),
        ("holdings.units", 5.0, 5),
        ("periods.start", 2026, 24_312),
        ("periods.start", " 2026 ", 24_312),
        ("periods.start", "2026-07", 24_318),
        ("periods.period", 2026, "2026"),
        ("periods.period", "2026 H1", "2026 H1"),
        ("requirements.period", 2027.0, "2027"),
        ("member_states.small_state", "YES", True),
        ("member_states.small_state", False, False),
        ("member_states.groups", "SAFE;EU ;", ("EU", "SAFE")),
        ("member_states.groups", None, ()),
        ("member_states.state", "\u00a0EST ", "EST"),
        ("lines.payment_profile", "0:40; -2:30; -1:30", ((-2, 3_000), (-1, 3_000), (0, 4_000))),
        ("lines.payment_profile", "0:33.33;1:66.67%", ((0, 3_333), (1, 6_667))),
        ("lines.customers", "own", ("own",)),
        ("settings.burden_key", "GDP", (("gdp", 1),)),
        ("settings.burden_key", "population:30;gdp:70", (("gdp", 70), ("population", 30))),
        ("settings.shortfall_steps", "12.5:1;100:3", ((1_250, 1), (10_000, 3))),
        ("settings.return_rule", None, "elastic"),
        ("settings.tolerance_cost", 0.005, 50),
        ("holdings.note", 7, "7"),
        ("holdings.note", datetime(2026, 5, 4, 12), "2026-05-04"),
        ("holdings.confidence", None, ""),
    ],
)
def test_what_a_cell_means(name: str, raw: Raw, value: object) -> None:
    read = cell_value(_column(name), raw)
    assert (type(read), read) == (type(value), value)


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("lines.unit_price", "1 234,5", "decimal comma"),
        ("lines.unit_price", "1e3", "number stored as text"),
        ("lines.unit_price", ".5", "number stored as text"),
        ("lines.unit_price", "12,50 %", "percentage written as text"),
        ("lines.unit_price", 0.0001, "more than 3 decimals"),
        ("lines.unit_price", float("inf"), "too large"),
        ("lines.unit_price", float("nan"), "too large"),
        ("lines.unit_price", time(6), "date or time 06:00:00"),
        ("lines.unit_price", ErrorValue("#DIV/0!"), "error value #DIV/0!"),
        ("lines.unit_price", UNCALCULATED, "formula saved without its value"),
        ("lines.customers", UNCALCULATED, "formula saved without its value"),
        ("lines.inside_share", 1.0001, "100.01 % is above 100 %; write a percentage up to 100 %"),
        ("periods.start", 2026.5, "number 2026.5"),
        ("periods.start", 26, '"26" is no year or month'),
        ("periods.start", -2026, "number -2026 where text"),
        ("requirements.period", 2026.25, "number 2026.25 where a code belongs"),
        ("member_states.state", True, "TRUE where text belongs"),
        ("member_states.state", 'E"T', "contains"),
        ("member_states.groups", "EU; EU", '"EU" stands twice'),
        ("capabilities.domain", "All", '"All" is a reserved word'),
        ("lines.payment_profile", "0:100;1:0", "is not between 0 and 100 %"),
        ("lines.payment_profile", "0:33.333;1:66.667", "more than 2 decimals"),
        ("lines.payment_profile", "99:100", "more than 50 periods from delivery"),
        ("lines.payment_profile", "0:1e9", "out of range"),
        ("lines.payment_profile", "x:100", 'offset "x" is no number'),
        ("settings.burden_key", "gdp:0;population:1", "below 1"),
        ("settings.burden_key", "gdp:1;gdp:2", "a key stands twice"),
        (
            "settings.aims",
            "shortfall;shortfall;spread;cost;reliance;even_call;tie_break",
            "an aim stands twice",
        ),
    ],
)
def test_what_a_cell_cannot_mean(name: str, raw: Raw, message: str) -> None:
    with pytest.raises(UnreadableCellError) as caught:
        cell_value(_column(name), raw)
    assert message in str(caught.value)
    assert caught.value.remedy


@given(st.integers(-(10**14) + 1, 10**14 - 1), st.integers(0, 6))
def test_no_float_of_fifteen_digits_is_rounded(number: int, decimals: int) -> None:
    typed = Decimal(number).scaleb(-decimals)
    assert scaled(exact_decimal(float(typed)), decimals) == number
    assert Decimal(shown(number, decimals)) == typed


@given(st.integers(0, 10**9).filter(lambda number: number % 10), st.integers(0, 3))
def test_a_digit_too_many_is_never_swallowed(number: int, decimals: int) -> None:
    typed = float(Decimal(number).scaleb(-decimals - 1))
    assert scaled(exact_decimal(typed), decimals) is None
