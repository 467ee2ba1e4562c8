"""`allocator scenarios`, `--scenario`, and everything else that meets a plan of a scenario."""

import json
from dataclasses import asdict
from pathlib import Path

import openpyxl
import pytest

from allocator.app.explained_plan import known_plan
from allocator.domain.digest import scenario_digest
from allocator.io.input_writer import write_input_workbook
from allocator.io.plan_reader import read_plan
from allocator.io.scenario_reader import read_scenario
from seeds.build import tables
from tests.cli.test_commands import BALTIC, DUO, allocator, edited

NAME = "us_gone+small_budget"
HOSTILE = "[red]x[/] =1+1 \x1b[31m\u202e two\nlines 😀 " + "long " * 60


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of two scenarios on top of one another, under the name that it gets by itself."""
    folder = tmp_path_factory.mktemp("scenario")
    done = allocator("solve", BALTIC, "--scenario", NAME, "--effort", "quick", "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["scenario"] == NAME
    assert answer["output"] == f"outputs/baltic-{NAME}-plan.xlsx"
    return folder / "outputs" / f"baltic-{NAME}-plan.xlsx"


def with_rows(folder: Path, *rows: dict[str, str]) -> Path:
    """baltic with these rows of the sheet scenarios alone."""
    return write_input_workbook(folder / "in.xlsx", {**tables("baltic"), "scenarios": list(rows)})


def asked(sheet: str, key: str, column: str, value: str, note: str = "") -> dict[str, str]:
    row = {"scenario": "odd", "sheet": sheet, "key": key, "column": column}
    return {**row, "change": "set", "value": value, "note": note}


def test_scenarios_are_listed_with_what_they_change() -> None:
    done = allocator("scenarios", BALTIC)
    assert done.returncode == 0, done.stderr
    assert "small_budget     20  budgets" in done.stdout
    assert "figures may stray" in done.stdout
    answer = json.loads(allocator("scenarios", BALTIC, "--json").stdout)
    found = read_scenario(BALTIC)
    assert answer["uncertain_figures"] == len(found.uncertainties)
    assert {one["name"]: one["cells"] for one in answer["scenarios"]} == {
        name: len(found.under(name).differences)
        for name in ("us_gone", "late_patriot", "small_budget")
    }
    assert "has no scenarios" in allocator("scenarios", DUO).stdout


def test_every_cell_that_a_scenario_changes_is_told() -> None:
    told = allocator("scenarios", BALTIC, "late_patriot").stdout.splitlines()
    assert told == [
        "late_patriot: 3 cells are otherwise",
        "scenarios!F3  new orders a year later; contracts stay",
        "  lines!H14 USA_PATRIOT: lead_months 24 → 36",
        "scenarios!F4  a row that is added",
        "  access!C6 USA_PATRIOT, EST: permitted (blank) → yes",
        "scenarios!F5  another half a year for a new operator",
        "  access!F6 USA_PATRIOT, EST: delay_months (blank) → 6",
    ]
    answer = json.loads(allocator("scenarios", BALTIC, NAME, "--json").stdout)
    differences = read_scenario(BALTIC, overlay=NAME).differences
    assert [{**one, "notes": None} for one in answer["differences"]] == [
        {**asdict(one), "key": list(one.key), "notes": None} for one in differences
    ]
    assert answer["differences"][-1]["notes"] == ["with the ceilings"]


@pytest.mark.parametrize("command", ["scenarios", "check", "solve", "explain", "price", "export"])
def test_unknown_scenarios_are_told_before_anything_is_done(command: str, tmp_path: Path) -> None:
    words = {
        "scenarios": ("scenarios", BALTIC, "us_gonne"),
        "check": ("check", BALTIC, "--scenario", "us_gonne"),
        "solve": ("solve", BALTIC, "--scenario", "us_gonne"),
        "explain": ("explain", "conflict", BALTIC, "--scenario", "us_gonne"),
        "price": ("price", "fairness", BALTIC, "--scenario", "us_gonne"),
        "export": ("export", BALTIC, "--aim", "cost", "--scenario", "us_gonne"),
    }[command]
    done = allocator(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert 'unknown scenario "us_gonne"; did you mean "us_gone"?' in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_repair_of_a_scenario_is_not_applied(tmp_path: Path) -> None:
    words = ("--scenario", "us_gone", "--apply", tmp_path / "new.xlsx")
    done = allocator("explain", "conflict", BALTIC, *words)
    assert done.returncode == 2
    assert "a repair of a scenario cannot be applied" in done.stderr


def test_check_looks_at_the_workbook_with_the_scenario_on_top() -> None:
    base = json.loads(allocator("check", BALTIC, "--json").stdout)
    late = json.loads(allocator("check", BALTIC, "--scenario", "late_patriot", "--json").stdout)
    assert (base["scenario"], late["scenario"]) == (None, "late_patriot")
    shut = "pool POOL_SHIELD can never operate"
    assert not any(shut in finding["message"] for finding in base["findings"])
    assert any(shut in finding["message"] for finding in late["findings"])
    said = allocator("check", BALTIC, "--scenario", "late_patriot").stdout
    assert said.startswith("baltic.xlsx under late_patriot can be solved")


def test_a_scenario_that_makes_no_readable_workbook_is_named(tmp_path: Path) -> None:
    source = with_rows(tmp_path, asked("budgets", "EST, 2027", "floor", "99999"))
    assert allocator("check", source).returncode == 0
    done = allocator("scenarios", source)
    assert done.returncode == 3
    assert "unreadable" in done.stdout
    assert "problem odd: budgets!D6: " in done.stdout
    assert "as scenarios!F2 would have it" in done.stdout
    answer = json.loads(allocator("scenarios", source, "--json").stdout)
    assert answer["verdict"] == "scenarios that cannot be read"
    assert answer["scenarios"][0]["problems"][0]["address"] == "budgets!D6"
    solved = allocator("solve", source, "--scenario", "odd", cwd=tmp_path)
    assert solved.returncode == 3
    assert "as scenarios!F2 would have it" in solved.stderr
    assert not (tmp_path / "outputs").exists()


def test_hostile_text_stays_text_on_one_line(tmp_path: Path) -> None:
    source = with_rows(tmp_path, asked("settings", "title", "value", HOSTILE, note=HOSTILE))
    done = allocator("scenarios", source, "odd")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == 3
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert all("[red]x[/] =1+1" in line and len(line) < 320 for line in lines[1:])
    answer = json.loads(allocator("scenarios", source, "odd", "--json").stdout)
    assert answer["differences"][0]["after"].startswith("[red]x[/] =1+1")


def test_the_plan_says_of_which_scenario_it_is(plan: Path) -> None:
    saved = read_plan(plan)
    assert saved.provenance.overlay == NAME
    expected = read_scenario(BALTIC, overlay=NAME).scenario
    assert saved.provenance.scenario_digest == scenario_digest(expected)
    assert read_scenario(plan, of_plan=True).scenario.policy.title.endswith(f" ({NAME})")
    sheet = openpyxl.load_workbook(plan)["provenance"]
    rows = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}
    assert rows["scenario"] == NAME


def test_a_plan_of_the_workbook_itself_names_no_scenario(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    words = ("--scenario", "base", "--effort", "quick", "-o", target)
    assert allocator("solve", BALTIC, *words).returncode == 0
    assert read_plan(target).provenance.overlay == ""
    sheet = openpyxl.load_workbook(target)["provenance"]
    assert "scenario" not in [row[0].value for row in sheet.iter_rows(max_col=1)]


def test_the_plan_verifies_against_its_workbook_and_alone(plan: Path) -> None:
    for words in ((BALTIC, plan), (plan,)):
        done = allocator("verify", *words)
        assert done.returncode == 0, done.stderr
        assert "holds every family, aim and figure" in done.stdout


def test_a_plan_that_names_another_scenario_is_found(plan: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(plan)
    row = next(row for row in book["provenance"].iter_rows() if row[0].value == "scenario")
    row[1].value = "late_patriot"
    target = tmp_path / "plan.xlsx"
    book.save(target)
    alone = json.loads(allocator("verify", target, "--json").stdout)
    messages = [violation["message"] for violation in alone["violations"]]
    assert "the plan is of another scenario than its title says" in messages
    done = allocator("verify", BALTIC, target)
    assert done.returncode == 6
    assert "made from another scenario" in done.stderr


def test_questions_are_asked_of_the_scenario(plan: Path, tmp_path: Path) -> None:
    known = known_plan(BALTIC, plan)
    assert scenario_digest(known.scenario) == known.provenance.scenario_digest
    answer = tmp_path / "answer.xlsx"
    words = ("AMD_LR", "-o", answer)
    done = allocator("explain", "shortfall", BALTIC, plan, *words)
    assert done.returncode == 0, done.stderr
    assert allocator("verify", BALTIC, answer).returncode == 0
    assert allocator("verify", answer).returncode == 0
    assert read_plan(answer).provenance.overlay == NAME


def test_it_is_briefed_compared_exported_and_kept(plan: Path, tmp_path: Path) -> None:
    assert allocator("brief", plan, "--state", "POL", "-o", tmp_path / "briefs").returncode == 0
    other = tmp_path / "us_gone.xlsx"
    words = ("--scenario", "us_gone", "--effort", "quick", "-o", other)
    assert allocator("solve", BALTIC, *words).returncode == 0
    compared = allocator("compare", plan, other, "-o", tmp_path / "compared.xlsx")
    assert compared.returncode == 0, compared.stderr
    words = ("--aim", "spread", "--plan", plan, "-o", tmp_path / "spread.mps", "--json")
    exported = json.loads(allocator("export", BALTIC, *words).stdout)
    assert exported["scenario_digest"] == read_plan(plan).provenance.scenario_digest
    kept = allocator("keep", plan, BALTIC, "-o", tmp_path / "next.xlsx")
    assert kept.returncode == 0, kept.stderr
    assert f"the plan is of scenario {NAME}" in kept.stdout
    following = read_scenario(tmp_path / "next.xlsx")
    assert following.scenario.plan_in_force
    assert following.under(NAME).scenario.plan_in_force == following.scenario.plan_in_force


def test_programs_are_exported_with_scenarios_on_top(plan: Path, tmp_path: Path) -> None:
    """As a plan of them would be; which has its own, so that both together are refused."""
    words = ("export", BALTIC, "--aim", "spread", "--scenario", NAME)
    exported = json.loads(allocator(*words, "--json", cwd=tmp_path).stdout)
    assert exported["scenario_digest"] == read_plan(plan).provenance.scenario_digest
    assert exported["output"] == f"outputs/baltic-{NAME}-spread.mps"
    refused = allocator(*words, "--plan", plan, "-o", tmp_path / "other.mps")
    assert refused.returncode == 2
    assert "--scenario and --plan exclude each other" in refused.stderr
    assert not (tmp_path / "other.mps").exists()


def test_a_principle_has_its_price_with_scenarios_on_top(tmp_path: Path) -> None:
    """The shortfall of each variant is the least there is with the scenario, not without."""
    least = {}
    for name in ("", "us_gone"):
        words = ("price", "fairness", BALTIC, "--scenario", name, "--json")
        priced = json.loads(allocator(*words, cwd=tmp_path).stdout)
        assert all(point["verdict"] == "optimal" for point in priced["points"])
        (least[name],) = {point["shortfall"] for point in priced["points"]}
        stem = "-".join(filter(None, ("baltic", name)))
        assert priced["output"] == f"outputs/{stem}-price-of-fairness.xlsx"
    assert least["us_gone"] > least[""]
    book = openpyxl.load_workbook(tmp_path / "outputs" / "baltic-us_gone-price-of-fairness.xlsx")
    assert "(us_gone)" in book["price_of_fairness"]["A1"].value


def test_a_scenario_that_is_there_no_more_is_said_once(plan: Path, tmp_path: Path) -> None:
    rows = [
        {**row, "scenario": row["scenario"].replace("small_budget", "smaller")}
        for row in tables("baltic")["scenarios"]
    ]
    source = write_input_workbook(tmp_path / "in.xlsx", {**tables("baltic"), "scenarios": rows})
    for words in (
        ("verify", source, plan),
        ("explain", "shortfall", source, plan, "AMD_LR"),
        ("export", source, "--aim", "cost", "--plan", plan, "-o", tmp_path / "cost.mps"),
    ):
        done = allocator(*words)
        assert done.returncode == 6
        (line,) = [line for line in done.stderr.splitlines() if "small_budget" in line]
        assert line.strip().startswith(f'provenance: the plan is of scenario "{NAME}": unknown')
        assert "give the workbook that it was made from" in line


def test_a_scenario_that_means_something_else_now_is_another(plan: Path, tmp_path: Path) -> None:
    source = edited(BALTIC, tmp_path / "in.xlsx", "scenarios", "F6", 0.8)
    done = allocator("verify", source, plan)
    assert done.returncode == 6
    assert "the plan was made from another scenario than this workbook holds" in done.stderr
