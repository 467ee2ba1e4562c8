"""Wishes that no workbook can grant: more than can be counted, less than shares of today."""

from fractions import Fraction

import pytest

from allocator.errors import RequestError
from allocator.explain.why.answer import answer
from allocator.explain.why.question import Wish, question
from allocator.explain.why.sentences import sentences
from allocator.report.view import View


def test_units_that_no_solver_counts_are_refused(duo_view: View) -> None:
    for more in (False, True):
        with pytest.raises(RequestError, match="more than can be counted exactly"):
            question(duo_view.ledger, Wish("A", "TANK", units=10**21, more=more))


def test_the_largest_question_has_an_answer(duo_view: View) -> None:
    asked = question(duo_view.ledger, Wish("A", "TANK", units=10**9, more=True))
    assert answer(duo_view, asked).verdict == "impossible"


def test_shares_of_today_are_named_where_they_stand_in_the_way(baltic_view: View) -> None:
    """Denmark holds four shares of four in one aircraft; no row that goes would free it of them."""
    asked = question(baltic_view.ledger, Wish("DNK", "ISR_AEW"))
    found = answer(baltic_view, asked)
    assert found.verdict == "impossible"
    assert found.why_not is not None
    assert found.why_not.kept is not None
    assert found.why_not.kept.units == Fraction(1)
    assert sentences(found)[-1] == (
        "Denmark has shares in pools today that stand for 1 of Airborne early-warning aircraft "
        "(pool_members!E2), and no plan takes them away: it cannot give less."
    )
