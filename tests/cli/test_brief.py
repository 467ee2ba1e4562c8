"""`allocator brief`: whose file is whose, and what is never replaced."""

import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from allocator.app import brief_plan as module
from allocator.app.brief_plan import Wanted, brief_plan
from allocator.errors import RequestError
from allocator.io.saved_sheets import is_plan
from allocator.report.view import View
from tests.cli.test_commands import DUO, allocator
from tests.report.quartet import provenance, quartet, quartet_plan


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("plan") / "mine.xlsx"
    assert allocator("solve", DUO, "-o", target, "--effort", "quick").returncode == 0
    return target


def names(monkeypatch: pytest.MonkeyPatch, codes: tuple[str, ...], wanted: Wanted) -> list[str]:
    """Files that would be written of a plan whose states have these codes."""
    scenario, decided = quartet(), quartet_plan()
    view = View(scenario, decided, provenance(scenario, decided))
    monkeypatch.setattr(View, "states", codes)
    monkeypatch.setattr(module, "proven_saved_plan", lambda _: SimpleNamespace(view=view))
    monkeypatch.setattr(module, "workbook_bytes", lambda _: b"")
    monkeypatch.setattr(module, "state_book", lambda *_: ())
    monkeypatch.setattr(module, "releasable", lambda *_: ())
    monkeypatch.setattr(module, "write_atomically", lambda target, _: target)
    report = brief_plan(Path("mine.xlsx"), Path("nowhere-yet"), wanted)
    return [path.name for path in report.written]


CODES = (
    "A.B",
    "A_B",
    "A B",
    "A/B",
    "A%2FB",
    "states",
    "all-states",
    "releasable-X",
    "to-X",
    "É",
    "é",
)


def test_no_two_states_share_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    found = names(monkeypatch, CODES, Wanted(CODES, True, CODES))
    assert len({name.casefold() for name in found}) == 2 * len(CODES) + 1
    assert "mine-state-A.B.xlsx" in found
    assert "mine-state-A%2FB.xlsx" in found
    assert "mine-releasable-to-A%252FB.xlsx" in found
    assert "mine-state-%C3%89.xlsx" in found
    assert "mine-all-states.xlsx" in found
    assert all(name.isascii() and not set(name) & set('/\\:*?"<>| ') for name in found)


@pytest.mark.parametrize("asked", [("Pol",), ("POL",), ("POL", "Pol")])
def test_states_that_differ_in_capitals_alone_are_both_named(
    monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...]
) -> None:
    """One alone, too: the other's file may be there from another day."""
    with pytest.raises(RequestError, match=r"(?=.*\bPol\b)(?=.*\bPOL\b)"):
        names(monkeypatch, ("DEU", "POL", "Pol"), replace(Wanted(), releasable_to=asked))
    assert names(monkeypatch, ("DEU", "POL", "Pol"), Wanted(("DEU",))) == ["mine-state-DEU.xlsx"]


def test_earlier_briefings_are_replaced_and_plans_are_not(plan: Path, tmp_path: Path) -> None:
    words: tuple[Any, ...] = ("brief", plan, "--state", "A", "--releasable-to", "A", "-o", tmp_path)
    first = allocator(*words)
    assert first.returncode == 0, first.stderr
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == ["mine-releasable-to-A.xlsx", "mine-state-A.xlsx"]
    assert not any(is_plan(path) for path in tmp_path.iterdir())
    assert allocator(*words).returncode == 0
    target = tmp_path / "mine-releasable-to-A.xlsx"
    shutil.copy(plan, target)
    refused = allocator(*words)
    assert refused.returncode == 7
    assert "mine-releasable-to-A.xlsx is a plan" in refused.stderr
    assert target.read_bytes() == plan.read_bytes()


def test_what_is_no_workbook_is_no_plan(plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"PK")
    assert not is_plan(other)
    openpyxl.Workbook().save(other)
    assert not is_plan(other)
    assert not is_plan(DUO)
    assert is_plan(plan)
