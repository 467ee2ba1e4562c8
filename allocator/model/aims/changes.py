"""Aim: as few changes of the plan in force as can be."""

from collections.abc import Sequence

from allocator.domain.in_force import ANNOUNCED, LASTING
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms
from allocator.model.steadiness import HeldSeries, Point, difference, held_series


def changes(draft: Draft) -> Terms:
    """sum over series of 1 (5 where a row of it is announced) x whether it differs in any period.

    |value[t] - value in force[t]| <= most difference x changed, for every t.
    """
    value = Terms()
    for series in held_series(draft):
        weight = ANNOUNCED if any(point.announced for point in series.points) else 1
        value.include(weight, _changed(draft, series))
    return value


def _changed(draft: Draft, series: HeldSeries) -> Terms:
    """1 where the series differs; a variable of its own only where no decision says it."""
    differences = _differences(draft, series)
    if any(terms.constant and not terms.coefficients for terms in differences):
        return Terms(1)
    if all(not terms.coefficients for terms in differences):
        return Terms()
    if len(differences) == 1 and draft.builder.most(differences[0]) == 1:
        return differences[0]

    def occurs(values: Sequence[int]) -> int:
        return int(any(terms.value(values) for terms in differences))

    labels = draft.basis.labels(period=None, **series.labels)
    codes = (series.decision, *series.codes)
    changed = draft.auxiliary("changed", codes, 1, occurs, labels)
    for number, terms in enumerate(differences):
        within = terms.copy().add(-draft.builder.most(terms), changed)
        draft.builder.row("changes", (*codes, str(number)), within, upper=0)
    return Terms().add(1, changed)


def _differences(draft: Draft, series: HeldSeries) -> list[Terms]:
    """Of all periods, each once; what never falls is nowhere if it is not there at the end."""
    points = list(series.points)
    pooled = draft.basis.scenario.policy.holds("pooling")
    lasting = series.decision in LASTING and (pooled or series.decision != "operating")
    if lasting and not any(point.value for point in points):
        points = [point for point in points if point.variable is not None][-1:]
    twins: dict[tuple[int | None, int], Point] = {}
    for point in points:
        twins.setdefault((point.variable, point.value), point)
    return [difference(draft, series, point) for point in twins.values()]
