"""Slide on who bears what, against the key."""

from fractions import Fraction

from allocator.accounts.burden import Burden
from allocator.domain.quantity import WHOLE
from allocator.report.burden_measures import average, measured_by
from allocator.report.limits.limit import Limit
from allocator.report.names import horizon, named, subject
from allocator.report.numbers import part_of, per_cent_of_key, points
from allocator.report.prose import listing, of_all, opening, verb
from allocator.report.slides.form import MOST_COLUMNS
from allocator.report.view import View
from allocator.tables.slide import ChartData, ChartSeries, Slide


def burden_title(view: View) -> str:
    """Who carries the largest burden, and what all states together bear."""
    borne = [burden for burden in _falling(view) if burden.key_money]
    if not borne or not borne[0].basis_points:
        return "The plan lays no burden on any state"
    most = borne[0].basis_points
    at_most = [burden.state for burden in borne if burden.basis_points == most]
    level = f"{per_cent_of_key(most)} of {'its' if len(at_most) == 1 else 'their'} key money"
    if len(at_most) == len(borne) > 1:
        every = opening(of_all(len(borne), len(borne)))
        return f"{every} states with a key bear the same burden: {level}"
    if len(at_most) > 3:
        who = f"{len(at_most)} of {len(borne)} states share the largest burden"
    elif len(at_most) > 1:
        who = f"{listing(named(view, state) for state in at_most)} share the largest burden"
    else:
        who = f"{subject(view, at_most[0])} bears the largest burden"
    return f"{who}, {level}; all together {part_of(average(view), 2)}"


def _falling(view: View) -> list[Burden]:
    rank = view.rank["state"]
    return sorted(
        view.burdens.values(), key=lambda burden: (-burden.basis_points, rank[burden.state])
    )


def burden_slide(view: View, limits: tuple[Limit, ...]) -> Slide:
    """Burden of every state from the largest down, with the burden of all together as a line."""
    shown = _falling(view)[:MOST_COLUMNS]
    every = len(view.states)
    note = f"; the {len(shown)} largest of {every}" if every > len(shown) else ""
    together = average(view)
    chart = ChartData(
        "column_and_line",
        "Burden by state, % of key money",
        tuple(view.state_name(burden.state) for burden in shown),
        (
            ChartSeries("Burden", tuple(Fraction(b.basis_points, WHOLE) for b in shown), 0),
            ChartSeries("All states together", (together,) * len(shown), 1),
        ),
        "0.0%",
        least=0,
    )
    return Slide(
        burden_title(view),
        f"Burden: {measured_by(view)} {horizon(view)} over key money, rounded up to 0.01 %{note}",
        panels=(chart,),
        sentences=tuple(filter(None, (_above(view), _ceilings(view, limits)))),
        sources=("burden_split",),
    )


def _above(view: View) -> str:
    """Who pays most beyond its key share of the new money, and who falls furthest short of it."""
    ranked = sorted(view.burdens.values(), key=lambda burden: (burden.above_key, burden.state))
    least, most = ranked[0], ranked[-1]
    more, less = points(most.above_key), points(least.above_key)
    if most.above_key <= 0 or least.above_key >= 0 or "0.0" in (more, less):
        return ""
    return (
        f"Of all new money {named(view, most.state)} pays {part_of(most.money_share)}, "
        f"{more} points more than its key share, and {named(view, least.state)} "
        f"{part_of(least.money_share)}, {less} points less."
    )


def _ceilings(view: View, limits: tuple[Limit, ...]) -> str:
    """States whose burden is at the ceiling that policy gives them."""
    found = {limit.subject for limit in limits if limit.kind == "burden ceiling"}
    names = [named(view, state) for state in view.states if state in found]
    if not names:
        return ""
    is_at = verb(len(names), "is", "are")
    return f"{opening(listing(names))} {is_at} at the burden ceiling that policy sets."
