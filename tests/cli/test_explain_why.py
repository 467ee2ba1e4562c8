"""`allocator explain why` and `alternatives` as a planner runs them, and the copies they write."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.test_commands import BALTIC, DUO, allocator, edited

CAPABILITY = "LAUNCHER"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("why") / "plan.xlsx"
    assert allocator("solve", DUO, "-o", path).returncode == 0
    return path


@pytest.fixture(scope="module")
def copy(plan: Path) -> Path:
    """The plan with the answers to three questions."""
    first, second, third = (plan.with_name(f"copy{at}.xlsx") for at in range(3))
    for asked, source, target in (
        (("why", "B", "--units", "1"), plan, first),
        (("why", "A", "--instead", "B"), first, second),
        (("alternatives", "--within", "50 %", "--count", "1"), second, third),
    ):
        what, *rest = asked
        codes = [rest.pop(0), CAPABILITY] if what == "why" else []
        done = allocator("explain", what, DUO, source, *codes, *rest, "-o", target)
        assert done.returncode == 0, done.stderr
        assert f"written: {target}" in done.stdout
    return third


def test_the_price_of_one_less_is_printed(plan: Path) -> None:
    done = allocator("explain", "why", DUO, plan, "B", CAPABILITY, "--units", "1")
    assert done.returncode == 0, done.stderr
    question, verdict, *_ = done.stdout.splitlines()
    assert question.endswith("what if it gave 1 fewer, that is 5?")
    assert verdict == (
        "It has a price: the largest burden rises by 3.00 % of key money, and in no plan by less."
    )
    assert "spread" in done.stderr


def test_the_answer_as_an_object(plan: Path) -> None:
    done = allocator("explain", "why", DUO, plan, "B", CAPABILITY, "--units", "1", "--json")
    answer = json.loads(done.stdout)
    assert (answer["verdict"], answer["exact"], answer["output"]) == ("worse", True, None)
    assert [aim["price"] for aim in answer["aims"]] == [0, 300, 0, 0, 0]
    moved = {each["state"]: each["after"] - each["before"] for each in answer["given"]}
    assert moved == {"A": 1, "B": -1}


def test_no_plan_is_an_answer(plan: Path) -> None:
    done = allocator("explain", "why", DUO, plan, "A", CAPABILITY, "--instead", "B", "--json")
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    assert answer["verdict"] == "impossible"
    assert answer["stands_in_the_way"][0][0]["cell"].startswith("settings!")


def test_a_copy_collects_answers_and_verifies(copy: Path) -> None:
    book = load_workbook(copy)
    names = [name for name in book.sheetnames if name.startswith("explain_")]
    assert names == ["explain_why", "explain_why_2", "explain_alternatives", "explain_store"]
    assert book["explain_store"].sheet_state == "hidden"
    listed = {cell.value for cell in book["contents"]["A"]}
    assert {"explain_why", "explain_why_2", "explain_alternatives"} <= listed
    assert "explain_store" not in listed
    for source in ((DUO,), ()):
        done = allocator("verify", *source, copy)
        assert done.returncode == 0, done.stderr
        assert "explain_why, explain_why_2 and explain_alternatives: explanations are not" in (
            done.stderr
        )


def test_the_same_question_takes_the_place_of_its_answer(copy: Path, tmp_path: Path) -> None:
    target = tmp_path / "again.xlsx"
    asked = ("B", CAPABILITY, "--units", "1")
    assert allocator("explain", "why", DUO, copy, *asked, "-o", target).returncode == 0
    assert load_workbook(target).sheetnames == load_workbook(copy).sheetnames


def test_a_cell_that_was_changed_is_named(copy: Path, tmp_path: Path) -> None:
    changed = edited(copy, tmp_path / "changed.xlsx", "explain_why", "A6", "It costs nothing.")
    done = allocator("verify", DUO, changed)
    assert done.returncode == 6
    assert "explain_why!A6" in done.stderr
    broken = edited(copy, tmp_path / "broken.xlsx", "explain_store", "C2", "{}")
    done = allocator("verify", DUO, broken)
    assert done.returncode == 6
    assert "explain_store!C2: the description of the sheet explain_why cannot be read" in (
        done.stderr
    )


def test_a_briefing_tells_of_the_answers(copy: Path, tmp_path: Path) -> None:
    done = allocator("brief", copy, "--state", "B", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    sheet = load_workbook(next(tmp_path.glob("*.xlsx"))).worksheets[0]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(text.startswith("If it gave 1 less of") for text in texts)
    assert any("other of nearly the same worth" in text for text in texts)
    assert allocator("compare", copy, copy, "-o", tmp_path / "same.xlsx").returncode == 0


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("why", DUO, "PLAN", "C", CAPABILITY), 2, "no member state 'C': it has A, B"),
        (("why", DUO, "PLAN", "B", "LAUNCHERS"), 2, "did you mean LAUNCHER?"),
        (("why", DUO, "PLAN", "B", "=cmd|' /C calc'!A0"), 2, "no capability"),
        (("why", DUO, "PLAN", "B", CAPABILITY, "--units", "9"), 2, "less than 9"),
        (("why", BALTIC, "PLAN", "POL", "MUN_155"), 6, "another scenario"),
        (("why", DUO, DUO, "B", CAPABILITY), 6, "plan"),
        (("why", DUO, "PLAN", "B", CAPABILITY, "-o", DUO), 7, "never overwritten"),
        (("why", DUO, "PLAN", "B", CAPABILITY, "-o", "PLAN"), 7, "is the plan itself"),
        (("alternatives", DUO, "PLAN", "--within", "a lot"), 2, "is no share"),
        (("alternatives", DUO, "PLAN", "--within", "0.001%"), 2, "is no share"),
        (("alternatives", DUO, "PLAN", "--within", "-1%"), 2, "not between 0 and 100"),
        (("alternatives", DUO, "PLAN", "-o", "PLAN"), 7, "is the plan itself"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    plan: Path, words: tuple[str | Path, ...], code: int, told: str
) -> None:
    before = plan.read_bytes(), DUO.read_bytes()
    done = allocator("explain", *(plan if word == "PLAN" else word for word in words))
    assert done.returncode == code, done.stdout + done.stderr
    assert told in done.stderr
    assert (plan.read_bytes(), DUO.read_bytes()) == before
