"""One search below a corner, carried out where there is room for it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import NamedTuple

from allocator.domain.outcome import Infeasible, Outcome, Solved
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.engine.effort import BUDGETS, SIMPLEX_ENTRIES, Effort
from allocator.engine.extension import Row, entries_of, with_rows
from allocator.engine.guide import LIMIT
from allocator.engine.journal import Content
from allocator.engine.linear_bound import box_bound
from allocator.engine.linear_relaxation import Relax
from allocator.engine.neighbourhood import Matrix
from allocator.engine.solve import solve
from allocator.engine.watch import Watch
from allocator.engine.way import Way, is_whole
from allocator.model.build import build
from allocator.model.model import Model
from allocator.model.program import LARGEST, Program, RowName
from allocator.model.sparse_rows import FREE
from allocator.study.pareto.front import Corner, Values, put
from allocator.study.pareto.lowest import NOTHING, Lowest, lowest
from allocator.study.pareto.told import content_of, plan_of


@dataclass(frozen=True)
class Common:
    """What all searches of a front share; it travels to each process once."""

    scenario: Scenario
    aims: tuple[AimName, ...]
    effort: Effort
    seed: int = 0
    way: Way = "auto"
    """Forces how programs are taken, for tests."""

    @cached_property
    def model(self) -> Model:
        """Of the scenario."""
        return build(self.scenario)

    def __getstate__(self) -> dict[str, object]:
        """Without the model, which each process builds for itself."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def unlimited(self) -> Corner:
        """Above what any aim can be."""
        return (LARGEST,) * len(self.aims)


class Found(NamedTuple):
    """What a search came to."""

    values: Values | None
    """Of the aims; None where no plan was found."""
    plan: Plan | None
    empty: tuple[Corner, ...]
    """Corners below which no plan is."""
    proven: bool
    """No plan is as good in every aim and better in one."""


@dataclass(frozen=True, slots=True)
class SearchCorner:
    """An errand of `allocator.study.many`: the aims one after the other below a corner."""

    common: Common
    order: tuple[int, ...]
    """Which aim first: places in the aims asked for."""
    corner: Corner
    near: Plan | None = None
    """A plan that is below the corner in every aim but, possibly, the first of the order."""

    @property
    def key(self) -> str:
        """Unique in a search for a front."""
        limits = (str(limit) if limit < LARGEST else "-" for limit in self.corner)
        return f"aims {' '.join(map(str, self.order))} below {' '.join(limits)}"

    def __call__(self, watch: Watch, /) -> Content:
        """What is found, as a journal keeps it."""
        common = self.common
        names = tuple(common.aims[aim] for aim in self.order)
        below = {
            common.aims[aim]: limit for aim, limit in enumerate(self.corner) if limit < LARGEST
        }
        if is_whole(common.model, common.way):
            budget = BUDGETS[common.effort].whole
            found = lowest(common.model, names, below, self.near, budget, watch, common.seed)
            return self._content(found, self.corner)
        # Without its limit the first aim is as low, and a plan to begin with is at hand.
        below.pop(names[0], None)
        found = _nearly_lowest(common, names, below, self.near, watch)
        return self._content(found, put(self.corner, self.order[0], LARGEST))

    def _content(self, found: Lowest, corner: Corner) -> Content:
        """With the corners ruled out: those before an aim at their values, it below its bound."""
        empty = [list(corner)] if found.impossible else []
        for place, bound in enumerate(found.bounds):
            ruled = list(corner)
            for aim, value in zip(self.order[:place], found.values, strict=False):
                ruled[aim] = value + 1
            ruled[self.order[place]] = min(bound, ruled[self.order[place]])
            empty.append(ruled)
        values = dict(zip(self.order, found.values, strict=False))
        return {
            "values": [values[aim] for aim in sorted(values)] or None,
            "plan": None if found.plan is None else content_of(found.plan),
            "empty": empty,
            "proven": bool(values) and found.values == found.bounds,
        }


def found_by(content: Content) -> Found:
    """What `SearchCorner` has put down."""
    return Found(
        None if content["values"] is None else tuple(content["values"]),
        None if content["plan"] is None else plan_of(content["plan"]),
        tuple(map(tuple, content["empty"])),
        content["proven"],
    )


def ordered(scenario: Scenario, aims: tuple[AimName, ...]) -> Scenario:
    """The scenario with these aims first and nothing of any aim given up for others."""
    rest = tuple(aim for aim in scenario.policy.aims if aim not in aims)
    settings = {"aims": (*aims, *rest), "tolerances": ()}
    return scenario.replaced(policy=scenario.policy.model_copy(update=settings))


def limited(model: Model, below: Mapping[AimName, int]) -> Program:
    """The program with aims strictly below limits, by rows that a first phase can mend."""
    rows = []
    for aim, limit in below.items():
        form = model.aims[aim]
        most = limit - 1 - form.constant
        rows.append(Row(RowName(LIMIT, (aim,)), entries_of(form), -FREE, most))
    return with_rows(model.program, rows, elastic=True) if rows else model.program


def _nearly_lowest(
    common: Common,
    order: tuple[AimName, ...],
    below: dict[AimName, int],
    near: Plan | None,
    watch: Watch,
) -> Lowest:
    """The same by rounds: values with bounds.

    The first aim is minimised as if the others of the policy followed in their usual order, because
    the guide looks ahead to these; then those of the front, around that plan. The search begins
    afresh where the status quo is below the limits, whatever else it breaks, because a plan that is
    far from the front holds back; else around the plan nearby.
    """
    model = build(ordered(common.scenario, order[:1]))
    if any(box_bound(model.program, model.aims[aim]) >= limit for aim, limit in below.items()):
        return NOTHING
    program = limited(model, below)
    status_quo = model.status_quo()
    afresh = near is None or all(
        model.aims[aim].value(status_quo) < limit for aim, limit in below.items()
    )
    begun = _solved(common, model, below, order[0], None if afresh else near, {}, watch)
    if isinstance(begun, Infeasible):
        return NOTHING
    bound = _bound(common, model, program, order[0], watch)
    if not isinstance(begun, Solved):
        return Lowest(None, (), (bound,))
    first = begun.aims[0]
    model = build(ordered(common.scenario, order))
    outcome = _solved(common, model, below, order[-1], begun.plan, {order[0]: first.value}, watch)
    if not isinstance(outcome, Solved):
        return Lowest(None, (), (max(bound, first.bound),))
    results = outcome.aims
    bounds = (max(bound, first.bound), *(result.bound for result in results[1:]))
    return Lowest(outcome.plan, tuple(result.value for result in results), bounds)


def _solved(
    common: Common,
    model: Model,
    below: Mapping[AimName, int],
    last: AimName,
    near: Plan | None,
    enough: Mapping[AimName, int],
    watch: Watch,
) -> Outcome:
    return solve(
        replace(model, program=limited(model, below)),
        effort=common.effort,
        seed=common.seed,
        last=last,
        stop=watch.over,
        way=common.way,
        near=near,
        enough=enough,
    )


def _bound(common: Common, model: Model, program: Program, aim: AimName, watch: Watch) -> int:
    """What the relaxation proves of an aim that the effort does not relax, if it can be relaxed."""
    form = model.aims[aim]
    relaxed = BUDGETS[common.effort].sized(len(program.index)).relaxed
    if aim in relaxed or len(program.index) > SIMPLEX_ENTRIES:
        return box_bound(program, form)
    return Relax(Matrix.of(program), form)(watch).bound
