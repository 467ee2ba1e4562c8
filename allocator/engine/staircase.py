"""The aims in strict order: each is improved, bounded and held before the next."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from allocator.domain.leximin import BurdenCap, BurdenRound, Leximin
from allocator.domain.outcome import AimResult
from allocator.domain.policy import AimName
from allocator.engine.effort import Budget
from allocator.engine.kept import Kept
from allocator.engine.large import Large
from allocator.engine.leximin import Levelling
from allocator.engine.linear_bound import box_bound
from allocator.engine.progress import Observer, Progress
from allocator.engine.watch import Watch
from allocator.engine.whole import least
from allocator.errors import ModelError
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.model import Model


@dataclass(slots=True)
class Staircase:
    """A solve under way: the program with what is kept so far, and the best plan."""

    model: Model
    vector: IntArray
    """Of the model; keeps everything."""
    budget: Budget
    watch: Watch
    observer: Observer
    seed: int
    large: Large | None
    """None where the program is small enough for CP-SAT to take it whole."""
    in_force: IntArray | None
    """The assignment nearest to the plan in force; it may break rows."""
    last: AimName | None = None
    """Aims after it are left as they come out; None: all are improved."""
    kept: Kept = field(init=False)
    held: dict[AimName, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kept = Kept.of(self.model.program, self.model.aims["spread"])

    def climb(self) -> tuple[AimResult, ...]:
        """All aims up to the last; their values are those of the final plan."""
        aims = self.model.scenario.aims
        asked = aims if self.last is None else aims[: aims.index(self.last) + 1]
        results = [self.step(aim) for aim in asked]
        return self.settled(results)

    def settled(self, results: Iterable[AimResult]) -> tuple[AimResult, ...]:
        """The results of steps with the values of the plan that there is now."""
        return tuple(
            replace(result, value=self.model.aims[result.name].value(self.vector))
            for result in results
        )

    def step(self, aim: AimName) -> AimResult:
        """Improve, bound and keep an aim."""
        form, begun, policy = self.model.aims[aim], self.watch.seconds, self.model.scenario.policy
        bound = self._improved(aim)
        self.vector = self._settled(self.vector)
        best = form.value(self.vector)
        if bound > best:
            raise ModelError(f"{aim}: bound {bound} above the value {best}")
        leximin = None
        if aim == "spread":
            self._tell(aim, best, bound, "burdens")
            leximin = self._leximin(best, bound)
        self._tell(aim, best, bound, "done")
        enough = self._enough(aim)
        self.held[aim] = enough if best <= enough else policy.held_at(aim, best)
        if leximin is None:
            self.kept = self.kept.holding(aim, form, self.held[aim])
        else:
            for cap in leximin.caps(policy):
                level = cap.level if cap.states else self.held[aim]
                self.kept = self.kept.capped(BurdenCap(level, cap.states))
        return AimResult(aim, best, best, bound, self.watch.seconds - begun, leximin)

    def _enough(self, aim: AimName) -> int:
        """What is good enough of an aim; nothing is below 0, and nobody holds an aim there."""
        enough = None if self.large is None else self.large.enough(aim)
        return -1 if enough is None else enough

    def _settled(self, vector: IntArray) -> IntArray:
        """Auxiliary variables may stand higher than the decisions make them: set them to these.

        What could count and is not counted serves nobody: it is counted.
        """
        tight = self.model.tightened(vector)
        if not self._keeps(tight):
            raise ModelError("an auxiliary variable does not follow from the decisions")
        return tight

    def _improved(self, aim: AimName) -> int:
        """Improve an aim from where the plan stands; its proven bound."""
        form = self.model.aims[aim]
        self._fall_back(aim)
        bound = box_bound(self.kept.program, form)
        self._tell(aim, form.value(self.vector), bound, "start")
        if self.watch.over() or form.value(self.vector) <= max(bound, self._enough(aim)):
            return bound
        if self.large is None:
            return max(bound, self._whole(form))
        self.vector, bound = self.large.improved(
            aim,
            self.kept.program,
            self.held,
            self.vector,
            lambda vector, bound, phase, rounds: self._tell(
                aim, form.value(vector), bound, phase, rounds
            ),
        )
        return bound

    def _fall_back(self, aim: AimName) -> None:
        """Go on from the plan in force where it keeps everything and is better from this aim on."""
        if self.in_force is None or not self._keeps(self.in_force):
            return
        aims = list(self.model.aims)
        rest = [self.model.aims[each] for each in aims[aims.index(aim) :]]
        here = [form.value(self.vector) for form in rest]
        if [form.value(self.in_force) for form in rest] < here:
            self.vector = self.in_force

    def _keeps(self, vector: IntArray) -> bool:
        return self.kept.program.holds(self.kept.completed(vector))

    def _whole(self, form: LinearForm) -> int:
        """The whole program by CP-SAT, to proof or to the end of the budget."""
        start = self.kept.completed(self.vector)
        found = least(self.kept.program, form, start, self.budget.whole, self.watch, self.seed)
        self.vector = self.kept.own(found.vector)
        return found.bound

    def _leximin(self, largest: int, bound: int) -> Leximin:
        """The burdens below the largest one; in a large program they are not searched."""
        if self.large is not None and largest > 0:
            return Leximin((BurdenRound(largest, bound),), finished=False)
        levelling = Levelling(
            self.kept,
            self.vector,
            self._settled,
            sum(money > 0 for money in self.model.basis.key_money.values()),
            self.model.scenario.policy.leximin_rounds,
            self.budget.whole,
            self.watch,
            self.seed,
        )
        leximin = levelling.run(bound)
        self.vector = levelling.vector
        return leximin

    def _tell(self, aim: AimName, value: int, bound: int, phase: str, rounds: int = 0) -> None:
        self.observer(Progress(aim, value, bound, self.watch.seconds, phase, rounds))
