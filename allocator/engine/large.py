"""Large programs: guided by relaxations, made whole block by block, improved in rounds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from allocator.domain.policy import AimName
from allocator.engine.burdens import Burdens
from allocator.engine.effort import Budget
from allocator.engine.guide import FOLLOWED, Guide, outlook
from allocator.engine.hunt import Hunt, Told
from allocator.engine.neighbourhood import Matrix
from allocator.engine.priced_pass import PricedPass
from allocator.engine.processes import Processes
from allocator.engine.targets import Targets
from allocator.engine.terrain import Terrain
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from allocator.model.program import Program


@dataclass(slots=True)
class Large:
    """What improves the aims of a large program."""

    model: Model
    processes: Processes
    budget: Budget
    watch: Watch
    seed: int
    terrain: Terrain = field(init=False)
    matrix: Matrix = field(init=False)
    burdens: Burdens | None = field(init=False)

    def __post_init__(self) -> None:
        self.matrix = Matrix.of(self.model.program)
        self.terrain = Terrain.of(self.model.program, self.matrix)
        spread = self.model.aims.get("spread")
        self.burdens = Burdens.of(self.model.program, spread) if spread is not None else None

    def improved(
        self,
        aim: AimName,
        program: Program,
        held: Mapping[AimName, int],
        vector: IntArray,
        tell: Told,
    ) -> tuple[IntArray, int]:
        """The best assignment found for an aim that keeps what is held, and the aim's bound.

        `program` has what is held as rows; `vector` holds all of them.
        """
        order = list(self.model.aims)
        follows = aim == order[0] or aim in FOLLOWED
        seen = outlook(
            self.model,
            program,
            aim,
            self.processes,
            relaxed=aim in self.budget.relaxed,
            ahead=follows,
        )
        tell(vector, seen.relaxed.bound, "relaxation")
        hunt = Hunt(
            self.processes,
            self.watch,
            self.matrix,
            self.terrain,
            Targets(self.model, self.burdens, aim, held, seen),
            vector,
            tell,
            self.budget.search[aim],
            self.budget.step,
            self.seed,
        )
        if not follows:
            hunt.hard = Matrix.of(program)
        elif seen.ahead is not None and not hunt.over():
            hunt.start(self.guided(seen.ahead, hunt))
        hunt.run()
        return hunt.best, seen.relaxed.bound

    def guided(self, guide: Guide, hunt: Hunt) -> IntArray | None:
        """The guide made whole; None where that breaks a row."""
        way = PricedPass(
            guide.matrix,
            guide.terrain,
            self.model.aims[guide.aim],
            guide.values.copy(),
            guide.prices,
            guide.soft,
            hunt.best,
            self.processes,
            self.budget.block,
        )
        vector = way.run()
        hunt.spent += way.work
        whole = self.model.vector(self.model.plan(vector))
        return whole if self.matrix.holds(whole) else None
