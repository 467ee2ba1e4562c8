"""The best plan in which it is as it was wished, and what it costs against the known plan."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from allocator.accounts.burden import falling_burdens
from allocator.accounts.ledger import Ledger
from allocator.domain.leximin import BurdenCap
from allocator.domain.outcome import AimResult, Infeasible, Outcome, Solved
from allocator.domain.policy import ARBITRARY, AimName
from allocator.engine.descent import Worth
from allocator.engine.effort import Effort
from allocator.engine.least_given_up import least_given_up, proven_least
from allocator.engine.progress import Observer
from allocator.engine.way import Way, is_whole
from allocator.explain.why.impossible import Reasons, reasons
from allocator.explain.why.question import Question
from allocator.explain.why.wished import require_granted, wished
from allocator.model.build import build
from allocator.report.view import View

Verdict = Literal["equal", "better", "worse", "impossible", "undecided"]


@dataclass(frozen=True, slots=True)
class AimPrice:
    """An aim in the plan that is known and in the best one in which it is otherwise."""

    name: AimName
    before: int
    after: int
    proven: bool
    """Given the aims before it, no plan in which it is otherwise has less than `after`, or need
    have less, because the known plan has no less."""

    @property
    def rise(self) -> int:
        """How much is given up; below nought where the other plan is better."""
        return self.after - self.before


@dataclass(frozen=True)
class Answer:
    """What came of a question."""

    question: Question
    before: View
    after: View | None
    """The other plan; None where there is none, or none was found."""
    outcome: Outcome
    aims: tuple[AimPrice, ...]
    """All but the tie-break, in their order; empty without a plan."""
    at_least: int | None
    """What the first aim is proven to come to in every plan in which it is otherwise."""
    more_burdened: bool
    """Whether a level of burden below the largest has more states above it than it had."""
    why_not: Reasons | None
    """What stands in the way, where no plan is as wished."""

    @cached_property
    def worse(self) -> tuple[AimPrice, ...]:
        """Aims of which something is given up."""
        return tuple(aim for aim in self.aims if aim.rise > 0)

    @property
    def verdict(self) -> Verdict:
        """Equal: no aim is worse, nor any better."""
        if self.after is None:
            return "impossible" if isinstance(self.outcome, Infeasible) else "undecided"
        if self.worse or self.more_burdened:
            return "worse"
        return "better" if any(aim.rise < 0 for aim in self.aims) else "equal"

    @property
    def exact(self) -> bool:
        """Whether the first price is proven: no plan in which it is otherwise is better."""
        upto = self.aims.index(self.worse[0]) + 1 if self.worse else len(self.aims)
        return all(aim.proven for aim in self.aims[:upto])


def answer(
    known: View,
    question: Question,
    *,
    effort: Effort = "quick",
    seed: int = 0,
    workers: int = 1,
    observer: Observer | None = None,
    stop: Callable[[], bool] | None = None,
    way: Way = "auto",
) -> Answer:
    """The answer to a question about a plan whose provenance states the value of every aim.

    Deterministic for an effort and a seed. The plan found is not verified here, but that it grants
    the wish is: ModelError otherwise.
    """
    model = wished(build(known.scenario), question)
    stated = known.provenance.aims
    worth = Worth(known.plan, {aim.name: aim.value for aim in stated}, burden_caps(known))
    outcome = least_given_up(
        model,
        worth,
        effort=effort,
        seed=seed,
        workers=workers,
        observer=observer,
        stop=stop,
        way=way,
    )
    if not isinstance(outcome, Solved):
        found = reasons(known, question) if isinstance(outcome, Infeasible) else None
        return Answer(question, known, None, outcome, (), None, False, found)
    after = View(known.scenario, outcome.plan, known.provenance)
    require_granted(after.ledger, question)
    aims = tuple(_price(aim, worth.aims[aim.name]) for aim in outcome.aims if aim.name != ARBITRARY)
    least = outcome.aims[0].bound
    if not is_whole(model, way) and aims[0].rise > 0:
        least = max(least, proven_least(model, aims[0].name, stop))
    more = any(_above(after.ledger, cap.level) > cap.states for cap in worth.burdens)
    return Answer(question, known, after, outcome, aims, least, more, None)


def burden_caps(known: View) -> tuple[BurdenCap, ...]:
    """How many states the plan has above its levels of burden, as far as its solve settled them."""
    settled = next((aim.leximin for aim in known.provenance.aims if aim.leximin), None)
    counted = 0 if settled is None else sum(each.states is not None for each in settled.rounds)
    burdens = falling_burdens(known.ledger)
    levels = sorted({burden for burden in burdens if burden}, reverse=True)[:counted]
    if not levels:
        return ()
    return tuple(
        BurdenCap(level, sum(burden > level for burden in burdens))
        for level in (*levels, levels[-1] - 1)
    )


def _above(ledger: Ledger, level: int) -> int:
    return sum(burden > level for burden in falling_burdens(ledger))


def _price(result: AimResult, before: int) -> AimPrice:
    return AimPrice(result.name, before, result.value, result.proven or result.value <= before)
