"""What rests on weak figures, on a scenario for pencil and paper.

A buys 2 tanks at EUR 1 m from L (low) and 1 at EUR 3 m from M, whose price for A is in an access
row (high); a tank costs EUR 0.1 m a year to run (capability: medium). New money in kEUR:
L 2,000, access 3,000, operation 3 x 100 = 300, together 5,300.

Of 10 tanks required in 2026 (low) 7 are missing: the first step holds 2 at 1, the next 3 at 2, the
last 2 at 4, 16 unit prices of 1,000,000 / 10; of 4 ships required (not stated) all are: 1, 1 and 2
in the steps, 11 prices of 1,000,000 / 4.
"""

from fractions import Fraction

from allocator.domain.address_book import AddressBook, Evidence
from allocator.domain.scenario import Scenario
from allocator.report.foundations import (
    money_by_row,
    shortfall_by_row,
    units_by_confidence,
    units_by_row,
    weakest,
)
from allocator.report.view import View
from tests.plans import over_years, plan
from tests.report.reading import row, rows, sheets, total
from tests.report.views import view_of
from tests.scenarios import (
    access,
    capability,
    contract,
    holding,
    line,
    pool,
    rates,
    requirement,
    retirement,
    tiny,
)

EVIDENCE = {
    "lines": {
        ("L",): Evidence("maker's list", "low", "RESTRICTED", "of 2024"),
        ("M",): Evidence(confidence="low"),
    },
    "access": {("M", "A"): Evidence(confidence="high")},
    "capabilities": {("TANK",): Evidence(confidence="medium")},
    "requirements": {("TANK", "2026"): Evidence("guess", "low")},
}
PLAN = plan(
    delivered={**over_years(("A", "L"), 2), **over_years(("A", "M"), 1)},
    contribution=over_years(("A", "TANK"), 3),
)
TANKS, SHIPS = 16 * 100_000, 11 * 250_000


def scenario() -> Scenario:
    return tiny(
        capabilities=(capability(operating_cost=100), capability("SHIP")),
        requirements=(requirement(10), requirement(4, "SHIP")),
        lines=(line("L"), line("M", unit_price=9_000)),
        line_rates=rates("L", 5) + rates("M", 5),
        access=(access("M", "A", price=3_000),),
        book=AddressBook(
            rows={
                "lines": {("L",): 7, ("M",): 8},
                "requirements": {("SHIP", "2026"): 2, ("TANK", "2026"): 3},
                "access": {("M", "A"): 2},
                "capabilities": {("TANK",): 2, ("SHIP",): 3},
            },
            columns={"requirements": {"capability": "A", "units": "C"}, "lines": {"line": "B"}},
            evidence=EVIDENCE,
        ),
    )


def view() -> View:
    return view_of(scenario(), PLAN)


SHEET = sheets(scenario(), PLAN)["confidence"]


def test_money_rests_on_the_rows_whose_figures_it_multiplies() -> None:
    assert money_by_row(view()) == {
        ("lines", ("L",)): 2_000,
        ("access", ("M", "A")): 3_000,
        ("capabilities", ("TANK",)): 300,
    }
    low = row(SHEET, level="low")
    assert (low["money"], low["money_share"]) == (2_000, Fraction(2_000, 5_300))
    assert row(SHEET, level="high")["money"] == 3_000
    assert row(SHEET, level="medium")["money"] == 300
    assert total(SHEET, "money") == 5_300


def test_the_shortfall_rests_on_the_requirements_that_are_not_met() -> None:
    assert shortfall_by_row(view()) == {
        ("requirements", ("TANK", "2026")): TANKS,
        ("requirements", ("SHIP", "2026")): SHIPS,
    }
    low, unstated = row(SHEET, level="low"), row(SHEET, level="not stated")
    assert (low["shortfall"], unstated["shortfall"]) == (TANKS, SHIPS)
    assert low["shortfall_share"] == Fraction(TANKS, TANKS + SHIPS)
    assert total(SHEET, "shortfall") == TANKS + SHIPS


def test_the_weak_rows_that_carry_most_money_with_their_cells() -> None:
    assert rows(SHEET, 1) == [
        {
            "cell": "lines!A7",
            "codes": "L",
            "confidence": "low",
            "classification": "RESTRICTED",
            "amount": 2_000,
            "share": Fraction(2_000, 5_300),
            "so_far": Fraction(2_000, 5_300),
            "note": "of 2024",
            "source": "maker's list",
        }
    ]


def test_the_weak_rows_that_carry_most_of_the_shortfall() -> None:
    ships, tanks = rows(SHEET, 2)
    assert (ships["cell"], ships["codes"], ships["amount"]) == (
        "requirements!A2",
        "SHIP, 2026",
        SHIPS,
    )
    assert (tanks["cell"], tanks["confidence"], tanks["source"]) == (
        "requirements!A3",
        "low",
        "guess",
    )
    assert tanks["so_far"] == 1


def test_ten_rows_at_most_the_heaviest_first() -> None:
    amounts = {("lines", (f"X{number:02}",)): number for number in range(15)}
    found = weakest(view(), amounts)
    assert [key[0] for _, key in found] == [f"X{number:02}" for number in range(14, 4, -1)]
    assert ("lines", ("X00",)) not in weakest(view(), amounts, most=20)


def test_rows_of_long_sheets_say_what_their_input_row_says() -> None:
    made = sheets(scenario(), PLAN)
    order = row(made["orders"], line="L")
    assert (
        order["confidence"],
        order["classification"],
        order["source"],
        order["source_cell"],
    ) == (
        "low",
        "RESTRICTED",
        "maker's list",
        "lines!A7",
    )
    milestone = row(made["milestones"], item="L")
    assert (milestone["source_cell"], milestone["confidence"]) == ("lines!A7", "low")
    short = row(made["shortfalls"], capability="TANK")
    assert (short["confidence"], short["source"]) == ("low", "guess")
    assert short["source_cell"] == "requirements!C3"


def test_every_long_sheet_of_figures_carries_its_evidence() -> None:
    """The plan in force repeats the decisions of the other sheets for the next workbook."""
    for table in sheets().values():
        if table.long and table.name != "plan_in_force":
            keys = {column.key for column in table.blocks[0].frame.columns}
            assert {"source_cell", "confidence", "classification", "source"} <= keys, table.name


def test_evidence_of_a_cell() -> None:
    made = view()
    assert made.evidence_at("lines!AC7").classification == "RESTRICTED"
    assert made.evidence_at("lines[M]").confidence == "low"
    assert made.evidence_at("requirements[TANK, 2026]").source == "guess"
    assert made.evidence_at("lines!A99") == made.evidence_at("") == Evidence()


def contracted() -> View:
    """A holds 5 (high) and loses 2, has 2 and 4 under contract (low, medium) and buys 2 from L.

    B holds nothing and has 3 under contract (low) and 1 (not stated). The pool P has 1 lot in
    service (high) and 2 under contract (medium).
    """
    judged = tiny(
        capabilities=(capability(),),
        requirements=(requirement(30),),
        holdings=(holding("A", 5),),
        retirements=(retirement("A", 2),),
        order_book=(
            contract("A", 4, row=3),
            contract("A", 2, row=4),
            contract("B", 3, row=2),
            contract("B", 1, row=6),
            contract("P", 2, row=5),
        ),
        lines=(line("L"),),
        line_rates=rates("L", 5),
        pools=(pool("P", stock_lots=1, lines=("L",)),),
        book=AddressBook(
            rows={"order_book": {(str(row),): row for row in range(2, 7)}},
            columns={"order_book": {"holder": "A"}},
            evidence={
                "holdings": {("A", "TANK"): Evidence(confidence="high")},
                "order_book": {
                    ("2",): Evidence("list", "low"),
                    ("3",): Evidence(confidence="medium"),
                    ("4",): Evidence(confidence="low"),
                    ("5",): Evidence(confidence="medium"),
                    ("6",): Evidence("letter"),
                },
                "lines": {("L",): Evidence("maker", "low")},
                "pools": {("P",): Evidence(confidence="high")},
            },
        ),
    )
    decided = plan(
        delivered=over_years(("A", "L"), 2),
        contribution={**over_years(("A", "TANK"), 10), **over_years(("B", "TANK"), 4)},
    )
    return view_of(judged, decided)


def test_units_rest_on_the_holding_then_on_contracts_then_on_orders() -> None:
    made = contracted()
    assert units_by_row(made, "A", "TANK", 0, 10) == {
        ("holdings", ("A", "TANK")): 3,
        ("order_book", ("4",)): 2,
        ("order_book", ("3",)): 4,
        ("lines", ("L",)): 1,
    }
    assert units_by_row(made, "A", "TANK", 0, 4) == {
        ("holdings", ("A", "TANK")): 3,
        ("order_book", ("4",)): 1,
    }
    # High: 3 held and 1 of the pool; medium: 4 and 2 of the pool; low: 2, 3 and 1 of L.
    assert units_by_confidence(made, "2026") == {"TANK": {"high": 4, "medium": 6, "low": 6, "": 1}}


def test_contributions_cite_what_they_rest_on_first() -> None:
    made = contracted()
    sheet = sheets(made.scenario, made.plan)["contributions"]
    held, under_contract = row(sheet, state="A"), row(sheet, state="B")
    assert (held["confidence"], held["source_cell"]) == ("high", "holdings[A, TANK]")
    assert under_contract["confidence"] == ""
    assert under_contract["source_cell"] == "order_book!A6; order_book!A2"
    assert under_contract["source"] == "letter; list"
    bought = sheets(scenario(), PLAN)["contributions"]
    assert row(bought)["source_cell"] == "lines!A7; lines!A8"
    assert row(bought)["confidence"] == "low"
    assert row(bought)["source"] == "maker's list"
