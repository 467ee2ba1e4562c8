"""Large programs: guided by relaxations, made whole block by block, improved in rounds."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from allocator.domain.policy import STEADINESS, AimName
from allocator.domain.quantity import MILLE
from allocator.engine.block_bound import block_bound
from allocator.engine.burdens import Burdens
from allocator.engine.effort import SIMPLEX_ENTRIES, Budget
from allocator.engine.extension import held
from allocator.engine.glance import Glance
from allocator.engine.guide import Guide, Look, Outlook
from allocator.engine.hunt import Hunt, Told
from allocator.engine.mended import mended
from allocator.engine.neighbourhood import Matrix
from allocator.engine.priced_pass import PricedPass
from allocator.engine.processes import Processes, Ticket
from allocator.engine.targets import Targets
from allocator.engine.terrain import Terrain
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from allocator.model.program import Program

SHARING: frozenset[AimName] = frozenset({"spread", "cost"})
"""Aims that share money and people out between states."""
HOPED = 30
"""The first aim is expected within so many parts of 10,000 of its bound."""

ROUNDS = 0.3
"""The rounds after a pass have at least so much of the aim's budget: what was shared out by blocks
leaves ends that only states together can use."""


@dataclass(slots=True)
class Large:
    """What improves the aims of a large program."""

    model: Model
    origin: IntArray
    """The plan that the search started from: it takes little of what is shared."""
    processes: Processes
    budget: Budget
    watch: Watch
    seed: int
    in_force: IntArray | None = None
    """The assignment nearest to the plan in force; it may break rows."""
    near: Mapping[AimName, int] | None = None
    """Where the plan that improvement starts from is known to be good, there are no guide and pass:
    what is good enough of the aims, as far as that is known. None elsewhere."""
    terrain: Terrain = field(init=False)
    matrix: Matrix = field(init=False)
    burdens: Burdens = field(init=False)
    _foreseen: dict[AimName, tuple[Ticket[Outlook], dict[AimName, int]]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        self.matrix = Matrix.of(self.model.program)
        self.terrain = Terrain.of(self.model.program, self.matrix)
        self.burdens = Burdens.of(self.model.program, self.model.aims["spread"])

    def improved(
        self,
        aim: AimName,
        program: Program,
        held_at: Mapping[AimName, int],
        vector: IntArray,
        tell: Told,
    ) -> tuple[IntArray, int]:
        """The best assignment found for an aim that keeps what is held, and the aim's bound.

        `program` has what is held as rows; `vector` holds all of them.
        """
        seen = self._outlook(aim, program, held_at, vector)
        bound = seen.relaxed.bound
        tell(vector, bound, "relaxation", 0)
        hunt = Hunt(
            self.processes,
            self.watch,
            Matrix.of(program),
            self.terrain,
            Targets(self.model, self.burdens, aim, held_at, seen, self.near or {}),
            vector,
            tell,
            self.budget.search[aim],
            self.budget.step,
            self.seed,
            self.in_force if aim in STEADINESS else None,
        )
        guided = aim == next(iter(self.model.aims)) and self.near is None
        if guided and seen.ahead is not None and not hunt.over():
            self._look_ahead(aim, program, bound)
            made = self._made_whole(seen.ahead, hunt)
            if made is not None:
                hunt.start(made)
        hunt.run()
        return hunt.best, bound

    def enough(self, aim: AimName) -> int | None:
        """What is good enough of an aim; None where only the best is."""
        return None if self.near is None else self.near.get(aim)

    def _leads(self, aim: AimName) -> bool:
        """The first aim and those that share money and people out have guides and passes."""
        return aim == next(iter(self.model.aims)) or aim in SHARING

    def _look(self, aim: AimName, program: Program) -> Look:
        """The first aim looks to all aims after it that share."""
        first, *later = self.model.aims
        guided = aim == first and self.near is None
        ahead = tuple(each for each in later if each in SHARING) if guided else ()
        return Look(program, dict(self.model.aims), aim, ahead)

    @property
    def _beyond(self) -> bool:
        """Whether the program is too large for the simplex."""
        return len(self.matrix.row_of) > SIMPLEX_ENTRIES

    def _outlook(
        self, aim: AimName, program: Program, held_at: Mapping[AimName, int], vector: IntArray
    ) -> Outlook:
        look = self._look(aim, program)
        if aim not in self.budget.relaxed or self.enough(aim) is not None:
            return look.blind()
        if self._beyond:
            return self._glanced(look, vector)
        ticket, foreseen = self._foreseen.pop(aim, (None, {}))
        if ticket is None or any(most > foreseen[each] for each, most in held_at.items()):
            ticket = self.processes.submit(look)
        return self.processes.result(ticket) or look.blind()

    @property
    def _spent(self) -> Mapping[AimName, int]:
        """What the aims that share would be if all ceilings were spent."""
        money = sum(row.ceiling for row in self.model.scenario.budgets)
        points = max(1, sum(self.burdens.points))
        return {"spread": money // points, "cost": MILLE * money}

    def _glanced(self, look: Look, vector: IntArray) -> Outlook:
        """The outlook on a program too large for the simplex, and the bound of its blocks."""
        glance = Glance(look, self._spent, vector)
        ticket = self.processes.submit(glance) if self._leads(look.aim) else None
        form, block = look.aims[look.aim], self.budget.block
        matrix, terrain = self.matrix, self.terrain
        bounded = block_bound(matrix, terrain, form, self.processes, block)
        seen = (self.processes.result(ticket) if ticket is not None else None) or look.blind()
        bound = max(seen.relaxed.bound, bounded)
        return replace(seen, relaxed=replace(seen.relaxed, bound=bound))

    def _look_ahead(self, aim: AimName, program: Program, bound: int) -> None:
        """Have the outlook of the next aim made while this one is improved.

        It supposes that this aim comes as near to its bound as it should. If it does, what is then
        held is at or below what the outlook supposes, so that the outlook's bound holds.
        """
        order, policy = list(self.model.aims), self.model.scenario.policy
        if len(order) < 2 or order[1] not in SHARING or self._beyond:
            return
        following = order[1]
        if following in self.budget.relaxed:
            most = policy.held_at(aim, bound * (10_000 + HOPED) // 10_000)
            supposed = held(program, aim, self.model.aims[aim], most)
            ticket = self.processes.submit(self._look(following, supposed))
            self._foreseen[following] = (ticket, {aim: most})

    def _made_whole(self, guide: Guide, hunt: Hunt) -> IntArray | None:
        """The guide made whole, and mended where that breaks rows; None where they stay broken."""
        way = PricedPass(
            guide.matrix,
            guide.terrain,
            self.model.aims[guide.aim],
            guide.values.copy(),
            guide.prices,
            guide.soft,
            self.origin,
            self.processes,
            self.budget.block,
        )
        vector = way.run()
        hunt.spent += min(way.work, (1 - ROUNDS) * hunt.budget)
        whole = self.model.tightened(vector)
        if self.matrix.holds(whole):
            return whole
        return mended(self.model, whole, self.budget, self.processes, self.watch, self.seed)
