"""Goals of a merit: the aim, the room in what is held, and later aims for next to nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from allocator.domain.policy import AimName
from allocator.engine.burdens import Burdens
from allocator.engine.extension import held
from allocator.engine.guide import Look, Outlook
from allocator.engine.hunt import HEAVIEST, Hunt
from allocator.engine.merit import Goal
from allocator.engine.neighbourhood import Matrix
from allocator.engine.processes import Processes
from allocator.engine.targets import DEAR, ROOM, THRIFT, TIERS, Targets
from allocator.engine.terrain import Terrain
from allocator.engine.watch import Watch
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from allocator.model.model import Model

BALTIC = Path(__file__).parents[2] / "inputs" / "baltic.xlsx"


@pytest.fixture(scope="module")
def model() -> Model:
    return build(read_scenario(BALTIC).scenario)


def targets(model: Model, aim: AimName, room: int | None, *, guided: bool = True) -> Targets:
    """For an aim, the shortfall held so much above that of the status quo where it is held."""
    program, most = model.program, {}
    if room is not None:
        form = model.aims["shortfall"]
        most = {"shortfall": form.value(model.status_quo()) + room}
        program = held(program, "shortfall", form, most["shortfall"])
    look = Look(program, dict(model.aims), aim, ())
    outlook: Outlook = look(Watch()) if guided else look.blind()
    burdens = Burdens.of(model.program, model.aims["spread"])
    return Targets(model, burdens, aim, most, outlook)


def goals(aimed: Targets, emphasis: dict[int, float] | None = None) -> list[Goal]:
    return aimed.goals(aimed.model.status_quo(), 50, emphasis or {})


def test_an_aim_by_itself_is_wanted_at_its_bound(model: Model) -> None:
    aimed = targets(model, "cost", None)
    (goal,) = goals(aimed)
    assert (goal.form, goal.target, goal.weight) == (
        model.aims["cost"],
        aimed.outlook.relaxed.bound,
        1.0,
    )


def test_room_in_what_is_held_has_its_price_from_the_first_unit_on(model: Model) -> None:
    aimed = targets(model, "cost", 1_000)
    most = aimed.held["shortfall"]
    room = next(goal for goal in goals(aimed) if goal.form is model.aims["shortfall"])
    assert room.target == most - most // ROOM < most
    assert aimed.outlook.own is not None
    assert room.weight >= DEAR * aimed.outlook.own.rate("shortfall")


def test_room_costs_nothing_where_no_relaxation_priced_it(model: Model) -> None:
    aimed = targets(model, "cost", 1_000, guided=False)
    assert [goal.form for goal in goals(aimed)] == [model.aims["cost"]]


def test_burdens_have_tiers_and_the_cost_weighs_next_to_nothing(model: Model) -> None:
    aimed = targets(model, "spread", None)
    *tiers, thrift = goals(aimed)
    assert len(tiers) == len(TIERS) * len(aimed.burdens.forms)
    assert thrift.form is model.aims["cost"]
    spent = model.aims["cost"].value(model.status_quo())
    burden = 50 * len(aimed.burdens.points)
    assert thrift.weight * max(1, spent) == pytest.approx(THRIFT * burden)


def test_without_the_aim_of_cost_there_is_no_thrift(model: Model) -> None:
    aims = {name: form for name, form in model.aims.items() if name != "cost"}
    aimed = replace(targets(model, "spread", None), model=replace(model, aims=aims))
    assert len(goals(aimed)) == len(TIERS) * len(aimed.burdens.forms)


def test_a_state_that_stays_on_top_weighs_more_up_to_a_limit(model: Model) -> None:
    """Every burden of the status quo is above a threshold of nothing."""
    aimed = targets(model, "spread", None)
    matrix, watch = Matrix.of(model.program), Watch()
    with Processes(1, watch) as processes:
        hunt = Hunt(
            processes,
            watch,
            matrix,
            Terrain.of(model.program, matrix),
            aimed,
            model.status_quo(),
            lambda *_: None,
            budget=1.0,
            step=1.0,
            seed=0,
        )
        for _ in range(40):
            hunt.reweigh(-1)
    assert hunt.emphasis
    assert set(hunt.emphasis.values()) == {HEAVIEST}
    state = next(iter(hunt.emphasis))
    plain, heavy = goals(aimed), goals(aimed, hunt.emphasis)
    grown = [after.weight / before.weight for before, after in zip(plain, heavy, strict=True)]
    assert max(grown) == pytest.approx(HEAVIEST)
    assert state in aimed.burdens.states
