"""The hunt under hard rows: every state's burden counts, not only the first one's."""

from allocator.engine.burdens import Burdens
from allocator.engine.guide import Outlook
from allocator.engine.hunt import Hunt
from allocator.engine.linear_relaxation import Relaxed
from allocator.engine.neighbourhood import Matrix
from allocator.engine.processes import Processes
from allocator.engine.targets import Targets
from allocator.engine.terrain import Terrain
from allocator.engine.watch import Watch
from allocator.model.build import build
from tests.plans import plan
from tests.scenarios import duo


def test_a_walker_that_keeps_what_is_held_relieves_any_state() -> None:
    """Eight units: all bought by B (800 basis points), or two by A and six by B (600 each). The
    second is better although the burden of A, the first state, rises."""
    model = build(duo())
    matrix, watch = Matrix.of(model.program), Watch()
    heavy = model.vector(plan(delivered={("B", "B1", "2026"): 8}))
    fair = model.vector(plan(delivered={("A", "B1", "2026"): 2, ("B", "B1", "2026"): 6}))
    burdens = Burdens.of(model.program, model.aims["spread"])
    assert (burdens.values(heavy), burdens.values(fair)) == ([0, 800], [600, 600])
    outlook = Outlook(Relaxed(600, None, None), None, None)
    with Processes(1, watch) as processes:
        hunt = Hunt(
            processes,
            watch,
            matrix,
            Terrain.of(model.program, matrix),
            Targets(model, burdens, "spread", {}, outlook),
            heavy,
            lambda *_: None,
            budget=1.0,
            step=1.0,
            seed=0,
        )
        hunt.start(fair)
    assert hunt.value(hunt.best) == 600
    assert hunt.walker is fair
