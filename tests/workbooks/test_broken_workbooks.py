"""One edit to a good workbook: one problem, at one address, with the remedy."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from allocator.domain.problem import Problem
from allocator.errors import InputError
from allocator.io.scenario_reader import read_scenario
from tests.workbooks.broken import FILE, Broken, edited, example, put
from tests.workbooks.corpus import CORPUS


def _problems(tmp_path: Path, content: bytes) -> tuple[Problem, ...]:
    path = tmp_path / FILE
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_scenario(path)
    assert path.read_bytes() == content
    return tuple(caught.value.problems)


def test_the_corpus_is_large_and_its_names_differ() -> None:
    assert len(CORPUS) >= 100
    assert len({broken.name for broken in CORPUS}) == len(CORPUS)


def test_the_workbook_before_the_edits_is_good(tmp_path: Path) -> None:
    for content in (example(), edited(lambda workbook: None)):
        path = tmp_path / FILE
        path.write_bytes(content)
        read_scenario(path)


@pytest.mark.parametrize("broken", CORPUS, ids=lambda broken: broken.name)
def test_one_edit_gives_one_problem_at_its_address(broken: Broken, tmp_path: Path) -> None:
    problems = _problems(tmp_path, broken.make())
    assert [problem.address for problem in problems] == [broken.address], problems
    assert broken.fragment in str(problems[0])
    assert problems[0].remedy


def test_all_problems_are_told_at_once_in_the_order_of_the_cells(tmp_path: Path) -> None:
    edits = {
        "settings!B6": "2030",
        "periods!B2": "2026-00",
        "budgets!C2": "90,5",
        "holdings!A2": "ETS",
        "holdings!D3": "80%",
        "retirements!D3": 6,
        "lines!G2": "#N/A",
        "lines!Q5": "0:90",
        "pool_members!D2": "no",
        "pledges!A2": None,
    }

    def spoil(workbook: Workbook) -> None:
        for address, value in edits.items():
            put(workbook, address, value)

    found = [problem.address for problem in _problems(tmp_path, edited(spoil))]
    told = [*edits]
    told[told.index("pool_members!D2")] = "pools!A2"
    assert found == told
