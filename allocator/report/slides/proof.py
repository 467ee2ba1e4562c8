"""Slide on how far the plan is proven, how it came about, and what its figures rest on."""

from fractions import Fraction

from allocator.domain.outcome import AimResult
from allocator.domain.policy import ARBITRARY
from allocator.report.foundations import LEVELS, by_confidence, money_by_row, weak_part
from allocator.report.numbers import amount, part_of, per_cent_of_key
from allocator.report.proof import AIMS
from allocator.report.prose import listing, opening, whole_listing
from allocator.report.provenance import AIM_WORDS
from allocator.report.slides.form import LABEL, chart_unit
from allocator.report.view import View
from allocator.tables.slide import ChartData, ChartSeries, Slide, SlideTable

IN_TITLE = 3
"""Aims that the title speaks of: the first ones decide most."""


def proof_title(view: View) -> str:
    """How near the least found of the first aims is to what no plan can better."""
    if view.provenance.verdict == "optimal":
        gave = _gave(view)
        if gave:
            return f"Proven: the least of each aim in its turn; given up later: {listing(gave, 2)}"
        return "Proven: the least of every aim, each taken after the ones before it"
    aims = _aims(view)[:IN_TITLE]
    if not aims:
        return "The plan holds every rule; nothing is claimed of its aims"
    told = (f"{'none' if aim.proven else _gap(aim)} for {AIMS[aim.name]}" for aim in aims)
    return f"The gap to the proven bound is {whole_listing(told)}"


def _aims(view: View) -> tuple[AimResult, ...]:
    """All but the tie-break, which says nothing of how good the plan is."""
    return tuple(aim for aim in view.provenance.aims if aim.name != ARBITRARY)


def _gap(aim: AimResult) -> str:
    return part_of(aim.gap, 2)


def proof_slide(view: View) -> Slide:
    """Aims with their bounds in a table, new money by the confidence of its figures, in a chart."""
    aims = SlideTable(
        "Aims, strictly in this order",
        ("Aim", "Unit", "Least in its turn", "Bound", "Gap", "In the plan", "Given up"),
        tuple(map(_row, _aims(view))),
        (24, 22, 20, 18, 11, 18, 12),
        frozenset((2, 3, 4, 5, 6)),
        weight=9,
    )
    return Slide(
        proof_title(view),
        "Each aim given the ones before it; every rule was checked by a second, independent "
        "statement of it",
        panels=(aims, *_confidence(view)),
        sentences=tuple(filter(None, (_given_up(view), _again(view), _weak(view)))),
        sources=("provenance", "confidence"),
    )


def _row(aim: AimResult) -> tuple[str, ...]:
    return (
        opening(AIMS[aim.name]),
        "% of key money" if aim.name == "spread" else AIM_WORDS[aim.name][1],
        _shown(aim, aim.least),
        _shown(aim, aim.bound),
        "proven" if aim.proven else _gap(aim),
        _shown(aim, aim.value),
        _above_least(aim) if aim.value > aim.least else "nothing",
    )


def _above_least(aim: AimResult) -> str:
    """How far the plan is above the least found: a part of it, or so much where it was nothing."""
    above = aim.value - aim.least
    return part_of(Fraction(above, aim.least), 2) if aim.least else _shown(aim, above)


def _given_up(view: View) -> str:
    """What later aims were let take of earlier ones."""
    gave = _gave(view)
    if not gave:
        return ""
    return f"Given up for later aims, within the tolerances set: {whole_listing(gave)}."


def _gave(view: View) -> list[str]:
    """How much of which aims is given up."""
    gave = (aim for aim in _aims(view) if aim.value > aim.least)
    return [f"{_above_least(aim)} of {AIMS[aim.name]}" for aim in gave]


def _shown(aim: AimResult, value: int) -> str:
    """In the unit of the aim, burdens and money as elsewhere."""
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
    unit, _ = chart_unit(tally.values())
    return (
        ChartData(
            "bar",
            f"New money by confidence, EUR {unit.name}",
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
    """How much of the money rests on weak figures; nothing without new money."""
    weak = weak_part(view)
    if sum(view.ledger.new_money.values()) <= 0:
        return ""
    if not weak:
        return "All new money rests on figures of high or medium confidence."
    told = "All" if weak == 1 else part_of(weak, 0)
    return f"{told} of the new money rests on figures of low or unstated confidence."
