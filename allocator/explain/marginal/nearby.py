"""Large programs: what a figure touches is decided anew around the plan, with it and without.

A model takes longer to build than most areas take to decide. So figures in cells of areas which
share no capability and no state go into one model, and its rows are told apart again: each area is
decided with its own (`parted`). Figures whose rows cannot be told apart may share a model if all
loosen something, and each area is decided as if it alone had its figure: as a model with more room
has no less to offer, what is proven to be the least in it is no more than the least with the one.
What is found must hold in the scenario with that one figure; else the area gets a model of its own.

Nothing is decided anew that follows: a figure with less room is worth nothing where the best
without it holds with it, one with more where not a single row of the area is another for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

import numpy as np

from allocator.domain.plan import Plan
from allocator.engine.area import Area
from allocator.engine.local import Goal, Redecided, Surroundings
from allocator.engine.watch import Watch
from allocator.explain.marginal.alike import alike
from allocator.explain.marginal.parted import own_plan, parted
from allocator.explain.marginal.trial import NOTHING_KNOWN, Ground, Stand, Trial, missing
from allocator.model.build import build
from allocator.model.model import Model
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
            around = replace(ground.surroundings, seed=self.seed)
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
    apart: bool = True
    """Whether its rows may be told apart from those of others in one model."""


@dataclass(frozen=True, slots=True)
class Resettle:
    """The task of deciding areas anew, each with its own figures."""

    ground: Ground
    changes: tuple[Change, ...]
    seed: int

    def __call__(self, watch: Watch) -> tuple[Stand, ...]:
        """The best in each area."""
        return tuple(self._stands(self.changes, watch))

    def _stands(self, changes: Sequence[Change], watch: Watch) -> Iterator[Stand]:
        trials = chain.from_iterable(change.trials for change in changes)
        ground, model = self.ground, build(self.ground.with_figures(trials))
        around = Surroundings.of(model, ground.plan, self.seed)
        if len(changes) == 1:
            yield self._stand(changes[0], around, watch) or NOTHING_KNOWN
            return
        areas = [change.area for change in changes]
        matrices = parted(ground.model, model, areas) if changes[0].apart else None
        loosen = all(change.side == "looser" for change in changes)
        if matrices is None and not loosen:
            half = len(changes) // 2
            yield from self._stands(changes[:half], watch)
            yield from self._stands(changes[half:], watch)
            return
        for change, matrix in zip(changes, matrices or [None] * len(changes), strict=True):
            stand = None
            if matrix is not None:
                start = np.where(change.area.own(model), around.start, ground.surroundings.start)
                own = replace(around, matrix=matrix, start=start)
                stand = self._stand(change, own, watch, parted_from=ground.model)
            elif loosen:
                stand = self._stand(change, around, watch)
            yield stand or Resettle(ground, (change,), self.seed)(watch)[0]

    def _stand(
        self, change: Change, around: Surroundings, watch: Watch, parted_from: Model | None = None
    ) -> Stand | None:
        """The best in one area; None where nothing was found that holds with the figure alone.

        Rows that were parted are those that the figure has by itself, but for wider bounds: where
        nothing is found in them, there is nothing to be found without the others either.
        """
        ground, base, looser = self.ground, change.base, change.side == "looser"
        if looser and alike(ground.surroundings, around, change.area):
            return replace(base, plan=None, holds_at=change.nearer)
        settled = self._settled(change, watch)
        if change.side == "tighter" and self._holds(change, around, settled):
            return replace(base, plan=None)
        found = self._redecided(change, around, settled, watch)
        if found is None:
            return None if parted_from is None else NOTHING_KNOWN
        stand = _stand(found, base.missing)
        if looser and stand.values == base.values:
            # The plan without the figure holds with it, too: there is nothing to verify.
            return replace(stand, holds_at=change.nearer)
        plan = around.plan(found)
        if parted_from is not None:
            plan = own_plan(parted_from, around.model, change.area, found.vector)
        scenario = ground.with_figures(change.trials)
        if violations(scenario, plan):
            return None
        stand = _stand(found, missing(scenario, plan))
        return replace(stand, holds_at=tuple(self._also(change, plan))) if looser else stand

    def _settled(self, change: Change, watch: Watch) -> Plan | None:
        """The best without the figure."""
        if change.base.plan is not None:
            return change.base.plan
        settled = Settle(self.ground, change.area, self.seed).settled(watch)
        return None if settled is None else settled[1]

    def _holds(self, change: Change, around: Surroundings, settled: Plan | None) -> bool:
        """With less room the best without the figure still is the best if it holds; rows are
        looked at first because they are there."""
        if settled is None or not around.matrix.holds(around.model.stated(settled)):
            return False
        return not violations(self.ground.with_figures(change.trials), settled)

    def _also(self, change: Change, plan: Plan) -> Iterator[int]:
        """Nearer figures with which the plan holds: with less room there is none better."""
        for figure in change.nearer:
            trial = replace(change.trials[0], figure=figure)
            if not violations(self.ground.with_figures((trial,)), plan):
                yield figure

    def _redecided(
        self, change: Change, around: Surroundings, settled: Plan | None, watch: Watch
    ) -> Redecided | None:
        """The search begins with the best without the figure, as far as that holds."""
        ground, base = self.ground, change.base
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
    """Both are of states or both of capabilities, loosen or do not, and can be told apart or not;
    those that cannot be share a model only where they loosen."""
    looser = one.side == "looser"
    if bool(one.area.states) != bool(other.area.states) or looser != (other.side == "looser"):
        return False
    return one.apart == other.apart and (one.apart or looser)
