"""Small programs: each figure is a solve of its own, to proof."""

from dataclasses import dataclass

from allocator.domain.outcome import Infeasible, Solved
from allocator.engine.effort import Effort
from allocator.engine.solve import solve
from allocator.engine.watch import Watch
from allocator.explain.marginal.trial import NOTHING_KNOWN, UNCOUNTED, Ground, Stand, Trial, missing
from allocator.model.build import build
from allocator.verify.verify import violations

EFFORT: Effort = "normal"


@dataclass(frozen=True, slots=True)
class Solve:
    """The task of solving the scenario with other figures; as it is where there are none."""

    ground: Ground
    trials: tuple[Trial, ...]
    seed: int

    def __call__(self, watch: Watch) -> tuple[Stand, ...]:
        """What the aims come to; a plan that breaks a row of its scenario counts for nothing."""
        ground = self.ground
        scenario = ground.with_figures(self.trials) if self.trials else ground.scenario
        outcome = solve(
            build(scenario), effort=EFFORT, seed=self.seed, last=ground.aims[-1], stop=watch.over
        )
        if isinstance(outcome, Infeasible):
            return (Stand("none"),)
        if not isinstance(outcome, Solved) or violations(scenario, outcome.plan):
            return (NOTHING_KNOWN,)
        burdens = next((aim.leximin for aim in outcome.aims if aim.leximin is not None), None)
        levels = ((each.level, each.states or 0) for each in (burdens.rounds if burdens else ()))
        return (
            Stand(
                "found",
                tuple(aim.least for aim in outcome.aims),
                tuple(aim.bound for aim in outcome.aims),
                (UNCOUNTED,) if burdens is not None and not burdens.exact else tuple(levels),
                missing(scenario, outcome.plan),
            ),
        )
