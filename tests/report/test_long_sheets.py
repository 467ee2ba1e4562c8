"""Figures of the long sheets, by hand, on the quartet."""

from fractions import Fraction

from allocator.report.burden_split import KINDS
from tests.report.reading import row, rows, sheets

MADE = sheets()


def test_an_order_with_its_own_price_and_delay() -> None:
    first = row(MADE["orders"], state="DDD", line="TANK_A", period="2027")
    assert (first["lots"], first["new_lots"], first["new_units"]) == (1, 1, 1)
    assert first["price"] == 5_500
    assert first["operating"] == 100
    assert first["order_by"] == "2026-01"
    assert (first["confidence"], first["source_cell"]) == ("low", "lines!A6")


def test_a_period_without_new_lots_has_nothing_to_order() -> None:
    last = row(MADE["orders"], state="BBB", period="2028")
    assert (last["lots"], last["new_lots"], last["price"], last["order_by"]) == (4, 0, 0, None)


def test_expansion_and_those_who_pay_for_it() -> None:
    step = row(MADE["investments"], line="TANK_A", state="", period="2027")
    assert (step["steps"], step["tenths"], step["added_rate"]) == (1, None, 2_000)
    assert step["runs_from"] == "2028-01"
    paid = row(MADE["investments"], state="AAA", period="2028")
    # A tenth of EUR 10.001 m is rounded up to EUR 1.001 m.
    assert (paid["tenths"], paid["new"], paid["payment"]) == (15, 8, 8 * 1_001)


def test_pools_open_or_not() -> None:
    sky = row(MADE["pools"], pool="SKY", period="2027")
    assert (sky["open"], sky["operating"], sky["framework_nation"], sky["members"]) == (
        1,
        1,
        "AAA",
        2,
    )
    # One lot in stock, one under contract (2 units), one bought; two units a lot.
    assert (sky["stock_lots"], sky["bought_lots"], sky["units"]) == (2, 1, 6)
    assert row(MADE["pools"], pool="IDLE", period="2027")["open"] == 0


def test_members_pay_fee_shares_and_their_running() -> None:
    leader = row(MADE["pool_members"], state="AAA")
    # A share costs 70,000 x 2 x 0.95 / 10 = 13,300 kEUR; running one takes 2,000 x 2 / 10 a year.
    assert leader["fee"] == 5_000
    assert leader["money"] == 5_000 + 6 * 13_300 + 2 * 6 * 400
    assert row(MADE["pool_members"], state="CCC")["fee"] == 501
    assert row(MADE["pool_shares"], state="CCC", period="2027")["price"] == 4 * 13_300
    assert row(MADE["pool_shares"], state="CCC", period="2028")["operating"] == 4 * 400


def test_spending_adds_up() -> None:
    for line in rows(MADE["spending"]):
        assert line["new_money"] == sum(int(str(line[kind])) for kind in KINDS)
    first = row(MADE["spending"], state="AAA", period="2026")
    assert (first["ceiling"], first["carry_out"], first["fees"]) == (60_000, 1_001, 5_000)
    second = row(MADE["spending"], state="AAA", period="2027")
    assert (second["ceiling"], second["carry_in"]) == (1_234_567, 1_001)
    assert row(MADE["spending"], state="DDD", period="2027")["unpaid_contracts"] == 7_001


def test_the_last_period_names_the_cost_left_behind() -> None:
    # Four tanks at 100 kEUR and six shares at 400 kEUR a year.
    assert row(MADE["spending"], state="AAA", period="2028")["yearly_cost_left"] == 2_800
    assert row(MADE["spending"], state="AAA", period="2027")["yearly_cost_left"] is None


def test_crews_needed_and_filled() -> None:
    # 9 contributed, 6 of today: 3 x 5 posts; 6 shares at 10 x 2 / 10 posts each.
    second = row(MADE["crews"], state="AAA", period="2027")
    assert (second["needed"], second["crews"], second["added"]) == (27, 20, 15)
    assert second["room_left"] == 20 + 5 - 27
    assert row(MADE["crews"], state="BBB", period="2027")["limit"] is None


def test_contributions_beside_what_is_there() -> None:
    given = row(MADE["contributions"], state="BBB", period="2028")
    assert (given["units"], given["available"], given["bought"]) == (11, 7, 4)
    assert (given["limit"], given["confidence"]) == (20, "low")


def test_dependence_against_its_cap() -> None:
    early = row(MADE["dependence"], capability="SAT", period="2026")
    assert (early["support"], early["cap"], early["within_cap"]) == (4, None, 1)
    late = row(MADE["dependence"], capability="SAT", period="2027")
    # Six units of the pool and two of the cap of 25 % of 8.
    assert (late["european"], late["support"], late["cap"], late["missing"]) == (6, 2, 2, 0)
    assert (late["european_share"], late["outside_share"]) == (Fraction(3, 4), Fraction(1, 4))


def test_supply_and_its_customers() -> None:
    made = row(MADE["supply"], line="TANK_A", period="2028")
    assert (made["rate"], made["expansion"], made["new_units"]) == (5_000, 2_000, 3)
    assert (made["slack"], made["used"]) == (4_000, Fraction(3, 7))
    assert made["customers"] == "AAA, DDD"
    assert row(MADE["supply"], line="TANK_B", period="2027")["order_book"] == 3


def test_milestones_are_sorted_by_urgency() -> None:
    dates = [str(line["decide_by"]) for line in rows(MADE["milestones"])]
    assert dates == sorted(dates)
    step = row(MADE["milestones"], what="expansion", decide_by="2028-01")
    assert (step["item"], step["there_by"], step["period"], step["cumulative"]) == (
        "TANK_A",
        "2029-01",
        "",
        2,
    )
    start = row(MADE["milestones"], what="pool")
    assert (start["item"], start["quantity"], start["unit"]) == ("SKY", 2, "members")
    joint = row(MADE["milestones"], what="pool order")
    assert (joint["who"], joint["quantity"], joint["cumulative"]) == ("SKY", 2, 2)
