"""Sheet `indicators`: the figures of the accounts, by period and by domain."""

from itertools import accumulate

from allocator.accounts.indicators import ALL, indicators
from allocator.accounts.spending import SUPPLY_CHAIN
from allocator.tables.column import Formula
from tests.report.quartet import YEARS
from tests.report.reading import row, rows, sheets, total
from tests.report.views import QUARTET

MADE = sheets()["indicators"]
FOUND = indicators(QUARTET.ledger)


def test_one_row_for_each_period() -> None:
    assert [line["period"] for line in rows(MADE)] == list(YEARS)
    for line in rows(MADE):
        each = FOUND[ALL, str(line["period"])]
        assert (line["european"], line["outside"], line["missing"]) == (
            each.european,
            each.outside,
            each.missing,
        )
        assert (line["delivered"], line["ordered"]) == (each.delivered, each.ordered)
        assert (line["posts"], line["crews"]) == (each.posts_needed, each.crews)


def test_money_so_far_is_a_live_sum() -> None:
    so_far = [line["so_far"] for line in rows(MADE)]
    assert so_far == list(accumulate(FOUND[ALL, year].committed for year in YEARS))
    place = MADE.blocks[0].frame.offset["so_far"]
    formula = MADE.blocks[0].rows[2][place]
    assert isinstance(formula, Formula)
    assert formula.text == "=SUM(H6:H8)"
    assert total(MADE, "committed") == so_far[-1]


def test_every_domain_in_every_period() -> None:
    listed = [(line["domain"], line["period"]) for line in rows(MADE, 1)]
    domains = (*QUARTET.domains, SUPPLY_CHAIN)
    assert listed == [(domain, year) for domain in domains for year in YEARS]
    land = row(MADE, 1, domain="land", period="2027")
    assert land["european"] == FOUND["land", "2027"].european
    assert land["due"] == FOUND["land", "2027"].due


def test_a_supply_chain_has_money_and_no_shares() -> None:
    line = row(MADE, 1, domain=SUPPLY_CHAIN, period="2027")
    assert (line["european"], line["outside"], line["missing"]) == (None, None, None)
    assert line["committed"] == 1_010


def test_charts_point_at_the_periods() -> None:
    for chart in MADE.charts:
        assert {each.categories for each in chart.series} == {"indicators!$A$6:$A$8"}
    assert [each.name for chart in MADE.charts for each in chart.series] == [
        "European share",
        "Outside support",
        "Missing",
        "Committed",
        "New money due",
        "Ordered",
        "Delivered",
        "Needed beyond today's force",
        "Extra posts filled",
    ]
