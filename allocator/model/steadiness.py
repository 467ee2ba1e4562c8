"""Every series of decisions beside the plan in force: what the aims of steadiness hold on to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from allocator.domain.in_force import PERIODLESS, STEADY, compared_periods, plan_in_force
from allocator.domain.plan import NAMES, Plan
from allocator.model.access_map import AccessMap
from allocator.model.basis import Basis
from allocator.model.decisions import Codes
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms

KIND = "change"


@dataclass(frozen=True, slots=True)
class Point:
    """One decision of a series: its variable, and what the plan in force says."""

    variable: int | None
    """None: always zero."""
    value: int
    announced: bool
    period: int
    """0 for a decision without periods."""


@dataclass(frozen=True, slots=True)
class HeldSeries:
    """A decision over its periods, one that the scenario leaves open or that is in force."""

    decision: str
    codes: Codes
    """Without the period."""
    points: tuple[Point, ...]
    """Of the periods that the plan in force speaks of."""

    @property
    def labels(self) -> Mapping[str, str]:
        """The code of every label that the series has; a host is none."""
        named = zip(NAMES[self.decision], self.codes, strict=False)
        return {name: code for name, code in named if name != "host"}


def held_series(draft: Draft) -> Iterator[HeldSeries]:
    """All series that steadiness counts, in the order of decisions and codes."""
    basis = draft.basis
    rows = _rows_in_force(basis)
    announced = {
        (row.decision, row.codes)
        for row in basis.scenario.plan_in_force
        if row.announced and row.codes in rows.get(row.decision, {})
    }
    periods = [(code,) for code in basis.codes[: compared_periods(basis.scenario)]]
    for decision in STEADY:
        ends: Sequence[Codes] = [()] if decision in PERIODLESS else periods
        dated = decision not in PERIODLESS
        variables, stated = draft.decisions.entries[decision], rows[decision]
        for head in sorted({codes[: len(codes) - dated] for codes in (*variables, *stated)}):
            points = tuple(
                Point(
                    variables.get((*head, *end)),
                    stated.get((*head, *end), 0),
                    (decision, (*head, *end)) in announced,
                    period,
                )
                for period, end in enumerate(ends)
            )
            yield HeldSeries(decision, head, points)


def difference(draft: Draft, series: HeldSeries, point: Point) -> Terms:
    """|decision - value in force|: a variable of its own only where both signs can be."""
    builder, value = draft.builder, point.value
    if point.variable is None:
        return Terms(value)
    if value == 0:
        return Terms().add(1, point.variable)
    most = builder.upper[point.variable]
    if value >= most:
        return Terms(value).add(-1, point.variable)
    codes = (series.decision, *series.codes, draft.basis.codes[point.period])
    found = builder.find(KIND, *codes)
    if found is None:
        above = Terms(-value).add(1, point.variable)
        found = draft.auxiliary(
            KIND,
            codes,
            max(value, most - value),
            lambda values: abs(above.value(values)),
            draft.basis.labels(period=point.period, **series.labels),
        )
        builder.row(KIND, (*codes, "above"), above.copy().add(-1, found), upper=0)
        builder.row(KIND, (*codes, "below"), above.copy().add(1, found), lower=0)
    return Terms().add(1, found)


def _rows_in_force(basis: Basis) -> Mapping[str, Mapping[Codes, int]]:
    """By decision, without what its state may no longer do."""
    plan: Plan = plan_in_force(basis.scenario)
    return {
        decision: {
            codes: value
            for codes, value in getattr(plan, decision).items()
            if _may(basis, decision, codes)
        }
        for decision in STEADY
    }


def _may(basis: Basis, decision: str, codes: Codes) -> bool:
    access, scenario = basis.access, basis.scenario
    may = True
    match decision, codes:
        case "delivered", (state, line, _):
            may = _may_order(access, state, line)
        case "contribution", (state, capability, _):
            may = access.may_contribute(state, capability)
        case "pool_delivered", (pool, line, _):
            may = line in scenario.pool_by_code[pool].lines
        case "pool_shares", (state, pool, line, _):
            may = access.may_join(state, pool) and access.may_share(state, pool, line)
        case (("join" | "lead"), (state, pool)):
            may = _may_join(access, state, pool, leading=decision == "lead")
        case "funding", (state, line, _):
            may = access.may_fund(state, line)
        case "component_funding", (state, component, host, _):
            chain = basis.component_outputs[component].chain
            may = (state, component, host) in access.component_funders(chain)
    return may


def _may_order(access: AccessMap, state: str, line: str) -> bool:
    record = access.scenario.line_by_code[line]
    large = access.scenario.capability_by_code[record.capability].large_system
    small = access.scenario.state_by_code[state].small_state
    return (state, line) in access.permitted and not (small and large)


def _may_join(access: AccessMap, state: str, pool: str, *, leading: bool) -> bool:
    member = access.scenario.member_by_key.get((pool, state))
    return (
        member is not None
        and member.role != "barred"
        and access.may_join(state, pool)
        and (member.framework_eligible or not leading)
    )
