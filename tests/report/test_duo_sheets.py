"""The worked example on the sheets a minister reads; the arithmetic is in `tests.scenarios.duo`."""

from fractions import Fraction

from tests.plans import duo_plan
from tests.report.reading import row, rows, sheets, texts, total
from tests.scenarios import duo

MADE = sheets(duo(), duo_plan())


def test_who_pays_what() -> None:
    split = MADE["burden_split"]
    small, large = row(split, state="A"), row(split, state="B")
    assert (small["orders"], small["new_money"], small["burden"]) == (6_000, 6_000, 600)
    assert (large["orders"], large["new_money"], large["burden"]) == (18_000, 18_000, 600)
    assert small["money_share"] == small["key_share"] == Fraction(1, 4)
    assert small["above_key"] == 0
    assert small["average"] == Fraction(24, 400)
    assert small["gdp_share"] == Fraction(6, 100)
    assert total(split, "new_money") == 24_000
    assert row(split, 1, state="B")["domain land"] == 18_000


def test_who_contributes_what() -> None:
    held = {line["name"]: line["capability TANK"] for line in rows(MADE["allocation"])}
    assert held == {
        "A": 2,
        "B": 6,
        "Pools": 0,
        "The member states": 8,
        "Outside support": 0,
        "Lost to enablers": 0,
        "Missing": 0,
        "Required": 8,
    }


def test_everything_is_covered_by_the_states() -> None:
    covered = row(MADE["coverage"], period="2026")
    assert (covered["european"], covered["outside"], covered["missing"]) == (1, 0, 0)
    assert MADE["shortfalls"].count == 0


def test_work_and_money() -> None:
    work = MADE["footprint"]
    assert (row(work, state="A")["money"], row(work, state="A")["work"]) == (6_000, 0)
    assert (row(work, state="B")["money"], row(work, state="B")["work"]) == (18_000, 24_000)
    assert row(work, state="B")["return"] == Fraction(4, 3)
    assert row(work, state="A")["exempt"] == 1


def test_missing_return_is_shown_apart() -> None:
    work = sheets(duo("iv"), duo_plan("iv"))["footprint"]
    assert row(work, state="A")["missing"] == 3_000
    assert row(work, state="A")["required"] == 3_000
    assert total(work, "missing") == 3_000


def test_the_briefing_says_it() -> None:
    said = texts(MADE["briefing"])
    assert "0 of 1" in said
    assert any("every requirement is met" in text for text in said)
    cards = [label.value for label in MADE["briefing"].labels if label.style == "card_value"]
    assert [getattr(card, "value", None) for card in cards] == [
        1,
        "1 of 1",
        "0 of 1",
        24_000,
        600,
        0,
    ]
