"""No withheld figure can be worked out from an extract: attacked with linear programming."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from allocator.report.release import (
    stated_forces,
    stated_money,
    stated_supply,
    stated_work,
    told,
)
from allocator.report.release.known import Known
from allocator.report.release.releasable import releasable
from allocator.report.state.view import Alliance
from tests.plans import plan
from tests.report.extracts import SOME, alliance
from tests.report.reading import rows
from tests.report.recovery import Range, ranges
from tests.report.recovery_of_arrivals import arrivals
from tests.report.recovery_reader import Reader
from tests.report.recovery_rows import attack
from tests.report.views import view_of
from tests.scenarios import line, rates, state, tiny


def reader(name: str, code: str, **knows: bool) -> Reader:
    """Who is given the extract for a state."""
    of = alliance(name)
    sheets = {table.name: table for table in releasable(of.view, code, of)}
    return Reader(of.view, code, sheets, **knows)


def found(one: Reader) -> list[Range]:
    """What it can tell of withheld figures."""
    return [each for each in ranges(attack(one)) if each.narrow]


STATES = 31
"""Of the reference."""
STATES_OF_REFERENCE = [record.code for record in alliance("reference").view.scenario.states]


def test_the_reference_has_all_its_states() -> None:
    assert len(STATES_OF_REFERENCE) == STATES


@pytest.mark.parametrize("code", STATES_OF_REFERENCE)
def test_nothing_is_recovered_by_any_state_of_the_reference(code: str) -> None:
    """Neither by who knows which states stand behind a figure, nor of states that have none."""
    one = reader("reference", code)
    assert found(one) == []
    assert found(replace(one, informed=False)) == []


@pytest.mark.parametrize("code", SOME)
def test_nothing_is_recovered_by_who_knows_every_price(code: str) -> None:
    assert found(reader("reference", code, knowing=True)) == []


@pytest.mark.parametrize("code", SOME)
def test_newcomers_are_not_told_by_the_rise_of_a_total(code: str) -> None:
    """By a reader who knows besides that what states give does not fall."""
    seen = list(arrivals(reader("reference", code)))
    assert len(seen) > 50
    assert [each for each in seen if each.narrow] == []


@pytest.mark.parametrize("name", ["baltic", "duo", "quartet"])
@pytest.mark.parametrize("informed", [True, False])
def test_nothing_is_recovered_in_small_alliances(name: str, informed: bool) -> None:
    for code in alliance(name).view.states:
        assert found(reader(name, code, informed=informed)) == [], code


Attacked = Callable[[Reader], list[Range]]
LEAKS: dict[str, tuple[object, str, object, Attacked]] = {
    "units": (stated_forces, "protected", lambda *_: True, found),
    "arrivals": (
        stated_forces,
        "protected_arrivals",
        lambda *_: True,
        lambda one: [each for each in arrivals(one) if each.narrow],
    ),
    "lines and pools": (stated_supply, "protected", lambda *_: True, found),
    "money": (stated_money, "protected", lambda *_: True, found),
    "sums of money": (stated_money, "complement", lambda *_: frozenset(), found),
    "work": (stated_work, "protected", lambda *_: True, found),
}
"""Where a rule is switched off, by what it protects, and the attack that then succeeds."""


@pytest.mark.parametrize("what", LEAKS)
def test_the_attack_succeeds_as_soon_as_a_rule_is_missing(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, name, without, attacked = LEAKS[what]
    monkeypatch.setattr(module, name, without)
    assert any(map(attacked, _readers()))


def market() -> Reader:
    """B, C and D buy what the reader A buys; E alone buys something else in the same period."""
    scenario = tiny(
        states=tuple(map(state, "ABCDE")),
        lines=(
            line("KNOWN", host="X", customers=tuple("ABCDE")),
            line("OTHER", host="X", customers=("E",)),
        ),
        line_rates=(*rates("KNOWN", 9_999), *rates("OTHER", 9_999)),
    )
    lots = {("A", "KNOWN"): 1, ("E", "OTHER"): 700} | {(s, "KNOWN"): 900 for s in "BCD"}
    of = Alliance(view_of(scenario, plan(delivered=_in_2026(lots))))
    return Reader(of.view, "A", {table.name: table for table in releasable(of.view, "A", of)})


def _in_2026(lots: dict[tuple[str, str], int]) -> dict[tuple[str, str, str], int]:
    return {(*codes, "2026"): count for codes, count in lots.items()}


def test_what_can_be_priced_is_taken_off_a_sum_of_money(monkeypatch: pytest.MonkeyPatch) -> None:
    """The units of the line are told, so what they cost hides nothing of what E pays."""
    told_here = {row["line"]: row["units"] for row in rows(market().tables["all_lines"])}
    assert told_here["KNOWN"] == 2_701
    assert found(market()) == []
    nothing: frozenset[str] = frozenset()
    unaware = Known(nothing, nothing, frozenset(), nothing, nothing, nothing)
    monkeypatch.setattr(told, "known", lambda *_: unaware)
    assert [each.unknown.name for each in found(market())] == [("money", "E", "orders", "0")]


def _readers() -> Iterator[Reader]:
    yield from (reader("quartet", code) for code in alliance("quartet").view.states)
    yield from (reader("baltic", code) for code in alliance("baltic").view.states)
    yield from (reader("reference", code) for code in SOME)
