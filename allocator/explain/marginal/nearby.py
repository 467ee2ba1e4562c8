"""Large programs: what a figure touches is decided anew around the plan, with it and without.

A model takes longer to build than most areas take to decide. So figures that loosen cells of areas
which share no capability go into one model: each area is decided by itself, as if it alone had its
figure. What is found must hold in the scenario with that one figure; and as a model with more room
has no less to offer, what is proven to be the least in it is no more than the least with the one.
Where a plan made use of another's figure it does not hold, and the area gets a model of its own.

Nothing is decided anew that follows: a figure with less room is worth nothing where the best
without it holds with it, one with more where not a single row of the area is another for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from allocator.domain.plan import Plan
from allocator.engine.area import Area
from allocator.engine.local import Goal, Redecided, Surroundings
from allocator.engine.watch import Watch
from allocator.explain.marginal.alike import alike
from allocator.explain.marginal.trial import NOTHING_KNOWN, Ground, Stand, Trial, missing
from allocator.model.build import build
from allocator.verify.verify import violations

Side = Literal["looser", "tighter", "either"]
"""Whether figures leave more room for certain, or less."""
SETTLING = 3.0
"""Deterministic seconds for each aim in an area as things are: all is measured against it."""
FIRST, LATER, GLANCE = 0.4, 0.22, 0.1
"""With another figure: for the first aim, for those after it, and for an aim that could not be
proven without the figure, so that it will hardly be with it. Of solves that are proven at all in
three seconds nineteen in twenty are within 0.3."""
MOST = 12
"""Changes in one model: with so many little of its building is left for each."""


@dataclass(frozen=True, slots=True)
class Settle:
    """The task of deciding an area anew as things are: what a change there is measured against."""

    ground: Ground
    area: Area
    seed: int

    def __call__(self, watch: Watch) -> tuple[Stand, ...]:
        """The best in the area."""
        settled = self.settled(watch)
        if settled is None:
            return (NOTHING_KNOWN,)
        found, plan = settled
        stand = _stand(found, missing(self.ground.scenario, plan))
        return (replace(stand, plan=plan),)

    def settled(self, watch: Watch) -> tuple[Redecided, Plan] | None:
        """The same with the plan; each process finds it once."""
        known = self.ground.settled
        if self.area not in known:
            ground = self.ground
            around = Surroundings(ground.model, ground.plan, self.seed)
            goals = [
                Goal(aim, ground.model.aims[aim], ground.reached[aim], budget=SETTLING)
                for aim in ground.aims
            ]
            found = around.redecided(self.area, goals, watch)
            plan = None if found is None else around.plan(found)
            if found is None or plan is None or violations(ground.scenario, plan):
                return None
            known[self.area] = found, plan
        return known[self.area]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure, or several at once, the area they touch, and the best there without them."""

    trials: tuple[Trial, ...]
    side: Side
    area: Area
    base: Stand
    nearer: tuple[int, ...] = ()
    """Figures of the same cell between its own and this one."""


@dataclass(frozen=True, slots=True)
class Resettle:
    """The task of deciding areas anew, each with its own figures."""

    ground: Ground
    changes: tuple[Change, ...]
    seed: int

    def __call__(self, watch: Watch) -> tuple[Stand, ...]:
        """The best in each area."""
        if len(self.changes) == 1 and self._keeps(self.changes[0], watch):
            return (replace(self.changes[0].base, plan=None),)
        trials = chain.from_iterable(change.trials for change in self.changes)
        model = build(self.ground.with_figures(trials))
        around = Surroundings(model, self.ground.plan, self.seed)
        return tuple(self._stand(change, around, watch) for change in self.changes)

    def _keeps(self, change: Change, watch: Watch) -> bool:
        """With less room the best without the figure holds, so that it still is the best."""
        if change.side != "tighter":
            return False
        plan = self._settled(change, watch)
        return plan is not None and not violations(self.ground.with_figures(change.trials), plan)

    def _settled(self, change: Change, watch: Watch) -> Plan | None:
        """The best without the figure."""
        if change.base.plan is not None:
            return change.base.plan
        settled = Settle(self.ground, change.area, self.seed).settled(watch)
        return None if settled is None else settled[1]

    def _alone(self, change: Change, watch: Watch) -> Stand:
        if len(self.changes) == 1:
            return NOTHING_KNOWN
        return Resettle(self.ground, (change,), self.seed)(watch)[0]

    def _stand(self, change: Change, around: Surroundings, watch: Watch) -> Stand:
        ground, base, looser = self.ground, change.base, change.side == "looser"
        as_things_are = Surroundings(ground.model, ground.plan, self.seed)
        if looser and alike(as_things_are, around, change.area):
            return replace(base, plan=None, holds_at=change.nearer)
        found = self._redecided(change, around, watch)
        if found is None:
            return self._alone(change, watch)
        stand = _stand(found, base.missing)
        if looser and stand.values == base.values:
            # The plan without the figure holds with it, too: there is nothing to verify.
            return replace(stand, holds_at=change.nearer)
        scenario, plan = ground.with_figures(change.trials), around.plan(found)
        if violations(scenario, plan):
            return self._alone(change, watch)
        stand = _stand(found, missing(scenario, plan))
        return replace(stand, holds_at=tuple(self._also(change, plan))) if looser else stand

    def _also(self, change: Change, plan: Plan) -> Iterator[int]:
        """Nearer figures with which the plan holds: with less room there is none better."""
        for figure in change.nearer:
            trial = replace(change.trials[0], figure=figure)
            if not violations(self.ground.with_figures((trial,)), plan):
                yield figure

    def _redecided(self, change: Change, around: Surroundings, watch: Watch) -> Redecided | None:
        """The search begins with the best without the figure, as far as that holds."""
        ground, base = self.ground, change.base
        settled = self._settled(change, watch)
        aims = around.model.aims
        usual = dict.fromkeys(ground.aims, LATER) | {ground.aims[0]: FIRST}
        goals = [
            Goal(
                aim,
                aims[aim],
                ground.reached[aim],
                value,
                usual[aim] if value == bound else GLANCE,
            )
            for aim, value, bound in zip(ground.aims, base.values, base.bounds, strict=True)
        ]
        burdens = [(aims["spread"], ground.reached["spread"])] if change.side != "tighter" else []
        known = () if settled is None else (settled,)
        return around.redecided(change.area, goals, watch, known=known, wished=burdens)


def _stand(found: Redecided, lacking: Iterable[tuple[str, str, int]]) -> Stand:
    return Stand(
        "found",
        tuple(stage.value for stage in found.stages),
        tuple(stage.bound for stage in found.stages),
        missing=tuple(lacking),
    )


def batches(changes: Iterable[Change]) -> list[tuple[Change, ...]]:
    """The changes shared out, each to the first batch that has room and no area like its own."""
    made: list[tuple[list[Change], set[str]]] = []
    for change in changes:
        area = change.area
        own = set(area.states or (*area.capabilities, *area.components))
        for batch, taken in made:
            if len(batch) < MOST and _alike(batch[0], change) and not own & taken:
                batch.append(change)
                taken.update(own)
                break
        else:
            made.append(([change], own))
    return [tuple(batch) for batch, _ in made]


def _alike(one: Change, other: Change) -> bool:
    """Both loosen, and both are of states or of capabilities."""
    return one.side == other.side == "looser" and bool(one.area.states) == bool(other.area.states)
