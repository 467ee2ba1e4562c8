"""The page says what the workbook says, and nothing that is not so."""

import re
from fractions import Fraction
from itertools import chain

import pytest

from allocator.domain.plan import Plan
from allocator.report.briefing.words import sentences
from allocator.report.limits.limits import binding
from allocator.report.page.lists import PLURAL
from allocator.report.page.page import page
from allocator.report.view import View
from allocator.tables.page import Figure, Grid
from allocator.tables.table import exact, plain
from tests.records import capability, requirement
from tests.report.page_reading import PAGE, figure, grid, number, parts, texts_of, words
from tests.report.pages import hostile_view
from tests.report.quartet import STATES, quartet
from tests.report.reading import row, rows, sheets
from tests.report.views import DUO, EMPTY, QUARTET, view_of
from tests.scenarios import support, tiny

MADE = sheets()
SECTIONS = [
    "decides",
    "states-map",
    "burdens",
    "coverage",
    "domains",
    "dependence",
    "money",
    "pools",
    "missing",
    "due",
    "states",
    "capabilities",
    "limits",
    "proof",
]


@pytest.mark.parametrize("view", [QUARTET, DUO, EMPTY, hostile_view()])
def test_all_sections_are_there_in_the_order_of_reading(view: View) -> None:
    assert [section.key for section in page(view).sections] == SECTIONS


def test_the_headline_is_that_of_the_briefing() -> None:
    labels = MADE["briefing"].labels
    values = [label for label in labels if label.style == "card_value"]
    notes = [plain(label.value) for label in labels if label.style == "card_note"]
    assert len(PAGE.headline) == len(values) >= 4
    assert [card.note for card in PAGE.headline] == notes
    for card, label in zip(PAGE.headline, values, strict=True):
        held = plain(label.value)
        if isinstance(held, str):
            assert card.value == held
        else:
            scale = {"percent": 100, "basis_points": Fraction(1, 100), "money": Fraction(1, 1000)}
            thousands = 1000 ** label.number_format.count(',"') * 1000 ** label.number_format.count(
                ",,"
            )
            shown = float(exact(held) * scale.get(label.kind, 1)) / thousands
            assert number(card.value) == pytest.approx(shown, abs=0.051)


def test_the_sentences_are_those_of_the_briefing() -> None:
    view = QUARTET
    assert PAGE.sections[0].words == sentences(view, binding(view))


def test_title_marking_and_what_if() -> None:
    assert PAGE.title == '=1+1 "Quartet" & Söhne'
    assert PAGE.marking == "RESTRICTED & MARKED"
    assert PAGE.what_if == ""
    off = quartet().policy.model_copy(update={"families_off": ("budget",)})
    marked = page(view_of(quartet().replaced(policy=off), QUARTET.plan))
    assert marked.what_if == "what-if: budget ignored"


def test_each_state_has_its_line_with_the_figures_of_burden_split() -> None:
    found = grid("states")
    assert texts_of(found, "Code") == list(STATES)
    for code, money, burden, left in zip(
        STATES,
        texts_of(found, "New money"),
        texts_of(found, "Burden"),
        texts_of(found, "Yearly cost"),
        strict=True,
    ):
        line = row(MADE["burden_split"], state=code)
        assert number(money) == pytest.approx(float(exact(line["new_money"])) / 1000, abs=0.05)
        assert number(burden) == pytest.approx(float(exact(line["burden"])) / 100)
        assert (left == "–") == (line["yearly_left"] == 0)
    everything = sum(exact(line["new_money"]) for line in rows(MADE["burden_split"]))
    assert number(found.total[2]) == pytest.approx(float(everything) / 1000, abs=0.05)


def test_charts_carry_their_figures_as_a_table() -> None:
    for section in ("burdens", "coverage", "domains", "dependence", "money"):
        chart = figure(section)
        assert chart.grid.rows
        assert all(drawing.about.endswith(".") and drawing.shapes for drawing in chart.drawings)
    assert len(figure("burdens").grid.rows) == len(STATES)
    shares = texts_of(figure("coverage").grid, "European")
    assert [number(text) for text in shares] == [
        pytest.approx(100 * float(exact(line["european"])), abs=0.051)
        for line in rows(MADE["coverage"])
    ]


def test_dependence_is_said_not_to_be_where_there_is_none() -> None:
    assert parts(page(DUO), "dependence") == ()
    assert "Nothing rests on outside support" in words(page(DUO), "dependence")
    assert "Nothing rests" not in words(PAGE, "dependence")
    assert "Satellites" in figure("dependence").drawings[0].about


def test_of_many_leaning_capabilities_the_largest_are_drawn_and_all_are_listed() -> None:
    codes = [f"C{number:02d}" for number in range(20)]
    scenario = tiny(
        capabilities=tuple(capability(code) for code in codes),
        requirements=tuple(requirement(100, code) for code in codes),
        outside_support=tuple(support(50, code) for code in codes),
    )
    plan = Plan(support={(code, "2026"): 1 + at for at, code in enumerate(codes)})
    chart = figure("dependence", page(view_of(scenario, plan)))
    assert chart.caption.endswith("the 16 largest of 20")
    assert len(chart.grid.rows) == 20
    assert "C19 20.0 %" in chart.drawings[0].about
    assert "C03" not in chart.drawings[0].about


def test_pools_with_members_and_cost() -> None:
    (line,) = grid("pools").rows
    cost = sum(exact(each["money"]) for each in rows(MADE["pool_members"]))
    assert line[:5] == ("Sky pool", "Satellites", "=SUM(A1:A9)", "Côte-d'Or", "2026")
    assert number(line[-1]) == pytest.approx(float(cost) / 1000, abs=0.05)
    assert words(page(DUO), "pools") == "No pool operates."


def test_what_is_missing_and_why() -> None:
    short = [line for line in rows(MADE["shortfalls"]) if line["period"] in ("2027", "2028")]
    found = grid("missing")
    assert texts_of(found, "Missing") == [f"{line['missing']:,}" for line in short]
    assert texts_of(found, "What stands") == [line["binds"] for line in short]
    assert words(page(DUO), "missing") == "Every requirement is met at the deadline."


def test_what_is_due_adds_up_to_the_decisions_among_the_milestones() -> None:
    found = grid("due")
    said = chain.from_iterable(
        re.findall(r"^\d+", text) or ["1"] for text in texts_of(found, "What")
    )
    decided = [line for line in rows(MADE["milestones"]) if line["what"] in PLURAL]
    assert sum(map(int, said)) == len(decided) < MADE["milestones"].count
    satellites = [line for line in found.rows if line[2] == "Satellites"]
    assert [line[1:] for line in satellites] == [
        ("pool", "Satellites", "2 members", "Sky pool", "2026-01"),
        ("pool order", "Satellites", "2 satellite", "Sky pool", "2027-01"),
    ]
    assert "1 step" in texts_of(found, "How much")
    assert words(page(EMPTY), "due") == "Nothing has to be ordered, expanded or opened."


def test_limits_with_their_legal_basis_said_once() -> None:
    found = grid("limits")
    listed = list(zip(texts_of(found, "What it"), texts_of(found, "Legal"), strict=True))
    written = {(line["words"], line["legal_basis"]) for line in rows(MADE["limits"])}
    assert set(listed) == written
    assert ("BAN keeps Côte-d'Or from more of Mines.", "treaty") in listed
    periods = texts_of(found, "Period")
    assert "2027, 2028" in periods
    assert sum(len(text.split(", ")) for text in periods) == MADE["limits"].count


def test_proof_shows_each_aim_with_its_bound_and_the_digests() -> None:
    aims = grid("proof")
    assert texts_of(aims, "Aim") == [str(line["aim"]) for line in rows(MADE["provenance"], 1)]
    values = grid("proof", at=-1)
    assert QUARTET.provenance.plan_digest in texts_of(values, "Value")
    assert len(parts(PAGE, "proof")) == 3
    assert "was checked" in words(PAGE, "proof")


def test_capabilities_name_who_contributes() -> None:
    found = grid("capabilities")
    at = texts_of(found, "Capability").index("Tanks")
    assert texts_of(found, "Who contributes, 2027")[at] == (
        "@Δelta 9, =SUM(A1:A9) 9, http://b.example 13"
    )
    assert (
        "Côte-d'Or •"
        in texts_of(found, "Who contributes, 2027")[
            texts_of(found, "Capability").index("Satellites")
        ]
    )


def test_keys_are_unique() -> None:
    keys = [section.key for section in PAGE.sections]
    for part in chain.from_iterable(section.parts for section in PAGE.sections):
        keys.append(part.key)
        if isinstance(part, Figure):
            keys += [part.grid.key, *(drawing.key for drawing in part.drawings)]
        if isinstance(part, Grid):
            keys += part.anchors
    assert len(keys) == len(set(keys))
