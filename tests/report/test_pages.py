"""Pages for reading: limits, shortfalls, coverage, confidence, provenance, contents, briefing."""

from fractions import Fraction

import pytest

from allocator.accounts.burden import falling_burdens
from allocator.accounts.dependence import european_share
from allocator.accounts.ledger import Ledger
from allocator.domain.leximin import BurdenRound, Leximin
from allocator.domain.period import month
from allocator.report.leximin import searched
from allocator.report.limits.limit import tight
from allocator.report.prose import listing, short_name
from tests.plans import aim_values
from tests.report.quartet import quartet, quartet_plan
from tests.report.reading import row, rows, sheets, texts, total

MADE = sheets()
LEDGER = Ledger(quartet(), quartet_plan())


def limits() -> dict[tuple[object, object, object], dict[str, object]]:
    """Limits by kind, subject and period."""
    return {
        (found["kind"], found["subject"], found["period"]): dict(found)
        for found in rows(MADE["limits"])
    }


def test_limits_with_their_legal_basis() -> None:
    found = limits()
    assert found["lead time", "MINE", "2027"]["words"] == (
        "Nothing ordered now of Mines arrives by 2027 (earliest: after 2028)."
    )
    assert found["access", "CCC at TANK_B", "2028"]["legal_basis"] == "export licence"
    ban = found["rule", "BAN on MINE", "2027"]
    assert ban["words"] == "BAN keeps Côte-d'Or from more of Mines."
    assert (ban["legal_basis"], ban["used"], ban["most"]) == ("treaty", 1, 4)
    assert found["rule", "CAP on TANK", "2028"]["legal_basis"] == "decree"


def test_limits_of_states() -> None:
    found = limits()
    assert found["pools of a small state", "CCC", "2028"]["slack"] == 0
    work = found["work return", "AAA", "2028"]
    assert work["slack"] == Fraction(str(work["most"])) - Fraction(str(work["used"]))
    assert "lacks some of the work" in str(work["words"])
    assert ("crews", "AAA", "2026") not in found


def test_full_lines_are_named() -> None:
    full = limits()["line capacity", "TANK", "2027"]
    assert full["words"] == "Lines for Tanks that are full by 2027: 1 of 2 (TANK_B)."
    assert full["source_cell"] == "lines!A5"


def test_hardly_anything_left_counts_as_used_up() -> None:
    assert tight(99, 100)
    assert not tight(98, 100)
    assert not tight(0, 0)


def test_shortfalls_add_up_to_the_first_aim() -> None:
    assert total(MADE["shortfalls"], "value") == aim_values(LEDGER)["shortfall"]
    missing = row(MADE["shortfalls"], capability="TANK", period="2027")
    assert (missing["missing"], missing["step_0"], missing["step_1"]) == (9, 8, 1)
    assert missing["part"] == Fraction(9, 40)
    assert missing["binds"] == "1 of 2 lines full; rules keep some states out"


def test_coverage_is_the_european_share() -> None:
    for period in ("2026", "2027", "2028"):
        covered = row(MADE["coverage"], period=period)
        assert covered["european"] == european_share(LEDGER, period)
        parts = (covered["european"], covered["outside"], covered["missing"])
        assert sum(Fraction(str(part)) for part in parts) == 1
    space = row(MADE["coverage"], 1, domain="space")
    assert (space["period 2027"], space["short"]) == (Fraction(3, 4), 0)


def test_confidence_splits_all_money_and_all_units() -> None:
    assert total(MADE["confidence"], "money") == sum(LEDGER.new_money.values())
    assert total(MADE["confidence"], "money_share") == 1
    assert total(MADE["confidence"], "shortfall") == aim_values(LEDGER)["shortfall"]
    tanks = row(MADE["confidence"], 3, capability="TANK")
    # Held: A 6 (high), B 9 (low), D 9 (not stated); bought: A 3 of TANK_A (low), B 4 of TANK_B.
    assert (tanks["high"], tanks["medium"], tanks["low"], tanks["unstated"]) == (6, 4, 12, 9)
    assert tanks["weak"] == Fraction(21, 31)


def test_provenance_shows_every_aim_with_its_gap() -> None:
    aims = rows(MADE["provenance"], 1)
    assert [aim["aim"] for aim in aims] == list(LEDGER.scenario.aims)
    assert {aim["aim"]: aim["value"] for aim in aims} == aim_values(LEDGER)
    cost = row(MADE["provenance"], 1, aim="cost")
    least, bound = int(str(cost["least"])), int(str(cost["bound"]))
    assert cost["gap"] == Fraction(least - bound, least)


def test_provenance_shows_the_rounds_of_burdens_and_what_the_plan_keeps_of_them() -> None:
    """The last row keeps the count of the last round; states above are counted in the plan."""
    provenance = MADE["provenance"]
    largest = int(str(row(provenance, 1, aim="spread")["least"]))
    burdens = falling_burdens(LEDGER)
    found = rows(provenance, 2)
    assert [tuple(line.values())[:6] for line in found] == [
        ("round 1", largest, largest, 1, 1, 1),
        ("round 2", largest // 2, largest // 2, 3, 2, 0),
        ("below", None, None, None, None, None),
    ]
    assert [(line["held"], line["most"]) for line in found] == [
        (largest, 0),
        (largest // 2, 1),
        (largest // 2 - 1, 3),
    ]
    assert [line["above"] for line in found] == [
        sum(burden > int(str(line["held"])) for burden in burdens) for line in found
    ]
    assert row(provenance, item="rounds_finished")["meaning"] == (
        "burdens from the top: 2 of 3 rounds, not proven"
    )


@pytest.mark.parametrize(
    ("rounds", "finished", "limit", "words"),
    [
        ([(9, 1), (5, 2), (4, 3)], True, 3, "3 of 3 rounds, exact"),
        ([(9, 1), (0, 7)], True, 3, "2 of 3 rounds, nothing is left to settle, exact"),
        ([(9, 1), (5, 7)], True, 0, "2 rounds, nothing is left to settle, exact"),
        ([(9, 1)], False, 0, "1 round, not proven"),
        ([(9, 1)], True, 1, "1 of 1 round, exact"),
        ([(9, None)], False, 3, "1 of 3 rounds, only the largest burden was searched"),
    ],
)
def test_how_far_burdens_were_settled_in_words(
    rounds: list[tuple[int, int | None]], finished: bool, limit: int, words: str
) -> None:
    made = tuple(BurdenRound(level, level, states, states) for level, states in rounds)
    assert searched(Leximin(made, finished), limit) == words


def test_a_largest_burden_that_could_be_less_is_not_proven() -> None:
    found = Leximin((BurdenRound(9, 8),), finished=False)
    assert searched(found, 3) == ("1 of 3 rounds, only the largest burden was searched, not proven")


def test_contents_lists_every_other_sheet_and_explains_every_column() -> None:
    links = [label.link for label in MADE["contents"].labels if label.style == "link"]
    assert links == ["briefing", *(name for name in MADE if name != "contents")]


def test_every_page_for_reading_leads_back() -> None:
    for name, table in MADE.items():
        if table.title and not table.long and name not in ("briefing", "contents", "provenance"):
            assert {label.link for label in table.labels} >= {"briefing", "contents"}, name


def test_the_sheet_of_columns_explains_every_one() -> None:
    listed = [table for table in MADE.values() if table.long]
    explained = rows(MADE["columns"])
    assert len(explained) == sum(len(table.blocks[0].frame.columns) for table in listed)
    assert all(line["meaning"] and line["unit"] for line in explained)


def test_the_briefing_speaks_of_this_plan() -> None:
    said = " ".join(texts(MADE["briefing"]))
    assert "2 requirements are not met" in said
    assert "Mines (100 % missing)" in said
    assert "1 waits for orders that arrive too late" in said
    assert "carries the largest burden" in said
    assert "RESTRICTED & MARKED" in said


def test_links_and_charts_of_the_briefing_lead_somewhere() -> None:
    links = {label.link for label in MADE["briefing"].labels if label.link}
    assert links <= set(MADE)
    for table in MADE.values():
        for chart in table.charts:
            for series in chart.series:
                assert series.values.split("!")[0] in MADE


def test_words() -> None:
    assert month(2027 * 12) == "2027-01"
    assert month(2027 * 12 + 11) == "2027-12"
    assert listing(["A"]) == "A"
    assert listing(["A", "B", "C", "D"]) == "A, B, C and D"
    assert listing("ABCDEF") == "A, B, C and 3 more"
    assert short_name("Heavy (armoured) brigade, shell") == "Heavy brigade"
    assert short_name("x" * 40, 10) == "x" * 9 + "…"
