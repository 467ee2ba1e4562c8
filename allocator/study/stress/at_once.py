"""What a loss takes at once, before anybody decides anything anew."""

from dataclasses import dataclass, fields, replace

import numpy as np

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.journal import Content
from allocator.engine.watch import Watch
from allocator.model.build import build
from allocator.model.model import Model
from allocator.report.view import View
from allocator.study.held.remains import remains
from allocator.study.stress.ground import Common, unyielding
from allocator.study.stress.loss import Loss
from allocator.study.stress.told import Missing, Told, content_of, missing
from allocator.study.stress.without import without
from allocator.verify.verify import violations


@dataclass(frozen=True, slots=True)
class Left:
    """The scenario after a loss, and what is left of the plan in it."""

    after: Scenario
    plan: Plan
    missing: Missing

    @property
    def shortfall(self) -> int:
        """The weighted shortfall of it."""
        return sum(gap.value for gap in self.missing.values())


@dataclass(frozen=True, slots=True)
class See:
    """An errand of `allocator.study.many`: what a loss takes at once, and no more."""

    common: Common
    loss: Loss

    @property
    def key(self) -> str:
        """Unique in a stress test."""
        return seen(self.loss)

    def __call__(self, _watch: Watch, /) -> Content:
        """`seen`, or `unused` where the plan holds as it is."""
        left = left_of(self.common, self.loss)
        return content_of(
            unused(self.common, left)
            or Told("seen", immediate=left.shortfall, at_once=left.missing)
        )


def seen(loss: Loss) -> str:
    """How a journal calls the errand that only looks at a loss."""
    return f"at once: {loss.key}"


def left_of(common: Common, loss: Loss | None) -> Left:
    """What is left where something is lost, or nothing."""
    after = common.scenario if loss is None else without(common.scenario, loss)
    after = unyielding(after)
    left = common.plan if loss is None else remains(common.plan, after)
    model = build(after)
    left = replace(left, counted={})
    left = replace(left, counted=_counted(model, model.counted(model.nearest(left))))
    return Left(after, left, missing(View(after, left, common.provenance)))


def unused(common: Common, left: Left) -> Told | None:
    """That the plan holds as it is, with nothing more short; None where that is not so."""
    same = all(
        getattr(left.plan, name) == getattr(common.plan, name)
        for name in (each.name for each in fields(left.plan))
        if name != "counted"
    )
    if not same or left.shortfall != common.shortfall or violations(left.after, common.plan):
        return None
    return Told(
        "unused", left.shortfall, left.shortfall, missing=left.missing, at_once=left.missing
    )


def _counted(
    model: Model, vector: "np.ndarray[tuple[int], np.dtype[np.int64]]"
) -> dict[tuple[str, str], int]:
    """What counts of combat capabilities, as far as their enablers allow."""
    entries = model.decisions.entries["counted"]
    return {
        (codes[0], codes[1]): int(vector[variable])
        for codes, variable in entries.items()
        if vector[variable]
    }
