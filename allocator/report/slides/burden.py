"""Slide on who bears what, against the key."""

from fractions import Fraction

from allocator.accounts.burden import Burden
from allocator.domain.quantity import WHOLE
from allocator.report.burden_measures import measured_by
from allocator.report.prose import opening
from allocator.report.slides.words import (
    MOST_COLUMNS,
    horizon,
    many,
    named,
    part_of,
    per_cent_of_key,
    subject,
)
from allocator.report.view import View
from allocator.report.words import listing
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
        every = opening(many(len(borne), len(borne)))
        return f"{every} states with a key bear the same burden: {level}"
    if len(at_most) > 3:
        who = f"{len(at_most)} of {len(borne)} states share the largest burden"
    elif len(at_most) > 1:
        who = f"{listing(named(view, state) for state in at_most)} share the largest burden"
    else:
        who = f"{subject(view, at_most[0])} bears the largest burden"
    return f"{who}, {level}; all together {part_of(average(view), 2)}"


def average(view: View) -> Fraction:
    """What all states together bear, over all key money."""
    keys = sum(burden.key_money for burden in view.burdens.values())
    measured = sum(burden.measured for burden in view.burdens.values())
    return Fraction(measured, keys) if keys else Fraction(0)


def _falling(view: View) -> list[Burden]:
    rank = view.rank["state"]
    return sorted(
        view.burdens.values(), key=lambda burden: (-burden.basis_points, rank[burden.state])
    )


def burden_slide(view: View) -> Slide:
    """Burden of every state from the largest down, with the burden of all together as a line."""
    shown = _falling(view)[:MOST_COLUMNS]
    of_all = len(view.states)
    note = f"; the {len(shown)} largest of {of_all}" if of_all > len(shown) else ""
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
        f"Burden: {measured_by(view)} {horizon(view)} over key money{note}",
        panels=(chart,),
        sentences=tuple(filter(None, (_above(view), _ceilings(view)))),
        sources=("burden_split",),
    )


def _above(view: View) -> str:
    """Who pays most beyond its key share of the new money, and who falls furthest short of it."""
    ranked = sorted(view.burdens.values(), key=lambda burden: (burden.above_key, burden.state))
    least, most = ranked[0], ranked[-1]
    if _points(most) == "0.0" or _points(least) == "0.0":
        return ""
    return (
        f"Of all new money {named(view, most.state)} pays {part_of(most.money_share)}, "
        f"{_points(most)} points more than its key share, and {named(view, least.state)} "
        f"{part_of(least.money_share)}, {_points(least)} points less."
    )


def _points(burden: Burden) -> str:
    return f"{float(100 * abs(burden.above_key)):.1f}"


def _ceilings(view: View) -> str:
    """States whose burden is at the ceiling that policy gives them."""
    if not view.policy.holds("burden"):
        return ""
    protected = view.policy.small_state_burden_ceiling
    at_ceiling = []
    for state in view.states:
        record, burden = view.scenario.state_by_code[state], view.burdens[state]
        ceilings = [record.burden_ceiling, protected if record.small_state else None]
        least = min((each for each in ceilings if each is not None), default=None)
        money = Fraction(burden.new_money * WHOLE)
        if least is not None and money and money > (least - 1) * burden.key_money:
            at_ceiling.append(named(view, state))
    if not at_ceiling:
        return ""
    verb = "is" if len(at_ceiling) == 1 else "are"
    return f"{opening(listing(at_ceiling))} {verb} at the burden ceiling that policy sets."
