"""Plans side by side: what changes from the first to each of the others, and in their inputs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from allocator.domain.outcome import AimResult
from allocator.domain.policy import AimName
from allocator.errors import RequestError
from allocator.report.requirements import cover_of
from allocator.report.view import Codes, View
from allocator.study.compare.common import Common, common, measured_alike, same_horizon
from allocator.study.compare.decisions import (
    DecisionShift,
    PoolShift,
    decision_shifts,
    pool_shifts,
)
from allocator.study.compare.figures import (
    HORIZON,
    Shift,
    capability_figures,
    crossed_figures,
    shifts,
    state_figures,
)
from allocator.study.compare.inputs import InputShift, input_shifts
from allocator.tables.filled_sheet import FilledSheet

Figures = Mapping[str, Shift]


@dataclass(frozen=True)
class NamedPlan:
    """A plan as it is compared: what it is called, its accounts, and what its input says."""

    label: str
    """Unique among the plans compared."""
    view: View
    sheets: Mapping[str, FilledSheet]
    """The sheets of its input."""


@dataclass(frozen=True, slots=True)
class AimShift:
    """What an aim comes to in two plans; None where it is no aim of that plan."""

    name: AimName
    before: AimResult | None
    after: AimResult | None
    alike: bool
    """Whether both values are in one unit."""

    @property
    def value(self) -> Shift:
        """The values of the plans."""
        before, after = (None if each is None else each.value for each in (self.before, self.after))
        return Shift(before, after, self.alike)

    @property
    def proof(self) -> tuple[object, object]:
        """Everything that is said of the aim but for the time it took, in both plans."""
        before, after = (
            None if each is None else (each.value, each.least, each.bound, each.leximin)
            for each in (self.before, self.after)
        )
        return before, after


@dataclass(frozen=True)
class Pair:
    """A plan against the first: figures of what both have, everything else by name."""

    first: NamedPlan
    other: NamedPlan

    @cached_property
    def common(self) -> Common:
        """What both have."""
        return common(self.first.view, self.other.view)

    @property
    def periods(self) -> Codes:
        """Of both plans, in time."""
        return self.common.codes["period"]

    @property
    def period(self) -> str:
        """The period looked at: the first plan's deadline, or the last of both without it."""
        deadline = self.first.view.deadline
        return deadline if deadline in self.periods else self.periods[-1]

    @property
    def views(self) -> tuple[View, View]:
        """The accounts of both."""
        return self.first.view, self.other.view

    @cached_property
    def aims(self) -> tuple[AimShift, ...]:
        """In the first plan's order, then what is an aim of the other alone."""
        before, after = ({aim.name: aim for aim in view.provenance.aims} for view in self.views)
        return tuple(
            AimShift(name, before.get(name), after.get(name), measured_alike(name, *self.views))
            for name in dict.fromkeys((*before, *after))
        )

    @cached_property
    def by_state(self) -> Mapping[str, Figures]:
        """States of both, in the order of the first workbook; see `state_figures`."""
        return {state: self._of_state(state) for state in self.common.codes["state"]}

    @cached_property
    def totals(self) -> Figures:
        """The same added up over these states."""
        names = dict.fromkeys(name for figures in self.by_state.values() for name in figures)
        return {
            name: Shift(
                sum(figures[name].before or 0 for figures in self.by_state.values()),
                sum(figures[name].after or 0 for figures in self.by_state.values()),
                name not in HORIZON or self.same_horizon,
            )
            for name in names
            if name != "burden"
        }

    @cached_property
    def by_capability(self) -> Mapping[tuple[str, str], Figures]:
        """Capabilities of both, each in every period of both; see `capability_figures`."""
        keys = [
            (code, period) for code in self.common.codes["capability"] for period in self.periods
        ]
        before, after = (capability_figures(view, keys) for view in self.views)
        return {key: shifts(before[key], after[key]) for key in keys}

    @cached_property
    def by_state_and_capability(self) -> Mapping[tuple[str, str], Figures]:
        """Where anything differs; see `crossed_figures`."""
        before, after = (
            crossed_figures(view, self.period, self.periods[-1], self.periods)
            for view in self.views
        )
        found: dict[tuple[str, str], dict[str, Shift]] = {}
        for (state, capability, name), shift in shifts(before, after).items():
            found.setdefault((state, capability), {})[name] = shift
        known = self.common.known
        keys = [
            key
            for key, figures in found.items()
            if key[0] in known["state"]
            and key[1] in known["capability"]
            and any(shift.difference for shift in figures.values())
        ]
        ordered = self.first.view.sorted_keys(("state", "capability"), keys)
        return {(state, capability): found[state, capability] for state, capability in ordered}

    @cached_property
    def cover(self) -> Figures:
        """How much of what is required of the capabilities of both is there in the period."""
        before, after = (
            cover_of(view, self.common.codes["capability"], self.period) for view in self.views
        )
        return {
            "european": Shift(before.european, after.european),
            "missing": Shift(before.missing, after.missing),
        }

    @cached_property
    def decisions(self) -> tuple[DecisionShift, ...]:
        """Those that differ, as far as both plans know all their codes."""
        return tuple(decision_shifts(*self.views, self.common))

    @cached_property
    def pools(self) -> tuple[PoolShift, ...]:
        """Pools of both."""
        return pool_shifts(*self.views, self.common)

    @cached_property
    def inputs(self) -> tuple[InputShift, ...]:
        """What differs between the inputs."""
        return input_shifts(self.first.sheets, self.other.sheets)

    @property
    def same_horizon(self) -> bool:
        """Whether both plans count over the same periods."""
        return same_horizon(self.first.view.scenario, self.other.view.scenario)

    @property
    def same_decisions(self) -> bool:
        """Whether both plans decide the same; what one of them knows alone is a difference."""
        return self.first.view.plan == self.other.view.plan

    @property
    def same_input(self) -> bool:
        """Whether no cell differs, names and notes included."""
        before, after = (view.provenance.scenario_digest for view in self.views)
        return not self.inputs and before == after

    @property
    def same_proof(self) -> bool:
        """Whether both plans claim the same of their aims."""
        return all(before == after for before, after in (aim.proof for aim in self.aims))

    @property
    def nothing_differs(self) -> bool:
        """Neither decisions, nor input, nor what is proven."""
        return self.same_decisions and self.same_input and self.same_proof

    def _of_state(self, state: str) -> Figures:
        before, after = (state_figures(view, state, self.periods) for view in self.views)
        alike = dict.fromkeys(HORIZON, self.same_horizon)
        alike["burden"] = measured_alike("spread", *self.views)
        return {name: Shift(before[name], after[name], alike.get(name, True)) for name in before}


@dataclass(frozen=True)
class Comparison:
    """Two plans or more, each held against the first."""

    plans: tuple[NamedPlan, ...]

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """A pair for each plan but the first."""
        return tuple(Pair(self.plans[0], other) for other in self.plans[1:])


def comparison(plans: Sequence[NamedPlan]) -> Comparison:
    """The comparison of verified plans.

    Raises RequestError for fewer than two, for prices of different years, and for two plans without
    a period, a state or a capability that both have.
    """
    if len(plans) < 2:
        raise RequestError("a comparison takes two plans or more")
    found = Comparison(tuple(plans))
    for pair in found.pairs:
        _require_comparable(pair)
    return found


def _require_comparable(pair: Pair) -> None:
    years = [view.policy.price_base_year for view in pair.views]
    if years[0] != years[1]:
        cells = " and ".join(_price_base(plan) for plan in (pair.first, pair.other))
        raise RequestError(f"money at prices of different years does not compare: {cells}")
    for what in ("period", "state", "capability"):
        if not pair.common.codes[what]:
            raise RequestError(
                f"{pair.first.label} and {pair.other.label} have no {what} in common that compares"
            )


def _price_base(plan: NamedPlan) -> str:
    address = plan.view.scenario.book.address("settings", ("price_base_year",), "value")
    return f"{plan.label} has {plan.view.policy.price_base_year} ({address})"
