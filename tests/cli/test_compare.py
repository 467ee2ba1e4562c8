"""`allocator compare` as a planner runs it."""

import json
from pathlib import Path

import openpyxl
import pytest

from allocator.app.compare_plans import labels
from tests.cli.test_commands import DUO, allocator, edited


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The worked example, and the same at EUR 3.3 m a tank: 26.4 instead of 24."""
    folder = tmp_path_factory.mktemp("plans")
    book = openpyxl.load_workbook(DUO)
    sheet = book["lines"]
    header = [cell.value for cell in sheet[1]]
    sheet.cell(2, header.index("unit_price") + 1).value = 3.3
    book.save(folder / "dear.xlsx")
    base, dear = folder / "base-plan.xlsx", folder / "dear-plan.xlsx"
    assert allocator("solve", DUO, "-o", base).returncode == 0
    assert allocator("solve", folder / "dear.xlsx", "-o", dear).returncode == 0
    return base, dear


def test_two_plans_on_the_terminal_and_in_a_workbook(
    plans: tuple[Path, Path], tmp_path: Path
) -> None:
    path = tmp_path / "new folder" / "compared.xlsx"
    done = allocator("compare", *plans, "-o", path)
    assert done.returncode == 0, done.stderr
    said = done.stdout
    assert "dear-plan (after) against base-plan (before)" in said
    assert "The decisions are the same." in said
    assert "One cell of the input differs: lines." in said
    assert "rises by EUR 2.4 million (+10.0 %), from EUR 24.0 million to EUR 26.4 million" in said
    assert "The largest burden rises from 6.00 % of key money" in said
    shown = " ".join(said.split())
    assert "cost, EUR m 24.0 26.4 +2.4 proven" in shown
    assert "spread, % of key money 6.00 6.60 +0.60 proven" in shown
    assert f"written: {path}" in done.stdout
    book = openpyxl.load_workbook(path, data_only=True)
    assert book.sheetnames[:2] == ["summary", "by_state"]
    inputs = [cell.value for cell in book["inputs"][2]]
    assert inputs[:6] == ["dear-plan", "lines", "LINE_B", "unit_price", "3", "3.3"]
    assert "lines!" in str(inputs[8])


def test_json_is_complete(plans: tuple[Path, Path], tmp_path: Path) -> None:
    done = allocator("compare", *plans, plans[0], "-o", tmp_path / "c.xlsx", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["verdict"] == "compared"
    assert [plan["plan"] for plan in answer["plans"]] == [
        "base-plan (1)",
        "dear-plan",
        "base-plan (2)",
    ]
    pair, same = answer["comparisons"]
    money = {each["state"]: each["new_money"]["difference"] for each in pair["states"]}
    assert money == {"A": 600, "B": 1_800}
    assert pair["totals"]["new_money"] == {"before": 24_000, "after": 26_400, "difference": 2_400}
    assert {each["unit"] for each in pair["capabilities"]} == {"launcher"}
    aims = {aim["name"]: aim for aim in pair["aims"]}
    assert aims["cost"]["difference"] == 2_400_000
    assert aims["cost"]["proof_after"]["proven"] is True
    assert [each["column"] for each in pair["inputs"]] == ["unit_price"]
    assert pair["inputs"][0]["part"] == 0.1
    assert pair["decisions"] == []
    assert same["nothing_differs"] is True


def test_the_same_plan_twice(plans: tuple[Path, Path], tmp_path: Path) -> None:
    done = allocator("compare", plans[0], plans[0], "-o", tmp_path / "c.xlsx")
    assert done.returncode == 0, done.stderr
    assert "Nothing differs: the same decisions on the same input" in done.stdout
    assert "EUR" not in done.stdout
    told = allocator("compare", plans[0], plans[0], "-o", tmp_path / "c.xlsx", "--json")
    assert json.loads(told.stdout)["verdict"] == "nothing differs"


def test_one_plan_is_no_comparison(plans: tuple[Path, Path], tmp_path: Path) -> None:
    done = allocator("compare", plans[0], "-o", tmp_path / "c.xlsx")
    assert done.returncode == 2
    assert "two plans or more" in done.stderr


def test_an_edited_plan_is_refused_with_its_file_and_cell(
    plans: tuple[Path, Path], tmp_path: Path
) -> None:
    path = tmp_path / "compared.xlsx"
    wrong = edited(plans[1], tmp_path / "wrong.xlsx", "orders", "D2", 1)
    done = allocator("compare", plans[0], wrong, "-o", path)
    assert done.returncode == 6
    assert "[wrong.xlsx]orders!D2: figures[" in done.stderr
    assert "base-plan" not in done.stderr
    assert not path.exists()


def test_a_foreign_workbook_is_refused(plans: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "compared.xlsx"
    done = allocator("compare", plans[0], DUO, "-o", path)
    assert done.returncode == 3
    assert "[duo.xlsx]: the workbook carries no input sheets" in done.stderr
    missing = allocator("compare", plans[0], tmp_path / "none.xlsx", "-o", path)
    assert missing.returncode == 3
    assert "[none.xlsx]: there is no file" in missing.stderr
    assert not path.exists()


def test_a_plan_of_another_schema_version_is_refused(
    plans: tuple[Path, Path], tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(plans[1])
    settings = book["input_settings"]
    at = next(cell.row for cell in settings["A"] if cell.value == "schema_version")
    later = edited(plans[1], tmp_path / "later.xlsx", "input_settings", f"B{at}", 2)
    done = allocator("compare", plans[0], later, "-o", tmp_path / "c.xlsx")
    assert done.returncode == 3
    assert f"[later.xlsx]input_settings!B{at}: " in done.stderr


def test_prices_of_different_years_are_refused(plans: tuple[Path, Path], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(DUO)
    settings = book["settings"]
    at = next(cell.row for cell in settings["A"] if cell.value == "price_base_year")
    other = edited(DUO, tmp_path / "other.xlsx", "settings", f"B{at}", 2019)
    plan = tmp_path / "other-plan.xlsx"
    assert allocator("solve", other, "-o", plan).returncode == 0
    done = allocator("compare", plans[0], plan, "-o", tmp_path / "c.xlsx")
    assert done.returncode == 2
    assert f"other-plan has 2019 (settings!B{at})" in done.stderr
    assert not (tmp_path / "c.xlsx").exists()


def test_a_plan_is_never_overwritten(plans: tuple[Path, Path]) -> None:
    before = plans[1].read_bytes()
    done = allocator("compare", *plans, "-o", plans[1])
    assert done.returncode == 7
    assert plans[1].read_bytes() == before


def test_what_plans_are_called(tmp_path: Path) -> None:
    one, two = tmp_path / "a" / "plan.xlsx", tmp_path / "b" / "plan.xlsx"
    assert labels((one, two)) == ["a/plan", "b/plan"]
    assert labels((one, one)) == ["plan (1)", "plan (2)"]
    assert labels((one, tmp_path / "new.xlsx")) == ["plan", "new"]
    (long,) = labels((tmp_path / f"{'x' * 200}\x1b[31m.xlsx",))
    assert len(long) == 40
    assert long.endswith("…")
    assert "\x1b" not in labels((tmp_path / "\x1b[31m.xlsx",))[0]


def test_names_are_shown_as_text(plans: tuple[Path, Path], tmp_path: Path) -> None:
    """Markup of the terminal, an escape sequence and a formula, in one name."""
    strange = edited(DUO, tmp_path / "s.xlsx", "member_states", "B2", "@[red]A_x001B_[31m")
    plan = tmp_path / "[bold]strange.xlsx"
    assert allocator("solve", strange, "-o", plan).returncode == 0
    done = allocator("compare", plans[0], plan, "-o", tmp_path / "c.xlsx")
    assert done.returncode == 0, done.stderr
    assert "[bold]strange (after) against base-plan" in done.stdout
    assert "@[red]A\ufffd[31m" in done.stdout
    assert "\x1b" not in done.stdout
    names = [cell.value for cell in openpyxl.load_workbook(tmp_path / "c.xlsx")["inputs"]["F"]]
    assert names[1] == "@[red]A\ufffd[31m"
