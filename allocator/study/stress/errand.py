"""One loss: what is left of the plan, and the best that can be made of it."""

from dataclasses import dataclass, replace

import numpy as np

from allocator.domain.outcome import ElasticRow, Solved
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.effort import SIMPLEX_ENTRIES
from allocator.engine.journal import Content
from allocator.engine.linear_relaxation import Relax
from allocator.engine.neighbourhood import Matrix
from allocator.engine.solve import solve
from allocator.engine.watch import Watch
from allocator.engine.way import is_whole
from allocator.errors import VerificationError
from allocator.model.build import build
from allocator.model.model import Model
from allocator.report.view import View
from allocator.study.held.lawful import lawful
from allocator.study.held.ordered import (
    ORDERED,
    Least,
    holding,
    least_of,
    possible,
    require_held,
)
from allocator.study.held.promises import eased, order_words
from allocator.study.stress.at_once import left_of, unused
from allocator.study.stress.ground import BASE, FIRST, Common
from allocator.study.stress.loss import Loss
from allocator.study.stress.mended import mended
from allocator.study.stress.promises import gone_with
from allocator.study.stress.told import Told, Verdict, content_of, figures
from allocator.verify.aims import aim_violations
from allocator.verify.verify import violations

TRIES = 8
"""Times that rows may give way before a loss is left undecided."""


@dataclass(frozen=True, slots=True)
class Lose:
    """An errand of `allocator.study.many`: something is lost, or nothing."""

    common: Common
    loss: Loss | None

    @property
    def key(self) -> str:
        """Unique in a stress test."""
        return BASE if self.loss is None else self.loss.key

    def __call__(self, watch: Watch, /) -> Content:
        """What it comes to."""
        return content_of(self.told(watch))

    def told(self, watch: Watch) -> Told:
        """The same as a record; VerificationError for a plan that breaks a row."""
        common, loss = self.common, self.loss
        left = left_of(common, loss)
        if loss is not None and (told := unused(common, left)) is not None:
            return told
        gone = () if loss is None else gone_with(common.scenario, left.after, loss)
        least = least_of(common.ordered, left.after)
        return replace(
            self._best(left.after, least, left.plan, watch, gone),
            immediate=left.shortfall,
            at_once=left.missing,
        )

    def _best(
        self, after: Scenario, least: Least, left: Plan, watch: Watch, gone: tuple[str, ...]
    ) -> Told:
        """The best plan, with rows dropped until there is one."""
        dropped, unkept, common = dict.fromkeys(gone), list[str](), self.common
        verdict: Verdict = "undecided"
        for _ in range(TRIES):
            model = build(after)
            least, zero = possible(model, least)
            unkept += order_words(zero)
            model = holding(model, least)
            near = self._near(model, left)
            whole = is_whole(model, common.way)
            outcome = solve(
                model,
                effort=common.effort,
                time_limit=common.time_limit,
                seed=common.seed,
                last=None if whole else FIRST,
                stop=watch.over,
                way=common.way,
                near=near,
                enough=None if near is None else common.worth,
            )
            if isinstance(outcome, Solved):
                found = self._told(after, least, outcome, tuple(dropped), tuple(unkept))
                return found if whole else replace(found, bound=_bound(model, outcome, watch))
            verdict = outcome.verdict
            if not outcome.rows or not outcome.reproducible:
                break
            rows = outcome.rows
            if near is not None and outcome.verdict == "undecided":
                rows = _broken(model, near)
            after, words = eased(after, rows)
            dropped |= dict.fromkeys(words)
            unkept += order_words(rows)
            for row in rows:
                least = least.lessened(row) if row.family == ORDERED else least
        return Told(verdict, dropped=tuple(dropped), unkept=tuple(unkept))

    def _near(self, model: Model, left: Plan) -> Plan | None:
        """Where a large program is searched from: what is left, made to keep every row."""
        if is_whole(model, self.common.way) or not self.common.repaired:
            return None
        return lawful(model, mended(left, self.common.plan, model.scenario))

    def _told(
        self,
        after: Scenario,
        least: Least,
        outcome: Solved,
        dropped: tuple[str, ...],
        unkept: tuple[str, ...],
    ) -> Told:
        claimed = {aim.name: aim.value for aim in outcome.aims}
        found = (
            *violations(after, outcome.plan),
            *aim_violations(after, outcome.plan, claimed),
        )
        if found:
            raise VerificationError(found)
        require_held(outcome.plan, least)
        first = outcome.aims[0]
        view = View(after, outcome.plan, self.common.provenance)
        return Told(
            outcome.verdict,
            shortfall=first.value,
            bound=first.bound,
            dropped=dropped,
            unkept=unkept,
            **figures(view),
        )


def _bound(model: Model, outcome: Solved, watch: Watch) -> int:
    """Of the shortfall of a large program, by its linear relaxation."""
    known = outcome.aims[0].bound
    if len(model.program.index) > SIMPLEX_ENTRIES:
        return known
    relaxed = Relax(Matrix.of(model.program), model.aims[FIRST])(watch)
    return max(known, relaxed.bound)


def _broken(model: Model, plan: Plan) -> tuple[ElasticRow, ...]:
    """Rows that may give way and that a plan breaks."""
    program = model.program
    excess = program.excess(model.counted(model.nearest(plan)))
    return tuple(
        ElasticRow(program.rows[row].family, program.rows[row].codes, int(excess[row]))
        for row in np.nonzero((excess > 0) & program.elastic)[0].tolist()
    )
