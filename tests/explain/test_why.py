"""Questions about the worked example, answered by hand, and about the Baltic one in both ways."""

from fractions import Fraction

import pytest

from allocator.domain.outcome import Solved
from allocator.engine.way import Way
from allocator.errors import RequestError
from allocator.explain.given import asked_anew, given
from allocator.explain.why.answer import Answer, answer
from allocator.explain.why.question import Target, Wish, question
from allocator.explain.why.sentences import STOPPED, asked, comes_to, sentences
from allocator.explain.why.sheet import why_sheet
from allocator.explain.why.shifts import given_shifts, missing_shifts, money_shifts, order_shifts
from allocator.report.view import View
from allocator.tables.stored import restored, stored
from allocator.verify.verify import violations
from tests.explain.known import solved
from tests.scenarios import (
    MILLION,
    capability,
    duo,
    holding,
    line,
    member,
    pledge,
    pool,
    rates,
    rule,
    state,
    tiny,
)


def put(
    view: View,
    state: str,
    capability: str,
    other: str | None = None,
    *,
    units: int | None = None,
    more: bool = False,
) -> Answer:
    return answer(view, question(view.ledger, Wish(state, capability, other, units, more=more)))


def prices(found: Answer) -> dict[str, int]:
    return {aim.name: aim.rise for aim in found.aims if aim.rise}


def test_without_a_its_two_launchers_are_missing(duo_view: View) -> None:
    """B is at its cap of six of eight. Two missing of eight at the first step's price each, and A
    keeps the six million that it would have paid."""
    found = put(duo_view, "A", "TANK")
    assert found.question.targets == (Target("A", "less", Fraction(2), Fraction(0)),)
    assert (found.verdict, found.exact) == ("worse", True)
    assert found.after is not None
    (missing,) = missing_shifts(duo_view, found.after)
    assert (missing.before, missing.after, missing.value) == (0, 2, found.aims[0].rise)
    assert found.aims[0].rise == found.at_least
    assert prices(found)["cost"] == -6 * MILLION * 1_000
    (money,) = money_shifts(duo_view, found.after)
    assert (money.state, money.rise, money.burden_after) == ("A", -6 * MILLION, 0)


def test_one_less_of_b_falls_to_a(duo_view: View) -> None:
    """A third tank costs A three of its hundred millions more: 900 basis points instead of 600."""
    found = put(duo_view, "B", "TANK", units=1)
    assert found.after is not None
    assert prices(found) == {"spread": 300}
    assert [
        (each.state, int(each.rise)) for each in given_shifts(duo_view, found.after, "2026")
    ] == [
        ("A", 1),
        ("B", -1),
    ]
    assert [(each.buyer, each.rise) for each in order_shifts(duo_view, found.after)] == [
        ("A", 1),
        ("B", -1),
    ]
    assert sentences(found)[:2] == (
        "It has a price: the largest burden rises by 3.00 % of key money, and in no plan by less.",
        "Every capability is met as before.",
    )
    assert comes_to(found) == "the largest burden rises by 3.00 % of key money"


def test_the_other_way_round_asks_the_same(duo_view: View) -> None:
    """B less and A more; A more and B less."""
    less = put(duo_view, "B", "TANK", "A", units=1)
    more = put(duo_view, "A", "TANK", "B", units=1, more=True)
    assert prices(less) == prices(more) == {"spread": 300}
    assert asked(duo_view, less.question) == (
        "B gives 6 of TANK in 2026: what if it gave 1 fewer, that is 5, and A 1 more (3)?"
    )


def test_what_no_plan_grants_names_the_cap(duo_view: View) -> None:
    found = put(duo_view, "A", "TANK", "B")
    assert (found.verdict, found.after, found.aims) == ("impossible", None, ())
    assert found.why_not is not None
    ((row,),) = found.why_not.groups
    assert row.kind == "concentration cap"
    verdict, reason = sentences(found)
    assert verdict.startswith("There is no plan")
    assert row.cell in reason
    assert comes_to(found) == "no plan grants it"


def test_what_law_forbids_is_named() -> None:
    ban = rule("BAN", "forbid")
    view = solved(
        tiny(lines=(line("L", host="B"),), line_rates=rates("L", 4), required=2, rules=(ban,))
    )
    found = put(view, "A", "TANK")
    assert found.question.idle
    assert found.why_not is not None
    assert [[row.sheet for row in group] for group in found.why_not.groups] == [["rules"]]


def test_what_the_state_pledged_is_named() -> None:
    """Pledges are numbered: what they speak of stands beside the key of their row."""
    promise = pledge("contribution", "TANK", "at_least", 2, state="A")
    found = put(solved(duo().replaced(pledges=(promise,))), "A", "TANK", units=1)
    assert found.why_not is not None
    assert [[row.kind for row in group] for group in found.why_not.groups] == [["pledge"]]


def test_states_alike_make_an_equally_good_plan() -> None:
    """Two tanks and two states with the same key and the same price: either may give the second."""
    view = solved(
        tiny(
            states=(state("A", gdp=100 * MILLION), state("B", gdp=100 * MILLION)),
            lines=(line("L", host="B", unit_price=MILLION),),
            line_rates=rates("L", 3),
            required=3,
        )
    )
    gives = given(view.ledger)
    most = max("AB", key=lambda state: gives[state, "TANK", "2026"])
    found = put(view, most, "TANK", units=1)
    assert (found.verdict, prices(found)) == ("equal", {})
    assert sentences(found)[0] == "There is an equally good plan: in it no aim is worse."


def test_shares_in_pools_count_as_given() -> None:
    """Small states have large systems through pools alone; what one gives is its part of a lot."""
    view = solved(
        tiny(
            states=(state("A", small_state=True), state("B", small_state=True)),
            capabilities=(capability(shares_per_lot=4, large_system=True),),
            lines=(line("L", host="B", unit_price=MILLION),),
            line_rates=rates("L", 2),
            pools=(pool("P", lines=("L",), max_lots=1, min_members=2),),
            pool_members=(
                member("P", "A", role="member", least_share=1, most_share=2),
                member("P", "B", role="member", least_share=1, most_share=4),
            ),
            required=1,
        )
    )
    key = ("A", "TANK", "2026")
    assert asked_anew(view.ledger, *key) == given(view.ledger)[key] > 0
    found = put(view, "A", "TANK")
    assert found.question.by == given(view.ledger)[key]
    assert found.verdict == "worse"
    assert found.after is not None
    assert not found.after.plan.open


def test_by_default_all_that_is_asked_anew_goes_and_else_everything() -> None:
    """A has two and buys one; of those that it holds nothing is asked anew."""
    view = solved(
        tiny(
            holdings=(holding("A", 2),),
            lines=(line("L", host="B", customers=("A",), unit_price=MILLION),),
            line_rates=rates("L", 1),
            required=3,
        )
    )
    assert question(view.ledger, Wish("A", "TANK")).by == 1
    held = solved(tiny(holdings=(holding("A", 2),), required=2))
    assert question(held.ledger, Wish("A", "TANK")).by == 2


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish("a", "TANK"), "no member state 'a': did you mean A"),
        (Wish("A", "TANKS"), "no capability 'TANKS': did you mean TANK"),
        (Wish("A", "TANK", "Z"), "no member state 'Z'"),
        (Wish("A", "TANK", "A"), "instead of itself"),
        (Wish("A", "TANK", units=3), "gives 2 of TANK, which is less than 3"),
        (Wish("A", "TANK", period="2031"), "no period '2031'"),
        (Wish("=1+1", "TANK"), r"no member state '=1\+1': it has A, B"),
        (Wish("A\x1b[31m", "TANK"), r"no member state 'A\\x1b\[31m'"),
    ],
)
def test_wishes_that_do_not_fit_are_refused(duo_view: View, wish: Wish, words: str) -> None:
    with pytest.raises(RequestError, match=words):
        question(duo_view.ledger, wish)


def test_a_sheet_survives_being_stored(duo_view: View) -> None:
    for found in (put(duo_view, "B", "TANK", units=1), put(duo_view, "A", "TANK", "B")):
        table = why_sheet(found, "explain_why")
        store = stored((table,), "SECRET")
        text = "".join(str(row[2]) for row in store.blocks[0].rows)
        assert restored(text) == table
        assert (store.hidden, store.marking) == (True, "SECRET")


@pytest.mark.parametrize("text", ["", "1", "[]", "{}", '{"name": 1}', '{"name": "x", "odd": 2}'])
def test_what_is_no_stored_sheet_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no sheet|Expecting"):
        restored(text)


def test_rounds_never_find_less_than_the_whole(baltic_view: View) -> None:
    """Each aim in its order, up to the first that differs: a price of the large way is no lower."""
    gives = given(baltic_view.ledger)
    asked_about = sorted(
        ((state, code) for state, code, period in gives if period == baltic_view.last),
        key=lambda pair: -asked_anew(baltic_view.ledger, pair[0], pair[1], baltic_view.last),
    )
    for state_code, code in asked_about[:2]:
        doubt = question(baltic_view.ledger, Wish(state_code, code))
        exact, near = answer(baltic_view, doubt), answer(baltic_view, doubt, way="large")
        assert isinstance(near.outcome, Solved)
        assert violations(baltic_view.scenario, near.outcome.plan) == ()
        assert exact.exact
        assert excess(near) >= excess(exact)
        assert near.at_least is not None
        assert near.at_least <= exact.aims[0].after


def excess(found: Answer) -> list[int]:
    """What is given up of the aims in their order, up to the first."""
    rises = [max(0, aim.rise) for aim in found.aims]
    first = next((at for at, rise in enumerate(rises) if rise), len(rises))
    return rises[: first + 1]


@pytest.mark.parametrize(("way", "glances"), [("whole", 0), ("large", 0), ("large", 30)])
def test_a_search_that_is_stopped_says_so(baltic_view: View, way: Way, glances: int) -> None:
    """Before any plan there is none to tell; after one it is told, and nothing is proven of it."""
    left = iter(range(glances))
    asked_for = question(baltic_view.ledger, Wish("POL", "MUN_155"))
    found = answer(baltic_view, asked_for, way=way, stop=lambda: next(left, None) is None)
    assert sentences(found)[-1].endswith(STOPPED)
    assert found.after is None or not violations(found.after.scenario, found.after.plan)
