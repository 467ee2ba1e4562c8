"""Amounts, parts and periods in words."""

from fractions import Fraction

import pytest

from allocator.domain.scenario import Scenario
from allocator.report.numbers import amount
from allocator.study.compare.sentences import sentences
from allocator.study.compare.words import span, told_apart, when
from tests.plans import plan
from tests.scenarios import MILLION, line, rates, tiny, years
from tests.study.compared import judged, paired


@pytest.mark.parametrize(
    ("money", "words"),
    [
        (0, "EUR 0.0 million"),
        (12, "EUR 0.012 million"),
        (163_250, "EUR 163.3 million"),
        (1_250_000, "EUR 1.3 bn"),
        (-2_000, "EUR −2.0 million"),
    ],
)
def test_amounts_are_rounded_as_the_sheets_round_them(money: int, words: str) -> None:
    assert amount(money) == words


def test_parts_that_differ_never_read_the_same() -> None:
    before, after = told_apart(Fraction(8_330, 10_000), Fraction(8_331, 10_000))
    assert (before, after) == ("83.30 %", "83.31 %")
    assert told_apart(Fraction(1, 2), Fraction(1, 2)) == ("50.0 %", "50.0 %")


def test_the_deadline_is_named_only_where_it_is_one() -> None:
    late, early = _years(2, "2027"), _years(2, "2026")
    assert when(paired((late, plan()), (late, plan()))) == "at the deadline (2027)"
    assert when(paired((early, plan()), (late, plan()))) == "in 2026, the deadline of base,"
    words = sentences(paired((early, plan()), (late, plan())))
    assert "No capability is covered better or worse in 2026, the deadline of base." in words
    short = paired((late, plan()), (_years(1, "2026"), plan()))
    assert when(short) == "in 2026, the deadline of other,"
    mid = paired((_years(3, "2028"), plan()), (late, plan()))
    assert when(mid) == "in 2027, the deadline of other,"


def test_the_span_of_periods() -> None:
    three = _years(3, "2028")
    assert span(paired((three, plan()), (three, plan()))) == "2026–2028"
    assert span(paired((three, plan()), (_years(1, "2026"), plan()))) == "2026"
    gap = three.replaced(
        periods=(
            three.periods[0],
            three.periods[1].model_copy(update={"months": 6}),
            three.periods[2],
        )
    )
    assert span(paired((three, plan()), (gap, plan()))) == "2026 and 2028"


def _years(count: int, deadline: str) -> Scenario:
    scenario = tiny(
        periods=years(count),
        lines=(line("L", host="A", unit_price=MILLION),),
        line_rates=rates("L", *(9,) * count),
        required=4,
    )
    return judged(scenario, deadline_period=deadline)
