"""From a workbook to a scenario: values, addresses, evidence, notices."""

import random
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import Workbook

from allocator.domain.address_book import Evidence
from allocator.domain.digest import scenario_digest
from allocator.errors import InputError
from allocator.io.scenario_reader import ReadResult, read_scenario
from tests.io.saved import saved_quartet
from tests.workbooks.broken import edited, example, put
from tests.workbooks.corpus_files import repacked, sheet_part


def _read(tmp_path: Path, content: bytes) -> ReadResult:
    path = tmp_path / "scenario.xlsx"
    path.write_bytes(content)
    return read_scenario(path)


def _notices(tmp_path: Path, content: bytes) -> list[str]:
    return [str(notice) for notice in _read(tmp_path, content).notices]


def test_the_example_in_the_units_of_the_domain(tmp_path: Path) -> None:
    scenario = _read(tmp_path, example()).scenario
    policy = scenario.policy
    assert [(part.key, part.weight) for part in policy.burden_key] == [
        ("gdp", 70),
        ("population", 30),
    ]
    assert policy.tolerances == (("shortfall", 50),)
    assert (policy.return_rate, policy.small_state_pool_limit) == (1_000, 3)
    assert [(p.code, p.start, p.weight) for p in scenario.periods] == [
        ("2026", 24_312, 1),
        ("2027", 24_324, 2),
        ("2028", 24_336, 3),
    ]
    estonia = scenario.state_by_code["EST"]
    assert (estonia.gdp, estonia.population, estonia.nato_cost_share) == (39_500_000, 1_370, 126)
    assert (estonia.burden_floor, estonia.burden_ceiling) == (None, 50)
    assert (estonia.small_state, estonia.groups) == (True, ("EU", "SAFE"))
    assert scenario.budget_by_key["POL", "2028"].ceiling == 800_500
    assert scenario.holding_by_key["POL", "MUN_155"].available_share == 6_250
    assert scenario.holding_by_key["EST", "AMD_SR"].available_share == 10_000
    line = scenario.line_by_code["POL_155"]
    assert (line.unit_price, line.step, line.step_cost) == (3_850, 37_500, 30_000)
    assert [(part.offset, part.share) for part in line.payment_profile] == [(-1, 3_000), (0, 7_000)]
    assert scenario.rate_by_key["NOR_155", "2028"] == 112_500
    assert scenario.work_share_by_line["USA_AEW"] == {"NOR": 1_250}
    assert scenario.access_by_key["NOR_155", "EST"].price == 4_400
    assert scenario.access_by_key["NOR_155", "EST"].posts is None


def test_words_and_groups_become_states_and_capabilities(tmp_path: Path) -> None:
    scenario = _read(tmp_path, example()).scenario
    customers = {line.code: line.customers for line in scenario.lines}
    assert customers["POL_SHORAD"] == customers["NOR_SHORAD"] == ("EST", "NOR", "POL")
    assert customers["GEN_EST_SR"] == ("EST",)
    rules = {rule.code: rule for rule in scenario.rules}
    assert (rules["LICENCE"].scope, rules["LICENCE"].line) == ("line", "POL_SHORAD")
    assert (rules["LICENCE"].states, rules["LICENCE"].capabilities) == (("NOR",), ())
    assert rules["BUDGET_EU"].states == ("EST", "POL")
    assert (rules["BUDGET_EU"].capabilities, rules["BUDGET_EU"].value) == (("AMD_SR",), 1_500_000)
    assert (rules["BALTIC_SR"].scope, rules["BALTIC_SR"].value) == ("capability", 2_000)
    assert scenario.pool_by_code["POOL_AEW"].lines == ("USA_AEW",)
    assert [maker.model_dump() for maker in scenario.components] == [
        {
            "code": "PROPELLANT",
            "host": "POL",
            "output": (("2026", 120_000), ("2027", 150_000), ("2028", 180_500)),
            "step": 30_000,
            "step_cost": 15_000,
            "step_lead_months": 18,
            "max_steps": 1,
            "host_least_share": 0,
        }
    ]


def test_a_rule_on_all_binds_every_capability(tmp_path: Path) -> None:
    def widen(workbook: Workbook) -> None:
        put(workbook, "rules!C3", "all")
        put(workbook, "rules!D3", "all")

    rule = next(r for r in _read(tmp_path, edited(widen)).scenario.rules if r.code == "BUDGET_EU")
    assert (rule.scope, rule.states) == ("domain", ("EST", "NOR", "POL"))
    assert rule.capabilities == ("AIR_AEW", "AMD_SR", "MUN_155")


def test_every_record_knows_its_cell_and_its_evidence(tmp_path: Path) -> None:
    book = _read(tmp_path, example()).scenario.book
    assert book.address("budgets", ("EST", "2027"), "ceiling") == "budgets!C3"
    assert book.address("settings", ("burden_key",), "value") == "settings!B16"
    assert book.address("requirements", ("AMD_SR", "2028"), "units") == "requirements!C7"
    support = ("USA", "AMD_SR", "2026")
    assert book.address("outside_support", support, "units") == "outside_support!D5"
    assert book.address("order_book", ("5",), "units") == "order_book!E5"
    assert book.address("components", ("PROPELLANT", "POL", "2027"), "output") == "components!D3"
    assert book.address("pool_members", ("POOL_AEW", "EST"), "role") == "pool_members!C4"
    assert book.address("rules", ("BUDGET_EU", "EU", "Air defence"), "value") == "rules!F3"
    assert book.address("pledges", ("4",), "quantity") == "pledges!F4"
    assert book.evidence["holdings"]["NOR", "AMD_SR"] == Evidence("invented example", "medium")
    assert book.order("lines", ("GEN_EST_SR", "POL_155", "POL_SHORAD")) == (
        "POL_SHORAD",
        "POL_155",
        "GEN_EST_SR",
    )


def test_the_order_of_sheets_rows_and_columns_changes_nothing_but_addresses(tmp_path: Path) -> None:
    draw = random.Random(7)

    def shuffle(workbook: Workbook) -> None:
        for sheet in workbook.worksheets:
            header, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
            places = draw.sample(range(len(header)), len(header))
            draw.shuffle(rows)
            for number, row in enumerate([header, *rows], 1):
                for column, place in enumerate(places, 1):
                    sheet.cell(number, column).value = row[place]
            sheet.tables.clear()
        workbook.move_sheet("lines", -5)

    plain, shuffled = _read(tmp_path, example()), _read(tmp_path, edited(shuffle))
    assert shuffled.scenario.book != plain.scenario.book
    assert scenario_digest(shuffled.scenario) == scenario_digest(plain.scenario)


def test_blank_rows_and_own_columns_and_sheets_are_passed_over(tmp_path: Path) -> None:
    def add(workbook: Workbook) -> None:
        workbook["holdings"].insert_rows(4, 3)
        put(workbook, "holdings!A6", "   ")
        put(workbook, "holdings!J1", "_mine")
        put(workbook, "holdings!J5", "a remark beside an empty row")
        put(workbook, "_scratch!B2", "#N/A")

    def edit(workbook: Workbook) -> None:
        workbook.create_sheet("_scratch")
        add(workbook)

    result = _read(tmp_path, edited(edit))
    assert scenario_digest(result.scenario) == scenario_digest(_read(tmp_path, example()).scenario)
    notices = [str(notice) for notice in result.notices]
    assert 'holdings!J1: column "_mine" is ignored' in notices
    assert "_scratch: sheet is ignored" in notices
    assert not any("_help" in notice for notice in notices)


def test_what_is_hidden_is_read_and_said(tmp_path: Path) -> None:
    def hide(workbook: Workbook) -> None:
        workbook["holdings"].row_dimensions[3].hidden = True
        workbook["budgets"].column_dimensions["C"].hidden = True
        workbook["personnel"].sheet_state = "veryHidden"

    result = _read(tmp_path, edited(hide))
    assert scenario_digest(result.scenario) == scenario_digest(_read(tmp_path, example()).scenario)
    notices = [str(notice) for notice in result.notices]
    assert "holdings: 1 hidden rows are read like any other: 3" in notices
    assert "budgets!C1: 1 hidden columns are read like any other" in notices
    assert "personnel: hidden sheet; it is read like any other" in notices


def test_what_a_planner_should_know(tmp_path: Path) -> None:
    def idle(workbook: Workbook) -> None:
        workbook["line_rates"].delete_rows(5, 2)

    notices = _notices(tmp_path, edited(idle))
    assert "personnel: no crew limit for states without rows: POL" in notices
    assert "line_rates: lines that can never deliver anything: NOR_SHORAD" in notices


def test_formulas_count_with_their_saved_values(tmp_path: Path) -> None:
    part = sheet_part("budgets")

    def calculate(parts: dict[str, bytes]) -> None:
        start = parts[part].index(b'<c r="C4"')
        end = parts[part].index(b"</c>", start)
        formula = b'<c r="C4"><f>100+31</f><v>131</v>'
        parts[part] = parts[part][:start] + formula + parts[part][end:]

    scenario = _read(tmp_path, repacked(calculate)).scenario
    assert scenario.budget_by_key["EST", "2028"].ceiling == 131_000


def test_the_fingerprint_is_of_the_bytes(tmp_path: Path) -> None:
    assert _read(tmp_path, example()).sha256 == sha256(example()).hexdigest()


def test_a_plan_in_the_place_of_the_input_is_one_problem(tmp_path: Path) -> None:
    path = saved_quartet(tmp_path)
    with pytest.raises(InputError) as caught:
        read_scenario(path)
    (problem,) = caught.value.problems
    assert problem.address == path.name
    assert "this is a plan written by allocator" in problem.message
    assert "verify INPUT PLAN" in problem.remedy


def test_a_sheet_of_ones_own_with_the_name_of_a_plans_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_bytes(edited(lambda workbook: workbook.create_sheet("provenance")))
    with pytest.raises(InputError) as caught:
        read_scenario(path)
    assert [entry.message for entry in caught.value.problems] == ['unknown sheet "provenance"']


def test_makers_that_cannot_grow_need_not_say_what_a_step_costs(tmp_path: Path) -> None:
    """A blank in one period's row is as good as zero in another's then."""

    def edit(workbook: Workbook) -> None:
        for row in (2, 3, 4):
            for column in "EFGH":
                put(workbook, f"components!{column}{row}", 0 if row == 3 else None)

    (maker,) = _read(tmp_path, edited(edit)).scenario.components
    assert (maker.max_steps, maker.step_cost, maker.step_lead_months) == (0, 0, 0)
