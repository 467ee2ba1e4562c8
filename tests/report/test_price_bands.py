"""The sheet of price bands and what other sheets say of rebates, by hand.

L sells tanks at 1,000 kEUR, from 4 on at 900 and from 8 on at 700; M has a band that nobody
reaches. A buys three in 2026 and B one for itself; their pool has one more at 80 % of the price, 80
a share: five in all, 100 less for each of own and 8 for each share.
"""

from allocator.domain.scenario import Scenario
from tests.plans import over_years, plan
from tests.report.reading import row, rows, sheets
from tests.scenarios import line, member, pool, price_band, rates, tiny, years


def selling() -> Scenario:
    return tiny(
        periods=years(2),
        required=9,
        lines=(line("L", unit_price=1_000), line("M", unit_price=50)),
        line_rates=rates("L", 9, 9) + rates("M", 9, 9),
        price_bands=(
            price_band(4, 900),
            price_band(8, 700),
            price_band(3, 49, "M"),
        ),
        pools=(pool(price_factor=800),),
        pool_members=(member("P", "A", most_share=10), member("P", "B", most_share=10)),
    )


DECIDED = plan(
    delivered={
        **over_years(("A", "L"), 3, 3),
        **over_years(("B", "L"), 0, 1),
        **over_years(("B", "M"), 1, 1),
    },
    pool_delivered=over_years(("P", "L"), 0, 1),
    pool_shares={**over_years(("A", "P", "L"), 0, 4), **over_years(("B", "P", "L"), 0, 6)},
    open={("P",): 1},
    operating=over_years(("P",), 0, 1),
    join={("A", "P"): 1, ("B", "P"): 1},
    lead={("A", "P"): 1},
)
MADE = sheets(selling(), DECIDED)


def test_a_row_for_every_line_with_bands_and_every_buyer() -> None:
    shown = [(each["line"], each["buyer"], each["units"]) for each in rows(MADE["price_bands"])]
    assert shown == [
        ("L", "", 5),
        ("L", "A", 3),
        ("L", "B", 1),
        ("L", "P", 1),
        ("M", "", 1),
        ("M", "B", 1),
    ]


def test_the_band_that_is_reached_and_the_way_to_the_next() -> None:
    whole = row(MADE["price_bands"], line="L", buyer="")
    assert (whole["list_price"], whole["reached_from"], whole["reached_price"]) == (1_000, 4, 900)
    assert (whole["next_from"], whole["next_price"], whole["units_missing"]) == (8, 700, 3)
    assert whole["source_cell"] == "price_bands[L, 4]"
    none = row(MADE["price_bands"], line="M", buyer="")
    assert (none["reached_from"], none["reached_price"], none["saved"]) == (None, 50, 0)
    assert (none["next_from"], none["units_missing"], none["saved_by"]) == (3, 2, "")
    assert none["source_cell"] == "price_bands[M, 3]"


def test_who_has_saved_how_much() -> None:
    whole = row(MADE["price_bands"], line="L", buyer="")
    assert whole["saved"] == 300 + 100 + 10 * 8
    assert whole["saved_by"] == "A 0.332, B 0.148"
    pooled = row(MADE["price_bands"], line="L", buyer="P")
    assert (pooled["saved"], pooled["saved_by"]) == (80, "A 0.032, B 0.048")
    assert row(MADE["price_bands"], line="L", buyer="A")["saved"] == 300
    assert row(MADE["price_bands"], line="M", buyer="B")["saved"] == 0


def test_rebates_stand_in_spending_and_in_the_split() -> None:
    early = row(MADE["spending"], state="A", period="2026")
    assert (early["orders"], early["rebates"], early["new_money"]) == (3_000, 0, 3_000)
    late = row(MADE["spending"], state="A", period="2027")
    assert (late["shares"], late["rebates"], late["new_money"]) == (320, -332, -12)
    split = row(MADE["burden_split"], state="A")
    assert (split["orders"], split["rebates"], split["new_money"]) == (3_000, -332, 2_988)
    member_of = row(MADE["pool_members"], state="B")
    assert member_of["money"] == 6 * 80 - 6 * 8


def test_the_footprint_is_net_of_them() -> None:
    """L and M are made in A: all that B pays is work there."""
    placed = row(MADE["footprint"], state="A")
    assert (placed["money"], placed["work"]) == (2_988, 2_988 + 1_000 + 480 - 148 + 50)
