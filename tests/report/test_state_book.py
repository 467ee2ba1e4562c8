"""A workbook of member states: its sheets and links, and what they add up to."""

from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from allocator.io.workbook_writer import workbook_bytes
from allocator.report.state.book import OVERVIEW, sheet_names, state_book
from tests.properties.trait_what_if import without
from tests.report.quartet import quartet, quartet_plan
from tests.report.reading import row, rows, sheets, texts, total
from tests.report.state_books import added, baltic, lines, rich_view
from tests.report.views import QUARTET, view_of
from tests.scenarios import line, rates, state, tiny

VIEWS = {"quartet": QUARTET, "baltic": baltic()}
MADE = {name: state_book(view, view.states) for name, view in VIEWS.items()}


def test_one_sheet_a_state_in_the_order_of_the_workbook() -> None:
    assert [table.name for table in MADE["quartet"]] == [OVERVIEW, "DDD", "AAA", "CCC", "BBB"]
    assert [table.name for table in state_book(QUARTET, ("BBB",))] == ["BBB"]
    names = [table.name for table in state_book(QUARTET, ("BBB", "DDD", "BBB"))]
    assert names == [OVERVIEW, "DDD", "BBB"]


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(KeyError):
        state_book(QUARTET, ("XXX",))


def test_links_lead_to_sheets_that_are_there() -> None:
    links = {label.link for table in MADE["quartet"] for label in table.labels if label.link}
    assert links == {table.name for table in MADE["quartet"]}
    (alone,) = state_book(QUARTET, ("BBB",))
    assert not any(label.link for label in alone.labels)


@pytest.mark.parametrize("name", VIEWS)
def test_the_sheets_add_up_to_the_plan(name: str) -> None:
    """To the totals of `burden_split` and `footprint`, and to all contributions."""
    view, tables = VIEWS[name], MADE[name][1:]
    main = sheets(view.scenario, view.plan)

    def sums(first: str, key: str) -> Fraction:
        return sum((added(table, first, key) for table in tables), Fraction(0))

    assert sums("period", "new_money") == total(main["burden_split"], "new_money") > 0
    assert sums("period", "fees") == total(main["burden_split"], "fees")
    assert sums("period", "loans") == total(main["burden_split"], "loans")
    assert sums("period", "contracts") == total(main["burden_split"], "unpaid")
    assert sums("product", "work") == total(main["footprint"], "work") > 0
    bought, grown = sums("capability", "money"), sums("period", "growth")
    assert bought + grown == total(main["footprint"], "money")
    for period in view.looked_at:
        given = [line[f"given {period}"] for table in tables for line in lines(table, "held")]
        there = [view.shortfalls[code, period].contributions for code in view.capabilities]
        assert sum(int(str(units)) for units in given) == sum(there) > 0


@pytest.mark.parametrize("name", VIEWS)
def test_each_sheet_has_what_the_plan_says_of_its_state(name: str) -> None:
    view, tables = VIEWS[name], MADE[name][1:]
    main = sheets(view.scenario, view.plan)
    for state_code, table in zip(view.states, tables, strict=True):
        split = row(main["burden_split"], state=state_code)
        assert added(table, "period", "new_money") == split["new_money"]
        assert added(table, "product", "work") == split["work"]
        money = {str(line["period"]): line["left"] for line in lines(table, "period", "new_money")}
        assert money == {period: view.spending[state_code, period].room for period in view.periods}
        pools = added(table, "pool", "money")
        members = [r for r in rows(main["pool_members"]) if r["state"] == state_code]
        assert pools == sum(int(str(member["money"])) for member in members)


@pytest.mark.parametrize("name", VIEWS)
def test_the_overview_shows_the_totals_of_all_sheets(name: str) -> None:
    view, (first, *tables) = VIEWS[name], MADE[name]
    main = sheets(view.scenario, view.plan)
    assert total(first, "new_money") == total(main["burden_split"], "new_money")
    assert total(first, "work") == total(main["footprint"], "work")
    for shown, table in zip(rows(first), tables, strict=True):
        assert shown["purchases"] == added(table, "capability", "money")
        assert shown["decisions"] == added(table, "by", "count")
        assert shown["state"] == table.name
    names = [label.value for label in first.labels if label.link]
    assert names == [view.state_name(code) for code in view.states]


def test_some_states_do_not_pass_for_all() -> None:
    first, *_ = state_book(QUARTET, ("BBB", "DDD"))
    assert first.blocks[0].total == "These states"
    assert MADE["quartet"][0].blocks[0].total == "All states"


def test_names_that_excel_takes_for_another() -> None:
    long = "x" * 31
    assert sheet_names(("A", "B")) == {"A": "A", "B": "B"}
    assert sheet_names(("aa", "AA")) == {"aa": "aa", "AA": "AA (2)"}
    assert sheet_names((OVERVIEW, "History", long, long.upper())) == {
        OVERVIEW: f"{OVERVIEW} (2)",
        "History": "History (2)",
        long: long,
        long.upper(): f"{'X' * 26} (2)",
    }


def test_codes_that_look_like_cells_are_quoted() -> None:
    """`R` and `C1` would be read as references of their own."""
    codes = ("C1", "R", "a-b c")
    view = rich_view(
        tiny(
            states=tuple(state(code) for code in codes),
            lines=(line(customers=codes, host="R"),),
            line_rates=rates("L", 99),
        )
    )
    first, *tables = state_book(view, view.states)
    assert {table.name for table in tables} == set(codes)
    charts = [
        series.values for table in tables for chart in table.charts for series in chart.series
    ]
    assert all(values.startswith("'") for values in charts)
    assert load_workbook(BytesIO(workbook_bytes((first, *tables)))).sheetnames == [
        OVERVIEW,
        *view.states,
    ]


def test_the_same_plan_gives_the_same_bytes() -> None:
    again = state_book(view_of(quartet(), quartet_plan()), QUARTET.states)
    assert workbook_bytes(again) == workbook_bytes(MADE["quartet"])


def test_every_page_bears_the_marking_and_what_a_what_if_ignores() -> None:
    judged = view_of(without(quartet(), "budget"), quartet_plan())
    made = state_book(judged, judged.states)
    mark = "what-if: budget ignored"
    for sheet in load_workbook(BytesIO(workbook_bytes(made))).worksheets:
        assert mark in str(sheet.oddHeader.left.text)
        assert "RESTRICTED && MARKED" in str(sheet.oddHeader.center.text)
        assert "RESTRICTED && MARKED" in str(sheet.oddFooter.center.text)
    assert all(any(mark in text for text in texts(table)) for table in made)
    assert not any(mark in text for table in MADE["quartet"] for text in texts(table))


def test_ignored_posts_are_no_figure_and_pools_count_for_each_member() -> None:
    view = view_of(without(quartet(), "personnel"), quartet_plan())
    first = state_book(view, view.states)[0]
    assert all(line["posts"] is None for line in rows(first))
    assert "once for each of its members" in first.about
