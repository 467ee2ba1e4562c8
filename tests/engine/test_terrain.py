"""What belongs to which block, and the rows in which blocks meet, against a search row by row."""

from pathlib import Path

import numpy as np
import pytest

from allocator.domain.scenario import Scenario
from allocator.engine.neighbourhood import Matrix
from allocator.engine.terrain import Terrain
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from allocator.model.linear_form import Terms
from allocator.model.program import Program, ProgramBuilder
from tests.properties.drawing import drawn

BALTIC = Path(__file__).parents[2] / "inputs" / "baltic.xlsx"


def scenarios() -> list[Scenario]:
    """Twelve small ones, and one with eight capabilities."""
    return [*map(drawn, range(12)), read_scenario(BALTIC).scenario]


def surveyed(scenario: Scenario) -> tuple[Program, Terrain]:
    program = build(scenario).program
    return program, Terrain.of(program, Matrix.of(program))


def owners(program: Program, row: int) -> set[int]:
    """Capabilities of the variables of a row; -1 stands for the shared ones."""
    entries = range(int(program.start[row]), int(program.start[row + 1]))
    return {int(program.labels["capability"][program.index[entry]]) for entry in entries}


@pytest.mark.parametrize("scenario", scenarios())
def test_blocks_meet_in_the_rows_that_touch_two_owners(scenario: Scenario) -> None:
    program, terrain = surveyed(scenario)
    for row in range(len(program.rows)):
        touched = owners(program, row)
        blocks = touched - {-1}
        assert terrain.coupling[row] == (bool(blocks) and len(touched) > 1), program.rows[row]
        alone = blocks if len(touched) == 1 else set()
        assert {int(terrain.block_of_row[row])} == (alone or {-1}), program.rows[row]


def test_the_scenarios_have_rows_of_each_sort() -> None:
    coupling, own, shared = 0, 0, 0
    for _, terrain in map(surveyed, scenarios()):
        coupling += int(terrain.coupling.sum())
        own += int((terrain.block_of_row >= 0).sum())
        shared += int((~terrain.coupling & (terrain.block_of_row < 0)).sum())
    assert min(coupling, own, shared) > 0


@pytest.mark.parametrize("scenario", scenarios())
def test_every_variable_is_shared_or_of_one_block(scenario: Scenario) -> None:
    program, terrain = surveyed(scenario)
    times = terrain.shared.astype(int)
    for code in range(len(terrain.sizes)):
        block = terrain.block(code)
        assert int(block.sum()) == terrain.sizes[code]
        assert (code in terrain.capabilities) == bool(block.any())
        times += block
    assert times.tolist() == [1] * len(program.variables)
    named = [number for number, v in enumerate(program.variables) if "TANK" in v.codes]
    assert not terrain.shared[named].any()


def test_a_row_without_variables_couples_nothing() -> None:
    builder = ProgramBuilder()
    builder.variable("x", (), 0, 1, labels={"capability": 0})
    builder.row("conflict", (), Terms(), lower=1)
    program = builder.freeze()
    terrain = Terrain.of(program, Matrix.of(program))
    assert terrain.coupling.tolist() == [False]
    assert terrain.block_of_row.tolist() == [-1]


def test_a_mask_within_states_keeps_what_belongs_to_none() -> None:
    _, terrain = surveyed(read_scenario(BALTIC).scenario)
    everything = np.ones(len(terrain.shared), dtype=np.bool_)
    inside = terrain.within(everything, [0, 3])
    assert set(terrain.state[inside].tolist()) == {-1, 0, 3}
    assert set(terrain.state[~inside].tolist()) == set(terrain.states) - {0, 3}
    assert not terrain.within(~everything, [0, 3]).any()
