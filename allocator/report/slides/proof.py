"""Slide on how far the plan is proven, how it came about, and what its figures rest on."""

from fractions import Fraction

from allocator.domain.outcome import AimResult, gap
from allocator.report.foundations import LEVELS, WEAK, by_confidence, money_by_row
from allocator.report.prose import amount, opening
from allocator.report.slides.words import AIMS, LABEL, at_most, money_unit, part_of, per_cent_of_key
from allocator.report.view import View
from allocator.tables.slide import ChartData, ChartSeries, Slide, SlideTable

IN_TITLE = 3
"""Aims that the title speaks of: the first ones decide most."""


def proof_title(view: View) -> str:
    """What no plan can better, and by how much at most; the first aims, unless all is proven."""
    if view.provenance.verdict == "optimal":
        return "Proven: no plan is better in any aim, each taken after the ones before it"
    aims = view.provenance.aims[:IN_TITLE]
    if not aims:
        return "The plan holds every rule; nothing is claimed of its aims"
    *others, last = map(_bettered, aims)
    before = f"{', '.join(others)} or " if others else ""
    return f"No plan lowers {before}{last}"


def _bettered(aim: AimResult) -> str:
    """By how much the plan's value may be above the least."""
    if aim.value <= aim.bound:
        return f"{AIMS[aim.name]} at all"
    return f"{AIMS[aim.name]} by more than {at_most(gap(aim.value, aim.bound))}"


def proof_slide(view: View) -> Slide:
    """Aims with their bounds in a table, new money by the confidence of its figures, in a chart."""
    aims = SlideTable(
        "Aims, strictly in this order",
        ("Aim", "Plan", "Bound", "Could be lower by"),
        tuple(_row(aim) for aim in view.provenance.aims if aim.name != "tie_break"),
        (22, 20, 20, 24),
        frozenset((1, 2, 3)),
        weight=5,
    )
    return Slide(
        proof_title(view),
        "Each aim given the ones before it; every rule was checked by a second, independent "
        "statement of it",
        panels=(aims, *_confidence(view)),
        sentences=tuple(filter(None, (_again(view), _weak(view)))),
        sources=("provenance", "confidence"),
    )


def _row(aim: AimResult) -> tuple[str, ...]:
    lower = "nothing" if aim.value <= aim.bound else f"≤ {at_most(gap(aim.value, aim.bound))}"
    return opening(AIMS[aim.name]), _shown(aim, aim.value), _shown(aim, aim.bound), lower


def _shown(aim: AimResult, value: int) -> str:
    """In the unit of the aim; an aim weighed by prices has none."""
    if aim.name == "spread":
        return per_cent_of_key(value)
    if aim.name == "cost":
        return amount(Fraction(value, 1_000))
    return f"{value:,}"


def _confidence(view: View) -> tuple[ChartData, ...]:
    """New money by what the input rows behind it say of themselves; nothing without new money."""
    tally = by_confidence(view, money_by_row(view))
    if sum(tally.values()) <= 0:
        return ()
    unit = money_unit(tally.values())
    return (
        ChartData(
            "bar",
            f"New money by confidence of its figures, {unit.name}",
            tuple((name or "not stated").capitalize() for name in LEVELS),
            (ChartSeries("New money", tuple(unit.of(tally[name]) for name in LEVELS), 2),),
            LABEL,
            labels=True,
            least=0,
            weight=4,
        ),
    )


def _again(view: View) -> str:
    record = view.provenance
    if record.reproducible:
        return (
            f"The same input, effort ({record.effort}) and seed ({record.seed}) give the same plan "
            "again, on any number of cores."
        )
    return "A clock or the user ended the search: the same input may give another plan."


def _weak(view: View) -> str:
    """How much of the money rests on weak figures."""
    tally = by_confidence(view, money_by_row(view))
    money = sum(tally.values())
    weak = sum(tally[name] for name in WEAK)
    if money <= 0:
        return ""
    if not weak:
        return "All new money rests on figures of high or medium confidence."
    share = Fraction(weak, money)
    told = (
        "All of the new money rests"
        if share == 1
        else f"{part_of(share, 0)} of the new money rests"
    )
    return f"{told} on figures of low or unstated confidence."
