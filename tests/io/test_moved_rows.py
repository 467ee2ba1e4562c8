"""Plans against inputs whose rows have moved, or cite other sources, since they were saved."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from allocator.domain.address_book import Evidence
from allocator.domain.digest import scenario_digest
from allocator.domain.scenario import Scenario
from allocator.io.figures import figure_violations
from allocator.io.moved_rows import rests_elsewhere
from allocator.io.plan_reader import read_plan
from allocator.io.saved_sheets import saved_sheets
from allocator.report.book import tables
from allocator.tables.frame import cell_name
from tests.io.saved import saved_quartet, with_number, with_text
from tests.report.quartet import STATES, quartet

Rows = Mapping[str, Mapping[tuple[str, ...], int]]
STATES_TURNED = {"member_states": {(code,): 9 - at for at, code in enumerate(STATES)}}
LINES_TURNED = {"lines": {("TANK_B",): 7, ("TANK_A",): 6, ("SAT_C",): 5}}


def moved(rows: Rows) -> Scenario:
    """The quartet with the rows of some sheets elsewhere."""
    scenario = quartet()
    book = replace(scenario.book, rows={**scenario.book.rows, **rows})
    return scenario.replaced(book=book)


def cited() -> Scenario:
    """The quartet with another source of a line."""
    scenario = quartet()
    lines = {**scenario.book.evidence["lines"], ("TANK_A",): Evidence("another list", "low")}
    book = replace(scenario.book, evidence={**scenario.book.evidence, "lines": lines})
    return scenario.replaced(book=book)


CHANGED = {"states": moved(STATES_TURNED), "lines": moved(LINES_TURNED), "source": cited()}


def found(scenario: Scenario, path: Path) -> tuple[int, bool, list[str]]:
    """Cells that differ, whether rows have moved, and addresses that differ even so."""
    saved = read_plan(path)
    made = tables(scenario, saved.plan, saved.provenance)
    still = figure_violations(made, path, saved.sheets, moved=True)
    return (
        len(figure_violations(made, path, saved.sheets)),
        rests_elsewhere(made, saved.sheets),
        [violation.address for violation in still],
    )


@pytest.mark.parametrize("change", CHANGED)
def test_rows_that_moved_and_other_sources_are_no_violation(tmp_path: Path, change: str) -> None:
    scenario = CHANGED[change]
    assert scenario_digest(scenario) == scenario_digest(quartet())
    cells, elsewhere, still = found(scenario, saved_quartet(tmp_path))
    assert cells > 0
    assert elsewhere
    assert still == []


@pytest.mark.parametrize("change", CHANGED)
def test_a_figure_that_differs_is_found_wherever_the_rows_stand(
    tmp_path: Path, change: str
) -> None:
    path = saved_quartet(tmp_path)
    places = [
        (f"orders!{cell_name(*place)}", cell.value)
        for place, cell in saved_sheets(path)["orders"].items()
        if isinstance(cell.value, float) and cell.formula is None
    ]
    for address, value in places[:: len(places) // 8]:
        *_, still = found(CHANGED[change], with_number(path, address, value + 1))
        assert address in still


def test_nothing_has_moved_where_figures_alone_differ(tmp_path: Path) -> None:
    path = saved_quartet(tmp_path)
    assert found(quartet(), path) == (0, False, [])
    saved = saved_sheets(path)
    for sheet in ("orders", "burden_split"):
        address, value = next(
            (f"{sheet}!{cell_name(*place)}", cell.value)
            for place, cell in saved[sheet].items()
            if isinstance(cell.value, float) and cell.formula is None
        )
        made = tables(quartet(), read_plan(path).plan, read_plan(path).provenance)
        edited = saved_sheets(with_number(path, address, value + 1))
        assert not rests_elsewhere(made, edited)
    named = with_text(path, "burden_split!A6", "someone")
    assert not rests_elsewhere(made, saved_sheets(named))
