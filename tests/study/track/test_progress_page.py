"""The first page: headlines with lights, charts, sentences."""

from fractions import Fraction

import pytest

from allocator.domain.actuals import Actual
from allocator.io.chart_values import ChartValues
from allocator.report.view import View
from allocator.study.track.alliance_page import WORST
from allocator.study.track.figure_sheet import alliance
from allocator.study.track.headlines import (
    Headline,
    headlines,
    light_of_missing,
    light_of_parts,
)
from allocator.study.track.progress_words import beside, sentences
from allocator.study.track.sheets import Sources, track_sheets
from allocator.study.track.told import Tracked
from allocator.tables.column import Formula
from allocator.tables.table import Table, plain
from tests.report.reading import texts
from tests.study.track.progress import FALLEN_BEHIND, progress, view

FOUND = progress(*FALLEN_BEHIND)


def made(found: Tracked) -> dict[str, Table]:
    return {each.name: each for each in track_sheets(found, view(), Sources("p.xlsx", "a.xlsx"))}


def cards(found: Tracked) -> dict[str, Headline]:
    return {each.name: each for each in headlines(found, view(), alliance(found, view()))}


def test_headlines_by_hand() -> None:
    """At the deadline 7 of 8 tanks are there instead of 8; by now one of two lots."""
    shown = {name: (plain(card.value), card.light) for name, card in cards(FOUND).items()}
    assert shown == {
        "european_share": (Fraction(7, 8), "amber"),
        "missing_share": (Fraction(1, 8), "red"),
        "delivered": (1, "red"),
        "crews": (0, "grey"),
        "rows_on_time": ("0 of 2", "red"),
        "rows_confirmed": ("2 of 4", "red"),
    }


def test_headlines_are_live_from_the_figures() -> None:
    values = ChartValues(tuple(made(FOUND).values()))
    for name in ("european_share", "delivered", "crews"):
        value = cards(FOUND)[name].value
        assert isinstance(value, Formula)
        sheet, cell = value.text.removeprefix("=").split("!")
        letter, number = cell[:1], cell[1:]
        (held,) = values(f"{sheet}!${letter}${number}:${letter}${number}")
        assert held == float(Fraction(str(value.value)))


@pytest.mark.parametrize(
    ("there", "light"),
    [(100, "green"), (95, "green"), (94, "amber"), (80, "amber"), (79, "red"), (0, "red")],
)
def test_thresholds_of_what_should_be_much(there: int, light: str) -> None:
    assert light_of_parts(Fraction(100, 700), Fraction(there, 700)) == light


def test_thresholds_of_what_should_be_little() -> None:
    twenty = Fraction(20, 100)
    assert light_of_missing(twenty, Fraction(20, 100)) == "green"
    assert light_of_missing(twenty, Fraction(20, 95)) == "green"
    assert light_of_missing(twenty, Fraction(21, 95)) == "amber"
    assert light_of_missing(twenty, Fraction(20, 80)) == "amber"
    assert light_of_missing(twenty, Fraction(21, 80)) == "red"
    assert light_of_missing(Fraction(0), Fraction(0)) == "green"
    assert light_of_missing(Fraction(0), Fraction(1, 9)) == "red"


def test_the_thresholds_stand_on_the_page() -> None:
    said = " ".join(texts(made(FOUND)["progress"]))
    assert "Green: at least 95 % of what was planned · amber: at least 80 %" in said
    assert "As of January 2027 · 2026 ended" in said
    assert "SECRET & MARKED" in said
    assert "AMBER · forecast; planned were 100.0 % of what is required" in said


def test_charts_show_plan_actual_and_forecast_by_period() -> None:
    tables = made(FOUND)
    values = ChartValues(tuple(tables.values()))
    charts = {chart.title: chart for chart in tables["progress"].charts}
    assert len(charts) == 6
    delivered = charts["Units delivered, all kinds, so far"]
    assert [(each.name, values(each.values)) for each in delivered.series] == [
        ("Plan", [2, 4, 5]),
        ("Actual", [1, None, None]),
        ("Forecast", [1, 3, 5]),
    ]
    share = charts["European share of what is required"]
    assert values(share.series[2].values) == [5 / 6, 7 / 8, 1]


def test_sentences_by_hand() -> None:
    first, late, silent, *rest = sentences(FOUND, view())
    assert first == (
        "If nothing is decided anew, the European share at the deadline (2027) ends 12.5 points "
        "below the plan; the weighted shortfall grows by 125,000, from nothing, most of all of "
        "TANK (1 more)."
    )
    assert late == "Behind plan: @Alpha (2 rows)."
    assert silent == "Nothing is known yet of Beta."
    assert rest[0].startswith("Reported of the periods that have ended are EUR 0.0 million of")
    assert beside(FOUND, WORST) == "one chain of causes"


def test_what_cannot_have_been_as_planned_is_counted_and_listed() -> None:
    """The line makes two lots a year, and A says that it got both; B, which says nothing, was to
    have one of them."""
    both = Actual(decision="delivered", codes=("A", "L", "2026"), value=2)
    found = progress(both)
    assert "delivered of B, L, 2026, by 1" in found.unlike
    (said,) = (words for words in sentences(found, view()) if "confirmed" in words)
    assert said.startswith(f"{len(found.unlike)} rows that nobody has confirmed cannot have been ")
    listed = made(found)["chains"].blocks[-1].rows
    assert [row[1] for row in listed] == list(found.unlike)


def test_before_any_period_has_ended() -> None:
    """Nothing can be behind yet; what the plan leaves is what is forecast."""
    found = progress(as_of=2026 * 12)
    shown = {name: (plain(card.value), card.light) for name, card in cards(found).items()}
    assert shown == {
        "european_share": (Fraction(1), "green"),
        "missing_share": (Fraction(0), "green"),
        "delivered": ("–", "grey"),
        "crews": ("–", "grey"),
        "rows_on_time": ("0 of 0", "grey"),
        "rows_confirmed": ("0 of 0", "grey"),
    }
    assert "no period has ended" in " ".join(texts(made(found)["progress"]))
    assert list(sentences(found, view())) == [
        "Nothing that is known differs from the plan: it goes on as it is."
    ]


def test_a_deadline_that_has_passed_is_told_as_it_was() -> None:
    rows = (
        *FALLEN_BEHIND,
        FALLEN_BEHIND[0].model_copy(update={"codes": ("A", "L", "2027"), "value": 1}),
    )
    found = progress(*rows, as_of=2028 * 12)
    first = next(iter(sentences(found, view())))
    assert first.startswith("The European share at the deadline (2027) was 12.5 points below")
    assert cards(found)["european_share"].note.startswith("as it was; planned were 100.0 %")
    assert "2026–2027 ended" in " ".join(texts(made(found)["progress"]))


def test_a_long_marking_has_room() -> None:
    marked = view().scenario.policy.model_copy(update={"classification": "SECRET " * 60})
    other = View(view().scenario.replaced(policy=marked), view().plan, view().provenance)
    (page, *_) = track_sheets(FOUND, other, Sources("p.xlsx", "a.xlsx"))
    assert page.heights[1] == 3 * made(FOUND)["progress"].heights[1]


def test_sentences_of_a_plan_that_goes_on_as_it_is() -> None:
    found = progress(
        *(
            Actual(decision=name, codes=codes, value=value)
            for name, rows in (
                ("delivered", (("A", "L", "2026", 1), ("B", "L", "2026", 1))),
                ("contribution", (("A", "TANK", "2026", 3), ("B", "TANK", "2026", 3))),
            )
            for *codes_, value in rows
            for codes in [tuple(map(str, codes_))]
        )
    )
    assert list(sentences(found, view())) == [
        "Nothing that is known differs from the plan: it goes on as it is.",
        "No state is known to be behind plan.",
    ]
    lights = {card.light for card in cards(found).values()}
    assert lights == {"green", "grey"}
    assert "the plan goes on as it is" in " ".join(texts(made(found)["progress"]))


def test_posts_are_those_that_were_filled() -> None:
    """Lots that are late need fewer posts than were filled; the figures tell what is known."""
    filled = Actual(decision="crews", codes=("A", "2026"), value=5, address="actuals!I5")
    found = progress(*FALLEN_BEHIND, filled)
    assert plain(cards(found)["crews"].value) == 5
    for state in ("", "A"):
        ended, to_come = found.figure("2026", state), found.figure("2027", state)
        assert ended.actual is not None
        assert (ended.plan.crews, ended.actual.crews, ended.forecast.crews) == (0, 5, 5)
        assert (to_come.actual, to_come.forecast.crews) == (None, 5)
    assert found.figure("2027", "B").forecast.crews == 0


def test_the_note_on_rows_confirmed_is_true_of_all_and_of_some() -> None:
    as_planned = (("delivered", "L", 1), ("contribution", "TANK", 3))
    rows = [
        Actual(decision=name, codes=(state, code, "2026"), value=value, address=f"actuals!I{at}")
        for at, (state, (name, code, value)) in enumerate(
            ((state, row) for state in "AB" for row in as_planned), 2
        )
    ]
    card = cards(progress(*rows))["rows_confirmed"]
    assert (plain(card.value), card.note) == ("4 of 4", "nothing is taken as planned")
    assert "they are taken as planned" in cards(progress(*rows[:3]))["rows_confirmed"].note
