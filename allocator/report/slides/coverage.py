"""Slide on who meets the requirements, period by period."""

from fractions import Fraction

from allocator.report.names import allies
from allocator.report.numbers import part_of
from allocator.report.prose import number, of_all, opening, verb
from allocator.report.requirements import cover, needed, short
from allocator.report.slides.form import SHARE
from allocator.report.view import View
from allocator.tables.slide import ChartData, ChartSeries, Slide

EUROPEAN, OUTSIDE, MISSING = 0, 1, 7
"""Places in the palette, as on the briefing."""


def coverage_title(view: View) -> str:
    """How much of the deadline's requirements is met by whom, and how many stay short."""
    wanted = needed(view, view.deadline)
    if not wanted:
        return f"Nothing is required at the deadline ({view.deadline})"
    share = cover(view, view.deadline).european
    if share == 1:
        return f"{opening(allies(view))} meet every requirement by {view.deadline} by themselves"
    start = f"{opening(allies(view))} meet {part_of(share)} of requirements by {view.deadline}"
    missed = len(short(view, view.deadline))
    if not missed:
        return f"{start}; outside support meets the rest"
    if len(wanted) == 1:
        return f"{start}; the one capability required stays short"
    stay = verb(missed, "stays", "stay")
    return f"{start}; {of_all(missed, len(wanted))} capabilities {stay} short"


def coverage_slide(view: View) -> Slide:
    """Parts of the requirements and numbers of capabilities, period by period."""
    return Slide(
        coverage_title(view),
        "Left: priority-weighted mean part of each requirement; right: capabilities by who meets "
        "their requirement",
        panels=(_parts(view), _counts(view)),
        sentences=tuple(filter(None, (_at_deadline(view), _support(view), _shortage(view)))),
        sources=("coverage", "dependence", "shortfalls"),
    )


def _parts(view: View) -> ChartData:
    covers = [cover(view, period) for period in view.periods]
    parts = (
        ("European", EUROPEAN, [each.european for each in covers]),
        ("Outside support", OUTSIDE, [each.outside for each in covers]),
        ("Missing", MISSING, [each.missing for each in covers]),
    )
    return ChartData(
        "stacked_column",
        "Who meets the requirements",
        view.periods,
        tuple(ChartSeries(name, tuple(values), colour) for name, colour, values in parts),
        SHARE,
        least=0,
        most=1,
    )


def _counts(view: View) -> ChartData:
    alone, helped, missed = [], [], []
    for period in view.periods:
        wanted, lacking = needed(view, period), set(short(view, period))
        own = sum(view.dependences[code, period].european_share == 1 for code in wanted)
        alone.append(Fraction(own))
        helped.append(Fraction(len(wanted) - len(lacking) - own))
        missed.append(Fraction(len(lacking)))
    return ChartData(
        "stacked_column",
        "Capabilities whose requirement is",
        view.periods,
        (
            ChartSeries("met by the states alone", tuple(alone), EUROPEAN),
            ChartSeries("met with outside support", tuple(helped), OUTSIDE),
            ChartSeries("not met", tuple(missed), MISSING),
        ),
        "0",
        least=0,
    )


def _at_deadline(view: View) -> str:
    if not needed(view, view.deadline):
        return ""
    there = cover(view, view.deadline)
    if there.european == 1:
        return f"At the deadline ({view.deadline}) {allies(view)} supply all of what is required."
    outside = f"outside support {part_of(there.outside)}" if there.outside else "outsiders nothing"
    missing = f"{part_of(there.missing)} is missing" if there.missing else "nothing is missing"
    return (
        f"At the deadline ({view.deadline}) {allies(view)} supply {part_of(there.european)} of "
        f"what is required, {outside}; {missing}."
    )


def _support(view: View) -> str:
    """How outside support changes from the first to the last period in which anything is asked."""
    asked = [period for period in view.periods if needed(view, period)]
    if len(asked) < 2:
        return ""
    first, last = (cover(view, period).outside for period in (asked[0], asked[-1]))
    before, after = part_of(first), part_of(last)
    if before == after:
        return ""
    moves = "falls" if last < first else "rises"
    return (
        f"Outside support {moves} from {before} of what is required in {asked[0]} to {after} in "
        f"{asked[-1]}."
    )


def _shortage(view: View) -> str:
    """How the number of shortages changes after the deadline."""
    if view.last == view.deadline:
        return ""
    then, later = len(short(view, view.deadline)), len(short(view, view.last))
    if then == later:
        return ""
    now = number(then, "capability is", "capabilities are") if then else "No capability is"
    return f"{opening(now)} short at the deadline, {later or 'none'} in {view.last}."
