"""Why a state has its share: each sentence where it is true, and not where it is not."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from allocator.domain.policy import KeyPart
from allocator.report.limits.limit import Limit
from allocator.report.sheet import titled_page
from allocator.report.state.book import state_book
from allocator.report.state.rationale import MOST, TITLE, reasons
from allocator.report.state.room import Reason
from allocator.report.state.view import Alliance, StateView
from allocator.report.view import View
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Row, Table
from tests.report.scenes import bought, scene
from tests.report.state_books import baltic, hostile
from tests.report.views import QUARTET
from tests.scenarios import (
    MILLION,
    budget,
    holding,
    line,
    personnel,
    pledge,
    policy,
    rates,
    state,
)


def said(view: View, code: str = "A") -> list[str]:
    return [reason.words for reason in told(view, code)]


def told(view: View, code: str = "A") -> tuple[Reason, ...]:
    return reasons(StateView(Alliance(view), code))


def one(view: View, start: str, code: str = "A") -> Reason:
    """The only sentence that begins like this."""
    (found,) = (reason for reason in told(view, code) if reason.words.startswith(start))
    return found


def none(view: View, start: str, code: str = "A") -> bool:
    return not any(words.startswith(start) for words in said(view, code))


def keyed(*lots: int, **records: Any) -> View:
    """A, B, .. with EUR 100 m of key money each buy so many tanks at EUR 1 m."""
    states = tuple(state(code, gdp=100 * MILLION) for code in "ABCDEFGH"[: len(lots)])
    codes = tuple(each.code for each in states)
    delivered = {(s, "L", "2026"): n for s, n in zip(codes, lots, strict=True) if n}
    return scene(
        {
            "delivered": delivered,
            "contribution": {(s, "TANK", p): n for (s, _, p), n in delivered.items()},
        },
        **{
            "states": states,
            "required": 8,
            "lines": (line("L", host="A", customers=codes, unit_price=MILLION),),
            "line_rates": rates("L", 99),
            **records,
        },
    )


def test_the_largest_burden_and_those_below_it() -> None:
    view = keyed(2, 1, 0)
    assert one(view, "Its burden") == ("Its burden is the largest.", "2.00 %", "burden_split!P6")
    assert one(view, "Its burden", "B") == (
        "Its burden is 50 % of the largest (A) and that of all states together.",
        "1.00 %",
        "burden_split!P7",
    )
    assert one(view, "It bears no burden", "C").figure == "0.00 %"
    assert said(keyed(2, 2, 1))[0] == "Its burden is the largest, which one other bears too."
    assert "50 % of the largest (A and one other)" in said(keyed(2, 2, 1), "C")[0]
    assert "below that of all states" in said(keyed(4, 1, 2), "B")[0]
    assert "above that of all states" in said(keyed(8, 7, 0), "B")[0]


def test_a_state_without_a_key_has_no_burden() -> None:
    view = keyed(1, 1, policy=policy(burden_key=(KeyPart(key="column", weight=1),)))
    assert said(view)[0] == "It has no part in the burden key."


def test_what_its_money_goes_into() -> None:
    assert one(keyed(2, 1), "Most of its money") == (
        "Most of its money goes into TANK (100 %).",
        "EUR 2.0 million",
        "burden_split!K6",
    )
    assert none(keyed(0, 1), "Most of its money")
    assert none(keyed(0, 1), "Its largest items")


def test_few_that_can_give_it() -> None:
    """Eight states, and the line sells to two of them."""
    few = keyed(
        2, 0, 0, 0, 0, 0, 0, 0, lines=(line("L", customers=("A", "B"), unit_price=MILLION),)
    )
    found = one(few, "Only")
    assert (found.words, found.figure) == ("Only 2 states hold or may buy TANK.", "2 of 8")
    assert none(keyed(2, 0, 0, 0, 0, 0, 0, 0), "Only")
    assert none(keyed(2, 0), "Only")
    held = keyed(
        *(2, 0, 0, 0, 0, 0, 0, 0),
        lines=(line("L", customers=("A",), unit_price=MILLION),),
        holdings=(holding("H", 1),),
    )
    assert one(held, "Only").figure == "2 of 8"


def test_others_that_can_give_no_more() -> None:
    spent = tuple(budget(code, ceiling=MILLION) for code in "BCD")
    view = keyed(2, 1, 1, 0, budgets=spent)
    found = one(view, "Of the 3 others")
    assert found.figure == "2 of 3"
    assert "2 can give no more" in found.words
    assert none(keyed(2, 1, 1, 0), "Of the 3 others")


def test_people_hold_nobody_back_from_what_needs_no_posts() -> None:
    """B and C have nobody left; of the four that may buy tanks that matters if tanks are manned."""
    view = keyed(2, 1, 1, 0)
    for posts, words in ((0, False), (5, True)):
        tanks = tuple(
            record.model_copy(update={"posts": posts}) for record in view.scenario.capabilities
        )
        changed = replace(view, scenario=view.scenario.replaced(capabilities=tanks))
        alliance = Alliance(changed)
        alliance.__dict__["limits"] = tuple(
            Limit("crews", code, "2026", "", states=(code,)) for code in "BC"
        )
        found = [reason.words for reason in reasons(StateView(alliance, "A"))]
        assert any(each.startswith("Of the 3 others") for each in found) is words


def test_what_keeps_it_from_more() -> None:
    poor = keyed(2, 1, budgets=(budget("A", ceiling=2 * MILLION),))
    found = one(poor, "It cannot spend more")
    assert found.words == "It cannot spend more in 2026: its ceiling is used up."
    assert (found.figure, found.where) == ("100.0 %", "budgets[A, 2026]")
    assert none(poor, "No ceiling, crew")
    free = keyed(2, 1, budgets=(budget("A", ceiling=8 * MILLION),))
    assert one(free, "No ceiling, crew").figure == "25 %"
    assert none(free, "It cannot spend more")
    nearly = keyed(2, 1, budgets=(budget("A", ceiling=2 * MILLION + 10),))
    assert one(nearly, "It cannot spend more").words.endswith("all but used up.")


def test_the_cap_of_one_state() -> None:
    capped = keyed(2, 1, policy=policy(concentration_cap=2_500))
    words = one(capped, "It cannot give more of TANK").words
    assert words == "It cannot give more of TANK (2026): that is the cap of one state."
    assert none(keyed(2, 1), "It cannot give more of")


def test_crews_that_are_used_up() -> None:
    manned = keyed(
        2, 1, personnel=(personnel("A", posts_free=0, pipeline=0), personnel("B", posts_free=9))
    )
    assert none(manned, "It cannot man more", "B")


def test_a_pledge_that_keeps_it_from_less() -> None:
    promised = (pledge("contribution", "TANK", "at_least", 2, state="A"),)
    found = one(keyed(2, 1, pledges=promised), "It cannot give less")
    assert found.words == "It cannot give less of TANK: it gives what it pledged for 2026."
    assert found.figure == "2"
    assert none(keyed(3, 1, pledges=promised), "It cannot give less")
    most = (pledge("contribution", "TANK", "at_most", 2, state="A"),)
    assert none(keyed(2, 1, pledges=most), "It cannot give less")
    assert none(keyed(2, 1, pledges=promised), "It cannot give less", "B")


def test_states_with_keys_like_its_own() -> None:
    sizes = {"A": 100, "B": 105, "C": 98, "D": 900}
    states = tuple(state(code, gdp=gdp * MILLION) for code, gdp in sizes.items())
    found = one(keyed(2, 1, 0, 3, states=states), "Of the states whose keys")
    assert "C bears 0.00 % and B bears 0.9" in found.words
    assert found.where == "burden_split!P8, burden_split!P7"
    assert none(bought(2, 1), "Of the states whose keys")


def explained(view: View, name: str, *blocks: tuple[tuple[str, ...], Row]) -> View:
    """The plan with a sheet of an explanation; each block has one row."""
    made: list[Block] = []
    for at, (keys, row) in enumerate(blocks):
        columns = tuple(Column(key, key, "text") for key in keys)
        made.append(Block(Frame(name, columns, row=4 + 3 * at), (row,)))
    sheet: Table = titled_page(view, name, name, name, tuple(made))
    return replace(view, explained=(*view.explained, sheet))


PLANS = (("plan", "moved"), ("Plan 1", Fraction(1, 8)))
BORNE = ("state", "least", "most", "known", "money")


def test_what_plans_of_nearly_the_same_worth_say() -> None:
    view = keyed(2, 1)
    name = "explain_alternatives"
    wide = explained(view, name, PLANS, (BORNE, ("A", 110, 200, 200, 0)))
    assert one(wide, "In this plan") == (
        "In this plan and in one other of nearly the same worth its burden is between 1.10 % and "
        "2.00 % of its key.",
        "1.10 % to 2.00 %",
        "explain_alternatives!B9",
    )
    same = explained(view, name, PLANS, (BORNE, ("A", 200, 200, 200, 0)))
    assert "its burden is 2.00 % of its key as well" in one(same, "In this plan").words
    assert none(wide, "In this plan", "B")
    assert none(view, "In this plan")


def test_what_it_would_cost_if_it_gave_otherwise() -> None:
    keys = ("comes_to", "capability", "state", "instead", "units")
    row = ("the shortfall rises by 1 %", "TANK", "A", None, Fraction(-2))
    view = explained(keyed(2, 1), "explain_why_2", (keys, row))
    assert one(view, "If it gave") == (
        "If it gave 2 less of TANK: the shortfall rises by 1 %.",
        "2",
        "explain_why_2!A6",
    )
    assert none(view, "If it gave", "B")
    other = explained(keyed(2, 1), "explain_why", (keys, (*row[:3], "B", Fraction(3))))
    assert "If it gave 3 more of TANK and B as much less:" in one(other, "If it gave").words


def test_what_its_own_limits_are_worth() -> None:
    keys = ("cell", "words", "change", "shortfall")
    row = ("budgets[A, 2026]", "A may spend EUR 2.0 million in 2026", "EUR 1.0 million more", 7)
    view = explained(keyed(2, 1), "explain_marginal", (keys, row))
    found = one(view, "EUR 1.0 million more where A may spend")
    assert found.words.endswith("would leave less short, by 7 weighted points.")
    assert none(view, "EUR 1.0 million more", "B")
    nothing = explained(keyed(2, 1), "explain_marginal", (keys, (*row[:3], 0)))
    assert none(nothing, "EUR 1.0 million more")


@pytest.mark.parametrize("view", [QUARTET, baltic()], ids=["quartet", "baltic"])
def test_every_sheet_has_some_and_not_too_many(view: View) -> None:
    for table in state_book(view, view.states)[1:]:
        (block,) = (each for each in table.blocks if each.frame.columns[0].key == "words")
        assert 2 <= len(block.rows) <= MOST
        assert all(str(row[0]).endswith(".") and row[1] and row[2] for row in block.rows)
        assert TITLE in [label.value for label in table.labels]


def test_names_that_are_hostile_change_nothing(tmp_path: Any) -> None:
    view = hostile(tmp_path)
    for code in view.states:
        assert all("\n" not in words for words in said(view, code))
