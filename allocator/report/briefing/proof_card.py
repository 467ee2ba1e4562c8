"""The headline on how far the plan is proven."""

from fractions import Fraction

from allocator.domain.outcome import AimResult
from allocator.report.briefing.card import Card, Figure
from allocator.report.numbers import part_of, per_cent_of_key
from allocator.report.proof import GAP, HEADLINES, gap_note, headline_aims
from allocator.report.view import View
from allocator.tables.column import Formula
from allocator.tables.table import Block


def proof(view: View, aims: Block) -> Card:
    """How far each headline may still be from the least possible."""
    told = headline_aims(view)
    if not told:
        return Card(GAP, Figure(None, "percent"), gap_note(()))
    first = told[0]
    cell = aims.frame.abroad(aims.frame.at("gap", view.provenance.aims.index(first)))
    note = _gaps(told)
    return Card(GAP, Figure(Formula(f"={cell}", first.gap), "percent", "0.00%"), note)


def _gaps(aims: tuple[AimResult, ...]) -> str:
    """The gaps, and beside them what later aims used of a tolerance, of which a bound says nothing.

    A gap is that of the least found in the aim's own turn, not of the plan's value.
    """
    if all(aim.value <= aim.least for aim in aims):
        return gap_note(aims)
    first, *others = aims
    begin = gap_note((first,))
    if first.value > first.least:
        found = "least found proven, " if first.proven else ""
        begin = f"{begin}; {found}{_given_up(first)} within its tolerance"
    gaps = (f"{HEADLINES[aim.name]} {part_of(aim.gap)}{_in_its_turn(aim)}" for aim in others)
    return "; ".join((begin, *gaps))


def _in_its_turn(aim: AimResult) -> str:
    if aim.value <= aim.least:
        return ""
    if aim.name == "spread":
        return f" (in its turn {per_cent_of_key(aim.least)})"
    return f" ({_given_up(aim)})"


def _given_up(aim: AimResult) -> str:
    if not aim.least:
        return "some given up"
    return f"{part_of(Fraction(aim.value - aim.least, aim.least), 2)} given up"
