"""One loss: what is left of the plan, and the best that can be made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np

from allocator.accounts.aims import AIM_VALUES
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import ElasticRow, Solved
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.domain.provenance import Provenance
from allocator.domain.scenario import Scenario
from allocator.engine.effort import SIMPLEX_ENTRIES, Effort
from allocator.engine.journal import Content
from allocator.engine.linear_relaxation import Relax
from allocator.engine.neighbourhood import Matrix
from allocator.engine.solve import solve
from allocator.engine.watch import Watch
from allocator.engine.way import Way, is_whole
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
    ordered,
    possible,
    require_held,
)
from allocator.study.held.promises import eased, order_words
from allocator.study.held.remains import remains
from allocator.study.stress.loss import Loss
from allocator.study.stress.mended import mended
from allocator.study.stress.promises import gone_with
from allocator.study.stress.told import Told, Verdict, content_of, figures, missing
from allocator.study.stress.without import without
from allocator.verify.aims import aim_violations
from allocator.verify.verify import violations

FIRST: AimName = "shortfall"
STAYING: tuple[AimName, ...] = ("spread", "cost", "reliance")
"""Aims that a search around the plan is not to throw away."""
BASE = "nothing"
"""The key of the plan re-optimised with nothing lost."""
PRECIOUS = 200
"""While rows are mended the shortfall weighs so many times more than an aim usually does then: a
loss breaks many orders, and each is worth much less than all there is."""
TRIES = 8
"""Times that rows may give way before a loss is left undecided."""


@dataclass(frozen=True)
class Common:
    """What all losses share; it travels to each process once."""

    scenario: Scenario
    plan: Plan
    provenance: Provenance
    """Of the plan."""
    before: int
    """What is ordered before this month stays ordered."""
    effort: Effort
    time_limit: float | None = None
    seed: int = 0
    way: Way = "auto"
    """Forces how programs are taken, for tests."""
    repaired: bool = True
    """Whether a large program is searched from what is left of the plan, not from the status quo;
    otherwise for measurements."""

    @cached_property
    def ordered(self) -> Plan:
        """What of the plan stays, where nothing is lost."""
        return ordered(Ledger(self.scenario, self.plan), self.before)

    @cached_property
    def worth(self) -> Mapping[AimName, int]:
        """What a search stays near: other aims of the plan, and little enough of the shortfall that
        it is never enough, and weighs while rows are mended."""
        ledger = Ledger(self.scenario, self.plan)
        found = {aim: AIM_VALUES[aim](ledger) for aim in STAYING if aim in self.scenario.aims}
        proven = next((aim.bound for aim in self.provenance.aims if aim.name == FIRST), 0)
        if 2 * proven > self.shortfall:
            found[FIRST] = proven // PRECIOUS
        return found

    @cached_property
    def shortfall(self) -> int:
        """Of the plan."""
        return AIM_VALUES[FIRST](Ledger(self.scenario, self.plan))

    def __getstate__(self) -> dict[str, object]:
        """Without what each process finds for itself."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


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
        after = common.scenario if loss is None else without(common.scenario, loss)
        after = unyielding(after)
        left = common.plan if loss is None else remains(common.plan, after)
        model = build(after)
        left = replace(left, counted={})
        left = replace(left, counted=_counted(model, model.counted(model.nearest(left))))
        view = View(after, left, common.provenance)
        at_once = missing(view)
        immediate = sum(gap.value for gap in at_once.values())
        if loss is not None and self._unused(after, left, immediate):
            return Told("unused", immediate, immediate, missing=at_once, at_once=at_once)
        gone = () if loss is None else gone_with(common.scenario, after, loss)
        least = least_of(common.ordered, after)
        return replace(
            self._best(after, least, left, watch, gone), immediate=immediate, at_once=at_once
        )

    def _unused(self, after: Scenario, left: Plan, immediate: int) -> bool:
        """The plan holds as it is, and nothing more is short."""
        common = self.common
        return (
            immediate == common.shortfall
            and all(
                getattr(left, name) == getattr(common.plan, name)
                for name in (each.name for each in fields(left))
                if name != "counted"
            )
            and not violations(after, common.plan)
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


def unyielding(scenario: Scenario) -> Scenario:
    """The scenario in which nothing of the shortfall is given up for later aims."""
    policy = scenario.policy
    kept = tuple((aim, part) for aim, part in policy.tolerances if aim != FIRST)
    return scenario.replaced(policy=policy.model_copy(update={"tolerances": kept}))


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
