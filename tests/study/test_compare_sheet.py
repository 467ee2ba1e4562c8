"""The sheets of a comparison: live figures are true, and whatever names say is shown as text."""

from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import openpyxl

from allocator.domain.scenario import Scenario
from allocator.io.workbook_writer import workbook_bytes
from allocator.study.compare.compare import Comparison, comparison
from allocator.study.compare.sheet import compare_sheets
from allocator.tables.column import Formula
from allocator.tables.table import Table, plain
from tests.plans import duo_plan, plan
from tests.report.quartet import quartet, quartet_plan
from tests.report.reading import row, rows, texts, total
from tests.scenarios import capability, duo, requirement, state, tiny
from tests.study.compared import judged, named

BASE = named("base", duo(), duo_plan())
IDLE = named("idle", duo(), plan())


def made() -> dict[str, Table]:
    return {table.name: table for table in compare_sheets(against_base())}


def against_base() -> Comparison:
    return comparison((BASE, named("other", duo("iii"), duo_plan("iii")), IDLE))


def test_the_sheets_in_their_order() -> None:
    assert list(made()) == [
        "summary",
        "by_state",
        "by_capability",
        "by_state_capability",
        "aims",
        "pools",
        "decisions",
        "inputs",
        "not_compared",
    ]
    assert "not_compared" not in {table.name for table in compare_sheets(comparison((BASE, IDLE)))}


def test_plans_stand_side_by_side() -> None:
    """Base costs 24, iii 25, nothing nothing; of eight tanks base and iii have all."""
    plans = rows(made()["summary"])
    assert [each["label"] for each in plans] == ["base", "other", "idle"]
    assert [each["new_money"] for each in plans] == [24_000, 25_000, 0]
    assert [each["largest"] for each in plans] == [600, 700, 0]
    assert [each["european"] for each in plans] == [1, 1, 0]
    assert [each["met"] for each in plans] == ["1 of 1", "1 of 1", "0 of 1"]
    assert [each["decisions"] for each in plans] == [None, 1, 4]


def test_who_pays_more_and_less_beside_a_chart_of_just_these_rows() -> None:
    """Against base, A pays 1 m more in iii; in nothing at all A pays 6 and B 18 less."""
    page = made()["summary"]
    more = rows(page, 1)
    assert [(each["name"], each["more"], each["less"]) for each in more] == [("A", 1_000, 0)]
    less = rows(page, 2)
    assert [(each["name"], each["more"], each["less"]) for each in less] == [
        ("A", 0, -6_000),
        ("B", 0, -18_000),
    ]
    frame = page.blocks[2].frame
    assert page.charts[1].series[1].values == frame.abroad(frame.down("less", 2))
    assert page.charts[1].series[0].categories == frame.abroad(frame.down("name", 2))
    worse = row(page, 3, name="TANK [unit]")
    assert (worse["better"], worse["worse"]) == (0, -1)


def test_formulas_carry_what_their_cells_give() -> None:
    """`=MAX(0,E-D)` and its like, by hand."""
    page = made()["summary"]
    for block in page.blocks[1:3]:
        for values in block.rows:
            more, less, before, after = values[1:5]
            assert isinstance(more, Formula)
            assert isinstance(less, Formula)
            assert isinstance(before, int)
            assert isinstance(after, int)
            assert more.text.startswith("=MAX(0,E")
            assert (more.value, less.value) == (max(0, after - before), min(0, after - before))


def test_nothing_to_pay_differently_leaves_no_empty_table() -> None:
    same = compare_sheets(comparison((BASE, named("same", duo(), duo_plan()))))[0]
    assert len(same.blocks) == 1
    assert not same.charts
    assert any("Nothing differs" in text for text in texts(same))


def test_states_add_up() -> None:
    page = made()["by_state"]
    assert total(page, "difference") == 1_000
    assert total(page, "orders") == 1_000
    assert row(page, state="A")["burden_difference"] == 100
    assert row(page, state="B")["work_after"] == 21_000
    assert total(page, "after", block=1) == 0


def test_long_lists_name_the_plan_of_each_row() -> None:
    found = rows(made()["decisions"])
    assert {each["plan"] for each in found} == {"other", "idle"}
    assert row(made()["decisions"], plan="other")["difference"] == -1
    assert row(made()["not_compared"], plan="other") == {
        "plan": "other",
        "what": "line",
        "code": "A1",
        "name": "A1",
        "why": "in other alone",
    }


def test_quantities_are_in_units_that_are_named() -> None:
    """Units are numbers of things themselves: three lots of 100 rounds."""
    rounds = capability("AMMO", name="Artillery rounds (155 mm)", unit="100 rounds")
    scenario = tiny(capabilities=(rounds,), requirements=(requirement(8, "AMMO"),))
    given = plan(contribution={("A", "AMMO", "2026"): 3})
    pair = (named("base", scenario, plan()), named("other", scenario, given))
    sheets = {table.name: table for table in compare_sheets(comparison(pair))}
    assert row(sheets["by_capability"], capability="AMMO")["unit"] == "100 rounds"
    crossed = row(sheets["by_state_capability"], capability="AMMO")
    assert (crossed["unit"], crossed["contribution_at_deadline_after"]) == ("100 rounds", 3)
    assert row(sheets["decisions"], decision="contribution")["unit"] == "100 rounds"
    (better,) = rows(sheets["summary"], 1)
    assert (better["name"], better["missing_after"]) == ("Artillery rounds [100 rounds]", 5)


def test_lots_say_what_a_lot_is() -> None:
    """Tanks are lots of their own; satellites come in lots of two."""
    found = [each for each in rows(made()["decisions"]) if each["decision"] == "delivered"]
    assert {each["unit"] for each in found} == {"lots, cumulative: unit"}
    before, after = named("base", quartet(), quartet_plan()), named("other", quartet(), plan())
    tables = {table.name: table for table in compare_sheets(comparison((before, after)))}
    assert row(tables["pools"], code="SKY")["lot"] == "2 × satellite"


def test_aims_without_a_difference_show_none() -> None:
    other = named("other", judged(duo(), burden_measure="effort"), duo_plan())
    page = {t.name: t for t in compare_sheets(comparison((BASE, other)))}["aims"]
    assert row(page, aim="spread")["difference"] is None
    assert row(page, aim="cost")["difference"] == 0
    assert [row(page, aim=aim)["alike"] for aim in ("spread", "cost")] == [0, 1]


def test_pools_in_words() -> None:
    before = named("base", quartet(), quartet_plan())
    closed = replace(quartet_plan(), open={}, join={}, lead={}, operating={})
    tables = compare_sheets(comparison((before, named("other", quartet(), closed))))
    found = row({t.name: t for t in tables}["pools"], code="SKY")
    assert found["change"] == "Sky pool does not open any more"
    assert (found["members_before"], found["members_after"], found["left"]) == (2, 0, "AAA, CCC")


def test_markings_and_what_ifs_of_all_plans() -> None:
    secret = judged(duo(), classification="SECRET", families_off=("budget",))
    open_ = named("open", judged(duo(), classification="OPEN"), duo_plan())
    tables = compare_sheets(comparison((open_, named("off", secret, duo_plan()))))
    assert {table.marking for table in tables} == {"OPEN / SECRET"}
    assert {table.what_if for table in tables} == {"off: what-if: budget ignored"}
    assert "what-if: budget ignored" in texts(tables[0])[0]
    assert {table.what_if for table in compare_sheets(comparison((BASE, IDLE)))} == {""}


HOSTILE = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2",
    "a\x01\x1b[31mb",
    "x" * 300,
    "\u05e9\u05dc\u05d5\u05dd \u202eevil",
    "🚀&<b>",
)


def hostile() -> Scenario:
    return tiny(
        states=tuple(state(f"S{at}", name=name) for at, name in enumerate(HOSTILE)),
        capabilities=tuple(
            capability(f"C{at}", name=name, domain=name) for at, name in enumerate(HOSTILE)
        ),
        required=4,
    )


def test_whatever_names_say_is_shown_as_text() -> None:
    given = {(f"S{at}", f"C{at}", "2026"): 1 for at in range(len(HOSTILE))}
    plans = (
        named("=base", hostile(), plan()),
        named("+other", hostile(), plan(contribution=given)),
    )
    content = workbook_bytes(compare_sheets(comparison(plans)))
    book = openpyxl.load_workbook(BytesIO(content))
    live = {
        cell.value
        for sheet in book
        for line in sheet.iter_rows()
        for cell in line
        if cell.data_type == "f"
    }
    assert live
    assert all(str(text).startswith(("=SUM(", "=MAX(0,", "=MIN(0,")) for text in live)
    names = {cell.value for cell in book["by_state"]["A"]}
    assert "=1+1" in names
    assert book["by_state"]["A6"].data_type == "s"


def test_the_same_plans_give_the_same_bytes() -> None:
    one, two = (workbook_bytes(compare_sheets(against_base())) for _ in range(2))
    assert one == two


def test_parts_are_exact() -> None:
    """A third is a third until a cell holds it."""
    scenario = tiny(required=3)
    plans = (
        named("base", scenario, plan()),
        named("other", scenario, plan(contribution={("A", "TANK", "2026"): 1})),
    )
    page = {t.name: t for t in compare_sheets(comparison(plans))}["by_capability"]
    block = page.blocks[0]
    at = block.frame.offset["missing_share_difference"]
    assert plain(block.rows[0][at]) == Fraction(-1, 3)
