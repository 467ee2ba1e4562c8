"""The sheet of one state: its blocks, its headline figures, its pages, whatever its names hold."""

from fractions import Fraction

from allocator.domain.plan import Plan
from allocator.tables.table import Table, plain
from tests.properties.trait_what_if import without
from tests.report.quartet import quartet, quartet_plan
from tests.report.reading import row, rows, texts
from tests.report.scenes import bought, scene
from tests.report.state_books import added, blocks, lines, sheet
from tests.report.views import QUARTET, view_of
from tests.scenarios import capability, holding, policy, state

HEADINGS = (
    "What this means",
    "What it pays, 2026–2028",
    "Its burden beside that of others",
    "What its industry gets",
    "Why this share",
    "Pools it is in",
    "What it gives",
    "What it buys, and from whom",
    "Limits that bind it",
    "What it must decide, and by when",
)


def headings(table: Table) -> list[object]:
    return [label.value for label in table.labels if label.style == "heading"]


def test_every_sheet_has_all_its_sections() -> None:
    for plan in (QUARTET.plan, Plan()):
        for code in QUARTET.states:
            assert tuple(headings(sheet(view_of(quartet(), plan), code))) == HEADINGS


def test_what_is_not_there_is_said() -> None:
    """A plan without decisions leaves money and burden; the rest says that there is nothing."""
    empty = sheet(view_of(quartet(), Plan()), "BBB")
    notes = [label.value for label in empty.labels if label.style == "note"]
    assert "None." in notes
    assert "Nothing." in notes
    assert "Nothing under this plan." in notes
    assert "No work under this plan. It pays nothing to industry." in notes
    assert "None of its own: neither money, people, pledges nor law." in notes
    assert {block.frame.columns[0].key for block in empty.blocks} == {
        "period",
        "name",
        "capability",
        "words",
    }
    poor = sheet(view_of(quartet(), Plan()), "CCC")
    assert "It holds nothing of any capability, and gives nothing." in texts(poor)
    assert not any("nothing" in text.lower() for text in texts(sheet(QUARTET, "AAA")))


def cards(table: Table) -> list[object]:
    return [plain(label.value) for label in table.labels if label.style == "card_value"]


def test_headline_figures() -> None:
    money, work = QUARTET.ledger.new_money["AAA"], QUARTET.footprints["AAA"].work
    assert cards(sheet(QUARTET, "AAA")) == [money, "2 of 3", work, 33]
    assert cards(sheet(view_of(quartet(), Plan()), "CCC")) == [0, "0 of 3", 0, 0]
    notes = [label.value for label in sheet(QUARTET, "AAA").labels if label.style == "card_note"]
    assert notes == [
        "burden 0.32 % of key money; all states 0.06 %, largest 0.57 %",
        "capabilities that are needed; largest part of a need: 45 % of Satellites",
        "36 % of what it pays to industry, EUR 116.8 million",
        "and EUR 2.8 million a year to run what is added",
    ]


def test_contributions_at_the_deadline_and_at_the_end() -> None:
    made = sheet(QUARTET, "BBB")
    (tanks,) = (line for line in lines(made, "held") if str(line["capability"]).startswith("Tanks"))
    assert tanks == {
        "capability": "Tanks [unit]",
        "held": 9,
        "new 2027": 4,
        "given 2027": 13,
        "part 2027": Fraction(13, 40),
        "new 2028": 4,
        "given 2028": 11,
        "part 2028": Fraction(11, 40),
    }


def test_shares_in_pools_count_in_the_part() -> None:
    (space,) = (
        line
        for line in lines(sheet(QUARTET, "CCC"), "held")
        if str(line["capability"]).startswith("Satellites")
    )
    assert (space["given 2027"], space["part 2027"]) == (0, Fraction(8, 10) / 8)


def test_one_period_where_deadline_and_end_are_the_same() -> None:
    made = sheet(bought(2), "A")
    (tanks,) = lines(made, "held")
    assert list(tanks) == ["capability", "held", "new 2026", "given 2026", "part 2026"]


def test_many_capabilities_stand_in_two_tables() -> None:
    codes = [f"C{at:02d}" for at in range(11)]
    view = scene(
        {},
        capabilities=tuple(capability(code) for code in codes),
        holdings=tuple(holding("A", 1, code) for code in codes),
    )
    made = sheet(view, "A")
    counts = [len(block.rows) for block in made.blocks if "held" in block.frame.offset]
    assert counts == [6, 5]
    assert [line["capability"] for line in lines(made, "held")] == [f"{c} [unit]" for c in codes]


def test_purchases_name_line_company_host_and_time() -> None:
    made = sheet(QUARTET, "AAA")
    (at,) = (i for i in blocks(made, "capability") if "company" in made.blocks[i].frame.offset)
    assert row(made, at, product="TANK_A") == {
        "capability": "Tanks [unit]",
        "product": "TANK_A",
        "company": "A & Co",
        "host": "=SUM(A1:A9)",
        "units": 4,
        "shares": 0,
        "money": 21_332,
        "delivered": "2026–2028",
    }
    shares = row(made, at, product="Sky pool")
    assert (shares["units"], shares["shares"], shares["delivered"]) == (0, 6, "2027")


def test_pools_name_role_leader_and_part() -> None:
    made = sheet(QUARTET, "CCC")
    (pool,) = rows(made, *blocks(made, "pool"))
    assert (pool["role"], pool["leader"]) == ("takes part", "=SUM(A1:A9)")
    # Its 4 shares of the 30 in stock, under contract and new; of two satellites a lot.
    assert (pool["part"], pool["units"]) == (Fraction(4, 30), 6)
    led = sheet(QUARTET, "AAA")
    assert row(led, *blocks(led, "pool"))["role"] == "leads"


def test_the_burden_stands_beside_neighbours_and_the_largest() -> None:
    regions = (state("A", region="N"), state("B", region="N"), state("C"), state("D"))
    view = bought(1, 2, 3, 4, states=regions, price=20_000)
    made = sheet(view, "A")
    shown = rows(made, *blocks(made, "name"))
    assert [line["name"] for line in shown] == ["A", "B", "D", "All 4 states"]
    assert [line["burden"] for line in shown[:-1]] == [2, 4, 8]
    assert sum(Fraction(str(line["paid"])) for line in shown[:-1]) == Fraction(7, 10)
    assert shown[-1]["paid"] == shown[-1]["key"] == 1


def test_the_burden_goes_by_the_measure_of_the_policy() -> None:
    rich = (state("A", baseline_effort=10_000), state("B"))
    view = bought(1, 1, states=rich, policy=policy(burden_measure="effort"))
    made = sheet(view, "A")
    first = rows(made, *blocks(made, "name"))[0]
    assert first["measured"] == 11_000


def test_work_is_shown_with_those_who_pay_for_it() -> None:
    made = sheet(QUARTET, "DDD")
    shown = {str(line["product"]): line for line in lines(made, "product", "payers")}
    assert shown["TANK_A"]["payers"] == "=SUM(A1:A9) (63 %)"
    assert added(made, "product", "work") == QUARTET.footprints["DDD"].work


def test_limits_and_law_with_their_cells() -> None:
    made = sheet(QUARTET, "CCC")
    said = {str(line["words"]): str(line["cell"]) for line in lines(made, "words", "cell")}
    assert said["It may have no part in Mines (treaty)."].startswith("rules")
    assert "It may not buy from TANK_B (export licence)." in said
    assert any("as many pools as a small state may be (2028: 1 of 1 pools)" in w for w in said)


def test_decisions_stand_by_month() -> None:
    made = sheet(QUARTET, "CCC")
    assert rows(made, *blocks(made, "by")) == [
        {"by": "January 2026", "kind": "Pools", "count": 1, "words": "Join Sky pool."},
        {
            "by": "January 2027",
            "kind": "Pool orders",
            "count": 1,
            "words": "Take 4 shares of Sky pool (2 × satellite from the USA).",
        },
    ]


def test_charts_show_what_the_tables_hold() -> None:
    for code in QUARTET.states:
        made = sheet(QUARTET, code)
        money, burden = made.charts
        assert money.series[-1].name == "Ceiling"
        assert [series.name for series in burden.series] == ["Burden", "All states together"]
        for chart in made.charts:
            assert all(series.values.startswith(f"'{code}'!$") for series in chart.series)
    names = {series.name for series in sheet(QUARTET, "BBB").charts[0].series}
    assert "Fees of pools" not in names
    assert "Fees of pools" in {series.name for series in sheet(QUARTET, "AAA").charts[0].series}


def test_nobody_is_called_the_largest_beside_one_that_bears_as_much() -> None:
    regions = (state("A", region="N"), state("B", region="N"), state("C"), state("D"))
    view = bought(1, 4, 4, 4, states=regions, price=20_000)
    made = sheet(view, "A")
    shown = rows(made, *blocks(made, "name"))
    assert [line["name"] for line in shown] == ["A", "B", "All 4 states"]
    assert not any("the one that bears most" in str(label.value) for label in made.labels)


def test_posts_that_are_ignored_are_not_counted() -> None:
    scenario = without(quartet(), "personnel")
    made = sheet(view_of(scenario, quartet_plan()), "AAA")
    assert cards(made)[-1] == "not counted"
