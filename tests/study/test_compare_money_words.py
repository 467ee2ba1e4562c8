"""What is said of money and burdens, and what must not be."""

from dataclasses import replace

from tests.plans import duo_plan, plan
from tests.scenarios import duo, state, tiny
from tests.study.compared import BASE, bought, judged, said


def test_new_money_rises_falls_or_stays() -> None:
    """One tank costs 3 m; A has 2 and B 6 of them."""
    assert "New money 2026 rises by EUR 3.0 million (+12.5 %), from EUR 24.0" in said(
        BASE, bought(3, 6)
    )
    assert "New money 2026 falls by EUR 3.0 million (−12.5 %), from" in said(BASE, bought(2, 5))
    assert "New money 2026 is EUR 24.0 million in both plans." in said(BASE, bought(3, 5))


def test_new_money_from_nothing_has_no_percentage() -> None:
    assert "rises by EUR 24.0 million, from EUR 0.0 million" in said((duo(), plan()), BASE)


def test_money_of_states_that_only_one_plan_knows_is_left_out_and_said_so() -> None:
    alone = tiny(states=(state("A"), state("B"), state("C")))
    words = said((tiny(), plan()), (alone, plan()))
    assert "New money of the states that both plans know 2026 is" in words
    assert "Not compared: state C (in other alone)." in words
    assert "of the states" not in said(BASE, bought(2, 5))


def test_who_pays_more_and_who_pays_less() -> None:
    assert (
        "One state pays more: A by EUR 3.0 million; one state pays less: B by EUR 3.0 million."
        in said(BASE, bought(3, 5))
    )
    assert "2 states pay more: A by EUR 6.0 million and B by EUR 3.0 million; no state pays" in (
        said(BASE, bought(4, 7))
    )
    assert "No state pays more; one state pays less: B" in said(BASE, bought(2, 5))


def test_states_that_pay_the_same_are_said_to_only_where_decisions_differ() -> None:
    given = replace(duo_plan(), contribution={("A", "TANK", "2026"): 2})
    assert "Every state pays the same in both plans." in said(BASE, (duo(), given))
    assert "pays" not in said(BASE, (judged(duo(), leximin_rounds=0), duo_plan()), below=1)


def test_the_largest_burden() -> None:
    """6 of 100 and 18 of 300 are 600 each; 9 of 100 is 900; A 2 and B 5 leave 600 to A alone."""
    assert "The largest burden rises from 6.00 % of key money (A and B) to 9.00 % (A)." in said(
        BASE, bought(3, 6)
    )
    assert "The largest burden falls from 9.00 % of key money (A) to 6.00 % (A and B)." in said(
        bought(3, 6), BASE
    )
    assert "stays at 6.00 % of key money (A and B; in other: A)." in said(BASE, bought(2, 5))
    assert "stays at 6.00 % of key money (A)." in said(bought(2, 5), bought(2, 4))


def test_burdens_are_compared_only_where_they_are_measured_alike() -> None:
    words = said(BASE, (judged(duo(), burden_measure="effort"), bought(3, 6)[1]))
    assert "Burdens are not measured alike, and are not compared." in words
    assert "largest burden" not in words
    assert "measured" not in said(BASE, bought(3, 6))


def test_no_burden_at_all_is_not_mentioned() -> None:
    assert "burden" not in said((tiny(required=4), plan()), (tiny(required=3), plan()))
